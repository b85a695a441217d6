"""The bars of the histogram, and the selection of a time span on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.search.histogram_paint import HistogramPainting, bin_time, bin_words, paint
from curator.gui.search.time_bins import Bar, BinnedSpan
from curator.gui.widgets import announce
from curator.i18n import grouped, tr

_REACH = 6
"""Pixels on either side of an edge of the selection within which it can be dragged."""

_NEARER = 0.6
"""Share of the time that is still drawn after one step of the wheel."""

_ZOOMS = {
    Qt.Key.Key_Plus: _NEARER, Qt.Key.Key_Equal: _NEARER, Qt.Key.Key_Minus: 1 / _NEARER,
    Qt.Key.Key_0: 1e9,
}  # fmt: skip
_DRAGGED = 3
"""Pixels of movement from which a press is a drag."""


class HistogramChart(QWidget):
    """All posts in the background, the matches in front, and the selected span."""

    spanned = Signal(object)
    """The span that was selected, a pair of datetimes, or None when it was cleared."""

    zoomed = Signal(object, float)
    """The datetime to zoom around, and the factor; above 1 zooms out."""

    moved = Signal(int)
    """The number of half widths to scroll in time."""

    tabled = Signal()
    """The bars are to be shown as a table."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing = HistogramPainting()
        self._held = ""
        self._anchor = 0
        self._pressed: QPointF | None = None
        self._before: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Posts over time"))

    # Display

    def show_bars(
        self, stretch: BinnedSpan | None, all_: Sequence[Bar], found: Sequence[Bar], zone: tzinfo
    ) -> None:
        """Show the bars of a time span; without one, nothing."""
        drawing = self._drawing
        if stretch != drawing.stretch:
            drawing.cursor = None
        drawing.stretch, drawing.zone = stretch, zone
        drawing.all, drawing.found = tuple(all_), tuple(found)
        self.update()

    def show_questions(self, questions: Sequence[tuple[str, datetime]]) -> None:
        """Mark when questions were asked, by labels such as 'Q2'."""
        self._drawing.questions = tuple(questions)
        self.update()

    def rows(self) -> list[tuple[int, datetime, tuple[str, ...]]]:
        """Return the bars as rows: number, beginning, and texts of time, counts and question."""
        drawing = self._drawing
        size = drawing.stretch.size if drawing.stretch else 1
        end = timedelta(minutes=size, seconds=-1)
        return [
            (
                number,
                bar.at,
                (
                    bin_time(bar, drawing),
                    grouped(bar.posts),
                    grouped(bar.originals),
                    grouped(bar.echoes),
                    drawing.asked(bar.at + end),
                ),
            )
            for number, bar in enumerate(drawing.found or drawing.all)
            if bar.posts
        ]

    def pick(self, number: int) -> None:
        """Select one bin."""
        self._drawing.cursor = number
        self._select_bins(number, number + 1)
        self._announce_span()

    def show_span(self, span: tuple[datetime, datetime] | None) -> None:
        """Show a span as selected."""
        if self._pressed is None:
            self._drawing.brush = self._bins_of(span) if span else None
            self.update()

    def describe(self, sentence: str) -> None:
        """Set the description of the bars for screen readers."""
        self.setAccessibleDescription(sentence)

    @property
    def selected_span(self) -> tuple[datetime, datetime] | None:
        """Return the selected span."""
        stretch, brush = self._drawing.stretch, self._drawing.brush
        if stretch is None or brush is None:
            return None
        return stretch.at(brush[0]), stretch.at(brush[1])

    @property
    def stretch(self) -> BinnedSpan | None:
        """Return the time span that is drawn."""
        return self._drawing.stretch

    def x_of(self, at: datetime) -> float:
        """Return the x coordinate of a time."""
        stretch = self._drawing.stretch
        return self._drawing.x(stretch.number(at), self.width()) if stretch else 0.0

    def _bins_of(self, span: tuple[datetime, datetime]) -> tuple[int, int] | None:
        stretch = self._drawing.stretch
        if stretch is None:
            return None
        first = max(0, stretch.number(max(span[0], stretch.start)))
        last = min(stretch.count, -((stretch.start - min(span[1], stretch.end)) // stretch.step))
        return (first, last) if first < last else None

    # Selecting a span

    def _select_bins(self, first: int, last: int) -> None:
        """Select from one bin up to, not including, another."""
        stretch = self._drawing.stretch
        if stretch is None or stretch.count < 2:  # noqa: PLR2004  one bin is all there is
            return
        first = max(0, min(first, stretch.count - 1))
        self._drawing.brush = (first, max(first + 1, min(last, stretch.count)))
        self.update()

    def _move(self, bins: int) -> None:
        stretch, brush = self._drawing.stretch, self._drawing.brush
        if stretch and brush:
            bins = max(-brush[0], min(bins, stretch.count - brush[1]))
            self._select_bins(brush[0] + bins, brush[1] + bins)

    def _announce_span(self) -> None:
        span = self.selected_span
        self.spanned.emit(span)
        if span is not None:
            first, last = (at.astimezone(self._drawing.zone) for at in span)
            announce(self, tr("{start:%H:%M} to {end:%H:%M}", start=first, end=last))

    def clear(self) -> None:
        """Clear the selection."""
        if self._drawing.brush is not None:
            self._drawing.brush = None
            self.update()
            self.spanned.emit(None)

    def _bin_at(self, x: float) -> int:
        stretch = self._drawing.stretch
        if stretch is None:
            return 0
        return max(0, min(int(x / max(1, self.width()) * stretch.count), stretch.count - 1))

    def _part_at(self, x: float) -> str:
        brush = self._drawing.brush
        if brush is None:
            return "new"
        first, last = (self._drawing.x(number, self.width()) for number in brush)
        if abs(x - first) <= _REACH:
            return "start"
        if abs(x - last) <= _REACH:
            return "end"
        return "middle" if first < x < last else "new"

    # Keyboard

    def _step(self, bins: int) -> None:
        drawing = self._drawing
        if not drawing.all:
            return
        at = drawing.cursor
        if at is None:
            at = max(range(len(drawing.all)), key=lambda number: drawing.all[number].posts)
        else:
            at = max(0, min(at + bins, len(drawing.all) - 1))
        drawing.cursor = at
        words = self._words(at)
        self.setAccessibleDescription(words)
        announce(self, words)
        QToolTip.showText(
            self.mapToGlobal(QPointF(drawing.x(at, self.width()), 0)).toPoint(), words
        )
        self.update()

    def _grow(self, bins: int) -> None:
        brush = self._drawing.brush
        if brush is None:
            at = self._drawing.cursor or 0
            self._select_bins(at, at + 1)
        else:
            self._select_bins(brush[0], brush[1] + bins)
        if self._drawing.brush is not None:
            self._announce_span()

    def _words(self, number: int) -> str:
        drawing = self._drawing
        return bin_words((drawing.found or drawing.all)[number], drawing)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape and self._drawing.brush is not None:
            self.clear()
        elif not step:
            event.setAccepted(self._navigate(Qt.Key(event.key())))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._grow(step)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self._drawing.brush is not None:
                self._move(step)
                self._announce_span()
        else:
            self._step(step)

    def _navigate(self, key: Qt.Key) -> bool:
        """Zoom, scroll, or show the table, if a key means that; tell whether it did."""
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in _ZOOMS:
            self.zoomed.emit(self._centre(), _ZOOMS[key])
        elif key in pages:
            self.moved.emit(pages[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.tabled.emit()
        else:
            return False
        return True

    def _centre(self) -> datetime | None:
        """Return the time at the keyboard cursor."""
        drawing = self._drawing
        if drawing.stretch is None:
            return None
        bins = drawing.brush or (0, drawing.stretch.count)
        at = drawing.cursor if drawing.cursor is not None else sum(bins) // 2
        return drawing.stretch.at(at)

    # Mouse

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            self.moved.emit(-1 if turned.x() > 0 else 1)
        elif turned.y() and self._drawing.stretch is not None:
            at = self._drawing.stretch.at(self._bin_at(event.position().x()))
            self.zoomed.emit(at, _NEARER if turned.y() > 0 else 1 / _NEARER)
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        stretch = self._drawing.stretch
        if event.button() != Qt.MouseButton.LeftButton or stretch is None:
            return
        x = event.position().x()
        self._pressed = event.position()
        self._before = self._drawing.brush
        self._held = self._part_at(x)
        self._anchor = self._bin_at(x)
        brush = self._drawing.brush
        if brush and self._held in {"start", "end"}:
            self._anchor = brush[1] - 1 if self._held == "start" else brush[0]

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._pressed is None:
            shape = {"start": Qt.CursorShape.SizeHorCursor, "end": Qt.CursorShape.SizeHorCursor}
            self.setCursor(shape.get(self._part_at(x), Qt.CursorShape.ArrowCursor))
        elif abs(x - self._pressed.x()) >= _DRAGGED or self._drawing.brush != self._before:
            here = self._bin_at(x)
            if self._held == "middle":
                self._drawing.brush = self._before
                self._move(here - self._anchor)
            else:
                self._select_bins(min(here, self._anchor), max(here, self._anchor) + 1)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        if self._drawing.brush != self._before:
            self._announce_span()
        elif abs(event.position().x() - pressed.x()) < _DRAGGED:
            self._click(pressed)

    def _click(self, place: QPointF) -> None:
        """Select the bar that was clicked; clear the selection if it is that bar alone."""
        drawing, number = self._drawing, self._bin_at(place.x())
        if any(box.contains(place) for box, _, _ in drawing.marks(self.width())):
            return  # a double click on a question selects what followed it
        if drawing.brush == (number, number + 1):
            self.clear()
        elif drawing.all[number].posts and not self._is_edge_of_several():
            self.pick(number)

    def _is_edge_of_several(self) -> bool:
        """Tell whether an edge of a selection of several bars is held."""
        brush = self._drawing.brush
        return self._held in {"start", "end"} and brush is not None and brush[1] - brush[0] > 1

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        marks = self._drawing.marks(self.width())
        asked = [at for box, _, at in marks if box.contains(event.position())]
        if asked:
            self._span_of(asked[0])
        else:
            self.clear()

    def _span_of(self, asked: datetime) -> None:
        """Select from a question to the next one."""
        stretch = self._drawing.stretch
        if stretch is None:
            return
        later = (at for _, at in self._drawing.questions if at > asked)
        end = min(next(later, stretch.end), stretch.end)
        last = -((stretch.start - end) // stretch.step)
        self._select_bins(stretch.number(asked), last)
        self._announce_span()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._drawing.all:
            words = self._words(self._bin_at(event.pos().x()))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("base"))
        paint(painter, self.rect(), self._drawing, focused=self.hasFocus())
