"""The form for a table's columns: one selector for each property of a post."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from curator.gui.importing.presets import Presets
from curator.gui.look import theme
from curator.gui.widgets import Button, Label
from curator.gui.widgets.choice_box import ChoiceBox
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.zone_box import ZoneBox
from curator.i18n import tr
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.tables.columns import FIELDS

if TYPE_CHECKING:
    from curator.work.zone_clues import ZoneHint

_SHORTEST = 8
"""Fewest letters of a column's name that its selector has room for."""


def field_names() -> Mapping[str, str]:
    """Return the label of each property, in the order of the form."""
    names = {
        "text": tr("Words"),
        "handle": tr("Person"),
        "name": tr("Name"),
        "time": tr("Time"),
        "id": tr("Post id"),
        "url": tr("Link"),
        "reply_to": tr("Reply to"),
        "followers": tr("Followers"),
        "media": tr("Pictures"),
        "likes": tr("Likes"),
        "reposts": tr("Reposts"),
        "replies": tr("Replies"),
        "lang": tr("Language"),
        "avatar": tr("Portrait"),
    }
    return {field: names.get(field, field) for field in FIELDS}


class Columns(QWidget):
    """A form for what the file does not tell: columns, zone, owner."""

    changed = Signal(object)
    """The ReadOptions as they are now."""

    forgotten = Signal()
    """The remembered columns of such sheets are to be forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self._header: Sequence[str] = ()
        self._filling = False
        self.boxes = {field: _box(name) for field, name in field_names().items()}
        """A selector of column for each property."""
        self.zone = ZoneBox(tr("Time zone"))
        self._chosen_zone = ""
        self.reason = Label(style="small", colour="text2", wrap=True)
        """Why a zone is suggested."""
        self.order = _box(tr("Day and month"))
        """Whether the day or the month comes first in ambiguous dates."""
        self._day_first: bool | None = None
        self.start = _field(tr("Start"), "2024-05-14 20:00")
        """When a chat began that tells its day or its clock nowhere."""
        self.handle = _field(tr("Whose archive is this?"), "@")
        """The owner of an archive that does not name its owner."""
        self.remember = QCheckBox(tr("Remember for such sheets"))
        """Whether to use these columns again for sheets with the same header."""
        self.remember.setChecked(True)
        self.recalled = Label(
            tr("Chosen as you did for a sheet with the same header."), colour="text2", wrap=True
        )
        self.forget = Button(tr("Forget it"), kind="link", height=20)
        self.presets = Presets()
        self._table, self._owner, self._times = QWidget(), QWidget(), QWidget()
        self._lay_out()
        for box in self.boxes.values():
            box.activated.connect(self._changed)
        self.order.activated.connect(self._order_chosen)
        self.zone.zone_chosen.connect(self._zone_chosen)
        for field in (self.start, self.handle):
            field.editingFinished.connect(self._changed)
        self.forget.clicked.connect(self.forgotten)

    def _lay_out(self) -> None:
        orders = (
            (tr("Month first: 5/10 is 10 May"), "m"),
            (tr("Day first: 5/10 is 5 October"), "d"),
        )
        _fill(self.order, orders)
        form = _form(self._table, tr("Columns"))
        form.addRow(self.recalled)
        form.addRow(self.forget)
        for field, name in field_names().items():
            form.addRow(_label(name), self.boxes[field])
        form.addRow(self.remember)
        form.addRow(self.presets)
        times = _form(self._times, tr("Where the chat was held"))
        times.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)  # the choices are long
        self._zone_label, self._order_label = _label(tr("Zone")), _label(tr("Day and month"))
        self._start_label = _label(tr("Start"))
        times.addRow(self._start_label, self.start)
        times.addRow(self._zone_label, self.zone)
        times.addRow(self.reason)
        times.addRow(self._order_label, self.order)
        owner = column_in(self._owner, spacing=6)
        owner.addWidget(_group(tr("Whose archive is this?")))
        owner.addWidget(self.handle)
        owner.addWidget(Label(tr("Their handle, such as @ann."), "small", "text3", wrap=True))
        column = column_in(self, spacing=14)
        column.addWidget(self._owner)
        column.addWidget(self._times)
        column.addWidget(self._table)

    def ask(
        self,
        header: Sequence[str],
        chosen: Mapping[str, str],
        options: ReadOptions,
        *,
        owner: bool,
        asked: Collection[str] = (),
        hint: ZoneHint | None = None,
    ) -> None:
        """Show the current choices; without columns, only the other questions.

        asked: what the file leaves open, of 'start', 'zone', 'order' (guessed: 'day first').
        hint: the zone to suggest.
        """
        self._filling = True
        self._table.setVisible(bool(header))
        self._owner.setVisible(owner or bool(options.handle))
        if self._header != header:
            self._header = header
            for box in self.boxes.values():
                _fill(box, [(tr("(none)"), ""), *((name[:60], name) for name in header)])
        for field, box in self.boxes.items():
            box.setCurrentIndex(max(0, box.findData(chosen.get(field, ""))))
        zoned = bool(options.zone or hint) or "zone" in asked
        started = bool(options.start) or "start" in asked
        ordered = options.day_first is not None or "order" in asked
        for widgets, shown in (
            ((self._start_label, self.start), started),
            ((self._zone_label, self.zone), zoned),
            ((self._order_label, self.order), ordered),
            ((self._times,), zoned or ordered or started),
        ):
            for widget in widgets:
                widget.setVisible(shown)
        self._day_first = options.day_first
        self.order.setCurrentIndex(int(bool(options.day_first) or "day first" in asked))
        self.start.setText(options.start)
        self._chosen_zone = options.zone
        self.zone.show_zone(options.zone or (hint.zone if hint else ""))
        suggested = hint is not None and self.zone.zone == hint.zone
        self.reason.setText(hint.reason if hint and suggested else "")
        self.reason.setVisible(suggested)
        self.handle.setText(options.handle)
        self._filling = False

    def show_recalled(self, *, recalled: bool) -> None:
        """Show whether the columns were remembered from an earlier sheet."""
        self.recalled.setVisible(recalled)
        self.forget.setVisible(recalled)

    @property
    def options(self) -> ReadOptions:
        """Return what is entered now."""
        columns = {}
        if self._header:
            columns = {field: str(box.currentData() or "") for field, box in self.boxes.items()}
        handle = self.handle.text().strip().removeprefix("@")
        start = self.start.text().strip()
        return ReadOptions(handle, self._chosen_zone, start, columns, self._day_first)

    def _zone_chosen(self, zone: str) -> None:
        self._chosen_zone = zone
        self._changed()

    def _order_chosen(self) -> None:
        self._day_first = self.order.currentData() == "d"
        self._changed()

    def _changed(self) -> None:
        if not self._filling:
            self.changed.emit(self.options)


def _field(name: str, example: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(example)
    return field


def _box(name: str) -> QComboBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.view().setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_SHORTEST)
    box.setMaxVisibleItems(20)
    return box


def _fill(box: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
    box.clear()
    for words, value in entries:
        box.addItem(" ".join(words.split()) or tr("(no name)"), value)


def _label(text: str) -> Label:
    label = Label(text, colour="text2")
    label.setMinimumHeight(theme.px(30))
    return label


def _group(text: str) -> Label:
    return Label(text, "micro", "text3", weight=600)


def _form(widget: QWidget, title: str) -> QFormLayout:
    form = QFormLayout(widget)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(theme.px(16))
    form.setVerticalSpacing(6)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    form.addRow(_group(title))
    return form
