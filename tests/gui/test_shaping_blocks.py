"""Quotes are trimmed, joined and shown small; pictures and testimonials are put in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from curator import model
from curator.counted import Participant
from curator.gui.canvas.block_frame import BlockFrame
from curator.gui.canvas.composed_block import ImageBody, StatementBody
from curator.gui.canvas.post_block import PostBody
from curator.gui.codebook.tag_entry import TagEntry
from curator.gui.desk.desk import Desk
from curator.gui.story.workspace import StoryWorkspace
from curator.library import PostId
from curator.model import Author, Cast, Group, Heading, Image, Passage, Quote
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
def story(qtbot: QtBot, desk: Desk) -> StoryWorkspace:
    """Return a story of a heading and four posts, the last two by one person."""
    said = ["What was first?", "A cake tin, which is old, and green", "One (1/2)", "two (2/2)"]
    authors = [Author("ann"), Author("bob"), Author("cleo"), Author("cleo")]
    posts = [post(n, words, author=authors[n]) for n, words in enumerate(said)]
    ids = take_in(desk.library, posts)
    quotes = [Quote(desk.library.posts.row(PostId(each)).post) for each in ids]

    def act() -> None:
        made = desk.library.stories.new("A recap")
        desk.library.stories.add(made, [Heading("One"), *quotes])

    desk.edit("Begin", act)
    desk.open_story(desk.library.stories.all()[-1].id)
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


def words_of(story: StoryWorkspace, number: int) -> str:
    body = story.canvas.column.frame(number).body
    assert isinstance(body, PostBody)
    return body.text.words()


def trim(story: StoryWorkspace, number: int, low: int, high: int) -> None:
    choose(story, number)
    body = story.canvas.column.frame(number).body
    assert isinstance(body, PostBody)
    body.text.select(low, high)
    story.perform("trim")


def test_chosen_words_are_left_out_and_undone_in_place(
    qtbot: QtBot, story: StoryWorkspace
) -> None:
    trim(story, 2, 10, 25)
    assert words_of(story, 2) == "A cake tin[…] and green"
    trim(story, 2, 18, 23)
    assert words_of(story, 2) == "A cake tin[…] and […]"
    body = story.canvas.column.frame(2).body
    assert isinstance(body, PostBody)
    cursor = body.text.textCursor()
    cursor.setPosition(11)
    at = body.text.cursorRect(cursor).center()
    QTest.mouseClick(body.text.viewport(), Left, Held.NoModifier, at + QPoint(2, 0))
    qtbot.waitUntil(lambda: words_of(story, 2) == "A cake tin, which is old, and […]")
    story.perform("untrim")
    assert words_of(story, 2) == "A cake tin, which is old, and green"


def test_a_post_is_never_trimmed_to_nothing(story: StoryWorkspace, desk: Desk) -> None:
    said: list[str] = []
    desk.reported.connect(said.append)
    trim(story, 2, 0, 35)
    assert words_of(story, 2) == "A cake tin, which is old, and green"
    assert said == ["Nothing would be left of the post. Remove it instead."]


def test_parts_of_one_person_become_a_thread(story: StoryWorkspace, desk: Desk) -> None:
    choose(story, 3, 4)
    assert story.canvas.verbs.verbs[0].text() == "Make a thread"
    story.perform("thread")
    (thread,) = [block for block in desk.blocks() if isinstance(block, Quote) and block.rest]
    assert story.canvas.current == thread.id
    assert words_of(story, 3) == "One\n\ntwo"  # tidied: one quote needs no counters
    story.perform("take_apart")
    assert len(desk.blocks()) == 5


def test_what_several_said_becomes_no_thread_of_one(story: StoryWorkspace, desk: Desk) -> None:
    said: list[str] = []
    desk.reported.connect(said.append)
    before = desk.blocks()
    choose(story, 1, 2)
    story.perform("thread")  # by the menu or the palette: the bar does not offer it
    assert desk.blocks() == before
    assert "what one person wrote" in said[-1]


def test_a_question_and_its_answer_become_an_exchange(story: StoryWorkspace, desk: Desk) -> None:
    before = desk.blocks()
    choose(story, 1, 2)
    story.perform("exchange")
    group = desk.blocks()[1]
    assert isinstance(group, Group)
    assert [quote.post.author.handle for quote in group.quotes] == ["ann", "bob"]
    desk.history.undo()
    assert desk.blocks() == before


def test_a_quote_is_shown_small_and_as_a_card(story: StoryWorkspace, desk: Desk) -> None:
    choose(story, 1)
    story.perform("small_quote")
    small = desk.blocks()[1]
    assert isinstance(small, Quote)
    assert small.compact
    assert "Full card" in [verb.text() for verb in story.canvas.verbs.verbs]
    story.perform("small_quote")
    assert not desk.blocks()[1].compact  # type: ignore[union-attr]


def test_a_heading_is_set_smaller_and_larger(story: StoryWorkspace, desk: Desk) -> None:
    choose(story, 0)
    for name, level in (("smaller_heading", 3), ("smaller_heading", 4), ("larger_heading", 3)):
        story.perform(name)
        assert desk.blocks()[0].level == level  # type: ignore[union-attr]


def test_a_picture_asks_for_its_description(
    story: StoryWorkspace, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "evening.png"
    Pillow.new("RGB", (40, 30), "teal").save(file)
    choose(story, 0)
    story.commands.insertions.put_in_picture(file)
    body = story.canvas.column.frame(1).body
    assert isinstance(body, ImageBody)
    assert body.description.hasFocus()
    QTest.keyClicks(body.description, "Six tins on a table")
    story.canvas.setFocus()
    picture = desk.blocks()[1]
    assert isinstance(picture, Image)
    assert picture.media.alt == "Six tins on a table"


def test_what_is_no_picture_is_refused_with_a_sentence(
    story: StoryWorkspace, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "evening.png"
    file.write_text("no picture at all")
    failed: list[object] = []
    desk.failed.connect(failed.append)
    story.commands.insertions.put_in_picture(file)
    assert "evening.png" in str(failed[0])
    assert len(desk.blocks()) == 5


def test_a_testimonial_is_filled_in_and_waits_for_consent(
    story: StoryWorkspace, desk: Desk
) -> None:
    choose(story, 0)
    story.perform("new_testimonial")
    body = story.canvas.column.frame(1).body
    assert isinstance(body, StatementBody)
    assert body.words.hasFocus()
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, "It changed us")
    body.who.setFocus()
    QTest.keyClicks(body.who, "Dee")
    body.consent.setFocus()
    made = desk.blocks()[1]
    assert isinstance(made, model.Testimonial)
    assert (made.text, made.name, made.consent) == ("It changed us", "Dee", "withheld")


def drop(story: StoryWorkspace, mime: QMimeData, number: int) -> None:
    """Let something fall below a block, as another program would."""
    at = QPointF(300, story.canvas.column.span(number)[1] + 2)
    actions = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at.toPoint(), actions, mime, Left, Held.NoModifier)
    QApplication.sendEvent(story.canvas.viewport(), enter)
    assert enter.isAccepted()
    fall = QDropEvent(at, actions, mime, Left, Held.NoModifier)
    QApplication.sendEvent(story.canvas.viewport(), fall)


def test_files_and_links_are_dropped_into_the_story(
    story: StoryWorkspace, desk: Desk, tmp_path: Path
) -> None:
    picture, text = tmp_path / "a.PNG", tmp_path / "notes.txt"
    Pillow.new("RGB", (40, 30), "teal").save(picture)
    text.write_text("Some notes\n", "utf-8")
    for place in (QUrl.fromLocalFile(str(picture)), QUrl.fromLocalFile(str(text))):
        mime = QMimeData()
        mime.setUrls([place])
        drop(story, mime, 0)
    mime = QMimeData()
    mime.setUrls([QUrl("https://a.example/report")])
    drop(story, mime, 0)
    link, notes, shown = desk.blocks()[1:4]
    assert isinstance(link, Passage)
    assert link.text == "[a.example](https://a.example/report)"
    assert isinstance(notes, Passage)
    assert notes.text == "Some notes"
    assert isinstance(shown, Image)


def test_a_copied_picture_is_pasted_as_a_block(story: StoryWorkspace, desk: Desk) -> None:
    picture = QImage(20, 10, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    QApplication.clipboard().setImage(picture)
    choose(story, 0)
    QTest.keySequence(story.canvas.column.frame(0), "Ctrl+V")
    assert isinstance(desk.blocks()[1], Image)


def test_those_not_quoted_are_named(story: StoryWorkspace, desk: Desk) -> None:
    take_in(desk.library, [post(20, "I lend seeds and they come back", author=Author("dee"))])
    choose(story, 0)
    story.perform("add_more_voices")
    voices = desk.blocks()[1]
    assert isinstance(voices, Group)
    assert [quote.post.author.handle for quote in voices.quotes] == ["dee"]


def test_a_tag_is_asked_for_the_chosen_quotes_and_the_focus_comes_back(
    story: StoryWorkspace, desk: Desk
) -> None:
    choose(story, 1, 2)
    story.perform("tag")
    field = QApplication.focusWidget()
    assert field is not None
    block = story.canvas.frame(story.canvas.current)
    assert block is not None
    below = block.mapToGlobal(block.rect().bottomLeft()).y()
    assert 0 < field.mapToGlobal(field.rect().topLeft()).y() - below < 40  # beside what it is for
    QTest.keyClicks(field, "insight")
    QTest.keyClick(field, Key.Key_Return)
    assert desk.library.marks.tags() == [("insight", 2)]
    assert story.canvas.holds_focus()
    assert len(story.canvas.selected) == 2


@pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen
def test_a_digit_takes_a_tag_for_the_chosen_quotes(story: StoryWorkspace, desk: Desk) -> None:
    for name in ("odd", "useful"):
        desk.tag(desk.library.posts.ids(["1"]).values(), name)
    choose(story, 1, 2)
    story.perform("tag")
    field = QApplication.focusWidget()
    assert isinstance(field, TagEntry)
    second = field.completer().completionModel().index(1, 0).data()
    QTest.keyClicks(field, "2")
    assert dict(desk.library.marks.tags())[second] >= 2
    assert story.canvas.holds_focus()


def test_the_cast_is_shown_whole_as_on_the_page(story: StoryWorkspace, desk: Desk) -> None:
    people = tuple(Participant("test", f"ann{n}", f"Ann {n}") for n in range(30))
    number = desk.story
    assert number is not None
    desk.edit("Add", lambda: desk.library.stories.add(number, [Cast("", people)]))
    block = desk.blocks()[-1]
    story.canvas.choose(block.id)
    place = story.canvas.column.number(block.id)
    assert place is not None

    def frame() -> BlockFrame:
        return story.canvas.column.frame(place)

    def named() -> int:
        shown = [label.text() for label in frame().findChildren(QLabel) if label.isVisible()]
        return sum("Ann " in text for text in shown)

    assert named() == 12
    (more,) = [b for b in frame().findChildren(QAbstractButton) if "18 more" in b.text()]
    height = frame().height()
    more.click()
    assert named() == 30
    assert frame().height() > height
