"""Ten posts of an archive, painted as the list will show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView
from typing_extensions import override

from curator.gui.look.clock import Clock
from curator.gui.post_list.delegate import RowDelegate, row_height
from curator.i18n import tr
from curator.library import PostId
from curator.library.values.rows import Row
from curator.model import Post
from curator.work import place_of

Index = QModelIndex | QPersistentModelIndex


class ImportRows(QTableView):
    """Posts not yet in any library, each with its row number in the file."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model()
        self._rows = RowDelegate(self, kind="preview")
        self.setModel(self._model)
        self.setItemDelegate(self._rows)
        self.setAccessibleName(tr("Ten posts as they will look"))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self._size_rows()

    @property
    def posts(self) -> list[Post]:
        """Return the posts that are shown."""
        return [row.post for row in self._model.rows]

    def show_posts(self, posts: Sequence[Post], zone: tzinfo) -> None:
        """Show posts, with their times in a zone."""
        middle = posts[len(posts) // 2].at if posts else None
        self._rows.clock = Clock(zone, middle and middle.astimezone(zone).date())
        self._model.offer(posts)

    def _size_rows(self) -> None:
        header = self.verticalHeader()
        header.setMinimumSectionSize(1)
        header.setDefaultSectionSize(row_height(compact=False, kind="preview"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            self._size_rows()


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def offer(self, posts: Sequence[Post]) -> None:
        self.beginResetModel()
        self.rows = [
            Row(PostId(place_of(post, n)), _framed(post)) for n, post in enumerate(posts, 1)
        ]
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            author = row.post.author
            return f"{author.name or author.handle}: {row.post.shown}"
        return None


def _framed(post: Post) -> Post:
    """Return a post with empty frames in place of pictures not yet imported."""
    media = (replace(m, hash="to come") if m.file and not m.hash else m for m in post.media)
    return replace(post, media=tuple(media))
