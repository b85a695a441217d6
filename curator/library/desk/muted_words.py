"""Words whose posts the editor does not want to see: adverts, spam, another subject.

Posts with muted words are left out of lists and figures, as those of muted people are.
Every method that changes something is called inside `library.edit(label)`.
"""

from __future__ import annotations

import sqlite3

from curator.errors import LibraryError
from curator.i18n import tr
from curator.library.values.normalise import has_words, phrase
from curator.library.values.rows import MutedWords

LONGEST = 200
"""Most letters of muted words."""


class Muting:
    """The muted words of a library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute

    def all(self) -> list[MutedWords]:
        """Return the muted words with their numbers of posts, the oldest first."""
        rows = self._run("SELECT text, sought FROM muted_words ORDER BY id").fetchall()
        return [MutedWords(text, self._posts(sought)) for text, sought in rows]

    def count(self, words: str) -> int:
        """Return how many posts muting some words would hide; 0 if they are no words."""
        return self._posts(phrase(words)) if has_words(words) else 0

    def mute(self, words: str) -> str:
        """Mute a word or a phrase, and return it as it is kept; it must be found as it stands."""
        text = _tidy(words)
        if not has_words(text):
            raise LibraryError(tr("“{words}” holds no word to mute. Type one.", words=text))
        self._run(
            "INSERT OR IGNORE INTO muted_words (text, sought) VALUES (?, ?)", (text, phrase(text))
        )
        return text

    def unmute(self, words: str) -> None:
        """Show the posts with these words again."""
        self._run("DELETE FROM muted_words WHERE text = ?", (_tidy(words),))

    def _posts(self, sought: str) -> int:
        (count,) = self._run(
            "SELECT count(*) FROM words JOIN posts ON posts.id = words.rowid"
            " WHERE words MATCH ? AND context = 0",
            (sought,),
        ).fetchone()
        return int(count)


def _tidy(words: str) -> str:
    return " ".join(words.split())[:LONGEST].rstrip()
