"""WhatsApp: an exported chat, the text alone or the zip with its pictures.

    [14/05/2024, 20:00:07] Ann: Q1 What do you lend?       (iPhone)
    5/14/24, 8:00 PM - Ann: Q1 What do you lend?           (Android)

Dates are as the phone of whoever saved it writes them: which part is the day is decided once for
the whole file. A line without a stamp belongs to the message above it. Lines that the program
wrote name nobody, or begin with an invisible mark, and are left out. There are no ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from curator.i18n import tr
from curator.model import Author, Media, MediaKind, Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.source import Source
from curator.readers.kit.archive.wishes import Wishes
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.tables.dates import Dates
from curator.readers.kit.tables.tables import guessed_order
from curator.readers.kit.text.text_runs import Runs
from curator.readers.kit.text.transcripts import (
    Message,
    bare,
    first_lines,
    is_signals,
    messages_of,
    place_of,
)

TITLE = "WhatsApp chat"
PLATFORM = "whatsapp"

_STAMP = re.compile(
    r"(?P<open>\[)?(?P<date>\d{1,4}(?P<sign>[-/.]) ?\d{1,2}(?P=sign) ?\d{1,4})"
    r"\.?,?(?: à| um| at)? "
    r"(?P<before>오전|오후|上午|下午|午前|午後)? ?(?P<clock>\d{1,2}[:.]\d\d(?:[:.]\d\d)?)"
    r"(?: ?(?P<half>[ap])\. ?m\.?| ?(?P<short>[ap])m)?(?(open)\]| [-–])(?: |$)",
    re.ASCII | re.IGNORECASE,
)
_AFTERNOON = frozenset(("오후", "下午", "午後"))
_NAME = re.compile(r"([^:]{1,120}):(?: |$)")
_QUOTES = re.compile('["“”„«»]')
_MARK = "\u200e"
_WRITTEN = re.compile(r"(?:POLL|Location|UMFRAGE|Standort|SONDAGE|ENCUESTA|ENQUETE)\s*:", re.ASCII)
_ATTACHED = re.compile(r"<[^<>:\n]{1,40}: ?([^<>\n]{1,200}\.\w{2,5})>$")
_FILE = re.compile(r"([^<>:/\\|?*\n]{1,200}\.\w{2,5}) \([^()\n]{3,40}\)$")
_OMITTED = re.compile(r"<[^<>:\n]{3,40}>$|(image|video|GIF|sticker|audio)[^\n:]{0,6} omitted$")
_DELETED = re.compile(
    r"(?:This message was deleted|You deleted this message|Diese Nachricht wurde gelöscht"
    r"|Du hast diese Nachricht gelöscht|Se eliminó este mensaje|Este mensaje fue eliminado"
    r"|Ce message a été supprimé|Esta mensagem foi apagada|Mensagem apagada"
    r"|Questo messaggio è stato eliminato|Dit bericht is verwijderd)\.?$"
)
_GREETING = re.compile(
    "end-to-end|ende-zu-ende|extremo a extremo|bout en bout|ponta a ponta", re.IGNORECASE
)
_ENOUGH = 2000
"""Messages after which the order of day and month is believed, if one has settled it."""

_FIRST_LINES = 3
"""WhatsApp greets every group under the group's own name."""

_EDITED = re.compile(r" ?(?:\u200e<[^<>:\n]{5,60}>|<This message was edited>)$")
_CALLED = re.compile("@\u2068([^\u2068\u2069\n]{1,80})\u2069")
_AROUND_NAME = " ~\u200e\u200f\u202a\u202c\u2068\u2069"
_KINDS: dict[str, MediaKind] = {
    "video": "video", "mp4": "video", "mov": "video", "3gp": "video", "audio": "audio",
    "opus": "audio", "m4a": "audio", "mp3": "audio", "aac": "audio", "ogg": "audio", "gif": "gif",
}  # fmt: skip


class _Stamp(NamedTuple):
    """When and by whom, as a line says."""

    time: str
    name: str
    """Empty where the program speaks."""


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_chat(source, name) for name in source.names)


def read(source: Source, wishes: Wishes) -> Iterator[Post | Skipped]:
    """Yield every message in the archive, in the archive's order."""
    names = [name for name in source.names if _is_chat(source, name)]
    source.expect(names)
    for name in names:
        yield from _messages(source, name, wishes)


def _is_chat(source: Source, name: str) -> bool:
    """Tell whether a file is a chat: its first line has a stamp, and somebody speaks."""
    if is_media(name):
        return False
    lines = [bare(line) for line in first_lines(source, name)]
    if not lines or not _STAMP.match(lines[0]) or is_signals(name, lines[0]):
        return False
    found = [(line, _STAMP.match(line)) for line in lines]
    return any(stamp and _NAME.match(line, stamp.end()) for line, stamp in found)


def _messages(source: Source, name: str, wishes: Wishes) -> Iterator[Post | Skipped]:
    """Yield the messages of one chat."""
    is_phone = first_lines(source, name, 1)[0].lstrip("\ufeff\u200e").startswith("[")

    def stamped(line: str) -> tuple[_Stamp, str] | None:
        return _stamped(line, has_bracket=is_phone)

    done = source.done
    dates = Dates(wishes.zone, wishes.day_first)
    for count, message in enumerate(messages_of(source, name, stamped)):
        dates.learn(message.stamp.time, None)
        if count > _ENOUGH and dates.is_settled:
            break
    source.done = done
    chat = _Chat(source, dates)
    if dates.is_guessed:
        source.ask("order", name, guessed_order())
    if not wishes.zone:
        source.ask("zone", name, tr("Its times name no zone. They were read as UTC."))
    for message in messages_of(source, name, stamped):
        post = chat.post(message, place_of(source, name, message.number))
        if post:
            yield post


def _stamped(line: str, *, has_bracket: bool) -> tuple[_Stamp, str] | None:
    """Split a line into its stamp and its words; None if it goes on with the words above."""
    plain = bare(line)
    found = _STAMP.match(plain)
    if not found or bool(found["open"]) != has_bracket:
        return None
    half = found["half"] or found["short"] or ""
    if found["before"]:
        half = "p" if found["before"] in _AFTERNOON else "a"
    clock = found["clock"].replace(".", ":")
    time = f"{found['date'].replace(' ', '')} {clock}{' ' + half + 'm' if half else ''}"
    name = _NAME.match(plain, found.end())
    if not name or len(_QUOTES.findall(name[1])) % 2:
        return _Stamp(time, ""), ""
    return _Stamp(time, name[1].strip(_AROUND_NAME)), plain[name.end() :]


class _Chat:
    """Makes posts of the messages of one chat."""

    def __init__(self, source: Source, dates: Dates) -> None:
        self._source = source
        self._dates = dates
        self._keys = Keys()

    def post(self, message: Message[_Stamp], place: str) -> Post | Skipped | None:
        """Return a message as a post; None if nobody wrote it, or took it back."""
        if not message.stamp.name or _is_programs(message.text):
            return None
        if message.number <= _FIRST_LINES and _GREETING.search(message.text):
            return None
        moment = self._dates.read(message.stamp.time)
        if moment is None:
            why = tr("The time cannot be read: “{time}”.", time=message.stamp.time)
            return Skipped(place, why, message.text[:80])
        media, others, rest = self._attached(message.text)
        text, runs = _EDITED.sub("", rest).replace(_MARK, "").strip() or others, Runs()
        at = 0
        for whom in _CALLED.finditer(text):
            runs.say(text[at : whom.start()])
            runs.mark("mention", f"@{whom[1]}", whom[1])
            at = whom.end()
        runs.say(text[at:])
        text, spans = runs.finished()
        if not text and not media:
            return Skipped(place, tr("It has no words."), message.text[:80])
        author = Author(message.stamp.name, message.stamp.name)
        said = "\n".join((*(each.file or each.kind for each in media), text))
        return Post(
            PLATFORM,
            self._keys.made(author.handle, moment.at, said if media else text),
            author,
            moment.at,
            text,
            moment.precision,
            spans=spans,
            media=media,
            cut=message.cut,
            place=place,
        )

    def _attached(self, text: str) -> tuple[tuple[Media, ...], str, str]:
        """Return what came with a message: pictures, the name of another file, and the words."""
        first, _, rest = text.partition("\n")
        line = first.lstrip(_MARK).strip()
        found = _ATTACHED.search(line) or _FILE.match(line)
        if found:
            name = found[1].lstrip(_MARK)
            words = "\n".join(filter(None, (line[: found.start()].rstrip(" " + _MARK), rest)))
            if is_media(name):
                return (Media(_kind(name), file=self._source.beside(name)),), "", words
            return (), name, words
        if omitted := _OMITTED.match(line):
            return (Media(_KINDS.get((omitted[1] or "").lower(), "image")),), "", rest
        return (), "", text


def _is_programs(text: str) -> bool:
    """Tell whether the program wrote a message, or somebody took it back."""
    plain = text.lstrip(_MARK)
    if _DELETED.match(plain):
        return True
    if plain == text or not plain:
        return False
    line = plain.partition("\n")[0].strip()
    is_said = _ATTACHED.search(line) or _FILE.match(line) or _OMITTED.match(line)
    return not is_said and not _WRITTEN.match(plain)


def _kind(name: str) -> MediaKind:
    """Return what a file is by the end of its name."""
    return _KINDS.get(name.rpartition(".")[2].lower(), "image")
