"""The workspace Publish, with a real library, and the browser engine if it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.desk.jobs import Job
from curator.gui.preview.preview import Preview
from curator.gui.preview.words_view import WordsView
from curator.gui.publish.checks import verb_of
from curator.gui.publish.compare import FileComparison, paragraphs_of
from curator.gui.publish.save import SaveCommand
from curator.gui.publish.workspace import PublishWorkspace
from curator.library import ARCHIVE, STORIES, BlockId, Library, Query
from curator.model import Heading, Media, Passage, PullQuote, Quote, Standing
from curator.settings import Settings
from curator.work import Progress, Work
from curator.work.looks import keep_look
from curator.writers import page
from curator.writers.kit.look import OwnLook
from curator.writers.kit.manuscript import manuscript
from tests import recap
from tests.conftest import post, take_in

if find_spec("PySide6.QtWebEngineWidgets"):
    from curator.gui.preview.web_engine import WebEngine

needs_engine = pytest.mark.skipif(
    find_spec("PySide6.QtWebEngineWidgets") is None,
    reason="Qt WebEngine is not installed: it is the extra curator[preview]",
)

pytestmark = pytest.mark.qt_log_ignore(
    "Failed to create|QRhiGles2|Vulkan|GBM|propagateSizeHints|GPUInfo"  # there is no screen
)

SLOW = 20_000
"""Milliseconds that a browser engine may take to start on a busy machine."""


def furnish(path: Path) -> None:
    """Make a library with the recap of the evening in it."""
    with Library(path, make=True) as library:
        take_in(library, recap.QUOTES.values())
        with library.transaction():
            for picture in recap.PICTURES.values():
                library.pictures.add(picture)
        with library.edit("Make a story"):
            library.stories.add(library.stories.new(recap.STORY.title), recap.STORY.blocks)


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    furnish(path)
    desk = Desk(path, Settings())
    yield desk
    desk.close()


def shown(desk: Desk, qtbot: QtBot) -> PublishWorkspace:
    """Show the workspace, and wait for its check list."""
    publish = PublishWorkspace(desk)
    qtbot.addWidget(publish)
    publish.resize(1440, 826)
    publish.show()
    publish.start()
    qtbot.waitUntil(lambda: bool(publish.checks.findings), timeout=SLOW)
    return publish


@pytest.fixture
def publish(desk: Desk, qtbot: QtBot) -> PublishWorkspace:
    return shown(desk, qtbot)


def test_a_letter_does_not_choose_another_target(publish: PublishWorkspace) -> None:
    before = publish.targets.writer
    publish.targets.list.setFocus()
    QTest.keyClicks(publish.targets.list, "sxtm")
    assert publish.targets.writer is before


def test_a_quote_of_a_rejected_post_is_on_the_check_list(
    desk: Desk, publish: PublishWorkspace, qtbot: QtBot
) -> None:
    assert not any("rejected" in each.sentence for each in publish.checks.findings)
    library = desk.library
    quoted = next(block.post.key for block in desk.blocks() if isinstance(block, Quote))
    with library.edit("Reject"):
        library.marks.reject([*library.posts.ids([quoted]).values()])
    qtbot.waitUntil(
        lambda: any("you rejected" in each.sentence for each in publish.checks.findings),
        timeout=SLOW,
    )


def choose_markdown(publish: PublishWorkspace, qtbot: QtBot) -> None:
    publish.targets.choose("markdown")
    qtbot.waitUntil(lambda: b"# Lending" in publish.middle.preview.shown, timeout=SLOW)


def save_as(publish: PublishWorkspace, qtbot: QtBot, name: str) -> Path:
    """Save through the box that asks where to."""
    publish.perform("save")
    box = publish.findChild(QFileDialog)
    assert isinstance(box, QFileDialog)
    box.selectFile(name)
    path = Path(box.selectedFiles()[0])
    desk = publish._desk  # noqa: SLF001  the test's own desk
    with qtbot.waitSignal(desk.reported, timeout=SLOW):
        box.accept()
    return path


def loaded(publish: PublishWorkspace, qtbot: QtBot) -> WebEngine:
    engine = publish.middle.preview.engine
    assert engine is not None
    qtbot.waitUntil(lambda: engine.page.title() != "", timeout=SLOW)
    return engine


def told(engine: WebEngine, qtbot: QtBot, script: str, wanted: object) -> None:
    """Wait until a question about the page that is shown has the wanted answer."""
    heard: list[object] = []

    def is_so() -> bool:
        engine.page.runJavaScript(script, 1, heard.append)
        return bool(heard) and heard[-1] == wanted

    qtbot.waitUntil(is_so, timeout=SLOW)


@needs_engine
def test_the_preview_shows_the_page_as_it_will_be_saved(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    engine = loaded(publish, qtbot)
    told(engine, qtbot, "document.querySelector('h1').innerText", "Lending more than books")
    assert publish.middle.preview.shown.startswith(b"<!doctype html>")
    assert "no request to anywhere" in publish.middle.about.text()


def test_a_long_title_leaves_the_facts_of_the_file_whole(
    desk: Desk, publish: PublishWorkspace, qtbot: QtBot
) -> None:
    story = desk.story
    assert story is not None
    title = "What libraries lend that is no book, and how they learnt to lend it at all"
    desk.edit("Rename", lambda: desk.library.stories.rename(story, title))
    qtbot.waitUntil(lambda: publish.middle.title.text() == title, timeout=SLOW)
    about = publish.middle.about
    assert about.isVisible()
    qtbot.waitUntil(lambda: about.width() >= about.sizeHint().width())
    assert publish.middle.title.width() < publish.middle.title.sizeHint().width()


def test_the_head_says_how_much_there_is_to_look_at(publish: PublishWorkspace) -> None:
    assert publish.checks.count.text() == "2 to look at"
    sentences = [posts_pane.sentence for posts_pane in publish.checks.findings]
    assert "Every quote says what the archive says." in sentences
    assert "The file asks nothing of the network." in sentences


def test_describe_opens_a_field_with_the_picture_there(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    first = publish.checks.findings[0]
    assert verb_of(first) == "Describe"
    publish.checks.list.setCurrentIndex(publish.checks.list.model().index(0, 0))
    QTest.keyClick(publish.checks.list, Qt.Key.Key_Return)
    pane = publish.describing
    assert pane.isVisible()
    assert publish.checks.list.isHidden()
    QTest.keyClicks(pane.field, "house jigsaw on a table")
    QTest.keyClick(pane.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: first not in publish.checks.findings, timeout=SLOW)
    desk = publish._desk  # noqa: SLF001  the test's own desk
    described = [m.alt for b in desk.blocks() if isinstance(b, Quote) for m in b.post.media]
    assert "house jigsaw on a table" in described
    assert desk.library.marks.tags() == []
    desk.history.undo()
    assert "house jigsaw on a table" not in [
        m.alt for b in desk.blocks() if isinstance(b, Quote) for m in b.post.media
    ]


def test_a_description_that_says_nothing_or_is_long_is_told_while_one_types(
    publish: PublishWorkspace,
) -> None:
    publish.checks.asked.emit(publish.checks.findings[0])
    pane = publish.describing
    assert pane.hint.isHidden()
    QTest.keyClicks(pane.field, "IMG_2031.jpg")
    assert pane.hint.text() == "This is not what is to be seen. Say it in a sentence."
    pane.field.setPlainText("A house on a jigsaw. " * 20)
    assert "letters: a screen reader reads it in one go" in pane.hint.text()
    pane.field.setPlainText("A house on a jigsaw.")
    assert pane.hint.isHidden()


def test_escape_keeps_what_is_written_and_goes_back_to_the_list(publish: PublishWorkspace) -> None:
    publish.checks.asked.emit(publish.checks.findings[0])
    QTest.keyClicks(publish.describing.field, "a tin")
    QTest.keyClick(publish.describing.field, Qt.Key.Key_Escape)
    assert publish.describing.isHidden()
    assert publish.checks.list.isVisible()
    blocks = publish._desk.blocks()  # noqa: SLF001  the test's own desk
    assert "a tin" in [m.alt for b in blocks if isinstance(b, Quote) for m in b.post.media]


def test_nothing_is_asked_before_there_is_a_file(desk: Desk, qtbot: QtBot) -> None:
    saving = SaveCommand(desk)
    qtbot.addWidget(saving)
    saving.show()
    assert not saving.keep.isVisible()
    assert not saving.replace.isVisible()


def test_saving_asks_where_once_and_then_no_more(publish: PublishWorkspace, qtbot: QtBot) -> None:
    file = save_as(publish, qtbot, "evening.html")
    assert file.read_bytes() == publish.middle.preview.shown
    assert "That file has not been changed since." in publish.saving.line.text()
    file.unlink()
    with qtbot.waitSignal(publish._desk.reported, timeout=SLOW) as said:  # noqa: SLF001  its desk
        publish.perform("save")
    assert said.args == [f"Saved {file}."]
    assert file.exists()


def test_it_says_where_else_the_story_was_published(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    page = save_as(publish, qtbot, "evening.html")
    assert publish.saving.elsewhere.isHidden()
    choose_markdown(publish, qtbot)
    assert publish.saving.elsewhere.text() == "Published too: \u2068evening.html\u2069."
    page.unlink()
    publish.saving.refresh()
    assert publish.saving.elsewhere.text() == "Published too: evening.html (gone)."


def test_it_says_what_was_changed_since_the_story_was_saved(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    def says(end: str) -> None:
        qtbot.waitUntil(lambda: publish.saving.line.text().endswith(end), timeout=SLOW)

    same = "That file has not been changed since."
    save_as(publish, qtbot, "evening.html")
    says(same)
    publish.looking.changed.emit(OwnLook(accent="#8A1C4A"))
    says("The look has been changed since.")
    publish.perform("save")
    says(same)
    desk = publish._desk  # noqa: SLF001  its desk
    heading = next(block for block in desk.blocks() if isinstance(block, Heading))
    with desk.library.edit("Edit"):
        desk.library.stories.edit(BlockId(heading.id), "Another heading")
    says("The story has been changed since.")


def test_a_story_is_saved_elsewhere_and_then_there(
    publish: PublishWorkspace, qtbot: QtBot, tmp_path: Path
) -> None:
    choose_markdown(publish, qtbot)
    assert publish.saving.links.elsewhere.isHidden()
    first = save_as(publish, qtbot, "evening.md")
    assert not publish.saving.links.elsewhere.isHidden()
    publish.saving.links.elsewhere.click()
    box = publish.findChildren(QFileDialog)[-1]
    with qtbot.waitSignal(publish.saving.written, timeout=SLOW):
        box.fileSelected.emit(str(tmp_path / "blog.md"))
    box.done(0)
    same = "That file has not been changed since."
    qtbot.waitUntil(lambda: publish.saving.line.text().endswith(same), timeout=SLOW)
    assert (tmp_path / "blog_media").is_dir()
    assert publish.saving.elsewhere.text() == f"Published too: \u2068{first.name}\u2069."


def test_the_kit_and_all_stories_are_saved_from_the_window(
    publish: PublishWorkspace, qtbot: QtBot, tmp_path: Path
) -> None:
    keep_look("page", OwnLook(accent="#8A1C4A"))
    for name, file in (("save_kit", "recap.html"), ("save_all", "index.html")):
        publish.perform(name)
        box = publish.findChildren(QFileDialog)[-1]
        with qtbot.waitSignal(publish.saving.written, timeout=3 * SLOW):
            box.fileSelected.emit(str(tmp_path / name))
        box.done(0)
        assert "#8a1c4a" in (tmp_path / name / file).read_text("utf-8").casefold()
    mine = tmp_path / "save_all" / "index.html"
    mine.write_text("mine", "utf-8")
    publish.perform("save_all")
    box = publish.findChildren(QFileDialog)[-1]
    box.fileSelected.emit(str(mine.parent))
    box.done(0)
    qtbot.waitUntil(lambda: not publish.saving.question.isHidden(), timeout=SLOW)
    assert mine.read_text("utf-8") == "mine"
    with qtbot.waitSignal(publish.saving.written, timeout=SLOW):
        publish.saving.replace.click()
    assert mine.read_text("utf-8") != "mine"


def test_keys_that_turn_the_page_are_told_only_where_a_page_is_shown(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    assert (("W", "wide or phone") in publish.hints()) == publish.middle.preview.is_page
    with qtbot.waitSignal(publish.hinted, timeout=SLOW):
        choose_markdown(publish, qtbot)
    assert [does for _, does in publish.hints()] == ["next target"]


def test_a_file_changed_by_hand_is_not_replaced_unasked(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    file = save_as(publish, qtbot, "evening.html")
    file.write_text("mine", "utf-8")
    publish.perform("save")
    assert "\u2068evening.html\u2069 was changed since it was saved here, by hand" in (
        publish.saving.question.text()
    )
    publish.saving.keep.click()
    assert file.read_text("utf-8") == "mine"
    publish.perform("save")
    with qtbot.waitSignal(publish._desk.reported, timeout=SLOW):  # noqa: SLF001  its desk
        publish.saving.replace.click()
    assert file.read_bytes() == publish.middle.preview.shown


def choose_file(publish: PublishWorkspace, path: Path) -> None:
    """Answer the box that asks where to save."""
    box = publish.findChildren(QFileDialog)[-1]
    assert box.testOption(QFileDialog.Option.DontConfirmOverwrite)  # what it is, is told instead
    box.fileSelected.emit(str(path))
    box.done(0)


def test_another_target_is_told_what_it_would_replace_and_the_first_that_it_was_replaced(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    saving = publish.saving
    file = save_as(publish, qtbot, "evening.html")
    page = file.read_bytes()
    choose_markdown(publish, qtbot)
    publish.perform("save")
    choose_file(publish, file)
    qtbot.waitUntil(lambda: not saving.question.isHidden(), timeout=SLOW)
    story = f"“evening.html” is the export of “{recap.STORY.title}” as Page."
    assert saving.question.text().startswith(story)
    saving.keep.click()
    assert file.read_bytes() == page
    publish.perform("save")
    choose_file(publish, file)
    qtbot.waitUntil(lambda: not saving.question.isHidden(), timeout=SLOW)
    with qtbot.waitSignal(saving.written, timeout=SLOW):
        saving.replace.click()
    markdown = file.read_bytes()
    assert markdown != page
    publish.targets.choose("page")
    held = "\u2068evening.html\u2069 now holds the export for Markdown; save under another name."
    qtbot.waitUntil(lambda: saving.line.text() == held, timeout=SLOW)
    qtbot.waitUntil(saving.save.isEnabled, timeout=SLOW)
    with qtbot.waitSignal(publish._desk.reported, timeout=SLOW) as said:  # noqa: SLF001  its desk
        publish.perform("save")
    assert said.args == [held]
    with qtbot.waitSignal(saving.written, timeout=SLOW):
        choose_file(publish, file.with_name("again.html"))
    assert file.read_bytes() == markdown
    qtbot.waitUntil(lambda: "has not been changed" in saving.line.text(), timeout=SLOW)


def test_a_file_of_nobody_knows_whom_is_not_replaced_unasked(
    publish: PublishWorkspace, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("mine", "utf-8")
    publish.perform("save")
    choose_file(publish, mine)
    saving = publish.saving
    qtbot.waitUntil(lambda: not saving.question.isHidden(), timeout=SLOW)
    assert "“mine.html” is there already and was not exported" in saving.question.text()
    assert not saving.compare.isHidden()
    with qtbot.waitSignal(saving.written, timeout=SLOW):
        saving.replace.click()
    assert mine.read_text("utf-8") != "mine"


def test_files_beside_that_curator_did_not_write_are_asked_about(
    publish: PublishWorkspace, qtbot: QtBot, tmp_path: Path
) -> None:
    table = tmp_path / "quotes.csv"
    table.write_text("mine", "utf-8")
    publish.targets.choose("data")
    qtbot.waitUntil(lambda: b"curator-story" in publish.middle.preview.shown, timeout=SLOW)
    publish.perform("save")
    box = publish.findChild(QFileDialog)
    assert box is not None
    box.fileSelected.emit(str(tmp_path / "evening.json"))
    box.done(0)
    saving = publish.saving
    qtbot.waitUntil(lambda: not saving.question.isHidden(), timeout=SLOW)
    assert "“quotes.csv” is there already" in saving.question.text()
    assert not (tmp_path / "evening.json").exists()
    saving.keep.click()
    assert table.read_text("utf-8") == "mine"
    publish.perform("save")
    box = publish.findChildren(QFileDialog)[-1]
    box.fileSelected.emit(str(tmp_path / "evening.json"))
    box.done(0)
    qtbot.waitUntil(lambda: not saving.question.isHidden(), timeout=SLOW)
    with qtbot.waitSignal(saving.written, timeout=SLOW):
        saving.replace.click()
    assert table.read_text("utf-8-sig").startswith("number")


def test_a_place_that_cannot_be_written_is_told(
    publish: PublishWorkspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = save_as(publish, qtbot, "evening.html")
    file.unlink()
    file.mkdir()
    with qtbot.waitSignal(publish._desk.failed, timeout=SLOW) as failed:  # noqa: SLF001  its desk
        publish.perform("save")
    assert "evening.html" in str(failed.args[0])
    assert [each.name for each in tmp_path.iterdir() if ".tmp-" in each.name] == []


def test_copy_gives_rich_and_plain_text(publish: PublishWorkspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(publish._desk.reported, timeout=SLOW) as said:  # noqa: SLF001  its desk
        publish.perform("copy")
    assert said.args == ["Copied. Paste it into your editor."]
    clip = QGuiApplication.clipboard().mimeData()
    assert clip.text().startswith("Lending more than books\n===")
    assert "<blockquote>" in clip.html()
    assert clip.html().count("<img") == 2
    assert "<h1" not in clip.html()
    assert "On this page" not in clip.html()
    assert "<style" not in clip.html().lower().replace("<style type", "")


def test_pictures_to_upload_are_saved_in_their_order(
    publish: PublishWorkspace, qtbot: QtBot, desk: Desk
) -> None:
    publish.saving.inside.setChecked(False)
    with qtbot.waitSignal(publish._desk.reported, timeout=SLOW) as said:  # noqa: SLF001  its desk
        publish.perform("copy")
    folder = desk.library.path.parent / "Pictures to upload"
    names = sorted(each.name for each in folder.iterdir())
    assert names[0].startswith("01-")
    assert f"{len(names)} picture" in str(said.args[0])
    html = QGuiApplication.clipboard().mimeData().html()
    assert "<img" not in html
    assert "Picture 1: A chest of small wooden drawers" in html


def test_wordpress_is_copied_as_its_own_blocks(publish: PublishWorkspace, qtbot: QtBot) -> None:
    publish.targets.choose("wordpress")
    qtbot.waitUntil(lambda: b"wp:quote" in publish.middle.preview.shown, timeout=SLOW)
    with qtbot.waitSignal(publish._desk.reported, timeout=SLOW):  # noqa: SLF001  its desk
        publish.perform("copy")
    clip = QGuiApplication.clipboard().mimeData()
    assert clip.html() == clip.text()
    assert clip.text().startswith("<!-- wp:paragraph -->")


def test_another_target_is_saved_as_itself_though_its_draft_takes_a_while(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    publish.targets.choose("wordpress")
    assert not publish.saving.save.isEnabled()
    with qtbot.waitSignal(publish._desk.reported, timeout=SLOW) as said:  # noqa: SLF001  its desk
        publish.perform("copy")
    assert said.args == ["Copied. Paste it into your editor."]
    assert QGuiApplication.clipboard().mimeData().text().startswith("<!-- wp:paragraph -->")
    assert publish.saving.save.isEnabled()


def test_an_edit_just_made_is_in_what_is_copied(
    publish: PublishWorkspace, qtbot: QtBot, desk: Desk
) -> None:
    story = desk.story
    assert story is not None
    desk.edit("Write", lambda: desk.library.stories.add(story, [Passage("A late word.")]))
    with qtbot.waitSignal(desk.reported, timeout=SLOW):
        publish.perform("copy")
    assert "A late word." in QGuiApplication.clipboard().mimeData().text()


def test_markdown_is_shown_as_text(publish: PublishWorkspace, qtbot: QtBot) -> None:
    choose_markdown(publish, qtbot)
    qtbot.waitUntil(lambda: b"## Q1." in publish.middle.preview.shown, timeout=SLOW)
    assert "3 pictures beside it" in publish.middle.about.text()
    assert publish.middle.width_switch.isHidden()


def test_an_edit_is_seen_without_being_asked_for(
    publish: PublishWorkspace, qtbot: QtBot, desk: Desk
) -> None:
    choose_markdown(publish, qtbot)
    assert desk.story is not None
    story = desk.story
    desk.edit("Write", lambda: desk.library.stories.add(story, [Passage("A late word.")]))
    qtbot.waitUntil(lambda: b"A late word." in publish.middle.preview.shown, timeout=SLOW)


def test_the_target_is_remembered_for_the_story(publish: PublishWorkspace, qtbot: QtBot) -> None:
    choose_markdown(publish, qtbot)
    again = PublishWorkspace(publish._desk)  # noqa: SLF001  the same desk
    qtbot.addWidget(again)
    again.start()
    assert again.targets.writer.TITLE == "Markdown"


def test_without_a_story_it_says_how_to_begin_one(path: Path, qtbot: QtBot) -> None:
    desk = Desk(path, Settings(), make=True)
    publish = PublishWorkspace(desk)
    qtbot.addWidget(publish)
    publish.show()
    publish.start()
    assert publish.middle.preview.sentence == (
        "There is nothing to publish yet. Press Ctrl+2 to start a story."
    )
    assert not publish.saving.save.isEnabled()
    publish.perform("next_target")
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in publish.findChildren(QTimer)))
    assert publish.middle.preview.sentence.startswith("There is nothing to publish yet.")
    desk.close()


def test_a_quote_that_is_not_the_archives_forbids_publishing(path: Path, qtbot: QtBot) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1, "I never said that")])
        with library.edit("Make a story"):
            story = library.stories.new("Wrong")
            library.stories.add(story, [PullQuote("I said that", post(1, "I never said that"))])
    desk = Desk(path, Settings())
    publish = PublishWorkspace(desk)
    qtbot.addWidget(publish)
    publish.start()
    qtbot.waitUntil(lambda: not publish.saving.stop.isHidden(), timeout=SLOW)
    assert publish.saving.stop.text() == "1 quote differs from the archive."
    assert not publish.saving.save.isEnabled()
    assert not publish.saving.copy.isEnabled()
    desk.close()


def test_naming_a_withheld_person_forbids_publishing(
    publish: PublishWorkspace, qtbot: QtBot, desk: Desk
) -> None:
    assert desk.story is not None
    story = desk.story

    def act() -> None:
        (row, *_) = desk.library.posts.find(Query.parse("from:adaeze_reads"))
        person = desk.library.marks.person(row)
        desk.library.marks.set_standing(person, Standing("withheld"))
        desk.library.stories.add(story, [Passage("Thank you, @adaeze_reads!")], BlockId(0))

    desk.edit("Withhold", act)
    qtbot.waitUntil(lambda: not publish.saving.stop.isHidden(), timeout=SLOW)
    assert "names @adaeze_reads" in publish.saving.stop.text()
    assert publish.checks.findings[0].blocks


def test_a_file_for_another_program_is_opened_there(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    publish.targets.choose("docx")
    qtbot.waitUntil(lambda: "another program" in publish.middle.preview.sentence, timeout=SLOW)
    labels = [each.text() for each in publish.findChildren(QPushButton) if each.isVisible()]
    assert "Open in Word or LibreOffice" in labels
    assert publish.middle.width_switch.isHidden()


def without_engine(qtbot: QtBot, content: bytes) -> Preview:
    preview = Preview(lambda: "It is not installed.")
    qtbot.addWidget(preview)
    preview.resize(700, 500)
    preview.show()
    preview.show_page(content)
    return preview


def recap_page() -> bytes:
    return next(iter(page.write(recap.STORY, "recap")))[1]


def test_without_the_engine_words_and_order_are_shown_and_said_to_be_that(qtbot: QtBot) -> None:
    preview = without_engine(qtbot, recap_page())
    assert preview.lack.text() == (
        "These are the words in their order, not the look of the page. It is not installed."
    )
    assert preview.lack.isVisible()
    assert not preview.is_page
    assert not preview.is_blank
    assert preview.shown == recap_page()
    said = " ".join(preview.words.toPlainText().split())
    places = [said.find(" ".join(quote.words.split())) for quote in manuscript(recap.STORY).quotes]
    assert places == sorted(places)
    assert places[0] > said.find("Lending more than books") >= 0
    assert "[Picture: A chest of small wooden drawers" in said
    assert "@font-face" not in said
    assert "schema.org" not in said
    with qtbot.waitSignal(preview.browser_asked):
        preview.findChildren(QPushButton)[-1].click()


def test_words_keep_their_place_and_are_read_only(qtbot: QtBot) -> None:
    preview = without_engine(qtbot, b"<title>a</title>" + b"<p>words</p>" * 400)
    assert preview.words.isReadOnly()
    preview.words.verticalScrollBar().setValue(900)
    preview.show_page(b"<title>a</title>" + b"<p>other words</p>" * 400)
    assert preview.words.verticalScrollBar().value() == 900
    assert preview.words.toPlainText().startswith("other words")
    with qtbot.waitSignal(preview.left):
        QTest.keyClick(preview.words, Qt.Key.Key_Escape)


def press(words: WordsView, text: str) -> None:
    """Click on a text."""
    cursor = words.document().find(text)
    assert not cursor.isNull()
    cursor.setPosition(cursor.selectionStart() + 2)
    words.setTextCursor(cursor)
    words.ensureCursorVisible()
    at = words.cursorRect(cursor).center()
    QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_on_a_quotes_words_leads_to_it_and_elsewhere_to_none(qtbot: QtBot) -> None:
    preview = without_engine(qtbot, recap_page())
    pressed: list[int] = []
    preview.quote_pressed.connect(pressed.append)
    words = [quote.words.split("\n")[0][:20] for quote in manuscript(recap.STORY).quotes[:3]]
    for each in words:
        press(preview.words, each)
    assert pressed == [0, 1, 2]
    press(preview.words, "Lending more than books")
    assert pressed == [0, 1, 2]


def test_a_hostile_page_shows_nothing_but_words_without_the_engine(qtbot: QtBot) -> None:
    preview = without_engine(qtbot, HOSTILE + b"<img alt=pixel src=file:///etc/hostname>")
    said = preview.words.toPlainText()
    assert said.split("\n") == ["a link over all", "[Picture: pixel]"]
    with qtbot.waitSignal(preview.link_pressed) as pressed:
        press(preview.words, "a link over all")
    assert pressed.args == ["https://shown.example/page"]
    assert preview.words.toPlainText() == said


@needs_engine
def test_a_click_on_a_quote_of_the_page_is_that_quote(qtbot: QtBot) -> None:
    quote = (
        b"<div class='u-comment h-cite' style='height:100px'><blockquote>words</blockquote></div>"
    )
    picture = b"<figure style='height:100px;margin:0'>a picture</figure>"
    engine = show(qtbot, b"<title>a</title><main>" + quote + picture + quote + b"</main>")
    view = engine.focusProxy()
    inside = view.focusProxy() if view else None
    assert inside is not None
    pressed: list[int] = []
    engine.quote_pressed.connect(pressed.append)
    for top in (260, 160, 50):
        QTest.mouseClick(inside, Qt.MouseButton.LeftButton, pos=QPoint(60, top))
    qtbot.waitUntil(lambda: pressed == [1, 0], timeout=SLOW)


HOSTILE = b"""<!doctype html><title>evil</title><meta http-equiv="refresh" content="0;url=http://a.example/">
<link rel="stylesheet" href="http://b.example/x.css"><style>@import "http://c.example/";</style>
<script>document.title = "ran"</script><img src="http://d.example/x.png"><img src="file:///etc/hostname">
<iframe src="http://e.example/"></iframe><object data="http://f.example/"></object>
<a href="https://shown.example/page" style="position:fixed;inset:0">a link over all</a>"""


def show(qtbot: QtBot, content: bytes) -> WebEngine:
    engine = WebEngine()
    qtbot.addWidget(engine)
    engine.resize(800, 600)
    engine.show()
    with qtbot.waitSignal(engine.loaded, timeout=SLOW):
        engine.show_bytes(content, keep_place=False)
    return engine


@needs_engine
def test_a_hostile_page_fetches_nothing_and_runs_nothing(qtbot: QtBot) -> None:
    engine = show(qtbot, HOSTILE)
    assert engine.page.title() == "evil"
    assert engine.page.url() == QUrl("curator:story")
    assert all(address.startswith(("http://", "file:")) for address in engine.refused)
    assert any("d.example" in address for address in engine.refused)


@needs_engine
def test_the_engine_ends_with_the_library(path: Path, qtbot: QtBot) -> None:
    furnish(path)
    desk = Desk(path, Settings())
    publish = PublishWorkspace(desk)
    qtbot.addWidget(publish)
    publish.start()
    qtbot.waitUntil(lambda: publish.middle.preview.engine is not None, timeout=SLOW)
    page = loaded(publish, qtbot).page
    gone: list[str] = []
    page.destroyed.connect(lambda: gone.append("page"))
    page.profile().destroyed.connect(lambda: gone.append("profile"))
    desk.close()
    assert gone == ["page", "profile"]


@needs_engine
def test_a_link_says_where_it_leads_and_goes_nowhere(qtbot: QtBot) -> None:
    engine = show(qtbot, HOSTILE)
    view = engine.focusProxy()
    assert view is not None
    inside = view.focusProxy()
    assert inside is not None
    with qtbot.waitSignal(engine.link_pressed, timeout=SLOW) as pressed:
        QTest.mouseClick(inside, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert pressed.args == ["https://shown.example/page"]
    assert engine.page.url() == QUrl("curator:story")


@needs_engine
def test_a_click_on_a_quote_leads_to_its_block(publish: PublishWorkspace, qtbot: QtBot) -> None:
    engine = loaded(publish, qtbot)
    with qtbot.waitSignal(publish.wanted, timeout=SLOW) as wanted:
        engine.quote_pressed.emit(1)
    quotes = [b for b in publish._desk.blocks() if isinstance(b, Quote | PullQuote)]  # noqa: SLF001  its desk
    assert wanted.args == ["story", quotes[1].id]


@needs_engine
def test_the_page_keeps_its_place_when_it_changes(qtbot: QtBot) -> None:
    long = b"<!doctype html><title>a</title><p style='height:6000px'>words</p>"
    engine = show(qtbot, long)
    engine.page.runJavaScript("window.scrollTo(0, 1500)", 1)
    qtbot.waitUntil(lambda: engine.page.scrollPosition().y() == 1500, timeout=SLOW)
    with qtbot.waitSignal(engine.loaded, timeout=SLOW):
        engine.show_bytes(long.replace(b"words", b"other words"), keep_place=True)
    qtbot.waitUntil(lambda: engine.page.scrollPosition().y() == 1500, timeout=SLOW)


@needs_engine
@pytest.mark.parametrize("dark", [False, True])
def test_light_and_dark_are_the_pages_own_colours(
    publish: PublishWorkspace, qtbot: QtBot, *, dark: bool
) -> None:
    engine = loaded(publish, qtbot)
    if publish.middle.look_switch.number != int(dark):
        with qtbot.waitSignal(engine.loaded, timeout=SLOW):
            publish.perform("light_dark")
    colour = "rgb(23, 25, 25)" if dark else "rgb(255, 255, 255)"
    told(engine, qtbot, "getComputedStyle(document.body).backgroundColor", colour)
    assert b"prefers-color-scheme" in publish.middle.preview.shown


@needs_engine
def test_what_has_no_dark_colours_stays_on_light_paper(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    engine, middle = loaded(publish, qtbot), publish.middle
    if middle.look_switch.number == 0:
        publish.perform("light_dark")
    assert engine.page.backgroundColor().lightness() < 50
    publish.targets.choose("wordpress")
    qtbot.waitUntil(lambda: b"<!-- wp:" in middle.preview.shown, timeout=SLOW)
    assert engine.page.backgroundColor() == QColor("white")
    assert middle.look_switch.isHidden()
    assert not middle.width_switch.isHidden()


@needs_engine
def test_a_phone_is_390_pixels_wide(publish: PublishWorkspace, qtbot: QtBot) -> None:
    engine = loaded(publish, qtbot)
    publish.perform("wide_phone")
    told(engine, qtbot, "document.documentElement.clientWidth", 390)


def test_a_big_story_does_not_hold_the_window_up(path: Path, qtbot: QtBot) -> None:
    posts = [post(n, f"words {n} " * 20, media=(Media("image", hash=""),)) for n in range(1, 1500)]
    with Library(path, make=True) as library:
        take_in(library, posts)
        with library.edit("Make a story"):
            library.stories.add(library.stories.new("Long"), [Quote(each) for each in posts])
    desk = Desk(path, Settings())
    publish = PublishWorkspace(desk)
    qtbot.addWidget(publish)
    publish.start()
    choose = publish.targets.writer
    assert not publish.checks.findings  # it is written beside the window
    qtbot.waitUntil(lambda: bool(publish.checks.findings), timeout=60_000)
    assert choose is publish.targets.writer
    desk.close()


def test_targets_stand_in_groups_those_used_last_first(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    def lines() -> list[str]:
        model = publish.targets.list.model()
        return [model.index(n, 0).data() for n in range(model.rowCount())]

    assert lines()[:3] == ["Page", "Page", "Blog"]
    assert {"Mail and social", "Documents", "Data"} <= set(lines())
    choose_markdown(publish, qtbot)
    publish.perform("copy")
    qtbot.waitUntil(
        lambda: publish._desk.library.recall("targets used") == "markdown",  # noqa: SLF001
        timeout=SLOW,
    )
    publish.start()
    assert lines()[:3] == ["Used last", "Markdown", "Page"]
    assert publish.targets.writer.TITLE == "Markdown"


def test_a_page_is_compared_by_its_paragraphs() -> None:
    html = recap_page()
    found = paragraphs_of(html)
    assert "Lending more than books" in found
    assert not any("font-family" in part or "schema.org" in part for part in found)
    assert paragraphs_of(html.replace(b' class="', b' title="')) == found
    edited = paragraphs_of(html.replace(b"Lending more than books</h1>", b"Lending MORE</h1>"))
    assert [part for part in edited if part not in found] == ["Lending MORE"]


def test_what_was_changed_by_hand_is_compared_before_it_is_replaced(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    choose_markdown(publish, qtbot)
    file = save_as(publish, qtbot, "evening.md")
    qtbot.waitUntil(lambda: "not been changed" in publish.saving.line.text(), timeout=SLOW)
    edited = file.read_text("utf-8").replace("# Lending more than books", "# Lending MORE")
    file.write_text(edited, "utf-8")
    publish.perform("save")
    assert publish.saving.compare.isVisible()
    publish.saving.compare.click()
    overlay = publish.window().findChild(FileComparison)
    assert isinstance(overlay, FileComparison)
    cells = [[overlay.table.item(row, n) for n in (0, 1)] for row in range(3)]
    shown = [(one.text(), two.text()) for one, two in cells if one and two]
    assert ("# Lending MORE", "# Lending more than books") in shown
    assert overlay.count.text() == "1 line differs."
    overlay.keep.click()
    assert file.read_text("utf-8") == edited
    assert publish.saving.question.isHidden()


def failures_of(desk: Desk) -> list[str]:
    """Return the failures that are reported from now on."""
    heard: list[str] = []
    desk.failed.connect(lambda error: heard.append(str(error)))
    return heard


def at_rest(desk: Desk, publish: PublishWorkspace) -> bool:
    """Tell whether nothing more is on its way."""
    jobs, timers = desk.findChildren(Job), publish.findChildren(QTimer)
    return all(each.isFinished() for each in jobs) and not any(t.isActive() for t in timers)


def test_a_story_undone_while_its_preview_is_made_is_gone_without_an_error(
    desk: Desk, publish: PublishWorkspace, qtbot: QtBot
) -> None:
    failures = failures_of(desk)
    publish.targets.choose("markdown")  # its draft begins to be made from the event loop
    desk.history.undo()
    assert publish.middle.preview.sentence.startswith("There is nothing to publish yet.")
    qtbot.waitUntil(lambda: at_rest(desk, publish), timeout=SLOW)
    assert failures == []
    assert publish.middle.preview.sentence.startswith("There is nothing to publish yet.")
    assert not publish.checks.findings
    assert not publish.saving.save.isEnabled()
    desk.history.redo()
    qtbot.waitUntil(lambda: bool(publish.checks.findings), timeout=SLOW)
    qtbot.waitUntil(lambda: b"# Lending" in publish.middle.preview.shown, timeout=SLOW)


def test_a_look_that_was_kept_is_not_blamed_for_a_story_that_is_gone(
    desk: Desk, qtbot: QtBot
) -> None:
    keep_look("page", OwnLook(accent="#c00000", font="Georgia"))
    failures = failures_of(desk)
    publish = PublishWorkspace(desk)
    qtbot.addWidget(publish)
    publish.show()
    publish.start()
    with Library(desk.library.path) as another:
        another.undo()
    assert desk.story is not None, "this window has not heard of it yet"
    qtbot.waitUntil(lambda: desk.story is None, timeout=SLOW)
    qtbot.waitUntil(lambda: at_rest(desk, publish), timeout=SLOW)
    assert failures == []
    assert publish.looking.isHidden()
    assert publish.middle.preview.sentence.startswith("There is nothing to publish yet.")


def test_a_preview_that_could_not_be_made_is_told_until_it_can(
    desk: Desk, publish: PublishWorkspace, qtbot: QtBot
) -> None:
    place, away = desk.library.path, desk.library.path.with_suffix(".away")
    failures, recovered = failures_of(desk), list[str]()
    desk.recovered.connect(lambda error: recovered.append(str(error)))
    place.rename(away)
    publish.perform("next_target")
    qtbot.waitUntil(lambda: bool(failures), timeout=SLOW)
    assert "was moved" in publish.middle.preview.sentence
    away.rename(place)
    publish.perform("next_target")
    qtbot.waitUntil(lambda: bool(recovered), timeout=SLOW)
    assert recovered == failures[-1:]
    qtbot.waitUntil(lambda: at_rest(desk, publish), timeout=SLOW)


def test_what_is_shown_from_before_a_change_is_called_so(
    desk: Desk, publish: PublishWorkspace, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: at_rest(desk, publish), timeout=SLOW)
    said = publish.middle.about.text()
    publish.hide()
    desk.notify(STORIES)
    assert publish.middle.about.text() == said
    publish.show()
    publish.start()
    assert not publish.middle.preview.is_blank
    assert publish.middle.about.text() == "Counting… This is the preview from before."
    assert publish.checks.summary == "Counting…"
    qtbot.waitUntil(lambda: publish.middle.about.text() == said, timeout=SLOW)
    qtbot.waitUntil(lambda: at_rest(desk, publish), timeout=SLOW)


def test_while_answers_are_found_anew_no_figure_is_called_right(
    desk: Desk, publish: PublishWorkspace, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not publish.middle.preview.is_blank, timeout=SLOW)
    said = publish.middle.about.text()

    def slowly() -> Work[None]:
        while not is_over:
            yield Progress(0)

    is_over = False
    desk.tasks.start(slowly, "Finding echoes and answers")
    take_in(desk.library, [post(900, "Q9. Who lends at night?")])
    desk.notify(ARCHIVE)
    qtbot.waitUntil(lambda: publish.checks.summary == "Counting…", timeout=SLOW)
    assert publish.middle.about.text() == "Counting… This is the preview from before."
    assert not publish.saving.save.isEnabled()
    publish.targets.choose("markdown")
    qtbot.waitUntil(lambda: publish.middle.preview.sentence == "Counting…", timeout=SLOW)
    publish.targets.choose("page")
    is_over = True
    qtbot.waitUntil(lambda: publish.middle.about.text() == said, timeout=SLOW)
    assert publish.checks.summary != "Counting…"
    assert publish.saving.save.isEnabled()
    qtbot.waitUntil(lambda: at_rest(desk, publish), timeout=SLOW)
