"""The Qt model of a list of posts: all ids, and a cache of rows."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from typing_extensions import override

from curator.dates import full_day
from curator.gui.look.clock import Clock
from curator.gui.post_list.accessible_text import said
from curator.gui.post_list.day_lines import DAY, day_beginnings
from curator.gui.post_list.drag import MIME, posts_dragged
from curator.gui.post_list.folds import Folds
from curator.gui.post_list.row_layout import ECHO
from curator.library import Echoes, Library, Order, PostId, Query, Row, StoryId
from curator.model import Author, Post

_PAGE = 20  # a jump reads one page, or two: of fifty each, that was half of its time
_PAGES_KEPT = 100
_FIRST_CHUNK, _LARGEST_CHUNK = 200, 12_800
_FEW = 20
"""Up to this many posts are removed one by one; for more, the list is rebuilt."""

_TIMED = frozenset({"oldest", "newest"})
_MOST_DATED = 20_000
"""In a longer list each row shows its date, because searching all days would be slow."""

_TOP = QModelIndex()
_GONE = Post("", "", Author(""), datetime.fromtimestamp(0, UTC), "")
"""A placeholder for a post that was removed with its archive, until the list is updated."""

Index: TypeAlias = QModelIndex | QPersistentModelIndex


class PostsModel(QAbstractTableModel):
    """The posts of a query. Their order is fixed until the query is run again."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._newest = 0
        self._mending = False
        self.ids: array[int] = array("q")
        """The ids of the listed posts, in order."""

        self.folds = Folds()
        """The unfolded posts; their echoes are listed under them."""

        self.query = Query()
        self.order: Order = "oldest"
        self.echoes: Echoes = "shown"
        self.story: StoryId | None = None
        self.clock = Clock()
        self.by_day = False
        """Whether a date line is shown above the first post of each day."""
        self.days: dict[int, date] = {}
        """The day that begins at a row, by row."""

    # Content

    def show(
        self,
        query: Query,
        order: Order = "oldest",
        echoes: Echoes = "shown",
        found: array[int] | None = None,
    ) -> None:
        """Run a query and list its posts; found: the ids, if known already."""
        self.query, self.order, self.echoes = query, order, echoes
        if found is None:
            found = self._library.posts.find(query, order, echoes, self.story)
        self._put(found, ())

    def extend(self, found: array[int]) -> None:
        """Complete a list of which only the first posts were shown."""
        shown = len(self.ids)
        if found[:shown] != self.ids:  # meanwhile some may have been unfolded or removed
            self._put(found, self.folds.unfolded)
        elif len(found) > shown:
            self.beginInsertRows(_TOP, shown, len(found) - 1)
            self.ids = found
            self._forget_pages(shown)
            self._find_days()
            self.endInsertRows()

    def refresh(self) -> None:
        """Reload the listed posts after a decision; none of them moves."""
        self._pages.clear()
        self._set_clock()
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, 0))

    def set_story(self, story: StoryId | None) -> None:
        """Set the story whose quotes are marked in the list."""
        before, self.story = self.story, story
        if self.order == "unquoted" and before not in {None, story}:  # not by a first quote
            self.take_in()
        else:
            self.refresh()

    def waiting(self) -> int:
        """Return how many posts were added since that match the query."""
        if self._library.posts.newest() <= self._newest:
            return 0
        return self._library.posts.count(self.query, self.echoes, after=self._newest)

    def take_in(self) -> None:
        """Add the posts that match now, and remove those that no longer exist."""
        find = self._library.posts.find
        found = find(self.query, self.order, self.echoes, self.story)
        self._put(found, self.folds.unfolded)

    def regroup(self) -> None:
        """Fold new echoes and list posts that are no echoes any more, without adding new posts."""
        found = self._library.posts.find(self.query, self.order, self.echoes, self.story)
        kept = array("q", [id_ for id_ in found if id_ <= self._newest])
        self._put(kept, self.folds.unfolded, newest=self._newest)

    def drop(self, posts: Collection[int]) -> None:
        """Remove posts that no longer match the search."""
        gone = {*posts, *self.folds.all_echoes}
        kept = self.ids[:]
        if len(gone) > _FEW:
            kept = array("q", [id_ for id_ in kept if id_ not in gone])
        else:
            for post in gone:
                with suppress(ValueError):  # it is not listed
                    kept.remove(post)
        self._put(kept, self.folds.unfolded, newest=self._newest)

    def _put(self, ids: array[int], unfolded: Sequence[int], newest: int | None = None) -> None:
        self.beginResetModel()
        self.ids = ids
        self._newest = self._library.posts.newest() if newest is None else newest
        self._set_clock()
        self._pages.clear()
        self.folds.clear()
        for post in unfolded:
            number = self.number(post)
            if number is not None and (echoes := self._hidden_echoes(post)):
                self._insert(number, echoes)
        self._find_days()
        self.endResetModel()

    def _find_days(self) -> None:
        """Find the rows that begin a day; an unfolded echo belongs to its original's day."""
        self.days = {}
        if not self._tells_days():
            return
        rows = [n for n, id_ in enumerate(self.ids) if self.folds.original(id_) is None]
        times = self._library.posts.times([self.ids[n] for n in rows])
        if len(times) == len(rows):
            begun = day_beginnings(times, self.clock.zone)
            self.days = {rows[place]: day for place, day in begun.items()}

    def _tells_days(self) -> bool:
        return self.by_day and self.order in _TIMED and len(self.ids) <= _MOST_DATED

    # Unfolding echoes

    @property
    def found(self) -> int:
        """How many posts match the query, without unfolded echoes."""
        return len(self.ids) - len(self.folds)

    def unfold(self, number: int) -> int:
        """List the echoes of a post under it, except those listed already; return their number."""
        post = self.ids[number]
        if self.folds.original(post) is not None or self.folds.at(post) is not None:
            return 0
        if echoes := self._hidden_echoes(post):
            self.beginInsertRows(_TOP, number + 1, number + len(echoes))
            self._insert(number, echoes)
            self._find_days()
            self.endInsertRows()
        return len(echoes)

    def fold(self, post: int) -> None:
        """Remove the echoes of a post from the list."""
        if (at := self.folds.at(post)) is not None:
            last = at + len(self.folds.echoes(post))
            self.beginRemoveRows(_TOP, at + 1, last)
            self.folds.close(post)
            del self.ids[at + 1 : last + 1]
            self._forget_pages(at)
            self._find_days()
            self.endRemoveRows()

    def original(self, post: int) -> int:
        """Return the post under which an unfolded echo is listed; any other post itself."""
        found = self.folds.original(post)
        return post if found is None else found

    def place(self, number: int) -> int:
        """Return a post's index among the matches, -1 for an unfolded echo."""
        if not 0 <= number < len(self.ids) or self.folds.original(self.ids[number]) is not None:
            return -1
        return number - self.folds.above(number)

    def _hidden_echoes(self, post: int) -> list[int]:
        echoes = self._library.groups.members(post)
        shown = set(echoes).intersection(self.ids) if echoes else set()
        return [echo for echo in echoes if echo not in shown]

    def _insert(self, number: int, echoes: Sequence[int]) -> None:
        self.folds.open(self.ids[number], number, echoes)
        self.ids[number + 1 : number + 1] = array("q", echoes)
        self._forget_pages(number)

    def _forget_pages(self, number: int) -> None:
        """Drop the cached rows at a position and below."""
        for page in [page for page in self._pages if page >= number // _PAGE]:
            del self._pages[page]

    def _set_clock(self) -> None:
        """Use the chat's zone and day for times; keep the object while these are unchanged."""
        own_day = self._library.posts.own_day() if self._newest else None
        clock = Clock(self._library.tz, None if self._tells_days() else own_day)
        if clock != self.clock:
            self.clock = clock

    # Rows

    def row(self, number: int) -> Row:
        """Return a row; load its page if it is not cached."""
        page, place = divmod(number, _PAGE)
        if page not in self._pages:
            self._pages[page] = self._read(self.ids[page * _PAGE : (page + 1) * _PAGE])
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page][place]

    def number(self, post: int) -> int | None:
        """Return the row number of a post, or None if it is not listed."""
        try:
            return self.ids.index(post)
        except ValueError:
            return None

    def numbers(self, posts: Collection[int]) -> list[int]:
        """Return the row numbers of posts, those that are listed, in order."""
        if len(posts) == 1:
            number = self.number(next(iter(posts)))
            return [] if number is None else [number]
        return [number for number, post in enumerate(self.ids) if post in posts]

    def picture(self, name: str) -> bytes:
        """Return a small picture by its hash as PNG; b'' if the library does not have it."""
        return self._library.pictures.thumbnail(name)

    def undecided_after(self, number: int) -> int | None:
        """Return the next undecided post below, or None."""
        return self._first_undecided(range(number + 1, len(self.ids)))

    def undecided_before(self, number: int) -> int | None:
        """Return the next undecided post above, or None."""
        return self._first_undecided(range(min(number, len(self.ids)) - 1, -1, -1))

    def _first_undecided(self, numbers: range) -> int | None:
        for chunk in _chunks(numbers):
            waiting = self._library.posts.undecided_of([self.ids[number] for number in chunk])
            for number in chunk:
                if self.ids[number] in waiting:
                    return number
        return None

    def _read(self, ids: Sequence[int]) -> list[Row]:
        rows = self._library.posts.rows(ids, self.story)
        if len(rows) == len(ids):
            return rows
        if not self._mending:  # an archive was taken out: never while something is painted
            self._mending = True
            QTimer.singleShot(0, self, self._mend)
        found = {row.id: row for row in rows}
        return [found.get(PostId(id_), Row(PostId(id_), _GONE)) for id_ in ids]

    def _mend(self) -> None:
        self._mending = False
        self.take_in()

    def _repeated(self, number: int) -> Row | None:
        """Return the post under which an unfolded echo is listed."""
        original = self.folds.original(self.ids[number])
        at = None if original is None else self.folds.at(original)
        return None if at is None else self.row(at)

    def _place(self, number: int, role: int) -> object:
        """Return whether a row is an unfolded echo, or which day it begins."""
        if role == ECHO:
            return self.folds.original(self.ids[number]) is not None
        day = self.days.get(number) if role == DAY else None
        return None if day is None else full_day(day)

    def _said(self, number: int) -> str:
        words = said(self.row(number), self.clock, self._repeated(number))
        day = self.days.get(number)
        return words if day is None else f"{full_day(day)}. {words}"

    # Qt's

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.ids)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.ids):
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return self.row(index.row())
            case Qt.ItemDataRole.DisplayRole:
                return self.row(index.row()).post.shown
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(index.row())
            case _:
                return self._place(index.row(), role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return (
            flag.ItemIsEnabled
            | flag.ItemIsSelectable
            | flag.ItemIsDragEnabled
            | flag.ItemNeverHasChildren
        )

    def dragged(self, ids: Sequence[int]) -> QMimeData:
        """Return posts as drag data, with the library they belong to."""
        return posts_dragged(ids, self._library.path)

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return self.dragged([self.ids[index.row()] for index in indexes])


def _chunks(numbers: range) -> Iterator[range]:
    start, size = 0, _FIRST_CHUNK
    while start < len(numbers):
        yield numbers[start : start + size]
        start += size
        size = min(2 * size, _LARGEST_CHUNK)
