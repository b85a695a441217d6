"""What can be worked out from posts: pure functions over values."""
