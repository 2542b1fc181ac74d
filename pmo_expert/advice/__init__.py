"""What follows for a case, and why."""
