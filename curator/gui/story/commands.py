"""The commands of the workspace Story, by the names that keys and menus use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QBuffer, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu

from curator.errors import CuratorError
from curator.gui.canvas.paste import markdown_of
from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_picture
from curator.gui.drag.payload import DragPayload, blocks_dragged
from curator.gui.drag.payload import carried as carried_in
from curator.gui.drag.section import refuse_foreign
from curator.gui.look.safe_text import isolated
from curator.gui.story import chart_image as chart_picture
from curator.gui.story.copy_lists import CopyLists
from curator.i18n import tr, trn
from curator.insight.checks.lines import lines
from curator.insight.checks.sections import (
    TOP,
    carried,
    place_above,
    place_below,
    place_past_section,
)
from curator.library import BlockId, Library, PostId
from curator.model import (
    Chart,
    Divider,
    GroupKind,
    Heading,
    Image,
    Mark,
    Passage,
    Testimonial,
)
from curator.work.counted_blocks import What
from curator.work.own_pictures import SUFFIXES, picture_file, picture_from

if TYPE_CHECKING:
    from curator.gui.story.workspace import StoryWorkspace


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
    ]


_LONGEST_TEXT = 50_000
"""Most characters of a dropped text: a longer one is hardly part of a recap."""

SHAPES = (
    "trim", "untrim", "small_quote", "smaller_heading", "larger_heading", "thread", "exchange",
    "gallery", "voices", "take_apart",
)  # fmt: skip
"""Commands that change the form of the selected blocks."""


class StoryCommands:
    """Runs the commands of the Story workspace."""

    def __init__(self, story: StoryWorkspace, desk: Desk) -> None:
        self._story, self._desk = story, desk
        self._does: dict[str, Callable[[], object]] = {
            "add": self._add,
            "add_at_end": story.shelf.append,
            "move_up": lambda: self._move(place_above),
            "move_down": lambda: self._move(place_below),
            "move_section_up": lambda: self._move_past(up=True),
            "move_section_down": lambda: self._move_past(up=False),
            "new_heading": lambda: self._new(Heading("")),
            **{name: partial(self._shape, name) for name in SHAPES},
            **self._section_commands,
            "new_testimonial": lambda: self._new(Testimonial("")),
            "new_picture": self._ask_picture,
            "add_more_voices": self._add_voices,
            "duplicate_block": self._duplicate,
            "new_subheading": lambda: self._new(Heading("", 3)),
            "find_post": self._find_post,
            "new_text": lambda: self._new(Passage("")),
            "add_section": story.shelf.add_section,
            "new_divider": lambda: self._new(Divider()),
            "pull_quote": self._pull,
            "facts": story.turn,
            **CopyLists(desk, story).does,
            **{
                f"add_{what}": partial(self._add_counted, what)
                for what in (
                    "recap",
                    "activity",
                    "people",
                    "hashtags",
                    "voices",
                    "cast",
                    "resources",
                )
            },
            "save_chart": lambda: self._save_chart(story.canvas.current),
            "swap": lambda: story.rough_cut.swap(story.canvas.current),
            "another": lambda: story.rough_cut.another(story.canvas.current),
            "offer": lambda: story.rough_cut.offer(story.canvas.current),
            "more_like": lambda: story.rough_cut.more_like(story.canvas.current),
            "pin": lambda: story.rough_cut.pin(story.canvas.current),
            "as_posted": lambda: story.edits.keep_as_posted(story.canvas.current),
            "tidy": lambda: self._with_story(story.edits.tidy),
            "remove_block": self._remove,
            "fold": self._fold,
            "new_story": self._begin,
            "duplicate": lambda: self._with_story(story.edits.duplicate),
            "delete": lambda: self._with_story(story.edits.delete),
            "star": lambda: self._decide("star"),
            "reject": lambda: self._decide("reject"),
            "unmark": lambda: self._decide(None),
            "tag": self._ask_tag,
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "first": lambda: story.canvas.to_end(last=False),
            "last": story.canvas.to_end,
            "select_all": self._select_all,
        }

    def perform(self, name: str) -> bool:
        """Run a command; tell whether it is one of this workspace's."""
        if name.startswith("tag_") and name[4:].isdecimal():
            self._tag_frequent(int(name[4:]))
        elif name in self._does:
            self._story.canvas.flush()
            self._does[name]()
        else:
            return False
        return True

    def verb(self, name: str, block: int) -> None:
        """Run a command from a block's own buttons."""
        story = self._story
        story.canvas.flush()
        if name.startswith("insert:"):
            self._insert(name.removeprefix("insert:"), block)
            return
        does: dict[str, Callable[[int], object]] = {
            "fold": story.fold,
            "whole_post": story.edits.whole,
            "show_in_sift": lambda at: story.wanted.emit("sift", story.edits.post_of(at)),
            "new_text": self._text_after,
            "remove_block": lambda at: story.edits.remove(self._about(at)),
            "tag": lambda _at: self._ask_tag(),
            "count_again": lambda at: story.edits.with_counted(at, story.adding.count_again),
            "save_chart": self._save_chart,
            "pull_quote": lambda at: story.edits.pull(self._about(at), story.canvas.chosen_words),
            "swap": story.rough_cut.offer,
            "more_like": story.rough_cut.more_like,
            "pin": story.rough_cut.pin,
            "as_posted": story.edits.keep_as_posted,
            **self._shaping,
        }
        does[name](block)

    @property
    def _shaping(self) -> dict[str, Callable[[int], object]]:
        """Return the commands that change the form of blocks."""
        edits, canvas = self._story.edits, self._story.canvas
        return {
            "trim": lambda at: edits.trim(at, *canvas.chosen_stretch),
            "untrim": edits.untrim,
            "small_quote": edits.shrink,
            "smaller_heading": lambda at: edits.level(at, 1),
            "larger_heading": lambda at: edits.level(at, -1),
            "thread": lambda at: self._join(at, "thread"),
            "exchange": lambda at: self._join(at, "exchange"),
            "gallery": lambda at: self._join(at, "gallery"),
            "voices": lambda at: self._join(at, "voices"),
            "take_apart": edits.take_apart,
            "table": edits.set_as_table,
        }

    @property
    def _section_commands(self) -> dict[str, Callable[[], object]]:
        """Return the commands on the current section."""
        parts, canvas = self._story.parts, self._story.canvas
        return {
            "sort_time": lambda: parts.sort(canvas.current, "time"),
            "sort_likes": lambda: parts.sort(canvas.current, "likes"),
            "sort_conversation": lambda: parts.sort(canvas.current, "conversation"),
            "split_section": self._split,
            "join_section": lambda: parts.join(canvas.current),
            "remove_section": lambda: parts.remove(canvas.current),
            "copy_section": self._ask_story,
        }

    def _split(self) -> None:
        """Begin a new section at the current place, and edit its heading."""
        canvas = self._story.canvas
        made = self._story.parts.split(canvas.current, canvas.words_around)
        if made is not None:
            canvas.write(made)

    def _ask_story(self) -> None:
        """Ask to which story a section is to be copied."""
        story, block = self._story, self._story.canvas.current
        menu = QMenu(story)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._desk.library.stories.all():
            if each.id != self._desk.story:
                title = " ".join(each.title.split()) or tr("Untitled recap")
                action = menu.addAction(title.replace("&", "&&"))
                action.triggered.connect(lambda _=False, to=each.id: story.parts.copy(block, to))
        menu.addSeparator()
        menu.addAction(tr("New story")).triggered.connect(lambda: story.parts.copy(block, None))
        menu.popup(story.canvas.mapToGlobal(QPoint(24, 24)))

    def _join(self, block: int, kind: GroupKind | Literal["thread"]) -> None:
        """Show the selected quotes as one block, and select it."""
        made = self._story.edits.join(self._about(block), kind)
        if made is not None:
            self._story.canvas.choose(made)

    def _shape(self, name: str) -> None:
        if (block := self._story.canvas.current) is not None:
            self.verb(name, block)
        else:
            self._desk.said.emit(tr("Choose a block first."))

    def _insert(self, name: str, block: int) -> None:
        """Insert what was selected in the '/' menu, replacing a text left empty."""
        story = self._story
        found = next((each for each in story.blocks if each.id == block), None)
        empty = isinstance(found, Passage) and not found.text.strip()
        if empty and name == "new_text":
            story.canvas.write(block)
            return
        if empty:
            order = [TOP, *(each.id for each in story.blocks)]
            above = order[order.index(block) - 1]
            self._desk.edit(
                tr("Remove an empty text"),
                lambda: self._desk.library.stories.remove([BlockId(block)]),
            )
            story.canvas.choose(above or None)
        self.perform(name)

    def _save_chart(self, block: int | None) -> None:
        chart = next((each for each in self._story.blocks if each.id == block), None)
        if isinstance(chart, Chart):
            chart_picture.ask_where(self._desk, self._story, chart)
        else:
            self._desk.said.emit(tr("Choose a chart first."))

    # Blocks

    def _duplicate(self) -> None:
        """Insert copies of the selected blocks below them, and select the copies."""
        story, block = self._story, self._story.canvas.current
        if block is not None:
            story.canvas.choose_several(story.edits.duplicate_blocks(self._about(block)))

    def copy_blocks(self) -> None:
        """Copy the selected blocks: as blocks for stories, and as text for anything else."""
        story, block = self._story, self._story.canvas.current
        if block is None:
            return
        ids = self._about(block)
        chosen = [each for each in story.blocks if each.id in ids]
        copied = blocks_dragged([each.id for each in chosen], self._desk.library.path)
        copied.setText("\n\n".join(lines("", chosen)[1:]))
        QGuiApplication.clipboard().setMimeData(copied)
        self._desk.said.emit(trn("Copied {count} block.", "Copied {count} blocks.", len(chosen)))

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

    def take_in(self, fallen: DragPayload, place: int) -> None:
        """Insert dropped files or links: pictures, texts, or a text with a link."""
        for each in fallen.places:
            path = Path(each)
            if fallen.kind == "links":
                self._new(Passage(f"[{QUrl(each).host() or each}]({each})"), place)
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
                self._new(Passage(text.strip()), place)
                return
            said = tr(
                "“{name}” is too long for a text of a story. Put in what you need of it.",
                name=isolated(path.name),
            )
        self._desk.said.emit(said)

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
            self._new(Passage(words or copied.text().strip()))

    def put_in(self, take_in: Callable[[Library], Image], place: int | None = None) -> None:
        """Insert a picture, and ask for its description."""
        story = self._story
        made = story.edits.add_picture(take_in, story.canvas.place if place is None else place)
        if made is not None:
            story.unfold(made)
            story.canvas.describe(made)

    def _new(
        self, block: Heading | Passage | Divider | Testimonial, place: int | None = None
    ) -> None:
        story = self._story
        made = story.edits.add(block, story.canvas.place if place is None else place)
        if made is not None:
            story.unfold(made)
            story.canvas.write(made)

    def _find_post(self) -> None:
        """Open the search on the shelf; Enter inserts the post at the mark."""
        self._story.shelf.look_for_post()

    def _add_counted(self, what: What) -> None:
        """Insert figures, a chart, the cast or links, counted over what Sift searches for."""
        self._story.adding.count(what, self._desk.search)

    def _text_after(self, block: int) -> None:
        """Go on to the text after a heading or the title; make one if there is none."""
        shown = self._story.canvas.column.blocks
        at = self._story.canvas.column.number(block)
        below = 0 if at is None else at + 1
        follows = shown[below] if below < len(shown) else None
        if isinstance(follows, Passage) and (block == TOP or not follows.text.strip()):
            self._story.canvas.write(follows.id, end=False)
        else:
            self._new(Passage(""), block)

    def _about(self, block: int) -> list[int]:
        """Return the blocks that a command applies to: the selection, if the block is in it.

        A folded heading includes everything folded under it.
        """
        story = self._story
        chosen = story.canvas.selected if block in story.canvas.selected else [block]
        found = [id_ for each in chosen for id_ in carried(story.blocks, each, story.folded)]
        return list(dict.fromkeys(found))

    def _move(self, place: Callable[..., int | None]) -> None:
        story, block = self._story, self._story.canvas.current
        if block is None:
            return
        edge = story.canvas.selected[0 if place is place_above else -1]
        to = place(story.blocks, edge, story.folded)
        if to is not None and story.edits.move(self._about(block), to):
            story.canvas.visible_blocks.reveal(block)

    def _move_past(self, *, up: bool) -> None:
        story, block = self._story, self._story.canvas.current
        if block is None:
            return
        edge = story.canvas.selected[0 if up else -1]
        found = place_past_section(story.blocks, edge, up=up)
        if found is None:
            return
        ids, place = found
        moving = ids if len(story.canvas.selected) == 1 else self._about(block)
        if story.edits.move(moving, place):
            story.unfold(block)
            story.canvas.visible_blocks.reveal(block)

    def _pull(self) -> None:
        if (block := self._story.canvas.current) is not None:
            self.verb("pull_quote", block)

    def _remove(self) -> None:
        if (block := self._story.canvas.current) is not None:
            self.verb("remove_block", block)

    def _fold(self) -> None:
        heading = self._story.edits.heading_over(self._story.canvas.current)
        if heading is not None:
            self._story.fold(heading)

    # Stories

    def _begin(self) -> None:
        self._story.edits.begin()
        self._story.canvas.title.go()
        self._story.canvas.title.selectAll()

    def _with_story(self, act: Callable[..., object]) -> None:
        if self._desk.story is not None:
            act(self._desk.story)

    # Posts

    def _add(self) -> None:
        if self._story.shelf.search.hasFocus():
            self._story.shelf.view.setFocus()
        else:
            self._story.shelf.insert()

    def _posts(self) -> list[PostId]:
        """Return the posts that a decision applies to: on the shelf, or of the selected block."""
        canvas = self._story.canvas
        if canvas.holds_focus():
            found = map(self._story.edits.post_of, canvas.selected)
            return [post for post in found if post is not None]
        return self._story.shelf.selected

    def _select_all(self) -> None:
        if self._story.canvas.holds_focus():
            self._story.canvas.choose_all()
        else:
            self._story.shelf.view.selectAll()

    def _decide(self, mark: Mark | None) -> None:
        if posts := self._posts():
            self._desk.decide(posts, mark)

    def _ask_tag(self) -> None:
        if posts := self._posts():
            back = self._story.canvas if self._story.canvas.holds_focus() else None
            self._story.shelf.ask_tag(posts, back)

    def _tag_frequent(self, number: int) -> None:
        name = self._desk.library.tags.keys().get(number)
        posts = self._posts()
        if not posts:
            return
        if name is None:
            self._desk.said.emit(
                tr(
                    "There is no tag {number} yet. {keys} tags a post.",
                    number=number,
                    keys=spoken("tag"),
                )
            )
        else:
            self._desk.tag(posts, name)

    def _step(self, way: int) -> None:
        view = self._story.shelf.view
        if self._story.canvas.holds_focus():
            self._story.canvas.step(way)
        else:
            view.choose(max(0, view.current_number() + way))
