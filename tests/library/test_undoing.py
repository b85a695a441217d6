"""Random edits of every kind: all undone is the beginning, all redone is the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from typing_extensions import override

from curator.library import Library, Query
from curator.model import Author, Heading, Media, Post, Span, Story
from tests.conftest import post, take_in
from tests.library.edits import Editor, desk, kinds, undo_all, whole

ROOT = Path(__file__).parents[2]
SEEDS = st.integers(0, 1_000_000)
LIKES = st.integers(0, 9)

with Library(Path(":memory:"), make=True) as _library:
    KINDS = sorted(kinds(_library))


def chat(path: Path) -> Library:
    """Make a library with posts, people and pictures, none of them decided."""
    library = Library(path, make=True)
    picture = Media("image", "https://pictures.example/a.jpg")
    posts = [post(n, handle=f"p{n % 3}", media=(picture,) * (n % 2)) for n in range(6)]
    take_in(library, [*posts, post(9, repost_of="1")])
    return library


def told_post(key: int, likes: int) -> Post:
    """Make a post as one capture tells it: counts, words and pictures differ by the capture."""
    picture = Media("image", f"https://pictures.example/{likes}.jpg")
    author = Author(f"p{key % 4}", f"Name {likes}")
    words = f"post {key}" + " and more" * (likes % 3)
    spans = (Span("hashtag", 0, 4, f"tag{likes % 2}"),)
    return post(key, words, author=author, likes=likes, media=(picture,), spans=spans)


def bring(library: Library, keys: list[int], likes: int) -> None:
    """Import posts, some of them known, with a story."""
    archive = library.archives.new(Path(f"{likes}.jsonl"), "test")
    posts = [told_post(key, likes) for key in keys]
    with library.transaction():
        library.archives.intake(archive).add(posts)
    story = Story(f"Story {likes}", (Heading("First"),))
    library.finish_import(archive, "Import", {}, [story] if likes % 2 else [])


def test_many_decisions_are_undone_and_redone_row_by_row(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(n) for n in range(700)])
        steps = [desk(library)]
        for number, (act, posts) in enumerate(
            (
                (library.marks.star, range(1, 300)),
                (library.marks.reject, range(200, 700)),
                (library.marks.unmark, range(250, 451)),
                (library.marks.star, range(1, 701)),
            )
        ):
            with library.edit(f"step {number}"):
                act(posts)
                if number == 1:
                    library.marks.note(3, "it's\n(so), 'it' is")
                    library.marks.tag(range(5, 400), "tea")
            steps.append(desk(library))
        assert len({str(each) for each in steps}) == len(steps)
        for before in reversed(steps[:-1]):
            library.undo()
            assert desk(library) == before
        for after in steps[1:]:
            library.redo()
            assert desk(library) == after


def test_a_large_step_is_kept_in_few_statements_whatever_their_length(path: Path) -> None:
    with Library(path, make=True) as library:
        ids = take_in(library, [post(n) for n in range(5_000)])
        with library.edit("Star"):
            library.marks.star(ids)
        run = library._run  # noqa: SLF001  as it lies there
        (kept,) = run("SELECT count(*) FROM step_changes").fetchone()
        assert kept <= 3
        with library.edit("Note"):
            for number, id_ in enumerate(ids[:150]):
                library.marks.note(id_, f"it's {number}, (said); " * 400)
        noted = desk(library)
        with library.edit("No more"):
            for id_ in ids[:150]:
                library.marks.note(id_, "")
            library.marks.unmark(ids)
        bare = desk(library)
        longest = "SELECT max(length(sql)) FROM step_changes WHERE sql LIKE '%marks%'"
        assert run(longest).fetchone()[0] < 20_000
        library.undo()
        assert desk(library) == noted
        library.redo()
        assert desk(library) == bare
        library.undo()
        assert desk(library) == noted
        undo_all(library)
        assert not library.posts.find(Query.parse("is:starred"))


def test_the_kinds_of_edits_are_found() -> None:
    assert {"marks.star", "marks.untag", "stories.move", "searches.save"} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_done_and_undone(path: Path, kind: str) -> None:
    with chat(path) as library:
        editor = Editor(library, 1)
        for each in KINDS * 2:
            editor.edit(each)
        for _ in range(5):
            before, steps = desk(library), len(library.steps())
            editor.edit(kind)
            if len(library.steps()) > steps:
                after = desk(library)
                library.undo()
                assert desk(library) == before
                library.redo()
                assert desk(library) == after


class EditingAndUndoing(RuleBasedStateMachine):
    """Edits and imports, undone and redone across closing; every state on the way is known."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "chat.curator"
        with Library(path, make=True) as library:
            self.states = [whole(library)]
        self.library = chat(path)
        self.states.append(whole(self.library))
        self.at = 1

    @override
    def teardown(self) -> None:
        if not hasattr(self, "library"):
            return
        for state in self.states[self.at + 1 :]:
            self.library.redo()
            assert whole(self.library) == state
        assert self.library.next_redo is None
        for state in self.states[-2::-1]:
            self.library.undo()
            assert whole(self.library) == state
        assert self.library.next_undo is None
        assert self.library.check()["sound"]
        self.library.close()
        self.folder.cleanup()

    def _edited(self, steps: int) -> None:
        if self._steps() > steps:
            del self.states[self.at + 1 :]
            self.states.append(whole(self.library))
            self.at += 1
        assert whole(self.library) == self.states[self.at]

    def _steps(self) -> int:
        return sum(not step.undone for step in self.library.steps())

    @rule(kind=st.sampled_from(KINDS), seed=SEEDS)
    def edit(self, kind: str, seed: int) -> None:
        steps = self._steps()
        Editor(self.library, seed).edit(kind)
        self._edited(steps)

    @rule(seed=SEEDS)
    def edit_much(self, seed: int) -> None:
        editor = Editor(self.library, seed)
        for _ in range(4):
            steps = self._steps()
            editor.random()
            self._edited(steps)

    @rule(seed=SEEDS)
    def go_to_a_snapshot(self, seed: int) -> None:
        kept = self.library.snapshots.all()
        if kept:
            steps = self._steps()
            self.library.go_to_snapshot(kept[seed % len(kept)].id)
            self._edited(steps)

    @rule()
    def keep_a_snapshot(self) -> None:
        self.library.snapshots.keep("now")

    @rule(keys=st.lists(st.integers(1, 14), min_size=1, max_size=4, unique=True), likes=LIKES)
    def import_some(self, keys: list[int], likes: int) -> None:
        steps = self._steps()
        bring(self.library, keys, likes)
        self._edited(steps)

    @rule(keys=st.lists(st.integers(1, 14), min_size=1, max_size=4, unique=True), likes=LIKES)
    def cancel_an_import(self, keys: list[int], likes: int) -> None:
        archive = self.library.archives.new(Path("cancelled.jsonl"), "test")
        with self.library.transaction():
            self.library.archives.intake(archive).add([told_post(key, likes) for key in keys])
        for _ in self.library.archives.forget(archive):
            pass
        assert whole(self.library) == self.states[self.at]

    @rule(seed=SEEDS)
    def remove_an_archive(self, seed: int) -> None:
        held = self.library.archives.all()
        if held:
            steps = self._steps()
            for _ in self.library.remove_archive(held[seed % len(held)].id):
                pass
            self._edited(steps)

    @rule()
    def undo_is_given_up_half_way(self) -> None:
        going = self.library.undoing()
        if next(going, None) is not None:
            going.close()
            assert whole(self.library) == self.states[self.at]
        elif self.at > 0:
            self.at -= 1

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        self.library.undo()
        self.at -= 1
        assert whole(self.library) == self.states[self.at]

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.library.redo()
        self.at += 1
        assert whole(self.library) == self.states[self.at]

    @rule(seed=SEEDS)
    def go_anywhere(self, seed: int) -> None:
        steps = self.library.steps()[::-1]
        self.at = seed % len(self.states)
        self.library.go_to(steps[self.at - 1].id if self.at else 0)
        assert whole(self.library) == self.states[self.at]

    @rule()
    def close_and_open(self) -> None:
        self.library.close()
        self.library = Library(self.library.path)
        assert whole(self.library) == self.states[self.at]


EditingAndUndoing.TestCase.settings = settings(max_examples=8, stateful_step_count=25)
TestEditingAndUndoing = EditingAndUndoing.TestCase

KILLED = """
import sys
from pathlib import Path
from curator.library import Library
from tests.library.edits import Editor
library = Library(Path(sys.argv[1]))
editor = Editor(library, int(sys.argv[2]))
for _ in range(10_000):
    editor.random()
    print(flush=True)
"""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_was_done_before_a_kill_is_undone_and_redone(path: Path, seed: int) -> None:
    with chat(path) as library:
        beginning = desk(library)
    words = [sys.executable, "-c", KILLED, str(path), str(seed)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout
        for _ in range(17 * seed):
            assert child.stdout.readline() == b"\n"
        child.kill()
    with Library(path) as library:
        assert library.check()["sound"]
        end, steps = desk(library), undo_all(library)
        assert steps > 0
        assert desk(library) == beginning
    with Library(path) as library:
        while library.redo():
            pass
        assert desk(library) == end


def test_reads_of_one_moment_agree_though_an_import_is_taken_back_meanwhile(
    library: Library, path: Path
) -> None:
    (one,) = take_in(library, [post(1)])
    with library.consistent_reads():
        assert library.posts.rows([one])
        with Library(path) as other:
            other.undo()
        assert library.posts.thread(one).chosen.id == one
        assert library.marks.person(one)
    assert not library.posts.rows([one])
