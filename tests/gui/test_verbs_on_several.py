"""Every verb works on all the chosen blocks as one step, by keys, by the bar and by the menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.story.workspace import StoryWorkspace
from curator.library import BlockId, Query
from curator.model import Author, Block, Cast, Heading, Passage, PullQuote, Quote
from curator.settings import Settings
from tests.conftest import post, take_in

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen

kept: list[QWidget] = []
"""The windows of a test, which live as long as it runs."""

ALL = Query.parse("")
LONG = "A1 Seeds. You return them by growing them, so every loan comes back bigger. #Chat"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = Desk(path, Settings(), make=True)
    yield desk
    kept.clear()
    desk.close()


@pytest.fixture
def story(qtbot: QtBot, desk: Desk) -> StoryWorkspace:
    """Return a story of two headings, a text and six quotes that a rough cut chose."""
    posts = [post(n, f"{LONG} {n}", author=Author(f"ann{n}")) for n in range(6)]
    ids = take_in(desk.library, posts)
    quotes = [Quote(desk.library.posts.row(each).post, why="The most liked") for each in ids]

    def act() -> None:
        made = desk.library.stories.new("A recap")
        blocks: list[Block] = [
            Heading("One"),
            Passage("Mine"),
            *quotes[:3],
            Heading("Two", 3),
            *quotes[3:],
        ]
        desk.library.stories.add(made, blocks)
        desk.library.stories.new("Another")

    desk.edit("Begin", act)
    desk.open_story(desk.library.stories.all()[0].id)
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


def choose(story: StoryWorkspace, *numbers: int) -> None:
    story.canvas.choose_several({story.blocks[number].id for number in numbers})


def press(story: StoryWorkspace, label: str) -> None:
    """Press a button of the floating bar, or what its menu offers under “…”."""
    verb = next(each for each in story.canvas.verbs.verbs if each.text() == label)
    verb.click()


def quotes(desk: Desk) -> list[Quote]:
    return [block for block in desk.blocks() if isinstance(block, Quote)]


def steps(desk: Desk) -> int:
    return sum(not step.undone for step in desk.library.steps())


@pytest.mark.parametrize("name", ["small_quote", "pin", "as_posted", "pull_quote"])
def test_a_verb_changes_every_chosen_quote_and_undo_takes_all_back(
    story: StoryWorkspace, desk: Desk, name: str
) -> None:
    before, count = desk.blocks(), steps(desk)
    choose(story, 1, 2, 3, 6)
    story.perform(name)
    changed = [one for one, other in zip(before, desk.blocks(), strict=True) if one != other]
    assert [each.id for each in changed] == [before[n].id for n in (2, 3, 6)]
    assert steps(desk) == count + 1
    desk.history.undo()
    assert desk.blocks() == before


def test_the_bar_offers_for_several_what_it_offers_for_one(
    story: StoryWorkspace, desk: Desk
) -> None:
    choose(story, 2, 3)
    for label in ("Compact", "Pin"):
        press(story, label)
    assert [quote.compact for quote in quotes(desk)[:3]] == [True, True, False]
    assert [quote.pinned for quote in quotes(desk)[:3]] == [True, True, False]
    press(story, "Full cards")  # what is small becomes a card again, all at once
    assert not any(quote.compact for quote in quotes(desk))
    press(story, "Pull quotes")
    press(story, "Whole posts")
    assert not any(isinstance(block, PullQuote) for block in desk.blocks())


def test_a_quote_becomes_small_by_its_button(story: StoryWorkspace, desk: Desk) -> None:
    choose(story, 2)
    press(story, "Compact")
    assert quotes(desk)[0].compact
    press(story, "Full card")
    assert not quotes(desk)[0].compact


def test_headings_change_their_level_together(story: StoryWorkspace, desk: Desk) -> None:
    choose(story, 0, 5)
    press(story, "Smaller")
    levels = [block.level for block in desk.blocks() if isinstance(block, Heading)]
    assert levels == [3, 4]
    press(story, "Smaller")  # the smallest stays, the other follows
    levels = [block.level for block in desk.blocks() if isinstance(block, Heading)]
    assert levels == [4, 4]


def test_words_left_out_of_several_come_back_as_one_step(
    story: StoryWorkspace, desk: Desk
) -> None:
    stories = desk.library.stories

    def act() -> None:
        for quote in quotes(desk)[:2]:
            stories.trim(BlockId(quote.id), [(3, 9)])

    desk.edit("Trim", act)
    choose(story, 2, 3)
    press(story, "Show all words")
    assert not any(quote.trims for quote in quotes(desk))
    desk.history.undo()
    assert [bool(quote.trims) for quote in quotes(desk)[:3]] == [True, True, False]


def test_quotes_are_swapped_together(qtbot: QtBot, story: StoryWorkspace, desk: Desk) -> None:
    story.edits.remove([block.id for block in desk.blocks()[6:]])  # their posts are free again
    before = [quote.post.key for quote in quotes(desk)]
    choose(story, 2, 3)
    story.perform("swap")
    qtbot.waitUntil(lambda: [quote.post.key for quote in quotes(desk)] != before)
    keys = [quote.post.key for quote in quotes(desk)]
    assert len(keys) == 3
    assert {*keys} & {*before} == {before[2]}  # each is another, the one not chosen stays
    desk.history.undo()
    assert [quote.post.key for quote in quotes(desk)] == before


def test_blocks_are_copied_to_another_story(story: StoryWorkspace, desk: Desk) -> None:
    other = desk.library.stories.all()[1].id
    choose(story, 1, 2)
    story.perform("copy_block")
    menu = next(each for each in story.findChildren(QMenu) if each.isVisible())
    next(each for each in menu.actions() if each.text() == "Another").trigger()
    text, quote = desk.library.stories.blocks(other)
    assert isinstance(text, Passage)
    assert isinstance(quote, Quote)
    assert (text.text, quote.post.key) == ("Mine", quotes(desk)[0].post.key)
    menu.close()
    desk.history.undo()
    assert desk.library.stories.blocks(other) == ()


def test_stars_and_tags_reach_every_post_of_what_is_chosen(
    story: StoryWorkspace, desk: Desk
) -> None:
    choose(story, 2, 3)
    story.perform("exchange")
    chosen = [desk.blocks()[2].id, *(quote.id for quote in quotes(desk)[-2:])]
    story.canvas.choose_several(chosen)
    story.perform("star")
    starred = [each.mark for each in desk.library.posts.rows(desk.library.posts.find(ALL))]
    assert starred.count("star") == 4  # two in the exchange, two beside it


def test_counted_blocks_and_groups_have_their_verbs_among_several(
    story: StoryWorkspace, desk: Desk
) -> None:
    def act() -> None:
        assert desk.story is not None
        desk.library.stories.add(desk.story, [Cast("", ())])

    desk.edit("Add", act)
    choose(story, 2, 3)
    story.perform("voices")
    chosen: list[Block] = [desk.blocks()[2], desk.blocks()[-1]]
    story.canvas.choose_several({block.id for block in chosen})
    assert {"Count again", "Take apart"} <= {each.text() for each in story.canvas.verbs.verbs}


def context_menu(story: StoryWorkspace, number: int) -> QMenu:
    """Open the menu of a block by a right click in its words."""
    frame = story.canvas.column.frame(number)
    words = frame.body.text
    assert words is not None
    viewport = words.viewport()
    place = QPoint(20, 8)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def labels(menu: QMenu) -> list[str]:
    return [each.text() for each in menu.actions() if not each.isSeparator()]


def test_a_right_click_on_a_quote_chooses_it_and_offers_its_verbs_with_keys(
    story: StoryWorkspace, desk: Desk
) -> None:
    menu = context_menu(story, 3)
    assert story.canvas.current == story.blocks[3].id
    assert "Pull quote\tQ" in labels(menu)
    assert labels(menu)[-1] == "Remove\tDel"
    assert len(labels(menu)) <= 15
    next(each for each in menu.actions() if each.text() == "Remove\tDel").trigger()
    menu.close()
    assert len(quotes(desk)) == 5


def test_a_right_click_within_a_selection_is_about_all_of_it(
    story: StoryWorkspace, desk: Desk
) -> None:
    choose(story, 2, 3)
    menu = context_menu(story, 3)
    assert "Remove 2\tDel" in labels(menu)
    assert len(labels(menu)) <= 15
    next(each for each in menu.actions() if each.text() == "Compact").trigger()
    menu.close()
    assert [quote.compact for quote in quotes(desk)[:3]] == [True, True, False]


def test_a_field_has_the_menu_of_texts_and_under_it_that_of_the_block(
    story: StoryWorkspace, desk: Desk
) -> None:
    story.canvas.write(story.blocks[5].id)
    words = story.canvas.column.frame(5).body.text
    assert words is not None
    QTest.mouseClick(words.viewport(), Qt.MouseButton.RightButton)
    assert story.canvas.is_writing  # the menu ends no writing
    menu = context_menu(story, 5)
    assert any("Paste" in label for label in labels(menu))
    block = next(each.menu() for each in menu.actions() if each.text() == "Block")
    assert isinstance(block, QMenu)
    assert "Smaller" in labels(block)
    next(each for each in block.actions() if each.text() == "Smaller").trigger()
    menu.close()
    heading = desk.blocks()[5]
    assert isinstance(heading, Heading)
    assert heading.level == 4


def test_the_bar_covers_no_words(story: StoryWorkspace) -> None:
    for number, block in enumerate(story.blocks):
        story.canvas.choose(block.id)
        bar = story.canvas.verbs.geometry()
        for frame in story.canvas.column.frames:
            body = frame.body
            words = body.rect().translated(body.mapTo(story.canvas.column, QPoint()))
            assert not bar.intersects(words), (number, frame.block)


def test_the_bar_goes_above_a_block_that_ends_below_the_window(story: StoryWorkspace) -> None:
    canvas = story.canvas
    choose(story, 3)
    canvas.window().resize(1440, 400)
    story.resize(1440, 400)
    QApplication.processEvents()
    canvas.verticalScrollBar().setValue(0)
    QTest.qWait(1)
    bar, box = canvas.verbs.geometry(), canvas.column.frame(3).box
    assert bar.top() < box.top() < bar.bottom()


def test_a_block_a_verb_acted_on_stays_in_sight(story: StoryWorkspace) -> None:
    canvas = story.canvas
    canvas.choose(story.blocks[-1].id)
    for _ in range(3):
        story.perform("pull_quote")
        story.perform("whole_post")
        at = canvas.column.number(canvas.current)
        assert at is not None
        top, bottom = canvas.column.span(at)
        low = canvas.verticalScrollBar().value()
        assert low <= top
        assert bottom <= low + canvas.viewport().height()
