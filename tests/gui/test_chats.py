"""Chats in the window: chosen once, and everything follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from curator.gui.facts.sentence import SentenceCard
from curator.gui.overlays.compare_chats import ChatComparison
from curator.gui.people.columns import columns
from curator.gui.post_list.day_lines import DAY
from curator.gui.questions.chat_list import ChatList
from curator.gui.sift.workspace import SiftWorkspace
from curator.gui.widgets.entry import ENTRY, Entry
from curator.library import ChatId, Library
from curator.work import finish, work_out
from curator.work.counted_blocks import count_figures
from tests.conftest import take_in
from tests.gui.sifting import Sifting, sifting
from tests.library.test_chats import evening

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class ShownWindows(QObject):
    """Notes each widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


@pytest.fixture
def series(path: Path) -> Iterator[Sifting]:
    """Sift a library of two evenings in New York, a week apart."""
    with Library(path, make=True) as library:
        library.remember("zone", "America/New_York")
        take_in(library, evening(0, "leaf") + evening(100, "cup", host="oona", week=1))
    finish(work_out(path))
    with sifting(path, [], zone="America/New_York") as person:
        yield person


def entries(person: Sifting, group: int) -> list[Entry]:
    """Return the lines of a group of the sidebar."""
    lines = person.sift.sidebar.model()
    head = lines.index(group, 0)
    return [lines.index(n, 0, head).data(ENTRY) for n in range(lines.rowCount(head))]


def look_at(person: Sifting, name: str) -> ChatId:
    """Choose a chat in the sidebar by what it is called there."""
    person.sift.sidebar.show_entry(name)
    person.settle()
    assert person.desk.chat is not None
    return person.desk.chat


SECOND = "9 Feb 2023 #kettle"


def test_the_tool_tip_of_a_chat_says_its_span_zone_and_size(series: Sifting) -> None:
    tree = series.sift.sidebar
    (line,) = (at for at in tree.lines() if at.data(ENTRY).name == SECOND)
    place = tree.visualRect(line).center()
    ask = QHelpEvent(QEvent.Type.ToolTip, place, tree.viewport().mapToGlobal(place))
    QApplication.sendEvent(tree.viewport(), ask)
    words = str(line.data(Qt.ItemDataRole.ToolTipRole))
    assert "New York" in words
    assert "posts" in words
    assert "oona" in words


def test_the_sidebar_lists_the_chats_newest_first_above_all_else(series: Sifting) -> None:
    assert [(each.name, each.count) for each in entries(series, 0)] == [
        ("All posts", -1),
        (SECOND, 9),
        ("2 Feb 2023 #kettle", 9),
    ]
    assert series.sift.posts_pane.chats.text() == "All posts"


def test_a_date_above_its_questions_has_the_arrow_of_what_is_unfolded(series: Sifting) -> None:
    lines = series.sift.sidebar.model()
    groups = [entries(series, place) for place in range(lines.rowCount())]
    (questions,) = (group for group in groups if any(each.session for each in group))
    dates = [each for each in questions if each.session]
    assert [each.name for each in dates] == ["9 Feb 2023", "2 Feb 2023"]  # as the chats
    assert sum(1 for each in questions if each.question) == 4
    assert [each.folded for each in dates] == [False, False]


def test_two_chats_of_one_day_say_when_they_began_wherever_they_are_listed(path: Path) -> None:
    morning = [replace(each, at=each.at - timedelta(hours=8)) for each in evening(100, "cup")[:-1]]
    with sifting(path, evening(0, "leaf") + morning, zone="America/New_York") as person:
        listed = [each.name for each in entries(person, 0)]
        assert listed[1:] == ["2 Feb 2023, 19:57 #kettle", "2 Feb 2023, 11:57 #kettle"]
        lines = person.sift.sidebar.model()
        groups = [entries(person, place) for place in range(lines.rowCount())]
        dates = [each.name for group in groups for each in group if each.session]
        assert dates == ["2 Feb 2023, 19:57", "2 Feb 2023, 11:57"]
        switch = person.sift.posts_pane.chats
        switch.click()
        opened = QApplication.activePopupWidget()
        assert isinstance(opened, ChatList)
        assert [opened.lines.rows.item(n).text() for n in range(1, 3)] == listed[1:]
        opened.hide()


def test_a_date_that_was_clicked_is_left_for_its_chat(series: Sifting) -> None:
    side = series.sift.sidebar
    date = next(at for at in side.lines() if at.data(ENTRY).session and at.data(ENTRY).chat)
    chat = date.data(ENTRY).chat
    side.setCurrentIndex(date)
    side.show_entry(date.data(ENTRY).name)
    series.settle()
    assert series.desk.chat == chat
    assert side.currentIndex().data(ENTRY).chat == chat


def test_no_part_of_sift_or_facts_is_a_window_of_its_own(
    series: Sifting, qtbot: QtBot, qapp: QApplication
) -> None:
    shown = ShownWindows()
    qapp.installEventFilter(shown)
    sift = SiftWorkspace(series.desk)
    qtbot.addWidget(sift)
    sentence = SentenceCard()
    qtbot.addWidget(sentence)
    sentence.show_figures(finish(count_figures(series.desk.library.path, "")), "kettle")
    ChatList(sift, "Which chat?")
    qapp.removeEventFilter(shown)
    assert shown.names == []


def test_a_list_of_chats_says_that_none_is_called_so(series: Sifting) -> None:
    chats = ChatList(series.sift)
    chats.show_chats(series.desk.library.chats.all(), series.desk)
    chats.open_at(QPoint(0, 0))
    assert chats.lines.isVisible()
    assert not chats.none.isVisible()
    chats.field.setText("xyzzy")
    assert chats.none.isVisible()
    assert chats.none.text() == "No chat is called that"
    assert not chats.lines.isVisible()
    chats.field.setText("kettle")
    assert chats.lines.isVisible()
    chats.hide()


def test_whatever_is_counted_follows_the_chat(series: Sifting, qtbot: QtBot) -> None:
    chat = look_at(series, SECOND)
    posts_pane, facts = series.sift.posts_pane, series.sift.side_pane.facts
    assert posts_pane.chats.text() == "#kettle, 9 February 2023"
    assert series.shown == ["100", "101", "102", "103", "105", "106", "107", "108"]
    assert posts_pane.head.words == "9 posts · 1 folded · 8 undecided"
    assert posts_pane.histogram.caption.startswith("Posts per minute, New York time (EST)")
    counts = {each.name: each.count for each in series.sift.sidebar.all_entries()}
    assert (counts["All of the chat"], counts["Echoes"], counts["All people"]) == (9, 1, 4)
    assert [each.number for each in entries(series, 3)] == ["Q1", "Q2", ""]
    with qtbot.waitSignal(facts.counting.counted, timeout=20_000):
        series.does("facts")
        facts.counting.finish()
    assert facts.posts.accessibleName().startswith("9 posts. 8 originals and 1 echo")
    assert facts.people.accessibleName().startswith("4 people.")
    assert series.desk.search == f"chat:{chat}"


def test_sift_opens_at_the_first_question_of_the_chat(series: Sifting) -> None:
    assert series.at == "1"
    look_at(series, SECOND)
    assert series.at == "101"


def test_what_was_said_around_the_chat_comes_back_with_a_click(series: Sifting) -> None:
    posts_pane = series.sift.posts_pane
    look_at(series, "2 Feb 2023 #kettle")
    assert posts_pane.after.words == "1 post up to two days after the chat."
    look_at(series, SECOND)
    assert posts_pane.before.words == ""  # that one is counted after the chat before
    assert posts_pane.after.words == "1 post up to two days after the chat."
    posts_pane.after.turn.click()
    series.settle()
    assert series.shown[-1] == "109"
    assert series.shown[0] == "100"
    posts_pane.after.turn.click()
    series.settle()
    assert series.shown[-1] == "108"


def test_a_line_with_the_date_stands_above_each_day(series: Sifting) -> None:
    posts = series.sift.posts_pane.posts
    said = {posts.row(row).post.key: posts.index(row, 0).data(DAY) for row in sorted(posts.days)}
    assert said == {
        "0": "Thursday 2 February 2023",
        "9": "Friday 3 February 2023",
        "100": "Thursday 9 February 2023",
        "109": "Friday 10 February 2023",
    }
    spoken = posts.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Thursday 2 February 2023. ")
    header = series.sift.posts_pane.view.verticalHeader()
    assert header.sectionSize(0) > header.sectionSize(1)


def test_lines_with_dates_stay_right_when_echoes_are_unfolded(series: Sifting) -> None:
    posts_pane = series.sift.posts_pane
    header = posts_pane.view.verticalHeader()
    (row,) = [n for n, id_ in enumerate(posts_pane.posts.ids) if posts_pane.posts.row(n).echoes][
        :1
    ]
    posts_pane.view.choose(row)
    series.does("unfold_echoes")
    tall = [n for n in range(header.count()) if header.sectionSize(n) > header.sectionSize(1)]
    assert tall == sorted(posts_pane.posts.days)
    series.does("fold_echoes")
    tall = [n for n in range(header.count()) if header.sectionSize(n) > header.sectionSize(1)]
    assert tall == sorted(posts_pane.posts.days)


def test_the_chat_is_remembered(series: Sifting) -> None:
    chat = look_at(series, SECOND)
    assert series.library.recall("chat") == str(chat)
    series.sift.sidebar.show_entry("All posts")
    assert series.desk.chat is None


def test_a_chat_that_is_joined_to_another_is_looked_at_as_part_of_it(series: Sifting) -> None:
    second = look_at(series, SECOND)
    first = series.library.chats.all()[0].id
    series.desk.edit("Join", lambda: series.library.chats.join([first, second]))
    series.settle()
    assert series.desk.chat == first
    assert len(series.shown) == 17
    series.desk.history.undo()
    series.settle()
    assert len(series.library.chats.all()) == 2


def test_who_corrects_a_chat_stays_at_the_post(series: Sifting) -> None:
    chats, edits = series.library.chats, series.sift.sidebar.chat_edits
    second = look_at(series, SECOND)
    series.reads("106")
    edits.join_before(second)
    series.settle()
    assert (series.at, len(series.shown)) == ("106", 17)
    series.desk.history.undo()
    series.settle()
    assert (series.at, series.desk.chat) == ("106", second)
    edits.split_at(series.library.posts.ids(["106"])["106"])
    series.settle()
    assert (series.at, len(chats.all())) == ("106", 3)
    assert series.shown[0] == "106"
    series.desk.history.undo()
    series.settle()
    assert (series.at, series.desk.chat) == ("106", second)


def test_the_switch_finds_a_chat_by_typing_and_enter(series: Sifting) -> None:
    switch = series.sift.posts_pane.chats
    switch.open()
    found = switch._list  # noqa: SLF001  a popup has no other name
    found.field.setText("9 feb")
    assert found.lines.rows.rowCount() == 1
    found.lines.activated.emit(found.lines.currentIndex())
    series.settle()
    assert switch.text() == "#kettle, 9 February 2023"


def test_one_line_clears_all_that_narrows(series: Sifting) -> None:
    side = series.sift.sidebar
    assert "Clear all" not in side.names
    series.search("from:ines leaf")
    assert series.shown == ["2"]
    side.show_entry("Clear all")
    series.settle()
    assert len(series.shown) == 18
    assert "Clear all" not in side.names


def test_the_form_of_a_person_says_what_they_were_in_the_chat(series: Sifting) -> None:
    form = series.sift.people.form
    (host,) = series.library.people.called("teahost")
    form.show_person(host)
    assert form.choices["seat"].currentText() == "Host of 1 chat"
    form.clear()
    look_at(series, SECOND)
    form.show_person(host)
    assert form.choices["seat"].currentText() == "Took part"


def test_posts_are_listed_longest_first(series: Sifting) -> None:
    series.sift.posts_pane.order_by("longest")
    series.settle()
    lengths = [
        len(series.sift.posts_pane.posts.row(n).post.text) for n in range(len(series.shown))
    ]
    assert lengths == sorted(lengths, reverse=True)


def test_two_chats_are_compared_on_the_same_definitions(series: Sifting, qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(1000, 700)
    window.show()
    compared = ChatComparison(window)
    compared.open_on(series.desk)
    qtbot.waitUntil(lambda: bool(compared.rows))
    assert [side.currentText() for side in compared.sides] == [
        "#kettle, 9 February 2023", "#kettle, 2 February 2023",
    ]  # fmt: skip
    assert compared.rows[:2] == [("posts", "9", "9"), ("people", "4", "4")]
    assert compared.caption.startswith("Both are counted alike")
    window.close()


def test_the_histogram_follows_a_search_for_one_evening(series: Sifting) -> None:
    histogram = series.sift.posts_pane.histogram
    assert histogram.caption.startswith("Posts per ")
    assert not histogram.caption.startswith("Posts per minute")
    series.search("chat:2023-02-09")
    assert histogram.caption.startswith("Posts per minute")
    series.search("")
    assert not histogram.caption.startswith("Posts per minute")


def test_the_table_of_people_knows_the_hosts_that_were_found(series: Sifting) -> None:
    series.does("people")
    table = series.sift.people.table
    table.finish()
    series.settle()
    seat = next(n for n, each in enumerate(columns()) if each.name == "seat")
    said = {
        table.model.person(row).account.handle: table.model.index(row, seat).data()
        for row in range(table.model.rowCount())
    }
    assert {who for who, words in said.items() if words == "Host"} == {"teahost", "oona"}
    assert said["ines"] == ""
