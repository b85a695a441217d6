"""Paints a line of the sidebar: icon or key, name, count; or the name of a group."""

from __future__ import annotations

from dataclasses import dataclass

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

ENTRY = Qt.ItemDataRole.UserRole
_MILLION = 1_000_000
_LONGEST_NAME = 200


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

    named = Signal(int, str)
    """A saved search, and the name that was typed for it."""

    retitled = Signal(int, str)
    """A question, and the title that was typed for it."""

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
        of_search = tr("Name of the saved search")
        field.setAccessibleName(tr("Title of the question") if entry.question else of_search)
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
        editor.setGeometry(option.rect.adjusted(theme.px(34), 0, -8, 0))

    @override
    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = index.data(ENTRY)
        if not isinstance(editor, QLineEdit):
            return
        if entry.question:
            self.retitled.emit(entry.question, editor.text())
        else:
            self.named.emit(entry.search, editor.text())

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry) and entry.group:
            return QSize(theme.px(120), theme.px(24 if index.row() == 0 else 32))
        return QSize(theme.px(120), theme.px(25))

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
    left, right = area.left() + theme.px(16), area.right() - theme.px(14)
    middle = area.center().y()
    if not entry.is_choice:
        _paint_sentence(painter, QRectF(left, area.top(), right - left, area.height()), entry)
        return
    start = left + _paint_start(painter, left, area, entry)
    count = count_words(entry.count) if entry.count >= 0 else ""
    painter.setFont(theme.font("small"))
    wide = painter.fontMetrics().horizontalAdvance(count)
    painter.setPen(theme.colour("accent" if entry.current else "text3"))
    side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(QRectF(left, area.top(), right - left, area.height()), side, count)
    if entry.share >= 0:
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
    if entry.key:
        size = cap_size(entry.key, 17)
        box = QRectF(left - 1, middle - size.height() / 2, size.width(), size.height())
        paint_cap(painter, box, entry.key, fill="base")
        return
    side = theme.px(16)
    ink = "accent" if entry.current else "text2"
    ratio = painter.device().devicePixelRatioF()
    drawn = theme.pixmap(entry.icon, side, ink, ratio)
    painter.drawPixmap(round(left), round(middle - side / 2), drawn)


def _paint_sentence(painter: QPainter, area: QRectF, entry: Entry) -> None:
    font = theme.font("small")
    painter.setFont(font)
    painter.setPen(theme.colour("text3"))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, elided(entry.name, font, area.width()))
