"""The data of drags and copies: posts, blocks, tags, searches."""
