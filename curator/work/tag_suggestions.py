"""Tags that the posts of a search suggest themselves: hashtags, questions, sites, handles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from curator.i18n import tr
from curator.insight.figures.scope import within
from curator.library import Facet, FacetKind, Library, Query
from curator.work.task import Progress, Work

_KINDS: tuple[FacetKind, ...] = ("hashtags", "questions", "sites", "mentions")
_MOST = 12
"""Most suggestions of each kind."""

_LEAST = 2
"""Posts from which a tag is worth suggesting."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag that could be given to some posts."""

    name: str
    number: int
    """That of the question; 0 for others."""

    kind: FacetKind
    """Whether it is a hashtag, a question, a site or a handle."""

    posts: tuple[int, ...]
    """The posts that do not have it yet."""


def suggest_tags(library: Path, query: str) -> Work[list[Suggestion]]:
    """Return tags for the posts of a search: hashtags, questions, sites, handles.

    Hashtags that half of the posts have, and what few posts share, are left out.
    """
    with Library(library) as opened:
        asked = Query.parse(query)
        whole = opened.posts.count(asked, "folded")
        found: list[Suggestion] = []
        for kind, facets in opened.facets.count(asked, "folded", _MOST, _KINDS):
            yield Progress(len(found))
            rare = (each for each in facets if kind != "hashtags" or 2 * each.count < whole)
            found += _suggested(opened, query, kind, rare)
    return sorted(found, key=_rank)


def _rank(one: Suggestion) -> tuple[int, int]:
    """Return the place of a suggestion: by kind, then by posts; questions as they are numbered."""
    asked = one.kind == "questions"
    return _KINDS.index(one.kind), one.number if asked else -len(one.posts)


def _suggested(
    library: Library, query: str, kind: FacetKind, facets: Iterable[Facet]
) -> Iterator[Suggestion]:
    for facet in facets:
        if facet.count < _LEAST or facet.term.endswith(":none"):
            continue
        name = tr("Q{number}", number=facet.value) if kind == "questions" else facet.value
        name = name.removeprefix("#")
        posts = library.posts.find(Query.parse(within(query, facet.term)), "oldest", "folded")
        tag = library.tags.named(name)
        tagged = set(library.tags.posts(tag.id)) if tag else set()
        left = tuple(post for post in posts if post not in tagged)
        if left:
            number = int(facet.value) if kind == "questions" else 0
            yield Suggestion(name, number, kind, left)


def accept_tags(library: Library, suggestions: Iterable[Suggestion]) -> None:
    """Give posts the suggested tags; call it inside one step."""
    for each in suggestions:
        library.marks.tag(each.posts, each.name)
