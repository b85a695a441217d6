"""The comparison of two chats or searches, where their figures are comparable."""

from __future__ import annotations

from curator.counted import Figures
from curator.errors import CuratorError
from curator.i18n import tr
from curator.insight.figures.figures import shown_figures
from curator.insight.figures.scope import leaves_out_echoes


def compared(one: Figures, other: Figures) -> tuple[tuple[str, str, str], ...]:
    """Return each figure that both have: its name and the two values.

    Raises an error if a figure would mean different things in the two.
    """
    why = find_difference(one, other)
    if why:
        raise CuratorError(why)
    theirs = {each.figure.name: each for each in shown_figures(other)}
    return tuple(
        (each.title, each.value, theirs[each.figure.name].value)
        for each in shown_figures(one)
        if each.figure.name in theirs
    )


def find_difference(one: Figures, other: Figures) -> str:
    """Return why two sets of figures cannot be compared, as a sentence; '' if they can."""
    if one.zone != other.zone:
        return tr(
            "These are counted in two zones, {one} and {other}, so their minutes and days"
            " differ. Count both in one zone.",
            one=one.zone,
            other=other.zone,
        )
    if leaves_out_echoes(one.query) != leaves_out_echoes(other.query):
        return tr(
            "Echoes are counted on one side only. Ask for is:original on both sides, or on"
            " neither."
        )
    if bool(one.reach_known) != bool(other.reach_known):
        return tr(
            "Followers are recorded on one side only, so reach and impressions cannot be"
            " compared. Choose archives that both record them."
        )
    return ""
