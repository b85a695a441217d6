"""What to look at before a story is published, and proofs that it is what it says."""
