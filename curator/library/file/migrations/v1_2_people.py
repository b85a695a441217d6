"""What the editor adds to people beyond their consent, since 1.2."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def seat_people(db: Database) -> None:
    """Let people sit as host or guest, be new or returning, be muted, or be one person."""
    for column in (
        "seat TEXT NOT NULL DEFAULT '' CHECK (seat IN ('', 'host', 'guest'))",
        "newcomer TEXT NOT NULL DEFAULT '' CHECK (newcomer IN ('', 'new', 'returning'))",
        "muted INTEGER NOT NULL DEFAULT 0",
        "same_as INTEGER REFERENCES people (id)",  # another account of the same person
    ):
        db.execute(f"ALTER TABLE standings ADD COLUMN {column}")
    db.execute(
        "CREATE INDEX standings_by_same_as ON standings (same_as) WHERE same_as IS NOT NULL"
    )


@migrations()
def index_muted(db: Database) -> None:
    """Find out at once whether anybody is muted: every list asks."""
    db.execute("CREATE INDEX standings_muted ON standings (person) WHERE muted = 1")
