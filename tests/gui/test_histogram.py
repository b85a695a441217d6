"""The activity: looked at from nearer, its questions, and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from curator.gui.look import theme
from curator.gui.search.histogram import Histogram, HistogramCaption
from curator.gui.search.histogram_chart import HistogramChart
from curator.gui.search.histogram_table import ActivityTable
from tests.conftest import post
from tests.gui.sifting import Sifting, sifting

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen

START = datetime(2023, 2, 3, 20, tzinfo=UTC)


@pytest.fixture
def sift(path: Path, qapp: QApplication) -> Iterator[Sifting]:  # noqa: ARG001  it must be there
    posts = [post(n, at=START + timedelta(minutes=n)) for n in range(60)]
    with sifting(path, posts) as one:
        one.sift.posts_pane.histogram.show_questions(
            [("Q1", START + timedelta(minutes=5)), ("Q2", START + timedelta(minutes=30))]
        )
        yield one


def chart(sift: Sifting) -> HistogramChart:
    return sift.sift.posts_pane.histogram.chart


def minutes(sift: Sifting) -> int:
    stretch = chart(sift).stretch
    assert stretch is not None
    return round((stretch.end - stretch.start).total_seconds() / 60)


def wheel(widget: HistogramChart, turn: int) -> None:
    at = QPoint(widget.width() // 2, 40)
    event = QWheelEvent(
        at, widget.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003  Qt's own
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_wheel_looks_nearer_and_from_further_off(sift: Sifting) -> None:
    whole = minutes(sift)
    wheel(chart(sift), 120)
    nearer = minutes(sift)
    assert nearer < whole
    for _ in range(5):
        wheel(chart(sift), -120)
    assert minutes(sift) >= nearer


def test_keys_look_nearer_go_on_and_show_all_again(sift: Sifting) -> None:
    whole = minutes(sift)
    view = chart(sift)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    near = view.stretch
    assert near is not None
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.stretch is not None
    assert view.stretch.start > near.start
    assert "Back to the chat" in sift.sift.posts_pane.histogram.caption
    QTest.keyClick(view, Qt.Key.Key_0)
    assert minutes(sift) == whole


def test_a_double_click_on_a_question_is_its_span(sift: Sifting) -> None:
    view = chart(sift)
    place = QPoint(round(view.x_of(START + timedelta(minutes=5))), 6)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    sift.settle()
    assert view.selected_span == (START + timedelta(minutes=5), START + timedelta(minutes=30))
    assert len(sift.shown) == 25


def test_a_click_on_a_bar_shows_its_posts_and_another_takes_it_back(sift: Sifting) -> None:
    view = chart(sift)

    def click(minute: int) -> None:
        place = QPoint(round(view.x_of(START + timedelta(minutes=minute, seconds=30))) + 3, 60)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
        sift.settle()

    whole = sift.shown
    click(6)
    assert sift.shown == ["6"]
    click(9)
    assert sift.shown == ["9"]
    click(9)
    assert sift.shown == whole
    click(12)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    sift.settle()
    assert sift.shown == whole


def test_a_bin_says_its_question(sift: Sifting) -> None:
    view = chart(sift)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription().startswith("20:00, 1 post, 1 original")
    for _ in range(6):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "20:06, 1 post, 1 original, Q1"


def test_the_bars_are_a_table_too(sift: Sifting) -> None:
    histogram = sift.sift.posts_pane.histogram
    sift.does("activity_table")
    (page,) = sift.sift.window().findChildren(ActivityTable)
    assert page.table.rowCount() == 60
    cells = [page.table.item(6, column) for column in range(5)]
    assert [cell.text() for cell in cells if cell] == ["20:06", "1", "1", "0", "Q1"]
    page.table.setCurrentCell(6, 0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    sift.settle()
    assert isinstance(histogram, Histogram)
    assert sift.shown == ["6"]


def test_the_legend_gives_way_as_soon_as_letters_grow(qapp: QApplication) -> None:
    window, caption = QWidget(), HistogramCaption()
    caption.setParent(window)
    caption.show_counts("Posts over time", "Busiest minute 20:31", 33, 33, main=True)
    caption.setFixedWidth(800)
    window.show()
    legend = next(each for each in caption.findChildren(QLabel) if each.text() == "originals")
    assert legend.isVisible()
    theme.apply(qapp, "light", 200)
    qapp.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    assert not legend.isVisible()
