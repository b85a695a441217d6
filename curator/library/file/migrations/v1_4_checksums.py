"""Checksums of posts, since 1.4."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def keep_checksums(db: Database) -> None:
    """Let posts have a checksum of what was imported; those imported before have none."""
    db.execute("ALTER TABLE posts ADD COLUMN checksum INTEGER")
