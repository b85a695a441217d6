"""Generated keys for messages without ids: from author, time, text and repetition."""

from __future__ import annotations

from datetime import datetime

from curator.readers.kit.ids import ids

_REMEMBERED = 50_000


class Keys:
    """Generates the keys of one archive, distinct for repeated messages."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def made(self, handle: str, at: datetime, text: str) -> str:
        """Return the key of a message: the same whenever the archive is read."""
        key = ids.made_key(handle, at, text)
        times = self._times.pop(key, 0) + 1
        self._times[key] = times
        if len(self._times) > _REMEMBERED:
            del self._times[next(iter(self._times))]
        return key if times == 1 else ids.made_key(handle, at, f"{text}\n\0{times}")
