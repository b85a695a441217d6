"""What readers are made with: the archive as files, the ids, the clock, tweets, sheets."""
