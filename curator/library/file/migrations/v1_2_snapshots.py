"""Snapshots of the desk, what was touched last, and what imports changed, since 1.2."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def create_snapshots(db: Database) -> None:
    """Make the table of snapshots, and that by which windows learn what another changed."""
    db.executescript("""
        CREATE TABLE snapshots (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            at TEXT NOT NULL,
            automatic INTEGER NOT NULL,
            hash TEXT NOT NULL,                  -- SHA-256 of desk before it was packed
            counts TEXT NOT NULL,                -- JSON: rows by table
            desk BLOB NOT NULL                   -- packed JSON: names of posts, rows of tables
        );
        CREATE INDEX snapshots_by_hash ON snapshots (hash);
        CREATE TABLE touched (
            tbl TEXT PRIMARY KEY,
            turn INTEGER NOT NULL                -- counts up with every change
        ) WITHOUT ROWID;
    """)


@migrations()
def note_what_imports_change(db: Database) -> None:
    """Make the tables of what an archive changed in people and media that were here already."""
    db.executescript("""
        CREATE TABLE archive_people (
            archive INTEGER NOT NULL REFERENCES archives (id) ON DELETE CASCADE,
            person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            before TEXT NOT NULL,                -- JSON: the row as it was
            PRIMARY KEY (archive, person)
        ) WITHOUT ROWID;
        CREATE INDEX archive_people_by_person ON archive_people (person);
        CREATE TABLE archive_media (
            archive INTEGER NOT NULL REFERENCES archives (id) ON DELETE CASCADE,
            media INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
            before TEXT NOT NULL,                -- JSON: the row as it was; null: it was not
            PRIMARY KEY (archive, media)
        ) WITHOUT ROWID;
        CREATE INDEX archive_media_by_media ON archive_media (media);
    """)
