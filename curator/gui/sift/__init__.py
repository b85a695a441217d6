"""The Sift workspace: posts found, looked at and decided."""
