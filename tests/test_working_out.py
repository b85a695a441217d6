"""Working out what a library does not know of its posts yet."""

from __future__ import annotations

from pathlib import Path

from curator import work
from curator.library import Library, Query
from tests.conftest import post, take_in

WORDS = "Drills are lent by the day here, and ladders by the week, to whoever has a card"


def echoes(library: Library) -> int:
    return len(library.groups.echoes(library.posts.find(Query())))


def test_it_is_worked_out_once_and_again_after_an_import(path: Path, library: Library) -> None:
    take_in(library, [post(1, WORDS), post(2, WORDS, "ben")])
    assert not work.is_worked_out(library)
    assert "echoes" in work.finish(work.work_out(path))
    assert work.is_worked_out(library)
    assert work.finish(work.work_out(path)) == frozenset()
    take_in(library, [post(3, WORDS, "cleo")], "b.jsonl")
    assert "echoes" in work.finish(work.work_out(path))
    assert echoes(library) == 2


def test_an_import_that_was_undone_and_done_again_is_worked_out(
    path: Path, library: Library
) -> None:
    for _ in range(2):
        take_in(library, [post(1, WORDS), post(2, WORDS, "ben")])
        work.finish(work.work_out(path))
        assert echoes(library) == 1
        library.undo()
        assert echoes(library) == 0


def test_stopped_halfway_it_is_begun_anew(path: Path, library: Library) -> None:
    take_in(library, [post(1, WORDS), post(2, WORDS, "ben")])
    working = work.work_out(path)
    next(working)
    working.close()
    assert not work.is_worked_out(library)
    work.finish(work.work_out(path))
    assert echoes(library) == 1


def test_what_the_editor_decides_meanwhile_stands(path: Path, library: Library) -> None:
    take_in(library, [post(1, WORDS), post(2, WORDS, "ben")])
    working = work.work_out(path)
    next(working)
    with library.edit("Star"):
        library.marks.star([1])
    work.finish(working)
    assert (echoes(library), library.posts.row(1).mark) == (1, "star")


def test_a_library_that_can_only_be_read_answers_from_what_is_there(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1, WORDS), post(2, WORDS, "ben"), post(3, repost_of="1")])
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Library(path) as library:
            if not library.readonly:  # nothing is kept from root
                return
            assert work.finish(work.work_out(path)) == frozenset()
            assert echoes(library) == 1
    finally:
        path.parent.chmod(0o755)


def test_its_progress_goes_on_to_all_posts_and_never_back(path: Path, library: Library) -> None:
    take_in(library, [post(n, f"{WORDS} {n // 3}", f"p{n % 9}") for n in range(60)])
    told = list(work.work_out(path))
    counts, shares = [each.done for each in told], [each.share or 0.0 for each in told]
    assert (counts, shares) == (sorted(counts), sorted(shares))
    assert (max(counts), max(shares)) == (60, 1.0)
