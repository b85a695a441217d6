"""Import of a table of people: first checked, then applied as one step."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.library import FIELDS, Library, PersonId
from curator.model import (
    CONSENTS,
    WISHES,
    Newcomer,
    Seat,
    Skipped,
    Standing,
    joined_wishes,
)
from curator.readers.kit.text.encoding import decoded
from curator.spreadsheet_cells import unguarded

_LARGEST = 64 << 20
_LONGEST = 200
"""Most characters of one field."""

_YES, _NO = frozenset({"yes", "true", "1", "x"}), frozenset({"no", "false", "0"})
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "seat": get_args(Seat), "newcomer": get_args(Newcomer), "consent": CONSENTS,
}  # fmt: skip
_KEPT_IF_EMPTY = frozenset({"consent", "muted"})
_UNCLOSED = 100
"""Lines of one row after which a closing quotation mark is taken to be missing."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says about an account."""

    person: PersonId
    fields: Mapping[str, str | bool]
    same_as: PersonId | None
    """The main account of this person; itself if alone; None where the table does not say."""


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """A table of people that was read but not yet applied."""

    rows: tuple[Row, ...]
    changing: int
    """How many people it would change."""

    unknown: tuple[str, ...]
    """The handles that the library does not have."""

    skipped: tuple[Skipped, ...]
    """The rows that could not be understood."""

    @property
    def sentence(self) -> str:
        """Return what applying it would do."""
        if not self.changing:
            return tr("Nobody will change.")
        return trn("{count} person will change.", "{count} people will change.", self.changing)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Return what is left out, in sentences."""
        told = [
            tr("{place}: {why}", place=each.where.capitalize(), why=each.why)
            for each in self.skipped
        ]
        if self.unknown:
            names = ", ".join(f"@{handle[:40]}" for handle in self.unknown[:5])
            told.append(
                trn(
                    "{count} handle is not in this library: {names}.",
                    "{count} handles are not in this library: {names}.",
                    len(self.unknown),
                    names=names if len(self.unknown) <= 5 else f"{names} …",  # noqa: PLR2004
                )
            )
        return tuple(told)


def read_people_csv(library: Library, content: bytes, name: str) -> PeopleTable:
    """Read and check a table of people without changing anything."""
    if len(content) > _LARGEST:
        raise CuratorError(tr("“{name}” is too large for a table of people.", name=name))
    return _Reading(library, name).table(decoded(content)[0])


def take_people(library: Library, table: PeopleTable, name: str) -> None:
    """Apply a table, as one step that can be undone."""
    label = trn(
        "Change {count} person from “{name}”",
        "Change {count} people from “{name}”",
        table.changing,
        name=name,
    )
    with library.edit(label):
        _join(library, table)
        present = library.people.standings.all()
        faces = library.people.standings.faces()
        for row in sorted(table.rows, key=lambda row: row.person not in faces):  # the face last
            if said := _differing(row.fields, present.get(row.person, Standing())):
                library.people.change([row.person], **said)


def _join(library: Library, table: PeopleTable) -> None:
    """Join and separate accounts as the table says."""
    faces = library.people.standings.faces()
    moving = [
        row for row in table.rows
        if row.same_as is not None and row.same_as != faces.get(row.person, row.person)
    ]  # fmt: skip
    for row in moving:
        library.people.split(row.person)
    for row in moving:
        if row.same_as is not None and row.same_as != row.person:
            library.people.merge(row.same_as, [row.person])


def _differing(said: Mapping[str, str | bool], standing: Standing) -> dict[str, str | bool]:
    return {name: value for name, value in said.items() if value != getattr(standing, name)}


class _RowError(Exception):
    """A row that cannot be understood, with the reason."""


class _Reading:
    """The reading of one table."""

    def __init__(self, library: Library, name: str) -> None:
        self._name = name
        self._known = library.people.known()
        self._folded = {
            (platform, handle.casefold()): id_ for (platform, handle), id_ in self._known.items()
        }
        self._by_handle: dict[str, list[PersonId]] = {}
        for (_, handle), id_ in self._known.items():
            self._by_handle.setdefault(handle.casefold(), []).append(id_)
        self._faces = library.people.standings.faces()
        self._standings = library.people.standings.all()
        self._rows: dict[PersonId, Row] = {}
        self._unknown: dict[str, None] = {}
        self._skipped: list[Skipped] = []

    def table(self, text: str) -> PeopleTable:
        """Read the whole table."""
        lines = list(io.StringIO(text, newline=""))
        if lines and lines[0].casefold().startswith("sep="):
            lines[0] = "\n"
        reader = csv.reader(lines, delimiter=_delimiter(lines))
        header: list[str] = []
        before = 0
        try:
            for cells in reader:
                place, before = before + 1, reader.line_num
                if not header:
                    header = [cell.strip().casefold() for cell in cells]
                elif before - place > _UNCLOSED:
                    self._skip(place, tr("a quotation mark is not closed."), cells)
                elif any(cells):
                    self._read(place, dict(zip(header, map(unguarded, cells), strict=False)))
        except csv.Error:
            self._skip(before + 1, tr("from here on it is no table."), [])
        if "handle" not in header:
            raise CuratorError(
                tr(
                    "“{name}” has no column “handle”. Save the table of people, fill it in, and"
                    " read that.",
                    name=self._name,
                )
            )
        rows = tuple(replace(row, same_as=self._end(row)) for row in self._rows.values())
        changing = {self._faces.get(row.person, row.person) for row in rows if self._changes(row)}
        return PeopleTable(rows, len(changing), tuple(self._unknown), tuple(self._skipped))

    def _changes(self, row: Row) -> bool:
        face = self._faces.get(row.person, row.person)
        standing = self._standings.get(row.person, Standing())
        return row.same_as not in {None, face} or bool(_differing(row.fields, standing))

    def _skip(self, line: int, why: str, cells: list[str]) -> None:
        place = tr("line {number}", number=line)
        self._skipped.append(Skipped(place, why, " ".join(cells)[:80]))

    def _read(self, line: int, cells: dict[str, str]) -> None:
        handle = cells.get("handle", "").strip()
        try:
            person = self._fresh(cells.get("platform", "").strip(), handle)
            if person is None:
                self._unknown[handle] = None
                return
            said = dict(_fields_in(cells))
            self._rows[person] = Row(person, said, self._same_as(person, cells))
        except _RowError as error:
            self._skip(line, str(error), [handle])

    def _fresh(self, platform: str, handle: str) -> PersonId | None:
        person = self._person(platform, handle)
        if person in self._rows:
            raise _RowError(tr("@{handle} stands here a second time.", handle=handle[:40]))
        return person

    def _person(self, platform: str, handle: str) -> PersonId | None:
        if not handle:
            raise _RowError(tr("it names no handle."))
        for called in (handle, handle.removeprefix("@")):
            if platform:
                key = (platform, called)
                folded = (platform.casefold(), called.casefold())
                found = self._known.get(key) or self._folded.get(folded)
            else:
                found, *others = self._by_handle.get(called.casefold(), [None])
                if others:
                    raise _RowError(
                        tr("@{handle} is on several platforms; name one.", handle=called[:40])
                    )
            if found:
                return found
        return None

    def _same_as(self, person: PersonId, cells: dict[str, str]) -> PersonId | None:
        if "same_as" not in cells:
            return None
        platform, sign, handle = cells["same_as"].strip().partition(":")
        if not platform:
            return person
        face = self._person(platform, handle) if sign else self._person("", platform)
        if face is None:
            raise _RowError(
                tr("“{name}” is nobody in this library.", name=cells["same_as"].strip()[:60])
            )
        return face

    def _end(self, row: Row) -> PersonId | None:
        """Follow `same_as` to the main account; of a cycle, return the first."""
        passed = [row.person]
        end = row.same_as
        while end in self._rows and end not in passed:
            passed.append(end)
            end = self._rows[end].same_as or end
        return min(passed[passed.index(end) :]) if end in passed else end


def _delimiter(lines: list[str]) -> str:
    head = next((line for line in lines if line.strip()), "")
    return max(",;\t", key=head.count)


def _fields_in(cells: Mapping[str, str]) -> Iterator[tuple[str, str | bool]]:
    """Yield the fields of a person in a row, column by column."""
    for name in FIELDS:
        value = " ".join(cells.get(name, "").split())
        if name not in cells or (not value and name in _KEPT_IF_EMPTY):
            continue
        if name == "muted":
            if value.casefold() not in _YES | _NO:
                raise _RowError(tr("muted is “yes” or “no”, not “{value}”.", value=value[:40]))
            yield name, value.casefold() in _YES
        elif name == "wishes":
            yield name, _wishes(value.casefold())
        elif name in _CHOICES:
            yield name, _choice(name, value.casefold())
        elif len(value) > _LONGEST:
            raise _RowError(tr("its {column} is longer than a line.", column=name))
        else:
            yield name, value


def _wishes(value: str) -> str:
    for code in value.split():
        if code not in WISHES:
            raise _RowError(
                tr("a wish is one of {codes}, not “{value}”.", codes=", ".join(WISHES),
                    value=code[:40])
            )  # fmt: skip
    return joined_wishes(value)


def _choice(name: str, value: str) -> str:
    if value not in _CHOICES[name]:
        *first, last = sorted(_CHOICES[name], key=lambda choice: not choice)
        raise _RowError(
            tr(
                "{column} is {some} or {last}, not “{value}”.",
                column=name,
                some=", ".join(first),
                last=last or tr("empty"),
                value=value[:40],
            )
        )
    return value
