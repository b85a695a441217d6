"""What came of an import, and what an archive looks like before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, Self

from curator.i18n import tr, trn
from curator.library import Archive
from curator.model import Post, Skipped

REMEMBERED = 2_000
"""Unreadable records that a report tells one by one; the rest are counted."""


@dataclass(slots=True)
class ImportReport:
    """What came of an import."""

    path: str
    format: str
    part: str = ""
    """Which of several archives in what was dropped; '' if it was one."""

    read: int = 0
    new: int = 0
    known: int = 0
    refreshed: int = 0
    skipped_count: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    damaged: int = 0
    """Posts whose id is damaged: they have no permalink."""

    repaired: int = 0
    """Posts whose id was damaged and was found in their permalink."""

    joined: int = 0
    """Posts whose damaged id found its sound one here, or the other way round."""

    remarks: list[str] = field(default_factory=list)
    """Sentences about the whole archive: what was guessed, repaired or left out."""

    pictures: int = 0
    pictures_missing: int = 0
    missing: list[str] = field(default_factory=list)
    """The names of pictures and films that the archive speaks of and does not hold."""

    first: datetime | None = None
    last: datetime | None = None
    stories: list[int] = field(default_factory=list)
    """The finished stories that came with it."""

    def values(self) -> dict[str, Any]:
        """Return it as values for JSON."""
        values = asdict(self)
        values["skipped"] = [each._asdict() for each in self.skipped]
        for name in ("first", "last"):
            at = values[name]
            values[name] = at.isoformat() if at else None
        return values

    @classmethod
    def kept(cls, archive: Archive) -> Self:
        """Return the report that a library keeps of an archive, as far as it is one."""
        report = cls(archive.path, archive.format)
        for each in fields(cls):
            value = archive.report.get(each.name)
            if each.name != "skipped" and isinstance(value, type(getattr(report, each.name))):
                setattr(report, each.name, value)
        report.skipped = [
            Skipped(*(str(each.get(name, "")) for name in Skipped._fields))
            for each in archive.report.get("skipped") or ()
            if isinstance(each, dict)
        ]
        report.first, report.last = map(_moment, map(archive.report.get, ("first", "last")))
        return report

    @property
    def joined_words(self) -> str:
        """Say how many posts were joined to their sound ids; '' if none."""
        if not self.joined:
            return ""
        return trn(
            "{count} post whose id was damaged was joined to its sound one. Its star, tags and"
            " place in stories stay.",
            "{count} posts whose ids were damaged were joined to their sound ones. Their stars,"
            " tags and places in stories stay.",
            self.joined,
        )

    def note(self, post: Post) -> None:
        """Count a post that was read."""
        if post.context:
            return
        self.read += 1
        if post.raw_id:
            self.damaged += not post.url
            self.repaired += bool(post.url)
        if self.first is None or post.at < self.first:
            self.first = post.at
        if self.last is None or post.at > self.last:
            self.last = post.at

    def skip(self, record: Skipped) -> None:
        """Count a record that could not be read."""
        self.skipped_count += 1
        if len(self.skipped) < REMEMBERED:
            self.skipped.append(record)


def nothing_read(name: str, report: ImportReport, remarks: Iterable[str]) -> str:
    """Say that an archive gave no post at all, and why, as far as it is known."""
    said = [tr("No post could be read from {name}.", name=name)]
    if report.skipped:
        first = report.skipped[0]
        said.append(
            trn(
                "{count} record was left out ({where}: {why})",
                "{count} records were left out; the first is {where}: {why}",
                report.skipped_count,
                where=first.where,
                why=first.why,
            )
        )
    return " ".join((*said, *remarks))


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an archive looks like, before anything is written."""

    format: str
    title: str
    posts: tuple[Post, ...]
    """Up to ten, spread over what was looked at."""

    looked_at: int
    people: int
    first: datetime | None
    last: datetime | None
    skipped: tuple[Skipped, ...]
    remarks: tuple[str, ...]
    damaged: int
    repaired: int
    whole: bool
    """Whether the archive was read to its end."""

    asked: frozenset[str] = frozenset()
    """What it leaves open: 'zone', 'order' of day and month."""
