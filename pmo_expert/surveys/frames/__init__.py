"""Data frames of any kind as rows of facts."""
