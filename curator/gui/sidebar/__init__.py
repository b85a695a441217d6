"""Sidebar."""
