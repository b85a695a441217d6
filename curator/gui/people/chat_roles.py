"""The roles of people in chats, as found or as the editor set them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from curator.library import ChatId, Library, Person, PersonId


def count_chat_roles(library: Library, chat: ChatId | None) -> Mapping[str, Counter[str]]:
    """Return of how many chats each person is 'host' or 'guest', by folded handle.

    chat: only this chat; None for all.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for id_, seats in library.chats.hosts_and_guests().items():
        for handle, seat in seats.items() if chat in {None, id_} else ():
            found[handle.casefold()][seat] += 1
    return found


def chat_roles_of(person: Person, found: Mapping[str, Counter[str]]) -> Counter[str]:
    """Return of how many chats a person is 'host' or 'guest', under any of their accounts."""
    handles = {each.account.handle.casefold() for each in (person, *person.accounts)}
    return sum((found[each] for each in handles if each in found), Counter[str]())


def with_chat_roles(
    people: Iterable[Person],
    found: Mapping[str, Counter[str]],
    automated: Collection[PersonId] = (),
) -> list[Person]:
    """Return people with their role in the chats; what the editor set comes first.

    Automated accounts, which are no people, are listed as such in its place.
    """
    return [
        replace(person, seat=seat) if seat else person
        for person in people
        for seat in (
            person.standing.seat
            or (
                "automated"
                if person.id in automated
                else _highest_role(chat_roles_of(person, found))
            ),
        )
    ]


def _highest_role(seats: Counter[str]) -> str:
    return "host" if seats["host"] else "guest" if seats["guest"] else ""
