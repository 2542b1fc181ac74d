"""Results as text, Markdown, HTML and JSON."""
