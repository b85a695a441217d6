"""Versions of a story: kept under a name, compared, and gone back to as one step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.errors import LibraryError
from curator.insight.checks.lines import lines, side_by_side
from curator.library import BlockId, Library, StoryId
from curator.model import Heading, Passage, Quote
from tests.conftest import post, take_in


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library(path, make=True) as library:
        take_in(library, [post(n, f"Words number {n}") for n in range(1, 4)])
        yield library


@pytest.fixture
def story(library: Library) -> StoryId:
    """Return a story of a heading, a text and two posts."""
    posts = [row.post for row in library.posts.rows(list(library.posts.ids(["1", "2"]).values()))]
    with library.edit("Begin"):
        made = library.stories.new("A recap")
        library.stories.add(made, [Heading("One"), Passage("Mine"), *map(Quote, posts)])
    return made


def change(library: Library, story: StoryId) -> None:
    """Change a story in every way there is."""
    first, second, third, fourth = (BlockId(b.id) for b in library.stories.blocks(story))
    with library.edit("Change"):
        library.stories.rename(story, "Another title")
        library.stories.edit(second, "Ours")
        library.stories.move([fourth], first)
        library.stories.trim(third, [(0, 5)])
        library.stories.remove([first])
        library.stories.add(story, [Passage("New")])


def test_a_version_is_gone_back_to_as_one_step(library: Library, story: StoryId) -> None:
    before = library.stories.blocks(story)
    library.versions.keep(story, "For sign-off")
    change(library, story)
    after = library.stories.blocks(story)
    (version,) = library.versions.all(story)
    assert (version.name, version.automatic, version.title) == ("For sign-off", False, "A recap")
    assert library.versions.blocks(version.id) == before
    with library.edit("Go back"):
        assert library.versions.put_back(version.id) == 0
    assert library.stories.blocks(story) == before
    assert library.stories.story(story).title == "A recap"
    library.undo()
    assert library.stories.blocks(story) == after
    assert library.stories.story(story).title == "Another title"


def test_what_is_the_same_is_kept_once(library: Library, story: StoryId) -> None:
    for _ in range(3):
        library.versions.keep_exported(story, "Exported as a page")
    assert len(library.versions.all(story)) == 1
    change(library, story)
    library.versions.keep_exported(story, "Exported as a page")
    assert len(library.versions.all(story)) == 2


def test_a_version_without_a_name_is_refused(library: Library, story: StoryId) -> None:
    with pytest.raises(LibraryError, match="name"):
        library.versions.keep(story, "  ")


def test_what_quotes_posts_that_are_gone_is_lost_and_counted(
    library: Library, story: StoryId
) -> None:
    library.versions.keep(story, "Before")
    (version,) = library.versions.all(story)
    with library.edit("Take out"):
        quotes = [b for b in library.stories.blocks(story) if isinstance(b, Quote)]
        library.stories.remove([BlockId(b.id) for b in quotes])
    for archive in library.archives.all():
        list(library.remove_archive(archive.id))
    with library.edit("Go back"):
        assert library.versions.put_back(version.id) == 2
    assert [type(block) for block in library.stories.blocks(story)] == [Heading, Passage]


def test_versions_outlive_the_deletion_of_their_story(library: Library, story: StoryId) -> None:
    library.versions.keep(story, "Before")
    with library.edit("Delete"):
        library.stories.delete(story)
    library.undo()
    assert [each.name for each in library.versions.all(story)] == ["Before"]


def test_two_versions_stand_side_by_side(library: Library, story: StoryId) -> None:
    before = lines("A recap", library.stories.blocks(story))
    change(library, story)
    after = lines("Another title", library.stories.blocks(story))
    pairs = list(side_by_side(before, after))
    assert [p.before for p in pairs if p.before] == before
    assert [p.after for p in pairs if p.after] == after
    assert ("Mine", "Ours") in [(p.before, p.after) for p in pairs if p.change == "changed"] or (
        {"Mine"} <= {p.before for p in pairs if p.change != "same"}
    )
