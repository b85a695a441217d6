"""Remembered columns: sheets with the same header get the columns chosen before."""

from __future__ import annotations

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
        file.wishes = replace(file.wishes, columns=columns)
        file.by_hand = file.by_hand or found.is_unknown
    return fits


def remember_columns(desk: Desk, file: ImportFile, *, wished: bool) -> None:
    """Remember the columns chosen by hand, or forget them if the user does not want it."""
    found = file.found
    if found is not None and found.is_table and file.wishes.columns:
        sheet = sheet_called(found.columns)
        chosen = file.wishes.columns if wished else {}
        desk.set(columns=desk.settings.with_columns(sheet, chosen))


def forget_columns(desk: Desk, file: ImportFile) -> None:
    """Forget the remembered columns of such a sheet."""
    if file.found is not None:
        sheet = sheet_called(file.found.columns)
        desk.set(columns=desk.settings.with_columns(sheet, {}))
    file.recalled = False
    file.wishes = replace(file.wishes, columns={})
