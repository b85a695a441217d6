"""Whether a library's file is sound."""

from __future__ import annotations

import sqlite3
from typing import Any

from curator.i18n import tr


def problems(connection: sqlite3.Connection) -> dict[str, Any]:
    """Tell whether a library is sound, of which schema, how large, and what is wrong."""
    run = connection.execute
    told = [text for (text,) in run("PRAGMA quick_check(10)") if text != "ok"]
    told += [
        tr("A row of {table} names something that is not there.", table=row[0])
        for row in run("PRAGMA foreign_key_check").fetchmany(10)
    ]
    told += [
        tr("The import of “{name}” was cut short. Import it again.", name=name)
        for (name,) in run("SELECT name FROM archives WHERE finished = 0")
    ]
    (posts,) = run("SELECT count(*) FROM posts WHERE context = 0").fetchone()
    (version,) = run("PRAGMA user_version").fetchone()
    return {"sound": not told, "schema": version, "posts": posts, "problems": told}
