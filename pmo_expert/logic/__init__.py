"""Propositional programs and the engines that run them; nothing here knows what the rules are about."""
