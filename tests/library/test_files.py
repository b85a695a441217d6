"""A library as a file: told from other files, never harmed, explained when it fails."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from curator.errors import LibraryError, MovedError
from curator.library import Library, Query, is_library
from tests.conftest import asked_elsewhere, found, post, take_in

OLD = Path(__file__).parents[1] / "libraries"

DELETED_WHILE_OPENED = """
import os, sys
from pathlib import Path
from curator.errors import LibraryError, MovedError
from curator.library import Library

path = Path(sys.argv[1])
def delete(event, words):
    if event == "sqlite3.connect" and "mode=rw" in str(words[0]) and path.exists():
        path.unlink()
sys.addaudithook(delete)
try:
    Library(path)
except LibraryError as error:
    print(error)
print(path.exists())
"""


def test_a_missing_library_is_not_made_by_looking(path: Path) -> None:
    with pytest.raises(LibraryError, match="Import an archive to make one"):
        Library(path)
    assert not path.exists()


def test_a_library_deleted_as_it_is_opened_is_not_replaced_by_an_empty_one(path: Path) -> None:
    Library(path, make=True).close()
    words = [sys.executable, "-c", DELETED_WHILE_OPENED, str(path)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    sentence, is_there = done.stdout.splitlines()
    assert "There is no library" in sentence
    assert is_there == "False"


def test_what_took_an_open_librarys_place_is_not_opened_beside_it(path: Path) -> None:
    other = path.with_name("other.curator")
    Library(other, make=True).close()
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
        other.replace(path)
        with pytest.raises(MovedError, match="save it again"):
            Library(path)
        with pytest.raises(MovedError, match="save it again"):
            Library(path, make=True)
        saved = library.save_anew()
        assert found(library, "") == ["1"]
    with Library(saved) as library:
        assert found(library, "") == ["1"]
    Library(path).close()  # now that the old one is closed


@pytest.mark.parametrize("content", [b"", b"Dear all, " * 500, b"SQLite format 3\0" + bytes(500)])
def test_a_file_that_is_no_library_says_so(tmp_path: Path, content: bytes) -> None:
    wrong = tmp_path / "letter.txt"
    wrong.write_bytes(content)
    with pytest.raises(LibraryError, match=r"“letter\.txt” is not a Curator library"):
        Library(wrong)
    assert wrong.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(LibraryError, match="not a Curator library"):
        Library(other, make=True)
    assert other.read_bytes() == before


def test_a_library_from_a_newer_curator_is_not_touched(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {9 << 16}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="made by a newer Curator"):
        Library(path)
    assert path.read_bytes() == before


def test_a_library_with_somebody_elses_trigger_is_not_opened(path: Path) -> None:
    Library(path, make=True).close()
    connection = sqlite3.connect(path)
    connection.execute(
        "CREATE TRIGGER t AFTER INSERT ON marks BEGIN SELECT load_extension('x'); END"
    )
    connection.close()
    with pytest.raises(LibraryError, match="parts that Curator did not make"):
        Library(path)


def test_a_closed_library_is_one_file(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_another_program_leaves_the_journal_of_an_open_library(path: Path) -> None:
    with Library(path, make=True) as library:
        library.remember("place", "there")
        with Library(path) as second:
            assert is_library(path)
            assert asked_elsewhere(path, "place") == "there"
            library.remember("place", "here")
            assert second.recall("place") == "here"
            assert asked_elsewhere(path, "place") == "here"


def test_a_copy_of_an_open_file_has_what_was_done_before_its_journal_was_written(
    path: Path, tmp_path: Path
) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1), post(2)])
        with library.edit("Star"):
            library.marks.star([1])
        assert library.write_journal()
        copy = tmp_path / "copy.curator"
        copy.write_bytes(path.read_bytes())
    with Library(copy) as library:
        assert found(library, "is:starred") == ["1"]


def test_a_damaged_library_is_found_out(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(n, "words " * 200) for n in range(300)])
    content = bytearray(path.read_bytes())
    content[40_960:45_056] = bytes(4_096)
    path.write_bytes(content)
    with Library(path) as library:
        assert not library.check()["sound"]


def test_a_sound_library_is_found_sound(library: Library) -> None:
    take_in(library, [post(1)])
    assert library.check()["sound"]
    assert library.check()["posts"] == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_library_in_a_folder_that_cannot_be_written_can_be_read(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    path.parent.chmod(0o555)
    try:
        with Library(path) as library:
            assert library.readonly
            assert found(library, "post") == ["1"]
            with pytest.raises(LibraryError, match="can only be read here"), library.edit("Star"):
                library.marks.star([1])
    finally:
        path.parent.chmod(0o755)


def test_a_full_disk_loses_nothing(library: Library) -> None:
    take_in(library, [post(1)])
    (pages,) = library._run("PRAGMA page_count").fetchone()  # noqa: SLF001  as full as a disk can be
    library._run(f"PRAGMA max_page_count = {pages}")  # noqa: SLF001
    archive = library.archives.new(Path("b.jsonl"), "test")
    intake = library.archives.intake(archive)
    with pytest.raises(LibraryError, match="disk is full"), library.transaction():
        intake.add([post(n, "words " * 500) for n in range(2, 200)])
    assert found(library, "") == ["1"]
    assert library.check()["problems"] == [
        "The import of “b.jsonl” was cut short. Import it again."
    ]


@pytest.mark.parametrize("old", sorted(OLD.glob("*.curator")), ids=lambda p: p.name)
def test_every_released_schema_still_opens(old: Path, tmp_path: Path) -> None:
    copy = tmp_path / old.name
    copy.write_bytes(old.read_bytes())
    with Library(copy) as library:
        assert library.posts.count(Query()) == 3
        library.undo()
        assert found(library, "is:starred") == []


@pytest.mark.parametrize("old", sorted(OLD.glob("*.curator")), ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "harm", ["DROP TABLE tags", "UPDATE posts SET at = 'yesterday' WHERE id = 1"]
)
def test_a_damaged_library_of_an_earlier_version_is_not_updated(
    old: Path, harm: str, tmp_path: Path
) -> None:
    path = tmp_path / old.name
    path.write_bytes(old.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(harm)
    before = path.read_bytes()
    with Library(path) as library:
        assert library.damage
        assert library.readonly
    assert path.read_bytes() == before


def test_a_library_that_lacks_a_later_table_is_updated(path: Path) -> None:
    Library(path, make=True).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE story_versions")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '%version%'")
    with Library(path) as updated:
        assert updated.damage == ()
        assert not updated.readonly
        with updated.edit("Story"):
            story = updated.stories.new("Recap")
        assert updated.versions.all(story) == []


def test_a_copy_is_a_whole_library(library: Library, tmp_path: Path) -> None:
    take_in(library, [post(1)])
    library.copy(tmp_path / "copy.curator")
    with Library(tmp_path / "copy.curator") as copy:
        assert found(copy, "") == ["1"]


def test_a_copy_does_not_take_over_the_journal_of_another(library: Library, path: Path) -> None:
    for name in ("open.curator", "deleted.curator"):
        other = path.with_name(name)
        with Library(other, make=True) as open_:
            take_in(open_, [post(n, f"other {n}") for n in range(9)])
            if name == "deleted.curator":
                other.unlink()
            with pytest.raises(LibraryError, match="journal of a library that is open"):
                library.copy(other)
    with Library(path.with_name("open.curator")) as untouched:
        assert len(found(untouched, "other")) == 9


def test_a_library_is_not_copied_over_itself(library: Library, path: Path) -> None:
    with pytest.raises(LibraryError, match="is the library itself"):
        library.copy(path)
    assert path.exists()
