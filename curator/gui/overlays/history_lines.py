"""The lines of the history: a step or a snapshot each, with its label and its time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from curator.dates import clock, day_words, short_day
from curator.gui.desk.messages import snapshot_words
from curator.gui.look.safe_text import clean
from curator.gui.widgets.list_line import ListLine
from curator.i18n import tr
from curator.library import Backup, Snapshot, Step
from curator.work import backup_reason, backup_words, step_kind

_ICONS = {"edit": "check", "import": "file-down", "removal": "x"}


def kept(snapshots: Sequence[Snapshot]) -> list[ListLine]:
    """Return a line for each snapshot: its name, its content, its time."""
    if not snapshots:
        return [ListLine(tr("There is no snapshot yet."), "none:", icon="info", grey=True)]
    return [
        ListLine(
            clean(tr("Before “{label}”", label=each.name) if each.automatic else each.name),
            f"snapshot:{each.id}",
            ", ".join(snapshot_words(each.counts)[:3]),
            "clock" if each.automatic else "bookmark-plus",
            end=when(each.at, datetime.now(each.at.tzinfo)),
        )
        for each in snapshots
    ]


def history(steps: Sequence[Step]) -> list[ListLine]:
    """Return a line for each state that can be restored, back to before the first step."""
    last = next((step.id for step in steps if not step.undone), 0)
    lines = [_line(step, here=step.id == last) for step in steps]
    before = tr("Before all of these") if steps else tr("Nothing was done yet")
    return [*lines, ListLine(before, "go:0", icon="clock", here=last == 0)]


def backup_lines(backups: Sequence[Backup]) -> list[ListLine]:
    """Return a line for each backup: its content, its reason, its time."""
    if not backups:
        return [ListLine(tr("No backup was made yet."), "none:", icon="info", grey=True)]
    return [
        ListLine(
            clean(backup_words(each)),
            f"backup:{number}",
            backup_reason(each),
            "copy",
            end=when(each.at, datetime.now(each.at.tzinfo)),
        )
        for number, each in enumerate(backups)
    ]


def when(at: datetime, now: datetime) -> str:
    """Return when a step was done, as briefly as is clear."""
    local, today = at.astimezone(), now.astimezone().date()
    if local.date() == today:
        return f"{local:%H:%M}"
    day = short_day(local.date()) if local.year == today.year else day_words(local.date())
    return tr("{day}, {time}", day=day, time=clock(local))


def _line(step: Step, *, here: bool) -> ListLine:
    icon = "redo-2" if step.undone else _ICONS[step_kind(step)]
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
