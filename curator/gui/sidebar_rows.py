"""Paints a line of the sidebar: icon or key, name, count; or the name of a group."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from curator.gui import theme
from curator.gui.cleaned import elided
from curator.gui.parts import cap_size, paint_cap, paint_ring
from curator.i18n import tr
from curator.library import FacetKind

ENTRY = Qt.ItemDataRole.UserRole
_MILLION = 1_000_000
_LONGEST_NAME = 200
_INDENT = 14
_LINE = 25
_STROKES_FROM = 200
"""A narrower sidebar does without the strokes of what is decided."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sidebar."""

    name: str
    term: str | None = None
    """What is searched by choosing it; None for a group, a command or a sentence."""

    icon: str = ""
    key: str = ""
    """Its number key, or of a group the word above the right column."""

    count: int = -1
    archive: int = 0
    """The archive it stands for."""

    search: int = 0
    """The saved search it stands for."""

    tag: int = 0
    """The tag it stands for."""

    depth: int = 0
    """How many lines it stands under."""

    colour: str = ""
    """Of a tag: a colour of the palette."""

    tip: str = ""
    """What is said where the pointer rests."""

    about: str = ""
    """What stands in a line of its own below the name."""
    question: int = 0
    """The question it stands for."""

    session: int = 0
    """The chat whose questions are shown by choosing it."""

    number: str = ""
    """What stands before its name: “Q2”."""

    share: float = -1.0
    """How much of it is decided, from 0 to 1, drawn as a stroke; less than 0: none."""
    command: str = ""
    """The command of the window that choosing it does."""

    group: bool = False
    folded: bool = False
    """A group that is folded until it is wanted."""

    takes_tags: bool = False
    """A tag that is dropped here goes to the top."""

    facet: FacetKind | None = None
    """What the lines of a group are that are counted while it is unfolded."""

    more: FacetKind | None = None
    """Choosing it shows more of a kind."""

    adds: bool = False
    """Choosing it narrows the search, instead of beginning another."""

    current: bool = False
    """It is part of the search."""

    @property
    def is_choice(self) -> bool:
        """Whether it can be chosen; else it is a heading or a sentence."""
        return self.term is not None or bool(self.command)


def count_words(count: int) -> str:
    """Return a count as short as a column needs."""
    if count < _MILLION:
        return f"{count:,}"
    return tr("{millions} m", millions=f"{count / _MILLION:.1f}")


class EntryDelegate(QStyledItemDelegate):
    """Paints the Entry that an index holds, and lets its name be typed in place."""

    named = Signal(object, str)
    """An Entry, and the name that was typed for it."""

    marks_current = False
    """Whether the current line is painted as what is on show."""

    @override
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        field = QLineEdit(parent)
        field.setStyleSheet("min-height: 0; padding: 0 4px; border-radius: 5px")
        field.setMaxLength(_LONGEST_NAME)
        entry = index.data(ENTRY)
        field.setAccessibleName(_field_name(entry))
        field.setText(entry.name)
        field.selectAll()
        return field

    @override
    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave what is typed alone, though the line is counted meanwhile."""

    @override
    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        left = theme.px(34 + _INDENT * index.data(ENTRY).depth)
        editor.setGeometry(option.rect.adjusted(left, 0, -8, 0))

    @override
    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if isinstance(editor, QLineEdit):
            self.named.emit(index.data(ENTRY), editor.text())

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry) and entry.group:
            close = index.row() == 0 or entry.facet
            return QSize(theme.px(120), theme.px(24 if close else 32))
        about = isinstance(entry, Entry) and entry.about
        return QSize(theme.px(120), theme.px(_LINE + 17 if about else _LINE))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        view = option.widget
        if self.marks_current and isinstance(view, QAbstractItemView):
            entry = replace(entry, current=view.currentIndex() == index)
        area = QRectF(option.rect)
        flags = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.group:
            folded = isinstance(view, QTreeView) and not view.isExpanded(index)
            _paint_group(painter, area, entry, folded=folded)
        else:
            _paint_entry(
                painter, area, entry, hover=bool(flags & QStyle.StateFlag.State_MouseOver)
            )
        if isinstance(view, QAbstractItemView) and _has_keys(view, index):
            paint_ring(painter, area.adjusted(6, 0, -6, 0), 5)
        painter.restore()


def _field_name(entry: Entry) -> str:
    if entry.question:
        return tr("Title of the question")
    return tr("Name of the tag") if entry.tag else tr("Name of the saved search")


def _has_keys(view: QWidget, index: QModelIndex | QPersistentModelIndex) -> bool:
    return isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index


def _paint_group(painter: QPainter, area: QRectF, entry: Entry, *, folded: bool) -> None:
    line = QRectF(area.left() + theme.px(16), area.bottom() - theme.px(21), 0, theme.px(18))
    line.setRight(area.right() - theme.px(14))
    painter.setFont(theme.font("micro", weight=600))
    painter.setPen(theme.colour("text2"))
    name = tr("{group} …", group=entry.name) if folded else entry.name
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
    painter.setFont(theme.font("micro", weight=400))
    painter.setPen(theme.colour("text3"))
    side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(line, side, "" if folded else entry.key)


def _paint_entry(painter: QPainter, area: QRectF, entry: Entry, *, hover: bool) -> None:
    box = area.adjusted(8, 0, -8, 0)
    if entry.current or (hover and entry.is_choice):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("soft" if entry.current else "press"))
        painter.drawRoundedRect(box, 5, 5)
    if entry.about:
        _paint_about(painter, area, entry)
        area = QRectF(area.left(), area.top() + 1, area.width(), theme.px(_LINE))
    left, right = area.left() + theme.px(16), area.right() - theme.px(14)
    middle = area.center().y()
    if not entry.is_choice:
        _paint_sentence(painter, QRectF(left, area.top(), right - left, area.height()), entry)
        return
    left += theme.px(_INDENT * entry.depth) if entry.depth else 0
    start = left + _paint_start(painter, left, area, entry)
    count = count_words(entry.count) if entry.count >= 0 else ""
    painter.setFont(theme.font("small"))
    wide = painter.fontMetrics().horizontalAdvance(count)
    painter.setPen(theme.colour("accent" if entry.current else "text3"))
    side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(QRectF(left, area.top(), right - left, area.height()), side, count)
    if entry.share >= 0 and area.width() >= theme.px(_STROKES_FROM):
        wide += _paint_share(painter, right - wide, middle, entry)
    left = start
    font = theme.font("base", weight=600 if entry.current else 400)
    painter.setFont(font)
    painter.setPen(theme.colour("accent" if entry.current else "text"))
    room = right - wide - theme.px(8) - left
    words = elided(entry.name, font, room)
    painter.drawText(
        QRectF(left, area.top(), room + 2, area.height()), Qt.AlignmentFlag.AlignVCenter, words
    )


def _paint_start(painter: QPainter, left: float, area: QRectF, entry: Entry) -> int:
    """Paint what stands before the name, and return how much room it takes."""
    if entry.number:
        return _paint_number(painter, left, area, entry)
    if entry.icon or entry.key:
        _paint_sign(painter, left, area.center().y(), entry)
        return theme.px(25)
    return 0


def _paint_number(painter: QPainter, left: float, area: QRectF, entry: Entry) -> int:
    """Paint the number of a question, and return how much room it takes."""
    font = theme.font("small", weight=600)
    painter.setFont(font)
    painter.setPen(theme.colour("accent" if entry.current else "text2"))
    room = max(theme.px(27), painter.fontMetrics().horizontalAdvance(entry.number) + theme.px(8))
    box = QRectF(left, area.top(), room, area.height())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, entry.number)
    return room


def _paint_share(painter: QPainter, right: float, middle: float, entry: Entry) -> int:
    """Paint how much is decided, and return how much room it takes."""
    width, gap = theme.px(26), theme.px(8)
    whole = QRectF(right - gap - width, middle - 1, width, theme.px(3))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("bar2"))
    painter.drawRoundedRect(whole, 1.5, 1.5)
    if entry.share > 0:
        done = QRectF(whole.topLeft(), whole.size())
        done.setWidth(max(3.0, width * min(1.0, entry.share)))
        painter.setBrush(theme.colour("accent" if entry.current else "bar"))
        painter.drawRoundedRect(done, 1.5, 1.5)
    return width + gap


def _paint_sign(painter: QPainter, left: float, middle: float, entry: Entry) -> None:
    tint = theme.tag_colours(entry.colour)
    if entry.key:
        size = cap_size(entry.key, 17)
        box = QRectF(left - 1, middle - size.height() / 2, size.width(), size.height())
        if tint:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint[0])
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(tint[1])
            painter.setFont(theme.font("micro", weight=600))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, entry.key)
        else:
            paint_cap(painter, box, entry.key, fill="base")
        return
    side = theme.px(16)
    ink = "accent" if entry.current else "text2"
    ratio = painter.device().devicePixelRatioF()
    if tint:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint[0])
        painter.drawRoundedRect(QRectF(left - 1, middle - side / 2 - 1, side + 2, side + 2), 4, 4)
        side = theme.px(12)
        drawn = theme.tinted(entry.icon, side, tint[1], ratio)
        left += theme.px(2)
    else:
        drawn = theme.pixmap(entry.icon, side, ink, ratio)
    painter.drawPixmap(round(left), round(middle - side / 2), drawn)


def _paint_about(painter: QPainter, area: QRectF, entry: Entry) -> None:
    font = theme.font("micro", weight=400)
    left = area.left() + theme.px(41 + _INDENT * entry.depth)
    line = QRectF(left, area.top() + theme.px(_LINE - 3), 0, theme.px(16))
    line.setRight(area.right() - theme.px(14))
    painter.setFont(font)
    painter.setPen(theme.colour("text2" if entry.current else "text3"))
    words = elided(entry.about, font, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)


def _paint_sentence(painter: QPainter, area: QRectF, entry: Entry) -> None:
    font = theme.font("small")
    painter.setFont(font)
    painter.setPen(theme.colour("text3"))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, elided(entry.name, font, area.width()))
