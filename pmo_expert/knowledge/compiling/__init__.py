"""Rules compiled to a program."""
