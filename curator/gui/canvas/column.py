"""The column of blocks on the canvas; only blocks in view exist as widgets.

In view includes a screen above and below. The heights of other blocks are estimated until they
are seen; `settle` returns by how much the visible blocks have moved, so that the view can scroll
along.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC

from PySide6.QtCore import QRect, QSignalBlocker
from PySide6.QtWidgets import QWidget

from curator.gui.canvas.block_frame import GUTTER, OUT, BlockFrame, estimate
from curator.gui.canvas.offsets import Offsets
from curator.gui.canvas.post_block import PostDisplay
from curator.gui.canvas.text_block import GAP, TitleBody
from curator.gui.look import theme
from curator.gui.widgets import Label
from curator.i18n import tr
from curator.model import Block, Group, PullQuote, Quote

WIDEST, NARROWEST = 660, 340
"""The width of the column, in pixels."""

OPENED = 18
"""Height of the gap that opens where a dragged block would go."""

_ABOVE, _BELOW = 24, 160
_SPARE = 24
"""Most frames of a kind that are kept for other blocks."""


class BlockColumn(QWidget):
    """The title and, under it, the blocks of a story that are not folded away."""

    def __init__(
        self, restyle: Callable[[BlockFrame], None], ring: Callable[[BlockFrame], None]
    ) -> None:
        """dress: called once with each frame that is made; ring: with each that shows a block."""
        super().__init__()
        self._restyle, self._ring = restyle, ring
        self.telling = PostDisplay(UTC, "", lambda _hash: b"")
        """What posts are displayed with."""
        self._frames: dict[int, BlockFrame] = {}
        self._spare: dict[type[Block], list[BlockFrame]] = {Quote: [], PullQuote: []}
        """Frames of posts out of sight, to show others: making one takes long."""
        self._numbers: dict[int, int] = {}
        self._about: Mapping[int, str] = {}
        self._stack = Offsets(gap=GAP)
        self._room = 0
        self._placed = range(0)
        self._is_parted = False
        self.filled = 0
        """How often the blocks were filled in: with it all places may have changed."""
        self.blocks: Sequence[Block] = ()
        """The blocks that are shown, in order."""
        self.title = TitleBody()
        self.title.setParent(self)
        self._hint = Label(tr("Drag posts in from the shelf, or write."), colour="text3")
        self._hint.setParent(self)

    def fill(self, blocks: Sequence[Block], about: Mapping[int, str]) -> None:
        """Show blocks; the widget of an unchanged block is kept, with its caret.

        about: what to show beside each folded heading.
        """
        kinds = {block.id: type(block) for block in blocks}
        for frame in list(self._frames.values()):
            if kinds.get(frame.id) is not type(frame.block):
                self._remove(frame)
        heights = {id_: self._stack.height(n) for id_, n in self._numbers.items()}
        self.blocks, self._about = blocks, about
        self._numbers = {block.id: n for n, block in enumerate(blocks)}
        self._stack.fill([heights.get(b.id) or estimate(b) for b in blocks], self._first())
        for block in blocks:
            if known := self._frames.get(block.id):
                if known.block is not block and known.block != block:
                    _show(known, block)
                known.show_folded(about.get(block.id, ""))
        self.filled += 1  # at the end: a frame that goes may move the focus, and all be placed

    def clear(self) -> None:
        """Drop every block, before another story is shown."""
        for frame in list(self._frames.values()):
            self._remove(frame)
        self.fill((), {})

    def set_display(self, telling: PostDisplay) -> None:
        """Set what posts are displayed with; where that changes them, rebuild their widgets."""
        before, self.telling = self.telling, telling
        if replace(before, added=telling.added) == telling:
            return
        for frame in list(self._frames.values()):
            if isinstance(frame.block, Quote | PullQuote | Group):
                self._remove(frame)
        for spare in self._spare.values():
            while spare:
                spare.pop().deleteLater()
        self.filled += 1

    # Blocks

    @property
    def frames(self) -> list[BlockFrame]:
        """Return the blocks that exist as widgets, in order."""
        return sorted(self._frames.values(), key=lambda frame: self._numbers[frame.id])

    def number(self, block: int | None) -> int | None:
        """Return the index of a block among those shown."""
        return None if block is None else self._numbers.get(block)

    def frame(self, number: int) -> BlockFrame:
        """Return the widget of a block, and make it if need be."""
        block = self.blocks[number]
        if block.id not in self._frames:
            frame = self._frames[block.id] = self._made(block)
            frame.show_folded(self._about.get(block.id, ""))
            self._ring(frame)
        return self._frames[block.id]

    def _made(self, block: Block) -> BlockFrame:
        """Return a frame for a block: one that is spare, or a new one."""
        if spare := self._spare.get(type(block)):
            frame = spare.pop()
            _show(frame, block)
            return frame
        frame = BlockFrame(block, self.telling)
        frame.setParent(self)
        self._restyle(frame)
        return frame

    def known(self, block: int | None) -> BlockFrame | None:
        """Return the widget of a block if it has one."""
        return None if block is None else self._frames.get(block)

    # Positions

    def span(self, number: int) -> tuple[int, int]:
        """Return the top and the bottom of a block."""
        return self._stack.top(number), self._stack.bottom(number)

    def crack(self, y: int) -> int:
        """Return how many blocks lie above the gap that is nearest to a height."""
        return self._stack.crack(y)

    def crack_y(self, above: int) -> int:
        """Return the height of the gap below this many blocks."""
        if above == 0:
            return self._first() - GAP // 2 - 1
        return self._stack.bottom(above - 1) + GAP // 2

    def part(self, above: int | None) -> None:
        """Open the gap below this many blocks for an insertion label; None closes it again."""
        if above is None and not self._is_parted:
            return
        self._is_parted = above is not None
        for n in self._placed:
            if n < len(self.blocks) and (frame := self._frames.get(self.blocks[n].id)):
                opened = OPENED if above is not None and n >= above else 0
                frame.move(frame.x(), self._stack.top(n) + opened)

    @property
    def measure(self) -> tuple[int, int]:
        """Return the left edge and the width of the column."""
        width = max(NARROWEST, min(theme.px(WIDEST), self._room - GUTTER - OUT - 8))
        return max(GUTTER, (self._room - width) // 2), width

    # Layout

    def settle(self, room: int, low: int, screen: int) -> int:
        """Measure the blocks in view; return by how much the topmost of them has moved."""
        if room != self._room:
            self._room = room
            self._stack.fill([estimate(block) for block in self.blocks], self._first())
        left, width = self.measure
        self.title.setGeometry(left, _ABOVE, width, self.title.height_for(width))
        visible_blocks = self._visible_range(low, screen)
        anchor = next((n for n in visible_blocks if self._stack.bottom(n) > low), None)
        before = 0 if anchor is None else self._stack.top(anchor)
        if self._stack.first != self._first():
            heights = [self._stack.height(n) for n in range(len(self._stack))]
            self._stack.fill(heights, self._first())
        for n in visible_blocks:
            self._stack.put(n, self.frame(n).height_for(width))
        self.resize(room, max(self._stack.end + _BELOW, screen))
        return 0 if anchor is None or low == 0 else self._stack.top(anchor) - before

    def place(self, low: int, screen: int, keep: int | None) -> None:
        """Place the blocks in view, and delete the other widgets except that of one block."""
        left, width = self.measure
        self._placed = visible_blocks = self._visible_range(low, screen)
        for n in visible_blocks:
            top, bottom = self.span(n)
            frame = self.frame(n)
            frame.setGeometry(QRect(left - GUTTER, top, GUTTER + width + OUT, bottom - top))
            if frame.isHidden():
                frame.show()
        self._release_frames({self.blocks[n].id for n in visible_blocks}, keep)
        self._hint.setVisible(not self.blocks)
        self._hint.setGeometry(left, self._first() + 12, width, theme.px(18))

    def _release_frames(self, visible_blocks: Collection[int], keep: int | None) -> None:
        for frame in [each for id_, each in self._frames.items() if id_ not in visible_blocks]:
            if frame.id == keep or any(field.busy for field in frame.fields):
                frame.move(frame.x(), self._stack.top(self._numbers[frame.id]))
            else:
                self._remove(frame)

    def _remove(self, frame: BlockFrame) -> None:
        for field in frame.fields:
            field.save()
        self._frames.pop(frame.id, None)
        frame.hide()
        spare = self._spare.get(type(frame.block))
        if spare is None or len(spare) == _SPARE:
            frame.deleteLater()
        else:
            frame.ring(on=False)
            spare.append(frame)

    def _first(self) -> int:
        return _ABOVE + self.title.height_for(self.measure[1]) + theme.px(8)

    def _visible_range(self, low: int, screen: int) -> range:
        return self._stack.between(low - screen, low + 2 * screen)


def _show(frame: BlockFrame, block: Block) -> None:
    """Show a block in a frame; that it may be higher now is seen when all are placed."""
    with QSignalBlocker(frame):
        frame.show_block(block)
