"""Echoes: finds which posts repeat which others.

Native reposts follow their original. Other posts with the same words form a group; one whose
words were cut, or abridged under a name (“MT @ann”), is linked to its source. Everything is
looked up by its words, in time proportional to the number of posts, and similarity alone joins
nothing. MinHash (A. Broder, 1997) finds similar texts, but each pair would still need comparing
word by word: posts that say the opposite are the most similar of all.

What two people write by chance (“Thanks, see you all next week!”) is no echo, unless it names
the person it repeats.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from sys import intern
from typing import Literal, NamedTuple, TypeAlias

from curator.insight.echoes.truncated import link_truncated
from curator.insight.echoes.word_groups import WordGroup, WordGroups, Wording, normalised
from curator.insight.text.tokens import Marks

_Sets: TypeAlias = dict[frozenset[str], frozenset[str]]
Why: TypeAlias = Literal["native", "named", "copy", "near", "spam", "bot"]

_NONE: frozenset[str] = frozenset()
_STEP = 2_000


class EchoPost(NamedTuple):
    """The fields of a post that matter for echoes."""

    id: int
    platform: str
    key: str
    handle: str
    at: int
    """In milliseconds."""

    text: str
    links: frozenset[str] = frozenset()
    """The known targets of its links."""

    repost_of: str = ""
    cut: bool = False
    context: bool = False
    """Known only from inside a quote: it is listed nowhere, so nothing is put behind it."""

    automated: bool = False
    """Whether its archive says that a program sent it."""


class Echo(NamedTuple):
    """A post that repeats another, and how that is known."""

    source: int
    why: Why


def echoes(posts: Iterable[EchoPost]) -> Generator[int, None, dict[int, Echo]]:
    """Return which posts repeat which; yield meanwhile how many posts were looked at."""
    said: list[Wording] = []
    reposts: list[EchoPost] = []
    originals: dict[str, dict[str, int]] = defaultdict(dict)
    sets: _Sets = {}
    shared: dict[Marks, Marks] = {}
    unsure: dict[int, EchoPost] = {}
    for done, post in enumerate(posts):
        if post.repost_of and post.repost_of != post.key:
            is_here = post.repost_of in originals[post.platform]
            reposts.append(post._replace(text="", links=_NONE) if is_here else post)
        elif not post.context:
            originals[post.platform][post.key] = post.id
            said.append(_normalised(post, sets, shared))
            if not said[-1].is_sure:
                unsure[len(said) - 1] = post
        if done % _STEP == 0:
            yield done
    _normalise_plainly(unsure, said)
    native = _natives(reposts, originals, said)
    button = frozenset(id_ for id_, source in native.items() if id_ == source)
    del reposts, originals, sets, shared, unsure
    groups = yield from _grouped(said)
    del said
    yield from link_truncated(groups)
    found = dict(_pairs(groups.all, button))
    return found | {
        id_: _followed(source, found) for id_, source in native.items() if id_ != source
    }


def _grouped(said: list[Wording]) -> Generator[int, None, WordGroups]:
    """Group all posts by their words, in order of time."""
    said.sort(key=lambda each: (each.at, each.id))
    groups = WordGroups(said)
    for done, each in enumerate(said):
        groups.put(each)
        if done % _STEP == 0:
            yield len(said)
    return groups


def _normalise_plainly(unsure: Mapping[int, EchoPost], said: list[Wording]) -> None:
    """Treat posts that attribute their words to an unknown name as their authors' own."""
    authors = {each.author for each in said} if unsure else set()
    for place, post in unsure.items():
        if said[place].owner not in authors:
            said[place] = _normalised(post, {}, {}, plainly=True)


def _natives(
    reposts: Iterable[EchoPost], originals: Mapping[str, Mapping[str, int]], said: list[Wording]
) -> dict[int, int]:
    """Return the native reposts with what they repeat.

    If the original is missing, the first repost stands for it: it repeats itself, and its text is
    added to `said`.
    """
    native: dict[int, int] = {}
    repeated: dict[tuple[str, str], list[EchoPost]] = defaultdict(list)
    for post in reposts:
        repeated[post.platform, post.repost_of].append(post)
    for named, alike in repeated.items():
        source = originals[named[0]].get(named[1])
        if source is None:
            first = min(alike, key=lambda post: (post.at, post.id))
            said.append(_normalised(first, {}, {}))
            source = first.id
        native |= dict.fromkeys((post.id for post in alike), source)
    return native


def _share(marks: Marks, sets: _Sets, shared: dict[Marks, Marks]) -> Marks:
    """Return marks whose sets are held once, and hold them for whoever has the same."""
    to, tags, links, signs = (
        sets.setdefault(each, each) for each in (marks.to, marks.tags, marks.links, marks.signs)
    )
    marks = marks._replace(to=to, tags=tags, links=links, signs=signs)
    shared[marks] = marks
    return marks


def _normalised(
    post: EchoPost, sets: _Sets, shared: dict[Marks, Marks], *, plainly: bool = False
) -> Wording:
    said = normalised(post.text, post.links, cut=post.cut, plainly=plainly)
    said.id, said.at, said.author = post.id, post.at, intern(post.handle.casefold())
    said.marks = shared.get(said.marks) or _share(said.marks, sets, shared)
    return said


def _followed(source: int, found: dict[int, Echo]) -> Echo:
    """Return what a native repost repeats, which may itself repeat another post."""
    further = found.get(source)
    return Echo(further.source if further else source, "native")


def _pairs(groups: Iterable[WordGroup], button: frozenset[int]) -> Iterator[tuple[int, Echo]]:
    """Yield each echo with the post that it repeats."""
    sources: dict[WordGroup, Wording] = {}
    for group in groups:
        if group.more is None and group.linked_to is None:
            continue
        root = _root(group)
        source = sources.get(root) or sources.setdefault(root, _source(root))
        for said in group.wordings:
            if said is not source:
                why = "native" if said.id in button else _why(said, source)
                yield said.id, Echo(source.id, why)


def _root(group: WordGroup) -> WordGroup:
    seen = {group}
    while group.linked_to and group.linked_to not in seen:
        group = group.linked_to
        seen.add(group)
    return group


def _source(group: WordGroup) -> Wording:
    """Return the earliest post without an attribution, or else the earliest."""
    return next((said for said in group.wordings if not said.owner), group.first)


def _why(said: Wording, source: Wording) -> Why:
    if said.owner:
        return "named"
    return "copy" if said.whole == source.whole and not said.start else "near"
