"""A window that runs from right to left: what is painted is turned round, words are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.facts.cards import NumberCard, SmallCard
from curator.gui.facts.lists import FactLine, ListCard
from curator.gui.look import theme
from curator.gui.look.mirror import mirrored
from curator.gui.sift.posts_pane import PostsPane
from curator.gui.widgets import Button, Elided
from curator.gui.window.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there is no screen

PANES = ("sift", "people", "facts", "story", "publish", "codebook", "history", "matrix", "keys")


@pytest.fixture
def turned(qapp: QApplication) -> Iterator[None]:
    """Let the program run from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def starred(window: Window, chat: Path, qtbot: QtBot) -> PostsPane:
    window.open(chat)
    qtbot.waitUntil(lambda: window.findChild(PostsPane) is not None)
    pane = window.findChild(PostsPane)
    assert isinstance(pane, PostsPane)
    qtbot.waitUntil(lambda: bool(pane.posts.ids))
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    window.perform("star")
    return pane


def places(image: QImage, row: QRect, ink: QColor) -> list[int]:
    """Return the columns of a row with pixels of a colour."""
    return [
        x
        for x in range(row.left() + 4, row.right() - 4)
        if any(image.pixelColor(x, y) == ink for y in range(row.top() + 6, row.bottom() - 6, 2))
    ]


def star_of(pane: PostsPane) -> tuple[float, QRect]:
    view = pane.view
    row = view.visualRect(view.model().index(0, 0))
    found = places(view.viewport().grab().toImage(), row, theme.colour("accent"))
    return sum(found) / len(found), row


def test_the_mark_of_a_row_stands_at_its_beginning(
    window: Window, chat: Path, qtbot: QtBot
) -> None:
    middle, row = star_of(starred(window, chat, qtbot))
    assert middle < row.left() + 40


@pytest.mark.usefixtures("turned")
def test_the_mark_stands_at_the_right_where_one_begins_there(
    window: Window, chat: Path, qtbot: QtBot
) -> None:
    pane = starred(window, chat, qtbot)
    middle, row = star_of(pane)
    assert middle > row.right() - 40
    at = QPointF(middle, row.center().y())
    assert pane.view.rows.on_mark(at, QRectF(row), echo=False)
    assert not pane.view.rows.on_mark(QPointF(row.left() + 10, at.y()), QRectF(row), echo=False)


@pytest.mark.usefixtures("qapp")
def test_words_and_pictures_are_not_turned_round() -> None:
    plain, other = (QImage(200, 40, QImage.Format.Format_RGB32) for _ in range(2))
    for image, way in (
        (plain, Qt.LayoutDirection.LeftToRight),
        (other, Qt.LayoutDirection.RightToLeft),
    ):
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setLayoutDirection(way)
        area = QRectF(0, 0, 200, 40)
        turning = mirrored(painter, area)
        turning.setFont(theme.font("base"))
        turning.drawText(area.adjusted(10, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "@ann")
        turning.drawPixmap(QPointF(100, 10), theme.pixmap("star", 16))
        painter.end()
    wide = 60
    words = [image.copy(left, 0, wide, 40) for image, left in ((plain, 10), (other, 130))]
    found = [[x for x in range(wide) if _is_inked(each, x)] for each in words]
    assert found[0]
    assert len(found[0]) == len(found[1])
    star = [image.copy(left, 10, 16, 16) for image, left in ((plain, 100), (other, 84))]
    assert star[0] == star[1]


def _is_inked(image: QImage, x: int) -> bool:
    return any(image.pixelColor(x, y).lightness() < 128 for y in range(image.height()))


@pytest.mark.usefixtures("turned")
@pytest.mark.parametrize("size", [(1100, 700), (1440, 900)])
def test_every_pane_can_be_painted_from_right_to_left(
    window: Window, chat: Path, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    starred(window, chat, qtbot)
    for pane in PANES:
        window.perform(pane)
        QApplication.processEvents()
        assert not window.grab().isNull()


@pytest.mark.usefixtures("turned")
def test_a_figure_has_its_buttons_and_its_margin_on_the_other_side(qtbot: QtBot) -> None:
    card, small = NumberCard("posts"), SmallCard("peak")
    for each in (card, small):
        qtbot.addWidget(each)
        each.resize(480, 80)
        each.show_figure("400", "posts", "342 originals", "All posts.")
        each.show()
    button = card.findChild(Button)
    row = button.parentWidget() if button else None
    assert row is not None
    assert row.geometry().right() < card.width() / 2
    (value, *_) = small.findChildren(Elided)
    assert value.geometry().right() < small.width() - 10


@pytest.mark.usefixtures("turned")
def test_the_bar_of_a_list_begins_at_the_right(qtbot: QtBot) -> None:
    card = ListCard("sectors", "Sectors", bars=True)
    qtbot.addWidget(card)
    card.resize(480, 160)
    card.show_lines([FactLine("One", 10, "a"), FactLine("Two", 2, "b")], "What it means")
    card.show()
    bar = theme.colour("bar-on")
    image = card.grab().toImage()
    columns = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) == bar for y in range(image.height()))
    ]
    rows = [
        y for y in range(image.height()) if any(image.pixelColor(x, y) == bar for x in columns)
    ]
    short = [x for x in columns if image.pixelColor(x, rows[-1] - 3) == bar]
    assert short
    assert min(short) > min(columns)
    assert max(short) >= max(columns) - 2
