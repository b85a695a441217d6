"""What the editor types in the search field, and the SQL it means.

    career "work experience" from:jayroberson has:media -is:echo tag:insight likes:>10
    (#hook OR #line) since:2014-09-15 until:2014-09-15T20:00

Everything must hold, unless OR stands between. A bare word matches the beginnings of
words; a phrase in quotation marks matches those words in that order. A minus before a
term turns it round. Everything typed means something and nothing is an error: what looks
like a term but is none is searched as words, and a hint says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal, TypeAlias

from curator.i18n import tr
from curator.library.words import address, has_words, phrase

Values: TypeAlias = list[str | int]
LONGEST = 2_000
"""Characters of a search that are read; a pasted page is not a search."""

_TOKEN = re.compile(
    r"""(?P<minus>-(?=[^\s-]))? (?:
        (?P<bracket>[()])
      | (?P<name>[^\W\d_]+):(?P<value>"[^"]*"?|[^\s()"]*)
      | "(?P<phrase>[^"]*)"?
      | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"(?P<sign>>=|<=|>|<|=)?(?P<number>\d{1,12})$")
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$")


@dataclass(frozen=True, slots=True)
class Term:
    """One condition, as typed."""

    name: str
    """'' for words, '#' for a hashtag, else what stood before the colon."""

    value: str
    exact: bool = False
    """Typed in quotation marks."""


@dataclass(frozen=True, slots=True)
class Group:
    """Several conditions, of which all, any or none must hold."""

    kind: Literal["all", "any", "not"]
    parts: tuple[Group | Term, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A search, understood."""

    text: str = ""
    root: Group = Group("all", ())
    hints: tuple[str, ...] = field(default=(), compare=False)
    """Sentences about what could not be taken as it was meant."""

    @classmethod
    def parse(cls, text: str) -> Query:
        """Understand what was typed. Everything typed means something."""
        parser = _Parser(text[:LONGEST])
        root = parser.group()
        return cls(text.strip(), root, tuple(dict.fromkeys(parser.hints)))

    @property
    def words(self) -> tuple[str, ...]:
        """The words and phrases that must be there, to be set apart where they are found."""
        return tuple(_words(self.root))

    @property
    def of_desk(self) -> bool:
        """Whether it asks for what the editor decided, which may be a post known from inside."""
        return _asks_desk(self.root)

    def sql(self, zone: tzinfo = UTC) -> tuple[str, Values]:
        """Return a WHERE clause over posts, and its parameters; dates are in the zone."""
        values: Values = []
        return _clause(self.root, values, zone), values


def tokens(text: str) -> list[str]:
    """Return what was typed, term by term; joined by spaces it means the same."""
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
        """Read terms up to the closing bracket or the end."""
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
        if name not in _MEANINGS:
            if typed and name not in {"http", "https"}:
                self.hints.append(_unknown(name))
            return words
        if not value:
            return words
        term = Term(name, value.removeprefix("@") if name in _HANDLES else value)
        if _MEANINGS[name](term, [], UTC) is None:
            self.hints.append(_misfit(name, value))
            return words
        return term


def _all(terms: list[Group | Term]) -> Group:
    if len(terms) == 1 and isinstance(terms[0], Group):
        return terms[0]
    return Group("all", tuple(terms))


def _unknown(name: str) -> str:
    near = [known for known in _MEANINGS if known[0] == name[0] or known in name]
    if near:
        return tr(
            "{name}: is not a word Curator knows. Did you mean {near}:?", name=name, near=near[0]
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


def _asks_desk(part: Group | Term) -> bool:
    if isinstance(part, Term):
        return part.name == "tag" or (
            part.value.casefold() in {"starred", "rejected", "used", "note"}
            and part.name in {"is", "has"}
        )
    return part.kind != "not" and any(_asks_desk(each) for each in part.parts)


# SQL


def _clause(part: Group | Term, values: Values, zone: tzinfo) -> str:
    if isinstance(part, Term):
        if not part.name:
            return _text(part, values)
        return _MEANINGS[part.name](part, values, zone) or "1"
    if not part.parts:
        return "1"
    inner = [_clause(each, values, zone) for each in part.parts]
    if part.kind == "not":
        return f"NOT ifnull({inner[0]}, 0)"
    return "(" + (" AND " if part.kind == "all" else " OR ").join(inner) + ")"


def _text(term: Term, values: Values) -> str:
    if not term.value.strip():
        return "1"
    if not has_words(term.value):
        values.append(term.value)
        return "instr(posts.text, ?) > 0"
    values.append(phrase(term.value, beginning=not term.exact))
    return "posts.id IN (SELECT rowid FROM words WHERE words MATCH ?)"


_Meaning: TypeAlias = Callable[[Term, Values, tzinfo], str | None]
"""Writes a condition and its values; None where the value does not fit the name."""


def _same(clause: str, fold: Callable[[str], str] = str) -> _Meaning:
    def write(term: Term, values: Values, _zone: tzinfo) -> str:
        values.append(fold(term.value))
        return clause

    return write


def _one_of(clauses: dict[str, str]) -> _Meaning:
    return lambda term, _values, _zone: clauses.get(term.value.casefold())


def _number(column: str) -> _Meaning:
    def write(term: Term, values: Values, _zone: tzinfo) -> str | None:
        found = _NUMBER.match(term.value)
        if not found:
            return None
        values.append(int(found["number"]))
        return f"posts.{column} {found['sign'] or '='} ?"

    return write


def _question(term: Term, values: Values, _zone: tzinfo) -> str | None:
    if not term.value.isdecimal():
        return None
    values.append(f'"q{int(term.value)}" OR "a{int(term.value)}"')
    return "posts.id IN (SELECT rowid FROM words WHERE words MATCH ?)"


def moment(value: str, zone: tzinfo) -> tuple[datetime, bool] | None:
    """Understand '2014-09-15' or '2014-09-15T20:00' in a zone; with whether a time is given."""
    found = _MOMENT.match(value)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        return at.astimezone(UTC), found[4] is not None
    except (ValueError, OverflowError):
        return None


def _since(term: Term, values: Values, zone: tzinfo) -> str | None:
    found = moment(term.value, zone)
    if not found:
        return None
    values.append(int(found[0].timestamp() * 1000))
    return "posts.at >= ?"


def _until(term: Term, values: Values, zone: tzinfo) -> str | None:
    """Up to the end of a day, or up to, not including, a time."""
    found = moment(term.value, zone)
    if not found:
        return None
    end, timed = found
    if not timed:
        next_day = end.astimezone(zone).date() + timedelta(days=1)
        end = datetime(next_day.year, next_day.month, next_day.day, tzinfo=zone)
    values.append(int(end.timestamp() * 1000))
    return "posts.at < ?"


_WITH_TERM = (
    "posts.id IN (SELECT post FROM post_terms JOIN terms ON terms.id = term"
    " WHERE kind = '{kind}' AND value = ?)"
)
_HANDLES = {"from", "to", "mentions"}
_MARKED = "posts.id IN (SELECT post FROM marks WHERE mark = '{mark}')"
UNDECIDED = "(posts.echo <> 'native' AND posts.id NOT IN (SELECT post FROM marks))"
"""Posts that wait for a decision; a native repost follows its original."""

_MEANINGS: dict[str, _Meaning] = {
    "from": _same("posts.person IN (SELECT id FROM people WHERE handle = ?)"),
    "to": _same("posts.reply_handle = ? COLLATE NOCASE"),
    "mentions": _same(_WITH_TERM.format(kind="mention"), str.casefold),
    "#": _same(_WITH_TERM.format(kind="hashtag"), str.casefold),
    "link": _same(_WITH_TERM.format(kind="link"), address),
    "tag": _same(
        "posts.id IN (SELECT post FROM post_tags JOIN tags ON tags.id = tag WHERE name = ?)"
    ),
    "question": _question,
    "has": _one_of(
        {
            "media": "posts.id IN (SELECT post FROM media)",
            "link": "posts.id IN (SELECT post FROM post_terms JOIN terms ON terms.id = term"
            " WHERE kind = 'link')",
            "question": "posts.id IN (SELECT rowid FROM words WHERE words MATCH '"
            + " OR ".join(f"{letter}{n}" for letter in "qa" for n in range(1, 21))
            + "')",
            "note": "posts.id IN (SELECT post FROM notes)",
        }
    ),
    "is": _one_of(
        {
            "original": "posts.echo = ''",
            "echo": "posts.echo <> ''",
            "reply": "(posts.reply_to <> '' OR posts.reply_handle <> '')",
            "quote": "posts.quote_of <> ''",
            "starred": _MARKED.format(mark="star"),
            "rejected": _MARKED.format(mark="reject"),
            "undecided": UNDECIDED,
            "used": "posts.id IN (SELECT post FROM blocks)",
        }
    ),
    "likes": _number("likes"),
    "reposts": _number("reposts"),
    "replies": _number("replies"),
    "followers": _number("followers"),
    "since": _since,
    "until": _until,
    "in": _same(
        "posts.id IN (SELECT post FROM archive_posts JOIN archives ON archives.id = archive"
        " WHERE instr(lower(name), ?) > 0)",
        str.lower,
    ),
    "lang": _same("posts.lang = ?", str.lower),
    "platform": _same("posts.platform = ?", str.lower),
}
TERMS = tuple(name for name in _MEANINGS if name != "#")
"""What may stand before a colon."""
