"""Records of JSON into posts: each with its place, a sentence for each that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from curator.i18n import tr
from curator.model import Post, Skipped
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.json_fields import UnreadableError, text_in
from curator.readers.kit.json.records import inner, place_words, records
from curator.readers.kit.tweets.tweets import SHOWN, beginning

Found: TypeAlias = tuple[str, Any, dict[str, Any]]
"""A record with its place before it, and after it what stands before the list it is in."""


def listed(source: Source, name: str, fields: str) -> Iterator[Found]:
    """Yield what the lists hold that go by one of some names, such as 'messages'."""
    where = tr("item") if len(source.names) == 1 else f"{name}, {tr('item')}"
    for owner, number, value in inner(source, name, fields):
        yield f"{where} {number}", value, owner


def bare(source: Source, name: str) -> Iterator[Found]:
    """Yield the records of a file that is one list, or has one on each line."""
    where = place_words(source, name)
    for number, value in records(source, name):
        yield f"{where}{number}", value, {}


def posts_of(
    found: Iterable[Found], make: Callable[[Any, dict[str, Any], str], Post | None]
) -> Iterator[Post | Skipped]:
    """Yield what is made of each record; nothing where nothing is, as nobody said it."""
    for place, value, owner in found:
        if isinstance(value, Skipped):
            yield value._replace(where=place)
            continue
        try:
            post = make(value, owner, place)
        except UnreadableError as error:
            words = text_in(value, "text") or text_in(value, "content")
            yield Skipped(place, str(error), words[:SHOWN] or beginning(value))
        else:
            if post:
                yield post
