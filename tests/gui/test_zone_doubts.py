"""A chat whose archive names no zone says so where its times are shown."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from curator.cli import main
from curator.gui.desk.desk import Desk
from curator.gui.questions.chats import chat_words
from curator.settings import Settings
from curator.work import finish, work_out
from tests.test_assumed_zones import evening, sheet


def told(path: Path, archive: Path) -> str:
    """Return what the window tells of the chat of an archive."""
    CliRunner().invoke(main, ["import", str(path), str(archive)])
    finish(work_out(path))
    desk = Desk(path, Settings())
    (chat,) = desk.library.chats.all()
    words = chat_words(chat, desk)
    desk.close()
    return words


def test_the_tip_of_a_chat_tells_that_its_zone_is_not_sure(path: Path, tmp_path: Path) -> None:
    assert "UTC · its archive names no zone" in told(path, sheet(tmp_path, evening(17)))


def test_the_tip_of_a_chat_in_a_sure_zone_does_not(path: Path, tmp_path: Path) -> None:
    words = told(path, sheet(tmp_path, evening(20)))
    assert "20:00 to 20:24, New York time" in words
    assert "names no zone" not in words
