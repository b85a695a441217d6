"""The selected post in full: author, time, text, pictures, counts."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from curator.dates import elapsed_words, full_day
from curator.gui.look import theme
from curator.gui.look.safe_text import clean
from curator.gui.post_list.row_head import chat_role_label
from curator.gui.questions.chip import QuestionChip
from curator.gui.reading.echo_group import GroupLine
from curator.gui.reading.pictures import Pictures
from curator.gui.reading.text import PostWords
from curator.gui.reading.versions import Versions
from curator.gui.widgets import Elided, Face, Glyph, Label
from curator.gui.widgets.labels import NameLink
from curator.gui.widgets.layouts import column_in, row_in
from curator.i18n import tr, trn
from curator.library import Library, Row, Thread
from curator.model import Post, has_handles

_SNUG = 470
"""In a narrower pane, the reason for a post's question is only in a tool tip."""


class ReadingPost(QWidget):
    """The post in full."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._face = Face(38)
        self.author = self._name = NameLink("post", weight=600)
        """The author; a click shows their posts."""
        self._handle = Elided(style="small", colour="text3")
        self._role = Label(style="micro", colour="text2", weight=500)
        self._date = Elided(style="small", colour="text3")
        self.question = QuestionChip()
        self.words = PostWords()
        self.versions = Versions()
        """Other versions of the text in other captures."""
        self._part = Elided(style="small", colour="text2")
        self.pictures = Pictures(library.pictures.thumbnail)
        self.quoted = QVBoxLayout()
        """The place of a quoted post."""
        self.group = GroupLine()
        self._counts = _Counts()
        self._lay_out()

    def _lay_out(self) -> None:
        names = QHBoxLayout()
        names.setSpacing(6)
        who = QVBoxLayout()
        who.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(10)
        column = column_in(self, (18, 14, 18, 12), spacing=10)
        column.addLayout(head)
        head.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(who, 1)
        who.addLayout(names)
        names.addWidget(self._name)
        names.addWidget(self._handle)
        names.addWidget(self._role)
        names.addStretch(1)
        who.addWidget(self._date)
        head.addWidget(self.question, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._part)
        column.addWidget(self.words)
        column.addWidget(self.group)
        column.addWidget(self.versions)
        column.addWidget(self.pictures)
        column.addLayout(self.quoted)
        column.addWidget(self._counts)

    def show_thread(self, thread: Thread, zone: tzinfo) -> None:
        """Show the selected post of a conversation, and its number in a longer thread."""
        row, count = thread.chosen, len(thread.own)
        post = row.post
        number = next((n for n, each in enumerate(thread.own, 1) if each.id == row.id), 1)
        self._part.setText(tr("Part {number} of a thread of {count}", number=number, count=count))
        self._part.setVisible(count > 1)
        self.versions.show_texts(self._library.posts.versions(row.id))
        author = post.author
        portrait = b""
        if author.avatar and author.avatar.hash:
            portrait = self._library.pictures.thumbnail(author.avatar.hash)
        self._face.show_author(author, portrait)
        self._name.setText(clean((author.name or f"@{author.handle}")[:400]))
        self._handle.setText(clean(f"@{author.handle}"[:200]) if author.name else "")
        self._handle.setVisible(bool(author.name) and has_handles(post.platform))
        role = row.role or chat_role_label(row.part.seat)
        self._role.setText(tr("· {role}", role=clean(role[:80])) if role else "")
        self._date.setText(date_words(post, zone))
        self.words.show_post(post)
        self.pictures.show_media(post.media)
        self.group.show_row(self._library, row)
        self._counts.show_counts(row)
        name = self._name.text()
        self.setAccessibleName(tr("{name}, {date}", name=name, date=self._date.text()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.question.shorten(on=self.width() < theme.px(_SNUG))

    @property
    def name(self) -> str:
        """Return the author's name."""
        return self._name.text()

    @property
    def part(self) -> str:
        """Return which part of a thread it is, in words; '' if of none."""
        return "" if self._part.isHidden() else self._part.text()

    @property
    def date(self) -> str:
        """Return when it was written, in words."""
        return self._date.text()

    @property
    def counts(self) -> list[str]:
        """Return its counts, in words."""
        return self._counts.words


class _Counts(QWidget):
    """Likes, echoes, replies, as far as they were recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._pairs = [
            (Glyph(icon, 14, "text3"), Label(style="small", colour="text2"))
            for icon in ("heart", "repeat-2", "message-circle")
        ]
        row = row_in(self, spacing=5)
        for glyph, label in self._pairs:
            row.addWidget(glyph)
            row.addWidget(label)
            row.addSpacing(theme.px(9))
        row.addStretch(1)

    def show_counts(self, row: Row) -> None:
        post = row.post
        words = (
            "" if post.likes is None else trn("{count} like", "{count} likes", post.likes),
            _repeated(row.echoes, post.reposts),
            "" if post.replies is None else trn("{count} reply", "{count} replies", post.replies),
        )
        self.words = [each for each in words if each]
        for (glyph, label), each in zip(self._pairs, words, strict=True):
            label.setText(each)
            glyph.setVisible(bool(each))
            label.setVisible(bool(each))
        self.setVisible(bool(self.words))


def _repeated(echoes: int, reposts: int | None) -> str:
    """Return how often a post was repeated: by the platform's count, or by the library's."""
    if reposts is not None and reposts >= echoes:
        return trn("{count} repost", "{count} reposts", reposts)
    return trn("{count} echo", "{count} echoes", echoes) if echoes else ""


def date_words(post: Post, zone: tzinfo) -> str:
    """Return when a post was written: “Thursday 14 May 2026, 19:16 BST”."""
    local = post.at.astimezone(zone)
    day = full_day(local.date())
    if post.precision == "elapsed":
        return tr(
            "{day}, {passed} from the start; the clock is not known",
            day=day,
            passed=elapsed_words(post.at),
        )
    if not post.is_timed:
        return tr("{days}; the clock is not known", days=day)
    name = local.tzname() or ""
    name = name if name[:1].isalpha() else tr("UTC{shift}", shift=name)
    return tr("{day}, {time} {zone}", day=day, time=f"{local:%H:%M}", zone=name)
