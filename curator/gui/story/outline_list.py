"""The sections of the story, each with its quotes as tick marks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from curator.gui.drag.payload import blocks_dragged, carried
from curator.gui.drag.picture import dress_drag
from curator.gui.look import theme
from curator.gui.look.mirror import mirrored
from curator.gui.look.safe_text import isolated
from curator.gui.post_list.drag import is_foreign
from curator.gui.widgets import paint_ring
from curator.i18n import grouped, tr, trn
from curator.insight.checks.length import FEW
from curator.insight.checks.sections import TOP, Section
from curator.library import BlockId

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = 28
_SIDE = 8


class OutlineList(QListView):
    """The sections of a story, to navigate and to reorder."""

    gone_to = Signal(int)
    """The first block of a section."""

    moved = Signal(object, int)
    """Ids of the blocks of a section, and the place they are moved to."""

    refused = Signal(object)
    """A dropped Carried that belongs to another library."""

    def __init__(self) -> None:
        super().__init__()
        self._sections = _Sections()
        self._over: int | None = None
        self._told: list[tuple[str, int]] = []
        """What is shown of each section: its name, and how many quotes it has."""
        self.library: Path | None = None
        """The library of the story, recorded in what is dragged."""
        self.setModel(self._sections)
        self.setItemDelegate(_Line(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(tr("Outline"))
        self.clicked.connect(self._go)
        self.activated.connect(self._go)

    def show_story(self, parts: Sequence[Section]) -> None:
        """Show the sections of a story, but an empty opening."""
        parts = [part for part in parts if part.heading or part.blocks]
        told = [(_name(part), part.quotes) for part in parts]
        if told == self._told:  # only what is inside has changed
            self._sections.parts = parts
            return
        self._told = told
        at = self.currentIndex().row()
        self._sections.fill(parts)
        self._choose(min(at, len(parts) - 1))
        self.updateGeometry()

    def show_current(self, block: BlockId | None) -> None:
        """Highlight the section that contains a block."""
        parts = self._sections.parts
        at = next((n for n, part in enumerate(parts) if block in part.ids), -1)
        self._choose(at)

    def part(self, number: int) -> Section:
        """Return the section of a line."""
        return self._sections.parts[number]

    @property
    def lines(self) -> list[str]:
        """Return each line as screen readers read it."""
        return [_spoken_section(part) for part in self._sections.parts]

    def _choose(self, at: int) -> None:
        self.setCurrentIndex(self._sections.index(at, 0) if at >= 0 else _NOWHERE)

    def _go(self, index: QModelIndex) -> None:
        self.gone_to.emit(self._sections.parts[index.row()].ids[0])

    def _gap_at(self, at: QPoint) -> int:
        """Return the gap between two lines that is nearest to a point."""
        return max(0, min(len(self._sections.parts), round(at.y() / theme.px(_ROW))))

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(_ROW) * len(self._sections.parts) + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(100, theme.px(_ROW) * min(4, len(self._sections.parts)))

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        part = self._sections.parts[self.currentIndex().row()]
        drag = QDrag(self)
        drag.setMimeData(blocks_dragged(part.ids, self.library))
        dress_drag(drag, _name(part), len(part.blocks))
        drag.exec(Qt.DropAction.MoveAction)

    @override
    def dragEnterEvent(self, event: QDragMoveEvent) -> None:
        self.dragMoveEvent(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        held = carried(event.mimeData())
        if held is None or held.kind != "blocks":
            event.ignore()
            return
        self._over = self._gap_at(event.position().toPoint())
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
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
        if held is None or held.kind != "blocks":
            event.ignore()
            return
        above = self._gap_at(event.position().toPoint())
        ids = [each for part in self._sections.parts[:above] for each in part.ids]
        left = [each for each in ids if each not in held.ids]
        event.acceptProposedAction()
        if self.library is not None and is_foreign(held.library, self.library):
            self.refused.emit(held)
        else:
            self.moved.emit(held.ids, left[-1] if left else TOP)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._over is not None:
            y = min(self._over * theme.px(_ROW), self.viewport().height() - 2)
            painter = QPainter(self.viewport())
            painter.fillRect(_SIDE, y, self.width() - 2 * _SIDE, 2, theme.colour("accent"))


class _Sections(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Section] = []

    def fill(self, parts: list[Section]) -> None:
        """Show these sections."""
        self.beginResetModel()
        self.parts = parts
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.parts)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return _name(self.parts[index.row()])
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _spoken_section(self.parts[index.row()])
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled


class _Line(QStyledItemDelegate):
    def __init__(self, parent: OutlineList) -> None:
        super().__init__(parent)
        self._list = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, theme.px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self._list
        part = view.part(index.row())
        box: QRect = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        current = index.row() == view.currentIndex().row()
        painter.save()
        painter = mirrored(painter, box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, box, option.state, current=current)
        if current and view.hasFocus():
            paint_ring(painter, QRectF(box), 5)
        room = box.width() - _paint_ticks(painter, box, part.quotes, current)
        words = QFontMetrics(theme.font("base")).elidedText(
            _name(part), Qt.TextElideMode.ElideRight, room - theme.px(8 + 12)
        )
        painter.setPen(theme.colour("accent" if current else "text"))
        painter.setFont(theme.font("base"))
        painter.drawText(
            box.adjusted(theme.px(8), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words
        )
        painter.restore()


def _paint_ground(
    painter: QPainter, box: QRect, state: QStyle.StateFlag, *, current: bool
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if current:
        painter.setBrush(theme.colour("soft"))
        painter.drawRoundedRect(box, 5, 5)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(box, 5, 5)


def _paint_ticks(painter: QPainter, box: QRect, count: int, current: bool) -> int:  # noqa: FBT001
    """Paint a section's quotes as ticks and a number; return the width they take."""
    if not count:
        return 0
    number = theme.px(26)
    ticks = min(max(FEW, count), 2 * FEW)
    left = box.right() - theme.px(8) - number - 7 * ticks
    for at in range(ticks):
        ink = "bar2" if at >= count else "accent" if current else "bar"
        if FEW <= at < count:
            ink = "warn"
        tick = QRectF(left + 7 * at, box.center().y() - 5, 5, 10)
        painter.setBrush(theme.colour(ink))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(tick, 1, 1)
    painter.setPen(theme.colour("warn" if count > FEW else "text3"))
    painter.setFont(theme.font("small"))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(box.adjusted(0, 0, -theme.px(8), 0), int(flags), grouped(count))
    return box.right() - left


def _name(part: Section) -> str:
    if part.heading is None:
        return tr("Opening")
    return " ".join(part.heading.text.split()) or tr("Untitled section")


def _spoken_section(part: Section) -> str:
    return trn(
        "{name}, {count} quote",
        "{name}, {count} quotes",
        part.quotes,
        name=isolated(_name(part)),
    )
