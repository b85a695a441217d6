"""What another capture of the same post adds to what is known of it.

Field by field, so that neither the order of imports nor importing twice makes a
difference: the longest words (never cut ones over whole ones), the highest counts,
whatever one capture knows and the other does not.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from curator.model import Post

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_FILLED = ("url", "lang", "reply_to", "reply_handle", "quote_of", "repost_of", "conversation")
_FINER = {"day": 0, "elapsed": 1, "minute": 2, "second": 3}


def merged(held: dict[str, Any], post: Post) -> dict[str, Any]:
    """Return the columns of a post that another capture of it changes."""
    changes = _words_merged(held, post)
    changes |= {
        name: value for name in _FILLED if not held[name] and (value := getattr(post, name))
    }
    changes |= {
        name: value
        for name, value in _counts(post).items()
        if value is not None and (held[name] is None or value > held[name])
    }
    if _FINER[post.precision] > _FINER[held["precision"]]:
        changes |= {"precision": post.precision, "at": milliseconds(post.at)}
    if held["context"] and not post.context:
        changes["context"] = 0
    if post.automated and not held["automated"]:
        changes["automated"] = 1
    if post.sensitive and not held["sensitive"]:
        changes["sensitive"] = 1
    if "repost_of" in changes:
        changes["echo"] = "native"
    return changes


def _counts(post: Post) -> dict[str, int | None]:
    return {
        "likes": post.likes,
        "reposts": post.reposts,
        "replies": post.replies,
        "followers": post.author.followers,
    }


def _words_merged(held: dict[str, Any], post: Post) -> dict[str, Any]:
    if _better_words(held, post):
        return {"text": post.text, "spans": packed(post), "cut": int(post.cut)}
    if post.text == held["text"] and post.spans and not held["spans"]:
        return {"spans": packed(post)}
    return {}


def _better_words(held: dict[str, Any], post: Post) -> bool:
    if post.text == held["text"]:
        return False
    if bool(held["cut"]) != post.cut:
        return bool(held["cut"])
    return (len(post.text), post.text) > (len(held["text"]), held["text"])


def echo_kind(post: Post) -> str:
    """Tell a native repost, and a repost typed by hand, from words of one's own."""
    if post.repost_of:
        return "native"
    return "textual" if post.text[:4].upper() in {"RT @", "MT @"} else ""


def packed(post: Post) -> str:
    """Return a post's spans as the library keeps them."""
    return orjson.dumps([*map(tuple, post.spans)]).decode() if post.spans else ""


def milliseconds(at: datetime) -> int:
    """Return a time as the library keeps it: milliseconds since 1970, UTC."""
    return (at - _EPOCH) // _MILLISECOND
