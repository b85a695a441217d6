"""Numbers of answers to the questions of a story, for readers who see a selection."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from curator.library import Library, QuestionId
from curator.model import Heading, PullQuote, Quote, Story


def with_answers(library: Library, story: Story) -> Story:
    """Return a story with the number of answers under each of its headings.

    A heading belongs to the question that most of its quotes answer. The numbers are counted at
    each publication, so that no stored value could become wrong by an undo. A story that was read
    from a publication has them from there.
    """
    if story.fixed:
        return story
    asked = {heading: own for heading, keys in _keys(story).items()
             if (own := _question(library, keys))}  # fmt: skip
    if not asked:
        return story
    counts = library.questions.answers(library.questions.counts())
    answers = {
        heading: counts[question]
        for heading, (question, quotes) in asked.items()
        if counts.get(question, 0) >= quotes
    }
    return replace(story, answers=answers)


def _keys(story: Story) -> Mapping[int, list[str]]:
    """Return the keys of the posts that are quoted under each heading, by its id."""
    found: dict[int, list[str]] = defaultdict(list)
    heading = 0
    for block in story.blocks:
        if isinstance(block, Heading):
            heading = block.id
        elif isinstance(block, Quote | PullQuote) and heading:
            found[heading].append(block.post.key)
    return found


def _question(library: Library, keys: list[str]) -> tuple[QuestionId, int] | None:
    """Return the question that most of these posts answer, and how many posts it has."""
    ids = library.posts.ids(keys)
    placed = library.questions.placed(ids.values())
    questions = Counter(each.question for each in placed.values())
    if not questions:
        return None
    question, many = questions.most_common(1)[0]
    return (question, len(set(keys))) if 2 * many > len(ids) else None
