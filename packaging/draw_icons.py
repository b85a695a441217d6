"""Draw the icon at several sizes, for installers.py.

draw_icons.py ICON.svg 48=PATH.png 256=PATH.png …
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer


def main(drawing: str, *wanted: str) -> None:
    """Draw each size into its file."""
    application = QGuiApplication(sys.argv[:1])
    renderer = QSvgRenderer(drawing)
    for each in wanted:
        size, _, path = each.partition("=")
        image = QImage(int(size), int(size), QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        if not image.save(path):
            sys.exit(f"{path} could not be written.")
    del application


if __name__ == "__main__":
    main(*sys.argv[1:])
