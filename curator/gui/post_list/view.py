"""The list of posts: a million rows of one height, painted from the hundred lately read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.post_list.day_lines import DAY, band_height, below_day
from curator.gui.post_list.delegate import row_height
from curator.gui.post_list.drag import BESIDE, picture_dragged
from curator.gui.post_list.folding_view import UnfoldingView
from curator.gui.post_list.groups import HEAD
from curator.gui.post_list.model import Index, PostsModel
from curator.gui.post_list.row_head import Kind
from curator.gui.post_list.row_layout import ECHO, INDENT
from curator.gui.post_list.thumbnails import RowPictures
from curator.gui.widgets.empty_state import EmptyState
from curator.i18n import tr
from curator.library import PostId

__all__ = ["PostsModel", "PostsView"]

_SELECTION = QItemSelectionModel.SelectionFlag
_ARROW = 28
"""Width of the arrow that folds a group."""

_MOST_REMEMBERED = 2_000
"""Most selected posts that are selected again after the list was reloaded."""


@dataclass(frozen=True, slots=True)
class _Held:
    """The selection while the list is reloaded, and its position on the screen."""

    current: PostId | None
    offset: int
    selected: frozenset[int]


class PostsView(UnfoldingView):
    """One column of rows of one height: the only Qt view that is quick at a million."""

    chosen = Signal(object)
    """The PostId of the current post, or None."""

    opened = Signal(object)
    """The PostId of a post was double-clicked."""

    starred = Signal(object)
    """The PostId of a post whose ring or star at the left was clicked."""

    named = Signal(object)
    """The PostId of a post whose author's name was clicked."""

    menu_wanted = Signal(QPoint)
    """The context menu is to open, at a position of the screen."""

    link_chosen = Signal(int)
    """The index of a link in the empty list that was clicked."""

    def __init__(
        self, model: PostsModel, parent: QWidget | None = None, *, kind: Kind = "list"
    ) -> None:
        super().__init__(model, parent, kind=kind)
        self.rows.pictures = RowPictures(model.picture, self)
        self.empty = EmptyState(self)
        self._last: PostId | None = None
        self._dated: dict[int, int] = {}
        self._held: _Held | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setModel(self.posts)
        self.setItemDelegate(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.setAccessibleName(tr("Posts"))
        self._size_rows()

    def _connect(self) -> None:
        self.posts.modelAboutToBeReset.connect(self._hold)
        self.posts.modelReset.connect(self._restore)
        self.posts.rowsInserted.connect(lambda *_: self._follow_rows())
        self.posts.rowsRemoved.connect(lambda *_: self._follow_rows())
        self.doubleClicked.connect(lambda index: self.opened.emit(self._id(index.row())))
        self.verticalScrollBar().sliderMoved.connect(self._show_time)
        self.empty.chosen.connect(self.link_chosen)
        if self.rows.pictures:
            self.rows.pictures.arrived.connect(self.viewport().update)

    # Selection

    def selected_ids(self) -> list[PostId]:
        """Return the selected posts, in the order of the list."""
        ids: list[PostId] = []
        for rows in self._blocks():
            if self.posts.has_folded:
                ids += [PostId(id_) for row in rows for id_ in self.posts.posts_of_row(row)]
            else:
                ids += [PostId(id_) for id_ in self.posts.ids[rows.start : rows.stop]]
        return list(dict.fromkeys(ids)) if self.posts.has_folded else ids

    def _blocks(self) -> list[range]:
        """Return the selected ranges of rows, because one may hold a million rows."""
        chosen = self.selectionModel().selection().toList()
        return sorted((range(b.top(), b.bottom() + 1) for b in chosen), key=lambda b: b.start)

    def current_id(self) -> PostId | None:
        """Return the current post."""
        return self._id(self.currentIndex().row())

    def current_number(self) -> int:
        """Return the row number of the current post, -1 if there is none."""
        return self.currentIndex().row()

    def choose_post(self, post: int) -> bool:
        """Select a post if it is listed, and tell whether it is."""
        number = self.posts.number(post)
        return self._choose_found(self.posts.reveal(post) if number is None else number)

    def next_undecided(self) -> bool:
        """Select the next undecided post below; tell whether there is one."""
        return self._choose_found(self.posts.undecided_after(self.current_number()))

    def previous_undecided(self) -> bool:
        """Select the next undecided post above; tell whether there is one."""
        return self._choose_found(self.posts.undecided_before(self.current_number()))

    def _choose_found(self, number: int | None) -> bool:
        if number is not None:
            self.choose(number)
        return number is not None

    def _id(self, number: int) -> PostId | None:
        return PostId(self.posts.ids[number]) if 0 <= number < len(self.posts.ids) else None

    # Display

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001  the one thing it says
        """Show one line of each post's text instead of two; the current post stays in view."""
        self.rows.compact = compact
        self._size_rows()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def set_words(self, words: Sequence[str]) -> None:
        """Highlight these words wherever they occur. See Query.words."""
        self.rows.words = tuple(words)
        self.viewport().update()

    def set_hashtag(self, hashtag: str) -> None:
        """Show the chat's own hashtag paler than others. See Facts.hashtag."""
        self.rows.hashtag = hashtag.casefold()
        self.viewport().update()

    def set_empty(self, sentence: str, links: Sequence[str] = ()) -> None:
        """Set the text of an empty list, with links below; `link_chosen` has the link clicked."""
        self.empty.show_sentence(sentence, links)
        self._place_empty()

    def _size_rows(self) -> None:
        height = row_height(self.rows.compact, self.rows.kind)
        header = self.verticalHeader()
        header.setMinimumSectionSize(1)
        header.setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height // 2)
        self._dated = {}
        self._make_room_for_days()

    def _make_room_for_days(self) -> None:
        """Make rows that begin a day or a group taller by their line; a folded group is its line.

        The rows in between keep Qt's default, which is what makes a million rows quick.
        """
        header, band = self.verticalHeader(), band_height()
        height = header.defaultSectionSize()
        wanted = dict.fromkeys(self.posts.days, height + band) | {
            row: band if head.folded else height + band for row, head in self.posts.heads.items()
        }
        header.blockSignals(True)  # noqa: FBT003  Qt's own; one layout for all of them
        for number in self._dated.keys() - wanted.keys():
            if number < len(self.posts.ids):
                header.resizeSection(number, height)
        for number, size in wanted.items():
            if header.sectionSize(number) != size:
                header.resizeSection(number, size)
        header.blockSignals(False)  # noqa: FBT003  Qt's own
        if wanted or self._dated:
            self.updateGeometries()
            self.viewport().update()
        self._dated = wanted

    def _place_empty(self) -> None:
        self.empty.setVisible(not self.posts.ids and bool(self.empty.sentence))
        self.empty.setGeometry(self.viewport().geometry())

    def _show_time(self) -> None:
        number = self.rowAt(0)
        if number < 0:
            return
        post = self.posts.row(number).post
        bar = self.verticalScrollBar()
        place = bar.mapToGlobal(QPoint(-theme.px(96), bar.mapFromGlobal(self.cursor().pos()).y()))
        QToolTip.showText(place, self.posts.clock.whole(post), bar)

    # Keeping the place

    def _hold(self) -> None:
        """Save the selection and its position on the screen."""
        current = self.currentIndex()
        blocks = self._blocks()
        few = sum(map(len, blocks)) <= _MOST_REMEMBERED
        rows = (row for block in (blocks if few else ()) for row in block)
        self._held = _Held(
            self._id(current.row()),
            self.visualRect(current).top(),
            frozenset(self.posts.ids[row] for row in rows),
        )

    def _restore(self) -> None:
        """Select the saved posts again, at the same position on the screen."""
        self.rows.clock = self.posts.clock
        self._make_room_for_days()
        held, self._held = self._held, None
        number = None
        if held and held.current is not None:
            number = self.posts.number(held.current)
            if number is None:  # it may be folded into a group
                number = self.posts.row_for(held.current)
        if held is None or number is None:
            self.scrollToTop()
            self._report_chosen()
        else:
            self._choose_again(held, number)
        self._place_empty()

    def _choose_again(self, held: _Held, number: int) -> None:
        selection = QItemSelection()
        for rows in _runs(self.posts.numbers(held.selected or {self.posts.ids[number]})):
            selection.select(self.posts.index(rows[0], 0), self.posts.index(rows[-1], 0))
        current = self.posts.index(number, 0)
        self.selectionModel().setCurrentIndex(current, _SELECTION.NoUpdate)
        self.selectionModel().select(selection, _SELECTION.ClearAndSelect | _SELECTION.Rows)
        top = self.verticalHeader().sectionPosition(number)
        self.verticalScrollBar().setValue(top - held.offset)

    def _follow_rows(self) -> None:
        """Update the rows with date lines after rows were inserted or removed."""
        header = self.verticalHeader()
        height = header.defaultSectionSize()
        marked = self._dated or self.posts.days or self.posts.heads
        rows = range(len(self.posts.ids)) if marked else range(0)
        self._dated = {n: size for n in rows if (size := header.sectionSize(n)) != height}
        self._make_room_for_days()

    def _report_chosen(self) -> None:
        if (post := self.current_id()) != self._last:
            self._last = post
            self.chosen.emit(post)

    # Groups

    def fold_group(self) -> bool:
        """Fold the group of the current post, or unfold it; tell whether there is one."""
        number = self.current_number()
        if number < 0 or self.posts.head(number) is None:
            return False
        self.choose(self.posts.fold_group(number))
        return True

    def _on_head(self, index: QModelIndex, at: QPointF) -> bool:
        """Fold a group by its arrow, or choose all of its posts; tell whether one was clicked."""
        head, rect = index.data(HEAD), self.visualRect(index)
        if head is None or at.y() - rect.top() > band_height():
            return False
        if at.x() <= theme.px(_ARROW):
            self.choose(self.posts.fold_group(index.row()))
        elif head.folded:
            self.choose(index.row())
        else:
            last = self.posts.index(self.posts.end_of_group(index.row()) - 1, 0)
            self.selectionModel().setCurrentIndex(index, _SELECTION.NoUpdate)
            chosen = QItemSelection(index, last)
            self.selectionModel().select(chosen, _SELECTION.ClearAndSelect | _SELECTION.Rows)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    # Qt events

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() == Qt.MouseButton.LeftButton
        if index.isValid() and plain and left and self._on_head(index, event.position()):
            return
        if index.isValid() and plain and left and self.rows.kind == "list":
            area = below_day(QRectF(self.visualRect(index)), index.data(DAY))
            echo = bool(index.data(ECHO))
            if self.rows.on_mark(event.position(), area, echo=echo):
                self.choose(index.row())
                self.starred.emit(self._id(index.row()))
                return
        named = plain and left and self._on_name(event.position())
        super().mousePressEvent(event)
        if named:
            self.named.emit(self._id(index.row()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            hand = Qt.CursorShape.PointingHandCursor
            usual = Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(hand if self._on_name(event.position()) else usual)

    def _on_name(self, at: QPointF) -> bool:
        """Tell whether a point is on the name of an author."""
        index = self.indexAt(at.toPoint())
        if not index.isValid():
            return False
        area = below_day(QRectF(self.visualRect(index)), index.data(DAY))
        inner = area.adjusted(theme.px(INDENT), 0, 0, 0) if index.data(ECHO) else area
        return self.rows.on_name(at, inner, self.posts.row(index.row()))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyed else self.indexAt(event.pos())
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.choose(index.row())
        place = self.visualRect(index).center() if keyed else event.pos()
        self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._report_chosen()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are keys for decisions here."""

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        match cursorAction:
            case QAbstractItemView.CursorAction.MoveHome:
                return self.posts.index(0, 0)
            case QAbstractItemView.CursorAction.MoveEnd:
                return self.posts.index(len(self.posts.ids) - 1, 0)
            case _:
                return super().moveCursor(cursorAction, modifiers)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self.viewport().update()  # otherwise Qt makes the first row current before the click
            return
        if not self.currentIndex().isValid():
            self.choose(0)
        super().focusInEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_empty()
        current, before = self.currentIndex(), event.oldSize().height()
        is_lower = before > self.viewport().height()
        if current.isValid() and is_lower and 0 <= self.visualRect(current).top() < before:
            self.scrollTo(current)  # what was in sight stays there

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._size_rows()

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        ids = self.selected_ids()
        if not ids:
            return
        first = self.posts.row(self._blocks()[0].start)
        drag = QDrag(self)
        drag.setMimeData(self.posts.dragged(ids))
        drag.setPixmap(picture_dragged(self.rows, first, len(ids) - 1, self.devicePixelRatioF()))
        drag.setHotSpot(BESIDE)
        drag.exec(Qt.DropAction.CopyAction)


def _runs(rows: Sequence[int]) -> Iterator[range]:
    """Return rising rows as ranges: Qt selects a range as quickly as a row."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end] != rows[end - 1] + 1:
            yield range(rows[start], rows[end - 1] + 1)
            start = end
