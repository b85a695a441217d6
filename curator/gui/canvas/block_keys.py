"""The keys of a block that is selected on the canvas, while nothing is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from curator.gui.canvas.block_frame import BlockFrame
from curator.gui.canvas.composed_block import GroupBody, ImageBody, StatementBody
from curator.gui.canvas.counted_block import CountedBody
from curator.gui.canvas.post_block import PostBody, PullBody
from curator.gui.canvas.text_block import DividerBody

if TYPE_CHECKING:
    from curator.gui.canvas.canvas import Canvas


class BlockKeys:
    """Moves, selects, copies and enters blocks by keys."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def press(self, event: QKeyEvent, frame: BlockFrame | None) -> bool:
        """Handle a key pressed on a selected block; tell whether it was used."""
        key, held = Qt.Key(event.key()), event.modifiers()
        held &= ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy) and self._canvas.current is not None:
            if self._canvas.chosen_words:
                QApplication.clipboard().setText(self._canvas.chosen_words)
            else:
                self._canvas.copied.emit()
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            self._canvas.pasted.emit(QApplication.clipboard().mimeData())
            return True
        if frame is not None and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return self._step_words(frame, -1 if key == Qt.Key.Key_Left else 1, held)
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        if way and held == Qt.KeyboardModifier.ShiftModifier:
            self._extend(way)
        elif way and not held:
            self._canvas.step(way)
        else:
            return not held and self._press_plain(key, frame)
        return True

    def _press_plain(self, key: Qt.Key, frame: BlockFrame | None) -> bool:
        """Handle a key without modifiers; tell whether it was used."""
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._canvas.to_end(last=key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._enter(frame) if frame is not None else self._canvas.title.go()
        elif key == Qt.Key.Key_Escape and frame is not None:
            self._clear_selection(frame)
        else:
            return False
        return True

    def _extend(self, way: int) -> None:
        """Extend or shrink the selection by one block, with Shift and an arrow key."""
        at = self._canvas.column.number(self._canvas.current)
        target = (-1 if at is None else at) + way
        if 0 <= target < len(self._canvas.column.blocks):
            self._canvas.reach(self._canvas.column.blocks[target].id)

    def _step_words(self, frame: BlockFrame, way: int, held: Qt.KeyboardModifier) -> bool:
        """Move the selection in a post, or an edge of it, by one word.

        Shift moves the end; Ctrl and Shift move the beginning.
        """
        shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        edges = {shift: "end", shift | control: "start", Qt.KeyboardModifier.NoModifier: "both"}
        edge = edges.get(held)
        if edge is None:
            return False
        if isinstance(frame.body, PullBody) and edge != "both":
            self._canvas.reworded.emit(frame.id, way, edge)
        elif isinstance(frame.body, PostBody) and (edge != "both" or self._canvas.chosen_words):
            frame.body.text.step(way, edge)
        else:
            return False
        return True

    def _clear_selection(self, frame: BlockFrame) -> None:
        """Clear the selection of words and of other blocks, and keep this block."""
        if isinstance(frame.body, PostBody):
            frame.body.text.select(0, 0)
        self._canvas.choose(frame.id)

    def _enter(self, frame: BlockFrame) -> None:
        """Start editing a block, or selecting words of a post; below others begin a text."""
        if isinstance(frame.body, PostBody):
            frame.body.text.step(1, "both")
        elif isinstance(frame.body, ImageBody):
            frame.body.description.setFocus()
        elif isinstance(frame.body, StatementBody):
            frame.body.words.go()
        elif isinstance(frame.body, CountedBody | GroupBody | DividerBody | PullBody):
            self._canvas.requested.emit("new_text", frame.id)  # in them there is nothing to write
        else:
            self._canvas.write(frame.id)
