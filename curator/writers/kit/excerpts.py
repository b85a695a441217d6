"""What a short target shows of a story, as a story: the checks before publishing speak of it."""

from __future__ import annotations

from dataclasses import replace

from curator.model import Block, Post, PullQuote, Quote, Story


def quotes_alone(story: Story) -> Story:
    """Return a story's quotes: their words and who said them, no more."""
    return replace(story, blocks=tuple(words_alone(replace(q, note="")) for q in story.quotes))


def words_alone(block: Block) -> Block:
    """Return a block as it is shown without pictures and permalinks."""
    match block:
        case Quote(post, rest=rest):
            return replace(block, post=_words_of(post), rest=tuple(map(_words_of, rest)))
        case PullQuote():
            return replace(block, post=_words_of(block.post))
        case _:
            return block


def _words_of(post: Post) -> Post:
    return replace(post, url="", media=())
