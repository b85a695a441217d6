"""The open library as the window uses it: edits, undo, background tasks, change signals."""
