"""The people of a library: their table, and the form of one of them."""
