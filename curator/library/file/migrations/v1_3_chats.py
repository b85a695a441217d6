"""When the chats of a library were, worked out and corrected by hand, since 1.3."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def tell_chats(db: Database) -> None:
    """Make the tables of chats.

    found_chats is worked out; chats is that with the editor's corrections, and both may be
    thrown away. chat_edits is of the desk. A chat is named by a post of it.
    """
    db.executescript("""
        CREATE TABLE found_chats (
            id INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
            begins INTEGER NOT NULL,
            ends INTEGER NOT NULL                -- of its last post, so still in it
        );
        CREATE TABLE chats (
            id INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
            begins INTEGER NOT NULL,
            ends INTEGER NOT NULL,
            title TEXT NOT NULL DEFAULT '',      -- the editor's; '' is none
            hashtag TEXT NOT NULL DEFAULT ''     -- that most of its posts have
        );
        CREATE INDEX chats_by_time ON chats (begins, ends);
        CREATE TABLE chat_edits (
            post INTEGER PRIMARY KEY REFERENCES posts (id), -- what is said is of its chat
            title TEXT NOT NULL DEFAULT '',
            splits INTEGER NOT NULL DEFAULT 0,   -- 1: a chat begins with this post
            joins INTEGER NOT NULL DEFAULT 0,    -- 1: it goes on from the chat before it
            begins INTEGER,
            ends INTEGER
        );
    """)
