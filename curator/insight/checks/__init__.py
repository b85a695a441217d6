"""Checks of a story before it is published, and proofs that its quotes are exact."""
