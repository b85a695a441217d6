"""The list of an overlay: selectable lines under headings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.mirror import mirrored
from curator.gui.widgets import announce
from curator.gui.widgets.line_paint import paint_head, paint_line
from curator.gui.widgets.list_line import LINE, ListLine

_ROW, _HEAD = 34, 28


class LineList(QListView):
    """A list whose current line is moved by the field above it, which keeps the focus."""

    taken = Signal(object)
    """The Line that was clicked."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_LineDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(label)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._clicked)

    def show_lines(self, lines: Sequence[ListLine], current: int = -1) -> None:
        """Show lines; current: the line to select, else the first that is selectable."""
        self._rows.clear()
        for line in lines:
            item = QStandardItem(line.spoken)
            item.setData(line, LINE)
            can = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(can if line.do else Qt.ItemFlag.NoItemFlags)
            self._rows.appendRow(item)
        places = self._places()
        if current not in places:
            usable = [place for place in places if not lines[place].off]
            current = next(iter([*usable, *places]), -1)
        self.setCurrentIndex(self._rows.index(current, 0))

    @property
    def lines(self) -> list[ListLine]:
        """Return the lines."""
        return [self._rows.item(place).data(LINE) for place in range(self._rows.rowCount())]

    @property
    def current(self) -> ListLine | None:
        """Return the current line."""
        line = self.currentIndex().data(LINE)
        return line if isinstance(line, ListLine) else None

    def step(self, lines: int) -> None:
        """Go down by a number of lines, or up; after the last comes the first."""
        places = self._places()
        if not places:
            return
        here = self.currentIndex().row()
        at = places.index(here) if here in places else -1
        if abs(lines) == 1:
            at = (at + lines) % len(places)
        else:
            at = max(0, min(at + lines, len(places) - 1))
        self.setCurrentIndex(self._rows.index(places[at], 0))
        self.scrollTo(self._rows.index(max(0, places[at] - (at == 0)), 0))
        if self.current is not None:
            announce(self, self.current.spoken)

    def height_of_all(self) -> int:
        """Return the height at which nothing has to scroll."""
        return sum(theme.px(_ROW if line.do else _HEAD) for line in self.lines)

    def _places(self) -> list[int]:
        return [place for place, line in enumerate(self.lines) if line.do]

    def _clicked(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if isinstance(line, ListLine) and line.do:
            self.setCurrentIndex(index)
            self.taken.emit(line)


class _LineDelegate(QStyledItemDelegate):
    """Paints the Line of an index."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = index.data(LINE)
        high = _ROW if isinstance(line, ListLine) and line.do else _HEAD
        return QSize(theme.px(120), theme.px(high))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line, view = index.data(LINE), option.widget
        if not isinstance(line, ListLine):
            return
        area = QRectF(option.rect)
        painter.save()
        painter = mirrored(painter, area)
        if not line.do:
            paint_head(painter, area, line.words)
        else:
            current = isinstance(view, QListView) and view.currentIndex() == index
            if current:
                painter.fillRect(area, theme.colour("soft"))
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(area, theme.colour("hover"))
            if current or line.here:
                bar = QRectF(area.left(), area.top(), 3, area.height())
                painter.fillRect(bar, theme.colour("accent" if current else "edge"))
            paint_line(painter, area, line, current=current)
        painter.restore()
