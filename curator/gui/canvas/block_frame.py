"""The frame of a block on the canvas: selection ring, grip, fold chevron, and the body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.canvas.composed_block import GroupBody, ImageBody, StatementBody
from curator.gui.canvas.counted_block import CountedBody
from curator.gui.canvas.post_block import PostBody, PostDisplay, PullBody
from curator.gui.canvas.print_note import PrintNote
from curator.gui.canvas.text_block import Chevron, DividerBody, DragHandle, HeadingBody, TextBody
from curator.gui.canvas.text_edit import Field
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.library import BlockId
from curator.model import (
    Block,
    Cast,
    Chart,
    Composed,
    Counted,
    Divider,
    Facts,
    Group,
    Heading,
    Image,
    Links,
    Passage,
    PullQuote,
    Quote,
    Testimonial,
)

Body: TypeAlias = (
    GroupBody
    | ImageBody
    | StatementBody
    | HeadingBody
    | TextBody
    | PostBody
    | PullBody
    | DividerBody
    | CountedBody
)

GUTTER = 40
"""Width left of the column that holds the grip and the chevron."""

OUT = 16
"""Distance of the selection ring from the edges of the column."""


class BlockFrame(Restyled, QWidget):
    """One block of the story: its body, with ring, grip and chevron around it."""

    picked = Signal(int, object)
    """The block was clicked, in its text or next to it; carries the keyboard modifiers held."""

    pulled = Signal(int, object)
    """The block is being dragged by its grip; carries the keyboard modifiers held."""

    wished = Signal(str, int)
    """A command was asked for from inside the block: fold, count_again."""

    kept = Signal(object)
    """The block's content was changed by hand; carries the new block."""

    restored = Signal(int)
    """Words cut from a post are wanted back; carries the index of the […] that was pressed."""

    noted = Signal(str)
    """The note for print below the quote was written; carries its whole text."""

    moved = Signal(object)
    """The caret moved in the note for print, a Field."""

    grew = Signal(int)

    def __init__(self, block: Block, telling: PostDisplay) -> None:
        super().__init__()
        self.block = block
        self.body = _body(block, telling)
        self.body.setParent(self)
        self._ringed = False
        self._grip = DragHandle()
        self._grip.setParent(self)
        self._grip.hide()
        self._chevron = Chevron()
        self._chevron.setParent(self)
        self._chevron.setVisible(isinstance(block, Heading))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the canvas decides which block has the focus
        self._measured: tuple[int, int] | None = None
        """The width that the height was last asked for, and that height."""
        self.body.grew.connect(self._grow)
        if isinstance(self.body, CountedBody | ImageBody | StatementBody):
            self.body.kept.connect(self.kept)
        if isinstance(self.body, CountedBody):
            self.body.asked.connect(lambda name: self.wished.emit(name, self.id))
        if self.body.text is not None and self.field is None:
            self.body.text.pressed.connect(lambda held: self.picked.emit(self.id, held))
        if isinstance(self.body, PostBody):
            self.body.restored.connect(self.restored)
        if isinstance(self.body, PostBody | PullBody):
            self.body.noted.connect(self._connect_note)
        if isinstance(self.body, StatementBody):
            self.body.words.escaped.connect(self._take_back)
        self._grip.pulled.connect(lambda held: self.pulled.emit(self.id, held))
        self._chevron.clicked.connect(lambda: self.wished.emit("fold", self.id))
        self.show_block(block)

    def _connect_note(self, note: PrintNote) -> None:
        for signal in (note.field.escaped, note.field.emptied, note.field.stepped):
            signal.connect(self._take_back)
        note.field.typed.connect(self.noted)
        note.field.cursorPositionChanged.connect(lambda: self.moved.emit(note.field))

    def _take_back(self) -> None:
        """Let the block be selected when a field in it is done."""
        self.picked.emit(self.id, Qt.KeyboardModifier.NoModifier)

    @property
    def fields(self) -> Iterator[Field]:
        """Yield the fields in which words of the block are written."""
        if self.field is not None:
            yield self.field
        if isinstance(self.body, PostBody | PullBody) and self.body.has_note:
            yield self.body.note().field

    @property
    def id(self) -> BlockId:
        """Return the id of the block."""
        return BlockId(self.block.id)

    @property
    def field(self) -> Field | None:
        """Return the field in which the block's text is edited, or None."""
        text = self.body.text
        return text if isinstance(text, Field) else None

    @property
    def selected_words(self) -> str:
        """Return the words of a post that are selected in the block."""
        return self.body.text.selected() if isinstance(self.body, PostBody) else ""

    @property
    def box(self) -> QRect:
        """Return the rectangle of the selection ring, in coordinates of the page."""
        left = GUTTER - OUT
        inner = QRect(left, self.body.above, self.width() - left, self.height() - self.body.above)
        return inner.translated(self.pos())

    def show_block(self, block: Block) -> None:
        """Update the block in place; it must be of the same kind as before."""
        self.block = block
        self._measured = None
        self.body.show_block(block)  # type: ignore[arg-type]  # the body was made for this kind
        self.setAccessibleName(self.body.name())

    def _grow(self) -> None:
        self._measured = None
        self.grew.emit(self.id)

    def ring(self, *, on: bool) -> None:
        """Show or hide the selection ring."""
        if on == self._ringed:
            return
        self._ringed = on
        if not on and self.body.text is not None and self.field is None:
            self.body.text.select(0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if on else Qt.FocusPolicy.NoFocus)
        self._grip.setVisible(on)
        if isinstance(self.body, CountedBody):
            self.body.choose(on=on)
            self._grow()
        self.update()

    def show_folded(self, about: str) -> None:
        """Show what is folded under a heading; '' when it is not folded."""
        self._chevron.show_folded(folded=bool(about))
        if isinstance(self.body, HeadingBody):
            self.body.show_folded(about)

    def height_for(self, column: int) -> int:
        """Return the height the block needs for a column of this width."""
        if self._measured is None or self._measured[0] != column:
            inner = 2 * theme.px(self.body.pad) + self.body.height_for(column)
            self._measured = column, self.body.above + inner
        return self._measured[1]

    @override
    def resizeEvent(self, event: QEvent) -> None:
        column = self.width() - GUTTER - OUT
        top = self.body.above + theme.px(self.body.pad)
        height = self.body.height_for(column)
        self.body.setGeometry(GUTTER, top, column, height)
        self._grip.setGeometry(0, top - 2, GUTTER - OUT - 2, 24)
        self._chevron.setGeometry(GUTTER - 17, top + theme.px(27) // 2 - 8, 18, 18)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:  # any other is for the menu
            self.picked.emit(self.id, event.modifiers())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._ringed:
            self.picked.emit(self.id, Qt.KeyboardModifier.NoModifier)

    @override
    def follow_style(self) -> None:
        QTimer.singleShot(0, self, self._grow)  # once what is in it has the new size

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._ringed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        box = QRectF(self.box.translated(-self.pos()))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)


def estimate(block: Block) -> int:
    """Estimate the height of a block that has no widget yet."""
    match block:
        case Heading():
            return theme.px(50)
        case Passage(text):
            return theme.px(8 + 24 * (1 + len(text) // 85 + text.count("\n")))
        case Quote(post):
            lines = 1 + len(post.text) // 80 + post.text.count("\n")
            return theme.px(40 + 23 * lines) + (theme.px(220) if post.media else 0)
        case PullQuote(text):
            return theme.px(40 + 28 * (1 + len(text) // 60))
        case Divider():
            return theme.px(24)
        case _:
            return _estimate_composed(block)


def _estimate_composed(block: Composed | Counted) -> int:
    match block:
        case Facts() | Chart() | Cast() | Links():
            return _estimate_counted(block)
        case Group(_, quotes):
            return theme.px(60 * len(quotes))
        case Image():
            return theme.px(420)
        case Testimonial(text):
            return theme.px(120 + 24 * (1 + len(text) // 80))


def _estimate_counted(block: Counted) -> int:
    match block:
        case Facts(figures):
            return theme.px(40 + 90 * (1 + len(figures) // 4))
        case Chart(bars=bars):
            return theme.px(240 if block.kind == "activity" else 60 + 24 * len(bars))
        case Cast(people=people):
            return theme.px(40 + 22 * len(people))
        case Links(resources):
            return theme.px(20 + 44 * len(resources))


def _body(block: Block, telling: PostDisplay) -> Body:
    match block:
        case Heading():
            return HeadingBody()
        case Passage():
            return TextBody()
        case Quote():
            return PostBody(telling)
        case PullQuote():
            return PullBody(telling)
        case Divider():
            return DividerBody()
        case _:
            return _composed_body(block, telling)


def _composed_body(block: Composed | Counted, telling: PostDisplay) -> Body:
    match block:
        case Group():
            return GroupBody(telling)
        case Image():
            return ImageBody(telling)
        case Testimonial():
            return StatementBody()
        case Facts() | Chart() | Cast() | Links():
            return CountedBody(telling)
