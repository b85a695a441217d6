"""The stories that quote a person, and the removal of all these quotes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator import work
from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import clean
from curator.gui.widgets import Button, Label, announce
from curator.gui.widgets.layouts import clear, column_in
from curator.i18n import tr, trn
from curator.library import Person, PersonId, Quoted

_LONGEST = 60


class PersonStories(QWidget):
    """The stories that quote a person; after a take-down, those that did."""

    wanted = Signal(object)
    """The StoryId of a story to show."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: Person | None = None
        self._taken: Sequence[Quoted] = ()
        self.title = Label(style="small", weight=600, wrap=True)
        self.links: list[Button] = []
        self.take = Button(tr("Take down everything by this person"), icon="shield")
        self.take.shrink()
        self.files = Label(style="small", colour="text2", wrap=True)
        """What was done to the files that were published before."""
        self.files.hide()
        self.forget_states = Button("")
        """Deletes the saved versions and snapshots that show the person who was taken down."""
        self.forget_states.shrink()
        self.forget_states.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = column_in(self, spacing=6)
        column.addWidget(self.title)
        column.addLayout(self._list)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.files)
        column.addWidget(self.forget_states, 0, Qt.AlignmentFlag.AlignLeft)
        self.forget_states.clicked.connect(self._forget_states)
        self.take.clicked.connect(self.take_down)

    def show_person(self, person: Person) -> None:
        """Show which stories quote a person."""
        self._person = person
        quoted = self._desk.library.people.quoted_in(person.id)
        withheld = person.standing.consent == "withheld"
        if quoted or not withheld:
            self._taken = ()
        if self._taken:
            self.title.setText(tr("Taken out of:"))
        elif quoted:
            self.title.setText(tr("Quoted in:"))
        else:
            self.title.setText(tr("No story quotes this person."))
        self._fill(self._taken or quoted)
        self.take.setEnabled(bool(quoted) or not withheld)

    def forget(self) -> None:
        """Clear the result of the last take-down."""
        self._taken = ()
        self.files.hide()
        self.forget_states.hide()

    def take_down(self) -> None:
        """Remove the person's quotes from every story, and withhold the person: one step.

        Then the files that were published are rewritten, which no undo takes back.
        """
        person, people = self._person, self._desk.library.people
        if person is None:
            return
        handle = clean(person.account.handle[:_LONGEST])
        label = tr("Take down everything by @{handle}", handle=handle)
        self._taken = people.quoted_in(person.id)
        if not self._desk.edit(label, lambda: work.take_out(self._desk.library, person.id)):
            self._taken = ()
            return
        quotes = sum(len(each.blocks) for each in self._taken)
        taken = trn("{count} quote was", "{count} quotes were", quotes)
        stories = trn("{count} story", "{count} stories", len(self._taken))
        words = tr("This person is withheld now; no story quoted them.")
        if quotes:
            words = tr(
                "{quotes} taken out of {stories}, and this person is withheld. {keys} brings"
                " everything back.",
                keys=spoken("undo"),
                quotes=taken,
                stories=stories,
            )
        self._desk.reported.emit(words)
        announce(self, words)
        path, id_ = self._desk.library.path, person.id

        def rewrite() -> work.Work[tuple[PersonId, list[str]]]:
            report = yield from work.rewrite_publications(path, id_)
            return id_, report

        job = self._desk.tasks.start(rewrite, tr("Rewriting what was published"))
        job.done.connect(self._rewritten)  # no lambda: of a list that is gone, Qt forgets this

    def _rewritten(self, done: tuple[PersonId, list[str]]) -> None:
        """Show what was done to the files, and offer to delete what was kept beside."""
        person, report = done
        if self._person is None or self._person.id != person:
            self._desk.reported.emit(" ".join(map(clean, report)))  # somebody else is shown by now
            return
        self.files.setText("\n".join(clean(sentence) for sentence in report))
        self.files.setVisible(bool(report))
        if report:
            announce(self, self.files.text())
        if states := work.kept_states(self._desk.library, person):
            self.forget_states.set_words(tr("Delete {states}", states=work.states_counted(states)))
            self.forget_states.setToolTip(tr("Nothing brings them back."))
            self.forget_states.show()

    def _forget_states(self) -> None:
        """Delete the versions and snapshots that show the person."""
        person, said = self._person, list[str]()
        if person is None or not self._desk.attempt(
            lambda: said.append(work.forget_states(self._desk.library, person.id))
        ):
            return
        self.forget_states.hide()
        self.files.setText(f"{self.files.text()}\n{said[0]}")
        self._desk.reported.emit(said[0])
        announce(self, said[0])

    def _fill(self, quoted: Sequence[Quoted]) -> None:
        self.links = []
        clear(self._list)
        for each in quoted:
            count = trn("{count} quote", "{count} quotes", len(each.blocks))
            title = clean(each.title[:_LONGEST])
            link = Button(
                tr("{title} · {quotes}", title=title, quotes=count), kind="link", height=20
            )
            link.shrink()
            link.clicked.connect(lambda _on=False, story=each.story: self.wanted.emit(story))
            self.links.append(link)
            self._list.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
