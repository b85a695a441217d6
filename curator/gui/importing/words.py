"""The texts of the import pages about an archive and its import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import TYPE_CHECKING

from curator.dates import clock, clockless_span, day_words, place_words
from curator.gui.look.clock import moment_words
from curator.gui.look.language_names import language_name
from curator.gui.look.safe_text import clean, isolated
from curator.i18n import decimal, grouped, tr, trn
from curator.library import Chat
from curator.work.report import advice, damage_words, drawn, unlinked_words

if TYPE_CHECKING:
    from curator.work import ImportReport, Preview, Recognised

_KILO = 1_000


def size_words(size: int) -> str:
    """Return a file's size in words."""
    if size < _KILO * _KILO:
        return tr("{size} kB", size=grouped(max(1, round(size / _KILO))))
    return tr("{size} MB", size=decimal(size / _KILO / _KILO))


def span_words(found: ImportReport | Preview, zone: tzinfo) -> str:
    """Return the time span of posts in words, with the zone; '' without posts."""
    first, last = found.first, found.last
    if first is None or last is None:
        return ""
    if not found.knows_clock:
        return clockless_span(first, last, elapsed=found.elapsed > 0)
    begin, end = first.astimezone(zone), last.astimezone(zone)
    if moment_words(begin) == moment_words(end):
        return tr("{moment}, {place}", moment=moment_words(begin), place=place_words(zone))
    if begin.date() == end.date():
        return tr(
            "{day}, {start}–{end}, {place}",
            day=day_words(begin.date()), start=clock(begin), end=clock(end),
            place=place_words(zone),
        )  # fmt: skip
    return tr(
        "{first} to {last}, {place}",
        first=moment_words(begin), last=moment_words(end), place=place_words(zone),
    )  # fmt: skip


def recognition_words(found: Recognised) -> str:
    """Return how an archive was recognised."""
    if found.is_table:
        header = tr("One row for each post, recognised from its header.")
        return f"{header} {found.about}." if found.about else header
    return tr("Recognised from what is in it, not from its name.")


def sample_words(seen: Preview) -> str:
    """Return which part of an archive the ten sample posts are from."""
    if seen.whole:
        return tr(
            "Taken from the whole of it. Nothing has been added yet. The numbers are places in it."
        )
    return trn(
        "Taken from the first {count} post. Nothing has been added yet.",
        "Taken from the first {count} posts. Nothing has been added yet.",
        seen.looked_at,
    )


def counted(seen: Preview, zone: tzinfo) -> Iterator[str]:
    """Return the counts of an archive, line by line."""
    if seen.whole:
        yield trn("{count} post", "{count} posts", seen.looked_at)
    else:
        yield trn("More than {count} post", "More than {count} posts", seen.looked_at)
    yield trn("{count} person", "{count} people", seen.people)
    if span := span_words(seen, zone):
        yield span if seen.whole else tr("{span}, in what was read so far", span=span)


def doubts(seen: Preview) -> Iterator[str]:
    """Return what to know before an archive is imported, sentence by sentence."""
    yield from seen.remarks
    if damage := damage_words(seen.damaged, seen.repaired):
        yield damage
    if seen.damaged:
        yield trn(
            "{count} post will have no permalink, unless its sound id is in this library.",
            "{count} posts will have no permalink, unless their sound ids are in this library.",
            seen.damaged,
        )
    if seen.skipped:
        yield trn(
            "{count} row cannot be read. The report will say why.",
            "{count} rows cannot be read. The report will say why.",
            len(seen.skipped),
        )


def found_in(report: ImportReport, seen: Preview | None, zone: tzinfo) -> Iterator[str]:
    """Return what an import found, line by line."""
    people = report.people or (seen.people if seen is not None and seen.whole else 0)
    if people:
        yield trn("{count} person", "{count} people", people)
    if report.pictures or report.pictures_missing:
        stored = trn("{count} picture stored", "{count} pictures stored", report.pictures)
        missing = tr("{count} not in the archive", count=grouped(report.pictures_missing))
        yield f"{stored}, {missing}" if report.pictures_missing else stored
    if span := span_words(report, zone):
        yield span
    if chart := drawn(report.activity):
        yield tr("Posts over that time: {chart}", chart=f"▕{chart}▏")
    if report.languages:
        yield tr("Languages: {languages}", languages=_languages(report.languages))
    if report.joined:
        yield report.joined_words
    yield from report.remarks
    yield from filter(
        None, (damage_words(report.damaged, report.repaired), unlinked_words(report))
    )
    yield from advice(report)


def chat_words(chats: Iterable[tuple[Chat, int]]) -> Iterator[str]:
    """Return the chats that an archive belongs to, each with its people, one line for each."""
    for chat, count in chats:
        questions = trn("{count} question", "{count} questions", chat.questions)
        posts = trn("{count} post", "{count} posts", chat.posts)
        hosts, guests = (
            ", ".join(f"@{isolated(each)}" for each in handles)
            for handles in (chat.hosts, chat.guests)
        )
        title = isolated(chat.name or chat.title)
        start, end = chat.local_ends
        elapsed = chat.clock == "elapsed"
        known = chat.clock == "known"
        when = (
            tr("{moment}, {place}", moment=moment_words(start), place=place_words(chat.tz))
            if known
            else clockless_span(start, end, elapsed=elapsed)
        )
        said = f"{title}, {when}: "
        people = trn("{count} person", "{count} people", count)
        said += f"{posts}, {people}, {questions}"
        said = tr("{chat}, held by {hosts}", chat=said, hosts=hosts) if hosts else said
        yield tr("{chat}, with {guests}", chat=said, guests=guests) if guests else said


def _languages(counts: Mapping[str, int]) -> str:
    """Return the names of languages, each with its number of posts."""
    return ", ".join(f"{language_name(code)} {grouped(count)}" for code, count in counts.items())


def outcome(report: ImportReport, title: str) -> str:
    """Return in one line what an import did and what it left unchanged."""
    if report.known and not report.new:
        here = trn(
            "The one post was already here.",
            "All {count} posts were already here.",
            report.known,
        )
        if report.refreshed:
            fresh = tr("Counts of {count} were refreshed.", count=grouped(report.refreshed))
            return f"{here} {fresh}"
        return here
    return tr("{title}. No star, tag, note or story was touched.", title=title)


def as_text(name: str, report: ImportReport, lines: list[str]) -> str:
    """Return a report as plain text, for mail."""
    figures = [
        trn("{count} post read", "{count} posts read", report.read),
        trn("{count} added", "{count} added", report.new),
        trn("{count} already there", "{count} already there", report.known),
        trn("{count} unreadable", "{count} unreadable", report.skipped_count),
    ]
    rows = ["\t".join(clean(part) for part in skipped) for skipped in report.skipped]
    if more := report.skipped_count - len(report.skipped):
        rows.append(trn("and {count} more unreadable", "and {count} more unreadable", more))
    return "\n".join([name, *figures, *lines, *rows]) + "\n"


def unrecognised(found: Recognised) -> str:
    """Return that no format recognises a file, and what to do."""
    name = isolated(found.archive.name)
    if found.kind:
        sentence = tr(
            "Curator does not recognise {name}. It looks like {kind}.", name=name, kind=found.kind
        )
    else:
        sentence = tr("Curator does not recognise {name}.", name=name)
    if found.is_sure_table:
        by_hand = tr(
            "Its columns are {columns}. You can choose by hand what they hold.",
            columns=isolated(clean(found.listed_columns)),
        )
        return f"{sentence} {by_hand}"
    if found.columns:
        return f"{sentence} {tr('You can choose columns by hand if it is a table.')}"
    return sentence


def list_words(found: Recognised, here: int) -> str:
    """Return what a list of ids is, and how many of its posts are in the library."""
    what = trn(
        "{name} lists {count} id of a post, and no words.",
        "{name} lists {count} ids of posts, and no words.",
        len(found.ids),
        name=isolated(found.archive.name),
    )
    missing = len(found.ids) - here
    if not here:
        return f"{what} {tr('None of them is in this library.')}"
    if not missing:
        return f"{what} {tr('All of them are in this library.')}"
    rest = trn("{count} of them is not here.", "{count} of them are not here.", missing)
    return f"{what} {rest}"


def star_words(listed: int, here: int) -> str:
    """Return the label for starring the posts of a list that are in the library."""
    return trn(
        "Star the {here} of {count} post that is here",
        "Star the {here} of {count} posts that are here",
        listed,
        here=grouped(here),
    )
