"""The list of an overlay: lines to choose from under headings, and how a line is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QStandardItem,
    QStandardItemModel,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from curator.gui import theme
from curator.gui.matching import Spans
from curator.gui.parts import announce, cap_size, paint_cap, paint_face
from curator.i18n import tr
from curator.model import Author

LINE = Qt.ItemDataRole.UserRole
_ROW, _HEAD = 34, 28
_MARGIN = 14
_BESIDE = 0.4
"""The share of a line that what stands beside its words can claim."""

_CAP = 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line; without anything to do it is the heading of those below it."""

    words: str
    do: str = ""
    """What choosing it does, as 'command:star'."""

    beside: str = ""
    icon: str = ""
    face: Author | None = None
    keys: tuple[str, ...] = ()
    found: Spans = ()
    """The letters of its words that were typed."""

    found_beside: Spans = ()
    off: bool = False
    """It cannot be done now; beside it stands why."""

    grey: bool = False
    """It was undone."""

    end: str = ""
    """What stands at the right end, such as a time."""

    here: bool = False
    """It is where one is: told by a bar and a weight of its own."""

    @property
    def said(self) -> str:
        """What is read aloud."""
        parts = (self.words, self.beside, " ".join(self.keys), self.end)
        told = tr("cannot be done now") if self.off else ""
        return ", ".join(part for part in (*parts, told) if part)


class Lines(QListView):
    """Lines of which one is current; the field above keeps the focus and tells it where to go."""

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

    def show_lines(self, lines: Sequence[Line], current: int = -1) -> None:
        """Show lines; current: which is to be chosen, else the first that can be."""
        self._rows.clear()
        for line in lines:
            item = QStandardItem(line.said)
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
    def lines(self) -> list[Line]:
        """What is shown."""
        return [self._rows.item(place).data(LINE) for place in range(self._rows.rowCount())]

    @property
    def current(self) -> Line | None:
        """What would be done."""
        line = self.currentIndex().data(LINE)
        return line if isinstance(line, Line) else None

    def step(self, lines: int) -> None:
        """Go down so many lines, or up; from the last one goes to the first."""
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
            announce(self, self.current.said)

    def height_of_all(self) -> int:
        """Return how high the list is when nothing has to be scrolled."""
        return sum(theme.px(_ROW if line.do else _HEAD) for line in self.lines)

    def _places(self) -> list[int]:
        return [place for place, line in enumerate(self.lines) if line.do]

    def _clicked(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if isinstance(line, Line) and line.do:
            self.setCurrentIndex(index)
            self.taken.emit(line)


class _LineDelegate(QStyledItemDelegate):
    """Paints the Line that an index holds."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = index.data(LINE)
        high = _ROW if isinstance(line, Line) and line.do else _HEAD
        return QSize(theme.px(120), theme.px(high))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line, view = index.data(LINE), option.widget
        if not isinstance(line, Line):
            return
        area = QRectF(option.rect)
        painter.save()
        if not line.do:
            _paint_head(painter, area, line.words)
        else:
            current = isinstance(view, QListView) and view.currentIndex() == index
            if current:
                painter.fillRect(area, theme.colour("soft"))
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(area, theme.colour("hover"))
            if current or line.here:
                bar = QRectF(area.left(), area.top(), 3, area.height())
                painter.fillRect(bar, theme.colour("accent" if current else "edge"))
            _paint_line(painter, area, line, current=current)
        painter.restore()


def _paint_head(painter: QPainter, area: QRectF, words: str) -> None:
    painter.setFont(theme.font("micro", weight=600))
    painter.setPen(theme.colour("text3"))
    box = area.adjusted(_MARGIN, theme.px(6), -_MARGIN, 0)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)


def _paint_line(painter: QPainter, area: QRectF, line: Line, *, current: bool) -> None:
    left, right = area.left() + _MARGIN, area.right() - _MARGIN
    middle = area.center().y()
    for key in reversed(line.keys):
        size = cap_size(key, _CAP)
        right -= size.width()
        box = QRectF(right, middle - size.height() / 2, size.width(), size.height())
        painter.setOpacity(0.6 if line.off else 1)
        paint_cap(painter, box, key)
        painter.setOpacity(1)
        right -= theme.px(11)
    if line.end:
        end = _Words(line.end, (), "small", "text3")
        wide = _width(end)
        _paint_words(painter, QRectF(right - wide, area.top(), wide, area.height()), end)
        right -= wide + theme.px(11)
    left = _paint_sign(painter, left, middle, line, current=current)
    ink = "text3" if line.off or line.grey else "text"
    words = _Words(line.words, line.found, "base", ink, 600 if line.here else 400)
    beside = _Words(line.beside, line.found_beside, "small", "text3")
    gap = theme.px(11)
    kept = min(_width(beside) + gap, (right - left) * _BESIDE) if line.beside else 0
    room = QRectF(left, area.top(), right - left - kept, area.height())
    left = _paint_words(painter, room, words) + gap
    if line.beside:
        _paint_words(painter, QRectF(left, area.top(), right - left, area.height()), beside)


def _paint_sign(
    painter: QPainter, left: float, middle: float, line: Line, *, current: bool
) -> float:
    """Paint the icon or the face, and return where the words begin."""
    if line.face is not None:
        side = theme.px(20)
        paint_face(painter, QRectF(left, middle - side / 2, side, side), line.face)
        return left + side + theme.px(9)
    side = theme.px(16)
    if line.icon:
        ink = "accent" if current and not line.off else "text3"
        drawn = theme.pixmap(line.icon, side, ink, painter.device().devicePixelRatioF())
        painter.setOpacity(0.6 if line.off else 1)
        painter.drawPixmap(round(left), round(middle - side / 2), drawn)
        painter.setOpacity(1)
    return left + side + theme.px(11)


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    bold: Spans
    style: str
    ink: str
    weight: int = 400


def _paint_words(painter: QPainter, box: QRectF, words: _Words) -> float:
    """Paint words on one line, cut where there is no room, and return where they end."""
    font = theme.font(words.style, weight=words.weight)
    text = words.text
    layout = _laid_out(text, words)
    if layout.lineAt(0).naturalTextWidth() > box.width():
        room = box.width() - theme.px(8 if words.bold else 0)
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        layout = _laid_out(text, words)
    line = layout.lineAt(0)
    painter.setPen(theme.colour(words.ink))
    layout.draw(painter, QPointF(box.left(), box.center().y() - line.height() / 2))
    return box.left() + line.naturalTextWidth()


def _width(words: _Words) -> float:
    font = theme.font(words.style, weight=words.weight)
    return QFontMetricsF(font).horizontalAdvance(words.text) + theme.px(4)


def _laid_out(text: str, words: _Words) -> QTextLayout:
    font = theme.font(words.style, weight=words.weight)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    formats = []
    for start, end in words.bold:
        if end <= len(text.removesuffix("…")) or text == words.text:
            part = QTextLayout.FormatRange()
            part.start = _units(text[:start])
            part.length = _units(text[start:end])
            part.format.setFontWeight(600)
            formats.append(part)
    layout.setFormats(formats)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _units(text: str) -> int:
    """Return how long Qt, which counts in UTF-16, takes a text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
