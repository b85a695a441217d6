"""A post on the canvas: the whole post, or words of it as a pull quote. Nothing is markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.counted import Scope
from curator.dates import brief_day, elapsed_words
from curator.gui.canvas.post_pictures import Gallery
from curator.gui.canvas.print_note import PrintNote
from curator.gui.canvas.readonly_text import ReadonlyText
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import clean, isolated, plain_tip
from curator.gui.widgets import Face, Label
from curator.i18n import tr
from curator.model import CUT, Author, Post, PullQuote, Quote, Story, has_handles, trimmed
from curator.quoting import shown_post
from curator.stored_words import translate_list

_FACE, _BESIDE = 32, 44
_NO_STORY = Story("", tidy=False)
_BAR = 3


@dataclass(frozen=True, slots=True)
class PostDisplay:
    """What blocks need from the library to display a post."""

    zone: tzinfo
    hashtag: str
    """The chat's own hashtag, which is shown paler than others."""

    picture: Callable[[str], bytes]
    """Returns Curator's copy of a picture, by Media.hash; b'' if there is none."""

    story: Story = _NO_STORY
    """The current story's settings for quotes: tidied, and of which hashtags. It has no blocks."""

    added: Callable[[Scope], int] = lambda _scope: 0
    """Returns how many posts were added to a scope since it was counted; -1: some were removed."""


def when(post: Post, zone: tzinfo) -> str:
    """Return when a post was written, with the name of the zone: '14 May, 19:05 BST'."""
    at = post.at.astimezone(zone)
    day = brief_day(at.date())
    if post.precision == "elapsed":
        return tr("{day}, {passed} from the start", day=day, passed=elapsed_words(post.at))
    if not post.is_timed:
        return day
    return f"{day}, {at:%H:%M} {at.tzname() or ''}".rstrip()


class Byline(Restyled, QWidget):
    """The line above a post: author, handle and time."""

    def __init__(self) -> None:
        super().__init__()
        self._author = Author("")
        self._has_handle = False
        self._when = ""
        self._pieces: list[_Piece] = []
        """The words in their places, at the present width."""

    def show_post(self, post: Post, zone: tzinfo) -> None:
        """Show who wrote a post and when."""
        self._author, self._when = post.author, when(post, zone)
        self._has_handle = bool(post.author.name) and has_handles(post.platform)
        self.setToolTip(plain_tip(full_name(post.author)))
        self._lay_out()

    def _lay_out(self) -> None:
        """Find the places of the words: it takes longer than to paint them."""
        small = theme.font("small")
        width = QFontMetrics(small).horizontalAdvance(self._when)
        right = self.width() - width - 1
        when = _piece(right, width + 1, self._when, small, "text3")
        bold = theme.font("base", weight=600)
        name = clean(self._author.name).strip() or clean(self._author.handle).strip()
        who = _piece(0, round(self.width() * 0.4), name, bold, "text")
        self._pieces = [when, who]
        if self._has_handle:
            room = right - who.end - 2 * theme.px(6)
            handle = f"@{clean(self._author.handle).strip()}"
            self._pieces.append(_piece(who.end + theme.px(6), room, handle, small, "text3"))
        self.update()

    @override
    def resizeEvent(self, event: QEvent) -> None:
        self._lay_out()

    @override
    def follow_style(self) -> None:
        self._lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        base = theme.px(14)
        for piece in self._pieces:
            painter.setFont(piece.font)
            painter.setPen(theme.colour(piece.ink))
            painter.setClipRect(QRect(piece.left, 0, max(0, piece.room + 1), self.height()))
            painter.drawText(QPointF(piece.left, base), piece.words)


class _Piece(NamedTuple):
    """Words of a byline in their place."""

    left: int
    room: int
    words: str
    font: QFont
    ink: str
    end: int


def _piece(left: int, room: int, words: str, font: QFont, ink: str) -> _Piece:
    metrics = QFontMetrics(font)
    elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    end = left + metrics.horizontalAdvance(elided)
    return _Piece(left, room, isolated(elided), font, ink, end)


class _Noted(QWidget):
    """Words of a post, with a note for print below."""

    grew = Signal()
    noted = Signal(object)
    """The note for print was made, a PrintNote."""

    def __init__(self) -> None:
        super().__init__()
        self._note: PrintNote | None = None

    @property
    def has_note(self) -> bool:
        """Whether the note for print was made, be it shown or not."""
        return self._note is not None

    def note(self) -> PrintNote:
        """Return the note for print, which is made when there is one."""
        if self._note is None:
            self._note = PrintNote(self)
            self._note.grew.connect(self.grew)
            self.noted.emit(self._note)
        return self._note


class PostBody(Restyled, _Noted):
    """A whole post; nothing of it can be edited."""

    restored = Signal(int)
    """A cut is to be undone; carries the index of the […] that was pressed."""

    above, pad = 0, 10

    def __init__(self, telling: PostDisplay) -> None:
        super().__init__()
        self._telling = telling
        self._block: Quote | None = None
        self._post: Post | None = None
        self._face, self._byline, self._gallery = Face(_FACE), Byline(), Gallery()
        self.text = ReadonlyText("canvas", 23)
        self._why = Label(style="small", colour="text3", wrap=True)
        self._why.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for part in (self._face, self._byline, self._gallery, self.text, self._why):
            part.setParent(self)
        self.text.setAccessibleName(tr("Words of the post"))
        self._why.setAccessibleName(tr("Why the post is here"))
        self.text.pressed.connect(self._press)
        self._reason = ""
        self._small = False
        self._trims = 0

    def show_block(self, block: Quote) -> None:
        """Show a post."""
        self._block = block
        whole = replace(block, post=trimmed(block.post, block.trims))
        self._post = post = shown_post(whole, self._telling.story)
        self._small = block.compact
        self._trims = len(block.trims)
        self._reason = _reason(block)
        self._why.setText(self._reason)
        self._why.setVisible(bool(self._reason))
        picture = self._telling.picture
        portrait = picture(post.author.avatar.hash) if post.author.avatar else b""
        self._face.show_author(post.author, portrait)
        self._byline.show_post(post, self._telling.zone)
        self.text.show_runs(_runs(post, self._telling.hashtag))
        self._gallery.show_media(() if block.compact else post.media, picture)
        self._face.setVisible(not block.compact)
        if block.note or self._note is not None:
            self.note().show_note(block.note)
        self.grew.emit()

    def _press(self, _held: object) -> None:
        """Restore the words whose […] was pressed."""
        at, _ = self.text.stretch
        words = self.text.words()
        marks = [found.span() for found in re.finditer(re.escape(CUT), words)]
        number = next((n for n, (low, high) in enumerate(marks) if low <= at < high), None)
        if number is not None and self._trims:
            QTimer.singleShot(0, self, partial(self._restore, self._block, number))

    def _restore(self, block: Quote | None, number: int) -> None:
        if block is self._block:  # it may show another post by now
            self.restored.emit(number)

    def name(self) -> str:
        """Return the accessible name for screen readers."""
        post = self._post
        if post is None:
            return ""
        name = tr(
            "Post by {name}, {when}: {words} {reason}",
            name=isolated(full_name(post.author)),
            when=when(post, self._telling.zone),
            words=post.shown,
            reason=self._reason,
        ).rstrip()
        return _with_note(name, self._block)

    @property
    def indent(self) -> int:
        """Return the indent of the words, so that buttons can be aligned with them."""
        return 0 if self._small else theme.px(_BESIDE)

    @property
    def shown(self) -> Post | None:
        """Return the post as displayed here: trimmed, tidied, with the parts of its thread."""
        return self._post

    def height_for(self, width: int) -> int:
        """Return the height needed at a width."""
        words = self.text.height_for(width - self.indent)
        pictures = self._gallery.height_for(width - self.indent)
        why = self._why_height(width - self.indent) + self._note_height(width - self.indent)
        return theme.px(20) + words + (pictures + theme.px(12) if pictures else 0) + why

    def _note_height(self, width: int) -> int:
        return self._note.height_for(width) if self._note is not None else 0

    def _why_height(self, width: int) -> int:
        return self._why.heightForWidth(width) + theme.px(4) if self._reason else 0

    @override
    def resizeEvent(self, event: QEvent) -> None:
        left, width = self.indent, self.width() - self.indent
        words = self.text.height_for(width)
        pictures = self._gallery.height_for(width)
        self._face.setGeometry(0, theme.px(1), theme.px(_FACE), theme.px(_FACE))
        self._byline.setGeometry(left, 0, width, theme.px(20))
        self.text.setGeometry(left, theme.px(20), width, words)
        self._gallery.setGeometry(left, theme.px(20) + words + theme.px(8), width, pictures)
        self._gallery.setVisible(pictures > 0)
        why = self._why_height(width)
        self._why.setGeometry(left, self.height() - why + theme.px(4), width, why - theme.px(4))
        if self._note is not None:
            note = self._note.height_for(width)
            self._note.setGeometry(left, self.height() - why - note, width, note)

    @override
    def follow_style(self) -> None:
        if self._post is not None:
            self.text.show_runs(_runs(self._post, self._telling.hashtag))


class PullBody(Restyled, _Noted):
    """A pull quote: words of a post, set large."""

    above, pad = 0, 8

    def __init__(self, telling: PostDisplay) -> None:
        super().__init__()
        self._telling = telling
        self._block: PullQuote | None = None
        self.text = _Large()
        self._who = Label(style="small", colour="text2", wrap=True)
        self.text.setAccessibleName(tr("Words of the pull quote"))
        self._who.setAccessibleName(tr("Who said it"))
        self._who.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text.setParent(self)
        self._who.setParent(self)

    def show_block(self, block: PullQuote) -> None:
        """Show the words and who said them."""
        self._block = block
        plain = QTextCharFormat()
        self.text.show_runs([(tr("“{words}”", words=block.text), plain)])
        self._who.setText(isolated(full_name(block.post.author)))
        if block.note or self._note is not None:
            self.note().show_note(block.note)
        self.grew.emit()

    def name(self) -> str:
        """Return the accessible name for screen readers."""
        if self._block is None:
            return ""
        name = tr(
            "Pull quote by {name}: {words}",
            name=isolated(full_name(self._block.post.author)),
            words=self._block.text,
        )
        return _with_note(name, self._block)

    @property
    def indent(self) -> int:
        """Return the indent of the words."""
        return _BAR + theme.px(16)

    def height_for(self, width: int) -> int:
        """Return the height needed at a width."""
        inner = width - self.indent
        note = self._note.height_for(inner) if self._note is not None else 0
        who = self._who.heightForWidth(inner)
        return self.text.height_for(inner) + theme.px(3) + who + 4 + note

    @override
    def resizeEvent(self, event: QEvent) -> None:
        inner = self.width() - self.indent
        words = self.text.height_for(inner)
        self.text.setGeometry(self.indent, 2, inner, words)
        self._who.setGeometry(
            self.indent, 2 + words + theme.px(3), inner, self._who.heightForWidth(inner)
        )
        if self._note is not None:
            note = self._note.height_for(inner)
            self._note.setGeometry(self.indent, self.height() - note - 2, inner, note)

    @override
    def follow_style(self) -> None:
        if self._block is not None:
            self.show_block(self._block)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, 0, _BAR, self.height()), theme.colour("accent"))


class _Large(ReadonlyText):
    def __init__(self) -> None:
        super().__init__("title", 28)

    @override
    def font_used(self) -> QFont:
        return theme.font_of(19, 500)


def _with_note(name: str, block: Quote | PullQuote | None) -> str:
    """Return the accessible name of a quote with its note for print."""
    if block is None or not block.note:
        return name
    return tr("{quote} Note for print: {note}", quote=name, note=block.note)


def _reason(block: Quote) -> str:
    """Return why the rough cut chose a post, and whether it stays."""
    if not block.why:
        return tr("Pinned") if block.pinned else ""
    why = tr("Chosen because: {why}", why=translate_list(block.why))
    return tr("Pinned · {why}", why=why) if block.pinned else why


def full_name(author: Author) -> str:
    """Return a name with its handle, on one line."""
    name, handle = clean(author.name).strip(), clean(author.handle).strip()
    return f"{name} @{handle}" if name else f"@{handle}"


def _runs(post: Post, hashtag: str) -> list[tuple[str, QTextCharFormat]]:
    own = hashtag.casefold()
    found: list[tuple[str, QTextCharFormat]] = []
    for piece in post.pieces():
        look = _format_for(piece.kind, own=bool(own) and piece.value.casefold() == own)
        if piece.kind:
            found.append((piece.text, look))
            continue
        parts = piece.text.split(CUT)
        found += [run for part in parts for run in ((CUT, _cut_look()), (part, look))][1:]
    return found


def _cut_look() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(theme.colour("accent"))
    made.setToolTip(tr("Words are left out here. Click to show them again."))
    return made


def _format_for(kind: str, *, own: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    if kind == "link":
        made.setFontUnderline(True)
        made.setUnderlineColor(theme.colour("line2"))
    made.setForeground(theme.colour("text3" if own else "text2" if kind else "text"))
    return made
