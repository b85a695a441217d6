"""The file itself: opening, checking, upgrading."""
