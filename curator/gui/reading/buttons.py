"""The buttons under the selected post; they never move."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.widgets import Button
from curator.gui.widgets.layouts import row_in
from curator.i18n import grouped, tr
from curator.model import Mark

_TIGHTER = (
    (True, True, True, True),
    (True, False, True, True),
    (False, True, True, True),
    (False, False, True, True),
    (False, False, False, True),
    (False, False, False, False),
)
"""Whether “Undecided”, “Add to story”, “Star”, “Reject”, and at last any are written out."""


class ReadingButtons(Restyled, QWidget):
    """Star, Reject, Undecided; Tag; Add to story."""

    asked = Signal(str)
    """The name of a command."""

    def __init__(self) -> None:
        super().__init__()
        self.star = Button(tr("Star"), key="star", icon="star", checkable=True, height=30)
        self.reject = Button(tr("Reject"), key="reject", icon="x", checkable=True, height=30)
        self.unmark = Button(tr("Undecided"), key="unmark", checkable=True, height=30)
        self.tag = Button(tr("Tag"), key="tag", height=30)
        self.add = Button(tr("Add to story"), key="add", kind="solid", height=30)
        self.chosen = 1
        """The number of posts that the buttons apply to."""
        self._named = False
        self._group = QButtonGroup(self)
        for button in (self.star, self.reject, self.unmark):
            self._group.addButton(button)
        row = row_in(self, (12, 1, 10, 0), spacing=6)
        for button in (self.star, self.reject, self.unmark, self.tag):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.add)
        self.setFixedHeight(theme.px(50))
        self.unmark.setChecked(True)
        for name, button in (
            ("star", self.star),
            ("reject", self.reject),
            ("unmark", self.unmark),
            ("tag", self.tag),
            ("add", self.add),
        ):
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))

    def show_mark(self, mark: Mark | None, chosen: int) -> None:
        """Show the mark, and how many posts the buttons apply to."""
        {"star": self.star, "reject": self.reject, None: self.unmark}[mark].setChecked(True)
        if chosen == self.chosen and self._named:
            return
        self.chosen, self._named = chosen, True
        for button, words in (
            (self.star, tr("Star")),
            (self.reject, tr("Reject")),
            (self.tag, tr("Tag")),
        ):
            several = tr("{words} {count}", words=words, count=grouped(chosen))
            button.set_words(several if chosen > 1 else words)
        self._fit()

    def _add_words(self) -> tuple[str, str]:
        """Return what the button says that adds posts to the story, and that in short."""
        whole, short = tr("Add to story"), tr("Add")
        if self.chosen <= 1:
            return whole, short
        count = grouped(self.chosen)
        return (
            tr("Add {count} to story", count=count),
            tr("{words} {count}", words=short, count=count),
        )

    def _fit(self) -> None:
        """Shorten labels, the least needed first, until everything fits."""
        whole, words = self._add_words()
        for undecided, add, others, any_ in _TIGHTER:
            self.unmark.bare(on=not undecided)
            self.add.set_words(whole, short="" if add else words)
            self.star.bare(on=not others)
            self.reject.bare(on=not others)
            self.tag.bare(on=not any_)
            self.add.bare(on=not any_)
            if self._needed() <= self.width():
                break

    @property
    def least_width(self) -> int:
        """The width at which the keys and icons alone are whole."""
        buttons = (self.star, self.reject, self.unmark, self.tag, self.add)
        return sum(button.bare_width for button in buttons) + 22 + 6 * len(buttons)

    def _needed(self) -> int:
        buttons = (self.star, self.reject, self.unmark, self.tag, self.add)
        return sum(button.sizeHint().width() for button in buttons) + 22 + 6 * len(buttons)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def follow_style(self) -> None:
        self.setFixedHeight(theme.px(50))
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
