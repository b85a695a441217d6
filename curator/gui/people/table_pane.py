"""The table of people in the middle of Sift, with filter, edits, and CSV files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QWidget
from typing_extensions import override

from curator import work
from curator.errors import CuratorError
from curator.gui.commands.functions import Function
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_people, ask_for_people_file
from curator.gui.desk.latest import Latest
from curator.gui.look import theme
from curator.gui.look.safe_text import clean, isolated
from curator.gui.people.chat_roles import count_chat_roles, with_chat_roles
from curator.gui.people.columns import columns
from curator.gui.people.labels import set_label
from curator.gui.people.model import PeopleModel
from curator.gui.people.read_csv import PeopleCsvImport
from curator.gui.people.view import PeopleView
from curator.gui.widgets import Button, Choice, Elided, Label
from curator.gui.widgets.entry_menu import Own, own_menu
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.pane_focus import HELP
from curator.i18n import grouped, tr, trn
from curator.insight.figures.cast import listed
from curator.library import (
    ARCHIVE,
    CHATS,
    ECHOES,
    QUESTIONS,
    Account,
    Changes,
    Person,
    PersonId,
    Query,
)
from curator.model import Standing
from curator.work import PeopleTable

_NARROW = 600
_HEARD = ARCHIVE | CHATS | QUESTIONS | {"standings", "marks", "blocks", "stories"}


class PeoplePane(QWidget):
    """The table of everybody in the library."""

    opened = Signal(object)
    """The Person whose posts are to be shown."""

    chosen = Signal(object)
    """The Person that is current now, or None."""

    left = Signal()
    """The posts are to be shown again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._accounts: Sequence[Account] | None = None
        self._automated: Collection[PersonId] = ()
        self._latest = Latest(self)
        self._latest.answered.connect(self._counted)
        self._stale = True
        self.model = PeopleModel(self)
        self.view = PeopleView(self.model)
        self.filter = QLineEdit()
        self.reading = PeopleCsvImport()
        """The preview of a table that was read."""
        self.back = Button(tr("Posts"), key="Esc", kind="flat")
        self.merge = Button(tr("Make one person…"), icon="users")
        self.split = Button(tr("Separate"))
        self.save = Button(tr("Save as CSV…"), icon="file-down", kind="flat")
        self.read = Button(tr("Read CSV…"), icon="folder-open", kind="flat")
        self.order = Choice(
            [tr("Order: {column}", column=column.title) for column in columns()], label=tr("Order")
        )
        self.order.choose(self.model.by)
        self._count = Label(style="small", weight=600)
        self._chosen = Elided(style="small", colour="text2")
        self._lay_out()
        self.functions: dict[str, Function] = {
            "search": self.filter.setFocus,
            "select_all": self.view.selectAll,
            "clear_search": self.escape,
            "back": self.left.emit,
            "person": self._open,
        }
        """What commands do that mean something for people."""
        self._wire()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.setSpacing(8)
        self.filter.setPlaceholderText(tr("Find people"))
        self.filter.setToolTip(tr("Filter by name, handle, role, organisation, sector"))
        self.filter.setAccessibleName(tr("Filter people"))
        self.filter.setClearButtonEnabled(True)
        head = QHBoxLayout()
        head.setContentsMargins(14, 2, 10, 4)
        head.setSpacing(6)
        column = column_in(self, spacing=0)
        column.addLayout(top)
        for widget in (self.filter, self.read, self.save, self.back):
            top.addWidget(widget, 1 if widget is self.filter else 0)
        column.addWidget(self.reading)
        column.addLayout(head)
        head.addWidget(self._count)
        head.addWidget(self._chosen, 1)
        for button in (self.order, self.merge, self.split):
            head.addWidget(button)
        column.addWidget(self.view, 1)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.reading.hide()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.view.viewport().backgroundRole())
        self.setAccessibleName(tr("People"))
        self.setProperty(HELP, "people")

    def _wire(self) -> None:
        self.filter.textChanged.connect(self._seek)
        self.filter.returnPressed.connect(self.view.setFocus)
        self.view.entered.connect(self._enter)
        self.view.opened.connect(self.opened)
        self.view.moved.connect(self.chosen)
        self.view.picked.connect(self._show_counts)
        self.view.menu_wanted.connect(self._open_menu)
        self.view.fixed.connect(self._report_fixed_cell)
        self.order.chosen.connect(self.view.order_by)
        self.view.horizontalHeader().sectionClicked.connect(
            lambda _: self.order.choose(self.model.by)
        )
        self.back.clicked.connect(self.left)
        self.merge.clicked.connect(self._ask_main_account)
        self.split.clicked.connect(self.separate)
        self.save.clicked.connect(lambda: ask_for_people_file(self, self.write))
        self.read.clicked.connect(lambda: ask_for_people(self, self.preview))
        self.reading.wanted.connect(self._take)
        self._desk.changed.connect(self._desk_changed)
        self._desk.chat_changed.connect(lambda _chat: self._forget())
        self._desk.closing.connect(self.reading.forget)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten buttons where names need the room."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        for button in (self.read, self.save, self.merge):
            button.bare(on=narrow)

    # Display

    def start(self) -> None:
        """Take the focus, and update the table."""
        self._refresh()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> None:
        """Escape one level: the editor, the filter, a selection of several people, the table."""
        if self.reading.isVisible():
            self.reading.forget()
        elif not self.view.hasFocus():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.filter.text():
            self.filter.clear()
        elif len(self.view.chosen()) > 1:
            self.view.choose(self.view.currentIndex().row())
        else:
            self.left.emit()

    def _open(self) -> None:
        if (person := self.view.current()) is not None:
            self.opened.emit(person)

    def _forget(self) -> None:
        """Count again, as for another chat; at once if the table is visible."""
        self._accounts, self._stale = None, True
        if self.isVisible():
            self._refresh()

    def _open_menu(self, place: QPoint) -> None:
        """Open the context menu of the selected people."""
        own: Own = {
            tr("Show this person’s posts\tP"): self._open,
            tr("Order by this column"): self._order,
            tr("Wider column\tF8"): lambda: self.view.widen_column(1),
            tr("Narrower column\tShift+F8"): lambda: self.view.widen_column(-1),
        }
        if self.view.can_set:
            own = {tr("Change this column\tF2"): self.view.edit_current, **own}
        if self.merge.isEnabled():
            own[tr("Make one person…")] = self._ask_main_account
        if self.split.isEnabled():
            own[tr("Separate")] = self.separate
        own_menu(self, own).popup(place)

    def _order(self) -> None:
        self.view.order_by(self.view.currentIndex().column())

    def _desk_changed(self, changes: Changes) -> None:
        if changes & (ARCHIVE | ECHOES) or (self._desk.chat and changes & CHATS):
            self._accounts = None
        if changes & _HEARD:
            self._stale = True
            if self.isVisible():
                self._refresh()

    def _refresh(self) -> None:
        """Read what has changed; the figures of all accounts are counted in the background."""
        if self._accounts is None:
            self._count_accounts()
        elif self._stale:
            self._stale = False
            self.model.zone = self._desk.library.tz
            library = self._desk.library
            found = count_chat_roles(library, self._desk.chat)
            people = library.people.all(self._accounts)
            self.model.show(with_chat_roles(people, found, self._automated))
        self._show_counts()

    def _count_accounts(self) -> None:
        path, chat = self._desk.library.path, self._desk.chat
        self._latest.ask(self._desk, lambda: work.list_people(path, chat))

    def _counted(self, accounts: Sequence[Account]) -> None:
        self._accounts, self._stale = accounts, True
        self._automated = self._desk.library.posts.automated(Query.parse(self._desk.scope))
        self._refresh()

    @property
    def words(self) -> str:
        """Return the text about how many people there are."""
        return self._count.text()

    def finish(self) -> None:
        """Wait until everybody is counted."""
        self._latest.finish()

    def _seek(self, words: str) -> None:
        self.model.seek(words)
        self.view.choose(self.view.currentIndex().row())
        self._show_counts()

    def _show_counts(self) -> None:
        chosen = self.view.chosen()
        if self._accounts is None:
            self._count.setText(tr("Counting people…"))
        else:
            self._count.setText(_counted(self.model.people(), self._automated))
        many = len(chosen) > 1
        words = tr(" · {count} chosen. F2 sets a column for all", count=grouped(len(chosen)))
        self._chosen.setText(words if many else "")
        self.merge.setEnabled(many)
        self.split.setEnabled(any(p.accounts or self._is_joined(p) for p in chosen))

    def _is_joined(self, person: Person) -> bool:
        row = self.model.row_of(person.id)
        return row >= 0 and person.id in self._desk.library.people.standings.faces()

    # Edits

    def _report_fixed_cell(self) -> None:
        """Say why a cell cannot be edited, and which ones can."""
        at = columns()[self.view.currentIndex().column()]
        own = [column.title for column in columns() if column.can_set]
        self._desk.reported.emit(
            tr(
                "“{column}” is as the archive has it. Yours to change: {columns}.",
                column=at.title,
                columns=listed(own),
            )
        )

    def _enter(self, people: Sequence[PersonId], name: str, value: str | bool) -> None:  # noqa: FBT001  what a cell gives
        library = self._desk.library
        said = library.people.standings.of(people)
        if all(getattr(said.get(each, Standing()), name) == value for each in people):
            return
        label = set_label(name, value, len(people))
        if self._desk.edit(label, lambda: library.people.change(people, **{name: value})):
            self._desk.reported.emit(label)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)  # the field with the focus is gone

    def _ask_main_account(self) -> None:
        """Ask which account is to be the main one of the selected people."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person in self.view.chosen()[:20]:
            handle = clean(person.account.handle[:60]).replace("&", "&&")
            action = menu.addAction(tr("Shown as @{handle}", handle=handle))
            action.triggered.connect(lambda _on=False, face=person: self.join(face.id))
        menu.popup(self.merge.mapToGlobal(self.merge.rect().bottomLeft()))

    def join(self, face: PersonId) -> None:
        """Join the selected accounts into one person, with one of them as the main account."""
        people = self._desk.library.people
        others = [person.id for person in self.view.chosen() if person.id != face]
        label = trn(
            "Make {count} account one person", "Make {count} accounts one person", 1 + len(others)
        )
        if self._desk.edit(label, lambda: people.merge(face, others)):
            self._desk.reported.emit(label)

    def separate(self) -> None:
        """Separate the accounts of the selected people."""
        people = self._desk.library.people
        accounts = [
            part.id
            for person in self.view.chosen()
            for part in (person.accounts[1:] if person.accounts else (person,))
        ]
        label = trn("Separate {count} account", "Separate {count} accounts", len(accounts))

        def act() -> None:
            for account in accounts:
                people.split(account)

        if self._desk.edit(label, act):
            self._desk.reported.emit(label)

    # Tables

    def write(self, to: Path) -> None:
        """Save the people in the table as a file."""
        try:
            people = self.model.people()
            work.write_whole(to, work.people_csv(people))
        except CuratorError as error:
            self._desk.fail(error)
        else:
            saved = tr("Saved {path}.", path=isolated(str(to)))
            self._desk.reported.emit(f"{saved} {work.withheld_words(people)}".rstrip())

    def preview(self, path: Path) -> None:
        """Show what a filled-in table would change."""
        try:
            content = path.read_bytes()
            table = work.read_people_csv(self._desk.library, content, path.name)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            words = tr("“{name}” cannot be read: {why}.", name=isolated(path.name), why=why)
            self._desk.fail(CuratorError(words))
        except CuratorError as error:
            self._desk.fail(error)
        else:
            self.reading.offer(table, path.name)

    def _take(self, table: PeopleTable, name: str) -> None:
        try:
            work.take_people(self._desk.library, table, name)
        except CuratorError as error:
            self._desk.fail(error)
        else:
            self._desk.reported.emit(
                trn("{count} person changed.", "{count} people changed.", table.changing)
            )
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _counted(people: Sequence[Person], automated: Collection[PersonId]) -> str:
    """Return how many people took part, and how many appear only in quotes and mentions.

    automated: accounts that are listed, but are no people.
    """
    silent = sum(not person.account.posts for person in people)
    bots = sum(person.id in automated for person in people)
    words = trn("{count} person", "{count} people", len(people) - silent - bots)
    if bots:
        some = trn("{count} automated account", "{count} automated accounts", bots)
        words = tr("{people} · {others}", people=words, others=some)
    if not silent:
        return words
    others = trn("{count} only quoted by others", "{count} only quoted by others", silent)
    return tr("{people} · {others}", people=words, others=others)
