"""Sift."""
