"""Posts of a list in groups: by question, person, tag or day."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from curator.library.desk.questions import PLACED
from curator.library.search.visibility import person_of
from curator.library.values.rows import GroupBy

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PostGroup:
    """Some posts of a list that have something in common."""

    key: int | str
    """The id of the question, person or tag; the day as year-month-day; 0 for none."""

    posts: array[int]
    """In the order of the list."""


class Grouping:
    """Sorts posts into groups."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute

    def groups(self, ids: Sequence[int], by: GroupBy, zone: tzinfo) -> list[PostGroup]:
        """Return the posts in groups; those of none come last.

        Questions stand in the order in which they were asked, people and tags by their number
        of posts, days, which are of the zone, as the list has them. A post with several tags is
        in the group of each.
        """
        asked = (json.dumps(list(ids)),)
        match by:
            case "day":
                return self._days(ids, asked, zone)
            case "question":
                asked_in = self._run("SELECT id FROM questions ORDER BY at, number")
                order = [id_ for (id_,) in asked_in]
                pairs = self._run(
                    f"SELECT post, question FROM ({PLACED})"
                    " WHERE post IN (SELECT value FROM json_each(?))",
                    asked,
                )
                return _sorted(ids, dict(pairs), order)
            case "person":
                person = person_of(self._run)
                pairs = self._run(
                    f"SELECT posts.id, {person} FROM json_each(?)"
                    " CROSS JOIN posts ON posts.id = json_each.value",
                    asked,
                )
                return _sorted(ids, dict(pairs), None)
            case "tag":
                return self._tags(ids, asked)

    def _days(self, ids: Sequence[int], asked: tuple[str], zone: tzinfo) -> list[PostGroup]:
        times = dict(
            self._run(
                "SELECT posts.id, at FROM json_each(?)"
                " CROSS JOIN posts ON posts.id = json_each.value",
                asked,
            )
        )
        days = _days_of(times.values(), zone)
        found = {post: days[at] for post, at in times.items()}
        return _sorted(ids, found, list(dict.fromkeys(found[id_] for id_ in ids if id_ in found)))

    def _tags(self, ids: Sequence[int], asked: tuple[str]) -> list[PostGroup]:
        tags: dict[int, list[int]] = defaultdict(list)
        for post, tag in self._run(
            "SELECT post, tag FROM post_tags WHERE post IN (SELECT value FROM json_each(?))",
            asked,
        ):
            tags[post].append(tag)
        members: dict[int, list[int]] = defaultdict(list)
        for id_ in ids:
            for tag in tags.get(id_, (0,)):
                members[tag].append(id_)
        rest = members.pop(0, [])
        names = dict(self._run("SELECT id, name FROM tags"))
        order = sorted(members, key=lambda tag: (-len(members[tag]), names[tag].casefold()))
        groups = [PostGroup(tag, array("q", members[tag])) for tag in order]
        return [*groups, PostGroup(0, array("q", rest))] if rest else groups


def _sorted(
    ids: Sequence[int], keys: Mapping[int, int | str], order: Iterable[int | str] | None
) -> list[PostGroup]:
    """Return posts by key; order: of the keys, or None for the largest group first."""
    groups: dict[int | str, list[int]] = defaultdict(list)
    for id_, key in zip(ids, map(keys.get, ids), strict=True):
        groups[key or 0].append(id_)
    if order is None:
        order = sorted(groups, key=lambda key: -len(groups[key]))
    placed = [key for key in order if key in groups and key]
    last = [0] if 0 in groups else []
    return [PostGroup(key, array("q", groups[key])) for key in (*placed, *last)]


def _days_of(times: Iterable[int], zone: tzinfo) -> dict[int, str]:
    """Return the day of each time in a zone; a day's bounds are worked out once, not per time."""
    found: dict[int, str] = {}
    start, end, day = 1, 0, ""
    for at in sorted(set(times)):
        if not start <= at < end:
            date = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).date()
            bounds = (datetime.combine(each, time(), zone) for each in (date, date + _DAY))
            start, end = (int(each.timestamp() * 1000) for each in bounds)
            day = date.isoformat()
        found[at] = day
    return found
