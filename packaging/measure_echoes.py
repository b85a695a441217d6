"""Measure how well echoes are grouped: measure_echoes.py CHAT TRUTH [--as HANDLE] [--show N].

CHAT is an archive; TRUTH is JSON that gives of each post, by its key, an object with its
true "group" and, if known, its "kind". Of every two posts that stand in one group it is
told how many belong there (precision), and of every two that belong together how many
do stand together (recall).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from curator import work
from curator.library import Library, Query
from curator.readers.kit.wishes import Wishes


def main() -> None:
    """Measure, and print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("chat", type=Path)
    asked.add_argument("truth", type=Path)
    asked.add_argument("--as", dest="handle", default="")
    asked.add_argument("--show", type=int, default=0, help="print so many posts put wrongly")
    options = asked.parse_args()
    truth = json.loads(options.truth.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "measured.curator"
        work.finish(work.import_archive(path, options.chat, wishes=Wishes(handle=options.handle)))
        began = perf_counter()
        work.finish(work.work_out(path))
        took = perf_counter() - began
        with Library(path) as library:
            _measure(library, truth, took, options.show)


def _measure(library: Library, truth: dict[str, dict[str, str]], took: float, show: int) -> None:
    ids = library.posts.find(Query())
    sources = library.groups.sources(ids)
    rows = {
        row.id: row
        for start in range(0, len(ids), 500)
        for row in library.posts.rows(ids[start : start + 500])
    }
    told = {id_: truth[rows[id_].post.key] for id_ in sources if rows[id_].post.key in truth}
    pairs = Counter((sources[id_], told[id_]["group"]) for id_ in told)  # type: ignore[index]
    both = _pairs(pairs.values())
    put = _pairs(Counter(sources[id_] for id_ in told).values())  # type: ignore[index]
    true = _pairs(Counter(each["group"] for each in told.values()).values())
    sizes = Counter(sources.values())
    wrong = [
        id_ for id_, each in told.items() if each.get("kind") == "lookalike" and sizes[sources[id_]] > 1
    ]
    print(
        f"{len(ids)} posts in {took:.2f} s: precision {both / max(1, put):.4f},"
        f" recall {both / max(1, true):.4f}, look-alikes joined {len(wrong)}"
    )
    for id_ in [*wrong, *_misplaced(sources, told)][:show]:
        print(told[id_].get("kind"), repr(rows[id_].post.text))
        print("   in", repr(rows[sources[id_]].post.text))


def _misplaced(sources: dict, told: dict) -> list:
    by_group: dict = {}
    for id_, each in told.items():
        by_group.setdefault(each["group"], Counter())[sources[id_]] += 1
    wrong = []
    main = {group: counted.most_common(1)[0][0] for group, counted in by_group.items()}
    owner: dict = {}
    for group, source in main.items():
        owner.setdefault(source, group)
    for id_, each in told.items():
        if sources[id_] != main[each["group"]] or owner[sources[id_]] != each["group"]:
            wrong.append(id_)
    return wrong


def _pairs(sizes: object) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
