"""Searching in the background, for libraries where a search takes noticeable time.

One thread with its own connection runs one search after another. A newer search interrupts
an older one. The first posts are reported as soon as they are found, then all of them, then
the counts.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Condition
from typing import Literal, TypeAlias

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Signal
from typing_extensions import override

from curator.errors import CuratorError, GivenUpError
from curator.gui.search.no_results import NoResults, nothing
from curator.gui.search.terms import Terms
from curator.gui.search.time_bins import bin_minutes
from curator.insight.figures.scope import within
from curator.library import Bin, Echoes, Library, Order, Query, StoryId

_TIMED = frozenset({"oldest", "newest"})
_FIRST = 200
"""Posts that are reported before the others are found: several screens."""


_ALL = Query()


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A request for a search."""

    terms: Terms
    query: Query
    order: Order
    echoes: Echoes
    story: StoryId | None
    base: Query = _ALL
    """The search for the posts of the current chat, or all posts."""

    part: Literal["all", "counts", "chat"] = "all"
    """Everything, only the counts, or the counts together with those of the whole chat."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The matching posts, in order."""

    wish: SearchRequest
    ids: array[int]
    whole: bool = True
    """Whether these are all matches; otherwise the first ones."""


@dataclass(frozen=True, slots=True)
class SearchCounts:
    """The counts of a search."""

    wish: SearchRequest
    undecided: int
    bins: list[Bin]
    """The matches over time."""
    chat: list[Bin] | None
    """All posts over time, if requested."""
    nothing: NoResults
    """The text to show if nothing matches."""
    hidden: int = 0
    """Matches that are left out because their authors are muted."""
    folded: tuple[int, int] = (0, 0)
    """Matching echoes that are folded under their originals, and of how many."""


Answer: TypeAlias = SearchResult | SearchCounts


def answers(library: Library, wish: SearchRequest, shown: int = 0) -> Iterator[Answer]:
    """Yield the answers to a request, the quickest first; shown: posts listed already."""
    posts, query = library.posts, wish.query
    if wish.part == "all":
        if query.text and wish.order in _TIMED:
            first = posts.beginning(query, wish.order, wish.echoes, _FIRST)
            if len(first) == _FIRST:
                yield SearchResult(wish, first, whole=False)
        found = posts.find(query, wish.order, wish.echoes, wish.story)
        shown = len(found)
        yield SearchResult(wish, found)
    size = bin_minutes(library, wish.base)
    yield SearchCounts(
        wish,
        posts.undecided(query, wish.echoes),
        posts.activity(query, size) if wish.terms.text else [],
        posts.activity(wish.base, size) if wish.part == "chat" else None,
        NoResults("") if shown else nothing(library, wish.terms, wish.echoes, wish.base.text),
        posts.hidden(query),
        folded(library, wish, shown),
    )
    if wish.order in _TIMED:
        posts.file_beginning(wish.order, wish.echoes)
    library.free_cache()


def folded(library: Library, wish: SearchRequest, listed: int) -> tuple[int, int]:
    """Return how many matches are not listed because they are echoes of listed posts.

    Then, how many echoes there are: some may stand by themselves, because what they repeat is
    not there.
    """
    if wish.echoes != "folded":
        return 0, 0
    hidden = max(0, library.posts.count(wish.query) - listed)
    if not hidden:
        return 0, 0
    if wish.query.text:
        echoes = library.posts.count(Query.parse(within(wish.query.text, "is:echo")))
    else:
        echoes = library.posts.counts().echoes
    return hidden, max(hidden, echoes)


class SearchThread(QThread):
    """Searches a library on its own thread; only the last request is answered."""

    answered = Signal(object)
    """A Found or Counted for the last request."""

    failed = Signal(object)
    """A CuratorError: the library could not be read."""

    _told = Signal(object, int)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._waits = Condition()
        self._wish: SearchRequest | None = None
        self._shown = 0
        self._asked = 0
        self._busy = self._stopped = False
        self._library: Library | None = None
        self._told.connect(self._deliver)

    def ask(self, wish: SearchRequest, shown: int = 0) -> None:
        """Start a search; a running one is interrupted."""
        with self._waits:
            if self._stopped:
                return
            self._wish, self._shown = wish, shown
            self._asked += 1
            self._busy = True
            if self._library is not None:
                self._library.interrupt()
            self._waits.notify_all()
        if not self.isRunning():
            self.start()

    @property
    def is_busy(self) -> bool:
        """Return whether a search is running."""
        return self._busy

    def finish(self) -> None:
        """Wait until the last request is answered and its signals are delivered."""
        with self._waits:
            self._waits.wait_for(lambda: not self._busy or self._stopped)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def stop(self) -> None:
        """Interrupt the search, and close the connection to the library."""
        with self._waits:
            self._stopped = True
            if self._library is not None:
                self._library.interrupt()
            self._waits.notify_all()
        self.wait()

    @override
    def run(self) -> None:
        try:
            with Library(self._path) as library:
                library.limit_cache()
                with self._waits:
                    self._library = library
                while (asked := self._next()) is not None:
                    self._answer(library, *asked)
                with self._waits:
                    self._library = None
        except CuratorError as error:
            with self._waits:
                self._library, self._busy, self._stopped = None, False, True
                self._waits.notify_all()
            self.failed.emit(error)

    def _next(self) -> tuple[SearchRequest, int, int] | None:
        """Wait for a request; None once the thread is to end."""
        with self._waits:
            if self._wish is None:
                self._busy = False
                self._waits.notify_all()
            self._waits.wait_for(lambda: self._stopped or self._wish is not None)
            wish, self._wish = self._wish, None
            return None if self._stopped or wish is None else (wish, self._shown, self._asked)

    def _answer(self, library: Library, wish: SearchRequest, shown: int, asked: int) -> None:
        try:
            with library.reading():
                for answer in answers(library, wish, shown):
                    if asked != self._asked or self._stopped:
                        return
                    self._told.emit(answer, asked)
        except GivenUpError:
            return

    def _deliver(self, answer: Answer, asked: int) -> None:
        if asked == self._asked:
            self.answered.emit(answer)
