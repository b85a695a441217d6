"""Which posts go on from another of the same person, since 1.3."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def keep_threads(db: Database) -> None:
    """Make the table of the parts of threads; it is worked out and may be thrown away."""
    db.executescript("""
        CREATE TABLE threads (
            post INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
            first INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE
        );
        CREATE INDEX threads_by_first ON threads (first);
    """)
