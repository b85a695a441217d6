"""The sample library: a fictional chat with decisions and a story."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from curator.i18n import tr, translated
from curator.library import Library, StoryId
from curator.model import Block, Divider, Heading, Passage, PullQuote, Quote, Seat, Standing
from curator.resources import resource
from curator.work.imports import import_archive
from curator.work.task import Work

_SEATS: dict[str, Seat] = {"Host": "host", "Guest": "guest"}


def open_sample(library: Path, *, starred: bool = True) -> Work[StoryId]:
    """Create the sample library: the fictional chat, an editor's decisions, and their story.

    starred: with stars, so that a rough cut quotes the starred posts.
    """
    folder = resource("samples/tomorrows-library")
    recipe = json.loads((folder / "story.json").read_text("utf-8"))
    yield from import_archive(library, folder / "chat.jsonl")
    with Library(library) as opened:
        opened.remember("zone", recipe["zone"])
        ids = opened.posts.ids
        with opened.edit(tr("Sift the sample chat")):
            if starred:
                opened.marks.star(ids(recipe["starred"]).values())
            opened.marks.reject(ids(recipe["rejected"]).values())
            for name, keys in recipe["tags"].items():
                opened.marks.tag(ids(keys).values(), name)
            for handle, role in recipe["roles"].items():
                if person := opened.marks.person_called("twitter", handle):
                    seat = _SEATS.get(role, "")
                    opened.marks.set_standing(person, Standing(role=translated(role), seat=seat))
        with opened.edit(tr("Make the sample story")):
            story = opened.stories.new(recipe["title"])
            opened.stories.add(story, _recipe_blocks(opened, recipe["blocks"]))
        opened.remember("story", str(story))
    return story


def _recipe_blocks(library: Library, blocks: Iterable[dict[str, Any]]) -> Iterator[Block]:
    for block in blocks:
        if "key" in block:
            (id_,) = library.posts.ids([block["key"]]).values()
            post = library.posts.row(id_).post
            yield PullQuote(block["text"], post) if block["kind"] == "pull" else Quote(post)
        elif block["kind"] == "heading":
            yield Heading(block["text"], block.get("level", 2))
        else:
            yield Divider() if block["kind"] == "divider" else Passage(block["text"])
