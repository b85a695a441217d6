"""Grouping of echoes in a whole library."""

from __future__ import annotations

from collections.abc import Iterator

from curator.insight.echoes.bots import BotWatch
from curator.insight.echoes.echoes import EchoPost, echoes
from curator.insight.echoes.spam import SpamWatch, campaign_echoes
from curator.library import Library
from curator.work.task import Progress

_READING = 0.8
"""The share of progress taken by reading, before comparing begins."""


def group_echoes(library: Library) -> Iterator[Progress]:
    """Group the posts that repeat one another, and save the groups."""
    whole = max(1, library.posts.newest())
    watch, bots = SpamWatch(), BotWatch()
    thinking = echoes(
        watch.pass_through(
            bots.pass_through(EchoPost(*row) for row in library.groups.posts_to_compare())
        )
    )
    while True:
        try:
            done = next(thinking)
        except StopIteration as end:
            found = end.value
            break
        yield Progress(done, min(1.0, done / whole) * _READING)
    found |= campaign_echoes(bots.campaigns(), found)
    found |= campaign_echoes(watch.campaigns(), found)
    for written in library.groups.keep(found):
        yield Progress(written, _READING + min(1.0, written / whole) * (1 - _READING))
