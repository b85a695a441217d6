"""Echoes: which posts repeat which, however they say so."""
