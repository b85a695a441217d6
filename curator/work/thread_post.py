"""One person's thread as a story: all parts in order, with their pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from curator.dates import day_words, span_words, zone_called
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.insight.draft.templates import escaped
from curator.library import Library, Row, StoryId
from curator.model import Block, Passage, Quote
from curator.quoting import tidied
from curator.work.derived import catch_up
from curator.work.task import Work

_KEY = re.compile(r"([^/?#\s]+)/?(?:[?#]\S*)?$")
"""The key of a post, alone or at the end of its address."""

_LONGEST = 70
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s")
_COUNT = r"(?:🧵|\d{1,3}\s?/\s?\d{0,3})"
_NUMBER = re.compile(rf"^\W*(?:{_COUNT}|thread\b)\W*|\W*{_COUNT}\W*$", re.IGNORECASE)


def thread_post(library: Path, key: str, title: str = "") -> Work[tuple[StoryId, int]]:
    """Make a story of a post's thread, and return it with its number of posts.

    key: the key or address of any post in the thread. Posts of a withheld person make no story.
    """
    with Library(library) as opened:
        yield from catch_up(opened)
        rows = _rows(opened, key)
        title = title or _title(opened, rows[0])
        blocks = list(_blocks(opened, rows))
        with opened.edit(tr("Make a post of the thread “{title}”", title=title)):
            story = opened.stories.new(title)
            opened.stories.add(story, blocks)
    return story, len(rows)


def _rows(library: Library, key: str) -> list[Row]:
    """Return the posts of a thread, in order."""
    found = _KEY.search(key.strip())
    ids = library.posts.ids([found[1]]) if found else {}
    if not ids:
        raise CuratorError(
            tr(
                "There is no post {key} in this library. Give the key that “curator find”"
                " prints, or the post’s address.",
                key=key,
            )
        )
    thread = library.posts.thread(next(iter(ids.values())))
    rows = [row for row in thread.own if not row.post.repost_of]
    if rows[0].withheld:
        raise CuratorError(tr("This thread is by somebody who is withheld."))
    return rows


def _blocks(library: Library, rows: list[Row]) -> Iterator[Block]:
    """Yield a sentence about author, length and time, then each post."""
    zone = zone_called(library.zone_of_posts(row.post for row in rows))
    days = [row.post.at.astimezone(zone).date() for row in (rows[0], rows[-1])]
    yield Passage(
        trn(
            "{name} wrote this on {day}.",
            "{name} wrote these {count} posts on {day}.",
            len(rows),
            name=escaped(_name(library, rows[0])),
            day=span_words(*days),
        )
    )
    for row in rows:
        yield Quote(row.post)


def _name(library: Library, row: Row) -> str:
    """Return the author of a post, named as far as they consented."""
    author = row.post.author
    said = library.marks.standings().get((row.post.platform, author.handle.casefold()))
    match said.consent if said else "full":
        case "full":
            return author.name or f"@{author.handle}"
        case "handle":
            return f"@{author.handle}"
        case _:
            return (said.role if said else "") or tr("A participant")


def _title(library: Library, first: Row) -> str:
    """Return the first sentence of a thread without its number, or else author and time."""
    post = tidied(first.post, ())
    words = "".join(piece.text for piece in post.pieces() if piece.kind not in {"link", "media"})
    sentence = _SENTENCE.split(" ".join(words.split()), maxsplit=1)[0]
    title = _NUMBER.sub("", sentence).strip(" :–—-")
    if len(title) > _LONGEST:
        title = title[:_LONGEST].rsplit(None, 1)[0].rstrip(" ,;:–—-") + "…"
    zone = zone_called(library.zone_of_posts([post]))
    day = day_words(post.at.astimezone(zone).date())
    return title or tr("Thread by {name}, {day}", name=_name(library, first), day=day)
