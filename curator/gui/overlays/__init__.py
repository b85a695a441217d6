"""Pages that lie over the window: history, templates, pictures to fetch, about."""
