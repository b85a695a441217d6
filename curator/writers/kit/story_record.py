"""A published story as data, by which Curator opens its own publications again.

It holds what the publication shows and nothing else: of posts no counts, of people who are not
shown in full no handle, of searches no words. Pictures are named by the SHA-256 of their bytes as
they were published. `curator/readers/curator_recap.py` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from curator.counted_json import Kept, dump_block, kind_of
from curator.model import (
    Author,
    Block,
    Divider,
    Facts,
    Group,
    Heading,
    Image,
    Media,
    Passage,
    Post,
    PullQuote,
    Quote,
    Story,
    Testimonial,
    is_masked,
)

FORMAT = "curator-record"
VERSION = 1

Use: TypeAlias = Literal["picture", "portrait"]
"""What a picture is shown as."""

Published: TypeAlias = Callable[[Media, Use], str]
"""Returns the SHA-256 of a picture as it was published; '' if it was not."""

_ENDING = "<>&\u2028\u2029"


def inert_json(value: object) -> str:
    """Return a value as JSON in which no sign can end a script element."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in _ENDING:
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


def story_record(story: Story, published: Published) -> dict[str, Any]:
    """Return a story, with consent applied, as values for JSON."""
    return _Recording(story, published).values()


class _Recording:
    """Records one story; posts, people and files are listed once and named by their number."""

    def __init__(self, story: Story, published: Published) -> None:
        self._story = story
        self._published = published
        self._posts: dict[tuple[str, str], int] = {}
        self._people: dict[tuple[str, str], int] = {}
        self._files: dict[tuple[str, str], int] = {}
        self._told_posts: list[dict[str, Any]] = []
        self._told_people: list[dict[str, Any]] = []

    def values(self) -> dict[str, Any]:
        story = self._story
        blocks = [self._block(block) for block in story.blocks]
        return {
            "format": FORMAT,
            "version": VERSION,
            "title": story.title,
            "zone": story.zone,
            "tidy": story.tidy,
            "hashtags": sorted(story.hashtags),
            "files": [{"sha256": digest, "day": day} for digest, day in self._files],
            "people": self._told_people,
            "posts": self._told_posts,
            "blocks": blocks,
        }

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading(text, level):
                told = {"kind": "heading", "text": text, "level": level}
                answers = self._story.answers.get(block.id, 0)
                return told | ({"answers": answers} if answers else {})
            case Passage(text):
                return {"kind": "text", "text": text}
            case Quote():
                return {"kind": "post", **self._quote(block)}
            case PullQuote():
                return {"kind": "pull", "text": block.text, **self._quote(block)}
            case Group(kind, quotes):
                return {"kind": kind, "quotes": [self._quote(quote) for quote in quotes]}
            case _:
                return self._other(block)

    def _other(self, block: Divider | Kept) -> dict[str, Any]:
        if isinstance(block, Divider):
            return {"kind": "divider"}
        return {
            "kind": kind_of(block),
            "value": json.loads(dump_block(self._without_searches(block))),
        }

    def _quote(self, quote: Quote | PullQuote) -> dict[str, Any]:
        post = self._post(quote.post, quote.credit)
        told = _not_empty(post=post, credit=quote.credit, note=quote.note)
        if isinstance(quote, PullQuote):
            return told
        return told | _not_empty(
            rest=[self._post(post, quote.credit) for post in quote.rest],
            as_posted=quote.as_posted,
            compact=quote.compact,
        )

    def _without_searches(self, block: Kept) -> Kept:
        """Return a block without searches, which may name who is not shown."""
        match block:
            case Image(media):
                shown = self._published(media, "picture")
                return replace(block, media=Media(media.kind, alt=media.alt, hash=shown))
            case Testimonial():
                return block
            case Facts(figures):
                plain = tuple(replace(each, query="") for each in figures)
                block = replace(block, figures=plain)
        return replace(block, scope=replace(block.scope, query="", newest=0))

    def _post(self, post: Post, credit: str) -> int:
        """Return the number of a post, which is told once."""
        key = post.platform, post.key
        if key not in self._posts:
            self._posts[key] = len(self._posts)
            hidden = bool(credit.strip()) or not post.author.handle
            self._told_posts.append(self._post_values(post, hidden=hidden))
        return self._posts[key]

    def _post_values(self, post: Post, *, hidden: bool) -> dict[str, Any]:
        person = self._person(post.platform, post.author, hidden=hidden)
        return _not_empty(
            key="" if hidden or is_masked(post.key) else post.key,
            person=person,
            at=post.at.isoformat(),
            precision=post.precision,
            text=post.text,
            spans=[list(span) for span in post.spans],
            url="" if hidden else post.url,
            lang=post.lang,
            reply_handle=post.reply_handle,
            cut=post.cut,
            media=[self._media(each) for each in post.media],
            **({} if hidden else self._origin(post)),
        )

    def _person(self, platform: str, author: Author, *, hidden: bool) -> int:
        """Return the number of a person; one who is not shown in full has only that."""
        key = platform, author.handle.casefold() or author.key
        if key not in self._people:
            self._people[key] = len(self._people)
            told = {"platform": platform}
            if not hidden:
                face = self._published(author.avatar, "portrait") if author.avatar else ""
                told |= _not_empty(handle=author.handle, name=author.name, picture=face)
            self._told_people.append(told)
        return self._people[key]

    def _media(self, media: Media) -> dict[str, Any]:
        picture = self._published(media, "picture")
        return _not_empty(kind=media.kind, url=media.url, alt=media.alt, picture=picture)

    def _origin(self, post: Post) -> dict[str, Any]:
        origin = self._story.origins.get((post.platform, post.key))
        if origin is None:
            return {}
        number = self._files.setdefault((origin.digest, origin.day), len(self._files))
        return {"file": number, "place": origin.place}


def _not_empty(**values: Any) -> dict[str, Any]:
    """Return values without those that say nothing."""
    return {
        name: value
        for name, value in values.items()
        if value or (isinstance(value, int) and value is not False)
    }
