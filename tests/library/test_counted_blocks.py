"""Blocks of counted things keep what they were, through closing, copying and undo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest

from curator.counted_json import dump_block, load_block
from curator.library import BlockId, Library, Query
from curator.model import Cast, Chart, Counted, Facts, Links, Passage, Quote
from curator.work import counted_blocks as counting
from curator.work import finish
from curator.writers.kit.counted_text import listed_words
from tests.conftest import post, take_in
from tests.recap import STORY

COUNTED = [block for block in STORY.blocks if isinstance(block, Facts | Chart | Cast | Links)]
OLD = Path(__file__).parents[1] / "libraries"


@pytest.fixture
def chat(library: Library) -> Library:
    take_in(library, [post(n, f"words {n} #hook", handle="abc"[n % 3]) for n in range(6)])
    return library


@pytest.mark.parametrize("block", COUNTED, ids=lambda block: type(block).__name__)
def test_a_block_is_the_same_after_it_was_kept(chat: Library, block: Counted) -> None:
    with chat.edit("add"):
        story = chat.stories.new("s")
        (id_,) = chat.stories.add(story, [block])
    with Library(chat.path) as again:
        assert again.stories.blocks(story) == (replace(block, id=id_),)


def test_what_something_else_wrote_into_a_block_does_no_harm() -> None:
    whole = dump_block(COUNTED[0])
    assert load_block("facts", whole[:-9], 1) is None
    assert load_block("facts", '{"figures": [{"name": 3, "later": 1}]}', 1) is None
    assert load_block("links", "[1, 2]", 1) == Links((), id=1)
    assert load_block("hologram", whole, 1) is None


def test_counting_again_is_one_step_that_can_be_undone(chat: Library) -> None:
    with chat.edit("add"):
        story = chat.stories.new("s")
        chat.stories.add(story, [counting.recap_facts(chat, Query.parse("hook"))])
    take_in(chat, [post(9, "hook")], "later.jsonl")
    (block,) = chat.stories.blocks(story)
    assert isinstance(block, Facts)
    assert block.figures[0].value == "6"
    assert counting.added_since(chat, block.scope) == 1
    (again,) = finish(counting.count_anew(chat.path, [block]))
    with chat.edit("Count again"):
        chat.stories.keep(BlockId(block.id), again)
    assert chat.stories.blocks(story) == (again,)
    assert isinstance(again, Facts)
    assert again.figures[0].value == "7"
    assert counting.added_since(chat, again.scope) == 0
    chat.undo()
    assert chat.stories.blocks(story) == (block,)


def test_titles_given_by_hand_are_kept_when_links_are_counted_again(chat: Library) -> None:
    with chat.edit("add"):
        story = chat.stories.new("s")
        chat.stories.add(story, [replace(counting.links(chat, Query()), resources=())])
    (block,) = chat.stories.blocks(story)
    assert isinstance(block, Links)
    assert finish(counting.count_anew(chat.path, [block])) == [replace(block)]


@pytest.mark.parametrize("what", ["activity", "people", "hashtags", "sectors"])
def test_a_chart_counts_all_posts(chat: Library, what: counting.What) -> None:
    chart = finish(counting.count_block(chat.path, what, ""))
    assert isinstance(chart, Chart)
    assert chart.alt
    totals = {"activity": 6, "people": 6, "hashtags": 0, "sectors": 3}
    assert sum(bar.value for bar in chart.bars) == totals[what]


def test_a_cast_says_how_many_of_those_who_took_part_it_lists(chat: Library) -> None:
    everybody = counting.cast(chat, Query())
    assert everybody.took_part == chat.facts.figures(Query()).people
    names = [person.handle for person in everybody.people]
    with chat.edit("Withhold"):
        chat.people.change(chat.people.called(names[0]), consent="withheld")
    some = counting.masked(chat, everybody)
    assert [person.handle for person in some.people] == names[1:]
    assert listed_words(some) == (
        f"Listed are {len(names) - 1} of the {everybody.took_part} people who took part:"
        " those who wrote posts of their own and may be named."
    )
    assert finish(counting.count_anew(chat.path, [everybody]))[0] == counting.cast(chat, Query())
    whole = replace(everybody, took_part=len(names))
    assert listed_words(whole) == ""
    assert load_block("cast", dump_block(some), 0) == some


def test_voices_are_those_of_the_story(chat: Library) -> None:
    with chat.edit("add"):
        story = chat.stories.new("s")
        rows = chat.posts.rows(list(chat.posts.find(Query.parse("from:a"))))
        chat.stories.add(story, [Quote(row.post, why="it has a link") for row in rows])
    assert {block.why for block in chat.stories.blocks(story)} == {"it has a link"}  # type: ignore[union-attr]  # all are quotes
    chart = counting.chart(chat, Query(), "voices", story)
    assert [(bar.label, bar.value) for bar in chart.bars] == [("@a", 2)]


@pytest.mark.parametrize("name", ["1.0.curator", "1.1.curator"])
def test_stories_of_old_libraries_take_the_new_blocks(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    copyfile(OLD / name, path)
    with Library(path) as old:
        info = old.stories.all()[0]
        before = old.stories.blocks(info.id)
        with old.edit("add"):
            old.stories.add(info.id, [*COUNTED, Passage("after")])
        assert len(old.stories.blocks(info.id)) == len(before) + len(COUNTED) + 1
        old.undo()
        assert old.stories.blocks(info.id) == before
        assert old.check()["sound"]
