"""Facets: what the posts of a search have in common, to narrow it by a click."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from curator.library.search.posts import PostQueries
from curator.library.search.query import Query, typed
from curator.library.search.visibility import person_of
from curator.library.values.rows import Echoes

FacetKind: TypeAlias = Literal[
    "questions", "people", "hashtags", "mentions", "sites", "media", "languages", "platforms",
    "archives", "kinds", "marks", "tags",
]  # fmt: skip
FACETS: tuple[FacetKind, ...] = get_args(FacetKind)
"""Every kind of facet, in the order in which they are shown."""

_TERMS: dict[FacetKind, tuple[str, ...]] = {
    "media": ("has:image", "has:gif", "has:video", "has:audio"),
    "kinds": ("is:original", "is:reply", "is:quote", "is:echo", "is:automated"),
    "marks": ("is:undecided", "is:starred", "is:rejected", "is:used", "has:note"),
}
"""Facet values that are counted by a search of their own; the value follows the colon."""

_READ = "id, person, lang, platform, echo, context, reply_to, reply_handle, quote_of, repost_of"
"""The columns needed; text and time are left out, so that they need not be copied."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet value."""

    value: str
    term: str
    """The search term for posts that have it."""

    count: int


class Facets:
    """Counts facet values. A background task takes one facet after the other."""

    def __init__(self, connection: sqlite3.Connection, posts: PostQueries) -> None:
        self._run = connection.execute
        self._posts = posts
        self._shared: dict[str, list[tuple[str, str, int]]] = {}
        self._counts: dict[FacetKind, Callable[[int], Iterable[Facet]]] = {
            "questions": self._questions,
            "people": self._people,
            "hashtags": self._hashtags,
            "mentions": self._mentions,
            "sites": self._sites,
            "languages": self._languages,
            "platforms": self._platforms,
            "archives": self._archives,
            "tags": self._tags,
        }

    def count(
        self,
        query: Query,
        echoes: Echoes = "shown",
        most: int = 8,
        kinds: Iterable[FacetKind] = FACETS,
    ) -> Generator[tuple[FacetKind, tuple[Facet, ...]], None, None]:
        """Yield, facet by facet, the most frequent values in the posts of a search."""
        where, values = self._posts.where(query, echoes)
        self._run("DROP TABLE IF EXISTS temp.faceted")
        columns = _READ.replace("id", "id INTEGER PRIMARY KEY", 1)
        self._run(f"CREATE TEMP TABLE faceted ({columns})")
        self._shared.clear()
        person = person_of(self._run, "+posts.person")
        read = _READ.replace("person", f"{person} AS person", 1)
        try:
            self._run(f"INSERT INTO faceted SELECT {read} FROM posts WHERE {where}", values)
            for kind in kinds:
                counted = self._counts.get(kind)
                yield kind, tuple(counted(most) if counted else self._asked(kind))
        finally:
            self._run("DROP TABLE temp.faceted")

    def _asked(self, kind: FacetKind) -> Iterable[Facet]:
        """Count values with a search term of their own, by that term, so that they agree."""
        return (facet for facet in map(self._of_term, _TERMS[kind]) if facet.count)

    def _of_term(self, term: str) -> Facet:
        where, values = self._posts.where(Query.parse(term), "shown")
        row = self._run(f"SELECT count(*) FROM faceted AS posts WHERE {where}", values).fetchone()
        return Facet(term.partition(":")[2], term, int(row[0]))

    def _questions(self, most: int) -> Iterable[Facet]:
        rows = self._run(
            "SELECT number, count(*), total(context = 0) FROM faceted"
            " LEFT JOIN question_places AS by_hand ON by_hand.post = faceted.id"
            " LEFT JOIN answers AS found ON found.post = faceted.id AND by_hand.post IS NULL"
            " LEFT JOIN questions ON questions.id = ifnull(by_hand.question, found.question)"
            " GROUP BY 1 ORDER BY 1"
        ).fetchall()
        found = [Facet(str(n), f"question:{n}", count) for n, count, _ in rows if n is not None]
        none = next((int(shown) for number, _, shown in rows if number is None), 0)
        rest = [Facet("none", "question:none", none)] if found and none else []
        return [*found[:most], *rest]

    def _people(self, most: int) -> Iterable[Facet]:
        rows = self._run(
            "SELECT handle, n FROM (SELECT person, count(*) AS n FROM faceted GROUP BY 1"
            " ORDER BY n DESC, person LIMIT ?) JOIN people ON people.id = person"
            " ORDER BY n DESC, handle",
            (most,),
        )
        return (Facet(f"@{handle}", typed("from", handle), n) for handle, n in rows)

    def _hashtags(self, most: int) -> Iterable[Facet]:
        found = self._terms("hashtag")[:most]
        return (Facet(f"#{shown}", f"#{value}", n) for value, shown, n in found)

    def _mentions(self, most: int) -> Iterable[Facet]:
        found = self._terms("mention")[:most]
        return (Facet(f"@{shown}", typed("mentions", value), n) for value, shown, n in found)

    def _terms(self, kind: str) -> list[tuple[str, str, int]]:
        """Return the terms of a kind, the most frequent first; all kinds are read at once."""
        if not self._shared:
            self._shared = {"hashtag": [], "mention": [], "link": []}
            for of, value, shown, n in self._run(
                "SELECT kind, value, shown, n FROM (SELECT term, count(*) AS n FROM post_terms"
                " WHERE post IN (SELECT id FROM faceted) GROUP BY 1)"
                " JOIN terms ON terms.id = term ORDER BY n DESC, value"
            ):
                self._shared[of].append((value, shown, n))
        return self._shared[kind]

    def _sites(self, most: int) -> Iterable[Facet]:
        rows = self._run(
            "SELECT substr(value, 1, instr(replace(value, '?', '/') || '/', '/') - 1) AS site,"
            " count(DISTINCT post) AS n FROM faceted CROSS JOIN post_terms ON post = faceted.id"
            " CROSS JOIN terms ON terms.id = term WHERE kind = 'link' AND value NOT LIKE '/%'"
            " GROUP BY site ORDER BY n DESC, site LIMIT ?",
            (most,),
        )
        return (Facet(site, typed("link", site), n) for site, n in rows)

    def _languages(self, most: int) -> Iterable[Facet]:
        rows = self._run(
            "SELECT lang, count(*) AS n FROM faceted WHERE lang NOT IN ('', 'und')"
            " GROUP BY 1 ORDER BY n DESC, lang LIMIT ?",
            (most,),
        )
        return (Facet(lang, typed("lang", lang), n) for lang, n in rows)

    def _platforms(self, most: int) -> Iterable[Facet]:
        rows = self._run(
            "SELECT platform, count(*) AS n FROM faceted WHERE platform <> ''"
            " GROUP BY 1 ORDER BY n DESC, platform LIMIT ?",
            (most,),
        )
        return (Facet(platform, typed("platform", platform), n) for platform, n in rows)

    def _archives(self, most: int) -> Iterable[Facet]:
        """Count by name, as a search does: an archive that is part of another counts for both."""
        named = self._run(
            "SELECT named.name, json_group_array(DISTINCT held.id) FROM archives named"
            " JOIN archives held ON instr(lower(held.name), lower(named.name))"
            " WHERE named.name <> '' GROUP BY lower(named.name)"
        ).fetchall()
        found = [
            Facet(name, typed("in", name), self._count_in_archives(ids)) for name, ids in named
        ]
        found = [facet for facet in found if facet.count]
        return sorted(found, key=lambda facet: (-facet.count, facet.value))[:most]

    def _count_in_archives(self, archives: str) -> int:
        """Return how many of the posts some archives contain, each counted once."""
        each = "DISTINCT post" if "," in archives else "*"
        row = self._run(
            f"SELECT count({each}) FROM archive_posts WHERE archive IN"
            " (SELECT value FROM json_each(?)) AND post IN (SELECT id FROM faceted)",
            (archives,),
        ).fetchone()
        return int(row[0])

    def _tags(self, most: int) -> Iterable[Facet]:
        """Count tags with those under them, as a search finds them."""
        rows = self._run(
            "WITH RECURSIVE below (top, id) AS (SELECT id, id FROM tags UNION"
            " SELECT top, tags.id FROM below JOIN tags ON tags.parent = below.id)"
            " SELECT name, count(DISTINCT post) AS n FROM below JOIN post_tags ON tag = below.id"
            " JOIN tags ON tags.id = top WHERE post IN (SELECT id FROM faceted)"
            " GROUP BY top ORDER BY n DESC, top LIMIT ?",
            (most,),
        )
        return (Facet(name, typed("tag", name), n) for name, n in rows)
