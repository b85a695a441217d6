"""The table of the page of keys: groups of lines in columns; one line is current."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
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

_LINE = Qt.ItemDataRole.UserRole
_ROW = 26
_GAP = 44

Index = QModelIndex | QPersistentModelIndex


class KeySheet(Restyled, QTableView):
    """Selectable lines; while it listens, the pressed keys are assigned to the current one."""

    chosen = Signal()
    """The current line was chosen, by Enter or a double-click."""

    pressed_keys = Signal(str)
    """Keys pressed while it listened, such as 'Ctrl+D'."""

    cleared = Signal()
    """The current line's keys are to be reset."""

    menu_wanted = Signal(object)
    """The QPoint of the screen where a context menu is to open."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[KeyLine]] = {}
        """The lines that are shown, by group."""
        self.listening = False
        """Whether the next keys are assigned to the current line."""
        self._wide = 1
        """The number of columns."""
        self._typed = ""
        self._opened: frozenset[str] = frozenset()
        self._lines: list[QStandardItem] = []
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_LineDelegate(self))
        self.setAccessibleName(tr("All keys"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda _index: self.chosen.emit())
        self.renew()

    # Display

    @property
    def current(self) -> KeyLine | None:
        """The line that keys apply to."""
        line: KeyLine | None = self.currentIndex().data(_LINE)
        return line

    def show_only(self, typed: str) -> None:
        """Show only lines whose text contains what was typed, or that have it as a key."""
        self._typed = typed
        self.renew()
        every = [item.data(_LINE) for item in self._lines if typed.strip()]
        exact = (line for line in every if line.has_key(typed))
        self._choose(next(exact, every[0] if every else None))

    def renew(self) -> None:
        """Update the lines."""
        wanted, current = self._typed.strip(), self.current
        every = lines(whole=bool(wanted), opened=self._opened)
        self.found = {
            name: [line for line in group if line.answers(wanted)] if wanted else group
            for name, group in every.items()
        }
        self._lay_out()
        self._choose(current)

    def fold(self) -> None:
        """Combine again the lines that were split."""
        self._opened = frozenset()
        self._choose(None)

    def open(self, line: KeyLine) -> None:
        """Split a line into its commands; the first becomes current."""
        self._opened |= {line.words}
        self.renew()
        self._choose(replace(line, names=line.names[:1]))
        self.announce_current()

    def listen(self, *, on: bool) -> None:
        """Start or stop listening for keys for the current line."""
        self.listening = on
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on)
        self.viewport().update()

    def go(self, down: int) -> None:
        """Make the next line current, while the focus is elsewhere."""
        self.setCurrentIndex(self._next(down))
        self.announce_current()

    def announce_current(self) -> None:
        """Let a screen reader announce the current line."""
        if self.current is not None:
            announce(self, _spoken_line(self.current))

    def _choose(self, line: KeyLine | None) -> None:
        """Make the line of the same commands current."""
        names = line.names if line is not None else ()
        found = (item.index() for item in self._lines if item.data(_LINE).names == names)
        self.setCurrentIndex(next(found, QModelIndex()))

    # Layout

    def height_for(self, width: int) -> int:
        """Return the height of the columns at a width."""
        return theme.px(_ROW) * max(map(len, self._columns(width)))

    def _columns(self, width: int) -> list[list[QStandardItem]]:
        """Return headings and lines in as many columns as are wide enough for every line."""
        names = [name for column in COLUMNS for name in column]
        ways = ([list(column) for column in COLUMNS], [names[:3], names[3:]])
        every = (line for group in self.found.values() for line in group)
        needed = max(map(line_width, every), default=0)
        fits = (way for way in ways if _width(width, len(way)) >= needed)
        return [self._items(way) for way in next(fits, [names])]

    def _items(self, names: list[str]) -> list[QStandardItem]:
        heads, items = groups(), list[QStandardItem]()
        for name in filter(self.found.get, names):
            items += [*([_head("")] if items else []), _head(heads[name])]
            items += map(_item, self.found[name])
        return items

    def _lay_out(self) -> None:
        columns = self._columns(self._room())
        self._wide = len(columns)
        self._model.clear()
        for column in columns:
            self._model.appendColumn(column)
        self._lines = [item for column in columns for item in column if item.data(_LINE)]
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self._fit()

    def _room(self) -> int:
        """Return the width there is, whether or not there is something to scroll."""
        return self.width() - self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)

    def _fit(self) -> None:
        """Share the width among the columns."""
        width = _width(self.viewport().width(), self._wide)
        for number in range(self._wide):
            last = number == self._wide - 1
            self.setColumnWidth(number, width + (2 * INSET if last else theme.px(_GAP)))

    def _next(self, down: int) -> QModelIndex:
        """Return the place of the line so many lines further, column by column."""
        places = [item.index() for item in self._lines]
        if not places:
            return QModelIndex()
        at = places.index(self.currentIndex()) + down if self.current is not None else 0
        return places[max(0, min(at, len(places) - 1))]

    def _nearest_in_column(self, across: int) -> QModelIndex:
        """Return the place of the nearest line in the column to the right or, with -1, left."""
        here = self.currentIndex()
        places = (item.index() for item in self._lines)
        near = [at for at in places if at.column() == here.column() + across]
        return min(near, key=lambda at: abs(at.row() - here.row()), default=here)

    # Qt events

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        move, right = QAbstractItemView.CursorAction, -1 if self.isRightToLeft() else 1
        match cursorAction:
            case move.MoveDown | move.MoveNext:
                return self._next(1)
            case move.MoveUp | move.MovePrevious:
                return self._next(-1)
            case move.MoveRight:
                return self._nearest_in_column(right)
            case move.MoveLeft:
                return self._nearest_in_column(-right)
        return super().moveCursor(cursorAction, modifiers)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self._next(1))

    @override
    def event(self, event: QEvent) -> bool:
        if self.listening and isinstance(event, QKeyEvent):
            event.accept()
            if event.type() == QEvent.Type.KeyPress and (keys := keymap.pressed(event)):
                self.pressed_keys.emit(keys)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: words are searched for in the field."""

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        if self.current is not None:
            self.menu_wanted.emit(at)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if len(self._columns(self._room())) != self._wide:
            self.renew()
        self._fit()

    @override
    def follow_style(self) -> None:
        self.renew()


class _LineDelegate(QStyledItemDelegate):
    """Paints a line with its keys, or the heading of a group."""

    def __init__(self, sheet: KeySheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        columns = index.model().columnCount()
        width = _width(self._sheet.viewport().width(), columns)
        whole: QRect = option.rect
        box = QRect(whole.left() + INSET, whole.top(), width, whole.height())
        box = QStyle.visualRect(option.direction, whole, box)
        painter.save()
        painter.setClipping(False)  # the ring of the current line is wider than its words
        line = index.data(_LINE)
        if line is None:
            paint_head(mirrored(painter, box), box, index.data() or "")
        else:
            paint_line(
                mirrored(painter, box), box, line,
                mine=index == self._sheet.currentIndex(), focus=self._sheet.hasFocus(),
                listening=self._sheet.listening,
            )  # fmt: skip
        painter.restore()


def _head(words: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _item(line: KeyLine) -> QStandardItem:
    item = QStandardItem(_spoken_line(line))
    item.setData(line, _LINE)
    return item


def _spoken_line(line: KeyLine) -> str:
    """Return a line as it is read out."""
    keys = " ".join(line.keys) or tr("no keys")
    return tr("{command}: {keys}", command=line.words, keys=keys)


def _width(whole: int, columns: int) -> int:
    """Return the width of one of so many columns."""
    return (whole - 2 * INSET - theme.px(_GAP) * (columns - 1)) // columns
