"""Archives whose times name no zone: read as their posts tell, or doubted aloud."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from curator.cli import main
from curator.library import Library
from curator.readers.kit.archive.read_options import ReadOptions
from curator.work import finish, import_archive, preview, rough_cut, warnings
from curator.work.assumed_zones import assumed_zone_findings
from tests.conftest import post, take_in

WORDS = ("the oak leans over", "ladders need two people", "a saw cuts on the pull", "we burn ash")


def run(*words: object) -> Result:
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done


def evening(hour: int, announced: str = "8 pm ET") -> list[tuple[str, str, str]]:
    """Return the rows of a chat that begins at an hour, announced five times in the morning."""
    rows = [(f"2019-06-10 09:{n:02}", f"ann{n}", f"Tonight at {announced}!") for n in range(5)]
    rows.append((f"2019-06-10 {hour:02}:00", "ann", "Q1 How do you prune a tall tree?"))
    for n in range(20):
        words = f"A1 {WORDS[n % len(WORDS)]} when the wind number {n} comes up the hill"
        rows.append((f"2019-06-10 {hour:02}:{n + 5:02}", f"bo{n % 7}", words))
    return rows


def sheet(folder: Path, rows: Iterable[tuple[str, ...]], name: str = "trees.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(["time,username,text", *map(",".join, rows)]), "utf-8")
    return path


def test_local_times_are_read_in_the_zone_that_the_posts_tell(path: Path, tmp_path: Path) -> None:
    done = run("import", path, sheet(tmp_path, evening(20)))
    assert "read as New York time: 5 posts say “8 pm ET” or the like." in done.stdout
    assert "Times are shown in New York time" in done.stderr
    (chat,) = json.loads(run("chats", path, "--json").stdout)
    assert chat["from"] == "2019-06-10T20:00:00-04:00"
    drafted = run("draft", path)
    assert "name no zone" not in drafted.stderr
    with Library(path) as library:
        story = library.stories.story(library.stories.all()[0].id)
        (found,) = assumed_zone_findings(library, story)
        assert found.level == "note"
        assert "They were read as New York time. 5 posts say" in found.sentence


def test_a_zone_that_is_named_is_taken_and_not_doubted(path: Path, tmp_path: Path) -> None:
    done = run("import", path, sheet(tmp_path, evening(20)), "--zone", "America/Chicago")
    assert "name no zone" not in done.output
    (chat,) = json.loads(run("chats", path, "--json").stdout)
    assert chat["from"] == "2019-06-10T20:00:00-05:00"
    assert "name no zone" not in run("draft", path).stderr


@pytest.mark.parametrize("command", ["draft", "facts", "chats"])
def test_times_that_do_not_fit_are_shown_as_written_and_doubted(
    path: Path, tmp_path: Path, command: str
) -> None:
    archive = sheet(tmp_path, evening(17))
    done = run("import", path, archive)
    assert "They were read as UTC." in done.stdout
    assert "Times are shown in New York" not in done.stderr
    (chat,) = json.loads(run("chats", path, "--json").stdout)
    assert chat["from"] == "2019-06-10T17:00:00+00:00"
    said = run(command, path).stderr
    assert "“trees.csv”, of which" in said
    assert "5 posts say “8 pm ET” or the like. So they are likely in New York time." in said
    assert f"curator import {path.with_name('chat-2.curator')} {archive}" in said
    assert "--zone America/New_York" in said


def test_every_export_of_doubtful_times_is_warned_of(path: Path, tmp_path: Path) -> None:
    run("import", path, sheet(tmp_path, evening(17)))
    drafted = run("draft", path)
    with Library(path) as library:
        warned = warnings(library, library.stories.all()[0].id)
    assert any("has times that name no zone. They were read as UTC." in each for each in warned)
    done = run("export", path, drafted.stdout.strip(), "--to", "page", "-o", tmp_path / "r.html")
    assert "has times that name no zone" in done.stderr


def test_the_hour_in_a_quote_is_checked_in_every_export(path: Path, tmp_path: Path) -> None:
    with Library(path, make=True) as library:
        said = "We meet again at 3 pm EST to talk of ladders, saws and the long road home"
        take_in(library, [post(1, said, at=datetime(2019, 6, 10, 19, tzinfo=UTC))])
    run("draft", path, "--plain")
    done = run("export", path, "1", "--to", "page", "-o", tmp_path / "r.html")
    assert "“3 pm EST”: New York was on EDT" in done.stderr


def test_posts_of_other_archives_are_not_doubted(path: Path, tmp_path: Path) -> None:
    run("import", path, sheet(tmp_path, evening(17)))
    zoned = [(f"{at}:00Z", who, words) for at, who, words in evening(18, "noon")]
    run("import", path, sheet(tmp_path, zoned, "sound.csv"))
    assert "name no zone" in run("facts", path).stderr
    assert "name no zone" not in run("facts", path, "in:sound.csv").stderr


def test_a_second_import_of_the_same_archive_reads_it_alike(path: Path, tmp_path: Path) -> None:
    archive = sheet(tmp_path, evening(20))
    finish(import_archive(path, archive))  # as an earlier version did: as UTC
    done = run("import", path, archive)
    assert "0 added, 26 already there" in done.stdout


def test_the_beginning_of_a_long_table_tells_that_its_zone_is_open(tmp_path: Path) -> None:
    seen = finish(preview(sheet(tmp_path, evening(20)), None, ReadOptions(), most=3))
    assert not seen.whole
    assert "zone" in seen.asked


def test_a_rough_cut_says_that_its_times_are_doubtful(path: Path, tmp_path: Path) -> None:
    run("import", path, sheet(tmp_path, evening(17)))
    assert any("name no zone" in note for note in finish(rough_cut(path)).notes)


def test_what_is_watched_is_read_in_the_zone_of_an_import_and_stays_in_it(
    path: Path, tmp_path: Path
) -> None:
    rows = evening(20)
    table = sheet(tmp_path, [*rows, ()])  # with the end of its last line
    said = run("watch", path, table, "--once", "--every", "0")
    assert "read as New York time: 5 posts say “8 pm ET”" in said.stderr
    assert "Times are shown in New York time" in said.stderr
    sheet(tmp_path, [*rows, ("2019-06-10 20:27", "bo1", "A1 at last the saw"), ()])
    run("watch", path, table, "--once", "--every", "0")
    (chat,) = json.loads(run("chats", path, "--json").stdout)
    assert (chat["from"], chat["posts"]) == ("2019-06-10T20:00:00-04:00", len(rows) + 1 - 5)
