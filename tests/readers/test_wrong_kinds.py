"""JSON whose values are of other kinds than they should be."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import ArchiveError
from curator.model import Post, Skipped
from curator.readers import reader_for, stories_in
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source

SAMPLES = Path(__file__).parents[1] / "samples"
WRONG: tuple[Any, ...] = (
    None,
    5,
    -1,
    1.5,
    "",
    "x",
    "http://x.y/z",
    [],
    {},
    [[]],
    [{}],
    {"a": []},
    True,
    10**30,
)
NAMES = (
    "twarc2/owlnight.jsonl",
    "scrapers/owlchat.jsonl",
    "storify_json/owlnight.json",
    "scrapers-apify/roofchat.json",
    "teams/messages.json",
    "teams-graph/channel.json",
    "threads/threads_and_replies.json",
)


def records(name: str) -> list[Any]:
    text = (SAMPLES / name).read_text("utf-8")
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.split("\n") if line]


def paths(value: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value inside another."""
    names = value if isinstance(value, dict) else range(len(value))
    for name in names:
        yield (name,)
        if isinstance(value[name], dict | list):
            yield from ((name, *rest) for rest in paths(value[name]))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=80)
@given(where=st.integers(0), wrong=st.sampled_from(WRONG), which=st.integers(0))
def test_values_of_wrong_kinds_never_crash(
    name: str, tmp_path: Path, where: int, which: int, wrong: Any
) -> None:
    values = records(name)
    spoilt = values[which % len(values)]
    ways = list(paths(spoilt))
    *way, last = ways[where % len(ways)]
    inside = spoilt
    for step in way:
        inside = inside[step]
    inside[last] = copy.deepcopy(wrong)
    file = tmp_path / "spoilt.jsonl"
    file.write_text("".join(json.dumps(value) + "\n" for value in values))
    try:
        with Source(file) as source:
            reader = reader_for(source)
            assert all(story.title for story in stories_in(reader, source))
            for record in reader.read(source, ReadOptions(handle="ann")):
                assert isinstance(record, Skipped) or is_sound(record)
    except ArchiveError as error:
        assert str(error).endswith(".")  # noqa: PT017  either answer is right


def is_sound(post: Post) -> bool:
    texts = [post.key, post.author.handle, post.shown, *(media.url for media in post.media)]
    return all(isinstance(text, str) for text in texts) and bool(post.key and post.at.tzinfo)
