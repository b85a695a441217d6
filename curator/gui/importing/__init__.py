"""Importing archives: preview, column choices, progress, report."""
