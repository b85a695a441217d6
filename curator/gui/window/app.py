"""Starts the window: style, language, log, crash report."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from curator import languages
from curator.gui.look.style import apply_style
from curator.gui.preview.surface import keep_surface, prepare
from curator.gui.window.application import Application
from curator.gui.window.collector import Collector
from curator.gui.window.errors import ErrorReports, log_qt
from curator.gui.window.interrupt import Interrupt
from curator.gui.window.preferences import Preferences
from curator.gui.window.warm_up import WarmUp
from curator.gui.window.windows import Windows
from curator.resources import resource
from curator.settings import settings_path

_TURN = 0.0002
"""Seconds a thread may run Python before another thread gets its turn."""


def main(path: Path | None) -> int:
    """Open the window on a library, on an archive, or on the library used last."""
    log_qt()
    prepare()
    app = Application(sys.argv[:1])
    app.setApplicationName("curator")
    app.setApplicationDisplayName("Curator")
    app.setOrganizationName("Curator")
    app.setDesktopFileName("org.example.Curator")
    app.setWindowIcon(QIcon(str(resource("icons/curator.svg"))))
    Interrupt(app, app.closeAllWindows)
    keep_surface()
    apply_style(app)
    _translate_dialogs(app, languages.choose_language(QLocale.system().uiLanguages()))
    folder = user_log_path("curator", appauthor=False)
    _log_into(folder)
    preferences = Preferences(settings_path(), app)
    windows = Windows(preferences)
    ErrorReports(folder, windows.show_error, windows.fail, windows.libraries).install()
    app.file_opened.connect(lambda name: windows.open_file(Path(name)))
    windows.first(path)
    take_turns()
    collector = Collector(app)
    windows.closed.connect(collector.collect_all_soon)
    WarmUp(app)
    return app.exec()


def take_turns() -> None:
    """Keep the window responsive while a background thread works.

    Each read from the library releases the interpreter and takes it back at the other thread's
    next turn. With Python's usual length of a turn, a key press waits five times as long.
    """
    sys.setswitchinterval(_TURN)


def _translate_dialogs(app: QApplication, language: str) -> None:
    """Have Qt's own dialogs speak, and the window run, as the language does."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(language), "qtbase", "_", folder):
        app.installTranslator(translator)
    if QLocale().language() != QLocale(language).language():
        QLocale.setDefault(QLocale(language))
    app.setLayoutDirection(QLocale(language).textDirection())


def _log_into(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "curator.log", maxBytes=500_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return  # logging helps, but the program runs without it
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("curator").addHandler(handler)
    logging.getLogger("curator").setLevel(logging.INFO)
