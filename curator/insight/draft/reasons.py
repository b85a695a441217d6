"""Reasons why the rough cut chose a post, in words that can be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from curator.i18n import tr, trn
from curator.insight.draft.ranking import Candidate, Ranked, names_figure
from curator.insight.text.vocabulary import chatter, substance, word_for, words_as_written

MOST = 3
"""Most reasons that are given."""

_WORTH_TELLING = 2
"""Fewest echoes, likes or replies worth mentioning."""

_DIFFERENT = 0.15
"""Similarity up to which a post is unlike all others."""

_FULL = 0.75
"""A post fuller than this share of the others is called full."""


@dataclass(frozen=True, slots=True)
class ChoiceContext:
    """The context of a choice."""

    pool: Sequence[Ranked]
    """All candidates for the section, including the chosen one."""

    others: Sequence[Candidate]
    """The other chosen posts."""

    likeness: float
    """Similarity to the most similar of them, from 0 to 1."""


def reason(ranked: Ranked, company: ChoiceContext) -> str:
    """Return the reasons for a choice: '12 echoes, only newcomer here, has a link'."""
    found = list(islice(_reasons(ranked, company), MOST))
    text = ", ".join(found or [_fullness(ranked.candidate)])
    return text[:1].upper() + text[1:]


def _reasons(ranked: Ranked, company: ChoiceContext) -> Iterator[str]:
    one = ranked.candidate
    if one.mark == "star":
        yield tr("starred by you")
    if one.parts:
        yield trn("a thread of {count} post", "a thread of {count} posts", len(one.parts))
    yield from _resonance(one, company)
    if one.newcomer and not any(other.newcomer for other in company.others):
        yield tr("only newcomer here")
    yield from _content(one)
    if company.others and company.likeness <= _DIFFERENT:
        yield tr("says something the others do not")
    yield from _distinction(ranked, company)


def _fullness(one: Candidate) -> str:
    count = substance(words_as_written(one.post))
    return trn("says something in {count} word", "says something in {count} words", count)


def _resonance(one: Candidate, company: ChoiceContext) -> Iterator[str]:
    reposts = one.post.reposts or 0
    if reposts >= max(one.echoes, _WORTH_TELLING):  # the platform's count, not what is here
        yield trn("{count} repost", "{count} reposts", reposts)
    elif one.echoes >= _WORTH_TELLING:
        yield trn("{count} echo", "{count} echoes", one.echoes)
    likes = one.post.likes or 0
    most = max(other.candidate.post.likes or 0 for other in company.pool)
    if likes >= _WORTH_TELLING and likes >= most / 2:
        yield trn("{count} like", "{count} likes", likes)
    if (replies := max(one.replies, one.post.replies or 0)) >= _WORTH_TELLING:
        yield trn("{count} reply", "{count} replies", replies)


def _content(one: Candidate) -> Iterator[str]:
    if one.post.media:
        yield tr("has a picture")
    if any(span.kind == "link" for span in one.post.spans):
        yield tr("has a link")
    if names_figure(one.post):
        yield tr("names a figure")


def _distinction(ranked: Ranked, company: ChoiceContext) -> Iterator[str]:
    """Yield what distinguishes a post from the others of its section."""
    one, others = ranked.candidate, [each.candidate for each in company.pool]
    if not others[1:]:
        return
    answers = one.question > 0
    if min(others, key=lambda other: (other.post.at, other.id)).id == one.id:
        yield tr("the first answer here") if answers else tr("the first to speak of it")
    if all(other.person != one.person for other in others if other.id != one.id):
        yield tr("their only answer here") if answers else tr("their only post here")
    elif shared := _shared(ranked, company.pool):
        word, people = shared
        yield trn(
            "speaks of “{word}” as {count} other does",
            "speaks of “{word}” as {count} others do",
            people,
            word=word,
        )
    elif _is_full(ranked, company.pool):
        yield trn("among the fullest of {count}", "among the fullest of {count}", len(others))


def _shared(ranked: Ranked, pool: Sequence[Ranked]) -> tuple[str, int] | None:
    """Return the word a post shares with most others, short of all, and their number."""
    people: dict[str, set[int]] = {word: set() for word in ranked.words}
    everybody = {each.candidate.person for each in pool}
    for each in pool:
        for word in ranked.words & each.words:
            people[word].add(each.candidate.person)
    own = ranked.candidate.person
    counts = {word: len(who - {own}) for word, who in people.items()}
    fit = [
        word
        for word, count in counts.items()
        if 1 < count <= len(everybody) / 2 and word not in chatter()
    ]
    best = max(fit, key=lambda word: (counts[word], word), default="")
    written = word_for(ranked.candidate.post, best) if best else ""
    return (written, counts[best]) if written else None


def _is_full(ranked: Ranked, pool: Sequence[Ranked]) -> bool:
    """Tell whether a post has more meaningful words than most."""
    count = len(ranked.words)
    return sum(len(other.words) < count for other in pool) >= _FULL * len(pool)
