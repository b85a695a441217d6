"""Chats as lines of the selector and of the sidebar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject

from curator import work
from curator.dates import brief_date, clock, clockless_span, place_words
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import clean
from curator.gui.widgets.entry import Entry
from curator.i18n import tr, trn
from curator.library import ARCHIVE, CHATS, MUTING, QUESTIONS, Chat
from curator.stored_words import translate_sentence

MORE = "chats"
"""The command that opens the list of all chats."""

_FEW = 8
_READ = CHATS | QUESTIONS | ARCHIVE | MUTING
"""Tables that affect the chats, or what is shown of them."""


@dataclass(frozen=True, slots=True)
class _ChatTip:
    """The tool tip of a chat's line; its words cost a look into archives and catalogues."""

    chat: Chat
    desk: Desk = field(compare=False)

    def __call__(self) -> str:
        return clean(chat_words(self.chat, self.desk))


def chat_entries(chats: Sequence[Chat], desk: Desk) -> list[Entry]:
    """Return lines for chats: title and posts; span and hosts in the tool tip.

    Chats that would have the same title say when they began, or else how large they are.
    """
    titles = [_short_title(chat, day_of(chat)) for chat in chats]
    common = {title for title, count in Counter(titles).items() if count > 1}
    return [
        Entry(
            clean(_distinct_title(chat) if title in common else title), None,
            "message-circle", count=chat.posts, chat=chat.id, current=chat.id == desk.chat,
            tip=_ChatTip(chat, desk),
        )
        for chat, title in zip(chats, titles, strict=True)
    ]  # fmt: skip


def day_of(chat: Chat, *, timed: bool = False) -> str:
    """Return the day on which a chat began; timed: with the time, where it is known."""
    at, _ = chat.local_ends
    day = brief_date(at.date())
    if timed and chat.clock == "known":
        return tr("{day}, {time}", day=day, time=clock(at))
    return day


def _short_title(chat: Chat, day: str) -> str:
    """Return the title of the editor, or else the day before the hashtag."""
    if chat.is_named:
        return chat.title
    return tr("{day} {name}", day=day, name=chat.name) if chat.name else day


def _distinct_title(chat: Chat) -> str:
    """Return the short title of a chat that shares it with others."""
    if chat.clock != "known":
        size = trn("{count} post", "{count} posts", chat.posts)
        return f"{_short_title(chat, day_of(chat))} · {size}"
    began = day_of(chat, timed=True)
    return f"{chat.title} · {began}" if chat.is_named else _short_title(chat, began)


def chat_words(chat: Chat, desk: Desk) -> str:
    """Return when a chat was, its hosts and its size, in one line."""
    start, end = chat.local_ends
    place = place_words(chat.tz)
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
        translate_sentence(chat.zone_reason),
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

    def days(self) -> Mapping[int, str]:
        """Return the day of each chat by its id; of several on one day with the time."""
        days = [day_of(chat) for chat in self._chats]
        counts = Counter(days)
        return {
            chat.id: day_of(chat, timed=counts[day] > 1)
            for chat, day in zip(self._chats, days, strict=True)
        }

    def lines(self) -> Iterator[Entry]:
        """Yield the heading of the group, all posts, then the chats, the newest first."""
        yield Entry(tr("Chats"), group=True)
        if not self._chats:
            yield Entry(_no_chats(self._desk))
            return
        all_ = self._desk.chat is None
        yield Entry(tr("All posts"), None, "inbox", chat=-1, current=all_)
        entries = chat_entries(self._chats, self._desk)
        yield from entries[:_FEW]
        yield from (entry for entry in entries[_FEW:] if entry.current)
        if len(self._chats) > _FEW:
            words = tr("All {count} chats…", count=len(self._chats))
            yield Entry(words, command=MORE)
