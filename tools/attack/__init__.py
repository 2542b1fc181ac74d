"""Hostile inputs: how they are made, what takes them, and what may come of it."""
