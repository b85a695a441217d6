"""Quotes that are trimmed or small, and blocks of several posts, since 1.3."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def trim_quotes(db: Database) -> None:
    """Let quotes leave out stretches of their post, and be shown small.

    An exchange, a gallery and more voices are blocks without a post; their posts are blocks
    of the kind 'part' right behind, as the parts of a thread are.
    """
    db.execute("ALTER TABLE blocks ADD COLUMN trims TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE blocks ADD COLUMN compact INTEGER NOT NULL DEFAULT 0")
