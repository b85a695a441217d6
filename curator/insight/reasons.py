"""Why the rough cut picked a post, in words a person can check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from curator.i18n import tr, trn
from curator.insight.ranking import Candidate
from curator.insight.vocabulary import substance

MOST = 3
"""Reasons named; more are not read."""

_WORTH_TELLING = 2
"""Echoes, likes or replies that say something."""

_DIFFERENT = 0.15
"""Likeness up to which a post says something that none of the others does."""


@dataclass(frozen=True, slots=True)
class Company:
    """What a pick stands among."""

    pool: Sequence[Candidate]
    """All that could have been picked for its section, itself included."""

    others: Sequence[Candidate]
    """The other picks."""

    likeness: float
    """How much it is like the most similar of them, from 0 to 1."""


def reason(one: Candidate, company: Company) -> str:
    """Return what speaks for a pick: '12 echoes, only newcomer here, has a link'."""
    found = list(islice(_reasons(one, company), MOST))
    text = ", ".join(found or [_fullness(one)])
    return text[:1].upper() + text[1:]


def _reasons(one: Candidate, company: Company) -> Iterator[str]:
    if one.mark == "star":
        yield tr("starred by you")
    if one.part:
        yield tr("goes on with the answer before")
    yield from _what_came_of_it(one, company)
    if one.newcomer and not any(other.newcomer for other in company.others):
        yield tr("only newcomer here")
    yield from _what_stands_in_it(one)
    if company.others and company.likeness <= _DIFFERENT:
        yield tr("says something the others do not")
    if all(other.person != one.person for other in company.pool if other.id != one.id):
        yield tr("their only answer here")


def _fullness(one: Candidate) -> str:
    count = substance(one.post)
    return trn("says something in {count} word", "says something in {count} words", count)


def _what_came_of_it(one: Candidate, company: Company) -> Iterator[str]:
    if (echoes := max(one.echoes, one.post.reposts or 0)) >= _WORTH_TELLING:
        yield trn("{count} echo", "{count} echoes", echoes)
    likes = one.post.likes or 0
    if likes >= _WORTH_TELLING and likes >= max(o.post.likes or 0 for o in company.pool) / 2:
        yield trn("{count} like", "{count} likes", likes)
    if (replies := max(one.replies, one.post.replies or 0)) >= _WORTH_TELLING:
        yield trn("{count} reply", "{count} replies", replies)


def _what_stands_in_it(one: Candidate) -> Iterator[str]:
    if one.post.media:
        yield tr("has a picture")
    if any(span.kind == "link" for span in one.post.spans):
        yield tr("has a link")
