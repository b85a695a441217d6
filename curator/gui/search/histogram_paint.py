"""Painting of the histogram: bars, ticks, the selection with its handles.

Time runs from left to right, also in a window that runs from right to left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from curator.dates import brief_day, brief_month
from curator.gui.look import theme
from curator.gui.search.time_bins import Bar, Stretch, ticks
from curator.gui.widgets import paint_ring
from curator.i18n import tr, trn

_TICK_ROOM = 66
_DAY, _MONTH = 1440, 43_200  # minutes


@dataclass(slots=True)
class HistogramPainting:
    """The content of the histogram."""

    stretch: Stretch | None = None
    all: tuple[Bar, ...] = ()
    found: tuple[Bar, ...] = ()
    """The bars of the matches; empty without a search."""

    zone: tzinfo = UTC
    brush: tuple[int, int] | None = None
    """The selected bins, from one up to, not including, another."""

    questions: tuple[tuple[str, datetime], ...] = ()
    """Labels such as 'Q2', and when each question was asked, in order."""

    cursor: int | None = None
    """The bin of the keyboard cursor."""

    def x(self, number: int, width: int) -> float:
        """Return the left edge of a bin."""
        return number * width / self.stretch.count if self.stretch else 0.0

    def head(self) -> int:
        """Return the height of the labels above the bars."""
        return theme.px(18 if self.questions else 8)

    def marks(self, width: int) -> list[tuple[QRectF, str, datetime]]:
        """Return the positions of the question labels that fit."""
        found: list[tuple[QRectF, str, datetime]] = []
        stretch, free = self.stretch, 0.0
        metrics = QFontMetricsF(theme.font("micro", weight=700))
        for label, at in self.questions:
            if stretch is None or not stretch.start <= at < stretch.end:
                continue
            middle = width * ((at - stretch.start) / (stretch.end - stretch.start))
            wide = metrics.horizontalAdvance(label) + 4
            left = min(max(0.0, middle - wide / 2), width - wide)
            if left >= free:
                found.append((QRectF(left, 0, wide, self.head() - 2), label, at))
                free = left + wide + 2
        return found

    def asked(self, at: datetime) -> str:
        """Return the label of the last question asked before a time, or ''."""
        before = [label for label, asked in self.questions if asked <= at]
        return before[-1] if before else ""


def bin_time(bar: Bar, drawing: HistogramPainting) -> str:
    """Return when a bin begins, with the day where it is not obvious."""
    stretch = drawing.stretch
    if stretch is None or stretch.size >= _DAY:
        return moment(bar.at, drawing.zone, dated=True)
    time = moment(bar.at, drawing.zone, dated=False)
    if stretch.size * stretch.count <= _DAY:
        return time
    return f"{moment(bar.at, drawing.zone, dated=True)} {time}"


def bin_words(bar: Bar, drawing: HistogramPainting) -> str:
    """Describe a bin: “19:16, 37 posts, 18 originals”."""
    size = drawing.stretch.size if drawing.stretch else 1
    asked = drawing.asked(bar.at + timedelta(minutes=size, seconds=-1))
    words = tr(
        "{time}, {posts}, {originals}",
        time=bin_time(bar, drawing),
        posts=trn("{count} post", "{count} posts", bar.posts),
        originals=trn("{count} original", "{count} originals", bar.originals),
    )
    return f"{words}, {asked}" if asked else words


def moment(at: datetime, zone: tzinfo, *, dated: bool, years: bool = False) -> str:
    """Return a time of day, a date, or for several years the month."""
    local = at.astimezone(zone)
    if not dated:
        return f"{local:%H:%M}"
    return brief_month(local.date()) if years else brief_day(local.date())


def paint(painter: QPainter, area: QRect, drawing: HistogramPainting, *, focused: bool) -> None:
    """Paint the histogram."""
    if drawing.stretch is None:
        return
    feet = theme.px(17)
    ground = QRectF(0, drawing.head(), area.width(), area.height() - feet - drawing.head())
    if drawing.brush:
        _paint_span(painter, ground, drawing)
    top = max((bar.posts for bar in drawing.all), default=1) or 1
    searched = bool(drawing.found)
    _paint_bars(painter, ground, drawing, top, faint=searched)
    painter.fillRect(QRectF(0, ground.bottom(), area.width(), 1), theme.colour("line2"))
    _paint_ticks(painter, ground, feet, drawing)
    _paint_questions(painter, ground, drawing)
    if drawing.cursor is not None and focused:
        left = drawing.x(drawing.cursor, area.width())
        wide = max(3.0, area.width() / drawing.stretch.count)
        painter.setPen(QPen(theme.colour("text"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(left - 0.5, ground.top(), wide, ground.height()))
    if drawing.brush:
        _paint_grips(painter, ground, drawing)
    if focused:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ring(painter, QRectF(area), 3)


def _paint_bars(
    painter: QPainter, ground: QRectF, drawing: HistogramPainting, top: int, *, faint: bool
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    layers = [(drawing.all, "bar", "bar2")] if faint else [(drawing.all, "bar-on", "bar-on2")]
    if faint:
        layers.append((drawing.found, "bar-on", "bar-on2"))
    step = ground.width() / max(1, len(drawing.all))
    for bars, ink, pale in layers:
        colours = theme.colour(ink), theme.colour(pale)
        for number, bar in enumerate(bars):
            if not bar.posts:
                continue
            left = round(number * step)
            wide = max(1, round((number + 1) * step - 1.2) - left)
            tall = max(1, round(bar.posts / top * ground.height()))
            own = round(bar.originals / top * ground.height())
            base = round(ground.bottom())
            if bar.echoes:
                painter.fillRect(left, base - tall, wide, tall - own, colours[1])
                painter.fillRect(left, base - tall, wide, 1, colours[0])
            if own:
                painter.fillRect(left, base - own, wide, own, colours[0])


def _paint_ticks(painter: QPainter, ground: QRectF, feet: int, drawing: HistogramPainting) -> None:
    stretch = drawing.stretch
    if stretch is None:
        return
    most = max(2, int(ground.width() // theme.px(_TICK_ROOM)))
    times, size = ticks(stretch, most, drawing.zone)
    painter.setFont(theme.font("axis"))
    painter.setPen(theme.colour("text3"))
    metrics = painter.fontMetrics()
    free = 0.0
    years = size >= _MONTH and stretch.start.year != stretch.end.year
    for at in times:
        local = at.astimezone(drawing.zone)
        many_days = stretch.size * stretch.count > _DAY
        dated = size >= _DAY or (many_days and local.hour == local.minute == 0)
        words = moment(at, drawing.zone, dated=dated, years=years)
        wide = metrics.horizontalAdvance(words) + 2
        middle = ground.width() * ((at - stretch.start) / (stretch.end - stretch.start))
        left = min(max(0.0, middle - wide / 2), ground.width() - wide)
        if left < free:
            continue
        free = left + wide + theme.px(8)
        box = QRectF(left, ground.bottom() + 2, wide, feet - 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _paint_questions(painter: QPainter, ground: QRectF, drawing: HistogramPainting) -> None:
    stretch, brush = drawing.stretch, drawing.brush
    painter.setFont(theme.font("micro", weight=700))
    for box, label, at in drawing.marks(round(ground.width())):
        mine = stretch is not None and brush is not None and stretch.number(at) == brush[0]
        painter.setPen(theme.colour("accent" if mine else "text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)
        painter.setPen(QPen(theme.colour("text3"), 1, Qt.PenStyle.DotLine))
        middle = round(box.center().x())
        painter.drawLine(middle, round(box.bottom() + 1), middle, round(ground.bottom()))


def _paint_span(painter: QPainter, ground: QRectF, drawing: HistogramPainting) -> None:
    first, last = _edges(ground, drawing)
    box = QRectF(first, ground.top(), last - first, ground.height())
    painter.fillRect(box, theme.colour("soft"))


def _paint_grips(painter: QPainter, ground: QRectF, drawing: HistogramPainting) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for edge in _edges(ground, drawing):
        edge = min(max(edge, 3.0), ground.width() - 3)  # noqa: PLW2901  a grip is seen whole
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        top = ground.top() - theme.px(6)
        painter.drawLine(round(edge), round(top), round(edge), round(ground.bottom()))
        painter.setBrush(theme.colour("base"))
        middle = ground.top() + ground.height() * 0.45
        painter.drawRoundedRect(QRectF(edge - 3, middle - 8, 6, 16), 3, 3)


def _edges(ground: QRectF, drawing: HistogramPainting) -> tuple[float, float]:
    first, last = drawing.brush or (0, 0)
    width = round(ground.width())
    return drawing.x(first, width), drawing.x(last, width)
