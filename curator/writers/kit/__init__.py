"""Shared parts of writers: safe text, names, times, pictures, title and small print."""
