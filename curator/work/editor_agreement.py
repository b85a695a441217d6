"""Agreement between two editors of the same posts: counts, and Cohen's kappa."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from curator.i18n import decimal, grouped, tr, trn
from curator.library import Library, Opinions, Query


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two editors used one mark or tag, over the posts in both libraries."""

    name: str
    both: int
    ours: int
    """Posts that only the first editor gave it to."""

    theirs: int
    neither: int

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: the agreement beyond what chance would give.

        None if both gave it to all posts or to none: chance then explains everything.
        """
        total = self.both + self.ours + self.theirs + self.neither
        first, second = self.both + self.ours, self.both + self.theirs
        if not total:
            return None
        agreed = (self.both + self.neither) / total
        chance = (first * second + (total - first) * (total - second)) / total**2
        return None if chance == 1 else (agreed - chance) / (1 - chance)


def agreement(library: Path, other: Path) -> tuple[int, list[Agreement]]:
    """Return how many posts two libraries share, and their agreement on each mark and tag."""
    with Library(library) as ours, Library(other) as theirs:
        shared = posts_of(ours) & posts_of(theirs)
        one, two = _given(ours.opinions()), _given(theirs.opinions())
    found = list(_compared(shared, one, two))
    return len(shared), sorted(
        found, key=lambda each: (each.name not in {"star", "reject"}, each.name)
    )


def _compared(
    shared: set[tuple[str, str]],
    one: dict[str, set[tuple[str, str]]],
    two: dict[str, set[tuple[str, str]]],
) -> Iterator[Agreement]:
    for name in one.keys() | two.keys():
        first, second = one.get(name, set()) & shared, two.get(name, set()) & shared
        both = len(first & second)
        yield Agreement(
            name,
            both,
            len(first) - both,
            len(second) - both,
            len(shared) - len(first | second),
        )


def posts_of(library: Library) -> set[tuple[str, str]]:
    """Return the platform and key of every post of a library."""
    rows = library.posts.rows(library.posts.find(Query()))
    return {(row.post.platform, row.post.key) for row in rows}


def _given(opinions: Opinions) -> dict[str, set[tuple[str, str]]]:
    """Return the posts that each mark and tag was given to."""
    given: dict[str, set[tuple[str, str]]] = {}
    for (kind, *names), value in opinions.items():
        if kind in {"mark", "tag"}:
            name = value if kind == "mark" else f"tag:{names[2]}"
            given.setdefault(name, set()).add((names[0], names[1]))
    return given


def agreement_words(posts: int, found: Iterable[Agreement]) -> list[str]:
    """Describe the agreement of two editors, and what kappa means."""
    said = [trn("{count} post is in both.", "{count} posts are in both.", posts)]
    for each in found:
        kappa = tr("not defined") if each.kappa is None else decimal(each.kappa, 2)
        said.append(
            tr(
                "{name}: both {both}, only the first {ours}, only the second {theirs},"
                " neither {neither}; kappa {kappa}",
                name=each.name,
                both=grouped(each.both),
                ours=grouped(each.ours),
                theirs=grouped(each.theirs),
                neither=grouped(each.neither),
                kappa=kappa,
            )
        )
    said.append(
        tr(
            "Cohen’s kappa is (agreed − by chance) ÷ (1 − by chance): 1 is full agreement, 0 what"
            " chance would give. It is not defined where both gave a mark to all posts or to none."
        )
    )
    return said
