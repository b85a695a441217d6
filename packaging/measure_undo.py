"""Undo, at length: thousands of random edits with imports among them, there and back.

    python packaging/measure_undo.py [--edits 10000] [--seed 1]

Every kind of edit is done with random arguments; now and then an archive is imported or
removed, some steps are undone and redone, and the library is closed and opened again, or a
process that edits it is killed. Every twentieth state on the way is remembered (to look at a
whole library costs far more than a step). Then all is undone to the beginning and redone to
the end, and every state remembered must be what it was, byte for byte. Prints figures; fails
at the first that differs.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

sys.path.insert(0, str(Path(__file__).parents[1]))

from curator.library import Library
from tests.library.edits import Editor, whole
from tests.library.test_undoing import bring

_LIKELY = {"edit": 90, "import": 3, "remove": 1, "back and forth": 4, "close": 2, "kill": 0.2}

_EVERY = 20
"""Steps from one remembered state to the next."""


class Walk:
    """A library on its way, with what it was after each step."""

    def __init__(self, path: Path, seed: int) -> None:
        self._any = random.Random(seed)  # noqa: S311  no secret
        self.library = Library(path, make=True)
        self.steps = 0
        self.kills = 0
        self.states = {0: _state(self.library)}

    def act(self) -> None:
        """Do one thing at random, and remember the state now and then."""
        (kind,) = self._any.choices([*_LIKELY], [*_LIKELY.values()])
        before = self.library.next_undo
        match kind:
            case "edit":
                Editor(self.library, self._any.randrange(1_000_000)).random()
            case "import":
                keys = self._any.sample(range(1, 60), self._any.randint(1, 12))
                bring(self.library, keys, self._any.randrange(50))
            case "remove":
                self._remove()
            case "close":
                self._reopen()
            case "back and forth":
                self._back_and_forth(self._any.randint(1, 9))
            case "kill":
                self._kill()
        if self.library.next_undo != before:
            self._step_on(killed=kind == "kill")

    def _remove(self) -> None:
        if held := self.library.archives.all():
            for _ in self.library.remove_archive(self._any.choice(held).id):
                pass

    def _reopen(self) -> None:
        self.library.close()
        self.library = Library(self.library.path)

    def _step_on(self, *, killed: bool) -> None:
        """Count the step, or however many a process made before it was killed."""
        self.steps = len(self.library.steps()) if killed else self.steps + 1
        if killed or self.steps % _EVERY == 0:
            self.remember()

    def remember(self) -> None:
        """Remember the state now."""
        self.states[self.steps] = _state(self.library)

    def _back_and_forth(self, steps: int) -> None:
        steps = min(steps, self.steps)
        for back in range(1, steps + 1):
            self.library.undo()
            self.compare(self.steps - back)
        for back in range(steps - 1, -1, -1):
            self.library.redo()
            self.compare(self.steps - back)

    def _kill(self) -> None:
        """Let another process edit, kill it wherever it is, and redo what it had undone."""
        seed, path = self._any.randrange(1_000_000), self.library.path
        self.library.close()
        child = os.fork()
        if not child:
            _edit_for_ever(path, seed)
        sleep(self._any.uniform(0.05, 0.5))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        self.kills += 1
        self.library = Library(path)
        while self.library.redo():
            pass

    def compare(self, at: int) -> None:
        """Fail if the library is not what it was after a step, where that is remembered."""
        if at in self.states and _state(self.library) != self.states[at]:
            steps = self.library.steps()[::-1]
            sys.exit(f"After step {at} of {len(steps)} it is not what it was: {steps[at - 1]}")


def _edit_for_ever(path: Path, seed: int) -> None:
    """Edit, undo and redo until killed."""
    library, chance = Library(path), random.Random(seed)  # noqa: S311  no secret
    while True:
        Editor(library, chance.randrange(1_000_000)).random()
        if chance.random() < 0.3:  # noqa: PLR2004  now and then
            library.undo()
            library.redo()


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
            while walk.steps < options.edits:
                walk.act()
            walk.remember()
        size = walk.library.history_size
        walk.library.close()
        print(f"{walk.kills:,} processes were killed, {len(walk.states):,} states are remembered")
        print(f"{size.steps:,} steps, {size.packed:,} of them packed, take {size.size:,} bytes")
        print(f"the library has {path.stat().st_size:,} bytes")
        walk.library = Library(path)
        _there_and_back(walk)
        sound = walk.library.check()["sound"]
        walk.library.close()
        sys.exit(None if sound else "The file is not sound.")


def _there_and_back(walk: Walk) -> None:
    steps = walk.steps
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
