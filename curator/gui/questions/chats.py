"""Chats as lines of the selector and of the sidebar."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from curator import work
from curator.dates import brief_date, clock, clockless_span, place_words
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import clean
from curator.gui.widgets.entry import Entry
from curator.i18n import tr, trn
from curator.library import ARCHIVE, CHATS, MUTING, QUESTIONS, Chat

MORE = "chats"
"""The command that opens the list of all chats."""

_FEW = 8
_READ = CHATS | QUESTIONS | ARCHIVE | MUTING
"""Tables that affect the chats, or what is shown of them."""


def chat_entry(chat: Chat, desk: Desk) -> Entry:
    """Return a line for a chat: title and posts; its span and hosts in the tool tip."""
    return Entry(
        clean(short_title(chat, desk)), None, "message-circle", count=chat.posts, chat=chat.id,
        current=chat.id == desk.chat, tip=clean(chat_words(chat, desk)),
    )  # fmt: skip


def short_title(chat: Chat, desk: Desk) -> str:
    """Return a short title of a chat: the day before the hashtag."""
    if chat.is_named:
        return chat.title
    at, _ = chat.ends_in(desk.library.tz)
    day = brief_date(at.date())
    return tr("{day} {name}", day=day, name=chat.name) if chat.name else day


def start_words(chat: Chat, desk: Desk) -> str:
    """Return when a chat began, with the day unless its title tells that; or else its size."""
    if chat.clock != "known":
        return trn("{count} post", "{count} posts", chat.posts)
    at, _ = chat.ends_in(desk.library.tz)
    return f"{at:%H:%M}" if not chat.is_named else f"{brief_date(at.date())}, {at:%H:%M}"


def chat_words(chat: Chat, desk: Desk) -> str:
    """Return when a chat was, its hosts and its size, in one line."""
    zone = desk.library.tz
    start, end = chat.ends_in(zone)
    place = place_words(zone)
    span = (
        tr("{start} to {end}, {place}", start=clock(start), end=clock(end), place=place)
        if chat.clock == "known"
        else clockless_span(start, end, elapsed=chat.clock == "elapsed")
    )
    hosts = ", ".join(f"@{handle}" for handle in chat.hosts)
    guests = ", ".join(f"@{handle}" for handle in chat.guests)
    parts = (
        chat.title,
        span,
        tr("its archive names no zone") if desk.is_zone_doubted(chat) else "",
        tr("hosted by {names}", names=hosts) if hosts else "",
        tr("with {names}", names=guests) if guests else "",
        trn("{count} post", "{count} posts", chat.posts),
        trn("{count} question", "{count} questions", chat.questions),
    )
    return " · ".join(part for part in parts if part)


def _no_chats(desk: Desk) -> str:
    """Return that chats are looked for, or why there are none."""
    if desk.library.damage:
        return tr("Chats are not worked out: the library is damaged.")
    if desk.library.posts.newest() and not work.is_worked_out(desk.library):
        return tr("Looking for chats…")
    return tr("No chats found: no numbered questions, no dense talk.")


class ChatLines(QObject):
    """The chats of a library as lines of the sidebar; none if it has no chats."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read()
        desk.changed.connect(lambda changes: self._read() if changes & _READ else None)

    def _read(self) -> None:
        self._chats = [*reversed(self._desk.library.chats.all())]

    def lines(self) -> Iterator[Entry]:
        """Yield the heading of the group, all posts, then the chats, the newest first."""
        yield Entry(tr("Chats"), group=True)
        if not self._chats:
            yield Entry(_no_chats(self._desk))
            return
        all_ = self._desk.chat is None
        yield Entry(tr("All posts"), None, "inbox", chat=-1, current=all_)
        shown = self._chats[:_FEW]
        chosen = [chat for chat in self._chats[_FEW:] if chat.id == self._desk.chat]
        for chat in (*shown, *chosen):
            yield chat_entry(chat, self._desk)
        if len(self._chats) > _FEW:
            words = tr("All {count} chats…", count=len(self._chats))
            yield Entry(words, command=MORE)
