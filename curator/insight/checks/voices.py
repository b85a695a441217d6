"""The share of people in the quotes of a story, so that the editor can balance it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from curator.counted import Participant
from curator.i18n import grouped, tr, trn
from curator.insight.checks.finding import Finding
from curator.insight.figures.cast import by_sector, listed
from curator.model import Block, Cast, PullQuote, Quote

TOP = 3
_FEW_QUOTES = 8
"""With fewer quotes, it is no fault if three people have half of them, and shares say little."""

_HANDFUL = 5
"""Of so few people three always have most."""

_SOLO = 4
"""With fewer quotes, it is no fault if one person has half of them."""

_HALF = 2
_SECTOR = 3
"""With this many participants from a sector, somebody of it should be quoted."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The distribution of a story's quotes."""

    quotes: int = 0
    voices: int = 0
    """People who are quoted."""

    top: tuple[tuple[str, int], ...] = ()
    """The three people quoted most, and how often."""

    is_interview: bool = False
    """Whether who is quoted most is a guest, who was invited to speak."""

    @property
    def top_quotes(self) -> int:
        """Return the number of their quotes."""
        return sum(count for _, count in self.top)

    @property
    def top_share(self) -> float:
        """Return their share of all quotes."""
        return self.top_quotes / self.quotes if self.quotes else 0

    @property
    def is_narrow(self) -> bool:
        """Return whether three people have more than half of the quotes of a longer story."""
        return self.quotes > _FEW_QUOTES and self.top_quotes * _HALF > self.quotes

    @property
    def is_of_one(self) -> bool:
        """Return whether one person who is no guest has half of the quotes, or more."""
        if self.quotes < _SOLO or self.is_interview:
            return False
        return self.top[0][1] * _HALF >= self.quotes

    @property
    def lead(self) -> str:
        """Return how many of the quotes one person has, as a sentence."""
        (name, count), *_ = self.top
        return tr(
            "{name} has {count} of {all} quotes.",
            name=" ".join(name.split()),
            count=count,
            all=self.quotes,
        )


def balance(blocks: Iterable[Block]) -> Balance:
    """Return the distribution of a story's quotes."""
    counts: Counter[tuple[str, str]] = Counter()
    names: dict[tuple[str, str], str] = {}
    guests: set[tuple[str, str]] = set()
    for block in blocks:
        if isinstance(block, Cast):
            guests |= {_key(each) for each in block.people if each.seat == "guest"}
        elif isinstance(block, Quote | PullQuote):
            key = _voice(block)
            counts[key] += 1
            author = block.post.author
            names[key] = block.credit or author.name or f"@{author.handle}"
    most = counts.most_common(TOP)
    top = tuple((names[key], count) for key, count in most)
    return Balance(counts.total(), len(counts), top, bool(most) and most[0][0] in guests)


def warnings(blocks: Iterable[Block], took_part: int) -> list[str]:
    """Return a warning if one person, or a few, have most of the quotes.

    took_part: how many people could be quoted.
    """
    found = balance(blocks)
    if found.is_of_one and found.voices < took_part:
        return [found.lead]
    if not found.is_narrow or found.voices <= _HANDFUL:
        return []
    return [
        tr(
            "{names} have {count} of {all} quotes.",
            names=listed([" ".join(name.split()) for name, _ in found.top]),
            count=found.top_quotes,
            all=found.quotes,
        )
    ]


def voice_findings(
    blocks: Iterable[Block], took_part: int, participants: Iterable[Participant]
) -> Iterator[Finding]:
    """Yield how the people quoted compare with those who took part.

    took_part: the number of authors of original posts. participants: those of them whose sector
    is known; nothing is guessed.
    """
    blocks = list(blocks)
    found = balance(blocks)
    if not found.quotes:
        return
    told = trn(
        "{voices} of {count} person who took part is quoted.",
        "{voices} of {count} people who took part are quoted.",
        took_part,
        voices=grouped(found.voices),
    )
    share = tr("The three quoted most have {share} of the quotes.", share=f"{found.top_share:.0%}")
    can_widen = found.voices < took_part
    if found.is_of_one and can_widen:
        yield Finding("look", told, found.lead)
    else:
        yield Finding("look" if found.is_narrow and can_widen else "good", told, share)
    quoted = Counter(_voice(block) for block in blocks if isinstance(block, Quote | PullQuote))
    for sector, members in by_sector(participants):
        if len(members) < _SECTOR:
            continue
        said = sum(quoted[_key(each)] for each in members)
        if said and found.quotes >= _FEW_QUOTES:
            yield _compared(sector, said / found.quotes, len(members) / max(took_part, 1))
        elif not said:
            yield Finding(
                "look",
                tr("Nobody from “{sector}” is quoted.", sector=sector),
                trn(
                    "{count} person from there took part.",
                    "{count} people from there took part.",
                    len(members),
                ),
            )


def _compared(sector: str, quotes: float, people: float) -> Finding:
    """Return the share of a group in the quotes beside its share of those who took part."""
    sentence = tr(
        "“{sector}” has {quotes} of the quotes, and was {people} of those who took part.",
        sector=sector,
        quotes=f"{quotes:.0%}",
        people=f"{people:.0%}",
    )
    return Finding("look" if _HALF * quotes < people else "good", sentence)


def _voice(block: Quote | PullQuote) -> tuple[str, str]:
    author = block.post.author
    return block.post.platform, author.handle.casefold() or author.key


def _key(person: Participant) -> tuple[str, str]:
    return person.platform, person.handle.casefold()
