"""The tags in the sidebar: a tree of lines with their actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from curator.gui.codebook.edits import TagEdits, counted
from curator.gui.codebook.tag_finder import TagFinder
from curator.gui.codebook.tag_order import (
    ORDERS,
    TagOrder,
    in_order,
    keep_tag_order,
    tag_order,
)
from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import clean
from curator.gui.widgets.entry import Entry
from curator.gui.widgets.entry_menu import Own
from curator.i18n import tr
from curator.library import KEYS, MUTING, Changes, Tag, TagId, folded, typed

FIND = "find_tags"
"""The command that puts the focus into the field."""

_MANY = 9
"""Tags from which the field that finds them is shown."""

_DEEPEST = 8
"""Levels that are indented; deeper ones are indented like the last."""


class TagLines(QObject):
    """The tags of a library as lines of the sidebar."""

    asked = Signal(str)
    """A command of the window about the current tag, such as 'codebook'."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.coding = TagEdits(desk, self)
        """The edits of tags."""
        self._tags: list[Tag] | None = None
        self.finder = TagFinder()
        """Finds and sorts the tags; it stands on a line of the sidebar."""
        self._order: TagOrder = tag_order(desk.library) or "key"
        self.finder.show_order(self._order)
        desk.chat_changed.connect(lambda _chat: self._forget())

    # Lines

    def follow(self, changes: Changes) -> None:
        """Count again what may have changed."""
        if changes & ({"tags", "post_tags", "posts", "chats"} | MUTING):
            self._forget()

    def _forget(self) -> None:
        self._tags = None

    @property
    def tags(self) -> list[Tag]:
        """Return every tag, each before those under it."""
        if self._tags is None:
            self._tags = self._desk.library.tags.all(self._desk.chat)
        return self._tags

    def arrange(self, order: str) -> None:
        """Sort the tags in another order, and remember it."""
        self._order = next(each for each in ORDERS if each == order)
        keep_tag_order(self._desk.library, order)

    @property
    def shown(self) -> list[Tag]:
        """Return the tags that are listed, in order: all, or those that the field finds."""
        recent = self._desk.library.marks.recent_tags() if self._order == "used" else ()
        tags = in_order(self.tags, self._order, recent)
        sought = folded(self.finder.field.text()).split()
        if not sought or not self.finds:
            return tags
        return [
            replace(tag, depth=0)
            for tag in tags
            if all(word in folded(tag.name) for word in sought)
        ]

    @property
    def finds(self) -> bool:
        """Whether there are so many tags that the field is shown."""
        return len(self.tags) >= _MANY

    def lines(self, terms: tuple[str, ...]) -> Iterator[Entry]:
        """Yield the heading of the group and a line for each tag; terms: the current search."""
        yield Entry(tr("Tags"), group=True, key=tr("key") if self.tags else "", takes_tags=True)
        if self.finds:
            self.finder.names = tuple(folded(tag.name) for tag in self.tags)
            yield Entry(tr("Find a tag"), command=FIND)
        numbered = self.finds and self.finder.numbers_tags
        if not self.tags:
            yield Entry(tr("{keys} tags a post.", keys=spoken("tag")))
        elif not self.shown:
            yield Entry(tr("No tag has these letters."))
        for place, tag in enumerate(self.shown, 1):
            term = typed("tag", tag.name)
            key = place if numbered and place <= KEYS else 0 if numbered else tag.key
            yield Entry(
                clean(tag.name), term, "tag", str(key or ""), tag.whole, tag=tag.id,
                depth=min(tag.depth, _DEEPEST), colour=tag.colour, tip=tag_tip(tag),
                current=term in terms,
            )  # fmt: skip

    # Actions

    def key(self, tag: int, event: QKeyEvent) -> bool:
        """Handle a key on a tag; tell whether it was used."""
        id_, coding = TagId(tag), self.coding
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match (Qt.Key(event.key()), alt):
            case Qt.Key.Key_Delete, False:
                coding.delete(id_)
            case Qt.Key.Key_Up, True:
                coding.swap_key(id_, -1)
            case Qt.Key.Key_Down, True:
                coding.swap_key(id_, 1)
            case Qt.Key.Key_Right, True:
                coding.indent(id_)
            case Qt.Key.Key_Left, True:
                coding.outdent(id_)
            case _:
                return False
        return True

    def menu(self, tag: int) -> Own:
        """Return the menu of a tag, without renaming."""
        id_, coding = TagId(tag), self.coding
        here = self._desk.library.tags.tag(id_)
        below = {id_, *self._desk.library.tags.descendants(id_)}
        others = [each for each in self.tags if each.id != id_]
        under = {
            _spaced(each): partial(coding.put_under, id_, each.id)
            for each in others
            if each.id not in below and each.id != here.parent
        }
        if here.parent is not None:
            under = {tr("The top"): partial(coding.put_under, id_, None), **under}
        keys = {str(key): partial(coding.number, id_, key) for key in range(1, KEYS + 1)}
        own: Own = {
            tr("Definition…"): partial(self._ask, id_, "codebook"),
            tr("Colour"): {
                words: partial(coding.paint, id_, name) for name, words in coding.colours().items()
            },
            tr("Number key\tAlt+↑ ↓"): {**keys, tr("None"): partial(coding.number, id_, 0)},
            tr("Put under\tAlt+→ ←"): under,
            tr("Merge into\tCtrl+drop"): {
                _spaced(each): partial(coding.merge, id_, each.id) for each in others
            },
            tr("Split…"): partial(self._ask, id_, "split_tag"),
            tr("Delete everywhere\tDel"): lambda: coding.delete(id_),
        }  # fmt: skip
        return {words: act for words, act in own.items() if act}

    def _ask(self, id_: TagId, command: str) -> None:
        self._desk.tag_at_hand = id_
        self.asked.emit(command)


def tag_tip(tag: Tag) -> str:
    """Return the tool tip of a tag: its definition and its posts."""
    about = clean(tag.definition[:600]) if tag.definition else ""
    return "\n".join(part for part in (about, counted(tag)) if part)


def _spaced(tag: Tag) -> str:
    return "    " * min(tag.depth, _DEEPEST) + clean(tag.name).replace("&", "&&")
