"""Corrections of chats: rename, join, split, move beginning or end; each is one step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.widgets.entry_menu import Own
from curator.i18n import tr
from curator.library import Chat, ChatId, PostId


class ChatEdits:
    """The edits of chats."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rename(self, chat: ChatId, title: str) -> None:
        """Set the title of a chat; an empty one restores its hashtag and date."""
        there = self._chat(chat)
        if there is not None and title.strip() != (there.title if there.is_named else ""):
            self._do(tr("Rename a chat"), lambda: self._desk.library.chats.rename(chat, title))

    def join_before(self, chat: ChatId) -> None:
        """Join a chat with the one before it."""
        before = self._before(chat)
        if before is not None:
            both = [before.id, chat]
            self._do(tr("Join two chats"), lambda: self._desk.library.chats.join(both))

    def split_at(self, post: PostId) -> None:
        """Start a new chat at a post."""
        self._do(tr("Split a chat"), lambda: self._desk.library.chats.split(post))

    def begin_at(self, chat: ChatId, post: PostId) -> None:
        """Move the beginning of a chat to a post; earlier posts then belong to no chat."""
        there = self._chat(chat)
        if there is not None:
            at = self._desk.library.posts.row(post).post.at
            move = self._desk.library.chats.move
            self._do(tr("Let a chat begin at a post"), lambda: move(chat, at, there.end))

    def end_at(self, chat: ChatId, post: PostId) -> None:
        """Move the end of a chat to a post."""
        there = self._chat(chat)
        if there is not None:
            at = self._desk.library.posts.row(post).post.at
            move = self._desk.library.chats.move
            self._do(tr("Let a chat end at a post"), lambda: move(chat, there.start, at))

    def menu(self, chat: ChatId) -> Own:
        """Return the menu of a chat's corrections."""
        post = self._desk.post
        own: Own = {}
        if self._before(chat) is not None:
            own[tr("Join with the chat before")] = partial(self.join_before, chat)
        if post is not None:
            if self._desk.library.chats.of([post]).get(post) == chat:
                own[tr("Split at the chosen post")] = partial(self.split_at, post)
            own[tr("Begin at the chosen post")] = partial(self.begin_at, chat, post)
            own[tr("End at the chosen post")] = partial(self.end_at, chat, post)
        return own

    def _do(self, label: str, act: Callable[[], object]) -> None:
        if self._desk.edit(label, act):
            undo = spoken("undo")
            self._desk.reported.emit(tr("{done}. {keys} takes it back.", done=label, keys=undo))

    def _chat(self, chat: ChatId) -> Chat | None:
        return next((each for each in self._desk.library.chats.all() if each.id == chat), None)

    def _before(self, chat: ChatId) -> Chat | None:
        every = self._desk.library.chats.all()
        place = next((n for n, each in enumerate(every) if each.id == chat), 0)
        return every[place - 1] if place else None
