"""Edits of whole sections: sort, split, join, remove, copy to another story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import isolated
from curator.i18n import tr, trn
from curator.insight.checks.sections import TOP, Section, section_of, sections
from curator.library import BlockId, StoryId
from curator.model import Block, Heading, Passage, Post, PullQuote, Quote

Order: TypeAlias = Literal["time", "likes", "conversation"]


class SectionEdits:
    """Edits the section that contains a block; each edit is one step."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stories = desk.library.stories

    def sort(self, block: int | None, order: Order) -> None:
        """Sort the quotes of a section; the blocks between them keep their places."""
        section = self._section(block)
        if section is None:
            return
        quotes = [each for each in section.blocks if isinstance(each, Quote | PullQuote)]
        ordered = iter(sorted(quotes, key=_key(order, quotes)))
        now = [next(ordered) if isinstance(b, Quote | PullQuote) else b for b in section.blocks]
        if [each.id for each in now] == [each.id for each in section.blocks]:
            self._desk.reported.emit(tr("The quotes are in that order already."))
            return
        labels = {
            "time": tr("Sort a section by time"),
            "likes": tr("Sort a section by likes"),
            "conversation": tr("Sort a section by conversation"),
        }
        ids = [BlockId(each.id) for each in now]
        place = section.heading.id if section.heading else TOP

        def act() -> None:
            self._desk.keep_before(labels[order])
            self._stories.move(ids, BlockId(place))

        if self._desk.edit(labels[order], act):
            self._desk.reported.emit(
                tr("Sorted. Move them as you like; {keys} takes it back.", keys=spoken("undo"))
            )

    def split(self, block: int | None, words: tuple[str, str] | None) -> BlockId | None:
        """Begin a new section at a block, or within its text; return its heading.

        words: the text before and after the caret.
        """
        blocks = self._desk.blocks()
        at = next((n for n, each in enumerate(blocks) if each.id == block), None)
        story = self._desk.story
        if at is None or story is None or block is None:
            return None
        made: list[BlockId] = []

        def act() -> None:
            within = words is not None and words[0].strip() != ""
            place = BlockId(block if within else blocks[at - 1].id if at else TOP)
            new: list[Block] = [Heading("")]
            if within and words is not None:
                self._stories.edit(BlockId(block), words[0].rstrip())
                new += [Passage(words[1].lstrip())] if words[1].strip() else []
            made.extend(self._stories.add(story, new, place))

        return made[0] if self._desk.edit(tr("Split a section"), act) else None

    def join(self, block: int | None) -> None:
        """Join a section to the one above: its heading is removed, all else stays."""
        section = self._section(block)
        if section is None or section.heading is None:
            self._desk.reported.emit(tr("There is no section above to join to."))
            return
        heading = BlockId(section.heading.id)
        if self._desk.edit(tr("Join two sections"), lambda: self._stories.remove([heading])):
            self._desk.reported.emit(
                tr("Joined to the section above. {keys} separates them.", keys=spoken("undo"))
            )

    def remove(self, block: int | None) -> None:
        """Remove a whole section."""
        section = self._section(block)
        if section is None:
            return
        ids, label = [BlockId(each) for each in section.ids], tr("Remove a section")

        def act() -> None:
            self._desk.keep_before(label)
            self._stories.remove(ids)

        if self._desk.edit(label, act):
            self._desk.reported.emit(
                trn(
                    "Removed a section of {count} block. {keys} brings it back.",
                    "Removed a section of {count} blocks. {keys} brings it back.",
                    len(ids),
                    keys=spoken("undo"),
                )
            )

    def copy(self, block: int | None, to: StoryId | None) -> None:
        """Copy a section to the end of another story; None: to a new one named after it."""
        section = self._section(block)
        if section is None:
            return
        name = section.heading.text.strip() if section.heading else ""
        blocks = [section.heading, *section.blocks] if section.heading else [*section.blocks]
        known = {each.id: each.title for each in self._stories.all()}

        def act() -> None:
            story = self._stories.new(name or tr("Untitled recap")) if to is None else to
            self._stories.add(story, blocks)

        if self._desk.edit(tr("Copy a section to another story"), act):
            title = known.get(to, name) if to is not None else name
            self._desk.reported.emit(tr("Copied to “{story}”.", story=isolated(title)))

    def _section(self, block: int | None) -> Section | None:
        """Return the section of a block; without a block, the first one with a heading."""
        blocks = self._desk.blocks()
        if block is not None:
            return section_of(blocks, block)
        return next((part for part in sections(blocks) if part.heading), None)


def _key(
    order: Order, quotes: Sequence[Quote | PullQuote]
) -> Callable[[Quote | PullQuote], tuple[object, ...]]:
    """Return the sort key for quotes."""
    posts = {quote.post.key: quote.post for quote in quotes}
    match order:
        case "time":
            return lambda quote: (quote.post.at,)
        case "likes":
            return lambda quote: (-(quote.post.likes or 0), quote.post.at)
        case "conversation":
            return lambda quote: (_beginning(quote.post, posts).at, quote.post.at)


def _beginning(post: Post, posts: dict[str, Post]) -> Post:
    """Return the first post of a conversation among those that are sorted."""
    seen = {post.key}
    while (before := posts.get(post.reply_to)) is not None and before.key not in seen:
        post = before
        seen.add(post.key)
    return post
