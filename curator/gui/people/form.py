"""The form of a person: the editor's notes, their accounts, where they are quoted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.clock import moment_words
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import clean
from curator.gui.people.accounts import PersonAccounts
from curator.gui.people.chat_roles import chat_roles_of, count_chat_roles
from curator.gui.people.columns import chat_roles, consent_words, newcomer_words
from curator.gui.people.consent_log import PersonConsentLog
from curator.gui.people.labels import set_label
from curator.gui.people.quoted_in import PersonStories
from curator.gui.widgets import Elided, Face, Label, Rule
from curator.gui.widgets.choice_box import ChoiceBox
from curator.gui.widgets.layouts import column_in
from curator.i18n import grouped, tr, trn
from curator.library import ARCHIVE, Changes, Person, PersonId
from curator.model import Author

_LONGEST = 120
_LONGEST_NAME = 400
_HEARD = ARCHIVE | {"standings", "consent_log", "marks", "blocks", "stories"}
_WIDE = 400
"""Width from which three fields fit side by side."""

_NARROW = 250
"""Width below which each field has a line of its own."""

_SHARE = 0.62
"""Largest share of the pane's height for the form when a post is shown below."""


class PersonForm(Restyled, QScrollArea):
    """One person, edited field by field; each change is one step."""

    story_wanted = Signal(object)
    """The StoryId of a story that quotes them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: Person | None = None
        self._in_chat = False
        self._face = Face(36)
        self._name = Elided(style="title")
        self._handle = Elided(style="small", colour="text2")
        self._counts = Label(style="small", colour="text2", wrap=True)
        self.fields = {name: QLineEdit() for name in ("role", "organisation", "sector")}
        self._offered = {
            "consent": consent_words(), "seat": chat_roles(), "newcomer": newcomer_words(),
            "muted": ((False, tr("Listed")), (True, tr("Muted"))),
        }  # fmt: skip
        self.choices = {name: ChoiceBox() for name in self._offered}
        self.accounts = PersonAccounts(desk)
        self.asked = PersonConsentLog(desk)
        self.stories = PersonStories(desk)
        self._cells: list[tuple[QWidget, QWidget]] = []
        self._grid = QGridLayout()
        self._across = 0
        self._page = QWidget()
        self._lay_out()
        self._fill_grid()  # only now: see docs/architecture.md, “Threads”
        self._wire()
        self.hide()

    def _lay_out(self) -> None:
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Person"))
        names = QVBoxLayout()
        names.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(12)
        column = column_in(self._page, (18, 14, 18, 12), spacing=8)
        column.addLayout(head)
        head.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        names.addWidget(self._name)
        names.addWidget(self._handle)
        column.addWidget(self._counts)
        column.addLayout(self._grid)
        column.addWidget(self.accounts)
        column.addWidget(Rule())
        column.addWidget(self.asked)
        column.addWidget(Rule())
        column.addWidget(self.stories)
        column.addStretch(1)

    def _fill_grid(self) -> None:
        titles = {
            "role": tr("Role"), "organisation": tr("Organisation"), "sector": tr("Sector"),
            "consent": tr("Consent"), "seat": tr("Seat"), "newcomer": tr("Newcomer"),
            "muted": tr("Posts"),
        }  # fmt: skip
        for name, title in titles.items():
            field: QWidget = self.fields[name] if name in self.fields else self.choices[name]
            field.setAccessibleName(title)
            if isinstance(field, QComboBox):
                field.addItems([words for _, words in self._offered[name]])
                field.view().setAccessibleName(title)
                field.setMinimumContentsLength(6)
                field.setSizeAdjustPolicy(
                    QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                )
            self._cells.append((Label(title, "small", "text2"), field))
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._arrange(3)

    def _arrange(self, across: int) -> None:
        """Arrange this many fields side by side."""
        if across == self._across:
            return
        for number, (label, field) in enumerate(self._cells):
            row, place = divmod(number, across)
            self._grid.addWidget(label, 2 * row, place)
            self._grid.addWidget(field, 2 * row + 1, place)
        for place in range(3):
            self._grid.setColumnStretch(place, int(place < across))
        self._across = across

    def _wire(self) -> None:
        for name, field in self.fields.items():
            field.setMaxLength(_LONGEST)
            field.editingFinished.connect(self._keeper(name, field))
        for name, choice in self.choices.items():
            choice.activated.connect(self._chooser(name))
        self.stories.wanted.connect(self.story_wanted)
        self._desk.changed.connect(self._desk_changed)
        self._desk.chat_changed.connect(lambda _chat: self._count_again())
        self._desk.closing.connect(self.clear)

    def _keeper(self, name: str, field: QLineEdit) -> Callable[[], None]:
        return lambda: self._set(name, " ".join(field.text().split()))

    def _chooser(self, name: str) -> Callable[[int], None]:
        return lambda number: self._set(name, self._offered[name][number][0])

    # Display

    @property
    def person(self) -> PersonId | None:
        """Return the person who is shown."""
        return self._person.id if self._person else None

    @property
    def counts(self) -> str:
        """Return the text about their posts."""
        return self._counts.text()

    def show_person(self, person: PersonId) -> None:
        """Show a person."""
        if self._person is not None and self._person.id == person and not self.isHidden():
            return
        self.keep()
        self.stories.forget()
        self._person = None
        self._read(person)
        self.show()
        self.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Show nobody; save what was typed."""
        self.keep()
        self._person = None
        self.hide()

    def keep(self) -> None:
        """Save what is typed in a field."""
        for name, field in self.fields.items():
            if field.isModified():
                self._set(name, " ".join(field.text().split()))

    def _desk_changed(self, changes: Changes) -> None:
        if self._person is None or not changes & _HEARD:
            return
        if changes & ARCHIVE and not self._desk.library.people.is_here(self._person.id):
            self._person = None
            self.hide()
        else:
            self._read(self._person.id)

    def _count_again(self) -> None:
        if self._person is not None:
            self._read(self._person.id)

    def _read(self, person: PersonId) -> None:
        people, chat = self._desk.library.people, self._desk.chat
        shown = people.person(person, chat)
        self._in_chat = chat is not None and shown.account.posts > 0
        if not shown.account.posts:  # it may be shown for a post beside the chat
            shown = people.person(person)
        self._person = shown
        account, standing = shown.account, shown.standing
        name = (
            clean(account.name[:_LONGEST_NAME]).strip()
            or f"@{clean(account.handle[:_LONGEST_NAME])}"
        )
        self._name.setText(name)
        handle = clean(account.handle[:_LONGEST_NAME])
        self._handle.setText(
            tr("@{handle} · {platform}", handle=handle, platform=account.platform)
        )
        portrait = self._desk.library.people.portrait(account.id)
        picture = self._desk.library.pictures.thumbnail(portrait) if portrait else b""
        self._face.show_author(Author(account.handle, account.name), picture)
        self._counts.setText(self._count_words(shown))
        for field_name, field in self.fields.items():
            if not field.isModified():
                field.setText(getattr(standing, field_name))
                field.setCursorPosition(0)
        for choice_name, choice in self.choices.items():
            values = [value for value, _ in self._offered[choice_name]]
            choice.setCurrentIndex(values.index(getattr(standing, choice_name)))
        self.choices["seat"].setItemText(0, self._found_seat(shown))
        self.accounts.show_person(shown)
        self.asked.show_person(shown)
        self.stories.show_person(shown)

    def _found_seat(self, person: Person) -> str:
        """Return the role found for a person in one or more chats, unless the editor set one."""
        found = chat_roles_of(person, count_chat_roles(self._desk.library, self._desk.chat))
        if found["host"]:
            return trn("Host of {count} chat", "Host of {count} chats", found["host"])
        if found["guest"]:
            return trn("Guest in {count} chat", "Guest in {count} chats", found["guest"])
        return tr("Took part")

    def _count_words(self, person: Person) -> str:
        account = person.account
        parts = [
            trn("{count} post in the chat", "{count} posts in the chat", account.posts)
            if self._in_chat
            else trn("{count} post", "{count} posts", account.posts)
        ]
        if account.echoes:
            parts.append(trn("{count} of them an echo", "{count} of them echoes", account.echoes))
        if account.followers is not None:
            parts.append(trn("{count} follower", "{count} followers", account.followers))
        parts.append(tr("{count} starred", count=grouped(person.starred)))
        if person.first and person.last:
            zone = self._desk.tz
            first, last = (moment_words(at.astimezone(zone)) for at in (person.first, person.last))
            parts.append(
                first if first == last else tr("{first} to {last}", first=first, last=last)
            )
        return " · ".join(parts)

    # Edits

    def _set(self, name: str, value: str | bool) -> None:  # noqa: FBT001  what a field gives
        if name in self.fields:
            self.fields[name].setModified(False)
        if self._person is None or getattr(self._person.standing, name) == value:
            return
        person, people = self._person.id, self._desk.library.people
        label = set_label(name, value, 1)
        if self._desk.edit(label, lambda: people.change([person], **{name: value})):
            self._desk.reported.emit(label)

    # Layout

    def _even(self) -> None:
        """Make selectors as high as fields, so that they align in rows."""
        high = self.fields["role"].sizeHint().height()
        for choice in self.choices.values():
            choice.setFixedHeight(high)

    def fit(self, height: int, *, alone: bool) -> None:
        """Take the height the form needs, but leave room for the post below."""
        self._even()
        width = self.width()
        self._arrange(3 if width >= theme.px(_WIDE) else 2 if width >= theme.px(_NARROW) else 1)
        self.asked.fit(narrow=width < theme.px(_NARROW))
        needed = self._page.sizeHint().height() + 2
        if alone:
            self.setMinimumHeight(0)
            self.setMaximumHeight(16_777_215)
        else:
            self.setFixedHeight(min(needed, round(height * _SHARE)))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)
