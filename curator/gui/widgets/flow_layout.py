"""A layout that wraps: what does not fit goes to the next line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem
from typing_extensions import override


class FlowLayout(QLayout):
    """Lays widgets out in lines; the last widget may take the rest of its line."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 6, line: int = 0, stretch: bool = False
    ) -> None:
        super().__init__(parent)
        self._gap, self._line, self._stretch = gap, line, stretch
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def insert(self, place: int, widget: QWidget) -> None:
        """Insert a widget at an index."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def lines(self, width: int) -> int:
        """Return how many lines a width needs."""
        return self._arrange(QRect(0, 0, width, 0), place=False)[1]

    def _arrange(self, area: QRect, *, place: bool) -> tuple[int, int]:
        """Return the height and the number of lines; place the widgets if asked to."""
        y, lines = area.y(), self._lines(area.width())
        for line in lines:
            tall = max([self._line, *(size.height() for _, size in line)])
            x = area.x()
            for item, size in line:
                if place:
                    top = y + (tall - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, top), size))
                x += size.width() + self._gap
            y += tall + self._gap
        return max(self._line, y - self._gap - area.y()), len(lines)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return the widgets of each line, with their sizes."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        left = width
        shown = [item for item in self._items if not item.isEmpty()]
        for item in shown:
            size = item.sizeHint().boundedTo(QSize(max(1, width), 1_000_000))
            last = self._stretch and item is shown[-1]
            if last:
                size.setWidth(min(item.minimumSize().width(), width))
            if lines[-1] and size.width() > left:
                lines.append([])
                left = width
            if last:
                size.setWidth(max(1, left))
            lines[-1].append((item, size))
            left -= size.width() + self._gap
        return lines

    @override
    def addWidget(self, w: QWidget, /) -> None:
        # Items that Python makes tell it when Qt deletes them; Qt's own do not (see layouts.py).
        w.setParent(self.parentWidget())
        self.addChildWidget(w)
        self.addItem(QWidgetItem(w))

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)[0]

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize(0, self._line)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)
