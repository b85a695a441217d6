"""The whole: an evening from an archive to a saved page, by keyboard alone, and the next one."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest
from pytestqt.qtbot import QtBot

from curator.gui.window.preferences import Preferences
from curator.gui.window.window import Window
from curator.model import Block, Heading, Passage, Quote
from curator.resources import resource
from tests.gui.evening import Editor

pytestmark = pytest.mark.qt_log_ignore(
    "Failed to create|QRhiGles2|Vulkan|GBM|propagateSizeHints|GPUInfo|raise|grabbing"
)  # there is no screen

HEADING, TEXT = "What we lend", "An evening about more than books."


def told(blocks: tuple[Block, ...]) -> list[str]:
    """Tell what stands in a story, the quotes by who is quoted."""
    words: list[str] = []
    for block in blocks:
        match block:
            case Heading(text) | Passage(text):
                words.append(text)
            case Quote(post):
                words.append(f"@{post.author.handle}")
    return words


def sift(editor: Editor) -> None:
    """Search, decide, tag, take back, and add two posts to the story."""
    editor.search("lend")
    assert len(editor.found) == 23  # of the chat, without the copies, which are folded
    editor.press("s", "x")
    assert [row.mark for row in editor.found[:3]] == ["star", "reject", None]
    editor.tag("insight")
    assert list(editor.post.tags) == ["insight"]
    editor.press("Ctrl+Z")
    assert editor.said == "Undone: Tag “insight”: @rosalind_acht, 19:15"  # London, as it announces
    assert list(editor.post.tags) == []
    editor.press("n", "Return")
    assert editor.said == "Added to “\u2068Untitled recap\u2069”. 1 quote."
    editor.press("n", "Return")
    assert (editor.place, editor.post.used) == (4, "")


def write(editor: Editor) -> None:
    """Write a heading and a text below the quotes; move the heading above them."""
    editor.press("Ctrl+2", "Ctrl+8")
    editor.write(HEADING)
    editor.press("Return")
    editor.write(TEXT)
    editor.press("Esc", "Up", "Alt+Up", "Alt+Up")
    assert told(editor.blocks) == [HEADING, "@cllrbastable", "@TomorrowsLib", TEXT]


def test_an_evenings_work(
    window: Window, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    sample = resource("samples/tomorrows-library/chat.jsonl")
    archive, page = Path(copy(sample, tmp_path)), tmp_path / "recap.html"
    editor = Editor(window, qtbot)
    editor.bring(archive)
    editor.take_in()
    sift(editor)
    write(editor)
    editor.press("Ctrl+3")
    editor.save_as(page)
    saved = page.read_text("utf-8")
    assert all(words in saved for words in (HEADING, TEXT, "will not fix the shelf"))
    editor.leave()

    editor = Editor(Window(preferences), qtbot)
    editor.come_back(archive.with_suffix(".curator"))
    assert editor.workspace == "publish"
    editor.press("Ctrl+1")
    assert (editor.searched, editor.place) == ("lend", 4)
    assert [row.mark for row in editor.found[:3]] == ["star", "reject", None]
    editor.press("Ctrl+Z", "Ctrl+Z")
    assert editor.said == "Undone: Move 1 block"
    editor.press("Ctrl+2")
    assert told(editor.blocks) == ["@cllrbastable", "@TomorrowsLib", HEADING, TEXT]
    editor.leave()
