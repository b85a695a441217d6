"""The last step of Publish: copy the story, or save it where it was saved before."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFileDialog,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.dates import clock, day_words, short_day
from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.safe_text import isolated, plain_tip
from curator.gui.publish import saved_files as saved
from curator.gui.publish.compare import TEXTS, FileComparison
from curator.gui.widgets import Button, Label, Rule, announce
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr, trn
from curator.library import Publication
from curator.work import Draft, OverwriteError, Replaceable, target_words, title_of
from curator.work.publish_kit import EVERYTHING, KIT, left_out_of_kit
from curator.writers import Writer, look_of, target_name, wordpress
from curator.writers.kit.names import slug

_NAMED = 3
"""Most other files that are named."""


def fit_row(row: QBoxLayout, *buttons: Button, room: int) -> None:
    """Put buttons side by side, or below one another where there is no room."""
    needed = sum(each.sizeHint().width() + theme.px(8) for each in buttons) + 36
    narrow = needed > room
    row.setDirection(
        QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
    )


class SaveLinks(QWidget):
    """What else can be done with the files: find them, save elsewhere, save the kit."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Button(tr("Show in folder"), kind="link")
        self.elsewhere = Button(tr("Save elsewhere…"), kind="link")
        self.kit = Button(tr("Kit…"), kind="link")
        tip = tr("Page, newsletter, LinkedIn text, cards, thanks and facts, in one folder.")
        self.kit.setToolTip(plain_tip(tip))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for link in (self.folder, self.elsewhere, self.kit):
            self._row.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_row(self._row, self.folder, self.elsewhere, self.kit, room=self.width())


class SaveCommand(QWidget):
    """The Copy and Save buttons, and the state of the saved file."""

    copied = Signal()
    """Copy was pressed."""

    written = Signal()
    """A file was written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._writer: Writer | None = None
        self._draft: Draft | None = None
        self.stop = Label(colour="bad", wrap=True)
        """Why the story cannot be published."""
        self.line = Label(style="small", colour="text3", wrap=True)
        """When the story was saved, and whether the file was changed since."""
        self.elsewhere = Label(style="small", colour="text3", wrap=True)
        """Where else the story was published."""
        self.question = Label(colour="warn", wrap=True)
        """The question before a file is overwritten that somebody changed."""
        self.compare, self.keep = Button(tr("Compare")), Button(tr("Keep mine"))
        self.replace = Button(tr("Replace"))
        self.links = SaveLinks()
        self.copy = Button(tr("Copy"), key="copy", icon="copy", height=34)
        self.inside = QCheckBox(tr("Copy with pictures inside"))
        self.inside.setChecked(True)
        self.inside.setToolTip(plain_tip(_who_takes_pictures()))
        self.save = Button(tr("Save…"), key="save", icon="download", kind="solid", height=34)
        self._lay_out()
        self._wire()
        self._asked: Path | None = None
        """The story's file, or the folder, about which the question is."""
        self._folder = ""
        """'kit' or 'everything', if the question is about a folder of these."""
        self._may: Replaceable = ()
        """What is replaced if that is the answer."""
        self._ask(None)
        self.refresh()

    def _wire(self) -> None:
        self.copy.clicked.connect(self.copied)
        self.save.clicked.connect(self.begin)
        self.compare.clicked.connect(self._compare)
        self.keep.clicked.connect(self._refuse_overwriting)
        self.replace.clicked.connect(self._replaced)
        self.links.folder.clicked.connect(self._show_folder)
        self.links.elsewhere.clicked.connect(self.begin_elsewhere)
        self.links.kit.clicked.connect(lambda: self.begin_folder(KIT))

    def _lay_out(self) -> None:
        self._answers = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._answers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.compare)
        row.addWidget(self.keep)
        row.addWidget(self.replace)
        row.addStretch()
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(8)
        for button in (self.copy, self.save):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inner = QVBoxLayout()
        inner.setContentsMargins(18, 14, 18, 14)
        inner.setSpacing(8)
        column = column_in(self, spacing=0)
        column.addWidget(Rule())
        column.addLayout(inner)
        for widget in (self.stop, self.question, self._answers, self.line, self.elsewhere):
            inner.addWidget(widget)
        inner.addWidget(self.links)
        inner.addWidget(self.inside)
        inner.addSpacing(2)
        inner.addLayout(self._buttons)
        for button in (self.copy, self.save):
            self._buttons.addWidget(button)

    def show_draft(self, writer: Writer, draft: Draft | None) -> None:
        """Offer a draft for copying and saving; None means nothing to publish."""
        if writer is not self._writer or draft is None:
            self._ask(None)
        self._writer, self._draft = writer, draft
        self.refresh()

    def refresh(self) -> None:
        """Update the state of the file, and whether the story can be published."""
        stops = self._draft.stops if self._draft else ()
        self.stop.setText(" ".join(dict.fromkeys(each.sentence for each in stops)))
        self.stop.setVisible(bool(stops))
        known = self._known()
        can = self._draft is not None and not stops
        self.copy.setEnabled(can)
        self.inside.setVisible(self._has_pictures())
        self.save.setEnabled(can and self._answers.isHidden())
        self.save.set_words(tr("Save") if known and not known.held else tr("Save…"))
        self.line.setText(self._saved_words(known))
        self.line.setVisible(bool(self.line.text()))
        self.elsewhere.setText(self._elsewhere() if self._draft else "")
        self.elsewhere.setVisible(bool(self.elsewhere.text()))
        self.links.folder.setVisible(known is not None and known.exists)
        self.links.elsewhere.setVisible(known is not None)
        self.links.elsewhere.setEnabled(self.save.isEnabled())
        self.links.kit.setEnabled(can)

    def name_for(self, writer: Writer) -> str:
        """Return what a draft of a target is called: as the file it was last saved to."""
        story = self._desk.story
        if story is not None:
            known = saved.recall(self._desk.library, story, target_name(writer))
            if known is not None:
                return known.path.stem
        return tr("recap")

    def begin(self) -> None:
        """Save where the story was saved before, or ask for a file name."""
        if not self.save.isEnabled():
            return
        known = self._known()
        if known is None or not known.path.parent.is_dir():
            self._choose(known)
        elif known.held is not None:
            self._desk.reported.emit(self._held_words(known.path, known.held))
            self._choose(None)
        elif known.is_edited:
            name = isolated(known.path.name)
            question = tr(
                "{name} was changed since it was saved here, by hand or by another copy of the"
                " library.",
                name=name,
            )
            self._ask(known.path, question, (known.path,))
        else:
            self._write(known.path)

    def begin_elsewhere(self) -> None:
        """Ask for another file than the one the story was saved to."""
        if self.save.isEnabled():
            self._choose(self._known())

    def begin_folder(self, what: str) -> None:
        """Ask for a folder for the kit of the story, or for all stories."""
        if what == KIT and not self.links.kit.isEnabled():
            return
        title = tr("Folder for the kit") if what == KIT else tr("Folder for all stories")
        place = self._desk.library.path.absolute()
        box = QFileDialog(self, title, str(place.parent))
        box.setFileMode(QFileDialog.FileMode.Directory)
        box.setOption(QFileDialog.Option.ShowDirsOnly)
        box.fileSelected.connect(lambda chosen: self._write_folder(what, Path(chosen)))
        box.finished.connect(box.deleteLater)
        box.open()

    def _write_folder(self, what: str, folder: Path, may: Replaceable = ()) -> None:
        story, tasks = self._desk.story, self._desk.tasks
        if what == EVERYTHING:
            job = tasks.export_everything(folder, may)
        elif story is not None:
            job = tasks.export_kit(story, folder, may)
            job.done.connect(self._report_left_out)
        else:
            return
        job.done.connect(self._written)
        job.failed.connect(lambda error: self._hindered(folder, error, what))

    def _report_left_out(self) -> None:
        """Say what the kit lacks on this computer."""
        if lacking := left_out_of_kit():
            self._desk.reported.emit(lacking)

    def _has_pictures(self) -> bool:
        """Tell whether copying offers a choice of what to do with pictures."""
        if self._draft is None or self._writer is None or not self._draft.story.pictures:
            return False
        return self._writer.SUFFIX not in {".md", ".txt"} and self._writer is not wordpress

    def _known(self) -> saved.SavedFiles | None:
        story = self._desk.story
        if self._writer is None or story is None:
            return None
        return saved.recall(self._desk.library, story, target_name(self._writer))

    def _saved_words(self, known: saved.SavedFiles | None) -> str:
        """Return when the story was saved, and what became of that file; '' without a story."""
        if self._draft is None:
            return ""
        if known is not None and known.held is not None:
            return self._held_words(known.path, known.held)
        return _saved_words(known, self._draft)

    def _held_words(self, path: Path, held: Publication) -> str:
        """Return which other export has taken the place of this one."""
        name, target = isolated(path.name), target_words(held.target)
        title = title_of(self._desk.library, held)
        if not title or held.story == self._desk.story:
            return tr(
                "{name} now holds the export for {target}; save under another name.",
                name=name,
                target=target,
            )
        return tr(
            "{name} now holds the export of “{story}” for {target}; save under another name.",
            name=name,
            story=isolated(title),
            target=target,
        )

    def _elsewhere(self) -> str:
        """Return where else the story was published, the newest first; '' if nowhere."""
        story = self._desk.story
        if story is None or self._writer is None:
            return ""
        known = self._known()
        places = [
            each.place
            for each in self._desk.library.publications.latest(story)
            if known is None or each.place != known.path
        ]
        named = [
            isolated(place.name) if place.exists() else tr("{name} (gone)", name=place.name)
            for place in places[:_NAMED]
        ]
        if not named:
            return ""
        more = len(places) - len(named)
        names = ", ".join(named)
        if more:
            names = trn("{names} and {count} more", "{names} and {count} more", more, names=names)
        return tr("Published too: {names}.", names=names)

    def _choose(self, known: saved.SavedFiles | None) -> None:
        if self._writer is None or self._draft is None:
            return
        name = slug(self._draft.story.title, tr("recap")) + self._writer.SUFFIX
        folder = self._desk.library.path.absolute().parent
        box = QFileDialog(self, tr("Save the story"), str(folder))
        box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        box.setNameFilters([f"{self._writer.TITLE} (*{self._writer.SUFFIX})", tr("All files (*)")])
        box.setDefaultSuffix(self._writer.SUFFIX.removeprefix("."))
        box.selectFile(known.path.name if known else name)
        # the dialog cannot say what the file is that would be replaced: `_hindered` does
        box.setOption(QFileDialog.Option.DontConfirmOverwrite)
        box.fileSelected.connect(lambda chosen: self._write(Path(chosen)))
        box.finished.connect(box.deleteLater)
        box.open()

    def _ask(self, path: Path | None, question: str = "", may: Replaceable = ()) -> None:
        """Ask before overwriting what Curator did not write so; None hides the question.

        path: the story's file, may: what is replaced if that is the answer.
        """
        self.question.setVisible(path is not None)
        self._answers.setVisible(path is not None)
        self._asked, self._may, self._folder = path, may, ""
        if path is not None:
            is_text = path.suffix.casefold() in TEXTS
            self.compare.setVisible(is_text and may != "all")
            self.question.setText(question)
            announce(self, self.question.text(), urgent=True)
            self.refresh()
            self.keep.setFocus()

    def _compare(self) -> None:
        """Compare the changed file with what would be saved."""
        path = self._asked
        if path is None or self._draft is None:
            return
        overlay = FileComparison(self.window())
        overlay.kept.connect(self._refuse_overwriting)
        overlay.replaced.connect(self._replaced)
        overlay.closed.connect(overlay.deleteLater)
        overlay.open_on(path, self._content_as(path.stem))

    def _content_as(self, name: str) -> bytes:
        """Return the content under a file name; the names of its pictures derive from it."""
        draft = self._draft
        if draft is None:
            return b""
        if len(draft.files) == 1:
            return draft.content
        return next(iter(draft.writer.write(draft.story, name)))[1]

    def _refuse_overwriting(self) -> None:
        path, may = self._asked, self._may
        self._ask(None)
        self.refresh()
        if may == "all":
            self._desk.reported.emit(tr("Nothing was saved; your files are as they were."))
        elif path is not None:
            name = isolated(path.name)
            self._desk.reported.emit(tr("{name} was left as it is.", name=name))

    def _replaced(self) -> None:
        path, may, folder = self._asked, self._may, self._folder
        self._ask(None)
        self.refresh()
        if path is not None and folder:
            self._write_folder(folder, path, may)
        elif path is not None:
            self._write(path, may)

    def _write(self, path: Path, may: Replaceable = ()) -> None:
        story, writer = self._desk.story, self._writer
        if story is None or writer is None:
            return
        self._desk.history.keep_exported(story, writer.TITLE)
        job = self._desk.tasks.export(story, writer, path, may)
        job.done.connect(self._written)
        job.failed.connect(lambda error: self._hindered(path, error))

    def _hindered(self, path: Path, error: Exception, folder: str = "") -> None:
        """Ask about files in the place of those that were to be written."""
        if isinstance(error, OverwriteError):
            only = [each.absolute() for each in error.files] == [path.absolute()]
            self._ask(path, str(error), (path,) if only else "all")
            self._folder = folder

    def _written(self, _files: list[Path]) -> None:
        self.written.emit()
        self.refresh()

    def _show_folder(self) -> None:
        known = self._known()
        if known is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(known.path.parent)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_row(self._buttons, self.copy, self.save, room=self.width())


def _saved_words(known: saved.SavedFiles | None, draft: Draft) -> str:
    """Return when a story was saved, and what was changed since: the file, story or look."""
    if known is None:
        return tr("Not saved yet.")
    at = known.at.astimezone()
    years_ago = at.year != datetime.now(UTC).astimezone().year
    day = day_words(at.date()) if years_ago else short_day(at.date())
    when = tr("{day}, {time}", day=day, time=clock(at))
    if not known.exists:
        return tr("Saved last on {when}. The file is no longer there.", when=when)
    if known.is_edited:
        return tr("Saved last on {when}. That file has been changed since.", when=when)
    if draft.name != known.path.stem or sha256(draft.content).hexdigest() == known.digest:
        return tr("Saved last on {when}. That file has not been changed since.", when=when)
    if dict(known.look) != dict(look_of(draft.writer)):
        return tr("Saved last on {when}. The look has been changed since.", when=when)
    return tr("Saved last on {when}. The story has been changed since.", when=when)


def _who_takes_pictures() -> str:
    return tr("WordPress, Docs and others take them; Medium, Substack, Ghost want uploads.")
