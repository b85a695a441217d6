"""The lists of the facts pane: rows with counts, and bars for comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from curator.counted import ranks
from curator.gui.facts.cards import FactCard, NumberCard
from curator.gui.look import theme
from curator.gui.look.mirror import mirrored
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import clean, isolated, plain_tip
from curator.gui.widgets import Button, Label, paint_ring
from curator.i18n import grouped, tr

_FEW = 5


@dataclass(frozen=True, slots=True)
class FactLine:
    """A row of a list."""

    name: str
    count: int
    term: str = ""
    """The search for the row's posts; '' if there is none."""

    known: bool = True
    """False for the row of all those about whom nothing is recorded."""


class ListCard(FactCard):
    """A list with a heading; pressing a row shows its posts."""

    searched = Signal(str)
    """The term of the row that was pressed."""

    def __init__(self, name: str, title: str, *, bars: bool = False, ranked: bool = False) -> None:
        super().__init__(name, line=False)
        self._title, self._bars, self._ranked = title, bars, ranked
        self._ranks: list[str] = []
        self._all: tuple[FactLine, ...] = ()
        self._whole = False
        self._head = Label(title, weight=500)
        self._head.setProperty("ink", "text")
        self._none = Label(style="small", colour="text3")
        self._none.setProperty("ink", "text3")
        self._rows: list[_Row] = []
        self._more = Button(tr("Show all"), kind="link", height=20)
        self._more.clicked.connect(self._open)
        for part in (self._head, self._none):
            self.body.addWidget(part)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._acts.only_icons()

    def show_lines(self, lines: Sequence[FactLine], meaning: str, none: str = "") -> None:
        """Show a list; none: the text for an empty one."""
        self._all = tuple(lines)
        self._ranks = self._ranks_of(lines)
        self.explain(meaning)
        self._none.setText(none)
        self._none.setVisible(not lines)
        told = ", ".join(f"{line.name} {grouped(line.count)}" for line in lines[:_FEW])
        self.setAccessibleName(f"{self._title}: {told or none}")
        self._fill()

    @property
    def rows(self) -> list[str]:
        """Return the texts of the rows."""
        shown = [row.line for row in self._rows if row.isVisibleTo(self)]
        named = [f"{line.name} {grouped(line.count)}" for line in shown]
        if not self._ranks:
            return named
        return [f"{rank} {words}" for rank, words in zip(self._ranks, named, strict=False)]

    @property
    def first(self) -> FactLine | None:
        """Return the first row, or None."""
        return next(iter(self._all), None)

    def text(self, lines: Sequence[FactLine]) -> str:
        """Return some rows as text under the list's heading, a line for each.

        They keep the ranks that they have in the whole list.
        """
        rank = dict(zip((line.count for line in self._all), self._ranks, strict=False))
        told = (
            "\t".join(filter(None, (rank.get(line.count), grouped(line.count), line.name)))
            for line in lines
        )
        return "\n".join((self._title, *told))

    def _ranks_of(self, lines: Sequence[FactLine]) -> list[str]:
        return ranks([line.count for line in lines]) if self._ranked else []

    def _open(self) -> None:
        self._whole = not self._whole
        self._fill()

    def _fill(self) -> None:
        shown = self._all if self._whole else self._all[:_FEW]
        most = max((line.count for line in self._all), default=1)
        while len(self._rows) < len(shown):
            row = _Row(bars=self._bars)
            row.clicked.connect(lambda _=False, row=row: self._pressed(row))
            self.body.insertWidget(2 + len(self._rows), row)
            self._rows.append(row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(shown))
            if number < len(shown):
                row.show_line(shown[number], most, self._ranks[number] if self._ranks else "")
        count = grouped(len(self._all))
        self._more.set_words(
            tr("Show fewer") if self._whole else tr("Show all {count}", count=count)
        )
        self._more.setVisible(len(self._all) > _FEW)

    def _pressed(self, row: _Row) -> None:
        if row.line.term:
            self.searched.emit(row.line.term)


class _Row(Restyled, QAbstractButton):
    """A name, a count, and in some lists a bar."""

    def __init__(self, *, bars: bool) -> None:
        super().__init__()
        self.line = FactLine("", 0)
        self._rank = ""
        self._bars, self._most = bars, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_line(self, line: FactLine, most: int, rank: str = "") -> None:
        """Show a row; most: the count of the longest bar."""
        self.line, self._most, self._rank = line, max(most, 1), rank
        name = clean(line.name)
        self.setEnabled(bool(line.term))
        self.setAccessibleName(" ".join(filter(None, (rank, f"{name}, {grouped(line.count)}"))))
        self.setToolTip(plain_tip(name))
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(22))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = mirrored(QPainter(self), self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("base"))
        metrics = painter.fontMetrics()
        count = grouped(self.line.count)
        wide = max(metrics.horizontalAdvance(count), theme.px(26))
        start = theme.px(26) if self._rank else 0
        room = self.width() - wide - theme.px(8) - start
        names = min(theme.px(132), room // 2) if self._bars else room
        hot = self.underMouse() and self.isEnabled()
        painter.setPen(theme.colour("accent" if hot else "text"))
        shown = metrics.elidedText(clean(self.line.name), Qt.TextElideMode.ElideRight, names)
        box = QRectF(start, 0, names + 1, self.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, middle, isolated(shown))
        if self._bars:
            left = names + theme.px(8)
            length = (room - left) * self.line.count / self._most
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bar-on" if self.line.known else "bar2"))
            height = theme.px(10)
            top = (self.height() - height) / 2
            painter.drawRoundedRect(QRectF(left, top, max(length, 2), height), 2, 2)
        painter.setPen(theme.colour("text3"))
        painter.drawText(QRectF(0, 0, start, self.height()), middle, self._rank)
        painter.setPen(theme.colour("text2"))
        box = QRectF(self.width() - wide, 0, wide, self.height())
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, count)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), 4)


class ReachCard(NumberCard):
    """The range of the potential reach, as numbers and as a drawing."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._drawing = _Interval()
        self.body.addWidget(self._drawing)

    def show_interval(self, low: int, high: int, known: int) -> None:
        """Show the range; nothing is drawn where nothing is known."""
        self._drawing.show_interval(low, high, known)
        self._drawing.setVisible(known > 0 and low < high)


class _Interval(Restyled, QWidget):
    """A scale from zero: the bar runs from the largest account alone to all accounts added up."""

    def __init__(self) -> None:
        super().__init__()
        self._low, self._high, self._known = 0, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_interval(self, low: int, high: int, known: int) -> None:
        """Show a range."""
        self._low, self._high, self._known = low, high, known
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(44))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._high:
            return
        painter = mirrored(QPainter(self), self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        wide, thick, top = self.width(), theme.px(8), theme.px(9)
        end = wide * 0.86
        start = end * self._low / self._high
        painter.setBrush(theme.colour("bar2"))
        painter.drawRoundedRect(QRectF(0, top, wide, thick), thick / 2, thick / 2)
        painter.setBrush(theme.colour("bar-on2"))
        painter.drawRect(QRectF(start, top, end - start, thick))
        painter.setPen(QPen(theme.colour("accent"), 2.5))
        for at in (start, end):
            at = max(at, 1.5)  # noqa: PLW2901  a line on the very edge would be cut
            painter.drawLine(QPointF(at, top - theme.px(4)), QPointF(at, top + theme.px(12)))
        self._paint_words(painter, start, end)

    def _paint_words(self, painter: QPainter, start: float, end: float) -> None:
        painter.setFont(theme.font("micro"))
        painter.setPen(theme.colour("text3"))
        metrics = painter.fontMetrics()
        low = tr("{count}, the largest account", count=grouped(self._low))
        high = tr(
            "{count}, all {known} added up", count=grouped(self._high), known=grouped(self._known)
        )
        wide = [metrics.horizontalAdvance(words) for words in (low, high)]
        base = theme.px(38)
        right = min(self.width() - wide[1], end - wide[1] / 2)
        left = min(max(0.0, start - wide[0] / 2), right - wide[0] - theme.px(10))
        painter.drawText(QPointF(right, base), high)
        if left >= 0:
            painter.drawText(QPointF(left, base), low)
