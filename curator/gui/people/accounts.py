"""The accounts of a person, and a field to add another."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import clean, isolated
from curator.gui.widgets import Button, Elided
from curator.gui.widgets.layouts import clear, column_in, row_in
from curator.gui.widgets.suggestions import Suggestions
from curator.i18n import tr, trn
from curator.library import Person, PersonId

_SUGGESTED = 8
_LONGEST = 60


class PersonAccounts(QWidget):
    """“Also @ann_work”: each can be separated, and another joined by its handle."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: Person | None = None
        self._shown: tuple[PersonId, ...] | None = None
        self.separate: list[Button] = []
        self.add = Button(tr("Join another account…"), kind="link", height=20)
        self.add.shrink()
        self.field = QLineEdit()
        self._names = QStringListModel(self)
        self._list = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        completer = QCompleter(self._names, self)
        completer.setPopup(Suggestions(tr("People")))
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.field.setCompleter(completer)
        self.field.setPlaceholderText(tr("@handle of the same person"))
        self.field.setAccessibleName(tr("Handle of another account of the same person"))
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._suggest)
        self.field.hide()
        self._list.setSpacing(2)
        column = column_in(self, spacing=4)
        column.addLayout(self._list)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.field)
        self.add.clicked.connect(self.ask)

    def show_person(self, person: Person) -> None:
        """Show the accounts of a person."""
        accounts = tuple(part.id for part in person.accounts)
        if self._person is None or self._person.id != person.id:
            self._leave()
        self._person = person
        if accounts == self._shown:
            return
        self._shown = accounts
        self.separate = []
        clear(self._list)
        for part in person.accounts[1:]:
            self._list.addWidget(self._line(part))

    def _line(self, part: Person) -> QWidget:
        handle = isolated(clean(part.account.handle[:_LONGEST]))
        posts = trn("{count} post", "{count} posts", part.account.posts)
        words = Elided(tr("Also @{handle} · {posts}", handle=handle, posts=posts), "small")
        button = Button(tr("Separate"), kind="link", height=20)
        button.setAccessibleName(tr("Separate @{handle}", handle=handle))
        button.clicked.connect(lambda: self.part(part.id))
        self.separate.append(button)
        line = QWidget()
        row = row_in(line)
        row.addWidget(words, 1)
        row.addWidget(button)
        return line

    def ask(self) -> None:
        """Open the field for the handle of another account."""
        self.field.clear()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def join(self, handle: str) -> None:
        """Join the account with this handle; the person shown stays the main account."""
        people = self._desk.library.people
        handle = handle.strip().removeprefix("@").partition(" ")[0]
        own = self._person
        found = [each for each in people.called(handle) if own and each != own.id]
        if own is None or not found:
            self._desk.reported.emit(
                tr("There is no other account @{handle} here.", handle=isolated(handle[:_LONGEST]))
            )
            return
        self._leave()
        label = tr("Make @{handle} the same person", handle=handle[:_LONGEST])
        if self._desk.edit(label, lambda: people.merge(own.id, found)):
            self._desk.reported.emit(label)

    def part(self, account: PersonId) -> None:
        """Separate an account, so that it is a person of its own again."""
        people = self._desk.library.people
        label = trn("Separate {count} account", "Separate {count} accounts", 1)
        if self._desk.edit(label, lambda: people.split(account)):
            self._desk.reported.emit(label)

    def _suggest(self, typed: str) -> None:
        wanted = typed.strip().removeprefix("@")
        found, _ = self._desk.library.marks.people_named(wanted, _SUGGESTED)
        self._names.setStringList([f"@{clean(handle)}" for handle, _, _ in found])

    def _leave(self) -> None:
        self.field.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.join(self.field.text())
        else:
            return False
        return True
