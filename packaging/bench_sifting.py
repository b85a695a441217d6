"""Measures sifting on any library, without a screen, beside a plain Qt list of the same length.

    python packaging/bench_sifting.py LIBRARY
    python packaging/bench_sifting.py --posts 50000

The first works on a copy, the second makes a library of invented posts. It opens the real
window, presses real keys, and prints how long the window took to be painted again.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, sleep

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from curator.gui.desk.jobs import Jobs
from curator.gui.look.style import apply_style
from curator.gui.post_list.view import PostsView
from curator.gui.sift.workspace import SiftWorkspace
from curator.gui.window.app import take_turns
from curator.gui.window.collector import Collector
from curator.gui.window.preferences import Preferences
from curator.gui.window.window import Window
from curator.library import Library, Query, Row
from curator.model import Author, Post

TIMES = 60
SCROLLS = 400
WORDS = 6
DECIDED = 1_000
BATCH = 1_000
_CHANCE = random.Random(7)  # noqa: S311  what is pressed, not a secret


class Bench:
    """A person at the window who looks at the clock."""

    def __init__(self, app: QApplication, library: Path, folder: Path) -> None:
        self.app, self.library = app, library
        start = perf_counter()
        self.window = Window(Preferences(folder / "settings.json", app))
        self.window.resize(1440, 900)
        self.window.show()
        app.processEvents()
        bare = perf_counter()
        self.window.open(library)
        app.processEvents()
        (self.sift,) = self.window.findChildren(SiftWorkspace)
        self.rest(lambda: bool(self.view.posts.ids))
        print(f"window without a library        {(bare - start) * 1000:9.0f} ms")
        print(f"library opened, posts painted   {(perf_counter() - bare) * 1000:9.0f} ms")
        print(f"memory                          {memory():9.0f} MB")
        working = self.window.findChildren(Jobs)
        self.rest(lambda: all(each.current is None for each in working))
        self.settle()

    @property
    def view(self) -> PostsView:
        """The list of posts."""
        return self.sift.posts_pane.view

    def rest(self, until: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        while not until():
            self.app.processEvents()

    def settle(self) -> None:
        """Let the window do all that can wait."""
        for _ in range(3):
            self.app.processEvents()
            self.sift.catch_up()
        self.app.processEvents()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> float:
        """Press a key in the list; return after how many milliseconds all is painted."""
        none = Qt.KeyboardModifier.NoModifier
        start = perf_counter()
        QTest.keyClick(self.app.focusWidget() or self.view, key, held or none)
        self.app.processEvents()
        return (perf_counter() - start) * 1000

    def type_in(self, letter: str) -> float:
        """Type a letter; return after how many milliseconds it is painted."""
        start = perf_counter()
        QTest.keyClicks(self.app.focusWidget() or self.view, letter)
        self.app.processEvents()
        return (perf_counter() - start) * 1000


def keys(bench: Bench) -> None:
    """Tell how long it takes from a key to the picture."""
    view = bench.sift.posts_pane.view
    view.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    first = view.posts.ids[len(view.posts.ids) // 3]
    bench.sift.posts_pane.triage.tag("insight")
    view.choose_post(first)
    bench.settle()
    times: dict[str, list[float]] = {"star": [], "tag": [], "next": [], "undo": []}
    for _ in range(TIMES):
        for name, key, held in (
            ("tag", Qt.Key.Key_1, None), ("star", Qt.Key.Key_S, None),
            ("next", Qt.Key.Key_J, None), ("undo", Qt.Key.Key_Z, control),
        ):  # fmt: skip
            times[name].append(bench.press(key, held))
            bench.settle()
    for name, took in times.items():
        told(f"key to picture: {name}", took)


def searching(bench: Bench, words: list[str]) -> None:
    """Tell how long a letter holds the window, and when its posts are painted."""
    posts_pane, field = bench.sift.posts_pane, bench.sift.posts_pane.search
    held: list[float] = []
    painted: list[float] = []
    stalls: list[float] = []
    for word in words:
        field.focus()
        for end in range(1, len(word) + 1):
            held.append(bench.type_in(word[end - 1]))
            start = last = perf_counter()
            field.ask()
            while posts_pane.posts.query.text != word[:end] or not posts_pane.is_whole:
                bench.app.processEvents()
                sleep(0.001)
                now = perf_counter()
                stalls.append((now - last) * 1000)
                last = now
                if posts_pane.posts.query.text == word[:end] and len(painted) < len(held):
                    painted.append((now - start) * 1000)
            if len(painted) < len(held):
                painted.append((perf_counter() - start) * 1000)
            bench.settle()
        posts_pane.show_terms(type(posts_pane.terms)())
        bench.settle()
    told("letter typed: field painted", held)
    told("letter searched: first posts painted", painted)
    told("longest the window was held meanwhile", [*stalls, 0.0, 0.0], worst=True)


def facets(library: Path, words: list[str]) -> None:
    """Tell how long it takes to count what the posts of a search share, beside the window."""
    with Library(library) as opened:
        for words_ in ("", words[0], words[-1]):
            start = perf_counter()
            for _ in opened.facets.count(Query.parse(words_), "folded"):
                pass
            took = (perf_counter() - start) * 1000
            print(f"{f'facets of “{words_}”':44} {took:7.1f} ms")


def scrolling(bench: Bench) -> list[float]:
    """Tell how long it takes to scroll and paint; return the times."""
    took = scrolls(bench.view)
    told("scroll and paint", took)
    return took


def beside(bench: Bench, ours: list[float], texts: list[str]) -> None:
    """Paint a plain Qt list of as many posts, and compare."""
    plain = QListView()
    plain.setUniformItemSizes(True)
    plain.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    count = len(bench.sift.posts_pane.posts.ids)
    start = perf_counter()
    plain.setModel(QStringListModel([texts[n % len(texts)] for n in range(count)], plain))
    plain.resize(bench.view.size())
    plain.show()
    bench.app.processEvents()
    print(f"{'plain Qt list: shown':44} {(perf_counter() - start) * 1000:7.0f} ms")
    theirs = scrolls(plain)
    told("plain Qt list: scroll and paint", theirs)
    for name, number in (("p50", 49), ("p95", 94), ("p99", 98)):
        ratio = cuts(ours)[number] / cuts(theirs)[number]
        print(f"{f'ours to plain, {name}':44} {ratio:7.2f}")


def scrolls(view: QAbstractItemView) -> list[float]:
    """Scroll by the wheel, and now and then jump; return how long each took."""
    bar = view.verticalScrollBar()
    took: list[float] = []
    bar.setValue(0)
    for turn in range(SCROLLS):
        to = _CHANCE.randint(0, bar.maximum()) if turn % 20 == 0 else bar.value() + 3 * 37
        start = perf_counter()
        bar.setValue(min(to, bar.maximum()))
        view.viewport().repaint()
        took.append((perf_counter() - start) * 1000)
    return took


def triage(bench: Bench) -> None:
    """Decide a thousand posts as a script of keys says, and check every mark."""
    posts_pane, library = bench.sift.posts_pane, bench.sift.posts_pane.posts
    posts_pane.show_terms(type(posts_pane.terms)(("is:undecided",)))
    bench.settle()
    view = posts_pane.view
    view.setFocus()
    view.choose(0)
    wanted = [*library.ids[:DECIDED]]
    script = [_CHANCE.choice((Qt.Key.Key_S, Qt.Key.Key_X, Qt.Key.Key_X)) for _ in wanted]
    start, presses = perf_counter(), 0
    for key in script:
        bench.press(key)
        presses += 1
    took = perf_counter() - start
    bench.settle()
    rows = {int(row.id): row.mark for row in rows_of(bench.library, wanted)}
    right = sum(
        rows[post] == ("star" if key == Qt.Key.Key_S else "reject")
        for post, key in zip(wanted, script, strict=True)
    )
    print(
        f"{len(wanted):,} posts decided by {presses:,} presses in {took:.1f} s,"
        f" {right:,} as the script meant"
    )


def rows_of(library: Path, posts: list[int]) -> list[Row]:
    """Return posts as they are kept."""
    with Library(library) as opened:
        return opened.posts.rows(posts)


def told(name: str, times: list[float], *, worst: bool = False) -> None:
    """Print how long something took, mostly and at worst."""
    found = cuts(times)
    more = f"  worst {max(times):7.2f}" if worst else ""
    print(f"{name:44} p50 {found[49]:7.2f}  p95 {found[94]:7.2f}  p99 {found[98]:7.2f} ms{more}")


def cuts(times: list[float]) -> list[float]:
    """Return the hundredths of some times."""
    return statistics.quantiles(times, n=100)


def memory() -> float:
    """Return how many megabytes are in use; where that is not told, how many were at most."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, AttributeError):
        return float("nan")


def sought(library: Path) -> tuple[list[str], list[str]]:
    """Return words to type, the commonest first, and texts of posts."""
    with Library(library) as opened:
        ids = opened.posts.find(Query())
        step = max(1, len(ids) // 2_000)
        texts = [row.post.shown for row in opened.posts.rows(ids[::step][:2_000])]
    counted = Counter(word.lower() for text in texts for word in set(text.split()))
    words = [word for word, _ in counted.most_common() if word.isascii() and word.isalpha()]
    long = [word for word in words if len(word) > 3] or ["curator"]  # noqa: PLR2004  not "the"
    return [*words[:1], *long[:1], *_CHANCE.sample(long, min(WORDS, len(long)))], texts


# An invented chat

_NOUNS = ("ladder", "kettle", "seeds", "roof", "drill", "band", "cake", "desk", "letters", "rain")
_VERBS = ("lend", "mend", "share", "borrow", "carry", "count", "bring", "keep", "plant", "paint")
_PLACES = ("at the library", "on Tuesday", "in the market", "by the river", "at school", "here")


def invented(count: int) -> Iterator[Post]:
    """Yield the posts of a chat: questions, answers, echoes, side talk."""
    start = datetime(2024, 5, 14, 18, tzinfo=UTC)
    for number in range(count):
        at = start + timedelta(seconds=number * 7)
        voice = _CHANCE.randrange(max(2, count // 20))
        words = " ".join(
            f"{_CHANCE.choice(_VERBS)} {_CHANCE.choice(_NOUNS)} {_CHANCE.choice(_PLACES)}"
            for _ in range(_CHANCE.randint(1, 4))
        )
        echo = number > 20 and _CHANCE.random() < 0.3  # noqa: PLR2004  three posts in ten
        text = f"A{number * 6 // count + 1} We {words}, {number} of us. #EveningChat"
        yield Post(
            "bench",
            str(number),
            Author(f"voice{voice}", f"Voice {voice}"),
            at,
            text,
            repost_of=str(number - _CHANCE.randint(1, 20)) if echo else "",
        )


def made(path: Path, count: int) -> Path:
    """Make a library of invented posts."""
    with Library(path, make=True) as library:
        archive = library.archives.new(Path("invented"), "bench")
        posts: list[Post] = []
        for post in invented(count):
            posts.append(post)
            if len(posts) == BATCH:
                with library.transaction():
                    library.archives.intake(archive).add(posts)
                posts = []
        with library.transaction():
            library.archives.intake(archive).add(posts)
        library.finish_import(archive, "Import", {})
    return path


def main() -> None:
    """Measure the library that is named, or one that is made."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("library", nargs="?", type=Path)
    asked.add_argument("--posts", type=int, default=50_000)
    wish = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "bench.curator"
        if wish.library:
            shutil.copy(wish.library, library)
        else:
            made(library, wish.posts)
        app = QApplication([])
        apply_style(app)
        measure(app, library)


def measure(app: QApplication, library: Path) -> None:
    """Print every figure."""
    words, texts = sought(library)
    take_turns()
    bench = Bench(app, library, library.parent)
    Collector(app)
    print(f"posts on show                   {len(bench.sift.posts_pane.posts.ids):9,}")
    keys(bench)
    searching(bench, words)
    facets(library, words)
    ours = scrolling(bench)
    triage(bench)
    print(f"memory                          {memory():9.0f} MB")
    beside(bench, ours, texts)
    bench.window.close()


if __name__ == "__main__":
    main()
