"""A list of posts in which echoes can be unfolded under their original."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTableView, QWidget
from typing_extensions import override

from curator.gui.post_list.day_lines import DAY, below_day
from curator.gui.post_list.delegate import RowDelegate
from curator.gui.post_list.model import PostsModel
from curator.gui.post_list.row_head import Kind
from curator.gui.post_list.row_layout import ECHO

_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class UnfoldingView(QTableView):
    """Unfolds by keys, and by a click on the badge that counts the echoes."""

    def __init__(
        self, model: PostsModel, parent: QWidget | None = None, *, kind: Kind = "list"
    ) -> None:
        super().__init__(parent)
        self.posts = model
        self.rows = RowDelegate(self, kind=kind)

    def choose(self, number: int) -> None:
        """Select only the post at an index; scroll no more than needed."""
        if 0 <= number < len(self.posts.ids):
            index = self.posts.index(number, 0)
            # ignore modifier keys, which would extend the selection
            self.selectionModel().setCurrentIndex(index, _ONLY)
        else:
            self.selectionModel().clear()

    def unfold(self) -> bool:
        """Show the echoes of the current post under it; tell whether there were any."""
        number = self.currentIndex().row()
        if number < 0 or not self.posts.unfold(number):
            return False
        self.scrollTo(self.posts.index(number + 1, 0))
        self.scrollTo(self.currentIndex())
        return True

    def fold(self) -> bool:
        """Hide the echoes of the current post, or the group it belongs to."""
        number = self.currentIndex().row()
        if number < 0:
            return False
        original = self.posts.above(self.posts.ids[number])
        at = self.posts.folds.at(original)
        if at is None:
            return False
        if at != number:
            self.choose(at)
        self.posts.fold(original)
        return True

    def _toggled(self, event: QMouseEvent) -> bool:
        """Unfold or fold the post whose badge was clicked; tell whether one was."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or not plain or event.button() != Qt.MouseButton.LeftButton:
            return False
        row = self.posts.row(index.row())
        area = below_day(QRectF(self.visualRect(index)), index.data(DAY))
        if index.data(ECHO) or not self.rows.on_badge(QPointF(event.position()), area, row):
            return False
        self.choose(index.row())
        if not self.fold():
            self.unfold()
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.rows.keys_used = True
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space}:
            event.ignore()  # leave it to the window: a list of one column has no use for it
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.rows.keys_used = False
        if not self._toggled(event):
            super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._toggled(event):
            super().mouseDoubleClickEvent(event)
