"""Programs that nobody here wrote, asked the same as ours."""
