"""The Qt model of a list of posts: all ids, and a cache of rows."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import accumulate
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
from curator.gui.post_list.accessible_text import spoken_row
from curator.gui.post_list.day_lines import DAY, day_beginnings
from curator.gui.post_list.drag import MIME, posts_dragged
from curator.gui.post_list.folds import Folds
from curator.gui.post_list.groups import HEAD, GroupHead, RowGroups
from curator.gui.post_list.row_layout import ECHO
from curator.library import (
    ARCHIVE,
    Changes,
    Echoes,
    GroupBy,
    Library,
    Order,
    PostId,
    Query,
    Row,
    StoryId,
)
from curator.model import Author, Post

_PAGE = 20  # a jump reads one page, or two: of fifty each, that was half of its time
_PAGES_KEPT = 100
_FIRST_CHUNK, _LARGEST_CHUNK = 200, 12_800
_FEW = 20
"""Up to this many posts are removed one by one; for more, the list is rebuilt."""

_TIMED = frozenset({"oldest", "newest"})
_MOST_CARDS = 100_000
"""In a longer list each post of a thread has a row of its own."""

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
        self._is_refreshing = False
        self.ids: array[int] = array("q")
        """The ids of the listed posts, in order."""

        self.folds = Folds()
        """The unfolded posts; their echoes are listed under them."""

        self.query = Query()
        self.order: Order = "oldest"
        self.echoes: Echoes = "shown"
        self.story: StoryId | None = None
        self.clock = Clock()
        self.groups = RowGroups(library)
        """The groups of the list, if it is grouped; a folded one is a single row."""
        self._all: array[int] = array("q")
        self._cards: dict[int, array[int]] = {}
        self._card_places: tuple[list[int], list[int]] = [], []
        self.by_day = False
        """Whether a date line is shown above the first post of each day."""
        self.days: dict[int, date] = {}
        """The day that begins at a row, by row."""
        self.heads: dict[int, GroupHead] = {}
        """The group that begins at a row, by row."""

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
        cards = self._threads(found)
        if self.groups.by or cards or found[:shown] != self.ids:  # or some were unfolded
            self._put(found, self.folds.unfolded)
        elif len(found) > shown:
            self.beginInsertRows(_TOP, shown, len(found) - 1)
            self._all, self.ids = found, found[:]
            self._forget_pages(shown)
            self._set_clock()
            self._find_days()
            self.endInsertRows()

    def refresh(self, changes: Changes = ARCHIVE) -> None:
        """Reload the listed posts after changes; none of them moves."""
        self._pages.clear()
        if changes & ARCHIVE:
            self._set_clock()
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, 0))

    def set_story(self, story: StoryId | None) -> None:
        """Set the story whose quotes are marked in the list."""
        before, self.story = self.story, story
        if self.order == "unquoted" and before not in {None, story}:  # not by a first quote
            self.add_new()
        else:
            self.refresh(frozenset())

    def waiting(self) -> int:
        """Return how many posts were added since that match the query."""
        if self._library.posts.newest() <= self._newest:
            return 0
        return self._library.posts.count(self.query, self.echoes, after=self._newest)

    def add_new(self) -> None:
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
        gone = {*posts}
        kept = self._all[:]
        if len(gone) > _FEW:
            kept = array("q", [id_ for id_ in kept if id_ not in gone])
        else:
            for post in gone:
                with suppress(ValueError):  # it is not listed
                    kept.remove(post)
        self._put(kept, self.folds.unfolded, newest=self._newest)

    def _put(self, ids: array[int], unfolded: Sequence[int], newest: int | None = None) -> None:
        self.beginResetModel()
        self._all = ids
        self._cards = self._threads(ids)
        zone = self._library.tz_of(self.query)
        self.ids = self.groups.arranged(self._without_parts(ids), zone)[:]
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

    def _threads(self, ids: array[int]) -> dict[int, array[int]]:
        """Return the parts of each thread among some posts, by its first; each is one card.

        In groups, and in a very long list, every post has a row of its own.
        """
        if self.groups.by or not self.by_day or len(ids) > _MOST_CARDS:
            return {}
        return self._library.threads.parts_among(ids)

    def _without_parts(self, ids: array[int]) -> array[int]:
        """Return the rows for some posts, of a thread only the first."""
        if not self._cards:
            return ids
        parts = {part for others in self._cards.values() for part in others}
        rows = array("q", [id_ for id_ in ids if id_ not in parts])
        places = [place for place, id_ in enumerate(rows) if id_ in self._cards]
        sizes = accumulate(len(self._cards[rows[place]]) for place in places)
        self._card_places = places, [0, *sizes]
        return rows

    def _find_days(self) -> None:
        """Find the rows that begin a day or a group; an echo belongs to its original's."""
        self.days = {}
        heads = self.groups.heads(self._library, self.clock.zone)
        self.heads = {self.folds.row(place): head for place, head in heads}
        if self.groups.by or not self._shows_days():
            return
        rows: Sequence[int] = range(len(self.ids))
        if self.folds:
            rows = [n for n in rows if self.folds.original(self.ids[n]) is None]
        times = self._library.posts.times([self.ids[n] for n in rows])
        if len(times) == len(rows):
            begun = day_beginnings(times, self.clock.zone)
            self.days = {rows[place]: day for place, day in begun.items()}

    def _shows_days(self) -> bool:
        if self.groups.by:
            return self.groups.by == "day"
        return self.by_day and self.order in _TIMED and len(self.ids) <= _MOST_DATED

    # Groups

    def row_for(self, post: int) -> int | None:
        """Return the row of the folded group that holds a post, or None."""
        return next(
            (row for row, head in self.heads.items() if head.folded and post in head.posts), None
        )

    def end_of_group(self, number: int) -> int:
        """Return the row behind the group of a row."""
        return min((row for row in self.heads if row > number), default=len(self.ids))

    def group_by(self, by: GroupBy | None) -> None:
        """Group the listed posts, or no longer."""
        if by != self.groups.by:
            self.groups.set_by(by)
            self._put(self._all, self.folds.unfolded, newest=self._newest)

    def group_anew(self) -> None:
        """Sort the listed posts into their groups again."""
        self.groups.forget()
        self._put(self._all, self.folds.unfolded, newest=self._newest)

    def head(self, number: int) -> GroupHead | None:
        """Return the group that a row belongs to."""
        rows = [row for row in self.heads if row <= number]
        return self.heads[max(rows)] if rows else None

    def fold_group(self, number: int) -> int:
        """Fold the group of a row, or unfold it; return the row where it begins now."""
        head = self.head(number)
        if head is None:
            return number
        self.groups.turn(head.key)
        self._put(self._all, self.folds.unfolded, newest=self._newest)
        return next(row for row, each in self.heads.items() if each.key == head.key)

    def fold_groups(self) -> None:
        """Fold all groups; unfold them if all are folded."""
        self.groups.turn_all()
        self._put(self._all, self.folds.unfolded, newest=self._newest)

    @property
    def has_folded(self) -> bool:
        """Whether a row may stand for several posts."""
        return self.groups.by is not None or bool(self._cards)

    def posts_of_row(self, number: int) -> Sequence[int]:
        """Return the posts that a row stands for: of a folded group or thread, or its own."""
        head = self.heads.get(number)
        if head is not None and head.folded:
            return head.posts
        post = self.ids[number]
        folded = post in self._cards and self.folds.at(post) is None
        return (post, *self._cards[post]) if folded else (post,)

    def reveal(self, post: int) -> int | None:
        """Unfold the group or the thread that holds a post; return the post's row, or None."""
        row = self.row_for(post)
        if row is not None:
            self.fold_group(row)
        first = next((first for first, parts in self._cards.items() if post in parts), None)
        if first is not None and (number := self.number(first)) is not None:
            self.unfold(number)
        return self.number(post)

    # Unfolding echoes

    @property
    def found(self) -> int:
        """How many posts match the query, without unfolded echoes."""
        return len(self._all)

    @property
    def rows_in_all(self) -> int:
        """How many rows there are with nothing folded, without echoes."""
        return self.groups.size if self.groups.by else len(self._all)

    def unfold(self, number: int) -> int:
        """List the echoes of a post under it, except those listed already; return their number."""
        post = self.ids[number]
        if (head := self.heads.get(number)) is not None and head.folded:
            return 0
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
        found = self.folds.repeated(post)
        return post if found is None else found

    def originals(self, posts: Sequence[int]) -> Iterable[int]:
        """Return the posts under which some posts are listed, each as `original` does."""
        return map(self.original, posts) if len(self.folds) else posts

    def above(self, post: int) -> int:
        """Return the post under which an echo or a part of a thread is listed, or itself."""
        found = self.folds.original(post)
        return post if found is None else found

    def place(self, number: int) -> int:
        """Return a post's index among the matches, -1 for an unfolded echo."""
        if not 0 <= number < len(self.ids):
            return -1
        post = self.ids[number]
        if (first := self.folds.original(post)) is not None:
            at = self.folds.at(first)
            if at is None or self.folds.repeated(post) is not None:
                return -1
            return self.place(at) + 1 + self._cards[first].index(post)
        row = number - self.folds.above(number)
        if not self._cards:
            return self.groups.place(row)
        places, before = self._card_places
        return row + before[bisect_left(places, row)]

    def _hidden_echoes(self, post: int) -> list[int]:
        echoes = self._library.groups.members(post)
        shown = set(echoes).intersection(self.ids) if echoes else set()
        return [*self._cards.get(post, ()), *(echo for echo in echoes if echo not in shown)]

    def _insert(self, number: int, echoes: Sequence[int]) -> None:
        post = self.ids[number]
        self.folds.open(post, number, echoes, self._cards.get(post, ()))
        self.ids[number + 1 : number + 1] = array("q", echoes)
        self._forget_pages(number)

    def _forget_pages(self, number: int) -> None:
        """Drop the cached rows at a position and below."""
        for page in [page for page in self._pages if page >= number // _PAGE]:
            del self._pages[page]

    def _set_clock(self) -> None:
        """Use the chat's zone and day for times; keep the object while these are unchanged."""
        zone = self._library.tz_of(self.query)
        own_day = self._library.posts.own_day(zone) if self._newest else None
        clock = Clock(zone, None if self._shows_days() else own_day)
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

    def listed(self, posts: Sequence[int]) -> list[int]:
        """Return which of some posts have a row."""
        here = set(self.ids) if len(posts) > _FEW else self.ids
        return [post for post in posts if post in here]

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
        # counted in posts: a folded group is one row, and may stand for thousands
        behind: list[tuple[int, Sequence[int]]] = []
        asked, most = 0, _FIRST_CHUNK
        for number in numbers:
            ids = self.posts_of_row(number)
            behind.append((number, ids))
            asked += len(ids)
            if asked < most:
                continue
            if (found := self._first_waiting(behind)) is not None:
                return found
            behind, asked, most = [], 0, min(2 * most, _LARGEST_CHUNK)
        return self._first_waiting(behind)

    def _first_waiting(self, behind: Sequence[tuple[int, Sequence[int]]]) -> int | None:
        """Return the first row that stands for an undecided post, or None."""
        waiting = self._library.posts.undecided_of([id_ for _, ids in behind for id_ in ids])
        return next((n for n, ids in behind if not waiting.isdisjoint(ids)), None)

    def _read(self, ids: Sequence[int]) -> list[Row]:
        rows = [
            replace(row, thread=1 + len(self._cards[row.id])) if row.id in self._cards else row
            for row in self._library.posts.rows(ids, self.story)
        ]
        if len(rows) == len(ids):
            return rows
        if not self._is_refreshing:  # an archive was taken out: never while something is painted
            self._is_refreshing = True
            QTimer.singleShot(0, self, self._refresh_after_loss)
        found = {row.id: row for row in rows}
        return [found.get(PostId(id_), Row(PostId(id_), _GONE)) for id_ in ids]

    def _refresh_after_loss(self) -> None:
        self._is_refreshing = False
        self.add_new()

    def _repeated(self, number: int) -> Row | None:
        """Return the post under which an unfolded echo is listed."""
        original = self.folds.repeated(self.ids[number])
        at = None if original is None else self.folds.at(original)
        return None if at is None else self.row(at)

    def _place(self, number: int, role: int) -> object:
        """Return whether a row is an unfolded echo, or which day it begins."""
        if role == ECHO:
            return self.folds.original(self.ids[number]) is not None
        head = self.heads.get(number) if role in {DAY, HEAD} else None
        if role == HEAD:
            return head
        day = self.days.get(number) if role == DAY else None
        return head.name if head else None if day is None else full_day(day)

    def _accessible_words(self, number: int) -> str:
        head = self.heads.get(number)
        if head and head.folded:
            return head.words
        words = spoken_row(self.row(number), self.clock, self._repeated(number))
        if head:
            return f"{head.words}. {words}"
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
                return self._accessible_words(index.row())
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
        return self.dragged([i for index in indexes for i in self.posts_of_row(index.row())])
