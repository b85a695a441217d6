"""The look: legible everywhere, in one colour, at every size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractAnimation
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QStyle,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from curator.gui.look import theme
from curator.gui.look.tokens import INITIALS
from curator.gui.widgets import Button, Label

WORDS = [
    ("text", "base"), ("text", "soft"), ("text", "raised"), ("text2", "base"),
    ("text2", "window"), ("text3", "base"), ("text3", "window"), ("text3", "alt"),
    ("text3", "soft"), ("text3", "idle"), ("accent", "base"), ("accent", "soft"),
    ("accent", "window"), ("on-accent", "accent"), ("warn", "base"), ("bad", "base"),
]  # fmt: skip
SHAPES = [("edge", "base"), ("edge", "window"), ("bar", "base"), ("accent", "hover")]


def luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_words_and_shapes_stand_out(qapp: QApplication, look: str) -> None:
    theme.apply(qapp, look, 100)
    for pairs, least in ((WORDS, 4.5), (SHAPES, 2.99)):
        for front, back in pairs:
            assert contrast(theme.colour(front), theme.colour(back)) >= least, (front, back)


@pytest.mark.parametrize("pair", [pair for number in INITIALS for pair in number])
def test_initials_stand_out(pair: tuple[str, str]) -> None:
    assert contrast(QColor(pair[0]), QColor(pair[1])) >= 6.5


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Jomo Wekesa", "JW"),
        ("Niamh Ó Dálaigh", "ND"),
        ("ليلى حدّاد", "ل"),
        ("中村さゆり", "中"),
        ("김하윤", "김"),
        ("🧩 Ann 🧩", "A"),
        ("cher", "C"),
        ("", "H"),
        ("e" + "\u0301" * 5000, "É\u0301"),
    ],
)
def test_initials_are_the_first_letters_of_a_name(name: str, letters: str) -> None:
    assert theme.initials(name, "handle")[0] == letters


def test_a_person_without_letters_is_a_question_mark() -> None:
    assert theme.initials("🧩", "_")[0] == "?"


def test_a_person_keeps_their_colour_whatever_they_call_themselves() -> None:
    assert theme.initials("Ann", "ann")[1] == theme.initials("Ann B", "ann")[1]


def test_larger_text_makes_larger_buttons(qapp: QApplication, qtbot: QtBot) -> None:
    button = Button("Star", key="S")
    qtbot.addWidget(button)
    before = button.sizeHint()
    theme.apply(qapp, "light", 200)
    assert button.sizeHint().height() == 2 * before.height()
    assert button.sizeHint().width() > 1.6 * before.width()


def test_a_label_follows_the_look(qapp: QApplication, qtbot: QtBot) -> None:
    label = Label("words", colour="text2")
    qtbot.addWidget(label)
    label.show()
    theme.apply(qapp, "dark", 100)
    assert label.palette().color(label.foregroundRole()) == theme.colour("text2")


def test_a_label_never_reads_markup(qtbot: QtBot) -> None:
    label = Label("<b>bold</b><img src='file:///etc/passwd'>")
    qtbot.addWidget(label)
    assert label.sizeHint().width() > Label("bold").sizeHint().width() * 4


def test_fields_and_choices_grow_with_the_text(qapp: QApplication, qtbot: QtBot) -> None:
    field, choices = QLineEdit(), QComboBox()
    for widget in (field, choices):
        qtbot.addWidget(widget)
        widget.show()
    low = [widget.sizeHint().height() for widget in (field, choices)]
    theme.apply(qapp, "light", 200)
    high = [widget.sizeHint().height() for widget in (field, choices)]
    assert low == [32, 26]
    assert high == [62, 50]


@pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen
def test_a_field_shows_in_the_accent_that_the_keys_go_there(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    fields = QLineEdit(), QLineEdit()
    for field in fields:
        row.addWidget(field)
    window.show()
    window.activateWindow()
    fields[0].setFocus()
    qapp.processEvents()
    edges = [field.grab().toImage().pixelColor(40, 0).name() for field in fields]
    assert edges == [theme.colour("accent").name(), theme.colour("edge").name()]


def test_another_look_needs_no_style_sheet(qapp: QApplication, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    for look in ("dark", "light"):
        theme.apply(qapp, look, 100)
        shown = field.grab().toImage().pixelColor(40, 16).name()
        assert shown == theme.colour("base").name()
    assert qapp.styleSheet() == ""


def test_nothing_moves_by_itself_whatever_the_system_wishes(qapp: QApplication) -> None:
    assert qapp.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
    window = QWidget()
    column = QHBoxLayout(window)
    for part in (QComboBox(), QTreeView(), QProgressBar()):
        column.addWidget(part)
    window.grab()
    assert window.findChildren(QAbstractAnimation) == []
