"""Import of posts into the library, and their removal."""
