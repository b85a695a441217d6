"""The oddities of Storify's JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from curator.model import Heading, Passage, Post, Quote, Skipped
from curator.readers import reader_for, storify_json
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source

SAMPLE = Path(__file__).parents[1] / "samples" / "storify_json" / "owlnight.json"
KEY = "687001872757686276"


def tweet(number: int, words: str) -> dict[str, Any]:
    link = f"http://twitter.com/ann/status/{int(KEY) + number}"
    said = {"quote": {"text": words}}
    return {"type": "quote", "permalink": link, "source": {"name": "twitter"}, "data": said}


def page(folder: Path, *elements: Any, name: str = "story.json", **more: Any) -> Path:
    file = folder / name
    story = {"permalink": "http://storify.com/a/b", "title": "B", "elements": elements, **more}
    file.write_text(json.dumps({"content": story}))
    return file


def records(source: Source) -> list[Post | Skipped]:
    assert reader_for(source) is storify_json
    return list(storify_json.read(source, ReadOptions()))


def test_a_story_is_finished_in_its_editors_order() -> None:
    with Source(SAMPLE) as source:
        (story,) = storify_json.stories(source)
    kinds = [type(block) for block in story.blocks]
    assert kinds == [Passage, Heading, Passage, Quote, Quote, Quote, Passage, Passage]
    assert story.blocks[2] == Passage("Some **words** of mine & more.")
    assert story.blocks[6] == Passage(
        "[Owls by night](http://www.youtube.com/watch?v=abc) by OwlFilms"
    )


def test_elements_that_were_never_saved_are_told() -> None:
    with Source(SAMPLE) as source:
        records(source)
        (remark,) = source.remarks
    assert remark.why.endswith("of 6 elements. 7 more were left out when it was saved.")


def test_pages_of_one_story_are_one_story(tmp_path: Path) -> None:
    page(tmp_path, tweet(1, "Soup"), name="page1.json")
    page(tmp_path, tweet(2, "Roof"), name="page2.json", stats={"elements": {"quote": 2}})
    with Source(tmp_path) as source:
        (story,) = storify_json.stories(source)
        found = records(source)
        assert [remark.why for remark in source.remarks] == [
            "It holds the story “B” of 2 elements."
        ]
    assert [post.text for post in story.quoted] == ["Soup", "Roof"]
    assert [post.text for post in found if isinstance(post, Post)] == ["Soup", "Roof"]


def test_the_shape_of_2011_is_read(tmp_path: Path) -> None:
    old = {
        "elementClass": "tweet",
        "permalink": "http://twitter.com/ann/status/55000000000000000",
        "title": "Soup & <3 roofs #owlchat",
        "author": {"username": "ann", "name": "Ann"},
        "created_at": "1301947990",
    }
    text = {"elementClass": "text", "title": "And then", "permalink": ""}
    file = tmp_path / "story.json"
    content = {"permalink": "http://storify.com/a/b", "elements": {"0": text, "1": old}}
    file.write_text(json.dumps(content))
    with Source(file) as source:
        (post,) = records(source)
        (story,) = storify_json.stories(source)
    assert isinstance(post, Post)
    assert (post.text, post.author.name, post.at.year) == ("Soup & <3 roofs #owlchat", "Ann", 2011)
    assert [span.value for span in post.spans] == ["owlchat"]
    assert story.blocks == (Passage("And then"), Quote(post))


def test_what_is_no_element_is_reported(tmp_path: Path) -> None:
    with Source(page(tmp_path, 5, tweet(1, "Soup"), None)) as source:
        assert [type(record) for record in records(source)] == [Skipped, Post, Skipped]
