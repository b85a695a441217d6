"""The lines of the page of keys, painted in columns; one of them is current."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.commands import keymap
from curator.gui.commands.commands import groups
from curator.gui.look import theme
from curator.gui.look.mirror import mirrored
from curator.gui.look.restyled import Restyled
from curator.gui.shortcuts.lines import KeyLine, lines
from curator.gui.shortcuts.paint import INSET, line_width, paint_head, paint_line
from curator.gui.widgets import announce
from curator.i18n import tr

COLUMNS = (("decide", "publish"), ("move", "find"), ("story", "window"))
"""The groups in each column."""

_ROW = 26
_HEAD = 34
_GAP = 44
_STEPS = {
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
}  # fmt: skip


class KeySheet(Restyled, QWidget):
    """Selectable lines; while it listens, the pressed keys are assigned to the current one."""

    chosen = Signal()
    """The current line was chosen, by Enter or a double-click."""

    pressed = Signal(str)
    """Keys pressed while it listened, such as 'Ctrl+D'."""

    cleared = Signal()
    """The current line's keys are to be reset."""

    menu_wanted = Signal(object)
    """The QPoint of the screen where a context menu is to open."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[KeyLine]] = {}
        """The lines that are shown, by group."""
        self.current: KeyLine | None = None
        """The line that keys apply to."""
        self.listening = False
        """Whether the next keys are assigned to the current line."""
        self._typed = ""
        self._opened: frozenset[str] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("All keys"))
        self.renew()

    # Display

    def show_only(self, typed: str) -> None:
        """Show only lines whose text contains what was typed, or that have it as a key."""
        self._typed = typed
        self.renew()
        self.current = None
        if typed.strip():
            every = self._every()
            exact = (line for line in every if line.has_key(typed))
            self.current = next(exact, every[0] if every else None)

    def renew(self) -> None:
        """Update the lines."""
        wanted = self._typed.strip()
        every = lines(whole=bool(wanted), opened=self._opened)
        self.found = {
            name: [line for line in group if line.answers(wanted)] if wanted else group
            for name, group in every.items()
        }
        if self.current is not None:
            names = self.current.names
            self.current = next((line for line in self._every() if line.names == names), None)
        said = (f"{line.words}: {' '.join(line.keys)}" for line in self._every())
        self.setAccessibleDescription("; ".join(said))
        self.setMinimumHeight(self.height_for(self.width()))
        self.update()

    def fold(self) -> None:
        """Combine again the lines that were split."""
        self._opened = frozenset()
        self.current = None

    def open(self, line: KeyLine) -> None:
        """Split a line into its commands; the first becomes current."""
        self._opened |= {line.words}
        self.renew()
        self.current = next((one for one in self._every() if one.names == line.names[:1]), None)
        self.tell()

    def listen(self, *, on: bool) -> None:
        """Start or stop listening for keys for the current line."""
        self.listening = on
        self.update()

    def tell(self) -> None:
        """Let a screen reader announce the current line."""
        if self.current is not None:
            keys = " ".join(self.current.keys) or tr("no keys")
            announce(self, tr("{command}: {keys}", command=self.current.words, keys=keys))
        self.update()

    def _every(self) -> list[KeyLine]:
        order = (name for column in COLUMNS for name in column)
        return [line for name in order for line in self.found.get(name, [])]

    # Layout

    def height_for(self, width: int) -> int:
        """Return the height of the columns at a width."""
        return max(sum(self._height(name) for name in names) for names in self._columns(width))

    def place_of(self, line: KeyLine) -> QRect:
        """Return the area of a line."""
        return next((box for box, one in self._places() if one == line), QRect())

    def _height(self, name: str) -> int:
        group = self.found[name]
        return theme.px(_HEAD + _ROW * len(group) + 16) if group else 0

    def _columns(self, width: int) -> list[list[str]]:
        names = [name for column in COLUMNS for name in column]
        ways = ([list(column) for column in COLUMNS], [names[:3], names[3:]])
        needed = max(map(line_width, self._every()), default=0)
        return next((way for way in ways if _width(width, len(way)) >= needed), [names])

    def _heads(self) -> list[tuple[QRect, str]]:
        """Return the areas of the headings of groups with lines."""
        found: list[tuple[QRect, str]] = []
        columns, gap = self._columns(self.width()), theme.px(_GAP)
        width = _width(self.width(), len(columns))
        for number, names in enumerate(columns):
            top = 0
            for name in names:
                if self.found[name]:
                    found.append(
                        (QRect(INSET + number * (width + gap), top, width, theme.px(_HEAD)), name)
                    )
                    top += self._height(name)
        return found

    def _places(self) -> list[tuple[QRect, KeyLine]]:
        found: list[tuple[QRect, KeyLine]] = []
        for head, name in self._heads():
            top = head.bottom() - theme.px(4)
            for line in self.found[name]:
                found.append((QRect(head.left(), top, head.width(), theme.px(_ROW)), line))
                top += theme.px(_ROW)
        return found

    def go(self, across: int, down: int) -> None:
        """Make the next line current, or the one beside it."""
        places = self._places()
        at = next((n for n, (_, line) in enumerate(places) if line == self.current), -1)
        if not places:
            return
        if at < 0:
            at = 0
        elif down:
            at = max(0, min(at + down, len(places) - 1))
        else:
            at = _beside([box for box, _ in places], at, across)
        self.current = places[at][1]
        self.tell()

    # Qt events

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), self.height_for(self.width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.height_for(self.width()))

    @override
    def event(self, event: QEvent) -> bool:
        if self.listening and isinstance(event, QKeyEvent):
            event.accept()
            if event.type() == QEvent.Type.KeyPress and (keys := keymap.pressed(event)):
                self.pressed.emit(keys)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go(*_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def _point(self, x: float, y: float) -> None:
        inside = (line for box, line in self._places() if box.contains(round(x), round(y)))
        self.current = next(inside, None)
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.listening:
            self._point(event.position().x(), event.position().y())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.listening and self.current is not None:
            self.chosen.emit()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._point(event.pos().x(), event.pos().y())
        elif self.current is not None:
            at = self.mapToGlobal(self.place_of(self.current).bottomLeft())
        if self.current is not None and not self.listening:
            self.menu_wanted.emit(at)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.go(0, 1)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        names = groups()
        for box, name in self._heads():
            paint_head(mirrored(painter, box), box, names[name])
        for box, line in self._places():
            paint_line(
                mirrored(painter, box), box, line,
                mine=line == self.current, focus=self.hasFocus(), listening=self.listening,
            )  # fmt: skip


def _beside(boxes: list[QRect], at: int, across: int) -> int:
    """Return the box to the right of another or, with -1, to its left."""
    here = boxes[at]
    far = [(box.left() - here.left()) * across for box in boxes]
    near = min((distance for distance in far if distance > 0), default=0)
    column = [number for number, distance in enumerate(far) if near and distance == near]
    return min(column, key=lambda number: abs(boxes[number].top() - here.top()), default=at)


def _width(whole: int, columns: int) -> int:
    """Return the width of one of so many columns."""
    return (whole - 2 * INSET - theme.px(_GAP) * (columns - 1)) // columns
