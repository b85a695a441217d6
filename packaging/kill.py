"""Kills Curator while it writes, again and again, and looks at what is left.

    python packaging/kill.py [--kills 200] [--seed 1]

Each time a library is worked on by a program of its own (an import, edits, undo and redo of
imports, a backup, a snapshot, a merge, an export, an old library brought up to date), which
is killed after a moment at random. Then the library is opened: it must be sound, all undone
must be the beginning and all redone the end, and a file exported must be the old one or the
new one. A kill that came when the work was done already is counted apart.
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
from curator.model import Quote
from curator.work import export_story, finish
from curator.writers import markdown, page
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
from curator.writers import markdown, page
WRITERS = (page, markdown)
path, other = Path(sys.argv[1]), Path(sys.argv[2])
library = Library(path)
print(flush=True)
"""

_MIGRATION = """
import shutil, sys
from pathlib import Path
from curator.library import Library
path, old = Path(sys.argv[1]), Path(sys.argv[2])
print(flush=True)
for _ in range(60):
    shutil.copyfile(old, path.with_name("copy"))
    path.with_name("copy").replace(path)
    Library(path).close()
"""
OLD = ROOT / "tests" / "libraries" / "1.1.curator"
_MADE_POSTS = 900
"""Posts of the library that lay there before the old one."""

_WORK = {
    "import": "take_in(library, [post(n, 'more bread') for n in range(200, 9_000)], 'c.jsonl')",
    "edit": "editor = Editor(library, 7)\nfor _ in range(400): editor.random()",
    "undo": "for _ in range(20): library.undo(); library.redo()",
    "backup": "for _ in range(40): work.finish(work.back_up_library(path))",
    "snapshot": "for n in range(400): library.snapshots.keep(f'snapshot {n}')",
    "merge": "for _ in range(20):\n work.finish(work.merge_library(path, other))\n library.undo()",
    "export": "for n in range(90):\n"
    "    to = path.with_name('recap')\n"
    "    work.finish(work.export_story(path, 1, WRITERS[n % 2], to, replaceable='all'))",
    "migration": "",
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
        make(made, other)
        for number in range(options.kills):
            kind = [*_WORK][number % len(_WORK)]
            path = Path(folder, f"{number}", "chat.curator")
            path.parent.mkdir()
            shutil.copyfile(made, path)
            migrating = kind == "migration"
            script = _MIGRATION if migrating else f"{_BEGIN}\n{_WORK[kind]}\n"
            given = OLD if migrating else other
            hit = _killed(path, given, script, any_.uniform(0.005, 0.5))
            why = wrong_with_old(path) if migrating else wrong_with(path)
            why = why or wrong_with_export(path)
            found[kind, why or ("hit" if hit else "over before")] += 1
            shutil.rmtree(path.parent)
    for (kind, outcome), count in sorted(found.items()):
        print(f"{count:5,}  {kind}: {outcome}")
    sys.exit(any(outcome not in {"hit", "over before"} for _, outcome in found))


def make(made: Path, other: Path, posts: int = 900) -> None:
    """Make a library with some work in it, and a copy in which more was done."""
    with Library(made, make=True) as library:
        ids = take_in(library, [post(n, "bread", handle=f"p{n % 9}") for n in range(100)])
        with library.edit("Star"):
            library.marks.star(ids[:50])
        take_in(library, [post(n, "bread again") for n in range(60, posts)], "b.jsonl")
        with library.edit("Story"):
            story = library.stories.new("Bread")
            library.stories.add(story, [Quote(row.post) for row in library.posts.rows(ids)])
    shutil.copyfile(made, other)
    with Library(other) as library, library.edit("Reject"):
        library.marks.reject(range(60, 90))


def _killed(path: Path, other: Path, script: str, after: float) -> bool:
    """Let a program work and kill it; tell whether it was still at it."""
    words = [sys.executable, "-c", script, str(path), str(other)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout  # noqa: S101  it is a pipe
        child.stdout.readline()
        time.sleep(after)
        hit = child.poll() is None
        child.kill()
    return hit


def wrong_with_old(path: Path) -> str:
    """Return what is not whole in a library that was being brought up to date, or ''."""
    copy = path.with_name("whole.curator")  # opening one brings it up to date
    shutil.copyfile(OLD, copy)
    with Library(copy) as library:
        posts = library.posts.counts().all
    with Library(path) as library:
        problems: list[str] = library.check()["problems"]
        if library.posts.counts().all not in {posts, _MADE_POSTS}:
            problems = [*problems, "posts are missing"]
    return "; ".join(problems)


def wrong_with_export(path: Path) -> str:
    """Return what is not whole in a file that was being exported, or ''."""
    file = path.with_name("recap")
    if not file.exists():
        return ""
    with Library(path) as library:
        story = library.stories.all()[0].id
    written = file.read_bytes()
    for writer in (page, markdown):
        finish(export_story(path, story, writer, file, replaceable="all"))
        if file.read_bytes() == written:
            return ""
    return "a file that was exported is neither the old one nor the new one"


def wrong_with(path: Path) -> str:
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
