"""The library file: opening, checking, upgrading, backups."""
