"""What the editor types in the search field, and the SQL it means.

    career "work experience" from:jayroberson has:media -is:echo tag:insight likes:>10
    (#hook OR #line) since:2014-09-15 until:2014-09-15T20:00 sector:schools newcomer:new

Everything must hold, unless OR stands between. A bare word matches the beginnings of
words; a phrase in quotation marks matches those words in that order. A minus before a
term turns it round. A tag finds the posts of the tags under it too. Everything typed means
something and nothing is an error: what looks like a term but is none is searched as words,
and a hint says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from curator.i18n import tr
from curator.library.search.chat_dates import ChatDates
from curator.library.search.spelling import distance
from curator.library.search.sql_terms import (
    EVERYTHING,
    HANDLES,
    MEANINGS,
    TERMS,
    Dates,
    Group,
    Term,
    Values,
    clause,
    match_of,
)

LONGEST = 2_000
"""Most characters of a search; a pasted page is not a search."""

_TOKEN = re.compile(
    r"""(?P<minus>-(?=[^\s-]))? (?:
        (?P<bracket>[()])
      | (?P<name>[^\W\d_]+):(?P<value>"[^"]*"?|[^\s()"]*)
      | "(?P<phrase>[^"]*)"?
      | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed search."""

    text: str = ""
    root: Group = EVERYTHING
    hints: tuple[str, ...] = field(default=(), compare=False)
    """Sentences about terms that were not understood as intended."""

    @classmethod
    def parse(cls, text: str) -> Query:
        """Parse what was typed. Any text is a valid search."""
        parser = _Parser(text[:LONGEST])
        root = parser.group()
        return cls(text.strip(), root, tuple(dict.fromkeys(parser.hints)))

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words and phrases to highlight."""
        return tuple(_words(self.root))

    @property
    def matches(self) -> tuple[str, ...]:
        """Return the full-text query, if the search consists of words only."""
        parts = self.root.parts if self.root.kind == "all" else (self.root,)
        sought = [match_of(part) if isinstance(part, Term) else "" for part in parts]
        return tuple(sought) if all(sought) else ()

    @property
    def follows_desk(self) -> bool:
        """Whether its result may change with marks, tags or notes."""
        return _follows_desk(self.root)

    @property
    def of_desk(self) -> bool:
        """Whether it asks for decisions, which may concern posts known only from others."""
        return _asks_desk(self.root)

    @property
    def of_muted(self) -> bool:
        """Whether it names a person or the muted, so that posts of muted people are included."""
        return _asks_muted(self.root)

    @property
    def shows_muted(self) -> bool:
        """Whether it asks for what is muted, for whatever reason."""
        return _asks_muted(self.root, named=False)

    @property
    def chats(self) -> tuple[str, ...]:
        """Return the chats it names."""
        parts = self.root.parts if self.root.kind == "all" else (self.root,)
        return tuple(p.value for p in parts if isinstance(p, Term) and p.name == "chat")

    def chats_meant(self, begun: ChatDates) -> tuple[int, ...]:
        """Return the ids of all chats in or beside which it seeks, also one or another."""
        return tuple(_chats_meant(self.root, begun))

    def sql(self, dates: Dates) -> tuple[str, Values]:
        """Return a WHERE clause for posts, and its parameters."""
        values: Values = []
        return clause(self.root, values, dates), values


def tokens(text: str) -> list[str]:
    """Split the typed text into terms; joined by spaces they mean the same."""
    return [token[0] for token in _TOKEN.finditer(text[:LONGEST])]


def typed(name: str, value: str) -> str:
    """Return a term as one would type it."""
    value = value.replace('"', "")
    return f'{name}:"{value}"' if re.search(r"[\s()]", value) else f"{name}:{value}"


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(_TOKEN.finditer(text))
        self._at = 0
        self.hints: list[str] = []

    def group(self, depth: int = 0) -> Group:
        """Parse terms up to the closing bracket or the end."""
        either: list[Group] = []
        terms: list[Group | Term] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token["bracket"] == ")":
                if depth:
                    break
            elif token["word"] == "OR" and not token["minus"]:
                either.append(_all(terms))
                terms = []
            else:
                terms.append(self._negated(token, depth))
        if not either:
            return _all(terms)
        return Group("any", tuple(part for part in (*either, _all(terms)) if part.parts))

    def _negated(self, token: re.Match[str], depth: int) -> Group | Term:
        part: Group | Term
        if token["bracket"]:
            part = self.group(depth + 1) if depth < 20 else Group("all", ())  # noqa: PLR2004
        else:
            part = self._term(token)
        return Group("not", (part,)) if token["minus"] else part

    def _term(self, token: re.Match[str]) -> Term:
        if token["phrase"] is not None:
            return Term("", token["phrase"], exact=True)
        if token["name"]:
            return self._named(token["name"].casefold(), token["value"], token)
        word = token["word"]
        if word[0] in "#＃" and len(word) > 1:
            return Term("#", word[1:].casefold())
        return Term("", word)

    def _named(self, name: str, typed: str, token: re.Match[str]) -> Term:
        value = typed.strip('"')
        words = Term("", token[0].removeprefix("-"))
        if name not in MEANINGS:
            if typed and name not in {"http", "https"}:
                self.hints.append(_unknown(name))
            return words
        if not value:
            return words
        term = Term(name, value.removeprefix("@") if name in HANDLES else value)
        if MEANINGS[name](term, [], Dates()) is None:
            self.hints.append(_misfit(name, value))
            return words
        return term


def _all(terms: list[Group | Term]) -> Group:
    if len(terms) == 1 and isinstance(terms[0], Group):
        return terms[0]
    return Group("all", tuple(terms))


def _unknown(name: str) -> str:
    near = min(TERMS, key=lambda known: (distance(name, known, 3), known[0] != name[0]))
    if distance(name, near, 3) < max(2, len(name) // 2 + 1) or near[0] == name[0]:
        return tr(
            "{name}: is not a word Curator knows. Did you mean {near}:?", name=name, near=near
        )
    return tr("{name}: is not a word Curator knows. It was searched as words.", name=name)


def _misfit(name: str, value: str) -> str:
    if name in {"since", "until"}:
        return tr("{value} is not a date. Write year-month-day, like 2014-09-15.", value=value)
    return tr(
        "{name}:{value} says nothing Curator knows. It was searched as words.",
        name=name,
        value=value,
    )


def _words(part: Group | Term) -> list[str]:
    if isinstance(part, Term):
        if part.name == "#":
            return ["#" + part.value]
        return [part.value] if not part.name and part.value.strip() else []
    if part.kind == "not":
        return []
    return [word for each in part.parts for word in _words(each)]


def _chats_meant(part: Group | Term, begun: ChatDates) -> Iterator[int]:
    """Yield the chats of terms, as MEANINGS understands them."""
    if isinstance(part, Term):
        number, _, asked = part.value.partition("@")
        if part.name in {"chat", "before", "after"} and part.value.isdecimal():
            yield int(part.value)
        elif part.name == "chat":
            yield from begun.chats(part.value)
        elif part.name == "question" and number.isdecimal():
            yield from begun.chats_of_rounds(asked)
    elif part.kind != "not":
        for each in part.parts:
            yield from _chats_meant(each, begun)


def _follows_desk(part: Group | Term) -> bool:
    if isinstance(part, Term):
        return part.name in {"tag", "is", "has", "question", "sector", "role", "newcomer"}
    return any(_follows_desk(each) for each in part.parts)


def _asks_desk(part: Group | Term) -> bool:
    if isinstance(part, Term):
        return part.name == "tag" or (
            part.value.casefold() in {"starred", "rejected", "used", "note"}
            and part.name in {"is", "has"}
        )
    return part.kind != "not" and any(_asks_desk(each) for each in part.parts)


def _asks_muted(part: Group | Term, *, named: bool = True) -> bool:
    if isinstance(part, Term):
        asked = (part.name, part.value.casefold()) == ("is", "muted")
        return asked or (named and part.name == "from")
    return part.kind != "not" and any(_asks_muted(each, named=named) for each in part.parts)
