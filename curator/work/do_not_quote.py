"""The list of people who are not to be quoted, kept for all libraries of a user.

It holds no handles, only hashes of them: {"salt": …, "hashes": […]}, each list of a
colleague with a salt of its own. That keeps names from being read in passing; it does not
keep them from somebody who tries out handles.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.library import Library, PersonId
from curator.settings import settings_path
from curator.work.whole_file import write_whole

_FORMAT = "curator-do-not-quote-1"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class DoNotQuote:
    """Hashed handles, by salt; the first salt is the user's own."""

    lists: tuple[tuple[str, frozenset[str]], ...] = ()

    def __len__(self) -> int:
        return sum(len(hashes) for _, hashes in self.lists)

    def has(self, platform: str, handle: str) -> bool:
        """Tell whether a handle is on the list, for its platform or for all."""
        return any(
            _hashed(salt, called) in hashes
            for salt, hashes in self.lists
            for called in _forms(platform, handle)
        )

    def added(self, handle: str, platform: str = "") -> DoNotQuote:
        """Return the list with a handle; without a platform it holds for all."""
        own, *others = self.lists or ((secrets.token_hex(16), frozenset()),)
        (called,) = _forms(platform, handle)[:1]
        return DoNotQuote(((own[0], own[1] | {_hashed(own[0], called)}), *others))

    def removed(self, handle: str, platform: str = "") -> DoNotQuote:
        """Return the list without a handle, under whichever form it is there."""
        return DoNotQuote(
            tuple(
                (salt, hashes - {_hashed(salt, called) for called in _forms(platform, handle)})
                for salt, hashes in self.lists
            )
        )

    def joined(self, other: DoNotQuote) -> DoNotQuote:
        """Return both lists in one."""
        lists = {salt: set(hashes) for salt, hashes in self.lists}
        for salt, hashes in other.lists:
            lists.setdefault(salt, set()).update(hashes)
        return DoNotQuote(tuple((salt, frozenset(hashes)) for salt, hashes in lists.items()))

    def save(self, path: Path | None = None) -> None:
        """Write the list, by default the user's own."""
        lists = [{"salt": salt, "hashes": sorted(hashes)} for salt, hashes in self.lists]
        content = json.dumps({"format": _FORMAT, "lists": lists}, indent=1)
        write_whole(path or do_not_quote_path(), content.encode(), story=False)


def do_not_quote_path() -> Path:
    """Return the place of the user's own list, beside the settings."""
    return settings_path().with_name("do-not-quote.json")


def read_do_not_quote(path: Path | None = None) -> DoNotQuote:
    """Read a list, by default the user's own; that may be missing."""
    place = path or do_not_quote_path()
    if path is None and not place.exists():
        return DoNotQuote()
    try:
        stored = json.loads(place.read_text("utf-8"))
        stored = {_FORMAT: stored}[stored["format"]]  # another format is no list of ours
        lists = tuple((str(e["salt"]), frozenset(map(str, e["hashes"]))) for e in stored["lists"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CuratorError(
            tr(
                "The do-not-quote list “{path}” cannot be read. Repair it, or delete it.",
                path=str(place),
            )
        ) from error
    return DoNotQuote(lists)


def listed_people(library: Library, among: Iterable[tuple[str, str]] = ()) -> list[PersonId]:
    """Return who is on the user's list and not withheld; among: of these alone."""
    stored = read_do_not_quote()
    if not len(stored):
        return []
    known = library.people.known()
    wanted = {(p, h.casefold()) for p, h in among}
    shown = [
        id_
        for (platform, handle), id_ in known.items()
        if (not wanted or (platform, handle.casefold()) in wanted) and stored.has(platform, handle)
    ]
    said = library.people.standings.of(shown)
    return [id_ for id_ in shown if id_ not in said or said[id_].consent != "withheld"]


def withhold_listed(library: Library) -> int:
    """Withhold everybody on the list, as one step; return how many."""
    people = listed_people(library)
    if people:
        label = trn(
            "Withhold {count} person on the do-not-quote list",
            "Withhold {count} people on the do-not-quote list",
            len(people),
        )
        with library.edit(label):
            library.people.change(people, consent="withheld")
    return len(people)


def listed_words(library: Library) -> Iterator[str]:
    """Yield what is to be said after an import of those who are on the list."""
    people = listed_people(library)
    if people:
        handles = [library.people.person(id_).account.handle for id_ in people[:_SHOWN]]
        names = ", ".join(f"@{handle[:40]}" for handle in handles)
        yield trn(
            "{count} person here is on your do-not-quote list and not withheld yet: {names}.",
            "{count} people here are on your do-not-quote list and not withheld yet: {names}.",
            len(people),
            names=names if len(people) <= _SHOWN else f"{names} …",
        )


def _forms(platform: str, handle: str) -> tuple[str, ...]:
    """Return the texts that are hashed for a handle: its own, and that for every platform."""
    called = handle.strip().removeprefix("@").casefold()
    every = f"*:{called}"
    return (f"{platform.casefold()}:{called}", every) if platform else (every,)


def _hashed(salt: str, called: str) -> str:
    return sha256(f"{salt}\0{called}".encode()).hexdigest()
