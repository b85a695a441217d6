"""Figures about the posts that answer a search, each with its definition.

Reach and impressions are counted as PRODUCT's table defines them: impressions are the sum
over posts of the author's followers as recorded with the post; reach lies between the
largest account and the sum over accounts, and is never told as one number.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from curator.i18n import tr
from curator.library.looking import Looking
from curator.library.search import Query
from curator.library.standings import person_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = 60_000
_SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing that posts share, and how often."""

    value: str
    count: int
    people: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What can be counted of the posts that answer a search."""

    query: str
    start: datetime | None
    end: datetime | None
    zone: str
    posts: int
    native: int
    textual: int
    replies: int
    people: int
    echo_only_people: int
    impressions: int
    impressions_known: int
    """Posts whose author's followers were recorded."""

    reach_low: int
    reach_high: int
    reach_known: int
    """People with at least one recorded count of followers."""

    peak: datetime | None
    peak_posts: int
    hashtags: tuple[Counted, ...]
    mentions: tuple[Counted, ...]
    links: tuple[Counted, ...]
    contributors: tuple[Counted, ...]

    @property
    def originals(self) -> int:
        """Posts that are no echo."""
        return self.posts - self.native - self.textual


class Facts:
    """Counts posts."""

    def __init__(
        self, connection: sqlite3.Connection, posts: Looking, zone: Callable[[], tzinfo]
    ) -> None:
        self._run = connection.execute
        self._posts = posts
        self._zone = zone

    def figures(self, query: Query, zone: tzinfo | None = None, most: int = 50) -> Figures:
        """Count the posts that answer a query; lists hold the most frequent."""
        zone = zone or self._zone()
        self._choose(query, zone)
        try:
            return self._count(query, zone, most)
        finally:
            self._run("DROP TABLE temp.chosen")

    def hashtag(self) -> str:
        """Return the hashtag most posts have, the chat's own, as first written; '' if none.

        Of a large library the one that most of a sample have, evenly spread over the posts.
        """
        newest = self._posts.newest()
        sample = sorted({1 + n * newest // _SAMPLE for n in range(_SAMPLE)})
        row = self._run(
            "SELECT shown FROM json_each(?) AS chosen JOIN post_terms ON post = chosen.value"
            " JOIN terms ON terms.id = term"
            " WHERE kind = 'hashtag' GROUP BY term ORDER BY count(*) DESC, term LIMIT 1",
            (json.dumps(sample),),
        ).fetchone()
        return row[0] if row else ""

    def _choose(self, query: Query, zone: tzinfo) -> None:
        """Set the posts in question apart, so that every figure is of the same posts."""
        where, values = query.sql(zone)
        self._run(
            f"CREATE TEMP TABLE chosen AS SELECT id, at, {person_of(self._run)} AS person, echo,"
            f" reply_to, reply_handle, followers FROM posts WHERE {where} AND context = 0",
            values,
        )

    def _count(self, query: Query, zone: tzinfo, most: int) -> Figures:
        posts, native, textual, replies, people, first, last, impressions, known = self._run(
            "SELECT count(*), total(echo = 'native'), total(echo = 'textual'),"
            " total(reply_to <> '' OR reply_handle <> ''), count(DISTINCT person),"
            " min(at), max(at), total(followers), count(followers) FROM chosen"
        ).fetchone()
        (echo_only,) = self._run(
            "SELECT count(*) FROM (SELECT 1 FROM chosen GROUP BY person HAVING min(echo <> ''))"
        ).fetchone()
        low, high, reach_known = self._run(
            "SELECT ifnull(max(f), 0), total(f), count(f) FROM (SELECT followers AS f, max(at)"
            " FROM chosen WHERE followers IS NOT NULL GROUP BY person)"
        ).fetchone()
        peak = self._run(
            f"SELECT at / {_MINUTE}, count(*) FROM chosen GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1"
        ).fetchone()
        return Figures(
            query.text,
            _when(first),
            _when(last),
            str(zone),
            posts,
            int(native),
            int(textual),
            int(replies),
            people,
            echo_only,
            int(impressions),
            known,
            low,
            int(high),
            reach_known,
            _when(peak[0] * _MINUTE) if peak else None,
            peak[1] if peak else 0,
            self._terms("hashtag", most),
            self._terms("mention", most),
            self._terms("link", most),
            self._contributors(most),
        )

    def _terms(self, kind: str, most: int) -> tuple[Counted, ...]:
        rows = self._run(
            "SELECT value, count(*) AS n, count(DISTINCT person) FROM chosen"
            " JOIN post_terms ON post = chosen.id JOIN terms ON terms.id = term"
            " WHERE kind = ? GROUP BY term ORDER BY n DESC, value LIMIT ?",
            (kind, most),
        )
        return tuple(Counted(*row) for row in rows)

    def _contributors(self, most: int) -> tuple[Counted, ...]:
        rows = self._run(
            "SELECT handle, count(*) AS n, 1 FROM chosen JOIN people ON people.id = person"
            " GROUP BY person ORDER BY n DESC, handle LIMIT ?",
            (most,),
        )
        return tuple(Counted(*row) for row in rows)


def definitions() -> dict[str, str]:
    """Return what each figure means, in a sentence."""
    return {
        "posts": tr("All posts in scope: originals and echoes."),
        "originals": tr("Posts that are not a repost of another."),
        "echoes": tr("Reposts: made with the platform's button (native), or typed as “RT @…”."),
        "replies": tr("Posts that answer a post or a person."),
        "people": tr("Distinct accounts with at least one post in scope."),
        "echo_only_people": tr("People all of whose posts in scope are echoes."),
        "per_person": tr("Posts divided by people."),
        "potential_impressions": tr(
            "The sum over posts of the author's followers as recorded with that post."
        ),
        "potential_reach": tr(
            "Between the largest account and the sum over distinct accounts of followers, the"
            " latest recorded in scope."
        ),
        "peak": tr("The minute with the most posts."),
        "hashtags": tr("Posts with each hashtag, upper and lower case alike."),
        "mentions": tr("Posts that mention each account."),
        "links": tr("Posts with each link, by where it leads, without what only tracks."),
        "contributors": tr("Posts of each person in scope."),
    }


def _when(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else _EPOCH + timedelta(milliseconds=milliseconds)
