"""Fediverse."""
