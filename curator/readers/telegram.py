"""Telegram: result.json, which Telegram Desktop writes of one chat or of a whole account.

    {"name": "Roof chat", "type": "public_supergroup", "id": 1, "messages": [{"id": 2, …}, …]}
    {"about": "…", "chats": {"list": [{"name": …, "messages": […]}, …]}}

Words come in runs, plain or marked. What the program says of joins and pins is left out; of a
whole account only groups and channels are read, never what was said to single people. Exports
name people as they are displayed and no public address, so there are no permalinks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from curator.i18n import tr
from curator.model import Author, Media, MediaKind, Post, Skipped, Span
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import timestamps as clock
from curator.readers.kit.ids.handles import People
from curator.readers.kit.ids.json_fields import UnreadableError, dict_in, list_in, size_in, text_in
from curator.readers.kit.json.message_records import Made, listed, posts_of, remark_direct
from curator.readers.kit.json.records import start
from curator.readers.kit.tables.dates import zone_named
from curator.readers.kit.text.forwards import forwarded, forwarded_by_nobody, poll_words
from curator.readers.kit.text.rich_blocks import words_of_blocks
from curator.readers.kit.text.text_runs import Runs

TITLE = "Telegram export (result.json)"
PLATFORM = "telegram"

_CHAT = re.compile(r'"messages"\s*:\s*\[\s*(?:\{\s*"id"\s*:\s*-?\d|\])')
_KIND = re.compile(
    r'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|replies|verification_codes'
    r'|(?:private|public)_(?:group|supergroup|channel))"'
)
_ABOUT = re.compile(r'\s*\{\s*"about"\s*:\s*"')
_GROUPS = ("group", "supergroup", "channel")
_EPOCH = re.compile(r"\d{9,11}", re.ASCII)
_LINKS = frozenset(("link", "text_link"))
_MEDIA: Mapping[str, MediaKind] = {
    "animation": "gif",
    "video_file": "video",
    "video_message": "video",
    "voice_message": "audio",
    "audio_file": "audio",
    "sticker": "image",
}
_ORIGINS = ("forwarded_from", "saved_from")
"""Where it stands whose words a message holds."""

_MISSING = "("
"""What stands in place of a file that was not exported begins so."""

_DELETED = "Deleted Account"


_GAMES = frozenset({"dice", "game_title", "invoice_information"})


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_export(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every message in the archive, in the archive's order."""
    names = [name for name in source.names if _is_export(source, name)]
    source.expect(names)
    for name in names:
        yield from _messages(source, name, options)


def _is_export(source: Source, name: str) -> bool:
    """Tell whether a file holds one chat, or all those of an account."""
    if is_media(name):
        return False
    text = start(source, name)
    if not text.lstrip().startswith("{"):
        return False
    if _KIND.search(text) and _CHAT.search(text):
        return True
    return bool(_ABOUT.match(text) and "Telegram" in text)


def _messages(source: Source, name: str, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield the messages of one file."""
    maker = _Maker(source, options, is_account=_ABOUT.match(start(source, name)) is not None)
    yield from posts_of(source, name, listed(source, name, "messages"), maker.post)
    remark_direct(source, name, maker.private)
    if maker.was_local:
        source.ask(
            "zone",
            name,
            tr("Some of its times name no zone. They were read as {zone}.", zone=maker.zone),
        )


class _Maker:
    """Makes posts of messages."""

    def __init__(self, source: Source, options: ReadOptions, *, is_account: bool) -> None:
        self._source = source
        self._is_account = is_account
        self.private = 0
        """Messages to single people."""

        self.zone: tzinfo = zone_named(options.zone) if options.zone else UTC
        self.was_local = False
        """Some times named no zone, and nobody said which it is."""

        self._is_given = bool(options.zone)
        self._authors: dict[str, Author] = {}
        self._people = People()

    def post(self, message: Any, chat: dict[str, Any], place: str) -> Made:
        """Return a message as a post, behind what it forwards; None if nobody wrote it."""
        if self._is_account and not text_in(chat, "type").endswith(_GROUPS):
            self.private += 1
            return ()
        kind = text_in(message, "type")
        if kind == "service":
            return None
        key = message.get("id") if isinstance(message, dict) else None
        if kind != "message" or not isinstance(key, int):
            raise UnreadableError(tr("It is not a post."))
        post = self._post(message, chat, key, place)
        origin = next((name for name in _ORIGINS if name in message), "")
        whose = message.get(origin)
        if not origin or whose == post.author.name:
            return post
        if not isinstance(whose, str) or not whose.strip():
            raise forwarded_by_nobody()
        return forwarded(post, self._forwarded(whose.strip(), message))

    def _forwarded(self, name: str, message: Mapping[str, Any]) -> Author:
        """Return whose words a message forwards."""
        key = text_in(message, "forwarded_from_id")
        return self._authors.get(key) or Author(self._people.handle(name, key), name, key)

    def _post(
        self, message: Mapping[str, Any], chat: Mapping[str, Any], key: int, place: str
    ) -> Post:
        """Return a message as if all its words were its author's."""
        media = self._media(message)
        text, spans = _words(message)
        is_bare = not text and (not media or "rich_message" in message)
        text = _substitute_words(message) if is_bare else text
        if not text and not media:
            raise UnreadableError(_wordless(message))
        answered = message.get("reply_to_message_id")
        if "reply_to_peer_id" in message:  # a message of another chat, whose numbers are others
            answered = None
        return Post(
            PLATFORM,
            _key(chat, key),
            self._author(message, chat),
            self._time(message),
            text,
            reply_to=_key(chat, answered) if isinstance(answered, int) else "",
            spans=spans,
            media=media,
            likes=sum(size_in(each, "count") for each in list_in(message, "reactions"))
            if "reactions" in message
            else None,
            place=place,
        )

    def _author(self, message: Mapping[str, Any], chat: Mapping[str, Any]) -> Author:
        """Return who wrote a message; two of one name are told apart by their numbers."""
        name = text_in(message, "from").strip()
        found = message.get("from_id")
        key = str(found) if isinstance(found, int | str) else ""
        if not name and not key and text_in(chat, "type").endswith("channel"):
            name = text_in(chat, "name").strip()
        if not name and not key:
            raise UnreadableError(tr("It does not say who wrote it."))
        known = self._authors.get(key or name)
        if known is None or (name and known.name != name):
            shown = name or _DELETED
            handle = self._people.handle(shown, key) if name else f"{shown} ({key})"
            known = self._authors[key or name] = Author(handle, shown, key)
        return known

    def _time(self, message: Mapping[str, Any]) -> datetime:
        """Return when a message was sent: by its seconds, or by a clock on some wall."""
        seconds = str(message.get("date_unixtime", ""))
        if _EPOCH.fullmatch(seconds):
            return datetime.fromtimestamp(int(seconds), UTC)
        at = clock.iso_time(text_in(message, "date"))
        if at is None:
            raise UnreadableError(tr("It has no time."))
        if at.tzinfo:
            return at
        self.was_local |= not self._is_given
        try:
            return at.replace(tzinfo=self.zone).astimezone(UTC)
        except OverflowError:
            raise UnreadableError(tr("It has no time.")) from None

    def _media(self, message: Mapping[str, Any]) -> tuple[Media, ...]:
        """Return the picture, film or sound that a message brought."""
        kind = "image" if "photo" in message else _MEDIA.get(text_in(message, "media_type"))
        mime = text_in(message, "mime_type")
        if not kind and mime.startswith("image/"):
            kind = "image"
        if not kind:
            return ()
        path = text_in(message, "photo") or text_in(message, "file")
        file = "" if path.startswith(_MISSING) or not path else self._source.find_media(path)
        alt = text_in(message, "sticker_emoji")
        width, height = size_in(message, "width"), size_in(message, "height")
        return (Media(kind, alt=alt, file=file, width=width, height=height),)


def _key(chat: Mapping[str, Any], number: int) -> str:
    """Return what a message is known by: its number, which is its chat's."""
    found = chat.get("id")
    return f"{found}:{number}" if isinstance(found, int) else str(number)


def _words(message: Mapping[str, Any]) -> tuple[str, tuple[Span, ...]]:
    """Return the words of a message, put together from their runs."""
    found = message.get("text")
    parts = found if isinstance(found, list) else list_in(message, "text_entities") or [found]
    if isinstance(found, dict):  # the words of polls, since 2024
        parts = list_in(found, "entities") or [found.get("text")]
    runs = Runs()
    for part in parts:
        if isinstance(part, str):
            runs.add_plain(part)
            continue
        kind, words = text_in(part, "type"), text_in(part, "text")
        if kind == "hashtag" and words[:1] == "#":
            runs.mark("hashtag", words, words[1:])
        elif kind in ("mention", "mention_name"):
            runs.mark("mention", words, words.removeprefix("@"))
        elif kind in _LINKS:
            runs.link(words, text_in(part, "href") or _with_scheme(words))
        elif kind in ("bot_command", "cashtag", "code", "pre", "email", "phone"):
            runs.keep(words)
        else:
            runs.add_plain(_quoted(words) if kind == "blockquote" else words)
    return runs.finished()


def _quoted(words: str) -> str:
    """Return words of somebody else with the sign of a quotation before each line."""
    return "\n".join(f"> {line}" for line in words.strip("\n").split("\n"))


def _substitute_words(message: Mapping[str, Any]) -> str:
    """Return what stands for the words of a message that has none: a poll, blocks, a file."""
    poll = dict_in(message, "poll")
    if question := _words({"text": poll.get("question")})[0]:
        answers = (_words({"text": each.get("text")})[0] for each in list_in(poll, "answers"))
        return poll_words(question, answers)
    todo = dict_in(message, "todo_list")
    if title := _words({"text": todo.get("title")})[0]:
        tasks = (_words({"text": each.get("text")})[0] for each in list_in(todo, "items"))
        return poll_words(title, tasks)
    return words_of_blocks(message.get("rich_message")) or text_in(message, "file_name")


def _wordless(message: Mapping[str, Any]) -> str:
    """Say what a message is that has neither words nor pictures."""
    if "location_information" in message or "place_name" in message:
        return tr("It tells only where somebody is.")
    if "contact_information" in message:
        return tr("It is only a contact card.")
    if "poll" in message:
        return tr("It is a poll without a question.")
    if not _GAMES.isdisjoint(message):
        return tr("It is a game, a throw of dice or a bill.")
    return tr("It has no words.")


def _with_scheme(address: str) -> str:
    """Return an address with its scheme, which people leave out when they type."""
    return address if "://" in address else f"https://{address}"
