"""Questions of chats and what answers them, worked out and by hand, since 1.2."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def ask_questions(db: Database) -> None:
    """Make the tables of questions.

    questions, answers and hosts are worked out and may be thrown away. The others are of the
    desk. A question is named by the post that asks it, or else by the first that answers it.
    """
    db.executescript("""
        CREATE TABLE questions (
            id INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
            session INTEGER NOT NULL,            -- chats are counted from 1, the oldest first
            number INTEGER NOT NULL,
            post INTEGER REFERENCES posts (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            text TEXT NOT NULL                   -- without its label
        );
        CREATE INDEX questions_by_number ON questions (number);
        CREATE INDEX questions_by_post ON questions (post);
        CREATE TABLE answers (
            post INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
            question INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
            why TEXT NOT NULL CHECK (why IN ('label', 'reply', 'time')),
            confidence REAL NOT NULL
        );
        CREATE INDEX answers_by_question ON answers (question);
        CREATE TABLE hosts (
            session INTEGER NOT NULL,
            handle TEXT NOT NULL COLLATE NOCASE,
            seat TEXT NOT NULL CHECK (seat IN ('host', 'guest')),
            PRIMARY KEY (session, handle)
        ) WITHOUT ROWID;
        CREATE TABLE question_marks (            -- posts that ask a question, the editor says
            post INTEGER PRIMARY KEY REFERENCES posts (id),
            number INTEGER NOT NULL
        );
        CREATE TABLE question_titles (
            question INTEGER PRIMARY KEY REFERENCES posts (id),
            title TEXT NOT NULL
        );
        CREATE TABLE question_places (
            post INTEGER PRIMARY KEY REFERENCES posts (id),
            question INTEGER REFERENCES posts (id) -- NULL: it is of none
        );
        CREATE INDEX question_places_by_question ON question_places (question);
    """)
