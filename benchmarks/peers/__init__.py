"""Other rule engines, each with a generator that translates a program into its language."""
