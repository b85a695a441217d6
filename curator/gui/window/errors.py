"""Handling of uncaught errors: a message to the user, or a crash report."""

from __future__ import annotations

import logging
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

from curator import __version__
from curator.errors import CuratorError
from curator.i18n import tr
from curator.library import cause_in

log = logging.getLogger(__name__)

Tell = Callable[[str, str], None]
"""Shows a message, with details that can be copied."""

Fail = Callable[[CuratorError], None]
"""Reports a failure in the window that it concerns, with its remedy if there is one."""

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def report(error: BaseException, trace: TracebackType | None) -> str:
    """Return a crash report: versions and stack, and no text of any post.

    The error's own message is left out, because it may contain what was being read.
    """
    lines = [*_versions(), datetime.now(UTC).isoformat(timespec="seconds"), type(error).__name__]
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in extract_tb(trace or error.__traceback__)
    ]
    return "\n".join(lines) + "\n"


def details(error: CuratorError) -> str:
    """Return the details of a reported error that can be copied: message, cause, versions."""
    cause = error.__cause__
    why = [f"{type(cause).__name__}: {cause}"] if isinstance(cause, OSError) else []
    return "\n".join([str(error), *why, *_versions()]) + "\n"


def _versions() -> list[str]:
    return [
        f"Curator {__version__}, Qt {qVersion()}, Python {platform.python_version()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]


class ErrorReports:
    """Catches errors that nothing else caught, logs each kind once and reports it."""

    def __init__(
        self, folder: Path, tell: Tell, fail: Fail, libraries: Callable[[], list[Path]] = list
    ) -> None:
        self._folder = folder
        self._tell = tell
        self._fail = fail
        self._libraries = libraries
        self._known: set[str] = set()

    def install(self) -> None:
        """Install the handlers."""
        sys.excepthook = self.caught

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Report an error: by its own message, or by where its crash report lies."""
        if isinstance(error, CuratorError):
            self._fail(error)
            return
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = report(error, trace)
        place = "\n".join(text.splitlines()[len(_versions()) + 1 :])
        if place in self._known:
            return
        self._known.add(place)
        if cause := cause_in(error, self._libraries()):
            self._fail(cause)
            return
        sys.__excepthook__(kind, error, trace)
        self._tell(self._sentence(text), text)

    def _sentence(self, text: str) -> str:
        path = self._folder / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        except OSError:
            return tr(
                "Curator has an internal error. What you decided is saved. Copy the details to"
                " report it."
            )
        return tr(
            "Curator has an internal error. What you decided is saved. A report without any"
            " post’s words is at {path}.",
            path=str(path),
        )


def log_qt() -> None:
    """Write Qt's messages into the log."""

    def heard(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        log.log(_LEVELS[kind], "%s: %s", context.category, message)

    qInstallMessageHandler(heard)
