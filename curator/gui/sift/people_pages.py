"""The people pages of Sift: their table in place of the list, one person beside it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.reading.pane import ReadingPane
from curator.gui.search.terms import Terms
from curator.gui.sift.posts_pane import PostsPane
from curator.gui.widgets import Rule
from curator.i18n import tr
from curator.library import Person, PersonId

if TYPE_CHECKING:
    from curator.gui.people.form import PersonForm
    from curator.gui.people.table_pane import PeoplePane


class PeoplePages(QObject):
    """The table of people over the list, and a person's form above the post.

    A search for one person's posts is that person's page: the form is shown above the post.
    """

    opened = Signal(object)
    """The Person whose posts are to be shown."""

    left = Signal()
    """The posts are to be shown again."""

    story_wanted = Signal(object)
    """The StoryId of a story to show."""

    def __init__(
        self, desk: Desk, posts_pane: PostsPane, reading: ReadingPane, post: QWidget
    ) -> None:
        """post: the pane that contains `reading`."""
        super().__init__(posts_pane)
        self._desk, self._posts_pane, self._reading, self._post = desk, posts_pane, reading, post
        self._called: tuple[str, list[PersonId]] = ("", [])
        self._made: PersonForm | None = None
        self._line = Rule(colour="line2")
        self.middle = QStackedWidget()
        """The middle pane: posts or people."""
        self.middle.addWidget(posts_pane)
        self.side_pane = QWidget()
        """The right pane: a person's form, or the post."""
        self._column = column = QVBoxLayout(self.side_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addWidget(post, 1)
        self._line.hide()
        self.side_pane.installEventFilter(self)

    @property
    def form(self) -> PersonForm:
        """The form of a person, made when it is first wanted."""
        if self._made is None:
            from curator.gui.people.form import PersonForm  # noqa: PLC0415  when first shown

            self._made = PersonForm(self._desk)
            self._made.story_wanted.connect(self.story_wanted)
            self._column.insertWidget(0, self._made)
        return self._made

    def keep(self) -> None:
        """Save what is being typed in the form."""
        if self._made is not None:
            self._made.keep()

    @cached_property
    def table(self) -> PeoplePane:
        """The table of people, made when it is first wanted."""
        from curator.gui.people.table_pane import PeoplePane  # noqa: PLC0415  when first shown

        table = PeoplePane(self._desk)
        table.chosen.connect(self._show_current)
        table.opened.connect(self.opened)
        table.left.connect(self.left)
        self.middle.addWidget(table)
        return table

    @property
    def at_table(self) -> bool:
        """Whether the table is shown in place of the list."""
        return self.middle.currentWidget() is not self._posts_pane

    def show_table(self) -> None:
        """Show the table, and the form of its current person."""
        self.middle.setCurrentWidget(self.table)
        self._show_current(self.table.view.current())

    def show_posts(self) -> None:
        """Show the list of posts."""
        self.middle.setCurrentIndex(0)
        self._post.show()

    def panes(self) -> list[QWidget]:
        """Return the visible panes in order."""
        if self.at_table:
            return [self.table.filter, self.table.view, self.form]
        return [self._post] if self._made is None else [self._made, self._post]

    def hints(self) -> list[tuple[str, str]]:
        """Return keys and what they do in the table."""
        return [("F2", tr("change")), ("P", tr("all they said")), ("Esc", tr("back to posts"))]

    def follow(self, terms: Terms) -> None:
        """If the search is for one person's posts, show that person's page."""
        if self.at_table:
            return
        person = self._find_person(terms)
        if person is not None:
            self.form.show_person(person)
        elif self._made is not None:
            self._made.clear()
        self._reading.person.setVisible(person is None)
        self._line.setVisible(person is not None)
        self._fit()

    def _find_person(self, terms: Terms) -> PersonId | None:
        chips = [chip for chip in terms.chips if chip.startswith("from:")]
        if len(chips) != 1:
            return None
        people = self._desk.library.people
        sought, known = self._called
        if sought != chips[0] or not known or not all(map(people.is_here, known)):
            self._called = (chips[0], people.called(chips[0].removeprefix("from:").strip('"')))
        if not self._called[1]:
            return None
        faces = people.standings.accounts(self._called[1])
        if self._desk.post is not None:
            face = people.standings.accounts([self._desk.library.marks.person(self._desk.post)])[0]
            if face in faces:
                return PersonId(face)
        return PersonId(faces[0])

    def _show_current(self, person: Person | None) -> None:
        """Show the form of the table's current person."""
        if not self.at_table:
            return
        self._post.hide()
        self._line.hide()
        if person is None:
            self.form.clear()
        else:
            self.form.show_person(person.id)
        self._fit()

    def _fit(self) -> None:
        if self._made is not None:
            self._made.fit(self.side_pane.height(), alone=self.at_table)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False
