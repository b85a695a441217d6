"""A thread of one person becomes a post of its own, whichever post of it is named."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.library import Library
from curator.model import Author, Media, Passage, Post, Quote
from curator.work import finish, thread_post
from tests.conftest import post, take_in

WORDS = ["1/ Why gulls stay. A thread 🧵", "2/ They like flat roofs.", "3/3 And they like us."]


def thread(path: Path) -> list[Post]:
    author = Author("ann", "Ann Lee")
    made = [post(n, text, author=author) for n, text in enumerate(WORDS, 1)]
    made = [replace(each, reply_to=str(n)) if n else each for n, each in enumerate(made)]
    made[1] = replace(made[1], media=(Media("image", "https://pics.example/roof.jpg"),))
    aside = replace(post(9, "Lovely!", "ben"), reply_to="2")
    with Library(path, make=True) as library:
        take_in(library, [*made, aside])
    return made


@pytest.mark.parametrize("key", ["1", "2", "3", "https://x.com/ann/status/2?s=20"])
def test_any_post_of_a_thread_makes_it_whole(path: Path, key: str) -> None:
    made = thread(path)
    story, count = finish(thread_post(path, key))
    with Library(path) as library:
        whole = library.stories.story(story)
    first, *quotes = whole.blocks
    assert count == 3
    assert whole.title == "Why gulls stay."
    assert isinstance(first, Passage)
    assert first.text.startswith("Ann Lee wrote these 3 posts on ")
    assert [quote.post.text for quote in quotes if isinstance(quote, Quote)] == WORDS
    assert [len(q.post.media) for q in quotes if isinstance(q, Quote)] == [0, 1, 0]
    assert len(made) == len(quotes)


def test_the_command_line_makes_one_too(path: Path) -> None:
    thread(path)
    found = CliRunner().invoke(main, ["draft", str(path), "--thread", "2", "--json"])
    assert json.loads(found.output)["blocks"] == 4
    lost = CliRunner().invoke(main, ["draft", str(path), "--thread", "77"])
    assert lost.exit_code == 1
    assert "There is no post 77" in lost.output


def test_who_is_not_to_be_named_is_not(path: Path) -> None:
    thread(path)
    with Library(path) as library, library.edit("Consent"):
        library.people.change(library.people.called("ann"), consent="role", role="A roofer")
    story, _ = finish(thread_post(path, "1"))
    with Library(path) as library:
        (first, *_) = library.stories.story(story).blocks
    assert isinstance(first, Passage)
    assert first.text.startswith("A roofer wrote these 3 posts")
