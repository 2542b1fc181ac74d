"""What each kind of result shows."""
