"""The outline: the length of the story, and its sections for navigation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import plain_tip
from curator.gui.story.outline_list import OutlineList
from curator.gui.widgets import Button, Elided, Glyph, Label, Meter, Rule, announce
from curator.gui.widgets.layouts import clear, column_in, row_in
from curator.i18n import grouped, tr, trn
from curator.insight.checks import voices
from curator.insight.checks.length import PACE, WORDS, Length, aim, warnings
from curator.insight.checks.sections import Section
from curator.library import BlockId
from curator.model import Block


class Outline(QWidget):
    """The length of the story, and its sections."""

    gone_to = Signal(int)
    """The first block of the section that was selected."""

    moved = Signal(object, int)
    """Ids of blocks, and the place they are moved to."""

    def __init__(self) -> None:
        super().__init__()
        self.list = OutlineList()
        self.lines = {
            "quotes": LengthLine(tr("Quotes")),
            "words": LengthLine(tr("Words")),
            "minutes": LengthLine(tr("Minutes to read")),
            "voices": LengthLine(tr("Voices")),
        }
        self.unquoted = Button(tr("Voices not yet quoted"), kind="link", height=20)
        self._warnings = QVBoxLayout()
        self._said: list[str] = []
        self._build()
        self.list.gone_to.connect(self.gone_to)
        self.list.moved.connect(self.moved)

    def _build(self) -> None:
        column = column_in(self, (0, 14, 0, 8), spacing=0)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 8)
        top.setSpacing(11)
        heads = QHBoxLayout()
        heads.setContentsMargins(16, 12, 16, 5)
        self._warnings.setContentsMargins(16, 8, 16, 0)
        self._warnings.setSpacing(8)
        column.addLayout(top)
        top.addWidget(Label(tr("Length"), weight=600))
        for line in self.lines.values():
            top.addWidget(line)
        top.addWidget(self.unquoted, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Rule())
        column.addLayout(heads)
        heads.addWidget(Label(tr("Outline"), "micro", "text3", weight=600))
        heads.addStretch()
        heads.addWidget(Label(tr("quotes"), "micro", "text3"))
        column.addWidget(self.list)
        column.addLayout(self._warnings)
        column.addStretch()
        self.setMinimumWidth(200)

    def show_story(
        self, blocks: Sequence[Block], parts: Sequence[Section], found: Length, people: int
    ) -> None:
        """Show a story in its sections, and its length; people: who spoke in its chats.

        A story without anything in it has no aim yet.
        """
        quotes, minutes = aim(parts), -(-WORDS // PACE)
        for name, value, most, words in (
            ("quotes", found.quotes, quotes, tr("of {aim}", aim=grouped(quotes))),
            ("words", found.words, WORDS, tr("of about {aim}", aim=grouped(WORDS))),
            ("minutes", found.minutes, minutes, tr("of about {aim}", aim=minutes)),
            ("voices", found.voices, people, tr("of {aim}", aim=grouped(people))),
        ):
            over = tr("(about {aim} are enough)", aim=grouped(most)) if value > most else words
            self.lines[name].show_value(value, most, over if blocks else "")
        self.list.show_story(parts)
        self._warn([*warnings(parts), *voices.warnings(blocks, people)])
        self.unquoted.setVisible(0 < found.voices < people)

    def show_current(self, block: BlockId | None) -> None:
        """Highlight the section that contains the block."""
        self.list.show_current(block)

    @property
    def warned(self) -> list[str]:
        """Return the warnings about parts longer than people read."""
        return self._said

    def _warn(self, sentences: list[str]) -> None:
        if sentences == self._said:
            return
        for sentence in sentences:
            if sentence not in self._said:
                announce(self, sentence)
        self._said = sentences
        clear(self._warnings)
        for sentence in sentences[:4]:
            self._warnings.addWidget(_Warning(sentence))


class LengthLine(Restyled, QWidget):
    """One measure of the story against its target."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._value, self._aim = Label(weight=600), Label(colour="text3")
        self._meter = Meter(4)
        line = QHBoxLayout()
        line.setSpacing(4)
        self._caption = Elided(name, colour="text2")
        self._words = ""
        self._value_shown, self._most = -1, 0
        column = column_in(self, spacing=5)
        column.addLayout(line)
        line.addWidget(self._caption, 1)
        line.addWidget(self._value)
        line.addWidget(self._aim)
        column.addWidget(self._meter)

    def show_value(self, value: int, most: int, words: str) -> None:
        """Show a value against its target."""
        if (value, most, words) == (self._value_shown, self._most, self._words):
            return
        self._value_shown = value
        self._value.setText(grouped(value))
        self._words, self._most = words, most
        self._fit()
        self._meter.show_share(value / most if most else 0)
        self.setAccessibleName(f"{self._name}: {grouped(value)} {words}")

    @property
    def spoken(self) -> str:
        """Return the text for screen readers."""
        return self.accessibleName()

    def _fit(self) -> None:
        """Shorten the target where its text would leave no room for the name."""
        wide = QFontMetrics(theme.font("base")).horizontalAdvance
        value = QFontMetrics(theme.font("base", weight=600)).horizontalAdvance(self._value.text())
        room = self.width() - wide(self._name) - value - 12
        most = grouped(self._most)
        shorter = () if self._value_shown > self._most else (tr("of {aim}", aim=most),)
        aims = (self._words, *shorter, f"/ {most}")
        self._aim.setText(next((words for words in aims if wide(words) <= room), ""))
        self._aim.setVisible(bool(self._aim.text()))
        self.setToolTip(plain_tip(self.accessibleName()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def follow_style(self) -> None:
        self._fit()


class OutlineStrip(Button):
    """The button that replaces the outline where there is no room, and opens it."""

    def __init__(self) -> None:
        super().__init__("", kind="flat", checkable=True)
        self.setAccessibleName(tr("Length"))
        self._whole = ""
        self._brief: tuple[str, ...] = ("",)
        """The same in short, and in fewest signs."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_count(self, found: Length, most: int) -> None:
        """Show the number of quotes; most: how many are read to the end, 0 if that is open."""
        count = found.quotes
        if most:
            enough = grouped(most)
            self._whole = trn(
                "{count} of {aim} quotes", "{count} of {aim} quotes", count, aim=enough
            )
            if count > most:
                self._whole = trn(
                    "{count} quote, about {aim} are enough",
                    "{count} quotes, about {aim} are enough",
                    count,
                    aim=enough,
                )
            self._brief = f"{grouped(count)} / {enough}", grouped(count)
        else:
            self._whole = trn("{count} quote", "{count} quotes", count)
            self._brief = (grouped(count),)
        self._fit()

    def _fit(self) -> None:
        brief = self.width() < self.sizeHint().width()
        fitting = (words for words in self._brief if self._wide(words).width() <= self.width())
        self.set_words(self._whole, short=next(fitting, self._brief[-1]) if brief else "")
        self.setToolTip(plain_tip(self._whole) if brief else "")

    def _wide(self, words: str) -> QSize:
        wide = self.fontMetrics().horizontalAdvance
        return super().sizeHint() + QSize(wide(words) - wide(self.text()), 0)

    @override
    def sizeHint(self) -> QSize:
        return self._wide(self._whole)

    @override
    def minimumSizeHint(self) -> QSize:
        return self._wide(self._brief[-1])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Warning(QWidget):
    def __init__(self, sentence: str) -> None:
        super().__init__()
        line = row_in(self, spacing=8)
        line.addWidget(Glyph("triangle-alert", 14, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(sentence, "small", "warn", wrap=True), 1)
