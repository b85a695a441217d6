"""The canvas: the story as it will read, written and arranged in place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea
from typing_extensions import override

from curator.gui.canvas.block_frame import OUT, BlockFrame
from curator.gui.canvas.column import OPENED, BlockColumn
from curator.gui.canvas.counted_block import CountedBody
from curator.gui.canvas.drop_target import DropTarget
from curator.gui.canvas.fields import Fields
from curator.gui.canvas.insertion_mark import Mark
from curator.gui.canvas.post_block import PostBody, Telling
from curator.gui.canvas.text_edit import Field
from curator.gui.canvas.viewport import Sight
from curator.gui.drag.payload import Carried
from curator.i18n import tr
from curator.insight.checks.sections import TOP, carried, shown
from curator.library import BlockId
from curator.model import Block


class Canvas(QScrollArea):
    """A story, to be written and arranged."""

    chosen = Signal(object)
    """The BlockId of the block that is chosen or written in; None is the title."""

    typed = Signal(int, str)
    """The id of a block, or 0 for the title, and its words as they are now."""

    left = Signal()
    """A field was left: what was typed there is one step."""

    wished = Signal(str, int)
    """A verb, and the block it is about."""

    kept = Signal(object)
    """A counted block, changed by hand."""

    dropped = Signal(object, int)
    """A Carried, and the place where it goes."""

    pulled = Signal(int, object)
    """A block is being dragged by its grip; the keyboard modifiers held."""

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Block] = ()
        self._folded: Collection[int] = ()
        self._is_ringed = False
        self.current: BlockId | None = None
        """The block that is chosen or written in; None is the title."""
        self._fields = Fields(self)
        self.column = BlockColumn(self._dress)
        self.sight = Sight(self, self.column)
        self.mark = Mark(self.column)
        self._drops = DropTarget(self)
        self._build()

    def _build(self) -> None:
        self.setWidget(self.column)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.column.setAutoFillBackground(False)
        self.setAccessibleName(tr("The story"))
        self.column.title.grew.connect(self.sight.arrange)
        fields = self._fields
        fields.listen(self.title, None)
        fields.typed.connect(self.typed)
        fields.left.connect(self.left)
        fields.wished.connect(self.wished)
        fields.entered.connect(lambda block: self._set_current(block, ringed=False))
        fields.stepped.connect(lambda way: self.step(way, writing=True))
        fields.escaped.connect(self._escape)
        fields.moved.connect(self.sight.follow)
        self.sight.arranged.connect(self._stand_mark)
        self._drops.moved.connect(self._stand_mark)
        self._drops.dropped.connect(self._dropped)

    # What is shown

    def know(self, telling: Telling) -> None:
        """Take note of what posts are shown with; what is shown already stays."""
        self.column.telling = telling
        for frame in self.column.frames:
            if isinstance(frame.body, CountedBody):
                frame.body.look_again()

    def show_story(
        self, blocks: Sequence[Block], folded: Collection[int], about: dict[int, str]
    ) -> None:
        """Show the blocks of a story; about: what to say beside each folded heading."""
        self._all, self._folded = blocks, folded
        showing = shown(blocks, folded)
        at = self.column.number(self.current)
        gone = self.current is not None and all(self.current != each.id for each in showing)
        held = self.holds_focus()
        if gone and held:
            self.viewport().setFocus()  # or Qt would pass the focus on to a neighbour
        self.column.fill(showing, about)
        if gone:
            self._take_up(at or 0, focus=held)
        elif frame := self._frame(self.current):
            frame.ring(on=self._is_ringed)
        self.sight.arrange()

    def forget(self) -> None:
        """Let go of everything, before another story is shown."""
        self.column.clear()
        self._set_current(None, ringed=False)
        self.verticalScrollBar().setValue(0)

    def flush(self) -> None:
        """Save every word that waits to be saved."""
        for field in self._each_field():
            field.save()

    # Where one is

    @property
    def title(self) -> Field:
        """The field of the title."""
        return self.column.title.text

    @property
    def place(self) -> BlockId:
        """The block behind which the mark stands; 0 is the top."""
        if self.current is None:
            return BlockId(TOP)
        return BlockId(carried(self._all, self.current, self._folded)[-1])

    @property
    def is_writing(self) -> bool:
        """Whether the caret is in a field of the story."""
        return any(field.hasFocus() for field in self._each_field())

    @property
    def chosen_words(self) -> str:
        """The words that are selected in the chosen post."""
        frame = self._frame(self.current)
        return frame.selected_words if frame else ""

    def _each_field(self) -> Iterator[Field]:
        yield self.title
        yield from (frame.field for frame in self.column.frames if frame.field is not None)

    def _frame(self, block: int | None) -> BlockFrame | None:
        number = self.column.number(block)
        return None if number is None else self.column.frame(number)

    # Going about

    def choose(self, block: int | None, *, focus: bool = True) -> None:
        """Choose a block, ring and all; None is the title, to be written in."""
        frame = self._frame(block)
        if frame is None:
            if focus:
                self.title.go()
            return
        self._set_current(frame.id, ringed=True)
        self.sight.reveal(frame.id)
        if focus:
            frame.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self, block: int, *, end: bool = True) -> None:
        """Put the caret into a block, or choose one that cannot be written in."""
        frame = self._frame(block)
        if frame is None or frame.field is None:
            self.choose(block)
            return
        self.sight.reveal(block)
        frame.show()
        frame.field.go(end=end)

    def _enter(self, frame: BlockFrame) -> None:
        """Write in a block, or select words of a post."""
        if isinstance(frame.body, PostBody):
            frame.body.text.setFocus()
        else:
            self.write(frame.id)

    def step(self, way: int, *, writing: bool = False) -> None:
        """Go to the block above (-1) or below (1); above the first is the title."""
        at = self.column.number(self.current)
        target = (-1 if at is None else at) + way
        if target < 0:
            self.title.go()
        elif target < len(self.column.blocks):
            block = self.column.blocks[target].id
            if writing:
                self.write(block, end=way < 0)
            else:
                self.choose(block)

    def to_end(self, *, last: bool = True) -> None:
        """Choose the last block or the first."""
        blocks = self.column.blocks
        self.choose(blocks[-1 if last else 0].id if blocks else None)

    def _take_up(self, at: int, *, focus: bool) -> None:
        """Choose what stands where the chosen block was, now that it is gone."""
        blocks = self.column.blocks
        self.current = None
        if blocks:
            self.choose(blocks[min(at, len(blocks) - 1)].id, focus=focus)
        else:
            self._set_current(None, ringed=False)
            if focus:
                self.title.go()

    def holds_focus(self) -> bool:
        """Tell whether the focus is on the canvas."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _set_current(self, block: BlockId | None, *, ringed: bool) -> None:
        if old := self._frame(self.current):
            old.ring(on=False)
        self.current = self.sight.keep = block
        self._is_ringed = ringed
        new = self._frame(block)
        if new is not None:
            new.ring(on=ringed)
        self.setFocusProxy(self.title if new is None else new)
        self.sight.arrange()
        self.chosen.emit(block)

    # Writing

    def _dress(self, frame: BlockFrame) -> None:
        """Listen to a frame that was just made."""
        frame.picked.connect(self.choose)
        frame.wished.connect(self.wished)
        frame.kept.connect(self.kept)
        frame.pulled.connect(self.pulled)
        frame.grew.connect(self.sight.arrange)
        if frame.field is not None:
            self._fields.listen(frame.field, frame.id)

    def _escape(self, block: BlockId | None) -> None:
        if block is not None:
            self.choose(block)
        else:
            self.to_end(last=False)

    def _stand_mark(self) -> None:
        left, width = self.column.measure
        held = self._drops.carried
        if held is not None:
            above = self.column.crack(self._drops.y)
        else:
            at = self.column.number(self.current)
            above = 0 if at is None else at + 1
        self.column.part(above if held else None)
        self.mark.say(held.words if held else "")
        y = self.column.crack_y(above) + (OPENED // 2 if held else 0)
        self.mark.stand(left - OUT - 4, y, width + 2 * OUT + 4)

    def _dropped(self, fallen: Carried, y: int) -> None:
        above = self.column.crack(y)
        place = TOP
        if above:
            place = carried(self._all, self.column.blocks[above - 1].id, self._folded)[-1]
        self.dropped.emit(fallen, place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        frame = self._frame(self.current)
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        key = Qt.Key(event.key())
        if not plain or frame is None:
            event.ignore()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.to_end(last=key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._enter(frame)
        elif key == Qt.Key.Key_Escape:
            frame.setFocus()
        else:
            event.ignore()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        seen = self.sight.holds(self.current, event.oldSize().height())
        self.sight.arrange()
        if seen and self.current is not None:
            self.sight.reveal(self.current)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.sight.arrange()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the block beside which the bare page was clicked."""
        y = round(event.position().y()) + self.verticalScrollBar().value()
        above = self.column.crack(y)
        self.choose(self.column.blocks[above - 1].id if above else None)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.sight.arrange()
