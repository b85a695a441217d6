"""After an import: finding its archive, saving its report, undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_report
from curator.gui.importing.file import ImportFile
from curator.gui.importing.report import ImportReportPane
from curator.i18n import tr
from curator.library import Archive, Chat, Query, typed
from curator.work import write_whole

_MOST_CHATS = 12
"""Most chats that a report names."""


def latest(files: Sequence[ImportFile]) -> ImportFile | None:
    """Return the file imported last, or else the first that was not skipped."""
    taken = [file for file in files if file.stage != "skipped"]
    done = [file for file in taken if file.stage == "done"]
    return done[-1] if done else taken[0] if taken else None


def archive_of(desk: Desk, file: ImportFile) -> Archive | None:
    """Return the archive that a file became, if it brought anything."""
    if file.kept is not None:
        return file.kept
    if file.report is None or not (file.report.new or file.report.refreshed):
        return None
    held = [a for a in desk.library.archives.all() if a.path == file.archive.place]
    return held[-1] if held else None


def take_back(desk: Desk, file: ImportFile) -> None:
    """Undo an import: by undo if it is the last step, else by a step of its own."""
    archive = archive_of(desk, file)
    if archive is None:
        return
    step = desk.library.next_undo
    if step is not None and step.archive == archive.id and not step.removes:
        desk.history.undo()
    else:
        desk.tasks.remove_archive(archive.id, file.archive.name)
    file.turn("removed")


def follow_undo(desk: Desk, file: ImportFile) -> None:
    """Update the state of a file whose import was undone, or redone, elsewhere."""
    report = file.report
    if report is None or not (report.new or report.refreshed):
        return
    held = any(archive.path == file.archive.place for archive in desk.library.archives.all())
    if file.stage == "done" and not held:
        file.turn("removed")
    elif file.stage == "removed" and held:
        file.turn("done")


def save_report(desk: Desk, report: ImportReportPane) -> None:
    """Ask for a file name, and save the report as text."""
    text = report.as_text

    def chosen(to: Path) -> None:
        try:
            write_whole(to, text.encode(), story=False)
        except CuratorError as error:
            desk.fail(error)
        else:
            desk.reported.emit(tr("Saved {path}.", path=str(to)))

    ask_for_report(report, report.title, chosen)


def chats_of(desk: Desk, file: ImportFile) -> list[tuple[Chat, int]]:
    """Return the chats that the posts of a file belong to, each with its number of people.

    None while it is being imported.
    """
    if file.stage != "done" or file.report is None:
        return []
    its = _chats_with_posts_of(desk, file)[:_MOST_CHATS]
    return [(c, desk.library.posts.authors(Query.parse(f"chat:{c.id}"))) for c in its]


def _chats_with_posts_of(desk: Desk, file: ImportFile) -> list[Chat]:
    """Return the chats of a file that was imported; of one that brought nothing, by their time."""
    report, archive = file.report, archive_of(desk, file)
    if report is None or not (report.first and report.last):
        return []
    near = [
        chat
        for chat in desk.library.chats.all()
        if chat.start <= report.last and chat.end >= report.first
    ]
    if archive is None:
        return near
    held = typed("in", archive.name)
    return [c for c in near if desk.library.posts.count(Query.parse(f"chat:{c.id} {held}"))]


class ChatToOpen:
    """Opens the chat that was just imported, once it is found."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._files: list[ImportFile] = []
        self._left: tuple[object, object] = (None, None)
        """The chat and the post that were shown when the import was left."""

    def open(self, files: Sequence[ImportFile]) -> None:
        """Open the newest chat of the files just imported, now or when chats are found."""
        done = [each for each in files if each.stage == "done" and each.kept is None]
        self._files = [each for each in done if each.report is not None and each.report.new]
        self._left = self._desk.chat, self._desk.post
        self.follow()

    def follow(self) -> None:
        """Open it if it is found by now, and nobody went elsewhere meanwhile."""
        if not self._files:
            return
        if self._left != (self._desk.chat, self._desk.post):
            self._files = []
            return
        chats = [chat for each in self._files for chat in _chats_with_posts_of(self._desk, each)]
        if chats:
            self._files = []
            self._desk.look_at(max(chats, key=lambda chat: chat.start).id)
