"""A post's words put together run by run, each plain, or a hashtag, a mention or a link.

Most platforms of chat store words so. What a link shows is kept only if it is honest: words that
look like an address other than the one they lead to give way to that address.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from curator.model import Span, SpanKind, spans_in_order
from curator.readers.kit.text.entities import tidy
from curator.readers.kit.text.plain_text_entities import find_spans

_LOOKS_LIKE_ADDRESS = re.compile(r"://|\bwww\.|\w\.[^\W\d_]{2}", re.IGNORECASE)
_SCHEME = re.compile(r"(?i)(?:https?://)?(?:www\.)?")
_WEB = ("http://", "https://")


class Runs:
    """The words of one post, in the making."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._taken: list[tuple[int, int]] = []
        """The stretches in which nothing else is to be found."""

    def add_plain(self, words: str) -> None:
        """Go on with plain words."""
        self._parts.append(words)
        self._length += len(words)

    def keep(self, words: str) -> None:
        """Go on with words that look like a hashtag or mention, and are none."""
        start = self._length
        self.add_plain(words)
        self._taken.append((start, self._length))

    def mark(self, kind: SpanKind, words: str, value: str, shown: str = "") -> None:
        """Go on with words that are more than words."""
        start = self._length
        self.keep(words)
        if value:
            self._spans.append(Span(kind, start, self._length, value, shown))

    def link(self, words: str, address: str, short: str = "") -> None:
        """Go on with a link: its words, where it leads, and the short form that was shown."""
        if not address.lower().startswith(_WEB):
            self.add_plain(words)
        elif short and is_honest(short, address):
            self.mark("link", words, address, short)
        else:
            is_sound = is_honest(words, address) or not _LOOKS_LIKE_ADDRESS.search(words)
            self.mark("link", words, address, "" if is_sound else tidy(address) or address)

    def finished(self, *, finds: bool = True) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans; and, if asked for, those that only its words tell."""
        text = "".join(self._parts).rstrip()
        spans = list(self._spans)
        if finds:
            ends = [end for _, end in self._taken]
            for found in find_spans(text):
                after = bisect_right(ends, found.start)
                if after == len(ends) or self._taken[after][0] >= found.end:
                    spans.append(found)
        return text, spans_in_order(spans, len(text))


def is_honest(shown: str, address: str) -> bool:
    """Tell whether what is shown of an address is its beginning."""
    bare = _SCHEME.sub("", shown.strip(), count=1).removesuffix("…").removesuffix("...")
    return bool(bare) and _SCHEME.sub("", address, count=1).startswith(bare.rstrip("/"))
