"""Searching beside the window, for a library where a search takes longer than a blink.

One thread with a connection of its own does one search after the other. A newer search
stops the older in the middle. The first posts are told as soon as they are found, then all
of them, then how many there are of which kind.
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
from curator.gui.search.no_results import Nothing, nothing
from curator.gui.search.terms import Terms
from curator.gui.search.time_bins import grain
from curator.library import Bin, Echoes, Library, Order, Query, StoryId

_TIMED = frozenset({"oldest", "newest"})
_FIRST = 200
"""Posts that are shown before the others are found: several screens."""


_ALL = Query()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be found."""

    terms: Terms
    query: Query
    order: Order
    echoes: Echoes
    story: StoryId | None
    base: Query = _ALL
    """The posts of the chat that is looked at, or all."""

    part: Literal["all", "counts", "chat"] = "all"
    """Whether only the counts are asked for, or they and those of the whole chat."""


@dataclass(frozen=True, slots=True)
class Found:
    """Posts that answer, in order."""

    wish: Wish
    ids: array[int]
    whole: bool = True
    """Whether these are all; otherwise they are the first."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is told of the posts beside them."""

    wish: Wish
    undecided: int
    bins: list[Bin]
    """The posts that answer, over time."""
    chat: list[Bin] | None
    """All posts over time, if that was asked for."""
    nothing: Nothing
    """What to say where there is none."""
    hidden: int = 0
    """Posts that answer, but are left out because of who said them."""
    folded: int = 0
    """Echoes that answer, but stand folded under what they repeat."""


Answer: TypeAlias = Found | Counted


def answers(library: Library, wish: Wish, shown: int = 0) -> Iterator[Answer]:
    """Yield what answers a wish, the quickest first; shown: posts on show, if only counted."""
    posts, query = library.posts, wish.query
    if wish.part == "all":
        if query.text and wish.order in _TIMED:
            first = posts.beginning(query, wish.order, wish.echoes, _FIRST)
            if len(first) == _FIRST:
                yield Found(wish, first, whole=False)
        found = posts.find(query, wish.order, wish.echoes, wish.story)
        shown = len(found)
        yield Found(wish, found)
    size = grain(library, wish.base)
    yield Counted(
        wish,
        posts.undecided(query, wish.echoes),
        posts.activity(query, size) if wish.terms.text else [],
        posts.activity(wish.base, size) if wish.part == "chat" else None,
        Nothing("") if shown else nothing(library, wish.terms, wish.echoes, wish.base.text),
        posts.hidden(query, wish.echoes),
        folded(library, wish, shown),
    )
    if wish.order in _TIMED:
        posts.file_beginning(wish.order, wish.echoes)
    library.forget_read()


def folded(library: Library, wish: Wish, listed: int) -> int:
    """Return how many posts answer that are not listed, as they repeat one that is."""
    if wish.echoes != "folded":
        return 0
    return max(0, library.posts.count(wish.query) - listed)


class Searching(QThread):
    """Searches a library on a thread of its own; only the last wish is answered."""

    answered = Signal(object)
    """A Found or Counted of the last wish."""

    failed = Signal(object)
    """A CuratorError: the library could not be read."""

    _told = Signal(object, int)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._waits = Condition()
        self._wish: Wish | None = None
        self._shown = 0
        self._asked = 0
        self._busy = self._stopped = False
        self._library: Library | None = None
        self._told.connect(self._hear)

    def ask(self, wish: Wish, shown: int = 0) -> None:
        """Search for something; what is being searched for is given up."""
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
        """Whether something is being searched for."""
        return self._busy

    def finish(self) -> None:
        """Wait until what was asked for is answered, and let the answers be heard."""
        with self._waits:
            self._waits.wait_for(lambda: not self._busy or self._stopped)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def stop(self) -> None:
        """Give up what is being searched for, and let the library go."""
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
                library.hold_little()
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

    def _next(self) -> tuple[Wish, int, int] | None:
        """Wait for a wish; None once no more is to come."""
        with self._waits:
            if self._wish is None:
                self._busy = False
                self._waits.notify_all()
            self._waits.wait_for(lambda: self._stopped or self._wish is not None)
            wish, self._wish = self._wish, None
            return None if self._stopped or wish is None else (wish, self._shown, self._asked)

    def _answer(self, library: Library, wish: Wish, shown: int, asked: int) -> None:
        try:
            with library.reading():
                for answer in answers(library, wish, shown):
                    if asked != self._asked or self._stopped:
                        return
                    self._told.emit(answer, asked)
        except GivenUpError:
            return

    def _hear(self, answer: Answer, asked: int) -> None:
        if asked == self._asked:
            self.answered.emit(answer)
