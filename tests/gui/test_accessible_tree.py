"""What a screen reader finds in every pane of the window: names, roles, states, the way of Tab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.window.window import Window

Role = QAccessible.Role
SPOKEN = {
    Role.Button, Role.CheckBox, Role.RadioButton, Role.EditableText, Role.ComboBox, Role.MenuItem,
    Role.List, Role.Table, Role.Tree, Role.Link, Role.ButtonMenu, Role.PageTab, Role.Slider,
}  # fmt: skip
PANES = (
    "sift", "people", "person", "facts", "story", "publish", "codebook", "history", "matrix",
    "compare_chats", "recaps", "shortcuts", "commands", "help", "about", "fetch",
)  # fmt: skip


def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield all of the tree that can be seen."""
    for number in range(interface.childCount()):
        child = interface.child(number)
        if not child.state().invisible:
            yield child
            yield from walk(child)


def described(interface: QAccessibleInterface) -> str:
    return f"{type(interface.object()).__name__} {interface.role().name}"


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def _takes_focus(held: object) -> bool:
    return isinstance(held, QWidget) and bool(held.focusPolicy() & Qt.FocusPolicy.TabFocus)


@pytest.fixture
def opened(qtbot: QtBot, window: Window, chat: Path) -> Window:
    qtbot.waitExposed(window)
    window.activateWindow()
    window.open(chat)
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("pane", PANES)
def test_all_that_can_be_used_has_a_name_and_tab_goes_round(opened: Window, pane: str) -> None:
    opened.perform(pane)
    QApplication.processEvents()
    assert_all_is_named(opened)
    assert_tab_goes_round()


def assert_all_is_named(opened: Window) -> None:
    tree = list(walk(QAccessible.queryAccessibleInterface(opened)))
    used = [each for each in tree if each.role() in SPOKEN]
    assert used
    assert [described(each) for each in used if not name(each)] == []
    focusable = [each for each in tree if _takes_focus(each.object())]
    assert [described(each) for each in focusable if each.role() is Role.NoRole] == []
    assert [described(each) for each in focusable if not name(each)] == []


def assert_tab_goes_round() -> None:
    """Press Tab until it comes to where it was, and hear everywhere that it is there."""
    seen: list[QWidget] = []
    for _ in range(120):
        focus = QApplication.focusWidget()
        assert focus is not None
        interface = QAccessible.queryAccessibleInterface(focus)
        assert interface.state().focused, described(interface)
        assert focus.isVisible()
        assert focus.isEnabled()
        if focus in seen:
            break
        seen.append(focus)
        focus.window().focusNextChild()
    else:
        pytest.fail("Tab does not come round")
    assert seen
