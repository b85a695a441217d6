"""The main window: bars, workspaces, start-up, error handling, backups."""
