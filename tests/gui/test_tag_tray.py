"""Suggested tags wait in a tray: all or some are accepted, as one step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from curator.gui.overlays.tag_tray import TagTray
from curator.model import Post, Span
from tests.conftest import post
from tests.gui.sifting import Sifting, sifting

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")


def said(key: int, words: str, *hashtags: str) -> Post:
    """Return a post with hashtags at its end."""
    text, spans = words, []
    for name in hashtags:
        spans.append(Span("hashtag", len(text) + 1, len(text) + 2 + len(name), name))
        text += f" #{name}"
    return post(key, text, spans=tuple(spans))


@pytest.fixture
def sift(path: Path) -> Iterator[Sifting]:
    posts = [
        said(1, "We lend ladders", "kettle", "tools"),
        said(2, "And drills", "kettle", "tools"),
        said(3, "Seeds go for good", "kettle", "seeds"),
        said(4, "Ours too, as pumpkins", "kettle", "seeds"),
        said(5, "Cake tins as well", "kettle", "tins"),
    ]
    with sifting(path, posts) as person:
        yield person


@pytest.fixture
def tray(sift: Sifting) -> Iterator[TagTray]:
    window = QWidget()
    tray = TagTray(window)
    window.resize(1200, 800)
    window.show()
    tray.open_on(sift.desk)
    tray.finish()
    sift.settle()
    yield tray
    window.close()


def test_what_posts_share_is_suggested_but_not_what_all_or_one_have(
    sift: Sifting, tray: TagTray
) -> None:
    assert [(each.name, len(each.posts)) for each in tray.chosen] == [("seeds", 2), ("tools", 2)]
    assert sift.library.tags.all() == []


def test_some_are_accepted_as_one_step(sift: Sifting, tray: TagTray) -> None:
    QTest.keyClick(tray.table, Qt.Key.Key_Space)
    assert tray.accept.text().startswith("Accept 1 tag")
    tray.take()
    assert [(tag.name, tag.posts) for tag in sift.library.tags.all()] == [("tools", 2)]
    tray.open_on(sift.desk)
    tray.finish()
    sift.settle()
    assert [each.name for each in tray.chosen] == ["seeds"]
    tray.take()
    sift.desk.history.undo()
    assert [tag.name for tag in sift.library.tags.all()] == ["tools"]


def test_without_suggestions_the_tray_says_so(sift: Sifting, tray: TagTray) -> None:
    tray.take()
    tray.open_on(sift.desk)
    tray.finish()
    sift.settle()
    assert tray.caption == "The posts found now suggest no tags that they do not have."
    assert not tray.accept.isEnabled()
