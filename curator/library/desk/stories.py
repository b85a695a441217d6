"""Stories: blocks in order, each with an id that it keeps for life.

Moving a block changes its rank and nothing else; editing one changes its words and
nothing else. So a drop can never overwrite what somebody wrote. Every method that
changes something is called inside `library.edit(label)`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from curator.errors import LibraryError
from curator.i18n import tr
from curator.library.values.counted_json import frozen, kind_of, thawed
from curator.library.values.fractional_rank import between
from curator.library.values.rows import BlockId, PostId, Row, StoryId, StoryInfo
from curator.model import (
    Block,
    Counted,
    Divider,
    Heading,
    Passage,
    Post,
    PullQuote,
    Quote,
    Story,
)


class Stories:
    """The stories of a library."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        rows: Callable[[Sequence[int]], list[Row]],
        pictures: Callable[[Iterable[str]], dict[str, bytes]],
        zone: Callable[[], str],
    ) -> None:
        self._run = connection.execute
        self._rows = rows
        self._pictures = pictures
        self._zone = zone

    def all(self) -> list[StoryInfo]:
        """Return the stories, oldest first."""
        rows = self._run(
            "SELECT stories.id, title, count(blocks.id), total(kind IN ('post', 'pull'))"
            " FROM stories LEFT JOIN blocks ON story = stories.id GROUP BY stories.id"
        )
        return [StoryInfo(StoryId(id_), title, n, int(quotes)) for id_, title, n, quotes in rows]

    def story(self, id_: StoryId) -> Story:
        """Return a story with its posts and their pictures."""
        row = self._run("SELECT title FROM stories WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise LibraryError(
                tr("There is no story {id} in this library. See: curator stories.", id=id_)
            )
        blocks = self.blocks(id_)
        story = Story(row[0], blocks, self._zone(), id=id_)
        return Story(row[0], blocks, self._zone(), self._pictures(_hashes(story.quoted)), id_)

    def blocks(self, id_: StoryId) -> tuple[Block, ...]:
        """Return the blocks of a story, in order."""
        found = self._run(
            "SELECT id, kind, text, level, post, value, why, pinned FROM blocks WHERE story = ?"
            " ORDER BY rank, id",
            (id_,),
        ).fetchall()
        quoted = list({row[4]: None for row in found if row[4] is not None})
        posts: dict[int, Post] = {row.id: row.post for row in self._rows(quoted)}
        return tuple(_block(row, posts.get(row[4])) for row in found)

    def new(self, title: str) -> StoryId:
        """Begin a story."""
        id_ = self._run("INSERT INTO stories (title) VALUES (?)", (title,)).lastrowid
        return StoryId(id_ or 0)

    def rename(self, id_: StoryId, title: str) -> None:
        """Give a story another title."""
        self._run("UPDATE stories SET title = ? WHERE id = ?", (title, id_))

    def delete(self, id_: StoryId) -> None:
        """Throw a story away."""
        self._run("DELETE FROM stories WHERE id = ?", (id_,))

    def add(
        self, id_: StoryId, blocks: Iterable[Block], after: BlockId | None = None
    ) -> list[BlockId]:
        """Put blocks in behind another, or with after=BlockId(0) at the top, or at the end."""
        blocks = list(blocks)
        ranks = self._ranks(id_, len(blocks), after)
        return [self._insert(id_, rank, block) for rank, block in zip(ranks, blocks, strict=True)]

    def edit(self, block: BlockId, text: str) -> None:
        """Change the words of a heading, passage or pull quote."""
        self._run("UPDATE blocks SET text = ? WHERE id = ? AND text <> ?", (text, block, text))

    def keep(self, block: BlockId, counted: Counted) -> None:
        """Put what was counted anew, or changed by hand, in the place of what a block kept."""
        self._run(
            "UPDATE blocks SET kind = ?, value = ? WHERE id = ? AND value <> ''",
            (kind_of(counted), frozen(counted), block),
        )

    def turn(self, block: BlockId, kind: str, text: str = "") -> None:
        """Make a post a pull quote, with the words that are pulled, or back again."""
        self._run(
            "UPDATE blocks SET kind = ?, text = ? WHERE id = ? AND post IS NOT NULL"
            " AND ? IN ('post', 'pull')",
            (kind, text, block, kind),
        )

    def swap(self, block: BlockId, post: PostId, why: str) -> None:
        """Quote another post in the place of one, and say why."""
        self._run(
            "UPDATE blocks SET post = ?, why = ?, kind = 'post', text = '' WHERE id = ?"
            " AND post IS NOT NULL",
            (post, why, block),
        )

    def pin(self, block: BlockId, *, on: bool) -> None:
        """Keep a quote whatever else is swapped, or let it go again."""
        self._run("UPDATE blocks SET pinned = ? WHERE id = ?", (int(on), block))

    def move(self, blocks: Sequence[BlockId], after: BlockId) -> None:
        """Move blocks, in the order given, behind another; after=BlockId(0) is the top."""
        story = self._run("SELECT story FROM blocks WHERE id = ?", (blocks[0],)).fetchone()
        if story is None or after in blocks:
            return
        ranks = self._ranks(story[0], len(blocks), after, moving=blocks)
        for rank, block in zip(ranks, blocks, strict=True):
            self._run("UPDATE blocks SET rank = ? WHERE id = ?", (rank, block))

    def remove(self, blocks: Iterable[BlockId]) -> None:
        """Take blocks out of their story; the posts stay in the library."""
        for block in blocks:
            self._run("DELETE FROM blocks WHERE id = ?", (block,))

    def used(self, id_: StoryId) -> frozenset[PostId]:
        """Return the posts that a story quotes."""
        rows = self._run("SELECT post FROM blocks WHERE story = ? AND post IS NOT NULL", (id_,))
        return frozenset(PostId(post) for (post,) in rows)

    def of(self, block: BlockId) -> StoryId | None:
        """Return the story that a block belongs to."""
        row = self._run("SELECT story FROM blocks WHERE id = ?", (block,)).fetchone()
        return row and StoryId(row[0])

    def quoting(self, post: int) -> list[StoryInfo]:
        """Return the stories that quote a post."""
        ids = {s for (s,) in self._run("SELECT story FROM blocks WHERE post = ?", (post,))}
        return [info for info in self.all() if info.id in ids]

    def _ranks(
        self, id_: StoryId, count: int, after: BlockId | None, moving: Sequence[BlockId] = ()
    ) -> list[str]:
        rows = self._run(
            "SELECT id, rank FROM blocks WHERE story = ? ORDER BY rank, id", (id_,)
        ).fetchall()
        order = [(block, rank) for block, rank in rows if block not in moving]
        place = len(order)
        if after is not None:
            places = {block: at for at, (block, _) in enumerate(order, 1)}
            place = places.get(after, len(order) if after else 0)
        low = order[place - 1][1] if place else ""
        high = order[place][1] if place < len(order) else ""
        return between(low, high, count)

    def _insert(self, id_: StoryId, rank: str, block: Block) -> BlockId:
        values = _values(block)
        post = block.post if isinstance(block, Quote | PullQuote) else None
        new = self._run(
            "INSERT INTO blocks (story, rank, kind, text, level, value, why, post)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (id_, rank, *values, post and self._id(post)),
        ).lastrowid
        return BlockId(new or 0)

    def _id(self, post: Post) -> int:
        row = self._run(
            "SELECT id FROM posts WHERE platform = ? AND key = ?", (post.platform, post.key)
        ).fetchone()
        if row is None:
            raise LibraryError(tr("The post {key} is not in this library.", key=post.key))
        return int(row[0])


def _hashes(posts: Iterable[Post]) -> set[str]:
    found = {media.hash for post in posts for media in post.media}
    found |= {post.author.avatar.hash for post in posts if post.author.avatar}
    return found - {""}


def _values(block: Block) -> tuple[str, str, int, str, str]:
    """Return kind, text, level, value and why."""
    match block:
        case Heading(text, level):
            return "heading", text, level, "", ""
        case Passage(text):
            return "text", text, 2, "", ""
        case Quote():
            return "post", "", 2, "", block.why
        case PullQuote(text):
            return "pull", text, 2, "", block.why
        case Divider():
            return "divider", "", 2, "", ""
        case _:
            return kind_of(block), "", 2, frozen(block), ""


def _block(row: tuple[int, str, str, int, int | None, str, str, int], post: Post | None) -> Block:
    id_, kind, text, level, _, value, why, pinned = row
    if post is not None:
        if kind == "pull":
            return PullQuote(text, post, id=id_, why=why)
        return Quote(post, id=id_, why=why, pinned=bool(pinned))
    if kind == "heading":
        return Heading(text, level, id_)
    if value and (counted := thawed(kind, value, id_)):
        return counted
    return Divider(id_) if kind == "divider" else Passage(text, id_)
