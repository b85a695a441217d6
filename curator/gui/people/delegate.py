"""The delegate for cells of the table of people: painting and editing in place."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.safe_text import elided
from curator.gui.look.style import set_kind
from curator.gui.people.columns import columns
from curator.gui.people.model import PeopleModel
from curator.gui.widgets import paint_ring
from curator.gui.widgets.suggestions import Suggestions

Index = QModelIndex | QPersistentModelIndex
_MOST_SUGGESTED = 500
_LONGEST = 120


class PeopleCells(QStyledItemDelegate):
    """Paints a cell, and edits it in place."""

    entered = Signal(object, object)
    """The name of a column and the new value."""

    def __init__(self, view: QTableView, people: PeopleModel) -> None:
        super().__init__(view)
        self._view, self._people = view, people

    def sign(self, box: QRect | QRectF) -> QRectF:
        """Return the area of the arrow that unfolds accounts."""
        area = QRectF(box)
        size = theme.px(18)
        return QRectF(area.left() + 2, area.center().y() - size / 2, size, size)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = columns()[index.column()]
        if column.choices:
            return self._choice(parent, index)
        field = QLineEdit(parent)
        set_kind(field, "cell")
        field.setMaxLength(_LONGEST)
        field.setAccessibleName(column.title)
        known = {str(column.value(person)) for person in self._people.people()} - {""}
        completer = QCompleter(sorted(known)[:_MOST_SUGGESTED], field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setPopup(Suggestions(column.title))
        field.setCompleter(completer)
        return field

    def _choice(self, parent: QWidget, index: Index) -> QComboBox:
        column = columns()[index.column()]
        box = QComboBox(parent)
        box.setAccessibleName(column.title)
        box.addItems([words for _, words in column.choices])
        box.activated.connect(lambda _: self._take(box))
        # only once the view has placed the box in its cell
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        column = columns()[index.column()]
        person = self._people.person(index.row())
        value = getattr(person.standing, column.name)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex([each for each, _ in column.choices].index(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        column = columns()[index.column()]
        if isinstance(editor, QComboBox):
            self.entered.emit(column.name, column.choices[editor.currentIndex()][0])
        elif isinstance(editor, QLineEdit):
            self.entered.emit(column.name, " ".join(editor.text().split()))

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(1, 1, -1, -1))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setClipRect(area)
        self._paint_ground(painter, area, state)
        left = theme.px(8)
        if index.column() == 0:
            left = self._paint_sign(painter, area, index)
        painter.setFont(theme.font("base", weight=500 if index.column() == 0 else 400))
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        box = area.adjusted(left, 0, -theme.px(8), 0)
        words = elided(index.data(), painter.font(), box.width())
        painter.drawText(box, index.data(Qt.ItemDataRole.TextAlignmentRole), words)
        if self._view.currentIndex() == index and self._view.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, area, 3)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("soft" if self._view.hasFocus() else "idle"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(line, theme.colour("line"))

    def _paint_sign(self, painter: QPainter, area: QRectF, index: Index) -> int:
        people = self._people
        if people.is_account(index.row()):
            return theme.px(40)
        if people.person(index.row()).accounts:
            size = theme.px(14)
            sign = self.sign(area)
            ratio = painter.device().devicePixelRatioF()
            drawn = theme.pixmap("chevron-down", size, "text2", ratio)
            painter.save()
            painter.translate(sign.center())
            painter.rotate(0 if people.is_unfolded(index.row()) else -90)
            painter.drawPixmap(-size // 2, -size // 2, drawn)
            painter.restore()
        return theme.px(22 if people.has_joined else 8)
