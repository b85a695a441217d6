"""What a screen reader finds in the Story workspace: every control has a name and a role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator import model
from curator.gui.desk.desk import Desk
from curator.gui.story.workspace import StoryWorkspace
from curator.model import Block, Divider, Group, Heading, Passage, PullQuote, Quote
from curator.settings import Settings
from curator.work import counted_blocks, finish
from tests.conftest import post, take_in

Role = QAccessible.Role

CONTROLS = {
    Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.List,
    Role.ListItem, Role.Link, Role.ButtonMenu, Role.MenuItem, Role.PageTab, Role.Table,
}  # fmt: skip

kept: list[QWidget] = []
"""The windows of a test, which live as long as it runs."""


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = Desk(path, Settings(), make=True)
    yield desk
    kept.clear()
    desk.close()


@pytest.fixture
def story(qtbot: QtBot, desk: Desk, tmp_path: Path) -> StoryWorkspace:
    """Return a story with a block of every kind."""
    ids = take_in(desk.library, [post(n, f"Post {n}, https://x.test/{n} #chat") for n in range(8)])
    desk.decide(ids[:2], "star")
    quotes = [Quote(desk.library.posts.row(each).post, why="Liked") for each in ids]
    blocks: list[Block] = [
        Heading("One"), Passage("Mine **bold**"), quotes[0], PullQuote("Post 1", quotes[1].post),
        Group("exchange", tuple(quotes[2:4])), Group("gallery", (quotes[4],)), Divider(),
        model.Testimonial("Said in the room"), Heading("Two", 3),
    ]  # fmt: skip

    def act() -> None:
        made = desk.library.stories.new("A recap")
        desk.library.stories.add(made, blocks)

    desk.edit("Begin", act)
    desk.open_story(desk.library.stories.all()[-1].id)
    path = desk.library.path
    counted = [
        finish(counted_blocks.count_block(path, what, "", desk.story))
        for what in ("recap", "people", "cast", "resources")
    ]
    assert desk.story is not None
    number = desk.story
    desk.edit("Count", lambda: desk.library.stories.add(number, counted))
    file = tmp_path / "x.png"
    Pillow.new("RGB", (40, 40)).save(file)
    window = QWidget()
    kept.append(window)
    qtbot.addWidget(window)
    story = StoryWorkspace(desk)
    story.setParent(window)
    window.resize(1440, 2600)
    story.resize(1440, 2600)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    story.start()
    story.commands.insertions.put_in_picture(file)
    return story


def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield all of the tree that can be seen."""
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child.isValid() and not child.state().invisible:
            yield child
            yield from walk(child)


def described(interface: QAccessibleInterface) -> str:
    widget = interface.object()
    return f"{type(widget).__name__} {interface.role()} {interface.text(QAccessible.Text.Name)!r}"


def controls(story: StoryWorkspace) -> list[QAccessibleInterface]:
    root = QAccessible.queryAccessibleInterface(story)
    return [each for each in walk(root) if each.role() in CONTROLS]


def test_every_control_has_a_name_with_any_block_chosen(story: StoryWorkspace) -> None:
    seen = set[str]()
    for block in story.blocks:
        story.canvas.choose(block.id)
        nameless = [described(each) for each in controls(story) if not name(each)]
        assert nameless == []
        seen |= {name(each) for each in controls(story)}
    wanted = {"Heading", "Text", "Pull quote", "Remove", "Take apart", "Count again", "Outline"}
    assert wanted <= seen


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def test_every_button_can_have_the_focus_or_has_a_key_of_its_own(story: StoryWorkspace) -> None:
    by_key = {"Fold the section", "Unfold the section"}  # Ctrl+. from any block of it
    for block in story.blocks:
        story.canvas.choose(block.id)
        for each in controls(story):
            widget = each.object()
            if not isinstance(widget, QAbstractButton) or not widget.isEnabled():
                continue
            reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert reachable or name(each) in by_key or _is_segment(widget), described(each)


def _is_segment(button: QAbstractButton) -> bool:
    """Tell whether it is one of a group, of which Tab reaches one and the arrows the others."""
    return button.group() is not None


def test_tab_reaches_the_verbs_of_the_chosen_block(story: StoryWorkspace) -> None:
    story.canvas.choose(story.blocks[2].id)
    reached = set[str]()
    for _ in range(12):
        focus = QApplication.focusWidget()
        assert focus is not None
        interface = QAccessible.queryAccessibleInterface(focus)
        assert interface.state().focused
        reached.add(name(interface))
        story.canvas.window().focusNextChild()
    assert {"Pull quote", "Remove"} <= reached


def test_every_block_says_what_it_is(story: StoryWorkspace) -> None:
    for number, block in enumerate(story.blocks):
        interface = QAccessible.queryAccessibleInterface(story.canvas.column.frame(number))
        assert name(interface), block
    heard = name(QAccessible.queryAccessibleInterface(story.canvas.column.frame(2)))
    assert heard.startswith("Post by")


def test_every_scrolled_pane_has_a_name(story: StoryWorkspace) -> None:
    panes = [
        area
        for area in story.findChildren(QAbstractScrollArea)
        if area.isVisible() and area.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert panes
    for area in panes:
        assert name(QAccessible.queryAccessibleInterface(area)), type(area)
