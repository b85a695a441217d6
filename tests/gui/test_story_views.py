"""The story as cards and beside its exact preview: one order, one selection, one story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.drag.payload import blocks_dragged
from curator.gui.post_list.drag import posts_dragged
from curator.gui.story.workspace import StoryWorkspace
from curator.library import PostId
from curator.model import Block, Heading, Passage, PullQuote, Quote
from curator.settings import Settings
from tests.conftest import post, take_in

pytestmark = pytest.mark.qt_log_ignore(
    "Failed to create|QRhiGles2|Vulkan|GBM|propagateSizeHints|GPUInfo|plugin does not support"
)

Key, Held = Qt.Key, Qt.KeyboardModifier

SLOW = 30_000
"""Milliseconds that a browser engine may take to start on a busy machine."""

kept: list[QWidget] = []
"""The windows of a test, which live as long as it runs."""


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = Desk(path, Settings(), make=True)
    yield desk
    kept.clear()
    desk.close()


@pytest.fixture
def ids(desk: Desk) -> list[PostId]:
    return take_in(desk.library, [post(n, f"Post number {n} of them") for n in range(6)])


@pytest.fixture
def story(qtbot: QtBot, desk: Desk, ids: list[PostId]) -> StoryWorkspace:
    quotes = [Quote(desk.library.posts.row(each).post) for each in ids[:5]]
    blocks: list[Block] = [
        Heading("One"),
        Passage("Mine"),
        *quotes[:2],
        Heading("Two"),
        *quotes[2:],
    ]

    def act() -> None:
        desk.library.stories.add(desk.library.stories.new("A recap"), blocks)

    desk.edit("Begin", act)
    desk.open_story(desk.library.stories.all()[-1].id)
    return shown(qtbot, desk)


def shown(qtbot: QtBot, desk: Desk) -> StoryWorkspace:
    window = QWidget()
    kept.append(window)
    qtbot.addWidget(window)
    story = StoryWorkspace(desk)
    story.setParent(window)
    window.resize(1440, 826)
    story.resize(1440, 826)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    story.start()
    return story


def on_cards(story: StoryWorkspace, *numbers: int) -> list[int]:
    """Show the cards, and choose some as a user does: by clicks, with Ctrl held."""
    if not story.as_cards:
        story.perform("story_cards")
    cards = story.cards
    for at, number in enumerate(numbers):
        box = cards.visualRect(cards.model().index(number, 0))
        held = Held.ControlModifier if at else Held.NoModifier
        QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, held, box.center())
    return [story.blocks[number].id for number in numbers]


def ids_of(desk: Desk) -> list[int]:
    return [block.id for block in desk.blocks()]


def press(key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, held)


def drop(story: StoryWorkspace, dragged: QMimeData, at: QPoint) -> None:
    view = story.cards.viewport()
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    args = (Qt.MouseButton.LeftButton, Held.NoModifier)
    QApplication.sendEvent(view, QDragEnterEvent(at, actions, dragged, *args))
    QApplication.sendEvent(view, QDropEvent(QPointF(at), actions, dragged, *args))


def test_the_cards_are_the_story_in_its_order(story: StoryWorkspace) -> None:
    on_cards(story)
    assert story.cards.lines[:3] == ["Heading: One", "Text: Mine", "@ann: Post number 0 of them"]
    assert len(story.cards.lines) == len(story.blocks)
    box = [story.cards.visualRect(story.cards.model().index(n, 0)) for n in range(6)]
    assert box[2].top() == box[1].top()  # cards stand side by side
    assert box[4].top() > box[3].bottom()  # a heading begins a line of its own
    assert box[5].top() > box[4].bottom()


def test_what_is_chosen_stays_chosen_from_view_to_view(story: StoryWorkspace) -> None:
    story.canvas.choose(story.blocks[3].id)
    on_cards(story)
    assert story.cards.selected == [story.blocks[3].id]
    chosen = on_cards(story, 2, 5)
    assert story.canvas.selected == chosen
    story.perform("story_cards")
    assert story.canvas.selected == chosen
    assert story.canvas.holds_focus()


def test_cards_move_by_keys_and_stay_chosen(story: StoryWorkspace, desk: Desk) -> None:
    before = ids_of(desk)
    (card,) = on_cards(story, 3)
    press(Key.Key_Left, Held.AltModifier)
    assert ids_of(desk) == [*before[:2], before[3], before[2], *before[4:]]
    assert story.cards.selected == [card]
    assert QApplication.focusWidget() is story.cards
    press(Key.Key_Right, Held.AltModifier)
    assert ids_of(desk) == before


def test_cards_are_dropped_between_others(story: StoryWorkspace, desk: Desk) -> None:
    before = ids_of(desk)
    moving = on_cards(story, 5, 6)
    target = story.cards.visualRect(story.cards.model().index(2, 0))
    dragged = blocks_dragged(moving, desk.library.path)
    drop(story, dragged, target.center() - QPoint(30, 0))
    assert ids_of(desk) == [*before[:2], *moving, *before[2:5], *before[7:]]
    desk.history.undo()
    assert ids_of(desk) == before


def test_posts_from_the_shelf_are_dropped_on_the_board(
    story: StoryWorkspace, desk: Desk, ids: list[PostId]
) -> None:
    on_cards(story)
    heading = story.cards.visualRect(story.cards.model().index(4, 0))
    dragged = posts_dragged([ids[5]], desk.library.path)
    drop(story, dragged, QPoint(heading.center().x(), heading.bottom() - 3))
    added = desk.blocks()[5]
    assert isinstance(added, Quote)
    assert added.post.text == "Post number 5 of them"


def test_verbs_work_on_the_chosen_cards(story: StoryWorkspace, desk: Desk) -> None:
    on_cards(story, 2, 5)
    story.perform("pull_quote")
    assert [isinstance(desk.blocks()[n], PullQuote) for n in (2, 3, 5)] == [True, False, True]
    story.perform("star")
    assert sum(row.mark == "star" for row in desk.library.posts.rows(range(1, 7))) == 2
    story.perform("remove_block")
    assert len(desk.blocks()) == 6
    assert QApplication.focusWidget() is story.cards


def test_enter_on_a_card_goes_to_its_block_to_write(story: StoryWorkspace) -> None:
    (text,) = on_cards(story, 1)
    press(Key.Key_Return)
    assert not story.as_cards
    assert story.canvas.current == text
    assert story.canvas.is_writing


def test_a_new_heading_on_the_board_is_written_on_the_page(story: StoryWorkspace) -> None:
    on_cards(story, 3)
    story.perform("new_heading")
    assert not story.as_cards
    assert story.canvas.is_writing


def test_a_card_in_a_folded_section_is_unfolded(story: StoryWorkspace) -> None:
    story.fold(story.blocks[4].id)
    (card,) = on_cards(story, 6)
    assert story.canvas.selected == [card]


def test_a_card_shows_that_its_quote_has_a_note_for_print(story: StoryWorkspace) -> None:
    on_cards(story)
    plain, bare = story.cards.lines[2:4], story.cards.grab().toImage()
    story.edits.annotate(story.blocks[2].id, "She *smiled*.")
    assert story.cards.lines[2:4] == [f"{plain[0]} (with a note for print)", plain[1]]
    assert story.cards.grab().toImage() != bare
    story.edits.annotate(story.blocks[2].id, "")
    assert story.cards.lines[2:4] == plain
    assert story.cards.grab().toImage() == bare


def test_the_view_is_remembered(qtbot: QtBot, story: StoryWorkspace, desk: Desk) -> None:
    on_cards(story)
    again = shown(qtbot, desk)
    assert again.as_cards
    assert again.cards.isVisible()


def test_screen_readers_hear_every_card(story: StoryWorkspace) -> None:
    on_cards(story, 2)
    board = QAccessible.queryAccessibleInterface(story.cards)
    names = [board.child(n).text(QAccessible.Text.Name) for n in range(board.childCount())]
    assert names == story.cards.lines


def test_the_preview_beside_the_story_follows_what_is_written(
    qtbot: QtBot, story: StoryWorkspace, desk: Desk
) -> None:
    handle = story.window().winId()
    story.perform("story_preview")
    preview = story.preview.preview
    qtbot.waitUntil(lambda: b"Post number 4" in preview.shown, timeout=SLOW)
    assert not story.outline.isVisible()
    assert story.window().winId() == handle
    assert story.canvas.isVisible()
    story.canvas.choose(story.blocks[0].id)
    story.perform("remove_block")
    qtbot.waitUntil(lambda: b">One<" not in preview.shown, timeout=SLOW)
    assert not preview.is_blank
    with qtbot.waitSignal(story.preview.quote_chosen):
        preview.quote_pressed.emit(3)
    quotes = [block.id for block in desk.blocks() if isinstance(block, Quote)]
    assert story.canvas.current == quotes[3]
    story.perform("story_preview")
    assert story.outline.isVisible()


def test_the_preview_is_there_again_when_one_comes_back(
    qtbot: QtBot, story: StoryWorkspace, desk: Desk
) -> None:
    story.perform("story_preview")
    again = shown(qtbot, desk)
    assert again.preview.isVisible()
    again.perform("story_preview")
    assert not shown(qtbot, desk).preview.isVisible()


def test_the_preview_takes_no_focus_from_the_story(story: StoryWorkspace) -> None:
    story.canvas.write(story.blocks[1].id)
    story.perform("story_preview")
    assert story.canvas.is_writing
