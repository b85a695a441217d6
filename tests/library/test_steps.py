"""The steps of a library: listed, and gone to in one go."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.library import Library
from tests.conftest import found, post, take_in


@pytest.fixture
def steps(library: Library) -> list[int]:
    """Star three posts one after the other, and return the ids of the steps."""
    ids = take_in(library, [post(n) for n in (1, 2, 3)])
    for id_ in ids:
        with library.edit(f"Star post {id_}"):
            library.marks.star([id_])
    return [step.id for step in reversed(library.steps()) if step.archive is None]


def test_steps_are_told_newest_first_with_what_was_undone(
    library: Library, steps: list[int]
) -> None:
    assert len(steps) == 3
    library.undo()
    assert [(step.label, step.undone) for step in library.steps()] == [
        ("Star post 3", True),
        ("Star post 2", False),
        ("Star post 1", False),
        ("Import a.jsonl", False),
    ]


def test_one_goes_back_and_forward_to_any_step(library: Library, steps: list[int]) -> None:
    assert library.go_to(steps[0]) == -2
    assert found(library, "is:starred") == ["1"]
    assert library.go_to(steps[2]) == 2
    assert found(library, "is:starred") == ["1", "2", "3"]
    assert library.go_to(steps[2]) == 0


def test_going_is_heard_once(library: Library, steps: list[int]) -> None:
    heard: list[frozenset[str]] = []
    library.changed = heard.append
    library.go_to(steps[0])
    assert heard == [{"marks"}]


def test_one_goes_over_an_import_and_back(library: Library, steps: list[int]) -> None:
    assert library.go_to(0) == -4
    assert found(library, "") == []
    assert library.go_to(steps[2]) == 4
    assert found(library, "is:starred") == ["1", "2", "3"]


def test_where_one_went_is_kept(path: Path) -> None:
    with Library(path, make=True) as library:
        ids = take_in(library, [post(1), post(2)])
        for id_ in ids:
            with library.edit("Star"):
                library.marks.star([id_])
        library.go_to(library.steps()[1].id)
    with Library(path) as library:
        assert [step.undone for step in library.steps()] == [True, False, False]
        library.go_to(library.steps()[0].id)
        assert found(library, "is:starred") == ["1", "2"]


def test_a_library_that_was_only_read_records_its_first_edit(path: Path) -> None:
    with Library(path, make=True) as library:
        (id_,) = take_in(library, [post(1)])
    for _ in range(2):
        with Library(path) as library:
            assert found(library, "") == ["1"]
            triggers = "SELECT count(*) FROM temp.sqlite_master WHERE name LIKE 'undo%'"
            assert library._run(triggers).fetchone() == (0,)  # noqa: SLF001  none to wait for
            with library.edit("Star"):
                library.marks.star([id_])
            assert found(library, "is:starred") == ["1"]
            library.undo()
            assert found(library, "is:starred") == []
    with Library(path) as library:
        library.redo()
        assert found(library, "is:starred") == ["1"]
