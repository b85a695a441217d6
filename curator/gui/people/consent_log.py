"""A person's consent log, what they ask for, and the list of whom not to quote."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.gui.look.clock import moment_words
from curator.gui.look.safe_text import clean
from curator.gui.widgets import Button, Label
from curator.gui.widgets.choice_box import ChoiceBox
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.library import ConsentNote, Person
from curator.model import WISHES, Answer, joined_wishes
from curator.work.do_not_quote import read_do_not_quote

_LONGEST = 60
_LONGEST_WORDS = 300


class PersonConsentLog(QWidget):
    """Who was asked and what they answered; each answer noted is one step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: Person | None = None
        self.lines: list[Label] = []
        self.answer = ChoiceBox()
        self.answer.addItems(list(_answers().values()))
        self.answer.setAccessibleName(tr("Answer"))
        self.answer.view().setAccessibleName(tr("Answer"))
        self.words = QLineEdit()
        self.words.setMaxLength(_LONGEST_WORDS)
        self.words.setPlaceholderText(tr("how, by whom, for what"))
        self.words.setAccessibleName(tr("How they were asked"))
        self.add = Button(tr("Note"))
        self.add.setToolTip(tr("Who declined or withdrew is withheld."))
        self.wishes = Button(tr("Wishes…"), kind="link", height=20)
        self.listed = Button(tr("Never quote…"), kind="link", height=20)
        self._list = QVBoxLayout()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()

    def _build(self) -> None:
        self._list.setSpacing(2)
        row = self._row
        below = self._below
        column = column_in(self, spacing=4)
        column.addWidget(Label(tr("Asked for consent"), style="small", weight=600, wrap=True))
        column.addLayout(self._list)
        column.addLayout(row)
        row.addWidget(self.answer)
        row.addWidget(self.words, 1)
        row.addWidget(self.add)
        column.addLayout(below)
        below.addWidget(self.wishes, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self.listed, 0, Qt.AlignmentFlag.AlignLeft)
        below.addStretch(1)
        self.add.clicked.connect(self.note)
        self.words.returnPressed.connect(self.note)
        self.wishes.clicked.connect(self._ask_wishes)
        self.listed.clicked.connect(self.toggle_listed)

    def fit(self, *, narrow: bool) -> None:
        """Put the fields one below the other in a narrow pane."""
        way = QBoxLayout.Direction
        for row in (self._row, self._below):
            row.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def show_person(self, person: Person) -> None:
        """Show the log of a person."""
        if self._person is None or self._person.id != person.id:
            self.words.clear()
        self._person = person
        for line in self.lines:
            line.hide()
            self._list.removeWidget(line)
            line.deleteLater()
        log = self._desk.library.consents.log(person.id)
        self.lines = [Label(self._note_words(each), "small", "text2", wrap=True) for each in log]
        for line in self.lines:
            self._list.addWidget(line)
        wishes = person.standing.wishes.split()
        named = ", ".join(name for code, name in wish_names().items() if code in wishes)
        self.wishes.setText(tr("Wishes: {wishes}", wishes=named) if named else tr("Wishes…"))
        on = self._is_listed(person)
        self.listed.setText(tr("Take off the do-not-quote list") if on else tr("Never quote…"))
        self.listed.setToolTip(tr("The do-not-quote list holds for all your libraries."))

    def _note_words(self, note: ConsentNote) -> str:
        at = moment_words(note.at.astimezone(self._desk.library.tz))
        return " · ".join(filter(None, (at, _answers()[note.answer], clean(note.words))))

    def note(self) -> None:
        """Add the answer that is chosen to the log."""
        if (person := self._person) is None:
            return
        answer, words = list(_answers())[self.answer.currentIndex()], self.words.text()
        label = tr("Note the consent of @{handle}", handle=clean(person.account.handle[:_LONGEST]))
        consents = self._desk.library.consents
        if self._desk.edit(
            label, lambda: consents.note(person.id, datetime.now(UTC), answer, words)
        ):
            self.words.clear()
            self._desk.reported.emit(label)

    def set_wish(self, code: str, *, on: bool) -> None:
        """Set or take away one wish."""
        if (person := self._person) is None:
            return
        rest = [each for each in person.standing.wishes.split() if each != code]
        wishes = joined_wishes(*rest, code if on else "")
        label = tr("Note a wish of @{handle}", handle=clean(person.account.handle[:_LONGEST]))
        people = self._desk.library.people
        if self._desk.edit(label, lambda: people.change([person.id], wishes=wishes)):
            self._desk.reported.emit(label)

    def _ask_wishes(self) -> None:
        if self._person is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self._person.standing.wishes.split()
        for code, name in wish_names().items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(code in chosen)
            action.triggered.connect(lambda on, each=code: self.set_wish(each, on=on))
        menu.popup(self.wishes.mapToGlobal(self.wishes.rect().bottomLeft()))

    # The list of whom not to quote

    def toggle_listed(self) -> None:
        """Put the person on the list, withheld here, or take them off."""
        if (person := self._person) is None:
            return
        accounts = [part.account for part in person.accounts or (person,)]
        try:
            stored = read_do_not_quote()
            on = not any(stored.has(each.platform, each.handle) for each in accounts)
            for each in accounts:
                change = stored.added if on else stored.removed
                stored = change(each.handle, each.platform)
            stored.save()
        except CuratorError as error:
            self._desk.fail(error)
            return
        handle = clean(person.account.handle[:_LONGEST])
        if not on:
            self._desk.reported.emit(tr("@{handle} is off the do-not-quote list.", handle=handle))
            self.show_person(person)
            return
        people = self._desk.library.people
        label = tr("Never quote @{handle}", handle=handle)
        if not self._desk.edit(label, lambda: people.change([person.id], consent="withheld")):
            self.show_person(person)
        self._desk.reported.emit(
            tr("@{handle} is on the do-not-quote list, and withheld here.", handle=handle)
        )

    def _is_listed(self, person: Person) -> bool:
        try:
            stored = read_do_not_quote()
        except CuratorError:  # told when the list is to be changed, or posts come in
            return False
        return any(
            stored.has(part.account.platform, part.account.handle)
            for part in person.accounts or (person,)
        )


def _answers() -> dict[Answer, str]:
    return {
        "asked": tr("Asked"), "yes": tr("Agreed"), "no": tr("Declined"),
        "withdrawn": tr("Withdrew"),
    }  # fmt: skip


def wish_names() -> dict[str, str]:
    """Return what people may ask for, by code, as it is shown."""
    names = (
        tr("Consent granted"), tr("Credit me"), tr("Anonymise me"), tr("Remove media"),
        tr("Remove location"), tr("Remove network"), tr("Delay access"), tr("Expire access"),
    )  # fmt: skip
    return dict(zip(WISHES, names, strict=True))
