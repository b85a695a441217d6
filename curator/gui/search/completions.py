"""Completions of the search field: operators, people, tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from curator.gui.look.safe_text import clean, isolated
from curator.gui.widgets.suggestions import Suggestions
from curator.i18n import tr, trn
from curator.library import Library, typed

_MOST = 8
_HANDLES = ("from", "to", "mentions")
_GROUPS = ("sector", "role")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One completion."""

    term: str
    """The term that is inserted."""

    words: str
    """The explanation beside the term."""


def operators() -> dict[str, str]:
    """Return the operators, each with what it finds."""
    return {
        "from:": tr("posts by a person"),
        "to:": tr("answers to a person"),
        "mentions:": tr("posts that name a person"),
        "tag:": tr("posts you tagged; those of tags under it too"),
        "question:": tr("posts of a question, like question:2; or question:none"),
        "has:media": tr("with a picture or film"),
        "has:image": tr("with a picture"),
        "has:gif": tr("with a moving picture"),
        "has:video": tr("with a film"),
        "has:audio": tr("with a sound"),
        "has:link": tr("with a link"),
        "has:note": tr("with a private note"),
        "has:question": tr("of any question"),
        "is:original": tr("no echoes"),
        "is:echo": tr("echoes only"),
        "is:automated": tr("of automated accounts"),
        "is:substantive": tr("of some length, in their own words"),
        "is:reply": tr("answers"),
        "is:quote": tr("quotes of a post"),
        "is:undecided": tr("undecided"),
        "is:starred": tr("starred"),
        "is:rejected": tr("rejected"),
        "is:muted": tr("of people who are muted"),
        "is:used": tr("in a story"),
        "likes:>10": tr("liked more than ten times"),
        "reposts:>10": tr("reposted more than ten times"),
        "replies:>3": tr("answered more than three times"),
        "followers:>1000": tr("by people with many followers"),
        "since:": tr("from a day on, like since:2014-09-15"),
        "until:": tr("up to a day, like until:2014-09-15"),
        "link:": tr("with this link"),
        "sector:": tr("by people of a sector; sector:none by those of no known one"),
        "role:": tr("by people with a role"),
        "newcomer:new": tr("by people who came for the first time"),
        "newcomer:returning": tr("by people who came before"),
        "newcomer:none": tr("by people of whom it is not known whether they are new"),
        "in:": tr("from an archive"),
        "list:": tr("on a list of ids that you dropped"),
        "lang:": tr("in a language, like lang:cy"),
        "platform:": tr("from a platform, like platform:mastodon"),
    }


def offers(library: Library, word: str) -> list[Suggestion]:
    """Return the completions of a partly typed word, the likeliest first."""
    minus = "-" if word.startswith("-") else ""
    return [
        Suggestion(minus + offer.term, offer.words)
        for offer in list(_meant(library, word.removeprefix("-")))[:_MOST]
    ]


def _meant(library: Library, word: str) -> Iterator[Suggestion]:
    name, colon, value = word.partition(":")
    if not word:
        return
    if word.startswith("@"):
        yield from _people(library, "from", word[1:])
    elif colon and name in _HANDLES:
        yield from _people(library, name, value.removeprefix("@"))
    elif colon and name == "tag":
        yield from _tags(library, value)
    elif colon and name in _GROUPS:
        yield from _groups(library, name, value)
    else:
        folded = word.casefold()
        yield from (
            Suggestion(term, words)
            for term, words in operators().items()
            if term.startswith(folded) and term != folded
        )
        yield from () if colon else _tags(library, word)
        yield from () if colon or len(word) == 1 else _people(library, "from", word)


def _people(library: Library, name: str, beginning: str) -> Iterator[Suggestion]:
    for handle, shown, posts in library.marks.people(beginning, _MOST):
        count = trn("{count} post", "{count} posts", posts)
        who = isolated(clean(shown[:60])) if shown else ""
        yield Suggestion(typed(name, handle), f"{who} · {count}" if who else count)


def _groups(library: Library, name: str, beginning: str) -> Iterator[Suggestion]:
    folded = beginning.strip('"').casefold()
    for group, people in library.people.standings.groups(name):
        if group.casefold().startswith(folded):
            words = trn("{count} person", "{count} people", people)
            yield Suggestion(typed(name, group), words)


def _tags(library: Library, beginning: str) -> Iterator[Suggestion]:
    folded = beginning.strip('"').casefold()
    for tag, posts in library.marks.tags():
        if tag.casefold().startswith(folded):
            yield Suggestion(typed("tag", tag), trn("{count} post", "{count} posts", posts))


class Completions(QObject):
    """Offers completions for the last word of a field, and inserts the selected one."""

    def __init__(
        self, field: QLineEdit, library: Library, chosen: Callable[[str], object]
    ) -> None:
        super().__init__(field)
        self._field, self._library, self._chosen = field, library, chosen
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_MOST)
        self._completer.setWidget(field)
        self._popup = Suggestions(tr("Suggestions"))
        self._completer.setPopup(self._popup)
        chosen_at: Any = self._completer.activated
        # the overload with an index instead of the text
        chosen_at[QModelIndex].connect(self._take)

    def offer(self) -> None:
        """Offer completions for the word before the caret."""
        word = self._word()
        found = offers(self._library, word)
        self._model.clear()
        for each in found:
            item = QStandardItem(f"{each.term}   {each.words}")
            item.setData(each.term, Qt.ItemDataRole.UserRole)
            self._model.appendRow(item)
        if found and self._field.hasFocus():
            box = self._field.rect()
            box.setWidth(max(box.width(), 320))
            self._completer.complete(box)
        else:
            self.close()

    def close(self) -> None:
        """Close the list."""
        self._popup.hide()

    def _word(self) -> str:
        before = self._field.text()[: self._field.cursorPosition()]
        return before.rpartition(" ")[2]

    def _take(self, index: QModelIndex) -> None:
        term = str(index.data(Qt.ItemDataRole.UserRole))
        at = self._field.cursorPosition()
        text = self._field.text()
        start = at - len(self._word())
        self._field.setText(text[:start] + term + text[at:])
        self._field.setCursorPosition(start + len(term))
        self._chosen(term)
