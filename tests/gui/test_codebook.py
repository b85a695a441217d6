"""The codebook page: every tag described, arranged, merged and split, by keyboard alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.codebook.files import read
from curator.gui.codebook.overlay import CodebookOverlay
from curator.gui.desk.desk import Desk
from curator.gui.search.terms import Terms
from curator.gui.sift.posts_pane import PostsPane
from curator.gui.widgets.entry import ENTRY
from curator.gui.window.open_library import OpenedLibrary
from curator.gui.window.status_bar import StatusBar
from curator.gui.window.window import Window
from curator.library import Library
from tests.conftest import found

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen


@pytest.fixture
def page(window: Window, chat: Path) -> CodebookOverlay:
    """Open the codebook of a library in which 1, 2, 3 are insight and 3, 4 example."""
    with Library(chat) as library:
        for keys, name in (((1, 2, 3), "insight"), ((3, 4), "example")):
            with library.edit(f"Tag {name}"):
                library.marks.tag(keys, name)
    window.open(chat)
    assert window.perform("codebook")
    page = window.findChild(CodebookOverlay)
    assert isinstance(page, CodebookOverlay)
    return page


def press(key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget
    QTest.keyClick(widget, key, how)


def write(words: str) -> None:
    widget = QApplication.focusWidget()
    assert widget
    QTest.keyClicks(widget, words)


def choose(box: QComboBox, words: str) -> None:
    """Choose in a box as Enter in its list does."""
    number = next(n for n in range(box.count()) if box.itemText(n).strip() == words)
    box.setCurrentIndex(number)
    box.activated.emit(number)


def library(window: Window) -> Library:
    opened: OpenedLibrary = window._opened  # type: ignore[assignment]  # noqa: SLF001  as its bars do
    return opened.desk.library


def steps(window: Window) -> list[str]:
    return [step.label for step in library(window).steps() if step.archive is None][:-2]


def names(page: CodebookOverlay) -> list[tuple[int, str, int]]:
    model = page.list.model()
    entries = [model.index(row, 0).data(ENTRY) for row in range(model.rowCount())]
    return [(entry.depth, entry.name, entry.count) for entry in entries]


def said(window: Window) -> str:
    foot = window.findChild(StatusBar)
    assert isinstance(foot, StatusBar)
    return foot.sentence


def test_it_lists_the_tags_and_shows_the_one_that_is_chosen(page: CodebookOverlay) -> None:
    assert names(page) == [(0, "insight", 3), (0, "example", 2)]
    assert page.sentence == "2 tags · Alt and the arrows arrange, Del deletes"
    assert page.form.name.text() == "insight"
    assert page.form.counts.text() == "3 posts"
    press(Qt.Key.Key_Down)
    assert page.form.name.text() == "example"


def test_a_definition_and_a_name_are_typed_and_kept_as_one_leaves_them(
    window: Window, page: CodebookOverlay
) -> None:
    press(Qt.Key.Key_Return)
    write("What surprised.")
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.list
    press(Qt.Key.Key_F2)
    write("good ideas")
    press(Qt.Key.Key_Return)
    assert steps(window) == [
        "Rename “insight” to “good ideas” on 3 posts", "Define “insight”",
    ]  # fmt: skip
    tag = library(window).tags.all()[0]
    assert (tag.name, tag.definition) == ("good ideas", "What surprised.")
    assert names(page)[0] == (0, "good ideas", 3)


def test_what_is_typed_is_kept_when_the_page_or_the_library_is_closed(
    window: Window, page: CodebookOverlay, chat: Path
) -> None:
    press(Qt.Key.Key_Return)
    write("One")
    page.dismiss()
    assert library(window).tags.all()[0].definition == "One"
    assert window.perform("codebook")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    write("Two")
    window.close()
    with Library(chat) as reopened:
        assert [tag.definition for tag in reopened.tags.all()] == ["One", "Two"]


def test_colour_place_and_key_are_chosen_in_boxes(window: Window, page: CodebookOverlay) -> None:
    press(Qt.Key.Key_Down)
    choose(page.form.colour, "Violet")
    choose(page.form.under, "insight")
    choose(page.form.key, "7")
    assert steps(window) == [
        "Give “example” the key 7", "Put “example” under “insight”", "Colour “example” violet",
    ]  # fmt: skip
    assert names(page) == [(0, "insight", 4), (1, "example", 2)]
    assert page.form.name.text() == "example"
    press(Qt.Key.Key_Up)
    assert page.form.counts.text() == "4 posts with the tags under it, 3 of its own"


def test_a_tag_cannot_be_put_under_one_below_it(page: CodebookOverlay) -> None:
    press(Qt.Key.Key_Down)
    choose(page.form.under, "insight")
    press(Qt.Key.Key_Up)
    boxes = page.form.under
    assert [boxes.itemText(n) for n in range(boxes.count())] == ["Nothing: at the top"]


def test_merging_says_how_many_posts_it_moves(window: Window, page: CodebookOverlay) -> None:
    press(Qt.Key.Key_Down)
    assert page.form.merge.text() == "Merge 2"
    page.form.merge.click()
    assert steps(window) == ["Merge 2 example into insight"]
    assert names(page) == [(0, "insight", 4)]
    assert page.form.name.text() == "insight"


def test_ctrl_z_takes_an_edit_back_while_the_page_is_open(
    window: Window, page: CodebookOverlay
) -> None:
    press(Qt.Key.Key_Delete)
    assert names(page) == [(0, "example", 2)]
    assert window.perform("undo")
    assert names(page) == [(0, "insight", 3), (0, "example", 2)]
    assert not window.perform("star")
    assert page.isVisible()


@pytest.mark.parametrize(("way", "left"), [(0, ["1", "3"]), (1, ["1", "3"]), (2, ["2", "3"])])
def test_chosen_found_or_starred_posts_are_split_into_a_new_tag(
    window: Window, page: CodebookOverlay, way: int, left: list[str]
) -> None:
    page.dismiss()
    with library(window).edit("Star"):
        library(window).marks.star([1])
    posts_pane = window.findChild(PostsPane)
    assert isinstance(posts_pane, PostsPane)
    posts_pane.show_terms(Terms.of("post 2"))
    QApplication.processEvents()
    assert window.perform("split_tag")
    assert QApplication.focusWidget() is page.form.posts
    page.form.posts.setCurrentIndex(way)
    page.form.split_name.setFocus()
    assert not page.form.split.isEnabled()
    write("mentors")
    assert page.form.split.text() == "Split 1"
    press(Qt.Key.Key_Return)
    assert found(library(window), "tag:insight") == left
    assert steps(window)[0] == "Split 1 post of “insight” into “mentors”"
    assert page.form.name.text() == "mentors"


def test_a_new_tag_is_made_and_named(window: Window, page: CodebookOverlay) -> None:
    page.new.click()
    assert QApplication.focusWidget() is page.form.name
    write("hopes")
    press(Qt.Key.Key_Return)
    assert (0, "hopes", 0) in names(page)
    assert steps(window) == ["Make the tag “new tag”"]


def test_a_taken_name_is_refused_with_a_sentence(window: Window, page: CodebookOverlay) -> None:
    press(Qt.Key.Key_F2)
    write("example")
    press(Qt.Key.Key_Return)
    assert page.form.name.text() == "insight"
    assert page.wrong.isVisible()
    assert "There is a tag “example” already" in page.wrong.text()
    assert steps(window) == []


def test_a_library_without_tags_says_how_to_begin(window: Window, chat: Path) -> None:
    window.open(chat)
    assert window.perform("codebook")
    page = window.findChild(CodebookOverlay)
    assert isinstance(page, CodebookOverlay)
    assert page.sentence == "No tags yet. T tags a post; or make one here."
    assert not page.form.isEnabled()
    assert QApplication.focusWidget() is page.new


@pytest.mark.parametrize("command", ["codebook_out", "posts_out"])
def test_tables_are_saved_where_the_box_says(
    window: Window, page: CodebookOverlay, tmp_path: Path, qtbot: QtBot, command: str
) -> None:
    page.dismiss()
    assert window.perform(command)
    box = window.findChild(QFileDialog)
    assert isinstance(box, QFileDialog)
    to = tmp_path / "table.csv"
    box.fileSelected.emit(str(to))
    box.close()
    qtbot.waitUntil(to.exists)
    qtbot.waitUntil(lambda: said(window) == f"Saved {to}.")
    with to.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][0] == {"codebook_out": "tag", "posts_out": "id"}[command]
    assert len(rows) == {"codebook_out": 3, "posts_out": 6}[command]


def test_a_codebook_is_read_as_one_step(desk: Desk, tmp_path: Path) -> None:
    heard: list[str] = []
    desk.reported.connect(heard.append)
    table = tmp_path / "codebook.csv"
    table.write_text("tag,parent,description\nlearning,,What one learnt\nmending,learning,\n")
    assert read(desk, table)
    assert heard == ["2 tags are new, 0 were changed."]
    assert [(tag.depth, tag.name) for tag in desk.library.tags.all()] == [
        (0, "learning"), (1, "mending"),
    ]  # fmt: skip
    desk.history.undo()
    assert desk.library.tags.all() == []


@pytest.mark.parametrize("content", [b"", b"tag,description\n"])
def test_an_empty_codebook_changes_nothing_and_says_so(
    desk: Desk, tmp_path: Path, content: bytes
) -> None:
    failed: list[Exception] = []
    desk.failed.connect(failed.append)
    table = tmp_path / "codebook.csv"
    table.write_bytes(content)
    assert not read(desk, table)
    assert len(failed) == 1
    assert desk.library.next_undo is None or desk.library.next_undo.archive is not None


def test_every_field_has_a_name_for_a_screen_reader(page: CodebookOverlay) -> None:
    fields = [
        field for field in page.form.findChildren(QWidget)
        if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisible()
    ]  # fmt: skip
    assert len(fields) >= 8
    assert all(field.accessibleName() for field in fields), fields
