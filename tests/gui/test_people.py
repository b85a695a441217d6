"""The table of people, the page of one, and those who are not to be quoted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from curator.gui.people.columns import columns
from curator.gui.people.quoted_in import PersonStories
from curator.gui.people.table_pane import PeoplePane
from curator.gui.widgets.entry import ENTRY
from curator.library import PersonId, Query
from curator.model import Author, Post, Quote
from curator.work.do_not_quote import read_do_not_quote
from tests.conftest import post
from tests.gui.sifting import Sifting, sifting

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen

SHIFT = Qt.KeyboardModifier.ShiftModifier
HOSTILE = [
    "\u202egnirts", "n" * 5_000, "Z" + "\u0351\u0343" * 300, "ليلى", "<b>&amp;</b>\n\0", "", " ",
]  # fmt: skip


def chat() -> list[Post]:
    return [
        post(1, author=Author("ann", "Ann Lee", followers=30)),
        post(2, author=Author("ann", "Ann Lee", followers=50)),
        post(3, author=Author("ann_work", "Lee at work")),
        post(4, "RT @ann: post 1", author=Author("bob", "Bob"), repost_of="1"),
        post(5, "RT @ann: post 2", author=Author("bob", "Bob")),
        post(6, author=Author("zoe", "Zoé")),
    ]


@pytest.fixture
def sift(path: Path) -> Iterator[Sifting]:
    with sifting(path, chat()) as sift:
        yield sift


def table(sift: Sifting) -> PeoplePane:
    """Open the table, and wait until everybody is counted."""
    if not sift.sift.people.at_table:
        sift.does("people")
    pane = sift.sift.people.table
    pane.finish()
    sift.settle()
    return pane


def names(sift: Sifting) -> list[str]:
    people = sift.sift.people.table.model
    return [people.person(row).account.handle for row in range(people.rowCount())]


def number(name: str) -> int:
    return next(n for n, column in enumerate(columns()) if column.name == name)


def cell(sift: Sifting, handle: str, name: str) -> str:
    model = sift.sift.people.table.model
    return str(model.index(names(sift).index(handle), number(name)).data())


def at(sift: Sifting, handle: str, name: str = "name") -> None:
    """Go to a cell."""
    view = table(sift).view
    view.choose(names(sift).index(handle), number(name))
    view.setFocus()
    sift.settle()


def who(sift: Sifting, handle: str) -> PersonId:
    (person,) = sift.library.people.called(handle)
    return person


def editor(sift: Sifting, kind: type[QLineEdit | QComboBox]) -> QLineEdit | QComboBox:
    return sift.sift.people.table.view.findChildren(kind)[-1]


def test_everybody_stands_in_the_table_the_busiest_first(sift: Sifting) -> None:
    table(sift)
    assert names(sift) == ["ann", "bob", "ann_work", "zoe"]
    assert [cell(sift, "ann", name) for name in ("posts", "followers", "echoes")] == [
        "2",
        "50",
        "0",
    ]
    assert cell(sift, "bob", "followers") == "–"
    QAbstractItemModelTester(
        table(sift).model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )


def test_every_column_orders_both_ways_and_nothing_stands_last(sift: Sifting) -> None:
    view = table(sift).view
    for place, column in enumerate(columns()):
        for _ in range(2):
            view.order_by(place)
            empty = [column.is_empty(person) for person in view.people.people()]
            assert empty == sorted(empty)
    view.order_by(number("name"))
    assert names(sift) == ["ann", "bob", "ann_work", "zoe"]
    view.order_by(number("name"))
    assert names(sift) == ["zoe", "ann_work", "bob", "ann"]


def test_the_filter_finds_names_whatever_their_accents(sift: Sifting) -> None:
    table(sift).filter.setText("zoe")
    assert names(sift) == ["zoe"]
    sift.sift.people.table.filter.setText("lee @ann")
    assert names(sift) == ["ann", "ann_work"]


def test_a_cell_is_entered_by_keys_and_is_one_step(sift: Sifting) -> None:
    at(sift, "bob", "role")
    sift.press(Qt.Key.Key_F2)
    QTest.keyClicks(editor(sift, QLineEdit), "  Mayor of   Boston")
    QTest.keyClick(editor(sift, QLineEdit), Qt.Key.Key_Return)
    sift.settle()
    assert cell(sift, "bob", "role") == "Mayor of Boston"
    assert sift.said[-1] == "Change the role of 1 person"
    assert sift.sift.people.table.view.hasFocus()
    sift.desk.history.undo()
    sift.settle()
    assert cell(sift, "bob", "role") == ""


def test_f2_on_a_cell_of_the_archive_says_which_cells_are_yours(sift: Sifting) -> None:
    at(sift, "bob", "name")
    sift.press(Qt.Key.Key_F2)
    assert sift.said[-1].startswith("“Name” is as the archive has it. Yours to change: Role, ")
    assert sift.sift.people.table.view.hasFocus()


def test_several_rows_are_set_at_once(sift: Sifting) -> None:
    at(sift, "ann")
    view = sift.sift.people.table.view
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    while view.currentIndex().column() != number("sector"):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert len(view.chosen()) == 3
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClicks(editor(sift, QLineEdit), "Libraries")
    QTest.keyClick(editor(sift, QLineEdit), Qt.Key.Key_Return)
    sift.settle()
    assert [cell(sift, each, "sector") for each in names(sift)] == [*["Libraries"] * 3, ""]
    assert len(view.chosen()) == 3
    step = sift.library.next_undo
    assert step
    assert step.label == "Change the sector of 3 people"


def test_what_has_few_values_is_chosen(sift: Sifting) -> None:
    at(sift, "zoe", "seat")
    sift.press(Qt.Key.Key_F2)
    box = editor(sift, QComboBox)
    assert isinstance(box, QComboBox)
    assert [box.itemText(n) for n in range(box.count())] == ["Took part", "Host", "Guest"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    sift.settle()
    assert cell(sift, "zoe", "seat") == "Guest"
    assert sift.library.marks.standing(who(sift, "zoe")).seat == "guest"


def test_a_click_on_a_chosen_row_keeps_the_others_chosen(sift: Sifting) -> None:
    at(sift, "ann")
    view = sift.sift.people.table.view
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    spot = view.visualRect(view.people.index(0, number("role"))).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert len(view.chosen()) == 2
    assert view.currentIndex().column() == number("role")


def test_the_table_is_left_as_it_was_entered(sift: Sifting) -> None:
    sift.reads("3")
    at(sift, "zoe")
    sift.does("clear_search")
    assert not sift.sift.people.at_table
    assert sift.at == "3"
    assert sift.sift.posts_pane.view.hasFocus()


def test_letters_decide_nothing_behind_the_table(sift: Sifting) -> None:
    at(sift, "zoe")
    sift.does("star", "reject", "next")
    assert not sift.library.posts.counts().starred
    assert sift.sift.people.at_table


def test_p_shows_all_that_a_person_said_and_backspace_goes_back(sift: Sifting) -> None:
    at(sift, "bob")
    sift.does("person")
    assert sift.sift.posts_pane.terms.chips == ("from:bob",)
    form = sift.sift.people.form
    assert form.isVisible()
    assert form.counts.startswith("2 posts · 2 of them echoes · 0 starred")
    sift.does("back")
    assert sift.sift.people.at_table
    at(sift, "zoe")
    sift.sift.search("from:bob")
    assert form.person == who(sift, "bob")


def test_two_accounts_are_made_one_person_and_unfold(sift: Sifting) -> None:
    pane = table(sift)
    pane.view.choose_people({who(sift, "ann"), who(sift, "ann_work")})
    pane.join(who(sift, "ann"))
    sift.settle()
    assert names(sift) == ["ann", "bob", "zoe"]
    assert cell(sift, "ann", "posts") == "3"
    at(sift, "ann")
    sift.press(Qt.Key.Key_Space)
    assert names(sift) == ["ann", "ann", "ann_work", "bob", "zoe"]
    sign = pane.view.visualRect(pane.model.index(0, 0)).topLeft() + QPoint(10, 15)
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    assert names(sift) == ["ann", "bob", "zoe"]
    assert pane.split.isEnabled()
    pane.split.click()
    sift.settle()
    assert sorted(names(sift)) == ["ann", "ann_work", "bob", "zoe"]


def test_a_table_goes_out_and_in_again(sift: Sifting, tmp_path: Path) -> None:
    pane = table(sift)
    sheet = tmp_path / "people.csv"
    pane.write(sheet)
    text = sheet.read_text("utf-8-sig").replace("test,zoe,Zoé,", "test,zoe,Zoé,ann")
    sheet.write_text(text + "test,nobody,,,,,,,,,,,x\n", "utf-8")
    pane.preview(sheet)
    assert pane.reading.sentence.text() == "1 person will change."
    assert pane.reading.doubts.text() == "1 handle is not in this library: @nobody."
    assert pane.reading.take.hasFocus()
    pane.reading.take.click()
    sift.settle()
    assert names(sift) == ["ann", "bob", "ann_work"]
    assert sift.said[-1] == "1 person changed."


def test_a_table_that_is_none_is_told(sift: Sifting, tmp_path: Path) -> None:
    told: list[str] = []
    sift.desk.failed.connect(lambda error: told.append(str(error)))
    pane = table(sift)
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    for name in ("x.csv", "none.csv"):
        pane.preview(tmp_path / name)
    assert "no column “handle”" in told[0]
    assert "cannot be read" in told[1]
    assert not pane.reading.isVisible()


def test_a_muted_persons_posts_are_hidden_and_shown_again(sift: Sifting) -> None:
    at(sift, "ann", "muted")
    sift.press(Qt.Key.Key_F2)
    box = editor(sift, QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    sift.settle()
    assert sift.said[-1] == "Mute 1 person"
    sift.does("clear_search")
    assert not {"1", "2"} & set(sift.shown)
    assert {"3", "6"} <= set(sift.shown)
    assert sift.sift.posts_pane.muted.words == "2 muted posts are hidden."
    assert sift.sift.sidebar.entries()["@ann"] == -1
    sift.sift.posts_pane.muted.show_them.click()
    sift.settle()
    assert sift.shown == ["1", "2"]
    assert sift.sift.posts_pane.muted.words == ""
    sift.desk.history.undo()
    sift.does("back")
    assert {"1", "2", "3", "6"} <= set(sift.shown)


def test_the_page_of_a_person_is_a_form(sift: Sifting) -> None:
    sift.reads("6")
    sift.does("person")
    form = sift.sift.people.form
    form.fields["organisation"].setFocus()
    sift.press("City Library")
    sift.press(Qt.Key.Key_Return)
    form.choices["newcomer"].activated.emit(1)
    form.choices["muted"].activated.emit(1)
    sift.settle()
    standing = sift.library.marks.standing(who(sift, "zoe"))
    assert (standing.organisation, standing.newcomer, standing.muted) == (
        "City Library",
        "new",
        True,
    )
    assert not sift.sift.reading.person.isVisible()
    sift.does("clear_search", "clear_search")
    assert not form.isVisible()


def test_consent_is_asked_for_answered_and_heeded_on_the_page(sift: Sifting) -> None:
    sift.search("from:zoe")
    asked = sift.sift.people.form.asked
    asked.words.setText("by mail")
    asked.add.click()
    sift.settle()
    assert [line.text().split(" · ", 1)[1] for line in asked.lines] == ["Asked · by mail"]
    asked.answer.setCurrentIndex(2)
    asked.add.click()
    sift.settle()
    assert sift.library.marks.standing(who(sift, "zoe")).consent == "withheld"
    assert len(asked.lines) == 2
    asked.set_wish("sh-c-rm", on=True)
    sift.settle()
    assert asked.wishes.text() == "Wishes: Remove media"
    sift.library.undo()
    sift.library.undo()
    sift.settle()
    assert sift.library.marks.standing(who(sift, "zoe")).consent == "full"


def test_whom_never_to_quote_is_withheld_and_on_the_list_of_all_libraries(sift: Sifting) -> None:
    sift.search("from:zoe")
    asked = sift.sift.people.form.asked
    asked.listed.click()
    sift.settle()
    assert sift.library.marks.standing(who(sift, "zoe")).consent == "withheld"
    assert read_do_not_quote().has("test", "zoe")
    assert asked.listed.text() == "Take off the do-not-quote list"
    left = "Still on your do-not-quote list, which holds for all libraries: @zoe."
    step, history = sift.library.next_undo, sift.desk.history
    assert step is not None
    history.undo()
    assert left in sift.said[-1]
    history.redo()
    assert left not in sift.said[-1]
    history.go_to(step.id - 1)
    assert left in sift.said[-1]
    sift.settle()
    assert asked.listed.text() == "Take off the do-not-quote list"
    asked.listed.click()
    assert not read_do_not_quote().has("test", "zoe")
    assert asked.listed.text() == "Never quote…"


def test_what_is_typed_in_the_form_is_kept_when_one_goes_on(sift: Sifting) -> None:
    sift.search("from:zoe")
    form = sift.sift.people.form
    form.fields["role"].setFocus()
    sift.press("Poet")
    sift.search("from:bob")
    assert sift.library.marks.standing(who(sift, "zoe")).role == "Poet"
    assert form.fields["role"].text() == ""
    assert sift.library.marks.standing(who(sift, "bob")).role == ""


def test_a_person_whose_archive_was_taken_out_has_no_page(sift: Sifting) -> None:
    sift.search("from:zoe")
    (archive,) = sift.library.archives.all()
    for _ in sift.library.remove_archive(archive.id):
        pass
    sift.search("")
    sift.search("from:zoe")
    assert not sift.sift.people.form.isVisible()
    assert sift.shown == []


def test_an_account_is_joined_and_separated_on_the_page(sift: Sifting) -> None:
    sift.search("from:ann")
    accounts = sift.sift.people.form.accounts
    accounts.add.click()
    sift.press("@ann_work")
    sift.press(Qt.Key.Key_Return)
    assert sift.shown == ["1", "2", "3"]
    assert sift.sift.people.form.counts.startswith("3 posts")
    accounts.separate[0].click()
    sift.settle()
    assert sift.shown == ["1", "2"]
    accounts.join("nobody")
    assert "no other account" in sift.said[-1]


def test_everything_by_a_person_is_taken_down_in_one_step(sift: Sifting) -> None:
    library = sift.library
    rows = library.posts.rows(library.posts.find(Query.parse("from:ann")))
    with library.edit("Story"):
        for title in ("One", "Two"):
            library.stories.add(library.stories.new(title), [Quote(row.post) for row in rows])
    sift.search("from:ann")
    stories = sift.sift.people.form.stories
    assert [link.text() for link in stories.links] == ["One · 2 quotes", "Two · 2 quotes"]
    stories.take.click()
    sift.settle()
    assert [info.quotes for info in library.stories.all()] == [0, 0]
    assert sift.said[-1].startswith("4 quotes were taken out of 2 stories")
    assert stories.title.text() == "Taken out of:"
    assert [link.text() for link in stories.links] == ["One · 2 quotes", "Two · 2 quotes"]
    assert library.marks.standing(who(sift, "ann")).consent == "withheld"
    wanted: list[object] = []
    sift.sift.story_wanted.connect(wanted.append)
    stories.links[1].click()
    assert wanted == [2]
    sift.desk.history.undo()
    sift.settle()
    assert [info.quotes for info in library.stories.all()] == [2, 2]
    assert stories.title.text() == "Quoted in:"


def test_files_rewritten_after_their_person_is_no_longer_shown_disturb_nobody(
    sift: Sifting, qtbot: QtBot
) -> None:
    shown = PersonStories(sift.desk)
    shown.show_person(sift.library.people.person(who(sift, "ann")))
    shown.take_down()
    job = sift.desk.jobs.current
    assert job is not None
    shown.deleteLater()  # as when its pane is closed while the files are rewritten
    with qtbot.waitSignal(job.ended):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert sift.library.marks.standing(who(sift, "ann")).consent == "withheld"


def test_hostile_names_break_nothing(path: Path) -> None:
    posts = [post(n, author=Author(f"h{n}", name)) for n, name in enumerate(HOSTILE)]
    posts.append(post(99, author=Author("x" * 5_000, "long")))
    with sifting(path, posts) as sift:
        pane = table(sift)
        assert pane.model.rowCount() == len(posts)
        for row in range(len(posts)):
            pane.view.choose(row, 0)
            sift.settle()
            words = str(pane.model.index(row, 0).data())
            assert len(words) <= 200
            assert words.strip()
            assert not set(words) & set("\n\0\u202e")
        heights = {pane.view.rowHeight(row) for row in range(len(posts))}
        assert len(heights) == 1
        QApplication.processEvents()
        assert not pane.view.grab().isNull()


def test_a_muted_word_is_left_out_everywhere(sift: Sifting, qtbot: QtBot) -> None:
    bar = sift.sift.posts_pane.muted
    sift.reads("2")
    sift.does("mute_words")
    bar.field.setText("post 1")
    assert bar.effect == "hides 2 posts"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    sift.settle()
    assert sift.shown == ["2", "3", "6"]
    assert bar.words == "2 muted posts are hidden."
    facts = sift.sift.side_pane.facts
    with qtbot.waitSignal(facts.counting.counted, timeout=20_000):
        sift.does("facts")
        facts.counting.finish()
    assert facts.posts.accessibleName().startswith("4 posts.")
    assert facts.scope.text().endswith("2 muted posts are left out.")
    counts = {each.name: each.count for each in sift.sift.sidebar.all_entries()}
    assert (counts["All posts"], counts["post 1"]) == (4, 2)
    sift.sift.sidebar.show_entry("post 1")
    sift.settle()
    assert sift.shown == ["1"]
    sift.search("")
    sift.desk.history.undo()
    sift.settle()
    assert sift.shown == ["1", "2", "3", "6"]
    assert bar.words == ""


def test_a_muted_word_is_lifted_in_the_sidebar(sift: Sifting) -> None:
    sift.sift.muting.mute("post")
    sift.settle()
    assert sift.shown == []
    sidebar = sift.sift.sidebar
    line = next(each for each in sidebar.lines() if each.data(ENTRY).muted)
    sidebar.setCurrentIndex(line)
    QTest.keyClick(sidebar, Qt.Key.Key_Delete)
    sift.settle()
    assert sift.shown == ["1", "2", "3", "6"]


def test_nothing_but_signs_is_not_muted(sift: Sifting) -> None:
    failed: list[Exception] = []
    sift.desk.failed.connect(failed.append)
    sift.sift.muting.mute("?!")
    assert "holds no word to mute" in str(failed[0])
    assert len(sift.shown) == 4


def test_the_author_of_a_post_is_muted_from_the_list(sift: Sifting) -> None:
    sift.reads("6")
    sift.does("mute_person")
    assert "6" not in sift.shown
    sidebar = sift.sift.sidebar
    line = next(each for each in sidebar.lines() if each.data(ENTRY).person)
    assert line.data(ENTRY).name == "@zoe"
    sidebar.setCurrentIndex(line)
    QTest.keyClick(sidebar, Qt.Key.Key_Delete)
    sift.settle()
    assert "6" in sift.shown
