"""The histogram of posts over time, with a caption."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from curator.dates import RECORDING, brief_date, place_words
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.search.histogram_chart import HistogramChart
from curator.gui.search.histogram_paint import moment
from curator.gui.search.histogram_table import ActivityTable
from curator.gui.search.time_bins import Bar, BinnedSpan, bin_minutes, busiest, gathered
from curator.gui.widgets import Button, Elided, Label
from curator.gui.widgets.layouts import column_in, row_in
from curator.i18n import tr, trn
from curator.library import Bin, Library, Query

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_FAR_OFF = datetime(9999, 1, 1, tzinfo=UTC)
_LEAST = timedelta(minutes=10)
"""The shortest time span that is drawn."""

_MOST = 100
_TITLE = 150
"""Width that is kept for what the bars are, and in which zone."""


_ALL = Query()
_SMALL = 20
"""The matches are drawn on their own scale if their time span is this many times shorter."""

_SEASON = timedelta(days=60)
"""Shorter than any time between two changes of the clocks."""

_DAY = 24 * 60
"""Minutes."""

_FINE = 5
"""Minutes of a bar up to which a span can be picked in the drawing of the whole evening."""


class Histogram(Restyled, QWidget):
    """The number of posts over time; dragging selects a time span."""

    spanned = Signal(object)
    """The span that was selected, a pair of datetimes, or None when it was cleared."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        # noted here, since the look may change when the library is closed already
        self._has_posts = library.posts.span() is not None
        self._bins: list[Bin] = []
        self._found: list[Bin] = []
        self._searched = False
        self._part = "busiest"
        self._span: tuple[datetime, datetime] | None = None
        self._zone: tzinfo = UTC
        self._grain = 1
        self._zoomed: tuple[datetime, datetime] | None = None
        self._table: ActivityTable | None = None
        self._busiest: tuple[datetime, datetime] = (_LONG_AGO, _FAR_OFF)
        self.chart = HistogramChart()
        self._caption = HistogramCaption()
        self._nothing = Label(style="small", colour="text3")
        column = column_in(self, (theme.px(14), 0, theme.px(14), 0), spacing=0)
        column.addWidget(self.chart)
        column.addWidget(self._caption)
        column.addWidget(self._nothing)
        self.chart.spanned.connect(self._spanned)
        self.chart.zoomed.connect(self.zoom)
        self.chart.moved.connect(self.scroll_time)
        self.chart.tabled.connect(self.open_table)
        self._caption.moved.connect(self._show_part)
        self._caption.tabled.connect(self.open_table)
        self.fit_small(low=False)

    # Display

    def take_all(self, bins: list[Bin], base: Query = _ALL) -> None:
        """Show the activity of all posts, or of the current chat."""
        self._has_posts = self._library.posts.span() is not None
        counts = self._library.posts.are_counted(base)
        self._zone = RECORDING if counts else self._library.tz_of(base)
        self._grain = bin_minutes(self._library, base)
        self._part, self._zoomed = "busiest", None
        if not self._searched:
            self._found = bins
        self._bins = bins
        if bins:
            self._busiest = self._ends() if base.text else busiest(bins)
        self._show()

    def show_questions(self, questions: Sequence[tuple[str, datetime]]) -> None:
        """Mark when questions were asked, by their labels, in order."""
        self.chart.show_questions(questions)

    def zoom(self, around: datetime | None, share: float) -> None:
        """Zoom to a share of the drawn time; above the whole, return to the chat."""
        if around is None or not self._bins:
            return
        stretch = self._stretch()
        first, last = self._ends()
        start = max(first, around - (around - stretch.start) * min(share, 1e3))
        end = min(last, around + (stretch.end - around) * min(share, 1e3))
        if end - start < _LEAST * self._grain:
            return
        whole = (start, end) == (first, last)
        self._part, self._zoomed = "busiest", None if whole and share > _MOST else (start, end)
        self._show()

    def scroll_time(self, halves: int) -> None:
        """Scroll in time by a number of half widths."""
        if not self._bins:
            return
        stretch = self._stretch()
        first, last = self._ends()
        step = (stretch.end - stretch.start) / 2 * halves
        step = max(first - stretch.start, min(step, last - stretch.end))
        if step:
            self._zoomed = stretch.start + step, stretch.end + step
            self._show()

    def open_table(self) -> None:
        """Show the drawn bars as a table."""
        if self._table is None:
            self._table = ActivityTable(self.window())
            self._table.picked.connect(self.chart.pick)
        self._table.show_rows(self.chart.accessibleDescription(), self.chart.rows())

    def _ends(self) -> tuple[datetime, datetime]:
        return self._bins[0].at, self._bins[-1].at + timedelta(minutes=self._grain)

    def take_found(self, bins: list[Bin], *, searched: bool) -> None:
        """Show the matches of a search from their bins; without bins, show all posts."""
        self._searched = searched
        self._found = bins if searched else self._bins
        self._show()

    def show_span(self, span: tuple[datetime | None, datetime | None]) -> None:
        """Show a span as selected; either end may be open."""
        whole = span == (None, None)
        shown = None if whole else (span[0] or _LONG_AGO, span[1] or _FAR_OFF)
        if shown != self._span:
            self._span = shown
            self._show()

    def fit_small(self, *, low: bool) -> None:
        """Take less height in a low window."""
        self.chart.setFixedHeight(theme.px(64 if low else 96))
        self._low = low
        self._show()

    @property
    def sentence(self) -> str:
        """Return what is drawn, in words."""
        return self._nothing.text() or self.chart.accessibleDescription()

    @property
    def caption(self) -> str:
        """Return the text of the caption."""
        return self._caption.text()

    def _spanned(self, span: tuple[datetime, datetime] | None) -> None:
        self._span = span
        self.spanned.emit(span)

    def _show_part(self, part: str) -> None:
        self._part, self._zoomed = part, None
        self._show()

    def _show(self) -> None:
        empty = not self._bins
        self.chart.setVisible(not empty)
        self._caption.setVisible(not empty and not self._low)
        self._nothing.setVisible(empty)
        if empty:  # every post has a day at least
            self._nothing.setText(tr("Counting posts over time…") if self._has_posts else "")
            return
        self._nothing.setText("")
        stretch = self._stretch()
        all_ = gathered(self._bins, stretch)
        found = gathered(self._found, stretch) if self._searched else []
        self.chart.show_bars(stretch, all_, found, self._zone)
        self.chart.show_span(self._span)
        self._describe(stretch, found if self._searched else all_)

    def _stretch(self) -> BinnedSpan:
        if self._zoomed is not None:
            return BinnedSpan.around(*self._zoomed, self._zone, self._grain)
        start, end = self._busiest
        first, last = self._bins[0].at, self._bins[-1].at
        if self._searched and self._found and self._part == "busiest":
            found = self._found[0].at, self._found[-1].at + timedelta(minutes=self._grain)
            usual = BinnedSpan.around(start, end, self._zone, self._grain)
            is_inside = usual.start <= found[0] and found[1] <= usual.end
            is_fine = is_inside and usual.size <= _FINE
            if not is_fine and (found[1] - found[0]) * _SMALL < last - first:
                return BinnedSpan.around(*found, self._zone, self._grain)
        if self._part == "earlier":
            start, end = first, max(start, first)
        elif self._part == "later":
            start, end = min(end, last), last
        return BinnedSpan.around(start, end, self._zone, self._grain)

    def _describe(self, stretch: BinnedSpan, bars: Sequence[Bar]) -> None:
        peak = max(bars, key=lambda bar: bar.posts)
        peak_words = ""
        if peak.posts:
            peak_words = tr(
                "Peak {time}, {posts}",
                time=self._peak_time(peak.at, stretch),
                posts=trn("{count} post", "{count} posts", peak.posts),
            )
        bins = self._found if self._searched else self._bins
        earlier = sum(each.posts for each in bins if each.at < stretch.start)
        later = sum(each.posts for each in bins if each.at >= stretch.end)
        zone = zone_words(self._zone, stretch.start, stretch.end)
        title = tr("{each}, {zone}", each=_each(stretch.size), zone=zone)
        self._caption.show_counts(
            title,
            peak_words,
            earlier,
            later,
            main=self._part == "busiest" and self._zoomed is None,
        )
        self.chart.describe(tr("{title}. {peak}.", title=title, peak=peak_words))

    def _peak_time(self, at: datetime, stretch: BinnedSpan) -> str:
        """Return when most was written: its time, day, or in a stretch of years its date."""
        years = {each.astimezone(self._zone).year for each in (stretch.start, stretch.end)}
        if stretch.size >= _DAY and len(years) > 1:
            return brief_date(at.astimezone(self._zone).date())
        return moment(at, self._zone, dated=stretch.size >= _DAY)

    @override
    def follow_style(self) -> None:
        self.fit_small(low=self._low)


class HistogramCaption(QWidget):
    """“Posts per minute, London time (BST) ■ originals ■ echoes … Peak 19:16, 37 posts”."""

    moved = Signal(str)
    """The part of the time to draw: 'earlier', 'busiest' or 'later'."""

    tabled = Signal()
    """The bars are to be shown as a table."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Elided(style="micro", colour="text3", weight=400)
        self._peak = Elided(style="micro", colour="text3", weight=400)
        self._swatches = [_Swatch("bar-on"), _Swatch("bar-on2")]
        self._names = [
            Label(words, "micro", "text3", weight=400) for words in (tr("originals"), tr("echoes"))
        ]
        self._links = {
            part: Button(words, kind="link", height=18)
            for part, words in (
                ("earlier", tr("Earlier posts")),
                ("busiest", tr("Back to the chat")),
                ("later", tr("Later posts")),
            )
        }
        row = row_in(self, (0, 0, 0, 4), spacing=5)
        row.addWidget(self._title)
        for swatch, name in zip(self._swatches, self._names, strict=True):
            row.addSpacing(4)
            row.addWidget(swatch)
            row.addWidget(name)
        row.addStretch(1)
        row.addWidget(self._links["earlier"])
        row.addWidget(self._peak)
        row.addWidget(self._links["busiest"])
        row.addWidget(self._links["later"])
        self._table = Button(tr("Table"), kind="link", height=18)
        self._table.setAccessibleName(tr("Show as a table"))
        self._table.setToolTip(tr("Show as a table"))
        self._table.clicked.connect(self.tabled)
        row.addWidget(self._table)
        for part, link in self._links.items():
            link.clicked.connect(lambda _=False, part=part: self.moved.emit(part))

    def show_counts(self, title: str, peak: str, earlier: int, later: int, *, main: bool) -> None:
        """Set the text about what is drawn, and about what lies outside."""
        self._title.setText(title)
        self._peak.setText(peak)
        words = {
            "earlier": trn("{count} earlier post", "{count} earlier posts", earlier),
            "later": trn("{count} later post", "{count} later posts", later),
            "busiest": tr("Back to the chat"),
        }
        shown = {"earlier": earlier > 0 and main, "later": later > 0 and main, "busiest": not main}
        for part, link in self._links.items():
            link.set_words(words[part])
            link.setVisible(shown[part])
        self._fit()

    def text(self) -> str:
        """Return the text in one line."""
        links = [link.text() for link in self._links.values() if not link.isHidden()]
        return " · ".join([self._title.text(), self._peak.text(), *links])

    def _fit(self) -> None:
        """Leave out the legend, then the link to earlier posts, where there is no room."""
        legend = (*self._swatches, *self._names)
        for widget in legend:
            widget.setVisible(self._needed(*legend) <= self.width())
        if self._needed() > self.width():
            self._links["earlier"].setVisible(False)

    def _needed(self, *more: QWidget) -> int:
        """Return the width that is needed, with some room for the title."""
        links = [link for link in self._links.values() if not link.isHidden()]
        parts = (self._peak, self._table, *links, *more)
        return theme.px(_TITLE) + sum(part.sizeHint().width() + 9 for part in parts)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # letters of another size need other room
            self._fit()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Swatch(QWidget):
    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(9), theme.px(9))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._colour))
        painter.drawRoundedRect(QRectF(self.rect()), 1.5, 1.5)


def zone_words(zone: tzinfo, at: datetime, until: datetime | None = None) -> str:
    """Return the name of a zone as people say it: “London time (BST)”.

    until: where the clocks were changed between, the season is left out: “London time”.
    """
    if zone is RECORDING:
        return tr("from the start; the clock is not known")
    name = str(zone)
    short = at.astimezone(zone).tzname() or ""
    if short == "UTC":
        return short
    place = name.rpartition("/")[2].replace("_", " ")
    while until and at < until:
        at = min(at + _SEASON, until)
        if at.astimezone(zone).tzname() != short:
            return place_words(zone)
    return tr("{place} time ({short})", place=place, short=short)


def _each(size: int) -> str:
    if size < 60:  # noqa: PLR2004  minutes of an hour
        return trn("Posts per minute", "Posts per {count} minutes", size)
    if size < 24 * 60:
        return trn("Posts per hour", "Posts per {count} hours", size // 60)
    return trn("Posts per day", "Posts per {count} days", size // 1440)
