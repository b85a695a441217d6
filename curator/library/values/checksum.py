"""The checksum that a post is stored with, so that a change of its words in the file is noticed.

SQLite's own check sees pages and types, and not that a letter is another. A CRC is no proof
against somebody who changes the file on purpose: it finds what a disk or a copy did to it.
"""

from __future__ import annotations

import sqlite3
from zlib import crc32

import orjson

CHECKED = (
    "platform", "key", "person", "at", "text", "spans", "url", "reply_handle", "likes", "reposts",
)  # fmt: skip
"""The columns of a post that are evidence of who said what, when, where and to whom."""

LISTED = ", ".join(CHECKED)


def renew_checksum(connection: sqlite3.Connection, post: int) -> None:
    """Give a post the checksum of what it says now; called by whoever changes one of CHECKED."""
    values = connection.execute(f"SELECT {LISTED} FROM posts WHERE id = ?", (post,)).fetchone()
    connection.execute("UPDATE posts SET checksum = ? WHERE id = ?", (checksum(*values), post))


def checksum(*values: object) -> int:
    """Return the checksum of a post's values, in the order of CHECKED."""
    return crc32(orjson.dumps(values))


def altered(connection: sqlite3.Connection) -> int:
    """Return how many posts are not what they were when their checksum was taken."""
    connection.create_function("checksum_of", len(CHECKED), checksum, deterministic=True)
    (count,) = connection.execute(
        f"SELECT count(*) FROM posts WHERE checksum <> checksum_of({LISTED})"
    ).fetchone()
    return int(count)
