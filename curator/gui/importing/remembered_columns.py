"""Remembered columns: sheets with the same header get the columns chosen before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from curator.gui.desk.desk import Desk
from curator.gui.importing.file import ImportFile
from curator.settings import sheet_called

if TYPE_CHECKING:
    from curator.work import Recognised


def recall_columns(desk: Desk, file: ImportFile, found: Recognised) -> bool:
    """Set a sheet's columns as they were chosen before; tell whether there were any."""
    if file.recalled is not None or not (found.is_table or found.is_unknown):
        return False
    columns = desk.settings.columns.get(sheet_called(found.columns), {})
    fits = bool(columns) and set(columns.values()) <= {"", *found.columns}
    file.recalled = fits
    if fits:
        file.options = replace(file.options, columns=columns)
        file.by_hand = file.by_hand or found.is_unknown
    return fits


def remember_columns(desk: Desk, file: ImportFile, *, remember: bool) -> None:
    """Remember the columns chosen by hand, or forget them if the user does not want it."""
    found = file.found
    if found is not None and found.is_table and file.options.columns:
        sheet = sheet_called(found.columns)
        chosen = file.options.columns if remember else {}
        desk.set(columns=desk.settings.with_columns(sheet, chosen))


def presets_for(desk: Desk, file: ImportFile) -> tuple[list[str], str]:
    """Return the names of saved columns that a sheet has, and of those that are chosen now."""
    found = file.found
    if found is None or not (found.is_table or found.is_unknown):
        return [], ""
    held = {
        name: columns
        for name, columns in desk.settings.presets.items()
        if set(columns.values()) <= {"", *found.columns}
    }
    now = {field: name for field, name in found.chosen.items() if name}
    alike = (name for name, columns in held.items() if _filled(columns) == now)
    return sorted(held, key=str.casefold), next(alike, "")


def use_preset(desk: Desk, file: ImportFile, name: str) -> None:
    """Choose the columns that were saved under a name; '' for those a header tells."""
    file.options = replace(file.options, columns=desk.settings.presets.get(name, {}))
    file.by_hand = file.by_hand or bool(file.found and file.found.is_unknown)


def save_preset(desk: Desk, file: ImportFile, name: str) -> None:
    """Save a sheet's columns under a name, if one was written."""
    if name.strip() and file.found is not None and file.found.is_table:
        chosen = _filled(file.found.chosen)
        desk.set(presets=desk.settings.with_preset(name, chosen))


def delete_preset(desk: Desk, name: str) -> None:
    """Delete the columns that were saved under a name."""
    desk.set(presets=desk.settings.with_preset(name, {}))


def _filled(columns: Mapping[str, str]) -> dict[str, str]:
    return {field: name for field, name in columns.items() if name}


def forget_columns(desk: Desk, file: ImportFile) -> None:
    """Forget the remembered columns of such a sheet."""
    if file.found is not None:
        sheet = sheet_called(file.found.columns)
        desk.set(columns=desk.settings.with_columns(sheet, {}))
    file.recalled = False
    file.options = replace(file.options, columns={})
