"""What is carried when posts, blocks, tags or searches are dragged or copied."""
