"""Blocks of a story that are more than one post, less than one, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow

from curator import model
from curator.library import BlockId, Library, StoryId
from curator.model import Group, Image, Media, Quote, Span, quoted_in, trimmed
from curator.work.own_pictures import picture_from
from tests.conftest import post, take_in


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library(path, make=True) as library:
        take_in(library, [post(n, f"Words number {n} here") for n in range(1, 6)])
        yield library


def begun(library: Library) -> tuple[StoryId, list[BlockId]]:
    posts = [
        row.post for row in library.posts.rows(list(library.posts.ids(list("12345")).values()))
    ]
    with library.edit("Begin"):
        story = library.stories.new("A recap")
        made = library.stories.add(story, map(Quote, sorted(posts, key=lambda each: each.key)))
    return story, made


def photograph() -> bytes:
    """Return a photograph that tells where it was taken."""
    made, file = Pillow.new("RGB", (64, 48), "teal"), BytesIO()
    exif = Pillow.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    made.save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["thread", "exchange", "gallery", "voices"])
def test_quotes_become_one_block_and_come_apart_again(library: Library, kind: str) -> None:
    story, ids = begun(library)
    before = library.stories.blocks(story)
    with library.edit("Join"):
        made = library.stories.join([ids[1], ids[2], ids[3]], kind)  # type: ignore[arg-type]
    blocks = library.stories.blocks(story)
    assert [type(block).__name__ for block in blocks] == [
        "Quote", "Quote" if kind == "thread" else "Group", "Quote",
    ]  # fmt: skip
    assert [each.key for each in quoted_in(blocks)] == list("12345")
    assert blocks[1].id == made
    with library.edit("Apart"):
        library.stories.take_apart(made)
    assert library.stories.blocks(story) == before
    library.undo()
    library.undo()
    assert library.stories.blocks(story) == before


def test_words_of_others_in_a_stored_thread_stand_under_their_own_names(library: Library) -> None:
    other = post(9, "What somebody else said", "ben")
    take_in(library, [other], "more.jsonl")
    first = library.posts.row(library.posts.ids(["1"])["1"]).post
    with library.edit("Join what no window joins"):
        story = library.stories.new("A recap")
        library.stories.add(story, [Quote(first, rest=(other,))])
    blocks = library.stories.blocks(story)
    assert [quote.post.author.handle for quote in blocks if isinstance(quote, Quote)] == [
        first.author.handle, "ben",
    ]  # fmt: skip
    assert not any(quote.rest for quote in blocks if isinstance(quote, Quote))


def test_a_group_moves_and_goes_whole(library: Library) -> None:
    story, ids = begun(library)
    with library.edit("Join"):
        made = library.stories.join([ids[0], ids[2]], "exchange")
    with library.edit("Move"):
        library.stories.move([made], ids[4])
    assert [each.key for each in quoted_in(library.stories.blocks(story))] == list("24513")
    with library.edit("Copy"):
        other = library.stories.new("Another")
        library.stories.add(other, library.stories.blocks(story))
    assert [each.key for each in quoted_in(library.stories.blocks(other))] == list("24513")
    with library.edit("Remove"):
        library.stories.remove([made])
    assert [each.key for each in quoted_in(library.stories.blocks(story))] == list("245")
    assert library.stories.used(story) == set(library.posts.ids(list("245")).values())


def test_a_trim_and_a_small_card_are_kept_and_copied(library: Library) -> None:
    story, ids = begun(library)
    with library.edit("Trim"):
        library.stories.trim(ids[0], [(0, 5)])
        library.stories.shrink(ids[1], on=True)
    first, second, *_ = library.stories.blocks(story)
    assert isinstance(first, Quote)
    assert first.trims == ((0, 5),)
    assert trimmed(first.post, first.trims).shown == "[…] number 1 here"
    assert isinstance(second, Quote)
    assert second.compact
    with library.edit("Copy"):
        other = library.stories.new("Another")
        library.stories.add(other, library.stories.blocks(story))
    copied = library.stories.blocks(other)[0]
    assert isinstance(copied, Quote)
    assert copied.trims == ((0, 5),)


def test_a_trim_takes_the_whole_of_what_it_touches() -> None:
    said = post(1, "See #tag and more", spans=(Span("hashtag", 4, 8, "tag"),))
    assert trimmed(said, [(6, 12)]).text == "See […] and more"[:7] + " more"
    assert trimmed(said, [(6, 12)]).spans == ()
    moved = trimmed(post(1, "And see #tag", spans=(Span("hashtag", 8, 12, "tag"),)), [(0, 4)])
    assert moved.text[slice(moved.spans[0].start, moved.spans[0].end)] == "#tag"


def test_a_picture_of_ones_own_tells_nothing_of_its_file(library: Library) -> None:
    with library.edit("Put in"):
        story = library.stories.new("A recap")
        library.stories.add(story, [picture_from(photograph())(library)])
    (block,) = library.stories.blocks(story)
    assert isinstance(block, Image)
    assert (block.media.width, block.media.height) == (64, 48)
    kept = library.stories.story(story).pictures[block.media.hash]
    assert b"SecretCamera" not in kept
    assert not Pillow.open(BytesIO(kept)).getexif()


def test_a_picture_outlives_the_archives(library: Library) -> None:
    with library.edit("Put in"):
        story = library.stories.new("A recap")
        library.stories.add(story, [picture_from(photograph())(library)])
    for archive in library.archives.all():
        list(library.remove_archive(archive.id))
    assert library.stories.story(story).pictures


def test_what_a_block_keeps_comes_back_as_it_was(library: Library) -> None:
    blocks: list[model.Block] = [
        Image(
            Media("image", alt="A tin", hash="a" * 64, width=3, height=2),
            "The tin",
            decorative=True,
        ),
        model.Testimonial("It changed us", "Ann", "librarian, Leeds", "by letter", "role"),
        Group("voices", ()),
    ]
    with library.edit("Put in"):
        story = library.stories.new("A recap")
        library.stories.add(story, blocks)
    found = library.stories.blocks(story)
    assert [replace(each, id=0) for each in found] == blocks
