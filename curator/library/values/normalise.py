"""Normalisation of text for the full-text index and for searches, alike for both."""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit

from curator.model import Post, Span, pieces

_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\U00020000-\U0003ffff])"
)
"""Scripts written without spaces between words (and Hangul, whose words take endings): each
letter is filed as a word of its own, and a search for several is a search for the phrase."""

_TRACKERS = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src|s)$")


def indexed(post: Post | str, spans: str = "") -> str:
    """Return the indexed text of a post, or of a text with stored spans."""
    if isinstance(post, Post):
        return spaced(post.shown)
    if not spans:
        return spaced(post)
    found = [Span(*span) for span in json.loads(spans)]
    return spaced("".join(piece.text for piece in pieces(post, found)))


def spaced(text: str) -> str:
    """Return text with full-width forms made plain and unspaced scripts spaced."""
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _UNSPACED.sub(r" \1 ", text) if _UNSPACED.search(text) else text


def folded(text: str) -> str:
    """Return text without accents and case, so that it is found however it is typed."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def phrase(words: str, *, beginning: bool = False) -> str:
    """Return words as a phrase of a full-text query; beginning: the last may be a prefix."""
    quoted = '"' + " ".join(spaced(words).replace("\0", " ").split()).replace('"', '""') + '"'
    return quoted + "*" if beginning else quoted


def has_words(text: str) -> bool:
    """Tell whether a text contains anything that the index holds."""
    return any(unicodedata.category(c)[0] in "LNC" or c == "_" for c in spaced(text))


def cleaned(url: str) -> str:
    """Return a link as shared, without tracking parameters."""
    try:
        parts = urlsplit(url.strip())
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    if not any(_TRACKERS.match(name) for name, _ in query):
        return url.strip()
    kept = urlencode([(name, value) for name, value in query if not _TRACKERS.match(name)])
    return parts._replace(query=kept).geturl()


def address(url: str) -> str:
    """Return a link normalised for counting: without tracking, equal if it leads to the same."""
    try:
        parts = urlsplit(url.strip())
        query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not _TRACKERS.match(k)])
    except ValueError:
        return url
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")
