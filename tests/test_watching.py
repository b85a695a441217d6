"""What is watched comes in when it is at rest, and nothing that is only begun."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copy

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.errors import CuratorError
from curator.library import Library, Query
from curator.work import ImportReport, Watched, finish, take_in_news
from tests.conftest import SAMPLES

LINES = (SAMPLES / "twarc" / "owlchat.json").read_text("utf-8").splitlines(keepends=True)


@pytest.fixture
def growing(tmp_path: Path) -> Path:
    """Return a file to which another program writes."""
    folder = tmp_path / "captures"
    folder.mkdir()
    file = folder / "owlchat.jsonl"
    file.write_text("".join(LINES[:3]), "utf-8")
    return file


def look(path: Path, watched: Watched) -> list[ImportReport | CuratorError]:
    """Look twice, for a file must be at rest, and take in what came."""
    watched.find_changed()
    news = watched.find_changed()
    came = finish(take_in_news(path, news))
    for file, _ in news:
        watched.done(file)
    return came


def count(path: Path) -> int:
    with Library(path) as library:
        return library.posts.counts().all


def test_a_file_that_grows_is_one_import_and_one_step(path: Path, growing: Path) -> None:
    watched = Watched([growing])
    look(path, watched)
    before = count(path)
    growing.write_text("".join(LINES[:8]), "utf-8")
    (came,) = look(path, watched)
    assert isinstance(came, ImportReport)
    assert came.new == count(path) - before > 0
    with Library(path) as library:
        assert [archive.name for archive in library.archives.all()] == ["owlchat.jsonl"]
        assert [step.label for step in library.steps()] == [
            f"Import {count(path)} posts from “owlchat.jsonl”"
        ]
        library.undo()
        assert library.posts.counts().all == 0


def test_a_file_that_is_being_written_waits(path: Path, growing: Path) -> None:
    watched = Watched([growing.parent])
    assert watched.find_changed() == []
    growing.write_text("".join(LINES[:4]), "utf-8")
    assert watched.find_changed() == []
    assert [file for file, _ in watched.find_changed()] == [growing]
    assert not path.exists()


def test_a_line_that_is_only_begun_waits_and_is_no_damage(path: Path, growing: Path) -> None:
    watched = Watched([growing])
    growing.write_text("".join(LINES[:3]) + LINES[3][:200], "utf-8")
    (came,) = look(path, watched)
    assert isinstance(came, ImportReport)
    assert came.skipped == []
    before = count(path)
    growing.write_text("".join(LINES[:4]), "utf-8")
    look(path, watched)
    assert count(path) > before


def test_a_table_without_its_last_line_end_is_whole_after_a_while(
    path: Path, tmp_path: Path
) -> None:
    table = tmp_path / "evening.csv"
    table.write_text("time,username,text\n2014-05-12 20:01,ann,Hello\n2014-05-12 20:02,bob,Go")
    watched = Watched([table])
    look(path, watched)
    assert count(path) == 1
    stamp = table.stat().st_mtime_ns
    os.utime(table, ns=(stamp, stamp - 120 * 10**9))
    look(path, watched)
    assert count(path) == 2


def test_what_was_read_is_not_read_again_when_the_library_is_opened(
    path: Path, growing: Path
) -> None:
    watched = Watched([growing.parent])
    look(path, watched)
    with Library(path) as library:
        watched.remember(library)
        again = Watched.recalled(library)
    assert again.paths == [growing.parent]
    again.find_changed()
    assert again.find_changed() == []


def test_stars_stay_when_a_file_has_grown(path: Path, growing: Path) -> None:
    watched = Watched([growing])
    look(path, watched)
    with Library(path) as library:
        first = library.posts.find(Query())[0]
        with library.edit("Star"):
            library.marks.star([first])
    growing.write_text("".join(LINES), "utf-8")
    look(path, watched)
    with Library(path) as library:
        assert library.posts.row(first).mark == "star"
        assert library.next_undo is not None
        assert library.next_undo.label == "Star"


def test_what_is_no_archive_is_passed_over(path: Path, growing: Path) -> None:
    (growing.parent / "notes.txt").write_text("Buy milk.\n")
    (growing.parent / "half.jsonl.part").write_text("{")
    copy(SAMPLES / "table" / "evening.csv", growing.parent / "evening.csv")
    came = look(path, Watched([growing.parent]))
    names = [Path(each.path).name for each in came if isinstance(each, ImportReport)]
    assert names == ["evening.csv", "owlchat.jsonl"]


def test_a_file_that_is_gone_again_is_no_error(path: Path, growing: Path) -> None:
    watched = Watched([growing.parent])
    watched.find_changed()
    news = watched.find_changed()
    growing.unlink()
    assert finish(take_in_news(path, news)) == []


def test_the_command_prints_a_line_for_each_arrival(path: Path, growing: Path) -> None:
    watch = ["watch", str(path), str(growing.parent), "--once", "--every", "0"]
    said = CliRunner().invoke(main, watch)
    assert f"{count(path)} new posts from owlchat.jsonl" in said.output
    again = CliRunner().invoke(main, watch)
    assert (again.stdout, again.stderr) == ("", "Nothing is new.\n")


@pytest.mark.parametrize("every", ["-1", "1e9", "nan"])
def test_a_pause_that_cannot_be_is_refused_in_a_sentence(
    path: Path, growing: Path, every: str
) -> None:
    said = CliRunner().invoke(main, ["watch", str(path), str(growing.parent), "--every", every])
    assert said.exit_code == 2
    assert "--every" in said.output
    assert not path.exists()


def test_what_a_table_leaves_open_is_said_once_with_its_remedy(path: Path, tmp_path: Path) -> None:
    table = tmp_path / "evening.csv"
    table.write_text("time,username,text\n2014-05-13 20:01,ann,Pot one\n", "utf-8")
    done = CliRunner().invoke(main, ["watch", str(path), str(table), "--once", "--every", "0"])
    assert "1 new post from evening.csv" in done.stdout
    assert done.stderr.count("import it again with its zone") == 1
