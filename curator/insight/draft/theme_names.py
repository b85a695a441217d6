"""Names of themes: the word, word pair or hashtag as people wrote it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from curator.insight.draft.ranking import Candidate
from curator.insight.text.vocabulary import common, core, folded, stem

_WORD = re.compile(r"[#＃]?[^\W_]+(?:['’_][^\W_]+)*")
_MOSTLY = 0.4
"""Share of a theme's posts in which two words must stand together to form its name."""

_PEOPLE = 2
_SAMPLE = 500
"""Most posts of a theme that are examined for its spelling."""


def named(term: str, posts: Sequence[Candidate]) -> str:
    """Return the most frequent spelling of a term in its posts, a hashtag with its sign.

    If it mostly occurs with the same other word, as in 'night buses', that is included.
    """
    forms, pairs = Counter[str](), dict[tuple[str, str], Counter[str]]()
    people: dict[tuple[str, str], set[int]] = {}
    looked_at = posts[:: max(1, len(posts) // _SAMPLE)]
    for one in looked_at:
        text = one.post.shown
        forms.update(word for word in _WORD.findall(text) if _key(word) == term)
        for key, form in set(_pairs(text, term)):
            pairs.setdefault(key, Counter())[form] += 1
            people.setdefault(key, set()).add(one.person)
    best = max(pairs, key=lambda key: (pairs[key].total(), key), default=None)
    if (
        best
        and pairs[best].total() >= max(2, _MOSTLY * len(looked_at))
        and len(people[best]) >= _PEOPLE
    ):
        return _most(pairs[best])
    return _most(forms) if forms else term


def _most(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))


def _pairs(text: str, term: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the term with each meaningful word beside it, and their spellings."""
    before: re.Match[str] | None = None
    for found in _WORD.finditer(text):
        if before and text[before.end() : found.start()] == " ":
            one, other = _key(before[0]), _key(found[0])
            plain = not (before[0] + found[0]).count("#")
            if plain and term in {one, other} and _tells(one) and _tells(other):
                yield (one, other), f"{before[0]} {found[0]}"
        before = found


def _tells(key: str) -> bool:
    return bool(key) and key not in common() and not key.isdecimal() and len(key) > 1


def _key(word: str) -> str:
    return stem(folded(core(word.lstrip("#＃"))))
