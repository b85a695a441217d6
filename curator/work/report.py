"""The report of an import, and the preview before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, Self

from curator.dates import place_words, zone_called
from curator.i18n import tr, trn
from curator.library import Archive
from curator.model import Post, Skipped
from curator.stored_words import translate_place, translate_remark, translate_sentence
from curator.work.zone_clues import ZoneHint

_QUARTER = 15 * 60
_MOST_BARS = 48
_FEWEST_BARS = 3
_MOST_LANGUAGES = 12
_LEVELS = " ▁▂▃▄▅▆▇█"

REMEMBERED = 2_000
"""Most unreadable records that a report lists; the rest are counted."""


@dataclass(slots=True)
class ImportReport:
    """The result of an import."""

    path: str
    format: str
    digest: str = ""
    """SHA-256 of the archive's file; empty for one that grows."""

    part: str = ""
    """The part of a dropped file or folder; '' if it was a single archive."""

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
    """Sentences about the whole archive: guesses, repairs, omissions."""

    pictures: int = 0
    pictures_missing: int = 0
    missing: list[str] = field(default_factory=list)
    """The names of pictures and films that the archive mentions but does not contain."""

    asked: list[str] = field(default_factory=list)
    """What the archive leaves open and was assumed: 'zone', 'order'."""

    assumed_zone: str = ""
    """The zone in which times were read that name none, where nobody named one; else ''."""

    named_zone: str = ""
    """The zone that whoever imported it named; else ''."""

    likely_zone: str = ""
    """The zone of its times, which name none, as its posts announce it."""

    zone_reason: str = ""
    """Why, as a sentence."""

    accounts_zone: str = ""
    """The zone that most of its accounts have set or name."""

    accounts_reason: str = ""
    """How many, as a sentence."""

    people: int = 0
    """The number of authors in it."""

    languages: dict[str, int] = field(default_factory=dict)
    """Posts by the language the archive gives, the most frequent first."""

    activity: list[int] = field(default_factory=list)
    """Posts in equal parts of its time span, from the first to the last."""

    first: datetime | None = None
    last: datetime | None = None
    clockless: int = 0
    """Posts whose time of day is not known."""

    elapsed: int = 0
    """Posts of which is known what had passed since a start that is unknown."""

    stories: list[int] = field(default_factory=list)
    """The finished stories that it contained."""

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
        """Return the report that a library stores of an archive, as far as it is valid."""
        report = cls(archive.path, archive.format)
        for each in fields(cls):
            value = archive.report.get(each.name)
            if each.name != "skipped" and isinstance(value, type(getattr(report, each.name))):
                setattr(report, each.name, value)
        report.remarks = [translate_remark(str(each)) for each in report.remarks]
        report.skipped = [
            Skipped(
                translate_place(str(each.get("where", ""))),
                translate_sentence(str(each.get("why", ""))),
                str(each.get("what", "")),
            )
            for each in archive.report.get("skipped") or ()
            if isinstance(each, dict)
        ]
        report.first, report.last = map(_moment, map(archive.report.get, ("first", "last")))
        return report

    @property
    def knows_clock(self) -> bool:
        """Whether the time of day of any post is known."""
        return self.clockless < self.read or not self.read

    @property
    def joined_words(self) -> str:
        """Return how many posts were joined to their undamaged ids; '' if none."""
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
        self.clockless += not post.is_timed
        self.elapsed += post.precision == "elapsed"
        if self.first is None or post.at < self.first:
            self.first = post.at
        if self.last is None or post.at > self.last:
            self.last = post.at

    def skip(self, record: Skipped) -> None:
        """Count a record that could not be read."""
        self.skipped_count += 1
        if len(self.skipped) < REMEMBERED:
            self.skipped.append(record)


class Tally:
    """Counts authors, languages and times of the posts in an archive."""

    def __init__(self) -> None:
        self._people: set[tuple[str, str]] = set()
        self._languages = Counter[str]()
        self._minutes = Counter[int]()

    def note(self, post: Post) -> None:
        """Count a post."""
        if not post.context:
            self._people.add((post.platform, post.author.handle))
            if post.lang:
                self._languages[post.lang] += 1
            self._minutes[int(post.at.timestamp()) // _QUARTER] += 1

    def fill_in(self, report: ImportReport) -> None:
        """Put the counts into a report."""
        report.people = len({(site, handle.casefold()) for site, handle in self._people})
        report.languages = dict(self._languages.most_common(_MOST_LANGUAGES))
        report.activity = list(_bars(self._minutes))


def _bars(quarters: Counter[int]) -> Iterator[int]:
    """Yield the number of posts in each part of the time span, limited in number."""
    if not quarters:
        return
    first, last = min(quarters), max(quarters)
    wide = max(1, -(-(last - first + 1) // _MOST_BARS))
    for start in range(first, last + 1, wide):
        yield sum(quarters[each] for each in range(start, min(start + wide, last + 1)))


def drawn(activity: list[int]) -> str:
    """Return a small chart of counts, made of characters."""
    most = max(activity, default=0)
    if len(activity) < _FEWEST_BARS or not most:
        return ""
    return "".join(_LEVELS[-(-count * (len(_LEVELS) - 1) // most)] for count in activity)


def damage_words(damaged: int, repaired: int) -> str:
    """Return how many ids a program has rounded, and what became of them; '' if none."""
    if not (damaged or repaired):
        return ""
    said = trn(
        "A spreadsheet or another program has rounded {count} post id.",
        "A spreadsheet or another program has rounded {count} post ids.",
        damaged + repaired,
    )
    if not repaired:
        return said
    found = trn(
        "{count} was repaired from its link.", "{count} were repaired from their links.", repaired
    )
    return f"{said} {found}"


def unlinked_words(report: ImportReport) -> str:
    """Return how many of the posts that came have no permalink, for a damaged id; '' if none."""
    lost = min(report.damaged - report.joined, report.new)
    if lost <= 0:
        return ""
    return trn("{count} post has no permalink.", "{count} posts have no permalink.", lost)


def advice(report: ImportReport) -> Iterator[str]:
    """Return advice about what an archive lacks, sentence by sentence."""
    if report.assumed_zone not in {"", "UTC"}:
        yield tr(
            "Its times name no zone. They were read as {place}: {reason} If they are of another, "
            "take this import back, and import it again with that: on the command line "
            "--zone Europe/London.",
            place=place_words(zone_called(report.assumed_zone)),
            reason=report.zone_reason,
        )
    elif "zone" in report.asked and report.likely_zone not in {"", "UTC"}:
        yield tr(
            "{reason} Its times are likely in {place}: take this import back, and import it again "
            "with --zone {zone}.",
            reason=report.zone_reason,
            place=place_words(zone_called(report.likely_zone)),
            zone=report.likely_zone,
        )
    elif "zone" in report.asked:
        yield tr(
            "If its times are not UTC, take this import back, and import it again with its zone: "
            "on the command line --zone Europe/London."
        )
    if "start" in report.asked:
        yield tr(
            "Take this import back, and import it again with its start: on the command line "
            "--start “2024-05-14 20:00”."
        )
    if report.missing:
        yield tr(
            "Put what is missing into a folder beside the archive that is called like it, with "
            "“_media” behind, and import it again: whatever you did here stays."
        )
    if unlinked_words(report):
        yield tr(
            "If you have another capture of this chat with sound ids, import it as well: its "
            "posts are joined to these."
        )


def nothing_read(name: str, report: ImportReport, remarks: Iterable[str]) -> str:
    """Return that an archive contained no posts, and why, as far as known."""
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
    """A preview of an archive, before anything is written."""

    format: str
    title: str
    posts: tuple[Post, ...]
    """Up to ten posts, spread over the part that was read."""

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
    """What the archive leaves open: 'zone', 'order' of day and month."""

    zone: ZoneHint | None = None
    """The likely zone of the chat, as far as the archive tells."""

    knows_clock: bool = True
    """Whether the time of day of any post is known."""

    elapsed: int = 0
    """Posts of which is known what had passed since a start that is unknown."""

    local: tuple[Post, ...] = ()
    """Posts whose times name no zone, to be looked for in other captures."""
