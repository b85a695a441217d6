"""Drag."""
