"""Post list."""
