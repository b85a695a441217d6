"""Reposts and quotations in tables, which programs write in three different ways.

    screen_name,text,is_retweet,retweet_text,retweet_screen_name
    ann,"Bring soup.",TRUE,"Bring soup.",ben

From rtweet 0.6 on, and in twarc's tables, such a row has the words of the original under the
name of whoever repeated it. Here Ann said nothing but “RT @ben: Bring soup.”
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from curator.readers.kit.ids import ids
from curator.readers.kit.tables.columns import column
from curator.readers.kit.tables.survey import NOTHING

_BY_HAND = re.compile(r"RT @(\w{1,50}):? ?", re.ASCII)
_TRUE = frozenset({"true", "1", "yes", "wahr", "vrai"})
_FALSE = frozenset({"", "na", "false", "0", "no", "nan", "none"})


class RowContent(NamedTuple):
    """What a row says, and what it repeats or quotes."""

    text: str
    repost_of: str = ""
    quote_of: str = ""
    is_repost: bool = False
    is_whole: bool = False
    """The words of the original are all there, whatever the row's own were."""


class Reposts:
    """Finds what the rows of one table repeat."""

    def __init__(self, header: Sequence[str]) -> None:
        def at(names: str) -> int:
            name = column(header, names)
            return header.index(name) if name else -1

        self._flag = at("is_retweet isRetweet retweet")
        self._kind = at("tweet_type")
        self._id = at(
            "retweet_status_id retweeted_status_id reweet_id retweet_id"
            " referenced_tweets.retweeted.id retweet_or_quote_id retweeted_status"
        )
        self._handle = at(
            "retweet_screen_name retweeted_username retweeted_screen_name"
            " retweet_or_quote_screen_name"
        )
        self._text = at("retweet_text retweeted_text")
        self._quote = at(
            "quoted_status_id quote_status_id quoted_status_id_str referenced_tweets.quoted.id"
            " quoted_status quote_url"
        )
        self._repeater = at("user_rt")
        """In twint's tables: who repeated the row, which is the original with its own author."""

        self.may_be = max(self._flag, self._id, self._kind, self._quote) >= 0

    def read(self, cells: Sequence[str], text: str) -> RowContent | None:
        """Return what a row says, or None if nobody can tell whose words these are."""
        other = ids.clean(_cell(cells, self._id))
        kind = _cell(cells, self._kind).lower()
        if kind == "quote":
            return RowContent(text, quote_of=other)
        if _cell(cells, self._repeater) or not self._repeats(cells, kind):
            return RowContent(text, quote_of=_key(_cell(cells, self._quote)))
        handle = _cell(cells, self._handle).lstrip("@")
        whole = _cell(cells, self._text)
        by_hand = _BY_HAND.match(text)
        if by_hand:
            handle = by_hand[1]
            rest = text[by_hand.end() :].rstrip("… ")
            if not whole or not whole.startswith(rest[:20]):
                return RowContent(text, other, is_repost=True)
        if not ids.is_handle(handle):
            return None
        return RowContent(
            f"RT @{handle}: {whole or text}", other, "", is_repost=True, is_whole=True
        )

    def _repeats(self, cells: Sequence[str], kind: str) -> bool:
        """Tell whether a row repeats another's words."""
        if kind:
            return kind == "retweet"
        flag = _cell(cells, self._flag).lower()
        if flag in _TRUE or flag not in _FALSE:
            return flag in _TRUE
        return flag in {"", "na"} and _cell(cells, self._id) not in NOTHING


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at >= 0 else ""


def _key(cell: str) -> str:
    """Return the id in a cell, be it bare or in a permalink."""
    return ids.clean(cell) or (ids.key_in(cell) if cell.startswith("http") else "")
