"""The participants in words: “from policymakers like … to organisations like …”."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from curator.counted import Participant
from curator.i18n import tr
from curator.model import Story

_EXAMPLES = 2
"""People named for each sector."""

_CHATS_BEFORE, _MOST_NEW = 2, 3
"""Fewest earlier chats from which it is told who is new; at most a third of the people are."""

_SECTORS = 4
"""Most sectors named in the sentence."""


def with_newcomers(
    people: Iterable[Participant], came_before: Collection[tuple[str, str]], earlier: int
) -> tuple[list[Participant], int]:
    """Return people with who is new, and of how many earlier chats that is counted.

    came_before: the platforms and folded handles of who wrote before. What the editor wrote
    down stays. Nothing else is told where too few earlier chats of the series are known, or so
    few of its regulars that most would seem new; 0 is returned then.
    """
    people = list(people)
    new = [
        each
        for each in people
        if not each.newcomer and (each.platform, each.handle.casefold()) not in came_before
    ]
    if earlier < _CHATS_BEFORE or len(new) * _MOST_NEW > len(people):
        return people, 0
    told = [
        each if each.newcomer else replace(each, newcomer="new" if each in new else "returning")
        for each in people
    ]
    return told, earlier


def in_order(people: Iterable[Participant]) -> list[Participant]:
    """Return people in the order of a cast: hosts, guests, then by original posts."""
    seats = {"host": 0, "guest": 1}
    return sorted(
        people,
        key=lambda p: (seats.get(p.seat, 2), -p.originals, -p.posts, p.handle.casefold()),
    )


def sentence(people: Iterable[Participant]) -> str:
    """Return who took part in a sentence; '' where nobody's sector is known.

    Sectors and roles are those the editor wrote down, and nothing is guessed: a sector is
    named by its own word, with up to two of its people who said most themselves.
    """
    groups = by_sector(people)[:_SECTORS]
    if not groups:
        return ""
    parts = [_like(sector, members) for sector, members in groups]
    if len(parts) == 1:
        return tr("Among those who took part: {group}.", group=parts[0])
    first, *middle, last = parts
    through = "".join(tr(" to {group}", group=part) for part in middle)
    return tr("From {first}{through} to {last}.", first=first, through=through, last=last)


def by_sector(people: Iterable[Participant]) -> list[tuple[str, list[Participant]]]:
    """Return the people of each known sector, the largest sector first."""
    groups: dict[str, list[Participant]] = {}
    spelt: dict[str, str] = {}
    for person in in_order(people):
        if sector := " ".join(person.sector.split()):
            spelt.setdefault(sector.casefold(), sector)
            groups.setdefault(sector.casefold(), []).append(person)
    order = sorted(groups, key=lambda sector: (-len(groups[sector]), sector))
    return [(spelt[sector], groups[sector]) for sector in order]


def thanks(story: Story, *, handles: bool = True) -> str:
    """Return a note of thanks to everybody a story quotes, to be pasted; '' if it quotes nobody.

    The story is the one that may be published, so after consent: who is shown by role only,
    or not at all, is not named here either.
    """
    named: dict[tuple[str, str], str] = {}
    for post in story.quoted:
        author = post.author
        handle, name = author.handle.strip(), " ".join(author.name.split())
        if handle or name:
            shown = f"@{handle}" if handles and handle else name or f"@{handle}"
            named.setdefault((post.platform, handle.casefold() or name.casefold()), shown)
    if not named:
        return ""
    who = listed(sorted(named.values(), key=str.casefold))
    return tr("Thank you to everyone who is quoted: {who}.", who=who)


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: 'Ann, Bob and Cy'."""
    if len(names) < 2:  # noqa: PLR2004  a list has two
        return "".join(names)
    return tr("{some} and {last}", some=", ".join(names[:-1]), last=names[-1])


def _like(sector: str, members: Sequence[Participant]) -> str:
    """Return a sector with a few of its people: 'public libraries like Ann Lee (@ann)'."""
    people = [_named(person) for person in members if person.handle or person.name]
    group = sector if sector[:2].isupper() else sector[:1].lower() + sector[1:]
    if not people:
        return group
    return tr("{group} like {people}", group=group, people=listed(people[:_EXAMPLES]))


def _named(person: Participant) -> str:
    name, handle = " ".join(person.name.split()), person.handle.strip()
    who = f"{name} (@{handle})" if name and handle else name or f"@{handle}"
    organisation = " ".join(person.organisation.split())
    if not organisation:
        return who
    return tr("{who} of {organisation}", who=who, organisation=organisation)
