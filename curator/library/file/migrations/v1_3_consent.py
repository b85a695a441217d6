"""What people said when they were asked, and what is to be kept for all, since 1.3."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def log_consent(db: Database) -> None:
    """Keep who was asked and what they answered, their wishes, and rules for everybody."""
    db.executescript("""
        ALTER TABLE standings ADD COLUMN wishes TEXT NOT NULL DEFAULT ''; -- codes, by spaces
        CREATE TABLE consent_log (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES people (id),
            at TEXT NOT NULL,                    -- ISO 8601, UTC
            answer TEXT NOT NULL CHECK (answer IN ('asked', 'yes', 'no', 'withdrawn')),
            words TEXT NOT NULL DEFAULT ''       -- how, by whom, for what
        );
        CREATE INDEX consent_log_by_person ON consent_log (person);
        CREATE TABLE protections (
            name TEXT PRIMARY KEY CHECK (name = 'minors')
        );
    """)
