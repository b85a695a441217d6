"""A draft of a chat that is still running takes in what came."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.errors import CuratorError
from curator.library import BlockId, Library, StoryId
from curator.model import Block, Facts, Heading, Passage, Post, Quote
from curator.work import finish, keep_up, rough_cut
from tests.conftest import take_in
from tests.test_rough_cut import chat

MORE = (
    "A label printer, because every jar in the street looks like every other",
    "Bicycle pumps, since nobody carries one on the day that they need it",
    "Sewing machines for the hems that no shop takes on a Friday evening",
)


def running(day: int = 3) -> tuple[list[Post], list[Post]]:
    """Return a chat of two questions as far as it has come, and what comes after."""
    posts = chat(day)
    first = [*posts[:4], posts[4], posts[5]]  # the second question has one answer
    return first, posts[6:]


def late(question: int, count: int, day: int = 3) -> list[Post]:
    """Return more answers to a question, by people who had not spoken."""
    asked = chat(day)[4 * (question - 1)]
    return [
        replace(
            asked,
            key=f"9{question}{n}",
            author=replace(asked.author, handle=f"late{question}{n}"),
            at=asked.at + timedelta(minutes=6, seconds=n),
            text=f"A{question}: {MORE[n]}",
        )
        for n in range(count)
    ]


def drafted(path: Path, posts: list[Post]) -> StoryId:
    with Library(path, make=True) as library:
        take_in(library, posts)
    return finish(rough_cut(path)).story


def arrive(path: Path, posts: list[Post]) -> None:
    with Library(path) as library:
        take_in(library, posts, "later.jsonl")


def blocks(path: Path, story: StoryId) -> tuple[Block, ...]:
    with Library(path) as library:
        return library.stories.story(story).blocks


def under(made: tuple[Block, ...], label: str) -> list[str]:
    """Return the handles quoted under the heading that begins so."""
    found, here = [], False
    for block in made:
        if isinstance(block, Heading):
            here = block.text.startswith(label)
        elif here and isinstance(block, Quote):
            found.append(block.post.author.handle)
    return found


def test_untouched_sections_take_in_what_came_and_one_undo_takes_it_out(path: Path) -> None:
    first, rest = running()
    story = drafted(path, first)
    before = blocks(path, story)
    assert under(before, "Q2") == ["voice0"]
    arrive(path, rest)
    done = finish(keep_up(path, story))
    after = blocks(path, story)
    assert under(after, "Q2") == ["voice0", "voice1", "voice2"]
    assert under(after, "Q1") == under(before, "Q1")
    assert (done.quotes, done.touched) == (2, ())
    told = next(each.text for each in after if isinstance(each, Passage))
    assert "4 people wrote 8 posts" in told
    (facts,) = [each for each in after if isinstance(each, Facts)]
    assert facts.figures[0].value == "8"
    kept = {each.id for each in before} & {each.id for each in after}
    assert {each.id for each in before if isinstance(each, Heading | Quote)} <= kept
    with Library(path) as library:
        step = library.undo()
        assert step is not None
        assert "Take new posts into" in step.label
    assert blocks(path, story) == before
    again = finish(keep_up(path, story))
    assert again.quotes == 2
    assert under(blocks(path, story), "Q2") == ["voice0", "voice1", "voice2"]


def test_a_draft_that_is_up_to_date_stays_as_it_is(path: Path) -> None:
    story = drafted(path, chat(3))
    before = blocks(path, story)
    done = finish(keep_up(path, story))
    assert (done.renewed, done.quotes, done.touched) == (0, 0, ())
    assert blocks(path, story) == before


@pytest.mark.parametrize("touch", ["remove", "pin", "text", "move"])
def test_a_touched_section_stays_and_says_how_many_answers_came(path: Path, touch: str) -> None:
    story = drafted(path, chat(3))
    made = blocks(path, story)
    at = next(n for n, each in enumerate(made) if isinstance(each, Heading) and "Q1" in each.text)
    heading, quote, other = (BlockId(each.id) for each in made[at : at + 3])
    with Library(path) as library, library.edit("Touch it"):
        match touch:
            case "remove":
                library.stories.remove([quote])
            case "pin":
                library.stories.pin(quote, on=True)
            case "text":
                library.stories.edit(heading, "Q1. What should we lend?")
            case _:
                library.stories.move([quote], other)
    before = blocks(path, story)
    arrive(path, [*late(1, 3), *late(2, 2)])
    done = finish(keep_up(path, story))
    after = blocks(path, story)
    assert under(after, "Q1") == under(before, "Q1")
    assert {"late20", "late21"} <= set(under(after, "Q2"))
    (told,) = done.touched
    assert told.endswith("3 new answers.")
    (said,) = [each.why for each in after if each.id == heading and isinstance(each, Heading)]
    assert said == "3 new answers"


def test_a_question_that_was_asked_meanwhile_comes_in_its_place(path: Path) -> None:
    posts = chat(3)
    story = drafted(path, posts[:4])
    arrive(path, posts[4:])
    finish(keep_up(path, story))
    headings = [each.text[:3] for each in blocks(path, story) if isinstance(each, Heading)]
    assert headings[:3] == ["Q1.", "Q2.", "Who"]
    assert under(blocks(path, story), "Q2") == ["voice0", "voice1", "voice2"]


def test_what_the_editor_wrote_between_sections_stays(path: Path) -> None:
    first, rest = running()
    story = drafted(path, first)
    opening = blocks(path, story)[0]
    with Library(path) as library, library.edit("Write"):
        library.stories.edit(BlockId(opening.id), "It was a good evening.")
    arrive(path, rest)
    finish(keep_up(path, story))
    after = blocks(path, story)
    assert isinstance(after[0], Passage)
    assert after[0].text == "It was a good evening."
    (facts,) = [each for each in after if isinstance(each, Facts)]
    assert facts.figures[0].value == "8"


def test_the_command_says_what_came_and_refuses_what_is_no_rough_cut(path: Path) -> None:
    first, rest = running()
    story = drafted(path, first)
    arrive(path, rest)
    said = CliRunner().invoke(main, ["keep-up", str(path), str(story)])
    assert said.exit_code == 0
    assert "2 new quotes" in said.stdout
    again = CliRunner().invoke(main, ["keep-up", str(path), str(story), "--json"])
    assert json.loads(again.stdout) == {"sections": 0, "quotes": 0, "touched": []}
    with Library(path) as library, library.edit("New"):
        other = library.stories.new("By hand")
    refused = CliRunner().invoke(main, ["keep-up", str(path), str(other)])
    assert refused.exit_code == 1
    assert "“By hand” is no rough cut" in refused.stderr
    with pytest.raises(CuratorError):
        finish(keep_up(path, other))


def test_thanks_name_who_is_quoted_whichever_sections_the_editor_keeps(path: Path) -> None:
    first, rest = running()
    story = drafted(path, first)
    with Library(path) as library:
        quote = next(b for b in library.stories.blocks(story) if isinstance(b, Quote))
        with library.edit("Remove"):
            library.stories.remove([BlockId(quote.id)])
    arrive(path, [*rest, *late(2, 3)])
    finish(keep_up(path, story))
    made = blocks(path, story)
    words = next(b.text for b in made if isinstance(b, Passage) and "who is quoted" in b.text)
    named = set(re.findall(r"@(\w+)", words.partition(". ")[0]))
    assert named == {b.post.author.handle for b in made if isinstance(b, Quote)}
    assert "late20" in named
