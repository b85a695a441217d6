"""Insertion of posts: in batches, each post once, merged with existing data.

What a merge replaced is written down beside the post, so that the import can be taken
out again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from curator.library.imports.change_log import ArchiveChanges
from curator.library.imports.id_repair import KeyMatcher
from curator.library.imports.insert_people import AuthorRows
from curator.library.values.checksum import CHECKED, checksum, renew_checksum
from curator.library.values.merge_posts import echo_kind, merged, milliseconds, packed
from curator.library.values.normalise import address, indexed
from curator.library.values.rows import ArchiveId, InsertedBatch
from curator.model import MADE, Media, Post

_CHUNK = 500
_CACHE = 200_000

_COLUMNS = (
    "text", "spans", "url", "lang", "reply_to", "reply_handle", "quote_of", "repost_of",
    "conversation", "likes", "reposts", "replies", "followers", "precision", "at", "raw_id",
    "echo", "context", "cut", "automated", "sensitive",
)  # fmt: skip

_INSERT = (
    f"INSERT INTO posts (id, platform, key, person, {', '.join(_COLUMNS)}, checksum)"
    f" VALUES ({', '.join('?' * (5 + len(_COLUMNS)))})"
)


class Intake:
    """Inserts the posts of one archive. The caller holds the transaction of each batch."""

    def __init__(self, connection: sqlite3.Connection, archive: ArchiveId) -> None:
        self._connection = connection
        self._run = connection.execute
        self._archive = archive
        self._noting = ArchiveChanges(connection, archive)
        self._meeting = AuthorRows(connection, self._noting)
        self._terms: dict[tuple[str, str], int] = {}
        self._joining = KeyMatcher(connection)
        self._joined_count = 0

    def add(self, posts: Sequence[Post]) -> InsertedBatch:
        """Insert a batch, and return how many posts were new, known and refreshed."""
        new = known = refreshed = 0
        joined = self._joined_count
        for platform, alike in groupby(posts, key=lambda post: post.platform):
            fresh, repeated = self._sort(platform, list(alike))
            self._insert(list(fresh.values()))
            new += sum(not post.context for post in fresh.values())
            for post in repeated:
                outcome = self._merge(post)
                new += outcome.new
                known += outcome.known
                refreshed += outcome.refreshed
        self._claim_originals(posts)
        self._meeting.forget(_CACHE)
        if len(self._terms) > _CACHE:
            self._terms.clear()
        return InsertedBatch(new, known, refreshed, self._joined_count - joined)

    def _sort(self, platform: str, posts: list[Post]) -> tuple[dict[str, Post], list[Post]]:
        """Separate posts new to the library from known ones and duplicates."""
        held = self._existing_keys(platform, [post.key for post in posts])
        posts = self._joined(platform, posts, held)
        fresh: dict[str, Post] = {}
        repeated: list[Post] = []
        for post in posts:
            if post.key in held or post.key in fresh:
                repeated.append(post)
            else:
                fresh[post.key] = post
        return fresh, repeated

    def _existing_keys(self, platform: str, keys: list[str]) -> set[str]:
        held: set[str] = set()
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            held.update(
                key
                for (key,) in self._run(
                    f"SELECT key FROM posts WHERE platform = ? AND key IN ({marks})",
                    (platform, *chunk),
                )
            )
        return held

    def _joined(self, platform: str, posts: list[Post], held: set[str]) -> list[Post]:
        """Exchange damaged keys for sound ones, in the new posts or in the library."""
        others = dict(
            self._joining.known_as(platform, [each for each in posts if each.key not in held])
        )
        return [self._under_one_key(each, others, held) for each in posts] if others else posts

    def _under_one_key(self, post: Post, others: dict[Post, str], held: set[str]) -> Post:
        other = others.pop(post, "")
        if other and post.key.startswith(MADE):
            post = replace(post, key=other)
        elif not other or post.key in held or not self._rekey(post, other):
            return post  # exists by now: a renamed account had the post under both names
        held.add(post.key)
        self._joined_count += 1
        return post

    def _rekey(self, post: Post, made: str) -> bool:
        """Give a post its sound key, and the time in that key.

        Return False if it already has a sound key, of another post that says the same.
        """
        row = self._run(
            "SELECT id, at, precision FROM posts WHERE platform = ? AND key = ?",
            (post.platform, made),
        ).fetchone()
        if row is None:
            return False
        id_, at, precision = row
        self._note_place(id_, post, {"key": made, "at": at, "precision": precision})
        now = {"key": post.key, "at": milliseconds(post.at), "precision": post.precision}
        self._update(id_, now)
        renew_checksum(self._connection, id_)
        return True

    # New posts

    def _insert(self, posts: list[Post]) -> None:
        if not posts:
            return
        many = self._connection.executemany
        first = 1 + (self._run("SELECT max(id) FROM posts").fetchone()[0] or 0)
        ids = range(first, first + len(posts))
        many(_INSERT, [(id_, *self._values(post)) for id_, post in zip(ids, posts, strict=True)])
        many(
            "INSERT INTO archive_posts (archive, post, place) VALUES (?, ?, ?)",
            [(self._archive, id_, post.place) for id_, post in zip(ids, posts, strict=True)],
        )
        many(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            [(id_, indexed(post)) for id_, post in zip(ids, posts, strict=True)],
        )
        self._insert_terms((id_, post.spans) for id_, post in zip(ids, posts, strict=True))
        media = [(id_, m) for id_, post in zip(ids, posts, strict=True) for m in post.media]
        self._insert_media(media)

    def _values(self, post: Post) -> tuple[object, ...]:
        person, spans, at = self._meeting.person(post), packed(post), milliseconds(post.at)
        checked = (post.platform, post.key, person, at, post.text, spans, post.url)
        told = (post.reply_handle, post.likes, post.reposts)
        return (
            post.platform,
            post.key,
            person,
            post.text,
            spans,
            post.url,
            post.lang,
            post.reply_to,
            post.reply_handle,
            post.quote_of,
            post.repost_of,
            post.conversation,
            post.likes,
            post.reposts,
            post.replies,
            post.author.followers,
            post.precision,
            at,
            post.raw_id,
            echo_kind(post),
            int(post.context),
            post.cut,
            post.automated,
            post.sensitive,
            checksum(*checked, *told),
        )

    def file_terms(self, post: int, spans: str) -> None:
        """Index a post by its hashtags, mentions and links; spans: in stored form."""
        self._insert_terms([(post, json.loads(spans) if spans else ())])

    def _insert_terms(self, posts: Iterable[tuple[int, Iterable[Sequence[Any]]]]) -> None:
        known = self._terms
        pairs = [
            (id_, known.get((kind, value)) or self._term(kind, value))
            for id_, spans in posts
            for kind, _, _, value, _ in spans
            if kind != "media"
        ]
        self._connection.executemany(
            "INSERT OR IGNORE INTO post_terms (post, term) VALUES (?, ?)", pairs
        )

    def _insert_media(self, media: list[tuple[int, Media]]) -> None:
        self._connection.executemany(
            "INSERT INTO media (post, kind, url, alt, file, hash) VALUES (?, ?, ?, ?, ?, ?)",
            [(post, m.kind, m.url, m.alt, m.file, m.hash) for post, m in media],
        )

    def _term(self, kind: str, value: str) -> int:
        """Return the id of a term, cached by its spelling."""
        folded = address(value) if kind == "link" else value.casefold()
        row = self._run(
            "SELECT id FROM terms WHERE kind = ? AND value = ?", (kind, folded)
        ).fetchone()
        id_ = self._terms[kind, value] = row[0] if row else self._new_term(kind, folded, value)
        return id_

    def _new_term(self, kind: str, folded: str, shown: str) -> int:
        return (
            self._run(
                "INSERT INTO terms (kind, value, shown) VALUES (?, ?, ?)", (kind, folded, shown)
            ).lastrowid
            or 0
        )

    # Existing posts

    def _merge(self, post: Post) -> InsertedBatch:
        row = self._run(
            f"SELECT id, person, {', '.join(_COLUMNS)} FROM posts WHERE platform = ? AND key = ?",
            (post.platform, post.key),
        ).fetchone()
        id_, person, held = row[0], row[1], dict(zip(_COLUMNS, row[2:], strict=True))
        changes = merged(held, post)
        self._meeting.refresh(post)
        if changes:
            if "spans" in changes:  # which come with words, or alone
                self._reindex(id_, held, post)
            own = {"platform": post.platform, "key": post.key, "person": person}
            now = held | changes | own
            self._update(id_, changes | {"checksum": checksum(*map(now.get, CHECKED))})
        self._unite_media(id_, post)
        self._note_place(id_, post, {name: held[name] for name in changes})
        self._keep_version(id_, held, post)
        if post.context:
            return InsertedBatch()
        counted = held["context"] == 0
        return InsertedBatch(int(not counted), int(counted), int(counted and bool(changes)))

    def _update(self, id_: int, changes: dict[str, Any]) -> None:
        assign = ", ".join(f"{name} = ?" for name in changes)
        self._run(f"UPDATE posts SET {assign} WHERE id = ?", (*changes.values(), id_))

    def _reindex(self, id_: int, held: dict[str, Any], post: Post) -> None:
        self._run(
            "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
            (id_, indexed(held["text"], held["spans"])),
        )
        self._run("INSERT INTO words (rowid, text) VALUES (?, ?)", (id_, indexed(post)))
        self._run("DELETE FROM post_terms WHERE post = ?", (id_,))
        self._insert_terms([(id_, post.spans)])

    def _unite_media(self, id_: int, post: Post) -> None:
        if not post.media:
            return
        held = {
            url: (media, hash_, file)
            for media, url, hash_, file in self._run(
                "SELECT id, url, hash, file FROM media WHERE post = ?", (id_,)
            )
        }
        for m in post.media:
            if m.url not in held:
                self._insert_media([(id_, m)])
                self._noting.added(self._run("SELECT last_insert_rowid()").fetchone()[0])
                continue
            media, hash_, file = held[m.url]
            if m.hash and not hash_:
                self._noting.filled(media, file)
                self._run(
                    "UPDATE media SET hash = ?, file = ? WHERE id = ?", (m.hash, m.file, media)
                )
            self._noting.holds(media, picture=bool(m.hash))

    def _note_place(self, id_: int, post: Post, before: dict[str, Any]) -> None:
        """Record the post's position in the archive and what was replaced, at first only."""
        row = self._run(
            "SELECT before FROM archive_posts WHERE archive = ? AND post = ?",
            (self._archive, id_),
        ).fetchone()
        older = json.loads(row[0]) if row and row[0] else {}
        text = json.dumps(before | older) if before or older else ""
        self._run(
            "INSERT INTO archive_posts (archive, post, place, before) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET before = excluded.before",
            (self._archive, id_, post.place, text),
        )

    def _keep_version(self, id_: int, held: dict[str, Any], post: Post) -> None:
        """Store a version of the text if it truly differs: the post may have been edited."""
        if post.text == held["text"] or post.cut or held["cut"] or post.context:
            return
        lost = held["text"] if len(post.text) > len(held["text"]) else post.text
        self._run(
            "INSERT OR IGNORE INTO versions (post, archive, text) VALUES (?, ?, ?)",
            (id_, self._archive, lost),
        )

    def _claim_originals(self, posts: Sequence[Post]) -> None:
        """Make originals that are known only from reposts represent them in the list.

        The repost may have been imported first, with an earlier archive.
        """
        claim = "UPDATE posts SET context = 2 WHERE platform = ? AND key = ? AND context = 1"
        self._connection.executemany(
            claim, {(post.platform, post.repost_of) for post in posts if post.repost_of}
        )
        self._connection.executemany(
            claim + " AND EXISTS (SELECT 1 FROM posts e"
            " WHERE e.repost_of = posts.key AND e.platform = posts.platform)",
            {(post.platform, post.key) for post in posts if post.context},
        )
