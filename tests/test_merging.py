"""Two editors' copies of a library, merged: nothing lost, the same from either side."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from typing_extensions import override

from curator.cli import main
from curator.library import Library, Opinions, PersonId
from curator.model import Heading, Standing
from curator.work import agreement, finish, merge_library
from curator.work.editor_agreement import Agreement
from tests.conftest import found, post, take_in
from tests.library.edits import Editor
from tests.library.test_undoing import chat

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
    assert {about[0] for about, _, _ in merged.conflicts} == {"mark", "note"}
    finish(merge_library(theirs, before))
    assert told(ours) == told(theirs)
    with Library(ours) as library:
        assert "3" in found(library, "is:starred")
        assert library.posts.row(1).note == "ask her\n\nleave it"
        assert sorted(info.title for info in library.stories.all()) == ["Monday", "Tuesday"]


@pytest.mark.parametrize(("prefer", "mark"), [("ours", "star"), ("theirs", "reject")])
def test_one_side_may_be_preferred(copies: tuple[Path, Path], prefer: str, mark: str) -> None:
    ours, theirs = map(str, copies)
    runner = CliRunner()
    runner.invoke(main, ["star", ours, "3"])
    runner.invoke(main, ["reject", theirs, "3"])
    said = runner.invoke(main, ["merge", ours, theirs, "--prefer", prefer]).output
    assert "1 was changed in both, each otherwise:\n  mark test 3: star | reject" in said
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
        before = self.one.with_name("before.curator")
        shutil.copyfile(self.one, before)
        finish(merge_library(self.one, self.two))
        finish(merge_library(self.two, before))
        merged = told(self.one)
        assert merged == told(self.two)
        finish(merge_library(self.one, self.two))
        assert told(self.one) == merged
        with Library(self.one) as library:
            assert library.check()["sound"]


TwoEditors.TestCase.settings = settings(max_examples=6, stateful_step_count=6, deadline=None)
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
