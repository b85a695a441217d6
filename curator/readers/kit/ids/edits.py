"""Edited posts, whose versions archives hold under separate ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curator.i18n import trn
from curator.model import Post, Skipped
from curator.readers.kit.archive.source import Source


def without_old_versions(
    source: Source, rows: Iterable[tuple[Post | Skipped, str]]
) -> Iterator[Post | Skipped]:
    """Yield each post as it was last edited; an earlier version only if the last is not there.

    Each comes with the id of its last version, empty if it was never edited. How many versions
    are folded away is noted.
    """
    waiting: dict[str, Post] = {}
    come: set[str] = set()
    folded = 0
    for post, last in rows:
        if not last or not isinstance(post, Post) or post.context:
            yield post
        elif post.key == last:
            come.add(last)
            folded += waiting.pop(last, None) is not None
            yield post
        elif last in come:
            folded += 1
        else:
            folded += last in waiting
            if last not in waiting or waiting[last].at < post.at:
                waiting[last] = post
    yield from waiting.values()
    if folded:
        source.remark(source.name, _folded(folded))


def _folded(count: int) -> str:
    """Return how many versions are not read as separate posts."""
    return trn(
        "{count} earlier version of an edited post is left out: its last one is read.",
        "{count} earlier versions of edited posts are left out: their last ones are read.",
        count,
    )
