"""The shelf beside a story: posts that can be put into it."""
