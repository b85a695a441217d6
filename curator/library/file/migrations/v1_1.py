"""The tables of libraries 1.0 and 1.1."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations

_ARCHIVE = """
    CREATE TABLE archives (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        path TEXT NOT NULL,
        format TEXT NOT NULL,
        imported_at TEXT NOT NULL,
        finished INTEGER NOT NULL DEFAULT 0, -- 0 while it is being read
        posts INTEGER NOT NULL DEFAULT 0,    -- counted when it was finished
        report TEXT NOT NULL DEFAULT '{}'    -- JSON: what came of the import
    );
    CREATE TABLE people (
        id INTEGER PRIMARY KEY,
        platform TEXT NOT NULL,
        handle TEXT NOT NULL COLLATE NOCASE,
        key TEXT NOT NULL DEFAULT '',
        name TEXT NOT NULL DEFAULT '',
        bio TEXT NOT NULL DEFAULT '',
        protected INTEGER NOT NULL DEFAULT 0,
        avatar TEXT NOT NULL DEFAULT '',     -- its address
        portrait TEXT NOT NULL DEFAULT '',   -- its hash in pictures
        seen INTEGER NOT NULL DEFAULT 0,     -- time of the post these words came with
        UNIQUE (platform, handle)
    );
    CREATE TABLE posts (
        id INTEGER PRIMARY KEY,
        platform TEXT NOT NULL,
        key TEXT NOT NULL,
        person INTEGER NOT NULL REFERENCES people (id),
        at INTEGER NOT NULL,                 -- milliseconds since 1970, UTC
        precision TEXT NOT NULL,
        text TEXT NOT NULL,
        spans TEXT NOT NULL DEFAULT '',      -- JSON: [kind, start, end, value, shown]…
        url TEXT NOT NULL DEFAULT '',
        lang TEXT NOT NULL DEFAULT '',
        reply_to TEXT NOT NULL DEFAULT '',
        reply_handle TEXT NOT NULL DEFAULT '',
        quote_of TEXT NOT NULL DEFAULT '',
        repost_of TEXT NOT NULL DEFAULT '',
        conversation TEXT NOT NULL DEFAULT '',
        likes INTEGER,                       -- NULL is not recorded, which is not 0
        reposts INTEGER,
        replies INTEGER,
        followers INTEGER,                   -- its author's, when it was captured
        raw_id TEXT NOT NULL DEFAULT '',
        echo TEXT NOT NULL DEFAULT '',       -- '', 'native' or 'textual'
        context INTEGER NOT NULL DEFAULT 0,  -- 1: known from inside a quote, 2: a repost
        cut INTEGER NOT NULL DEFAULT 0,
        UNIQUE (platform, key)
    );
    CREATE TABLE archive_posts (
        archive INTEGER NOT NULL REFERENCES archives (id) ON DELETE CASCADE,
        post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
        place TEXT NOT NULL DEFAULT '',
        before TEXT NOT NULL DEFAULT '',     -- JSON: what this archive changed in the post
        PRIMARY KEY (archive, post)
    ) WITHOUT ROWID;
    CREATE TABLE versions (
        id INTEGER PRIMARY KEY,
        post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
        archive INTEGER NOT NULL REFERENCES archives (id) ON DELETE CASCADE,
        text TEXT NOT NULL,
        UNIQUE (post, text)
    );
    CREATE INDEX versions_by_archive ON versions (archive);
    CREATE TABLE terms (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,                  -- 'hashtag', 'mention', 'link'
        value TEXT NOT NULL,                 -- folded, so that it can be looked up
        shown TEXT NOT NULL,                 -- as it was first written
        UNIQUE (kind, value)
    );
    CREATE TABLE post_terms (
        post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
        term INTEGER NOT NULL REFERENCES terms (id),
        PRIMARY KEY (post, term)
    ) WITHOUT ROWID;
    CREATE TABLE media (
        id INTEGER PRIMARY KEY,
        post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        url TEXT NOT NULL DEFAULT '',
        alt TEXT NOT NULL DEFAULT '',
        file TEXT NOT NULL DEFAULT '',
        hash TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX media_by_post ON media (post);
    CREATE TABLE pictures (
        hash TEXT PRIMARY KEY,               -- SHA-256 of bytes
        bytes BLOB NOT NULL,                 -- as captured
        thumbnail BLOB NOT NULL,             -- PNG made by Curator
        width INTEGER NOT NULL,
        height INTEGER NOT NULL
    );
    CREATE VIRTUAL TABLE words USING fts5 (
        text, content='', tokenize='unicode61 remove_diacritics 2'
    );
"""


@migrations()
def create_archive(db: Database) -> None:
    """Make the tables for posts and what belongs to them."""
    db.executescript(_ARCHIVE)


@migrations()
def create_desk(db: Database) -> None:
    """Make the tables for the editor's marks, tags, notes and stories."""
    db.executescript("""
        CREATE TABLE marks (
            post INTEGER PRIMARY KEY REFERENCES posts (id),
            mark TEXT NOT NULL CHECK (mark IN ('star', 'reject'))
        );
        CREATE INDEX marks_by_mark ON marks (mark, post);
        CREATE TABLE tags (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL COLLATE NOCASE UNIQUE
        );
        CREATE TABLE post_tags (
            id INTEGER PRIMARY KEY,
            post INTEGER NOT NULL REFERENCES posts (id),
            tag INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
            UNIQUE (post, tag)
        );
        CREATE INDEX post_tags_by_tag ON post_tags (tag, post);
        CREATE TABLE notes (
            post INTEGER PRIMARY KEY REFERENCES posts (id),
            text TEXT NOT NULL
        );
        CREATE TABLE standings (
            person INTEGER PRIMARY KEY REFERENCES people (id),
            consent TEXT NOT NULL DEFAULT 'full'
                CHECK (consent IN ('full', 'handle', 'role', 'withheld')),
            role TEXT NOT NULL DEFAULT '',
            organisation TEXT NOT NULL DEFAULT '',
            sector TEXT NOT NULL DEFAULT ''
        );
        CREATE TABLE descriptions (
            media INTEGER PRIMARY KEY REFERENCES media (id),
            text TEXT NOT NULL
        );
        CREATE TABLE stories (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL
        );
        CREATE TABLE blocks (
            id INTEGER PRIMARY KEY,
            story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
            rank TEXT NOT NULL,                  -- sorts as bytes; between its neighbours'
            kind TEXT NOT NULL
                CHECK (kind IN ('heading', 'text', 'post', 'pull', 'divider')),
            text TEXT NOT NULL DEFAULT '',
            level INTEGER NOT NULL DEFAULT 2,
            post INTEGER REFERENCES posts (id)
        );
        CREATE INDEX blocks_by_story ON blocks (story, rank);
        CREATE INDEX blocks_by_post ON blocks (post);
        CREATE TABLE memory (                    -- where the editor was; not undoable
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        );
    """)


@migrations()
def create_journal(db: Database) -> None:
    """Make the tables that hold the steps to undo and redo."""
    db.executescript("""
        CREATE TABLE steps (
            id INTEGER PRIMARY KEY,
            label TEXT NOT NULL,
            at TEXT NOT NULL,
            undone INTEGER NOT NULL DEFAULT 0,
            archive INTEGER                      -- of an import: the archive to forget
        );
        CREATE TABLE step_changes (
            id INTEGER PRIMARY KEY,
            step INTEGER REFERENCES steps (id) ON DELETE CASCADE, -- NULL while recorded
            tbl TEXT NOT NULL,
            sql TEXT NOT NULL
        );
        CREATE INDEX step_changes_by_step ON step_changes (step, id);
    """)


@migrations()
def create_searches(db: Database) -> None:
    """Make the table of saved searches."""
    db.executescript("""
        CREATE TABLE searches (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            text TEXT NOT NULL                   -- as typed
        );
    """)
