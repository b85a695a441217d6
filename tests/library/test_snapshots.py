"""Snapshots of the desk: kept by name and by themselves, and gone back to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.errors import LibraryError
from curator.library import Library, PostId, StoryId
from curator.library.file.schema import DESK_TABLES
from curator.model import Heading, Media, Quote
from tests.conftest import found, post, take_in


def desk(library: Library) -> list[tuple[object, ...]]:
    """Return every row of the desk."""
    connection = sqlite3.connect(library.path)
    rows = [
        (table, *row)
        for table in DESK_TABLES
        for row in connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid")
    ]
    connection.close()
    return rows


def star(library: Library, *posts: int) -> None:
    with library.edit(f"Star {len(posts)}"):
        library.marks.star(posts)


@pytest.fixture
def ids(library: Library) -> list[PostId]:
    """Take in a chat and decide a little of everything."""
    picture = Media("image", "https://pictures.example/a.jpg")
    posts = [post(1, media=(picture,)), *(post(n) for n in range(2, 81))]
    ids = take_in(library, posts)
    with library.edit("Decide"):
        library.marks.star(ids[:2])
        library.marks.tag(ids[:3], "bread")
        library.marks.note(ids[3], "ask her")
        library.marks.describe(ids[0], 0, "A loaf")
        story = library.stories.new("Recap")
        library.stories.add(story, [Heading("Bread"), Quote(library.posts.row(ids[4]).post)])
        library.searches.save("Bread", "tag:bread")
    return ids


def test_a_snapshot_outlives_the_steps(library: Library, ids: list[PostId]) -> None:
    kept, before = library.snapshots.keep("Before lunch"), desk(library)
    library.undo()
    star(library, ids[9])
    assert library.next_redo is None
    assert library.go_to_snapshot(kept) == {}
    assert desk(library) == before


def test_going_back_is_one_step_that_can_be_undone(library: Library, ids: list[PostId]) -> None:
    kept = library.snapshots.keep("Before lunch")
    with library.edit("Begin again"):
        library.marks.star(ids[10:20])
        library.stories.delete(StoryId(1))
        library.marks.untag(ids[:3], "bread")
        library.marks.tag(ids[5:9], "Bread")
    now, steps = desk(library), len(library.steps())
    library.go_to_snapshot(kept)
    assert len(library.steps()) == steps + 1
    library.undo()
    assert desk(library) == now


def test_what_it_was_like_before_going_back_is_kept(library: Library, ids: list[PostId]) -> None:
    kept = library.snapshots.keep("Before lunch")
    star(library, *ids[10:20])
    now = desk(library)
    library.go_to_snapshot(kept)
    newest = library.snapshots.all()[0]
    assert (newest.name, newest.automatic) == ("Go back to “Before lunch”", True)
    library.go_to_snapshot(newest.id)
    assert desk(library) == now


def test_a_snapshot_is_kept_before_a_large_step_by_itself(
    library: Library, ids: list[PostId]
) -> None:
    before = desk(library)
    star(library, *ids[:20])
    assert library.snapshots.all() == []
    star(library, *ids)
    (only,) = library.snapshots.all()
    assert (only.name, only.automatic) == ("Star 80", True)
    library.undo()
    library.undo()
    assert desk(library) == before
    library.go_to_snapshot(only.id)
    assert len(found(library, "is:starred")) == 20


def test_a_tag_that_goes_with_its_posts_is_kept_before(
    library: Library, ids: list[PostId]
) -> None:
    with library.edit("Untag one"):
        library.marks.untag(ids[:1], "bread")
    assert library.snapshots.all() == []
    with library.edit("Delete the story"):
        library.stories.delete(StoryId(1))
    assert [each.name for each in library.snapshots.all()] == ["Delete the story"]


def test_the_same_desk_is_not_kept_twice(library: Library, ids: list[PostId]) -> None:
    for _ in range(3):
        star(library, *ids)
        library.undo()
    assert len(library.snapshots.all()) == 1


def test_the_last_twenty_of_its_own_are_kept_and_every_named_one(
    library: Library, ids: list[PostId]
) -> None:
    library.snapshots.keep("Mine")
    for n in range(25):
        star(library, *ids)
        with library.edit("Make undecided"):
            library.marks.unmark([*ids[:n], *ids[n + 1 :]])
    told = [each.automatic for each in library.snapshots.all()]
    assert (told.count(True), told.count(False)) == (20, 1)


@pytest.mark.usefixtures("ids")
def test_what_is_said_of_posts_that_left_is_told(library: Library) -> None:
    before = desk(library)
    kept = library.snapshots.keep("All of it")
    library.undo()
    library.undo()
    assert found(library, "") == []
    lost = library.go_to_snapshot(kept)
    assert lost == {"marks": 2, "post_tags": 3, "notes": 1, "descriptions": 1, "blocks": 1}
    assert library.check()["sound"]
    assert len(desk(library)) == len(before) - sum(lost.values())


@pytest.mark.usefixtures("ids")
def test_it_finds_its_posts_again_though_they_came_in_anew(library: Library) -> None:
    kept = library.snapshots.keep("All of it")
    library.undo()
    library.undo()
    take_in(library, [post(n, f"other {n}") for n in range(100, 103)])
    take_in(library, [post(n) for n in range(80, 0, -1)])
    assert library.go_to_snapshot(kept) == {"descriptions": 1}
    assert found(library, "is:starred") == ["1", "2"]


@pytest.mark.usefixtures("ids")
def test_a_new_kind_of_decision_is_in_it_without_a_word(library: Library) -> None:
    with library.edit("Decide otherwise"):
        for table in DESK_TABLES:
            library._run(f"DELETE FROM {table}")  # noqa: SLF001  whatever kinds there are
    library.go_to_snapshot(library.snapshots.all()[0].id)
    assert {row[0] for row in desk(library)} == {
        "marks", "tags", "post_tags", "notes", "descriptions", "stories", "blocks", "searches",
    }  # fmt: skip


def test_a_snapshot_is_renamed_and_deleted(library: Library, ids: list[PostId]) -> None:
    star(library, *ids)
    (own,) = library.snapshots.all()
    library.snapshots.rename(own.id, " Before  the stars ")
    (named,) = library.snapshots.all()
    assert (named.name, named.automatic) == ("Before the stars", False)
    library.snapshots.delete(own.id)
    with pytest.raises(LibraryError, match="was deleted"):
        library.go_to_snapshot(own.id)


def test_a_snapshot_without_a_name_is_refused(library: Library) -> None:
    with pytest.raises(LibraryError, match="needs a name"):
        library.snapshots.keep("  ")
    assert library.snapshots.all() == []


@pytest.fixture
def beside(path: Path) -> Callable[[], Library]:
    """Return what opens the same library in another window."""
    return lambda: Library(path)


def test_what_another_window_changed_is_told_once(
    library: Library, ids: list[PostId], beside: Callable[[], Library]
) -> None:
    with beside() as other:
        assert other.changed_elsewhere() == frozenset()
        star(library, ids[5])
        library.remember("place", "5")
        assert other.changed_elsewhere() == {"marks"}
        assert other.changed_elsewhere() == frozenset()
        other.undo()
        assert library.changed_elsewhere() >= {"marks"}
        assert found(library, "is:starred") == ["1", "2"]


@pytest.mark.usefixtures("ids")
def test_an_import_beside_is_told_when_it_is_whole(beside: Callable[[], Library]) -> None:
    with beside() as other, beside() as watching:
        archive = other.archives.new(Path("b.jsonl"), "test")
        with other.transaction():
            other.archives.intake(archive).add([post(500)])
        assert watching.changed_elsewhere() == frozenset()
        other.finish_import(archive, "Import b.jsonl", {})
        assert watching.changed_elsewhere() == {"archives", "posts"}


def test_steps_of_two_windows_do_not_mix(
    library: Library, ids: list[PostId], beside: Callable[[], Library]
) -> None:
    before = desk(library)
    with beside() as other:
        for n in range(10, 20):
            star(library if n % 2 else other, ids[n])
        for n in range(10):
            (other if n % 3 else library).undo()
        assert desk(library) == before
