"""The page of all keys, made from the commands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui import theme
from curator.gui.actions import caps
from curator.gui.commands import Command, commands, groups
from curator.gui.overlay import Overlay
from curator.gui.parts import Button, Label, cap_size, paint_cap
from curator.i18n import tr

_COLUMNS = (("decide", "publish"), ("move", "find"), ("story", "window"))
_ROW = 26
_HEAD = 34
_GAP = 44
_ALIKE = 3
"""Commands on one line, from which on only the first and the last key are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: what is done, by which keys."""

    words: str
    keys: tuple[str, ...]
    """Key caps in order; '…' is not a key."""


def lines() -> dict[str, list[Line]]:
    """Return the lines of the page under the name of their group."""
    found: dict[str, list[Line]] = {}
    for name in groups():
        rows: dict[str, list[Command]] = {}
        for command in sorted(commands(), key=lambda command: command.menu == "edit"):
            if command.group == name and command.keys:
                rows.setdefault(command.row or command.words, []).append(command)
        found[name] = [Line(words, _keys(row)) for words, row in rows.items()]
    return found


def _keys(row: list[Command]) -> tuple[str, ...]:
    """Return the keys of a line: 'Alt ↑ ↓' for two commands that differ in the last key."""
    if len(row) == 1:
        first, *others = row[0].keys
        more = [key for key in others if "+" not in key]
        return (*caps(first), *(cap for key in more[:1] for cap in caps(key)))
    if len(row) > _ALIKE:
        return (*caps(row[0].keys[0]), "…", *caps(row[-1].keys[0]))
    shown = caps(row[0].keys[0])
    for command in row[1:]:
        more = caps(command.keys[0])
        shown += more[-1:] if more[:-1] == shown[: len(more) - 1] else more
    return tuple(shown)


class Keys(Overlay):
    """All keys at once, with a field to find one."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._field = QLineEdit()
        self._field.setPlaceholderText(tr("Find a key or a command"))
        self._field.setAccessibleName(tr("Find a key or a command"))
        self._field.setFixedWidth(theme.px(230))
        self._sheet = _Sheet()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._sheet)
        self._area.setAccessibleName(tr("All keys"))
        self._area.viewport().setAutoFillBackground(False)
        self._sheet.setAutoFillBackground(False)
        self._none = Label(colour="text2")
        self._none.hide()
        close = Button(tr("Close"), key="Esc")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(tr("All keys"), "title"))
        head.addWidget(Label(tr("The same keys work in every view."), colour="text2"), 1)
        head.addWidget(self._field)
        head.addWidget(close)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(30, 22, 30, 22)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self._area, 1)
        close.clicked.connect(self.dismiss)
        self._field.textChanged.connect(self._filter)
        self.setAccessibleName(tr("All keys"))

    @property
    def shown(self) -> list[str]:
        """The words of the lines that are shown."""
        return [line.words for group in self._sheet.found.values() for line in group]

    def _filter(self, typed: str) -> None:
        self._sheet.show_only(typed)
        nothing = not self.shown
        self._none.setText(tr("No command or key matches “{typed}”.", typed=typed))
        self._none.setVisible(nothing)

    @override
    def box(self, room: QRect) -> QRect:
        width = min(theme.px(1080), room.width() - 48)
        wanted = self._sheet.height_for(width - 60) + theme.px(32) + 60
        height = min(wanted, room.height() - 48)
        top = max(24, min(62, (room.height() - height) // 2))
        return QRect((room.width() - width) // 2, top, width, height)

    @override
    def _take_focus(self) -> None:
        self._field.clear()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)


class _Sheet(QWidget):
    """The lines in one to three columns, painted."""

    def __init__(self) -> None:
        super().__init__()
        self._all = lines()
        self.found = self._all
        self._describe()

    def show_only(self, typed: str) -> None:
        """Show only lines that have what was typed in their words or are its keys."""
        wanted = typed.casefold().replace("+", " ").strip()
        self.found = {
            name: [line for line in group if _answers(line, wanted)]
            for name, group in self._all.items()
        }
        self._describe()
        self.setMinimumHeight(self.height_for(self.width()))
        self.update()

    def height_for(self, width: int) -> int:
        """Return how high the columns are in a width."""
        return max(sum(self._height(name) for name in names) for names in self._columns(width))

    def _height(self, name: str) -> int:
        group = self.found[name]
        return theme.px(_HEAD + _ROW * len(group) + 16) if group else 0

    def _columns(self, width: int) -> list[list[str]]:
        if width >= theme.px(900):
            return [list(names) for names in _COLUMNS]
        names = [name for column in _COLUMNS for name in column]
        if width >= theme.px(620):
            return [names[:3], names[3:]]
        return [names]

    def _describe(self) -> None:
        parts = [
            f"{line.words}: {' '.join(line.keys)}" for rows in self.found.values() for line in rows
        ]
        self.setAccessibleName(tr("All keys"))
        self.setAccessibleDescription("; ".join(parts))

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), self.height_for(self.width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.height_for(self.width()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        columns = self._columns(self.width())
        gap = theme.px(_GAP)
        width = (self.width() - gap * (len(columns) - 1)) // len(columns)
        heads = groups()
        for number, names in enumerate(columns):
            top = 0
            for name in names:
                if self.found[name]:
                    box = QRect(number * (width + gap), top, width, theme.px(_HEAD))
                    self._paint_group(painter, box, heads[name], self.found[name])
                    top += self._height(name)

    def _paint_group(self, painter: QPainter, box: QRect, head: str, group: list[Line]) -> None:
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(theme.font("base", weight=600))
        painter.setPen(theme.colour("accent"))
        painter.drawText(box, middle, head)
        row = QRect(box.left(), box.bottom() - theme.px(4), box.width(), theme.px(_ROW))
        for line in group:
            painter.setFont(theme.font("base"))
            painter.setPen(theme.colour("text"))
            painter.drawText(row, middle, line.words)
            self._paint_keys(painter, row, line.keys)
            painter.fillRect(row.left(), row.bottom(), row.width(), 1, theme.colour("line"))
            row.translate(0, theme.px(_ROW))

    def _paint_keys(self, painter: QPainter, row: QRect, keys: tuple[str, ...]) -> None:
        right = row.right() + 1
        for key in reversed(keys):
            size = cap_size(key, 17)
            right -= size.width()
            box = QRectF(right, row.center().y() - size.height() / 2, size.width(), size.height())
            if key == "…":
                painter.setPen(theme.colour("text3"))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            else:
                paint_cap(painter, box, key)
            right -= theme.px(4)


def _answers(line: Line, wanted: str) -> bool:
    keys = " ".join(line.keys).casefold()
    return wanted in line.words.casefold() or wanted == keys or wanted in line.keys
