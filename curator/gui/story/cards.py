"""The story as a board of cards, in the same order: to see the whole of it, and to move parts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from curator.gui.canvas.readonly_text import direction
from curator.gui.drag.payload import blocks_dragged, carried
from curator.gui.drag.picture import dress_drag
from curator.gui.look import theme
from curator.gui.look.safe_text import isolated
from curator.gui.post_list.drag import is_foreign
from curator.gui.post_list.row_layout import paint_icon
from curator.gui.story.card_words import CardWords, words_of
from curator.gui.widgets import paint_ring
from curator.i18n import tr
from curator.insight.checks.sections import TOP
from curator.model import Block, Story

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WIDTH, _HEIGHT, _HEAD, _GAP, _PAD, _NOTE = 186, 116, 34, 10, 10, 14
_WORDS = Qt.ItemDataRole.UserRole


class CardBoard(QListView):
    """Every block of the story as a card; a heading is a line of its own."""

    chosen = Signal(object)
    """The ids of the selected blocks, the current one last."""

    opened = Signal(int)
    """The block that is to be shown on the page, to be written or looked at."""

    moved = Signal(int)
    """The selected blocks are to move by one: -1 towards the beginning, 1 towards the end."""

    dropped = Signal(object, int)
    """Something was dropped: a DragPayload, and the block after which it goes."""

    menu_asked = Signal(int, QPoint)
    """The context menu of a block is to open, at a position of the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._cards = _Cards()
        self._over: int | None = None
        self._telling = False
        self.library: Path | None = None
        """The library of the story, recorded in what is dragged."""
        self.setModel(self._cards)
        self.setItemDelegate(_Card(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSpacing(_GAP // 2)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setAccessibleName(tr("The story as cards"))
        self.selectionModel().selectionChanged.connect(self._choose)
        self.activated.connect(lambda index: self.opened.emit(self._cards.blocks[index.row()].id))

    def show_story(self, blocks: Sequence[Block], chosen: Collection[int], manner: Story) -> None:
        """Show the blocks of a story, and which of them are selected.

        manner: how the story shows its quotes.
        """
        place = self.verticalScrollBar().value()
        self._telling = True
        if self._cards.fill(blocks, manner):
            self.doItemsLayout()
            self.verticalScrollBar().setValue(place)
        self.select(chosen)
        self._telling = False

    def select(self, chosen: Collection[int]) -> None:
        """Select the cards of some blocks; the last of them is the current one."""
        self._telling = True
        selection, last = QItemSelection(), _NOWHERE
        for row, block in enumerate(self._cards.blocks):
            if block.id in chosen:
                last = self._cards.index(row, 0)
                selection.select(last, last)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect)
        if last.isValid():
            self.selectionModel().setCurrentIndex(last, flags.NoUpdate)
            self.scrollTo(last)
        self._telling = False

    def step(self, way: int) -> None:
        """Go to the card before (-1) or after (1)."""
        row = self.currentIndex().row() + way
        if 0 <= row < self._cards.rowCount():
            self.setCurrentIndex(self._cards.index(row, 0))

    @property
    def selected(self) -> list[int]:
        """Return the ids of the selected blocks, in the order of the story."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._cards.blocks[row].id for row in rows]

    @property
    def lines(self) -> list[str]:
        """Return each card as screen readers read it."""
        return [words.spoken for words in self._cards.words]

    def _choose(self) -> None:
        if not self._telling and (ids := self.selected):
            now = self.currentIndex()
            current = self._cards.blocks[now.row()].id if now.isValid() else ids[-1]
            self.chosen.emit([*(id_ for id_ in ids if id_ != current), current])

    def _gap_at(self, at: QPoint) -> int:
        """Return how many cards stand before the gap that is nearest to a point."""
        at = QPoint(at.x(), max(0, at.y()))
        for row in range(self._cards.rowCount()):
            box = self.visualRect(self._cards.index(row, 0))
            if at.y() > box.bottom() + _GAP // 2:
                continue
            if box.width() > self.viewport().width() // 2:  # a heading: above it or below it
                return row + int(at.y() > box.center().y())
            if at.y() < box.top() - _GAP // 2 or at.x() < box.center().x():
                return row
        return self._cards.rowCount()

    def _place(self, gap: int) -> int:
        """Return the block after which something goes that is dropped into a gap."""
        return self._cards.blocks[gap - 1].id if gap else TOP

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        ids = self.selected
        if not ids:
            return
        drag = QDrag(self)
        drag.setMimeData(blocks_dragged(ids, self.library))
        row = next(n for n, each in enumerate(self._cards.blocks) if each.id == ids[0])
        dress_drag(drag, self._cards.words[row].spoken, len(ids) - 1)
        drag.exec(Qt.DropAction.MoveAction)

    @override
    def dragEnterEvent(self, event: QDragMoveEvent) -> None:
        self.dragMoveEvent(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        held = carried(event.mimeData())
        if held is None:
            event.ignore()
            return
        at = event.position().toPoint()
        self._over = self._gap_at(at)
        if held.kind == "blocks" and not (
            self.library is not None and is_foreign(held.library, self.library)
        ):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.acceptProposedAction()
        edge = 40
        bar = self.verticalScrollBar()
        step = -1 if at.y() < edge else int(at.y() > self.viewport().height() - edge)
        bar.setValue(bar.value() + step * edge // 2)
        self.viewport().update()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = None
        self.viewport().update()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        held = carried(event.mimeData())
        self._over = None
        self.viewport().update()
        if held is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(held, self._place(self._gap_at(event.position().toPoint())))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if held == Qt.KeyboardModifier.AltModifier and key in ways:
            self.moved.emit(ways[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            if self.currentIndex().isValid():
                self.opened.emit(self._cards.blocks[self.currentIndex().row()].id)
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Search for nothing: letters are commands."""

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            box = self.visualRect(index)
            place = event.globalPos() if by_mouse else self.viewport().mapToGlobal(box.topLeft())
            self.menu_asked.emit(self._cards.blocks[index.row()].id, place)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # headings are as wide as the board

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._over is None:
            return
        painter = QPainter(self.viewport())
        painter.fillRect(self._mark(self._over), theme.colour("accent"))

    def _mark(self, gap: int) -> QRect:
        """Return where the line is painted that shows where a drop goes."""
        count = self._cards.rowCount()
        if not count:
            return QRect(_GAP, _GAP, self.viewport().width() - 2 * _GAP, 2)
        after = gap == count
        box = self.visualRect(self._cards.index(gap - 1 if after else gap, 0))
        if box.width() > self.viewport().width() // 2:
            y = box.bottom() + _GAP // 2 if after else box.top() - _GAP // 2
            return QRect(box.left(), y - 1, box.width(), 2)
        x = box.right() + _GAP // 2 if after else box.left() - _GAP // 2
        return QRect(x - 1, box.top(), 2, box.height())


class _Cards(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: tuple[Block, ...] = ()
        self.words: list[CardWords] = []

    def fill(self, blocks: Sequence[Block], manner: Story) -> bool:
        """Show these blocks; tell whether that changes anything."""
        words = [words_of(block, manner) for block in blocks]
        if words == self.words and tuple(blocks) == self.blocks:
            return False
        self.beginResetModel()
        self.blocks, self.words = tuple(blocks), words
        self.endResetModel()
        return True

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.blocks)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words[index.row()].spoken
        return self.words[index.row()] if role == _WORDS else None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled


class _Card(QStyledItemDelegate):
    def __init__(self, parent: CardBoard) -> None:
        super().__init__(parent)
        self._board = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        room = self._board.viewport().width() - _GAP - 1
        words = index.data(_WORDS)
        if words.level:
            return QSize(room, theme.px(_HEAD))
        across = max(1, (room + _GAP) // (theme.px(_WIDTH) + _GAP))
        return QSize((room + _GAP) // across - _GAP, theme.px(_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        words: CardWords = index.data(_WORDS)
        chosen = self._board.selectionModel().isSelected(index)
        current = index == self._board.currentIndex() and self._board.hasFocus()
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if words.level:
            self._paint_heading(painter, box, words, chosen=chosen)
        else:
            self._paint_card(painter, box, words, chosen=chosen)
        if current:
            paint_ring(painter, box, 7)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, box: QRectF, words: CardWords, *, chosen: bool
    ) -> None:
        if chosen:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.setBrush(theme.colour("soft"))
            painter.drawRoundedRect(box, 7, 7)
        painter.setFont(theme.font("base", weight=600))
        painter.setPen(theme.colour("text"))
        indent = theme.px(12) * max(0, words.level - 2)
        room = box.adjusted(_PAD + indent, 0, -_PAD, 0)
        text = painter.fontMetrics().elidedText(
            isolated(words.text), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_card(
        self, painter: QPainter, box: QRectF, words: CardWords, *, chosen: bool
    ) -> None:
        painter.setPen(QPen(theme.colour("accent" if chosen else "line2"), 2 if chosen else 1))
        painter.setBrush(theme.colour("soft" if chosen else "base"))
        painter.drawRoundedRect(box, 7, 7)
        inner = box.adjusted(_PAD, _PAD - 2, -_PAD, -_PAD + 4)
        painter.setFont(theme.font("small", weight=600))
        painter.setPen(theme.colour("text2"))
        line = painter.fontMetrics().height()
        room = inner.width()
        if words.noted:
            room -= theme.px(_NOTE + 6)
            corner = QRectF(inner.right() - theme.px(_NOTE), inner.top(), theme.px(_NOTE), line)
            paint_icon(painter, "message-square-text", _NOTE, "text2", corner)
        head = painter.fontMetrics().elidedText(
            isolated(words.who), Qt.TextElideMode.ElideRight, int(room)
        )
        painter.drawText(QRectF(inner.left(), inner.top(), room, line), head)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text"))
        _paint_lines(painter, inner.adjusted(0, line + 3, 0, 0), words.text)


def _paint_lines(painter: QPainter, room: QRectF, words: str) -> None:
    """Paint as many whole lines of a text as there is room for."""
    layout = QTextLayout(words, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(direction(words))
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[QTextLine] = []
    height, is_whole = 0.0, True
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room.width())
        is_whole = height + line.height() <= room.height()
        if not is_whole:
            break
        line.setPosition(QPointF(0, height))
        height += line.height()
        lines.append(line)
    layout.endLayout()
    cut = [] if is_whole else lines[-1:]
    for line in lines[: len(lines) - len(cut)]:
        line.draw(painter, room.topLeft())
    for line in cut:
        units = words.encode("utf-16-le", "surrogatepass")[2 * line.textStart() :]  # Qt's own
        rest = units.decode("utf-16-le", "replace")
        box = QRectF(room.left(), room.top() + line.y(), room.width(), line.height())
        shown = painter.fontMetrics().elidedText(
            rest, Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.setLayoutDirection(option.textDirection())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
