"""Quotes that another rough cut leaves alone, since 1.2."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def pin_blocks(db: Database) -> None:
    """Let blocks be pinned."""
    db.execute("ALTER TABLE blocks ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0")
