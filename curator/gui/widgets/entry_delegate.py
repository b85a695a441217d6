"""The delegate for lines of the sidebar: their heights, painting, and names edited in place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
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

from curator.gui.look import theme
from curator.gui.look.mirror import mirrored
from curator.gui.look.style import set_kind
from curator.gui.widgets import paint_ring
from curator.gui.widgets.entry import ENTRY, Entry
from curator.gui.widgets.entry_paint import INDENT, LINE, paint_entry, paint_group, sentence_height
from curator.i18n import tr

_LONGEST_NAME = 200


class EntryDelegate(QStyledItemDelegate):
    """Paints the Entry of an index, and edits its name in place."""

    named = Signal(object, str)
    """An Entry, and the name typed for it."""

    marks_current = False
    """Whether the current line is painted as selected."""

    @override
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        field = QLineEdit(parent)
        set_kind(field, "cell")
        field.setMaxLength(_LONGEST_NAME)
        entry = index.data(ENTRY)
        field.setAccessibleName(_field_name(entry))
        field.setText(entry.name)
        field.selectAll()
        return field

    @override
    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Keep what is typed, even if the line is counted again meanwhile."""

    @override
    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        left = theme.px(34 + INDENT * index.data(ENTRY).depth)
        box = option.rect.adjusted(left, 0, -8, 0)
        editor.setGeometry(QStyle.visualRect(option.direction, option.rect, box))

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
        if not isinstance(entry, Entry):
            return QSize(theme.px(120), theme.px(LINE))
        if entry.group:
            close = index.row() == 0 and not index.parent().isValid()
            high = theme.px(LINE if entry.facet else 24 if close else 32)
        elif entry.is_sentence and isinstance(option.widget, QAbstractItemView):
            high = sentence_height(entry, option.widget.viewport().width())
        else:
            high = theme.px(LINE + 17 if entry.about else LINE)
        return QSize(theme.px(120), high)

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
        painter = mirrored(painter, area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.group:
            folded = isinstance(view, QTreeView) and not view.isExpanded(index)
            paint_group(painter, area, entry, folded=folded)
        else:
            paint_entry(painter, area, entry, hover=bool(flags & QStyle.StateFlag.State_MouseOver))
        if isinstance(view, QAbstractItemView) and _has_keys(view, index):
            paint_ring(painter, area.adjusted(6, 0, -6, 0), 5)
        painter.restore()


def _field_name(entry: Entry) -> str:
    if entry.question:
        return tr("Title of the question")
    return tr("Name of the tag") if entry.tag else tr("Name of the saved search")


def _has_keys(view: QWidget, index: QModelIndex | QPersistentModelIndex) -> bool:
    return isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index
