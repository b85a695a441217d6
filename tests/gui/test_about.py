"""What the About overlay tells."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.gui.overlays.about import About


def test_about_names_the_licence_of_every_part(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told = About(window).parts.toPlainText().splitlines()
    for name in ("PySide6-Essentials", "click", "pillow", "openpyxl"):
        (line,) = [each for each in told if each.startswith(f"{name} ")]
        assert ": " in line
