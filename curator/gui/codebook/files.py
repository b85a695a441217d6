"""Saving and reading the codebook and the tagged posts as files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from curator import work
from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import isolated
from curator.i18n import tr, trn
from curator.writers.kit.names import slug

if TYPE_CHECKING:
    from curator.insight.figures.codebook_tables import Shape


def save_codebook(window: QWidget, desk: Desk) -> None:
    """Ask for a file name and a format, and save the codebook."""
    refi = tr("REFI-QDA for MAXQDA, ATLAS.ti, NVivo (*.qdc)")
    save_as = partial(save, desk, work.export_codebook)
    _ask(window, desk, tr("Save the codebook"), ("codebook", refi), save_as)


def save_tagged(window: QWidget, desk: Desk) -> None:
    """Ask for a file name and a format, and save the tagged posts."""
    refi = tr("REFI-QDA project for MAXQDA, ATLAS.ti, NVivo (*.qdpx)")
    save_as = partial(save, desk, work.export_coded)
    _ask(window, desk, tr("Save the tagged posts"), ("tagged", refi), save_as)


def read_codebook(window: QWidget, desk: Desk) -> None:
    """Ask for a codebook, and import its tags."""
    box = QFileDialog(window, tr("Read a codebook"), str(desk.library.path.absolute().parent))
    box.setFileMode(QFileDialog.FileMode.ExistingFile)
    box.setNameFilters([tr("Codebooks (*.csv *.tsv *.txt *.qdc)"), tr("All files (*)")])
    box.fileSelected.connect(lambda name: read(desk, Path(name)))
    box.finished.connect(box.deleteLater)
    box.open()


def save(
    desk: Desk,
    export: Callable[[Path, Path, Shape], work.Work[list[Path]]],
    to: Path,
    shape: Shape,
) -> None:
    """Save a table in the background."""
    library = desk.library.path
    label = tr("Saving {name}", name=isolated(to.name))
    job = desk.tasks.start(lambda: export(library, to, shape), label)
    job.done.connect(lambda _files: desk.reported.emit(tr("Saved {path}.", path=str(to))))


def read(desk: Desk, path: Path) -> bool:
    """Import the tags of a codebook as one step."""
    try:
        codes = work.codebook_in(path)
    except CuratorError as error:
        desk.fail(error)
        return False
    if not codes:
        sentence = tr("“{name}” lists no tags. Nothing was changed.", name=path.name)
        desk.fail(CuratorError(sentence))
        return False
    came: list[work.CodebookRead] = []
    label = trn("Read a codebook of {count} tag", "Read a codebook of {count} tags", len(codes))
    if not desk.edit(label, lambda: came.append(work.take_in_codes(desk.library, codes))):
        return False
    new = trn("{count} tag is new", "{count} tags are new", came[0].new)
    changed = trn("{count} was changed", "{count} were changed", came[0].changed)
    told = tr("{new}, {changed}.", new=new, changed=changed)
    desk.reported.emit(" ".join((told, *came[0].problems[:2])))
    return True


def _ask(
    window: QWidget,
    desk: Desk,
    title: str,
    name: tuple[str, str],
    chosen: Callable[[Path, Shape], object],
) -> None:
    """Ask for a file and its format; name: what it holds, and the label of REFI-QDA."""
    shapes: dict[str, Shape] = {
        tr("Table for Taguette and spreadsheets (*.csv)"): "taguette",
        tr("Table for QualCoder (*.csv)"): "qualcoder",
        name[1]: "refi",
    }
    box = QFileDialog(window, title, str(desk.library.path.absolute().parent))
    box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    box.setNameFilters(list(shapes))
    box.setDefaultSuffix("csv")
    box.filterSelected.connect(lambda words: _rename(box, words))
    box.selectFile(f"{slug(desk.library.path.stem, tr('chat'))}-{name[0]}.csv")
    box.fileSelected.connect(
        lambda path: chosen(Path(path), shapes.get(box.selectedNameFilter(), "taguette"))
    )
    box.finished.connect(box.deleteLater)
    box.open()


def _rename(box: QFileDialog, words: str) -> None:
    """Give the file the suffix of the format that was selected."""
    suffix = words.rpartition("*.")[2].rstrip(")")
    box.setDefaultSuffix(suffix)
    if chosen := box.selectedFiles():
        box.selectFile(Path(chosen[0]).with_suffix(f".{suffix}").name)
