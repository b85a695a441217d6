"""Times the start: from the process's beginning until a library is painted, without a screen.

    python packaging/bench_start.py [--runs 5] [--novelwriter PYTHON]

A bare Qt window and Curator on the sample chat are started in turn, warm, and the ratio of
their medians is printed: it says more than seconds do on a busy machine. PYTHON is that of an
environment in which novelWriter is installed (pip install novelWriter); its window is timed
too. `curator --version` and `curator find` are timed on the same library.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]

_BARE = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(["bare"])
window = QWidget()
window.resize(1440, 900)
window.show()
app.processEvents()
window.repaint()
"""

_CURATOR = """
import sys
from pathlib import Path
from curator.gui.window import app as program
from PySide6.QtWidgets import QApplication

def painted(self=None):
    from curator.gui.post_list.view import PostsView
    app = QApplication.instance()
    view = None
    while view is None or not view.model().rowCount():
        app.processEvents()
        views = [each for top in app.topLevelWidgets() for each in top.findChildren(PostsView)]
        view = next((each for each in views if each.isVisible()), None)
    view.window().repaint()
    view.viewport().repaint()
    done()

QApplication.exec = painted
program.main(Path(sys.argv[1]))
"""

_NOVELWRITER = """
import sys
from PyQt6.QtWidgets import QApplication, QDialog

def painted(*_):
    app = QApplication.instance()
    while not (shown := [each for each in app.topLevelWidgets() if each.isVisible()]):
        app.processEvents()
    app.processEvents()
    shown[0].repaint()
    done()

QApplication.exec = QDialog.exec = painted  # a first start welcomes in a dialog
import novelwriter
novelwriter.main(["--config=" + sys.argv[1], "--data=" + sys.argv[1]])
"""

_DONE = """
import os, time
def done():
    print(time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
    os._exit(0)
"""


def started(python: str, code: str, *arguments: str) -> float:
    """Start a program, and return after how many seconds it was painted."""
    begun = time.clock_gettime(time.CLOCK_MONOTONIC)
    ran = subprocess.run(
        [python, "-P", "-c", _DONE + code + "\ndone()", *arguments],
        cwd=ROOT,
        env=_surroundings(),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return float(ran.stdout.split()[-1]) - begun


def answered(*arguments: str) -> float:
    """Run a command, and return how many seconds it took."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-P", "-m", "curator", *arguments],
        cwd=ROOT,
        env=_surroundings(),
        capture_output=True,
        check=True,
    )
    return time.perf_counter() - begun


def _surroundings() -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
    }


def told(name: str, seconds: Sequence[float], bare: float = 0) -> float:
    """Print a median, and how many bare windows it is worth."""
    median = statistics.median(seconds)
    ratio = f", {median / bare:.1f} × a bare window" if bare else ""
    print(f"{name:>28}: {median:.3f} s{ratio}", flush=True)
    return median


def main() -> None:
    """Start each in turn, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--novelwriter", metavar="PYTHON")
    asked = parser.parse_args()
    compileall.compile_dir(ROOT / "curator", quiet=2)  # as packaging/run.py does when it sets up
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CURATOR_SETTINGS"] = str(Path(folder) / "settings.json")
        library = str(Path(folder) / "sample.curator")
        sample = ROOT / "resources" / "samples" / "tomorrows-library" / "chat.jsonl"
        answered("import", library, str(sample))
        answered("chats", library)  # finds chats, echoes and answers, as the first start does
        bare: list[float] = []
        ours: list[float] = []
        theirs: list[float] = []
        for run in range(asked.runs + 1):
            measured = (
                started(sys.executable, _BARE),
                started(sys.executable, _CURATOR, library),
                started(asked.novelwriter, _NOVELWRITER, folder) if asked.novelwriter else 0,
            )
            if run:  # the first only warms what is read from the disk
                for all_, one in zip((bare, ours, theirs), measured, strict=True):
                    all_.append(one)
        window = told("a bare Qt window", bare)
        curator = told("Curator, a painted library", ours, window)
        if asked.novelwriter:
            other = told("novelWriter", theirs, window)
            print(f"{'':>28}  Curator takes {curator / other:.2f} of novelWriter's time")
        told("curator --version", [answered("--version") for _ in range(asked.runs)])
        told("curator find", [answered("find", library, "drill") for _ in range(asked.runs)])


if __name__ == "__main__":
    main()
