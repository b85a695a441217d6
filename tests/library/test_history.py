"""The history: nothing is dropped, it says what was done, and only the desk is in its reach."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.errors import LibraryError
from curator.library import Library
from curator.model import Media
from tests.conftest import found, post, take_in
from tests.library.edits import whole
from tests.serving import png


def test_every_one_of_1200_stars_can_be_undone_and_redone(path: Path) -> None:
    with Library(path, make=True) as library:
        ids = take_in(library, [post(n) for n in range(1_200)])
        for id_ in ids:
            with library.edit(f"Star post {id_}"):
                library.marks.star([id_])
        end = whole(library)
        size = library.history_size
        assert (size.steps, size.packed) == (1_201, 600)
    with Library(path) as library:
        assert library.go_to(library.steps()[-1].id) == -1_200
        assert found(library, "is:starred") == []
        assert library.go_to(library.steps()[0].id) == 1_200
        assert whole(library) == end


def test_an_undone_import_is_done_again_with_all_that_was_made_of_it(path: Path) -> None:
    with Library(path, make=True) as library:
        one, two = take_in(library, [post(1), post(2, "bread")])
        with library.edit("Star"):
            library.marks.star([two])
        with library.edit("Note"):
            library.marks.note(one, "ask her")
        end = whole(library)
        for _ in range(3):
            library.undo()
        assert found(library, "") == []
    with Library(path) as library:
        while library.redo():
            pass
        assert whole(library) == end
        assert found(library, "bread is:starred") == ["2"]


def test_a_picture_comes_back_with_its_import_and_goes_when_the_step_is_dropped(
    library: Library,
) -> None:
    picture = png()
    with library.transaction():
        name = library.pictures.add(picture)
    media = (Media("image", "https://pictures.example/a.png", hash=name),)
    take_in(library, [post(1, media=media)])
    library.undo()
    library.redo()
    assert library.pictures.originals([name]) == {name: picture}
    library.undo()
    take_in(library, [post(2)], "b.jsonl")
    assert library.next_redo is None
    assert library.pictures.originals([name]) == {}


def test_a_removed_archive_comes_back_by_undo_whatever_was_done_since(library: Library) -> None:
    one, _ = take_in(library, [post(1, likes=1), post(2)])
    with library.edit("Star"):
        library.marks.star([one])
    take_in(library, [post(1, likes=9), post(3)], "b.jsonl")
    before = whole(library)
    for _ in library.remove_archive(library.archives.all()[0].id):
        pass
    assert found(library, "") == ["1", "3"]
    assert library.next_undo
    assert library.next_undo.label == "Remove “a.jsonl”"
    library.undo()
    assert whole(library) == before


def test_nothing_comes_back_while_an_import_is_under_way(library: Library) -> None:
    take_in(library, [post(1)])
    library.undo()
    archive = library.archives.new(Path("b.jsonl"), "test")
    with library.transaction():
        library.archives.intake(archive).add([post(1)])
    with pytest.raises(LibraryError, match=r"“b\.jsonl” is being imported, or its import was"):
        library.redo()
    for _ in library.archives.forget(archive):
        pass
    library.redo()
    assert found(library, "") == ["1"]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM posts",
        "DROP TABLE posts",
        "ATTACH DATABASE '{folder}/other.db' AS other",
        "UPDATE archives SET name = 'mine'",
        "PRAGMA writable_schema = ON",
    ],
)
def test_a_step_that_somebody_forged_changes_nothing(path: Path, sql: str) -> None:
    with Library(path, make=True) as library:
        (one,) = take_in(library, [post(1)])
        with library.edit("Star"):
            library.marks.star([one])
        before = whole(library)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE step_changes SET sql = ?", (sql.format(folder=path.parent),))
    with Library(path) as library:
        with pytest.raises(LibraryError, match="cannot be used as a library"):
            library.undo()
        assert whole(library) == before
    assert sorted(each.name for each in path.parent.iterdir()) == ["chat.curator"]


def test_the_history_is_a_log_on_the_command_line(path: Path, tmp_path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1, handle="lea")])
        library.remember("zone", "Europe/Berlin")
    runner = CliRunner()
    runner.invoke(main, ["tag", str(path), "insight", "1"])
    runner.invoke(main, ["tag", str(path), "=1+1", "1"])
    runner.invoke(main, ["undo", str(path)])
    told = runner.invoke(main, ["history", str(path)]).stdout.splitlines()
    assert [line[26:] for line in told[:-1]] == [
        "Import a.jsonl",
        "Tag “insight”: @lea, 21:01",
        "Tag “=1+1”: @lea, 21:01  (undone)",
    ]
    assert told[-1].startswith("Every step is kept when Curator is closed: 3 of them")
    runner.invoke(main, ["history", str(path), "--csv", str(tmp_path / "log.csv")])
    log = (tmp_path / "log.csv").read_text("utf-8-sig")
    assert '"Tag “insight”: @lea, 21:01",edit,' in log
