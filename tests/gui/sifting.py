"""Sift in a person's words, for tests: search, star, next, what stands where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from curator import work
from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.style import apply_style
from curator.gui.search.terms import Terms
from curator.gui.sift.workspace import SiftWorkspace
from curator.library import Library
from curator.model import Mark, Post
from curator.settings import Settings
from tests.conftest import take_in


class Sifting:
    """A person at Sift."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.library = desk.library
        self.sift = SiftWorkspace(desk)
        self.said: list[str] = []
        desk.reported.connect(self.said.append)
        self.sift.resize(1440, 826)
        self.sift.show()
        self.sift.start()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is left to be drawn."""
        for _ in range(3):
            QApplication.processEvents()
            self.sift.catch_up()

    def does(self, *commands: str) -> None:
        """Do commands, one after the other."""
        for name in commands:
            assert self.sift.perform(name), name
            self.settle()

    def search(self, typed: str) -> None:
        """Search for something."""
        self.sift.posts_pane.show_terms(Terms.of(typed))
        self.settle()

    def types(self, words: str) -> None:
        """Type into the search field, key by key, and rest."""
        self.sift.perform("search")
        self.press(words)
        self.rest()

    def press(self, keys: str | Qt.Key, how: Qt.KeyboardModifier | None = None) -> None:
        """Press keys wherever the focus is."""
        widget = QApplication.focusWidget() or self.sift
        modifier = how or Qt.KeyboardModifier.NoModifier
        if isinstance(keys, str):
            QTest.keyClicks(widget, keys, modifier)
        else:
            QTest.keyClick(widget, keys, modifier)
        self.settle()

    def rest(self) -> None:
        """Rest as long as the search field asks."""
        QTest.qWait(150)
        self.settle()

    def reads(self, key: str) -> None:
        """Choose a post by its key."""
        (id_,) = self.library.posts.ids([key]).values()
        assert self.sift.posts_pane.view.choose_post(id_)
        self.settle()

    def selects(self, first: int, last: int) -> None:
        """Select posts by their places, from 0."""
        view = self.sift.posts_pane.view
        view.choose(first)
        for _ in range(last - first):
            QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        self.settle()

    @property
    def shown(self) -> list[str]:
        """The keys of the posts in the list."""
        posts = self.sift.posts_pane.posts
        return [posts.row(number).post.key for number in range(len(posts.ids))]

    @property
    def dimmed(self) -> list[str]:
        """The keys of the posts that no longer answer the search."""
        stale = self.sift.posts_pane.view.rows.stale
        return [row.post.key for row in self.library.posts.rows(sorted(stale))]

    @property
    def at(self) -> str:
        """The key of the post that is chosen."""
        post = self.desk.post
        return "" if post is None else self.library.posts.row(post).post.key

    def mark(self, key: str) -> Mark | None:
        """Return what is decided of a post."""
        (id_,) = self.library.posts.ids([key]).values()
        return self.library.posts.row(id_).mark

    @property
    def empty(self) -> str:
        """What the empty list says."""
        return self.sift.posts_pane.view.empty.sentence


@contextmanager
def sifting(
    path: Path, posts: list[Post], zone: str = "UTC", **settings: Any
) -> Iterator[Sifting]:
    """Sift a library with these posts."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_style(app)
    theme.apply(app, "light", 100)
    with Library(path, make=True) as library:
        library.remember("zone", zone)
        if posts:
            take_in(library, posts)
    work.finish(work.work_out(path))
    desk = Desk(path, Settings(**settings))
    one = Sifting(desk)
    try:
        yield one
    finally:
        close(one.sift)
        desk.close()


def close(widget: QWidget) -> None:
    """Close a window of a test."""
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)
