"""Searching while one types: spelling, hints, and a large library beside the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from curator.gui.search.search_thread import SearchRequest, SearchResult, answers
from curator.gui.search.terms import Terms
from curator.library import Query
from tests.conftest import post
from tests.gui.sifting import Sifting, sifting

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen

WORDS = ("career advice", "a career in Łódź", "carpet cleaner", "Café society")


@pytest.fixture
def sift(path: Path, qapp: QApplication) -> Iterator[Sifting]:  # noqa: ARG001  it must be there
    with sifting(path, [post(n, words) for n, words in enumerate(WORDS, 1)]) as one:
        yield one


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, sift: Sifting) -> Sifting:
    """Take a library for large, so that it is searched beside the window."""
    monkeypatch.setattr("curator.library.search.posts._LARGE", 2)
    monkeypatch.setattr("curator.library.search.posts._MANY", 1)
    return sift


def links(sift: Sifting) -> list[str]:
    return [link.accessibleName() for link in sift.sift.posts_pane.view.empty.links]


def test_a_word_nobody_wrote_is_offered_as_somebody_did(sift: Sifting) -> None:
    sift.search("carer")
    assert sift.empty == "No post has “\u2068carer\u2069”."
    assert links(sift) == ["Search for “\u2068career\u2069” (2)", "Clear"]
    sift.sift.posts_pane.view.empty.links[0].click()
    sift.settle()
    assert sift.shown == ["1", "2"]


def test_only_the_word_that_is_wrong_is_spelt_anew(sift: Sifting) -> None:
    sift.search("carpet cleanr -is:echo")
    assert links(sift)[0] == "Search for “\u2068carpet cleaner\u2069” (1)"


def test_accents_and_case_are_forgiven(sift: Sifting) -> None:
    sift.search("SOCIÉTI")
    assert links(sift)[0] == "Search for “\u2068society\u2069” (1)"


def test_words_that_are_all_there_but_not_together_are_not_respelt(sift: Sifting) -> None:
    sift.search("career carpet")
    assert links(sift) == ["Clear"]


def test_a_mistake_is_told_only_once_one_rests(sift: Sifting) -> None:
    field = sift.sift.posts_pane.search
    sift.sift.perform("search")
    for letter in "since:2014-15-09":
        field._field.insert(letter)  # noqa: SLF001  typing, without the waits
        field._typed(field._field.text())  # noqa: SLF001
        field.ask()
    assert field.hint == ""
    field._rested.timeout.emit()  # noqa: SLF001  the second is over
    assert field.hint == "2014-15-09 is not a date. Write year-month-day, like 2014-09-15."
    sift.press(Qt.Key.Key_Backspace)
    assert sift.shown == []


def test_an_open_quotation_mark_is_told(sift: Sifting) -> None:
    sift.types('"carpet')
    assert sift.sift.posts_pane.search.hint == "A quotation mark is not closed."
    sift.press('"')
    sift.rest()
    assert sift.sift.posts_pane.search.hint == ""


def test_a_large_library_is_searched_beside_the_window(large: Sifting) -> None:
    large.search("career")
    assert large.shown == ["1", "2"]
    assert large.sift.posts_pane.head.words == "2 posts · 2 undecided"
    large.does("star")
    assert (large.mark("1"), large.at) == ("star", "2")
    assert large.sift.posts_pane.head.words == "2 posts · 1 undecided"


def test_the_old_rows_stay_until_the_new_are_there(large: Sifting) -> None:
    large.sift.posts_pane.show_terms(Terms((), "carpet"))
    assert large.shown == ["1", "2", "3", "4"]
    large.settle()
    assert large.shown == ["3"]


def test_only_the_last_of_several_searches_is_shown(large: Sifting) -> None:
    for word in ("career", "carpet", "society"):
        large.sift.posts_pane.show_terms(Terms((), word))
    large.settle()
    assert large.shown == ["4"]


def test_a_large_library_says_why_nothing_is_there(large: Sifting) -> None:
    large.search("carer")
    assert links(large) == ["Search for “\u2068career\u2069” (2)", "Clear"]


def test_going_to_a_hidden_post_of_a_large_library_waits_for_it(large: Sifting) -> None:
    large.search("career")
    large.sift.show_post(large.library.posts.ids(["4"])["4"])
    large.settle()
    assert (large.at, large.shown) == ("4", ["1", "2", "3", "4"])


def test_the_first_posts_are_told_before_all_are_found(
    large: Sifting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curator.gui.search.search_thread._FIRST", 2)
    query = Query.parse("c")
    wish = SearchRequest(Terms(), query, "oldest", "folded", None)
    found = [each for each in answers(large.library, wish) if isinstance(each, SearchResult)]
    assert [(len(each.ids), each.whole) for each in found] == [(2, False), (4, True)]
    large.search("c")
    assert large.shown == ["1", "2", "3", "4"]
