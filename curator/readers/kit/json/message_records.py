"""Records of JSON into posts: each with its place, a sentence for each that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from curator.i18n import tr, trn
from curator.model import Post, Skipped
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.json_fields import UnreadableError, text_in
from curator.readers.kit.json.records import inner, place_words, records
from curator.readers.kit.tweets.tweets import SHOWN, beginning

Found: TypeAlias = tuple[str, Any, dict[str, Any]]
"""A record with its place before it, and after it what stands before the list it is in."""

Made: TypeAlias = Post | Iterable[Post] | None
"""What comes of a record: a post, or several where it repeats another, or none."""


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
    source: Source,
    name: str,
    found: Iterable[Found],
    make: Callable[[Any, dict[str, Any], str], Made],
) -> Iterator[Post | Skipped]:
    """Yield what is made of each record; where nobody said anything, they are only counted."""
    unsaid = 0
    for place, value, owner in found:
        if isinstance(value, Skipped):
            yield value._replace(where=place)
            continue
        try:
            made = make(value, owner, place)
        except UnreadableError as error:
            words = text_in(value, "text") or text_in(value, "content")
            yield Skipped(place, str(error), words[:SHOWN] or beginning(value))
        else:
            if isinstance(made, Post):
                yield made
            elif made is None:
                unsaid += 1
            else:
                yield from made
    if unsaid:
        source.remark(name, _left_out(unsaid))


def remark_direct(source: Source, name: str, count: int) -> None:
    """Say how many messages to single people are left out, if any are."""
    if count:
        source.remark(
            name,
            trn(
                "{count} message was said to single people, and is left out.",
                "{count} messages were said to single people, and are left out.",
                count,
            ),
        )


def _left_out(count: int) -> str:
    """Say how many records are no messages."""
    return trn(
        "{count} record is no message: who came or went, a call, or what was taken back.",
        "{count} records are no messages: who came or went, calls, and what was taken back.",
        count,
    )
