"""The reading pane: the author's thread as one, pictures large, other versions."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from curator.gui.reading.pane import ReadingPane
from curator.gui.reading.picture_viewer import PictureView
from curator.gui.reading.post import ReadingPost
from curator.gui.sift.workspace import SiftWorkspace
from curator.gui.window.window import Window
from curator.library import Library, PostId
from curator.model import Media
from tests.conftest import post, take_in


def png(colour: str, width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def talk(path: Path) -> Path:
    """Return a library with a thread of four, answers to it, pictures and an edited post."""
    with Library(path, make=True) as library:
        with library.transaction():
            hashes = [
                library.pictures.add(png(colour, width, 900))
                for colour, width in (("red", 1_600), ("blue", 600))
            ]
        pictures = [
            Media("image", f"https://pictures.example/{n}.png", alt, hash=name)
            for n, (alt, name) in enumerate(zip(("A drill", ""), hashes, strict=True))
        ]
        gone = Media("image", "https://pictures.example/gone.png")
        take_in(
            library,
            [
                post(1, "What do you lend?"),
                post(2, "We lend tools.", "bo", reply_to="1"),
                post(3, "At first a drill.", "bo", reply_to="2", media=(gone, *pictures)),
                post(4, "Then a ladder.", "bo", reply_to="3", url="https://chat.example/4"),
                post(5, "Now a kiln.", "bo", reply_to="4"),
                post(6, "Who pays?", "cem", reply_to="3"),
                post(7, "The town.", "bo", reply_to="6"),
                post(8, "Which kiln?", "dee", reply_to="5"),
            ],
        )
        take_in(library, [post(4, "Then a long ladder.", "bo", place="line 7")], "later.csv")
    return path


@pytest.fixture
def pane(window: Window, talk: Path) -> ReadingPane:
    window.open(talk)
    window.perform("sift")
    sift = window.findChild(SiftWorkspace)
    assert isinstance(sift, SiftWorkspace)
    return sift.reading


def read(window: Window, pane: ReadingPane, post: int) -> None:
    sift = window.findChild(SiftWorkspace)
    assert isinstance(sift, SiftWorkspace)
    sift.show_post(PostId(post))
    pane.catch_up()


class Painted(QObject):
    """Notes at each paint of a post whether its counts lie over its words."""

    def __init__(self) -> None:
        super().__init__()
        self.overlaps: list[bool] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, ReadingPost):
            (counts,) = (each for each in watched.children() if type(each).__name__ == "_Counts")
            assert isinstance(counts, QWidget)
            words = watched.words.geometry()
            self.overlaps.append(words.bottom() >= counts.geometry().top())
        return False


def test_nothing_is_painted_over_the_words_of_a_post(
    qtbot: QtBot, window: Window, path: Path
) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1, "We lend tools and ladders, and a kiln. " * 12, likes=3)])
    painted = Painted()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(painted)
    window.hide()
    window.open(path)
    window.show()
    qtbot.waitUntil(lambda: bool(painted.overlaps))
    app.removeEventFilter(painted)
    assert not any(painted.overlaps)


def test_the_authors_thread_is_read_as_one(window: Window, pane: ReadingPane) -> None:
    read(window, pane, 3)
    assert pane.post.part == "Part 2 of a thread of 4"
    assert pane.conversation[:4] == [
        "What do you lend?",
        "We lend tools.",
        "Then a long ladder.",
        "Now a kiln.",
    ]


def test_answers_stand_under_what_they_answer(window: Window, pane: ReadingPane) -> None:
    read(window, pane, 2)
    pane.show_replies()
    assert pane.conversation[-3:] == ["Which kiln?", "Who pays?", "The town."]
    read(window, pane, 6)
    assert pane.post.part == ""
    assert pane.conversation == [
        "What do you lend?",
        "We lend tools.",
        "At first a drill.",
        "The town.",
    ]


def test_where_it_was_captured_is_told(window: Window, pane: ReadingPane) -> None:
    read(window, pane, 4)
    assert pane.captured == "Captured in a.jsonl; later.csv, line 7"


def test_other_words_of_an_edited_post_are_unfolded(window: Window, pane: ReadingPane) -> None:
    read(window, pane, 4)
    versions = pane.post.versions
    assert versions.button.text() == "Edited: show 1 other version"
    versions.button.click()
    assert versions.words == ["Then a ladder."]
    versions.button.click()
    assert versions.words == []
    read(window, pane, 5)
    assert versions.isHidden()


def test_the_permalink_is_copied(window: Window, pane: ReadingPane) -> None:
    read(window, pane, 4)
    pane._copy.click()  # noqa: SLF001  as a person does
    assert QGuiApplication.clipboard().text() == "https://chat.example/4"


def test_a_picture_is_enlarged_and_left_by_keys(
    qtbot: QtBot, window: Window, pane: ReadingPane
) -> None:
    read(window, pane, 3)
    missing, first, _ = pane.post.pictures.items
    assert missing.frame.focusPolicy() == Qt.FocusPolicy.NoFocus
    QTest.keyClick(first.frame, Qt.Key.Key_Return)
    view = window.findChild(PictureView)
    assert isinstance(view, PictureView)
    assert (view.words, view.place) == ("A drill", "1 of 2")
    qtbot.waitUntil(lambda: view.sheet.shown.width() == 1_600)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert (view.words, view.place) == ("The picture has no description.", "2 of 2")
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.place == "2 of 2"
    assert not window.perform("star")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()


def test_a_click_enlarges_a_picture_and_a_click_lets_it_go(
    window: Window, pane: ReadingPane
) -> None:
    read(window, pane, 3)
    QTest.mouseClick(
        pane.post.pictures.items[1].frame, Qt.MouseButton.LeftButton, pos=QPoint(5, 5)
    )
    view = window.findChild(PictureView)
    assert isinstance(view, PictureView)
    assert view.isVisible()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton)
    assert not view.isVisible()
