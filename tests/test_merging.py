"""Two editors' copies of a library, merged: nothing lost, the same from either side."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from typing_extensions import override

from curator.cli import main
from curator.library import BlockId, ChatId, Library, Opinions, PersonId, PostId, StoryId
from curator.library.file.schema import DESK_TABLES
from curator.model import Heading, Passage, Quote, Standing, Story
from curator.work import agreement, finish, merge_conflicts, merge_library, unmerged_copies
from curator.work.editor_agreement import Agreement
from tests.conftest import found, post, take_in
from tests.library.edits import Editor
from tests.library.test_undoing import KINDS, chat

SEEDS = st.integers(0, 1_000_000)


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Make a library with some work in it, and a copy for another editor."""
    ours, theirs = tmp_path / "ours.curator", tmp_path / "theirs.curator"
    with Library(ours, make=True) as library:
        ids = take_in(library, [post(n, handle=f"p{n}") for n in range(1, 6)])
        with library.edit("Work"):
            library.marks.star(ids[:2])
            library.marks.note(ids[0], "ask")
            library.stories.add(library.stories.new("Recap"), [Heading("First")])
    shutil.copyfile(ours, theirs)
    return ours, theirs


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def told(path: Path) -> Opinions:
    with Library(path) as library:
        return library.opinions()


def test_what_either_did_since_is_in_both(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    with Library(ours) as library, library.edit("Mine"):
        library.marks.unmark([1])
        library.marks.tag([3], "Insight")
    with Library(theirs) as library, library.edit("Theirs"):
        library.marks.reject([4])
        library.marks.tag([3], "insight")
        library.marks.tag([5], "bread")
        library.stories.new("Another")
        library.marks.set_standing(PersonId(2), Standing("handle"))
    merged = finish(merge_library(ours, theirs))
    assert (merged.conflicts, merged.missing) == ((), 0)
    with Library(ours) as library:
        assert found(library, "is:starred") == ["2"]
        assert found(library, "is:rejected") == ["4"]
        assert (found(library, "tag:insight"), found(library, "tag:bread")) == (["3"], ["5"])
        assert [info.title for info in library.stories.all()] == ["Recap", "Another"]
        assert library.next_undo
        assert library.next_undo.label == "Merge from “theirs.curator”"
        library.undo()
        assert found(library, "is:rejected") == []


def test_what_both_changed_is_told_and_decided_alike_from_either_side(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    ours, theirs = copies
    for path, note, title in ((ours, "ask her", "Monday"), (theirs, "leave it", "Tuesday")):
        with Library(path) as library, library.edit("Work"):
            (library.marks.reject if path == theirs else library.marks.star)([3])
            library.marks.note(1, note)
            library.stories.rename(library.stories.all()[0].id, title)
    before = tmp_path / "before.curator"
    shutil.copyfile(ours, before)
    merged = finish(merge_library(ours, theirs))
    assert {each.conflict.about[0] for each in merged.conflicts} == {"mark", "note", "story"}
    finish(merge_library(theirs, before))
    assert told(ours) == told(theirs)
    with Library(ours) as library:
        assert "3" in found(library, "is:starred")
        assert library.posts.row(1).note == "ask her\n\nleave it"
        assert [info.title for info in library.stories.all()] == ["Tuesday"]


@pytest.mark.parametrize(("prefer", "mark"), [("ours", "star"), ("theirs", "reject")])
def test_one_side_may_be_preferred(copies: tuple[Path, Path], prefer: str, mark: str) -> None:
    ours, theirs = map(str, copies)
    runner = CliRunner()
    runner.invoke(main, ["star", ours, "3"])
    runner.invoke(main, ["reject", theirs, "3"])
    said = runner.invoke(main, ["merge", ours, theirs, "--prefer", prefer]).output
    assert "1 was changed in both, each otherwise:\n  Mark of @p3, 3 February 2023, " in said
    assert ": starred | rejected" in said
    assert told(copies[0])["mark", "test", "3"] == mark


def test_opinions_on_posts_that_are_not_here_are_counted(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    with Library(theirs) as library:
        take_in(library, [post(9)], "more.jsonl")
        with library.edit("Star"):
            library.marks.star([6])
    assert finish(merge_library(ours, theirs)).missing == 1
    said = CliRunner().invoke(main, ["merge", str(ours), str(theirs)]).output
    assert "1 is about a post or a person that is not here. Import their archive" in said


@pytest.mark.parametrize("answers", [0, 12])
def test_how_many_answers_a_published_heading_told_of_survives_a_merge(
    copies: tuple[Path, Path], answers: int
) -> None:
    ours, theirs = copies
    heading = Heading("Q1 Where do you proof?", id=1)
    with Library(theirs) as library, library.edit("Reopen"):
        story = Story("Published", (heading,), answers={1: answers}, fixed=True)
        library.stories.take_in(story)
    finish(merge_library(ours, theirs))
    with Library(ours) as library:
        (published,) = (each.id for each in library.stories.all() if each.title == "Published")
        assert [*library.stories.story(published).answers.values()] == [answers]
    assert told(ours) == told(theirs)


def test_what_was_taken_back_after_a_merge_does_not_come_back(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    ours, theirs = copies
    with Library(ours) as library, library.edit("Star"):
        library.marks.star([4])
    before = tmp_path / "before.curator"
    shutil.copyfile(ours, before)
    finish(merge_library(ours, theirs))
    finish(merge_library(theirs, before))
    with Library(theirs) as library, library.edit("Unmark"):
        library.marks.unmark([4])
    finish(merge_library(ours, theirs))
    assert ("mark", "test", "4") not in told(ours)


def test_a_merge_that_was_undone_can_be_made_again(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    with Library(theirs) as library, library.edit("Star"):
        library.marks.star([4])
    for _ in range(2):
        assert finish(merge_library(ours, theirs)).changed == 1
        with Library(ours) as library:
            library.undo()
            assert found(library, "is:starred") == ["1", "2"]


def test_every_edit_is_an_opinion(path: Path) -> None:
    """What the desk holds, but for ids and ranks, is told by opinions, whatever the edit."""
    with chat(path) as library:
        editor = Editor(library, 3)
        for kind in KINDS * 3:
            before, held = _without_ids(library), library.opinions()
            editor.edit(kind)
            if _without_ids(library) != before:
                assert library.opinions() != held, kind


def _without_ids(library: Library) -> dict[str, list[tuple[object, ...]]]:
    run = library._run  # noqa: SLF001  as it lies there
    found = {}
    for table in DESK_TABLES:
        names = [row[1] for row in run(f"PRAGMA table_info({table})")]
        columns = ", ".join(each for each in names if each not in {"id", "rank", "story", "uid"})
        found[table] = sorted(run(f"SELECT {columns} FROM {table}"), key=repr)
    return found


def merge_both(ours: Path, theirs: Path) -> None:
    """Merge each copy into the other."""
    before = ours.with_name("before.curator")
    shutil.copyfile(ours, before)
    finish(merge_library(ours, theirs))
    finish(merge_library(theirs, before))
    assert told(ours) == told(theirs)


def test_chats_echoes_and_people_regrouped_by_either_are_so_in_both(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.curator", tmp_path / "theirs.curator"
    with Library(ours, make=True) as library:
        take_in(library, [post(n, handle=f"p{n}") for n in range(1, 7)])
        starts = [int(row.post.at.timestamp() * 1000) for row in library.posts.rows([1, 3, 5])]
        library.chats.keep((n, at, at + 60_000) for n, at in zip((1, 3, 5), starts, strict=True))
    shutil.copyfile(ours, theirs)
    with Library(ours) as library, library.edit("Join"):
        library.chats.join([ChatId(1), ChatId(3)])
        library.people.merge(PersonId(1), [PersonId(2)])
    with Library(theirs) as library, library.edit("Split"):
        library.chats.split(6)
        library.chats.rename(ChatId(5), "The third")
        library.groups.join([3, 4])
        library.people.merge(PersonId(2), [PersonId(3)])
    merge_both(ours, theirs)
    for path in (ours, theirs):
        with Library(path) as library:
            chats = library.chats.all()
            assert [chat.posts for chat in chats] == [4, 1, 1]
            assert chats[1].title == "The third"
            assert library.groups.sources([3, 4]) == {3: 3, 4: 3}
            (person,) = (each for each in library.people.all() if each.accounts)
            assert {each.account.handle for each in person.accounts} == {"p1", "p2", "p3"}


def test_stories_are_merged_block_by_block(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    with Library(ours) as library, library.edit("Above"):
        story = library.stories.all()[0].id
        library.stories.add(story, [Passage("Our words")])
    with Library(theirs) as library, library.edit("Below"):
        story = library.stories.all()[0].id
        library.stories.add(story, [Heading("Second"), Passage("Their words")])
        library.stories.rename(story, "A recap")
    assert finish(merge_library(ours, theirs)).conflicts == ()
    with Library(ours) as library:
        (info,) = library.stories.all()
        blocks = library.stories.story(info.id).blocks
        words = [block.text for block in blocks if isinstance(block, Heading | Passage)]
        assert info.title == "A recap"
        assert words[0] == "First"
        assert sorted(words[1:]) == ["Our words", "Second", "Their words"]


def test_what_is_no_copy_is_merged_only_when_one_says_so(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    ours, other = copies[0], tmp_path / "other.curator"
    with Library(other, make=True) as library:
        take_in(library, [post(n) for n in range(5, 20)], "other.json")
        with library.edit("Story"):
            library.stories.new("Something else")
    before = told(ours)
    refused = run("merge", ours, other)
    assert refused.exit_code == 1
    assert (
        "“other.curator” is no copy of “ours.curator”: they share no past, and only 1 of its 15"
        " posts. Nothing was merged; “--unrelated” merges it all the same."
    ) in refused.output
    assert told(ours) == before
    assert run("merge", ours, other, "--unrelated").exit_code == 0
    with Library(ours) as library:
        assert {info.title for info in library.stories.all()} == {"Recap", "Something else"}


def test_two_imports_of_one_archive_are_related(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ours, other = copies[0], tmp_path / "other.curator"
    with Library(other, make=True) as library:
        take_in(library, [post(n) for n in range(1, 6)], "again.json")
        with library.edit("Reject"):
            library.marks.reject([3])
    assert run("merge", ours, other).exit_code == 0


@pytest.mark.parametrize(
    ("prefer", "outcome"),
    [("ours", "the first is kept"), ("theirs", "the second is kept"), ("", "both are kept")],
)
def test_it_is_said_what_became_of_each_conflict(
    copies: tuple[Path, Path], prefer: str, outcome: str
) -> None:
    ours, theirs = copies
    for path, note in ((ours, "mine"), (theirs, "theirs")):
        with Library(path) as library, library.edit("Work"):
            library.marks.note(2, note)
    said = run("merge", ours, theirs, *(["--prefer", prefer] if prefer else []))
    assert f": mine | theirs → {outcome}" in said.output


def test_each_conflict_is_decided_as_chosen(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    for path, note, title in ((ours, "mine", "Monday"), (theirs, "theirs", "Tuesday")):
        with Library(path) as library, library.edit("Work"):
            library.marks.note(1, note)
            library.marks.note(2, note)
            library.stories.rename(library.stories.all()[0].id, title)
    found = finish(merge_conflicts(ours, theirs))
    assert [each.ours for each in found[:2]] == ["mine", "mine"]
    first, second, story = (each.conflict.about for each in found)
    finish(merge_library(ours, theirs, choices={first: "theirs", second: "ours", story: "ours"}))
    with Library(ours) as library:
        assert [library.posts.row(n).note for n in (1, 2)] == ["theirs", "mine"]
        assert [info.title for info in library.stories.all()] == ["Monday"]
        library.undo()
        assert [library.posts.row(n).note for n in (1, 2)] == ["mine", "mine"]


def quoted(path: Path) -> list[str]:
    with Library(path) as library:
        (info,) = library.stories.all()
        return [each.key for each in library.stories.story(info.id).quoted]


@pytest.fixture
def quoting(copies: tuple[Path, Path]) -> tuple[Path, Path]:
    """Let the story quote two posts before the copies part; it is published since."""
    ours, theirs = copies
    with Library(ours) as library:
        story = library.stories.all()[0].id
        with library.edit("Quote"):
            for row in library.posts.rows([1, 2]):
                library.stories.add(story, [Quote(row.post)])
        library.versions.keep(story, "Before")
    shutil.copyfile(ours, theirs)
    said = CliRunner().invoke(
        main, ["export", str(ours), "1", "--to", "text", "-o", str(ours.with_name("a.txt"))]
    )
    assert said.exit_code == 0, said.output
    return ours, theirs


@pytest.mark.parametrize("both", [False, True])
def test_a_story_stays_the_same_with_its_publications_versions_and_blocks(
    quoting: tuple[Path, Path], *, both: bool
) -> None:
    ours, theirs = quoting
    with Library(ours) as library:
        _, _, kept = library.stories.blocks(StoryId(1))
        if both:
            with library.edit("Write"):
                library.stories.add(StoryId(1), [Passage("Ours")])
    with Library(theirs) as library, library.edit("Rewrite"):
        library.stories.rename(StoryId(1), "Another title")
        heading, first, second = (each.id for each in library.stories.blocks(StoryId(1)))
        library.stories.edit(BlockId(heading), "Another heading")
        library.stories.remove([BlockId(first)])
        library.stories.add(StoryId(1), [Passage("Theirs")], BlockId(0))
    finish(merge_library(ours, theirs))
    with Library(ours) as library:
        (info,) = library.stories.all()
        assert (info.id, info.title) == (1, "Another title")
        assert [each.story for each in library.publications.all()] == [1]
        assert "Before" in [each.name for each in library.versions.all(info.id)]
        blocks = {each.id: each for each in library.stories.blocks(info.id)}
        assert blocks[heading] == Heading("Another heading", id=heading)
        assert blocks[second] == kept
        assert first not in blocks
    said = CliRunner().invoke(main, ["published", str(ours), "--json"]).output
    assert json.loads(said)[0]["title"] == "Another title"


@pytest.mark.parametrize(
    ("prefer", "keys"), [("", ["3", "4", "2"]), ("ours", ["3", "2"]), ("theirs", ["4", "2"])]
)
def test_a_quote_that_each_swapped_otherwise_is_a_conflict(
    quoting: tuple[Path, Path], prefer: str, keys: list[str]
) -> None:
    ours, theirs = quoting
    for path, post_, after in ((ours, 3, 0), (theirs, 4, 2)):
        with Library(path) as library, library.edit("Swap"):
            block = BlockId(library.stories.blocks(StoryId(1))[1].id)
            library.stories.swap(block, PostId(post_), "better")
            if after:  # as a swap puts it where it belongs in time
                library.stories.add(StoryId(1), [Passage(f"Words of {path.stem}")])
    arguments = ["merge", str(ours), str(theirs), *(["--prefer", prefer] if prefer else [])]
    said = CliRunner().invoke(main, arguments).output
    assert "1 was changed in both, each otherwise:" in said
    assert "  A place in the story “Recap”: @p3: “" in said
    assert " | @p4: “" in said
    assert sorted(quoted(ours)) == sorted(keys)
    with Library(ours) as library:  # what else they did is taken whichever is preferred
        texts = [b.text for b in library.stories.blocks(StoryId(1)) if isinstance(b, Passage)]
    assert texts == ["Words of theirs"]


@pytest.mark.parametrize(
    ("prefer", "note", "outcome"),
    [
        ("", "Our note\n\nTheir note", "both are kept"),
        ("ours", "Our note", "the first is kept"),
        ("theirs", "Their note", "the second is kept"),
    ],
)
def test_two_notes_below_a_quote_are_one_conflict_that_is_told_once(
    quoting: tuple[Path, Path], prefer: str, note: str, outcome: str
) -> None:
    for path, words in zip(quoting, ("Our note", "Their note"), strict=True):
        run("annotate", path, "1", "1", words)
    options = ["--prefer", prefer] if prefer else []
    said = run("merge", *quoting, *options).output
    assert "Note for print of the quote @p1: “post 1” in the story “Recap”: " in said
    assert f": Our note | Their note → {outcome}" in said
    assert quoted(quoting[0]) == ["1", "2"]
    with Library(quoting[0]) as library:
        assert [each.note for each in library.stories.story(StoryId(1)).quotes] == [note, ""]
    assert run("merge", *quoting, *options).output.strip() == "0 opinions were taken over."
    run("merge", *quoting[::-1])
    assert told(quoting[0]) == told(quoting[1])


def test_what_was_changed_after_a_merge_is_a_conflict_again_and_after_its_undo_all_is(
    quoting: tuple[Path, Path],
) -> None:
    ours, theirs = quoting
    for path, words in ((ours, "Ours"), (theirs, "Theirs")):
        with Library(path) as library, library.edit("Note"):
            library.marks.note(1, words)
            library.marks.note(2, words)
    assert len(finish(merge_library(ours, theirs)).conflicts) == 2
    for path, words in ((ours, "Later here"), (theirs, "Later there")):
        with Library(path) as library, library.edit("Note"):
            library.marks.note(2, words)
    (conflict,) = finish(merge_conflicts(ours, theirs))
    assert (conflict.ours, conflict.theirs) == ("Later here", "Later there")
    with Library(ours) as library:
        library.undo()
        library.undo()
    assert len(finish(merge_conflicts(ours, theirs))) == 2


def test_cuts_of_a_quote_and_words_of_a_heading_are_told_as_they_are(
    quoting: tuple[Path, Path],
) -> None:
    for path, cut, words in zip(quoting, ((0, 2), (2, 5)), ("Bread", "Salt"), strict=True):
        with Library(path) as library, library.edit("Work"):
            heading, quote, _ = (each.id for each in library.stories.blocks(StoryId(1)))
            library.stories.trim(BlockId(quote), [cut])
            library.stories.edit(BlockId(heading), words)
    said = run("merge", *quoting).output
    assert "Words of a block in the story “Recap”: Bread | Salt → the second is kept" in said
    assert "What is cut of the quote @p1: “post 1” in the story “Recap”: “po” | “st” → " in said
    with Library(quoting[0]) as library:
        assert len(library.stories.blocks(StoryId(1))) == 3


def test_an_export_tells_a_post_that_is_quoted_twice(quoting: tuple[Path, Path]) -> None:
    ours, _ = quoting
    twice = "1 post is quoted twice with the same words."
    target = ("--to", "text", "-o", ours.with_name("b.txt"), "--replace")
    whole = run("export", ours, "1", *target)
    assert (whole.exit_code, twice in whole.output) == (0, False)
    with Library(ours) as library, library.edit("Again"):
        row = library.posts.row(1)
        library.stories.add(StoryId(1), [Quote(row.post)])
    assert twice in run("export", ours, "1", *target).output
    with Library(ours) as library, library.edit("Trim"):
        library.stories.trim(BlockId(library.stories.blocks(StoryId(1))[-1].id), [(0, 3)])
    assert twice not in run("export", ours, "1", *target).output


def test_both_swapped_quotes_are_in_both_copies_whoever_merges(
    quoting: tuple[Path, Path],
) -> None:
    ours, theirs = quoting
    for path, key in ((ours, 3), (theirs, 4)):
        with Library(path) as library, library.edit("Swap"):
            block = BlockId(library.stories.blocks(StoryId(1))[1].id)
            library.stories.swap(block, PostId(key), "better")
    merge_both(ours, theirs)
    assert sorted(quoted(ours)) == sorted(quoted(theirs)) == ["2", "3", "4"]
    assert finish(merge_library(ours, theirs)).changed == 0


@pytest.mark.parametrize("share_past", [True, False])
def test_stories_of_earlier_versions_are_known_by_their_ids(
    quoting: tuple[Path, Path], *, share_past: bool
) -> None:
    ours, theirs = quoting
    for path in quoting:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute("UPDATE stories SET uid = ''")
            opened.execute("UPDATE blocks SET uid = ''")
            if not share_past:
                opened.execute("DELETE FROM steps")
            opened.commit()
    for path, words in ((ours, "Ours"), (theirs, "Theirs")):
        with Library(path) as library, library.edit("Write"):
            library.stories.add(StoryId(1), [Passage(words)])
            library.stories.add(library.stories.new(words), [Passage(words)])
    with closing(sqlite3.connect(theirs)) as opened:  # an id that each gave to something else
        opened.execute("UPDATE stories SET uid = '' WHERE id > 1")
        opened.execute("UPDATE blocks SET uid = '' WHERE story > 1")
        opened.commit()
    merge_both(ours, theirs)
    with Library(ours) as library:
        titles = sorted(info.title for info in library.stories.all())
        recap = [b.text for b in library.stories.blocks(StoryId(1)) if isinstance(b, Passage)]
    if share_past:
        assert (titles, sorted(recap)) == (["Ours", "Recap", "Theirs"], ["Ours", "Theirs"])
    else:  # nobody can tell that one became the other, so nothing is taken away
        assert (titles, recap) == (["Ours", "Recap", "Recap", "Theirs"], ["Ours"])


def test_the_same_story_read_in_by_both_is_there_once(copies: tuple[Path, Path]) -> None:
    for path in copies:
        with Library(path) as library, library.edit("Write"):
            library.stories.add(library.stories.new("Same"), [Passage("The same words")])
    merge_both(*copies)
    with Library(copies[0]) as library:
        assert sorted(info.title for info in library.stories.all()) == ["Recap", "Same"]


def test_a_new_story_never_has_the_publications_of_a_deleted_one(
    quoting: tuple[Path, Path],
) -> None:
    ours, _ = quoting
    with Library(ours) as library:
        with library.edit("Delete"):
            library.stories.delete(StoryId(1))
        with library.edit("New"):
            new = library.stories.new("Another")
        assert library.publications.all(new) == []
        assert library.versions.all(new) == []


@pytest.mark.parametrize(
    "name",
    [
        "ours (Lea's conflicted copy 2026-12-01).curator",
        "ours (conflicted copy 2026-12-01 101500).curator",
        "ours.sync-conflict-20261201-101500-ABCDEFG.curator",
        "ours-LAPTOP.curator",
        "ours 2.curator",
        "ours (1).curator",
    ],
)
def test_a_copy_that_a_synchronised_folder_made_is_found_until_it_is_merged(
    copies: tuple[Path, Path], name: str
) -> None:
    ours, theirs = copies
    copy = theirs.rename(ours.with_name(name))
    assert finish(unmerged_copies(ours)) == []  # nothing was done in it
    with Library(copy) as library, library.edit("Star"):
        library.marks.star([4])
    assert finish(unmerged_copies(ours)) == [copy]
    finish(merge_library(ours, copy))
    assert finish(unmerged_copies(ours)) == []
    with Library(copy) as library, library.edit("Star"):
        library.marks.star([5])
    assert finish(unmerged_copies(ours)) == [copy]


def test_other_files_beside_a_library_are_no_copies_of_it(copies: tuple[Path, Path]) -> None:
    ours, _ = copies
    with Library(ours.with_name("ours 2.curator"), make=True) as library:
        take_in(library, [post(1)], "other.jsonl")
    ours.with_name("ours (1).curator").write_text("no library")
    ours.with_name("ours-NAS.curator").write_bytes(ours.read_bytes()[:5_000])
    assert finish(unmerged_copies(ours)) == []


class TwoEditors(RuleBasedStateMachine):
    """Two editors work on their copies and merge now and then."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        folder = Path(self.folder.name)
        self.one, self.two = folder / "one.curator", folder / "two.curator"
        chat(self.one).close()
        shutil.copyfile(self.one, self.two)

    @override
    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.merge_both_ways()
            self.folder.cleanup()

    @rule(seed=SEEDS, first=st.booleans())
    def edit(self, seed: int, *, first: bool) -> None:
        with Library(self.one if first else self.two) as library:
            editor = Editor(library, seed)
            for _ in range(3):
                editor.random()

    @rule()
    def merge_both_ways(self) -> None:
        merge_both(self.one, self.two)
        merged = told(self.one)
        finish(merge_library(self.one, self.two))
        assert told(self.one) == merged
        with Library(self.one) as library:
            assert library.check()["sound"]


TwoEditors.TestCase.settings = settings(max_examples=8, stateful_step_count=8, deadline=None)
TestTwoEditors = TwoEditors.TestCase


def test_kappa_is_what_cohen_defined() -> None:
    assert Agreement("star", 20, 5, 10, 15).kappa == pytest.approx(0.4)
    assert Agreement("star", 10, 0, 0, 10).kappa == 1
    assert Agreement("star", 10, 0, 0, 0).kappa is None


def test_agreement_is_over_the_posts_that_both_have(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    with Library(theirs) as library:
        take_in(library, [post(9)], "more.jsonl")
        with library.edit("Star"):
            library.marks.star([3, 6])
            library.marks.unmark([1])
    posts, (star,) = agreement(ours, theirs)
    assert (posts, star.both, star.ours, star.theirs, star.neither) == (5, 1, 1, 1, 2)
    said = CliRunner().invoke(main, ["agreement", str(ours), str(theirs)]).output
    assert "star: both 1, only the first 1, only the second 1, neither 2; kappa 0.17" in said
