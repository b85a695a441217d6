"""Facets in the sidebar: what the posts of the search share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from curator.gui.widgets.entry import ENTRY
from curator.model import Author, Span
from tests.conftest import post, take_in
from tests.gui.sifting import Sifting, sifting

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen


@pytest.fixture
def sift(path: Path, qapp: QApplication) -> Iterator[Sifting]:  # noqa: ARG001  it must be there
    bob, tag = Author("bob", "Bob"), (Span("hashtag", 0, 6, "Drill"),)
    posts = [
        post(1, "#Drill or not", lang="en", spans=tag),
        post(2, "A kettle", author=bob, lang="cy"),
        post(3, "Another kettle", author=bob, lang="en"),
        post(4, "RT @bob: A kettle", "carl", repost_of="2"),
    ]
    with sifting(path, posts) as one:
        one.search("")
        yield one


def groups(sift: Sifting) -> dict[str, bool]:
    """Return the groups of the sidebar, and whether each is unfolded."""
    sidebar = sift.sift.sidebar
    model = sidebar.model()
    rows = [model.index(n, 0) for n in range(model.rowCount())]
    return {row.data(ENTRY).name: sidebar.isExpanded(row) for row in rows}  # the last of a name


def unfold(sift: Sifting, name: str, *, on: bool = True) -> None:
    sidebar = sift.sift.sidebar
    model = sidebar.model()
    rows = [model.index(n, 0) for n in range(model.rowCount())]
    row = next(row for row in rows if row.data(ENTRY).facet and row.data(ENTRY).name == name)
    sidebar.setExpanded(row, on)
    count(sift)


def count(sift: Sifting) -> None:
    """Wait until facets are counted."""
    sift.settle()
    for _ in range(2):
        sift.sift.sidebar.facets.finish()
        sift.settle()


def shown(sift: Sifting, *names: str) -> dict[str, int]:
    entries = sift.sift.sidebar.entries()
    return {name: entries[name] for name in names if name in entries}


def test_facets_are_folded_until_they_are_wanted_and_count_nothing(sift: Sifting) -> None:
    assert {name: on for name, on in groups(sift).items() if not on} == dict.fromkeys(
        ["By question", "By person", "By hashtag", "By mention", "By link",
         "By picture or film", "By language", "By platform", "By archive", "By kind",
         "By decision", "By tag"], False,
    )  # fmt: skip
    count(sift)
    assert shown(sift, "@bob") == {}


def test_unfolding_counts_what_is_found(sift: Sifting) -> None:
    unfold(sift, "By person")
    assert shown(sift, "@ann", "@bob", "@carl", "#Drill") == {"@bob": 2, "@ann": 1}
    unfold(sift, "By hashtag")
    unfold(sift, "By language")
    assert shown(sift, "English", "Welsh", "#Drill") == {"English": 2, "Welsh": 1, "#Drill": 1}


def test_counts_follow_the_search_and_the_decisions(sift: Sifting) -> None:
    unfold(sift, "By person")
    sift.search("is:undecided kettle")
    count(sift)
    assert shown(sift, "@ann", "@bob") == {"@bob": 2}
    sift.reads("3")
    sift.does("reject")
    count(sift)
    assert shown(sift, "@bob") == {"@bob": 1}


def test_a_click_includes_and_alt_click_excludes(sift: Sifting) -> None:
    unfold(sift, "By person")
    unfold(sift, "By language")
    sift.search("kettle OR drill")
    count(sift)
    sift.sift.sidebar.show_entry("@bob")
    sift.settle()
    assert sift.shown == ["2", "3"]
    sift.sift.sidebar.show_entry("Welsh", Qt.KeyboardModifier.AltModifier)
    sift.settle()
    assert sift.shown == ["3"]


def test_the_old_counts_stay_until_the_new_are_there(sift: Sifting) -> None:
    unfold(sift, "By person")
    sift.search("drill")
    assert shown(sift, "@bob") == {"@bob": 2}
    count(sift)
    assert shown(sift, "@bob") == {}


def test_folded_again_they_count_no_more(sift: Sifting) -> None:
    unfold(sift, "By person")
    unfold(sift, "By person", on=False)
    sift.search("drill")
    count(sift)
    assert shown(sift, "@bob") == {"@bob": 2}


def test_new_posts_are_counted(sift: Sifting) -> None:
    unfold(sift, "By person")
    take_in(sift.library, [post(9, author=Author("dan"))], "b.jsonl")
    count(sift)
    assert shown(sift, "@dan") == {"@dan": 1}


def test_the_window_can_close_while_it_counts(sift: Sifting) -> None:
    sift.sift.sidebar.facets.want(("people",))
    sift.sift.sidebar.facets.finish()


def test_marks_and_tags_are_counted_as_they_are_given(sift: Sifting) -> None:
    unfold(sift, "By decision")
    unfold(sift, "By tag")
    sift.reads("2")
    sift.does("star")
    sift.desk.tag(list(sift.library.posts.ids(["2", "3"]).values()), "kettles")
    count(sift)
    tags = [entry for entry in sift.sift.sidebar.all_entries() if entry.name == "kettles"]
    assert [(entry.count, entry.adds) for entry in tags] == [(2, False), (2, True)]
    assert shown(sift, "Starred", "Undecided") == {"Starred": 1, "Undecided": 2}


def test_the_keyboard_includes_and_excludes_as_the_mouse_does(sift: Sifting) -> None:
    unfold(sift, "By person")
    sidebar = sift.sift.sidebar
    sidebar.setFocus()
    row = next(row for row in sidebar.lines() if row.data(ENTRY).name == "@bob")
    sidebar.setCurrentIndex(row)
    sift.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert sift.sift.posts_pane.terms.parts == ("-from:bob",)
    sift.press(Qt.Key.Key_Return)
    assert sift.sift.posts_pane.terms.parts == ("from:bob",)


def test_a_newer_search_cancels_the_counting_of_an_older(sift: Sifting) -> None:
    unfold(sift, "By person")
    facets = sift.sift.sidebar.facets
    for typed in ("kettle", "drill", "another"):
        sift.search(typed)
        facets.begin()
    count(sift)
    assert shown(sift, "@ann", "@bob", "@carl") == {"@bob": 1}


def test_more_of_a_kind_is_shown_when_it_is_wanted(sift: Sifting) -> None:
    take_in(sift.library, [post(20 + n, handle=f"person{n:02}") for n in range(20)], "b.jsonl")
    unfold(sift, "By person")
    people = [each for each in sift.sift.sidebar.entries() if each.startswith("@")]
    assert len(people) == 8
    sift.sift.sidebar.show_entry("More…")
    count(sift)
    people = [each for each in sift.sift.sidebar.entries() if each.startswith("@")]
    assert len(people) == 22
