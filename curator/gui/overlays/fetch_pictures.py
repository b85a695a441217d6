"""The overlay for downloading linked pictures: which servers are asked, and the result.

Nothing is sent before the user has read which servers will see their address, and agreed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget
from typing_extensions import override

from curator import work
from curator.gui.desk.desk import Desk
from curator.gui.desk.jobs import Job
from curator.gui.look import theme
from curator.gui.look.safe_text import clean, isolated
from curator.gui.widgets import ENTER, Button, Label
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.i18n import grouped, tr, trn
from curator.library import PICTURES
from curator.work import Failure, Fetched

_NAMED = 4
"""Most servers that are named; the others are counted."""

_WIDE, _HIGH = 520, 150


class FetchPictures(Overlay):
    """Asks before pictures are fetched, and fetches them in the background."""

    failed = Signal(str, str)
    """What could not be fetched: a message, and the list."""

    def __init__(self, window: QWidget, *, local: bool = False, pause: float = 1.0) -> None:
        """Local: machines on the own network may be asked. Pause: seconds before a second try."""
        super().__init__(window)
        self._local, self._pause = local, pause
        self._desk: Desk | None = None
        self._posts: Sequence[int] | None = None
        self._job: Job | None = None
        self.failures: list[Failure] = []
        """What could not be fetched the last time."""
        self._title = Label(style="title", wrap=True)
        self._words = Label(colour="text2", wrap=True)
        self._head = Label(tr("Not fetched the last time"), "micro", "text3", weight=600)
        self.list = QPlainTextEdit()
        """The failures, as text to copy."""
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName(tr("Not fetched the last time"))
        self.copy = Button(tr("Copy the list"), icon="copy")
        self.leave = Button(tr("Not now"), key="Esc", kind="flat")
        self.go = Button(tr("Fetch"), key=ENTER, kind="solid")
        for button in (self.copy, self.go, self.leave):
            button.setAutoDefault(True)
        self.leave.clicked.connect(self.dismiss)
        self.go.clicked.connect(self._fetch)
        self.copy.clicked.connect(self._copy)
        self._lay_out()
        self.setAccessibleName(tr("Fetch pictures"))

    def _lay_out(self) -> None:
        column = column_in(self.panel, (30, 24, 30, 22), spacing=8)
        for widget in (self._title, self._words):
            widget.setFixedWidth(theme.px(_WIDE))
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self._head)
        self.list.setFixedHeight(theme.px(_HIGH))
        column.addWidget(self.list)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        column.addLayout(row)
        row.addWidget(self.copy)
        row.addStretch()
        row.addWidget(self.leave)
        row.addWidget(self.go)

    @property
    def sentences(self) -> tuple[str, str]:
        """Return the question, and who will see the user's address."""
        return self._title.text(), self._words.text()

    def open_on(self, desk: Desk, posts: Sequence[int] | None = None) -> None:
        """Find the missing pictures of some posts, or with None of all, and ask."""
        if desk is not self._desk:
            self._desk, self.failures, self._job = desk, [], None
            desk.closing.connect(self._release_desk)
        self._posts = posts
        if self._job is not None:
            title = tr("Pictures are being fetched.")
            self._show(title, tr("The status bar shows how far it is, and can cancel it."))
        else:
            self._show(tr("Finding out which pictures are missing…"), "")
            path = desk.library.path
            job = desk.tasks.read(lambda: work.look_for_pictures(path, posts))
            job.done.connect(self._ask)  # no lambda: of a dialog that is gone, Qt forgets this
        self.open()

    def _ask(self, servers: Sequence[tuple[str, int]]) -> None:
        if not self.isVisible():
            return
        count = sum(pictures for _, pictures in servers)
        if not count:
            told = tr("Every picture whose address is known is here, or has no address.")
            self._show(tr("No picture is missing."), told)
            return
        note = tr("They learn which pictures are asked for, no more. Nothing has been sent yet.")
        self._show(
            trn("Fetch {count} picture?", "Fetch {count} pictures?", count),
            f"{seen_by(servers)} {note}",
            can=True,
        )

    def _show(self, title: str, words: str, *, can: bool = False) -> None:
        """Show the state of things; can: whether there is something to fetch."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.go.setVisible(can)
        self.leave.set_words(tr("Not now") if can else tr("Close"))
        listed = as_text(self.failures)
        self.list.setPlainText(listed)
        for widget in (self._head, self.list, self.copy):
            widget.setVisible(bool(listed))
        if self.isVisible():
            self.panel.adjustSize()
            self.panel.setGeometry(self.box(self.rect()))
            self._take_focus()

    # Fetching

    def _fetch(self) -> None:
        desk, posts, local, pause = self._desk, self._posts, self._local, self._pause
        self.dismiss()
        if desk is None or self._job is not None:
            return
        path = desk.library.path
        job = desk.tasks.start(
            lambda: work.fetch_pictures(path, posts=posts, local=local, pause=pause),
            tr("Fetching pictures"),
        )
        job.counted = lambda count: trn("{count} picture", "{count} pictures", count)
        job.done.connect(self._done)
        job.cancelled.connect(self._cancelled)
        job.failed.connect(lambda _error: self._rest())
        self._job = job

    def _done(self, came: Fetched) -> None:
        self._rest()
        self.failures = came.failures
        sentence = trn(
            "{fetched} of {count} picture fetched.",
            "{fetched} of {count} pictures fetched.",
            came.wanted,
            fetched=grouped(came.fetched),
        )
        if self._desk is not None:
            self._desk.reported.emit(sentence)
        if came.failures:
            why = trn(
                "{count} could not be fetched; File → Fetch pictures… lists it.",
                "{count} could not be fetched; File → Fetch pictures… lists them.",
                len(came.failures),
            )
            self.failed.emit(f"{sentence} {why}", as_text(came.failures))

    def _cancelled(self) -> None:
        self._rest()
        if self._desk is not None:
            self._desk.reported.emit(tr("Fetching was cancelled. What came is kept."))

    def _rest(self) -> None:
        """Finish: update the panes that show the pictures."""
        self._job = None
        if self._desk is not None and not self._desk.jobs.is_stopped:
            self._desk.library.changed(PICTURES)

    def _release_desk(self) -> None:
        self._desk = self._job = None
        if self.isVisible():
            self.dismiss()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.list.toPlainText())

    @override
    def _take_focus(self) -> None:
        button = self.go if self.go.isVisibleTo(self) else self.leave
        button.setFocus(Qt.FocusReason.PopupFocusReason)


def seen_by(servers: Sequence[tuple[str, int]]) -> str:
    """Return which servers will see the user's address, those with most pictures first."""
    told = [
        tr("{server} ({count})", server=isolated(clean(server[:80])), count=grouped(count))
        for server, count in servers[:_NAMED]
    ]
    if more := servers[_NAMED:]:
        rest = trn("{count} more server", "{count} more servers", len(more))
        pictures = grouped(sum(count for _, count in more))
        told.append(tr("{server} ({count})", server=rest, count=pictures))
    if len(told) == 1:
        return tr("{server} will see your address.", server=told[0])
    names = ", ".join(told[:-1])
    return tr("{servers} and {last} will see your address.", servers=names, last=told[-1])


def as_text(failures: Sequence[Failure]) -> str:
    """Return the failures, one on each line."""
    return "\n".join(f"{clean(failure.url)}\t{failure.why}" for failure in failures)
