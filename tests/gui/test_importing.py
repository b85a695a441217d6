"""Archives come in: looked at first, imported beside the window, reported on."""

from __future__ import annotations

from pathlib import Path
from shutil import copy, copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.importing.page import ImportPage
from curator.library import Query
from tests.conftest import SAMPLES

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there is no screen

SLOW = 20_000


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ImportPage:
    page = ImportPage(desk)
    qtbot.addWidget(page)
    page.resize(1440, 826)
    page.show()
    return page


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return Path(copy(SAMPLES / "table" / "evening.csv", tmp_path / "evening.csv"))


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Return a table whose columns do not tell what they hold."""
    path = tmp_path / "odd.csv"
    path.write_text("when?,who?,said\n2014-05-12 20:01,ann,Hello\n2014-05-12 20:02,bob,Hi\n")
    return path


def look(page: ImportPage, qtbot: QtBot, *paths: Path) -> None:
    """Begin, and wait until the first file has been looked at."""
    page.begin(paths)
    looked(page, qtbot)


def looked(page: ImportPage, qtbot: QtBot) -> None:
    def is_so() -> bool:
        file = page._asking  # noqa: SLF001  which file is shown
        return file is not None and file.found is not None

    qtbot.waitUntil(is_so, timeout=SLOW)


def ended(page: ImportPage, qtbot: QtBot) -> None:
    over = {"done", "failed", "cancelled", "skipped"}
    qtbot.waitUntil(lambda: all(file.stage in over for file in page.files), timeout=SLOW)


def choose(page: ImportPage, qtbot: QtBot, field: str, header: str) -> None:
    """Choose a column as a person does, and wait for what becomes of it."""
    box = page.preview.columns.boxes[field]
    box.setCurrentIndex(box.findData(header))
    box.activated.emit(box.currentIndex())
    looked(page, qtbot)


def test_an_archive_is_shown_before_anything_is_added(
    page: ImportPage, qtbot: QtBot, desk: Desk, archive: Path
) -> None:
    before = desk.library.posts.counts().all
    look(page, qtbot, archive)
    assert page.preview.name.text() == "owlchat.json"
    assert len(page.preview.rows.posts) <= 10
    assert page.preview.go.isEnabled()
    assert "11 posts" in page.preview.facts.text()
    assert desk.library.posts.counts().all == before


def test_enter_imports_and_the_report_tells(
    page: ImportPage, qtbot: QtBot, desk: Desk, archive: Path
) -> None:
    look(page, qtbot, archive)
    QTest.keyClick(page, Qt.Key.Key_Return)
    ended(page, qtbot)
    report = page.progress.report
    assert report.figures[1].number.text() == "11"
    assert desk.library.posts.counts().all > 5
    with qtbot.waitSignal(page.finished):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_a_table_shows_its_columns_and_repaints_at_once(
    page: ImportPage, qtbot: QtBot, table: Path
) -> None:
    look(page, qtbot, table)
    boxes = page.preview.columns.boxes
    assert boxes["text"].currentText() == "Text"
    assert boxes["id"].currentText() == "(none)"
    choose(page, qtbot, "name", "")
    assert all(not post.author.name for post in page.preview.rows.posts)


def test_without_the_words_nothing_can_be_imported(
    page: ImportPage, qtbot: QtBot, table: Path
) -> None:
    look(page, qtbot, table)
    choose(page, qtbot, "text", "")
    assert page.preview.sentence.text() == "Choose which column holds the words."
    assert not page.preview.go.isEnabled()
    choose(page, qtbot, "text", "Text")
    assert page.preview.go.isEnabled()


def test_a_strange_table_can_be_taken_by_hand(
    page: ImportPage, qtbot: QtBot, desk: Desk, odd: Path
) -> None:
    look(page, qtbot, odd)
    assert page.preview.sentence.text() == (
        "Curator does not recognise \u2068odd.csv\u2069."
        " Its columns are \u2068“when?”, “who?”, “said”\u2069."
        " You can choose by hand what they hold."
    )
    page.preview.by_hand.click()
    looked(page, qtbot)
    for field, header in (("text", "said"), ("time", "when?"), ("handle", "who?")):
        choose(page, qtbot, field, header)
    assert [post.text for post in page.preview.rows.posts] == ["Hello", "Hi"]
    page.take()
    ended(page, qtbot)
    assert len(desk.library.posts.find(Query.parse("Hello"))) == 1


def test_of_a_strange_table_so_many_columns_are_named_as_fit_into_a_sentence(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    wide = tmp_path / "wide.csv"
    header = ["a\u202eb", *(f"q{number}" for number in range(40))]
    wide.write_text(f"{','.join(header)}\n{',1' * 40}\n", "utf-8")
    look(page, qtbot, wide)
    told = page.preview.sentence.text()
    assert "\u202e" not in told
    assert "“q0”, “q1”" in told
    assert "“q28” …\u2069. You can choose by hand what they hold." in told
    assert page.preview.by_hand.isVisible()


def test_an_archive_that_hides_its_owner_asks_whose_it_is(
    page: ImportPage, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    tweets = tmp_path / "tweets.js"
    tweets.write_text(
        'window.YTD.tweets.part0 = [ { "tweet" : { "id_str" : "885690310456246273", "full_text" :'
        ' "Hello", "created_at" : "Fri Jul 14 02:40:00 +0000 2017" } } ]'
    )
    look(page, qtbot, tweets)
    assert not page.preview.go.isEnabled()
    assert page.preview.columns.handle.isVisible()
    page.preview.columns.handle.setText("@ines")
    page.preview.columns.handle.editingFinished.emit()
    looked(page, qtbot)
    assert [post.author.handle for post in page.preview.rows.posts] == ["ines"]
    page.take()
    ended(page, qtbot)
    assert len(desk.library.posts.find(Query.parse("from:ines"))) == 1


def test_several_files_come_one_after_the_other(
    page: ImportPage, qtbot: QtBot, archive: Path, table: Path, odd: Path
) -> None:
    look(page, qtbot, archive, odd, table)
    assert page.preview.place.text().startswith("1 of 3 files")
    page.take()
    looked(page, qtbot)
    page.skip()
    looked(page, qtbot)
    page.take()
    ended(page, qtbot)
    assert [file.stage for file in page.files] == ["done", "skipped", "done"]


def test_shift_enter_imports_all_that_need_no_question(
    page: ImportPage, qtbot: QtBot, archive: Path, table: Path, odd: Path
) -> None:
    look(page, qtbot, archive, odd, table)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: page.files[0].stage == "done", timeout=SLOW)
    looked(page, qtbot)
    assert page.preview.name.text() == "odd.csv"
    page.skip()
    ended(page, qtbot)
    assert page.files[2].stage == "done"


def test_cancelling_before_anything_was_imported_ends_the_page(
    page: ImportPage, qtbot: QtBot, desk: Desk, archive: Path
) -> None:
    before = desk.library.posts.counts().all
    look(page, qtbot, archive)
    with qtbot.waitSignal(page.finished):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert desk.library.posts.counts().all == before


def test_a_cancelled_import_leaves_nothing(
    page: ImportPage, qtbot: QtBot, desk: Desk, archive: Path
) -> None:
    look(page, qtbot, archive)
    page.take()
    with qtbot.waitSignal(desk.reported, timeout=SLOW) as said:
        page.progress.cancel.click()
    assert said.args == ["Import of \u2068owlchat.json\u2069 cancelled. Nothing of it was added."]
    ended(page, qtbot)
    assert desk.library.posts.counts().all == 5


def test_removing_the_last_import_is_an_undo(
    page: ImportPage, qtbot: QtBot, desk: Desk, archive: Path
) -> None:
    look(page, qtbot, archive)
    page.take()
    ended(page, qtbot)
    page.progress.report.remove.click()
    qtbot.waitUntil(lambda: desk.library.posts.counts().all == 5, timeout=SLOW)
    assert page.files[0].sentence == "Removed again."


def test_an_import_removed_after_other_work_comes_back_by_undo(
    page: ImportPage, qtbot: QtBot, desk: Desk, archive: Path
) -> None:
    look(page, qtbot, archive)
    page.take()
    ended(page, qtbot)
    desk.decide([1], "star")
    there = desk.library.posts.counts().all
    page.progress.report.remove.click()
    qtbot.waitUntil(lambda: desk.library.posts.counts().all == 5, timeout=SLOW)
    desk.history.undo()
    qtbot.waitUntil(lambda: desk.library.posts.counts().all == there, timeout=SLOW)
    qtbot.waitUntil(lambda: desk.jobs.current is None, timeout=SLOW)
    assert desk.library.posts.counts().starred == 1


def test_unreadable_rows_are_listed_with_their_reason(
    page: ImportPage, qtbot: QtBot, table: Path
) -> None:
    look(page, qtbot, table)
    page.take()
    ended(page, qtbot)
    report = page.progress.report
    model = report.rows.model()
    first = [model.index(0, column).data() for column in range(3)]
    assert first[1] == "The time cannot be read: “yesterday 7pm”."
    report.copy.click()
    assert "yesterday 7pm" in QGuiApplication.clipboard().text()


def test_the_same_archive_again_adds_nothing_and_says_so(
    page: ImportPage, qtbot: QtBot, archive: Path
) -> None:
    for _ in range(2):
        look(page, qtbot, archive)
        page.take()
        ended(page, qtbot)
    assert "were already here" in page.progress.report.outcome.text()
    assert page.progress.report.remove.isHidden()


def test_an_empty_file_is_told(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    look(page, qtbot, empty)
    assert page.preview.sentence.text() == "empty.csv is empty."
    assert not page.preview.go.isEnabled()


def test_a_folder_with_pictures_is_one_archive(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = Path(copytree(SAMPLES / "x_archive", tmp_path / "mine"))
    look(page, qtbot, folder)
    page.take()
    ended(page, qtbot)
    assert "1 picture stored" in page.progress.report.found.text()


def test_hostile_names_are_shown_and_not_obeyed(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    hostile = tmp_path / "<img src=x>&\u202e.csv"
    hostile.write_text("time,username,text\n2014-05-12 20:01,ann,<b>bold</b>\n")
    look(page, qtbot, hostile)
    assert page.preview.name.textFormat() == Qt.TextFormat.PlainText
    assert page.preview.rows.posts[0].text == "<b>bold</b>"


def test_columns_that_were_chosen_are_chosen_again(
    page: ImportPage, qtbot: QtBot, odd: Path, tmp_path: Path, desk: Desk
) -> None:
    look(page, qtbot, odd)
    page.preview.by_hand.click()
    looked(page, qtbot)
    for field, header in (("text", "said"), ("time", "when?"), ("handle", "who?")):
        choose(page, qtbot, field, header)
    page.take()
    ended(page, qtbot)
    again = tmp_path / "again.csv"
    again.write_text("when?,who?,said\n2014-05-13 20:01,eve,Later\n")
    look(page, qtbot, again)
    assert [post.text for post in page.preview.rows.posts] == ["Later"]
    assert page.preview.columns.recalled.isVisible()
    page.preview.columns.forget.click()
    looked(page, qtbot)
    assert page.preview.columns.recalled.isHidden()
    assert desk.settings.columns == {}


def test_columns_are_saved_by_name_offered_and_deleted(
    page: ImportPage, qtbot: QtBot, odd: Path, tmp_path: Path, desk: Desk
) -> None:
    look(page, qtbot, odd)
    page.preview.by_hand.click()
    looked(page, qtbot)
    for field, header in (("text", "said"), ("time", "when?"), ("handle", "who?")):
        choose(page, qtbot, field, header)
    page.preview.columns.remember.click()
    presets = page.preview.columns.presets
    presets.name.setText("Roof  sheets")
    page.take()
    ended(page, qtbot)
    wider = tmp_path / "wider.csv"
    wider.write_text("when?,who?,said,more\n2014-05-13 20:01,eve,Later,x\n")
    look(page, qtbot, wider)
    assert presets.current == ""
    page.preview.by_hand.click()
    looked(page, qtbot)
    assert presets.names.isVisible()
    presets.names.setCurrentIndex(presets.names.findData("Roof sheets"))
    presets.names.activated.emit(1)
    looked(page, qtbot)
    assert [post.text for post in page.preview.rows.posts] == ["Later"]
    assert presets.current == "Roof sheets"
    presets.delete.click()
    assert desk.settings.presets == {}
    assert presets.names.isHidden()


def test_columns_are_not_remembered_if_that_is_not_wished(
    page: ImportPage, qtbot: QtBot, table: Path, desk: Desk
) -> None:
    look(page, qtbot, table)
    choose(page, qtbot, "name", "")
    page.preview.columns.remember.click()
    page.take()
    ended(page, qtbot)
    assert desk.settings.columns == {}


def test_the_report_can_be_saved(
    page: ImportPage, qtbot: QtBot, table: Path, tmp_path: Path, desk: Desk
) -> None:
    look(page, qtbot, table)
    page.take()
    ended(page, qtbot)
    page.progress.report.save.click()
    (box,) = page.findChildren(QFileDialog)
    with qtbot.waitSignal(desk.reported):
        box.fileSelected.emit(str(tmp_path / "report.txt"))
    box.close()
    assert "yesterday 7pm" in (tmp_path / "report.txt").read_text()


def test_the_report_of_an_archive_can_be_read_later(
    page: ImportPage, qtbot: QtBot, archive: Path, desk: Desk
) -> None:
    look(page, qtbot, archive)
    page.take()
    ended(page, qtbot)
    before = page.progress.report.as_text
    later = ImportPage(desk)
    qtbot.addWidget(later)
    later.show_report(desk.library.archives.all()[-1].id)
    assert later.progress.report.as_text.splitlines()[:4] == before.splitlines()[:4]
    assert "Imported on" in later.progress.cards[0].sentence.text()


def test_what_a_chat_does_not_say_of_its_times_is_asked(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    chat = tmp_path / "WhatsApp Chat.txt"
    lines = [f"05/0{n}/2019, 20:0{n} - Ann: Hello {n}\n" for n in range(1, 7)]
    chat.write_text("".join(lines))
    look(page, qtbot, chat)
    columns = page.preview.columns
    assert columns.zone.isVisible()
    assert not columns.boxes["text"].isVisible()
    assert "no zone" in page.preview.doubt.text()
    columns.zone.setText("new york")
    columns.zone.editingFinished.emit()
    looked(page, qtbot)
    assert page.preview.rows.posts[0].at.hour in {0, 1}
    assert "no zone" not in page.preview.doubt.text()


def test_when_a_recording_began_is_asked(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    chat = tmp_path / "talk.txt"
    chat.write_text("0:05 Ann: Hi\n1:12 Ben: Leeks\n1:02:33 Ann: Bye\n", "utf-8")
    look(page, qtbot, chat)
    columns = page.preview.columns
    assert columns.start.isVisible()
    assert "the clock is unknown" in page.preview.doubt.text()
    columns.start.setText("2024-05-14 20:00")
    columns.start.editingFinished.emit()
    looked(page, qtbot)
    assert "the clock is unknown" not in page.preview.doubt.text()
    assert columns.start.isVisible()
    assert "14 May 2024" in page.preview.facts.text()


def test_the_day_of_a_chat_that_tells_only_the_clock_is_asked(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    chat = tmp_path / "talk.txt"
    chat.write_text("20:05 Ann: Hi\n20:12 Ben: Leeks\n20:33 Ann: Bye\n", "utf-8")
    look(page, qtbot, chat)
    columns = page.preview.columns
    assert columns.start.isVisible()
    assert not page.preview.go.isEnabled()
    columns.start.setText("2024-05-14")
    columns.start.editingFinished.emit()
    looked(page, qtbot)
    assert page.preview.go.isEnabled()
    assert "14 May 2024" in page.preview.facts.text()


def test_which_is_the_month_is_asked_where_nothing_tells(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("time,username,text\n05/10/2019 20:01,ann,Hello\n05/10/2019 20:02,bob,Hi\n")
    look(page, qtbot, sheet)
    order = page.preview.columns.order
    assert order.isVisible()
    assert page.preview.rows.posts[0].at.month == 5
    order.setCurrentIndex(order.findData("d"))
    order.activated.emit(order.currentIndex())
    looked(page, qtbot)
    assert page.preview.rows.posts[0].at.month == 10


def test_a_zone_leaves_the_order_of_day_and_month_open(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("time,username,text\n05.10.2019 20:01,ann,Hello\n05.10.2019 20:02,bob,Hi\n")
    look(page, qtbot, sheet)
    columns = page.preview.columns
    assert columns.order.currentData() == "d"
    columns.zone.setText("london")
    columns.zone.editingFinished.emit()
    looked(page, qtbot)
    assert page.preview.rows.posts[0].at.month == 10
    assert columns.order.currentData() == "d"
    assert "days from months" in page.preview.doubt.text()


def test_an_archive_that_says_all_is_asked_nothing(
    page: ImportPage, qtbot: QtBot, archive: Path
) -> None:
    look(page, qtbot, archive)
    assert page.preview.columns.isHidden()


def test_a_choice_without_room_ends_in_a_sign_and_is_whole_in_its_tip(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "order.csv"
    path.write_text("time,username,text\n05/03/2014 20:01,ann,Hi\n05/04/2014 20:02,bob,Hm\n")
    page.resize(1100, 600)
    look(page, qtbot, path)
    box = page.preview.columns.order
    assert box.isVisible()
    box.grab()
    assert not box.toolTip()
    box.setFixedWidth(90)
    box.grab()
    assert box.toolTip() == box.currentText()
