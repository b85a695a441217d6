"""Bluesky's repository of an own account, which its settings let people download: a CAR file.

Bytes, not text: blocks of records, and of the tree that gives each record its name:

    app.bsky.feed.post/3k7… → {"$type": "app.bsky.feed.post", "text": "…", "createdAt": "…", …}

Own posts are in it, and the numbers of those they answer and quote, but neither handles nor
counts: the user says whose it is. Likes, reposts and follows are left out, for they hold no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from curator.errors import OwnerError
from curator.i18n import tr
from curator.model import Post, Skipped
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.bluesky.dag_cbor import DamagedError, Link, blocks, decoded
from curator.readers.kit.bluesky.posts import Views
from curator.readers.kit.ids import ids
from curator.readers.kit.ids.json_fields import dict_in, list_in, text_in

TITLE = "Bluesky repository (CAR) of one’s own account"

_POSTS = b"app.bsky.feed.post/"
_POST = "app.bsky.feed.post"
_PROFILE = "app.bsky.actor.profile"
_HEAD = 256
_LONGEST_NAME = 1024
_PICTURES = "https://cdn.bsky.app/img/feed_fullsize/plain/{did}/{link}@jpeg"
_FILMS = "https://video.bsky.app/watch/{did}/{link}/playlist.m3u8"


@dataclass
class _Tree:
    """What must be known of a repository before its posts are."""

    did: str = ""
    profile: Mapping[str, Any] = field(default_factory=dict)
    names: dict[bytes, str] = field(default_factory=dict)
    """The names of posts, by their links."""

    is_whole: bool = False


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_repository(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every own post, in the file's order."""
    names = [name for name in source.names if _is_repository(source, name)]
    source.expect(names)
    for name in names:
        done = source.done
        tree = _tree(source, name)
        source.done = done
        handle = options.handle.strip().lstrip("@")
        if not handle:
            raise OwnerError(
                tr(
                    "{name} does not say whose posts these are. "
                    "Name the handle, on the command line with --as HANDLE.",
                    name=source.name,
                )
            )
        author = {
            "did": tree.did,
            "handle": handle if "." in handle else f"{handle}.bsky.social",
            "displayName": text_in(tree.profile, "displayName"),
            "description": text_in(tree.profile, "description"),
        }
        yield from _posts(source, name, tree, author)


def _is_repository(source: Source, name: str) -> bool:
    """Tell whether a file begins with the head of a CAR file."""
    head = source.head(name, _HEAD)
    return b"\x65roots" in head[:_HEAD] and b"\x67version\x01" in head[:_HEAD]


def _values(source: Source, name: str) -> Iterator[tuple[int, Link, Any]]:
    """Yield the values in a file with the numbers and links of their blocks."""
    with source.open(name) as file:
        for number, block in enumerate(blocks(file), 1):
            try:
                yield number, block.link, decoded(block.content)
            except DamagedError:
                yield number, block.link, None


def _tree(source: Source, name: str) -> _Tree:
    """Read the names of the posts, and whose they are."""
    tree = _Tree()
    try:
        for _, _, value in _values(source, name):
            if not isinstance(value, dict):
                continue
            if text_in(value, "did").startswith("did:") and "sig" in value:
                tree.did = value["did"]
            elif value.get("$type") == _PROFILE:
                tree.profile = value
            elif "e" in value and "$type" not in value:
                tree.names.update(_named(list_in(value, "e")))
        tree.is_whole = True
    except DamagedError:
        tree.is_whole = False
    return tree


def _named(entries: list[Any]) -> Iterator[tuple[bytes, str]]:
    """Yield the links and names of the posts in a node, whose names each continue the last."""
    last = b""
    for entry in entries:
        shared, rest, link = (entry.get(n) if isinstance(entry, dict) else None for n in "pkv")
        if not isinstance(shared, int) or not isinstance(rest, bytes):
            continue
        last = (last[: max(0, shared)] + rest)[:_LONGEST_NAME]
        if isinstance(link, Link) and last.startswith(_POSTS):
            yield link.raw, last[len(_POSTS) :].decode("ascii", "replace")


def _posts(
    source: Source, name: str, tree: _Tree, author: Mapping[str, str]
) -> Iterator[Post | Skipped]:
    """Yield the posts, and say where the file ends too soon."""
    views = Views(source)
    where = tr("block") if len(source.names) == 1 else f"{name}, {tr('block')}"
    number = 0
    try:
        for number, link, value in _values(source, name):
            key = tree.names.get(link.raw, "")
            if value is None and key:
                yield Skipped(f"{where} {number}", tr("The record is damaged."))
            is_post = isinstance(value, dict) and value.get("$type") == _POST
            if is_post and (key or not tree.is_whole):
                record = _plain(value)
                uri = f"at://{tree.did or 'did:unknown'}/{_POST}/{key or 'unknown'}"
                view = {"uri": uri, "author": author, "record": record}
                view["embed"] = _shown(dict_in(record, "embed"), tree.did)
                for post in views.posts(view, f"{where} {number}"):
                    yield _unnamed(post) if isinstance(post, Post) and not key else post
    except DamagedError:
        why = tr("The file is damaged or ends here; what follows cannot be read.")
        yield Skipped(f"{where} {number + 1}", why)


def _unnamed(post: Post) -> Post:
    """Return a post whose name was lost with the end of the file."""
    return replace(post, key=ids.made_key(post.author.handle, post.at, post.text), url="")


def _plain(value: Any) -> Any:
    """Return a value with links as texts, as JSON has them."""
    if isinstance(value, dict):
        return {name: _plain(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [_plain(inside) for inside in value]
    return str(value) if isinstance(value, Link) else value


def _shown(embed: Mapping[str, Any], did: str) -> dict[str, Any]:
    """Return what a record holds beside its words, with addresses as the interface gives them."""
    inside = dict_in(embed, "media") or embed
    shown = {**inside, "record": embed.get("record")}
    shown["images"] = [
        {**picture, "fullsize": _PICTURES.format(did=did, link=link)}
        for picture in list_in(inside, "images")
        if (link := text_in(dict_in(picture, "image"), "ref"))
    ]
    if link := text_in(dict_in(inside, "video"), "ref"):
        shown["playlist"] = _FILMS.format(did=did, link=link)
    return shown
