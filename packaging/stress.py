"""Uses the real window hard for some minutes and tells whether it stayed up.

    python packaging/stress.py 10 [--seed 7]

Imports, searches, decisions, changes of theme and zoom, windows opened and closed while their
workers are busy, in an order that the seed decides. Python checks every piece of memory it
gives back (PYTHONMALLOC=debug) and faulthandler prints the stack of a crash. Ends with 0 only
if nothing crashed and nothing was raised.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import resource as system_resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from types import TracebackType

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.style import apply_style
from curator.gui.preview.surface import prepare
from curator.gui.sift.workspace import SiftWorkspace
from curator.gui.window.app import take_turns
from curator.gui.window.collector import Collector
from curator.gui.window.preferences import Preferences
from curator.gui.window.window import Window
from curator.gui.window.windows import Windows
from curator.readers.kit.archive.read_options import ReadOptions
from curator.resources import resource

MOST_WINDOWS = 3
WORDS = ("drill", "is:undecided", "from:odilefairwthr", "has:media", "likes:>5", "library", "")
KEYS = ("S", "X", "N", "J", "K", "U", "1", "Ctrl+Z", "Ctrl+Shift+Z", "Right", "Left", "Escape")
VIEWS = ("sift", "story", "publish", "sift", "story", "keys", "history", "commands", "people",
         "codebook", "facts", "compact", "rough_cut", "about")  # fmt: skip
LOOKS = ("look_light", "look_dark", "larger", "smaller", "normal_size")


class Stress(QObject):
    """Does one thing after the other in the windows of a program, until its time is up."""

    def __init__(self, app: QApplication, folder: Path, seed: int) -> None:
        super().__init__(app)
        self._chance = random.Random(seed)  # noqa: S311  what is pressed, not a secret
        self._folder = folder
        self._windows = Windows(Preferences(folder / "settings.json", app))
        self._collector = Collector(app)
        self._windows.closed.connect(self._collector.collect_all_soon)
        self._steps: dict[Callable[[], None], int] = {
            self._import: 3,
            self._search: 10,
            self._press: 30,
            self._look: 6,
            self._view: 8,
            self._open: 3,
            self._close: 3,
        }
        self.done: Counter[str] = Counter()
        """How often each was done."""

    def run(self, seconds: float) -> None:
        """Work for so long, letting the windows go on between the steps."""
        self._windows.first().open(self._library())
        ends = monotonic() + seconds
        while monotonic() < ends:
            step = self._chance.choices(list(self._steps), list(self._steps.values()))[0]
            try:
                step()
            except Exception:  # noqa: BLE001  counted like one in an event handler, and printed
                sys.excepthook(*sys.exc_info())
            self.done[step.__name__.strip("_")] += 1
            self._go_on(self._chance.choice((0, 1, 10, 50, 200)))
        for window in list(self._windows.all):
            window.close()
        self._go_on(100)

    def _go_on(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _library(self) -> Path:
        """Return one of a few libraries, each made of the sample chat when first asked for."""
        path = self._folder / f"library-{self._chance.randrange(3)}.curator"
        if not path.exists():
            from curator.work import finish, import_archive  # noqa: PLC0415  once

            finish(import_archive(path, self._archive()))
        return path

    def _archive(self) -> Path:
        number = self._chance.randrange(10_000)
        sample = resource("samples/tomorrows-library") / self._chance.choice(
            ("chat.jsonl", "chat.csv")
        )
        return Path(shutil.copy(sample, self._folder / f"{number}-{sample.name}"))

    def _desk(self) -> Desk | None:
        return self._any().findChild(Desk)

    def _any(self) -> Window:
        return self._chance.choice(self._windows.all)

    def _import(self) -> None:
        if desk := self._desk():
            job = desk.tasks.import_archive(self._archive(), ReadOptions())
            if self._chance.random() < 0.3:  # noqa: PLR2004
                QTimer.singleShot(self._chance.randrange(300), job, job.cancel)

    def _search(self) -> None:
        if sift := self._any().findChild(SiftWorkspace):
            sift.search(self._chance.choice(WORDS))

    def _press(self) -> None:
        window = self._any()
        window.activateWindow()
        QTest.keySequence(QApplication.focusWidget() or window, self._chance.choice(KEYS))

    def _look(self) -> None:
        self._any().perform(self._chance.choice(LOOKS))

    def _view(self) -> None:
        self._any().perform(self._chance.choice(VIEWS))

    def _open(self) -> None:
        window = self._any()
        if len(self._windows.all) < MOST_WINDOWS:
            self._windows.another(window, self._library())
        else:
            window.open(self._library())

    def _close(self) -> None:
        window = self._any()
        window.close()
        if not self._windows.all:
            self._windows.first().open(self._library())


def work(seconds: float, seed: int) -> int:
    """Be the program under stress."""
    faulthandler.enable()
    prepare()
    app = QApplication(["curator"])
    apply_style(app)
    theme.apply(app, "light", 100)
    raised: list[type[BaseException]] = []

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        raised.append(kind)
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = note
    take_turns()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["CURATOR_SETTINGS"] = str(Path(folder) / "settings.json")
        stress = Stress(app, Path(folder), seed)
        stress.run(seconds)
    memory = system_resource.getrusage(system_resource.RUSAGE_SELF).ru_maxrss / 1024
    print(", ".join(f"{count} × {name}" for name, count in stress.done.items()))
    print(f"{len(raised)} errors raised; {memory:.0f} MB at most", flush=True)
    return min(1, len(raised))


def main() -> int:
    """Start the program under stress in a process of its own, and tell how it ended."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("minutes", type=float)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        return work(asked.minutes * 60, asked.seed)
    command = [sys.executable, "-X", "faulthandler", *sys.argv, "--inside"]
    ended = subprocess.run(
        command, env={**os.environ, "PYTHONMALLOC": "debug"}, check=False
    ).returncode
    print("It stayed up." if ended == 0 else f"It ended with {ended}.")
    return min(1, abs(ended))


if __name__ == "__main__":
    sys.exit(main())
