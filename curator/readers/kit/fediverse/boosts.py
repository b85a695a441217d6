"""Posts that repeat another's, whole, where a platform hands the original over with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from curator.model import Author, Post, Span
from curator.readers.kit.text.entities import shifted


def boosted(original: Post, author: Author, key: str, at: datetime) -> Post:
    """Return the post by which somebody boosts an original.

    The original's words follow 'RT @name: ', as in a retweet, and its counts are left out.
    """
    prefix = f"RT @{original.author.handle}: "
    whom = Span("mention", len("RT "), len(prefix) - len(": "), original.author.handle)
    return replace(
        original,
        key=key,
        author=author,
        at=at,
        text=prefix + original.text,
        url="",
        reply_to="",
        reply_handle="",
        quote_of="",
        repost_of=original.key,
        conversation="",
        spans=(whom, *shifted(original.spans, len(prefix))),
        likes=None,
        reposts=None,
        replies=None,
        context=False,
    )
