"""Searches that the editor keeps."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from curator.errors import LibraryError
from curator.library import Library
from tests.conftest import found, post, take_in


def names(library: Library) -> list[tuple[str, str]]:
    return [(search.name, search.text) for search in library.searches.all()]


def save(library: Library, name: str, text: str) -> None:
    with library.edit("Save a search"):
        library.searches.save(name, text)


def test_a_search_is_kept_under_a_name(path: Path) -> None:
    with Library(path, make=True) as library:
        save(library, " Has  a picture ", "has:media -is:echo")
    with Library(path) as library:
        assert names(library) == [("Has a picture", "has:media -is:echo")]


def test_a_name_that_is_taken_gets_a_number(library: Library) -> None:
    for _ in range(3):
        save(library, "Drills", "drill")
    assert [name for name, _ in names(library)] == ["Drills", "Drills 2", "Drills 3"]


def test_two_searches_cannot_be_given_one_name(library: Library) -> None:
    save(library, "Drills", "drill")
    save(library, "Ladders", "ladder")
    second = library.searches.all()[1].id
    with (
        pytest.raises(LibraryError, match="There is a saved search “drills” already"),
        library.edit("Rename"),
    ):
        library.searches.rename(second, "drills")
    with library.edit("Rename"):
        library.searches.rename(second, "LADDERS")
    assert [name for name, _ in names(library)] == ["Drills", "LADDERS"]


def test_what_is_done_to_a_saved_search_is_undone(library: Library) -> None:
    save(library, "Drills", "drill")
    (search,) = library.searches.all()
    with library.edit("Rename"):
        library.searches.rename(search.id, "Tools")
    with library.edit("Remove"):
        library.searches.remove(search.id)
    assert names(library) == []
    library.undo()
    assert names(library) == [("Tools", "drill")]
    library.undo()
    assert library.searches.all() == [search]
    library.undo()
    assert names(library) == []


def older(path: Path) -> None:
    """Make a library as it was before searches were saved."""
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE searches")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'create_searches'")
    connection.execute(f"PRAGMA user_version = {1 << 16}")
    connection.commit()
    connection.close()


def test_an_older_library_learns_to_keep_searches(path: Path) -> None:
    older(path)
    with Library(path) as library:
        save(library, "Drills", "drill")
        assert found(library, "post") == ["1"]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] > 1 << 16
    connection.close()


def test_an_older_library_that_can_only_be_read_has_none(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(path)
    monkeypatch.setattr("os.access", lambda *_: False)
    with Library(path) as library:
        assert library.readonly
        assert library.searches.all() == []
