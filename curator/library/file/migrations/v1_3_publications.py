"""Where stories were published, since 1.3."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def record_publications(db: Database) -> None:
    """Make the tables of what was exported, and of what was done to it after a take-down.

    They tell what happened outside the library, which no undo takes back. A publication
    outlives its story and its version.
    """
    db.executescript("""
        CREATE TABLE publications (
            id INTEGER PRIMARY KEY,
            story INTEGER NOT NULL,              -- 0: all stories
            version INTEGER NOT NULL,            -- of the story as it was; 0 is not kept
            target TEXT NOT NULL,
            place TEXT NOT NULL,                 -- the story's file, or the folder
            at TEXT NOT NULL,                    -- ISO 8601, UTC
            look TEXT NOT NULL,                  -- JSON: template and colour, '' is Curator's own
            files TEXT NOT NULL                  -- JSON: [path, SHA-256]…
        );
        CREATE TABLE take_downs (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            who TEXT NOT NULL,                   -- JSON: [platform, handle]… of one person
            report TEXT NOT NULL                 -- JSON: sentences
        );
    """)
