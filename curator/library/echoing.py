"""Echoes of a post: which others repeat it, by a platform's button or typed by hand."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from curator.library.rows import PostId, Row
from curator.library.words import has_words, phrase, spaced
from curator.model import Post

_PREFIX = re.compile(r"\s*[RM]T\s+@(?P<handle>[\w.@-]*\w)\s*:?\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_FIRST = 6
"""Words of a post by which posts that repeat it are looked up."""

_ENOUGH = 12
"""Characters of a post that must be repeated before one speaks of an echo."""


@dataclass(frozen=True, slots=True)
class EchoGroup:
    """A post and those that repeat it."""

    best: PostId
    """The original; where the library does not hold it, the earliest that repeats it."""

    rest: tuple[PostId, ...]
    """The others that are decided by themselves: reposts typed by hand, the earliest first.
    Native reposts are not among them, for they follow their original."""


class Echoing:
    """Finds echoes."""

    def __init__(
        self, connection: sqlite3.Connection, rows: Callable[[Sequence[int]], list[Row]]
    ) -> None:
        self._run = connection.execute
        self._rows = rows

    def native(self, post: int) -> list[PostId]:
        """Return the native reposts of a post, the earliest first."""
        found = self._run(
            "SELECT e.id FROM posts o JOIN posts e"
            " ON e.repost_of = o.key AND e.platform = o.platform AND e.repost_of <> ''"
            " WHERE o.id = ? ORDER BY e.at, e.id",
            (post,),
        )
        return [PostId(id_) for (id_,) in found]

    def typed(self, post: int) -> list[PostId]:
        """Return the posts that repeat the beginning of a post behind “RT @…”, earliest first."""
        row = self._row(post)
        if row is None:
            return []
        return [each.id for each in self._typed(row.post) if each.id != post]

    def group(self, post: int) -> EchoGroup:
        """Return the best of the posts that say what a post says, and the others."""
        best = self._native_best(post)
        row = self._row(best)
        if row is None:
            return EchoGroup(PostId(best), ())
        row = self._typed_best(row)
        rest = [each.id for each in self._typed(row.post) if each.id != row.id]
        return EchoGroup(row.id, tuple(rest))

    def _row(self, post: int) -> Row | None:
        return next(iter(self._rows([post])), None)

    def _native_best(self, post: int) -> int:
        """Return what a native repost repeats, or else the earliest that repeats the same."""
        for same in ("b.key = e.repost_of", "b.repost_of = e.repost_of AND b.repost_of <> ''"):
            found = self._run(
                f"SELECT b.id FROM posts e JOIN posts b ON b.platform = e.platform AND {same}"
                " WHERE e.id = ? AND e.repost_of <> '' ORDER BY b.at, b.id LIMIT 1",
                (post,),
            ).fetchone()
            if found:
                return int(found[0])
        return post

    def _typed_best(self, row: Row) -> Row:
        """Return what a repost typed by hand repeats, or else the earliest that repeats it."""
        handles, words = _typed_words(row.post)
        if not handles or len(words) < _ENOUGH:
            return row
        others = self._alike(row.post, "echo <> 'native'")
        for other in others:
            named, said = _typed_words(other.post)
            author = other.post.author.handle.casefold()
            if not named and author in handles and said.startswith(words):
                return other
        return next((other for other in others if _same_typed(other.post, row.post)), row)

    def _typed(self, post: Post) -> list[Row]:
        """Return the reposts of a post typed by hand; or those of what it repeats itself."""
        own, words = _typed_words(post)
        if own:
            return [each for each in self._alike(post, _TYPED) if _same_typed(each.post, post)]
        author = post.author.handle.casefold()
        return [each for each in self._alike(post, _TYPED) if _repeats(each.post, author, words)]

    def _alike(self, post: Post, clause: str) -> list[Row]:
        """Return the posts in which the first words of a post are found, the earliest first."""
        first = _first_words(post)
        if not first:
            return []
        found = self._run(
            "SELECT posts.id FROM words JOIN posts ON posts.id = words.rowid"
            f" WHERE words MATCH ? AND {clause} AND platform = ? ORDER BY posts.at, posts.id",
            (phrase(first), post.platform),
        )
        return self._rows_of(id_ for (id_,) in found)

    def _rows_of(self, ids: Iterable[int]) -> list[Row]:
        listed, rows = list(ids), list[Row]()
        for start in range(0, len(listed), _AT_ONCE):
            rows += self._rows(listed[start : start + _AT_ONCE])
        return rows


_TYPED = "echo = 'textual'"
_AT_ONCE = 500


def _repeats(echo: Post, author: str, words: str) -> bool:
    """Tell whether a post repeats the beginning of an author's words, or all of them."""
    handles, said = _typed_words(echo)
    enough = min(_ENOUGH, len(words))
    return author in handles and len(said) >= enough and words.startswith(said)


def _same_typed(one: Post, other: Post) -> bool:
    """Tell whether two posts repeat the same words of the same person."""
    (handles, words), (named, said) = _typed_words(one), _typed_words(other)
    if not handles or not named or handles[-1] != named[-1]:
        return False
    short, long = sorted((words, said), key=len)
    return len(short) >= _ENOUGH and long.startswith(short)


def _typed_words(post: Post) -> tuple[list[str], str]:
    """Return who is named before the words of a post as having said them, and the words."""
    text, handles = _without_links(post), list[str]()
    while found := _PREFIX.match(text):
        handles.append(found["handle"].casefold())
        text = text[found.end() :]
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = " ".join(plain.split()).rstrip(". ").strip('"“”')
    return handles, plain.rstrip(". ")


def _without_links(post: Post) -> str:
    parts = (piece.text for piece in post.pieces() if piece.kind != "link")
    return _ADDRESS.sub(" ", "".join(parts))


def _first_words(post: Post) -> str:
    """Return the first words of a post that stand together, without “RT @…” before them."""
    text = "".join("\0" if piece.kind == "link" else piece.text for piece in post.pieces())
    text = _ADDRESS.sub("\0", text)
    while found := _PREFIX.match(text):
        text = text[found.end() :]
    for run in text.split("\0"):
        if words := [word for word in spaced(run).split() if has_words(word)]:
            return " ".join(words[:_FIRST])
    return ""
