"""The page: advice in a browser, from one file."""
