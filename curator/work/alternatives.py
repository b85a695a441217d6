"""Alternatives to the quotes of a rough cut."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from curator.insight.checks.sections import section_of
from curator.insight.draft.draft import (
    Asked,
    Pick,
    by_theme,
    liked_heading,
    more_like,
    next_few,
    next_liked,
)
from curator.insight.draft.ranking import Ranked, rank
from curator.library import BlockId, Library, PostId, Query, StoryId
from curator.model import Block, Quote
from curator.work.draft_material import gather
from curator.work.task import Work

_GONE = "swapped away: {story}"


class Swap(NamedTuple):
    """The post to quote in place of another, or next to it."""

    block: BlockId
    post: PostId
    why: str
    rest: tuple[PostId, ...] = ()
    """The further parts of its thread."""


def other_choices(library: Path, story: StoryId, blocks: Sequence[BlockId]) -> Work[list[Swap]]:
    """Return alternatives for the quotes of some blocks, each post once.

    A block without any worthwhile alternative is left out. Posts swapped out before, and people
    quoted in the section already, are not proposed. Nothing is changed.
    """
    with Library(library) as opened:
        choosing = yield from _choosing(opened, story, blocks)
        if choosing is None:
            return []
        found: list[Swap] = []
        for block in choosing.blocks:
            picks = choosing.alternatives(block)
            if picks:
                choosing.used.update((picks[0].post, *picks[0].rest))
                found.append(picks[0])
        return found


def choices(library: Path, story: StoryId, block: BlockId) -> Work[list[Swap]]:
    """Return the next best posts for the place of a block, with reasons."""
    with Library(library) as opened:
        choosing = yield from _choosing(opened, story, [block])
        return choosing.alternatives(choosing.blocks[0]) if choosing else []


def more_of_the_same(library: Path, story: StoryId, block: BlockId) -> Work[list[Swap]]:
    """Return posts on the same subject as a quote, to be quoted next to it."""
    with Library(library) as opened:
        choosing = yield from _choosing(opened, story, [block])
        return choosing.alike(choosing.blocks[0]) if choosing else []


def take(library: Library, swap: Swap) -> None:
    """Replace a quote by the chosen post; keep the order of time where the section has it."""
    library.stories.swap(swap.block, swap.post, swap.why, swap.rest)
    _keep_time(library, swap.block)


def insert_swap(library: Library, swap: Swap) -> BlockId:
    """Insert the chosen post after a block; keep the order of time where the section has it."""
    story = library.stories.of(swap.block)
    rows = library.posts.rows([swap.post, *swap.rest])
    posts = {row.id: row.post for row in rows}
    rest = tuple(posts[each] for each in swap.rest)
    quote = Quote(posts[swap.post], why=swap.why, rest=rest)
    (new,) = library.stories.add(story or StoryId(0), [quote], swap.block)
    _keep_time(library, new)
    return new


def _keep_time(library: Library, block: BlockId) -> None:
    """Move a quote to its time within its section, unless the section has another order."""
    story = library.stories.of(block)
    blocks = library.stories.blocks(story) if story else ()
    section = section_of(blocks, block)
    quotes = [each for each in (section.blocks if section else ()) if isinstance(each, Quote)]
    own = next((each for each in quotes if each.id == block), None)
    others = [each for each in quotes if each.id != block]
    times = [each.post.at for each in others]
    if own is None or not others or times != sorted(times):
        return
    before = [each for each in others if each.post.at <= own.post.at]
    order = [each.id for each in blocks if each.id != block]
    after = before[-1].id if before else _above(order, others[0].id)
    if [each.id for each in blocks][max(0, _place(blocks, block) - 1)] != after:
        library.stories.move([block], BlockId(after))


def _above(order: Sequence[int], block: int) -> int:
    """Return the block above another; 0 is the top."""
    at = order.index(block)
    return order[at - 1] if at else 0


def _place(blocks: Sequence[Block], block: int) -> int:
    return next(at for at, each in enumerate(blocks) if each.id == block)


@dataclass(slots=True)
class _Choosing:
    """The alternatives for quotes of one story."""

    library: Library
    story: tuple[Block, ...]
    blocks: list[Quote]
    ranked: Sequence[Ranked]
    asked: Sequence[Asked]
    used: set[int]
    gone: set[int]

    def alternatives(self, block: Quote) -> list[Swap]:
        """Return the alternatives to a quote."""
        voices = self._voices(block)
        if self._is_of_liked(block):
            picks = next_liked(self.ranked, self.asked, self.used, self.gone, voices)
        else:
            section = _section(self.ranked, self.asked, self._id(block))
            picks = next_few(self.ranked, section, self.used, self.gone, voices)
        return [self._swap(block, pick) for pick in picks]

    def _is_of_liked(self, block: Quote) -> bool:
        """Tell whether a quote is among the best-liked posts, which answer no question."""
        section = section_of(self.story, block.id)
        heading = section.heading if section else None
        return heading is not None and heading.text == liked_heading()

    def alike(self, block: Quote) -> list[Swap]:
        """Return the posts on the same subject as a quote."""
        picks = more_like(self.ranked, self._id(block), self.used, self.gone)
        return [self._swap(block, pick) for pick in picks]

    def _voices(self, block: Quote) -> set[int]:
        """Return who else is quoted in the section of a quote."""
        section = section_of(self.story, block.id)
        others = [
            each.post.key
            for each in (section.blocks if section else ())
            if isinstance(each, Quote) and each.id != block.id
        ]
        ids = set(self.library.posts.ids(others).values())
        said = {one.candidate.id: one.candidate.person for one in self.ranked}
        return {said[each] for each in ids if each in said}

    def _swap(self, block: Quote, pick: Pick) -> Swap:
        one = next(each.candidate for each in self.ranked if each.candidate.id == pick.id)
        rest = tuple(PostId(id_) for id_, _ in one.parts[1:])
        return Swap(BlockId(block.id), PostId(pick.id), pick.why, rest)

    def _id(self, block: Quote) -> int:
        return self.library.posts.ids([block.post.key])[block.post.key]


def _choosing(
    opened: Library, story: StoryId, blocks: Sequence[BlockId]
) -> Work[_Choosing | None]:
    """Collect the alternatives for some quotes of a story."""
    every = opened.stories.blocks(story)
    quotes = {block.id: block for block in every if isinstance(block, Quote)}
    chosen = [quotes[block] for block in blocks if block in quotes]
    if not chosen:
        return None
    gathered = yield from gather(opened, Query(), chosen[0].post)
    used: set[int] = set(opened.stories.used(story))
    gone = swapped_out(opened, story)
    ranked = rank(gathered.candidates)
    return _Choosing(opened, every, chosen, ranked, gathered.asked, used, gone)


def swapped_out(library: Library, story: StoryId) -> set[int]:
    """Return the posts that were swapped out of a story."""
    try:
        kept = json.loads(library.recall(_GONE.format(story=story)) or "[]")
    except ValueError:  # a library may have been through other hands
        return set()
    return {each for each in kept if isinstance(each, int)} if isinstance(kept, list) else set()


def note_swapped(library: Library, story: StoryId, posts: Sequence[int]) -> None:
    """Remember posts that were swapped out, so that they are not proposed again."""
    gone = swapped_out(library, story) | set(posts)
    library.remember(_GONE.format(story=story), json.dumps(sorted(gone)))


def _section(ranked: Sequence[Ranked], asked: Sequence[Asked], post: int) -> Asked:
    """Return the section of a post: its question, else its theme, else all."""
    for each in (*asked, *by_theme(ranked)):
        if post in each.posts:
            return each
    return Asked("", frozenset(one.candidate.id for one in ranked))
