"""Analysis of posts in parts, each repeated only when its input has changed.

A part reads the archive and the editor's decisions, and stores its result in tables of its own,
which may be deleted at any time. With each result the library stores a token of its input; as
long as that is the same, nothing is done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from curator.library import Changes, Library, Query
from curator.work.task import Progress, Work

_ECHO_RULES = 5
_QUESTION_RULES = 14
_THREAD_RULES = 3
"""Raise this when the rules of grouping or questions change: all is analysed again."""


@dataclass(frozen=True, slots=True)
class Part:
    """A result that is derived from the posts."""

    name: str
    """The key under which the library stores the state of the input."""

    tables: Changes
    """The tables that it changes."""

    basis: Callable[[Library], str]
    """Returns, cheaply, from what it is worked out now; with a number that is raised
    whenever the part's own rules change."""

    work: Callable[[Library], Iterator[Progress]]
    """Computes the result. If stopped halfway it may leave half: it starts anew next time."""


def echo_basis(library: Library) -> str:
    """Return the state of the input to echo groups."""
    return f"{_ECHO_RULES} {library.archives.state}"


def question_basis(library: Library) -> str:
    """Return the state of the input to questions."""
    questions = library.questions
    given = repr((library.recall("worked out: echoes"), questions.by_hand, questions.regrouped))
    digest = hashlib.sha256(given.encode()).hexdigest()[:16]
    return f"{_QUESTION_RULES} {digest} {library.archives.state}"


def thread_basis(library: Library) -> str:
    """Return the state of the input to threads."""
    return f"{_THREAD_RULES} {library.recall('worked out: questions')}"


def _group_echoes(library: Library) -> Iterator[Progress]:
    from curator.work.echoes import group_echoes  # noqa: PLC0415  mostly nothing is to be done

    return group_echoes(library)


def _find_answers(library: Library) -> Iterator[Progress]:
    from curator.work.questions import find_answers  # noqa: PLC0415  mostly nothing is to be done

    return find_answers(library)


def _find_threads(library: Library) -> Iterator[Progress]:
    from curator.work.threads import find_threads  # noqa: PLC0415  mostly nothing is to be done

    return find_threads(library)


PARTS: tuple[Part, ...] = (
    Part("echoes", frozenset({"echoes"}), echo_basis, _group_echoes),
    Part("questions", frozenset({"questions", "chats"}), question_basis, _find_answers),
    Part("threads", frozenset({"threads"}), thread_basis, _find_threads),
)
"""In this order, because a part may use the results of those before it."""


def work_out(library: Path, *, listed: bool = True) -> Work[Changes]:
    """Bring all results of a library up to date, and return the tables that changed.

    listed: also the threads, which only a list of posts shows.
    """
    with Library(library) as opened:
        opened.limit_cache()
        return (yield from catch_up(opened, listed=listed))


def catch_up(library: Library, *, listed: bool = True) -> Work[Changes]:
    """Do as `work_out` in an open library; in a read-only one, do nothing."""
    changed: Changes = frozenset()
    if library.readonly:
        return changed
    parts, meter = PARTS if listed else PARTS[:-1], _Meter(library)
    for number, part in enumerate(parts):
        basis = part.basis(library)
        if library.recall(f"worked out: {part.name}") == basis:
            continue
        for progress in part.work(library):
            yield meter.after(number, progress.share or 0.0, len(parts))
        yield meter.after(number, 1.0, len(parts))
        library.remember(f"worked out: {part.name}", basis)
        changed |= part.tables
    return changed


class _Meter:
    """Makes one progress of those of the parts: it never goes back, nor beyond all posts.

    Each part looks at all posts in ways of its own; their numbers would neither add up nor agree.
    """

    def __init__(self, library: Library) -> None:
        self._posts = library.posts.count(Query())
        self._share = 0.0

    def after(self, part: int, share: float, parts: int) -> Progress:
        """Return the progress when a share of a part is done."""
        self._share = max(self._share, (part + min(1.0, share)) / parts)
        return Progress(int(self._share * self._posts), self._share)


def is_worked_out(library: Library) -> bool:
    """Tell whether `work_out` has nothing to do."""
    return library.readonly or all(
        library.recall(f"worked out: {part.name}") == part.basis(library) for part in PARTS
    )
