"""Blocks on the canvas: what one points at is what is chosen, and verbs are about that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.canvas.block_frame import BlockFrame
from curator.gui.canvas.word_edges import WordEdges
from curator.gui.desk.desk import Desk
from curator.gui.drag.payload import SEARCH, blocks_dragged
from curator.gui.post_list.drag import posts_dragged, stamp
from curator.gui.story.workspace import StoryWorkspace
from curator.library import Library, PostId
from curator.model import Block, Heading, Passage, PullQuote, Quote, Span
from curator.settings import Settings
from tests.conftest import post, take_in

Key, Held, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton

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
    return take_in(desk.library, [post(n, f"Post number {n} of them") for n in range(5)])


@pytest.fixture
def story(qtbot: QtBot, desk: Desk, ids: list[PostId]) -> StoryWorkspace:
    """Return a story of a heading, a text and the five posts, as it was just opened."""
    posts = [Quote(desk.library.posts.row(each).post) for each in ids]
    begin(desk, [Heading("One"), Passage("Words of mine"), *posts])
    return shown(qtbot, desk)


def begin(desk: Desk, blocks: list[Block]) -> None:
    def act() -> None:
        made = desk.library.stories.new("A recap")
        desk.library.stories.add(made, blocks)

    desk.edit("Begin", act)
    desk.open_story(desk.library.stories.all()[-1].id)


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


def frame(story: StoryWorkspace, number: int) -> BlockFrame:
    return story.canvas.column.frame(number)


def click(story: StoryWorkspace, number: int, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """Click in the middle of a block's words."""
    words = frame(story, number).body.text
    assert words is not None
    QTest.mouseClick(words.viewport(), Left, held, QPoint(30, 10))


def press(key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, held)


def ids_of(desk: Desk) -> list[int]:
    return [block.id for block in desk.blocks()]


def test_a_story_opens_with_its_title_in_sight(
    qtbot: QtBot, desk: Desk, ids: list[PostId]
) -> None:
    posts = [Quote(desk.library.posts.row(each).post) for each in ids * 8]
    begin(desk, [Heading("One"), *posts])
    story = shown(qtbot, desk)
    assert story.canvas.verticalScrollBar().value() == 0
    assert story.canvas.place == ids_of(desk)[-1]  # and yet a post goes to the end
    press(Key.Key_Down)
    assert story.canvas.current == ids_of(desk)[0]


def test_a_click_in_the_words_of_a_quote_chooses_that_quote(
    story: StoryWorkspace, desk: Desk
) -> None:
    click(story, 2)
    click(story, 3)
    chosen = ids_of(desk)[3]
    assert story.canvas.current == chosen
    assert QApplication.focusWidget() is frame(story, 3)
    story.perform("remove_block")
    assert chosen not in ids_of(desk)
    assert len(desk.blocks()) == 6


def test_words_that_cannot_be_edited_show_no_caret(story: StoryWorkspace) -> None:
    click(story, 2)
    words = frame(story, 2).body.text
    assert words is not None
    assert not words.hasFocus()
    assert words.cursorWidth() == 0


def test_choosing_a_block_moves_nothing(story: StoryWorkspace) -> None:
    before = [frame(story, n).geometry() for n in range(7)]
    click(story, 4)
    assert story.canvas.verbs.isVisible()
    assert [frame(story, n).geometry() for n in range(7)] == before
    assert story.canvas.verticalScrollBar().value() == 0


def test_the_verbs_are_those_of_what_is_chosen(story: StoryWorkspace) -> None:
    click(story, 4)
    assert [each.text() for each in story.canvas.verbs.verbs] == [
        "Pull quote", "Trim […]", "Compact", "Annotate", "Show in Sift", "Remove",
    ]  # fmt: skip
    click(story, 5, Held.ControlModifier)
    assert story.canvas.verbs.verbs[-1].text() == "Remove 2"


def test_shift_and_ctrl_choose_several_and_a_verb_is_one_step(
    story: StoryWorkspace, desk: Desk
) -> None:
    order = ids_of(desk)
    click(story, 2)
    click(story, 4, Held.ShiftModifier)
    assert story.canvas.selected == order[2:5]
    click(story, 6, Held.ControlModifier)
    click(story, 3, Held.ControlModifier)
    assert story.canvas.selected == [order[2], order[4], order[6]]
    story.perform("remove_block")
    assert ids_of(desk) == [order[0], order[1], order[3], order[5]]
    desk.history.undo()
    assert ids_of(desk) == order


def test_shift_and_the_arrows_choose_several(story: StoryWorkspace, desk: Desk) -> None:
    order = ids_of(desk)
    click(story, 3)
    press(Key.Key_Down, Held.ShiftModifier)
    press(Key.Key_Down, Held.ShiftModifier)
    press(Key.Key_Up, Held.ShiftModifier)
    assert story.canvas.selected == order[3:5]
    press(Key.Key_Escape)
    assert story.canvas.selected == [order[4]]


def test_pulling_the_pointer_beside_blocks_chooses_them(story: StoryWorkspace, desk: Desk) -> None:
    view = story.canvas.viewport()
    low, high = (QPoint(6, story.canvas.column.span(n)[0] + 12) for n in (2, 4))
    QTest.mousePress(view, Left, Held.NoModifier, low)
    QTest.mouseMove(view, high)
    QTest.mouseRelease(view, Left, Held.NoModifier, high)
    assert story.canvas.selected == ids_of(desk)[2:5]


def test_several_blocks_move_together(story: StoryWorkspace, desk: Desk) -> None:
    order = ids_of(desk)
    click(story, 3)
    click(story, 4, Held.ShiftModifier)
    story.perform("move_up")
    assert ids_of(desk) == [*order[:2], order[3], order[4], order[2], *order[5:]]
    assert story.canvas.selected == order[3:5]
    desk.history.undo()
    assert ids_of(desk) == order


def test_several_posts_are_decided_and_pulled_at_once(
    story: StoryWorkspace, desk: Desk, ids: list[PostId]
) -> None:
    click(story, 2)
    click(story, 3, Held.ShiftModifier)
    story.perform("star")
    assert {row.id for row in desk.library.posts.rows(ids) if row.mark == "star"} == set(ids[:2])
    story.perform("pull_quote")
    assert [type(block) for block in desk.blocks()[2:5]] == [PullQuote, PullQuote, Quote]
    desk.history.undo()
    assert not [block for block in desk.blocks() if isinstance(block, PullQuote)]


def test_undo_goes_to_what_it_changed(story: StoryWorkspace, desk: Desk) -> None:
    order = ids_of(desk)
    click(story, 5)
    story.perform("remove_block")
    click(story, 2)
    desk.history.undo()
    assert ids_of(desk) == order
    assert story.canvas.current == order[5]
    desk.history.redo()
    assert story.canvas.current == order[6]


def test_a_pull_quote_grows_and_shrinks_by_words(story: StoryWorkspace, desk: Desk) -> None:
    click(story, 3)
    story.perform("pull_quote")
    press(Key.Key_Left, Held.ShiftModifier)
    press(Key.Key_Right, Held.ShiftModifier | Held.ControlModifier)
    pulled = desk.blocks()[3]
    assert isinstance(pulled, PullQuote)
    assert pulled.text == "number 1 of"
    desk.history.undo()
    whole = desk.blocks()[3]
    assert isinstance(whole, PullQuote)
    assert whole.text == "Post number 1 of them"


@pytest.mark.parametrize(
    ("text", "start", "end", "chosen"),
    [
        ("Seeds come back", 7, 8, "come"),
        ("Seeds come back", 3, 8, "Seeds come"),
        ("see https://a.example/b now", 9, 10, "https://a.example/b"),
        ("ask @tomas_irigaray, he knows", 8, 9, "@tomas_irigaray"),
        ("don’t ask", 1, 2, "don’t"),
        ("한국어 우리 도서관", 5, 6, "우리"),
        ("ok 👩🏽‍🚀 go", 0, 2, "ok"),
        ("ok 👩🏽‍🚀 go", 4, 5, "👩🏽‍🚀"),
    ],
)
def test_what_is_chosen_never_starts_inside_a_word(
    text: str, start: int, end: int, chosen: str
) -> None:
    assert text[slice(*WordEdges(text).snapped(start, end))] == chosen


def test_what_is_dragged_from_another_library_is_refused_with_a_sentence(
    story: StoryWorkspace, desk: Desk, tmp_path: Path
) -> None:
    other = tmp_path / "other.curator"
    with Library(other, make=True) as library:
        foreign = take_in(library, [post(90, "Said elsewhere")])
    before, said = desk.blocks(), list[str]()
    desk.reported.connect(said.append)
    search = stamp(QMimeData(), other)
    search.setData(SEARCH, b"1")
    for mime in (posts_dragged(foreign, other), blocks_dragged([1], other), search):
        at = QPointF(300, 200)
        actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        enter = QDragEnterEvent(at.toPoint(), actions, mime, Left, Held.NoModifier)
        QApplication.sendEvent(story.canvas.viewport(), enter)
        assert story.canvas.mark.words == "This is from another library"
        fall = QDropEvent(at, actions, mime, Left, Held.NoModifier)
        QApplication.sendEvent(story.canvas.viewport(), fall)
    assert desk.blocks() == before
    story.commands.insertions.paste(blocks_dragged([1], other))
    assert desk.blocks() == before
    assert len(said) == 4
    assert all("other" in sentence for sentence in said)


def test_what_is_dragged_within_a_library_is_taken(
    story: StoryWorkspace, desk: Desk, ids: list[PostId]
) -> None:
    mime = posts_dragged(ids[:1], desk.library.path)
    at = QPointF(300, 200)
    for kind in (QDragEnterEvent, QDropEvent):
        place = at.toPoint() if kind is QDragEnterEvent else at
        event = kind(place, Qt.DropAction.CopyAction, mime, Left, Held.NoModifier)  # type: ignore[arg-type]
        QApplication.sendEvent(story.canvas.viewport(), event)
    assert len(desk.blocks()) == 8


def test_what_is_typed_in_a_far_block_is_kept(qtbot: QtBot, desk: Desk, ids: list[PostId]) -> None:
    posts = [Quote(desk.library.posts.row(each).post) for each in ids * 12]
    begin(desk, [*posts, Passage("Far away")])
    story = shown(qtbot, desk)
    story.canvas.write(ids_of(desk)[-1])
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, " and typed")
    story.canvas.flush()
    last = desk.blocks()[-1]
    assert isinstance(last, Passage)
    assert last.text == "Far away and typed"


def test_chosen_blocks_are_duplicated_and_the_copies_chosen(
    story: StoryWorkspace, desk: Desk
) -> None:
    order = ids_of(desk)
    click(story, 2)
    click(story, 3, Held.ShiftModifier)
    story.perform("duplicate_block")
    after = ids_of(desk)
    assert [block for block in after if block in order] == order
    assert story.canvas.selected == after[4:6]
    desk.history.undo()
    assert ids_of(desk) == order


def test_blocks_are_copied_to_another_story_and_elsewhere_as_words(
    story: StoryWorkspace, desk: Desk
) -> None:
    click(story, 2)
    click(story, 3, Held.ShiftModifier)
    press(Key.Key_C, Held.ControlModifier)
    words = QApplication.clipboard().text()
    assert "“Post number 0 of them”\n— @ann, " in words
    begin(desk, [Heading("Another")])
    story.canvas.choose(desk.blocks()[0].id)
    press(Key.Key_V, Held.ControlModifier)
    assert [type(block) for block in desk.blocks()] == [Heading, Quote, Quote]


def test_blocks_copied_elsewhere_name_nobody_who_is_withheld(
    story: StoryWorkspace, desk: Desk
) -> None:
    click(story, 2)
    click(story, 3, Held.ShiftModifier)
    people = desk.library.people
    desk.edit("Role", lambda: people.change(people.called("ann"), consent="role", role="Nurse"))
    press(Key.Key_C, Held.ControlModifier)
    words = QApplication.clipboard().text()
    assert words.count("— Nurse, ") == 2
    assert "ann" not in words.casefold()
    desk.edit("Withhold", lambda: people.change(people.called("ann"), consent="withheld"))
    press(Key.Key_C, Held.ControlModifier)
    assert "ann" not in QApplication.clipboard().text()


def test_blocks_copied_elsewhere_are_as_the_story_shows_them(qtbot: QtBot, desk: Desk) -> None:
    tag, words = "gardenchat", "A1: Rain butts first"
    spans = (Span("hashtag", len(words) + 1, len(words) + 2 + len(tag), tag),)
    said = [post(n, f"{words} #{tag}", spans=spans) for n in range(20, 26)]
    ids = take_in(desk.library, said)
    begin(
        desk,
        [
            Heading("One"),
            *(Quote(desk.library.posts.row(each).post) for each in ids),
            Quote(desk.library.posts.row(ids[0]).post, as_posted=True),
        ],
    )
    story_id = desk.story
    assert story_id is not None
    story = shown(qtbot, desk)
    if not desk.library.stories.story(story_id).tidy:
        story.perform("tidy")
    story.canvas.choose(ids_of(desk)[1])
    story.canvas.reach(ids_of(desk)[7])
    press(Key.Key_C, Held.ControlModifier)
    copied = QApplication.clipboard().text()
    assert copied.count("“Rain butts first”") == 6
    assert copied.count("“A1: Rain butts first #gardenchat”") == 1
    assert copied.count("— @ann, ") == 7


@pytest.mark.parametrize("how", ["select_all", "Shift and arrows"])
def test_all_of_a_long_story_is_chosen_and_copied(
    qtbot: QtBot, desk: Desk, ids: list[PostId], how: str
) -> None:
    posts = [Quote(desk.library.posts.row(each).post) for each in ids * 8]
    begin(desk, [Heading("One"), Passage("Words of mine"), *posts])
    story = shown(qtbot, desk)
    story.canvas.write(ids_of(desk)[1])
    press(Key.Key_Escape)
    if how == "select_all":
        story.perform(how)
    else:
        press(Key.Key_Up)
        for _ in range(41):
            press(Key.Key_Down, Held.ShiftModifier)
    chosen = ids_of(desk)
    assert [int(each) for each in story.canvas.selected] == chosen
    press(Key.Key_C, Held.ControlModifier)
    assert QApplication.clipboard().text().count("Post number") == 40
    assert story.canvas.current == chosen[-1]


def test_the_focus_stays_on_the_canvas_when_a_story_is_duplicated(story: StoryWorkspace) -> None:
    click(story, 2)
    story.perform("duplicate")
    assert story.canvas.holds_focus() or QApplication.focusWidget() is story.canvas
    assert story.canvas.verticalScrollBar().value() == 0
