"""What a chat without questions was about: the editor's tags, else hashtags and words.

A theme is something that several people speak of and most do not. Themes are taken one
after the other, each time the one that brings together most people in posts that no
earlier theme has; so two words that always go together make one theme.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.insight.ranking import Candidate, chat_tags, tags_of
from curator.insight.vocabulary import chatter, folded, stem, words_of

MOST = 6
"""Themes that a recap can hold."""

_PEOPLE = 3
"""People who must speak of a theme; fewer in chats of fewer than a dozen."""

_TOO_COMMON = 0.4
"""A word in more than this share of the posts is what the whole chat is about."""

_WORD = re.compile(r"[#＃]?[^\W_]+(?:['’_][^\W_]+)*")

_TAG_WORTH = 1.5
"""Somebody chose a hashtag to say what they speak of, so it is worth more than a word."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Posts that speak of the same."""

    name: str
    """As it was written most often; a hashtag with its sign."""

    posts: tuple[int, ...]
    """Their ids, in the order of the candidates."""


def themes(candidates: Sequence[Candidate]) -> list[Theme]:
    """Return the themes of a chat, the greatest first; a post is in one of them at most."""
    return _tagged(candidates) or _spoken(candidates)


def _tagged(candidates: Sequence[Candidate]) -> list[Theme]:
    """Return a theme for each tag of the editor's; a post is under its rarest tag."""
    counts = Counter(tag for one in candidates for tag in one.tags)
    under: dict[str, list[int]] = {}
    for one in candidates:
        if one.tags:
            rarest = min(one.tags, key=lambda tag: (counts[tag], tag.casefold()))
            under.setdefault(rarest, []).append(one.id)
    order = sorted(under, key=lambda tag: (-len(under[tag]), tag.casefold()))
    return [Theme(tag, tuple(under[tag])) for tag in order]


def _spoken(candidates: Sequence[Candidate]) -> list[Theme]:
    """Return themes by hashtags and words that several people use, but not most."""
    holders, tags = _holders(candidates)
    people = len({one.person for one in candidates})
    least = _PEOPLE if people >= 4 * _PEOPLE else 2
    person = {one.id: one.person for one in candidates}
    free, found = set(person), list[Theme]()

    def worth(term: str) -> tuple[float, str]:
        """Return how many people a theme would bring together; words in order for a tie."""
        heard = len({person[id_] for id_ in holders[term] & free})
        return heard * (_TAG_WORTH if term in tags else 1.0), term

    while holders and len(found) < MOST:
        best = max(holders, key=worth)
        posts = holders.pop(best) & free
        if len({person[id_] for id_ in posts}) < least:
            break
        those = [one for one in candidates if one.id in posts]
        found.append(Theme(_written(best, those), tuple(one.id for one in those)))
        free -= posts
    return found


def _holders(candidates: Sequence[Candidate]) -> tuple[dict[str, set[int]], set[str]]:
    """Return the ids of the posts with each word, and which of the words are hashtags too."""
    belonging = {stem(tag) for tag in chat_tags((one.post for one in candidates), _TOO_COMMON)}
    holders: dict[str, set[int]] = {}
    tags = set[str]()
    for one in candidates:
        own = {stem(tag) for tag in tags_of(one.post)}
        tags |= own
        for term in own | set(words_of(one.post)):
            holders.setdefault(term, set()).add(one.id)
    most = max(2, _TOO_COMMON * len(candidates))
    kept = {
        term: posts
        for term, posts in holders.items()
        if 1 < len(posts) <= most and term not in belonging and term not in chatter()
    }
    return kept, tags


def _written(term: str, posts: Iterable[Candidate]) -> str:
    """Return a term as it is written most often in its posts, a hashtag with its sign."""
    forms = Counter[str]()
    for one in posts:
        forms.update(word for word in _WORD.findall(one.post.shown) if _same(word, term))
    return min(forms, key=lambda form: (-forms[form], form)) if forms else term


def _same(word: str, term: str) -> bool:
    return stem(folded(word.lstrip("#＃"))) == term
