"""The translation of search terms into SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Literal, TypeAlias, get_args

from curator.library.desk.chat_zones import CHAT_CALLED, IN_CHAT
from curator.library.desk.questions import PLACED
from curator.library.search.chat_dates import ChatDates, day_after, moment, span_of
from curator.library.search.id_lists import LISTED
from curator.library.search.visibility import MUTED_PEOPLE, MUTED_POSTS, PEOPLE_CALLED, people_of
from curator.library.values.normalise import address, has_words, phrase
from curator.model import MediaKind, Newcomer

Values: TypeAlias = list[str | int]

_NUMBER = re.compile(r"(?P<sign>>=|<=|>|<|=)?(?P<number>\d{1,12})$")


@dataclass(frozen=True, slots=True)
class Term:
    """One condition, as typed."""

    name: str
    """'' for words, '#' for a hashtag, else the name before the colon."""

    value: str
    exact: bool = False
    """Whether it was typed in quotation marks."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What the dates in a search mean."""

    zone: tzinfo = UTC
    """That of posts' dates."""

    begun: ChatDates | None = None
    """The chats that began at a date, each in its own zone; None where no library is asked."""


@dataclass(frozen=True, slots=True)
class Group:
    """Several conditions, of which all, any or none must hold."""

    kind: Literal["all", "any", "not"]
    parts: tuple[Group | Term, ...]


EVERYTHING = Group("all", ())
"""The condition that every post meets."""


def clause(part: Group | Term, values: Values, dates: Dates) -> str:
    """Return a condition on posts, and append its parameters to values."""
    if isinstance(part, Term):
        if not part.name:
            return _text(part, values)
        return MEANINGS[part.name](part, values, dates) or "1"
    if not part.parts:
        return "1"
    inner = [clause(each, values, dates) for each in part.parts]
    if part.kind == "not":
        return f"NOT ifnull({inner[0]}, 0)"
    return "(" + (" AND " if part.kind == "all" else " OR ").join(inner) + ")"


def _text(term: Term, values: Values) -> str:
    if not term.value.strip():
        return "1"
    if not has_words(term.value):
        values.append(term.value)
        return "instr(posts.text, ?) > 0"
    values.append(match_of(term))
    return "posts.id IN (SELECT rowid FROM words WHERE words MATCH ?)"


def match_of(term: Term) -> str:
    """Return the full-text query of a term; '' if it does not consist of words."""
    if term.name or not has_words(term.value):
        return ""
    return phrase(term.value, beginning=not term.exact)


_Meaning: TypeAlias = Callable[[Term, Values, Dates], str | None]
"""Returns a condition and appends its values; None if the value is invalid for the term."""


def _same(clause: str, fold: Callable[[str], str] = str) -> _Meaning:
    def write(term: Term, values: Values, _dates: Dates) -> str:
        values.append(fold(term.value))
        return clause

    return write


def _one_of(clauses: dict[str, str]) -> _Meaning:
    return lambda term, _values, _dates: clauses.get(term.value.casefold())


def _number(column: str) -> _Meaning:
    def write(term: Term, values: Values, _dates: Dates) -> str | None:
        found = _NUMBER.match(term.value)
        if not found:
            return None
        values.append(int(found["number"]))
        return f"posts.{column} {found['sign'] or '='} ?"

    return write


def _question(term: Term, values: Values, dates: Dates) -> str | None:
    """Parse '3', 'none', and with several chats '3@2014-09-15', '3@2014-09-15T20:00'."""
    if term.value.casefold() == "none":
        return f"posts.id NOT IN ({_OF_QUESTION})"
    typed, _, begun = term.value.partition("@")
    if not typed.isdecimal():
        return None
    values.append(int(typed))
    if not begun:
        return f"posts.id IN ({_OF_QUESTION} AND number = ?)"
    if span_of(begun, dates.zone) is None:
        values.pop()
        return None
    rounds = dates.begun.rounds(begun) if dates.begun else []
    return f"posts.id IN ({_OF_QUESTION} AND number = ? AND session IN {_ids(rounds)})"


def _chat(term: Term, values: Values, dates: Dates) -> str | None:
    """Parse a chat id, the day or time at which chats began, and 'none'."""
    if term.value.casefold() == "none":
        return f"NOT EXISTS ({_OF_CHAT} WHERE {IN_CHAT})"
    if term.value.isdecimal():
        if len(term.value) > _LONGEST_ID:
            return None
        values += [int(term.value)] * 4
        ends = (
            f"(SELECT {end} FROM chats WHERE id = {CHAT_CALLED})" for end in ("begins", "ends")
        )
        return f"posts.at BETWEEN {' AND '.join(ends)}"
    if span_of(term.value, dates.zone) is None:
        return None
    chats = dates.begun.chats(term.value) if dates.begun else []
    return f"EXISTS ({_OF_CHAT} WHERE chats.id IN {_ids(chats)} AND {IN_CHAT})"


def _ids(ids: Iterable[int]) -> str:
    return f"({', '.join(map(str, ids))})"


_BEFORE, _AFTER = (days * 24 * 60 * 60 * 1000 for days in (7, 2))
"""Milliseconds around a chat in which a post is likely about it: announced, or said too late."""


def _around_chat(side: Literal["before", "after"]) -> _Meaning:
    """Find the posts around a chat: up to a week before it, or two days after it.

    Each is of one side of one chat: up to two days after a chat, but no longer than half the way
    to the next, it is after that chat, and then before the next.
    """
    to_next = (
        "((SELECT min(later.begins) FROM chats AS later WHERE later.begins > {0}.ends) - {0}.ends)"
    )
    until = f"{{0}}.ends + min({_AFTER}, ifnull({to_next} / 2, {_AFTER}))"
    until_here = (
        f"(SELECT {until.format('chats')} FROM chats WHERE chats.begins < here.begins"
        " ORDER BY chats.begins DESC LIMIT 1)"
    )
    first = f"max(here.begins - {_BEFORE}, ifnull({until_here} + 1, 0))"
    ends = {
        "before": (first, "here.begins - 1"),
        "after": ("here.ends + 1", until.format("here")),
    }

    def write(term: Term, values: Values, _dates: Dates) -> str | None:
        if not term.value.isdecimal() or len(term.value) > _LONGEST_ID:
            return None
        values += [int(term.value)] * 4
        here = f"FROM chats AS here WHERE here.id = {CHAT_CALLED}"
        low, high = (f"(SELECT {end} {here})" for end in ends[side])  # once, not for each post
        return f"posts.at BETWEEN {low} AND {high}"

    return write


def _people_of(column: str) -> _Meaning:
    """Find the posts of a group of people set by the editor; 'none': of no group."""

    def write(term: Term, values: Values, _dates: Dates) -> str:
        group = " ".join(term.value.split())
        if group.casefold() == "none":
            return f"posts.person NOT IN ({people_of(column)})"
        values.append(group.replace('"', ""))  # which no term can hold
        same = "folded(replace(said.value, '\"', '')) = folded(?)"
        return f"posts.person IN ({people_of(column, same)})"

    return write


def _newcomer(term: Term, values: Values, dates: Dates) -> str | None:
    known = term.value.casefold() in {*get_args(Newcomer), "none"} - {""}
    return _people_of("newcomer")(term, values, dates) if known else None


def _since(term: Term, values: Values, dates: Dates) -> str | None:
    found = moment(term.value, dates.zone)
    if not found:
        return None
    values.append(int(found[0].timestamp() * 1000))
    return "posts.at >= ?"


def _until(term: Term, values: Values, dates: Dates) -> str | None:
    """Up to the end of a day, or up to, not including, a time."""
    found = moment(term.value, dates.zone)
    if not found:
        return None
    end, timed = found
    if not timed:
        end = day_after(end, dates.zone)
    values.append(int(end.timestamp() * 1000))
    return "posts.at < ?"


def _link(term: Term, values: Values, _dates: Dates) -> str:
    """Find a link; or, for an address without its end, all links below it."""
    value = address(term.value if "://" in term.value else f"//{term.value}")
    values += [value, value + "/", value + "0"]  # '0' is what follows '/'
    return (
        "posts.id IN (SELECT post FROM post_terms JOIN terms ON terms.id = term"
        " WHERE kind = 'link' AND (value = ? OR value >= ? AND value < ?))"
    )


_OF_QUESTION = (
    f"SELECT placed.post FROM ({PLACED}) AS placed"
    " JOIN questions ON questions.id = placed.question WHERE 1"
)
_OF_CHAT = "SELECT 1 FROM chats"
_LONGEST_ID = 18
_WITH_TERM = (
    "posts.id IN (SELECT post FROM post_terms JOIN terms ON terms.id = term"
    " WHERE kind = '{kind}' AND value = ?)"
)
_UNDER = (
    "WITH RECURSIVE under (id) AS (SELECT id FROM tags WHERE name = ?"
    " UNION SELECT tags.id FROM tags JOIN under ON tags.parent = under.id) SELECT id FROM under"
)
"""A tag with all tags under it."""

HANDLES = {"from", "to", "mentions"}
_MARKED = "posts.id IN (SELECT post FROM marks WHERE mark = '{mark}')"
ALONE = "posts.id NOT IN (SELECT post FROM echoes)"
"""Posts that are no echoes."""

BOTS = (
    "SELECT post FROM echoes WHERE why = 'bot' UNION SELECT source FROM echoes WHERE why = 'bot'"
)
"""SQL: what programs posted, as long as it is not let in."""

UNDECIDED = f"(posts.echo <> 'native' AND {ALONE} AND posts.id NOT IN (SELECT post FROM marks))"
"""Undecided posts; an echo can be marked too, but does not count as undecided."""

MUTED = f"posts.id IN ({MUTED_POSTS})"
"""Posts of muted people and with muted words, looked up so that not every post is read."""

OF_MUTED = f"posts.person IN ({MUTED_PEOPLE})"
"""Posts of muted people."""

SUBSTANTIVE = 60
"""Characters from which a post is likely to say something of its own."""

MEANINGS: dict[str, _Meaning] = {
    "from": _same(f"posts.person IN ({PEOPLE_CALLED})"),
    "to": _same("posts.reply_handle = ? COLLATE NOCASE"),
    "mentions": _same(_WITH_TERM.format(kind="mention"), str.casefold),
    "#": _same(_WITH_TERM.format(kind="hashtag"), str.casefold),
    "link": _link,
    "tag": _same(f"posts.id IN (SELECT post FROM post_tags WHERE tag IN ({_UNDER}))"),
    "chat": _chat,
    "before": _around_chat("before"),
    "after": _around_chat("after"),
    "question": _question,
    "has": _one_of(
        {
            "media": "posts.id IN (SELECT post FROM media)",
            **{
                kind: f"posts.id IN (SELECT post FROM media WHERE kind = '{kind}')"
                for kind in get_args(MediaKind)
            },
            "link": "posts.id IN (SELECT post FROM post_terms JOIN terms ON terms.id = term"
            " WHERE kind = 'link')",
            "question": f"posts.id IN ({_OF_QUESTION})",
            "note": "posts.id IN (SELECT post FROM notes)",
        }
    ),
    "is": _one_of(
        {
            "original": f"(posts.echo = '' AND {ALONE})",
            "echo": f"(posts.echo <> '' OR NOT {ALONE})",
            "automated": f"posts.id IN ({BOTS})",
            "reply": "(posts.reply_to <> '' OR posts.reply_handle <> '')",
            "quote": "posts.quote_of <> ''",
            "starred": _MARKED.format(mark="star"),
            "rejected": _MARKED.format(mark="reject"),
            "undecided": UNDECIDED,
            "used": "posts.id IN (SELECT post FROM blocks)",
            "muted": MUTED,
            "substantive": f"(posts.echo = '' AND length(posts.text) >= {SUBSTANTIVE})",
        }
    ),
    "sector": _people_of("sector"),
    "role": _people_of("role"),
    "newcomer": _newcomer,
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
    "list": _same(LISTED),
    "lang": _same("posts.lang = ?", str.lower),
    "platform": _same("posts.platform = ?", str.lower),
}
TERMS = tuple(name for name in MEANINGS if name != "#")
"""The names that can precede a colon."""
