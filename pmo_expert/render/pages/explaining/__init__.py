"""Pages that show why, and why not."""
