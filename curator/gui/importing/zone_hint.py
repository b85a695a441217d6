"""The zone that is suggested for a file before it is imported, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.gui.desk.desk import Desk, own_zone
from curator.i18n import tr
from curator.work.zone_clues import ZoneHint, zone_proven_by

if TYPE_CHECKING:
    from curator.work import Preview


def suggested_zone(desk: Desk, seen: Preview) -> ZoneHint:
    """Return the likeliest zone: proved by the file, named in it, or usual in this library."""
    if seen.local and (proved := zone_proven_by(desk.library, seen.local)):
        return proved
    if seen.zone is not None:
        return seen.zone
    if desk.is_zone_settled:
        return ZoneHint(desk.library.zone, tr("The other chats here are shown in it."))
    return ZoneHint(own_zone(), tr("It is this computer’s. The file names none."))
