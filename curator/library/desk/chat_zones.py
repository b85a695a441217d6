"""In which zone each chat is shown: where it was held, in a library that has chats of several.

The editor's word counts first, then what the archive and the announcements of its series tell,
which is worked out beside the library and kept here. Else it is the library's zone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from curator.library.values.rows import ArchiveId

IN_CHAT = "posts.at BETWEEN chats.begins AND chats.ends"
"""SQL: a post was written during a chat."""

OF_CHAT = (
    "posts.at BETWEEN (SELECT begins FROM chats WHERE id = {chat})"
    " AND (SELECT ends FROM chats WHERE id = {chat})"
)
"""SQL: a post was written during the chat with an id."""

CHAT_CALLED = (
    "ifnull((SELECT id FROM chats WHERE id = ?), (SELECT chats.id FROM posts AS named JOIN chats"
    " ON named.at BETWEEN chats.begins AND chats.ends WHERE named.id = ?))"
)
"""SQL for the chat with an id, or else for the one that contains the post with that id."""

FOUND = "zones of chats"
"""The name under which the library remembers what was found."""

_OVERRULED = "zones of chats overruled"
"""The name under which it remembers the series for which the user chose the library's zone."""


class ZoneFound(NamedTuple):
    """The zone of a series of chats, as its archive or its announcements tell."""

    zone: str
    """Its IANA name."""

    reason: str
    """As a sentence."""


class ChatZones:
    """The zones of chats. A series is the chats that have a hashtag in common."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        recall: Callable[[str], str],
        remember: Callable[[str, str], None],
        library_zone: Callable[[], str],
    ) -> None:
        self._run = connection.execute
        self._recall = recall
        self._remember = remember
        self._library_zone = library_zone

    @property
    def usual(self) -> str:
        """The zone of what is in no chat: the library's."""
        return self._library_zone()

    def all(self) -> dict[int, ZoneFound]:
        """Return the zone of each chat, by its id; without reason where it is the library's."""
        rows = self._run("SELECT id, hashtag, zone FROM chats ORDER BY begins").fetchall()
        named = {hashtag.casefold(): zone for _, hashtag, zone in rows if hashtag and zone}
        found, usual = self._found(), ZoneFound(self.usual, "")
        zones: dict[int, ZoneFound] = {}
        for id_, hashtag, zone in rows:
            series = hashtag.casefold()
            by_hand = zone or named.get(series, "")
            told = ZoneFound(by_hand, "") if by_hand else found.get(series, usual)
            zones[id_] = usual if told.zone == usual.zone else told
        return zones

    def of_chats(self, names: Iterable[int]) -> str:
        """Return the zone of the chats that a search names; the library's if they have several."""
        return self._common(self._called(names))

    def of_posts(self, posts: Iterable[int]) -> str:
        """Return the zone of the chats of posts; the library's if these have several."""
        rows = self._run(
            "SELECT DISTINCT chats.id FROM json_each(?) JOIN posts ON posts.id = json_each.value"
            f" JOIN chats ON {IN_CHAT}",
            (json.dumps([*posts]),),
        )
        return self._common(id_ for (id_,) in rows)

    def archives(self) -> dict[str, ArchiveId]:
        """Return the archive that has most posts of each series, by its folded hashtag."""
        rows = self._run(
            "SELECT chats.hashtag, archive, count(*) FROM chats CROSS JOIN posts"
            f" ON {IN_CHAT} AND context = 0 JOIN archive_posts ON archive_posts.post = posts.id"
            " WHERE chats.hashtag <> '' GROUP BY 1, 2 ORDER BY 3, 2 DESC"
        )
        return {hashtag.casefold(): ArchiveId(archive) for hashtag, archive, _ in rows}

    def keep(self, found: Mapping[str, ZoneFound]) -> None:
        """Remember the zones of series, by their folded hashtags."""
        self._remember(FOUND, json.dumps(found, ensure_ascii=False, sort_keys=True))

    def _called(self, names: Iterable[int]) -> Iterable[int]:
        for name in names:
            (id_,) = self._run(f"SELECT ({CHAT_CALLED})", (name, name)).fetchone()
            if id_ is not None:
                yield id_

    def _common(self, chats: Iterable[int]) -> str:
        asked = {*chats}
        zones = {each.zone for id_, each in self.all().items() if id_ in asked} if asked else set()
        return zones.pop() if len(zones) == 1 else self.usual

    def overrule(self) -> None:
        """Let the library's zone count for all series that there are, whatever was found."""
        rows = self._run("SELECT DISTINCT hashtag FROM chats").fetchall()
        self._remember(_OVERRULED, json.dumps(sorted({tag.casefold() for (tag,) in rows})))

    def _found(self) -> Mapping[str, ZoneFound]:
        try:
            kept: Any = json.loads(self._recall(FOUND) or "{}")
            overruled: Any = json.loads(self._recall(_OVERRULED) or "[]")
            return {
                str(tag): ZoneFound(str(zone), str(why))
                for tag, (zone, why) in kept.items()
                if tag not in overruled
            }
        except (ValueError, TypeError, AttributeError):  # nobody but a program wrote it
            return {}
