"""The themes of a chat without questions: the editor's tags, else hashtags and words.

A theme is a subject of several people but not of most, whose posts also share other words: a
word such as 'years' is too general. Themes are chosen one after the other, each time the one
with the most people in posts not used yet; words with the same beginning, or that always occur
together, form one theme.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from curator.insight.draft.ranking import Candidate, Ranked, chat_tags, tags_of
from curator.insight.draft.theme_names import named
from curator.insight.text.vocabulary import announces, chatter, stem, vague, words_as_written

MOST = 6
"""Most themes of a recap."""

_FEW = 3
"""Themes up to which a single word names one; with more there is no need to."""

_PEOPLE = 3
"""Fewest people for a theme; fewer in chats of less than a dozen."""

_TOO_COMMON = 0.4
"""A word in more than this share of posts belongs to the whole chat."""

_TAG_WORTH = 1.5
"""A hashtag weighs more than a word, because it was chosen to name a subject."""

_SOUGHT = 150
"""The number of words among which themes are searched."""

_BEGINNING = 5
_ALIKE = 7
"""Letters at the beginning that make words related."""

_BENDING = re.compile("[\u3041-\u309f]")
"""The letters of Japanese endings and particles; no subject is written in them alone."""

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_COHERENT = 2.0
"""What the words that a theme’s posts share may make it count at most; a tag counts 1 at least."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Posts on the same subject."""

    name: str
    """Its most frequent spelling; a hashtag with its sign."""

    posts: tuple[int, ...]
    """Their ids, in the order of the candidates."""


def themes(ranked: Iterable[Ranked]) -> list[Theme]:
    """Return the themes of a chat, the largest first; each post is in one at most."""
    ordered = sorted(ranked, key=lambda one: (one.candidate.post.at, one.candidate.id))
    candidates = [one.candidate for one in ordered]
    telling = [one for one in candidates if not _advertises(one)]
    words = {one.candidate.id: one.words for one in ordered}
    return _tagged(candidates) or _spoken(telling, {one.id: words[one.id] for one in telling})


def _advertises(one: Candidate) -> bool:
    """Tell whether a post calls people somewhere, as those of vendors do, and is no subject."""
    linked = any(span.kind == "link" for span in one.post.spans)
    return one.mark != "star" and announces(words_as_written(one.post), linked=linked)


def _tagged(candidates: Sequence[Candidate]) -> list[Theme]:
    """Return a theme for each of the editor's tags; a post is under its rarest tag."""
    counts = Counter(tag for one in candidates for tag in one.tags)
    under: dict[str, list[int]] = {}
    for one in candidates:
        if one.tags:
            rarest = min(one.tags, key=lambda tag: (counts[tag], tag.casefold()))
            under.setdefault(rarest, []).append(one.id)
    order = sorted(under, key=lambda tag: (-len(under[tag]), tag.casefold()))
    return [Theme(tag, tuple(under[tag])) for tag in order]


def _spoken(candidates: Sequence[Candidate], words: Mapping[int, frozenset[str]]) -> list[Theme]:
    """Return themes from hashtags and words that several people use, but not most."""
    tags = {one.id: frozenset(map(stem, tags_of(one.post))) for one in candidates}
    words = {id_: own | tags[id_] for id_, own in words.items()}
    holders = _posts_by_word(candidates, words)
    families = _posts_by_related_word(holders, _most_used_words(holders, candidates))
    coherence = _coherence(families, holders, words)
    hashtags = frozenset().union(*tags.values())
    people = len({one.person for one in candidates})
    choosing = _Choosing(
        candidates,
        holders,
        coherence,
        {term for term in families if any(_are_related(term, tag) for tag in hashtags)},
        {one.id: one.id if people == 1 else one.person for one in candidates},
        _PEOPLE if people >= 4 * _PEOPLE or people == 1 else 2,
    )
    return choosing.choose(families)


class _Choosing:
    """Chooses themes one after the other, each from the posts that are left."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        holders: Mapping[str, set[int]],
        coherence: Mapping[str, float],
        tagged: set[str],
        voice: Mapping[int, int],
        least: int,
    ) -> None:
        self._candidates, self._holders, self._coherence = candidates, holders, coherence
        self._tagged, self._voice, self._least = tagged, voice, least
        self._free = set(voice)
        self._found: list[Theme] = []

    def choose(self, families: Mapping[str, set[int]]) -> list[Theme]:
        """Return themes named by two words or more, and only for want of them others."""
        self._take(dict(families), MOST, words=2)
        self._take(dict(families), _FEW, words=1)
        return self._found

    def _take(self, families: dict[str, set[int]], most: int, *, words: int) -> None:
        while families and len(self._found) < most:
            best = max(families, key=lambda term: self._worth(term, families[term]))
            posts = families.pop(best) & self._free
            if len({self._voice[id_] for id_ in posts}) < self._least:
                continue
            those = [one for one in self._candidates if one.id in posts]
            name = named(best, those, self._holders, len(self._candidates))
            if name[:1] != "#" and name.count(" ") < words - 1 and not _UNSPACED.search(name):
                continue
            for term in [term for term in families if _are_related(term, best)]:
                del families[term]
            self._found.append(Theme(name, tuple(one.id for one in those)))
            self._free -= posts

    def _worth(self, term: str, posts: set[int]) -> tuple[float, int, str]:
        """Return how many people a theme would include; for a tie, who use the word."""
        heard = len({self._voice[id_] for id_ in posts & self._free})
        told = self._coherence[term]
        told = max(1.0, told) * _TAG_WORTH if term in self._tagged else told
        return heard * told, len(self._holders[term]), term


def _posts_by_word(
    candidates: Sequence[Candidate], words: Mapping[int, Iterable[str]]
) -> dict[str, set[int]]:
    """Return the ids of the posts with each word that several people use, but not most."""
    belonging = {stem(tag) for tag in chat_tags((one.post for one in candidates), _TOO_COMMON)}
    holders: dict[str, set[int]] = {}
    for id_, own in words.items():
        for term in own:
            holders.setdefault(term, set()).add(id_)
    most = max(2, _TOO_COMMON * len(candidates))
    return {
        term: posts
        for term, posts in holders.items()
        if 1 < len(posts) <= most
        and term not in chatter()
        and term not in vague()
        and not _BENDING.search(term)
        and not any(tag.startswith(term) for tag in belonging)
    }


def _most_used_words(
    holders: Mapping[str, set[int]], candidates: Iterable[Candidate]
) -> list[str]:
    """Return the words used by most people, among which themes are searched."""
    person = {one.id: one.person for one in candidates}
    people = {term: len({person[id_] for id_ in posts}) for term, posts in holders.items()}
    return sorted(people, key=lambda term: (-people[term], -len(holders[term]), term))[:_SOUGHT]


def _posts_by_related_word(
    holders: Mapping[str, set[int]], terms: Iterable[str]
) -> dict[str, set[int]]:
    """Return the posts with each of some words, or with a related one."""
    first: dict[str, list[str]] = {}
    for term in holders:
        first.setdefault(term[:_BEGINNING], []).append(term)
    return {
        term: set().union(*(holders[o] for o in first[term[:_BEGINNING]] if _are_related(o, term)))
        for term in terms
    }


def _are_related(one: str, other: str) -> bool:
    """Tell whether two words begin so much alike that they are related."""
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter) and len(shorter) >= _BEGINNING:
        return True
    return shorter == longer or (len(shorter) >= _ALIKE and shorter[:_ALIKE] == longer[:_ALIKE])


def _coherence(
    families: Mapping[str, set[int]],
    holders: Mapping[str, set[int]],
    words: Mapping[int, Iterable[str]],
) -> dict[str, float]:
    """Return for each theme how much more vocabulary its posts share than by chance."""
    found: dict[str, float] = {}
    for term, posts in families.items():
        beside = Counter(word for id_ in posts for word in words[id_] if word in holders)
        share = len(posts) / len(words)
        beyond = fsum(  # whatever the order, so that the same posts have the same themes
            max(0.0, count - 1 - share * len(holders[word]))
            for word, count in beside.items()
            if not _are_related(word, term)
        )
        found[term] = min(_COHERENT, 0.5 + beyond / len(posts))
    return found
