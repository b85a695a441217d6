"""Parts of figure blocks on the canvas: bars, link titles, rows that can be left out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui.canvas.text_edit import Field
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import clean, isolated, plain_tip
from curator.gui.look.style import set_kind
from curator.gui.widgets import Button
from curator.gui.widgets.layouts import row_in
from curator.i18n import tr
from curator.model import Chart
from curator.writers.kit.counted_text import slots

_ROW, _TALL = 22, 110
_NEVER = 2**31 - 1
"""Milliseconds: an interval after which, in practice, a timer never fires."""


class ChartBars(Restyled, QWidget):
    """The bars of a chart."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._slots = slots(chart.bars)
        self._upright = chart.kind == "activity"
        self.setAccessibleName(clean(chart.alt or chart.title))
        self.setToolTip(plain_tip(clean(chart.alt)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        high = theme.px(_ROW) * len(self._slots)
        if self._upright:
            high = self._top() + theme.px(_TALL + 20)
        return QSize(theme.px(200), high)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._upright:
            self._paint_upright(painter)
        else:
            self._paint_lying(painter)

    def _paint_upright(self, painter: QPainter) -> None:
        top, tall = self._top(), theme.px(_TALL)
        step = self.width() / max(len(self._slots), 1)
        for number, slot in enumerate(self._slots):
            if slot.asked:
                line = QRectF(number * step + step * 0.41, top - 3, 1, tall + 3)
                painter.fillRect(line, theme.colour("line2"))
            above = top + tall * (1 - slot.length)
            box = QRectF(number * step, above, step * 0.82, tall * slot.length)
            painter.fillRect(box, theme.colour("bar-on2"))
            box.setTop(above + tall * slot.echoes)
            painter.fillRect(box, theme.colour("bar-on"))
        painter.fillRect(0, top + tall, self.width(), 1, theme.colour("line2"))
        painter.setFont(theme.font("micro"))
        painter.setPen(theme.colour("text3"))
        self._paint_questions(painter, step)
        if self._slots:
            box = QRectF(0, top + tall + 3, self.width(), theme.px(16))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, self._slots[0].label)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, self._slots[-1].label)

    def _top(self) -> int:
        """Return the height of the line that names the questions; 0 without any."""
        return theme.px(18) if any(slot.asked for slot in self._slots) else 0

    def _paint_questions(self, painter: QPainter, step: float) -> None:
        """Name the questions above the bars of their time, as far as there is room."""
        metrics, end = painter.fontMetrics(), 0.0
        for number, slot in enumerate(self._slots):
            wide = metrics.horizontalAdvance(slot.asked)
            left = min(max(number * step + step * 0.41 - wide / 2, 0), self.width() - wide)
            if slot.asked and left >= end:
                painter.drawText(QPointF(left, theme.px(12)), slot.asked)
                end = left + wide + theme.px(6)

    def _paint_lying(self, painter: QPainter) -> None:
        row, wide = theme.px(_ROW), self.width()
        names, counts = wide * 0.36, theme.px(50)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("base"))
        metrics = painter.fontMetrics()
        for number, slot in enumerate(self._slots):
            top = number * row
            painter.setPen(theme.colour("text"))
            label = metrics.elidedText(
                clean(slot.label), Qt.TextElideMode.ElideRight, round(names) - 8
            )
            painter.drawText(QRectF(0, top, names, row), middle, isolated(label))
            length = (wide - names - counts) * slot.length
            bar = QRectF(names, top + (row - theme.px(10)) / 2, max(2, length), theme.px(10))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bar-on" if slot.known else "bar2"))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(theme.colour("text2"))
            box = QRectF(wide - counts, top, counts, row)
            painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, slot.value)


class TitleField(Restyled, QLineEdit):
    """The title of a link; while empty, it shows the address."""

    titled = Signal(str)
    """The title was changed."""

    def __init__(self, title: str, address: str) -> None:
        super().__init__(title)
        self._before = title
        self.setFrame(False)
        self.setPlaceholderText(address)
        self.setAccessibleName(tr("Title of {address}", address=address))
        self.setToolTip(tr("Click to give this link a title."))
        set_kind(self, "bare")
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(theme.font("canvas"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("base"))
        palette.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, theme.colour("accent"))
        self.setPalette(palette)

    @override
    def follow_style(self) -> None:
        self._restyle()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._before:
            self.setText(self._before)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._finish()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._finish()

    def _finish(self) -> None:
        title = " ".join(self.text().split())
        if title != self._before:
            self._before = title
            self.titled.emit(title)


class SentenceField(Field):
    """An editable sentence about who took part; it reports its text when it loses the focus."""

    def __init__(self, sentence: str) -> None:
        super().__init__("canvas", 24, single=True, hint=tr("Who took part, in a sentence"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Who took part, in a sentence"))
        self._saving.setInterval(_NEVER)  # saving rebuilds the block under the caret
        self.show_words(sentence)
        self.finished.connect(self.clearFocus)
        self.escaped.connect(self._leave_as_it_was)

    def _leave_as_it_was(self) -> None:
        self._unsaved, self._shown = False, False
        self.show_words(self._known)
        self.clearFocus()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self.height_for(width)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), self.height_for(self.width() or theme.px(600)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(100), theme.px(24))


class RemovableRow(QWidget):
    """A row with a cross that leaves it out; the cross shows while the block is selected."""

    left_out = Signal()

    def __init__(self, words: str, *lines: QWidget) -> None:
        """Words: the tool tip of the cross; lines: what the row shows, one below the other."""
        super().__init__()
        self._cross = Button(words, icon="x", kind="link", height=20)
        self._cross.bare(on=True)
        self._cross.clicked.connect(self.left_out)
        keep = self._cross.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._cross.setSizePolicy(keep)
        self._cross.hide()
        row = row_in(self)
        column = QVBoxLayout()
        column.setSpacing(0)
        row.addLayout(column, 1)
        for line in lines:
            column.addWidget(line)
        row.addWidget(self._cross, 0, Qt.AlignmentFlag.AlignTop)

    def offer(self, *, on: bool) -> None:
        """Show the cross, or hide it."""
        self._cross.setVisible(on)
