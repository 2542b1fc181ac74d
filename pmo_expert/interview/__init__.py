"""Interviews: which question comes next."""
