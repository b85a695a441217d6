"""What a story keeps that was read from a publication, since its library lacks the whole chat."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from curator.model import Block, Group, Heading, Origin, Post, PullQuote, Quote, Story


def fixed_values(story: Story, made: Sequence[int]) -> str:
    """Return, as JSON, the hashtags, answers, credits and origins of a story.

    made: the ids that its blocks got in the library, in order.
    """
    answers = {
        id_: story.answers[block.id]
        for id_, block in zip(made, story.blocks, strict=True)
        if isinstance(block, Heading) and block.id in story.answers
    }
    credited = {
        (each.post.platform, each.post.key): each.credit
        for block in story.blocks
        for each in _quotes(block)
        if each.credit
    }
    return json.dumps(
        {
            "hashtags": sorted(story.hashtags),
            "answers": [*answers.items()],
            "credits": [[*key, credit] for key, credit in credited.items()],
            "origins": [
                [*key, each.digest, each.place, each.day] for key, each in story.origins.items()
            ],
        },
        ensure_ascii=False,
    )


def answers_apart(values: str) -> tuple[str, dict[int, int]]:
    """Return what was fixed without the answers, and these by the ids of their blocks.

    Values that are damaged stay as they are.
    """
    try:
        told: dict[str, Any] = json.loads(values)
        answers = {int(id_): int(count) for id_, count in told["answers"]}
    except (ValueError, TypeError, KeyError):
        return values, {}
    return json.dumps({**told, "answers": []}, ensure_ascii=False), answers


def answers_joined(values: str, answers: Mapping[int, int]) -> str:
    """Return what was fixed with answers by the ids of their blocks."""
    try:
        told: dict[str, Any] = json.loads(values)
        return json.dumps({**told, "answers": [*answers.items()]}, ensure_ascii=False)
    except (ValueError, TypeError):
        return values


def fixed_story(story: Story, values: str) -> Story:
    """Return a story with what was fixed; one whose values are damaged stays as it is."""
    try:
        told: dict[str, Any] = json.loads(values)
        credited = {(platform, key): credit for platform, key, credit in told["credits"]}
        return replace(
            story,
            blocks=tuple(_credited(block, credited) for block in story.blocks),
            hashtags=frozenset(map(str, told["hashtags"])),
            answers={int(id_): int(count) for id_, count in told["answers"]},
            origins={(p, k): Origin(*each) for p, k, *each in told["origins"]},
            fixed=True,
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return story


def _credited(block: Block, credited: dict[tuple[str, str], str]) -> Block:
    def credit(post: Post) -> str:
        return credited.get((post.platform, post.key), "")

    match block:
        case Quote() | PullQuote():
            return replace(block, credit=credit(block.post))
        case Group():
            quotes = (replace(each, credit=credit(each.post)) for each in block.quotes)
            return replace(block, quotes=tuple(quotes))
        case _:
            return block


def _quotes(block: Block) -> tuple[Quote | PullQuote, ...]:
    if isinstance(block, Group):
        return block.quotes
    return (block,) if isinstance(block, Quote | PullQuote) else ()
