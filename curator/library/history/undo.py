"""Undo, kept by SQLite itself, across closing and crashing.

Temporary triggers on the desk's tables write down, for each changed row, the statement
that would change it back. Undoing a step runs its statements in reverse; the triggers
meanwhile write down how to undo that, which is the redo. A new kind of edit is
therefore undoable the day it is written. See https://sqlite.org/undoredo.html.

What they write down is temporary too, until a step is made of it: there, rows that are
brought back or taken away alike become one statement, so that a step of thousands of rows is
stored and undone in a few.

The triggers belong to one connection, so an import, which has its own, is not recorded
row by row: it is a step of its own kind, see `timeline`.

Every step is kept. Old ones are packed, a hundred together, which makes them eight times
smaller; they are unpacked when one goes back so far.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

import orjson

from curator.library.file.foreign_keys import Reference, references
from curator.library.history.set_aside import drop_lost_pictures
from curator.stored_words import translate_sentence

Changes: TypeAlias = frozenset[str]
"""The names of the tables that a step changed."""

NOTHING: Changes = frozenset()

_LOOKED_AFTER = 25
"""Steps between two checks for packing: each check costs two statements."""

_LOOSE = 500
"""At least this many recent steps stay unpacked."""

_PACKED = 100
"""Steps in a pack."""

_MANY = 50
"""A step of more rows than this counts as a large change."""

_FEW = 3
"""A step of fewer rows never does, even if a tag goes with its last post."""

_AT_ONCE = 100
"""Most rows that one statement brings back."""

_LONGEST = 200_000
"""Characters after which a statement takes no more rows, as SQLite limits its length."""

_DELETED_AT_ONCE = 2_000
"""Most rows that one statement deletes: of each it says only the number."""

_NOW = "changes_now"
"""The temporary table of what was changed since the last step."""

_DELETING = re.compile(r"DELETE FROM \w+ WHERE rowid")
_ADDING = re.compile(r"INSERT INTO \w+ \([\w, ]+\)")
"""How what a trigger writes down begins, to delete a row or to add it."""

_QUOTED = (
    "CASE WHEN typeof({column}) = 'text' AND instr({column}, char(0))"
    " THEN 'CAST(x''' || hex({column}) || ''' AS TEXT)' ELSE quote({column}) END"
)
"""A value as SQL would write it; quote() alone cuts words at a NUL."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the editor did."""

    id: int
    stored: str
    """Its label in the language of its time."""

    at: datetime
    archive: int | None
    """The archive that this step imported or removed, or None for an edit of the desk."""

    undone: bool = False
    """Whether it is undone, and can be redone."""

    removes: bool = False
    """Whether it removed the archive."""

    @property
    def label(self) -> str:
        """What was done, in the language of now."""
        return translate_sentence(self.stored)


@dataclass(frozen=True, slots=True)
class HistorySize:
    """The share of a library that its history takes."""

    steps: int
    packed: int
    """The number of packed steps."""

    size: int
    """Bytes, with the archives that are set aside, but without their pictures."""


class Journal:
    """The steps that can be undone and redone."""

    def __init__(self, connection: sqlite3.Connection, tables: Iterable[str]) -> None:
        self._connection = connection
        self._run = connection.execute
        self._tables = frozenset(tables)
        self._records = False

    def begin(self) -> None:
        """Make the triggers unless they are there; called before every transaction that writes.

        Not when a library is opened, for whoever only reads would wait for them.
        """
        if not self._records:
            self._connection.executescript(
                f"CREATE TEMP TABLE {_NOW} (id INTEGER PRIMARY KEY, tbl, start, own TEXT);"
                + ";".join(
                    trigger
                    for table in sorted(self._tables)
                    for trigger in _triggers(table, _columns(self._connection, table))
                )
            )
            self._records = True

    @cached_property
    def _references(self) -> list[Reference]:
        return references(self._connection, sorted(self._tables))

    @cached_property
    def _referenced_tables(self) -> list[str]:
        return sorted({each.to for each in self._references} & self._tables)

    @property
    def next_undo(self) -> Step | None:
        """The step that undo would undo, or None."""
        return self._step("undone = 0 ORDER BY id DESC")

    @property
    def next_redo(self) -> Step | None:
        """The step that redo would redo, or None."""
        return self._step("undone = 1 ORDER BY id")

    def steps(self) -> list[Step]:
        """Return every step, the last done first, after the undone ones."""
        rows = self._run(f"SELECT {_STEP} FROM steps ORDER BY id DESC")
        return [_step(row) for row in rows]

    @property
    def size(self) -> HistorySize:
        """The number of steps, of packed ones, and their size."""
        (steps,) = self._run("SELECT count(*) FROM steps").fetchone()
        (packed,) = self._run(
            "SELECT count(*) FROM steps WHERE id <= ?", (self._last_packed(),)
        ).fetchone()
        size = sum(
            self._run(f"SELECT ifnull(sum(length({column})), 0) FROM {table}").fetchone()[0]
            for table, column in (
                ("step_changes", "sql"),
                ("step_packs", "packed"),
                ("set_aside", "packed"),
            )
        )
        return HistorySize(steps, packed, size)

    def pending(self) -> Counter[str]:
        """Return how many rows of each table changed since the last step."""
        return Counter(
            dict(self._run(f"SELECT tbl, count(*) FROM {_NOW} GROUP BY tbl").fetchall())
        )

    def is_large(self, pending: Counter[str]) -> bool:
        """Tell whether the recorded changes are large: many rows, or something as a whole."""
        rows = pending.total()
        if rows > _MANY or rows < _FEW:
            return bool(rows > _MANY)
        return any(
            self._run(
                f"SELECT 1 FROM {_NOW} WHERE tbl = ? AND start LIKE 'INSERT %'", (whole,)
            ).fetchone()
            for whole in self._referenced_tables
        )

    def record(
        self, label: str, onto: Step | None = None, pending: Counter[str] | None = None
    ) -> Changes:
        """Make one step of every change since the last; the caller holds the transaction.

        onto: the step to extend instead, if it is still the last; pending: the changes, if looked
        up already.
        """
        changes = frozenset(self.pending() if pending is None else pending)
        if changes:
            self.forget_undone()
            last = onto and self.next_undo
            self._file(last.id if last and onto == last else self._new(label))
        return changes

    def record_import(self, label: str, archive: int) -> None:
        """Make a step of an import."""
        self.forget_unfiled()
        self.forget_undone()
        self._new(label, archive)

    def record_removal(self, label: str, archive: int) -> Step:
        """Record the removal of an archive, whatever was done since its import."""
        self.forget_undone()
        self._new(label, archive, removes=True)
        step = self.next_undo
        assert step is not None  # noqa: S101  it was just made
        return step

    def relabel_import(self, archive: int, label: str) -> None:
        """Give the step of an import that brought more another label."""
        self.forget_undone()
        self._run(
            "UPDATE steps SET label = ? WHERE id ="
            " (SELECT max(id) FROM steps WHERE archive = ? AND removes = 0)",
            (label, archive),
        )

    def undo(self) -> tuple[Changes, Step | None]:
        """Undo the last step of the desk; the caller holds the transaction."""
        step = self.next_undo
        return self._replay(step, undone=True), step

    def redo(self) -> tuple[Changes, Step | None]:
        """Redo the last undone step."""
        step = self.next_redo
        return self._replay(step, undone=False), step

    # Steps that concern an archive

    def mark(self, step: Step, *, undone: bool) -> None:
        """Record that a step was undone or redone."""
        self._run("UPDATE steps SET undone = ? WHERE id = ?", (undone, step.id))

    def file_under(self, step: Step) -> Changes:
        """Store the desk changes just recorded with a step."""
        changes = frozenset(self.pending())
        self._file(step.id)
        return changes

    def replay_filed(self, step: Step) -> Changes:
        """Reverse the changes stored with a step, and delete them."""
        changes = self._reverse(step)
        self.forget_unfiled()
        return changes

    def drop_orphans(self) -> None:
        """Delete what a step restored although its subject has since left the library."""
        for each in self._references:
            self._run(
                f"DELETE FROM {each.table} WHERE {each.column} IS NOT NULL"
                f" AND {each.column} NOT IN (SELECT id FROM {each.to})"
            )
        self.forget_unfiled()

    def forget_unfiled(self) -> None:
        """Discard recorded changes that are part of an import."""
        self._run(f"DELETE FROM {_NOW}")

    def forget_undone(self) -> None:
        """Discard the steps that could be redone, with the archives stored for them."""
        gone = self._run("DELETE FROM steps WHERE undone = 1 RETURNING archive").fetchall()
        if any(archive is not None for (archive,) in gone):
            drop_lost_pictures(self._connection)

    def _step(self, which: str) -> Step | None:
        row = self._run(f"SELECT {_STEP} FROM steps WHERE {which} LIMIT 1").fetchone()
        return row and _step(row)

    def _new(self, label: str, archive: int | None = None, *, removes: bool = False) -> int:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        step = self._run(
            "INSERT INTO steps (label, at, archive, removes) VALUES (?, ?, ?, ?)",
            (label, now, archive, removes),
        ).lastrowid
        if step and step % _LOOKED_AFTER == 0:
            self._pack()
        return step or 0

    def _pack(self) -> None:
        """Pack the oldest steps once there are many."""
        last = self._last_packed()
        loose = [
            id_
            for (id_,) in self._run(
                "SELECT id FROM steps WHERE id > ? ORDER BY id LIMIT ?",
                (last, _LOOSE + _PACKED + 1),
            )
        ]
        if len(loose) <= _LOOSE + _PACKED:
            return
        last = loose[_PACKED - 1]
        rows = self._run(
            "SELECT step, tbl, sql FROM step_changes WHERE step <= ? ORDER BY step, id", (last,)
        ).fetchall()
        packed = zlib.compress(orjson.dumps(rows), 6)
        self._run("INSERT INTO step_packs (last, packed) VALUES (?, ?)", (last, packed))
        self._run("DELETE FROM step_changes WHERE step <= ?", (last,))

    def _unpack(self, step: int) -> None:
        """Unpack the newest packs, down to the one with a step."""
        while step <= (last := self._last_packed()):
            (packed,) = self._run(
                "SELECT packed FROM step_packs WHERE last = ?", (last,)
            ).fetchone()
            self._connection.executemany(
                "INSERT INTO step_changes (step, tbl, sql) VALUES (?, ?, ?)",
                orjson.loads(zlib.decompress(packed)),
            )
            self._run("DELETE FROM step_packs WHERE last = ?", (last,))

    def _last_packed(self) -> int:
        (last,) = self._run("SELECT ifnull(max(last), 0) FROM step_packs").fetchone()
        return int(last)

    def _file(self, step: int) -> None:
        """Store the recorded changes with a step; the last row is the first to be changed back."""
        rows = self._run(f"SELECT start, own, tbl FROM {_NOW} ORDER BY id DESC").fetchall()
        back = [
            (step, table, statement)
            for (start, table), alike in groupby(rows, itemgetter(0, 2))
            for statement in _joined(start, [own for _, own, _ in alike])
        ]
        self._connection.executemany(
            "INSERT INTO step_changes (step, tbl, sql) VALUES (?, ?, ?)", reversed(back)
        )
        self.forget_unfiled()

    def _replay(self, step: Step | None, *, undone: bool) -> Changes:
        if step is None or step.archive is not None:
            return NOTHING
        changes = self._reverse(step)
        self._file(step.id)
        self.mark(step, undone=undone)
        return changes

    def _reverse(self, step: Step) -> Changes:
        """Reverse a step; the changes this makes are recorded like any others."""
        self._unpack(step.id)
        statements = self._run(
            "SELECT sql FROM step_changes WHERE step = ? ORDER BY id DESC", (step.id,)
        ).fetchall()
        self._run("DELETE FROM step_changes WHERE step = ?", (step.id,))
        self._run("PRAGMA defer_foreign_keys = ON")
        with self._only_the_desk():
            for statement in _together(statement for (statement,) in statements):
                self._run(statement)
        return frozenset(self.pending())

    @contextmanager
    def _only_the_desk(self) -> Iterator[None]:
        """Limit statements to the desk's tables, because a library may come from anybody."""
        self._connection.set_authorizer(_permission(self._tables))
        try:
            yield
        finally:
            self._connection.set_authorizer(None)


def _together(statements: Iterable[str]) -> Iterator[str]:
    """Yield statements; those next to each other that add or delete rows alike become one.

    Most of the time of a large undo is the preparing of statements.
    """
    for start, alike in groupby(map(_parted, statements), itemgetter(0)):
        yield from _joined(start, [row for _, row in alike])


def _joined(start: str, rows: Sequence[str]) -> Iterable[str]:
    """Yield statements of rows that share a beginning; without one, each is a whole statement."""
    if not start:
        return rows
    if start.startswith("DELETE"):
        return (f"{start} IN ({some})" for some in _portions(rows, _DELETED_AT_ONCE))
    return (f"{start}{some}" for some in _portions(rows, _AT_ONCE))


def _portions(rows: Sequence[str], most: int) -> Iterator[str]:
    """Yield rows joined with commas, as many at once as one statement may have."""
    first, length = 0, 0
    for number, row in enumerate(rows):
        length += len(row)
        if number - first == most or (number > first and length > _LONGEST):
            yield ", ".join(rows[first:number])
            first, length = number, len(row)
    if rows:
        yield ", ".join(rows[first:])


def _parted(statement: str) -> tuple[str, str]:
    """Return the beginning that a statement may share with others, if any, and its own rest."""
    start, equals, row = statement.partition("=")
    if equals and row.lstrip("-").isdecimal() and _is_deleting(start):
        return start, row
    start, _, values = statement.partition(" VALUES ")
    alike = values.startswith("(") and values.endswith(")") and _is_adding(start)
    return (f"{start} VALUES ", values) if alike else ("", statement)


@lru_cache(maxsize=64)
def _is_deleting(start: str) -> bool:
    return bool(_DELETING.fullmatch(start))


@lru_cache(maxsize=64)
def _is_adding(start: str) -> bool:
    return bool(_ADDING.fullmatch(start))


_STEP = "id, label, at, archive, undone, removes"


def _permission(tables: frozenset[str]) -> Callable[..., int]:
    """Return the callback that tells SQLite whether an undo statement may do something.

    Our own triggers and cascades may act in turn: they name their trigger. So may the full-text
    index, which does some work by itself when a statement begins.
    """
    reading = {sqlite3.SQLITE_READ, sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION}
    writing = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}

    def permitted(action: int, first: str | None, *rest: str | None) -> int:
        trigger, table = rest[-1], first or ""
        ours = table in tables or table.startswith("words_") or trigger
        noticing = action == sqlite3.SQLITE_PRAGMA and first == "data_version"
        allowed = action in reading or noticing or (action in writing and ours)
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    return permitted


def _step(row: tuple[int, str, str, int | None, int, int]) -> Step:
    id_, label, at, archive, undone, removes = row
    return Step(id_, label, datetime.fromisoformat(at), archive, bool(undone), bool(removes))


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return a table's columns, and the hidden one by which SQLite names a row that has no id."""
    found = connection.execute(f"PRAGMA main.table_info({table})").fetchall()
    keys = [kind for _, _, kind, _, _, key in found if key]
    names = [row[1] for row in found]
    return names if keys == ["INTEGER"] else ["rowid", *names]


def _triggers(table: str, columns: list[str]) -> Iterable[str]:
    """Yield the three triggers that record how to undo a change to one row."""
    old = ", ".join(_QUOTED.format(column=f"old.{c}") for c in columns)
    places = ", ".join("%s" for _ in columns)
    assign = ", ".join(f"{c}=%s" for c in columns)
    inverse = {
        "INSERT": (f"DELETE FROM {table} WHERE rowid", "new.rowid"),
        "UPDATE": ("", f"printf('UPDATE {table} SET {assign} WHERE rowid=%d', {old}, new.rowid)"),
        "DELETE": (
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ",
            f"printf('({places})', {old})",
        ),
    }
    for event, (start, own) in inverse.items():
        yield (
            f"CREATE TEMP TRIGGER IF NOT EXISTS undo_{table}_{event}"
            f" AFTER {event} ON main.{table}"
            f" BEGIN INSERT INTO {_NOW} (tbl, start, own)"
            f" VALUES ('{table}', '{start}', {own}); END"
        )
