"""The editor's decisions as single opinions, for comparing and merging copies of a library.

Posts and people are named as their archives name them, not by id, so that two copies of a
library can be compared and merged. A story is one opinion as a whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from curator.model import joined_wishes

Opinion: TypeAlias = tuple[str, ...]
"""The subject of an opinion: its kind, then the names of what it is about."""

Opinions: TypeAlias = dict[Opinion, str]

_FIELDS = ("consent", "role", "organisation", "sector", "seat", "newcomer", "muted", "wishes")
_UNSAID = {"consent": "full", "muted": "0"}

_TOLD = {
    "mark": "SELECT p.platform, p.key, mark FROM marks JOIN posts p ON p.id = marks.post",
    "note": "SELECT p.platform, p.key, notes.text FROM notes JOIN posts p ON p.id = notes.post",
    "tag": "SELECT p.platform, p.key, tags.name, tags.name FROM post_tags"
    " JOIN posts p ON p.id = post JOIN tags ON tags.id = tag",
    "definition": "SELECT name, definition FROM tags WHERE definition <> ''",
    "colour": "SELECT name, colour FROM tags WHERE colour <> ''",
    "parent": "SELECT t.name, o.name FROM tags t JOIN tags o ON o.id = t.parent",
    "search": "SELECT name, text FROM searches",
    "link": "SELECT address, title FROM titles",
    "muted words": "SELECT text, sought FROM muted_words",
    "question title": "SELECT p.platform, p.key, question_titles.title FROM question_titles"
    " JOIN posts p ON p.id = question",
    "consent log": "SELECT platform, handle, consent_log.at, answer, words FROM consent_log"
    " JOIN people ON people.id = person",
    "protection": "SELECT name, name FROM protections",
    "question": "SELECT p.platform, p.key, number FROM question_marks JOIN posts p ON p.id = post",
    "place": "SELECT p.platform, p.key, ifnull(q.key, '') FROM question_places"
    " JOIN posts p ON p.id = post LEFT JOIN posts q ON q.id = question",
}

_FOLDED = frozenset({"tag", "definition", "colour", "parent"})
"""Kinds whose last name is a tag's, which is compared without case."""


def opinions(connection: sqlite3.Connection) -> Opinions:
    """Return every opinion in a library."""
    found: Opinions = {}
    for kind, sql in _TOLD.items():
        for *names, value in connection.execute(sql):
            if kind in _FOLDED:
                names[-1] = names[-1].casefold()
            found[kind, *names] = str(value)
    for platform, handle, *values in connection.execute(
        f"SELECT platform, handle, {', '.join(_FIELDS)} FROM standings"
        " JOIN people ON people.id = person"
    ):
        for name, value in zip(_FIELDS, values, strict=True):
            if str(value) != _UNSAID.get(name, ""):
                found["person", platform, handle.casefold(), name] = str(value)
    for content, _ in _stories(connection):
        found["story", content] = content
    return found


def apply(connection: sqlite3.Connection, changes: Mapping[Opinion, str | None]) -> int:
    """Change opinions, with None delete them; return how many concern missing posts or people.

    The caller holds the transaction.
    """
    order = ("tag", "definition", "colour", "parent")
    kinds = sorted(changes, key=lambda each: order.index(each[0]) if each[0] in order else -1)
    return sum(not _change(connection, each, changes[each]) for each in kinds)


def _change(connection: sqlite3.Connection, opinion: Opinion, value: str | None) -> bool:
    kind, *names = opinion
    run = connection.execute
    match kind:
        case "story":
            return _change_story(connection, names[0], value)
        case "person":
            return _change_person(run, *names, value=value)
        case "consent log":
            return _change_log(run, names, value)
        case "search" | "link" | "muted words" | "protection":
            return _change_named(run, kind, names[0], value)
        case "definition" | "colour" | "parent":
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
_OF_POST = {
    "mark": ("marks", "post", "mark"),
    "note": ("notes", "post", "text"),
    "question title": ("question_titles", "question", "title"),
    "question": ("question_marks", "post", "number"),
    "place": ("question_places", "post", "question"),
}

_Run: TypeAlias = Callable[..., sqlite3.Cursor]


def _change_post(run: _Run, kind: str, names: list[str], value: str | None) -> bool:
    post = _post(run, names[0], names[1])
    if post is None:
        return False
    if kind == "tag":
        return _tag(run, post, names[2], value)
    table, key, column = _OF_POST[kind]
    told: str | int | None = value
    if kind == "place" and value is not None:
        told = _post(run, names[0], value) if value else None
        if value and told is None:
            return False
    run(f"DELETE FROM {table} WHERE {key} = ?", (post,))
    if value is not None:
        run(f"INSERT INTO {table} ({key}, {column}) VALUES (?, ?)", (post, told))
    return True


def _tag(run: _Run, post: int, folded: str, value: str | None) -> bool:
    found = run("SELECT id FROM tags WHERE name = ?", (value or folded,)).fetchone()
    if value is None:
        if found:
            run("DELETE FROM post_tags WHERE post = ? AND tag = ?", (post, found[0]))
        return True
    tag = found[0] if found else run("INSERT INTO tags (name) VALUES (?)", (value,)).lastrowid
    run("INSERT OR IGNORE INTO post_tags (post, tag) VALUES (?, ?)", (post, tag))
    return True


def _change_tag(run: _Run, kind: str, name: str, value: str | None) -> bool:
    told: str | int | None = value or ""
    if kind == "parent":
        row = run("SELECT id FROM tags WHERE name = ?", (value,)).fetchone() if value else None
        told = row and row[0]
    return run(f"UPDATE tags SET {kind} = ? WHERE name = ?", (told, name)).rowcount > 0


def _change_person(run: _Run, platform: str, handle: str, name: str, *, value: str | None) -> bool:
    row = run(
        "SELECT id FROM people WHERE platform = ? AND handle = ?", (platform, handle)
    ).fetchone()
    if row is None:
        return False
    run("INSERT OR IGNORE INTO standings (person) VALUES (?)", row)
    said = _UNSAID.get(name, "") if value is None else value
    run(f"UPDATE standings SET {name} = ? WHERE person = ?", (said, row[0]))
    return True


def _change_log(run: _Run, names: list[str], value: str | None) -> bool:
    """Add a line to the consent log, or delete it."""
    platform, handle, at, answer = names
    row = run(
        "SELECT id FROM people WHERE platform = ? AND handle = ?", (platform, handle)
    ).fetchone()
    if row is None:
        return False
    about = (row[0], at, answer)
    run("DELETE FROM consent_log WHERE person = ? AND at = ? AND answer = ?", about)
    if value is not None:
        run(
            "INSERT INTO consent_log (person, at, answer, words) VALUES (?, ?, ?, ?)",
            (*about, value),
        )
    return True


def _post(run: _Run, platform: str, key: str) -> int | None:
    row = run("SELECT id FROM posts WHERE platform = ? AND key = ?", (platform, key)).fetchone()
    return int(row[0]) if row else None


# Stories


def _stories(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Yield each story as words that are the same for the same story, with its id."""
    columns = _block_columns(connection)
    for id_, title, tidy in connection.execute("SELECT id, title, tidy FROM stories").fetchall():
        blocks = connection.execute(
            f"SELECT {', '.join(columns)}, posts.platform, posts.key FROM blocks"
            " LEFT JOIN posts ON posts.id = blocks.post WHERE story = ? ORDER BY rank, blocks.id",
            (id_,),
        ).fetchall()
        yield json.dumps([title, tidy, blocks], ensure_ascii=False), id_


def _block_columns(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info('blocks')")
    return [f"blocks.{name}" for (name,) in rows if name not in {"id", "story", "post"}]


def _change_story(connection: sqlite3.Connection, content: str, value: str | None) -> bool:
    run = connection.execute
    if value is None:
        same = [id_ for told, id_ in _stories(connection) if told == content]
        for id_ in same[:1]:
            run("DELETE FROM stories WHERE id = ?", (id_,))
        return True
    title, tidy, blocks = json.loads(content)
    story = run("INSERT INTO stories (title, tidy) VALUES (?, ?)", (title, tidy)).lastrowid
    columns = [name.removeprefix("blocks.") for name in _block_columns(connection)]
    whole = True
    for *values, platform, key in blocks:
        post = None if key is None else _post(run, platform, key)
        if key is not None and post is None:
            whole = False
            continue
        places = ", ".join("?" * (len(columns) + 2))
        run(
            f"INSERT INTO blocks ({', '.join(columns)}, story, post) VALUES ({places})",
            (*values, story, post),
        )
    return whole


def three_way(
    base: Opinions, ours: Opinions, theirs: Opinions
) -> tuple[dict[Opinion, str | None], list[tuple[Opinion, str | None, str | None]]]:
    """Return the changes to make in ours, and the conflicts.

    A change made on one side is adopted. Where both sides changed an opinion, a rule decides that
    gives the same result from either side; see `settled`.
    """
    changes: dict[Opinion, str | None] = {}
    conflicts: list[tuple[Opinion, str | None, str | None]] = []
    for opinion in _all(base, ours, theirs):
        was, own, other = base.get(opinion), ours.get(opinion), theirs.get(opinion)
        if other in {was, own} or (opinion[0] == "tag" and None not in {own, other}):
            continue
        merged = other
        if own != was:
            conflicts.append((opinion, own, other))
            merged = settled(opinion[0], opinion[-1], own, other)
        if merged != own:
            changes[opinion] = merged
    return changes, conflicts


def _all(*sides: Iterable[Opinion]) -> list[Opinion]:
    return sorted({opinion for side in sides for opinion in side})


_STRICTNESS = ("full", "handle", "role", "withheld")


def settled(kind: str, name: str, one: str | None, other: str | None) -> str | None:
    """Decide between two opinions, the same whichever comes first.

    An opinion wins over none, a star over a rejection, the stricter consent over the other; two
    notes and all wishes are kept; of other texts the alphabetically later is taken.
    """
    if one is None or other is None:
        return one if other is None else other
    low, high = sorted((one, other))
    if kind == "note":
        return high if low in high else low if high in low else f"{low}\n\n{high}"
    if kind == "person" and name == "consent":
        return max(low, high, key=_STRICTNESS.index)
    if kind == "person" and name == "wishes":
        return joined_wishes(low, high)
    return high
