"""Notes for print below quotes, since 1.4."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def annotate_quotes(db: Database) -> None:
    """Let quotes have a note by the editor that is printed below them."""
    db.execute("ALTER TABLE blocks ADD COLUMN note TEXT NOT NULL DEFAULT ''")
