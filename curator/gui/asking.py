"""The system's own boxes for choosing files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from curator.gui.places import SUFFIX
from curator.i18n import tr


def ask_for_library(window: QWidget, chosen: Callable[[Path], object]) -> None:
    """Let a library be chosen."""
    box = _box(window, tr("Open a library"), [tr("Curator libraries (*{end})", end=SUFFIX)])
    box.setFileMode(QFileDialog.FileMode.ExistingFile)
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_archives(window: QWidget, chosen: Callable[[Sequence[Path]], object]) -> None:
    """Let archives be chosen; a folder is dropped on the window instead."""
    filters = [
        tr("Archives (*.zip *.js *.json *.jsonl *.csv *.tsv *.txt *.html)"),
        tr("All files (*)"),
    ]
    box = _box(window, tr("Import an archive"), filters)
    box.setFileMode(QFileDialog.FileMode.ExistingFiles)
    box.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    box.open()


def ask_for_copy(window: QWidget, library: Path, chosen: Callable[[Path], object]) -> None:
    """Let the place of a copy be chosen."""
    box = _box(window, tr("Save a copy"), [tr("Curator libraries (*{end})", end=SUFFIX)])
    box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box.setDefaultSuffix(SUFFIX.removeprefix("."))
    box.selectFile(tr("{name} copy", name=library.stem))
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def _box(window: QWidget, title: str, filters: list[str]) -> QFileDialog:
    box = QFileDialog(window, title)
    box.setNameFilters(filters)
    box.finished.connect(box.deleteLater)
    return box
