"""The search of the palette: commands, filters, people, tags, stories, posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from curator.gui.commands.actions import Actions
from curator.gui.desk.desk import Desk
from curator.gui.look.clock import Clock
from curator.gui.look.safe_text import clean, isolated
from curator.gui.palette.commands import CommandLines
from curator.gui.widgets.fuzzy_match import Match, match
from curator.gui.widgets.list_line import ListLine
from curator.i18n import tr, trn
from curator.library import Library, PostId, Query, Row, typed
from curator.model import Author

MOST = 5
"""Most lines of a group before more are asked for."""

ALL = 60
"""Most lines of a group after that; beyond it, typing more is quicker than reading."""

_COUNTED = 1_000
_POSTS_FROM = 3
"""Fewest letters for a search in posts; fewer would match every second post."""

_BEFORE_HIT = 24


@dataclass(frozen=True, slots=True)
class Group:
    """The matches of one kind."""

    name: str
    lines: tuple[ListLine, ...]
    count: int
    """How many there are, shown or not."""

    more: str = ""
    """What shows the rest: 'more:people', or the search for all of them."""


@dataclass(frozen=True, slots=True)
class PaletteContext:
    """Where the palette was opened."""

    desk: Desk | None
    workspace: str
    """'' is the start page."""

    chosen: int = 0
    """How many posts a command would apply to."""


class Finder:
    """Matches what is typed against everything that can be done or opened."""

    def __init__(self, actions: Actions) -> None:
        self._commands = CommandLines(actions)
        self._place = PaletteContext(None, "")
        self._all: list[ListLine] = []
        self._filters: list[ListLine] = []
        self._tags: list[ListLine] = []
        self._stories: list[ListLine] = []
        self._counts: dict[str, int] = {}
        self._whole = False

    def load(self, place: PaletteContext) -> None:
        """Take in the context and the contents of the library."""
        self._place = place
        self._counts.clear()
        desk, library = place.desk, place.desk.library if place.desk else None
        keys = library.tags.keys() if library else {}
        self._all = list(self._commands.all(desk=desk is not None, about=_about(place), tags=keys))
        fits = {f"command:{name}" for name in self._commands.suiting(place.workspace)}
        # commands of this workspace come first
        self._all.sort(key=lambda line: line.do not in fits)
        self._filters = list(_filters(library)) if library else []
        self._tags = list(_tags(library, keys)) if library else []
        self._stories = list(_stories(library)) if library else []

    def find(self, wanted: str, opened: frozenset[str], *, whole: bool) -> list[Group]:
        """Return the groups that match; opened: the names of those to show in full.

        whole: include posts and counts, which take a moment in a large library.
        """
        self._whole = whole
        sign, words = wanted[:1], wanted[1:].strip()
        match sign:
            case ">":
                found = [self._matching("commands", tr("Commands"), self._all, words, opened)]
            case "#":
                found = [self._matching("tags", tr("Tags"), self._tags, words, opened)]
            case "@":
                found = [self._people(words, opened)]
            case "/":
                found = [self._posts(words)]
            case _:
                found = list(self._any(wanted.strip(), opened))
        return [group for group in found if group.lines]

    def before(self, used: Iterable[str]) -> list[Group]:
        """Return what is shown before anything is typed: recent and suitable commands."""
        self._whole = True
        by_do = {line.do: line for line in (*self._all, *self._filters)}
        last = tuple(by_do[do] for do in used if do in by_do)
        taken = {line.do for line in last}
        fitting = (f"command:{name}" for name in self._commands.suiting(self._place.workspace))
        here = tuple(by_do[do] for do in fitting if do in by_do and do not in taken)
        names = {
            "sift": tr("For the posts here"),
            "story": tr("For the story here"),
            "publish": tr("For what is published here"),
        }
        name = names.get(self._place.workspace, tr("To begin with"))
        groups = (
            Group(tr("Last used"), tuple(self._counted(last)), len(last)),
            Group(name, here[:MOST], min(len(here), MOST)),
        )
        return [group for group in groups if group.lines]

    def _any(self, words: str, opened: frozenset[str]) -> Iterator[Group]:
        yield self._matching("commands", tr("Commands"), self._all, words, opened)
        yield self._matching("filters", tr("Filters"), self._filters, words, opened)
        yield self._people(words, opened)
        yield self._matching("tags", tr("Tags"), self._tags, words, opened)
        yield self._matching("stories", tr("Stories"), self._stories, words, opened)
        if len(words) >= _POSTS_FROM:
            yield self._posts(words)

    def _matching(
        self, key: str, name: str, lines: list[ListLine], words: str, opened: frozenset[str]
    ) -> Group:
        answers: list[tuple[Match, int, ListLine]] = []
        for place, line in enumerate(lines):
            if (answer := match(line.words, words)) is not None:
                answers.append((replace(answer, at=0), place, replace(line, found=answer.spans)))
        answers.sort(key=lambda each: (each[0].rank, each[2].off, each[1]))
        most = ALL if key in opened else MOST
        shown = self._counted(line for _, _, line in answers[:most])
        return Group(name, tuple(shown), len(answers), f"more:{key}" if key not in opened else "")

    def _counted(self, lines: Iterable[ListLine]) -> Iterator[ListLine]:
        """Add to filters how many posts they find; only to those that are shown."""
        for line in lines:
            kind, _, term = line.do.partition(":")
            if kind == "search" and not line.beside:
                yield replace(line, beside=self._count(term))
            else:
                yield line

    def _count(self, term: str) -> str:
        desk = self._place.desk
        if self._whole and desk is not None and term not in self._counts:
            self._counts[term] = desk.library.posts.count(Query.parse(desk.within_chat(term)))
        if term not in self._counts:
            return clean(term[:200])
        count = self._counts[term]
        return trn("{count} post, {term}", "{count} posts, {term}", count, term=clean(term[:200]))

    def _people(self, words: str, opened: frozenset[str]) -> Group:
        if self._place.desk is None:
            return Group("", (), 0)
        most = ALL if "people" in opened else MOST
        people, count = self._place.desk.library.marks.people_named(words, most)
        lines = tuple(_person(handle, name, posts, words) for handle, name, posts in people)
        more = "" if "people" in opened else "more:people"
        return Group(tr("People"), lines, count, more)

    def _posts(self, words: str) -> Group:
        """Return a few matching posts; the search has the others."""
        if self._place.desk is None or not words or not self._whole:
            return Group("", (), 0)
        library = self._place.desk.library
        query = Query.parse(self._place.desk.within_chat(words))
        ids = library.posts.first(query, _COUNTED)
        zone = self._place.desk.tz
        clock = Clock(zone, library.posts.own_day(zone))
        rows = library.posts.rows(ids[:MOST])
        lines = tuple(_post(row, query.words, clock) for row in rows)
        return Group(tr("Posts"), lines, len(ids), f"search:{words}")


def counts_all(count: int) -> bool:
    """Tell whether a count is exact, and not only a lower bound."""
    return count < _COUNTED


def _about(place: PaletteContext) -> str:
    """Return which posts a command would apply to, in words."""
    desk = place.desk
    if desk is None or desk.post is None or place.workspace != "sift":
        return ""
    if place.chosen > 1:
        return trn("{count} post", "{count} posts", place.chosen)
    rows = desk.library.posts.rows([desk.post])
    return _by(rows[0], Clock(desk.tz, desk.library.posts.own_day(desk.tz))) if rows else ""


def _by(row: Row, clock: Clock) -> str:
    author = row.post.author
    name = isolated(clean((author.name or f"@{author.handle}")[:60]))
    return tr("{name}, {time}", name=name, time=clock.words_for(row.post))


def filters() -> tuple[tuple[str, str, str], ...]:
    """Return the filters of every library: term, label, icon."""
    return (
        ("is:undecided", tr("Undecided only"), "circle"),
        ("is:starred", tr("Starred only"), "star"),
        ("is:rejected", tr("Rejected only"), "x"),
        ("is:used", tr("In a story"), "book-marked"),
        ("is:original", tr("Originals only"), "message-circle"),
        ("is:echo", tr("Echoes only"), "layers-2"),
        ("is:automated", tr("Automated accounts only"), "layers-2"),
        ("is:reply", tr("Replies only"), "reply"),
        ("is:quote", tr("Quotes of a post"), "quote"),
        ("has:media", tr("With a picture or film"), "image"),
        ("has:link", tr("With a link"), "blocks"),
        ("has:note", tr("With a private note"), "lock"),
        ("has:question", tr("With the number of a question"), "circle-help"),
    )


def _filters(library: Library) -> Iterator[ListLine]:
    for term, words, icon in filters():
        yield ListLine(words, f"search:{term}", icon=icon)
    for search in library.searches.all():
        yield ListLine(clean(search.name), f"search:{search.text}", icon="search")
    for archive in library.archives.all():
        words = tr("From {archive}", archive=clean(archive.name[:120]))
        count = trn("{count} post", "{count} posts", archive.posts)
        yield ListLine(words, f"search:{typed('in', archive.name)}", count, "file-text")


def _tags(library: Library, keys: dict[int, str]) -> Iterator[ListLine]:
    keyed = {name: str(number) for number, name in keys.items()}
    for name, count in library.marks.tags():
        key = (keyed[name],) if name in keyed else ()
        posts = trn("{count} post", "{count} posts", count)
        yield ListLine(clean(name), f"search:{typed('tag', name)}", posts, "tag", keys=key)


def _stories(library: Library) -> Iterator[ListLine]:
    for story in library.stories.all():
        quotes = trn("{count} quote", "{count} quotes", story.quotes)
        yield ListLine(clean(story.title[:200]), f"story:{story.id}", quotes, "book-open")


def _person(handle: str, name: str, posts: int, words: str) -> ListLine:
    count = trn("{count} post", "{count} posts", posts)
    shown = clean(name[:120]).strip()
    at = f"@{clean(handle[:80])}"
    beside = f"\u2066{at}\u2069 · {count}" if shown else count
    in_name = match(shown or at, words)
    in_handle = match(at, words) if shown and in_name is None else None
    return ListLine(
        shown or at,
        f"search:{typed('from', handle)}",
        beside,
        face=Author(handle, name),
        found=in_name.spans if in_name else (),
        found_beside=tuple((a + 1, b + 1) for a, b in in_handle.spans) if in_handle else (),
    )


def _post(row: Row, words: tuple[str, ...], clock: Clock) -> ListLine:
    text = clean(row.post.shown[:2_000]).strip()
    answers = [found for word in words if (found := match(text, word.strip('"#'))) is not None]
    start = min((found.spans[0][0] for found in answers if found.spans), default=0)
    if start > 2 * _BEFORE_HIT:
        text = "…" + text[text.rfind(" ", 0, start - _BEFORE_HIT) + 1 :]
    spans = {
        span
        for word in words
        if (found := match(text, word.strip('"#'))) is not None
        for span in found.spans
    }
    return ListLine(
        text,
        f"post:{PostId(row.id)}",
        _by(row, clock),
        face=row.post.author,
        found=tuple(sorted(spans)),
    )
