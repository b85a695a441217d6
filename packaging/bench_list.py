"""Measures the list of posts on any library, beside a plain Qt list of the same length.

    python packaging/bench_list.py LIBRARY

It stars one post and takes the star back by undo; use a copy of a library that matters.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QTableView
from typing_extensions import override

from curator.gui import theme
from curator.gui.posts import PostsModel, PostsView
from curator.gui.posts_model import Index
from curator.gui.row_head import head
from curator.gui.row_text import Manner, lay_out
from curator.library import Library, Query

WIDTH, HEIGHT = 690, 700
JUMPS = 200
_TOP = QModelIndex()


class Plain(QAbstractTableModel):
    """As many rows of words, for Qt to paint as it does."""

    def __init__(self, rows: int, words: list[str]) -> None:
        super().__init__()
        self._rows = rows
        self._words = words

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else self._rows

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words[index.row() % len(self._words)]
        return None


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    start = perf_counter()
    act()
    return (perf_counter() - start) * 1000


def told(name: str, times: list[float]) -> None:
    """Print how long something took, mostly and at worst."""
    cuts = statistics.quantiles(times, n=100)
    print(f"{name:44} p50 {cuts[49]:7.2f}  p95 {cuts[94]:7.2f}  p99 {cuts[98]:7.2f} ms")


def jumps(view: QTableView, canvas: QPixmap) -> list[float]:
    """Return how long it takes to jump anywhere and paint."""
    bar = view.verticalScrollBar()
    chance = random.Random(7)  # noqa: S311  where to jump, not a secret

    def jump() -> None:
        bar.setValue(chance.randint(0, bar.maximum()))
        view.render(canvas)

    return [timed(jump) for _ in range(JUMPS)]


def plain_view(rows: int, words: list[str], height: int) -> QTableView:
    """Return Qt's own list."""
    view = QTableView()
    model = Plain(rows, words)
    model.setParent(view)
    view.setModel(model)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.horizontalHeader().hide()
    view.horizontalHeader().setStretchLastSection(True)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(height)
    return view


def measure(library: Library, canvas: QPixmap) -> None:
    """Measure Curator's list, then Qt's."""
    model = PostsModel(library)
    view = PostsView(model)
    view.resize(WIDTH, HEIGHT)
    view.show()
    print(f"show all                        {timed(lambda: model.show(Query())):9.1f} ms")
    print(f"first paint                     {timed(lambda: view.render(canvas)):9.1f} ms")
    print(f"{len(model.ids):,} posts")
    told("jump anywhere and paint", jumps(view, canvas))
    view.choose(len(model.ids) // 2)
    view.render(canvas)
    told("paint again", [timed(lambda: view.render(canvas)) for _ in range(JUMPS)])
    told("star to paint", [timed(lambda: star(library, view, canvas)) for _ in range(50)])
    parts(model)
    rows = [model.row(number).post.shown for number in range(min(1000, len(model.ids)))]
    plain = plain_view(len(model.ids), rows, view.verticalHeader().defaultSectionSize())
    plain.resize(WIDTH, HEIGHT)
    plain.show()
    told("Qt's own list: jump anywhere and paint", jumps(plain, canvas))
    told("Qt's own list: paint again", [timed(lambda: plain.render(canvas)) for _ in range(50)])


def star(library: Library, view: PostsView, canvas: QPixmap) -> None:
    """Star the chosen posts and paint, as the window does; then undo it, which counts too."""
    with library.edit("Star"):
        library.desk.star(view.selected_ids())
    view.posts.refresh()
    view.render(canvas)
    library.undo()


def parts(model: PostsModel) -> None:
    """Tell what one row costs."""
    chance = random.Random(8)  # noqa: S311  which rows, not a secret
    numbers = [chance.randrange(len(model.ids)) for _ in range(JUMPS)]
    told("a page of rows read", [timed(partial(model.row, number)) for number in numbers])
    rows = [model.row(number) for number in numbers[:100]]
    manner = Manner(600, 2)
    told("words laid out, one row", [timed(partial(lay_out, row.post, manner)) for row in rows])
    told(
        "first line measured, one row",
        [timed(partial(head, row, "list", 600, WIDTH, model.clock)) for row in rows],
    )


def main() -> None:
    """Measure the library named on the command line."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme.apply(app, "light", 100)
    canvas = QPixmap(WIDTH, HEIGHT)
    start = perf_counter()
    with Library(Path(sys.argv[1])) as library:
        print(f"open                            {(perf_counter() - start) * 1000:9.1f} ms")
        measure(library, canvas)


if __name__ == "__main__":
    main()
