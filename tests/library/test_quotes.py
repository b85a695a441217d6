"""Quotes of a story: tidied or as posted, threads in one piece, all of it undoable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest

from curator.library import BlockId, Library, StoryId
from curator.model import Heading, Post, Quote, Span
from tests.conftest import post, take_in

OLD = Path(__file__).parents[1] / "libraries"


@pytest.fixture
def chat(library: Library) -> Library:
    take_in(library, [_answer(n) for n in range(6)])
    return library


def _answer(number: int) -> Post:
    said = post(number, f"A1: words {number} #roofchat", handle="ann")
    return replace(said, spans=(Span("hashtag", 12, 21, "roofchat"),))


def _story(chat: Library) -> tuple[StoryId, list[BlockId]]:
    """Make a story of a thread of three, a heading and a quote."""
    posts = [row.post for row in chat.posts.rows(range(1, 5))]
    thread, last = Quote(posts[0], rest=tuple(posts[1:3])), Quote(posts[3])
    with chat.edit("make"):
        story = chat.stories.new("s")
        return story, chat.stories.add(story, [thread, Heading("Later"), last])


def _keys(chat: Library, story: StoryId) -> list[list[str]]:
    """Return the keys of what each block quotes."""
    return [
        [block.post.key, *(part.key for part in block.rest)] if isinstance(block, Quote) else []
        for block in chat.stories.blocks(story)
    ]


def test_a_new_story_tidies_its_quotes_with_the_chats_own_hashtag(chat: Library) -> None:
    story, _ = _story(chat)
    assert chat.stories.story(story).tidy
    assert chat.stories.story(story).hashtags == {"roofchat"}


@pytest.mark.parametrize("name", ["1.0.curator", "1.1.curator"])
def test_stories_of_old_libraries_stay_as_they_were_published(tmp_path: Path, name: str) -> None:
    path = Path(copyfile(OLD / name, tmp_path / name))
    with Library(path) as old:
        stories = [old.stories.story(info.id) for info in old.stories.all()]
    assert stories
    assert not any(story.tidy for story in stories)


def test_how_quotes_are_shown_can_be_taken_back(chat: Library) -> None:
    story, (_, _, last) = _story(chat)
    with chat.edit("as posted"):
        chat.stories.tidy(story, on=False)
        chat.stories.keep_as_posted(last, on=True)
    whole = chat.stories.story(story)
    assert not whole.tidy
    assert [q.id for q in whole.quotes if isinstance(q, Quote) and q.as_posted] == [last]
    chat.undo()
    again = chat.stories.story(story)
    assert again.tidy
    assert not any(isinstance(quote, Quote) and quote.as_posted for quote in again.quotes)


def test_a_thread_is_one_quote_that_moves_and_goes_whole(chat: Library) -> None:
    story, (thread, heading, last) = _story(chat)
    assert _keys(chat, story) == [["0", "1", "2"], [], ["3"]]
    (info,) = chat.stories.all()
    assert (info.blocks, info.quotes) == (3, 2)
    with chat.edit("move"):
        chat.stories.move([thread], after=last)
    assert _keys(chat, story) == [[], ["3"], ["0", "1", "2"]]
    with chat.edit("move"):
        chat.stories.move([heading], after=thread)
    assert _keys(chat, story) == [["3"], ["0", "1", "2"], []]
    with chat.edit("remove"):
        chat.stories.remove([thread])
    assert _keys(chat, story) == [["3"], []]
    chat.undo()
    assert _keys(chat, story) == [["3"], ["0", "1", "2"], []]


def test_nothing_comes_between_the_parts_of_a_thread(chat: Library) -> None:
    story, (thread, *_) = _story(chat)
    with chat.edit("add"):
        chat.stories.add(story, [Heading("Between")], thread)
    assert _keys(chat, story) == [["0", "1", "2"], [], [], ["3"]]


def test_swapping_a_thread_swaps_the_whole(chat: Library) -> None:
    story, (thread, *_) = _story(chat)
    (other,) = chat.posts.ids(["5"]).values()
    with chat.edit("swap"):
        chat.stories.swap(thread, other, "better")
    assert _keys(chat, story) == [["5"], [], ["3"]]
    chat.undo()
    assert _keys(chat, story) == [["0", "1", "2"], [], ["3"]]


def test_a_post_of_a_thread_is_known_to_be_quoted(chat: Library) -> None:
    story, _ = _story(chat)
    (part,) = chat.posts.ids(["2"]).values()
    assert part in chat.stories.used(story)
    assert [info.id for info in chat.stories.quoting(part)] == [story]
