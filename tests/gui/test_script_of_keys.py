"""A whole chat decided by a script of keys, in the real window."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from curator.gui.sift.workspace import SiftWorkspace
from curator.gui.window.window import Window
from curator.library import Library
from curator.model import Post
from tests.conftest import post, take_in

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen

POSTS = 150
WORDS = ("ladder", "kettle", "seeds", "roof", "drill", "band", "cake", "desk", "letters", "rain")


def chat() -> list[Post]:
    """Return a chat with questions, answers and side talk; every fifth post is a repost."""
    chance = Random(3)  # noqa: S311  what is said, not a secret
    posts: list[Post] = []
    for number in range(POSTS):
        said = " ".join(chance.sample(WORDS, 6))
        text = f"A{number * 6 // POSTS + 1} {said} {number}. #EveningChat"
        echo = str(chance.randrange(number)) if number % 5 == 4 else ""
        posts.append(post(number, text, f"voice{number % 17}", repost_of=echo))
    return posts


def test_a_chat_is_decided_in_little_more_presses_than_posts(window: Window, path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, chat())
    window.open(path)
    window.show()
    (sift,) = window.findChildren(SiftWorkspace)
    posts, view = sift.posts_pane.posts, sift.posts_pane.view
    sift.start()
    chance = Random(4)  # noqa: S311  which key, not a secret
    keys = {Qt.Key.Key_S: "star", Qt.Key.Key_X: "reject"}
    meant: dict[int, str] = {}
    presses = 0
    while (now := view.current_id()) is not None and now not in meant:
        key = chance.choice([*keys])
        meant[now] = keys[key]
        QTest.keyClick(view, key)
        QApplication.processEvents()
        presses += 1
    marks = {int(row.id): row.mark for row in sift._desk.library.posts.rows(list(meant))}  # noqa: SLF001  what is kept
    assert len(meant) == len(posts.ids)
    assert marks == meant
    assert presses <= len(meant) * 1.1
