"""From a rough cut to a finished recap in the real window, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from shutil import copy

import pytest
from PIL import Image as Pillow
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from curator.gui.canvas.canvas import Canvas
from curator.gui.overlays.versions import VersionsOverlay
from curator.gui.story.workspace import StoryWorkspace
from curator.gui.window.window import Window
from curator.model import Block, Heading, Image, Quote, is_of_same_account
from curator.resources import resource
from tests.gui.evening import SLOW, Editor

pytestmark = pytest.mark.qt_log_ignore(
    "Failed to create|QRhiGles2|Vulkan|GBM|propagateSizeHints|GPUInfo|raise|grabbing"
)  # there is no screen

HEADING, ALT = "The first thing out of the door", "A cake tin shaped like a dinosaur"


class Writer(Editor):
    """An editor at work on a story."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        super().__init__(window, qtbot)
        self._bot = qtbot
        self._seen = window

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._bot.waitUntil(is_so, timeout=SLOW)

    @property
    def story(self) -> StoryWorkspace:
        """The workspace, once it is there."""
        (story,) = self._seen.findChildren(StoryWorkspace)
        return story

    @property
    def here(self) -> Block:
        """The block one is at."""
        canvas: Canvas = self.story.canvas
        assert canvas.holds_focus()
        return next(block for block in self.blocks if block.id == canvas.current)

    def command(self, words: str) -> None:
        """Run a command from the palette."""
        self.press("Ctrl+K")
        self.write(words)
        self.press("Return")

    def down_to(self, is_it: Callable[[Block], bool]) -> None:
        """Go down with the arrow key until one is at a certain block."""
        self.press("Down")
        for _ in range(len(self.blocks)):
            if is_it(self.here):
                return
            self.press("Down")
        pytest.fail("There is no such block below.")


def keys_of(editor: Writer) -> list[str]:
    return [block.post.key for block in editor.blocks if isinstance(block, Quote)]


def begin(editor: Writer, archive: Path) -> None:
    """Import, and make a rough cut."""
    editor.bring(archive)
    editor.take_in()
    editor.press("Ctrl+2", "Ctrl+Shift+R")
    editor.hear("Rough cut")
    editor.until(lambda: len(editor.blocks) > 20)


def reword(editor: Writer) -> None:
    """Reword the heading of the first question."""
    editor.down_to(lambda block: isinstance(block, Heading) and block.text.startswith("Q1"))
    editor.press("Return", "Ctrl+A")
    editor.write(HEADING)
    editor.press("Esc")
    assert isinstance(editor.here, Heading)
    assert editor.here.text == HEADING


def swap(editor: Writer) -> None:
    """Swap three quotes for the next best."""
    for _ in range(3):
        editor.down_to(lambda block: isinstance(block, Quote) and not block.rest)
        before = keys_of(editor)
        editor.press("Ctrl+Shift+S")
        editor.until(lambda before=before: keys_of(editor) != before)  # type: ignore[misc]
        assert len(keys_of(editor)) == len(before)


def trim(editor: Writer) -> None:
    """Leave the first words of a quote out."""
    editor.down_to(lambda block: isinstance(block, Quote) and not block.rest)
    editor.press("Return", "Shift+Right", "-")
    assert isinstance(editor.here, Quote)
    assert len(editor.here.trims) == 1


def join(editor: Writer) -> None:
    """Make a thread of two quotes of one person, the second moved beside the first."""
    count = len(editor.blocks)
    quotes = [block for block in editor.blocks if isinstance(block, Quote) and not block.rest]
    one, other = next(
        pair for pair in combinations(quotes, 2) if is_of_same_account(pair[0].post, pair[1].post)
    )
    editor.press("Home")
    editor.down_to(lambda block: block.id == other.id)
    for _ in range(count):
        order = [block.id for block in editor.blocks]
        if order.index(other.id) == order.index(one.id) + 1:
            break
        editor.press("Alt+Up")
    editor.press("Up", "Shift+Down")
    assert len(editor.story.canvas.selected) == 2
    editor.command("make a thread of the chosen")
    assert isinstance(editor.here, Quote)
    assert len(editor.here.rest) == 1
    assert len(editor.blocks) == count - 1


def put_in_picture(editor: Writer, file: Path) -> None:
    """Put in a picture, and describe it at once."""
    editor.command("put in a picture")
    editor.until(lambda: editor.story.findChild(QFileDialog) is not None)
    box = editor.story.findChild(QFileDialog)
    assert isinstance(box, QFileDialog)
    box.selectFile(str(file))
    box.accept()
    editor._come_forward()  # noqa: SLF001  as a desktop sees to when a box is closed
    editor.until(lambda: any(isinstance(block, Image) for block in editor.blocks))
    editor.write(ALT)
    editor.press("Return")
    (image,) = [block for block in editor.blocks if isinstance(block, Image)]
    assert image.media.alt == ALT


def move_section(editor: Writer) -> None:
    """Move a whole section past the one below."""
    editor.press("Esc", "Home")
    editor.down_to(lambda block: isinstance(block, Heading) and block.text == HEADING)
    headings = [block.text for block in editor.blocks if isinstance(block, Heading)]
    at = headings.index(HEADING)
    editor.press("Ctrl+.", "Alt+Down", "Ctrl+.")
    headings[at], headings[at + 1] = headings[at + 1], headings[at]
    assert [block.text for block in editor.blocks if isinstance(block, Heading)] == headings


def restore(editor: Writer) -> None:
    """Keep a version, remove a section, and go back to the version."""
    before = editor.blocks
    editor.press("Ctrl+Alt+H")
    editor.write("Nearly done")
    editor.press("Return", "Esc")
    editor.command("remove the section")
    assert len(editor.blocks) < len(before)
    editor.press("Ctrl+Alt+H")
    overlay = editor._seen.findChild(VersionsOverlay)  # noqa: SLF001  what stands over the window
    assert isinstance(overlay, VersionsOverlay)
    texts = [overlay.list.item(row).text() for row in range(overlay.list.count())]
    wanted = next(row for row, text in enumerate(texts) if "Nearly done" in text)
    reach(editor, overlay.list.hasFocus)
    editor.press("Home", *["Down"] * wanted)
    reach(editor, overlay.restore.hasFocus)
    editor.press("Space")
    assert [block.id for block in editor.blocks] == [block.id for block in before]


def reach(editor: Writer, is_there: Callable[[], bool]) -> None:
    """Press Tab until the focus is there."""
    for _ in range(20):
        if is_there():
            return
        editor.press("Tab")
    pytest.fail(f"Tab does not lead there from {QApplication.focusWidget()}.")


def test_from_a_rough_cut_to_a_finished_recap_by_keys(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    sample = resource("samples/tomorrows-library/chat.jsonl")
    picture = tmp_path / "tin.png"
    Pillow.new("RGB", (60, 40)).save(picture)
    editor = Writer(window, qtbot)
    begin(editor, Path(copy(sample, tmp_path)))
    reword(editor)
    swap(editor)
    trim(editor)
    join(editor)
    put_in_picture(editor, picture)
    move_section(editor)
    restore(editor)
    assert any(isinstance(block, Image) for block in editor.blocks)
    editor.press("Ctrl+3")
    page = tmp_path / "recap.html"
    editor.save_as(page)
    saved = page.read_text("utf-8")
    assert HEADING in saved
    assert f'alt="{ALT}"' in saved
    assert "[…]" in saved
