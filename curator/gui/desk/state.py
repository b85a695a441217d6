"""An open library with its signals and what is selected in it; every edit goes through it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimeZone, Signal

from curator.errors import CuratorError
from curator.gui.desk.follow_changes import ChangeFollower
from curator.gui.desk.jobs import Jobs
from curator.insight.figures.scope import within
from curator.library import (
    ARCHIVE,
    CHATS,
    BlockId,
    Changes,
    ChatId,
    Library,
    PostId,
    Step,
    StoryId,
    TagId,
)
from curator.model import Block, Post
from curator.settings import Settings

_BESIDE_STORY = frozenset({"marks", "tags", "post_tags", "notes", "searches"})
"""Tables whose changes do not affect the blocks of a story."""

_BESIDE_POSTS = _BESIDE_STORY | {"stories", "blocks", "story_versions"}
"""Tables whose changes do not affect the posts."""


class DeskHold(QObject):
    """An open library with its signals, the selected post and the current story."""

    changed = Signal(object)
    """The names of the tables that changed, a frozenset."""

    failed = Signal(object)
    """A CuratorError: its message is a sentence to show."""

    said = Signal(str)
    """A sentence about what was just done, for the status bar."""

    post_changed = Signal(object)
    """The PostId that is selected now, or None."""

    tag_renamed = Signal(str, str)
    """A tag was renamed: its old and new name, so that a search for it can follow."""

    story_changed = Signal(object)
    """The StoryId of the current story, or None."""

    chat_changed = Signal(object)
    """The ChatId that is shown now, or None for all posts."""

    settings_changed = Signal(object)
    """The user's Settings, after one of them was changed."""

    closing = Signal()
    """The library is about to be closed: drop every reference to its data."""

    def __init__(
        self, path: Path, settings: Settings, parent: QObject | None = None, *, make: bool = False
    ) -> None:
        super().__init__(parent)
        fresh = make and not path.exists()
        self.library = Library(path, make=make)
        self.library.changed = self._heard
        if fresh:
            self.library.remember("zone", own_zone())
        self.settings = settings
        self.jobs = Jobs(self)
        self.following = ChangeFollower(self.library, self)
        self.following.found.connect(self._heard)
        self.post: PostId | None = None
        """The post that Sift and Story both show as selected."""
        self.tag_at_hand: TagId | None = None
        """The tag that the tag commands offer first."""
        self.mark: BlockId | None = None
        """The block after which posts are inserted into the story; None is its end."""
        self.story: StoryId | None = None
        """The current story."""
        self._blocks: tuple[StoryId, tuple[Block, ...]] | None = None
        self._posts: dict[int, Post] = {}
        self.search = ""
        """What Sift searches for within the chat; figures elsewhere use it too."""
        self.chat: ChatId | None = None
        """The chat that is shown; None is all posts. All counts follow it."""
        self._offered: tuple[int, ...] = ()
        self.story = self._remembered_story()
        self.chat = self._remembered_chat()
        self.search = self.scope

    # Selection

    def look_at(self, chat: ChatId | None) -> None:
        """Show one chat, or all posts, and remember it."""
        if chat != self.chat:
            self.chat = chat
            self.search = self.scope
            self.library.remember("chat", str(chat or ""))
            self.chat_changed.emit(chat)

    @property
    def scope(self) -> str:
        """Return the search for the posts of the current chat; '' for all posts."""
        return f"chat:{self.chat}" if self.chat is not None else ""

    def within_chat(self, text: str) -> str:
        """Return a search restricted to the posts of the current chat."""
        return within(text, self.scope)

    def choose(self, post: PostId | None) -> None:
        """Select the post that every pane shows."""
        if post != self.post:
            self.post = post
            self._offered = ()
            self.post_changed.emit(post)

    def open_story(self, story: StoryId | None) -> None:
        """Make a story current, and remember it."""
        if story != self.story:
            self.story = story
            self.mark = None
            self.library.remember("story", str(story or ""))
            self.story_changed.emit(story)

    def set(self, **choices: Any) -> None:
        """Change settings, such as compact=True."""
        self.settings = replace(self.settings, **choices)
        self.settings_changed.emit(self.settings)

    def adopt(self, settings: Settings) -> None:
        """Take over settings that were changed elsewhere."""
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit(settings)

    # Edits

    def edit(self, label: str, act: Callable[[], object], *, onto: Step | None = None) -> bool:
        """Do something as one step that can be undone; tell why if it cannot be done.

        onto: the step that this belongs to, if nothing was done since.
        """
        try:
            with self.library.edit(label, onto):
                act()
        except CuratorError as error:
            self.failed.emit(error)
            return False
        return True

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except CuratorError as error:
            self.failed.emit(error)
            return False
        return True

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of the current story."""
        if self.story is None:
            return ()
        if self._blocks is None or self._blocks[0] != self.story:
            self._blocks = self.story, self.library.stories.blocks(self.story, self._posts)
        return self._blocks[1]

    # Changes

    def _heard(self, changes: Changes) -> None:
        """Update the selected post and story, then notify the panes."""
        changes |= self.library.changed_elsewhere()
        self._forget(changes)
        if changes & ARCHIVE and self.post and not self.library.posts.rows([self.post]):
            self.choose(None)
        if changes & CHATS:
            self._follow_chat()
        if "stories" in changes:
            self.open_story(self._standing_story())
        self.changed.emit(changes)

    def _follow_chat(self) -> None:
        """Follow the chat if it was merged into another; if it is gone, show all posts."""
        if self.chat is not None:
            there = self.library.chats.called(self.chat)
            self.look_at(there.id if there else None)

    def _remembered_chat(self) -> ChatId | None:
        remembered: Any = self.library.recall("chat")
        there = self.library.chats.called(int(remembered)) if remembered.isdecimal() else None
        return there.id if there else None

    def _forget(self, changes: Changes) -> None:
        """Drop cached data: of the story, and of posts unless only the story changed."""
        if not changes <= _BESIDE_STORY:
            self._blocks = None
        if not changes <= _BESIDE_POSTS:
            self._posts.clear()

    def _standing_story(self) -> StoryId | None:
        ids = [info.id for info in self.library.stories.all()]
        return self.story if self.story in ids else ids[-1] if ids else None

    def _remembered_story(self) -> StoryId | None:
        remembered: Any = self.library.recall("story")
        self.story = StoryId(int(remembered)) if remembered.isdecimal() else None
        return self._standing_story()


def own_zone() -> str:
    """Return the IANA name of the computer's zone."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return name.removeprefix("Etc/") if name in {"Etc/UTC", "Etc/UCT"} else name
