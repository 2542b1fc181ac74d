"""The commands, each with what it alone needs."""
