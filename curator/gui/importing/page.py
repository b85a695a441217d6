"""The import page in Sift: inspect each archive, import, read the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from curator.dates import zone_called
from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.gui.desk.jobs import Begin
from curator.gui.desk.latest import Latest
from curator.gui.importing.after import (
    ChatToOpen,
    archive_of,
    chats_of,
    follow_undo,
    latest,
    save_report,
    take_back,
)
from curator.gui.importing.file import ImportFile
from curator.gui.importing.preview import ImportPreview
from curator.gui.importing.progress import ImportProgress
from curator.gui.importing.remembered_columns import (
    delete_preset,
    forget_columns,
    presets_for,
    recall_columns,
    remember_columns,
    save_preset,
    use_preset,
)
from curator.gui.importing.zone_hint import suggested_zone
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.pane_focus import HELP
from curator.i18n import tr, trn
from curator.library import ARCHIVE, ArchiveId, Changes
from curator.work import Found, Recognised, archives_in, recognise

if TYPE_CHECKING:
    from curator.readers.kit.archive.read_options import ReadOptions
    from curator.work import Progress


class ImportPage(QWidget):
    """Imports files one after the other; each is inspected first."""

    finished = Signal()
    """Everything is imported or skipped."""

    new_wanted = Signal(object)
    """The Paths of archives that are to go into a new library instead."""

    searched = Signal(str)
    """A search whose result is to be shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._latest = Latest(self)
        self._latest.progressed.connect(self._so_far)
        self._latest.answered.connect(self._found)
        self._latest.failed.connect(self._failed)
        self._asking: ImportFile | None = None
        self._shown: ImportFile | None = None
        self._unasked = False
        """Whether files without open questions are imported without a preview."""
        self.files: list[ImportFile] = []
        """The files that were dropped, in their order."""
        self._to_open = ChatToOpen(desk)
        self.preview = ImportPreview()
        self.progress = ImportProgress()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.progress)
        column = column_in(self)
        column.addWidget(self._stack)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Import"))
        self.setProperty(HELP, "importing")
        self._wire()

    def _wire(self) -> None:
        self.preview.go.clicked.connect(self.take)
        self.preview.skip.clicked.connect(self.skip)
        self.preview.cancel.clicked.connect(self.cancel)
        self.preview.options_changed.connect(self._take_answers)
        self.preview.columns.forgotten.connect(self._forget_columns)
        self.preview.columns.presets.chosen.connect(self._use_preset)
        self.preview.columns.presets.deleted.connect(self._delete_preset)
        self.preview.by_hand_asked.connect(self._by_hand)
        self.preview.new_asked.connect(self._ask_for_new)
        self.preview.star.clicked.connect(self._star_listed)
        self.preview.show_them.clicked.connect(self._show_listed)
        report = self.progress.report
        self.progress.cancel.clicked.connect(self.cancel)
        self.progress.chosen.connect(self._choose)
        report.start.clicked.connect(self._start)
        report.remove_asked.connect(lambda file: take_back(self._desk, file))
        self._desk.changed.connect(self._follow_library)
        report.save.clicked.connect(lambda: save_report(self._desk, report))
        report.copied.connect(lambda: self._desk.reported.emit(tr("The report was copied.")))

    @property
    def is_asking(self) -> bool:
        """Whether a file is being previewed before its import."""
        return self._stack.currentWidget() is self.preview

    def begin(self, paths: Sequence[Path]) -> None:
        """Inspect archives one after the other; running imports continue."""
        if not any(file.is_under_way or file is self._asking for file in self.files):
            self._forget()
        for path in paths:
            self.files.append(self._incoming(Found(path)))
        if self._asking is None:
            self._next()
        else:
            self._show_asking()

    def show_report(self, id_: ArchiveId) -> None:
        """Show the stored report of an archive."""
        archive = next((a for a in self._desk.library.archives.all() if a.id == id_), None)
        if archive is None:
            return
        if not any(file.is_under_way or file is self._asking for file in self.files):
            self._forget()
        file = self._incoming(Found(Path(archive.name)))
        file.recall(archive)
        self.files.append(file)
        self._stack.setCurrentWidget(self.progress)
        self._choose(file)
        self.progress.report.start.setFocus()

    def _incoming(self, archive: Found) -> ImportFile:
        file = ImportFile(archive, self)
        file.changed.connect(self._refresh)
        return file

    def take(self) -> None:
        """Import the file that is shown, and go on to the next."""
        file = self._asking
        if file is None or file.found is None or not self.preview.go.isEnabled():
            return
        self._asking = None
        if file.hint is not None:
            self._desk.settle_zone(self._zone_of(file))
        remember = self.preview.columns.remember.isChecked()
        remember_columns(self._desk, file, remember=remember)
        save_preset(self._desk, file, self.preview.columns.presets.name.text())
        self.preview.columns.presets.name.clear()
        job = self._desk.tasks.import_archive(file.archive, file.options, file.found.reader)
        file.follow(job)
        self._next()

    def take_all(self) -> None:
        """Import every file without open questions."""
        self._unasked = True
        self.take()

    def _ask_for_new(self) -> None:
        """Move files not imported yet to a new library."""
        left = [file.archive.path for file in self.files if file.stage in {"waiting", "asking"}]
        self._latest.drop()
        self._asking = None
        self._forget()
        self.new_wanted.emit(list(dict.fromkeys(left)))

    def skip(self) -> None:
        """Skip the file that is shown."""
        file, self._asking = self._asking, None
        if file is not None:
            self._latest.drop()
            file.turn("skipped")
            self._next()

    def cancel(self) -> None:
        """Skip everything not imported yet; what is done stays."""
        self._latest.drop()
        self._asking = None
        for file in self.files:
            if file.stage in {"waiting", "asking"}:
                file.turn("skipped")
            elif file.is_under_way and file.job is not None and not self.is_asking:
                self._desk.jobs.cancel(file.job)
        self._next()

    # The queue of files

    def _next(self) -> None:
        file = next((each for each in self.files if each.stage == "waiting"), None)
        if file is not None:
            self._inspect(file)
        elif any(each.stage != "skipped" for each in self.files):
            self._stack.setCurrentWidget(self.progress)
            self._refresh()
            self.progress.report.start.setFocus()
        else:
            self._leave()

    def _inspect(self, file: ImportFile) -> None:
        """Inspect a file in the background."""
        self._latest.drop()
        self._asking = file
        file.found = None
        if file.stage == "waiting":
            file.turn("asking")
        self._show_asking()
        if not file.is_alone:
            self._begin(lambda: archives_in(file.archive.path), self._unpacked)
            return
        archive, options, by_hand = file.archive, file.options, file.by_hand
        self._begin(lambda: recognise(archive, options, by_hand=by_hand), self._inspected)

    def _begin(self, work: Begin, then: Callable[[Any], None]) -> None:
        """Run an inspection in the background."""
        self._then = then
        self._latest.ask(self._desk, work)

    def _found(self, found: object) -> None:
        self._then(found)

    def _so_far(self, progress: Progress) -> None:
        if self._asking is not None:
            self.preview.wait_for(self._asking.archive.name, progress.done)

    def _unpacked(self, found: list[Found]) -> None:
        """Replace a folder or a zip by the archives found in it."""
        file = self._asking
        if file is None:
            return
        inner = [self._incoming(archive) for archive in found]
        at = self.files.index(file)
        self.files[at : at + 1] = inner
        for each in inner:
            each.is_alone = True
        self._asking = None
        file.deleteLater()
        self._next()

    def _failed(self, error: CuratorError) -> None:
        """Show why a file cannot be inspected."""
        if self._asking is not None:
            self._inspected(Recognised(self._asking.archive, error=str(error)))

    def _inspected(self, found: Recognised) -> None:
        file = self._asking
        if file is None:
            return
        if recall_columns(self._desk, file, found):
            self._inspect(file)
            return
        if self._suggest_zone(file, found):
            self._inspect(file)
            return
        file.found = found
        file.here = self._desk.library.posts.listed(found.ids) if found.ids else []
        self._show_asking()
        if self._unasked and not found.has_question:
            self.take()

    def _suggest_zone(self, file: ImportFile, found: Recognised) -> bool:
        """Suggest a zone if the user is to be asked; tell whether the file is read in it."""
        seen = found.preview
        if seen is None or file.hint is not None:
            return False
        file.is_local = "zone" in seen.asked
        if not (file.is_local or not self._desk.is_zone_settled):
            return False
        file.hint = suggested_zone(self._desk, seen)
        if not file.is_local or file.options.zone:
            return False
        file.options = replace(file.options, zone=file.hint.zone)
        return True

    def _zone_of(self, file: ImportFile) -> str:
        """Return the zone of the preview's times."""
        if self._desk.is_zone_settled:
            return self._desk.library.zone
        return file.options.zone or (file.hint.zone if file.hint else self._desk.library.zone)

    def _show_asking(self) -> None:
        if self._asking is not None:
            self._stack.setCurrentWidget(self.preview)
            number = self.files.index(self._asking) + 1
            zone = zone_called(self._zone_of(self._asking))
            self.preview.columns.zone.recent = self._desk.settings.zones
            held = bool(self._desk.library.archives.all())
            self.preview.show_library(self._desk.library.path.name if held else "")
            self.preview.show_file(self._asking, number, len(self.files), zone)
            self.preview.columns.presets.offer(*presets_for(self._desk, self._asking))

    def _take_answers(self, options: ReadOptions) -> None:
        file = self._asking
        if file is not None and options != file.options:
            file.options = options
            self._inspect(file)

    def _by_hand(self) -> None:
        if self._asking is not None:
            self._asking.by_hand = True
            self._inspect(self._asking)
            self.preview.columns.boxes["text"].setFocus()

    def _forget_columns(self) -> None:
        if self._asking is not None:
            forget_columns(self._desk, self._asking)
            self._inspect(self._asking)

    def _use_preset(self, name: str) -> None:
        if self._asking is not None:
            use_preset(self._desk, self._asking, name)
            self._inspect(self._asking)

    def _delete_preset(self, name: str) -> None:
        delete_preset(self._desk, name)
        self._show_asking()

    # Lists of ids

    def _star_listed(self) -> None:
        """Star the posts of a list that are in the library."""
        if (file := self._asking) is not None and self._desk.decide(file.here, "star"):
            count = len(self._desk.library.marks.originals(file.here))
            self._desk.reported.emit(trn("{count} post starred.", "{count} posts starred.", count))
            self.skip()

    def _show_listed(self) -> None:
        """Show the posts of a list."""
        file = self._asking
        if file is not None and file.found is not None:
            name = Path(file.archive.name).stem
            term = self._desk.library.keep_list(name, file.found.ids)
            self.skip()
            self.searched.emit(term)

    # The report

    def _choose(self, file: ImportFile) -> None:
        self._shown = file
        self._refresh()

    def _refresh(self) -> None:
        """Update the page to the state of the files."""
        if self.is_asking:
            return
        shown = self._shown or latest(self.files)
        self.progress.show_files(self.files, shown)
        if shown is not None:
            removable = shown.stage == "done" and archive_of(self._desk, shown) is not None
            chats = chats_of(self._desk, shown)
            zones = {chat.tz for chat, _ in chats}
            zone = zones.pop() if len(zones) == 1 else self._desk.library.tz
            self.progress.report.show_file(shown, zone, removable=removable, chats=chats)

    def _follow_library(self, tables: Changes) -> None:
        """Show the report again once the chats are determined, or an import is undone."""
        if tables & ARCHIVE:
            for file in self.files:
                follow_undo(self._desk, file)
        if "chats" in tables:
            self._to_open.follow()
            if self.isVisible() and not self.is_asking:
                self._refresh()

    def _start(self) -> None:
        """Begin to sift, with the chat that was imported."""
        files = list(self.files)
        self._leave()
        self._to_open.open(files)

    def _leave(self) -> None:
        """Leave the page; running imports continue."""
        if not any(file.is_under_way for file in self.files):
            self._forget()
        self._unasked = False
        self.finished.emit()

    def _forget(self) -> None:
        self._shown = None
        self._unasked = False
        self.progress.forget()
        for file in self.files:
            file.deleteLater()
        self.files = []

    # Qt events

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif enter and self.is_asking:
            (self.take_all if shift else self.take)()
        elif enter:
            self._leave()
        else:
            super().keyPressEvent(event)
