"""Pack files read into data."""
