"""The rough cut: which posts, in which order, under which headings, and why."""
