"""What is put into a story: new blocks, pictures, texts, and whatever is dropped or pasted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QMimeData, QUrl
from PySide6.QtGui import QImage

from curator import work
from curator.errors import CuratorError
from curator.gui.canvas.paste import markdown_of
from curator.gui.commands.functions import Function
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_picture
from curator.gui.drag.payload import DragPayload
from curator.gui.drag.payload import carried as carried_in
from curator.gui.drag.section import refuse_foreign
from curator.gui.look.safe_text import clean, isolated
from curator.i18n import tr
from curator.insight.checks.sections import TOP
from curator.library import BlockId, Library
from curator.model import Divider, Heading, Image, Passage, Testimonial
from curator.work.counted_blocks import What
from curator.work.own_pictures import SUFFIXES, picture_file, picture_from

if TYPE_CHECKING:
    from curator.gui.story.workspace import StoryWorkspace

_LONGEST_TEXT = 50_000
"""Most characters of a dropped text: a longer one is hardly part of a recap."""

_COUNTED: tuple[What, ...] = (
    "recap", "activity", "people", "hashtags", "voices", "cast", "resources",
)  # fmt: skip


def inserts() -> list[tuple[str, str]]:
    """Return what the '/' menu offers: names of commands, each with its label."""
    return [
        ("new_heading", tr("Heading")),
        ("new_subheading", tr("Smaller heading")),
        ("new_text", tr("Text")),
        ("find_post", tr("Post")),
        ("new_picture", tr("Picture")),
        ("new_testimonial", tr("Testimonial")),
        ("new_divider", tr("Divider")),
        ("add_recap", tr("Figures")),
        ("add_activity", tr("Chart of posts over time")),
        ("add_people", tr("Chart of who posted most")),
        ("add_hashtags", tr("Chart of hashtags")),
        ("add_voices", tr("Chart of who is quoted")),
        ("add_cast", tr("Who took part")),
        ("add_more_voices", tr("More voices: who spoke and is not quoted")),
        ("add_resources", tr("Links and resources")),
        *((each.key, clean(each.name)) for each in work.recipes() if each.kind == "snippet"),
    ]


class Insertions:
    """Puts blocks into the current story, at the insertion mark or at a place."""

    def __init__(self, story: StoryWorkspace, desk: Desk) -> None:
        self._story, self._desk = story, desk
        self.functions: dict[str, Function] = {
            "new_heading": lambda: self.new(Heading("")),
            "new_subheading": lambda: self.new(Heading("", 3)),
            "new_text": lambda: self.new(Passage("")),
            "new_divider": lambda: self.new(Divider()),
            "new_testimonial": lambda: self.new(Testimonial("")),
            "new_picture": self._ask_picture,
            "find_post": story.shelf.look_for_post,
            "add_more_voices": self._add_voices,
            **{f"add_{what}": partial(self._add_counted, what) for what in _COUNTED},
        }
        """What each command does."""

    def make_room(self, name: str, block: int) -> str:
        """Take away the text left empty from which a block was asked for.

        Returns the command to run: '' where the empty text is itself what was asked for.
        """
        story = self._story
        found = next((each for each in story.blocks if each.id == block), None)
        empty = isinstance(found, Passage) and not found.text.strip()
        if empty and name == "new_text":
            story.canvas.write(block)
            return ""
        if empty:
            order = [TOP, *(each.id for each in story.blocks)]
            above = order[order.index(block) - 1]
            self._desk.edit(
                tr("Remove an empty text"),
                lambda: self._desk.library.stories.remove([BlockId(block)]),
            )
            story.canvas.choose(above or None)
        return name

    def _add_voices(self) -> None:
        """List the participants who are not quoted, each linked to their posts."""
        story = self._story
        made = story.edits.add_voices(story.canvas.place)
        if made is not None:
            story.canvas.choose(made)

    def _ask_picture(self) -> None:
        """Ask for a picture file, and insert it at the mark."""
        ask_for_picture(self._story, sorted(SUFFIXES), self.put_in_picture)

    def put_in_picture(self, path: Path, place: int | None = None) -> None:
        """Insert a picture file, and ask for its description."""
        try:
            take_in = picture_file(path)
        except CuratorError as error:
            self._desk.fail(error)
            return
        self.put_in(take_in, place)

    def insert_files(self, fallen: DragPayload, place: int) -> None:
        """Insert dropped files or links: pictures, texts, or a text with a link."""
        for each in fallen.places:
            path = Path(each)
            if fallen.kind == "links":
                self.new(Passage(f"[{QUrl(each).host() or each}]({each})"), place)
            elif path.suffix.casefold() in SUFFIXES:
                self.put_in_picture(path, place)
            else:
                self._put_in_text(path, place)

    def _put_in_text(self, path: Path, place: int) -> None:
        try:
            text = path.read_bytes()[: _LONGEST_TEXT + 1].decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            said = tr("“{name}” is no text that can be read.", name=isolated(path.name))
        else:
            if len(text) <= _LONGEST_TEXT:
                self.new(Passage(text.strip()), place)
                return
            said = tr(
                "“{name}” is too long for a text of a story. Put in what you need of it.",
                name=isolated(path.name),
            )
        self._desk.reported.emit(said)

    def paste(self, copied: QMimeData) -> None:
        """Insert what was copied elsewhere: a picture, or formatted text."""
        held = carried_in(copied)
        if held is not None and held.kind == "blocks":
            if not refuse_foreign(held, self._desk):
                canvas = self._story.canvas
                made = self._story.edits.paste_blocks(held.ids, canvas.place)
                canvas.choose_several(made)
        elif copied.hasImage():
            file = QBuffer()
            file.open(QBuffer.OpenModeFlag.WriteOnly)
            QImage(copied.imageData()).save(file, "PNG")  # type: ignore[call-overload]  # it takes a name
            try:
                self.put_in(picture_from(bytes(file.data().data())))
            except CuratorError as error:
                self._desk.fail(error)
        elif copied.hasText() and copied.text().strip():
            words = markdown_of(copied.html()) if copied.hasHtml() else ""
            self.new(Passage(words or copied.text().strip()))

    def put_in(self, take_in: Callable[[Library], Image], place: int | None = None) -> None:
        """Insert a picture, and ask for its description."""
        story = self._story
        made = story.edits.add_picture(take_in, story.canvas.place if place is None else place)
        if made is not None:
            self._turn_to_page()
            story.unfold(made)
            story.canvas.describe(made)

    def _turn_to_page(self) -> None:
        """Leave the cards, on which nothing can be written."""
        if self._story.as_cards:
            self._story.show_as(cards=False)

    def new(
        self, block: Heading | Passage | Divider | Testimonial, place: int | None = None
    ) -> None:
        """Insert a new block, and write in it."""
        story = self._story
        made = story.edits.add(block, story.canvas.place if place is None else place)
        if made is not None:
            self._turn_to_page()
            story.unfold(made)
            story.canvas.write(made)

    def _add_counted(self, what: What) -> None:
        """Insert figures, a chart, the cast or links, counted over what Sift searches for."""
        self._story.adding.count(what, self._desk.search)
