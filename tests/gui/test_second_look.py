from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.conftest import post
from tests.gui.sifting import Sifting, sifting

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen


@pytest.fixture
def sift(path: Path, qapp: QApplication) -> Iterator[Sifting]:  # noqa: ARG001  it must be there
    with sifting(path, [post(n) for n in range(1, 7)]) as one:
        one.does("star", "star", "star", "star", "reject", "reject")
        one.does("second_look")
        yield one


def test_it_goes_over_the_stars_only(sift: Sifting) -> None:
    assert (sift.shown, sift.at) == (["1", "2", "3", "4"], "1")
    assert sift.sift.posts_pane.second.sentence == "0 of 4 looked at again"


def test_each_post_is_kept_rejected_or_made_undecided(sift: Sifting) -> None:
    sift.does("star", "reject", "unmark")
    assert [sift.mark(key) for key in "1234"] == ["star", "reject", None, "star"]
    assert sift.at == "4"
    assert sift.sift.posts_pane.second.sentence == "3 of 4 looked at again"


def test_keeping_is_no_step(sift: Sifting) -> None:
    before = sift.library.next_undo
    sift.does("star")
    assert sift.library.next_undo == before


def test_at_the_end_it_says_what_came_of_it(sift: Sifting) -> None:
    sift.does("star", "reject", "unmark", "star")
    assert sift.said[-1] == (
        "All 4 looked at again: 2 kept, 1 rejected, 1 undecided. Press Ctrl+2 to arrange them."
    )
    assert not sift.sift.posts_pane.second.isVisible()


def test_it_is_left_by_another_search_and_goes_on_later(sift: Sifting) -> None:
    sift.does("star", "star", "clear_search")
    assert not sift.sift.posts_pane.second.is_on
    sift.does("second_look")
    assert (sift.at, sift.sift.posts_pane.second.sentence) == ("3", "2 of 4 looked at again")


def test_without_stars_it_says_so(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    with sifting(path, [post(1)]) as sift:
        sift.does("second_look")
        assert sift.said[-1] == "Nothing is starred yet. S stars a post."


def test_it_is_offered_when_all_is_decided(sift: Sifting) -> None:
    sift.search("is:undecided")
    links = [link.accessibleName() for link in sift.sift.posts_pane.view.empty.links]
    assert links == ["Show starred", "Take a second look at the starred"]


def test_a_step_back_is_undone_as_ever(sift: Sifting) -> None:
    sift.does("reject")
    sift.desk.history.undo()
    sift.settle()
    assert sift.shown == ["1", "2", "3", "4"]
