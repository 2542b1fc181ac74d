"""Columns of a data frame: expressions over them, and how each engine has them written."""
