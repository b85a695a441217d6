"""Handles for platforms that identify people by numbers and show only names."""

from __future__ import annotations


class People:
    """Distinguishes the people of one archive."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def handle(self, name: str, key: str) -> str:
        """Return a person's name; of a second one of that name, with the number behind it."""
        is_shared = self._keys.setdefault(name, key) != key
        return f"{name} ({key})" if is_shared else name
