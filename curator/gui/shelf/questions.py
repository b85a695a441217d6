"""The selector of questions on the shelf."""

from __future__ import annotations

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import clean
from curator.gui.post_list.row_head import question_label
from curator.gui.questions.list import term_of
from curator.gui.widgets import Choice
from curator.i18n import tr
from curator.library import Query


class QuestionChoice(Choice):
    """Offers the questions of the chats, and the posts that belong to none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__([tr("No questions yet")], label=tr("Question"))
        self._desk = desk
        self._terms: list[str] = []
        self.refresh()

    def refresh(self) -> None:
        """Update the questions; the selection is kept."""
        was = self._terms[self.number] if self._terms else ""
        library = self._desk.library
        every = library.questions.all()
        zone_of = library.zones_of_questions()
        offered = [each for each in every if self._desk.chat in {None, each.chat}]
        several = len({each.session for each in offered}) > 1
        names = []
        for each in offered:
            name = f"{question_label(each.number)}  {clean(each.title)}"
            day = f"{each.at.astimezone(zone_of(each)):%Y-%m-%d}"
            names.append(tr("{question} · {day}", question=name, day=day) if several else name)
        self._terms = [term_of(each, every, zone_of(each)) for each in offered]
        if offered:
            names.append(tr("No question"))
            self._terms.append("question:none")
        self.offer(names or [tr("No questions yet")])
        if was in self._terms:
            self.choose(self._terms.index(was))

    @property
    def query(self) -> Query:
        """Return the search for the posts of the selected question."""
        return Query.parse(self._terms[self.number] if self._terms else "has:question")

    @property
    def nothing(self) -> str:
        """Return the text for an empty result."""
        if self._terms:
            return tr("No post is of this question.")
        return tr(
            "No questions found. In Sift, choose the post that asks one, press {keys}.",
            keys=spoken("ask"),
        )
