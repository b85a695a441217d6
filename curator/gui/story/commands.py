"""The commands of the workspace Story, by the names that keys and menus use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from curator.gui.commands.functions import Function, run
from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk, decided_words
from curator.gui.story.beside import FACTS, PREVIEW
from curator.gui.story.block_commands import BlockCommands
from curator.gui.story.copy_lists import CopyLists
from curator.gui.story.insertions import Insertions
from curator.i18n import tr
from curator.library import PostId
from curator.model import Mark

if TYPE_CHECKING:
    from curator.gui.story.workspace import StoryWorkspace


class StoryCommands:
    """Runs the commands of the Story workspace."""

    def __init__(self, story: StoryWorkspace, desk: Desk) -> None:
        self._story, self._desk = story, desk
        self.blocks = BlockCommands(story, desk)
        """The commands on the selected blocks."""
        self.insertions = Insertions(story, desk)
        """The commands that put something in."""
        self._functions: dict[str, Function] = {
            **self.blocks.functions,
            **self.insertions.functions,
            **CopyLists(desk, story).functions,
            "add": self._add,
            "add_at_end": story.shelf.append,
            "add_section": story.shelf.add_section,
            "facts": lambda: story.turn(FACTS),
            "story_preview": lambda: story.turn(PREVIEW),
            "story_cards": lambda: story.show_as(cards=not story.as_cards),
            "tidy": lambda: self._with_story(story.edits.tidy),
            "spelling": self._turn_spelling,
            "new_story": self._begin,
            "duplicate": lambda: self._with_story(story.edits.duplicate),
            "delete": lambda: self._with_story(story.edits.delete),
            "star": lambda: self._decide("star"),
            "reject": lambda: self._decide("reject"),
            "unmark": lambda: self._decide(None),
            "tag": self._ask_tag,
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "first": lambda: story.canvas.to_end(last=False),
            "last": story.canvas.to_end,
            "select_all": self._select_all,
            **{f"tag_{n}": partial(self._tag_frequent, n) for n in range(1, 10)},
        }

    def command(self, name: str) -> Function | None:
        """Return what a command does here, once what is being written is saved."""
        function = self._functions.get(name)
        return None if function is None else partial(self._after_saving, function)

    def _after_saving(self, function: Function) -> None:
        self._story.canvas.flush()
        function()

    def verb(self, name: str, block: int) -> None:
        """Run a command from a block's own buttons and menu, or from inside its text."""
        story = self._story
        story.canvas.flush()
        if name.startswith("insert:"):
            command = self.insertions.make_room(name.removeprefix("insert:"), block)
            if command and not run(self.command(command)):
                story.wanted.emit("command", command)  # a snippet, which the window puts in
        elif name == "fold":
            story.fold(block)
        elif name == "new_text":
            self.blocks.go_on_after(block, self.insertions.new)
        elif name == "swap":  # a button offers a choice; the key takes the next best
            self.blocks.verbs["offer"](self.blocks.about(block))
        elif name in self.blocks.verbs:
            self.blocks.verbs[name](self.blocks.about(block))
        else:
            run(self.command(name))

    # Stories

    def _begin(self) -> None:
        self._story.edits.begin()
        self._story.canvas.title.go()
        self._story.canvas.title.selectAll()

    def _turn_spelling(self) -> None:
        if (spelling := self._story.canvas.spelling) is not None:
            spelling.turn()

    def _with_story(self, act: Callable[..., object]) -> None:
        if self._desk.story is not None:
            act(self._desk.story)

    # Posts

    def _add(self) -> None:
        if self._story.shelf.search.hasFocus():
            self._story.shelf.view.setFocus()
        else:
            self._story.shelf.insert()

    def _posts(self) -> list[PostId]:
        """Return the posts that a decision applies to: on the shelf, or of the selected block."""
        canvas = self._story.canvas
        if self._story.is_at_story:
            return self._story.edits.posts_of(canvas.selected)
        return self._story.shelf.selected

    def _select_all(self) -> None:
        if self._story.canvas.holds_focus():
            self._story.canvas.choose_all()
        elif self._story.cards.hasFocus():
            self._story.cards.selectAll()
        else:
            self._story.shelf.view.selectAll()

    def _decide(self, mark: Mark | None) -> None:
        posts = self._posts()
        done = bool(posts) and self._desk.decide(posts, mark)
        if done and len(posts) == 1 and self._story.is_at_story:
            self._desk.reported.emit(decided_words(mark, 1))  # a block does not show its mark

    def _ask_tag(self) -> None:
        if posts := self._posts():
            if self._story.is_at_story:
                names = [name for name, _ in self._desk.library.marks.tags()]
                self._story.tagging.ask_at(self._story.below_block(), posts, names)
            else:
                self._story.shelf.ask_tag(posts)

    def _tag_frequent(self, number: int) -> None:
        name = self._desk.library.tags.keys().get(number)
        posts = self._posts()
        if not posts:
            return
        if name is None:
            self._desk.reported.emit(
                tr(
                    "There is no tag {number} yet. {keys} tags a post.",
                    number=number,
                    keys=spoken("tag"),
                )
            )
        else:
            self._desk.tag(posts, name)

    def _step(self, way: int) -> None:
        view = self._story.shelf.view
        if self._story.canvas.holds_focus():
            self._story.canvas.step(way)
        elif self._story.cards.hasFocus():
            self._story.cards.step(way)
        else:
            view.choose(max(0, view.current_number() + way))
