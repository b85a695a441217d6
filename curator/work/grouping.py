"""Which posts repeat which, worked out for a whole library."""

from __future__ import annotations

from collections.abc import Iterator

from curator.insight.echoes import Saying, echoes
from curator.library import Library
from curator.work.task import Progress

_EVERY = 5_000
_READING, _THINKING = 0.3, 0.6
"""Shares of the whole."""


def group_echoes(library: Library) -> Iterator[Progress]:
    """Group the posts that repeat one another, and keep the groups."""
    whole = max(1, library.posts.newest())
    posts: list[Saying] = []
    for row in library.groups.said():
        posts.append(Saying(*row))
        if len(posts) % _EVERY == 0:
            yield Progress(len(posts), min(1.0, len(posts) / whole) * _READING)
    thinking = echoes(posts)
    while True:
        try:
            done = next(thinking)
        except StopIteration as end:
            found = end.value
            break
        yield Progress(done, _READING + min(1.0, done / whole) * _THINKING)
    del posts
    for written in library.groups.keep(found):
        yield Progress(written, _READING + _THINKING)
