"""Spelling while one writes: which words are unknown, and how they may be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import isolated
from curator.i18n import tr
from curator.work.spelling import Speller, dictionary_of, read_dictionary

_WORD = re.compile(r"(?<![\w@#/.:&’'-])[^\W\d_]{2,}(?:[’'][^\W\d_]+)*(?![\w@/:]|\.\w)")
"""A word of prose: no handle, no hashtag, no part of an address."""

_CODE = re.compile(r"`[^`]*`|\]\([^()]*\)|<https?://[^<>]*>")
"""Parts of Markdown that are no prose: code, and the addresses of links."""

_FOREIGN_FROM = 6
"""Words of a paragraph from which more than half unknown ones mean another language."""

_OWN, _OFF = "own words", "spelling off"


class Spelling(QObject):
    """The dictionary of the editor's language, with the words that they added to it."""

    changed = Signal()
    """Other words are known than before: what is shown must be looked at again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._speller: Speller | None = None
        self._own = set(desk.library.recall(_OWN).split())
        self.is_on = not desk.library.recall(_OFF)
        self._begun = False
        self.is_reading = False
        """Whether the dictionary is being read."""

    def begin(self) -> None:
        """Read the dictionary in the background, the first time a text is written."""
        if self._begun or not self.is_on:
            return
        self._begun = True
        path = dictionary_of(_language())
        if path is not None:
            job = self._desk.tasks.read(lambda: read_dictionary(path))
            job.done.connect(self._read)
            self.is_reading = True
            job.finished.connect(self._rest)

    def _rest(self) -> None:
        self.is_reading = False

    def _read(self, speller: Speller) -> None:
        self._speller = speller
        self.changed.emit()

    def turn(self) -> None:
        """Underline unknown words, or do so no longer."""
        self.is_on = not self.is_on
        self._desk.library.remember(_OFF, "" if self.is_on else "1")
        self.begin()
        if self.is_on and dictionary_of(_language()) is None:
            said = tr(
                "There is no dictionary here. Spelling needs one of Hunspell, and spylls:"
                " pip install curator[spelling]."
            )
        else:
            said = tr("Spelling is checked.") if self.is_on else tr("Spelling is not checked.")
        self._desk.reported.emit(said)
        self.changed.emit()

    def unknown(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the unknown words of a paragraph of Markdown are, in code points.

        A paragraph of mostly unknown words is in another language: nothing in it is marked.
        """
        if self._speller is None or not self.is_on:
            return
        prose = _CODE.sub(lambda found: " " * len(found[0]), text)
        words = [found for found in _WORD.finditer(prose) if not found[0].isupper()]
        strange = [found.span() for found in words if not self._knows(found[0])]
        if len(words) < _FOREIGN_FROM or 2 * len(strange) <= len(words):
            yield from strange

    def _knows(self, word: str) -> bool:
        inner_capital = any(sign.isupper() for sign in word[1:])
        return (
            self._speller is None
            or inner_capital
            or word.casefold() in self._own
            or self._speller.knows(word)
        )

    def suggest(self, word: str, then: Callable[[list[str]], object]) -> None:
        """Look for what a word may be meant to be, in the background."""
        speller = self._speller
        if speller is not None:
            job = self._desk.tasks.read(lambda: speller.suggest(word))
            job.done.connect(then)

    def learn(self, word: str) -> None:
        """Add a word to those of the editor; it is known in all stories of the library."""
        self._own.add(word.casefold())
        self._desk.library.remember(_OWN, " ".join(sorted(self._own)))
        self.changed.emit()


def add_spellings(menu: QMenu, word: QTextCursor, spelling: Spelling) -> None:
    """Add to the top of a menu how a selected word may be meant, and to learn it as it is."""
    first = menu.actions()[0]
    waiting = QAction(tr("Looking for words…"), menu)
    waiting.setEnabled(False)
    learn = QAction(tr("Add “{word}” to my words", word=isolated(word.selectedText())), menu)
    learn.triggered.connect(lambda: spelling.learn(word.selectedText()))
    menu.insertActions(first, [waiting, learn])
    menu.insertSeparator(first)

    def show(words: list[str]) -> None:
        if not isValid(menu):  # it was closed meanwhile
            return
        for each in words:
            action = QAction(each.replace("&", "&&"), menu)
            action.triggered.connect(lambda _on=False, each=each: word.insertText(each))
            menu.insertAction(waiting, action)
        waiting.setText(tr("No other spelling is known"))
        waiting.setVisible(not words)

    spelling.suggest(word.selectedText(), show)


def _language() -> str:
    language = QLocale().name()
    return "en" if language == "C" else language
