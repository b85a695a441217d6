"""The window itself: its bars, its workspaces, its windows, starting and failing."""
