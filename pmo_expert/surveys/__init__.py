"""Advice on the rows of data frames and tables."""
