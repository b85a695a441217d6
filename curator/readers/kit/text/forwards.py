"""Words of one person in a message of another: forwarded, or asked in a poll.

Nobody's words stand under another's name. Who forwards a message repeats it, as in a retweet;
what was said first is kept as context, under the name of whoever said it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from curator.i18n import tr
from curator.model import Author, Post
from curator.readers.kit.fediverse.boosts import boosted
from curator.readers.kit.ids import ids
from curator.readers.kit.ids.json_fields import UnreadableError


def forwarded(
    post: Post, whose: Author, *, key: str = "", at: datetime | None = None
) -> tuple[Post, Post]:
    """Return what somebody else said, as context, and the post that repeats it."""
    said_at = at or post.at
    original = replace(
        post,
        key=key or ids.made_key(whose.handle, said_at, post.text),
        author=whose,
        at=said_at,
        url="",
        reply_to="",
        reply_handle="",
        conversation="",
        likes=None,
        reposts=None,
        replies=None,
        context=True,
    )
    again = boosted(original, post.author, post.key, post.at)
    return original, replace(again, url=post.url, place=post.place)


def forwarded_by_nobody() -> UnreadableError:
    """Return why a message is no post that repeats somebody whom it does not name."""
    return UnreadableError(tr("It is a forwarded message, and does not say whose words it holds."))


def poll_words(question: str, options: Iterable[str]) -> str:
    """Return a poll in words: its question, and a line for each answer one can give."""
    lines = (question.strip(), *(f"- {each.strip()}" for each in options if each.strip()))
    return "\n".join(filter(None, lines))
