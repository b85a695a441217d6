"""Killed while an import is undone or done again: it is either, never half."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from curator.library import Library
from tests.conftest import post, take_in
from tests.library.edits import whole

ROOT = Path(__file__).parents[2]
TO_AND_FRO = """
import sys
from pathlib import Path
from curator.library import Library
library = Library(Path(sys.argv[1]))
print(flush=True)
while True:
    library.undo()
    library.redo()
"""


@pytest.mark.parametrize("after", [0.01, 0.05, 0.11, 0.23, 0.31, 0.47])
def test_a_kill_leaves_an_import_undone_or_done(path: Path, after: float) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(n, "bread", handle=f"p{n % 9}") for n in range(50)])
        undone = whole(library)
        take_in(library, [post(n, "more bread") for n in range(30, 600)], "b.jsonl")
        done = whole(library)
    words = [sys.executable, "-c", TO_AND_FRO, str(path)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout
        assert child.stdout.readline() == b"\n"
        time.sleep(after)  # the moment of the kill is what differs
        child.kill()
    with Library(path) as library:
        assert library.check()["sound"]
        assert whole(library) in (undone, done)
        if library.next_redo:
            library.redo()
        assert whole(library) == done
