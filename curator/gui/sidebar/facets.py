"""Facets in the sidebar: what the posts of the search have in common.

They are counted in the background, after a pause in typing, and only for groups that are
unfolded, so that typing never waits for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from curator.gui.desk.desk import Desk
from curator.gui.desk.latest import Latest
from curator.gui.look.language_names import language_name
from curator.gui.look.safe_text import clean
from curator.gui.widgets.entry import Entry
from curator.i18n import tr
from curator.library import (
    ARCHIVE,
    ECHOES,
    MUTING,
    QUESTIONS,
    Changes,
    Echoes,
    Facet,
    FacetKind,
    Query,
)
from curator.work import FacetCounts, count_facets

_FEW, _MANY = 8, 100
"""Lines of a facet at first, and after "more"."""

_RESTED_AFTER = 200
"""Milliseconds after the last change until counting begins."""


class BackgroundFacets(QObject):
    """Keeps the facet counts of the search."""

    counted = Signal()
    """There are new counts."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = FacetCounts(Query(), "folded")
        self._counts: FacetCounts | None = None
        self._wanted: tuple[FacetKind, ...] = ()
        self._whole: set[FacetKind] = set()
        self._latest = Latest(self, _RESTED_AFTER)
        self._latest.answered.connect(self._take)
        desk.changed.connect(self._desk_changed)

    def want(self, kinds: tuple[FacetKind, ...]) -> None:
        """Count these facets, because their groups are unfolded, and no others."""
        if kinds != self._wanted:
            self._wanted = kinds
            self._ask()

    def want_more(self, kind: FacetKind) -> None:
        """Show more values of a facet than the most frequent."""
        self._whole.add(kind)
        self._asked = FacetCounts(self._asked.query, self._asked.echoes)
        self._ask()

    def show(self, query: Query, echoes: Echoes) -> None:
        """Count another search; the old counts are shown until then."""
        if (query, echoes) != (self._asked.query, self._asked.echoes):
            self._asked = FacetCounts(query, echoes)
            self._ask()

    def groups(self, terms: tuple[str, ...]) -> Iterator[list[Entry]]:
        """Return a heading for each facet, with its lines; terms are those of the search."""
        for kind, (name, none) in _names().items():
            head = Entry(name, group=True, folded=True, facet=kind)
            found = self._counts.kinds.get(kind) if self._counts else None
            if found is None:
                yield [head, Entry(tr("Counting…"), depth=1)]
            elif not found:
                yield [head, Entry(none, depth=1)]
            else:
                most = _MANY if kind in self._whole else _FEW
                lines = [_entry(kind, each, terms) for each in found[:most]]
                more = Entry(tr("More…"), more=kind)
                yield [head, *lines, *([more] if len(found) > most == _FEW else [])]

    def begin(self) -> None:
        """Start counting at once."""
        self._latest.begin()

    def finish(self) -> None:
        """Wait until the count is finished."""
        self._latest.finish()

    def _desk_changed(self, changes: Changes) -> None:
        asks_desk = bool({"marks", "tags"} & {*self._wanted}) or ":" in self._asked.query.text
        asked_anew = "questions" in self._wanted and changes & QUESTIONS
        if changes & (ARCHIVE | ECHOES | MUTING) or asks_desk or asked_anew:
            self._asked = FacetCounts(self._asked.query, self._asked.echoes)
            self._ask()

    def _ask(self) -> None:
        """Count after a pause, unless the counts are up to date."""
        known = self._asked.kinds if self._counts is self._asked else {}
        if all(kind in known for kind in self._wanted):
            self._latest.drop()
            return
        path, asked, kinds = self._desk.library.path, self._asked, self._wanted
        most = _MANY if self._whole & {*kinds} else _FEW + 1
        self._latest.ask(
            self._desk, lambda: count_facets(path, asked.query, asked.echoes, kinds, most)
        )

    def _take(self, found: FacetCounts) -> None:
        self._counts = self._asked = found
        self.counted.emit()


def _entry(kind: FacetKind, facet: Facet, terms: tuple[str, ...]) -> Entry:
    excluded = f"-{facet.term}" in terms
    name = _name(kind, facet.value)
    return Entry(
        tr("not {name}", name=name) if excluded else name, facet.term, count=facet.count,
        adds=True, current=excluded or facet.term in terms,
    )  # fmt: skip


def _names() -> dict[FacetKind, tuple[str, str]]:
    """Return the heading of each facet, and the text for an empty one."""
    return {
        "questions": (tr("By question"), tr("No questions here.")),
        "people": (tr("By person"), tr("Nobody here.")),
        "hashtags": (tr("By hashtag"), tr("No hashtags here.")),
        "mentions": (tr("By mention"), tr("Nobody is mentioned here.")),
        "sites": (tr("By link"), tr("No links here.")),
        "media": (tr("By picture or film"), tr("No pictures or films here.")),
        "languages": (tr("By language"), tr("No language was recorded.")),
        "platforms": (tr("By platform"), tr("No platform was recorded.")),
        "archives": (tr("By archive"), tr("No archive holds these.")),
        "kinds": (tr("By kind"), tr("Nothing here.")),
        "marks": (tr("By decision"), tr("Nothing here.")),
        "tags": (tr("By tag"), tr("None of these has a tag.")),
    }


def _name(kind: FacetKind, value: str) -> str:
    """Return the label of a facet value; the users' own text is shown unchanged."""
    known = {
        "image": tr("Pictures"), "gif": tr("Moving pictures"), "video": tr("Films"),
        "audio": tr("Sounds"), "original": tr("Originals"), "reply": tr("Replies"),
        "quote": tr("Quotes of posts"), "echo": tr("Echoes"), "undecided": tr("Undecided"),
        "starred": tr("Starred"), "rejected": tr("Rejected"), "used": tr("In a story"),
        "note": tr("With a note"), "automated": tr("Automated accounts"),
    }  # fmt: skip
    match kind:
        case "languages":
            return language_name(value)
        case "questions":
            return tr("Q{number}", number=value) if value != "none" else tr("No question")
        case "media" | "kinds" | "marks":
            return known.get(value, value)
        case _:
            return clean(value[:200])
