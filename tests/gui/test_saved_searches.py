"""Saved searches: kept by one key, named in place, counted, taken away and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from curator.gui.drag.payload import SEARCH as DRAGGED
from curator.gui.drag.payload import DragPayload, carried
from curator.gui.drag.section import add_saved
from curator.gui.search.terms import Terms
from curator.gui.shelf.pane import SEARCH, Shelf
from curator.gui.sidebar.saved_searches import named
from curator.gui.widgets.entry import Entry
from curator.gui.window.window import Window
from curator.library import Library
from curator.model import Heading, Quote
from tests.conftest import post
from tests.gui.sifting import Sifting, sifting

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def at(path: Path) -> Iterator[Sifting]:
    words = ["drill one", "drill two", "ladder three", "kettle four"]
    with sifting(path, [post(n, text) for n, text in enumerate(words, 1)]) as one:
        yield one


def saved(at: Sifting) -> list[tuple[str, str]]:
    return [(search.name, search.text) for search in at.library.searches.all()]


def names_it(at: Sifting, name: str = "", key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type a name into the field that is open in the sidebar."""
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert at.sift.sidebar.isAncestorOf(field)
    QTest.keyClicks(field, name)
    QTest.keyClick(field, key)
    at.settle()


def lines(at: Sifting) -> list[Entry]:
    """Return the lines of saved searches in the sidebar."""
    return list(at.sift.sidebar.saved.lines(at.sift.posts_pane.terms.parts))[1:]


def test_without_any_the_group_says_how_to_keep_one(at: Sifting) -> None:
    assert [line.name for line in lines(at)] == ["Ctrl+D saves a search here."]


def test_a_search_is_saved_and_named_in_place(at: Sifting) -> None:
    at.search("is:undecided drill")
    at.does("save_search")
    names_it(at, "Drills to decide")
    assert saved(at) == [("Drills to decide", "is:undecided drill")]
    assert at.sift.sidebar.entries()["Drills to decide"] == 2
    assert at.sift.posts_pane.view.hasFocus()


def test_saving_and_naming_are_one_step(at: Sifting) -> None:
    at.search("drill")
    at.does("save_search")
    names_it(at, "Tools")
    at.desk.history.undo()
    assert saved(at) == []
    at.desk.history.redo()
    assert saved(at) == [("Tools", "drill")]


def test_esc_keeps_the_words_of_the_search_as_its_name(at: Sifting) -> None:
    at.search("is:undecided drill")
    at.does("save_search")
    names_it(at, "no", Qt.Key.Key_Escape)
    assert saved(at) == [("Undecided, drill", "is:undecided drill")]


def test_nothing_is_not_saved(at: Sifting) -> None:
    at.does("save_search")
    assert saved(at) == []
    assert at.said[-1] == "There is nothing to save. Search for something first."
    assert not at.sift.posts_pane.save.isEnabled()


def test_the_same_search_is_not_saved_twice(at: Sifting) -> None:
    for _ in range(2):
        at.search("drill")
        at.does("save_search")
        names_it(at)
    assert saved(at) == [("drill", "drill")]


def keep(at: Sifting, name: str, text: str) -> None:
    with at.library.edit("Save a search"):
        at.library.searches.save(name, text)
    at.settle()


def test_a_click_shows_what_it_finds(at: Sifting) -> None:
    keep(at, "Drills to decide", "is:undecided drill")
    at.sift.sidebar.show_entry("Drills to decide")
    at.settle()
    assert at.shown == ["1", "2"]
    assert at.sift.posts_pane.search.chips == ["Undecided"]
    assert lines(at)[0].current


def test_ctrl_click_adds_it_and_alt_click_leaves_it_out(at: Sifting) -> None:
    keep(at, "Tools", "drill OR ladder")
    at.search("is:undecided")
    at.sift.sidebar.show_entry("Tools", CTRL)
    at.settle()
    assert at.shown == ["1", "2", "3"]
    at.search("")
    at.sift.sidebar.show_entry("Tools", ALT)
    at.settle()
    assert at.shown == ["4"]


def test_counts_follow_decisions(at: Sifting) -> None:
    keep(at, "Kept", "is:starred")
    assert at.sift.sidebar.entries()["Kept"] == 0
    at.reads("1")
    at.does("star")
    assert at.sift.sidebar.entries()["Kept"] == 1


def goes_to(at: Sifting, name: str) -> None:
    """Go to a line of the sidebar by its keys."""
    sidebar = at.sift.sidebar
    sidebar.setFocus()
    QTest.keyClick(sidebar, Qt.Key.Key_Home)
    while not sidebar.currentIndex().data().startswith(name):
        QTest.keyClick(sidebar, Qt.Key.Key_Down)


def test_f2_renames_and_del_removes(at: Sifting) -> None:
    keep(at, "Drills", "drill")
    goes_to(at, "Drills")
    at.press(Qt.Key.Key_F2)
    names_it(at, "Tools")
    assert saved(at) == [("Tools", "drill")]
    goes_to(at, "Tools")
    at.press(Qt.Key.Key_Delete)
    assert saved(at) == []
    at.desk.history.undo()
    assert saved(at) == [("Tools", "drill")]


def test_space_folds_the_groups_of_the_sidebar_and_nothing_in_the_list(at: Sifting) -> None:
    keep(at, "Drills", "drill")
    at.does("group_day")
    goes_to(at, "Drills")
    sidebar, shown = at.sift.sidebar, at.shown
    heads = [sidebar.model().index(row, 0) for row in range(sidebar.model().rowCount())]
    own = sidebar.currentIndex().parent()
    before = [sidebar.isExpanded(each) for each in heads]
    at.press(Qt.Key.Key_Space)
    assert [sidebar.isExpanded(each) for each in heads if each != own] == [
        open_ for open_, each in zip(before, heads, strict=True) if each != own
    ]
    assert not sidebar.isExpanded(own)
    at.press(Qt.Key.Key_Space)
    assert sidebar.isExpanded(own)
    at.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert not any(map(sidebar.isExpanded, heads))
    assert at.shown == shown


def test_a_name_that_is_taken_is_told(at: Sifting) -> None:
    keep(at, "Drills", "drill")
    keep(at, "Ladders", "ladder")
    told: list[str] = []
    at.desk.failed.connect(lambda error: told.append(str(error)))
    goes_to(at, "Ladders")
    at.press(Qt.Key.Key_F2)
    names_it(at, "Drills")
    assert told == ["There is a saved search “Drills” already. Choose another name."]
    assert [name for name, _ in saved(at)] == ["Drills", "Ladders"]


def test_in_a_narrow_window_the_sidebar_comes_out_to_be_typed_in(at: Sifting) -> None:
    at.sift.resize(950, 700)
    at.settle()
    at.search("drill")
    at.does("save_search")
    names_it(at, "Tools")
    assert saved(at) == [("Tools", "drill")]
    assert at.sift.sidebar.isHidden()


def test_the_key_works_in_the_search_field(window: Window, chat: Path) -> None:
    window.open(chat)
    window.perform("search")
    field = QApplication.focusWidget()
    assert field
    QTest.keyClicks(field, "post 2")
    QTest.keySequence(field, "Ctrl+D")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "post 2"
    assert field.accessibleName() == "Name of the saved search"


def test_a_name_that_is_being_typed_is_kept_when_the_window_closes(
    window: Window, chat: Path
) -> None:
    window.open(chat)
    window.perform("search")
    QTest.keyClicks(QApplication.focusWidget() or window, "post 2")
    window.perform("save_search")
    QTest.keyClicks(QApplication.focusWidget() or window, "Second")
    window.close()
    with Library(chat) as library:
        assert [search.name for search in library.searches.all()] == ["Second"]


def test_the_shelf_offers_them_under_search(at: Sifting) -> None:
    keep(at, "Tools", "drill OR ladder")
    shelf = Shelf(at.desk)
    shelf.source.choose(SEARCH)
    shelf.show_source()
    shelf.recall("drill OR ladder")
    assert shelf.search.text() == "drill OR ladder"
    assert len(shelf.model.ids) == 3
    shelf.deleteLater()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("drill", "drill"),
        ("is:starred from:ann drill", "Starred, @ann, drill"),
        ("a" * 99, "a" * 59 + "…"),
    ],
)
def test_a_search_without_a_name_is_called_by_its_words(typed: str, name: str) -> None:
    assert named(Terms.of(typed)) == name


def test_a_saved_search_becomes_a_section_of_the_story(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    posts = [post(1, "red one"), post(2, "blue"), post(3, "red two")]
    with sifting(path, posts) as sift:
        with sift.library.edit("Save"):
            search = sift.library.searches.save("All that is red", "red")
        assert add_saved(sift.desk, search)
        blocks = sift.desk.blocks()
        assert isinstance(blocks[0], Heading)
        assert blocks[0].text == "All that is red"
        assert [each.post.key for each in blocks[1:] if isinstance(each, Quote)] == ["1", "3"]
        sift.desk.history.undo()
        assert sift.desk.blocks() == ()


def test_what_is_searched_is_put_in_as_a_section_by_a_command(
    path: Path,
    qapp: QApplication,  # noqa: ARG001
) -> None:
    with sifting(path, [post(1, "red one"), post(2, "blue")]) as sift:
        sift.search("red")
        sift.does("add_section")
        assert sift.said[-1] == "Added the section “\u2068red\u2069” with 1 quote."
        sift.search("green")
        sift.does("add_section")
        assert sift.said[-1].endswith("finds no posts, so there is no section.")


def test_a_dragged_search_is_known_by_its_id() -> None:
    dragged = QMimeData()
    dragged.setData(DRAGGED, b"7")
    assert carried(dragged) == DragPayload("search", (7,))
    dragged.setData(DRAGGED, b"all of them")
    assert carried(dragged) is None
