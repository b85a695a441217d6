"""The canvas: the story as it will read, written and arranged in place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from typing_extensions import override

from curator.gui.canvas.block_frame import OUT, BlockFrame
from curator.gui.canvas.block_keys import BlockKeys
from curator.gui.canvas.column import OPENED, BlockColumn
from curator.gui.canvas.composed_block import ImageBody, StatementBody
from curator.gui.canvas.counted_block import CountedBody
from curator.gui.canvas.drop_target import DropTarget
from curator.gui.canvas.fields import FieldFocus
from curator.gui.canvas.insert_menu import InsertMenu
from curator.gui.canvas.insertion_mark import InsertionMark
from curator.gui.canvas.passage_field import PassageField
from curator.gui.canvas.post_block import PostBody, PostDisplay, PullBody
from curator.gui.canvas.spelling import Spelling
from curator.gui.canvas.text_bar import TextBar
from curator.gui.canvas.text_block import GAP
from curator.gui.canvas.text_edit import Field
from curator.gui.canvas.verb_bar import VerbBar
from curator.gui.canvas.verbs import menu_lines, verbs_of
from curator.gui.canvas.visible_blocks import VisibleBlocks
from curator.gui.commands.command_menu import command_menu
from curator.gui.drag.payload import DragPayload
from curator.gui.look.restyled import Restyled
from curator.gui.post_list.drag import is_foreign
from curator.i18n import tr
from curator.insight.checks.sections import TOP, carried, shown
from curator.library import BlockId
from curator.model import Block, Post


class Canvas(Restyled, QScrollArea):
    """The scrolling page on which a story is written and arranged."""

    chosen = Signal(object)
    """The BlockId of the block that is selected or edited; None is the title, or nothing."""

    typed = Signal(int, str)
    """Text was typed: the id of the block, or 0 for the title, and its whole text."""

    left = Signal()
    """A field lost the focus: what was typed in it becomes one step."""

    requested = Signal(str, int)
    """A command was asked for, and a block it applies to; of several selected blocks, any."""

    reworded = Signal(int, int, str)
    """An edge of a pull quote is to move: the block, by how many words, and which edge."""

    restored = Signal(int, int)
    """A cut in a quote is to be undone: the block, and which of its […]."""

    copied = Signal()
    """The selected blocks are to be copied."""

    pasted = Signal(object)
    """Pasted content (a QMimeData) is to become a block behind the insertion mark."""

    noted = Signal(int, str)
    """A note for print was written: the quote, and the whole note."""

    kept = Signal(object)
    """A counted block was changed by hand; carries the new block."""

    dropped = Signal(object, int)
    """Something was dropped: a Carried, and the position in the story where it goes."""

    pulled = Signal(int, object)
    """A block is being dragged by its grip; carries the keyboard modifiers held."""

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Block] = ()
        self._folded: Collection[int] = ()
        self._is_ringed = False
        self._among: set[int] = set()
        self._anchor: int | None = None
        self._pulled_from: int | None = None
        self.current: BlockId | None = None
        """The block that is selected or edited; None is the title, or nothing yet."""
        self.spelling: Spelling | None = None
        """Finds misspelt words in the editor's texts."""
        self.library: Path | None = None
        """The library of the story: blocks dragged from another library are not accepted."""
        self._fields = FieldFocus(self)
        self.column = BlockColumn(self._restyle, self._ring)
        self.visible_blocks = VisibleBlocks(self, self.column)
        self.mark = InsertionMark(self.column)
        self.verbs = VerbBar(self.column)
        """The bar of commands for the selected blocks."""
        self.inserts: Callable[[], list[tuple[str, str]]] = list
        """Returns what the '/' menu offers: names of commands, each with its label."""
        self.text_bar = TextBar(self.column)
        self.menu = InsertMenu(self.column, lambda: self.inserts())  # noqa: PLW0108  it is set later
        self._drops = DropTarget(self)
        self._keys = BlockKeys(self)
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
        self.column.title.grew.connect(self.visible_blocks.rearrange)
        fields = self._fields
        fields.listen(self.title, None)
        fields.typed.connect(self.typed)
        fields.left.connect(self.left)
        fields.wished.connect(self.requested)
        fields.entered.connect(lambda block: self._set_current(block, ringed=False))
        fields.stepped.connect(lambda way: self.step(way, writing=True))
        fields.escaped.connect(self._escape)
        fields.moved.connect(self.visible_blocks.follow)
        self.visible_blocks.arranged.connect(self._place_mark)
        self.verbs.wished.connect(self._request)
        self.menu.chosen.connect(lambda name: self._request(f"insert:{name}"))
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]  # there is one
        self._drops.moved.connect(self._place_mark)
        self._drops.dropped.connect(self._dropped)

    # Showing a story

    def know(self, telling: PostDisplay) -> None:
        """Set what posts are displayed with, such as the zone; redraw where it differs."""
        if telling == self.column.telling:
            return
        self.column.set_display(telling)
        for frame in self.column.frames:
            if isinstance(frame.body, CountedBody):
                frame.body.check_again()

    def show_story(
        self, blocks: Sequence[Block], folded: Collection[int], about: dict[int, str]
    ) -> None:
        """Show the blocks of a story; about: what to show beside each folded heading."""
        self._all, self._folded = blocks, folded
        showing = shown(blocks, folded)
        at = self.column.number(self.current)
        standing = {each.id for each in showing}
        gone = self.current is not None and self.current not in standing
        self._among &= standing
        held = self.holds_focus()
        if held and self._is_remade(showing):
            self.setFocusProxy(None)  # type: ignore[arg-type]  # None takes it away
            self.setFocus()  # otherwise Qt would pass the focus to a neighbouring widget
        acted_on = self._is_changed(showing) and not self.is_writing
        self.column.fill(showing, about)
        if gone:
            self._choose_after_deletion(at or 0, focus=held)
        elif frame := self.frame(self.current):
            frame.ring(on=self._is_ringed)
            if QApplication.focusWidget() is self:  # a block of another kind took its place
                frame.setFocus()
            self.setFocusProxy(frame)
        self._offer_verbs()
        self.visible_blocks.arrange()
        if acted_on and self.current is not None:
            self.visible_blocks.reveal(self.current)

    def _is_changed(self, showing: Sequence[Block]) -> bool:
        """Tell whether the current block is to be shown with another content."""
        frame = self.column.known(self.current)
        if frame is None:
            return False
        at, shown_block = frame.id, frame.block
        return any(
            each is not shown_block and each.id == at and each != shown_block for each in showing
        )

    def _is_remade(self, showing: Sequence[Block]) -> bool:
        """Tell whether the current block's widget will be rebuilt: it is gone or changed kind."""
        frame = self.column.known(self.current)
        if frame is None:
            return False
        kinds = {block.id: type(block) for block in showing}
        return kinds.get(frame.id) is not type(frame.block)

    def forget(self) -> None:
        """Drop all blocks, before another story is shown."""
        self.column.clear()
        self._set_current(None, ringed=False)
        self.verticalScrollBar().setValue(0)

    def flush(self) -> None:
        """Save all typed text that has not been saved yet."""
        for field in self._each_field():
            field.save()

    # The current place

    @property
    def title(self) -> Field:
        """Return the field of the title."""
        return self.column.title.text

    @property
    def place(self) -> BlockId:
        """Return the block after which the insertion mark is; 0 is the top.

        With the caret in the title it is at the top; without a current block, at the end.
        """
        if self.current is None:
            end = self._all[-1].id if self._all and not self.title.hasFocus() else TOP
            return BlockId(end)
        return BlockId(carried(self._all, self.current, self._folded)[-1])

    @property
    def selected(self) -> list[BlockId]:
        """Return the selected blocks in order, including the one being edited."""
        if self.current is None:
            return []
        if not self._among - {self.current}:
            return [self.current] if self.column.number(self.current) is not None else []
        chosen = self._among | {self.current}
        return [BlockId(block.id) for block in self.column.blocks if block.id in chosen]

    @property
    def is_writing(self) -> bool:
        """Whether the caret is in a field of the story."""
        return any(field.hasFocus() for field in self._each_field())

    @property
    def chosen_words(self) -> str:
        """Return the words that are selected in the current post."""
        frame = self.frame(self.current)
        return frame.selected_words if frame else ""

    @property
    def words_around(self) -> tuple[str, str] | None:
        """Return the text before and after the caret in the field being edited."""
        frame = self.frame(self.current)
        field = frame.field if frame is not None else None
        if not isinstance(field, PassageField) or not field.hasFocus():
            return None
        words, (start, end) = field.words(), field.stretch
        return words[:start], words[end:]

    @property
    def chosen_stretch(self) -> tuple[Post | None, tuple[int, int]]:
        """Return the current post as displayed, with the start and end of its selected words."""
        frame = self.frame(self.current)
        if frame is None or not isinstance(frame.body, PostBody):
            return None, (0, 0)
        return frame.body.shown, frame.body.text.stretch

    def _each_field(self) -> Iterator[Field]:
        yield self.title
        for frame in self.column.frames:
            yield from frame.fields

    def frame(self, block: int | None) -> BlockFrame | None:
        """Return the widget of a block, or None if it is not shown."""
        number = self.column.number(block)
        return None if number is None else self.column.frame(number)

    def below_current(self) -> QPoint:
        """Return where on the page what belongs to the current block may float: below its bar."""
        frame = self.frame(self.current)
        if frame is None:
            return QPoint(self.column.measure[0], 0)
        return QPoint(frame.box.left(), frame.box.bottom() + self.verbs.hang)

    # Moving the selection

    def choose(
        self, block: int | None, *, focus: bool = True, keep: bool = False, reveal: bool = True
    ) -> None:
        """Select a block and show its ring; None puts the caret into the title.

        keep: keep the other selected blocks. reveal: scroll to the block.
        """
        frame = self.frame(block)
        if frame is None:
            if focus:
                self.title.go()
            return
        if not keep:
            self._choose_among(set())
            self._anchor = frame.id
        self._set_current(frame.id, ringed=True)
        if reveal:
            self.visible_blocks.reveal(frame.id)
        if focus:
            frame.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick(self, block: int, held: Qt.KeyboardModifier) -> None:
        """Select a clicked block: with Ctrl in addition to others, with Shift up to it.

        It does not scroll, because what was clicked is visible.
        """
        if held & Qt.KeyboardModifier.ShiftModifier and self.current is not None:
            self.reach(block, reveal=False)
        elif held & Qt.KeyboardModifier.ControlModifier and self.current is not None:
            self._toggle(block)
        else:
            self.choose(block, reveal=False)

    def choose_all(self) -> None:
        """Select every block that is shown."""
        blocks = self.column.blocks
        if blocks:
            self._anchor = blocks[0].id
            self.reach(blocks[-1].id)

    def choose_several(
        self, ids: Collection[int], *, current: int | None = None, focus: bool = True
    ) -> None:
        """Select several blocks; the first becomes the current one, if no other is named."""
        ordered = [block.id for block in self.column.blocks if block.id in ids]
        if ordered:
            self._choose_among(set(ordered))
            self._anchor = ordered[0]
            self.choose(current or ordered[0], keep=True, focus=focus)

    def reach(self, block: int, *, reveal: bool = True) -> None:
        """Extend the selection from where it began to a block."""
        numbers = [self.column.number(each) for each in (self._anchor, block)]
        low, high = sorted(number or 0 for number in numbers)
        self._choose_among({each.id for each in self.column.blocks[low : high + 1]})
        self.choose(block, keep=True, reveal=reveal)

    def _toggle(self, block: int) -> None:
        """Add a block to the selection, or remove it."""
        chosen = set(self.selected)
        if block not in chosen:
            self._choose_among(chosen | {block})
            self._anchor = block
            self.choose(block, keep=True, reveal=False)
        elif len(chosen) > 1:
            rest = [each for each in self.selected if each != block]
            self._choose_among(set(rest))
            self.choose(rest[-1], keep=True, reveal=False)

    def _choose_among(self, ids: set[int]) -> None:
        """Show rings around several blocks, or only around the current one."""
        was, self._among = self._among, ids
        for id_ in was ^ ids:
            if (frame := self.column.known(id_)) is not None and id_ != self.current:
                frame.ring(on=id_ in ids)

    def _request(self, name: str) -> None:
        if self.current is not None:
            self.requested.emit(name, self.current)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Make the block that received the focus current, without showing its ring.

        Where the block with the focus was scrolled away, Qt passes it on by itself: that is no
        choice of anybody's.
        """
        passed_on = self.visible_blocks.is_arranging
        if new is None or passed_on or not self.column.isAncestorOf(new):
            return
        frame = next((each for each in self.column.frames if each.isAncestorOf(new)), None)
        if frame is not None and frame.id != self.current:
            self._choose_among(set())
            self._set_current(frame.id, ringed=False)

    def write(self, block: int, *, end: bool = True) -> None:
        """Put the caret into a block; a block without text is only selected."""
        frame = self.frame(block)
        if frame is not None and isinstance(frame.body, StatementBody):
            self.choose(block)
            frame.body.words.go()
            return
        if frame is None or frame.field is None:
            self.choose(block)
            return
        self.visible_blocks.reveal(block)  # this frees widgets that had been scrolled out of view
        frame = self.frame(block)
        if frame is not None and frame.field is not None:
            frame.show()
            frame.field.go(end=end)

    def describe(self, block: int) -> None:
        """Put the caret into the description of a picture."""
        self.choose(block)
        frame = self.frame(block)
        if frame is not None and isinstance(frame.body, ImageBody):
            frame.body.description.setFocus()

    def annotate(self, block: int) -> None:
        """Put the caret into the note for print below a quote."""
        self.choose(block)
        frame = self.frame(block)
        if frame is not None and isinstance(frame.body, PostBody | PullBody):
            frame.body.note().open()

    def step(self, way: int, *, writing: bool = False) -> None:
        """Go to the block above (-1) or below (1); above the first block is the title."""
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
        """Select the last block or the first."""
        blocks = self.column.blocks
        self.choose(blocks[-1 if last else 0].id if blocks else None)

    def _choose_after_deletion(self, at: int, *, focus: bool) -> None:
        """Select the block that moved up when the current one was deleted."""
        blocks = self.column.blocks
        self.current = None
        self._among = set()
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
        if (old := self.frame(self.current)) and old.id not in self._among:
            old.ring(on=False)
        self.current = self.visible_blocks.keep = block
        self._is_ringed = ringed
        new = self.frame(block)
        if new is not None:
            new.ring(on=ringed)
        self.setFocusProxy(new)  # type: ignore[arg-type]  # None takes it away
        self._offer_verbs()
        self.visible_blocks.arrange()
        self.chosen.emit(block)

    def _offer_verbs(self) -> None:
        """Show the floating bar of commands for the selected blocks."""
        chosen = set(self.selected) if self._is_ringed else set()
        self.verbs.offer(
            [block for block in self.column.blocks if block.id in chosen],
            self.column.telling.story,
        )
        frame = self.frame(self.current)
        if frame is not None and chosen:
            self.verbs.follow(frame)

    # The menu

    def menu_of(self, parent: QWidget, block: int) -> QMenu:
        """Return the menu of what can be done with a block, or with the selection it is in."""
        ids = set(self.selected) if block in self.selected else {block}
        blocks = [each for each in self.column.blocks if each.id in ids]
        manner = self.column.telling.story
        return command_menu(
            parent,
            menu_lines(blocks, manner),
            lambda name: self.requested.emit(name, block),
            {
                "duplicate_block": tr("Duplicate"),
                "copy_block": tr("Copy to another story…"),
                **dict(verbs_of(blocks, manner)),
            },
        )

    def _add_menu(self, menu: QMenu, block: int) -> None:
        """Add the menu of a block to that of its text."""
        menu.addSeparator()
        inner = self.menu_of(menu, block)
        inner.setTitle(tr("Block"))
        menu.addMenu(inner)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the block under the pointer, or of the current one for a key."""
        block: int | None = self.current
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            at = self.column.mapFromGlobal(place)
            frame = next((f for f in self.column.frames if f.geometry().contains(at)), None)
            block = frame.id if frame is not None else None
            if block is not None and block not in self.selected:
                self.pick(block, Qt.KeyboardModifier.NoModifier)
        elif (current := self.frame(self.current)) is not None:
            place = self.column.mapToGlobal(current.box.topLeft())
        if block is not None:
            self.menu_of(self, block).popup(place)

    # Editing

    def _restyle(self, frame: BlockFrame) -> None:
        """Connect the signals of a newly made frame; it may show other blocks later."""
        frame.picked.connect(self.pick)
        frame.wished.connect(self.requested)
        frame.kept.connect(self.kept)
        frame.restored.connect(lambda number: self.restored.emit(frame.id, number))
        frame.noted.connect(lambda words: self.noted.emit(frame.id, words))
        frame.moved.connect(self.visible_blocks.follow)
        frame.pulled.connect(self.pulled)
        frame.grew.connect(self.visible_blocks.rearrange)
        if frame.field is not None:
            self._fields.listen(frame.field, frame.id)
            frame.field.menu_opened.connect(lambda menu: self._add_menu(menu, frame.id))
        if isinstance(frame.field, PassageField):
            field = frame.field
            field.slashed.connect(lambda: self.menu.open(field))
            field.selectionChanged.connect(lambda: self.text_bar.follow(field))
            field.left.connect(self.text_bar.leave)
            field.pictured.connect(self.pasted)
            if self.spelling is not None:
                field.check_spelling(self.spelling)

    def _ring(self, frame: BlockFrame) -> None:
        """Show whether the block that a frame shows now is among those selected."""
        chosen = self._is_ringed and frame.id == self.current
        frame.ring(on=chosen or frame.id in self._among)

    def _escape(self, block: BlockId | None) -> None:
        if block is not None:
            self.choose(block)
        else:
            self.to_end(last=False)

    def _place_mark(self) -> None:
        left, width = self.column.measure
        held = self._drops.carried
        if held is not None:
            above = self.column.crack(self._drops.y)
        elif self.current is None:
            above = len(self.column.blocks) if self.place else 0
        else:
            at = self.column.number(self.current)
            above = 0 if at is None else at + 1
        self.column.part(above if held else None)
        self.mark.set_words(self._words_of(held) if held else "")
        y = self.column.crack_y(above) + (OPENED // 2 if held else 0)
        self.mark.place(left - OUT - 4, y, width + 2 * OUT + 4)
        self._place_verbs(show=held is None)

    def _words_of(self, held: DragPayload) -> str:
        if self.library is not None and is_foreign(held.library, self.library):
            return tr("This is from another library")
        return held.words

    def _place_verbs(self, *, show: bool) -> None:
        known = [self.column.known(each) for each in self.selected]
        frames = [frame for frame in known if frame is not None and frame.isVisible()]
        show = show and bool(frames) and self._is_ringed and bool(self.verbs.verbs)
        if show:
            high = self.verticalScrollBar().value()
            self.verbs.place(frames[-1].box, (high, high + self.viewport().height()))
        self.verbs.setVisible(show)

    def _dropped(self, fallen: DragPayload, y: int) -> None:
        above = self.column.crack(y)
        place = TOP
        if above:
            place = carried(self._all, self.column.blocks[above - 1].id, self._folded)[-1]
        self.dropped.emit(fallen, place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._keys.press(event, self.frame(self.current)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        seen = self.visible_blocks.holds(self.current, event.oldSize().height())
        self.visible_blocks.arrange()
        if seen and self.current is not None:
            self.visible_blocks.reveal(self.current)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.visible_blocks.arrange()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the block next to which the empty page was clicked."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        block = self._block_at(event)
        self._pulled_from = block
        if block is None:
            self.choose(None)
        else:
            self.pick(block, event.modifiers())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select all blocks past which the mouse is dragged."""
        block = self._block_at(event)
        pulled = event.buttons() & Qt.MouseButton.LeftButton and self._pulled_from
        if pulled and block and block != self.current:
            self.reach(block, reveal=False)

    def _block_at(self, event: QMouseEvent) -> int | None:
        y = round(event.position().y()) + self.verticalScrollBar().value()
        if not self.column.blocks or y < self.column.span(0)[0] - GAP:
            return None
        numbers = range(len(self.column.blocks))
        at = next((n for n in numbers if y <= self.column.span(n)[1] + GAP // 2), numbers[-1])
        return self.column.blocks[at].id

    @override
    def follow_style(self) -> None:
        QTimer.singleShot(0, self, self.visible_blocks.rearrange)  # once all have new fonts
