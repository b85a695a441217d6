"""Stories as JSON that is the same for the same story in every copy of a library, and back.

A story is told as its fields and the rows of its blocks, posts as their archives name them. It is
written into the story that has its uid: that one keeps its id, and with it versions and
publications; blocks keep theirs too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from curator.library.values.fixed_story import answers_apart, answers_joined
from curator.library.values.fractional_rank import between
from curator.library.values.story_merge import bare

UID = "coalesce(nullif(uid, ''), CAST(id AS TEXT))"
"""What a story or block is called in every copy; those of earlier versions by their ids."""


def dump_stories(connection: sqlite3.Connection) -> Iterator[tuple[str, int, str]]:
    """Yield each story's uid, its id, and what it is."""
    for id_, uid, title, tidy, fixed in connection.execute(
        f"SELECT id, {UID}, title, tidy, fixed FROM stories ORDER BY id"
    ).fetchall():
        rest, answers = answers_apart(fixed) if fixed else ("", {})
        told: dict[str, Any] = {"title": title, "tidy": tidy}
        if fixed:
            told["fixed"] = rest
        rows = [  # the answers go with their blocks, wherever a merge puts these
            {**row.values, **({"answers": answers[row.id]} if row.id in answers else {})}
            for row in _rows(connection, id_)
        ]
        yield uid, id_, json.dumps({**told, "blocks": rows}, ensure_ascii=False)


def delete_story(connection: sqlite3.Connection, uid: str) -> None:
    """Delete a story, if it is there."""
    connection.execute(f"DELETE FROM stories WHERE {UID} = ?", (uid,))


def write_story(connection: sqlite3.Connection, uid: str, story: str, gone: Iterable[str]) -> bool:
    """Write a story over the one with its uid, or as a new one; False if posts are missing.

    gone: uids of stories that this one may be under a new uid, and that would be deleted else.
    """
    told: dict[str, Any] = json.loads(story)
    blocks: list[dict[str, Any]] = told.pop("blocks")
    known = {name: (id_, words) for name, id_, words in dump_stories(connection)}
    left = (known[name] for name in gone if name in known)
    alike = (other for other, words in left if bare(words) == bare(story))
    id_ = known[uid][0] if uid in known else next(alike, None)
    if id_ is None:
        id_ = next_story(connection.execute)
        connection.execute("INSERT INTO stories (id, title) VALUES (?, '')", (id_,))
    written, is_whole = _write_blocks(connection, id_, blocks)
    fixed = told.get("fixed", "")
    answers = {block: row["answers"] for block, row in written.items() if "answers" in row}
    fixed = answers_joined(fixed, answers) if fixed else ""
    connection.execute(
        f"UPDATE stories SET title = ?1, tidy = ?2, fixed = ?3, uid = ?4 WHERE id = ?5"
        f" AND (title, tidy, fixed, {UID}) <> (?1, ?2, ?3, ?4)",
        (told["title"], told["tidy"], fixed, uid, id_),
    )
    return is_whole


def next_story(run: Callable[[str], sqlite3.Cursor]) -> int:
    """Return an id for a new story: none that a deleted one with publications or versions had."""
    (id_,) = run(
        "SELECT 1 + max(ifnull((SELECT max(id) FROM stories), 0),"
        " ifnull((SELECT max(story) FROM story_versions), 0),"
        " ifnull((SELECT max(story) FROM publications), 0))"
    ).fetchone()
    return int(id_)


@dataclass(frozen=True, slots=True)
class _Row:
    """A block as it lies in the library."""

    id: int
    rank: str
    values: Mapping[str, Any]


def _rows(connection: sqlite3.Connection, story: int) -> list[_Row]:
    names = _columns(connection)
    rows = connection.execute(
        f"SELECT blocks.id, rank, coalesce(nullif(uid, ''), CAST(blocks.id AS TEXT)),"
        f" posts.platform, posts.key, {', '.join(f'blocks.{name}' for name in names)}"
        " FROM blocks LEFT JOIN posts ON posts.id = post WHERE story = ?"
        " ORDER BY rank, blocks.id",
        (story,),
    )
    return [
        _Row(id_, rank, {"uid": uid, "post": key and [platform, key],
                         **dict(zip(names, values, strict=True))})
        for id_, rank, uid, platform, key, *values in rows
    ]  # fmt: skip


def _columns(connection: sqlite3.Connection) -> list[str]:
    """Return the columns of a block that say what it is."""
    rows = connection.execute("SELECT name FROM pragma_table_info('blocks')")
    apart = {"id", "uid", "story", "rank", "post"}
    return [name for (name,) in rows if name not in apart]


def _write_blocks(
    connection: sqlite3.Connection, story: int, blocks: Sequence[dict[str, Any]]
) -> tuple[dict[int, dict[str, Any]], bool]:
    """Make the blocks of a story these; return them by their ids, and whether none is missing.

    A block whose post is not here is left as it is, or left out.
    """
    there = _rows(connection, story)
    kept = _match_blocks(there, blocks)
    wanted: list[tuple[_Row | None, dict[str, Any], int | None]] = []
    is_whole = True
    for block in blocks:
        row, told, post = kept.get(block["uid"]), block, _post(connection, block["post"])
        if block["post"] and post is None:
            is_whole = False
            if row is None:
                continue
            told = {**row.values, "uid": block["uid"]}
            post = _post(connection, told["post"])
        wanted.append((row, told, post))
    staying = {row.id for row, _, _ in wanted if row}
    for row in there:
        if row.id not in staying:
            connection.execute("DELETE FROM blocks WHERE id = ?", (row.id,))
    ranks = _ranks([row for row, _, _ in wanted])
    written = {
        _write(connection, story, row, (rank, told, post)): told
        for rank, (row, told, post) in zip(ranks, wanted, strict=True)
    }
    return written, is_whole


def _write(
    connection: sqlite3.Connection,
    story: int,
    row: _Row | None,
    content: tuple[str, dict[str, Any], int | None],
) -> int:
    """Write a block, over another or as a new one; return its id."""
    rank, block, post = content
    columns = _columns(connection)
    names = ("rank", "uid", "post", *columns)
    values = (rank, block["uid"], post, *(block[name] for name in columns))
    if row is None:
        places = ", ".join("?" * (len(names) + 1))
        new = connection.execute(
            f"INSERT INTO blocks ({', '.join(names)}, story) VALUES ({places})", (*values, story)
        )
        return int(new.lastrowid or 0)
    is_alike = _words(row.values) == _words(block) and row.values["uid"] == block["uid"]
    if row.rank != rank or not is_alike:
        sets = ", ".join(f"{name} = ?" for name in names)
        connection.execute(f"UPDATE blocks SET {sets} WHERE id = ?", (*values, row.id))
    return row.id


def _match_blocks(there: Sequence[_Row], blocks: Sequence[dict[str, Any]]) -> dict[str, _Row]:
    """Return the block that each becomes, by its new uid: that of the same, or with the same."""
    by_uid = {row.values["uid"]: row for row in there}
    found = {each["uid"]: by_uid[each["uid"]] for each in blocks if each["uid"] in by_uid}
    taken = {row.id for row in found.values()}
    left = [row for row in there if row.id not in taken]
    for block in blocks:
        if block["uid"] not in found:
            words = _words(block)
            row = next((each for each in left if _words(each.values) == words), None)
            if row is not None:
                found[block["uid"]] = row
                left.remove(row)
    return found


def _words(block: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in block.items() if name not in {"uid", "answers"}}


def _ranks(rows: Sequence[_Row | None]) -> list[str]:
    """Return ranks for blocks in order: their own, if they are in order, and new ones between."""
    own = [row.rank for row in rows if row]
    if any(one >= two for one, two in pairwise(own)):
        return between("", "", len(rows))
    ranks: list[str] = []
    new = 0
    for rank in [*(row.rank if row else None for row in rows), ""]:
        if rank is None:
            new += 1
        else:
            ranks += between(ranks[-1] if ranks else "", rank, new)
            ranks += [rank] if rank else []
            new = 0
    return ranks


def _post(connection: sqlite3.Connection, named: Sequence[str] | None) -> int | None:
    row = (
        named
        and connection.execute(
            "SELECT id FROM posts WHERE platform = ? AND key = ?", tuple(named)
        ).fetchone()
    )
    return int(row[0]) if row else None
