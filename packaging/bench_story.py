"""Measures composing: a story of 500 blocks, typed in, chosen from, moved in, until it is painted.

    python packaging/bench_story.py
    python packaging/bench_story.py --blocks 1000

It opens the real workspace without a screen, presses real keys and real mouse buttons, and
prints the median and the slowest of each, by the clock and in time of the processor, which
is the truer one on a busy machine. It ends with 1 where the median of that is over 30 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.style import apply_style
from curator.gui.story.workspace import StoryWorkspace
from curator.library import Library
from curator.model import Author, Block, Heading, Passage, Post, Quote
from curator.settings import Settings

LIMIT = 30
"""Milliseconds to paint, at most, as the median."""

TIMES = 40
_WORDS = "We lend drills, seeds, telescopes and a cake tin that is shaped like a dinosaur. "


def made(path: Path, blocks: int) -> None:
    """Make a library with a story of so many blocks."""
    start = datetime(2026, 5, 14, 18, tzinfo=UTC)
    posts = [
        Post("mastodon", str(n), Author(f"user{n % 90}", f"User {n % 90}"),
            start + timedelta(seconds=9 * n), f"A{n % 6} {_WORDS * (1 + n % 3)} #lib{n}")
        for n in range(blocks)
    ]  # fmt: skip
    with Library(path, make=True) as library:
        archive = library.archives.new(Path("bench"), "bench")
        with library.transaction():
            library.archives.intake(archive).add(posts)
        library.finish_import(archive, "Import", {})
        with library.edit("Begin"):
            story = library.stories.new("A long recap")
            library.stories.add(story, _blocks(posts, blocks))


def _blocks(posts: list[Post], count: int) -> Iterator[Block]:
    for n in range(count):
        if n % 12 == 0:
            yield Heading(f"{1 + n // 12}. What else do you lend?")
        elif n % 12 == 1:
            yield Passage(f"**Nearly all** of them came back. {_WORDS}")
        else:
            yield Quote(posts[n])


class Bench:
    """An editor in the middle of a long story, who looks at the clock."""

    def __init__(self, app: QApplication, path: Path) -> None:
        self.app, self.slow = app, 0
        self.desk = Desk(path, Settings())
        self.window = QWidget()
        self.window.resize(1440, 900)
        self.story = StoryWorkspace(self.desk)
        self.story.setParent(self.window)
        self.story.resize(1440, 900)
        begun = perf_counter()
        self.desk.open_story(self.desk.library.stories.all()[0].id)
        self.window.show()
        app.processEvents()
        print(f"{'opened and painted':34}{(perf_counter() - begun) * 1000:9.1f} ms")
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def time(self, name: str, acts: list[Callable[[], object]]) -> None:
        """Do things one after the other, and say how long each took to be painted."""
        took: list[float] = []
        worked: list[float] = []
        for act in acts:
            start, begun = perf_counter(), process_time()
            act()
            self.app.processEvents()
            took.append((perf_counter() - start) * 1000)
            worked.append((process_time() - begun) * 1000)
        median = statistics.median(worked)
        self.slow += median > LIMIT
        print(
            f"{name:34}{statistics.median(took):9.1f} ms   slowest {max(took):7.1f} ms"
            f"   processor {median:7.1f} ms"
        )

    def run(self) -> None:
        """Choose, type, move, and take back in the middle of the story."""
        canvas, blocks = self.story.canvas, self.desk.blocks()
        middle = len(blocks) // 2
        canvas.choose(blocks[middle].id)
        self.app.processEvents()
        self.time("next block by its key", [lambda: self.press(Qt.Key.Key_Down)] * TIMES)
        self.time("block by a click", [partial(self.click, n) for n in range(TIMES)])
        self.time("move by its key", [lambda: self.story.perform("move_up")] * 12)
        text = next(b.id for b in blocks[middle:] if isinstance(b, Passage))
        canvas.write(text)
        self.app.processEvents()
        while canvas.spelling is not None and canvas.spelling.is_reading:
            QTest.qWait(20)  # the dictionary is read once, in the background
        self.time("a letter typed", [lambda: self.type("e")] * TIMES)
        self.time("what was typed is saved", [self.save] * 12)
        typed = next(b for b in self.desk.blocks() if b.id == text)
        if not isinstance(typed, Passage) or not typed.text.endswith("x" * 12):
            sys.exit("The letters did not arrive.")
        self.time("undo", [self.desk.history.undo] * 12)
        self.time("pull quote and back", [self.pull] * 12)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.story.canvas, key)

    def type(self, letter: str) -> None:
        """Type a letter where the focus is."""
        QTest.keyClicks(QApplication.focusWidget() or self.story.canvas, letter)

    def save(self) -> None:
        """Type a letter, and let it be saved."""
        self.type("x")
        self.story.canvas.flush()

    def pull(self) -> None:
        """Make the post at hand a pull quote, or whole again."""
        canvas = self.story.canvas
        quote = next(b for b in self.desk.blocks()[20:] if isinstance(b, Quote))
        canvas.choose(quote.id, reveal=False)
        self.story.perform("pull_quote")

    def click(self, number: int) -> None:
        """Click into the words of a block that is in sight."""
        canvas = self.story.canvas
        frames = [frame for frame in canvas.column.frames if frame.isVisible()]
        frame = frames[number % len(frames)]
        QTest.mouseClick(frame, Qt.MouseButton.LeftButton, pos=QPoint(60, 18))


def main() -> int:
    """Measure, and return 1 if anything is slower than one notices."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--blocks", type=int, default=500)
    count = options.parse_args().blocks
    app = QApplication([])
    apply_style(app)
    theme.apply(app, "light", 100)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.curator")
        made(path, count)
        bench = Bench(app, path)
        bench.run()
        bench.window.close()
        bench.desk.close()
    return 1 if bench.slow else 0


if __name__ == "__main__":
    sys.exit(main())
