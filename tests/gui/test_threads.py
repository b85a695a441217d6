"""A thread is one card in the list: folded, opened in place, decided as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from curator.library import Library
from curator.model import Group, Post
from curator.work import finish, work_out
from tests.conftest import post, take_in
from tests.gui.sifting import Sifting, sifting

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def said() -> list[Post]:
    return [
        post(1, "Good evening all"),
        post(2, "We lend ladders, and they come back 1/3", "ann"),
        post(3, "What about drills?", "bo"),
        post(4, "Drills come back too, with new bits 2/3", "ann"),
        post(5, "Only the cake tins do not 3/3", "ann"),
        post(6, "Seeds never come back, and that is the point", "cy"),
        post(7, "They come back as pumpkins", "cy", reply_to="6"),
        post(8, "Thank you", "bo"),
    ]


@pytest.fixture
def sift(path: Path) -> Iterator[Sifting]:
    with Library(path, make=True) as library:
        take_in(library, said())
    finish(work_out(path))
    with sifting(path, []) as person:
        yield person


def test_a_thread_is_one_row_that_tells_its_length(sift: Sifting) -> None:
    assert sift.shown == ["1", "2", "3", "6", "8"]
    assert sift.sift.posts_pane.head.words.startswith("8 posts")
    posts = sift.sift.posts_pane.posts
    assert [posts.row(number).thread for number in range(5)] == [0, 3, 0, 2, 0]
    words = posts.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "thread of 3 posts" in words


def test_what_is_pressed_on_the_card_is_done_to_all_parts_as_one_step(sift: Sifting) -> None:
    sift.reads("2")
    assert sift.sift.posts_pane.head.words == "3 chosen of 8"
    sift.does("star")
    assert [sift.mark(key) for key in "245"] == ["star"] * 3
    assert sift.at == "3"
    step = sift.library.next_undo
    assert step is not None
    assert "3" in step.label
    sift.desk.history.undo()
    assert [sift.mark(key) for key in "245"] == [None] * 3
    sift.reads("6")
    sift.sift.posts_pane.triage.tag("seeds")
    found = sift.library.posts.rows(list(sift.library.posts.ids("67").values()))
    assert [row.tags for row in found] == [("seeds",), ("seeds",)]


def test_it_opens_in_place_and_parts_are_decided_alone(sift: Sifting) -> None:
    sift.reads("2")
    sift.does("unfold_echoes")
    assert sift.shown == ["1", "2", "4", "5", "3", "6", "8"]
    sift.does("next", "reject")
    assert [sift.mark(key) for key in "245"] == [None, "reject", None]
    assert sift.at == "5"
    sift.does("fold_echoes")
    assert sift.shown == ["1", "2", "3", "6", "8"]
    assert sift.at == "2"


def test_a_part_that_is_gone_to_opens_its_card(sift: Sifting) -> None:
    sift.reads("5")
    assert sift.at == "5"
    assert "5" in sift.shown
    assert sift.sift.reading.post.part == "Part 3 of a thread of 3"


def test_a_part_found_alone_stands_alone(sift: Sifting) -> None:
    sift.search("tins")
    assert sift.shown == ["5"]


def test_the_place_counts_the_parts_that_are_folded(sift: Sifting) -> None:
    posts = sift.sift.posts_pane.posts
    assert [posts.place(number) for number in range(5)] == [0, 1, 4, 5, 7]


def test_undecided_posts_leave_with_their_thread(sift: Sifting) -> None:
    sift.search("is:undecided")
    sift.reads("2")
    sift.does("star", "next")
    assert sift.shown == ["1", "3", "6", "8"]
    sift.desk.history.undo()
    sift.settle()
    assert sift.shown == ["1", "2", "3", "6", "8"]


def test_a_click_on_the_badge_opens_it(sift: Sifting) -> None:
    view = sift.sift.posts_pane.view
    row = view.posts.row(1)
    area = view.visualRect(view.posts.index(1, 0))
    left, _ = view.rows.head(row, area.width()).badges[0]
    at = QPoint(int(left) + 76 + 5, area.top() + 15)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert sift.shown[2:4] == ["4", "5"]


def test_a_whole_exchange_is_added_as_one_block_and_one_step(path: Path) -> None:
    asked = [
        post(1, "Who lends ladders?", "ann"),
        post(2, "We do, on Tuesdays", "bo", reply_to="1"),
        post(3, "And drills", "cy", reply_to="2"),
        post(4, "Nobody asked me", "dee"),
    ]
    with sifting(path, asked) as person:
        person.reads("4")
        person.does("add_exchange")
        assert person.said[-1] == "This post answers nobody, and nobody answers it."
        person.reads("2")
        person.does("add_exchange")
        (block,) = person.desk.blocks()
        assert isinstance(block, Group)
        assert block.kind == "exchange"
        assert [quote.post.key for quote in block.quotes] == ["1", "2", "3"]
        person.desk.history.undo()
        assert person.desk.blocks() == ()


def test_a_click_on_a_name_shows_what_they_said(sift: Sifting) -> None:
    view = sift.sift.posts_pane.view
    area = view.visualRect(view.posts.index(3, 0))
    at = QPoint(76 + 6, area.top() + 15)
    QTest.mouseMove(view.viewport(), at)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    sift.settle()
    assert sift.sift.posts_pane.terms.text == "from:cy"
    assert sift.shown == ["6"]
