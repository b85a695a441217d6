"""The unfolded posts of a list, and the positions of the echoes under them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class _Fold:
    """An unfolded post: its position, counting the echoes above it, and its own echoes."""

    at: int
    echoes: tuple[int, ...]
    own: frozenset[int] = frozenset()
    """Those that are no echoes, but parts of the post's thread."""


class Folds:
    """Computes positions in a list with unfolded posts."""

    def __init__(self) -> None:
        self._open: dict[int, _Fold] = {}
        self._originals: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._originals)

    @property
    def unfolded(self) -> tuple[int, ...]:
        """The unfolded posts, in the order in which they were unfolded."""
        return tuple(self._open)

    def clear(self) -> None:
        """Fold everything."""
        self._open.clear()
        self._originals.clear()

    def open(self, post: int, at: int, echoes: Sequence[int], own: Collection[int] = ()) -> None:
        """List the echoes of a post under it; own: those that are parts of its thread."""
        for fold in self._open.values():
            fold.at += len(echoes) if fold.at > at else 0
        self._open[post] = _Fold(at, tuple(echoes), frozenset(own))
        self._originals.update(dict.fromkeys(echoes, post))

    def close(self, post: int) -> range:
        """Remove the echoes of a post, and return their positions."""
        closed = self._open.pop(post)
        for fold in self._open.values():
            fold.at -= len(closed.echoes) if fold.at > closed.at else 0
        for echo in closed.echoes:
            del self._originals[echo]
        return range(closed.at + 1, closed.at + 1 + len(closed.echoes))

    def at(self, post: int) -> int | None:
        """Return the position of an unfolded post; None if it is not unfolded."""
        return self._open[post].at if post in self._open else None

    def original(self, post: int) -> int | None:
        """Return the post under which an echo or a part is listed; None for other posts."""
        return self._originals.get(post)

    def echoes(self, post: int) -> tuple[int, ...]:
        """Return the echoes listed under a post."""
        return self._open[post].echoes if post in self._open else ()

    def repeated(self, post: int) -> int | None:
        """Return the post that a listed echo repeats; None for other posts, and for parts."""
        original = self._originals.get(post)
        if original is None or post in self._open[original].own:
            return None
        return original

    def without_echoes(self, posts: Sequence[int]) -> int:
        """Return the number of posts when listed echoes do not count."""
        if not self._originals:
            return len(posts)
        repeated = ((self.repeated(post), post) for post in posts)
        return len({post if source is None else source for source, post in repeated})

    def above(self, number: int) -> int:
        """Return how many echoes are listed above a position."""
        return sum(
            min(len(fold.echoes), number - fold.at - 1)
            for fold in self._open.values()
            if fold.at < number
        )

    def row(self, place: int) -> int:
        """Return the row of the post at a place among the posts without echoes."""
        row = place
        for fold in sorted(self._open.values(), key=lambda fold: fold.at):
            if fold.at >= row:
                break
            row += len(fold.echoes)
        return row

    def with_echoes(self, posts: Iterable[int]) -> frozenset[int]:
        """Return posts together with the echoes listed under them."""
        found = set(posts)
        for post in tuple(found & set(self._open)):
            fold = self._open[post]
            found.update(echo for echo in fold.echoes if echo not in fold.own)
        return frozenset(found)
