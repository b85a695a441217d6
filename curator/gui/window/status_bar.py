"""The status bar: progress of tasks, the last message, keys that help here."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from curator.gui.commands import keymap
from curator.gui.desk.jobs import Job, Jobs
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.widgets import Button, Elided, KeyCap, Label, Meter, announce
from curator.gui.widgets.layouts import row_in
from curator.gui.window.pace import TriagePace
from curator.i18n import decimal, grouped, tr, trn
from curator.library import Counts
from curator.work import Progress

if TYPE_CHECKING:  # it takes the patterns of labels with it, which delay the start
    from curator.insight.checks.length import Length

SPOKEN_FOR = 8_000
"""Milliseconds for which a message is shown."""

PATIENCE = 300
"""Milliseconds after which the progress of an automatic task is shown too."""

_GAP = 44
"""Room between what is told and the hints, and at the edges."""


class StatusBar(Restyled, QWidget):
    """The status bar. Left: progress; middle: the last message; right: keys."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self._resting = ""
        self._step: int | None = None
        """The step that was the last when the message was said; None until that is known."""
        self._began = 0.0
        self._pace = TriagePace()
        self._counts: Counts | None = None
        self._length: Length | None = None
        self._work = QWidget()
        self._meter = Meter()
        self._meter.setFixedWidth(140)
        self._done = Label(style="small", weight=600)
        self._left = Label(style="small", colour="text2")
        self._cancel = Button(tr("Cancel"), kind="link")
        self._sentence = Elided(style="small", colour="text2")
        self._hints = _Hints()
        self._patience = QTimer(self, interval=PATIENCE, singleShot=True)
        self._patience.timeout.connect(lambda: self._begin_job(self._next))
        self._next: Job | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(SPOKEN_FOR)
        self._quiet.timeout.connect(self.clear_message)
        self._cancel.clicked.connect(self._cancelled)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(0)
        work = row_in(self._work, (0, 0, 14, 0), spacing=12)
        work.addWidget(self._meter)
        work.addLayout(words)
        words.addWidget(self._done)
        words.addWidget(self._left)
        work.addWidget(self._cancel)
        row = row_in(self, (12, 1, 12, 0), spacing=0)
        row.addWidget(self._work)
        row.addWidget(self._sentence, 1)
        row.addSpacing(12)
        row.addWidget(self._hints)
        self.setFixedHeight(theme.px(30))

    def follow(self, jobs: Jobs) -> None:
        """Show the progress of a queue of tasks while any is running."""
        jobs.current_changed.connect(self._follow_job)

    def show_message(self, sentence: str) -> None:
        """Show a message for some seconds, and announce it to screen readers."""
        self._sentence.setText(sentence)
        self._step = None
        self._fit()
        self._quiet.start()
        announce(self, sentence)

    def follow_steps(self, last: int) -> None:
        """Clear a message that offers to undo once another step is the last; 0 is none.

        Undo would take back something else than the message tells of.
        """
        if self._step is None:
            self._step = last
        elif self._step != last and keymap.spoken("undo") in self._sentence.text():
            self.clear_message()

    def rest(self, sentence: str) -> None:
        """Set the text that is shown when there is no message; '' is none."""
        self._resting = sentence
        if not self._quiet.isActive():
            self._sentence.setText(sentence)
            self._fit()

    def clear_message(self) -> None:
        """Clear the message."""
        self._quiet.stop()
        self._sentence.setText(self._resting)
        self._fit()

    @property
    def sentence(self) -> str:
        """The message that is shown."""
        return self._sentence.text()

    def show_counts(self, counts: Counts | None) -> None:
        """Show how many posts are decided; None hides it."""
        self._counts = counts
        if counts:
            self._pace.note(counts.starred + counts.rejected, monotonic())
        self._show()

    def show_length(self, length: Length | None) -> None:
        """Show how long the story is; None hides it."""
        self._length = length
        self._show()

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show keys, each with what it does."""
        self._hints.offer(hints)
        self._fit()

    def _fit(self) -> None:
        """Leave the first hints out where they would cut what is told."""
        told = self._work.sizeHint().width() if not self._work.isHidden() else 0
        told += self._sentence.sizeHint().width() if self._sentence.text() else 0
        self._hints.fit(max(0, self.width() - told - theme.px(_GAP)))

    def _follow_job(self, job: Job | None) -> None:
        self._next = job
        if job is not None and job.is_quiet:
            self._patience.start()
            job = None
        else:
            self._patience.stop()
        self._begin_job(job)

    def _begin_job(self, job: Job | None) -> None:
        self._job = job
        if job is not None:
            self._began = monotonic()
            job.progressed.connect(self._progressed)
            self._left.setText("")
            self._meter.show_share(None)
        self._show()

    def _progressed(self, progress: Progress) -> None:
        if self._job is None:
            return
        parts = [self._job.counted(progress.done)]
        if progress.share:
            left = (monotonic() - self._began) * (1 - progress.share) / progress.share
            parts.append(tr("{seconds} s left", seconds=round(left)))
        self._left.setText(" · " + " · ".join(parts))
        self._meter.show_share(progress.share)
        self._fit()

    def _cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show(self) -> None:
        working = self._job is not None
        counts = self._counts if self._counts and self._counts.to_mark else None
        told = self._length is not None and counts is None
        self._work.setVisible(working or told or counts is not None)
        self._meter.setVisible(not told or working)
        self._cancel.setVisible(working)
        if self._job is not None:
            self._done.setText(self._job.label)
        elif counts is not None:
            self._show_decided(counts)
        elif self._length is not None:
            self._show_length(self._length)
        self._fit()

    def _show_length(self, length: Length) -> None:
        self._done.setText(trn("{count} quote", "{count} quotes", length.quotes))
        rest = (
            trn("{count} word", "{count} words", length.words),
            tr("{minutes} min", minutes=length.minutes),
            trn("{count} voice", "{count} voices", length.voices),
        )
        self._left.setText("".join(f" · {part}" for part in rest))

    def _show_decided(self, counts: Counts) -> None:
        starred, rejected = counts.decided
        self._meter.show_share(starred / counts.to_mark, rejected / counts.to_mark)
        decided = starred + rejected
        self._done.setText(
            tr("Decided {done} of {all}", done=grouped(decided), all=grouped(counts.to_mark))
        )
        left = tr("{left} left", left=grouped(counts.undecided))
        minutes = self._pace.minutes(counts.undecided)
        if minutes is not None:
            left = tr("{left} ≈ {minutes} min", left=left, minutes=minutes)
        self._left.setText(f" · {left}" if counts.undecided else "")
        tip = _sum(counts)
        if seconds := self._pace.seconds:
            pace = tr(
                "{seconds} s a post: the median of the last decisions, without pauses.",
                seconds=decimal(seconds),
            )
            tip = f"{tip}\n{pace}"
        for widget in (self._meter, self._done, self._left):
            widget.setToolTip(tip)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # only now is it known how wide words are
            self._fit()
        return done

    @override
    def follow_style(self) -> None:
        self.setFixedHeight(theme.px(30))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))


class _Hints(QWidget):
    """As many keys with their meanings as fit; the last are kept longest."""

    def __init__(self) -> None:
        super().__init__()
        self._row = row_in(self, spacing=14)
        self._groups: list[QWidget] = []
        self._shown: list[tuple[str, str]] = []
        self._room = 10_000

    def offer(self, hints: Sequence[tuple[str, str]]) -> None:
        if list(hints) == self._shown:
            return
        self._shown = list(hints)
        for group in self._groups:
            self._row.removeWidget(group)
            group.deleteLater()
        self._groups = [_hint(keys, words) for keys, words in hints]
        for group in self._groups:
            self._row.addWidget(group)
        self.fit(self._room)

    def fit(self, room: int) -> None:
        self._room = room
        used = 0
        for group in reversed(self._groups):
            used += group.sizeHint().width() + 14
            group.setVisible(used <= room)


def hint_caps(keys: str) -> list[str]:
    """Return the keycaps of a hint: 'J K' is two keys, 'Shift S' one, 'Alt ↑ ↓' Alt ↑ and ↓."""
    found: list[str] = []
    held: list[str] = []
    parts = keys.replace("+", " ").split() if len(keys) > 1 else [keys]
    for key in parts:
        held.append(key)
        if key not in keymap.held_caps():
            found.append(" ".join(held))
            held = []
    return found + held


def _hint(keys: str, words: str) -> QWidget:
    group = QWidget()
    row = row_in(group, spacing=5)
    for cap in hint_caps(keys):
        row.addWidget(KeyCap(cap, height=16))
    row.addWidget(Label(words, "small", "text2"))
    return group


def _sum(counts: Counts) -> str:
    """Return in words how the counts of the progress add up."""
    starred, rejected = counts.decided
    told = tr(
        "{starred} starred + {rejected} rejected + {left} left = {all} to decide.",
        starred=grouped(starred),
        rejected=grouped(rejected),
        left=grouped(counts.undecided),
        all=grouped(counts.to_mark),
    )
    follow = counts.all - counts.to_mark
    if not follow:
        return told
    more = trn(
        "With {count} echo that follows its original: {all} posts.",
        "With {count} echoes that follow their originals: {all} posts.",
        follow,
        all=grouped(counts.all),
    )
    return f"{told}\n{more}"
