"""Words that are muted, since 1.3."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def mute_words(db: Database) -> None:
    """Make the table of muted words; it is of the desk."""
    db.executescript("""
        CREATE TABLE muted_words (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE COLLATE NOCASE, -- as typed
            sought TEXT NOT NULL                 -- as a phrase of a full-text query
        );
    """)
