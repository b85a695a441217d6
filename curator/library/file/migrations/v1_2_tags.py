"""What the editor says of tags beyond their name, since 1.2."""

from __future__ import annotations

import json

from curator.library.file.migrations.registry import Database, migrations

_KEYS = 9


@migrations()
def make_codebook(db: Database) -> None:
    """Let tags stand under one another, with a definition, a colour and a number key."""
    for column in (
        "parent INTEGER REFERENCES tags (id)",
        "definition TEXT NOT NULL DEFAULT ''",
        "colour TEXT NOT NULL DEFAULT ''",
        "key INTEGER NOT NULL DEFAULT 0",  # 0: none
    ):
        db.execute(f"ALTER TABLE tags ADD COLUMN {column}")
    db.execute("CREATE INDEX tags_by_parent ON tags (parent) WHERE parent IS NOT NULL")
    _number(db)


def _number(db: Database) -> None:
    """Let the tags keep the keys that they had while only the window remembered them."""
    row = db.execute("SELECT value FROM memory WHERE name = 'tag_keys'").fetchone()
    try:
        slots = json.loads(row[0]) if row else []
    except ValueError:  # a library may have been through other hands
        slots = []
    names = [str(name) for name in slots[:_KEYS]] if isinstance(slots, list) else []
    for key, name in enumerate(names, 1):
        db.execute("UPDATE tags SET key = ? WHERE name = ? AND key = 0", (key, name))
    taken = {key for (key,) in db.execute("SELECT key FROM tags WHERE key > 0")}
    free = [key for key in range(1, _KEYS + 1) if key not in taken]
    unnumbered = db.execute(
        "SELECT tags.id FROM tags LEFT JOIN post_tags ON tag = tags.id WHERE key = 0"
        " GROUP BY tags.id ORDER BY count(post) DESC, tags.id"
    ).fetchall()
    for key, (tag,) in zip(free, unnumbered, strict=False):
        db.execute("UPDATE tags SET key = ? WHERE id = ?", (key, tag))
    db.execute("DELETE FROM memory WHERE name = 'tag_keys'")
