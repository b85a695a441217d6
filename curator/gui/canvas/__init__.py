"""The story as it will read, block by block, edited where it stands."""
