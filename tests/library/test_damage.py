"""Damaged libraries: told in a sentence, never written, and what can be read is saved."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from curator.cli import main
from curator.errors import LibraryError
from curator.library import Library, Query
from curator.model import Author, Heading, Quote, Span
from curator.work import finish, redo, remove_archive, salvage_library, undo, work_out
from tests.conftest import found, post, take_in

PAGE = 4_096
POSTS = 80


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a library of many pages, with something in most tables."""
    path = tmp_path_factory.mktemp("sound") / "chat.curator"
    span = Span("hashtag", 0, 5, "bread")
    with Library(path, make=True) as library:
        ids = take_in(
            library,
            [
                post(n, f"#bread words {n} " + "and more " * 30, spans=(span,),
                     author=Author(f"person{n % 12}"), repost_of=str(n - 1) if n % 9 == 0 else "")
                for n in range(1, POSTS + 1)
            ],
        )  # fmt: skip
        for id_ in ids[:40]:
            with library.edit(f"Star {id_}"):
                library.marks.star([id_])
                library.marks.tag([id_], "insight")
                library.marks.note(id_, "ask " * 20)
        with library.edit("Story"):
            story = library.stories.new("Recap")
            rows = library.posts.rows(ids[:30])
            library.stories.add(story, [Heading("First"), *(Quote(row.post) for row in rows)])
    finish(work_out(path))
    return path.read_bytes()


def zeroed(content: bytes, page: int) -> bytes:
    return content[: page * PAGE] + bytes(PAGE) + content[(page + 1) * PAGE :]


def flipped(content: bytes, seed: int) -> bytes:
    """Return content with 20 bytes changed, none of them in the first page's header."""
    any_ = random.Random(seed)  # noqa: S311  no secret
    changed = bytearray(content)
    for _ in range(20):
        changed[any_.randrange(100, len(changed))] ^= any_.randrange(1, 256)
    return bytes(changed)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def is_told(result: Result) -> bool:
    """Tell whether a command ended well or with a sentence, and not with a fault."""
    return result.exception is None or isinstance(result.exception, SystemExit)


def assert_is_told_and_unharmed(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    star = run("star", path, "7")
    results = [run("check", path), run("find", path, "bread"), star]
    assert all(is_told(result) for result in results), [repr(r.exception) for r in results]
    if star.exit_code:
        assert path.read_bytes() == content
        assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("third", range(3))
def test_with_any_page_zeroed_it_is_a_sentence_and_the_rest_is_salvaged(
    sound: bytes, tmp_path: Path, third: int
) -> None:
    path = tmp_path / "one" / "chat.curator"
    path.parent.mkdir()
    for page in range(third, len(sound) // PAGE, 3):
        content = zeroed(sound, page)
        assert_is_told_and_unharmed(path, content)
        path.write_bytes(content)
        new = tmp_path / f"{page}.curator"
        result = finish(salvage_library(path, new))
        assert path.read_bytes() == content
        with Library(new) as library:
            assert library.check()["sound"], library.check()
            kept = library.posts.find(Query())
            library.posts.rows(kept)
            assert len(kept) + result.lost["posts"] >= POSTS
            assert len(kept) >= POSTS * 0.5, page


@pytest.mark.parametrize(
    "head", [b"\xff" * 16, bytes(100), b"PK\3\4" * 25], ids=["16", "0", "zip"]
)
def test_a_library_whose_header_is_gone_is_told_so_and_salvaged_whole(
    sound: bytes, tmp_path: Path, head: bytes
) -> None:
    path, new = tmp_path / "chat.curator", tmp_path / "new.curator"
    content = head + sound[len(head) :]
    assert_is_told_and_unharmed(path, content)
    for command in ("check", "find", "stories"):
        told = run(command, path)
        assert told.exit_code == 1
        assert "“chat.curator” is damaged" in told.output
        assert "curator salvage" in told.output
    salvaged = run("salvage", path, new).output
    assert path.read_bytes() == content
    path.write_bytes(sound)
    assert salvaged == run("salvage", path, tmp_path / "sound.curator").output
    assert salvaged.startswith(f"Read: {POSTS} posts, ")


def test_with_any_byte_of_the_header_changed_it_is_a_sentence_and_the_rest_is_salvaged(
    sound: bytes, tmp_path: Path
) -> None:
    for at in range(100):
        path, new = tmp_path / f"{at}" / "chat.curator", tmp_path / f"{at}.curator"
        path.parent.mkdir()
        assert_is_told_and_unharmed(path, sound[:at] + bytes([sound[at] ^ 0xA5]) + sound[at + 1 :])
        finish(salvage_library(path, new))
        with Library(new) as library:
            assert len(library.posts.find(Query())) == POSTS, at


def test_what_is_no_library_is_not_called_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "other.curator"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, text TEXT)")
        other.commit()
    for content in (path.read_bytes(), b"", b"CREATE TABLE archive_posts (a)", bytes(5_000)):
        path.write_bytes(content)
        assert "is not a Curator library" in run("check", path).output


@pytest.mark.parametrize("seed", range(12))
def test_with_any_20_bytes_flipped_it_is_a_sentence_and_the_rest_is_salvaged(
    sound: bytes, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "one" / "chat.curator"
    path.parent.mkdir()
    content = flipped(sound, seed)
    assert_is_told_and_unharmed(path, content)
    path.write_bytes(content)
    new = tmp_path / "new.curator"
    finish(salvage_library(path, new))
    with Library(new) as library:
        assert library.check()["sound"], library.check()
        library.posts.rows(library.posts.find(Query()))


def test_check_says_what_is_wrong_and_what_to_do(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "chat.curator"
    path.write_bytes(zeroed(sound, sound.index(b"#bread words 40 ") // PAGE))
    first, *_, last = run("check", path).output.splitlines()
    assert first == "“chat.curator” is damaged. What was found:"
    assert "***" not in run("check", path).output
    assert "“curator salvage”" in last


@pytest.mark.parametrize(
    ("sound_bytes", "harmed"),
    [
        (b"CREATE TABLE posts (", b"CREATE TABLE posts \xff"),
        (b"tablemarks", b"tablem\xffrks"),
        (b"CREATE INDEX", b"CREATE \xffNDEX"),
        (b"INTEGER NOT NULL", b"INTEGER NOT N\xffLL"),
        (b"#bread words 40 ", b"#bread w\xffrds 40 "),
    ],
)
def test_letters_that_are_none_are_told_in_plain_words(
    sound: bytes, tmp_path: Path, sound_bytes: bytes, harmed: bytes
) -> None:
    path = tmp_path / "chat.curator"
    assert sound_bytes in sound
    path.write_bytes(sound.replace(sound_bytes, harmed))
    assert run("check", path).exit_code == 1
    for door in (
        ("check", path),
        ("find", path, "bread"),
        ("export", path, "1", "--to", "text", "-o", tmp_path / "recap.txt"),
        ("star", path, "7"),
        ("backup", path),
        ("salvage", path, tmp_path / "new.curator"),
    ):
        result = run(*door)
        assert is_told(result), repr(result.exception)
        assert not re.search("codec|decode|utf-8", result.output, re.IGNORECASE), result.output


def test_every_command_says_that_figures_of_a_damaged_library_may_be_wrong(
    sound: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "chat.curator"
    path.write_bytes(zeroed(sound, sound.index(b"#bread words 40 ") // PAGE))
    for command in (("find", path, "bread"), ("facts", path), ("chats", path), ("stories", path)):
        said = run(*command).stderr
        assert "“chat.curator” is damaged. This is what can be read of it" in said, command
    assert "may be wrong" not in run("check", path).stderr
    page = tmp_path / "recap.html"
    export = run("export", path, "1", "--to", "page", "-o", page)
    assert export.exit_code == 1
    assert "The library is damaged: what is missing or changed here is not known." in export.stderr
    assert not page.exists()
    whole = tmp_path / "whole.curator"
    whole.write_bytes(sound)
    assert "damaged" not in run("find", whole, "bread").stderr


def test_an_index_that_names_other_rows_than_its_table_is_damage(
    sound: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "chat.curator"
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'posts_of_person'"
        ).fetchone()
    start = (root - 1) * PAGE
    (cell,) = struct.unpack_from(">H", sound, start + 8)  # where the first entry lies
    content = bytearray(sound)
    content[start + cell + sound[start + cell]] ^= 64  # the number of its row ends it
    assert_is_told_and_unharmed(path, bytes(content))
    assert run("star", path, "7").exit_code == 1
    finish(salvage_library(path, tmp_path / "new.curator"))
    with Library(tmp_path / "new.curator") as library:
        assert library.check()["sound"]
        assert len(library.posts.find(Query())) == POSTS


@pytest.mark.parametrize("command", ["find", "facts"])
def test_damage_that_is_met_while_a_large_file_is_read_is_a_sentence(
    sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("curator.library.file.connection.LARGE", 0)
    path = tmp_path / "chat.curator"
    path.write_bytes(zeroed(sound, sound.index(b"#bread words 40 ") // PAGE))
    result = run(command, path)
    assert is_told(result), repr(result.exception)
    assert result.exit_code == 1
    assert "is damaged" in result.output


def test_a_large_file_is_checked_once_however_often_it_is_opened(
    sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curator.library.file.connection.LARGE", 0)
    path = tmp_path / "chat.curator"
    path.write_bytes(sound)
    with Library(path) as library:
        assert library.is_unchecked
        library.remember("tried", "once")  # its first write is what checks it
    with Library(path) as library:
        assert not library.is_unchecked
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE posts SET text = x'00ff' WHERE id = 3")
    with Library(path) as library:
        assert library.is_unchecked  # another program wrote it meanwhile


def test_what_was_decided_is_salvaged_with_the_posts(sound: bytes, tmp_path: Path) -> None:
    (tmp_path / "chat.curator").write_bytes(sound)
    told = run("salvage", tmp_path / "chat.curator", tmp_path / "new.curator").output
    assert "Read: 80 posts, 36 decisions, 1 story." in told
    assert len(told.splitlines()) == 2
    with Library(tmp_path / "new.curator") as library:
        assert len(found(library, "is:starred tag:insight")) == 36
        assert len(found(library, "#bread words")) == POSTS
        (story,) = library.stories.all()
        assert (story.title, story.quotes) == ("Recap", 30)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER mine AFTER INSERT ON marks BEGIN SELECT load_extension('x'); END",
        "CREATE VIEW mine AS SELECT * FROM posts",
        "CREATE VIRTUAL TABLE mine USING fts5 (text)",
        "ALTER TABLE notes ADD COLUMN mine TEXT GENERATED ALWAYS AS (upper(text)) VIRTUAL",
        "DROP TABLE marks",
        "DROP TABLE archive_posts",
        "ALTER TABLE people DROP COLUMN bio",
        "UPDATE posts SET at = 'soon' WHERE id = 3",
        "UPDATE posts SET at = 9e17 WHERE id = 3",
        "UPDATE posts SET spans = '[[' WHERE id = 3",
        "UPDATE posts SET text = x'00ff' WHERE id = 3",
        "UPDATE posts SET text = CAST(x'61ff62' AS TEXT) WHERE id = 3",
        "UPDATE archives SET report = 'none', imported_at = 'today'",
        "UPDATE people SET handle = x'ff' WHERE id = 3",
    ],
)
def test_a_library_that_was_tampered_with_is_refused_or_read_only_and_salvaged(
    sound: bytes, path: Path, tmp_path: Path, sql: str
) -> None:
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(sql)
    content = path.read_bytes()
    result = run("star", path, "7")
    assert result.exit_code == 1
    assert "salvage" in result.output
    assert all(is_told(run(*each)) for each in (("check", path), ("find", path, "bread")))
    assert path.read_bytes() == content
    finish(salvage_library(path, tmp_path / "new.curator"))
    with Library(tmp_path / "new.curator") as library:
        assert library.check()["sound"]
        assert len(found(library, "bread")) >= POSTS - 1


def test_a_library_is_not_salvaged_over_another(sound: bytes, path: Path) -> None:
    path.write_bytes(sound)
    with pytest.raises(LibraryError, match="is there already"):
        finish(salvage_library(path, path))


def test_a_sound_library_is_opened_to_be_written(sound: bytes, path: Path) -> None:
    path.write_bytes(sound)
    assert run("star", path, "7").output == "Star: @person7, 20:07\n"
    assert run("check", path).output == f"Sound: {POSTS} posts.\n"


def test_words_that_are_not_those_imported_are_damage_and_named(
    sound: bytes, tmp_path: Path
) -> None:
    path, new = tmp_path / "chat.curator", tmp_path / "new.curator"
    content = sound.replace(b"#bread words 40 and more", b"#bread words 40 and less")
    content = content.replace(b"#bread words 41 and", b"#bread sword 41 and")
    assert_is_told_and_unharmed(path, content)
    told = run("check", path)
    assert told.exit_code == 1
    assert "2 posts are not as they were imported: their words" in told.output
    assert run("star", path, "7").exit_code == 1
    said = run("salvage", path, new).output
    assert "2 posts are not as they were imported, and are kept as they are: 40, 41." in said
    values = json.loads(run("salvage", path, tmp_path / "other.curator", "--json").stdout)
    assert values["altered"] == ["40", "41"]
    assert run("check", new).exit_code == 0
    assert "words 40 and less" in run("find", new, "less").output


def test_what_later_archives_change_and_give_back_is_no_damage(path: Path) -> None:
    def is_sound() -> bool:
        with Library(path) as library:
            return bool(library.check()["sound"])

    with Library(path, make=True) as library:
        take_in(library, [post(1, "Words that were cut of…", cut=True), post(2, "Whole", likes=1)])
    with Library(path) as library:
        take_in(library, [post(1, "Words that were cut off before"), post(2, "Whole", likes=9)])
        assert found(library, "before") == ["1"]
    assert is_sound()
    finish(undo(path))
    assert is_sound()
    finish(redo(path))
    assert is_sound()
    with Library(path) as library:
        (_, second) = library.archives.all()
    finish(remove_archive(path, second.id))
    assert is_sound()
    finish(undo(path))
    assert is_sound()
