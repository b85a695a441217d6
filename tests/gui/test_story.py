"""The workspace Story: everything by keys, everything by dragging, and no word lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.canvas.post_block import PostBody
from curator.gui.canvas.readonly_text import ReadonlyText
from curator.gui.canvas.text_edit import Field
from curator.gui.desk.desk import Desk
from curator.gui.drag.payload import BLOCKS, DragPayload, blocks_dragged
from curator.gui.look.clock import Clock
from curator.gui.post_list.drag import MIME, posts_dragged
from curator.gui.post_list.row_head import head
from curator.gui.shelf.pane import QUESTION, SEARCH, STARRED, TAG
from curator.gui.story.workspace import StoryWorkspace
from curator.library import Library, PostId, StoryId
from curator.model import (
    Author,
    Block,
    Divider,
    Heading,
    Media,
    Passage,
    Post,
    PullQuote,
    Quote,
)
from curator.settings import Settings
from tests.conftest import post, take_in

Key, Held = Qt.Key, Qt.KeyboardModifier
HOSTILE = "<b>bold</b> &amp; <img src='file:///etc/passwd'> **x** \u202eevil"

kept: list[QWidget] = []
"""The windows of a test, which live as long as it runs."""


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = Desk(path, Settings(), make=True)
    desk.library.remember("zone", "Europe/London")
    yield desk
    kept.clear()
    desk.close()


@pytest.fixture
def ids(desk: Desk) -> list[PostId]:
    """Five posts, all starred."""
    ids = take_in(desk.library, [post(n, f"Post number {n} of them") for n in range(5)])
    desk.decide(ids, "star")
    return ids


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
    if story.blocks:
        story.canvas.to_end()
    return story


def begun(desk: Desk, *blocks: Block) -> StoryId:
    made: list[StoryId] = []

    def act() -> None:
        made.append(desk.library.stories.new("A recap"))
        desk.library.stories.add(made[0], blocks)

    desk.edit("Begin", act)
    desk.open_story(made[0])
    return made[0]


def quote(desk: Desk, post_id: int) -> Quote:
    return Quote(desk.library.posts.row(PostId(post_id)).post)


def words(desk: Desk) -> list[str]:
    """Return what the story holds, as the library has it."""
    return [_words(block) for block in desk.blocks()]


def _words(block: Block) -> str:
    match block:
        case Heading(text):
            return f"# {text}"
        case Passage(text) | PullQuote(text):
            return text
        case Quote(post):
            return post.text
        case _:
            return "---"


def ids_of(desk: Desk) -> list[int]:
    return [block.id for block in desk.blocks()]


def hold(story: StoryWorkspace, mime: QMimeData, y: int) -> QDragEnterEvent:
    """Hold something over the canvas at a height on the page."""
    view = story.canvas.viewport()
    at = QPointF(300, y - story.canvas.verticalScrollBar().value()).toPoint()
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    event = QDragEnterEvent(at, actions, mime, Qt.MouseButton.LeftButton, Held.NoModifier)
    QApplication.sendEvent(view, event)
    return event


def drop(story: StoryWorkspace, mime: QMimeData, y: int) -> None:
    """Hold something over the canvas, and let it fall if it may, as Qt does."""
    held = hold(story, mime, y)
    if not held.isAccepted():
        return
    fall = QDropEvent(
        held.position(), held.possibleActions(), mime, held.buttons(), Held.NoModifier
    )
    QApplication.sendEvent(story.canvas.viewport(), fall)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, held)


def type_in(text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)


def field(story: StoryWorkspace, number: int) -> Field:
    made = story.canvas.column.frame(number).field
    assert made is not None
    return made


def test_a_story_is_made_from_nothing_by_keys_alone(
    qtbot: QtBot, desk: Desk, ids: list[PostId]
) -> None:
    story = shown(qtbot, desk)
    press(Key.Key_Return)  # “New story” has the focus
    type_in("Lending")
    press(Key.Key_Return)
    type_in("Hello **there**")
    story.perform("new_heading")
    type_in("First?")
    press(Key.Key_Return)
    type_in("Some words")
    story.shelf.view.setFocus()
    story.shelf.view.choose(2)
    press(Key.Key_Return)
    story.perform("new_divider")
    assert words(desk) == [
        "Hello **there**",
        "# First?",
        "Some words",
        "Post number 2 of them",
        "---",
    ]
    assert desk.library.stories.all()[0].title == "Lending"
    assert len(ids) == 5


def test_posts_fall_where_the_mark_says(qtbot: QtBot, desk: Desk, ids: list[PostId]) -> None:
    begun(desk, Heading("One"), Passage("Text"), Heading("Two"))
    story = shown(qtbot, desk)
    top, bottom = story.canvas.column.span(1)
    drop(story, posts_dragged([ids[3], ids[0]]), bottom - 2)
    third, first = "Post number 3 of them", "Post number 0 of them"
    assert words(desk) == ["# One", "Text", third, first, "# Two"]
    assert desk.mark == ids_of(desk)[3]
    desk.history.undo()
    assert words(desk) == ["# One", "Text", "# Two"]
    assert top < bottom


def test_the_mark_says_what_would_fall(qtbot: QtBot, desk: Desk, ids: list[PostId]) -> None:
    begun(desk, Passage("Text"))
    story = shown(qtbot, desk)
    assert hold(story, posts_dragged(ids[:2]), 300).isAccepted()
    assert story.canvas.mark.words == "2 posts go here"
    assert story.canvas.mark.isVisible()


@pytest.mark.parametrize(
    "said", [b"", b"rubbish", b'{"a": 1}', b'["x"]', b"[99999]", b"[99999999999999999999]"]
)
def test_what_other_programs_drop_does_nothing(
    qtbot: QtBot, desk: Desk, ids: list[PostId], said: bytes
) -> None:
    begun(desk, Passage("Text"), quote(desk, ids[0]))
    before = desk.library.next_undo
    story = shown(qtbot, desk)
    for kind in (MIME, BLOCKS):
        mime = QMimeData()
        mime.setData(kind, said)
        drop(story, mime, 200)
    assert desk.library.next_undo == before


def test_a_block_that_is_dropped_keeps_its_id(qtbot: QtBot, desk: Desk) -> None:
    begun(desk, Passage("a"), Passage("b"), Passage("c"))
    story = shown(qtbot, desk)
    a, b, c = ids_of(desk)
    drop(story, blocks_dragged([c]), 0)
    assert ids_of(desk) == [c, a, b]
    step = desk.library.next_undo
    assert step is not None
    assert step.label == "Move 1 block"
    desk.history.undo()
    assert ids_of(desk) == [a, b, c]


def test_a_block_dropped_where_it_is_makes_no_step(qtbot: QtBot, desk: Desk) -> None:
    begun(desk, Passage("a"), Passage("b"))
    story = shown(qtbot, desk)
    before = desk.library.next_undo
    drop(story, blocks_dragged([ids_of(desk)[0]]), 0)
    story.perform("move_down")
    assert desk.library.next_undo == before


def test_a_move_is_one_step_and_is_said(qtbot: QtBot, desk: Desk) -> None:
    begun(desk, Heading("One"), Passage("a"), Passage("b"), Heading("Two"), Passage("c"))
    story = shown(qtbot, desk)
    one, a, b, two, c = ids_of(desk)
    said: list[str] = []
    desk.reported.connect(said.append)
    story.canvas.choose(b)
    story.perform("move_up")
    assert (ids_of(desk), said[-1]) == ([one, b, a, two, c], "Moved to 1 of 2 in section 1.")
    story.perform("move_section_down")
    assert (ids_of(desk), said[-1]) == ([one, a, two, b, c], "Moved to 1 of 2 in section 2.")
    assert story.canvas.current == b
    desk.history.undo()
    desk.history.undo()
    assert ids_of(desk) == [one, a, b, two, c]


def test_a_folded_heading_takes_its_section_along(qtbot: QtBot, desk: Desk) -> None:
    begun(desk, Heading("One"), Passage("a"), Heading("Two"), Passage("b"))
    story = shown(qtbot, desk)
    one, a, two, b = ids_of(desk)
    story.canvas.choose(a)
    story.perform("fold")
    assert story.canvas.current == one
    assert [block.id for block in story.canvas.column.blocks] == [one, two, b]
    story.perform("move_down")
    assert ids_of(desk) == [two, b, one, a]
    assert desk.mark == a
    story.perform("new_text")
    type_in("c")
    story.canvas.flush()
    assert words(desk) == ["# Two", "b", "# One", "a", "c"]


def test_folds_are_remembered_with_the_story(qtbot: QtBot, desk: Desk) -> None:
    made = begun(desk, Heading("One"), Passage("a"))
    shown(qtbot, desk).perform("fold")
    assert desk.library.recall(f"folded:{made}") == str(ids_of(desk)[0])
    assert len(shown(qtbot, desk).canvas.column.blocks) == 1


def test_a_removed_block_comes_back_with_its_id(qtbot: QtBot, desk: Desk) -> None:
    begun(desk, Passage("a"), Passage("b"), Passage("c"))
    story = shown(qtbot, desk)
    a, b, c = ids_of(desk)
    story.canvas.choose(b)
    story.perform("remove_block")
    assert (ids_of(desk), story.canvas.current) == ([a, c], c)
    desk.history.undo()
    assert ids_of(desk) == [a, b, c]


def test_what_is_typed_in_one_visit_is_one_step(qtbot: QtBot, desk: Desk) -> None:
    begun(desk, Passage("one"), Passage("two"))
    story = shown(qtbot, desk)
    first = field(story, 0)
    story.canvas.write(ids_of(desk)[0])
    type_in(" and")
    first.save()
    type_in(" more")
    story.canvas.write(ids_of(desk)[1])
    type_in("!")
    story.canvas.flush()
    assert words(desk) == ["one and more", "two!"]
    desk.history.undo()
    desk.history.undo()
    assert words(desk) == ["one", "two"]
    assert first.words() == "one"


def test_typed_words_survive_a_kill(qtbot: QtBot, desk: Desk) -> None:
    begun(desk, Passage("one"))
    story = shown(qtbot, desk)
    story.canvas.write(ids_of(desk)[0])
    type_in(" two")

    def is_saved() -> bool:
        with Library(desk.library.path) as other:
            return other.stories.blocks(other.stories.all()[0].id)[0] == desk.blocks()[0] and (
                words(desk) == ["one two"]
            )

    qtbot.waitUntil(is_saved, timeout=2_500)
    assert field(story, 0).hasFocus()


def test_typed_words_survive_a_drop_elsewhere(qtbot: QtBot, desk: Desk, ids: list[PostId]) -> None:
    begun(desk, Passage("one"), Passage("two"))
    story = shown(qtbot, desk)
    story.canvas.write(ids_of(desk)[0])
    type_in(" more")
    drop(story, posts_dragged(ids[:1]), story.canvas.column.span(1)[1])
    desk.history.undo()
    type_in(" still")
    story.canvas.flush()
    assert words(desk) == ["one more still", "two"]


def test_words_that_nobody_touched_are_never_written_back(qtbot: QtBot, desk: Desk) -> None:
    text = "a\u00a0b  c\n\n\td\u2003e"
    begun(desk, Passage(text))
    before = desk.library.next_undo
    story = shown(qtbot, desk)
    story.canvas.write(ids_of(desk)[0])
    story.shelf.view.setFocus()
    assert desk.library.next_undo == before
    story.canvas.write(ids_of(desk)[0])
    type_in("!")
    story.canvas.flush()
    assert words(desk) == [f"{text}!"]


def test_pasted_words_are_plain(qtbot: QtBot, desk: Desk) -> None:
    begun(desk, Passage(""))
    story = shown(qtbot, desk)
    mime = QMimeData()
    mime.setHtml("<b>bold</b><img src='x'>")
    mime.setText("bold\r\nnext")
    field(story, 0).insertFromMimeData(mime)
    story.canvas.flush()
    assert words(desk) == ["bold\nnext"]


def test_hostile_words_are_shown_as_they_are(qtbot: QtBot, desk: Desk) -> None:
    author = Author("<i>x</i>", "<b>Ann</b>\n<img src=x>")
    media = (Media("image", url="https://a.example/x.png"),)
    take_in(desk.library, [post(1, HOSTILE, author=author, media=media)])
    begun(desk, quote(desk, desk.library.posts.ids(["1"])["1"]))
    story = shown(qtbot, desk)
    body = story.canvas.column.frame(0).body
    assert body.text is not None
    assert body.text.words() == HOSTILE
    assert body.text.isReadOnly()
    assert "<b>Ann</b> <img src=x>" in body.name()


def test_letters_are_never_turned_round_and_the_sign_that_would_is_shown(
    qtbot: QtBot, desk: Desk
) -> None:
    author = Author("\u202enna", "Ann \u202egnp")
    said = "first ␦ then \u202egnp.exe \u202dx"
    take_in(desk.library, [post(1, said, author=author)])
    (id_,) = desk.library.posts.ids(["1"]).values()
    begun(desk, quote(desk, id_), PullQuote("then \u202egnp", quote(desk, id_).post))
    story = shown(qtbot, desk)
    for number in (0, 1):
        body = story.canvas.column.frame(number).body
        for text in body.findChildren(ReadonlyText):
            assert not set("\u202d\u202e") & set(text.document().toRawText())
        assert "Ann ␦gnp @␦nna" in body.name()
    body = story.canvas.column.frame(0).body
    assert body.text is not None
    assert body.text.words() == said
    body.text.select(13, 20)
    assert body.text.selected() == said[13:20]


def test_words_of_a_post_become_a_pull_quote(qtbot: QtBot, desk: Desk, ids: list[PostId]) -> None:
    begun(desk, quote(desk, ids[1]))
    story = shown(qtbot, desk)
    body = story.canvas.column.frame(0).body
    assert body.text is not None
    cursor = body.text.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(13, cursor.MoveMode.KeepAnchor)
    body.text.setTextCursor(cursor)
    story.perform("pull_quote")
    (made,) = desk.blocks()
    assert isinstance(made, PullQuote)
    assert made.text == "number 1"
    story.commands.verb("whole_post", made.id)
    assert isinstance(desk.blocks()[0], Quote)


def test_words_of_a_post_are_selected_by_keys(qtbot: QtBot, desk: Desk, ids: list[PostId]) -> None:
    begun(desk, quote(desk, ids[1]))
    story = shown(qtbot, desk)
    press(Key.Key_Return)
    press(Key.Key_Right, Held.ShiftModifier)
    story.perform("pull_quote")
    assert words(desk) == ["Post number"]


def test_words_that_a_post_has_not_are_no_quote(
    qtbot: QtBot, desk: Desk, ids: list[PostId]
) -> None:
    begun(desk, quote(desk, ids[1]))
    story = shown(qtbot, desk)
    said: list[str] = []
    desk.reported.connect(said.append)
    story.edits.pull(ids_of(desk), "never said")
    assert isinstance(desk.blocks()[0], Quote)
    assert said == ["These are not the post’s own words, so they are no quote."]


def test_arrows_and_escape_go_about_the_blocks(qtbot: QtBot, desk: Desk) -> None:
    begun(desk, Heading("One"), Passage("a"), Divider())
    story = shown(qtbot, desk)
    one, a, line = ids_of(desk)
    assert story.canvas.current == line
    press(Key.Key_Up)
    assert story.canvas.current == a
    press(Key.Key_Return)
    assert field(story, 1).hasFocus()
    press(Key.Key_Up)
    assert field(story, 0).hasFocus()
    press(Key.Key_Escape)
    assert (story.canvas.current, story.canvas.is_writing) == (one, False)
    press(Key.Key_Up)
    assert story.canvas.title.hasFocus()


def test_tab_leaves_the_words(qtbot: QtBot, desk: Desk) -> None:
    begun(desk, Passage("a"))
    story = shown(qtbot, desk)
    story.canvas.write(ids_of(desk)[0])
    press(Key.Key_Tab)
    assert not field(story, 0).hasFocus()
    assert words(desk) == ["a"]


def test_the_shelf_says_what_is_used(qtbot: QtBot, desk: Desk, ids: list[PostId]) -> None:
    begun(desk, Heading("One"), quote(desk, ids[0]))
    story = shown(qtbot, desk)
    assert story.shelf.counted == "5 starred · 4 not yet used"
    assert story.shelf.model.row(0).used == "One"
    story.shelf.view.setFocus()
    story.shelf.view.choose(1)
    story.perform("add_at_end")
    assert story.shelf.counted == "5 starred · 3 not yet used"
    story.perform("reject")
    assert desk.library.posts.row(ids[2]).mark == "reject"


def test_an_empty_shelf_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    story = shown(qtbot, desk)
    assert story.shelf.empty.startswith("Nothing is starred yet. Press Ctrl+1")
    links = {link.text(): link for link in story.shelf.view.empty.links}
    links["Answers to the questions"].click()
    assert story.shelf.source.number == QUESTION
    story.shelf.source.choose(STARRED)
    story.shelf.show_source()
    links = {link.text(): link for link in story.shelf.view.empty.links}
    with qtbot.waitSignal(story.shelf.cut_asked):
        links["Make a rough cut"].click()


def test_of_several_posts_those_in_the_story_are_left_out_and_said(
    qtbot: QtBot, desk: Desk, ids: list[PostId]
) -> None:
    begun(desk, Heading("One"), quote(desk, ids[0]))
    story = shown(qtbot, desk)
    said: list[str] = []
    desk.reported.connect(said.append)
    desk.add_to_story(ids[:3])
    used = [block.post.key for block in desk.blocks() if isinstance(block, Quote)]
    assert len(used) == len(set(used)) == 3
    assert said[-1].endswith("1 was in the story already; insert it alone to use it twice.")
    desk.add_to_story(ids[:1])  # alone it is asked once …
    assert len(desk.blocks()) == 4
    assert said[-1].startswith("Already in")
    desk.add_to_story(ids[:1])  # … and then inserted
    assert len(desk.blocks()) == 5
    assert story.isVisible()


def test_voices_not_yet_quoted_come_first_on_the_shelf(
    qtbot: QtBot, desk: Desk, ids: list[PostId]
) -> None:
    begun(desk, Heading("One"), quote(desk, ids[0]))
    other = take_in(desk.library, [post(9, "Another voice", author=Author("zoe"))])
    desk.decide(other[-1:], "star")
    story = shown(qtbot, desk)
    assert story.shelf.model.row(0).id == ids[0]
    story.shelf.order.choose(4)
    story.shelf.show_source()
    assert story.shelf.model.row(0).id == other[-1]


def test_the_best_come_first_on_the_shelf_with_their_likes(qtbot: QtBot, desk: Desk) -> None:
    loved = take_in(desk.library, [post(70 + n, f"Gulls {n}", likes=n) for n in (2, 9, 4)])
    desk.decide(loved[-3:], "star")
    begun(desk, Heading("One"))
    story = shown(qtbot, desk)
    story.shelf.order.choose(5)
    story.shelf.show_source()
    rows = [story.shelf.model.row(number) for number in range(3)]
    assert [row.post.likes for row in rows] == [9, 4, 2]
    details = [item.text for _, _, item in head(rows[0], "shelf", 400, 400, Clock()).items]
    assert "9" in details


def test_the_shelf_shows_a_tag_or_a_search(qtbot: QtBot, desk: Desk, ids: list[PostId]) -> None:
    desk.tag(ids[:2], "insight")
    story = shown(qtbot, desk)
    story.shelf.source.choose(TAG)
    story.shelf.show_source()
    assert story.shelf.counted == "2 posts · 2 not yet used"
    story.shelf.source.choose(SEARCH)
    QTest.keyClicks(story.shelf.search, '"number 3"')
    qtbot.waitUntil(lambda: story.shelf.counted == "1 post · 1 not yet used")


def test_posts_dropped_where_no_story_is_begin_one(
    qtbot: QtBot, desk: Desk, ids: list[PostId]
) -> None:
    story = shown(qtbot, desk)
    assert story.no_story.isVisible()
    story.no_story.dropped.emit(DragPayload("posts", tuple(ids[:2])))
    assert words(desk) == ["Post number 0 of them", "Post number 1 of them"]
    assert story.canvas.isVisible()
    desk.history.undo()
    assert story.no_story.isVisible()


def test_a_post_on_the_canvas_is_decided_and_shown_in_sift(
    qtbot: QtBot, desk: Desk, ids: list[PostId]
) -> None:
    begun(desk, quote(desk, ids[2]))
    story = shown(qtbot, desk)
    asked: list[tuple[str, object]] = []
    story.wanted.connect(lambda *what: asked.append(what))
    story.perform("reject")
    story.commands.verb("show_in_sift", ids_of(desk)[0])
    assert desk.library.posts.row(ids[2]).mark == "reject"
    assert asked == [("sift", ids[2])]
    assert desk.post == ids[2]


def test_the_outline_warns_of_too_many_quotes(qtbot: QtBot, desk: Desk, ids: list[PostId]) -> None:
    six = [quote(desk, ids[n % 5]) for n in range(6)]
    begun(desk, Heading("1. Who?"), *six, Heading("Next"), Passage("a"))
    story = shown(qtbot, desk)
    assert story.outline.warned == [
        "Question 1 has 6 quotes. Five is the size people finish.",
    ]
    assert story.outline.lines["quotes"].spoken == "Quotes: 6 (about 5 are enough)"
    strip = story.head.strip
    assert "6 quotes, about 5 are enough" in {
        strip.text(),
        strip.toolTip(),
        strip.accessibleName(),
    }
    story.outline.moved.emit(ids_of(desk)[7:], 0)
    assert words(desk)[:3] == ["# Next", "a", "# 1. Who?"]


def test_stories_are_begun_copied_and_deleted(qtbot: QtBot, desk: Desk) -> None:
    first = begun(desk, Passage("a"))
    story = shown(qtbot, desk)
    story.perform("duplicate")
    assert (desk.story != first, words(desk)) == (True, ["a"])
    story.perform("delete")
    assert desk.story == first
    desk.history.undo()
    assert [info.title for info in desk.library.stories.all()] == ["A recap", "A recap, copy"]
    assert [action.text() for action in story.head.menu().actions() if action.text()] == [
        "A recap", "A recap, copy", "New story", "Make a rough cut", "By a template",
        "Tidy quotes", "Duplicate", "Delete",
    ]  # fmt: skip


def test_of_a_thousand_blocks_only_those_in_sight_are_made(qtbot: QtBot, desk: Desk) -> None:
    posts: list[Post] = [post(n, f"Post {n} " + "many words " * 9) for n in range(1000)]
    take_in(desk.library, posts)
    begun(desk, *[Quote(each) for each in posts])
    story = shown(qtbot, desk)
    assert len(story.canvas.column.frames) < 60
    story.canvas.to_end(last=False)
    assert story.canvas.verticalScrollBar().value() < 400
    assert len(story.canvas.column.frames) < 60


def test_quotes_are_tidied_or_shown_as_posted(qtbot: QtBot, desk: Desk) -> None:
    take_in(desk.library, [post(9, "A1: Gulls land on the roof")])
    (id_,) = desk.library.posts.ids(["9"]).values()
    begun(desk, quote(desk, id_))
    story = shown(qtbot, desk)
    (block,) = desk.blocks()

    def said() -> str:
        body = story.canvas.column.frame(0).body
        assert isinstance(body, PostBody)
        return body.text.toPlainText()

    assert said() == "Gulls land on the roof"
    story.canvas.choose(block.id)
    assert [verb.text() for verb in story.canvas.verbs.verbs][-2:] == [
        "As posted",
        "Remove",
    ]
    story.commands.verb("as_posted", block.id)
    assert said() == "A1: Gulls land on the roof"
    desk.history.undo()
    assert said() == "Gulls land on the roof"
    story.perform("tidy")
    assert said() == "A1: Gulls land on the roof"
    story.perform("tidy")
    assert said() == "Gulls land on the roof"
