"""The page of all keys, where they are looked up, changed and printed."""
