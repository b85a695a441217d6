"""Muting of people and of words, each one step."""

from __future__ import annotations

from PySide6.QtCore import QObject

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import isolated
from curator.gui.people.labels import set_label
from curator.gui.reading.pane import ReadingPane
from curator.gui.sift.posts_pane import PostsPane
from curator.i18n import grouped, tr
from curator.library import PersonId


class MutingCommands(QObject):
    """Mutes the author of the current post, or words; lifts either."""

    def __init__(self, desk: Desk, posts_pane: PostsPane, reading: ReadingPane) -> None:
        super().__init__(posts_pane)
        self._desk, self._posts_pane, self._reading = desk, posts_pane, reading
        posts_pane.muted.typed.connect(self.mute)
        posts_pane.muted.left.connect(posts_pane.view.setFocus)

    def ask(self) -> None:
        """Ask which words to mute; those chosen in the post, or searched for, stand there."""
        chosen = self._reading.post.words.chosen_words
        words = chosen or self._posts_pane.terms.words
        self._posts_pane.muted.ask(" ".join(words.replace('"', " ").split()))

    def mute(self, words: str) -> None:
        """Mute a word or a phrase."""
        muting = self._desk.library.muting
        count = muting.count(words)
        if self._desk.edit(tr("Mute “{words}”", words=words), lambda: muting.mute(words)):
            self._desk.reported.emit(
                tr(
                    "“{words}” is muted: {count} posts are left out everywhere. {keys} brings"
                    " them back.",
                    words=isolated(words),
                    count=grouped(count),
                    keys=spoken("undo"),
                )
            )
        self._posts_pane.view.setFocus()

    def unmute(self, words: str) -> None:
        """Show the posts with muted words again."""
        label = tr("Unmute “{words}”", words=words)
        if self._desk.edit(label, lambda: self._desk.library.muting.unmute(words)):
            self._desk.reported.emit(tr("“{words}” is no longer muted.", words=isolated(words)))

    def mute_author(self) -> None:
        """Mute the author of the current post, or show their posts again."""
        post = self._desk.post
        if post is None:
            return
        person = self._desk.library.marks.person(post)
        muted = self._desk.library.marks.standing(person).muted
        handle = self._desk.library.posts.row(post).post.author.handle
        self.set_muted(person, handle, muted=not muted)

    def set_muted(self, person: PersonId, handle: str, *, muted: bool) -> None:
        """Mute a person, or show their posts again."""
        people = self._desk.library.people
        if self._desk.edit(
            set_label("muted", muted, 1), lambda: people.change([person], muted=muted)
        ):
            words = (
                tr("@{handle} is muted. {keys} brings the posts back.", handle=isolated(handle),
                    keys=spoken("undo"))
                if muted
                else tr("@{handle} is no longer muted.", handle=isolated(handle))
            )  # fmt: skip
            self._desk.reported.emit(words)
