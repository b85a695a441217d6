"""The history in words: labels of steps, and a table of all steps."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from curator.dates import zone_called
from curator.i18n import decimal, grouped, tr
from curator.insight.consent.consent import People, without_withheld
from curator.library import HistorySize, Library, Step
from curator.spreadsheet_cells import guarded


def step_name(library: Library, posts: Sequence[int], what: str, many: str) -> str:
    """Return the label of a step: for one post its author and time, as “Star: @lea, 19:04”.

    many: the label for several posts.
    """
    if len(posts) != 1:
        return many
    byline = library.posts.byline(posts[0])
    if byline is None:
        return many
    form = "%H:%M" if byline.precision in {"second", "minute"} else "%Y-%m-%d"
    at = f"{byline.at.astimezone(zone_called(library.chats.zones.of_posts(posts))):{form}}"
    return tr("{what}: @{handle}, {at}", what=what, handle=byline.handle, at=at)


def history_csv(steps: Iterable[Step], people: People) -> bytes:
    """Return the steps as a table for a spreadsheet, in the order they were done.

    The table may be given to others, so that people who must not be named are not.
    """
    hides = any(standing.consent != "full" for standing in people.values())
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["step", "at", "what", "kind", "undone"])
    for step in steps:
        label = without_withheld(step.label, people) if hides else step.label
        cells = [str(step.id), step.at.isoformat(), label, step_kind(step)]
        writer.writerow([*map(guarded, cells), "yes" if step.undone else ""])
    return out.getvalue().encode("utf-8-sig")


def step_kind(step: Step) -> str:
    """Return the kind of a step: 'edit', 'import' or 'removal'."""
    if step.archive is None:
        return "edit"
    return "removal" if step.removes else "import"


def history_size(size: HistorySize) -> str:
    """Describe how many steps are kept, and what share of the file they take."""
    return tr(
        "Every step is kept when Curator is closed: {steps} of them, in {size} MB.",
        steps=grouped(size.steps),
        size=decimal(size.size / 1_000_000),
    )
