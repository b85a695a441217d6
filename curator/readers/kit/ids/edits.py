"""Posts that were edited, of which archives hold every version under an id of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curator.model import Post, Skipped


def without_old_versions(rows: Iterable[tuple[Post | Skipped, str]]) -> Iterator[Post | Skipped]:
    """Yield each post as it was last edited; an earlier version only if the last is not there.

    Each comes with the id of its last version, empty if it was never edited.
    """
    waiting: dict[str, Post] = {}
    come: set[str] = set()
    for post, last in rows:
        if not last or not isinstance(post, Post) or post.context:
            yield post
        elif post.key == last:
            come.add(last)
            waiting.pop(last, None)
            yield post
        elif last not in come and (last not in waiting or waiting[last].at < post.at):
            waiting[last] = post
    yield from waiting.values()
