"""Echoes: posts that repeat others, in whatever form."""
