"""Measures how well echoes are grouped, and how long it takes.

    python packaging/measure_echoes.py CHAT [TRUTH] [--pairs PAIRS] [--as HANDLE] [--show N]

CHAT is an archive. TRUTH is JSON that gives of each post, by its key, an object with its
true "group" and perhaps its "kind". Of all pairs of posts that stand in one group, it is
told how many belong together (precision); of all that belong together, how many stand
together (recall); and how many look-alikes were joined with what they only look like.
PAIRS is JSON as well: a list of pairs that somebody judged by eye, each an object with the
keys of the two posts as "echo" and "source", its "kind", such as "MT" or "via", and whether
they say the "same". Told for each kind: how many of the same were joined, and how many others.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from curator import work
from curator.library import Library, PostId, Query
from curator.readers.kit.archive.read_options import ReadOptions

_AT_ONCE = 500


def main() -> None:
    """Import, group, and print what came of it."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("chat", type=Path)
    asked.add_argument("truth", type=Path, nargs="?")
    asked.add_argument("--pairs", type=Path, help="pairs of posts that were judged by eye")
    asked.add_argument("--as", dest="handle", default="", help="whose own archive it is")
    asked.add_argument("--show", type=int, default=0, help="print so many posts put wrongly")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "measured.curator"
        given = ReadOptions(handle=options.handle)
        began = perf_counter()
        work.finish(work.import_archive(path, options.chat, options=given))
        imported = perf_counter()
        work.finish(work.work_out(path))
        took = perf_counter() - imported
        with Library(path) as library:
            ids = library.posts.find(Query())
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{len(ids):,} posts: imported in {imported - began:.2f} s,"
                f" grouped in {took:.2f} s, at most {most} MB"
            )
            if options.truth:
                _compare(library, json.loads(options.truth.read_text("utf-8")), options.show)
            if options.pairs:
                _judge(library, json.loads(options.pairs.read_text("utf-8")), options.show)


def _compare(library: Library, truth: dict[str, dict[str, str]], show: int) -> None:
    ids = library.posts.find(Query())
    rows = {
        row.id: row
        for start in range(0, len(ids), _AT_ONCE)
        for row in library.posts.rows(ids[start : start + _AT_ONCE])
    }
    told = {id_: truth[row.post.key] for id_, row in rows.items() if row.post.key in truth}
    sources = library.groups.sources(told)
    both = _pairs(Counter((sources[id_], each["group"]) for id_, each in told.items()).values())
    put = _pairs(Counter(sources[id_] for id_ in told).values())
    true = _pairs(Counter(each["group"] for each in told.values()).values())
    kinds: dict[PostId, set[str]] = defaultdict(set)
    for id_, each in told.items():
        kinds[sources[id_]].add(each.get("kind", ""))
    alike = [
        id_
        for id_, each in told.items()
        if each.get("kind") == "lookalike" and kinds[sources[id_]] != {"lookalike"}
    ]
    print(
        f"precision {both / max(1, put):.4f}, recall {both / max(1, true):.4f},"
        f" look-alikes joined with what they look like: {len(alike)}"
    )
    main_source: dict[str, PostId] = {}
    for id_, each in told.items():
        main_source.setdefault(each["group"], sources[id_])
    apart = [id_ for id_, each in told.items() if sources[id_] != main_source[each["group"]]]
    for id_ in [*alike, *apart][:show]:
        print(told[id_].get("kind"), rows[id_].post.text, "under", rows[sources[id_]].post.text)


def _judge(library: Library, pairs: list[dict[str, Any]], show: int) -> None:
    keys = {pair[side] for pair in pairs for side in ("echo", "source")}
    ids = library.posts.ids(keys)
    sources = library.groups.sources(ids.values())
    counts: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    wrong = []
    for pair in pairs:
        if pair["echo"] not in ids or pair["source"] not in ids:
            print(f"not in the chat: {pair['echo']} or {pair['source']}")
            continue
        joined = sources[ids[pair["echo"]]] == sources[ids[pair["source"]]]
        counts[pair["kind"]][bool(pair["same"]), joined] += 1
        if joined != bool(pair["same"]):
            wrong.append(pair)
    for kind, count in sorted(counts.items()):
        same, other = (count[truth, True] + count[truth, False] for truth in (True, False))
        found, wrongly = count[True, True], count[False, True]
        print(f"{kind}: {found} of {same} joined; {wrongly} of {other} wrongly")
    for pair in wrong[:show]:
        texts = (library.posts.row(ids[pair[side]]).post.text for side in ("echo", "source"))
        print(pair["kind"], *texts, sep=" | ")


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


if __name__ == "__main__":
    main()
