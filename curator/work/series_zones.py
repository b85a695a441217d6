"""In which zone the chats of each series were held: as the archive says, or what was announced."""

from __future__ import annotations

from curator.i18n import tr
from curator.library import ArchiveId, Library, ZoneFound
from curator.work.report import ImportReport
from curator.work.zone_clues import announced_in, confirmed_by_accounts


def zones_of_series(library: Library) -> dict[str, ZoneFound]:
    """Return the zones of chats by their folded hashtags, as far as anything tells them."""
    reports = {each.id: ImportReport.kept(each) for each in library.archives.all()}
    found: dict[str, ZoneFound] = {}
    written = {each.hashtag.casefold(): each.hashtag for each in library.chats.all()}
    for hashtag, archive in library.chats.zones.archives().items():
        told = written.get(hashtag, hashtag)
        if archive in reports and (zone := _zone(library, told, reports[archive], reports)):
            found[hashtag] = zone
    return found


def _zone(
    library: Library,
    written: str,
    report: ImportReport,
    reports: dict[ArchiveId, ImportReport],
) -> ZoneFound | None:
    """Return the zone of a series; written: its hashtag; report: of the archive that has most."""
    if report.named_zone:
        return ZoneFound(report.named_zone, tr("It was named when the archive was imported."))
    if report.assumed_zone == "UTC" != report.likely_zone:
        return ZoneFound("UTC", tr("Its archive names no zone; times are shown as written there."))
    hint = announced_in(library, written)
    if hint:
        hint = confirmed_by_accounts(hint, report.accounts_zone, report.accounts_reason)
    if hint and not hint.is_weak:
        return ZoneFound(hint.zone, hint.reason)
    if len(reports) == 1:
        return None
    if report.accounts_zone:
        return ZoneFound(report.accounts_zone, report.accounts_reason)
    # few announcements say more of this series than the library's zone, which others have
    return ZoneFound(hint.zone, f"{hint.reason} {tr('There is no better one.')}") if hint else None
