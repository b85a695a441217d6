"""Figures about the posts of a search.

Reach and impressions are counted as PRODUCT's table defines them: impressions are the sum
over posts of the author's followers as recorded with the post; reach lies between the
largest account and the sum over people, and is never told as one number. Accounts that
are joined count as one person. What each figure means is told in `insight.figures`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo

from curator.counted import Figures, Participant, Tally
from curator.library.search.column_cache import (
    MINUTE,
    Columns,
    bots_in,
    columns,
    folded_of_bots,
    spam_sources,
)
from curator.library.search.posts import PostQueries
from curator.library.search.query import Query, typed
from curator.library.search.visibility import Standings, person_of
from curator.library.values.rows import Chat
from curator.model import Standing

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SAMPLE = 5_000
_SOURCE = "ifnull((SELECT source FROM echoes WHERE post = posts.id), nullif(repost_of, ''))"
"""SQL for the post that a post repeats: by its group, else by the repost button."""
_UNSAID = Standing()
_EVERYBODY = 1_000_000


class Facts:
    """Counts posts."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        posts: PostQueries,
        zone: Callable[[Query], tzinfo],
        chats: Callable[[Iterable[str]], Sequence[Chat]],
    ) -> None:
        self._connection = connection
        self._run = connection.execute
        self._posts = posts
        self._standings = Standings(connection)
        self._zone = zone
        self._chats = chats

    def figures(self, query: Query, zone: tzinfo | None = None, most: int = 50) -> Figures:
        """Compute the figures of a search; lists hold the most frequent entries."""
        zone = zone or self._zone(query)
        with self.consistent_reads():
            return self._count(query, zone, self.columns(query, zone), most)

    def columns(self, query: Query, zone: tzinfo | None = None) -> Columns:
        """Return the original columns of a search; posts known only from others are left out."""
        where, values = self._posts.where(query, "shown", zone)
        person = person_of(self._run)
        return columns(self._connection, where, values, person)

    def participants(self, query: Query, most: int = 300) -> tuple[Participant, ...]:
        """Return the authors of original posts in a search."""
        with self.consistent_reads():
            found = self.columns(query)
            spam = spam_sources(self._run) & found.who.keys()
            said = found.own_by_person - Counter(found.who[post] for post in spam)
            return self.people(found, said, most)

    def sectors_known(self, query: Query) -> tuple[Participant, ...]:
        """Return the authors of original posts whose sector is known."""
        if not self._run("SELECT EXISTS (SELECT 1 FROM standings WHERE sector <> '')").fetchone()[
            0
        ]:
            return ()
        return tuple(each for each in self.participants(query, _EVERYBODY) if each.sector)

    def added_since(self, query: Query, newest: int) -> int:
        """Return how many posts of a search were added after a post; -1: some were removed."""
        if self._posts.newest() < newest:
            return -1
        return self._posts.count(query, after=newest)

    @contextmanager
    def consistent_reads(self) -> Iterator[None]:
        """Make all reads inside see one state of the library, even during an import."""
        if self._connection.in_transaction:
            yield
            return
        self._run("BEGIN")
        try:
            yield
        finally:
            self._run("ROLLBACK")

    def hashtag(self) -> str:
        """Return the most frequent hashtag, the chat's own, as first written.

        '' if fewer than half of the posts have it: then they are of no one chat, and it is no
        name for them. For a large library, it is taken from an evenly spread sample.
        """
        sample, posts = self._sample()
        row = self._run(
            "SELECT shown, count(*) FROM json_each(?) AS chosen"
            " JOIN post_terms ON post = chosen.value JOIN terms ON terms.id = term"
            " WHERE kind = 'hashtag' GROUP BY term ORDER BY count(*) DESC, term LIMIT 1",
            (sample,),
        ).fetchone()
        return row[0] if row and 2 * row[1] >= posts else ""

    def own_hashtags(self) -> frozenset[str]:
        """Return the hashtags, folded, that at least half of the posts have: the chat's own."""
        sample, posts = self._sample()
        rows = self._run(
            "SELECT shown, count(*) FROM json_each(?) AS chosen"
            " JOIN post_terms ON post = chosen.value JOIN terms ON terms.id = term"
            " WHERE kind = 'hashtag' GROUP BY term",
            (sample,),
        )
        return frozenset(
            shown.casefold() for shown, count in rows if count > 1 and 2 * count >= posts
        )

    def _sample(self) -> tuple[str, int]:
        """Return ids spread evenly over the library, as JSON, and how many posts they are."""
        newest = self._posts.newest()
        sample = json.dumps(sorted({1 + n * newest // _SAMPLE for n in range(_SAMPLE)}))
        (posts,) = self._run(
            "SELECT count(*) FROM json_each(?) AS chosen JOIN posts ON posts.id = chosen.value",
            (sample,),
        ).fetchone()
        return sample, posts

    def _count(self, query: Query, zone: tzinfo, found: Columns, most: int) -> Figures:
        impressions, impressions_known = found.impressions
        minutes = found.minutes
        peak = max(minutes, key=lambda minute: (minutes[minute], -minute), default=None)
        kinds, linking, addresses = self._terms(found, most)
        showing, media = self._media(found)
        bots = bots_in(self._run, found)
        reach = [count for one, count in found.reach.items() if one not in bots]
        people = Counter({one: posts for one, posts in found.by_person.items() if one not in bots})
        standings = self._standings.all()
        return Figures(
            query=query.text,
            start=_when(min(found.times, default=None)),
            end=_when(max(found.times, default=None)),
            zone=str(zone),
            newest=self._posts.newest(),
            posts=len(found.ids),
            native=found.native,
            textual=found.textual,
            replies=self._replies(found),
            people=len(people),
            echo_only_people=len(people) - len(found.own_by_person.keys() - bots),
            bots=len(bots),
            programs=folded_of_bots(self._run, found),
            impressions=impressions,
            impressions_known=impressions_known,
            reach_low=max(reach, default=0),
            reach_high=sum(reach),
            reach_known=len(reach),
            peak=None if peak is None else _when(peak * MINUTE),
            peak_posts=0 if peak is None else found.minutes[peak],
            timed=found.minutes.total(),
            elapsed=found.elapsed,
            minutes=1 + max(found.minutes) - min(found.minutes) if found.minutes else 0,
            hashtags=kinds["hashtag"],
            mentions=kinds["mention"],
            links=kinds["link"],
            domains=kinds["domain"],
            contributors=self.people(found, people, most),
            sectors=_grouped(people, standings, "sector"),
            roles=_grouped(people, standings, "role"),
            newcomers=_grouped(people, standings, "newcomer"),
            most_shared=self._repeated(query, zone, _SOURCE, most),
            most_answered=self._repeated(query, zone, "nullif(reply_to, '')", most),
            linking=linking,
            addresses=addresses,
            showing=showing,
            media=media,
            muted=self._posts.hidden(query, "shown"),
            chat=self._chat(query),
        )

    def _chat(self, query: Query) -> str:
        """Return the name of the chat that a search is limited to; '' if none."""
        chats = self._chats(query.chats)
        return chats[0].name or chats[0].title if len(chats) == 1 else ""

    def _replies(self, found: Columns) -> int | None:
        """Return how many are replies; None if no archive of theirs tells of any reply."""
        if found.replies or not found.ids:
            return found.replies
        (recorded,) = self._run(
            "SELECT EXISTS (SELECT 1 FROM archive_posts JOIN posts ON posts.id = post"
            " WHERE (reply_to <> '' OR reply_handle <> '') AND archive IN"
            " (SELECT DISTINCT archive FROM json_each(?) JOIN archive_posts ON post = value))",
            (json.dumps(list(found.ids)),),
        ).fetchone()
        return 0 if recorded else None

    # Terms

    def _media(self, found: Columns) -> tuple[int, int]:
        """Return the number of posts with media, and the number of these."""
        row = self._run(
            "SELECT count(DISTINCT post), count(*) FROM media"
            " WHERE post IN (SELECT value FROM json_each(?))",
            (json.dumps(list(found.ids)),),
        ).fetchone()
        return int(row[0]), int(row[1])

    def _terms(self, found: Columns, most: int) -> tuple[dict[str, tuple[Tally, ...]], int, int]:
        """Return the most frequent hashtags, mentions, links and sites of links.

        Then the number of posts with links, and the number of different links.
        """
        having = dict(found.terms(self._connection))
        named = self._names(having)
        kinds: dict[str, list[tuple[int, str]]] = defaultdict(list)
        sites: dict[str, set[int]] = defaultdict(set)
        for term, posts in having.items():
            kind, value, _ = named[term]
            kinds[kind].append((term, value))
            if kind == "link" and (site := site_of(value)):
                sites[site].update(posts)
        who = found.who
        tallies = {
            kind: tuple(
                Tally(value, len(posts), len({who[post] for post in posts}), _term(kind, value))
                for _, value, posts in _first(
                    ((-len(having[term]), value, having[term]) for term, value in terms), most
                )
            )
            for kind, terms in kinds.items()
        }
        tallies["domain"] = tuple(
            Tally(site, len(posts), len({who[post] for post in posts}), _term("link", site))
            for _, site, posts in _first(((-len(p), site, p) for site, p in sites.items()), most)
        )
        linking = {post for term, _ in kinds["link"] for post in having[term]}
        listed = {k: tallies.get(k, ()) for k in ("hashtag", "mention", "link", "domain")}
        return listed, len(linking), len(kinds["link"])

    def _names(self, terms: Iterable[int]) -> dict[int, tuple[str, str, str]]:
        rows = self._run(
            "SELECT terms.id, kind, terms.value, shown FROM json_each(?)"
            " JOIN terms ON terms.id = json_each.value",
            (json.dumps(list(terms)),),
        )
        return {id_: (kind, value, shown) for id_, kind, value, shown in rows}

    # People

    def people(self, found: Columns, counts: Counter[int], most: int) -> tuple[Participant, ...]:
        """Return the people with the highest counts, with their names."""
        rows = {
            id_: (platform, handle, name)
            for id_, platform, handle, name in self._run(
                "SELECT people.id, platform, handle, name FROM json_each(?)"
                " JOIN people ON people.id = value",
                (json.dumps([person for person, _ in _most(counts, most)]),),
            )
        }
        order = sorted(rows, key=lambda person: (-counts[person], rows[person][1].casefold()))
        said = self._standings.of(order)
        return tuple(
            participant(*rows[person], said.get(person, _UNSAID), found, person)
            for person in order[:most]
        )

    # Posts

    def _repeated(self, query: Query, zone: tzinfo, what: str, most: int) -> tuple[Tally, ...]:
        """Return the posts that most posts in scope point to, by key.

        what: SQL for the id or the key of the post pointed to; NULL for none.
        """
        where, values = self._posts.where(query, "shown", zone)
        rows = self._run(
            f"SELECT {what} AS pointed, count(*) AS n FROM posts"
            f" WHERE {where} AND context = 0 AND pointed IS NOT NULL"
            " GROUP BY pointed ORDER BY n DESC, pointed LIMIT ?",
            [*values, most],
        )
        found = rows.fetchall()
        ids = json.dumps([pointed for pointed, _ in found if isinstance(pointed, int)])
        keys = dict(
            self._run(
                "SELECT id, key FROM posts WHERE id IN (SELECT value FROM json_each(?))", (ids,)
            )
        )
        return tuple(Tally(keys.get(pointed, pointed), count) for pointed, count in found)


def participant(
    platform: str, handle: str, name: str, said: Standing, found: Columns, person: int
) -> Participant:
    """Return a person with their figures in the scope."""
    return Participant(
        platform,
        handle,
        name,
        said.role,
        said.organisation,
        said.sector,
        said.seat,
        said.newcomer,
        found.by_person[person],
        found.own_by_person[person],
    )


def site_of(address: str) -> str:
    """Return the site of a link, normalised for counting."""
    return address.replace("?", "/").partition("/")[0]


def _term(kind: str, value: str) -> str:
    match kind:
        case "hashtag":
            return f"#{value}"
        case "mention":
            return typed("mentions", value)
        case _:
            return typed("link", value)


def _most(counts: Counter[int], most: int) -> list[tuple[int, int]]:
    """Return the most frequent entries, including all that tie with the last."""
    ranked = counts.most_common()
    if len(ranked) > most:
        least = ranked[most - 1][1]
        ranked = [each for each in ranked if each[1] >= least]
    return ranked


def _first(
    found: Iterable[tuple[int, str, Collection[int]]], most: int
) -> list[tuple[int, str, Collection[int]]]:
    return sorted(found, key=lambda each: each[:2])[:most]


def _grouped(people: Iterable[int], said: dict[int, Standing], what: str) -> tuple[Tally, ...]:
    """Return the number of people in each group set by the editor, '' for unknown."""
    spelt: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for person in people:
        group = " ".join(str(getattr(said.get(person, _UNSAID), what)).split())
        spelt.setdefault(group.casefold(), group)
        counts[group.casefold()] += 1
    ranked = sorted((each for each in counts if each), key=lambda each: (-counts[each], each))
    known = [
        Tally(spelt[each], counts[each], counts[each], typed(what, spelt[each])) for each in ranked
    ]
    return (*known, Tally("", counts[""], counts[""], typed(what, "none")))


def _when(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else _EPOCH + timedelta(milliseconds=milliseconds)
