"""Which posts were sent by a program, since 1.4."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def note_automated_posts(db: Database) -> None:
    """Let posts say that no person wrote them; of those imported before it is not known."""
    db.execute("ALTER TABLE posts ADD COLUMN automated INTEGER NOT NULL DEFAULT 0")
