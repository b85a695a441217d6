"""Questions in the window: their list, the place of a post, and corrections."""
