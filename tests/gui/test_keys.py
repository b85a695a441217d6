from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from curator.gui.commands import keymap
from curator.gui.commands.commands import commands
from curator.gui.shortcuts.overlay import KeysOverlay
from curator.gui.shortcuts.print import print_keys
from curator.gui.widgets import Button
from curator.gui.window.preferences import Preferences
from curator.gui.window.window import Window
from curator.settings import Settings

Held = Qt.KeyboardModifier


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    QTest.keyClick(focus(), key, held)


@pytest.fixture
def page(window: Window, chat: Path) -> KeysOverlay:
    """Open the page of keys over a window with a library."""
    window.open(chat)
    window.show()
    window.activateWindow()
    window.perform("keys")
    page = window.findChild(KeysOverlay)
    assert isinstance(page, KeysOverlay)
    return page


def asks_for(page: KeysOverlay, command: str) -> None:
    """Find a command by its words and ask for new keys of it."""
    page._field.setText(command)  # noqa: SLF001  what typing does, at once
    page._field.setFocus()  # noqa: SLF001
    press(Qt.Key.Key_Return)


def test_the_page_says_at_the_top_and_at_the_foot_how_keys_are_changed(page: KeysOverlay) -> None:
    told = [label.text() for label in page.findChildren(QLabel)]
    assert [words for words in told if "Double-click one" in words]
    assert [words for words in told if "Del restores" in words]


def test_a_command_takes_the_keys_one_presses(page: KeysOverlay) -> None:
    asks_for(page, "Private note")
    press(Qt.Key.Key_Y)
    assert keymap.keys("note") == ("Y",)
    assert page.bar_text == "“Private note” is Y now."


def test_keys_that_mean_something_are_taken_only_when_one_says_so(page: KeysOverlay) -> None:
    asks_for(page, "Private note")
    press(Qt.Key.Key_S)
    assert page.bar_text == "S is now “Star”. Use it here instead?"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert (keymap.keys("note"), keymap.keys("star")) == (("M",), ("S",))
    asks_for(page, "Private note")
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_Return)
    assert (keymap.keys("note"), keymap.keys("star")) == (("S",), ())


def test_escape_leaves_the_keys_as_they_are(page: KeysOverlay) -> None:
    asks_for(page, "Private note")
    press(Qt.Key.Key_Escape)
    assert keymap.keys("note") == ("M",)
    assert page.isVisible()
    press(Qt.Key.Key_Escape)
    assert not page.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Down])
def test_keys_that_fields_and_lists_need_are_refused(page: KeysOverlay, key: Qt.Key) -> None:
    asks_for(page, "Private note")
    press(key)
    assert "is needed in fields, lists and menus" in page.bar_text
    press(Qt.Key.Key_Y)
    assert keymap.keys("note") == ("Y",)


def test_copying_stays_with_the_fields(page: KeysOverlay) -> None:
    asks_for(page, "Private note")
    press(Qt.Key.Key_C, Held.ControlModifier)
    assert keymap.keys("note") == ("M",)


def test_a_chord_pressed_in_the_field_finds_what_it_does(page: KeysOverlay) -> None:
    press(Qt.Key.Key_Z, Held.ControlModifier)
    assert page.shown == ["Undo"]
    page._field.clear()  # noqa: SLF001
    press(Qt.Key.Key_Y, Held.ControlModifier)
    assert page.shown == ["Redo"]


def test_a_command_without_keys_is_found_and_given_some(page: KeysOverlay) -> None:
    asks_for(page, "New divider")
    press(Qt.Key.Key_9, Held.ControlModifier)
    assert keymap.keys("new_divider") == ("Ctrl+9",)


def test_a_line_of_several_commands_is_taken_apart(page: KeysOverlay) -> None:
    asks_for(page, "Sift, Story, Publish")
    page._field.clear()  # noqa: SLF001
    assert {"Sift", "Story", "Publish"} <= {*page.shown}


def test_keys_are_restored_one_by_one_and_all_at_once(page: KeysOverlay) -> None:
    for words, key in (("Private note", Qt.Key.Key_Y), ("Next undecided", Qt.Key.Key_B)):
        asks_for(page, words)
        press(key)
    press(Qt.Key.Key_Delete)
    assert (keymap.keys("note"), keymap.keys("next_undecided")) == (("Y",), ("N",))
    (restore,) = (each for each in page.findChildren(Button) if "all default" in each.text())
    restore.click()
    assert keymap.keys("note") == ("M",)
    press(Qt.Key.Key_Return)
    assert keymap.keys("note") == ("Y",)


def test_restoring_takes_keys_back_from_who_has_them(page: KeysOverlay) -> None:
    asks_for(page, "Private note")
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_Return)
    keymap.use(keymap.restored("star"))
    assert (keymap.keys("star"), keymap.keys("note")) == (("S",), ())


def test_menus_buttons_and_the_foot_follow(page: KeysOverlay, window: Window) -> None:
    asks_for(page, "Next undecided")
    press(Qt.Key.Key_B)
    asks_for(page, "Star")
    press(Qt.Key.Key_H)
    page.dismiss()
    QApplication.processEvents()
    action = next(each for each in window.actions() if each.objectName() == "star")
    assert action.shortcut().toString() == "H"
    star = next(each for each in window.findChildren(Button) if each.text() == "Star")
    assert star.accessibleDescription() == "H"
    assert ("B", "next undecided") in window._workspaces.hints()  # type: ignore[union-attr]  # noqa: SLF001  what the foot shows


def test_chosen_keys_are_kept(
    page: KeysOverlay, preferences: Preferences, tmp_path: Path, qapp: QApplication
) -> None:
    asks_for(page, "Private note")
    press(Qt.Key.Key_Y)
    keymap.use({})
    again = Preferences(tmp_path / "settings.json", qapp)
    assert again.settings.keys == preferences.settings.keys == {"note": ["Y"]}
    assert keymap.keys("note") == ("Y",)


def test_damaged_keys_in_the_settings_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"keys": {"star": ["X", 3, "Tab"], "nothing": ["Y"], "note": "G"}}')
    keymap.use(Settings.load(file).keys)
    assert keymap.keys("star") == ()
    assert keymap.keys("reject") == ("X",)
    assert keymap.keys("note") == ("M",)


def test_all_keys_are_printed_on_one_page(tmp_path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    paper = QPdfWriter(str(tmp_path / "keys.pdf"))
    print_keys(paper)
    del paper
    printed = (tmp_path / "keys.pdf").read_bytes()
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") == 1


def test_every_command_has_a_name_of_its_own() -> None:
    names = [command.name for command in commands()]
    assert len(names) == len(set(names))


def test_arrows_go_from_line_to_line_and_from_column_to_column(page: KeysOverlay) -> None:
    (table,) = page.findChildren(QTableView)
    table.setFocus()
    said = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up):
        press(key)
        said.append(table.currentIndex().data())
    assert said == [
        "Star best, settle its echoes: Shift S",
        "Star: S",
        "Chats…: Ctrl Shift L",
        "Star: S",
        "Star: S",
    ]


def test_down_passes_over_the_heading_of_the_next_group(page: KeysOverlay) -> None:
    page._field.clear()  # noqa: SLF001
    (table,) = page.findChildren(QTableView)
    while table.currentIndex().data() != "History…: Ctrl H":
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert table.currentIndex().data() == "Copy: Ctrl Shift C"
