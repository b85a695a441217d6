from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from curator.library import PostId
from curator.model import Heading, Quote
from tests.conftest import post
from tests.gui.sifting import Sifting, sifting

Held = Qt.KeyboardModifier

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen


@pytest.fixture
def sift(path: Path, qapp: QApplication) -> Iterator[Sifting]:  # noqa: ARG001  it must be there
    with sifting(path, [post(n) for n in range(1, 6)]) as one:
        yield one


def test_a_star_is_given_and_the_next_undecided_is_chosen(sift: Sifting) -> None:
    sift.does("star")
    assert sift.mark("1") == "star"
    assert sift.at == "2"


def test_what_is_decided_already_is_passed_over(sift: Sifting) -> None:
    sift.reads("2")
    sift.does("unmark", "reject", "first", "star")
    assert sift.at == "3"


def test_where_to_go_is_worked_out_before_the_filter_hides_the_post(sift: Sifting) -> None:
    sift.search("is:undecided")
    sift.reads("3")
    sift.does("reject")
    assert sift.at == "4"


def test_a_decided_post_stays_dimmed_until_one_moves_on(sift: Sifting) -> None:
    sift.search("is:undecided")
    sift.does("star")
    assert (sift.shown, sift.dimmed, sift.at) == (["1", "2", "3", "4", "5"], ["1"], "2")
    sift.does("next")
    assert (sift.shown, sift.dimmed, sift.at) == (["2", "3", "4", "5"], [], "3")


def test_undo_brings_back_a_post_that_had_left_the_list(sift: Sifting) -> None:
    sift.search("is:undecided")
    sift.does("star", "next")
    sift.desk.history.undo()
    sift.settle()
    assert sift.shown == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("typed", ["", "is:undecided"])
@pytest.mark.parametrize("key", ["reject", "star"])
def test_undo_goes_back_to_the_post_that_was_decided(sift: Sifting, typed: str, key: str) -> None:
    if typed:
        sift.search(typed)
    sift.reads("3")
    sift.does(key)
    assert sift.at == "4"
    sift.desk.history.undo()
    sift.settle()
    assert sift.at == "3"
    sift.does(key, key)
    assert sift.at == "5"
    sift.desk.history.undo()
    sift.settle()
    assert sift.at == "4"
    sift.desk.history.undo()
    sift.settle()
    assert sift.at == "3"


def test_undo_goes_back_to_a_post_that_had_left_the_list(sift: Sifting) -> None:
    sift.search("is:undecided")
    sift.reads("2")
    sift.does("reject", "next")
    assert sift.shown == ["1", "3", "4", "5"]
    sift.desk.history.undo()
    sift.settle()
    assert (sift.shown, sift.at) == (["1", "2", "3", "4", "5"], "2")


def test_after_the_last_comes_the_nearest_undecided_above(sift: Sifting) -> None:
    sift.reads("4")
    sift.does("star", "star")
    assert sift.at == "3"


def test_when_nothing_is_undecided_it_stays_and_says_so(sift: Sifting) -> None:
    sift.does("star", "reject", "star", "reject", "star")
    assert sift.at == "5"
    assert sift.said[-1] == "All 5 posts are decided. Press Ctrl+2 to arrange them."


def test_a_key_pressed_twice_does_what_it_did(sift: Sifting) -> None:
    sift.does("reject")
    sift.reads("1")
    sift.does("reject")
    assert sift.mark("1") == "reject"
    sift.desk.history.undo()
    assert sift.mark("1") is None


def test_a_star_on_a_rejected_post_stars_it_and_the_other_way_round(sift: Sifting) -> None:
    sift.does("reject", "first", "star", "first")
    assert sift.mark("1") == "star"
    sift.does("reject")
    assert sift.mark("1") == "reject"


@pytest.mark.parametrize("held", [Held.ShiftModifier, Held.ControlModifier])
def test_a_command_chooses_one_post_whatever_key_is_held(sift: Sifting, held: Held) -> None:
    QTest.keyPress(sift.sift, Qt.Key.Key_F13, held)
    seen: list[list[PostId]] = []
    sift.sift.posts_pane.view.chosen.connect(
        lambda _: seen.append(sift.sift.posts_pane.view.selected_ids())
    )
    sift.does("last", "previous_undecided")
    QTest.keyRelease(sift.sift, Qt.Key.Key_F13)
    assert [len(chosen) for chosen in seen] == [1, 1]


def test_undecided_and_tags_do_not_advance(sift: Sifting) -> None:
    sift.desk.tag([1], "insight")
    sift.does("unmark", "tag_1", "unmark")
    assert sift.at == "1"


def test_the_row_shows_the_decision_at_once(sift: Sifting) -> None:
    sift.sift.perform("star")
    assert sift.sift.posts_pane.posts.row(0).mark == "star"


def test_several_are_decided_in_one_step(sift: Sifting) -> None:
    sift.selects(0, 2)
    sift.does("star")
    step = sift.library.next_undo
    assert step is not None
    assert step.label == "Star 3 posts"
    assert sift.at == "4"


def test_going_past_several_skips_those_just_decided(sift: Sifting) -> None:
    sift.selects(2, 4)
    sift.does("reject")
    assert sift.at == "2"


def test_deciding_an_echo_decides_its_original(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    posts = [post(1), post(2, repost_of="3"), post(3), post(4)]
    with sifting(path, posts) as sift:
        sift.sift.posts_pane.head.arrange("oldest", "shown")
        sift.search("post")
        sift.reads("2")
        sift.does("star")
        assert sift.mark("3") == "star"
        assert sift.at == "4"


@pytest.fixture
def echoed(path: Path, qapp: QApplication) -> Iterator[Sifting]:  # noqa: ARG001  it must be there
    words = "A2 They come because the landlord will not fix the shelf."
    texts = {1: "Hello all", 2: f"RT @ann: {words}", 3: words, 4: f"RT @ann: {words[:40]}…"}
    posts = [post(n, text, "ann" if n == 3 else f"p{n}") for n, text in texts.items()]
    posts += [post(5, f"RT @ann: {words}", "p5", repost_of="3"), post(6, "And good night", "p6")]
    with sifting(path, posts) as one:
        one.sift.posts_pane.head.arrange("oldest", "shown")
        one.search("o OR a OR r")
        one.search("")
        yield one


def test_the_best_of_a_group_is_starred_and_its_echoes_settled(echoed: Sifting) -> None:
    echoed.reads("2")
    echoed.does("star_best")
    assert [echoed.mark(key) for key in "12345"] == [None, "reject", "star", "reject", "star"]
    assert echoed.said[-1] == "2 echoes settled."
    assert echoed.at == "6"


def test_settling_echoes_is_one_step(echoed: Sifting) -> None:
    echoed.reads("3")
    echoed.does("star_best")
    step = echoed.library.next_undo
    assert step is not None
    assert step.label == "Star 1 post and settle 2 echoes"
    echoed.desk.history.undo()
    assert [echoed.mark(key) for key in "2345"] == [None] * 4


def test_the_best_of_several_groups_is_starred_at_once(echoed: Sifting) -> None:
    echoed.selects(0, 2)
    echoed.does("star_best")
    step = echoed.library.next_undo
    assert step is not None
    assert step.label == "Star 2 posts and settle 2 echoes"
    assert echoed.at == "6"


def test_settled_echoes_leave_a_list_of_the_undecided(echoed: Sifting) -> None:
    echoed.search("is:undecided")
    echoed.reads("3")
    echoed.does("star_best")
    assert (echoed.dimmed, echoed.at) == (["3"], "6")
    echoed.does("first")
    assert echoed.shown == ["1", "6"]


def test_a_post_without_echoes_is_only_starred(echoed: Sifting) -> None:
    echoed.reads("1")
    echoed.does("star_best")
    step = echoed.library.next_undo
    assert step is not None
    assert step.label == "Star: @p1, 20:01"
    assert echoed.at == "3"


def test_going_on_with_shift_held_chooses_one_post(echoed: Sifting) -> None:
    view = echoed.sift.posts_pane.view
    echoed.reads("1")
    QTest.keyPress(view, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
    echoed.does("star_best")
    assert len(view.selected_ids()) == 1
    QTest.keyRelease(view, Qt.Key.Key_Shift)


def test_next_undecided_turns_round_at_the_end(sift: Sifting) -> None:
    sift.does("last", "next_undecided")
    assert sift.at == "4"
    sift.does("previous_undecided")
    assert sift.at == "3"


def test_next_undecided_says_when_there_is_none(sift: Sifting) -> None:
    sift.does("select_all", "star", "next_undecided")
    assert sift.said[-1] == "Nothing more is undecided here."


def test_a_rejected_post_stays_in_the_story_that_uses_it(sift: Sifting) -> None:
    with sift.library.edit("New story"):
        story = sift.library.stories.new("An evening")
        first = sift.library.posts.row(1).post
        sift.library.stories.add(story, [Heading("One"), Quote(first)])
    sift.does("reject")
    assert sift.said[-1] == "This post is used in “\u2068An evening\u2069”. It stays there."


def test_enter_adds_to_the_story_and_stays_in_sift(sift: Sifting) -> None:
    sift.does("add")
    assert sift.at == "1"
    assert sift.sift.posts_pane.posts.row(0).used == ""
    sift.does("add")
    assert "Press Enter again" in sift.said[-1]


def test_a_key_for_a_tag_keeps_its_number_when_another_is_used_more(sift: Sifting) -> None:
    sift.desk.tag([1], "insight")
    sift.settle()
    sift.desk.tag([1, 2, 3], "funny")
    sift.settle()
    sift.reads("4")
    sift.does("tag_1")
    assert sift.library.posts.row(4).tags == ("insight",)


def test_moving_goes_no_further_than_the_ends(sift: Sifting) -> None:
    sift.does("previous")
    assert sift.at == "1"
    sift.does("last", "next")
    assert sift.at == "5"
