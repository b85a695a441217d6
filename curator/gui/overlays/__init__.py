"""Overlays: history, templates, fetching pictures, help, about."""
