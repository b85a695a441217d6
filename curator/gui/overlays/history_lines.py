"""The lines of the history: a step or a snapshot each, with its words and its time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from curator.gui.commands.keymap import spoken
from curator.gui.desk.messages import kept_words
from curator.gui.look.safe_text import clean
from curator.gui.widgets.list_line import ListLine
from curator.i18n import tr
from curator.library import Snapshot, Step


def kept(snapshots: Sequence[Snapshot]) -> list[ListLine]:
    """Return a line for each snapshot: what it is called, what it holds, when it was kept."""
    if not snapshots:
        return [ListLine(tr("No snapshot is kept yet."), "none:", icon="info", grey=True)]
    return [
        ListLine(
            clean(tr("Before “{label}”", label=each.name) if each.automatic else each.name),
            f"snapshot:{each.id}",
            ", ".join(kept_words(each.counts)[:3]),
            "clock" if each.automatic else "bookmark-plus",
            end=when(each.at, datetime.now(each.at.tzinfo)),
        )
        for each in snapshots
    ]


def history(steps: Sequence[Step]) -> list[ListLine]:
    """Return a line for each point that one can go to: as far back as the last import."""
    last = next((step.id for step in steps if not step.undone), 0)
    lines: list[ListLine] = []
    for step in steps:
        lines.append(_line(step, here=step.id == last))
        if step.archive is not None:
            return lines
    before = tr("Before all of these") if steps else tr("Nothing was done yet")
    return [*lines, ListLine(before, "go:0", icon="clock", here=last == 0)]


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


def _line(step: Step, *, here: bool) -> ListLine:
    icon = "redo-2" if step.undone else "file-down" if step.archive is not None else "check"
    beside = tr("undone") if step.undone else tr("you are here") if here else ""
    return ListLine(
        clean(step.label[:300]),
        f"go:{step.id}",
        beside,
        icon,
        end=when(step.at, datetime.now(step.at.tzinfo)),
        grey=step.undone,
        here=here,
    )
