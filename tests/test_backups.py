"""Backups: whole, rotating, made before what changes much, and restored."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.errors import LibraryError
from curator.library import Backup, Library, backup_folder, backups, is_due, restore
from curator.library.file.backups import superfluous
from curator.settings import Settings, settings_path
from curator.work import back_up_if_due, back_up_library, backups_of, finish, import_archive
from tests.conftest import SAMPLES, found, post, take_in

OLD = Path(__file__).parent / "libraries"
HOUR = timedelta(hours=1)


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_backup_is_whole_though_the_library_is_being_worked_on(path: Path) -> None:
    with Library(path, make=True) as library:
        (one,) = take_in(library, [post(1, "bread")])
        with library.edit("Star"):
            library.marks.star([one])
        made = finish(back_up_library(path))
        assert [each.name for each in made.path.parent.iterdir()] == [made.path.name]
    with Library(made.path) as copy:
        assert found(copy, "bread is:starred") == ["1"]
        assert copy.check()["sound"]
        assert copy.undo()


def test_backups_are_listed_with_what_they_hold_and_restored(path: Path) -> None:
    with Library(path, make=True) as library:
        ids = take_in(library, [post(1), post(2)])
        with library.edit("Star: @ann, 20:01"):
            library.marks.star(ids[:1])
    run("backup", path)
    run("star", path, "2")
    (line,) = run("backup", path, "--list").splitlines()
    assert line.endswith("asked for: 2 posts, 1 decision, 0 stories; last: Star: @ann, 20:01")
    run("backup", path, "--restore", "1")
    with Library(path) as library:
        assert found(library, "is:starred") == ["1"]
    newest, _ = run("backup", path, "--list").splitlines()
    assert "before a backup was restored: 2 posts, 2 decisions" in newest
    run("backup", path, "--restore", "1")
    with Library(path) as library:
        assert found(library, "is:starred") == ["1", "2"]


def test_a_lost_library_is_restored(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    finish(back_up_library(path))
    path.unlink()
    run("backup", path, "--restore", "1")
    with Library(path) as library:
        assert found(library, "") == ["1"]


def test_a_damaged_backup_takes_nobodys_place(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    made = finish(back_up_library(path))
    made.path.write_bytes(b"SQLite format 3\0" + bytes(5_000))
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"is damaged\. Choose another"):
        restore(path, made, made.path.parent)
    assert path.read_bytes() == before


def test_there_is_one_before_an_import_and_none_before_the_first(tmp_path: Path) -> None:
    path = tmp_path / "chat.curator"
    first, second = SAMPLES / "zoom", SAMPLES / "telegram"
    finish(import_archive(path, first))
    assert backups_of(path) == []
    finish(import_archive(path, second))
    assert [each.reason for each in backups_of(path)] == ["before-import"]


@pytest.mark.parametrize("name", ["1.0.curator", "1.1.curator"])
def test_there_is_one_before_a_library_is_brought_up_to_date(tmp_path: Path, name: str) -> None:
    path = tmp_path / "chat.curator"
    shutil.copyfile(OLD / name, path)
    Library(path).close()
    (made,) = backups_of(path)
    assert made.reason == "before-update"
    version = slice(60, 64)
    assert made.path.read_bytes()[version] == (OLD / name).read_bytes()[version]
    assert path.read_bytes()[version] != made.path.read_bytes()[version]


def test_while_working_one_is_made_each_hour_that_something_changed(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    assert finish(back_up_if_due(path))
    assert finish(back_up_if_due(path)) is None
    folder = backup_folder(path)
    (made,) = backups(path, folder)
    early = f"{datetime.now(UTC) - 2 * HOUR:%Y-%m-%d %H.%M.%S}"
    made.path.rename(folder / f"chat {early} working.curator")
    assert is_due(path, folder, HOUR)
    os.utime(path, (0, 0))
    assert not is_due(path, folder, HOUR)


def test_the_one_just_made_stays_whatever_the_clock_says(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    folder = backup_folder(path)
    folder.mkdir()
    for day in range(1, 9):
        shutil.copyfile(path, folder / f"chat 2099-01-0{day} 10.00.00 asked.curator")
    assert finish(back_up_library(path)).path.exists()


def test_other_files_in_the_folder_are_left_alone(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    folder = backup_folder(path)
    folder.mkdir()
    for name in ("chat.curator", "chat 2020-01-01 10.00.00 working.txt", "mine.curator"):
        (folder / name).write_text("mine")
    finish(back_up_library(path))
    assert len(list(folder.iterdir())) == 4
    assert len(backups_of(path)) == 1


def made(hours: float, reason: str = "working", size: int = 1_000) -> Backup:
    at = datetime(2026, 12, 1, 12, tzinfo=UTC) - timedelta(hours=hours)
    return Backup(Path(f"{hours} {reason}"), at, reason, size)


def test_the_older_they_get_the_fewer_stay() -> None:
    kept = [made(n / 4) for n in range(4 * 24 * 100)]
    gone = {each.path for each in superfluous(kept)}
    stay = [each for each in kept if each.path not in gone]
    ages = [(kept[0].at - each.at).days for each in stay]
    assert ages.count(0) in range(24, 27)
    assert len([age for age in ages if 0 < age < 7]) == 5
    assert len([age for age in ages if age >= 7]) in {6, 7}


def test_those_before_a_step_stay_a_while_and_all_are_limited() -> None:
    kept = [made(n, "before-import") for n in range(9)]
    assert len(superfluous(kept)) == 4
    large = [made(n, size=600_000_000) for n in range(5)]
    assert superfluous(large) == large[2:]


def test_backups_may_lie_in_a_folder_of_choice(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "far away"
    elsewhere = tmp_path / "elsewhere" / path.name
    for each in (path, elsewhere):
        with Library(each, make=True) as library:
            take_in(library, [post(1)])
    runner = CliRunner()
    assert runner.invoke(main, ["backup", str(path), "--keep-in", str(folder)]).exit_code == 0
    finish(back_up_library(elsewhere))
    places = {backups_of(each)[0].path.parent for each in (path, elsewhere)}
    assert {place.parent for place in places} == {folder}
    assert len(places) == 2
    said = runner.invoke(main, ["backup", str(path), "--list"]).output
    assert f"Backups lie in “{backups_of(path)[0].path.parent}”." in said
    folder.rename(tmp_path / "unplugged")
    said = runner.invoke(main, ["backup", str(path), "--list"]).output
    assert f"“{folder}” is not there." in said
    made = finish(back_up_library(path))
    assert made.path.parent == path.with_name(f"{path.stem} backups")
    runner.invoke(main, ["backup", str(path), "--keep-in", "beside", "--list"])
    assert Settings.load(settings_path()).backups == ""


def test_a_mistyped_folder_is_told_and_hides_no_backup(path: Path, tmp_path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    right, wrong = tmp_path / "drive", tmp_path / "drvie"
    right.mkdir()
    runner = CliRunner()
    first = runner.invoke(main, ["backup", str(path), "--keep-in", str(right)])
    assert first.stderr == ""
    second = runner.invoke(main, ["backup", str(path), "--keep-in", str(wrong)])
    assert second.stderr == f"“{wrong}” was not there and was made.\n"
    places = [each.path.parent for each in backups_of(path)]
    assert {place.parent for place in places} == {right, wrong}
    said = runner.invoke(main, ["backup", str(path), "--list"]).output
    assert said.count("asked for: 1 post") == 2
    assert f"Backups lie in “{places[0]}”.\n1 earlier one lies in “{places[1]}”." in said
    assert runner.invoke(main, ["backup", str(path), "--restore", "2"]).exit_code == 0
