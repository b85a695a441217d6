"""Names of themes: a hashtag, or two or three words as people wrote them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from curator.i18n import tr
from curator.insight.draft.ranking import Candidate
from curator.insight.text.vocabulary import chatter, common, core, folded, stem, vague

_WORD = re.compile(r"[#＃]?[^\W_]+(?:['’_][^\W_]+)*")
_LINKED_WORDS = 3
_OFTEN, _PEOPLE = 0.2, 2
"""Share of a theme's posts, and people, that must have the words that are added to its name."""

_DISTINCT = 1.5
"""How many times as frequent in a theme as elsewhere a word must be to name it."""

_SAMPLE = 500
"""Most posts of a theme that are examined for its spelling."""

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]+")
_NAMING = re.compile("[\u30a1-\u30fa\u30fc]+|[\u3400-\u9fff]+")
"""Runs that are names or nouns in Japanese and Chinese; what bends words is written otherwise."""


def named(
    term: str, posts: Sequence[Candidate], holders: Mapping[str, AbstractSet[int]], every: int
) -> str:
    """Return the name of a theme.

    A hashtag stands alone. Else it is the words that most often surround the term, as in 'night
    buses', or the term with the word that is most typical of these posts, or the term alone.

    holders: the ids of the posts with each word, of all posts, of which there are `every`.
    """
    looked_at = posts[:: max(1, len(posts) // _SAMPLE)]
    if _UNSPACED.fullmatch(term):
        return _commonest(Counter(run for one in looked_at for run in _runs(one, term)))
    forms = Counter(
        word for one in looked_at for word in _WORD.findall(one.post.shown) if _key(word) == term
    )
    best = _commonest(forms) or term
    tagged = sum(count for form, count in forms.items() if form[:1] in "#＃")
    if 2 * tagged >= forms.total() > 0:
        return _commonest(Counter({f: count for f, count in forms.items() if f[:1] in "#＃"}))
    best = best.lstrip("#＃")
    if phrase := _phrase(term, looked_at):
        return _capital(phrase)
    if other := _companion(term, posts, holders, every):
        spelt = Counter(
            word.lstrip("#＃")
            for one in looked_at
            for word in _WORD.findall(one.post.shown)
            if _key(word) == other
        )
        return tr("{one} and {other}", one=_capital(best), other=_commonest(spelt) or other)
    return _capital(best)


def _phrase(term: str, posts: Sequence[Candidate]) -> str:
    """Return the two or three words that several people wrote with a term; '' for none."""
    counts, people = dict[tuple[str, ...], Counter[str]](), dict[tuple[str, ...], set[int]]()
    for one in posts:
        for key, form in set(_phrases(one.post.shown, term)):
            counts.setdefault(key, Counter())[form] += 1
            people.setdefault(key, set()).add(one.person)
    least = max(_PEOPLE, _OFTEN * len(posts))
    fit = [
        key
        for key, forms in counts.items()
        if forms.total() >= least and len(people[key]) >= _PEOPLE
    ]
    best = max(fit, key=lambda key: (counts[key].total() * len(key) ** 0.5, key), default=None)
    return _commonest(counts[best]) if best else ""


def _phrases(text: str, term: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the runs of two or three words around a term, and their spellings."""
    run: list[re.Match[str]] = []
    for found in [*_WORD.finditer(text), None]:
        joins = found and (not run or text[run[-1].end() : found.start()] == " ")
        if found and joins and "#" not in found[0] and _is_telling(_key(found[0])):
            run.append(found)
            continue
        yield from _phrases_with(run, term)
        run = [found] if found and "#" not in found[0] and _is_telling(_key(found[0])) else []


def _phrases_with(
    run: Sequence[re.Match[str]], term: str
) -> Iterator[tuple[tuple[str, ...], str]]:
    for length in range(2, _LINKED_WORDS + 1):
        for at in range(len(run) - length + 1):
            words = [found[0] for found in run[at : at + length]]
            keys = tuple(map(_key, words))
            if term in keys and len(set(keys)) == length and not chatter().issuperset(keys):
                yield keys, " ".join(words)


def _companion(
    term: str, posts: Sequence[Candidate], holders: Mapping[str, AbstractSet[int]], every: int
) -> str:
    """Return the word that is most typical of a theme's posts next to its term; '' for none."""
    ids = {one.id for one in posts}
    person = {one.id: one.person for one in posts}
    least = max(_PEOPLE, _OFTEN * len(posts))
    found: dict[str, float] = {}
    for word, having in holders.items():
        here = having & ids
        if len(here) < least or len({person[id_] for id_ in here}) < _PEOPLE:
            continue
        if (
            word[:4] == term[:4]
            or word in vague() | chatter()
            or not _is_telling(word)
            or _UNSPACED.search(word)
        ):
            continue
        typical = (len(here) / len(ids)) / (len(having) / every)
        if typical >= _DISTINCT:
            found[word] = len(here) * typical
    return max(found, key=lambda word: (found[word], word), default="")


def _names(word: str) -> bool:
    """Tell whether a word may stand beside another in a name."""
    empty = word in vague() or word in chatter() or _UNSPACED.search(word)
    return _is_telling(word) and not empty


def _runs(one: Candidate, term: str) -> Iterator[str]:
    """Yield the names and nouns with a pair of letters, in a script without spaces."""
    return (found[0] for found in _NAMING.finditer(one.post.shown) if term in found[0])


def _commonest(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form), default="")


def _capital(words: str) -> str:
    """Return words with a capital letter first, unless they have one inside: 'iOS'."""
    first = words.split(" ", maxsplit=1)[0]
    return words if first != first.lower() else words[:1].upper() + words[1:]


def _is_telling(key: str) -> bool:
    plain = bool(key) and not key.isdecimal() and len(key) > 1
    return plain and key not in common()


def _key(word: str) -> str:
    return stem(folded(core(word.lstrip("#＃"))))
