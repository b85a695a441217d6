"""What the mouse does: menus with their keys, the ring that stars, drops, double clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from curator.gui.commands.commands import commands, menus, submenus
from curator.gui.overlays.compare_posts import PostComparison
from curator.gui.post_list.drag import posts_dragged
from curator.gui.widgets.entry import ENTRY
from curator.library import Library
from curator.work import finish, work_out
from tests.conftest import take_in
from tests.gui.sifting import Sifting, sifting
from tests.library.test_chats import evening

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def series(path: Path) -> Iterator[Sifting]:
    """Sift a library of two evenings in New York, a week apart."""
    with Library(path, make=True) as library:
        take_in(library, evening(0, "leaf") + evening(100, "cup", host="oona", week=1))
    finish(work_out(path))
    with sifting(path, [], zone="America/New_York") as person:
        yield person


def line(person: Sifting, name: str) -> QModelIndex:
    """Return a line of the sidebar by its name."""
    return next(each for each in person.sift.sidebar.lines() if each.data(ENTRY).name == name)


def menu_at(widget: QWidget, place: QPoint) -> QMenu:
    """Right-click at a place of a view, and return the menu that opens."""
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def pick(menu: QMenu, name: str) -> None:
    """Choose a line of a menu by the words it begins with."""
    action = next(each for each in menu.actions() if each.text().startswith(name))
    menu.close()
    action.trigger()


def test_the_menu_of_a_post_says_what_keys_do(series: Sifting) -> None:
    view = series.sift.posts_pane.view
    place = view.visualRect(view.posts.index(2, 0)).center()
    menu = menu_at(view.viewport(), place)
    assert words(menu)[:3] == ["Star\tS", "Reject\tX", "Undecided\tU"]
    assert "Question" in words(menu)
    pick(menu, "Star")
    series.settle()
    assert series.mark("2") == "star"


def test_the_menu_of_several_chosen_posts_is_about_all_of_them(series: Sifting) -> None:
    view = series.sift.posts_pane.view
    series.selects(1, 3)
    pick(menu_at(view.viewport(), view.visualRect(view.posts.index(2, 0)).center()), "Reject")
    series.settle()
    assert [series.mark(key) for key in ("1", "2", "3")] == ["reject"] * 3


def test_a_click_on_the_ring_stars_and_another_takes_it_back(series: Sifting) -> None:
    view = series.sift.posts_pane.view
    area = view.visualRect(view.posts.index(1, 0))
    ring = QPoint(area.left() + 15, area.center().y())
    for mark in ("star", None):
        QTest.mouseClick(view.viewport(), LEFT, NONE, ring)
        series.settle()
        assert series.mark("1") == mark


def test_a_double_click_opens_a_post_and_writes_nothing(series: Sifting) -> None:
    view = series.sift.posts_pane.view
    series.does("facts")
    place = view.visualRect(view.posts.index(1, 0)).center()
    QTest.mouseClick(view.viewport(), LEFT, NONE, place)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, place)
    series.settle()
    assert not series.sift.side_pane.on_facts
    assert not series.library.stories.all()


@pytest.mark.parametrize(("name", "mark"), [("Starred", "star"), ("Rejected", "reject")])
def test_posts_are_decided_by_dropping_them(series: Sifting, name: str, mark: str) -> None:
    side = series.sift.sidebar
    place = side.visualRect(line(series, name)).center()
    dragged = posts_dragged(list(series.library.posts.ids(["2", "3"]).values()))
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(side.viewport(), QDragEnterEvent(place, copy, dragged, LEFT, NONE))
    drop = QDropEvent(QPointF(place), copy, dragged, LEFT, NONE)
    QApplication.sendEvent(side.viewport(), drop)
    series.settle()
    assert [series.mark(key) for key in ("2", "3")] == [mark, mark]


@pytest.mark.parametrize("lets_go", [True, False])
def test_after_a_drag_the_foot_no_longer_says_what_it_would_do(
    series: Sifting, *, lets_go: bool
) -> None:
    said: list[str] = []
    series.desk.reported.connect(said.append)
    side = series.sift.sidebar
    place = side.visualRect(line(series, "Starred")).center()
    dragged = posts_dragged(list(series.library.posts.ids(["2"]).values()))
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(side.viewport(), QDragEnterEvent(place, copy, dragged, LEFT, NONE))
    assert said[-1].startswith("Move 1 post")
    drop = QDropEvent(QPointF(place), copy, dragged, LEFT, NONE)
    QApplication.sendEvent(side.viewport(), drop if lets_go else QDragLeaveEvent())
    series.settle()
    assert not any(words.startswith("Move") for words in said[-1:])


def test_a_chat_is_corrected_from_its_menu(series: Sifting) -> None:
    side = series.sift.sidebar
    place = side.visualRect(line(series, "9 Feb 2023 #kettle")).center()
    menu = menu_at(side.viewport(), place)
    assert words(menu)[:3] == ["Show this chat", "Rename\tF2", "Join with the chat before"]
    pick(menu, "Join")
    series.settle()
    assert [chat.posts for chat in series.library.chats.all()] == [19]
    series.desk.history.undo()
    series.settle()
    assert len(series.library.chats.all()) == 2


def test_a_chat_is_split_at_the_chosen_post(series: Sifting) -> None:
    side = series.sift.sidebar
    series.sift.posts_pane.view.choose_post(series.library.posts.ids(["5"])["5"])
    series.settle()
    place = side.visualRect(line(series, "2 Feb 2023 #kettle")).center()
    pick(menu_at(side.viewport(), place), "Split at")
    series.settle()
    assert [chat.posts for chat in series.library.chats.all()] == [5, 4, 9]


def test_a_chat_is_renamed_in_place(series: Sifting) -> None:
    side = series.sift.sidebar
    place = side.visualRect(line(series, "2 Feb 2023 #kettle")).center()
    pick(menu_at(side.viewport(), place), "Rename")
    series.press("Leaves")
    series.press(Qt.Key.Key_Return)
    series.settle()
    assert series.library.chats.all()[0].title == "Leaves"


def test_a_double_click_renames_what_f2_renames(series: Sifting) -> None:
    side = series.sift.sidebar
    place = side.visualRect(line(series, "2 Feb 2023 #kettle")).center()
    QTest.mouseClick(side.viewport(), LEFT, pos=place)
    series.settle()
    QTest.mouseDClick(side.viewport(), LEFT, pos=place)
    series.settle()
    series.press("Leaves")
    series.press(Qt.Key.Key_Return)
    series.settle()
    assert series.library.chats.all()[0].title == "Leaves"
    everything = side.visualRect(next(side.lines())).center()
    QTest.mouseDClick(side.viewport(), LEFT, pos=everything)
    assert side.state() != side.State.EditingState


def test_the_name_over_a_post_opens_the_person(series: Sifting) -> None:
    author = series.sift.reading.post.author
    series.sift.posts_pane.view.choose_post(series.library.posts.ids(["2"])["2"])
    series.settle()
    menu = menu_at(author, author.rect().center())
    assert words(menu) == ["Show this person’s posts\tP", "Table of people\tShift P"]
    menu.close()
    QTest.mouseClick(author, LEFT)
    series.settle()
    assert series.sift.posts_pane.terms.text == "from:ines"


def test_no_menu_of_the_bar_has_more_than_fifteen_lines() -> None:
    for name in menus():
        parts = [each.part for each in commands() if each.menu == name]
        inner = {part for part in parts if (name, part) in submenus()}
        assert len([part for part in parts if part not in inner]) + len(inner) <= 15, name
        assert all(parts.count(part) <= 15 for part in inner), name


def test_posts_that_say_nearly_the_same_stand_side_by_side(series: Sifting) -> None:
    window = QWidget()
    window.resize(1000, 700)
    window.show()
    compared = PostComparison(window)
    compared.open_on(series.desk, list(series.library.posts.ids(["2", "3"]).values()))
    assert [column.differs.text() for column in compared.columns] == [
        "Only here: smoky, my, aunt, kept", "Only here: from, the, window, sill",
    ]  # fmt: skip
    compared.columns[1].star.click()
    series.settle()
    assert series.mark("3") == "star"
    assert not compared.isVisible()
    alone = series.library.posts.ids(["9"])["9"]
    compared.open_on(series.desk, [alone])
    assert not compared.isVisible()
    window.close()
