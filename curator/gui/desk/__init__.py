"""The window's hold on an open library: edits, steps, long work, and who hears of changes."""
