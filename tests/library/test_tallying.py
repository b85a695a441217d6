"""Counts follow each decision, and are what counting anew would tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.library import Library
from tests.conftest import post, take_in


def test_counts_follow_every_decision_its_undoing_and_other_windows(path: Path) -> None:
    with Library(path, make=True) as library, Library(path) as other:
        ids = take_in(library, [post(n) for n in range(30)])
        for number, id_ in enumerate(ids[:20]):
            with library.edit("Star"):
                library.marks.star([id_])
            if number % 3 == 0:
                library.undo()
            if number % 4 == 0:
                with library.edit("Reject"):
                    library.marks.reject(ids[number : number + 2])
            if number % 5 == 0:
                with other.edit("Star"):
                    other.marks.star([ids[-number - 1]])
            with Library(path) as fresh:
                assert library.posts.counts() == fresh.posts.counts() == other.posts.counts()


def test_counts_are_what_they_were_when_an_edit_fails(library: Library) -> None:
    ids = take_in(library, [post(n) for n in range(3)])
    before = library.posts.counts()

    def fail() -> None:
        with library.edit("Star"):
            library.marks.star(ids)
            assert library.posts.counts().starred == 3
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert library.posts.counts() == before
    with library.edit("Star"):
        library.marks.star(ids[:1])
    assert library.posts.counts().starred == 1
