"""The archive that X (Twitter) gives people of their own account, since August 2018.

A zip or folder with 'Your archive.html' and scripts in data/, of which many kept one alone:

    window.YTD.tweets.part0 = [
      { "tweet" : { "id_str" : "1582825767519809536", "full_text" : "…", … } },

Only tweets are read, with their longer notes, their last edit and the pictures saved beside
them; the moments that somebody made of tweets become finished stories. Messages, contacts,
addresses of machines, advertisements and likes are never opened for more than their first words.
Retweets in it are cut and their counts are not theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from curator.errors import OwnerError
from curator.i18n import tr, trn
from curator.model import Author, Media, Post, Skipped, Span, Story
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.ids import timestamps as clock
from curator.readers.kit.ids.edits import without_old_versions
from curator.readers.kit.json.records import items
from curator.readers.kit.text.encoding import decoded
from curator.readers.kit.text.entities import read_spans, unescaped
from curator.readers.kit.tweets.media import portrait
from curator.readers.kit.tweets.moments import moment_posts, moment_story
from curator.readers.kit.tweets.tweets import Tweets

TITLE = "X (Twitter) archive of one’s own account"

_KIND = re.compile(r"\s*window\.YTD\.([a-z_]+)\.part([0-9]{1,6})\s*=")
_POSTS = frozenset(("tweet", "tweets"))
_REPOST = re.compile(r"RT @(\w{1,20}): ")
_ADDRESS = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w{1,20})/status/([0-9]+)")
_PRIVATE = (
    "direct_message",
    "like",
    "ip_audit",
    "contact",
    "phone_number",
    "email",
    "ad_",
    "device",
)
_HEAD = 256
_NOTE_PREFIX = 60
_NOTE_SECONDS = 2
_NOTE_ENTITIES = (
    ("hashtags", "text", "text"),
    ("mentions", "screen_name", "screenName"),
    ("urls", "url", "shortUrl"),
)


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_kind(source, name)[0] in _POSTS for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every post in the archive, in the archive's order."""
    files = _files(source)
    parts = [name for kind in ("tweet", "tweets") for name in files.get(kind, [])]
    source.expect(parts)
    author = _author(source, files, options.handle or _inferred(source, parts))
    notes = _Notes(source, files.get("note_tweet", []))
    if any(kind.startswith(_PRIVATE) for kind in files):
        source.remark(
            source.name, tr("Messages, contacts, likes and the like in it are not read.")
        )
    yield from _missing_files(source)
    yield from without_old_versions(source, _rows(source, parts, author, notes))
    if notes.unmatched:
        source.remark(source.name, _unmatched(notes.unmatched))
    for place, moment in _records(source, files.get("moment", []), "moment"):
        if isinstance(moment, dict):
            yield from moment_posts(moment, author, place)


def stories(source: Source) -> Iterator[Story]:
    """Yield the moments that its owner made."""
    files = _files(source)
    account = _first(source, files, "account")
    owner = Author(_words(account.get("username")) or "?", key=ids.clean(account.get("accountId")))
    for _, moment in _records(source, files.get("moment", []), "moment"):
        if isinstance(moment, dict) and any(moment_posts(moment, owner, "")):
            yield moment_story(moment, owner)


def _kind(source: Source, name: str) -> tuple[str, int]:
    """Return what a file says it lists, such as 'tweets', and which part of it."""
    if is_media(name):
        return "", 0
    found = _KIND.match(decoded(source.head(name, _HEAD))[0].lstrip("\ufeff"))
    return (found[1], int(found[2])) if found else ("", 0)


def _files(source: Source) -> dict[str, list[str]]:
    """Return the files of the archive by what they list, each kind in order of its parts."""
    found: dict[str, list[tuple[int, str]]] = {}
    for name in source.names:
        kind, part = _kind(source, name)
        found.setdefault(kind, []).append((part, name))
    return {kind: [name for _, name in sorted(parts)] for kind, parts in found.items()}


def _records(source: Source, names: list[str], kind: str) -> Iterator[tuple[str, Any]]:
    """Yield the records of some files, each with its place, out of the wrapping they are in."""
    for name in names:
        where = tr("item") if len(source.names) == 1 else f"{name}, {tr('item')}"
        for number, value in items(source, name):
            is_wrapped = isinstance(value, dict) and isinstance(value.get(kind), dict)
            yield f"{where} {number}", value[kind] if is_wrapped else value


def _rows(
    source: Source, parts: list[str], author: Author, notes: _Notes
) -> Iterator[tuple[Post | Skipped, str]]:
    """Yield each post, with the id of its last version."""
    tweets = Tweets(source, author)
    for place, value in _records(source, parts, "tweet"):
        if isinstance(value, Skipped):
            yield value._replace(where=place), ""
            continue
        for post in tweets.posts(value, place):
            if isinstance(post, Post) and not post.context:
                yield notes.joined(_own(post)), _last_version(value)
            else:
                yield post, ""


def _own(post: Post) -> Post:
    """Return a post without what an own archive says wrongly of retweets: cut, nobody likes it."""
    if post.repost_of or not _REPOST.match(post.text):
        return post
    cut = post.cut or post.text.endswith("…")
    return replace(post, likes=None, reposts=None, replies=None, cut=cut)


def _last_version(tweet: Any) -> str:
    """Return the id of the last version of an edited tweet, empty if it never was."""
    found: list[Any] = []
    edits = tweet.get("edit_info") if isinstance(tweet, dict) else None
    if isinstance(edits, dict):
        initial, edit = edits.get("initial"), edits.get("edit")
        control = edit.get("editControlInitial") if isinstance(edit, dict) else initial
        versions = control.get("editTweetIds") if isinstance(control, dict) else None
        found = versions if isinstance(versions, list) else []
    return ids.clean(found[-1]) if len(found) > 1 else ""


def _author(source: Source, files: Mapping[str, list[str]], handle: str) -> Author:
    """Return whose archive it is."""
    account = _first(source, files, "account")
    profile = _first(source, files, "profile")
    handle = _words(account.get("username")) or handle.strip().lstrip("@")
    if not handle:
        raise OwnerError(
            tr(
                "{name} does not say whose posts these are. "
                "Name the handle, on the command line with --as HANDLE.",
                name=source.name,
            )
        )
    key = ids.clean(account.get("accountId"))
    described = profile.get("description")
    return Author(
        handle,
        name=unescaped(_words(account.get("accountDisplayName"))),
        key=key,
        bio=unescaped(_words(described.get("bio"))) if isinstance(described, dict) else "",
        avatar=_portrait(source, profile.get("avatarMediaUrl"), key),
    )


def _portrait(source: Source, address: object, key: str) -> Media | None:
    """Return the owner's portrait, which is saved behind the number of the account."""
    found = portrait(source, address)
    saved = source.find_media(f"{key}-{found.url.rpartition('/')[2]}") if found else ""
    return replace(found, file=saved) if found and saved else found


def _first(source: Source, files: Mapping[str, list[str]], kind: str) -> Mapping[str, Any]:
    """Return the only record of a kind, or an empty one."""
    for _, value in _records(source, files.get(kind, []), kind):
        if isinstance(value, dict):
            return value
    return {}


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


def _inferred(source: Source, parts: list[str]) -> str:
    """Return the handle that own pictures or answers to oneself give away, empty if none do."""
    before, own, answered = source.done, set(), {}
    handle = ""
    for _, tweet in _records(source, parts, "tweet"):
        if not isinstance(tweet, dict) or isinstance(tweet.get("user"), dict):
            continue
        key = ids.of(tweet, "id")
        own.add(key)
        if to := ids.of(tweet, "in_reply_to_status_id"):
            answered[to] = _words(tweet.get("in_reply_to_screen_name"))
        if handle := _handle_in_pictures(tweet, key):
            break
    source.done = before
    return handle or next((answered[key] for key in own & answered.keys()), "")


def _handle_in_pictures(tweet: Mapping[str, Any], key: str) -> str:
    """Return the handle in the address of a picture that a tweet itself brought."""
    entities = tweet.get("entities")
    media = entities.get("media") if isinstance(entities, dict) else None
    for each in media if isinstance(media, list) else ():
        address = each.get("expanded_url") if isinstance(each, dict) else None
        found = _ADDRESS.match(address) if isinstance(address, str) else None
        if found and found[2] == key:
            return found[1]
    return ""


def _missing_files(source: Source) -> Iterator[Skipped]:
    """Tell of files of posts that the archive lists but does not hold."""
    manifests = [name for name in source.names if name.endswith("manifest.js")]
    for name in manifests[:1]:
        for _, manifest in items(source, name):
            kinds = manifest.get("dataTypes") if isinstance(manifest, dict) else None
            listed = kinds.get("tweets") if isinstance(kinds, dict) else None
            for file in _listed(listed):
                if not any(held.endswith(file) for held in source.names):
                    yield Skipped(file, tr("The archive lists this file but does not hold it."))


def _listed(kind: object) -> list[str]:
    """Return the names of the files of one kind in the archive's own list."""
    files = kind.get("files") if isinstance(kind, dict) else None
    each = files if isinstance(files, list) else []
    names = [file.get("fileName") for file in each if isinstance(file, dict)]
    return [name for name in names if isinstance(name, str)]


def _unmatched(count: int) -> str:
    """Say how many long texts belong to no post."""
    return trn(
        "{count} longer text belongs to no post that is in it, and is left out.",
        "{count} longer texts belong to no posts that are in it, and are left out.",
        count,
    )


class _Notes:
    """The long posts of an archive, whose tweets hold only their beginning."""

    def __init__(self, source: Source, names: list[str]) -> None:
        self._by_second: dict[int, list[Mapping[str, Any]]] = {}
        self._matched: set[int] = set()
        self._count = 0
        for _, note in _records(source, names, "noteTweet"):
            found = clock.instant(note.get("createdAt")) if isinstance(note, dict) else None
            core = note.get("core") if isinstance(note, dict) else None
            if found and isinstance(core, dict) and isinstance(core.get("text"), str):
                self._by_second.setdefault(int(found[0].timestamp()), []).append(core)
                self._count += 1

    @property
    def unmatched(self) -> int:
        """How many notes were the words of none of the posts."""
        return self._count - len(self._matched)

    def joined(self, post: Post) -> Post:
        """Return a post with the words of its note, if it has one."""
        if not self._by_second:
            return post
        second = int(post.at.timestamp())
        begins = _plain(post.text)[:_NOTE_PREFIX]
        for near in range(second - _NOTE_SECONDS, second + _NOTE_SECONDS + 1):
            for core in self._by_second.get(near, ()):
                if begins and _plain(core["text"]).startswith(begins):
                    self._matched.add(id(core))
                    return _with_note(post, core)
        return post


def _with_note(post: Post, core: Mapping[str, Any]) -> Post:
    """Return a post with the words of its note, and the address of what it quotes.

    The address stands at the end of the tweet alone; beside the note it is kept.
    """
    text, spans = read_spans(core["text"], _note_entities(core), is_escaped=False)
    told = {span.value for span in spans}
    quoted = [
        span.value
        for span in post.spans
        if span.kind == "link" and span.value not in told and _ADDRESS.match(span.value)
    ]
    beside = (Span("link", len(text), len(text), address) for address in dict.fromkeys(quoted))
    quote = post.quote_of or (ids.key_in(quoted[-1]) if quoted else "")
    return replace(post, text=text, spans=(*spans, *beside), quote_of=quote, cut=False)


def _plain(text: str) -> str:
    """Return the words by which a note is known: without addresses, which are shortened."""
    return " ".join(text.partition("http")[0].rstrip("… ").split())


def _note_entities(core: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in a note under the names it has in tweets."""
    found: dict[str, Any] = {}
    for kind, ours, theirs in _NOTE_ENTITIES:
        each = core.get(kind)
        found["user_mentions" if kind == "mentions" else kind] = [
            {
                ours: entity.get(theirs),
                "indices": [entity.get("fromIndex"), entity.get("toIndex")],
                "expanded_url": entity.get("expandedUrl"),
                "display_url": entity.get("displayUrl"),
            }
            for entity in (each if isinstance(each, list) else ())
            if isinstance(entity, dict)
        ]
    return found
