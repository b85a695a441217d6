"""What the editor decides, and how it is undone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from curator.library import BlockId, Library, PostId, Query, StoryId
from curator.model import Heading, Media, Passage, PullQuote, Quote, Standing
from tests.conftest import found, post, take_in


def desk(library: Library) -> list[object]:
    """Return all that the editor made, so that two desks can be compared."""
    tables = (
        "marks", "tags", "post_tags", "notes", "standings", "stories", "blocks", "searches",
    )  # fmt: skip
    return [
        library._run(f"SELECT * FROM {table} ORDER BY 1").fetchall()  # noqa: SLF001  the whole of it
        for table in tables
    ]


def test_undo_and_redo_a_star(library: Library) -> None:
    one, two, _ = take_in(library, [post(n) for n in range(3)])
    with library.edit("Star 2 posts"):
        library.marks.star([one, two])
    step = library.undo()
    assert step
    assert step.label == "Star 2 posts"
    assert not found(library, "is:starred")
    library.redo()
    assert found(library, "is:starred") == ["0", "1"]


def test_starring_twice_is_no_second_step(library: Library) -> None:
    (one,) = take_in(library, [post(1)])
    for _ in range(2):
        with library.edit("Star"):
            library.marks.star([one])
    library.undo()
    assert not found(library, "is:starred")


def test_picking_an_echo_picks_its_original(library: Library) -> None:
    original, echo = take_in(library, [post(1), post(2, "RT @ann: post 1", repost_of="1")])
    with library.edit("Star"):
        library.marks.star([echo])
    assert found(library, "is:starred") == ["1"]
    assert [row.mark for row in library.posts.rows([original, echo])] == ["star", "star"]


def test_undo_survives_closing(path: Path) -> None:
    with Library(path, make=True) as library:
        (one,) = take_in(library, [post(1)])
        with library.edit("Star"):
            library.marks.star([one])
    with Library(path) as library:
        library.undo()
        assert not found(library, "is:starred")
    with Library(path) as library:
        library.redo()
        assert found(library, "is:starred") == ["1"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_undo_survives_a_kill(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    script = (
        "import os, signal, sys; from pathlib import Path; from curator.library import *\n"
        "library = Library(Path(sys.argv[1]))\n"
        "with library.edit('Star'): library.marks.star([1])\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    root = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script, str(path)], env=root, check=False)
    assert done.returncode == -signal.SIGKILL
    with Library(path) as library:
        assert found(library, "is:starred") == ["1"]
        library.undo()
        assert not found(library, "is:starred")


def test_an_edit_that_fails_changes_nothing(library: Library) -> None:
    (one,) = take_in(library, [post(1)])
    with pytest.raises(ZeroDivisionError), library.edit("Star"):
        library.marks.star([one])
        _ = 1 / 0
    assert not found(library, "is:starred")
    assert library.next_undo
    assert library.next_undo.label == "Import a.jsonl"


def test_listeners_hear_which_tables_changed(library: Library) -> None:
    (one,) = take_in(library, [post(1)])
    heard: list[frozenset[str]] = []
    library.changed = heard.append
    with library.edit("Star"):
        library.marks.star([one])
    library.undo()
    assert heard == [{"marks"}, {"marks"}]


def test_a_tag_that_no_post_has_is_gone(library: Library) -> None:
    one, two = take_in(library, [post(1), post(2)])
    with library.edit("Tag"):
        library.marks.tag([one, two], "  Work   experience ")
    assert library.marks.tags() == [("Work experience", 2)]
    assert found(library, 'tag:"work experience"') == ["1", "2"]
    with library.edit("Untag"):
        library.marks.untag([one, two], "work experience")
    assert library.marks.tags() == []


def test_a_picture_is_described_in_the_editors_words(library: Library) -> None:
    (one,) = take_in(library, [post(1, media=(Media("image", "a.jpg"),))])
    with library.edit("Describe"):
        library.marks.describe(one, 0, "A drill in its case")
    assert library.posts.row(one).post.media[0].alt == "A drill in its case"


def test_a_role_is_told_with_every_post(library: Library) -> None:
    (one,) = take_in(library, [post(1)])
    with library.edit("Host"):
        library.marks.set_standing(library.marks.person(one), Standing(role="Host"))
    assert library.posts.row(one).role == "Host"
    assert library.marks.standings() == {("test", "ann"): Standing(role="Host")}


def story_of(library: Library) -> tuple[StoryId, list[BlockId]]:
    ids = take_in(library, [post(n) for n in range(3)])
    rows = library.posts.rows(ids)
    with library.edit("New story"):
        story = library.stories.new("Evening")
        blocks = library.stories.add(
            story, [Heading("One"), *(Quote(row.post) for row in rows), Passage("*So*")]
        )
    return story, blocks


def test_moving_a_block_keeps_every_id_and_every_word(library: Library) -> None:
    story, (heading, one, two, three, words) = story_of(library)
    with library.edit("Move"):
        library.stories.move([words, one], after=heading)
    assert [b.id for b in library.stories.blocks(story)] == [heading, words, one, two, three]
    library.undo()
    assert [b.id for b in library.stories.blocks(story)] == [heading, one, two, three, words]


def test_a_removed_block_comes_back_as_itself(library: Library) -> None:
    story, blocks = story_of(library)
    before = library.stories.blocks(story)
    with library.edit("Remove"):
        library.stories.remove(blocks[1:3])
    library.undo()
    assert library.stories.blocks(story) == before


def test_there_is_always_room_between_two_blocks(library: Library) -> None:
    story, (heading, *_) = story_of(library)
    for n in range(200):
        with library.edit("Add"):
            library.stories.add(story, [Passage(str(n))], after=heading)
    texts = [b.text for b in library.stories.blocks(story) if isinstance(b, Passage)]
    assert texts == [*(str(n) for n in reversed(range(200))), "*So*"]


def test_a_deleted_story_comes_back_whole(library: Library) -> None:
    story, _ = story_of(library)
    before = library.stories.story(story)
    with library.edit("Delete"):
        library.stories.delete(story)
    assert library.stories.all() == []
    library.undo()
    assert library.stories.story(story) == before


def test_a_post_becomes_a_pull_quote_and_back(library: Library) -> None:
    story, (_, one, *_) = story_of(library)
    with library.edit("Pull quote"):
        library.stories.set_kind(one, "pull", "post")
    assert isinstance(library.stories.blocks(story)[1], PullQuote)
    with library.edit("Full card"):
        library.stories.set_kind(one, "post")
    assert isinstance(library.stories.blocks(story)[1], Quote)


def test_counts_tell_decided_from_left(library: Library) -> None:
    ids = take_in(library, [post(1), post(2), post(3), post(4, "RT @ann: x", repost_of="1")])
    with library.edit("Decide"):
        library.marks.star(ids[:1])
        library.marks.reject(ids[1:2])
    counts = library.posts.counts()
    assert (counts.all, counts.undecided, counts.starred, counts.rejected) == (4, 1, 1, 1)
    assert library.posts.undecided(Query(), "folded") == 1


def test_a_row_tells_its_section_in_the_story(library: Library) -> None:
    story, _ = story_of(library)
    rows = library.posts.rows([PostId(1), PostId(2)], story)
    assert [row.used for row in rows] == ["One", "One"]
    assert library.posts.row(1).used is None
