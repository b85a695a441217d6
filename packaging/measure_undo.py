"""Undo, at length: thousands of random edits with imports among them, there and back.

    python packaging/measure_undo.py [--edits 10000] [--seed 1]

Every kind of edit is done with random arguments; now and then an archive is imported or
removed, some steps are undone and redone, and the library is closed and opened again. Each
state on the way is remembered. Then all is undone to the beginning and redone to the end,
and every state must be what it was, byte for byte. Prints figures; fails at the first that
differs.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from curator.library import Library
from tests.library.edits import Editor, whole
from tests.library.test_undoing import bring

_LIKELY = {"edit": 90, "import": 3, "remove": 1, "back and forth": 4, "close": 2}


class Walk:
    """A library on its way, with what it was after each step."""

    def __init__(self, path: Path, seed: int) -> None:
        self._any = random.Random(seed)  # noqa: S311  no secret
        self.library = Library(path, make=True)
        self.states = [_state(self.library)]

    def act(self) -> None:
        """Do one thing at random, and remember the state if it was a step."""
        (kind,) = self._any.choices([*_LIKELY], [*_LIKELY.values()])
        before = len(self.library.steps())
        match kind:
            case "edit":
                Editor(self.library, self._any.randrange(1_000_000)).random()
            case "import":
                keys = self._any.sample(range(1, 60), self._any.randint(1, 12))
                bring(self.library, keys, self._any.randrange(50))
            case "remove" if held := self.library.archives.all():
                for _ in self.library.remove_archive(self._any.choice(held).id):
                    pass
            case "close":
                self.library.close()
                self.library = Library(self.library.path)
            case "back and forth":
                self._back_and_forth(self._any.randint(1, 9))
        if len(self.library.steps()) > before:
            self.states.append(_state(self.library))

    def _back_and_forth(self, steps: int) -> None:
        steps = min(steps, len(self.states) - 1)
        for back in range(1, steps + 1):
            self.library.undo()
            self.compare(len(self.states) - 1 - back)
        for back in range(steps - 1, -1, -1):
            self.library.redo()
            self.compare(len(self.states) - 1 - back)

    def compare(self, at: int) -> None:
        """Fail if the library is not what it was after a step."""
        if _state(self.library) != self.states[at]:
            steps = self.library.steps()[::-1]
            sys.exit(f"After step {at} of {len(steps)} it is not what it was: {steps[at - 1]}")


def _state(library: Library) -> bytes:
    return sha256(repr(whole(library)).encode()).digest()


def main() -> None:
    """Walk, go all the way back, and all the way forth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "chat.curator"
        walk = Walk(path, options.seed)
        with _timed("steps were done at random"):
            while len(walk.states) <= options.edits:
                walk.act()
        size = walk.library.history_size
        walk.library.close()
        print(f"{size.steps:,} steps, {size.packed:,} of them packed, take {size.size:,} bytes")
        print(f"the library has {path.stat().st_size:,} bytes")
        walk.library = Library(path)
        _there_and_back(walk)
        sound = walk.library.check()["sound"]
        walk.library.close()
        sys.exit(None if sound else "The file is not sound.")


def _there_and_back(walk: Walk) -> None:
    steps = len(walk.states) - 1
    with _timed("all was undone, one by one: the beginning"):
        for at in range(steps - 1, -1, -1):
            walk.library.undo()
            walk.compare(at)
    with _timed("all was redone, one by one: the end"):
        for at in range(1, steps + 1):
            walk.library.redo()
            walk.compare(at)
    with _timed("all was undone in one go"):
        walk.library.go_to(0)
    walk.compare(0)


@contextmanager
def _timed(done: str) -> Iterator[None]:
    begun = perf_counter()
    yield
    print(f"{perf_counter() - begun:7.1f} s  {done}")


if __name__ == "__main__":
    main()
