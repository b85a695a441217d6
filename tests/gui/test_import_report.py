"""The report of an import is worth reading: who, when, in which languages, to which chats."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_archives
from curator.gui.importing.background_work import BackgroundWork
from curator.gui.importing.page import ImportPage
from curator.gui.look import theme
from curator.gui.post_list.row_text import RowStyle, lay_out
from curator.model import Author, Post
from curator.work import is_worked_out
from tests.gui.test_importing import ended, look

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there is no screen


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ImportPage:
    page = ImportPage(desk)
    qtbot.addWidget(page)
    page.resize(1440, 826)
    page.show()
    return page


def evening(path: Path) -> Path:
    """Write an hour of talk by three people about numbered questions."""
    said = [("ann", "Q{n} What grows on roof {n}?"), ("ben", "A{n} Leeks"), ("cyd", "A{n} Beans")]
    rows = [
        f"2014-05-12 20:{n * 9 + at:02},{who},en,{words.format(n=n)} #roofchat"
        for n in range(1, 6)
        for at, (who, words) in enumerate(said)
    ]
    path.write_text("time,username,lang,text\n" + "\n".join(rows) + "\n", "utf-8")
    return path


def test_a_report_tells_people_languages_and_chats(
    page: ImportPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    BackgroundWork(desk)
    look(page, qtbot, evening(tmp_path / "evening.csv"))
    page.take()
    ended(page, qtbot)
    found = page.progress.report.found

    qtbot.waitUntil(lambda: "#roofchat\u2069, 12 May 2014" in found.text(), timeout=20_000)
    assert "15 posts, 3 people, 5 questions" in found.text()
    assert "3 people" in found.text()
    assert "Languages: English 15" in found.text()


def test_sifting_starts_in_the_chat_that_was_imported(
    page: ImportPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    BackgroundWork(desk)
    look(page, qtbot, evening(tmp_path / "evening.csv"))
    page.take()
    ended(page, qtbot)
    page.progress.report.start.click()
    qtbot.waitUntil(lambda: desk.chat is not None, timeout=20_000)
    desk.look_at(None)
    look(page, qtbot, tmp_path / "evening.csv")  # brings nothing new
    page.take()
    ended(page, qtbot)
    page.progress.report.start.click()
    assert desk.chat is None


def test_a_report_names_no_chat_of_which_its_archive_has_no_post(
    page: ImportPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    BackgroundWork(desk)
    look(page, qtbot, evening(tmp_path / "evening.csv"))
    page.take()
    ended(page, qtbot)
    found = page.progress.report.found
    qtbot.waitUntil(lambda: "#roofchat" in found.text(), timeout=20_000)
    around = "2014-04-01 08:00,dee,en,Snow on the roof\n2014-06-01 08:00,dee,en,Sun on it\n"
    (tmp_path / "around.csv").write_text(f"time,username,lang,text\n{around}", "utf-8")
    look(page, qtbot, tmp_path / "around.csv")
    page.take()
    ended(page, qtbot)
    page.progress.report.start.click()
    assert "1 person" in found.text()
    assert "#roofchat" not in found.text()
    assert desk.chat is None


def test_a_report_follows_when_its_import_is_undone_and_done_again(
    page: ImportPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    look(page, qtbot, evening(tmp_path / "evening.csv"))
    page.take()
    ended(page, qtbot)
    report = page.progress.report
    assert report.remove.isVisible()
    desk.history.undo()
    qtbot.waitUntil(lambda: report.outcome.text().startswith("Removed again."))
    assert [file.sentence for file in page.files] == ["Removed again."]
    assert not report.remove.isVisible()
    desk.history.redo()
    qtbot.waitUntil(lambda: "15 posts added" in page.files[0].sentence)
    assert report.remove.isVisible()


def test_a_report_says_what_can_be_done(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    chat = tmp_path / "WhatsApp Chat with Roof.txt"
    chat.write_text(
        "14/05/24, 20:00 - Ann: x\n14/05/24, 20:01 - Ben: IMG-20240514-WA1.jpg (file attached)\n"
    )
    look(page, qtbot, chat)
    page.take()
    ended(page, qtbot)
    text = page.progress.report.found.text()
    assert "1 picture or film that it names is not in it: IMG-20240514-WA1.jpg." in text
    assert "import it again: whatever you did here stays." in text


@pytest.mark.parametrize("folder", [False, True])
def test_everything_can_be_chosen_to_import(page: ImportPage, *, folder: bool) -> None:
    ask_for_archives(page, lambda _: None, folder=folder)
    box = page.findChild(QFileDialog)
    assert isinstance(box, QFileDialog)
    mode = QFileDialog.FileMode
    assert box.fileMode() == (mode.Directory if folder else mode.ExistingFiles)
    assert box.nameFilters() == ["All files (*)"]
    box.reject()


def test_a_row_marks_words_of_which_only_the_beginning_is_there(page: ImportPage) -> None:
    assert page.isVisible()
    at = datetime(2024, 5, 14, 20, 1, tzinfo=UTC)
    whole = Post("twitter", "1", Author("ann"), at, "Leeks and")
    manner = RowStyle(width=600, lines=2)
    assert lay_out(whole, manner).text == "Leeks and"
    assert lay_out(replace(whole, cut=True), manner).text == "Leeks and […]"


def test_posts_are_painted_before_they_are_analysed(desk: Desk, qtbot: QtBot) -> None:
    BackgroundWork(desk)
    assert desk.jobs.current is None
    qtbot.waitUntil(lambda: is_worked_out(desk.library), timeout=20_000)


def test_what_waits_for_figures_begins_the_analysis(desk: Desk, qtbot: QtBot) -> None:
    BackgroundWork(desk).start()
    assert desk.jobs.current is not None
    qtbot.waitUntil(lambda: is_worked_out(desk.library), timeout=20_000)


def test_at_twice_the_size_of_text_a_report_has_room_for_all(
    page: ImportPage, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme.apply(qapp, "light", 200)
    page.resize(1100, 560)
    look(page, qtbot, evening(tmp_path / "evening-with-a-long-name-of-march.csv"))
    page.take()
    ended(page, qtbot)
    report, (card,) = page.progress.report, page.progress.cards

    def fits() -> bool:
        qapp.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        start = report.start.mapTo(page, report.start.rect().bottomRight())
        return (
            page.rect().contains(start)
            and report.name.width() >= 150
            and card.sentence.height() >= card.sentence.heightForWidth(card.sentence.width())
        )

    qtbot.waitUntil(fits, timeout=20_000)
    assert report.copy.toolTip() == "Copy the report"
