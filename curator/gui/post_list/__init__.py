"""The list of posts: its model, its view, and how a row is painted."""
