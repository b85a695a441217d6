"""The people in the rows of a table: who wrote them, and whom they answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from curator.model import Author, Media
from curator.readers.kit.tables.cells import filled, index
from curator.readers.kit.tables.survey import bare_handle

_ANSWERED = (
    "in_reply_to_screen_name reply_to_screen_name replyToSN in_reply_to_username"
    " in_reply_to_user reply_to"
)
_COUNT = re.compile(r"(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.0{1,6})?", re.ASCII)
_ADDRESS = re.compile(r"""https?://[^\s"'<>,\[\]{}]{4,2000}""", re.ASCII)
_HANDLE = re.compile(
    r"""\b(?:screen_?name|username)(?:["']: ?|=)["'](\w{1,50})["']""", re.IGNORECASE
)
_NAME = re.compile(
    r"""\b(?:displayname|display_name|name)(?:["']: ?|=)(?:"([^"]{1,200})"|'([^']{1,200})')""",
    re.IGNORECASE,
)
_FOLLOWERS = re.compile(r"""\bfollowers_?count(?:["']: ?|=)(\d{1,12})\b""", re.IGNORECASE)
_SHOWN = re.compile(r"\{|[A-Z]\w{0,40}\(\w{1,40}=")
"""How a person begins whom Python shows: a set of names and values, or a value of a kind."""
_MOST = 100_000
"""People who are remembered, so that each is one value: memory stays flat."""


class RowPeople:
    """Finds the people in the rows of one table.

    Some programs wrote a person into one cell, as Python shows a set of names and values:
    {'username': 'ann', 'displayname': 'Ann Lee', 'followersCount': 10}, or
    User(username='ann', id=77, displayname='Ann Lee', followersCount=10).
    """

    def __init__(self, header: Sequence[str], columns: Mapping[str, str]) -> None:
        self._at = {field: header.index(name) for field, name in columns.items()}
        self._answered = index(header, _ANSWERED)
        self._authors: dict[tuple[str, ...], Author] = {}

    def handle(self, cells: Sequence[str]) -> str:
        """Return who wrote a row, '' if no cell says it."""
        cell = self._cell(cells, "handle")
        if _SHOWN.match(cell):
            found = _HANDLE.search(cell)
            return found[1] if found else ""
        return bare_handle(cell)

    def author(self, cells: Sequence[str], handle: str) -> Author:
        """Return who wrote a row, with what is told of them."""
        whole = self._cell(cells, "handle")
        name = self._cell(cells, "name")
        is_shown = bool(_SHOWN.match(whole))
        if not (name or is_shown) and whole and bare_handle(whole) != handle:  # a name, or both
            name = whole.removeprefix(handle).strip(" ()")
        facts = (
            handle,
            name,
            self._cell(cells, "followers"),
            self._cell(cells, "avatar"),
            whole if is_shown else "",
        )
        author = self._authors.get(facts)
        if author is None:
            if len(self._authors) > _MOST:
                self._authors.clear()
            author = self._authors[facts] = _author(*facts)
        return author

    def answered(self, cells: Sequence[str]) -> str:
        """Return the handle of whom a row answers."""
        cell = filled(cells, self._answered)
        if cell.startswith("[") or _SHOWN.match(cell):
            found = _HANDLE.search(cell)
            return found[1] if found else ""
        return "" if cell.isdecimal() else bare_handle(cell)

    def _cell(self, cells: Sequence[str], field: str) -> str:
        return filled(cells, self._at.get(field, -1))


def number_in(cell: str) -> int | None:
    """Return a count; None where there is none, which is not 0."""
    found = _COUNT.fullmatch(cell.strip())
    return int(found[1].replace(",", "")) if found else None


def _author(handle: str, name: str, followers: str, portrait: str, whole: str) -> Author:
    """Return a person, of whom `whole` may tell everything."""
    if whole:
        called, counted = _NAME.search(whole), _FOLLOWERS.search(whole)
        name = name or (called[1] or called[2] if called else "")
        followers = followers or (counted[1] if counted else "")
    return Author(
        handle,
        name,
        followers=number_in(followers),
        avatar=Media("image", url=portrait) if _ADDRESS.fullmatch(portrait) else None,
    )
