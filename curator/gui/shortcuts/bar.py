"""The bar above the page of keys: a question, or a message."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from curator.gui.shortcuts.paint import INSET
from curator.gui.widgets import Button, Label, announce
from curator.gui.widgets.layouts import row_in
from curator.i18n import tr


class KeysBar(QWidget):
    """A question with two answers, or a message."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Label(wrap=True)
        self.yes = Button(tr("Use it"))
        self.no = Button(tr("Keep"), kind="flat")
        row = row_in(self, (INSET, 0, INSET, 0), spacing=8)
        row.addWidget(self.words, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Show a message that needs no answer."""
        self.ask(sentence, "", "")

    def ask(self, sentence: str, yes: str, no: str) -> None:
        """Ask a question."""
        self.words.setText(sentence)
        for button, words in ((self.yes, yes), (self.no, no)):
            button.set_words(words)
            button.setVisible(bool(words))
        self.show()
        announce(self, sentence, urgent=True)
        if yes:
            self.yes.setFocus(Qt.FocusReason.OtherFocusReason)
