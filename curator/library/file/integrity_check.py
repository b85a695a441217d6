"""The report on whether a library's file is sound."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from curator.i18n import tr
from curator.library.file.damage import damage_in, describe_error


def problems(connection: sqlite3.Connection, known: Sequence[str] = ()) -> dict[str, Any]:
    """Return a report: whether a library is sound, its schema, its size, and its problems.

    known: the damage found when it was opened.
    """
    told = list(known) or damage_in(connection)
    posts = version = None
    try:
        told += _loose_ends(connection)
        (posts,) = connection.execute("SELECT count(*) FROM posts WHERE context = 0").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        told.append(describe_error(error))
    return {"sound": not told, "schema": version, "posts": posts, "problems": told}


def _loose_ends(connection: sqlite3.Connection) -> list[str]:
    told = [
        tr("A row of {table} names something that is not there.", table=row[0])
        for row in connection.execute("PRAGMA foreign_key_check").fetchmany(10)
    ]
    return told + [
        tr("The import of “{name}” was cut short. Import it again.", name=name)
        for (name,) in connection.execute("SELECT name FROM archives WHERE finished = 0")
    ]
