"""Long tasks: finished, cancelled, failed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from curator import work
from curator.errors import ArchiveError, CuratorError
from curator.library import Library, Query
from curator.model import Passage, Quote
from curator.readers.kit.archive.read_options import ReadOptions
from curator.resources import resource
from curator.work import (
    export_story,
    finish,
    import_archive,
    open_sample,
    preview,
    undo,
    write_whole,
)
from curator.writers import markdown
from tests.conftest import found, post, take_in

CHAT = resource("samples/tomorrows-library/chat.jsonl")


def test_a_preview_writes_nothing(tmp_path: Path) -> None:
    seen = finish(preview(CHAT, None, ReadOptions()))
    assert (seen.format, seen.looked_at, seen.people, seen.whole) == ("twarc", 400, 60, True)
    assert len(seen.posts) == 10
    assert list(tmp_path.iterdir()) == []


def test_pictures_beside_a_capture_come_with_it(path: Path) -> None:
    report = finish(import_archive(path, CHAT))
    assert (report.pictures, report.pictures_missing) == (19, 0)
    with Library(path) as library:
        (id_, *_) = library.posts.find(Query.parse("from:elifkarahan has:media"))
        (media,) = library.posts.row(id_).post.media
        assert library.pictures.thumbnail(media.hash).startswith(b"\x89PNG")
        assert media.width > media.height > 0


def test_a_cancelled_import_leaves_no_trace(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1)])
    task = import_archive(path, CHAT)
    next(task)
    task.close()
    with Library(path) as library:
        assert found(library, "") == ["1"]
        assert [archive.name for archive in library.archives.all()] == ["a.jsonl"]


def test_a_cancelled_first_import_makes_no_library(path: Path) -> None:
    task = import_archive(path, CHAT)
    next(task)
    task.close()
    assert not path.exists()


def test_an_unreadable_archive_makes_no_library(path: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.bin"
    odd.write_bytes(b"?")
    with pytest.raises(ArchiveError):
        finish(import_archive(path, odd))
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_an_import_that_was_killed_is_gone_on_with(path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from curator.work import *\n"
        "task = import_archive(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "next(task); os.kill(os.getpid(), signal.SIGKILL)"
    )
    root = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    words = [sys.executable, "-c", script, str(path), str(CHAT)]
    assert subprocess.run(words, env=root, check=False).returncode == -signal.SIGKILL
    finish(import_archive(path, CHAT))
    with Library(path) as library:
        assert library.posts.count(Query()) == 400
        assert len(library.archives.all()) == 1
        assert library.check()["sound"]


def test_undoing_an_import_removes_it(path: Path) -> None:
    finish(import_archive(path, CHAT))
    assert finish(undo(path)) == "Import 400 posts from “chat.jsonl”"
    with Library(path) as library:
        assert library.posts.count(Query()) == 0


def test_a_story_is_written_where_it_was_asked_for(path: Path, tmp_path: Path) -> None:
    with Library(path, make=True) as library:
        (id_,) = take_in(library, [post(1, "two\nlines")])
        with library.edit("New"):
            story = library.stories.new("Tonight")
            quote = Quote(library.posts.row(id_).post)
            library.stories.add(story, [Passage("It began:"), quote])
    (file,) = finish(export_story(path, story, markdown, tmp_path / "deep" / "night.md"))
    assert file == tmp_path / "deep" / "night.md"
    assert "It began:" in file.read_text("utf-8")


def test_the_sample_is_sifted_and_told(path: Path) -> None:
    story = finish(open_sample(path))
    with Library(path) as library:
        assert library.zone == "Europe/London"
        assert library.stories.story(story).title == "Lending more than books"
        assert library.posts.counts().starred > 50
        (host, *_) = library.posts.find(Query.parse("from:TomorrowsLib"))
        assert library.posts.row(host).role == "Host"


@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
def test_a_file_that_finds_no_room_keeps_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "story.md"
    target.write_bytes(b"old")
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from curator.errors import CuratorError; from curator.work import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_whole(Path(sys.argv[1]), bytes(100_000))\n"
        "except CuratorError as error: print(error)"
    )
    root = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    words = [sys.executable, "-c", script, str(target)]
    said = subprocess.run(words, env=root, check=True, capture_output=True, text=True).stdout
    assert "“story.md” could not be saved" in said
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_in_the_way_of_a_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "taken" / "x").mkdir(parents=True)
    with pytest.raises(CuratorError, match="could not be saved"):
        write_whole(tmp_path / "taken", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_picture_bomb_is_only_a_missing_picture(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bomb"
    shutil.copytree(CHAT.parent, folder)
    Image.new("1", (30_000, 2_000)).save(tmp_path / "wide.png")
    victim = next((folder / "chat_media").glob("*.jpg"))
    victim.write_bytes((tmp_path / "wide.png").read_bytes())
    report = finish(import_archive(path, folder / "chat.jsonl"))
    assert (report.pictures, report.pictures_missing) == (18, 1)


def test_every_name_of_the_package_can_be_had() -> None:
    found = {name: getattr(work, name) for name in work.__all__}
    assert [name for name, value in found.items() if not callable(value)] == []
