"""Counting of searches and facets in the background."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from curator.library import FACETS, Echoes, Facet, FacetKind, Library, Query
from curator.work.task import Progress, Work


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """What the posts of a search have in common, by facet."""

    query: Query
    echoes: Echoes
    kinds: dict[FacetKind, tuple[Facet, ...]] = field(default_factory=dict)


def count_search(library: Path, query: Query) -> Work[int]:
    """Count the posts of a search; the library is only read."""
    with Library(library) as opened:
        opened.limit_cache()
        yield Progress(0)
        return opened.posts.count(query)


def count_facets(
    library: Path,
    query: Query,
    echoes: Echoes,
    kinds: Iterable[FacetKind] = FACETS,
    most: int = 8,
) -> Work[FacetCounts]:
    """Count the facets of a search; the library is only read."""
    found = FacetCounts(query, echoes)
    with Library(library) as opened:
        opened.limit_cache()
        with closing(opened.facets.count(query, echoes, most, kinds)) as counting:
            for kind, facets in counting:
                found.kinds[kind] = facets
                yield Progress(len(found.kinds))
    return found
