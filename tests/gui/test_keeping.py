"""Backups in the window, and a library that is taken away while it is open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curator.errors import CuratorError, LibraryError
from curator.gui.desk.desk import Desk
from curator.gui.overlays.history import History
from curator.gui.overlays.merge_conflicts import MergeConflicts
from curator.gui.widgets.notices import Notice
from curator.gui.window.commands import WindowCommands
from curator.gui.window.library_care import LibraryCare
from curator.gui.window.window import Window
from curator.library import Library
from curator.work import backups_of
from tests.conftest import found, post, take_in

SLOW = 9_000


@pytest.fixture
def opened(window: Window, chat: Path) -> Window:
    window.open(chat)
    QTest.qWait(300)  # until the panes have come to rest
    return window


def keeping(window: Window) -> LibraryCare:
    found_ = window.findChild(LibraryCare)
    assert isinstance(found_, LibraryCare)
    return found_


def notice(window: Window) -> Notice:
    found_ = window.findChild(Notice)
    assert isinstance(found_, Notice)
    return found_


def test_a_copy_of_the_open_file_has_the_last_decisions(
    opened: Window, chat: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened.perform("star")

    def starred() -> list[str]:
        copy = Path(shutil.copyfile(chat, tmp_path / "copy.curator"))
        with Library(copy) as library:
            return found(library, "is:starred")

    qtbot.waitUntil(lambda: len(starred()) == 1, timeout=SLOW)


def test_a_backup_is_listed_and_restored_from_the_history(
    opened: Window, chat: Path, qtbot: QtBot
) -> None:
    opened.perform("back_up")
    qtbot.waitUntil(lambda: len(backups_of(chat)) == 1, timeout=SLOW)
    with Library(chat) as library, library.edit("Star"):
        library.marks.star([1])
    assert opened.perform("restore")
    page = opened.findChild(History)
    assert isinstance(page, History)
    (line,) = page.list.lines
    assert line.beside == "asked for"
    assert "0 decisions" in line.words
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(backups_of(chat)) == 2, timeout=SLOW)
    qtbot.waitUntil(lambda: opened.library == chat, timeout=SLOW)
    with Library(chat) as library:
        assert found(library, "is:starred") == []


def test_while_one_works_a_backup_is_made_when_it_is_due(
    opened: Window, chat: Path, qtbot: QtBot
) -> None:
    keeping(opened).back_up_if_due()
    qtbot.waitUntil(
        lambda: [each.reason for each in backups_of(chat)] == ["working"], timeout=SLOW
    )


def copied(chat: Path, theirs: Path) -> Path:
    """Copy a library, and decide otherwise in the two copies."""
    with Library(chat) as library:
        library.copy(theirs)
        with library.edit("Star"):
            library.marks.star([2])
            library.marks.note(1, "mine")
    with Library(theirs) as library, library.edit("Reject"):
        library.marks.reject([2, 3])
        library.marks.note(1, "theirs")
    return theirs


def asked_about(window: Window, theirs: Path, qtbot: QtBot) -> MergeConflicts:
    keeping(window).merge_from(theirs)
    qtbot.waitUntil(lambda: bool(window.findChildren(MergeConflicts)), timeout=SLOW)
    page = window.findChild(MergeConflicts)
    assert isinstance(page, MergeConflicts)
    qtbot.waitUntil(page.isVisible, timeout=SLOW)
    return page


def cells(page: MergeConflicts) -> list[list[str]]:
    table = page.table
    items = [[table.item(row, column) for column in range(4)] for row in range(table.rowCount())]
    return [[item.text() for item in row if item] for row in items]


def test_what_both_changed_is_shown_side_by_side_and_chosen(
    opened: Window, chat: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = asked_about(opened, copied(chat, tmp_path / "theirs.curator"), qtbot)
    assert page.sentence == "2 decisions differ from “\u2068theirs.curator\u2069”"
    mark, note = cells(page)
    assert mark[1:] == ["● starred", "○ rejected", ""]
    assert note[1:] == ["○ mine", "○ theirs", "● mine theirs"]
    page.table.setCurrentCell(0, 2)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    page.table.setCurrentCell(1, 1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert [row[1:] for row in cells(page)] == [
        ["○ starred", "● rejected", ""],
        ["● mine", "○ theirs", "○ mine theirs"],
    ]
    page.merge.click()
    with Library(chat) as library:
        qtbot.waitUntil(lambda: found(library, "is:rejected") == ["2", "3"], timeout=SLOW)
        assert library.posts.row(1).note == "mine"
        library.undo()
        assert found(library, "is:starred") == ["2"]


def test_all_conflicts_are_decided_by_one_button_or_left(
    opened: Window, chat: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    theirs = copied(chat, tmp_path / "theirs.curator")
    page = asked_about(opened, theirs, qtbot)
    page.theirs.click()
    assert [row[2][0] for row in cells(page)] == ["●", "●"]
    page.mine.click()
    assert [row[1][0] for row in cells(page)] == ["●", "●"]
    page.suggested.click()
    assert cells(page)[1][3] == "● mine theirs"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    with Library(chat) as library:
        assert library.next_undo
        assert library.next_undo.label == "Star"


def test_a_copy_without_conflicts_is_merged_at_once(
    opened: Window, chat: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    theirs = tmp_path / "theirs.curator"
    with Library(chat) as library:
        library.copy(theirs)
    with Library(theirs) as library, library.edit("Reject"):
        library.marks.reject([3])
    keeping(opened).merge_from(theirs)
    with Library(chat) as library:
        qtbot.waitUntil(lambda: found(library, "is:rejected") == ["3"], timeout=SLOW)


def test_a_library_that_is_no_copy_is_asked_about(
    opened: Window, chat: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.curator"
    with Library(other, make=True) as library:
        take_in(library, [post(n) for n in range(70, 80)], "other.json")
        with library.edit("Story"):
            library.stories.new("Something else")
    keeping(opened).merge_from(other)
    asked = notice(opened)
    qtbot.waitUntil(lambda: bool(asked.sentence), timeout=SLOW)
    assert "is no copy of" in asked.sentence
    assert "Nothing was merged yet." in asked.sentence
    with Library(chat) as library:
        assert library.stories.all() == []
        asked.remedy.click()
        qtbot.waitUntil(lambda: len(library.stories.all()) == 1, timeout=SLOW)


def test_a_copy_beside_the_library_is_offered_for_merging(
    window: Window, chat: Path, qtbot: QtBot
) -> None:
    copy = chat.with_name(f"{chat.stem}-LAPTOP.curator")
    with Library(chat) as library:
        library.copy(copy)
    with Library(copy) as library, library.edit("Reject"):
        library.marks.reject([3])
    window.open(chat)
    qtbot.waitUntil(lambda: "is a copy of this library" in notice(window).sentence, timeout=SLOW)
    notice(window).remedy.click()
    with Library(chat) as library:
        qtbot.waitUntil(lambda: found(library, "is:rejected") == ["3"], timeout=SLOW)


def test_the_folder_for_backups_is_chosen_in_the_window(
    opened: Window, chat: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "far away"
    folder.mkdir()
    commands = opened.findChild(WindowCommands)
    assert isinstance(commands, WindowCommands)
    commands.keep_backups_in(folder)
    opened.perform("back_up")
    qtbot.waitUntil(lambda: len(backups_of(chat)) == 1, timeout=SLOW)
    assert backups_of(chat)[0].path.parent.parent == folder
    opened.perform("restore")
    page = opened.findChild(History)
    assert isinstance(page, History)
    assert str(folder) in page.sentence
    page.dismiss()
    assert opened.perform("backups_beside")
    opened.perform("restore")  # the one that lies elsewhere is still told, and listed
    assert "1 earlier one lies in “" in page.sentence
    assert [each.path.parent.parent for each in backups_of(chat)] == [folder]


@pytest.mark.parametrize("replaced", [False, True])
def test_a_library_that_is_gone_is_noticed_and_saved_anew(
    opened: Window, chat: Path, tmp_path: Path, *, replaced: bool
) -> None:
    if replaced:
        other = tmp_path / "other.curator"
        Library(other, make=True).close()
        other.replace(chat)  # as a program does that keeps folders in step
    else:
        chat.unlink()
    opened.perform("star")
    QTest.qWait(300)
    assert "was moved, deleted or replaced" in notice(opened).sentence
    notice(opened).remedy.click()
    saved = chat.with_stem(f"{chat.stem} 2") if replaced else chat
    assert opened.library == saved
    assert notice(opened).sentence == ""
    with Library(saved) as library:
        assert library.posts.counts().all == 5


def test_what_fails_later_does_not_take_the_remedy_away(opened: Window, chat: Path) -> None:
    chat.unlink()
    opened.perform("star")
    opened.fail(LibraryError("There is no such library."))
    opened.fail(CuratorError("The picture is too large."))
    told = notice(opened).sentence
    assert "was moved, deleted or replaced" in told
    assert "The picture is too large." in told
    assert "no such library" not in told
    notice(opened).remedy.click()
    assert opened.library == chat
    assert notice(opened).sentence == ""


def test_what_ends_as_its_library_is_closed_reads_nothing_more(
    opened: Window, archive: Path, tmp_path: Path
) -> None:
    desk = opened.findChild(Desk)
    assert isinstance(desk, Desk)
    (job,) = desk.tasks.import_files([archive])
    job.begin()
    job.wait()  # it has ended, but the panes have not heard of it yet
    other = tmp_path / "other.curator"
    Library(other, make=True).close()
    assert opened.open(other)
    QTest.qWait(300)  # a pane that reads its closed library meanwhile fails the test
    assert opened.library == other
