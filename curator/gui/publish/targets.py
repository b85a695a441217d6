"""What a story can be published as."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
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
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.widgets import Label, paint_ring
from curator.i18n import tr
from curator.writers import WRITERS, Writer, target_name

_ICONS = {"page": "panels-top-left", "markdown": "file-text"}
_HINT = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class Targets(QWidget):
    """The list of targets at the left of Publish."""

    chosen = Signal(object)
    """The Writer that is chosen now."""

    def __init__(self) -> None:
        super().__init__()
        self.list = QListView()
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
        self._head = Label(tr("Publish as"), "micro", "text3", weight=600)
        self._head.setContentsMargins(8, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 8, 8)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    @property
    def writer(self) -> Writer:
        """The target that is chosen."""
        return WRITERS[max(0, self.list.currentIndex().row())]

    def choose(self, name: str) -> None:
        """Choose a target by its name; an unknown name is the first."""
        names = [target_name(writer) for writer in WRITERS]
        number = names.index(name) if name in names else 0
        self.list.setCurrentIndex(self._model.index(number, 0))

    def next(self) -> None:
        """Choose the target after this one, or the first after the last."""
        number = (self.list.currentIndex().row() + 1) % len(WRITERS)
        self.list.setCurrentIndex(self._model.index(number, 0))

    def names_only(self, *, on: bool) -> None:
        """Leave out the second lines, where there is little room."""
        if self._painter.names_only != on:
            self._painter.names_only = on
            self.list.doItemsLayout()

    def _current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(WRITERS[index.row()])

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.list.doItemsLayout()


class _Model(QAbstractListModel):
    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(WRITERS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        writer = WRITERS[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return tr(writer.TITLE)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{tr(writer.TITLE)}. {tr(writer.HINT)}"
            case _ if role == _HINT:
                return tr(writer.HINT)
            case _ if role == _ICON:
                return _ICONS.get(target_name(writer), "file-text")
        return None


class _Painter(QStyledItemDelegate):
    """Paints a target: icon, name, and what to do with it."""

    names_only = False

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(100), theme.px(30 if self.names_only else 44))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
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
