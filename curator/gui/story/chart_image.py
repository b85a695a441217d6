"""Export of a story's chart as an image, with its description and its table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QWidget

from curator import work
from curator.counted import ranks
from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.i18n import tr
from curator.model import Chart
from curator.spreadsheet_cells import table
from curator.work import counted_blocks as counting
from curator.writers.kit.charts import svg
from curator.writers.kit.counted_text import columns, slots

_SHARP = 2
"""Pixels of the image for each pixel of the drawing."""


def ask_where(desk: Desk, owner: QWidget, chart: Chart) -> None:
    """Ask where to save a chart, and save it."""
    asking = QFileDialog(owner, tr("Save the chart as a picture"))
    asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asking.setNameFilters([tr("Picture (*.png)"), tr("Drawing (*.svg)")])
    asking.selectFile(f"{desk.library.path.stem}-{chart.kind}.png")
    asking.fileSelected.connect(lambda name: save(desk, chart, Path(name)))
    asking.finished.connect(asking.deleteLater)
    asking.open()


def save(desk: Desk, chart: Chart, path: Path) -> None:
    """Save a chart and its description; people are shown as far as they consented."""
    shown = counting.masked(desk.library, chart)
    drawing = svg(shown).encode()
    rows = [f"{slot.words}\t{slot.value}" for slot in slots(shown.bars)]
    words = "\n".join([shown.alt or shown.title, "", *rows, "", shown.scope.words]) + "\n"
    try:
        work.write_whole(path, drawing if path.suffix.lower() == ".svg" else png(drawing))
        work.write_whole(path.with_name(f"{path.stem}-description.txt"), words.encode())
        work.write_whole(path.with_name(f"{path.stem}-table.csv"), as_table(shown))
    except CuratorError as error:
        desk.fail(error)
    else:
        desk.reported.emit(
            tr("Saved {path}, with its description and its table beside it.", path=str(path))
        )


def as_table(chart: Chart) -> bytes:
    """Return the numbers of a chart for a spreadsheet, with ranks, echoes and questions."""
    bars = tuple(zip(slots(chart.bars), chart.bars, strict=True))
    first, counted = columns(chart)
    rows: list[Sequence[str]]
    if chart.kind == "activity":
        rows = [(first, counted, tr("Echoes"), tr("Questions"))]
        rows += [(slot.label, f"{bar.value}", f"{bar.echoes}", slot.asked) for slot, bar in bars]
    else:
        rows = [(tr("Rank"), first, counted)]
        places = ranks([bar.value for _, bar in bars])
        rows += [
            (place, slot.label, f"{bar.value}")
            for place, (slot, bar) in zip(places, bars, strict=True)
        ]
    return b"".join(table(rows))


def png(drawing: bytes) -> bytes:
    """Return a drawing as a PNG of twice its size, without metadata."""
    renderer = QSvgRenderer(QByteArray(drawing))
    picture = QImage(renderer.defaultSize() * _SHARP, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # a format's name is a text
    return bytes(buffer.data().data())
