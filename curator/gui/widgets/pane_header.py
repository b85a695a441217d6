"""The header of the reading pane, and its text while no post is selected."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.gui.commands import keymap
from curator.gui.look import theme
from curator.gui.look.mirror import mirrored
from curator.gui.look.restyled import Restyled
from curator.gui.widgets import Button, Elided, Label, paint_ring
from curator.gui.widgets.labels import cap_size, paint_cap
from curator.gui.widgets.layouts import row_in
from curator.i18n import tr


class PaneHeader(Restyled, QWidget):
    """The tabs “Post” and “Facts”; at the right the post's number, or a button for the facts."""

    chosen = Signal(int)
    """0 is the post, 1 the facts."""

    added = Signal()
    """All figures are to be put into the story."""

    def __init__(self) -> None:
        super().__init__()
        self._tabs = [_Tab(tr("Post")), _Tab(tr("Facts"), "facts")]
        self._group = QButtonGroup(self)
        self._place = Elided(style="small", colour="text2")
        self._add = Button(tr("Add all to story"), icon="chart-column", kind="flat")
        row = row_in(self, (18, 0, 18, 0), spacing=22)
        for number, tab in enumerate(self._tabs):
            self._group.addButton(tab, number)
            row.addWidget(tab)
        row.addStretch(1)
        row.addWidget(self._place)
        row.addWidget(self._add)
        self._tabs[0].setChecked(True)
        self._add.hide()
        self._group.idClicked.connect(self.chosen)
        self._add.clicked.connect(self.added)
        self.setFixedHeight(theme.px(44))

    def choose(self, *, facts: bool) -> None:
        """Show which tab is on."""
        self._tabs[int(facts)].setChecked(True)
        self._place.setVisible(not facts)
        self._add.setVisible(facts)

    def _fit(self) -> None:
        """Leave the label of the button to its tool tip where it does not fit."""
        self._add.bare(on=False)
        needed = sum(each.sizeHint().width() for each in (*self._tabs, self._add))
        self._add.bare(on=needed + 2 * 18 + 3 * 22 > self.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_words(self, words: str) -> None:
        """Show which post of how many is selected."""
        self._place.setText(words)

    @property
    def words(self) -> str:
        """Return the text at the right."""
        return self._place.text()

    @override
    def follow_style(self) -> None:
        self.setFixedHeight(theme.px(44))
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("base"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))


class _Tab(Restyled, QAbstractButton):
    """A tab with the key of its command."""

    def __init__(self, text: str, command: str = "") -> None:
        super().__init__()
        self._command = command
        self._key = keymap.cap(command)
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._key)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("base", weight=600)).horizontalAdvance(self.text())
        width += cap_size(self._key).width() + theme.px(6) if self._key else 0
        return QSize(width + 2, theme.px(44))

    @override
    def follow_style(self) -> None:
        self._key = keymap.cap(self._command)
        self.setAccessibleDescription(self._key)
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = mirrored(QPainter(self), self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setFont(theme.font("base", weight=600 if on else 400))
        painter.setPen(theme.colour("text" if on or self.underMouse() else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._key:
            size = cap_size(self._key)
            top = (self.height() - size.height()) / 2
            box = QRectF(self.width() - size.width() - 1, top, size.width(), size.height())
            paint_cap(painter, box, self._key)
        if on:
            painter.fillRect(0, self.height() - 2, self.width(), 2, theme.colour("accent"))
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(-1, 6, 0, -6), 4)


class Unread(QWidget):
    """A sentence in the middle of an empty pane."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.setAccessibleName(sentence)
        column = QVBoxLayout(self)
        column.addWidget(Label(sentence, colour="text3"), 0, Qt.AlignmentFlag.AlignCenter)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("base"))
