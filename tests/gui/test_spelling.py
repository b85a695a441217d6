"""Misspelt words are underlined while one writes, where a dictionary is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from curator.errors import CuratorError
from curator.gui.canvas.passage_field import PassageField
from curator.gui.desk.desk import Desk
from curator.gui.story.workspace import StoryWorkspace
from curator.model import Heading, Passage
from curator.settings import Settings
from curator.work import finish
from curator.work.spelling import dictionary_of, read_dictionary

pytest.importorskip("spylls", reason="the extra “spelling” is not installed")

WORDS = sorted({*"we lend drills seeds and cake to the library day was it here".split()})  # noqa: SIM905
AFFIX = "SET UTF-8\nTRY esianrtolcdugmphbyfvkw\nSFX S Y 1\nSFX S 0 s .\n"

kept: list[QWidget] = []
"""The windows of a test, which live as long as it runs."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a small dictionary of English, as the user would."""
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    (folder / "en_US.aff").write_text(AFFIX)
    (folder / "en_US.dic").write_text(f"{len(WORDS) + 1}\n" + "\n".join([*WORDS, "telescope/S"]))
    monkeypatch.setenv("DICPATH", str(folder))
    return folder


@pytest.fixture
def desk(path: Path, folder: Path) -> Iterator[Desk]:
    assert folder.is_dir()
    desk = Desk(path, Settings(), make=True)
    yield desk
    kept.clear()
    desk.close()


@pytest.fixture
def story(qtbot: QtBot, desk: Desk) -> StoryWorkspace:
    def act() -> None:
        made = desk.library.stories.new("A recap")
        desk.library.stories.add(made, [Heading("One"), Passage("we lend drils to the library")])

    desk.edit("Begin", act)
    desk.open_story(desk.library.stories.all()[-1].id)
    window = QWidget()
    kept.append(window)
    qtbot.addWidget(window)
    story = StoryWorkspace(desk)
    story.setParent(window)
    window.resize(1440, 826)
    story.resize(1440, 826)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    story.start()
    return story


def write(story: StoryWorkspace) -> PassageField:
    """Put the caret into the text."""
    story.canvas.write(story.blocks[1].id)
    field = story.canvas.column.frame(1).field
    assert isinstance(field, PassageField)
    return field


def underlined(field: PassageField) -> list[str]:
    """Return the words that are marked as misspelt."""
    found = list[str]()
    block = field.document().begin()
    while block.isValid():
        for each in block.layout().formats():
            wavy = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
            if each.format.underlineStyle() == wavy:
                units = block.text().encode("utf-16-le")[2 * each.start :]  # as Qt counts
                found.append(units[: 2 * each.length].decode("utf-16-le"))
        block = block.next()
    return found


def put(field: PassageField, text: str) -> None:
    field.selectAll()
    field.textCursor().insertText(text)
    field.moveCursor(QTextCursor.MoveOperation.Start)


def test_an_unknown_word_is_underlined_once_the_dictionary_is_read(
    qtbot: QtBot, story: StoryWorkspace
) -> None:
    field = write(story)
    qtbot.waitUntil(lambda: underlined(field) == ["drils"])
    put(
        field,
        "we lend **drilz** and `cud` to @ann, #Chat, https://exampel.test and telescopes 🌱 evry",
    )
    assert underlined(field) == ["drilz", "evry"]


def test_a_word_is_not_marked_before_it_is_finished(qtbot: QtBot, story: StoryWorkspace) -> None:
    field = write(story)
    qtbot.waitUntil(lambda: underlined(field) == ["drils"])
    put(field, "")
    QTest.keyClicks(field, "we lend cak")
    assert underlined(field) == []
    QTest.keyClicks(field, "x ")
    assert underlined(field) == ["cakx"]


def test_a_paragraph_in_another_language_is_left_alone(
    qtbot: QtBot, story: StoryWorkspace
) -> None:
    field = write(story)
    qtbot.waitUntil(lambda: underlined(field) == ["drils"])
    put(field, "wir verleihen Bohrer und Samen an die Nachbarn\nwe lend drilz")
    assert underlined(field) == ["drilz"]


def test_the_menu_offers_other_spellings_and_learns_words(
    qtbot: QtBot, story: StoryWorkspace, desk: Desk
) -> None:
    field = write(story)
    qtbot.waitUntil(lambda: underlined(field) == ["drils"])
    menu = opened(field)
    qtbot.waitUntil(lambda: any(each.text() == "drills" for each in menu.actions()))
    next(each for each in menu.actions() if each.text() == "drills").trigger()
    assert field.words() == "we lend drills to the library"
    put(field, "we lend Curatorix here")
    assert underlined(field) == ["Curatorix"]
    menu = opened(field)
    next(each for each in menu.actions() if "my words" in each.text()).trigger()
    assert underlined(field) == []
    assert "curatorix" in desk.library.recall("own words")
    field.save()
    assert [b.text for b in desk.blocks() if isinstance(b, Passage)] == ["we lend Curatorix here"]


def opened(field: PassageField) -> QMenu:
    """Return the menu of the misspelt word in a field, as a right click opens it."""
    (word,) = underlined(field)
    cursor = field.textCursor()
    cursor.setPosition(field.words().index(word) + 2)
    return field.menu_at(field.cursorRect(cursor).center() + QPoint(1, 0))


def test_spelling_is_turned_off_and_stays_so(
    qtbot: QtBot, story: StoryWorkspace, desk: Desk
) -> None:
    field = write(story)
    qtbot.waitUntil(lambda: underlined(field) == ["drils"])
    story.perform("spelling")
    assert underlined(field) == []
    assert desk.library.recall("spelling off")
    story.perform("spelling")
    assert underlined(field) == ["drils"]


def test_no_underline_is_ever_saved_or_published(qtbot: QtBot, story: StoryWorkspace) -> None:
    field = write(story)
    qtbot.waitUntil(lambda: underlined(field) == ["drils"])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert story.blocks[1] == Passage("we lend drils to the library", story.blocks[1].id)


def test_the_dictionary_of_the_country_is_preferred(folder: Path) -> None:
    for name in ("en_GB", "de_DE"):
        (folder / f"{name}.aff").write_text(AFFIX)
        (folder / f"{name}.dic").write_text("1\nword")
    (folder / "fr_FR.dic").write_text("1\nmot")  # without its .aff it is none
    assert dictionary_of("en_GB") == folder / "en_GB"
    assert dictionary_of("en_AU") in {folder / "en_GB", folder / "en_US"}
    assert dictionary_of("de_AT") == folder / "de_DE"
    assert dictionary_of("fr_FR") != folder / "fr_FR"


def test_a_damaged_dictionary_is_refused_with_a_sentence(folder: Path) -> None:
    (folder / "en_US.aff").write_bytes(b"SET UTF-8\nSFX A Y x\nSFX A 0 \xff\xfe .\n")
    with pytest.raises(CuratorError, match="cannot be read, so spelling is not checked"):
        finish(read_dictionary(folder / "en_US"))
