"""What is not known: what it could lead to, and what to ask."""
