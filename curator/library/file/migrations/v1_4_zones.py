"""In which zone a chat was held, by the editor's word, since 1.4."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def name_zones_of_chats(db: Database) -> None:
    """Let a correction of a chat name its zone; '' is none."""
    db.execute("ALTER TABLE chat_edits ADD COLUMN zone TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE chats ADD COLUMN zone TEXT NOT NULL DEFAULT ''")
