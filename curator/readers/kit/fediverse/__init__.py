"""What readers of Mastodon and its like share: statuses, boosts, visibility."""
