"""The opening sentence of a recap; each gap offers several true wordings."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from curator.counted import Figures
from curator.gui.facts.cards import FactCard
from curator.gui.look.safe_text import plain_tip
from curator.gui.widgets import Choice, Glyph, Label
from curator.gui.widgets.flow_layout import FlowLayout
from curator.i18n import tr
from curator.insight.figures.sentences import Sentence, usage


class SentenceCard(FactCard):
    """A sentence about the posts, rounded so that it never claims more than is true."""

    def __init__(self) -> None:
        super().__init__("sentence")
        self._sentence = Sentence((), "")
        self._chosen: dict[str, int] = {}
        self._words = Label(colour="text2", wrap=True)
        self._words.setProperty("ink", "text2")
        self._holes = QWidget()
        self._flow = FlowLayout(self._holes, gap=4, line=24)
        self._choices: list[Choice] = []
        column = QVBoxLayout()
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        glyph = QVBoxLayout()
        self.body.addLayout(row)
        row.addLayout(glyph)
        glyph.addWidget(Glyph("text-quote", 15))
        glyph.addStretch(1)
        row.addLayout(column, 1)
        column.addWidget(self._words)
        column.addWidget(self._holes)
        self._acts.only_icons()

    def show_figures(self, figures: Figures, hashtag: str) -> None:
        """Make the sentence from figures; earlier choices are kept."""
        sentence = usage(figures, hashtag)
        if sentence == self._sentence:
            return
        self._sentence = sentence
        for choice in self._choices:
            self._flow.removeWidget(choice)
            choice.hide()
            choice.deleteLater()
        self._choices = []
        for hole in sentence.holes:
            names = [choice or tr("(nothing)") for choice in hole.choices]
            choice = Choice(names, label=hole.name)
            choice.shorten()
            choice.choose(min(self._chosen.get(hole.name, 0), len(names) - 1))
            choice.chosen.connect(lambda number, name=hole.name: self._choose(name, number))
            self._flow.addWidget(choice)  # first, or it is a window for a moment
            choice.setVisible(len(names) > 1)
            self._choices.append(choice)
        self.explain(
            tr(
                "Rounded so that it never says more than is true. Exactly: {exact}.",
                exact=sentence.exact,
            )
        )
        self._show()

    @property
    def text(self) -> str:
        """Return the sentence as shown."""
        return self._sentence.text(self._chosen)

    def _choose(self, name: str, number: int) -> None:
        self._chosen[name] = number
        self._show()

    def _show(self) -> None:
        self._words.setText(f"“{self.text}”")
        self._words.setToolTip(plain_tip(self._sentence.exact))
        self.setAccessibleName(tr("Sentence: {text}", text=self.text))
