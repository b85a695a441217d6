"""Times an import against the floor: the least work that puts the same file into SQLite.

    python packaging/bench_import.py chat.jsonl [--runs 3]

The file is twarc 1 JSON Lines. Floor and import run in turn, each in a process of its own,
and the ratio of their medians is printed: it says more than seconds do on a busy machine.
"""

from __future__ import annotations

import argparse
import calendar
import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import orjson

sys.path.insert(0, str(Path(__file__).parents[1]))

_MONTHS = {name: n for n, name in enumerate(calendar.month_abbr) if n}
_BATCH = 5_000
_TABLES = """
    PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;
    CREATE TABLE author (id INTEGER PRIMARY KEY, handle, name, followers INT, avatar, bio);
    CREATE TABLE post (id INTEGER PRIMARY KEY, key TEXT UNIQUE, author INT, at INT, text TEXT,
                       lang TEXT, likes INT, reposts INT, reply_to TEXT, repost_of TEXT);
    CREATE TABLE hashtag (post INT, tag TEXT);
    CREATE TABLE mention (post INT, handle TEXT);
    CREATE TABLE link (post INT, url TEXT);
    BEGIN
"""
_INDEXES = """
    BEGIN;
    CREATE INDEX post_by_time ON post (at);
    CREATE INDEX post_by_author ON post (author);
    CREATE INDEX by_tag ON hashtag (tag COLLATE NOCASE, post);
    CREATE INDEX by_handle ON mention (handle COLLATE NOCASE, post);
    CREATE VIRTUAL TABLE words USING fts5 (text, content = post, content_rowid = id,
                                           tokenize = 'unicode61 remove_diacritics 2');
    INSERT INTO words (words) VALUES ('rebuild');
    COMMIT
"""


_INSERTS = {
    "post": "INSERT OR IGNORE INTO post VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "hashtag": "INSERT INTO hashtag VALUES (?, ?)",
    "mention": "INSERT INTO mention VALUES (?, ?)",
    "link": "INSERT INTO link VALUES (?, ?)",
}


def floor(source: Path, target: Path) -> int:
    """Put a file in by hand-tuned statements: no merging, no report, no safety."""
    db = sqlite3.connect(target, isolation_level=None)
    db.executescript(_TABLES)
    authors: dict[str, int] = {}
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _INSERTS}
    count = 0
    with source.open("rb") as lines:
        for count, line in enumerate(lines, 1):
            _collect(db, orjson.loads(line), count, authors, rows)
            if count % _BATCH == 0:
                _put(db, rows)
    _put(db, rows)
    db.execute("COMMIT")
    db.executescript(_INDEXES)
    db.close()
    return count


def _put(db: sqlite3.Connection, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    for table, insert in _INSERTS.items():
        db.executemany(insert, rows[table])
        rows[table].clear()


def _collect(
    db: sqlite3.Connection,
    row: dict[str, Any],
    n: int,
    authors: dict[str, int],
    rows: dict[str, list[tuple[Any, ...]]],
) -> None:
    user, entities = row["user"], row["entities"]
    author = authors.get(user["id_str"])
    if author is None:
        author = authors[user["id_str"]] = len(authors) + 1
        db.execute(
            "INSERT INTO author VALUES (?, ?, ?, ?, ?, ?)",
            (author, user["screen_name"], user["name"], user["followers_count"],
             user["profile_image_url_https"], user["description"]),
        )  # fmt: skip
    rows["post"].append(
        (n, row["id_str"], author, _seconds(row["created_at"]), row["full_text"], row["lang"],
         row["favorite_count"], row["retweet_count"], row["in_reply_to_status_id_str"],
         (row.get("retweeted_status") or {}).get("id_str"))
    )  # fmt: skip
    rows["hashtag"] += [(n, each["text"]) for each in entities["hashtags"]]
    rows["mention"] += [(n, each["screen_name"]) for each in entities["user_mentions"]]
    rows["link"] += [(n, each["expanded_url"]) for each in entities["urls"]]


def _seconds(at: str) -> int:
    """Read 'Mon Sep 15 18:10:10 +0000 2014'."""
    clock = (int(at[11:13]), int(at[14:16]), int(at[17:19]))
    return calendar.timegm((int(at[26:30]), _MONTHS[at[4:7]], int(at[8:10]), *clock))


def product(source: Path, target: Path) -> int:
    """Import a file as Curator does."""
    from curator.cli import collect_seldom  # noqa: PLC0415  the floor must not pay for it
    from curator.work import finish, import_archive  # noqa: PLC0415

    collect_seldom()
    return finish(import_archive(target, source)).read


def _measured(kind: str, source: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        began, spent = time.perf_counter(), time.process_time()
        run = floor if kind == "floor" else product
        posts = run(source, Path(folder) / "chat.curator")
        return {
            "posts": posts,
            "seconds": time.perf_counter() - began,
            "cpu": time.process_time() - spent,
            "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


def _child(kind: str, source: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, str(source), "--only", kind],
        check=True,
        capture_output=True,
        text=True,
    )
    values: dict[str, float] = json.loads(done.stdout)
    return values


def main() -> None:
    """Measure, and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=["floor", "import"])
    asked = parser.parse_args()
    if asked.only:
        print(json.dumps(_measured(asked.only, asked.source)))
        return
    runs: dict[str, list[dict[str, float]]] = {"floor": [], "import": []}
    for _ in range(asked.runs):
        for kind, measured in runs.items():
            measured.append(_child(kind, asked.source))
    medians = {}
    for kind, measured in runs.items():
        seconds, cpu = (
            statistics.median(m[name] for m in measured) for name in ("seconds", "cpu")
        )
        posts, memory = measured[0]["posts"], max(m["mb"] for m in measured)
        medians[kind] = seconds, cpu
        print(f"{kind:>7}: {posts:,.0f} posts, {seconds:.2f} s ({cpu:.2f} s of processor),"
              f" {posts / seconds:,.0f} posts/s, {memory:.0f} MB")  # fmt: skip
    wall, cpu = (medians["import"][n] / medians["floor"][n] for n in (0, 1))
    print(f"  ratio: {wall:.2f} by the clock, {cpu:.2f} by the processor")


if __name__ == "__main__":
    main()
