"""Figures of a recap: counts, participants, shared links."""
