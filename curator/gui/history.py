"""What was done, step by step, and the way back to any point of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QModelIndex, QRect, Qt, QTime
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui import theme
from curator.gui.cleaned import clean
from curator.gui.desk import Desk
from curator.gui.keymap import spoken
from curator.gui.overlay import Overlay
from curator.gui.overlay_list import LINE, Line, Lines
from curator.gui.parts import Button, Label, Rule
from curator.i18n import tr
from curator.library import Step

_WIDTH, _TOP, _SHARE = 560, 96, 0.7
_HEAD, _FOOT = 50, 40


class History(Overlay):
    """Lists the steps, the newest first; choosing one goes back to it, or forward."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._desk: Desk | None = None
        self.list = Lines(tr("History"))
        """The steps."""
        self._end = Label("", "small", "text2")
        self._close = Button(tr("Close"), key="Esc", kind="flat")
        self._close.clicked.connect(self.dismiss)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.taken.connect(self._take)
        self.list.activated.connect(self._activated)
        self.setAccessibleName(tr("History"))
        self._build()

    def _build(self) -> None:
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(10)
        row.addWidget(Label(tr("History"), "base", weight=600))
        row.addWidget(Label(tr("Enter goes back or forward to a step."), "small", "text2"), 1)
        row.addWidget(self._close)
        self._end.setContentsMargins(14, 0, 14, 0)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        column.addWidget(Rule())
        column.addWidget(self._end)

    @property
    def sentence(self) -> str:
        """What is said under the list."""
        return self._end.text()

    def open_on(self, desk: Desk) -> None:
        """Show what was done at a desk."""
        self._desk = desk
        steps = desk.library.steps()
        lines = list(history(steps))
        here = next((number for number, line in enumerate(lines) if line.here), -1)
        self.list.show_lines(lines, here)
        self._end.setText(ending(steps))
        self.open()

    def _activated(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if isinstance(line, Line):
            self._take(line)

    def _take(self, line: Line) -> None:
        if self._desk is not None and self.isVisible():
            self.dismiss()
            self._desk.go_to(int(line.do.partition(":")[2]))

    @override
    def box(self, room: QRect) -> QRect:
        width = min(theme.px(_WIDTH), room.width() - 48)
        self._head.setFixedHeight(theme.px(_HEAD))
        self._end.setFixedHeight(theme.px(_FOOT))
        wanted = theme.px(_HEAD) + theme.px(_FOOT) + 6 + self.list.height_of_all()
        height = min(wanted, round(room.height() * _SHARE))
        return QRect((room.width() - width) // 2, _TOP, width, height)

    @override
    def _take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)


def history(steps: Sequence[Step]) -> list[Line]:
    """Return a line for each point that one can go to: as far back as the last import."""
    last = next((step.id for step in steps if not step.undone), 0)
    lines: list[Line] = []
    for step in steps:
        lines.append(_line(step, here=step.id == last))
        if step.archive is not None:
            return lines
    before = tr("Before all of these") if steps else tr("Nothing was done yet")
    return [*lines, Line(before, "go:0", icon="clock", here=last == 0)]


def ending(steps: Sequence[Step]) -> str:
    """Return what is said under the list: why it ends where it ends."""
    if any(step.archive is not None for step in steps):
        return tr(
            "An import is undone by itself: go back to it, then press {keys}.",
            keys=spoken("undo"),
        )
    return tr("Steps are kept when Curator is closed, the last 500 of them.")


def when(at: datetime, now: datetime) -> str:
    """Return when a step was done, as short as it is clear."""
    local, today = at.astimezone(), now.astimezone().date()
    if local.date() == today:
        return f"{local:%H:%M}"
    form = "d MMM, HH:mm" if local.year == today.year else "d MMM yyyy, HH:mm"
    day = QDate(local.year, local.month, local.day)
    return QLocale().toString(QDateTime(day, QTime(local.hour, local.minute)), form)


def _line(step: Step, *, here: bool) -> Line:
    icon = "redo-2" if step.undone else "file-down" if step.archive is not None else "check"
    beside = tr("undone") if step.undone else tr("you are here") if here else ""
    return Line(
        clean(step.label[:300]),
        f"go:{step.id}",
        beside,
        icon,
        end=when(step.at, datetime.now(step.at.tzinfo)),
        grey=step.undone,
        here=here,
    )
