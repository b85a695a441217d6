"""Finding the threads of a library."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from curator.insight.draft.ranking import Candidate
from curator.insight.draft.threads import chains
from curator.library import Library
from curator.work.task import Progress


def find_threads(library: Library) -> Iterator[Progress]:
    """Find posts of one person that go on from one another, and save them."""
    found: list[list[int]] = []
    done, whole = 0, max(1, library.posts.newest())
    for _, posts in groupby(library.threads.posts_by_person(), key=lambda each: each.person):
        said = list(posts)
        own = [Candidate(each.id, each.post, each.person, question=each.question) for each in said]
        found += chains(own, {each.id for each in said if each.asks})
        done += len(said)
        yield Progress(done, min(1.0, done / whole))
    for _ in library.threads.keep(found):
        yield Progress(done, 1.0)
