"""Questions in the window: their list, a post's place under one, and changing it."""
