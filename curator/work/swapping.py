"""Another choice for quotes of a rough cut: the next best in their place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from curator.insight.draft.draft import Asked, by_theme, next_best
from curator.insight.draft.ranking import Ranked, rank
from curator.library import BlockId, Library, PostId, Query, StoryId
from curator.model import Quote
from curator.work.gathering import gather
from curator.work.task import Work

_GONE = "swapped away: {story}"


class Swap(NamedTuple):
    """What to quote in the place of a post."""

    block: BlockId
    post: PostId
    why: str


def other_choices(library: Path, story: StoryId, blocks: Sequence[BlockId]) -> Work[list[Swap]]:
    """Return what to quote instead in blocks of a story, each post once.

    A block for whose section nothing else is worth quoting is left out. What was swapped
    away before is not proposed again. Nothing is changed.
    """
    with Library(library) as opened:
        quotes = {
            block.id: block for block in opened.stories.blocks(story) if isinstance(block, Quote)
        }
        chosen = [quotes[block] for block in blocks if block in quotes]
        if not chosen:
            return []
        gathered = yield from gather(opened, Query(), chosen[0].post)
        ranked = rank(gathered.candidates)
        used: set[int] = set(opened.stories.used(story))
        gone = swapped_away(opened, story)
        found: list[Swap] = []
        for block in chosen:
            own = opened.posts.ids([block.post.key])[block.post.key]
            section = _section(ranked, gathered.asked, own)
            if best := next_best(ranked, section, used, gone):
                used.add(best.id)
                found.append(Swap(BlockId(block.id), PostId(best.id), best.why))
    return found


def swapped_away(library: Library, story: StoryId) -> set[int]:
    """Return the posts that were swapped away in a story."""
    try:
        kept = json.loads(library.recall(_GONE.format(story=story)) or "[]")
    except ValueError:  # a library may have been through other hands
        return set()
    return {each for each in kept if isinstance(each, int)} if isinstance(kept, list) else set()


def note_swapped(library: Library, story: StoryId, posts: Sequence[int]) -> None:
    """Remember that posts were swapped away, so that they are not proposed again."""
    gone = swapped_away(library, story) | set(posts)
    library.remember(_GONE.format(story=story), json.dumps(sorted(gone)))


def _section(ranked: Sequence[Ranked], asked: Sequence[Asked], post: int) -> Asked:
    """Return what a post stands under: its question, else its theme, else all."""
    for each in (*asked, *by_theme(ranked)):
        if post in each.posts:
            return each
    return Asked("", frozenset(one.candidate.id for one in ranked))
