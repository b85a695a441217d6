"""Discord, as DiscordChatExporter saves a channel: JSON or CSV.

    {"guild": {"id": "1", …}, "channel": {"id": "2", …}, "messages": [{"id": "3", …}, …]}
    AuthorID,Author,Date,Content,Attachments,Reactions

Messages and answers are read; what the program says of calls, pins and new names is left out.
The CSV has no ids: a message in it is known by who said what when, and has no permalink.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from curator.i18n import tr
from curator.model import Author, Media, MediaKind, Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.ids.json_fields import (
    UnreadableError,
    address_of,
    dict_in,
    instant_of,
    list_in,
    size_in,
    text_in,
)
from curator.readers.kit.json.message_records import listed, posts_of
from curator.readers.kit.json.records import start
from curator.readers.kit.tables.columns import is_discord
from curator.readers.kit.tables.dates import Dates, Moment
from curator.readers.kit.tables.delimited import Row
from curator.readers.kit.tables.survey import Table
from curator.readers.kit.tables.tables import ask_order, sheets_with
from curator.readers.kit.text.forwards import forwarded_by_nobody, poll_words
from curator.readers.kit.text.text_runs import Runs

TITLE = "Discord (DiscordChatExporter JSON or CSV)"
PLATFORM = "discord"

_OPENING = re.compile(r'\s*\{\s*"guild"\s*:\s*\{')
_CHANNEL = re.compile(r'"channel"\s*:\s*\{')
_SAID = frozenset(
    ("Default", "Reply", "ThreadStarterMessage", "0", "19", "ChatInputCommand", "20", "23")
)
"""By number, 20 is what a program answers to a command, and 23 to one of a menu."""

_TOKEN = re.compile(r"<(@[!&]?|#|a?:(\w{1,40}):)(\d{1,20})>", re.ASCII)
_FILM = re.compile(r"\.(mp4|webm|mov)$", re.IGNORECASE)
_SOUND = re.compile(r"\.(mp3|ogg|wav|m4a)$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(png|jpe?g|gif|webp|avif|bmp)$", re.IGNORECASE)
_REACTIONS = re.compile(r"\((\d{1,9})\)", re.ASCII)
_NUMBERLESS = frozenset(("", "0", "0000"))
_MOST_NAMES = 50
_People: TypeAlias = Mapping[str, tuple[str, str]]
"""How those a message mentions are shown in it, and their handles, by their ids."""


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_channel(source, name) for name in source.names) or any(_sheets(source))


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every message in the archive, in the archive's order."""
    names = [name for name in source.names if _is_channel(source, name)]
    sheets = list(_sheets(source))
    source.expect([*names, *(name for name, _ in sheets)])
    maker = _Maker(source)
    for name in names:
        yield from posts_of(source, name, listed(source, name, "messages"), maker.post)
    for name, sheet in sheets:
        yield from _rows(source, name, sheet, options)


def _is_channel(source: Source, name: str) -> bool:
    """Tell whether a file holds the messages of a channel."""
    if is_media(name):
        return False
    text = start(source, name)
    return bool(_OPENING.match(text) and _CHANNEL.search(text))


def _sheets(source: Source) -> Iterator[tuple[str, Table]]:
    return sheets_with(source, is_discord)


class _Maker:
    """Makes posts of messages."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._authors: dict[str, tuple[object, Author]] = {}

    def post(self, message: Any, channel: dict[str, Any], place: str) -> Post | None:
        """Return a message as a post; None if nobody wrote it."""
        if not isinstance(message, dict) or "author" not in message:
            raise UnreadableError(tr("It is not a post."))
        if text_in(message, "type") not in _SAID:
            return None
        key = ids.clean(message.get("id"))
        if not key:
            raise UnreadableError(tr("It has no id."))
        media, others = self._attached(message)
        text, spans = _words(message, others)
        text = text or ("" if media else _poll(message))
        if not text and not media:
            if "forwardedMessage" in message or "message_snapshots" in message:
                raise forwarded_by_nobody()
            raise UnreadableError(tr("It has no words."))
        reactions = message.get("reactions")
        is_forward = "forwardedMessage" in message or "message_snapshots" in message
        answered = "" if is_forward else dict_in(message, "reference").get("messageId")
        return Post(
            PLATFORM,
            key,
            self._author(dict_in(message, "author")),
            instant_of(message.get("timestamp")),
            text,
            url=_permalink(channel, key),
            reply_to=ids.clean(answered),
            spans=spans,
            media=media,
            likes=sum(size_in(each, "count") for each in reactions)
            if isinstance(reactions, list)
            else None,
            place=place,
            automated=dict_in(message, "author").get("isBot") is True,
        )

    def _author(self, author: Mapping[str, Any]) -> Author:
        """Return who wrote a message."""
        key, handle = text_in(author, "id"), _handle(author)
        if not handle:
            raise UnreadableError(tr("It does not say who wrote it."))
        known = self._authors.get(key)
        if known is None or known[0] != author:
            address = text_in(author, "avatarUrl")
            url, file = address_of(address), self._saved(address)
            face = Media("image", url, file=file) if url or file else None
            name = text_in(author, "nickname") or text_in(author, "name")
            made = Author(handle, name, key, avatar=face)
            known = self._authors[key] = author, made
        return known[1]

    def _saved(self, address: str) -> str:
        """Return the file that an address names, which may be one beside the export."""
        return self._source.find_media(address.replace("\\", "/")) if address else ""

    def _attached(self, message: Mapping[str, Any]) -> tuple[tuple[Media, ...], str]:
        """Return the pictures and films of a message, and the names of its other files."""
        media: list[Media] = []
        others: list[str] = []
        for each in list_in(message, "attachments"):
            name, address = text_in(each, "fileName"), text_in(each, "url")
            if kind := _kind(name):
                media.append(Media(kind, address_of(address), file=self._saved(address)))
            elif name:
                others.append(name)
        for each in list_in(message, "stickers"):
            address = text_in(each, "sourceUrl")
            name = text_in(each, "name")
            media.append(Media("image", address_of(address), name, self._saved(address)))
        return tuple(media), ", ".join(others)


def _kind(name: str) -> MediaKind | None:
    """Return what an attachment is by its name, None if it is nothing to look at."""
    if _PICTURE.search(name):
        return "gif" if name.lower().endswith(".gif") else "image"
    if _FILM.search(name):
        return "video"
    return "audio" if _SOUND.search(name) else None


def _words(message: Mapping[str, Any], others: str) -> tuple[str, tuple[Any, ...]]:
    """Return what a message says; of a program's, what is in the boxes under it."""
    raw = text_in(message, "content")
    people = {
        text_in(each, "id"): (text_in(each, "nickname") or text_in(each, "name"), _handle(each))
        for each in list_in(message, "mentions")
    }
    runs = Runs()
    at = 0
    for token in _pattern(people).finditer(raw):
        runs.add_plain(raw[at : token.start()])
        _name(runs, token, people)
        at = token.end()
    runs.add_plain(raw[at:])
    text, spans = runs.finished()
    if text:
        return text, spans
    boxes = list_in(message, "embeds")
    parts = [text_in(box, field) for box in boxes for field in ("title", "description")]
    return "\n".join(filter(None, parts)) or others, ()


def _poll(message: Mapping[str, Any]) -> str:
    """Return what a message asks everybody to choose among."""
    poll = dict_in(message, "poll")
    answers = (dict_in(each, "poll_media") or each for each in list_in(poll, "answers"))
    question = poll.get("question")
    asked = question if isinstance(question, str) else text_in(question, "text")
    return poll_words(asked, (text_in(each, "text") for each in answers)) if asked else ""


def _pattern(people: _People) -> re.Pattern[str]:
    """Return what finds mentions, whether as ids or, as newer exports have them, as names."""
    names = {shown for shown, handle in people.values() if shown and handle}
    if not names:
        return _TOKEN
    longest_first = sorted(names, key=len, reverse=True)[:_MOST_NAMES]
    return re.compile(f"{_TOKEN.pattern}|@(?:{'|'.join(map(re.escape, longest_first))})(?!\\w)")


def _name(runs: Runs, token: re.Match[str], people: _People) -> None:
    """Go on with the name of what a token stands for."""
    kind, emoji, key = token[1], token[2], token[3]
    if kind is None:
        handle = next(handle for shown, handle in people.values() if shown == token[0][1:])
        runs.mark("mention", token[0], handle)
    elif emoji:
        runs.keep(f":{emoji}:")
    elif kind in ("@", "@!") and people.get(key, ("", ""))[0]:
        runs.mark("mention", f"@{people[key][0]}", people[key][1])
    else:
        runs.keep(token[0])


def _handle(account: Mapping[str, Any]) -> str:
    """Return the name of an account; before 2023 two had one, and differed in a number."""
    name, number = text_in(account, "name").strip(), text_in(account, "discriminator")
    return name if not name or number in _NUMBERLESS else f"{name}#{number}"


def _permalink(channel: Mapping[str, Any], key: str) -> str:
    """Return the address of a message, which only those in the guild can follow."""
    guild = ids.clean(dict_in(channel, "guild").get("id"))
    where = ids.clean(dict_in(channel, "channel").get("id"))
    return f"https://discord.com/channels/{guild}/{where}/{key}" if guild and where else ""


def _rows(
    source: Source, name: str, sheet: Table, options: ReadOptions
) -> Iterator[Post | Skipped]:
    """Yield the messages of a channel saved as a table."""
    column = {title: sheet.header.index(title) for title in sheet.header}
    dates, keys = Dates(options.zone, options.day_first), Keys()
    done = source.done
    for row in sheet.rows():
        if isinstance(row, Row):
            dates.learn(row.cells[column["Date"]], None)
    source.done = done
    is_local = False
    for row in sheet.rows():
        if isinstance(row, Skipped):
            yield row
            continue
        cells = {title: row.cells[number] for title, number in column.items()}
        local = dates.local(cells["Date"])
        is_local |= local is not None and not local.at.tzinfo
        moment = dates.placed(local) if local else None
        yield _row(row, cells, moment, keys)
    if dates.is_guessed:
        ask_order(source, name, day_first=dates.day_first)
    if is_local and not options.zone:
        source.ask("zone", name, tr("Its times name no zone. They were read as UTC."))


def _row(row: Row, cells: Mapping[str, str], moment: Moment | None, keys: Keys) -> Post | Skipped:
    """Return one row as a post, or why it is none."""
    if not moment or not cells["Author"].strip():
        return row.skipped(tr("It has no time.") if cells["Author"] else tr("It has no author."))
    media = _linked(cells.get("Attachments", ""))
    text, spans = _words({"content": cells["Content"]}, "")
    if not text and not media:
        return row.skipped(tr("It has no words."))
    author = Author(cells["Author"].strip(), key=cells["AuthorID"])
    counts = _REACTIONS.findall(cells.get("Reactions", ""))
    return Post(
        PLATFORM,
        keys.made(author.handle, moment.at, text),
        author,
        moment.at,
        text,
        moment.precision,
        spans=spans,
        media=media,
        likes=sum(map(int, counts)) if "Reactions" in cells else None,
        place=row.place,
    )


def _linked(cell: str) -> tuple[Media, ...]:
    """Return the pictures and films whose addresses stand in a cell, with commas between."""
    addresses = [each.strip() for each in cell.split(",")]
    kinds = ((_kind(each.partition("?")[0]), each) for each in addresses)
    return tuple(Media(kind, address_of(each)) for kind, each in kinds if kind)
