"""How stories show their quotes, since 1.3."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def tidy_quotes(db: Database) -> None:
    """Let stories tidy their quotes; those that are there already stay as they were published.

    The parts of a thread that follow a quote are blocks of the kind 'part' right behind it.
    """
    db.execute("ALTER TABLE stories ADD COLUMN tidy INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE blocks ADD COLUMN as_posted INTEGER NOT NULL DEFAULT 0")
