"""The groups of the sidebar with their counts: library, questions, tags, people, archives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from PySide6.QtCore import QObject, Signal

from curator.gui.codebook.tag_tree import TagLines
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import clean
from curator.gui.questions.chats import ChatLines
from curator.gui.questions.list import QuestionLines
from curator.gui.sidebar.facets import BackgroundFacets
from curator.gui.sidebar.people import muted_lines, people_lines
from curator.gui.sidebar.saved_searches import SavedSearches
from curator.gui.widgets.entry import Entry
from curator.i18n import tr
from curator.library import (
    ARCHIVE,
    CHATS,
    MUTING,
    Archive,
    Changes,
    ChatId,
    Person,
    Query,
    typed,
)
from curator.work import Watched


class SidebarLines(QObject):
    """Counts what can be browsed, and builds the lines of the sidebar."""

    changed = Signal()
    """A count has arrived."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._people = 0
        self._counted: ChatId | None = None
        self._kept_back: Sequence[Person] | None = None
        self.facets = BackgroundFacets(desk, self)
        """The facets of the search."""
        self.saved = SavedSearches(desk, self)
        """The saved searches."""
        self.chats = ChatLines(desk, self)
        """The chats."""
        self.questions = QuestionLines(desk, self.chats, self)
        """The questions of the chats."""
        self.tags = TagLines(desk, self)
        """The tags."""
        self._archives: list[Archive] = desk.library.archives.all()
        self._watched = Watched.recalled(desk.library).paths
        self.facets.counted.connect(self.changed)
        self.saved.counted.connect(self.changed)
        self.count()

    def count(self) -> None:
        """Count again."""
        library, chat = self._desk.library, self._desk.chat
        scope = Query.parse(self._desk.scope)
        self._counts = library.posts.counts_of(scope) if chat else library.posts.counts()
        self.questions.refresh()
        if self._kept_back is None or chat != self._counted:
            self._counted = chat
            self._people = library.posts.authors(scope)
            self._kept_back = self._desk.library.people.muted_or_withheld()

    def follow(self, changes: Changes) -> None:
        """Drop counts that the changes made stale."""
        self.saved.follow(changes)
        self.tags.follow(changes)
        if changes & CHATS:
            self._kept_back = None
        if changes & ARCHIVE:
            self._archives = self._desk.library.archives.all()
        if "watched" in changes:
            self._watched = Watched.recalled(self._desk.library).paths
        if changes & (ARCHIVE | MUTING):
            self._kept_back = None

    def groups(self, terms: tuple[str, ...], *, at_people: bool) -> Iterator[Iterator[Entry]]:
        """Yield each group: its heading, then its lines; terms: the current search."""
        yield self.chats.lines()
        yield self._library(terms, at_people=at_people)
        yield self.saved.lines(terms)
        yield self.questions.lines(terms)
        yield self.tags.lines(terms)
        kept_back = self._kept_back or ()
        people = people_lines(self._people, kept_back, terms, at_table=at_people)
        yield chain(people, muted_lines(self._desk.library.muting.all(), terms))
        yield self._archive_lines(terms)
        yield iter(
            (
                Entry(tr("Narrow what is found"), group=True),
                Entry(tr("A click narrows to it, Alt+click leaves it out.")),
                *([Entry(tr("Clear all"), icon="x", command="clear_all")] if terms else []),
            )
        )
        yield from map(iter, self.facets.groups(terms))

    def _library(self, terms: tuple[str, ...], *, at_people: bool) -> Iterator[Entry]:
        yield Entry(tr("Library"), group=True)
        counts = self._counts
        every = tr("All of the chat") if self._desk.chat else tr("All posts")
        for name, term, icon, count in (
            (
                every,
                "",
                "inbox",
                counts.all,
            ),
            (tr("Undecided"), "is:undecided", "circle", counts.undecided),
            (tr("Starred"), "is:starred", "star", counts.starred),
            (tr("Rejected"), "is:rejected", "x", counts.rejected),
            (tr("Echoes"), "is:echo", "layers-2", counts.echoes),
            (tr("In a story"), "is:used", "book-marked", counts.used),
        ):
            current = term in terms if term else not (terms or at_people)
            yield Entry(name, term, icon, count=count, current=current)

    def _archive_lines(self, terms: tuple[str, ...]) -> Iterator[Entry]:
        yield Entry(tr("Archives"), group=True)
        if not self._archives:
            yield Entry(tr("Nothing is imported yet."))
        for archive in self._archives:
            term = typed("in", archive.name)
            yield Entry(
                clean(archive.name), term, "file-text", count=archive.posts,
                archive=archive.id, current=term in terms,
            )  # fmt: skip
        for path in self._watched:
            yield Entry(tr("Watching {name}", name=clean(path.name)))
