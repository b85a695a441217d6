"""The help: F1 in every pane, pages found by a word, keys and terms that are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from curator import __version__
from curator.gui.commands import keymap
from curator.gui.commands.commands import commands
from curator.gui.overlays.help import HelpOverlay
from curator.gui.overlays.help_pages import kinds, page_for, pages
from curator.gui.widgets.overlay import Overlay
from curator.gui.window.window import Window
from curator.languages import NAMES
from curator.library import Query
from curator.resources import resource

PAGES = sorted(resource("help").glob("*.md"))


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def helped(window: Window) -> HelpOverlay:
    page = window.findChild(HelpOverlay)
    assert isinstance(page, HelpOverlay)
    return page


def title(page: HelpOverlay) -> str:
    return page.text.toPlainText().partition("\n")[0]


def test_f1_tells_of_the_pane_one_is_in(window: Window, chat: Path) -> None:
    window.open(chat)
    window.activateWindow()
    for command, told in {
        "sift": "Sift posts quickly",
        "search": "What the search understands",
        "facts": "What the figures mean",
        "people": "Do right by people",
        "codebook": "Sift posts quickly",
        "story": "Compose a story",
        "publish": "Publish a story",
        "history": "Take something back",
        "recaps": "Compose a story",
    }.items():
        assert window.perform(command), command
        QTest.keyClick(focus(), Qt.Key.Key_F1)
        page = helped(window)
        assert page.isVisible(), command
        assert title(page) == told, command
        QTest.keyClick(focus(), Qt.Key.Key_Escape)
        assert not page.isVisible(), command
        for overlay in window.findChildren(Overlay):
            overlay.dismiss()


def test_the_start_page_is_helped_with_a_first_recap(window: Window) -> None:
    assert window.perform("help")
    assert title(helped(window)) == "A first recap"


def test_a_page_is_found_by_its_words(window: Window) -> None:
    window.perform("help")
    page = helped(window)
    page.field.setText("potential reach")
    assert page.shown == ["reference-figures"]
    assert title(page) == "What the figures mean"
    page.field.setText("zeppelin")
    assert page.shown == []


def test_the_words_of_the_search_are_marked_and_shown_on_the_page(window: Window) -> None:
    window.perform("help")
    page = helped(window)
    page.field.setText("network")
    marked = [each.cursor.selectedText().casefold() for each in page.text.extraSelections()]
    assert marked
    assert set(marked) == {"network"}
    assert page.text.textCursor().position() == min(
        each.cursor.selectionStart() for each in page.text.extraSelections()
    )
    page.field.clear()
    assert page.text.extraSelections() == []


def test_the_arrows_go_from_page_to_page(window: Window) -> None:
    window.perform("help")
    page = helped(window)
    QTest.keyClick(page.field, Qt.Key.Key_Down)
    assert title(page) != "A first recap"
    QTest.keyClick(page.field, Qt.Key.Key_Up)
    assert title(page) == "A first recap"


def test_the_keys_on_the_pages_are_those_in_use() -> None:
    keymap.use({"star": ["H"]})
    (page,) = (page for page in pages() if page.name == "howto-sift")
    assert "**H** stars" in page.text
    assert "{key:" not in "".join(page.text for page in pages())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_names_commands_and_terms_that_exist(path: Path) -> None:
    text = path.read_text("utf-8")
    known = {command.name for command in commands()}
    assert set(re.findall(r"\{key:([\w-]+)\}", text)) <= known
    for term in re.findall(r"`([a-z]+:[^`\s]*)`", text):
        assert Query.parse(term).hints == (), term


def test_every_page_has_a_kind_and_every_place_a_page() -> None:
    assert {page.kind for page in pages()} == set(kinds())
    names = {page.name for page in pages()}
    assert {page_for(place) for place in ("", "sift", "search", "facts", "importing")} <= names


@pytest.mark.parametrize("code", NAMES)
def test_the_pictures_of_the_pages_are_there_and_show_this_version(code: str) -> None:
    folder = resource("help/pictures")
    made = (folder / "made.txt").read_text("utf-8").strip()
    assert made == __version__, "run packaging/help_pictures.py"
    own = resource("help") / code
    texts = [
        path.read_text("utf-8") for path in (own if own.is_dir() else own.parent).glob("*.md")
    ]
    shown = [found for text in texts for found in re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", text)]
    assert {name for _, name in shown} == {path.name for path in (folder / code).glob("*.webp")}
    assert all(len(described) > 20 for described, _ in shown)


def test_a_picture_is_seen_on_its_page(window: Window, chat: Path) -> None:
    window.open(chat)
    window.perform("help")
    page = helped(window)
    page.open_at("howto-sift")
    found = page.text.document().resource(
        QTextDocument.ResourceType.ImageResource.value, QUrl("sift.webp")
    )
    assert found is not None
    assert page.text.document().size().height() > 400
    assert "webp" not in page.text.toPlainText()
