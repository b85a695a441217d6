"""The reading pane: one post in its conversation, its person, its tags and note."""
