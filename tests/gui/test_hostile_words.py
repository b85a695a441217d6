"""Words of posts, names and files are shown, never read as markup, and never fetched."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import plain_tip
from curator.gui.reading.pane import ReadingPane
from curator.gui.widgets import Label
from curator.model import Author
from tests.conftest import post, take_in

GUI = Path(__file__).parents[2] / "curator" / "gui"
HOSTILE = "<img src='file:///etc/hostname'><b>bold</b>"
_SAFE = ("plain_tip(", "tip", "tr(", '""', 'f"{entry.count', "action.toolTip()")


def test_every_tooltip_is_escaped_or_our_own_words() -> None:
    given = [
        line.partition("setToolTip(")[2]
        for path in GUI.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if "setToolTip(" in line
    ]
    assert len(given) > 10
    assert [words for words in given if not words.startswith(_SAFE)] == []


def test_nothing_in_the_window_reads_html() -> None:
    for path in GUI.rglob("*.py"):
        source = path.read_text("utf-8")
        if path.name != "help.py":  # pages of our own
            assert not re.search(r"\.(insertHtml|setMarkdown|appendHtml)\(", source), path.name
        if ".setHtml(" in source:
            # what goes to the clipboard, and the view of words, which writes each tag itself
            assert path.name in {"clipboard.py", "words_view.py"}


def test_labels_show_markup_as_it_was_written(qtbot: QtBot) -> None:
    label = Label(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert plain_tip(HOSTILE).startswith("<p>&lt;img")


def test_a_hostile_post_is_read_as_its_words(qtbot: QtBot, desk: Desk) -> None:
    author = Author("evil", HOSTILE, bio=HOSTILE)
    hostile = post(99, HOSTILE, author=author)
    *_, id_ = take_in(desk.library, [hostile], "<b>.json")
    frame = QWidget()
    qtbot.addWidget(frame)
    reading = ReadingPane(desk)
    reading.setParent(frame)
    desk.choose(id_)
    frame.show()
    rich = [
        label.text()
        for label in frame.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and "<" in label.text()
    ]
    assert rich == []
