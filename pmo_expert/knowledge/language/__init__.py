"""What rules are made of, as data."""
