"""Rules: read, checked and compiled to a program."""
