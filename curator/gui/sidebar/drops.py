"""Drag and drop in the sidebar: tags onto or between tags, posts onto a tag or a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QTreeView
from typing_extensions import override

from curator.gui.codebook.edits import TagEdits
from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.post_list.drag import (
    BESIDE,
    is_foreign,
    library_of,
    posts_dropped,
    refusal,
    stamp,
)
from curator.gui.questions import placement as placing
from curator.gui.widgets import paint_ring
from curator.gui.widgets.entry import ENTRY, Entry
from curator.i18n import trn
from curator.library import KEYS, PostId, QuestionId, Tag, TagId
from curator.model import Mark

MIME = "application/x-curator-tag"
"""The format of a dragged tag: its id."""

_DECIDES: Mapping[str, Mark | None] = {
    "is:starred": "star", "is:rejected": "reject", "is:undecided": None,
}  # fmt: skip
"""Lines on which dropped posts are starred, rejected or made undecided."""

_EDGE = 0.27
"""The share of a line's height, at either edge, in which a drop goes beside the line."""


@dataclass(frozen=True, slots=True)
class SidebarDrop:
    """What a drop at the pointer would do."""

    index: QPersistentModelIndex
    side: int
    """-1 above the line, 0 on it, 1 below."""

    words: str
    act: Callable[[], object]


class SidebarDrops(QObject):
    """Handles drags of tags out of a sidebar, and drops of tags and posts onto it."""

    def __init__(self, view: QTreeView, desk: Desk, coding: TagEdits) -> None:
        super().__init__(view)
        self._view, self._desk, self._coding = view, desk, coding
        self._from: tuple[QPoint, int] | None = None
        self.drop: SidebarDrop | None = None
        """What a drop at the pointer would do, or None."""
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def paint(self) -> None:
        """Paint where the dragged item would be put."""
        if self.drop is None:
            return
        painter = QPainter(self._view.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        model, at = self._view.model(), self.drop.index
        index = model.index(at.row(), 0, at.parent()) if at.isValid() else QModelIndex()
        area = QRectF(self._view.visualRect(index)).adjusted(8, 0, -8, 0)
        if not self.drop.side:
            paint_ring(painter, area, 5)
        else:
            y = area.top() if self.drop.side < 0 else area.bottom()
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.end()

    # Dragging

    def _moved(self, event: QMouseEvent) -> bool:
        if self._from is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        start, tag = self._from
        far = (event.position().toPoint() - start).manhattanLength()
        if far < QApplication.startDragDistance():
            return False
        self._from = None
        dragged = stamp(QMimeData(), self._desk.library.path)
        dragged.setData(MIME, str(tag).encode())
        drag = QDrag(self._view)
        drag.setMimeData(dragged)
        drag.setPixmap(self._picture(self._view.indexAt(start)))
        drag.setHotSpot(BESIDE)
        move, copy = Qt.DropAction.MoveAction, Qt.DropAction.CopyAction
        drag.exec(move | copy, move)
        return True

    def _picture(self, index: QModelIndex) -> QPixmap:
        return self._view.viewport().grab(self._view.visualRect(index))

    # Dropping

    def plan(self, event: QDropEvent) -> SidebarDrop | None:
        """Return what a drop here would do; None is nothing."""
        at = event.position().toPoint()
        index = self._view.indexAt(at)
        entry = index.data(ENTRY) if index.isValid() else None
        if not isinstance(entry, Entry):
            return None
        place = QPersistentModelIndex(index)
        library = library_of(event.mimeData())
        if library is not None and is_foreign(library, self._desk.library.path):
            return self._plan_refusal(place, library)
        if posts := posts_dropped(event.mimeData()):
            return self._plan_posts(place, entry, posts)
        return self._plan_tag(place, entry, event)

    def _plan_refusal(self, place: QPersistentModelIndex, library: Path) -> SidebarDrop:
        words = refusal(library)
        return SidebarDrop(place, 0, words, lambda: self._desk.reported.emit(words))

    def _plan_tag(
        self, place: QPersistentModelIndex, entry: Entry, event: QDropEvent
    ) -> SidebarDrop | None:
        known = {tag.id: tag for tag in self._desk.library.tags.all()}
        tag = known.get(TagId(tag_dragged(event.mimeData())))
        at = event.position().toPoint()
        other = known.get(TagId(entry.tag))
        if tag is not None and entry.takes_tags:
            return self._plan_under(place, tag, None, 0)
        if tag is None or other is None or other.id == tag.id:
            return None
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            words = self._coding.words_of_merging(tag.id, other.id)
            return SidebarDrop(place, 0, words, lambda: self._coding.merge(tag.id, other.id))
        return self._plan_beside(place, tag, other, self._side(self._view.indexAt(at), at))

    def _side(self, index: QModelIndex, at: QPoint) -> int:
        area = self._view.visualRect(index)
        share = (at.y() - area.top()) / max(1, area.height())
        return -1 if share < _EDGE else 1 if share > 1 - _EDGE else 0

    def _plan_posts(
        self, place: QPersistentModelIndex, entry: Entry, posts: list[PostId]
    ) -> SidebarDrop | None:
        if entry.question or entry.term == "question:none":
            return self._plan_placing(place, entry, posts)
        if entry.term in _DECIDES:
            return self._plan_deciding(place, entry, posts)
        if not entry.tag:
            return None
        words = trn(
            "Tag {count} post “{name}”", "Tag {count} posts “{name}”", len(posts), name=entry.name
        )
        return SidebarDrop(place, 0, words, lambda: self._coding.give(TagId(entry.tag), posts))

    def _plan_deciding(
        self, place: QPersistentModelIndex, entry: Entry, posts: list[PostId]
    ) -> SidebarDrop:
        mark = _DECIDES[entry.term or ""]
        words = trn(
            "Move {count} post to “{name}”",
            "Move {count} posts to “{name}”",
            len(posts),
            name=entry.name,
        )
        return SidebarDrop(place, 0, words, lambda: self._desk.decide(posts, mark))

    def _plan_placing(
        self, at: QPersistentModelIndex, entry: Entry, posts: list[PostId]
    ) -> SidebarDrop:
        question = QuestionId(entry.question) if entry.question else None
        words = trn(
            "Put {count} post under “{name}”",
            "Put {count} posts under “{name}”",
            len(posts),
            name=entry.name,
        )
        return SidebarDrop(at, 0, words, lambda: placing.place(self._desk, posts, question))

    def _plan_beside(
        self, place: QPersistentModelIndex, tag: Tag, other: Tag, side: int
    ) -> SidebarDrop | None:
        if side == 0:
            return self._plan_under(place, tag, other.id, 0)
        if tag.parent != other.parent:
            return self._plan_under(place, tag, other.parent, side)
        key = key_beside(tag.key, other.key, side, sorted(self._desk.library.tags.keys()))
        if key == tag.key:
            return None
        words = self._coding.words_of_numbering(tag.id, key)
        return SidebarDrop(place, side, words, lambda: self._coding.number(tag.id, key))

    def _plan_under(
        self, place: QPersistentModelIndex, tag: Tag, parent: TagId | None, side: int
    ) -> SidebarDrop | None:
        below = {tag.id, *self._desk.library.tags.descendants(tag.id)}
        if parent == tag.parent or parent in below:
            return None
        words = self._coding.words_of_putting(tag.id, parent)
        return SidebarDrop(place, side, words, lambda: self._coding.put_under(tag.id, parent))

    def _over(self, event: QDropEvent) -> bool:
        drop = self.plan(event)
        if drop is None or self.drop is None or drop.words != self.drop.words:
            self._desk.reported.emit(drop.words if drop else "")
        self._show(drop)
        event.setAccepted(drop is not None)
        return True

    def _drop(self, event: QDropEvent) -> bool:
        drop = self.plan(event)
        self._show(None)
        event.setAccepted(drop is not None)
        self._desk.reported.emit("")  # what was announced has happened
        if drop is not None:
            drop.act()
        return True

    def _show(self, drop: SidebarDrop | None) -> None:
        self.drop = drop
        self._view.viewport().update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QDropEvent):
            return self._drop(event) if kind == QEvent.Type.Drop else self._over(event)
        if kind == QEvent.Type.DragLeave:
            self._show(None)
            self._desk.reported.emit("")
        elif isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseButtonPress:
            entry = self._view.indexAt(event.position().toPoint()).data(ENTRY)
            tag = entry.tag if isinstance(entry, Entry) else 0
            self._from = (event.position().toPoint(), tag) if tag else None
        elif isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseMove:
            return self._moved(event)
        return False


def tag_dragged(dragged: QMimeData) -> int:
    """Return the id of the dragged tag; 0 if something else is dragged."""
    said = bytes(dragged.data(MIME).data()) if dragged.hasFormat(MIME) else b""
    return int(said) if said.isdigit() and len(said) < 19 else 0  # noqa: PLR2004  of an id


def key_beside(own: int, other: int, side: int, keys: list[int]) -> int:
    """Return the number key for a tag that is dropped above another, or below it."""
    if not other:
        return 0
    if side < 0:
        before = [key for key in keys if key < other]
        return other if not own or own > other else before[-1]
    if own and own < other:
        return other
    after = [key for key in keys if key > other]
    return after[0] if after else (other + 1) % (KEYS + 1)
