"""The second look: a separate pass over the starred posts, in which each is kept or rejected."""

from __future__ import annotations

import json

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.search.terms import Terms
from curator.gui.sift.triage import Triage
from curator.gui.widgets import Button, Label, Meter
from curator.gui.widgets.layouts import row_in
from curator.i18n import grouped, tr
from curator.library import PostId, Query
from curator.model import Mark

STARRED = Terms(("is:starred",))
"""The search for the posts of a second look."""

_KEPT = "second look"


class SecondLook(Restyled, QWidget):
    """The bar above the list during a second look, and the meaning of keys meanwhile."""

    left = Signal()
    """The pass is finished, or was interrupted."""

    def __init__(self, desk: Desk, triage: Triage) -> None:
        super().__init__()
        self._desk, self._triage = desk, triage
        self._ids: list[int] = []
        self._looked: set[int] = set()
        self.is_on = False
        """Whether a second look is in progress."""
        self._name = Label(tr("Second look"), "small", weight=600)
        self._meter = Meter()
        self._meter.setFixedWidth(90)
        self._count = Label("", "small", "text2")
        leave = Button(tr("Leave"), kind="link", height=22)
        leave.setAccessibleName(tr("Leave the second look"))
        leave.clicked.connect(self.leave)
        row = row_in(self, (14, 0, 10, 1), spacing=10)
        for widget in (self._name, self._meter, self._count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(leave)
        self.setFixedHeight(theme.px(30))
        self.hide()

    @property
    def sentence(self) -> str:
        """Return the progress in words."""
        return self._count.text()

    def begin(self) -> None:
        """Begin a second look, or continue where the last one was interrupted."""
        library = self._desk.library
        starred = library.posts.find(
            Query.parse(self._desk.within_chat(STARRED.text)), "oldest", "folded"
        )
        if not starred:
            return
        self._looked = _read(library.recall(_KEPT)) & {*starred}
        if len(self._looked) == len(starred):
            self._looked.clear()
        self._ids = [*starred]
        self.is_on = True
        self._show()
        self.show()
        self._triage.advance(next(each for each in starred if each not in self._looked))

    def leave(self) -> None:
        """Interrupt the pass; the next one continues here."""
        if self.is_on:
            self.is_on = False
            self.hide()
            self._desk.library.remember(_KEPT, json.dumps(sorted(self._looked)))
            self.left.emit()

    def decide(self, mark: Mark | None) -> None:
        """Keep the selected post, reject it or make it undecided, and go to the next."""
        targets = self._triage.targets
        following = self._following(targets)
        self._triage.mark(targets, mark)
        self._looked.update(self._desk.library.marks.originals(targets))
        self._show()
        if following is None:
            self._end()
        else:
            self._triage.advance(following)

    def next(self) -> None:
        """Go to the next post that was not reviewed yet."""
        following = self._following([])
        if following is not None:
            self._triage.advance(following)

    def _following(self, done: list[PostId]) -> int | None:
        """Return the next post to review: below the selected one, or else the first above."""
        here = self._desk.post
        at = self._ids.index(here) if here in self._ids else -1
        seen = self._looked | set(self._desk.library.marks.originals(done)) | {*done}
        order = [*self._ids[at + 1 :], *self._ids[: at + 1]]
        return next((post for post in order if post not in seen), None)

    def _show(self) -> None:
        looked, every = len(self._looked & {*self._ids}), len(self._ids)
        self._meter.show_share(looked / max(1, every))
        words = tr("{done} of {all} looked at again", done=grouped(looked), all=grouped(every))
        self._count.setText(words)

    def _end(self) -> None:
        rows = self._desk.library.posts.rows(self._ids)
        kept = sum(row.mark == "star" for row in rows)
        rejected = sum(row.mark == "reject" for row in rows)
        words = tr(
            "All {all} looked at again: {kept} kept, {rejected} rejected, {free} undecided."
            " Press {keys} to arrange them.",
            all=grouped(len(rows)),
            kept=grouped(kept),
            rejected=grouped(rejected),
            free=grouped(len(rows) - kept - rejected),
            keys=spoken("story"),
        )
        self._looked.clear()
        self.leave()
        self._desk.reported.emit(words)

    @override
    def follow_style(self) -> None:
        self.setFixedHeight(theme.px(30))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("soft"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("soft-line"))


def _read(kept: str) -> set[int]:
    """Return which posts were reviewed; the stored value may be of another form."""
    try:
        found = json.loads(kept or "[]")
    except ValueError:
        return set()
    return {each for each in found if isinstance(each, int)} if isinstance(found, list) else set()
