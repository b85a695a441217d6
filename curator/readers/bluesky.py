"""Bluesky: what its searches, feeds and threads answer, saved as JSON.

    {"posts": [{"uri": "at://did:plc:…/app.bsky.feed.post/3k…", "author": {…}, "record": {…}}, …]}
    {"feed": [{"post": {…}, "reply": {…}, "reason": {…}}, …]}
    {"thread": {"post": {…}, "parent": {…}, "replies": [{…}, …]}}
    {"did": "did:plc:…", "kind": "commit", "commit": {…}}     (Jetstream)

Bare lists of posts, or one on each line, are read as well. Of Jetstream, which
tells what everybody does, only posts are read, without those that were taken back later. What
stands in a text is told by the platform in bytes of UTF-8. A post's time is the client's word: it
is not later than the server's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from curator.i18n import tr
from curator.model import Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.bluesky.events import Events, is_event
from curator.readers.kit.bluesky.posts import Views, is_view
from curator.readers.kit.ids.json_fields import dict_in
from curator.readers.kit.json.records import (
    first_values,
    inner,
    items,
    place_words,
    records,
    start,
)

TITLE = "Bluesky (searches, feeds, threads, Jetstream)"

_PAGE = re.compile(
    r'\s*\{(?:\s*"\w{1,40}"\s*:\s*(?:"[^"\\]{0,2000}"|[\w.-]{1,40})\s*,){0,8}'
    r'\s*"(posts|feed|thread)"\s*:\s*[\[{]'
)
_POST = re.compile(r'"uri"\s*:\s*"at://[^"\s]{1,300}/app\.bsky\.feed\.post/')


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_shape(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every post in the archive, in the archive's order."""
    shapes = {name: shape for name in source.names if (shape := _shape(source, name))}
    source.expect(shapes)
    views = Views(source)
    for name, shape in shapes.items():
        if shape == "events":
            yield from Events(source, name).posts(views)
            continue
        for place, value in _records(source, name, shape):
            if isinstance(value, Skipped):
                yield value._replace(where=place)
            else:
                yield from views.posts(value, place)


def _shape(source: Source, name: str) -> str:
    """Tell how a file holds posts: 'posts', 'feed', 'thread', 'list', or '' if it does not."""
    if is_media(name):
        return ""
    text = start(source, name)
    if page := _PAGE.match(text):
        return page[1] if _POST.search(text) else ""
    values = first_values(text.lstrip()) if text.lstrip()[:1] in {"{", "["} else iter(())
    for value in values:
        if is_event(value):
            return "events"
        if is_view(value) or is_view(dict_in(value, "post")):
            return "list"
    return ""


def _records(source: Source, name: str, shape: str) -> Iterator[tuple[str, Any]]:
    """Yield what a file lists, each with its place."""
    item = tr("item")
    where = f"{item} " if len(source.names) == 1 else f"{name}, {item} "
    if shape in {"posts", "feed"}:
        for _, number, value in inner(source, name, shape):
            yield f"{where}{number}", value
    elif shape == "thread":
        for number, value in items(source, name):
            yield f"{where}{number}", dict_in(value, "thread") or value
    else:
        where = place_words(source, name)
        for number, value in records(source, name):
            yield f"{where}{number}", value
