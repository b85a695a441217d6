"""Times whose archive names no zone: what they were read as, and what their posts say to that.

A table of local times looks the same wherever it was written. Where its posts announce the hour
of the chat and were written at that hour, this tells the zone; else the times are read as UTC, and
whoever quotes them is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote

from curator.dates import place_words, zone_called
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.insight.checks.finding import Finding
from curator.insight.figures.scope import within
from curator.library import Library, Query, typed
from curator.model import Post, Story
from curator.readers import Reader
from curator.readers.kit.archive.read_options import ReadOptions
from curator.stored_words import translate_sentence
from curator.work.archive_files import Found
from curator.work.imports import preview
from curator.work.report import ImportReport
from curator.work.task import Work
from curator.work.zone_clues import ZoneHint, zone_proven_by

_FIRST = 200
"""Posts after which it is known whether an archive's times name their zone."""


@dataclass(frozen=True, slots=True)
class AssumedZone:
    """An archive whose times name no zone, and whose zone nobody named."""

    archive: str
    path: str
    posts: int
    """How many of the posts asked for are of it."""

    zone: str
    """In which its times were read."""

    likely: str
    """The zone that its posts announce, or ''."""

    reason: str

    @property
    def is_doubtful(self) -> bool:
        """Whether nothing tells that its times were read right."""
        return self.zone != self.likely

    @property
    def sentence(self) -> str:
        """What is not sure, with what its posts say to it."""
        place, reason = place_words(zone_called(self.zone)), self.reason
        said = trn(
            "“{archive}”, of which {count} post is here, has times that name no zone. They were "
            "read as {place}.",
            "“{archive}”, of which {count} posts are here, has times that name no zone. They were "
            "read as {place}.",
            self.posts, archive=self.archive, place=place,
        )  # fmt: skip
        if not self.is_doubtful or not self.likely:
            return f"{said} {reason}".strip()
        likely = tr("So they are likely in {place}.", place=place_words(zone_called(self.likely)))
        return f"{said} {reason} {likely}"

    def remedy(self, library: Path) -> str:
        """Return the command that reads the archive again, as a sentence."""
        into = library.with_name(f"{library.stem}-2{library.suffix}")
        archive = self.path.partition("//")[0]  # the rest is what lies in it
        return tr(
            "Read again with its zone: {command}",
            command=f"curator import {quote(str(into))} {quote(archive)}"
            f" --zone {self.likely or 'Europe/London'}",
        )


def fill_in_zone(
    library: Path, archive: Found, reader: Reader | None, options: ReadOptions
) -> Work[ReadOptions]:
    """Return options with the zone of times that name none, if something here tells it."""
    with suppress(CuratorError):  # the import itself says what is wrong
        seen = yield from preview(archive, reader, options, _FIRST)
        if "zone" in seen.asked:
            seen = yield from preview(archive, reader, options)
            proved = _proven_zone(library, seen.local)
            hint = proved or seen.zone
            if hint and hint.zone != "UTC" and (proved or hint.is_sure):
                return replace(options, zone=hint.zone, zone_reason=hint.reason)
    return options


def _proven_zone(library: Path, posts: Sequence[Post]) -> ZoneHint | None:
    """Return the zone that other captures of the same posts prove, if the library has any."""
    if not library.exists():
        return None
    with Library(library) as opened:
        return zone_proven_by(opened, posts)


def doubts_about_zones(library: Library, query: str = "") -> list[AssumedZone]:
    """Return the archives of a query's posts whose times may be of another zone."""

    def counted(archive: Query) -> int:
        return library.posts.count(Query.parse(within(query, archive.text)))

    return [each for each in _assumed(library, counted) if each.is_doubtful]


def assumed_zone_findings(library: Library, story: Story) -> Iterator[Finding]:
    """Yield the archives of a story's quotes whose zone nobody named."""
    quoted = set(library.posts.ids([post.key for post in story.quoted]).values())

    def counted(archive: Query) -> int:
        return len(quoted.intersection(library.posts.find(archive))) if quoted else 0

    for each in _assumed(library, counted):
        if each.is_doubtful:
            yield Finding("look", each.sentence, each.remedy(library.path))
        else:
            why = tr("If that is wrong, import it again with its zone.")
            yield Finding("note", each.sentence, why)


def _assumed(library: Library, counted: Callable[[Query], int]) -> Iterator[AssumedZone]:
    """Yield the archives that name no zone and have some of the posts that are counted."""
    for archive in library.archives.all():
        report = ImportReport.kept(archive)
        zone = report.assumed_zone or ("UTC" if "zone" in report.asked else "")
        if not zone or not report.knows_clock:
            continue
        if posts := counted(Query.parse(typed("in", archive.name))):
            likely, reason = report.likely_zone, translate_sentence(report.zone_reason)
            yield AssumedZone(archive.name, archive.path, posts, zone, likely, reason)
