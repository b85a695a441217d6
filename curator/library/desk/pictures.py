"""Pictures and portraits, stored in the library by content hash.

Every picture is hostile until decoded: only four formats are tried, by Pillow alone, in a process
of its own, and none that claims more pixels than a photograph has. The window shows thumbnails
made there; the captured bytes are evidence and are stored beside them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from curator.picture_decoder import DECODER

LARGEST = 20 * 1024 * 1024
"""Most bytes of one picture."""

_THUMBNAIL = 640
_SCREEN = 2_560


class LinkedPicture(NamedTuple):
    """A picture that an archive links to but does not contain."""

    url: str
    media: list[int]
    """The media of posts that show it."""

    people: list[int]
    """The people whose portrait it is."""


class Pictures:
    """The pictures of a library."""

    LARGEST = LARGEST

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute

    def add(self, content: bytes) -> str:
        """Store a picture and return its hash, or '' if it cannot be shown.

        The caller holds the transaction.
        """
        name = sha256(content).hexdigest()
        if self._run("SELECT 1 FROM pictures WHERE hash = ?", (name,)).fetchone():
            return name
        made = _decoded(content, _THUMBNAIL)
        if made is None:
            return ""
        thumbnail, width, height = made
        self._run(
            "INSERT INTO pictures (hash, bytes, thumbnail, width, height) VALUES (?, ?, ?, ?, ?)",
            (name, content, thumbnail, width, height),
        )
        return name

    def begin_drawing(self) -> None:
        """Start what decodes pictures, without waiting for it, if the library has any."""
        if self._run("SELECT 1 FROM pictures LIMIT 1").fetchone():
            DECODER.begin()

    def wanted(self, posts: Sequence[int] | None = None) -> list[LinkedPicture]:
        """Return the pictures and portraits of which the library has only the address.

        posts: only those of these posts; None: all.
        """
        chosen = "" if posts is None else "AND posts.id IN (SELECT value FROM json_each(?))"
        values = [] if posts is None else [json.dumps(list(posts))]
        found: dict[str, LinkedPicture] = {}
        for url, person in self._run(
            "SELECT DISTINCT avatar, people.id FROM people JOIN posts ON person = people.id"
            f" WHERE avatar <> '' AND portrait = '' {chosen}",
            values,
        ):
            found.setdefault(url, LinkedPicture(url, [], [])).people.append(person)
        for url, media in self._run(
            "SELECT media.url, media.id FROM media JOIN posts ON posts.id = post"
            f" WHERE media.url <> '' AND hash = '' AND kind IN ('image', 'gif') {chosen}",
            values,
        ):
            found.setdefault(url, LinkedPicture(url, [], [])).media.append(media)
        return list(found.values())

    def keep(self, wanted: LinkedPicture, content: bytes) -> bool:
        """Store the content of an address everywhere it is linked; False if it is no picture.

        The caller holds the transaction.
        """
        name = self.add(content)
        if not name:
            return False
        for media in wanted.media:
            self._run("UPDATE media SET hash = ? WHERE id = ? AND hash = ''", (name, media))
        for person in wanted.people:
            self._run(
                "UPDATE people SET portrait = ? WHERE id = ? AND portrait = ''", (name, person)
            )
        return True

    def thumbnail(self, name: str) -> bytes:
        """Return a PNG of at most 640 pixels a side, made by Curator; b'' if there is none."""
        row = self._run("SELECT thumbnail FROM pictures WHERE hash = ?", (name,)).fetchone()
        return row[0] if row else b""

    def enlarged(self, name: str) -> bytes:
        """Return a picture at screen size as PNG, made anew by Curator; or b''."""
        row = self._run("SELECT bytes FROM pictures WHERE hash = ?", (name,)).fetchone()
        made = _decoded(row[0], _SCREEN) if row else None
        return made[0] if made else b""

    def originals(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return pictures as captured, by hash."""
        found: dict[str, bytes] = {}
        for name in names:
            row = self._run("SELECT bytes FROM pictures WHERE hash = ?", (name,)).fetchone()
            if row:
                found[name] = row[0]
        return found


def _decoded(content: bytes, longest: int) -> tuple[bytes, int, int] | None:
    """Return a PNG with its full width and height, or None if it is no picture."""
    if not content or len(content) > LARGEST:
        return None
    drawn = DECODER.draw(content, longest, "window")
    return drawn and (drawn.content, drawn.width, drawn.height)
