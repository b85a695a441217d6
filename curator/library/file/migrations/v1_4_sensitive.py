"""Which posts their platform marks as sensitive, since 1.4."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def note_sensitive_posts(db: Database) -> None:
    """Let posts say that they may offend; of those imported before it is not known."""
    db.execute("ALTER TABLE posts ADD COLUMN sensitive INTEGER NOT NULL DEFAULT 0")
