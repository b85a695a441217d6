"""Which posts repeat which, as it was worked out and as the editor corrected it, since 1.2."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def group_echoes(db: Database) -> None:
    """Make the tables of echoes.

    found_echoes and echoes are worked out and may be thrown away: what the words tell, and
    that with the editor's regroupings. Only a post that has another for its source is in them.
    """
    for table in ("found_echoes", "echoes"):
        db.execute(f"""
            CREATE TABLE {table} (
                post INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
                source INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
                why TEXT NOT NULL      -- 'native', 'named', 'copy', 'near'; 'hand'
            )
        """)
        db.execute(f"CREATE INDEX {table}_by_source ON {table} (source)")
    db.execute("""
        CREATE TABLE regroupings (                -- of the desk
            post INTEGER PRIMARY KEY REFERENCES posts (id),
            source INTEGER NOT NULL REFERENCES posts (id) -- itself: it stands alone
        )
    """)
    db.execute("CREATE INDEX regroupings_by_source ON regroupings (source)")
