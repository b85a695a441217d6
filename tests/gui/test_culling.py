from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from curator.model import Heading, Quote
from tests.conftest import post
from tests.gui.sifting import Sifting, sifting

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
    sift.desk.undo()
    sift.settle()
    assert sift.shown == ["1", "2", "3", "4", "5"]


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
    sift.desk.undo()
    assert sift.mark("1") is None


def test_a_star_on_a_rejected_post_stars_it_and_the_other_way_round(sift: Sifting) -> None:
    sift.does("reject", "first", "star", "first")
    assert sift.mark("1") == "star"
    sift.does("reject")
    assert sift.mark("1") == "reject"


def test_undecided_and_tags_do_not_advance(sift: Sifting) -> None:
    sift.desk.tag([1], "insight")
    sift.does("unmark", "tag_1", "unmark")
    assert sift.at == "1"


def test_the_row_shows_the_decision_at_once(sift: Sifting) -> None:
    sift.sift.perform("star")
    assert sift.sift.finding.posts.row(0).mark == "star"


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
        sift.sift.finding.head.arrange("oldest", "shown")
        sift.search("post")
        sift.reads("2")
        sift.does("star")
        assert sift.mark("3") == "star"
        assert sift.at == "4"


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
    assert sift.sift.finding.posts.row(0).used == ""
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
