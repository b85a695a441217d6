"""What windows are drawn on, chosen early for a web engine that starts later."""

from __future__ import annotations

import os
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QOpenGLContext


def prepare() -> None:
    """Prepare Qt for an engine that starts later. Call it before QApplication is made."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def keep_surface() -> None:
    """Make windows use, from the start, the kind of surface the engine will need.

    Otherwise Qt replaces the native window when the first page is shown, and the new one is
    black until it is painted. Call it before a window is shown.
    """
    if QGuiApplication.platformName() not in {"xcb", "wayland"}:
        return
    shared = cast("QOpenGLContext | None", QOpenGLContext.globalShareContext())
    if shared is not None and shared.isValid():
        os.environ.setdefault("QT_WIDGETS_RHI", "1")
