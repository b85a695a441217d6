"""Stories: blocks in order, each with an id that it keeps for life.

Moving a block changes its rank and nothing else; editing one changes its words and
nothing else. So a drop can never overwrite what somebody wrote. Every method that
changes something is called inside `library.edit(label)`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any, Literal, cast, get_args

from curator.counted_json import Kept, dump_block, kind_of, load_block
from curator.errors import LibraryError, StoryGoneError
from curator.i18n import tr
from curator.library.desk.story_json import UID, next_story
from curator.library.values.fixed_story import fixed_story, fixed_values
from curator.library.values.fractional_rank import between
from curator.library.values.known_blocks import KnownBlocks
from curator.library.values.rows import BlockId, PostId, Row, StoryId, StoryInfo
from curator.model import (
    Block,
    Divider,
    Group,
    GroupKind,
    Heading,
    Image,
    Origin,
    Passage,
    Post,
    PullQuote,
    Quote,
    Story,
    is_of_same_account,
    quoted_in,
)

_COLUMNS = (
    "id", "kind", "text", "level", "post", "value", "why", "pinned", "as_posted", "trims",
    "compact", "note",
)  # fmt: skip
_KIND, _POST = _COLUMNS.index("kind"), _COLUMNS.index("post")
_WITH_PARTS = ("post", "pull", *get_args(GroupKind))
"""Kinds of blocks that are followed by the blocks of their further posts."""


class Stories:
    """The stories of a library."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        rows: Callable[[Sequence[int]], list[Row]],
        pictures: Callable[[Iterable[str]], dict[str, bytes]],
        zone: Callable[[Iterable[Post]], str],
        hashtags: Callable[[], frozenset[str]],
        origins: Callable[[Iterable[Post]], dict[tuple[str, str], Origin]],
    ) -> None:
        self._run = connection.execute
        self._rows = rows
        self._pictures = pictures
        self._zone = zone
        self._hashtags = hashtags
        self._origins = origins

    def all(self) -> list[StoryInfo]:
        """Return the stories, oldest first."""
        rows = self._run(
            "SELECT stories.id, title, total(kind <> 'part'), total(kind IN ('post', 'pull')),"
            " tidy FROM stories LEFT JOIN blocks ON story = stories.id GROUP BY stories.id"
        )
        return [
            StoryInfo(StoryId(id_), title, int(blocks), int(quotes), bool(tidy))
            for id_, title, blocks, quotes, tidy in rows
        ]

    def story(self, id_: StoryId, blocks: tuple[Block, ...] | None = None) -> Story:
        """Return a story with its posts and their pictures; blocks: as they were, not as now."""
        row = self._run("SELECT title, tidy, fixed FROM stories WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise StoryGoneError(
                tr("There is no story {id} in this library. See: curator stories.", id=id_)
            )
        title, tidy, fixed = row
        blocks = self.blocks(id_) if blocks is None else blocks
        posts = quoted_in(blocks)
        story = Story(
            title,
            blocks,
            self._zone(posts),
            self._pictures(_hashes(posts) | _own_pictures(blocks)),
            id_,
            tidy=bool(tidy),
            hashtags=self.hashtags(blocks),
            origins=self._origins(posts),
        )
        return fixed_story(story, fixed) if fixed else story

    def title(self, uid: str) -> str:
        """Return the title of the story with a uid, or ''."""
        row = self._run(f"SELECT title FROM stories WHERE {UID} = ?", (uid,)).fetchone()
        return str(row[0]) if row else ""

    def hashtags(self, blocks: Iterable[Block]) -> frozenset[str]:
        """Return the chat's own hashtags, folded: those of most posts, here or in a story."""
        from curator.quoting import common_hashtags  # noqa: PLC0415  its patterns delay the start

        return self._hashtags() | common_hashtags(quoted_in(blocks))

    def blocks(self, id_: StoryId, known: KnownBlocks | None = None) -> tuple[Block, ...]:
        """Return the blocks of a story, in order.

        known: what was read before; a block that has not changed is the same object again.
        """
        known = known or KnownBlocks()
        found = self._run(
            f"SELECT {', '.join(_COLUMNS)} FROM blocks WHERE story = ? ORDER BY rank, id", (id_,)
        ).fetchall()
        runs = _runs(found)
        unknown = [row for run in runs if run not in known.blocks for row in run]
        self._read({row[_POST] for row in unknown}, known.posts)
        known.blocks = {
            run: known.blocks.get(run) or self.made([_named(row) for row in run], known.posts)
            for run in runs
        }
        return tuple(block for run in runs for block in known.blocks[run])

    def _read(self, ids: Iterable[int | None], posts: dict[int, Post]) -> None:
        """Add the posts with these ids to those that were read before."""
        unread = [post for post in ids if post is not None and post not in posts]
        posts.update({row.id: row.post for row in self._rows(unread)} if unread else {})

    def made(
        self, rows: Sequence[Mapping[str, Any]], known: dict[int, Post] | None = None
    ) -> tuple[Block, ...]:
        """Return the blocks that table rows describe, in order.

        known: a cache of posts by their ids; posts read now are added to it.
        """
        posts: dict[int, Post] = {} if known is None else known
        self._read((row["post"] for row in rows), posts)
        return _threaded((row["kind"], _block(row, posts.get(row["post"] or 0))) for row in rows)

    def new(self, title: str) -> StoryId:
        """Create a story."""
        id_ = next_story(self._run)
        self._run(
            "INSERT INTO stories (id, title, tidy, uid)"
            " VALUES (?, ?, 1, lower(hex(randomblob(8))))",
            (id_, title),
        )
        return StoryId(id_)

    def take_in(self, story: Story) -> StoryId:
        """Create a story that came finished with an archive, its posts being in the library."""
        id_ = self.new(story.title)
        self.tidy(id_, on=story.tidy)
        made = self.add(id_, story.blocks)
        if story.fixed:
            values = fixed_values(story, made)
            self._run("UPDATE stories SET fixed = ? WHERE id = ?", (values, id_))
        return id_

    def rename(self, id_: StoryId, title: str) -> None:
        """Rename a story."""
        self._run("UPDATE stories SET title = ? WHERE id = ?", (title, id_))

    def delete(self, id_: StoryId) -> None:
        """Delete a story."""
        self._run("DELETE FROM stories WHERE id = ?", (id_,))

    def add(
        self, id_: StoryId, blocks: Iterable[Block], after: BlockId | None = None
    ) -> list[BlockId]:
        """Insert blocks after another, with after=BlockId(0) at the top, or at the end."""
        blocks = list(blocks)
        rows = [row for block in blocks for row in (block, *_parts(block))]
        ranks = iter(self._ranks(id_, len(rows), after))
        made: list[BlockId] = []
        for block in blocks:
            made.append(self._insert(id_, next(ranks), block))
            for part in _parts(block):
                self._insert(id_, next(ranks), part, kind="part")
        return made

    def edit(self, block: BlockId, text: str) -> None:
        """Change the text of a heading, passage or pull quote."""
        self._run("UPDATE blocks SET text = ? WHERE id = ? AND text <> ?", (text, block, text))

    def keep(self, block: BlockId, counted: Kept) -> None:
        """Replace the value of a block: counted again, or changed by hand."""
        self._run(
            "UPDATE blocks SET kind = ?, value = ? WHERE id = ? AND value <> ''",
            (kind_of(counted), dump_block(counted), block),
        )

    def set_kind(self, block: BlockId, kind: str, text: str = "") -> None:
        """Turn a quote into a pull quote of these words, or back."""
        self._run(
            "UPDATE blocks SET kind = ?, text = ? WHERE id = ? AND post IS NOT NULL"
            " AND ? IN ('post', 'pull')",
            (kind, text, block, kind),
        )

    def swap(self, block: BlockId, post: PostId, why: str, rest: Sequence[PostId] = ()) -> None:
        """Replace the quoted post, with the parts of its thread, and the reason."""
        self.remove(self._parts_of(block))
        self._run(
            "UPDATE blocks SET post = ?, why = ?, kind = 'post', text = '', trims = '', note = ''"
            " WHERE id = ?"
            " AND post IS NOT NULL",
            (post, why, block),
        )
        story = self.of(block)
        if rest and story is not None:
            posts = {row.id: row.post for row in self._rows(rest)}
            for rank, part in zip(self._ranks(story, len(rest), block), rest, strict=True):
                self._insert(story, rank, Quote(posts[part]), kind="part")

    def explain(self, block: BlockId, why: str) -> None:
        """Set what the editor is told of a block, which is never published."""
        self._run("UPDATE blocks SET why = ? WHERE id = ? AND why <> ?", (why, block, why))

    def pin(self, block: BlockId, *, on: bool) -> None:
        """Pin a quote, so that it stays when others are exchanged, or unpin it."""
        self._run("UPDATE blocks SET pinned = ? WHERE id = ?", (int(on), block))

    def tidy(self, id_: StoryId, *, on: bool) -> None:
        """Show the quotes of a story tidied, or as they were posted."""
        self._run("UPDATE stories SET tidy = ? WHERE id = ?", (int(on), id_))

    def keep_as_posted(self, block: BlockId, *, on: bool) -> None:
        """Show a quote as posted although its story is tidied, or tidied again."""
        self._run("UPDATE blocks SET as_posted = ? WHERE id = ?", (int(on), block))

    def trim(self, block: BlockId, trims: Iterable[tuple[int, int]]) -> None:
        """Cut ranges of the text, in code points, from a quote; none: show it whole."""
        kept = json.dumps(list(trims)) if trims else ""
        self._run("UPDATE blocks SET trims = ? WHERE id = ? AND kind = 'post'", (kept, block))

    def shrink(self, block: BlockId, *, on: bool) -> None:
        """Show a quote in small form, or as a card again."""
        self._run("UPDATE blocks SET compact = ? WHERE id = ?", (int(on), block))

    def annotate(self, block: BlockId, note: str) -> None:
        """Set the note for print below a quote, in Markdown; '': none."""
        self._run(
            "UPDATE blocks SET note = ? WHERE id = ? AND post IS NOT NULL AND note <> ?",
            (note, block, note),
        )

    def level(self, block: BlockId, level: int) -> None:
        """Set the level of a heading."""
        self._run("UPDATE blocks SET level = ? WHERE id = ? AND kind = 'heading'", (level, block))

    def move(self, blocks: Sequence[BlockId], after: BlockId) -> None:
        """Move blocks, in the order given, after another; after=BlockId(0) is the top."""
        story = self._run("SELECT story FROM blocks WHERE id = ?", (blocks[0],)).fetchone()
        if story is None or after in blocks:
            return
        blocks = [row for block in blocks for row in (block, *self._parts_of(block))]
        ranks = self._ranks(story[0], len(blocks), after, moving=blocks)
        for rank, block in zip(ranks, blocks, strict=True):
            self._run("UPDATE blocks SET rank = ? WHERE id = ?", (rank, block))

    def remove(self, blocks: Iterable[BlockId]) -> None:
        """Remove blocks from their story; the posts stay in the library."""
        for block in blocks:
            for row in (block, *self._parts_of(block)):
                self._run("DELETE FROM blocks WHERE id = ?", (row,))

    def join(self, blocks: Sequence[BlockId], kind: GroupKind | Literal["thread"]) -> BlockId:
        """Merge quotes into one block: a thread after its first part, or a group of posts."""
        story = self.of(blocks[0])
        if story is None:
            raise LibraryError(tr("These blocks are in no story any more."))
        head, *rest = blocks
        if kind != "thread":
            head, rest = self._insert_before(story, head, Group(kind, ())), list(blocks)
        parts = [row for block in rest for row in (block, *self._parts_of(block))]
        self._set_behind(story, head, parts)
        return head

    def take_apart(self, block: BlockId) -> list[BlockId]:
        """Turn the posts of a thread or a group into separate quotes again."""
        parts = self._parts_of(block)
        for part in parts:
            self._run("UPDATE blocks SET kind = 'post' WHERE id = ?", (part,))
        kinds = tuple(get_args(GroupKind))
        gone = self._run(
            f"DELETE FROM blocks WHERE id = ? AND kind IN ({', '.join('?' * len(kinds))})",
            (block, *kinds),
        ).rowcount
        return parts if gone else [block, *parts]

    def _insert_before(self, story: StoryId, block: BlockId, made: Block) -> BlockId:
        order = [id_ for (id_,) in self._run(
            "SELECT id FROM blocks WHERE story = ? ORDER BY rank, id", (story,)
        )]  # fmt: skip
        at = order.index(block)
        (rank,) = self._ranks(story, 1, BlockId(order[at - 1] if at else 0))
        return self._insert(story, rank, made)

    def _set_behind(self, story: StoryId, head: BlockId, parts: Sequence[BlockId]) -> None:
        own = self._parts_of(head)
        ranks = self._ranks(story, len(own) + len(parts), head, moving=(*own, *parts))
        for rank, part in zip(ranks, (*own, *parts), strict=True):
            self._run("UPDATE blocks SET rank = ?, kind = 'part' WHERE id = ?", (rank, part))

    def used(self, id_: StoryId, among: Collection[int] | None = None) -> frozenset[PostId]:
        """Return the posts that a story quotes; among: which of these it does."""
        sql = "SELECT post FROM blocks WHERE story = ? AND post IS NOT NULL"
        values: list[Any] = [id_]
        if among is not None:
            sql += " AND post IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(list(among)))
        rows = self._run(sql, values)
        return frozenset(PostId(post) for (post,) in rows)

    def of(self, block: BlockId) -> StoryId | None:
        """Return the story that contains a block."""
        row = self._run("SELECT story FROM blocks WHERE id = ?", (block,)).fetchone()
        return row and StoryId(row[0])

    def quoting(self, post: int) -> list[StoryInfo]:
        """Return the stories that quote a post."""
        ids = {s for (s,) in self._run("SELECT story FROM blocks WHERE post = ?", (post,))}
        return [info for info in self.all() if info.id in ids]

    def _parts_of(self, block: int) -> list[BlockId]:
        """Return the parts of a thread that follow a quote."""
        rows = self._run(
            "SELECT id, kind FROM blocks WHERE story = (SELECT story FROM blocks WHERE id = ?)"
            " ORDER BY rank, id",
            (block,),
        ).fetchall()
        order = [id_ for id_, _ in rows]
        behind = rows[order.index(block) + 1 :] if block in order else []
        if block in order and rows[order.index(block)][1] not in _WITH_PARTS:
            return []
        return [BlockId(id_) for id_, _ in takewhile(lambda row: row[1] == "part", behind)]

    def _ranks(
        self, id_: StoryId, count: int, after: BlockId | None, moving: Sequence[BlockId] = ()
    ) -> list[str]:
        rows = self._run(
            "SELECT id, rank, kind FROM blocks WHERE story = ? ORDER BY rank, id", (id_,)
        ).fetchall()
        order = [row for row in rows if row[0] not in moving]
        place = len(order)
        if after is not None:
            places = {block: at for at, (block, _, _) in enumerate(order, 1)}
            place = places.get(after, len(order) if after else 0)
            while 0 < place < len(order) and order[place][2] == "part":
                place += 1  # never between the parts of a thread
        low = order[place - 1][1] if place else ""
        high = order[place][1] if place < len(order) else ""
        return between(low, high, count)

    def _insert(self, id_: StoryId, rank: str, block: Block, *, kind: str = "") -> BlockId:
        own, *values = _values(block)
        post = block.post if isinstance(block, Quote | PullQuote) else None
        note = block.note if isinstance(block, Quote | PullQuote) else ""
        shown = block if isinstance(block, Quote) else None
        trims = json.dumps(shown.trims) if shown and shown.trims else ""
        raw, small = (int(bool(shown and each)) for each in _shapes(shown))
        new = self._run(
            "INSERT INTO blocks (story, rank, kind, text, level, value, why, as_posted, trims,"
            " compact, note, post, uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " lower(hex(randomblob(8))))",
            (id_, rank, kind or own, *values, raw, trims, small, note, post and self._id(post)),
        ).lastrowid
        return BlockId(new or 0)

    def _id(self, post: Post) -> int:
        row = self._run(
            "SELECT id FROM posts WHERE platform = ? AND key = ?", (post.platform, post.key)
        ).fetchone()
        if row is None:
            raise LibraryError(tr("The post {key} is not in this library.", key=post.key))
        return int(row[0])


def _runs(rows: Iterable[tuple[Any, ...]]) -> list[tuple[tuple[Any, ...], ...]]:
    """Return table rows, each with the parts of its thread or group behind it."""
    runs: list[list[tuple[Any, ...]]] = []
    for row in rows:
        if row[_KIND] == "part" and runs:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [tuple(run) for run in runs]


def _named(row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(_COLUMNS, row, strict=True))


def _hashes(posts: Iterable[Post]) -> set[str]:
    found = {media.hash for post in posts for media in post.media}
    found |= {post.author.avatar.hash for post in posts if post.author.avatar}
    return found - {""}


def _own_pictures(blocks: Iterable[Block]) -> set[str]:
    return {block.media.hash for block in blocks if isinstance(block, Image)} - {""}


def _shapes(quote: Quote | None) -> tuple[bool, bool]:
    """Return whether a quote is shown as posted, and whether it is small."""
    return (quote.as_posted, quote.compact) if quote else (False, False)


def _values(block: Block) -> tuple[str, str, int, str, str]:
    """Return kind, text, level, value and why."""
    match block:
        case Heading(text, level):
            return "heading", text, level, "", block.why
        case Passage(text):
            return "text", text, 2, "", ""
        case Quote():
            return "post", "", 2, "", block.why
        case PullQuote(text):
            return "pull", text, 2, "", block.why
        case Divider() | Group():
            kind = block.kind if isinstance(block, Group) else "divider"
            return kind, "", 2, "", ""
        case _:
            return kind_of(block), "", 2, dump_block(block), ""


def _parts(block: Block) -> tuple[Quote, ...]:
    """Return the further parts of a thread, or the posts of a group, as separate blocks."""
    if isinstance(block, Group):
        return block.quotes
    return tuple(map(Quote, block.rest)) if isinstance(block, Quote) else ()


def _threaded(rows: Iterable[tuple[str, Block]]) -> tuple[Block, ...]:
    """Return blocks with the parts of each thread in the quote they follow.

    A pull quote is of the first part only; what follows waits until the post is whole again.
    What somebody else wrote is no part of a thread, whatever the library says: it would stand
    under the wrong name. It is a quote of its own.
    """
    found: list[Block] = []
    for kind, block in rows:
        before = found[-1] if found else None
        if kind != "part" or not isinstance(block, Quote):
            found.append(block)
        elif isinstance(before, Quote) and is_of_same_account(before.post, block.post):
            found[-1] = replace(before, rest=(*before.rest, block.post))
        elif isinstance(before, Group):
            found[-1] = replace(before, quotes=(*before.quotes, block))
        elif not isinstance(before, PullQuote):
            found.append(block)
    return tuple(found)


def _block(row: Mapping[str, Any], post: Post | None) -> Block:
    id_, kind, text, value = row["id"], row["kind"], row["text"], row["value"]
    if post is not None:
        if kind == "pull":
            return PullQuote(text, post, id=id_, why=row["why"], note=row["note"])
        return Quote(
            post,
            id=id_,
            why=row["why"],
            pinned=bool(row["pinned"]),
            as_posted=bool(row["as_posted"]),
            trims=_stretches(row["trims"]),
            compact=bool(row["compact"]),
            note=row["note"],
        )
    if kind == "heading":
        return Heading(text, row["level"], id_, row["why"])
    if kind in get_args(GroupKind):
        return Group(cast(GroupKind, kind), (), id_)
    if value and (counted := load_block(kind, value, id_)):
        return counted
    return Divider(id_) if kind == "divider" else Passage(text, id_)


def _stretches(value: str) -> tuple[tuple[int, int], ...]:
    """Return the stored ranges, or none if the value is invalid."""
    if not value:
        return ()
    try:
        return tuple((int(start), int(end)) for start, end in json.loads(value))
    except (TypeError, ValueError):
        return ()
