"""The author of the selected post: details, number of posts, consent."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.safe_text import clean
from curator.gui.people.columns import newcomer_words
from curator.gui.widgets import Button, Elided, Glyph
from curator.gui.widgets.choice_box import ChoiceBox
from curator.gui.widgets.layouts import column_in
from curator.i18n import grouped, tr, trn
from curator.library import PersonId, PostId
from curator.model import Consent, Standing

_CONSENTS: tuple[Consent, ...] = ("full", "handle", "role", "withheld")
_LONGEST = 120
_BESIDE = 80
"""The width of the sign, the shortest role and what is between them and the consent."""

_LINK = 3
"""Distance of a link button's text from its edge."""


class AuthorStrip(QWidget):
    """Role, organisation, sector; number of posts; consent."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: PersonId | None = None
        self._standing = Standing()
        self._sign = Glyph("user", 16)
        self._who = Elided(style="small")
        self._counts = Elided(style="small", colour="text2")
        self.edit = Button(tr("Add a role…"), kind="link", height=20)
        self.consent = ChoiceBox()
        self.fields = {name: QLineEdit() for name in ("role", "organisation", "sector")}
        self._form = QWidget()
        self._second = QHBoxLayout()
        self._room = 0
        """The width that there is for it."""
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()

    def _build(self) -> None:
        self.consent.addItems(
            [tr("Shown in full"), tr("Handle only"), tr("Role only"), tr("Withheld")]
        )
        self.consent.setAccessibleName(tr("How this person may be shown"))
        self.consent.view().setAccessibleName(tr("How this person may be shown"))
        self.consent.activated.connect(self._allow)
        words = QVBoxLayout()
        words.setSpacing(1)
        first = QHBoxLayout()
        first.setSpacing(8)
        told = QHBoxLayout()
        told.setSpacing(10)
        self._row.setSpacing(10)
        column = column_in(self)
        column.addLayout(self._row)
        self._row.addLayout(told, 1)
        told.addWidget(self._sign)
        told.addLayout(words, 1)
        words.addLayout(first)
        first.addWidget(self._who)
        first.addWidget(self.edit)
        first.addStretch()
        words.addLayout(self._second)
        self._second.addWidget(self._counts)
        self._row.addWidget(self.consent)
        column.addWidget(self._form)
        self._build_form()
        self.edit.clicked.connect(self.open_form)

    def _build_form(self) -> None:
        form = QFormLayout(self._form)
        form.setContentsMargins(theme.px(26), 4, 0, 0)
        labels = (tr("Role"), tr("Organisation"), tr("Sector"))
        for label, field in zip(labels, self.fields.values(), strict=True):
            field.setMaxLength(_LONGEST)
            field.setAccessibleName(label)
            field.installEventFilter(self)
            form.addRow(label, field)
        row = QHBoxLayout()
        keep, leave = Button(tr("Keep")), Button(tr("Cancel"), kind="flat")
        keep.clicked.connect(self._keep)
        leave.clicked.connect(self._form.hide)
        row.addWidget(keep)
        row.addWidget(leave)
        row.addStretch()
        form.addRow(row)
        self._form.hide()

    # Display

    def fit(self, width: int) -> None:
        """Put the consent below the counts where a width has no room for both."""
        self._room = width
        needed = self.consent.sizeHint().width() + self.edit.sizeHint().width() + theme.px(_BESIDE)
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if width < needed else way.LeftToRight)

    def show_post(self, post: PostId) -> None:
        """Show the author of a post."""
        library = self._desk.library
        person = library.marks.person(post)
        if person != self._person:
            self._form.hide()
        self._person = person
        self._standing = standing = library.marks.standing(person)
        about = ", ".join(part for part in (standing.role, standing.organisation) if part)
        known = " · ".join(part for part in (about, standing.sector) if part)
        self._who.setText(clean(known))
        self._who.setVisible(bool(known))
        self._second.setContentsMargins(0 if known else _LINK, 0, 0, 0)
        self.edit.set_words(tr("Change…") if known else tr("Add a role…"))
        self._counts.setText(self._counted(person))
        self.fit(self._room)  # the link has other words
        self.consent.setCurrentIndex(_CONSENTS.index(standing.consent))
        self._sign.redraw_as("user" if standing.consent == "full" else "shield")

    @property
    def counts(self) -> str:
        """Return the text about the person's posts."""
        return self._counts.text()

    @property
    def who(self) -> str:
        """Return the text about the person."""
        return self._who.text()

    def _counted(self, person: PersonId) -> str:
        marks, story, chat = self._desk.library.marks, self._desk.story, self._desk.chat
        posts, starred, quoted = marks.person_counts(person, story, chat)
        in_chat = chat is not None and posts > 0
        if not posts:  # it may be the author of a post beside the chat
            posts, starred, quoted = marks.person_counts(person, story)
        parts = [
            trn("{count} post in the chat", "{count} posts in the chat", posts)
            if in_chat
            else trn("{count} post", "{count} posts", posts),
            tr("{count} starred", count=grouped(starred)),
        ]
        if quoted:
            parts.append(
                trn("quoted once in this story", "quoted {count} times in this story", quoted)
            )
        elif self._desk.story is not None:
            parts.append(tr("not yet quoted in this story"))
        else:
            parts.append(tr("not yet quoted"))
        if self._standing.newcomer:
            parts.insert(0, dict(newcomer_words())[self._standing.newcomer])
        if self._standing.consent == "withheld":
            parts.insert(0, tr("Do not quote"))
        return " · ".join(parts)

    # Edits

    def open_form(self) -> None:
        """Open the fields in place."""
        for name, field in self.fields.items():
            field.setText(getattr(self._standing, name))
        self._form.show()
        self.fields["role"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self, number: int) -> None:
        self._set(replace(self._standing, consent=_CONSENTS[number]))

    def _keep(self) -> None:
        role, organisation, sector = (
            " ".join(field.text().split()) for field in self.fields.values()
        )
        self._form.hide()
        self._set(replace(self._standing, role=role, organisation=organisation, sector=sector))

    def _set(self, standing: Standing) -> None:
        person = self._person
        if person is None or standing == self._standing:
            return
        label = tr("Change what is known of a person")
        self._desk.edit(label, lambda: self._desk.library.marks.set_standing(person, standing))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._form.hide()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._keep()
        else:
            return False
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
