"""The site of the docs: what goes into it, and what is made for it alone."""
