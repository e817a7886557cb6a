"""Hostile submissions, and what grades them for real; see README.md."""
