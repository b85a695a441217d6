"""Titles of shared links that are a person's own words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

from curator.counted import Resource
from curator.insight.text.vocabulary import folded
from curator.library import Library
from curator.model import REDACTED, Block, Links

_FEWEST_WORDS, _LONGEST, _LONGEST_WORD = 3, 90, 20
_LEFT_OVER = re.compile(r"\s+(?!(?:19|20)\d\d$)[a-z]?\d+$")
"""A number at the end of an address, which belongs to the site rather than to the title."""

_WORD = re.compile(r"[^\W_]+")

Key = tuple[str, str]
"""A platform, and a handle in lower case."""


def without_withheld_titles(library: Library, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose links are not called what people said of them who are withheld."""
    blocks = tuple(blocks)
    if not any(isinstance(block, Links) for block in blocks):
        return blocks
    people = library.marks.standings()
    return without_titles_by(
        library, blocks, {key for key, said in people.items() if said.consent == "withheld"}
    )


def without_titles_by(
    library: Library, blocks: Iterable[Block], people: Collection[Key]
) -> tuple[Block, ...]:
    """Return blocks whose links are not called what these people said of them.

    Such a link is called what its address spells, or by its address.
    """
    blocks = tuple(blocks)
    titled = [each for each in _links(blocks) if _is_said(each)]
    if not (titled and people):
        return blocks
    said = library.shared.words_with(each.value for each in titled)
    theirs = {
        each
        for each in titled
        if any(
            _holds(one.text, each.title) and not one.sayers.isdisjoint(people)
            for one in said[each.value]
        )
    }
    return tuple(
        replace(
            block,
            resources=tuple(_untitled(r) if r in theirs else r for r in block.resources),
        )
        if isinstance(block, Links)
        else block
        for block in blocks
    )


def path_words(address: str) -> str:
    """Return the words spelt in an address, as many sites do; '' if none."""
    path = address.partition("//")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    parts = [unquote(part).rpartition(".")[0] or unquote(part) for part in path.split("/")]
    parts = [part for part in parts if "=" not in part]  # “ref=sr_1_2_title” is for machines
    words = max((re.split(r"[-_+ ]+", part) for part in parts), key=len, default=[])
    words = [word for word in words if word]
    if len(words) < _FEWEST_WORDS or any(len(word) > _LONGEST_WORD for word in words):
        return ""
    if sum(word.isalpha() for word in words) < _FEWEST_WORDS:
        return ""
    title = _LEFT_OVER.sub("", " ".join(words).capitalize())
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST].rsplit(None, 1)[0]}…"


def _links(blocks: Iterable[Block]) -> Iterator[Resource]:
    for block in blocks:
        if isinstance(block, Links):
            yield from block.resources


def _is_said(link: Resource) -> bool:
    """Tell whether a link has a title that its address does not spell."""
    spelt = path_words(link.value)
    return link.kind == "link" and bool(link.title) and link.title.casefold() != spelt.casefold()


def _untitled(link: Resource) -> Resource:
    return replace(link, title=path_words(link.value))


def _holds(text: str, title: str) -> bool:
    """Tell whether the words of a title stand in a text, in their order."""
    words = iter(_words(text))
    return all(word in words for word in _words(title.replace(REDACTED, " ")))


def _words(text: str) -> list[str]:
    return [folded(word) for word in _WORD.findall(text)]
