"""Words of posts, made comparable."""
