"""Edits of tags: each is one step with a label."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import isolated
from curator.i18n import grouped, tr, trn
from curator.library import KEYS, PostId, Step, Tag, TagId


class TagEdits(QObject):
    """Changes tags on all posts at once, and reports it."""

    made = Signal(object)
    """The TagId of a new tag."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tags = desk.library.tags
        self._begun: tuple[TagId, Step | None] | None = None

    @staticmethod
    def colours() -> dict[str, str]:
        """Return the names of the palette's colours; '' is none."""
        return {
            "": tr("No colour"), "red": tr("Red"), "orange": tr("Orange"), "sand": tr("Sand"),
            "green": tr("Green"), "teal": tr("Teal"), "blue": tr("Blue"), "violet": tr("Violet"),
            "pink": tr("Pink"),
        }  # fmt: skip

    def make(self, name: str) -> bool:
        """Make a tag without posts."""
        found: list[TagId] = []
        label = tr("Make the tag “{name}”", name=name)
        done = self._desk.edit(label, lambda: found.append(self._tags.make(name)))
        if done:
            self._begun = found[0], self._desk.library.next_undo
            self.made.emit(found[0])
        return done

    def rename(self, id_: TagId, name: str) -> bool:
        """Rename a tag on every post; the first name given belongs to the step that made it."""
        tag, name = self._tags.tag(id_), " ".join(name.split())
        if not name or name == tag.name:
            return False
        label = trn(
            "Rename “{name}” to “{new}” on {count} post",
            "Rename “{name}” to “{new}” on {count} posts",
            tag.posts,
            name=tag.name,
            new=name,
        )
        began, step = self._begun or (None, None)
        self._begun = None
        onto = step if began == id_ else None
        done = self._desk.edit(label, lambda: self._tags.rename(id_, name), onto=onto)
        if done:
            self._desk.tag_renamed.emit(tag.name, name)
        return done

    def define(self, id_: TagId, definition: str) -> bool:
        """Set the definition of a tag: when it applies."""
        label = tr("Define “{name}”", name=self._tags.tag(id_).name)
        return self._desk.edit(label, lambda: self._tags.define(id_, definition))

    def paint(self, id_: TagId, colour: str) -> bool:
        """Set the colour of a tag, or '' for none."""
        name, words = self._tags.tag(id_).name, self.colours()[colour].lower()
        label = tr("Colour “{name}” {colour}", name=name, colour=words)
        if not colour:
            label = tr("Take the colour off “{name}”", name=name)
        return self._desk.edit(label, lambda: self._tags.paint(id_, colour))

    def put_under(self, id_: TagId, parent: TagId | None) -> bool:
        """Put a tag under another, or with None at the top level."""
        return self._desk.edit(
            self.words_of_putting(id_, parent), lambda: self._tags.put_under(id_, parent)
        )

    def words_of_putting(self, id_: TagId, parent: TagId | None) -> str:
        """Return the label of a step that puts a tag under another."""
        name = self._tags.tag(id_).name
        if parent is None:
            return tr("Move “{name}” to the top", name=name)
        return tr("Put “{name}” under “{parent}”", name=name, parent=self._tags.tag(parent).name)

    def number(self, id_: TagId, key: int) -> bool:
        """Set the number key of a tag, or 0 for none."""
        label = self.words_of_numbering(id_, key)
        return self._desk.edit(label, lambda: self._tags.number(id_, key))

    def words_of_numbering(self, id_: TagId, key: int) -> str:
        """Return the label of a step that sets a number key."""
        name = self._tags.tag(id_).name
        if not key:
            return tr("Take the key off “{name}”", name=name)
        return tr("Give “{name}” the key {key}", name=name, key=key)

    def merge(self, id_: TagId, into: TagId) -> bool:
        """Merge a tag into another."""
        gone, kept = self._tags.tag(id_), self._tags.tag(into)
        label = self.words_of_merging(id_, into)
        done = id_ != into and self._desk.edit(label, lambda: self._tags.merge(id_, into))
        if done:
            self._desk.tag_renamed.emit(gone.name, kept.name)
            self._report_done(label)
        return done

    def words_of_merging(self, id_: TagId, into: TagId) -> str:
        """Return the label of a step that merges tags."""
        gone, kept = self._tags.tag(id_), self._tags.tag(into)
        return tr("Merge {count} {name} into {other}", count=grouped(gone.posts), name=gone.name,
                  other=kept.name)  # fmt: skip

    def split(self, id_: TagId, posts: Sequence[int], name: str) -> bool:
        """Move posts of a tag to a new one."""
        count, name = len(self._tags.posts(id_, posts)), " ".join(name.split())
        label = trn(
            "Split {count} post of “{name}” into “{new}”",
            "Split {count} posts of “{name}” into “{new}”",
            count,
            name=self._tags.tag(id_).name,
            new=name,
        )
        found: list[TagId] = []
        done = self._desk.edit(label, lambda: found.append(self._tags.split(id_, posts, name)))
        if done:
            self.made.emit(found[0])
            self._report_done(label)
        return done

    def delete(self, id_: TagId) -> bool:
        """Delete a tag, and remove it from every post."""
        tag = self._tags.tag(id_)
        label = trn(
            "Delete “{name}” from {count} post",
            "Delete “{name}” from {count} posts",
            tag.posts,
            name=tag.name,
        )
        done = self._desk.edit(label, lambda: self._tags.delete(id_))
        if done:
            self._report_done(label)
        return done

    def give(self, id_: TagId, posts: Sequence[PostId]) -> bool:
        """Add a tag to posts."""
        return self._desk.tag(posts, self._tags.tag(id_).name)

    # Moving tags

    def swap_key(self, id_: TagId, lines: int) -> bool:
        """Swap the number key of a tag with the one before, or after."""
        tag, keys = self._tags.tag(id_), sorted(self._tags.keys())
        if lines < 0:
            lower = [key for key in keys if not tag.key or key < tag.key]
            free = [key for key in range(1, KEYS + 1) if key not in keys]
            key = free[0] if not tag.key and free else lower[-1] if lower else tag.key
        else:
            higher = [key for key in keys if key > tag.key]
            key = higher[0] if higher else tag.key + 1
            key = 0 if not tag.key or key > KEYS else key
        return key != tag.key and self.number(id_, key)

    def indent(self, id_: TagId) -> bool:
        """Put a tag under the sibling above it."""
        tags = self._tags.all()
        here = next(tag for tag in tags if tag.id == id_)
        beside = [tag for tag in tags[: tags.index(here)] if tag.parent == here.parent]
        if not beside:
            self._desk.reported.emit(
                tr("There is no tag above “{name}” to put it under.", name=isolated(here.name))
            )
            return False
        return self.put_under(id_, beside[-1].id)

    def outdent(self, id_: TagId) -> bool:
        """Move a tag up to the level of its parent."""
        tag = self._tags.tag(id_)
        if tag.parent is None:
            self._desk.reported.emit(
                tr("“{name}” is at the top already.", name=isolated(tag.name))
            )
            return False
        return self.put_under(id_, self._tags.tag(tag.parent).parent)

    def _report_done(self, label: str) -> None:
        words = tr(
            "Done: {label}. {keys} takes it back.", label=isolated(label), keys=spoken("undo")
        )
        self._desk.reported.emit(words)


def counted(tag: Tag) -> str:
    """Return how many posts have a tag, and how many of them have the tag itself."""
    whole = trn("{count} post", "{count} posts", tag.whole)
    if tag.whole == tag.posts:
        return whole
    own = trn("{count} of its own", "{count} of its own", tag.posts)
    return tr("{whole} with the tags under it, {own}", whole=whole, own=own)
