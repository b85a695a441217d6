"""The editor's decisions as single opinions, for comparing and merging copies of a library.

Posts and people are named as their archives name them, not by id, so that two copies of a
library can be compared and merged. A story is one opinion as a whole, see `story_json`. How two
copies are merged is in `values.three_way`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from curator.library.desk.story_json import delete_story, dump_stories, write_story
from curator.library.values.three_way import Opinion, Opinions

_FIELDS = ("consent", "role", "organisation", "sector", "seat", "newcomer", "muted", "wishes")
_UNSAID = {"consent": "full", "muted": "0"}

_QUERIES = {
    "mark": "SELECT p.platform, p.key, mark FROM marks JOIN posts p ON p.id = marks.post",
    "note": "SELECT p.platform, p.key, notes.text FROM notes JOIN posts p ON p.id = notes.post",
    "description": "SELECT p.platform, p.key, place, descriptions.text FROM (SELECT id, post,"
    " row_number() OVER (PARTITION BY post ORDER BY id) AS place FROM media) AS shown"
    " JOIN descriptions ON media = shown.id JOIN posts p ON p.id = shown.post",
    "tag": "SELECT p.platform, p.key, lower(tags.name), tags.name FROM post_tags"
    " JOIN posts p ON p.id = post JOIN tags ON tags.id = tag",
    "tag name": "SELECT lower(name), name FROM tags",
    "definition": "SELECT lower(name), definition FROM tags WHERE definition <> ''",
    "colour": "SELECT lower(name), colour FROM tags WHERE colour <> ''",
    "key": "SELECT lower(name), key FROM tags WHERE key > 0",
    "parent": "SELECT lower(t.name), o.name FROM tags t JOIN tags o ON o.id = t.parent",
    "search": "SELECT name, text FROM searches",
    "link": "SELECT address, title FROM titles",
    "muted words": "SELECT text, sought FROM muted_words",
    "question title": "SELECT p.platform, p.key, question_titles.title FROM question_titles"
    " JOIN posts p ON p.id = question",
    "account": "SELECT p.platform, lower(p.handle), o.platform || ' ' || lower(o.handle)"
    " FROM standings JOIN people p ON p.id = person JOIN people o ON o.id = same_as",
    "consent log": "SELECT platform, lower(handle), consent_log.at, answer, words, words"
    " FROM consent_log JOIN people ON people.id = person",
    "protection": "SELECT name, name FROM protections",
    "question": "SELECT p.platform, p.key, number FROM question_marks JOIN posts p ON p.id = post",
    "place": "SELECT p.platform, p.key, ifnull(q.key, '') FROM question_places"
    " JOIN posts p ON p.id = post LEFT JOIN posts q ON q.id = question",
    "echo": "SELECT p.platform, p.key, o.platform || ' ' || o.key FROM regroupings"
    " JOIN posts p ON p.id = regroupings.post JOIN posts o ON o.id = source",
    "chat title": "SELECT p.platform, p.key, title FROM chat_edits JOIN posts p ON p.id = post"
    " WHERE title <> ''",
    "chat splits": "SELECT p.platform, p.key, splits FROM chat_edits JOIN posts p ON p.id = post"
    " WHERE splits",
    "chat joins": "SELECT p.platform, p.key, joins FROM chat_edits JOIN posts p ON p.id = post"
    " WHERE joins",
    "chat zone": "SELECT p.platform, p.key, zone FROM chat_edits JOIN posts p ON p.id = post"
    " WHERE zone <> ''",
    "chat span": "SELECT p.platform, p.key, begins || ' ' || ends FROM chat_edits"
    " JOIN posts p ON p.id = post WHERE begins IS NOT NULL AND ends IS NOT NULL",
}


def opinions(connection: sqlite3.Connection) -> Opinions:
    """Return every opinion in a library."""
    found: Opinions = {}
    for kind, sql in _QUERIES.items():
        for *names, value in connection.execute(sql):
            found[kind, *map(str, names)] = str(value)
    for platform, handle, *values in connection.execute(
        f"SELECT platform, lower(handle), {', '.join(_FIELDS)} FROM standings"
        " JOIN people ON people.id = person"
    ):
        for name, value in zip(_FIELDS, values, strict=True):
            if str(value) != _UNSAID.get(name, ""):
                found["person", platform, handle, name] = str(value)
    for uid, _, content in dump_stories(connection):
        found["story", uid] = content
    return found


_ORDER = ("tag name", "tag", "definition", "colour", "key", "parent")


def apply(connection: sqlite3.Connection, changes: Mapping[Opinion, str | None]) -> int:
    """Change opinions, with None delete them; return how many concern missing posts or people.

    The caller holds the transaction.
    """
    gone = [each[1] for each in changes if each[0] == "story" and changes[each] is None]

    def turn(opinion: Opinion) -> int:
        if opinion[0] not in _ORDER:
            return len(_ORDER) if opinion[0] == "story" and changes[opinion] is None else -1
        last = opinion[0] == "tag name" and changes[opinion] is None  # nothing uses it any more
        return len(_ORDER) if last else _ORDER.index(opinion[0])

    kinds = sorted(changes, key=turn)
    return sum(not _change(connection, each, changes[each], gone) for each in kinds)


_Run: TypeAlias = Callable[..., sqlite3.Cursor]


def _change(
    connection: sqlite3.Connection, opinion: Opinion, value: str | None, gone: Sequence[str]
) -> bool:
    """Change an opinion; gone: the stories that are deleted with these changes."""
    kind, *names = opinion
    run = connection.execute
    match kind:
        case "story":
            if value is not None:
                return write_story(connection, names[0], value, gone)
            delete_story(connection, names[0])
            return True
        case "person" | "account" | "consent log":
            return _change_person(run, kind, names, value)
        case "search" | "link" | "muted words" | "protection":
            return _change_named(run, kind, names[0], value)
        case "tag name" | "definition" | "colour" | "key" | "parent":
            return _change_tag(run, kind, names[0], value)
        case _:
            return _change_post(run, kind, names, value)


def _change_named(run: _Run, kind: str, name: str, value: str | None) -> bool:
    table, key, column = _NAMED[kind]
    run(f"DELETE FROM {table} WHERE {key} = ?", (name,))
    if value is not None and key == column:
        run(f"INSERT INTO {table} ({key}) VALUES (?)", (name,))
    elif value is not None:
        run(f"INSERT INTO {table} ({key}, {column}) VALUES (?, ?)", (name, value))
    return True


_NAMED = {
    "search": ("searches", "name", "text"),
    "link": ("titles", "address", "title"),
    "muted words": ("muted_words", "text", "sought"),
    "protection": ("protections", "name", "name"),
}

# Posts

_OF_POST = {
    "mark": ("marks", "post", "mark"),
    "note": ("notes", "post", "text"),
    "question title": ("question_titles", "question", "title"),
    "question": ("question_marks", "post", "number"),
    "place": ("question_places", "post", "question"),
    "echo": ("regroupings", "post", "source"),
}
_OF_CHAT = {
    "chat title": ("title", ""), "chat zone": ("zone", ""), "chat splits": ("splits", 0),
    "chat joins": ("joins", 0),
}  # fmt: skip


def _change_post(run: _Run, kind: str, names: list[str], value: str | None) -> bool:
    post = _post(run, names[0], names[1])
    if post is None:
        return False
    if kind == "tag":
        return _tag(run, post, names[2], value)
    if kind == "description":
        return _describe(run, post, int(names[2]), value)
    if kind == "chat span" or kind in _OF_CHAT:
        return _change_chat(run, post, kind, value)
    table, key, column = _OF_POST[kind]
    told: str | int | None = value
    if value and kind in {"place", "echo"}:
        platform, _, name = value.partition(" ") if kind == "echo" else (names[0], "", value)
        told = _post(run, platform, name)
        if told is None:
            return False
    run(f"DELETE FROM {table} WHERE {key} = ?", (post,))
    if value is not None:
        run(f"INSERT INTO {table} ({key}, {column}) VALUES (?, ?)", (post, told or None))
    return True


def _change_chat(run: _Run, post: int, kind: str, value: str | None) -> bool:
    run("INSERT OR IGNORE INTO chat_edits (post) VALUES (?)", (post,))
    if kind == "chat span":
        begins, ends = map(int, value.split()) if value else (None, None)
        run("UPDATE chat_edits SET begins = ?, ends = ? WHERE post = ?", (begins, ends, post))
    else:
        column, unsaid = _OF_CHAT[kind]
        told = unsaid if value is None else value
        run(f"UPDATE chat_edits SET {column} = ? WHERE post = ?", (told, post))
    run(
        "DELETE FROM chat_edits WHERE post = ? AND title = '' AND splits = 0 AND joins = 0"
        " AND begins IS NULL AND ends IS NULL AND zone = ''",
        (post,),
    )
    return True


def _describe(run: _Run, post: int, place: int, value: str | None) -> bool:
    row = run(
        "SELECT id FROM media WHERE post = ? ORDER BY id LIMIT 1 OFFSET ?", (post, place - 1)
    ).fetchone()
    if row is None:
        return False
    run("DELETE FROM descriptions WHERE media = ?", row)
    if value is not None:
        run("INSERT INTO descriptions (media, text) VALUES (?, ?)", (row[0], value))
    return True


def _post(run: _Run, platform: str, key: str) -> int | None:
    row = run("SELECT id FROM posts WHERE platform = ? AND key = ?", (platform, key)).fetchone()
    return int(row[0]) if row else None


# Tags


def _tag(run: _Run, post: int, folded: str, value: str | None) -> bool:
    if value is None:
        run(
            "DELETE FROM post_tags WHERE post = ? AND tag = (SELECT id FROM tags WHERE name = ?)",
            (post, folded),
        )
    else:
        run(
            "INSERT OR IGNORE INTO post_tags (post, tag) VALUES (?, ?)",
            (post, _tag_called(run, value)),
        )
    return True


def _tag_called(run: _Run, name: str) -> int:
    """Return the tag with a name, made if there is none."""
    run("INSERT OR IGNORE INTO tags (name) VALUES (?)", (name,))
    return int(run("SELECT id FROM tags WHERE name = ?", (name,)).fetchone()[0])


def _change_tag(run: _Run, kind: str, name: str, value: str | None) -> bool:
    if kind == "tag name" and value is None:
        run("DELETE FROM tags WHERE name = ?", (name,))
    elif kind == "tag name":
        run("UPDATE tags SET name = ? WHERE id = ?", (value, _tag_called(run, value or name)))
    elif kind == "parent":
        above = None if value is None else _tag_called(run, value)
        run("UPDATE tags SET parent = ? WHERE name = ?", (above, name))
    else:
        told = (0 if kind == "key" else "") if value is None else value
        run(f"UPDATE tags SET {kind} = ? WHERE name = ?", (told, name))
    return True


# People


def _change_person(run: _Run, kind: str, names: list[str], value: str | None) -> bool:
    person = _person(run, names[0], names[1])
    if person is None:
        return False
    if kind == "consent log":
        return _change_log(run, person, names, value)
    told: str | int | None = _UNSAID.get(names[-1], "") if value is None else value
    if kind == "account":
        told = None if value is None else _person(run, *value.split(" ", 1))
        if value is not None and told is None:
            return False
    run("INSERT OR IGNORE INTO standings (person) VALUES (?)", (person,))
    column = "same_as" if kind == "account" else names[-1]
    run(f"UPDATE standings SET {column} = ? WHERE person = ?", (told, person))
    return True


def _change_log(run: _Run, person: int, names: list[str], value: str | None) -> bool:
    """Add a line to the consent log, or delete it."""
    line = (person, *names[2:])
    columns = "person = ? AND at = ? AND answer = ? AND words = ?"
    run(f"DELETE FROM consent_log WHERE {columns}", line)
    if value is not None:
        run("INSERT INTO consent_log (person, at, answer, words) VALUES (?, ?, ?, ?)", line)
    return True


def _person(run: _Run, platform: str, handle: str) -> int | None:
    row = run(
        "SELECT id FROM people WHERE platform = ? AND handle = ?", (platform, handle)
    ).fetchone()
    return int(row[0]) if row else None
