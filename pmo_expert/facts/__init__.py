"""The vocabulary: what a case may say, and how each fact is asked for and stated."""
