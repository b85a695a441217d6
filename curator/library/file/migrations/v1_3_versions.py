"""Versions of stories, since 1.3."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def keep_versions(db: Database) -> None:
    """Make the table of what stories were, under a name.

    A version outlives the deletion of its story, because that can be undone.
    """
    db.executescript("""
        CREATE TABLE story_versions (
            id INTEGER PRIMARY KEY,
            story INTEGER NOT NULL,
            at TEXT NOT NULL,                    -- ISO 8601, UTC
            name TEXT NOT NULL,
            automatic INTEGER NOT NULL,
            title TEXT NOT NULL,
            blocks TEXT NOT NULL                 -- JSON: the rows of its blocks as they were
        );
        CREATE INDEX story_versions_by_story ON story_versions (story);
    """)
