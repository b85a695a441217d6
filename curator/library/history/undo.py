"""Undo, kept by SQLite itself, across closing and crashing.

Temporary triggers on the desk's tables write down, for each changed row, the statement
that would change it back. Undoing a step runs its statements in reverse; the triggers
meanwhile write down how to undo that, which is the redo. A new kind of edit is
therefore undoable the day it is written. See https://sqlite.org/undoredo.html.

The triggers belong to one connection, so an import, which has its own, is not recorded
row by row: it is a step of its own kind, undone by forgetting its archive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from curator.errors import LibraryError
from curator.i18n import tr
from curator.library.file.foreign_keys import references

Changes: TypeAlias = frozenset[str]
"""The names of the tables that a step changed."""

NOTHING: Changes = frozenset()
KEPT = 500
"""Steps kept; older ones can no longer be undone."""

_MANY = 50
"""Rows in a step above which it is one that changes much."""

_FEW = 3
"""Rows below which it is not, even if with the last post of a tag the tag goes."""

_QUOTED = (
    "CASE WHEN typeof({column}) = 'text' AND instr({column}, char(0))"
    " THEN 'CAST(x''' || hex({column}) || ''' AS TEXT)' ELSE quote({column}) END"
)
"""A value as SQL would write it; quote() alone cuts words at a NUL."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the editor did."""

    id: int
    label: str
    at: datetime
    archive: int | None
    """The archive that this step imported, or None for an edit of the desk."""

    undone: bool = False
    """It was taken back, and can be done again."""


class Journal:
    """The steps that can be undone and redone."""

    def __init__(self, connection: sqlite3.Connection, tables: Iterable[str]) -> None:
        self._run = connection.execute
        tables = tuple(tables)
        self._references = references(connection, tables)
        self._wholes = sorted({each.to for each in self._references} & {*tables})
        for table in tables:
            for trigger in _triggers(table, _columns(connection, table)):
                connection.execute(trigger)

    @property
    def next_undo(self) -> Step | None:
        """What would be undone, or None when there is nothing to undo."""
        return self._step("undone = 0 ORDER BY id DESC")

    @property
    def next_redo(self) -> Step | None:
        """What would be redone, or None."""
        return self._step("undone = 1 ORDER BY id")

    def steps(self) -> list[Step]:
        """Return every step that is kept, the last done first, those undone above it."""
        rows = self._run("SELECT id, label, at, archive, undone FROM steps ORDER BY id DESC")
        return [_step(row) for row in rows]

    def is_large(self) -> bool:
        """Tell whether what is being recorded changes much: many rows, or something whole."""
        (rows,) = self._run("SELECT count(*) FROM step_changes WHERE step IS NULL").fetchone()
        if rows > _MANY or rows < _FEW:
            return bool(rows > _MANY)
        return any(
            self._run(
                "SELECT 1 FROM step_changes WHERE step IS NULL AND tbl = ? AND sql LIKE ?",
                (whole, f"INSERT INTO {whole} %"),
            ).fetchone()
            for whole in self._wholes
        )

    def record(self, label: str, onto: Step | None = None) -> Changes:
        """Make one step of every change since the last; the caller holds the transaction.

        onto: the step to lengthen instead, if it is still the last.
        """
        changes = self._changed()
        if changes:
            self.forget_undone()
            last = onto and self.next_undo
            self._file(last.id if last and onto == last else self._new(label))
        return changes

    def record_import(self, label: str, archive: int) -> None:
        """Make a step of an import, whose undo is to forget the archive."""
        self.forget_unfiled()
        self.forget_undone()
        self._new(label, archive)

    def relabel_import(self, archive: int, label: str) -> None:
        """Give the step of an import that brought more another label."""
        self._run("UPDATE steps SET label = ? WHERE archive = ?", (label, archive))

    def undo(self) -> tuple[Changes, Step | None]:
        """Take back the last step of the desk; the caller holds the transaction."""
        step = self.next_undo
        return self._replay(step, undone=True), step

    def redo(self) -> tuple[Changes, Step | None]:
        """Do the last undone step again."""
        step = self.next_redo
        return self._replay(step, undone=False), step

    def go_to(self, step: int) -> tuple[Changes, int]:
        """Undo or redo until a step is the last that is done; return how many steps were gone."""
        changes, gone = NOTHING, 0
        while (last := self.next_undo) and last.id > step:
            if last.archive is not None:
                raise LibraryError(
                    tr("“{label}” stands in the way. Undo it by itself.", label=last.label)
                )
            changes |= self._replay(last, undone=True)
            gone -= 1
        while (following := self.next_redo) and following.id <= step:
            changes |= self._replay(following, undone=False)
            gone += 1
        return changes, gone

    def drop_orphans(self) -> None:
        """Let go of what a step put back though what it is about left the library meanwhile."""
        for each in self._references:
            self._run(
                f"DELETE FROM {each.table} WHERE {each.column} IS NOT NULL"
                f" AND {each.column} NOT IN (SELECT id FROM {each.to})"
            )
        self.forget_unfiled()

    def drop(self, step: Step) -> None:
        """Strike out one step, and what was undone before it."""
        self._run("DELETE FROM steps WHERE id = ? OR undone = 1", (step.id,))

    def clear(self) -> None:
        """Forget all steps, because they may name posts that are gone."""
        self._run("DELETE FROM steps")

    def forget_unfiled(self) -> None:
        """Give up what was written down of changes that are part of an import."""
        self._run("DELETE FROM step_changes WHERE step IS NULL")

    def forget_undone(self) -> None:
        """Give up what could have been redone."""
        self._run("DELETE FROM steps WHERE undone = 1")

    def _step(self, which: str) -> Step | None:
        row = self._run(
            f"SELECT id, label, at, archive, undone FROM steps WHERE {which} LIMIT 1"
        ).fetchone()
        return row and _step(row)

    def _new(self, label: str, archive: int | None = None) -> int:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        step = self._run(
            "INSERT INTO steps (label, at, archive) VALUES (?, ?, ?)", (label, now, archive)
        ).lastrowid
        self._run(
            "DELETE FROM steps WHERE id <="
            " (SELECT id FROM steps ORDER BY id DESC LIMIT 1 OFFSET ?)",
            (KEPT,),
        )
        return step or 0

    def _changed(self) -> Changes:
        rows = self._run("SELECT DISTINCT tbl FROM step_changes WHERE step IS NULL")
        return frozenset(table for (table,) in rows)

    def _file(self, step: int) -> None:
        self._run("UPDATE step_changes SET step = ? WHERE step IS NULL", (step,))

    def _replay(self, step: Step | None, *, undone: bool) -> Changes:
        if step is None or step.archive is not None:
            return NOTHING
        statements = self._run(
            "SELECT sql FROM step_changes WHERE step = ? ORDER BY id DESC", (step.id,)
        ).fetchall()
        self._run("DELETE FROM step_changes WHERE step = ?", (step.id,))
        self._run("PRAGMA defer_foreign_keys = ON")
        for (statement,) in statements:
            self._run(statement)
        changes = self._changed()
        self._file(step.id)
        self._run("UPDATE steps SET undone = ? WHERE id = ?", (undone, step.id))
        return changes


def _step(row: tuple[int, str, str, int | None, int]) -> Step:
    id_, label, at, archive, undone = row
    return Step(id_, label, datetime.fromisoformat(at), archive, bool(undone))


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
        "INSERT": f"printf('DELETE FROM {table} WHERE rowid=%d', new.rowid)",
        "UPDATE": f"printf('UPDATE {table} SET {assign} WHERE rowid=%d', {old}, new.rowid)",
        "DELETE": f"printf('INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})', {old})",
    }
    for event, statement in inverse.items():
        yield (
            f"CREATE TEMP TRIGGER undo_{table}_{event} AFTER {event} ON main.{table} "
            f"BEGIN INSERT INTO step_changes (tbl, sql) VALUES ('{table}', {statement}); END"
        )
