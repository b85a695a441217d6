"""The list of targets that a story can be published to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.mirror import mirrored
from curator.gui.look.restyled import Restyled
from curator.gui.widgets import Elided, paint_ring
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.writers import WRITERS, Group, Writer, target_name

_ICONS = {
    "page": "panels-top-left", "wordpress": "blocks", "clipboard": "clipboard-copy",
    "fragment": "code", "styled": "code", "newsletter": "mail", "linkedin": "message-square-text",
    "cards": "image", "docx": "file-type", "citations": "quote", "data": "file-code",
}  # fmt: skip
_HINT = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1
_HEAD = Qt.ItemDataRole.UserRole + 2
_ENTRY = Qt.ItemDataRole.UserRole + 3

Line: TypeAlias = Writer | str
"""A target, or the heading of a group of them."""

Index = QModelIndex | QPersistentModelIndex

_LAST = 3
"""Most recently used targets at the top."""


class _Targets(QListView):
    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a letter, which is a key elsewhere, must not choose another target."""


class TargetList(Restyled, QWidget):
    """The list of targets at the left of Publish."""

    chosen = Signal(object)
    """The Writer that is selected now."""

    def __init__(self) -> None:
        super().__init__()
        self.list: QListView = _Targets()
        self._model = _Model()
        self._painter = _Painter(self.list)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._painter)
        self.list.setAccessibleName(tr("Publish as"))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.viewport().setAutoFillBackground(False)
        self.list.selectionModel().currentChanged.connect(self._current)
        self._head = Elided(tr("Publish as"), "micro", "text3", weight=600)
        self._head.setContentsMargins(8, 0, 0, 0)
        column = column_in(self, (8, 14, 8, 8), spacing=4)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    @property
    def writer(self) -> Writer:
        """Return the selected target."""
        found = self.list.currentIndex().data(_ENTRY)
        return found if found is not None else self._model.writers[0]

    def choose(self, name: str) -> None:
        """Select a target by its name; an unknown name selects the first."""
        known = {target_name(writer): writer for writer in self._model.writers}
        self._go(known.get(name, self._model.writers[0]))

    def used(self, names: Sequence[str]) -> None:
        """Put the recently used targets first, the latest at the top."""
        chosen = self.writer if self.list.currentIndex().isValid() else None
        self._model.offer(names)
        if chosen is not None:
            blocked = self.blockSignals(True)  # noqa: FBT003  Qt's own
            self._go(chosen)
            self.blockSignals(blocked)

    def next(self) -> None:
        """Select the next target, or the first after the last."""
        writers = self._model.writers
        self._go(writers[(writers.index(self.writer) + 1) % len(writers)])

    def _go(self, writer: Writer) -> None:
        self.list.setCurrentIndex(self._model.index(self._model.lines.index(writer), 0))

    def names_only(self, *, on: bool) -> None:
        """Hide the second lines, where there is little room."""
        if self._painter.names_only != on:
            self._painter.names_only = on
            self.list.doItemsLayout()

    def _current(self, index: QModelIndex) -> None:
        if (writer := index.data(_ENTRY)) is not None:
            self.chosen.emit(writer)

    @override
    def follow_style(self) -> None:
        self.list.doItemsLayout()


class _Model(QAbstractListModel):
    """The targets under the headings of their groups."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.offer(())

    @property
    def writers(self) -> list[Writer]:
        """Return the targets, in the order of the list."""
        return [line for line in self.lines if not isinstance(line, str)]

    def offer(self, used: Sequence[str]) -> None:
        """List the recently used targets, then the others by group."""
        by_name = {target_name(writer): writer for writer in WRITERS}
        last = [by_name[name] for name in used if name in by_name][:_LAST]
        self.beginResetModel()
        self.lines = [tr("Used last"), *last] if last else []
        for group, words in _groups().items():
            rest = [w for w in WRITERS if group == w.GROUP and w not in last]
            self.lines += [words, *rest] if rest else []
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if isinstance(line, str):
            is_said = role in (Qt.ItemDataRole.DisplayRole, _HEAD)
            return line if is_said else None
        return _value_for(line, role)


def _value_for(writer: Writer, role: int) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return tr(writer.TITLE)
        case Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(writer.TITLE)}. {tr(writer.HINT)}"
        case _ if role == _HINT:
            return tr(writer.HINT)
        case _ if role == _ICON:
            return _ICONS.get(target_name(writer), "file-text")
        case _ if role == _ENTRY:
            return writer
    return None


def _groups() -> dict[Group, str]:
    """Return the groups of targets in order, with their headings."""
    return {
        "page": tr("Page"),
        "blog": tr("Blog"),
        "mail": tr("Mail and social"),
        "documents": tr("Documents"),
        "data": tr("Data"),
    }


class _Painter(QStyledItemDelegate):
    """Paints a target: icon, name, and how it is used."""

    names_only = False

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(_HEAD):
            return QSize(theme.px(100), theme.px(26))
        return QSize(theme.px(100), theme.px(30 if self.names_only else 44))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        painter = mirrored(painter, box)
        if head := index.data(_HEAD):
            _line(painter, box.adjusted(8, theme.px(6), -6, 0), ("micro", "text3"), head)
            painter.restore()
            return
        state: QStyle.StateFlag = option.state
        on = bool(state & QStyle.StateFlag.State_Selected)
        if on or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(Qt.PenStyle.NoPen))
            painter.setBrush(theme.colour("soft" if on else "press"))
            painter.drawRoundedRect(box, 5, 5)
        ink = "accent" if on else "text"
        size, middle = theme.px(16), box.top() + box.height() / 2
        ratio = painter.device().devicePixelRatioF()
        icon = theme.pixmap(index.data(_ICON), size, "accent" if on else "text2", ratio)
        painter.drawPixmap(round(box.left() + 8), round(middle - size / 2), icon)
        words = box.adjusted(16 + size, 0, -6, 0)
        if self.names_only:
            _line(painter, words, ("base", ink), index.data())
        else:
            high = theme.px(4)
            first = QRectF(words.left(), box.top() + high, words.width(), theme.line("base"))
            second = first.translated(0, theme.line("base"))
            _line(painter, first, ("base", ink), index.data())
            _line(painter, second, ("small", ink if on else "text3"), index.data(_HINT))
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, box, 5)
        painter.restore()


def _line(painter: QPainter, box: QRectF, style: tuple[str, str], text: str) -> None:
    font, ink = style
    painter.setFont(theme.font(font))
    painter.setPen(theme.colour(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
