"""The day of a chat whose posts have only times of day, from the file's name."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from curator.i18n import tr
from curator.readers.kit.archive.source import Source

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)", re.ASCII)


def names_around(source: Source, name: str) -> tuple[str, ...]:
    """Return the names that may contain the day: of the file, the archive and the folder."""
    return name, source.path.name, source.path.absolute().parent.name


def named_day(source: Source, name: str) -> datetime | None:
    """Return the midnight at the start of the day in a name, None if there is none."""
    for called in names_around(source, name):
        for found in _DAY.finditer(called):
            try:
                return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
            except ValueError:
                continue
    return None


def no_day(name: str) -> str:
    """Return the message that the day of a chat is unknown, and what to do."""
    return tr(
        "{name} tells the clock but not the day. Put the day before the name of the "
        "file, such as “2024-05-14 chat.txt”, and import it again.",
        name=name,
    )
