"""The checklist before publishing: findings, each with a remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.mirror import mirrored, mirrored_point
from curator.gui.look.restyled import Restyled
from curator.gui.widgets import Elided, Label, paint_ring
from curator.i18n import tr, trn
from curator.insight.checks.finding import Finding

_FINDING = Qt.ItemDataRole.UserRole
_ICONS = {
    "stop": ("triangle-alert", "bad"),
    "look": ("triangle-alert", "warn"),
    "good": ("check", "accent"),
    "note": ("info", "text2"),
}
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
_UNBOUND = 10_000
_INSET = 8
"""Inset of a row's text, so that the focus ring does not touch it."""

Index = QModelIndex | QPersistentModelIndex


class CheckList(QWidget):
    """The findings about the story as it would be published."""

    asked = Signal(object)
    """The Finding whose button was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.findings: tuple[Finding, ...] = ()
        """The findings, the most serious first."""
        self._is_counting = False
        self.title = Label(tr("Before you publish"), weight=600)
        self.count = Elided(style="base", colour="warn")
        self.list = _List()
        self.list.asked.connect(self.asked)
        head = QHBoxLayout()
        column = QVBoxLayout(self)
        head.setContentsMargins(_INSET, 0, _INSET, 0)
        column.setContentsMargins(18 - _INSET, 14, 18 - _INSET, 0)
        column.setSpacing(14)
        column.addLayout(head)
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        column.addWidget(self.list, 1)
        self._column = column
        self._instead: QWidget | None = None
        self.setFocusProxy(self.list)
        self.setAccessibleName(tr("Before you publish"))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings, and how many need attention."""
        self.findings = tuple(findings)
        self._is_counting = False
        self.list.offer(self.findings)
        self.count.setText(self.summary)
        self.count.recolour("warn" if self.to_look_at else "text3")

    def show_counting(self) -> None:
        """Say that the findings are from before, and what there is to look at is not known."""
        self._is_counting = True
        self.count.setText(self.summary)
        self.count.recolour("text3")

    def turn_to(self, instead: QWidget | None) -> None:
        """Show another widget in place of the list, to resolve a finding there; None: the list."""
        if instead is self._instead:
            return
        if self._instead is not None:
            self._column.removeWidget(self._instead)
            self._instead.hide()
        self._instead = instead
        self.list.setVisible(instead is None)
        self.setFocusProxy(self.list if instead is None else instead)
        if instead is not None:
            self._column.addWidget(instead, 1)
            instead.show()
        if self.isVisible():
            self.setFocus()

    @property
    def summary(self) -> str:
        """Return how many findings need attention, in words."""
        if self._is_counting:
            return tr("Counting…")
        if not self.findings:
            return ""
        if not self.to_look_at:
            return tr("Nothing left to look at")
        return trn("{count} to look at", "{count} to look at", self.to_look_at)

    @property
    def to_look_at(self) -> int:
        """Return how many findings need attention."""
        return sum(finding.level in {"stop", "look"} for finding in self.findings)


def verb_of(finding: Finding) -> str:
    """Return the label of a finding's remedy, or ''."""
    if not finding.blocks:
        return ""
    return tr("Describe") if finding.verb == "describe" else tr("Show")


class _List(Restyled, QListView):
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model()
        self._painter = _Painter(self)
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(tr("Findings"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def offer(self, findings: Sequence[Finding]) -> None:
        row = self.currentIndex().row()
        self._model.offer(findings)
        if 0 <= row < len(findings):
            self.setCurrentIndex(self._model.index(row, 0))

    def _finding_at(self, index: QModelIndex) -> Finding | None:
        return index.data(_FINDING) if index.isValid() else None

    def _ask(self, index: QModelIndex) -> None:
        finding = self._finding_at(index)
        if finding is not None and verb_of(finding):
            self.asked.emit(finding)

    def _on_verb(self, at: QPointF) -> QModelIndex:
        """Return the row whose button is at a point, or none."""
        index = self.indexAt(at.toPoint())
        finding = self._finding_at(index)
        if finding is None:
            return QModelIndex()
        box = self.visualRect(index)
        shape = _Shape.of(finding, box)
        meant = mirrored_point(at, box).toPoint()
        return index if shape.verb.contains(meant) else QModelIndex()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._on_verb(event.position()).isValid()
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._ask(self._on_verb(event.position()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @override
    def follow_style(self) -> None:
        self.scheduleDelayedItemsLayout()


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._findings: tuple[Finding, ...] = ()

    def offer(self, findings: Sequence[Finding]) -> None:
        self.beginResetModel()
        self._findings = tuple(findings)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._findings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        finding = self._findings[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return finding.sentence
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken_finding(finding)
            case _ if role == _FINDING:
                return finding
        return None


def _spoken_finding(finding: Finding) -> str:
    names = {
        "stop": tr("Stop"), "look": tr("To look at"), "good": tr("In order"), "note": tr("Note"),
    }  # fmt: skip
    parts = [names[finding.level], finding.sentence, finding.detail]
    if verb := verb_of(finding):
        parts.append(tr("Enter: {verb}", verb=verb))
    return ". ".join(part.rstrip(".") for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The positions of a finding's parts."""

    icon: QRect
    sentence: QRect
    detail: QRect
    verb: QRect
    height: int

    @classmethod
    def of(cls, finding: Finding, box: QRect) -> _Shape:
        """Lay a finding out in a box, of which only position and width are used."""
        verb = verb_of(finding)
        box = box.adjusted(_INSET, 0, -_INSET, 0)
        base, small = QFontMetrics(theme.font("base")), QFontMetrics(theme.font("small"))
        wide = QFontMetrics(theme.font("base", weight=500)).horizontalAdvance(verb) if verb else 0
        left, top = box.left() + theme.px(26), box.top() + theme.px(9)
        room = max(40, box.right() + 1 - left - (wide + theme.px(12) if wide else 0))
        sentence = base.boundingRect(0, 0, room, _UNBOUND, _WRAPPED, finding.sentence)
        detail = QRect()
        if finding.detail:
            detail = small.boundingRect(0, 0, room, _UNBOUND, _WRAPPED, finding.detail)
        below = top + sentence.height() + 2
        end = below + detail.height() if finding.detail else top + sentence.height()
        size = theme.px(15)
        return cls(
            QRect(box.left() + 1, top + (base.height() - size) // 2, size, size),
            QRect(left, top, room, sentence.height()),
            QRect(left, below, room, detail.height()),
            QRect(box.right() - wide, top - 2, wide + 1, base.height() + 4) if wide else QRect(),
            end + theme.px(9) + 1 - box.top(),
        )


class _Painter(QStyledItemDelegate):
    """Paints a finding between two lines."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, _Shape.of(index.data(_FINDING), QRect(0, 0, width, 0)).height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        finding: Finding = index.data(_FINDING)
        box: QRect = option.rect
        painter = mirrored(painter, box)
        state: QStyle.StateFlag = option.state
        shape = _Shape.of(finding, box)
        on = bool(state & QStyle.StateFlag.State_Selected)
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if on and focus:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("soft"))
            painter.drawRoundedRect(QRectF(box), 5, 5)
        wide = box.width() - 2 * _INSET
        painter.fillRect(box.left() + _INSET, box.top(), wide, 1, theme.colour("line"))
        name, ink = _ICONS[finding.level]
        size, ratio = shape.icon.width(), painter.device().devicePixelRatioF()
        painter.drawPixmap(shape.icon.topLeft(), theme.pixmap(name, size, ink, ratio))
        painter.setFont(theme.font("base"))
        painter.setPen(theme.colour("bad" if finding.level == "stop" else "text"))
        painter.drawText(shape.sentence, _WRAPPED, finding.sentence)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text3"))
        painter.drawText(shape.detail, _WRAPPED, finding.detail)
        painter.setFont(theme.font("base", weight=500))
        painter.setPen(theme.colour("accent"))
        painter.drawText(shape.verb, int(Qt.AlignmentFlag.AlignCenter), verb_of(finding))
        if focus:
            paint_ring(painter, QRectF(box), 5)
        painter.restore()
