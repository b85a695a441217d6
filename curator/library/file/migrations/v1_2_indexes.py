"""Indexes that wider ones took the place of, since 1.2; those are in `schema`."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def widen_indexes(db: Database) -> None:
    """Count a person's posts without going to each."""
    db.execute("DROP INDEX IF EXISTS posts_by_person")
