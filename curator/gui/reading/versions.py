"""Other versions of the post's text, from other captures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from curator.gui.look.safe_text import clean
from curator.gui.widgets import Button, Label
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr, trn

_MOST, _LONGEST = 20, 4_000


class Versions(QWidget):
    """The other versions of a post that was edited between two captures. Folded at first."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: tuple[str, ...] = ()
        self.button = Button(tr("Show other versions"), kind="link", height=20)
        self._labels = [Label(colour="text2", wrap=True) for _ in range(_MOST)]
        column = column_in(self, spacing=6)
        column.addWidget(self.button)
        for label in self._labels:
            label.hide()
            column.addWidget(label)
        self.button.clicked.connect(self._turn)
        self.hide()

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show how many other versions there are."""
        if tuple(texts) != self._texts:
            self._texts = tuple(texts)
            self._unfold(on=False)
        self.setVisible(bool(texts))

    @property
    def words(self) -> list[str]:
        """Return the texts that are unfolded."""
        return [label.text() for label in self._labels if not label.isHidden()]

    def _turn(self) -> None:
        self._unfold(on=self._labels[0].isHidden())

    def _unfold(self, *, on: bool) -> None:
        count = len(self._texts)
        self.button.set_words(
            trn("Hide the other version", "Hide the other versions", count)
            if on
            else trn(
                "Edited: show {count} other version", "Edited: show {count} other versions", count
            )
        )
        shown = [clean(text[:_LONGEST]) for text in self._texts[:_MOST]] if on else []
        for number, label in enumerate(self._labels):
            label.setText(shown[number] if number < len(shown) else "")
            label.setVisible(number < len(shown))
