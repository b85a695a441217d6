"""Lists for use elsewhere (thanks, accounts, links): copied or saved, never sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from curator import work
from curator.errors import CuratorError
from curator.gui.commands.functions import Function
from curator.gui.desk.desk import Desk
from curator.i18n import tr
from curator.insight.figures.cast import thanks
from curator.insight.figures.shared_links import as_csv, as_markdown, handles
from curator.model import Links
from curator.work import counted_blocks as counting

_MOST = 500


class CopyLists:
    """Copies and saves lists; people are named only as far as they consented."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        self._desk, self._owner = desk, owner
        self.functions: dict[str, Function] = {
            "copy_thanks": self._copy_thanks,
            "copy_handles": lambda: self._with_links(self._copy_handles),
            "copy_resources": lambda: self._with_links(self._copy_resources),
            "save_resources": lambda: self._with_links(self._ask_where),
        }

    def _copy_thanks(self) -> None:
        desk = self._desk
        words = (
            thanks(work.masked_story(desk.library, desk.story)) if desk.story is not None else ""
        )
        self._copy(words, tr("Copied a note of thanks. Nothing was sent."))

    def _with_links(self, act: Callable[[Links], None]) -> None:
        path = self._desk.library.path
        job = self._desk.tasks.read(lambda: counting.count_shared(path, "", _MOST))
        job.done.connect(act)

    def _copy_handles(self, found: Links) -> None:
        self._copy(handles(found.resources), tr("Copied accounts and hashtags, one to a line."))

    def _copy_resources(self, found: Links) -> None:
        self._copy(as_markdown(found.resources), tr("Copied links and resources."))

    def _copy(self, words: str, sentence: str) -> None:
        if words:
            QGuiApplication.clipboard().setText(words)
        self._desk.reported.emit(
            sentence if words else tr("There is nothing of that kind to copy.")
        )

    def _ask_where(self, found: Links) -> None:
        if not found.resources:
            self._desk.reported.emit(tr("There is nothing of that kind to save."))
            return
        asking = QFileDialog(self._owner, tr("Save links and resources"))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setNameFilters([tr("Table for a spreadsheet (*.csv)"), tr("Markdown (*.md)")])
        asking.selectFile(f"{self._desk.library.path.stem}-links.csv")
        asking.fileSelected.connect(lambda name: self._save(found, Path(name)))
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _save(self, found: Links, path: Path) -> None:
        write = as_markdown if path.suffix.lower() in {".md", ".markdown"} else as_csv
        text = write(found.resources)
        try:
            work.write_whole(path, text.encode("utf-8-sig" if write is as_csv else "utf-8"))
        except CuratorError as error:
            self._desk.fail(error)
        else:
            self._desk.reported.emit(tr("Saved {path}.", path=str(path)))
