"""A long task: a generator that yields its progress and returns its result."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a task."""

    done: int
    """Posts, or files, that are done."""

    share: float | None = None
    """The share of the whole, 0 to 1, where it is known."""


Work: TypeAlias = Generator[Progress, None, T]


def finish(work: Work[T]) -> T:
    """Run a task to its end and return its result."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result
