"""Rows whose time is not that of their id, which X's own clock set when the post was made.

Where a row names no zone or no seconds, the id is believed: programs and spreadsheets convert and
round what they write, and the permalink leads to the post that was made then. A time with zone and
seconds comes from X itself, and one that is days away says that the id is of something else: there
the row is believed. Neither is done without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curator.i18n import trn


@dataclass
class IdClocks:
    """Counts the rows of one table whose time and id disagree by more than a minute."""

    taken: int = 0
    """Rows that got the time of their id."""

    kept: int = 0
    """Rows that kept their own."""

    unread: int = 0
    """Rows whose time cannot be read, and that got the time of their id."""

    def remarks(self) -> Iterator[str]:
        """Yield a sentence for each kind of row that there is."""
        if self.taken:
            yield trn(
                "{count} time differs by more than a minute from the one in the id of its post. "
                "The id’s was taken, which X’s own clock set.",
                "{count} times differ by more than a minute from those in the ids of their posts. "
                "The ids’ were taken, which X’s own clock set.",
                self.taken,
            )
        if self.kept:
            yield trn(
                "{count} time differs by more than a minute from the one in the id of its post. "
                "The table’s was taken: it names its zone, or is days away.",
                "{count} times differ by more than a minute from those in the ids of their posts. "
                "The table’s were taken: they name their zone, or are days away.",
                self.kept,
            )
        if self.unread:
            yield trn(
                "{count} time cannot be read. The one in the id of its post was taken.",
                "{count} times cannot be read. Those in the ids of their posts were taken.",
                self.unread,
            )
