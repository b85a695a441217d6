"""Kills Curator while it writes, again and again, and looks at what is left.

    python packaging/kill.py [--kills 200] [--seed 1]

Each time a library is worked on by a program of its own (an import, edits, undo and redo of
imports, a backup, a snapshot, a merge, a story saved), which is killed after a moment at
random. Then the library is opened: it must be sound, all undone must be the beginning and
all redone the end. A kill that came when the work was done already is counted apart.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from curator.library import Library
from tests.conftest import post, take_in
from tests.library.edits import whole

ROOT = Path(__file__).parents[1]

_BEGIN = """
import sys
from pathlib import Path
from curator import work
from curator.library import Library
from tests.conftest import post, take_in
from tests.library.edits import Editor
path, other = Path(sys.argv[1]), Path(sys.argv[2])
library = Library(path)
print(flush=True)
"""

_WORK = {
    "import": "take_in(library, [post(n, 'more bread') for n in range(200, 9_000)], 'c.jsonl')",
    "edit": "editor = Editor(library, 7)\nfor _ in range(400): editor.random()",
    "undo": "for _ in range(20): library.undo(); library.redo()",
    "backup": "for _ in range(40): work.finish(work.back_up_library(path))",
    "snapshot": "for n in range(400): library.snapshots.keep(f'snapshot {n}')",
    "merge": "for _ in range(20):\n work.finish(work.merge_library(path, other))\n library.undo()",
    "removal": "for _ in range(20):\n list(library.remove_archive(1))\n library.undo()",
}


def main() -> None:
    """Kill, look, and print figures; fail if anything was not whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    any_ = random.Random(options.seed)  # noqa: S311  no secret
    found: Counter[tuple[str, str]] = Counter()
    with TemporaryDirectory() as folder:
        made, other = Path(folder, "made.curator"), Path(folder, "other.curator")
        _make(made, other)
        for number in range(options.kills):
            kind = [*_WORK][number % len(_WORK)]
            path = Path(folder, f"{number}", "chat.curator")
            path.parent.mkdir()
            shutil.copyfile(made, path)
            hit = _killed(path, other, _WORK[kind], any_.uniform(0.005, 0.5))
            why = _wrong_with(path)
            found[kind, why or ("hit" if hit else "over before")] += 1
            shutil.rmtree(path.parent)
    for (kind, outcome), count in sorted(found.items()):
        print(f"{count:5,}  {kind}: {outcome}")
    sys.exit(any(outcome not in {"hit", "over before"} for _, outcome in found))


def _make(made: Path, other: Path) -> None:
    with Library(made, make=True) as library:
        ids = take_in(library, [post(n, "bread", handle=f"p{n % 9}") for n in range(100)])
        with library.edit("Star"):
            library.marks.star(ids[:50])
        take_in(library, [post(n, "bread again") for n in range(60, 900)], "b.jsonl")
    shutil.copyfile(made, other)
    with Library(other) as library, library.edit("Reject"):
        library.marks.reject(range(60, 90))


def _killed(path: Path, other: Path, work: str, after: float) -> bool:
    """Let a program work and kill it; tell whether it was still at it."""
    words = [sys.executable, "-c", f"{_BEGIN}\n{work}\n", str(path), str(other)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout  # noqa: S101  it is a pipe
        child.stdout.readline()
        time.sleep(after)
        hit = child.poll() is None
        child.kill()
    return hit


def _wrong_with(path: Path) -> str:
    """Return what is not whole in what a kill left, or ''."""
    with Library(path) as library:
        problems = library.check()["problems"]
        for archive in library.archives.all():
            if not archive.finished:  # an import that was cut short says so, and is taken out
                for _ in library.archives.forget(archive.id):
                    pass
                problems = library.check()["problems"]
        while library.redo():
            pass
        end = whole(library)
        library.go_to(0)
        if library.posts.counts().all:
            return "all undone is not the beginning"
        last = library.steps()[0].id
        library.go_to(last)
        if whole(library) != end:
            return "all redone is not the end"
    return "; ".join(problems)


if __name__ == "__main__":
    main()
