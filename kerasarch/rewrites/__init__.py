"""Rewrites: a table in, another table out."""
