"""Blocks that keep what was counted, and titles given to links, since 1.2."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def widen_blocks(db: Database) -> None:
    """Let blocks be of any kind, keep a value, and say why a rough cut picked them."""
    db.executescript("""
        CREATE TABLE wider_blocks (
            id INTEGER PRIMARY KEY,
            story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
            rank TEXT NOT NULL,                  -- sorts as bytes; between its neighbours'
            kind TEXT NOT NULL,
            text TEXT NOT NULL DEFAULT '',
            level INTEGER NOT NULL DEFAULT 2,
            post INTEGER REFERENCES posts (id),
            value TEXT NOT NULL DEFAULT '',      -- JSON: of facts, chart, cast, links
            why TEXT NOT NULL DEFAULT ''         -- the rough cut's reason for a pick
        );
        INSERT INTO wider_blocks (id, story, rank, kind, text, level, post)
            SELECT id, story, rank, kind, text, level, post FROM blocks;
        DROP TABLE blocks;
        ALTER TABLE wider_blocks RENAME TO blocks;
        CREATE INDEX blocks_by_story ON blocks (story, rank);
        CREATE INDEX blocks_by_post ON blocks (post);
    """)


@migrations()
def title_links(db: Database) -> None:
    """Make the table of what the editor calls links."""
    db.executescript("""
        CREATE TABLE titles (
            address TEXT PRIMARY KEY,            -- as links are counted
            title TEXT NOT NULL
        );
    """)
