"""Echoes opened in place: what → and ← do, and what unfolded echoes must not disturb."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from curator.gui.look import theme
from curator.gui.post_list.delegate import RowDelegate
from curator.model import Author
from tests.conftest import post, take_in
from tests.gui.sifting import Sifting, sifting

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen

ANN = Author("ann", "Ann")


@pytest.fixture
def sift(path: Path, qapp: QApplication) -> Iterator[Sifting]:  # noqa: ARG001  it must be there
    posts = [post(n, author=ANN) for n in range(1, 5)]
    posts += [post(n, "RT @ann: post 2", f"echo{n}", repost_of="2") for n in (13, 11, 12)]
    posts += [post(14, "RT @ann: post 4", "late", repost_of="4")]
    with sifting(path, posts) as one:
        one.sift.posts_pane.head.arrange("oldest", "folded")
        one.search("post")
        one.reads("2")
        yield one


def click_badge(sift: Sifting, number: int) -> None:
    """Click on the badge of a row, as a person aims at it."""
    view, row = sift.sift.posts_pane.view, sift.sift.posts_pane.posts.row(number)
    area = view.visualRect(sift.sift.posts_pane.posts.index(number, 0))
    badge = view.rows.head(row, area.width()).badges[0]
    left = theme.px(34 + 32 + 10)
    at = QPoint(int(left + badge[0] + 5), area.top() + theme.px(15))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    sift.settle()


def test_echoes_unfold_under_their_original_the_earliest_first(sift: Sifting) -> None:
    sift.does("unfold_echoes")
    assert sift.shown == ["1", "2", "11", "12", "13", "3", "4"]
    assert sift.at == "2"


def test_folding_puts_them_away(sift: Sifting) -> None:
    sift.does("unfold_echoes", "fold_echoes")
    assert sift.shown == ["1", "2", "3", "4"]
    assert sift.at == "2"


def test_folding_from_an_echo_goes_to_its_original(sift: Sifting) -> None:
    sift.does("unfold_echoes", "next", "next")
    assert sift.at == "12"
    sift.does("fold_echoes")
    assert (sift.at, sift.shown) == ("2", ["1", "2", "3", "4"])


def test_a_click_on_the_badge_unfolds_and_folds(sift: Sifting) -> None:
    sift.reads("1")
    click_badge(sift, 1)
    assert sift.shown == ["1", "2", "11", "12", "13", "3", "4"]
    click_badge(sift, 1)
    assert sift.shown == ["1", "2", "3", "4"]


def test_the_arrow_keys_reach_the_window_and_move_nothing(sift: Sifting) -> None:
    view = sift.sift.posts_pane.view
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current_number() == 1


def test_several_posts_stand_unfolded_at_once(sift: Sifting) -> None:
    sift.reads("4")
    sift.does("unfold_echoes")
    sift.reads("2")
    sift.does("unfold_echoes")
    assert sift.shown == ["1", "2", "11", "12", "13", "3", "4", "14"]
    sift.reads("4")
    sift.does("fold_echoes")
    assert sift.shown == ["1", "2", "11", "12", "13", "3", "4"]
    sift.reads("13")
    sift.does("fold_echoes")
    assert sift.shown == ["1", "2", "3", "4"]


def test_the_model_keeps_qts_rules_while_posts_are_unfolded(sift: Sifting) -> None:
    model = sift.sift.posts_pane.posts
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    sift.does("unfold_echoes", "last", "unfold_echoes", "star", "first", "reject")
    sift.reads("12")
    sift.does("star", "fold_echoes", "unfold_echoes")
    model.add_new()
    sift.search("is:undecided")


def test_nothing_above_moves_and_the_chosen_post_stays_where_it_is(sift: Sifting) -> None:
    view = sift.sift.posts_pane.view
    before = view.visualRect(view.currentIndex()).top()
    sift.does("unfold_echoes")
    assert view.visualRect(view.currentIndex()).top() == before


def test_unfolded_echoes_are_not_counted(sift: Sifting) -> None:
    sift.does("unfold_echoes")
    assert sift.sift.posts_pane.head.words == "8 posts · 4 folded · 4 undecided"
    sift.reads("3")
    assert sift.sift.reading.head.words == "Post 3 of 4"
    sift.reads("12")
    assert sift.sift.reading.head.words == ""
    sift.selects(1, 5)
    assert sift.sift.posts_pane.head.words == "2 chosen of 4"


def test_next_undecided_passes_them_over(sift: Sifting) -> None:
    sift.does("unfold_echoes", "next_undecided")
    assert sift.at == "3"
    sift.does("previous_undecided")
    assert sift.at == "2"


def test_they_carry_the_mark_of_their_original(sift: Sifting) -> None:
    sift.does("unfold_echoes", "star")
    assert sift.at == "3"
    assert [sift.sift.posts_pane.posts.row(n).mark for n in (1, 2, 3, 4)] == ["star"] * 4


def test_deciding_an_echo_decides_its_original_and_goes_on(sift: Sifting) -> None:
    sift.does("unfold_echoes", "next", "reject")
    assert sift.mark("2") == "reject"
    assert sift.at == "3"


def test_they_leave_the_list_with_their_original_and_come_back(sift: Sifting) -> None:
    sift.search("is:undecided")
    sift.reads("2")
    sift.does("unfold_echoes", "star")
    assert sorted(sift.dimmed, key=int) == ["2", "11", "12", "13"]
    sift.does("next")
    assert sift.shown == ["1", "3", "4"]
    sift.desk.history.undo()
    sift.settle()
    assert sift.shown == ["1", "2", "3", "4"]


def test_an_echo_that_is_read_is_not_dimmed(sift: Sifting) -> None:
    sift.does("unfold_echoes", "next")
    sift.desk.tag([sift.desk.post or 0], "seen")
    sift.settle()
    assert sift.dimmed == []


def test_new_posts_leave_what_is_unfolded_unfolded(sift: Sifting) -> None:
    sift.does("unfold_echoes")
    take_in(sift.library, [post(0), post(20, repost_of="2")], "more.jsonl")
    sift.does("take_in")
    assert sift.shown == ["0", "1", "2", "11", "12", "13", "20", "3", "4"]
    assert sift.at == "2"


def test_another_search_begins_folded(sift: Sifting) -> None:
    sift.does("unfold_echoes")
    sift.search("post 2")
    assert sift.shown == ["2"]


def test_echoes_in_the_list_are_not_listed_twice(sift: Sifting) -> None:
    sift.sift.posts_pane.head.arrange("oldest", "shown")
    sift.search("ann")
    sift.search("post")
    sift.reads("2")
    sift.does("unfold_echoes")
    assert sift.shown == ["1", "2", "3", "4", "11", "12", "13", "14"]
    assert sift.said[-1] == "Its echoes are in the list already."


def test_an_echo_is_heard_as_one(sift: Sifting) -> None:
    sift.does("unfold_echoes")
    model = sift.sift.posts_pane.posts
    heard = model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "@echo11, echo of Ann, undecided, 20:11, RT @ann: post 2."


def test_the_shelf_has_no_badge_to_unfold_by(sift: Sifting) -> None:
    row, area = sift.sift.posts_pane.posts.row(1), QRectF(0, 0, 600, 72)
    for rows, unfolds in ((RowDelegate(), True), (RowDelegate(kind="shelf"), False)):
        points = (QPointF(x, y) for x in range(0, 600, 4) for y in range(0, 30, 4))
        assert any(rows.on_badge(point, area, row) for point in points) is unfolds
