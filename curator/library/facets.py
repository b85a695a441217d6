"""Facets: what the posts that answer a search share, to narrow it by a click."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from curator.library.looking import Looking
from curator.library.rows import Echoes
from curator.library.search import Query, typed
from curator.library.standings import person_of

FacetKind: TypeAlias = Literal["people", "hashtags", "sites", "languages"]


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that posts share."""

    value: str
    term: str
    """What is typed to find posts that have it."""

    count: int


class Facets:
    """Counts what posts share. A task that may take a while takes one kind after the other."""

    def __init__(self, connection: sqlite3.Connection, posts: Looking) -> None:
        self._run = connection.execute
        self._posts = posts

    def count(
        self, query: Query, echoes: Echoes = "shown", most: int = 8
    ) -> Generator[tuple[FacetKind, tuple[Facet, ...]], None, None]:
        """Yield, kind by kind, what most of the posts that answer a query share."""
        where, values = self._posts.where(query, echoes)
        self._run("DROP TABLE IF EXISTS temp.faceted")
        self._run(
            "CREATE TEMP TABLE faceted AS"
            f" SELECT id, {person_of(self._run, '+posts.person')} AS person, lang FROM posts"
            f" WHERE {where}",
            values,
        )
        kinds: dict[FacetKind, Callable[[int], tuple[Facet, ...]]] = {
            "people": self._people,
            "hashtags": self._hashtags,
            "sites": self._sites,
            "languages": self._languages,
        }
        try:
            for kind, count in kinds.items():
                yield kind, count(most)
        finally:
            self._run("DROP TABLE temp.faceted")

    def _people(self, most: int) -> tuple[Facet, ...]:
        rows = self._run(
            "SELECT handle, n FROM (SELECT person, count(*) AS n FROM faceted GROUP BY 1"
            " ORDER BY n DESC, person LIMIT ?) JOIN people ON people.id = person"
            " ORDER BY n DESC, handle",
            (most,),
        )
        return tuple(Facet(f"@{handle}", typed("from", handle), n) for handle, n in rows)

    def _hashtags(self, most: int) -> tuple[Facet, ...]:
        rows = self._run(
            "SELECT value, shown, n FROM (SELECT term, count(*) AS n FROM post_terms"
            " WHERE post IN (SELECT id FROM faceted) GROUP BY 1)"
            " JOIN terms ON terms.id = term WHERE kind = 'hashtag'"
            " ORDER BY n DESC, value LIMIT ?",
            (most,),
        )
        return tuple(Facet(f"#{shown}", f"#{value}", n) for value, shown, n in rows)

    def _sites(self, most: int) -> tuple[Facet, ...]:
        rows = self._run(
            "SELECT substr(value, 1, instr(replace(value, '?', '/') || '/', '/') - 1) AS site,"
            " count(DISTINCT post) AS n FROM faceted CROSS JOIN post_terms ON post = faceted.id"
            " CROSS JOIN terms ON terms.id = term WHERE kind = 'link' AND value NOT LIKE '/%'"
            " GROUP BY site ORDER BY n DESC, site LIMIT ?",
            (most,),
        )
        return tuple(Facet(site, typed("link", site), n) for site, n in rows)

    def _languages(self, most: int) -> tuple[Facet, ...]:
        rows = self._run(
            "SELECT lang, count(*) AS n FROM faceted WHERE lang NOT IN ('', 'und')"
            " GROUP BY 1 ORDER BY n DESC, lang LIMIT ?",
            (most,),
        )
        return tuple(Facet(lang, typed("lang", lang), n) for lang, n in rows)
