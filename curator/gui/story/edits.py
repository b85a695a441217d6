"""Edits of a story: each is one step that can be undone, with a message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from curator.gui.canvas.word_edges import WordEdges
from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import isolated
from curator.i18n import tr, trn
from curator.insight.checks.sections import TOP, section_of, where
from curator.insight.consent.consent import HIDDEN
from curator.insight.text.trims import joined_trims, stretch_of
from curator.library import BlockId, Library, PostId, Query, StoryId
from curator.model import (
    CUT,
    Block,
    Cast,
    Chart,
    Counted,
    Divider,
    Facts,
    Group,
    GroupKind,
    Heading,
    Image,
    Links,
    Passage,
    Post,
    PullQuote,
    Quote,
    Testimonial,
    is_of_same_account,
    quoted_in,
    trimmed,
)
from curator.quoting import tidied

_MOST_READ = 5_000
"""Most posts that are searched for people who are not quoted."""

_MUCH = 3
"""A removal of at least this many blocks saves a version of the story first."""


class StoryEdits:
    """Edits the current story."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stories = desk.library.stories

    def _do(self, label: str, act: Callable[[], object]) -> bool:
        """Run an edit and say what was done: on the canvas it may be out of sight, or small."""
        done = self._desk.edit(label, act)
        if done:
            self._desk.reported.emit(tr("Done: {label}", label=label))
        return done

    # Blocks

    def add(self, block: Heading | Passage | Divider | Testimonial, place: int) -> BlockId | None:
        """Insert a new block after another; without a story, begin one."""
        return self._add(_added(block), lambda: block, place)

    def _add(self, label: str, make: Callable[[], Block], place: int) -> BlockId | None:
        made: list[tuple[StoryId, BlockId]] = []

        def act() -> None:
            story = self._desk.story
            if story is None:
                story = self._stories.new(tr("Untitled recap"))
            made.append((story, self._stories.add(story, [make()], BlockId(place))[0]))

        if not self._desk.edit(label, act):
            return None
        self._desk.open_story(made[0][0])
        return made[0][1]

    def move(self, ids: Sequence[int], place: int) -> bool:
        """Move blocks after another and report where they are; no step if nothing moves."""
        blocks = self._desk.blocks()
        order = [block.id for block in blocks]
        moving = [id_ for id_ in order if id_ in ids]
        place = _outside(order, moving, place)
        rest = [id_ for id_ in order if id_ not in moving]
        at = rest.index(place) + 1 if place in rest else 0
        if not moving or [*rest[:at], *moving, *rest[at:]] == order:
            return False
        label = trn("Move {count} block", "Move {count} blocks", len(moving))
        to = BlockId(place)
        if not self._desk.edit(
            label, lambda: self._stories.move([BlockId(id_) for id_ in moving], to)
        ):
            return False
        self._desk.reported.emit(where(self._desk.blocks(), moving[0]))
        return True

    def remove(self, blocks: Sequence[int]) -> None:
        """Remove blocks as one step."""
        label = trn("Remove {count} block", "Remove {count} blocks", len(blocks))
        ids = [BlockId(block) for block in blocks]

        def act() -> None:
            if len(ids) >= _MUCH:
                self._desk.keep_before(label)
            self._stories.remove(ids)

        if ids and self._desk.edit(label, act):
            self._desk.reported.emit(
                trn(
                    "Removed. {keys} brings it back.",
                    "Removed {count} blocks. {keys} brings them back.",
                    len(ids),
                    keys=spoken("undo"),
                )
            )

    def pull(self, blocks: Sequence[int], words: str) -> None:
        """Replace quotes by pull quotes of these words; posts without the words are left out."""
        found = self._quotes(blocks)
        if not found:
            self._desk.reported.emit(tr("Choose a post first; a pull quote is words of it."))
            return
        words = words.strip() if len(found) == 1 else ""
        if words not in found[0].post.shown:
            self._desk.reported.emit(
                tr("These are not the post’s own words, so they are no quote.")
            )
            return
        label = trn("Make a pull quote", "Make {count} pull quotes", len(found))

        def act() -> None:
            for each in found:
                pulled = words or self._tidied(each)
                self._stories.set_kind(BlockId(each.id), "pull", pulled)

        self._do(label, act)

    def reworded(self, block: int, way: int, edge: str) -> str | None:
        """Return the words of a pull quote once an edge has moved by a word; None: it cannot."""
        found = self._block(block)
        if not isinstance(found, PullQuote) or found.text not in found.post.shown:
            return None
        start = found.post.shown.index(found.text)
        stretch = (start, start + len(found.text))
        words = WordEdges(found.post.shown)
        low, high = words.moved(*words.snapped(*stretch), way, edge)
        return found.post.shown[low:high]

    def _tidied(self, quote: Quote) -> str:
        """Return the words of a post as the story's tidied quote shows them, if it holds them."""
        whole = quote.post.shown.strip()
        tidy = any(each.tidy for each in self._stories.all() if each.id == self._desk.story)
        if not tidy or quote.as_posted:
            return whole
        hashtags = self._stories.hashtags(self._desk.blocks())
        words = tidied(quote.post, hashtags).shown.strip()
        return words if words in whole else whole

    def keep_as_posted(self, blocks: Sequence[int]) -> None:
        """Show quotes as posted although their story is tidied, or all tidied again."""
        on = not all(quote.as_posted for quote in self._quotes(blocks))
        self._turn_quotes(
            blocks,
            lambda quote: self._stories.keep_as_posted(BlockId(quote.id), on=on),
            lambda count: (
                trn("Show a quote as posted", "Show {count} quotes as posted", count)
                if on
                else trn("Tidy a quote", "Tidy {count} quotes", count)
            ),
        )

    def tidy(self, story: StoryId) -> None:
        """Show the quotes of a story tidied, or as they were posted."""
        on = not any(each.tidy for each in self._stories.all() if each.id == story)
        label = tr("Tidy the quotes") if on else tr("Show the quotes as posted")
        if self._desk.edit(label, lambda: self._stories.tidy(story, on=on)):
            self._desk.reported.emit(
                tr("Quotes are shown without labels and the chat’s hashtag.")
                if on
                else tr("Quotes are shown as they were posted.")
            )

    def trim(self, block: int, shown: Post | None, stretch: tuple[int, int]) -> None:
        """Cut the selected words from a quote; […] stands in their place."""
        found = self._block(block)
        if not isinstance(found, Quote) or shown is None or found.rest:
            self._desk.reported.emit(tr("Choose one post first; words of it can be left out."))
            return
        gone = stretch_of(found.post, shown, *stretch) if stretch[0] < stretch[1] else None
        if gone is None:
            self._desk.reported.emit(
                tr("Choose the words to leave out: drag over them, or use Enter and the arrows.")
            )
            return
        trims = joined_trims(found.trims, gone, found.post.text)
        rest = trimmed(found.post, trims).text.replace(CUT, "")
        if not any(sign.isalnum() for sign in rest):
            self._desk.reported.emit(tr("Nothing would be left of the post. Remove it instead."))
            return
        self._do(tr("Trim a quote"), lambda: self._stories.trim(BlockId(block), trims))

    def annotate(self, block: int, note: str) -> None:
        """Set the note for print below a quote; without words, take it away."""
        found, note = self._block(block), note.strip()
        if isinstance(found, Quote | PullQuote) and found.note != note:
            label = tr("Write a note for print") if note else tr("Take a note for print away")
            self._do(label, lambda: self._stories.annotate(BlockId(block), note))

    def restore(self, block: int, number: int) -> None:
        """Restore the words of one […] in a quote."""
        found = self._block(block)
        if isinstance(found, Quote) and found.trims:
            left = [each for n, each in enumerate(found.trims) if n != number]
            self._do(tr("Show words again"), lambda: self._stories.trim(BlockId(block), left))

    def untrim(self, blocks: Sequence[int]) -> None:
        """Restore all the words that were cut from quotes."""
        trimmed_ones = [quote.id for quote in self._quotes(blocks) if quote.trims]
        self._turn_quotes(
            trimmed_ones or blocks,
            lambda quote: self._stories.trim(BlockId(quote.id), ()),
            lambda count: trn("Show words again", "Show the words of {count} quotes again", count),
        )

    def shrink(self, blocks: Sequence[int]) -> None:
        """Show quotes in small form, or all as cards again."""
        on = not all(quote.compact for quote in self._quotes(blocks))
        self._turn_quotes(
            blocks,
            lambda quote: self._stories.shrink(BlockId(quote.id), on=on),
            lambda count: (
                trn("Show a quote small", "Show {count} quotes small", count)
                if on
                else trn("Show a quote as a card", "Show {count} quotes as cards", count)
            ),
        )

    def _turn_quotes(
        self,
        blocks: Sequence[int],
        turn: Callable[[Quote], None],
        label: Callable[[int], str],
    ) -> None:
        """Change all quotes among some blocks as one step."""
        found = self._quotes(blocks)
        if not found:
            self._desk.reported.emit(tr("Choose a quote first."))
            return

        def act() -> None:
            for each in found:
                turn(each)

        self._do(label(len(found)), act)

    def level(self, blocks: Sequence[int], by: int) -> None:
        """Raise or lower the level of headings; one that can go no further stays."""
        found = [
            each
            for each in self._all(blocks)
            if isinstance(each, Heading) and 2 <= each.level + by <= 4  # noqa: PLR2004  <h2> to <h4>
        ]
        if not found:
            return
        label = (
            trn("Set a heading smaller", "Set {count} headings smaller", len(found))
            if by > 0
            else trn("Set a heading larger", "Set {count} headings larger", len(found))
        )

        def act() -> None:
            for each in found:
                self._stories.level(BlockId(each.id), each.level + by)

        self._do(label, act)

    def join(self, blocks: Sequence[int], kind: GroupKind | Literal["thread"]) -> int | None:
        """Merge quotes into one block; return it."""
        found = self._quotes(blocks)
        if len(found) < (1 if kind in ("gallery", "voices") else 2):
            self._desk.reported.emit(
                tr("Choose the posts first: Ctrl and a click chooses several.")
            )
            return None
        if kind == "thread" and not all(is_of_same_account(q.post, found[0].post) for q in found):
            self._desk.reported.emit(
                tr("A thread is what one person wrote. Make an exchange of what several said.")
            )
            return None
        by_time = sorted(found, key=lambda quote: quote.post.at)
        ids = [BlockId(each.id) for each in by_time]
        labels = {
            "thread": tr("Make a thread"),
            "exchange": tr("Make an exchange"),
            "gallery": tr("Make a gallery"),
            "voices": tr("Name more voices"),
        }
        made: list[BlockId] = []
        notes = [each for each in by_time if each.note]

        def act() -> None:
            made.append(self._stories.join(ids, kind))
            if kind == "thread" and notes:  # it is one quote now, with one note
                for each in notes:
                    self._stories.annotate(BlockId(each.id), "")
                self._stories.annotate(made[0], "\n\n".join(each.note for each in notes))

        self._do(labels[kind], act)
        if made and notes and kind in ("gallery", "voices"):
            self._desk.reported.emit(
                trn(
                    "{count} note for print waits until the block is taken apart.",
                    "{count} notes for print wait until the block is taken apart.",
                    len(notes),
                )
            )
        return made[0] if made else None

    def duplicate_blocks(self, blocks: Sequence[int]) -> list[BlockId]:
        """Insert copies of blocks after the last of them; return the copies."""
        chosen = self._all(blocks)
        if not chosen:
            return []
        label = trn("Duplicate {count} block", "Duplicate {count} blocks", len(chosen))
        return self._put_in(label, chosen, chosen[-1].id)

    def paste_blocks(self, ids: Sequence[int], place: int) -> list[BlockId]:
        """Insert copies of blocks of any story in the library; return the copies."""
        stories = {self._stories.of(BlockId(id_)) for id_ in ids} - {None}
        known = {b.id: b for story in stories if story for b in self._stories.blocks(story)}
        chosen = [known[id_] for id_ in ids if id_ in known]
        if not chosen:
            self._desk.reported.emit(tr("What was copied is not here any more."))
            return []
        label = trn("Paste {count} block", "Paste {count} blocks", len(chosen))
        return self._put_in(label, chosen, place)

    def _put_in(self, label: str, blocks: Sequence[Block], place: int) -> list[BlockId]:
        story, made = self._desk.story, list[BlockId]()
        if story is not None:
            self._do(label, lambda: made.extend(self._stories.add(story, blocks, BlockId(place))))
        return made

    def copy_to(self, blocks: Sequence[int], to: StoryId | None) -> None:
        """Copy blocks to the end of another story; None: to a new one."""
        chosen, made = self._all(blocks), list[StoryId]()
        label = trn(
            "Copy {count} block to another story", "Copy {count} blocks to another story",
            len(chosen),
        )  # fmt: skip

        def act() -> None:
            made.append(self._stories.new(tr("Untitled recap")) if to is None else to)
            self._stories.add(made[0], chosen)

        if chosen and self._desk.edit(label, act):
            titles = {each.id: " ".join(each.title.split()) for each in self._stories.all()}
            title = titles[made[0]] or tr("Untitled recap")
            self._desk.reported.emit(tr("Copied to “{story}”.", story=isolated(title)))

    def take_apart(self, blocks: Sequence[int]) -> None:
        """Turn the posts of threads and groups into separate quotes again."""
        found = [
            each.id
            for each in self._all(blocks)
            if isinstance(each, Group) or (isinstance(each, Quote) and each.rest)
        ]

        def act() -> None:
            for each in found:
                self._stories.take_apart(BlockId(each))

        if found:
            self._do(trn("Take apart", "Take {count} blocks apart", len(found)), act)

    def set_as_table(self, blocks: Sequence[int]) -> None:
        """Show links as a table, or all as a list again."""
        found = [each for each in self._all(blocks) if isinstance(each, Links)]
        on = not all(each.table for each in found)
        label = tr("Set links as a table") if on else tr("Set links as a list")

        def act() -> None:
            for each in found:
                self._stories.keep(BlockId(each.id), replace(each, table=on))

        if found:
            self._do(label, act)

    def add_voices(self, place: int) -> BlockId | None:
        """List the participants who are not quoted; hidden people are left out."""
        library = self._desk.library
        known = {_author(post) for post in quoted_in(self._desk.blocks())}
        query = Query.parse(self._desk.within_chat("-is:rejected -is:echo"))
        ids = list(library.posts.find(query, "liked"))[:_MOST_READ]
        people = library.marks.standings()
        found: dict[tuple[str, str], Quote] = {}
        for row in library.posts.rows(ids):
            author = _author(row.post)
            hidden = author in people and people[author].consent in HIDDEN
            if author not in known and not hidden:
                found.setdefault(author, Quote(row.post))
        if not found:
            self._desk.reported.emit(tr("Everybody who said something is quoted already."))
            return None
        quotes = sorted(found.values(), key=lambda quote: quote.post.author.name.casefold())
        block = Group("voices", tuple(quotes))
        return self._add(tr("Name more voices"), lambda: block, place)

    def add_picture(self, take_in: Callable[[Library], Image], place: int) -> BlockId | None:
        """Insert a picture of the editor's own."""
        return self._add(tr("Add a picture"), lambda: take_in(self._desk.library), place)

    def whole(self, blocks: Sequence[int]) -> None:
        """Replace pull quotes by the whole posts."""
        found = [each.id for each in self._all(blocks) if isinstance(each, PullQuote)]

        def act() -> None:
            for each in found:
                self._stories.set_kind(BlockId(each), "post")

        if found:
            label = trn("Show the post whole", "Show {count} posts whole", len(found))
            self._do(label, act)

    def post_of(self, block: int | None) -> PostId | None:
        """Return the post that a block quotes."""
        found = self._block(block)
        if not isinstance(found, Quote | PullQuote):
            return None
        return self._desk.library.posts.ids((found.post.key,)).get(found.post.key)

    def posts_of(self, blocks: Sequence[int]) -> list[PostId]:
        """Return all posts that blocks quote, with those of groups and threads, in order."""
        keys = list(dict.fromkeys(post.key for post in quoted_in(self._all(blocks))))
        known = self._desk.library.posts.ids(keys)
        return [known[key] for key in keys if key in known]

    def counted(self, blocks: Sequence[int]) -> list[Counted]:
        """Return those of some blocks that keep a count."""
        return [
            each for each in self._all(blocks) if isinstance(each, Facts | Chart | Cast | Links)
        ]

    def is_heading(self, block: int | None) -> bool:
        """Tell whether a block is a heading."""
        return isinstance(self._block(block), Heading)

    def heading_over(self, block: int | None) -> int | None:
        """Return the heading of the section that contains a block."""
        section = section_of(self._desk.blocks(), block) if block is not None else None
        return section.heading.id if section and section.heading else None

    def _all(self, blocks: Sequence[int]) -> list[Block]:
        """Return blocks by their ids, in the order of the story."""
        chosen = set(blocks)
        return [each for each in self._desk.blocks() if each.id in chosen]

    def _quotes(self, blocks: Sequence[int]) -> list[Quote]:
        return [each for each in self._all(blocks) if isinstance(each, Quote)]

    def _block(self, block: int | None) -> Block | None:
        return next((each for each in self._desk.blocks() if each.id == block), None)

    # Stories

    def begin(self) -> None:
        """Begin a new story and open it."""
        self._make(tr("New story"), lambda: self._stories.new(tr("Untitled recap")))

    def duplicate(self, story: StoryId) -> None:
        """Copy a story and open the copy."""

        def act() -> StoryId:
            title = next(each.title for each in self._stories.all() if each.id == story)
            copy = self._stories.new(tr("{title}, copy", title=title))
            self._stories.add(copy, self._stories.blocks(story))
            self._stories.tidy(copy, on=self._stories.story(story).tidy)
            return copy

        self._make(tr("Duplicate a story"), act)

    def delete(self, story: StoryId) -> None:
        """Delete a story; undo brings it back."""
        title = next((each.title for each in self._stories.all() if each.id == story), "")
        if self._desk.edit(tr("Delete a story"), lambda: self._stories.delete(story)):
            self._desk.reported.emit(
                tr(
                    "Deleted “{title}”. {keys} brings it back.",
                    title=isolated(title),
                    keys=spoken("undo"),
                )
            )

    def _make(self, label: str, make: Callable[[], StoryId]) -> None:
        made: list[StoryId] = []
        if self._desk.edit(label, lambda: made.append(make())):
            self._desk.open_story(made[0])


def _author(post: Post) -> tuple[str, str]:
    return post.platform, post.author.handle.casefold()


def _outside(order: Sequence[int], moving: Sequence[int], place: int) -> int:
    """Return the nearest block at or above a place that is not itself being moved."""
    above = order[: order.index(place) + 1] if place in order else []
    return next((id_ for id_ in reversed(above) if id_ not in moving), TOP)


def _added(block: Heading | Passage | Divider | Testimonial) -> str:
    match block:
        case Heading():
            return tr("Add a heading")
        case Passage():
            return tr("Add text")
        case Divider():
            return tr("Add a divider")
        case Testimonial():
            return tr("Add a testimonial")
