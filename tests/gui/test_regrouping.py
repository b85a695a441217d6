"""Splitting echoes from their group and joining them, by keys and by the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from curator.gui.sift.posts_pane import PostsPane
from curator.gui.window.window import Window
from curator.library import Library, Query
from tests.conftest import post, take_in
from tests.gui.sifting import Sifting, sifting

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen

WORDS = "Drills are lent by the day here, and ladders by the week, to whoever has a card"
POSTS = [
    post(1, "Something else altogether", "zoe"),
    post(2, WORDS, "ann"),
    post(3, f"RT @ann: {WORDS}", "ben"),
    post(4, WORDS, "cleo"),
    post(5, f"RT @ann: {WORDS}", "dov", repost_of="2"),
    post(6, "And good night", "eve"),
]


@pytest.fixture
def sift(path: Path, qapp: QApplication) -> Iterator[Sifting]:  # noqa: ARG001  it must be there
    with sifting(path, POSTS) as one:
        one.sift.posts_pane.head.arrange("oldest", "folded")
        one.search("o OR a OR r")
        one.search("")
        yield one


def reason(sift: Sifting) -> str:
    """Return why the chosen post counts as an echo, as the reading pane says it."""
    line = sift.sift.reading.post.group
    isolates = str.maketrans("", "", "\u2068\u2069")
    return line.words.translate(isolates) if line.isVisible() else ""


def test_echoes_of_every_kind_are_folded_and_unfold(sift: Sifting) -> None:
    assert sift.shown == ["1", "2", "6"]
    sift.reads("2")
    sift.does("unfold_echoes")
    assert sift.shown == ["1", "2", "3", "4", "5", "6"]


def test_an_unfolded_echo_is_split_off_and_stays_chosen(sift: Sifting) -> None:
    sift.reads("2")
    sift.does("unfold_echoes")
    sift.reads("4")
    sift.does("split_echoes")
    assert sift.shown == ["1", "2", "3", "5", "4", "6"]
    assert (sift.at, sift.said[-1]) == ("4", "The post is in no group now.")
    step = sift.library.next_undo
    assert step is not None
    assert step.label == "Split 1 post from its group"
    sift.desk.history.undo()
    sift.settle()
    assert sift.shown == ["1", "2", "3", "4", "5", "6"]


def test_a_post_joins_the_group_of_the_post_above(sift: Sifting) -> None:
    sift.reads("6")
    sift.does("join_echoes")
    assert sift.shown == ["1", "2"]
    assert sift.at == "2"
    assert sift.said[-1] == "Joined. The group now has 4 echoes by 4 people."


def test_chosen_posts_join_into_one_group(sift: Sifting) -> None:
    sift.selects(0, 2)
    sift.does("join_echoes")
    assert (sift.shown, sift.at) == (["1"], "1")
    step = sift.library.next_undo
    assert step is not None
    assert step.label == "Join 3 posts to a group"


def test_what_cannot_be_split_or_joined_is_said(sift: Sifting) -> None:
    sift.reads("1")
    sift.does("split_echoes")
    assert sift.said[-1] == "This post is in no group."
    sift.does("join_echoes")
    assert sift.said[-1] == "There is no post above whose group this one could join."
    sift.reads("2")
    sift.does("unfold_echoes")
    sift.reads("5")
    sift.does("split_echoes")
    assert "it stays with its original" in sift.said[-1]


def test_the_reading_pane_says_why_a_post_is_an_echo(sift: Sifting) -> None:
    sift.reads("2")
    assert reason(sift) == ""
    sift.does("unfold_echoes")
    reasons = {
        "3": "Repeats @ann by name, like “RT @ann”",
        "4": "Copied from @ann word for word",
        "5": "Reposted from @ann by the platform’s button",
    }
    for key, words in reasons.items():
        sift.reads(key)
        assert reason(sift) == words
    sift.reads("6")
    sift.does("join_echoes")
    sift.does("unfold_echoes")
    sift.reads("6")
    assert reason(sift) == "Joined by hand to what @ann said"


def test_a_click_splits_the_post_that_is_read(sift: Sifting) -> None:
    sift.reads("2")
    sift.does("unfold_echoes")
    sift.reads("4")
    (button,) = [
        each
        for each in sift.sift.reading.post.group.findChildren(QAbstractButton)
        if each.isVisible()
    ]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    sift.settle()
    assert sift.at == "4"
    assert reason(sift) == ""


def test_a_native_repost_offers_no_split(sift: Sifting) -> None:
    sift.reads("2")
    sift.does("unfold_echoes")
    sift.reads("5")
    buttons = sift.sift.reading.post.group.findChildren(QAbstractButton)
    assert not any(button.isVisible() for button in buttons)


def test_the_window_finds_echoes_when_it_opens_a_library(
    window: Window, path: Path, qtbot: QtBot
) -> None:
    with Library(path, make=True) as library:
        take_in(library, POSTS)
        assert len(library.posts.find(Query(), echoes="folded")) == 5
    window.open(path)
    posts_pane = window.findChild(PostsPane)
    assert isinstance(posts_pane, PostsPane)
    qtbot.waitUntil(lambda: len(posts_pane.posts.ids) == 3, timeout=20_000)
