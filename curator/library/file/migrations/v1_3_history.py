"""Archives that were taken out and can come back, and old steps kept small, since 1.3."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def keep_every_step(db: Database) -> None:
    """Make the tables of what was set aside, and of old steps that were packed together."""
    db.executescript("""
        ALTER TABLE steps ADD COLUMN removes INTEGER NOT NULL DEFAULT 0; -- 1: it took out archive
        CREATE TABLE set_aside (
            id INTEGER PRIMARY KEY,
            step INTEGER NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
            packed BLOB NOT NULL                 -- zlib of JSON: rows of the archive's tables
        );
        CREATE INDEX set_aside_by_step ON set_aside (step);
        CREATE TABLE set_aside_pictures (        -- pictures that only these steps still need
            step INTEGER NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
            hash TEXT NOT NULL,
            PRIMARY KEY (step, hash)
        ) WITHOUT ROWID;
        CREATE TABLE kept_alone (                -- stayed though its archive was taken out
            tbl TEXT NOT NULL,                   -- 'posts' or 'people'
            id INTEGER NOT NULL,
            PRIMARY KEY (tbl, id)
        ) WITHOUT ROWID;
        CREATE TABLE step_packs (
            last INTEGER PRIMARY KEY,            -- the newest step in it
            packed BLOB NOT NULL                 -- zlib of JSON: [step, table, SQL]…
        );
    """)
