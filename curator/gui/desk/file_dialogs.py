"""File dialogs, and the dialog for a chat's time zone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from curator.gui.desk.desk import Desk
from curator.gui.desk.paths import SUFFIX, documents
from curator.gui.look import theme
from curator.gui.look.safe_text import isolated
from curator.i18n import tr


def ask_for_library(window: QWidget, chosen: Callable[[Path], object]) -> None:
    """Ask which library to open."""
    box = _box(window, tr("Open a library"), [tr("Curator libraries (*{end})", end=SUFFIX)])
    box.setFileMode(QFileDialog.FileMode.ExistingFile)
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_new_library(window: QWidget, chosen: Callable[[Path], object]) -> None:
    """Ask for the folder and name of a new library."""
    box = _box(window, tr("New library"), [tr("Curator libraries (*{end})", end=SUFFIX)])
    box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box.setDefaultSuffix(SUFFIX.removeprefix("."))
    box.setDirectory(str(documents()))
    box.selectFile(tr("Chats"))
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_archives(
    window: QWidget, chosen: Callable[[Sequence[Path]], object], *, folder: bool = False
) -> None:
    """Ask for archives: files of any name, or a folder."""
    title = tr("Import a folder") if folder else tr("Import an archive")
    box = _box(window, title, [tr("All files (*)")])
    mode = QFileDialog.FileMode
    box.setFileMode(mode.Directory if folder else mode.ExistingFiles)
    box.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    box.open()


def ask_for_backup_folder(window: QWidget, chosen: Callable[[Path], object]) -> None:
    """Ask for the folder for the backups of all libraries."""
    box = _box(window, tr("Folder for backups"), [tr("All files (*)")])
    box.setFileMode(QFileDialog.FileMode.Directory)
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_watched(window: QWidget, chosen: Callable[[Path], object], *, folder: bool) -> None:
    """Ask for a folder or a file to watch."""
    title = tr("Watch a folder") if folder else tr("Watch a file")
    box = _box(window, title, [tr("All files (*)")])
    mode = QFileDialog.FileMode
    box.setFileMode(mode.Directory if folder else mode.ExistingFile)
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_copy(window: QWidget, library: Path, chosen: Callable[[Path], object]) -> None:
    """Ask where to save a copy."""
    box = _box(window, tr("Save a copy"), [tr("Curator libraries (*{end})", end=SUFFIX)])
    box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box.setDefaultSuffix(SUFFIX.removeprefix("."))
    box.selectFile(tr("{name} copy", name=library.stem))
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_salvaged(window: QWidget, library: Path, chosen: Callable[[Path], object]) -> None:
    """Ask where to save what can be recovered from a damaged library."""
    box = _box(window, tr("Salvage into"), [tr("Curator libraries (*{end})", end=SUFFIX)])
    box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box.setDefaultSuffix(SUFFIX.removeprefix("."))
    box.selectFile(tr("{name} salvaged", name=library.stem))
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_history(window: QWidget, library: Path, chosen: Callable[[Path], object]) -> None:
    """Ask where to save a table of all steps."""
    box = _box(window, tr("Save the history"), [tr("Tables (*.csv)")])
    box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box.setDefaultSuffix("csv")
    box.selectFile(tr("{name} history", name=library.stem))
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_people(window: QWidget, chosen: Callable[[Path], object]) -> None:
    """Ask for a filled-in table of people."""
    box = _box(window, tr("Read a table of people"), [_table_of_people(), tr("All files (*)")])
    box.setFileMode(QFileDialog.FileMode.ExistingFile)
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_picture(
    window: QWidget, suffixes: Sequence[str], chosen: Callable[[Path], object]
) -> None:
    """Ask for a picture to put into a story."""
    names = " ".join(f"*{suffix}" for suffix in suffixes)
    box = _box(window, tr("Put in a picture"), [tr("Pictures ({names})", names=names)])
    box.setFileMode(QFileDialog.FileMode.ExistingFile)
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_matrix(window: QWidget, chosen: Callable[[Path], object]) -> None:
    """Ask where to save a table of tags."""
    box = _box(window, tr("Save the table"), [tr("Tables (*.csv)")])
    box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box.setDefaultSuffix("csv")
    box.selectFile(tr("tags"))
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_people_file(window: QWidget, chosen: Callable[[Path], object]) -> None:
    """Ask where to save a table of people."""
    box = _box(window, tr("Save the table of people"), [_table_of_people()])
    box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box.setDefaultSuffix("csv")
    box.selectFile(tr("people"))
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def _table_of_people() -> str:
    return tr("Tables (*.csv *.tsv *.txt)")


def ask_for_report(window: QWidget, name: str, chosen: Callable[[Path], object]) -> None:
    """Ask where to save the report of an import."""
    box = _box(window, tr("Save the report"), [tr("Text (*.txt)")])
    box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box.setDefaultSuffix("txt")
    box.selectFile(tr("{name} report", name=Path(name).stem))
    box.fileSelected.connect(lambda name: chosen(Path(name)))
    box.open()


def ask_for_zone(window: QWidget, desk: Desk) -> None:
    """Ask for the zone in which times are shown."""
    from curator.gui.widgets.zone_box import ZoneBox  # noqa: PLC0415  when first asked

    box = QDialog(window)
    box.setWindowTitle(tr("Time zone"))
    field = ZoneBox(tr("Time zone"))
    field.recent = desk.settings.zones
    field.show_zone(str(desk.tz))
    field.setMinimumWidth(theme.px(360))
    buttons = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
    )
    column = QVBoxLayout(box)
    column.addWidget(QLabel(_zone_question(desk)))
    column.addWidget(field)
    column.addWidget(buttons)
    buttons.accepted.connect(box.accept)
    buttons.rejected.connect(box.reject)
    box.accepted.connect(lambda: desk.set_zone(field.zone))
    box.finished.connect(box.deleteLater)
    box.open()


def _zone_question(desk: Desk) -> str:
    chat = desk.chat_of_zone
    if chat is None:
        return tr("Show the times of all posts in:")
    if not chat.hashtag:
        return tr("Show the times of this chat in:")
    return tr("Show the times of all chats of #{hashtag} in:", hashtag=isolated(chat.hashtag))


def _box(window: QWidget, title: str, filters: list[str]) -> QFileDialog:
    box = QFileDialog(window, title)
    box.setNameFilters(filters)
    box.finished.connect(box.deleteLater)
    return box
