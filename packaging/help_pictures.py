"""Take the pictures of the help from the window itself, in every language.

    python packaging/help_pictures.py

Run it when the window looks different, and before each release: a test compares the version in
resources/help/pictures/made.txt with the program's. Each language has a process of its own,
because labels are made once for a process. Needs no screen, and Pillow for WebP.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PIL import Image
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from curator import __version__, languages, work

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "resources" / "help" / "pictures"
SHOWN = {
    "sift": ("sift",),
    "facts": ("sift", "facts"),
    "story": ("story",),
    "publish": ("publish",),
}
"""Name of a picture → the commands that lead to what it shows."""

_WINDOW = (1200, 750)
_WIDE = 600
_PATIENCE = 60.0


def main() -> None:
    """Take all pictures, and note the version that they show."""
    for language in languages.NAMES:
        subprocess.run([sys.executable, __file__, language], check=True)
    (PICTURES / "made.txt").write_text(f"{__version__}\n", encoding="utf-8")


def take(language: str) -> None:
    """Take the pictures of one language."""
    languages.choose_language([language])
    with tempfile.TemporaryDirectory() as folder:
        _take(Path(folder), PICTURES / language)


def _take(scratch: Path, to: Path) -> None:
    from curator.gui.look.style import apply_style  # noqa: PLC0415  only now: labels are made at once
    from curator.gui.preview.preview import Preview  # noqa: PLC0415
    from curator.gui.preview.surface import prepare  # noqa: PLC0415
    from curator.gui.window.preferences import Preferences  # noqa: PLC0415
    from curator.gui.window.window import Window  # noqa: PLC0415

    prepare()
    app = QApplication([])
    apply_style(app)
    library = scratch / "sample.curator"
    for _ in work.open_sample(library):
        pass
    preferences = Preferences(scratch / "settings.json", app)
    preferences.change(look="light")
    window = Window(preferences)
    window.resize(*_WINDOW)
    window.show()
    window.open(library)
    _wait(app, 3)
    to.mkdir(parents=True, exist_ok=True)
    for name, commands in SHOWN.items():
        for command in commands:
            window.perform(command)
        _wait(app, 2)
        if name == "publish":
            _wait(
                app, _PATIENCE, lambda: any(each.is_page for each in window.findChildren(Preview))
            )
            _wait(app, 3)
        _save(window, to / f"{name}.webp")
    window.close()


def _save(window: QWidget, path: Path) -> None:
    drawn = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    picture = Image.frombuffer(
        "RGB", (drawn.width(), drawn.height()), bytes(drawn.constBits()), "raw", "RGB",
        drawn.bytesPerLine(), 1,
    )  # fmt: skip
    high = round(_WIDE * drawn.height() / drawn.width())
    picture.resize((_WIDE, high), Image.Resampling.LANCZOS).save(path, quality=80, method=6)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")


def _wait(app: QApplication, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    """Let the window work for some time, or until something is so."""
    over: list[bool] = []
    QTimer.singleShot(round(seconds * 1000), lambda: over.append(True))
    while not over and not until():
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        app.processEvents()


if __name__ == "__main__":
    take(sys.argv[1]) if sys.argv[1:] else main()
