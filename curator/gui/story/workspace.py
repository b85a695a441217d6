"""The Story workspace: shelf, canvas and outline, and the traffic between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QSplitter,
    QStackedWidget,
    QWidget,
)
from typing_extensions import override

from curator.dates import zone_called
from curator.gui.canvas.canvas import Canvas
from curator.gui.canvas.post_block import PostDisplay
from curator.gui.canvas.spelling import Spelling
from curator.gui.commands.functions import Function, run
from curator.gui.commands.keymap import hint
from curator.gui.desk.autosave import Autosave
from curator.gui.desk.desk import Desk
from curator.gui.drag.payload import DragPayload, blocks_dragged
from curator.gui.drag.picture import dress_drag
from curator.gui.drag.section import add_saved, refuse_foreign
from curator.gui.facts.add_to_story import StoryAdder
from curator.gui.look import theme
from curator.gui.shelf.pane import Shelf
from curator.gui.story.beside import FACTS, LEAST, OUTLINE, PREVIEW, StorySidePane
from curator.gui.story.cards import CardBoard
from curator.gui.story.commands import StoryCommands
from curator.gui.story.edits import StoryEdits
from curator.gui.story.facts_pane import StoryFacts
from curator.gui.story.header import StoryHead
from curator.gui.story.insertions import inserts
from curator.gui.story.no_story import NoStory
from curator.gui.story.outline import Outline
from curator.gui.story.rough_cut import RoughCutCommands
from curator.gui.story.section_edits import SectionEdits
from curator.gui.story.tag_prompt import TagPrompt
from curator.gui.story.words import folded_words, kicker
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.insight.checks.length import aim
from curator.insight.checks.sections import TOP, carried, changed, section_of, sections
from curator.library import ARCHIVE, CHATS, ECHOES, BlockId, Changes, StoryId
from curator.model import Block, quoted_in
from curator.model import Story as StoryValue
from curator.work import counted_blocks as counting
from curator.work.chats import chats_of, count_quotable

if TYPE_CHECKING:
    from curator.gui.story.preview_pane import StoryPreview

_WIDTHS, _VIEW, _PANEL = "story_widths", "story_view", "story_panel"
_WIDE = 1180
"""Width from which the outline fits beside the canvas."""

_CRAMPED = 1060
"""Width below which shelf, canvas and facts do not fit side by side."""

_NARROW = 1000
"""Width up to which the shelf has its least width."""

_SHELF, _OUTLINE, _LEAST_SHELF = 372, 268, 280


_OF_STORY = frozenset({"stories", "blocks", "marks", "tags", "post_tags", "notes"})
"""Tables whose changes leave the line under the title as it is."""


class _About(NamedTuple):
    """What is told of a story, with the posts that it quotes."""

    quoted: frozenset[tuple[str, str]]
    kicker: str
    """The line under the title."""

    voices: int
    """How many people spoke in its chats."""

    hashtags: frozenset[str]
    """The chat's own hashtags, which tidied quotes leave out."""


class StoryWorkspace(QWidget):
    """Arranges posts from the shelf into a story."""

    wanted = Signal(str, object)
    """Another workspace is to be shown: ("sift", a PostId) shows the post there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._blocks: tuple[Block, ...] = ()
        self._folded: set[int] = set()
        self._shown: StoryId | None = None
        self._told: _About | None = None
        self._is_wide = True
        self.edits = StoryEdits(desk)
        self.parts = SectionEdits(desk)
        self.drafts = Autosave(desk)
        self.adding = StoryAdder(desk, self)
        self.rough_cut = RoughCutCommands(desk, self.below_block)
        self.shelf = Shelf(desk)
        self.canvas, self.cards = Canvas(), CardBoard()
        self.canvas.spelling = Spelling(desk)
        self.head, self.outline, self.no_story = StoryHead(), Outline(), NoStory()
        self.facts, self.beside = StoryFacts(desk), StorySidePane()
        self.as_cards = desk.library.recall(_VIEW) == "cards"
        """Whether the story is shown as cards, not as it will read."""
        self._pages, self._splitter = QStackedWidget(), QSplitter()
        self._build()
        self.tagging = TagPrompt(self)
        """The field for a tag, below the selected quotes."""
        self.commands = StoryCommands(self, desk)
        self.canvas.inserts = inserts
        self._missed: Changes = ARCHIVE
        self._telling = self.canvas.column.telling
        self._connect()
        desk.chat_changed.connect(lambda _chat: self.refresh(frozenset({"stories"})))

    def _build(self) -> None:
        middle = QWidget()
        column = column_in(middle, spacing=0)
        column.addWidget(self.head)
        column.addWidget(self._pages, 1)
        self._pages.addWidget(self.canvas)
        self._pages.addWidget(self.no_story)
        self._pages.addWidget(self.cards)
        self._right = right = self.beside
        right.add(OUTLINE, self.outline)
        right.add(FACTS, self.facts)
        middle.setMinimumWidth(418)  # beside the narrowest shelf and outline in the least window
        right.hide()
        for number, pane in enumerate((self.shelf, middle, right)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(number, int(number == 1))
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes(self._remembered_widths())
        whole = column_in(self, spacing=0)
        whole.addWidget(self._splitter)
        self.shelf.setFocusProxy(self.shelf.view)
        self.outline.setFocusProxy(self.outline.list)

    def _connect(self) -> None:
        desk, canvas = self._desk, self.canvas
        self._follow_desk()
        canvas.chosen.connect(self._chosen)
        canvas.typed.connect(self.drafts.save)
        canvas.left.connect(self.drafts.leave)
        canvas.dropped.connect(self.drop)
        canvas.pulled.connect(self._drag)
        canvas.requested.connect(self.commands.verb)
        canvas.kept.connect(self.adding.keep_by_hand)
        canvas.reworded.connect(self._reword)
        canvas.restored.connect(self.edits.restore)
        canvas.noted.connect(self.edits.annotate)
        self.no_story.dropped.connect(lambda fallen: self.drop(fallen, TOP))
        self.no_story.begun.connect(lambda: self.perform("new_story"))
        self.no_story.cut.connect(lambda: self._handle_request("rough_cut"))
        self.head.requested.connect(self._handle_request)
        self.head.opened.connect(desk.open_story)
        self.head.strip.clicked.connect(self._fit)
        self.outline.gone_to.connect(self._go_to)
        self.outline.moved.connect(self.edits.move)
        self.outline.list.refused.connect(lambda fallen: refuse_foreign(fallen, desk))
        self.outline.list.library = self.canvas.library = self.cards.library = desk.library.path
        self.outline.unquoted.clicked.connect(self._look_for_unquoted)
        self.shelf.inserted.connect(self.insert)
        self.shelf.appended.connect(self._append)
        self.shelf.cut_asked.connect(lambda: self._handle_request("rough_cut"))
        self._splitter.splitterMoved.connect(self._remember_widths)
        self._connect_clipboard()
        self._connect_cards()
        self._connect_beside()

    def _connect_beside(self) -> None:
        self.tagging.named.connect(self._desk.tag)
        self.tagging.left.connect(self.start)
        self.facts.closed.connect(lambda: self.turn(FACTS))
        self.facts.pane.searched.connect(lambda typed: self.wanted.emit("search", typed))
        self.facts.pane.gone_to.connect(lambda post: self.wanted.emit("sift", post))

    def _connect_cards(self) -> None:
        cards = self.cards
        cards.chosen.connect(self._choose_cards)
        cards.opened.connect(self._open_card)
        cards.moved.connect(lambda way: self.perform("move_up" if way < 0 else "move_down"))
        cards.dropped.connect(self.drop)
        cards.menu_asked.connect(lambda id_, at: self.canvas.menu_of(self, id_).popup(at))

    def _follow_desk(self) -> None:
        desk = self._desk
        desk.changed.connect(self.refresh)
        desk.chat_changed.connect(lambda _chat: self.refresh(CHATS))
        desk.story_changed.connect(lambda _story: self.refresh(frozenset({"stories"})))

    def _connect_clipboard(self) -> None:
        self.canvas.pasted.connect(self.commands.insertions.paste)
        self.canvas.copied.connect(self.commands.blocks.copy)

    def turn(self, panel: str) -> None:
        """Show the facts or the preview in place of the outline, or the outline again."""
        if panel == PREVIEW and PREVIEW not in self.beside:
            self.beside.add(PREVIEW, self.preview)
        on = self.beside.turn(panel)
        self._desk.library.remember(_PANEL, self.beside.panel)
        self.head.show_views(cards=self.as_cards, preview=self.beside.panel == PREVIEW)
        self._fit()
        if on:
            shelf, _, right = self._splitter.sizes()
            right = max(right, LEAST[panel])
            self._splitter.setSizes([shelf, self.width() - shelf - right, right])
        else:
            self._splitter.setSizes(self._remembered_widths())
        if on and panel == FACTS:
            self.facts.open()
        elif not on:
            self.start()

    @cached_property
    def preview(self) -> StoryPreview:
        """The preview beside the story, made when it is first wanted."""
        from curator.gui.story.preview_pane import StoryPreview  # noqa: PLC0415  when first shown

        preview = StoryPreview(self._desk)
        preview.closed.connect(lambda: self.turn(PREVIEW))
        preview.quote_chosen.connect(self.show_block)
        return preview

    # The two views of the story

    def show_as(self, *, cards: bool) -> None:
        """Show the story as cards, or as it will read; what is selected stays selected."""
        self.canvas.flush()
        self.as_cards = cards
        self._desk.library.remember(_VIEW, "cards" if cards else "page")
        chosen, current = self.canvas.selected, self.canvas.current
        self._show()
        if chosen and not cards:  # the page gives the focus to the block that last had it
            self.canvas.choose_several(chosen, current=current)
        self.start()

    @property
    def is_at_story(self) -> bool:
        """Whether the focus is on the story, on the page or on the cards."""
        return self.canvas.holds_focus() or self.cards.hasFocus()

    def below_block(self) -> QPoint:
        """Return the place on the screen below the current block or card, where it is in view."""
        if self.as_cards:
            seen, box = self.cards.viewport(), self.cards.visualRect(self.cards.currentIndex())
            at = box.bottomLeft()
        else:
            seen = self.canvas.viewport()
            at = self.canvas.column.mapTo(seen, self.canvas.below_current())
        at.setY(max(0, min(at.y(), seen.height())))
        return seen.mapToGlobal(at)

    def _choose_cards(self, ids: list[int]) -> None:
        """Select on the page what is selected among the cards: commands ask there."""
        for id_ in ids:
            self.unfold(id_)
        self.canvas.choose_several(ids, current=ids[-1], focus=False)

    def _open_card(self, block: int) -> None:
        """Show a block on the page; a heading or a text is there to be written."""
        self.show_as(cards=False)
        self.canvas.write(block)

    # Interface to the window

    def perform(self, name: str) -> bool:
        """Run a command; tell whether it is one of this workspace's."""
        return run(self.command(name))

    def command(self, name: str) -> Function | None:
        """Return what a command does here; None if it is none of this workspace's."""
        return self.commands.command(name)

    def _handle_request(self, name: str) -> None:
        if name.startswith(("rough_cut", "snippet:")) or name == "recaps":
            self.wanted.emit("command", name)
        else:
            self.perform(name)

    def panes(self) -> list[QWidget]:
        """Return the panes in reading order."""
        story = self.cards if self.as_cards else self.canvas
        return [self.shelf, story, self.outline, self.beside.current]

    def hints(self) -> list[tuple[str, str]]:
        """Return keys and what they do in the pane with the focus."""
        focus = QApplication.focusWidget()
        if focus is not None and self.shelf.isAncestorOf(focus):
            return [
                (hint("add"), tr("insert here")),
                (hint("add_at_end"), tr("at the end")),
                (hint("star", "reject"), tr("star, reject")),
            ]
        return [
            (hint("move_up", "move_down"), tr("move block")),
            (hint("move_section_up", "move_section_down"), tr("past its section")),
            (hint("fold"), tr("fold")),
        ]

    def start(self) -> None:
        """Return to the last place; a newly opened story begins at its title."""
        if self._desk.story is None:
            self.no_story.new.setFocus()
        elif self.as_cards:
            self.cards.setFocus()
        elif self.canvas.current is not None:
            self.canvas.choose(self.canvas.current, keep=True)
        elif self.canvas.column.blocks:
            self.canvas.setFocus()
        else:
            self.canvas.title.go()

    def show_beginning(self) -> None:
        """Scroll to the top, as for a new story that nobody has read yet."""
        self.canvas.to_end(last=False)

    def show_block(self, block: int) -> None:
        """Go to a block, as when its quote is clicked in the preview."""
        self.unfold(block)
        self.canvas.choose(block)

    # Changes

    def refresh(self, changes: Changes) -> None:
        """Update after changes; while hidden, later."""
        if not self.isVisible():
            self._missed |= changes
            return
        if not changes <= _OF_STORY:
            self._told = None
        if changes & (ARCHIVE | ECHOES):
            library = self._desk.library
            self._telling = PostDisplay(
                library.tz,
                library.facts.hashtag(),
                library.pictures.thumbnail,
                added=partial(counting.added_since, library),
            )
        held = self.is_at_story
        opened = self._shown != self._desk.story
        if opened:
            self._open()
        if changes & (ARCHIVE | CHATS | {"stories", "blocks", "descriptions"}):
            self._show()
        if opened and held and self._desk.story is not None:
            # the block with the focus belonged to another story
            (self.cards if self.as_cards else self.canvas).setFocus()
        if changes & ARCHIVE or not changes <= {"stories"}:
            self.shelf.refresh(changes)

    def _look_for_unquoted(self) -> None:
        """Show who else spoke in the chat that the story is made of, whichever was looked at."""
        chats = chats_of(self._desk.library, self._desk.blocks())
        if len(chats) == 1:
            self._desk.look_at(chats[0].id)
        self.wanted.emit("unquoted", None)

    def _open(self) -> None:
        """Show another story."""
        self.canvas.forget()
        self.drafts.leave()
        self._shown, self._blocks = self._desk.story, ()
        remembered = self._desk.library.recall(f"folded:{self._shown}").split()
        self._folded = {int(each) for each in remembered if each.isdecimal()}

    def _show(self) -> None:
        stories, story = self._desk.library.stories.all(), self._desk.story
        blocks = self._desk.blocks()
        before, self._blocks = self._blocks, blocks
        fresh = {block.id for block in blocks} - {block.id for block in before}
        self.head.show_stories(stories, story)
        page = self.cards if self.as_cards else self.canvas
        self._pages.setCurrentWidget(self.no_story if story is None else page)
        self.head.show_views(cards=self.as_cards, preview=self.beside.panel == PREVIEW)
        title = next((each.title for each in stories if each.id == story), "")
        about = self._about(blocks)
        self.canvas.column.title.show_title(title, about.kicker)
        tidy = any(each.tidy for each in stories if each.id == story)
        manner = StoryValue("", tidy=tidy, hashtags=about.hashtags if tidy else frozenset())
        zone = zone_called(self._desk.library.zone_of_posts(quoted_in(blocks)))
        self.canvas.know(replace(self._telling, story=manner, zone=zone))
        self.canvas.show_story(blocks, self._folded, folded_words(blocks, self._folded))
        long = self._desk.length()
        parts = sections(blocks)
        self.outline.show_story(blocks, parts, long, about.voices)
        self.head.strip.show_count(long, aim(parts) if blocks else 0)
        if self._desk.history.replaying and before:
            self._go_to_changed(before, blocks)
        elif before and self._desk.mark in fresh and not self.canvas.is_writing:
            self.canvas.choose(self._desk.mark, focus=False)
        self._mark()
        if self.as_cards:
            self.cards.show_story(blocks, self.canvas.selected, manner)

    def _mark(self) -> None:
        """Keep where posts go: from elsewhere, only a block that was chosen says so."""
        chosen = self.isVisible() or self.canvas.current is not None
        self._desk.mark = self.canvas.place if chosen else None

    def _about(self, blocks: Sequence[Block]) -> _About:
        """Return what is told of a story; it is found anew only when other posts are quoted.

        For a story without quotes, the chat is the current one.
        """
        quoted = frozenset((post.platform, post.key) for post in quoted_in(blocks))
        if self._told is None or self._told.quoted != quoted:
            library = self._desk.library
            spoke = count_quotable(library, blocks, self._desk.scope)
            words = kicker(library, blocks, self._desk.chat)
            self._told = _About(quoted, words, spoke, library.stories.hashtags(blocks))
        return self._told

    def _go_to_changed(self, before: Sequence[Block], blocks: Sequence[Block]) -> None:
        """Select what an undone or redone step has changed."""
        found = changed(before, blocks)
        if found is None or (self.canvas.is_writing and found == self.canvas.current):
            return
        if self.canvas.is_writing:  # the caret stays where it is
            self.canvas.visible_blocks.reveal(found)
            return
        heading = self.edits.heading_over(found)
        if heading in self._folded and heading != found:
            self.fold(heading)
        self.canvas.choose(found, focus=self.canvas.holds_focus())

    def _reword(self, block: int, way: int, edge: str) -> None:
        """Move an edge of a pull quote by a word, within the step of the last move."""
        if (words := self.edits.reworded(block, way, edge)) is not None:
            self.drafts.save(block, words)

    def _chosen(self, block: int | None) -> None:
        """Move the insertion mark, and the outline, to the current block."""
        self._desk.mark = self.canvas.place
        self.outline.show_current(self.canvas.current)
        if self.as_cards:
            self.cards.select(self.canvas.selected)
        if block is not None and (post := self.edits.post_of(block)) is not None:
            self._desk.choose(post)

    # Actions

    def insert(self, ids: Sequence[int], place: int | None = None) -> None:
        """Insert posts at the mark or after a block; the mark moves behind them."""
        self.canvas.flush()
        if self._desk.add_to_story(ids, None if place is None else BlockId(place)):
            self.shelf.choose_next_unused()

    def _append(self, ids: Sequence[int]) -> None:
        if self._desk.add_to_story(ids, at_end=True):
            self.shelf.choose_next_unused()

    def drop(self, fallen: DragPayload, place: int) -> None:
        """Insert what was dropped, or move it."""
        self.canvas.flush()
        if refuse_foreign(fallen, self._desk):
            return
        if fallen.kind == "posts":
            self.insert(fallen.ids, place)
        elif fallen.kind in {"files", "links"}:
            self.commands.insertions.insert_files(fallen, place)
        elif fallen.kind == "search":
            add_saved(self._desk, fallen.ids[0], BlockId(place))
        elif self.edits.move(fallen.ids, place):
            self.unfold(fallen.ids[0])
            self._unfold_swollen(fallen.ids)

    def _drag(self, block: int, held: Qt.KeyboardModifier) -> None:
        """Drag a block by its grip; with Ctrl, a heading takes its section along."""
        ids = self._dragged_blocks(block)
        section = section_of(self._blocks, block)
        if held & Qt.KeyboardModifier.ControlModifier and section and section.ids[0] == block:
            ids = section.ids
        number = self.canvas.column.number(block)
        name = "" if number is None else self.canvas.column.frame(number).accessibleName()
        drag = QDrag(self.canvas)
        drag.setMimeData(blocks_dragged(ids, self._desk.library.path))
        dress_drag(drag, name, len(ids) - 1)
        drag.exec(Qt.DropAction.MoveAction)

    def _dragged_blocks(self, block: int) -> list[int]:
        """Return what moves when a block is dragged: the selection, if it is part of it."""
        chosen = self.canvas.selected
        several = chosen if block in chosen else [block]
        return [id_ for each in several for id_ in carried(self._blocks, each, self._folded)]

    def _go_to(self, block: int) -> None:
        self.canvas.choose(block, focus=False)
        number = self.canvas.column.number(block)
        if number is not None:
            self.canvas.verticalScrollBar().setValue(self.canvas.column.span(number)[0] - 24)

    def fold(self, heading: int) -> None:
        """Fold a section, or unfold it."""
        self._folded ^= {heading}
        self._desk.library.remember(
            f"folded:{self._shown}", " ".join(map(str, sorted(self._folded)))
        )
        if self.canvas.current not in (None, heading) and heading in self._folded:
            self.canvas.choose(heading)
        self._show()
        self._chosen(self.canvas.current)

    def unfold(self, block: int) -> None:
        """Unfold the section that contains a block, unless the block is its heading."""
        heading = self.edits.heading_over(block)
        if heading in self._folded and heading != block:
            self.fold(heading)

    def _unfold_swollen(self, ids: Sequence[int]) -> None:
        """Unfold a section that received dropped blocks, so that nothing vanishes."""
        section = section_of(self._blocks, ids[0])
        if ids[0] in self._folded and section and section.ids != list(ids):
            self.fold(ids[0])

    @property
    def folded(self) -> set[int]:
        """Return the headings whose sections are folded."""
        return self._folded

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of the current story."""
        return self._blocks

    # Layout

    def _fit(self) -> None:
        """Reduce the outline to a strip where there is no room for it."""
        self._is_wide = self.width() >= theme.px(_WIDE)
        on = not self.beside.is_outline
        self.head.strip.setVisible(not self._is_wide and not on)
        self.shelf.setVisible(not on or self.width() >= _CRAMPED)
        self._right.setVisible(self._is_wide or on or self.head.strip.isChecked())
        if self.width() < _NARROW:
            self._splitter.setSizes([_LEAST_SHELF, self.width(), 0])

    def _remembered_widths(self) -> list[int]:
        try:
            widths = [int(each) for each in self._desk.library.recall(_WIDTHS).split()]
        except ValueError:
            widths = []
        return widths if len(widths) == 3 else [_SHELF, 800, _OUTLINE]  # noqa: PLR2004  three panes

    def _remember_widths(self) -> None:
        if self._right.isVisible() and self.beside.is_outline:
            widths = " ".join(str(width) for width in self._splitter.sizes())
            self._desk.library.remember(_WIDTHS, widths)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        missed, self._missed = self._missed, frozenset()
        if missed:
            self.refresh(missed)
        super().showEvent(event)
        if self.beside.is_outline and self._desk.library.recall(_PANEL) == PREVIEW:
            self.turn(PREVIEW)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._desk.story is not None and self.canvas.current is None:
            self._desk.mark = None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
