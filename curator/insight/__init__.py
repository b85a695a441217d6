"""Analysis of posts: pure functions over values."""
