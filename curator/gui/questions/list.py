"""The questions of a library's chats as lines of the sidebar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QObject

from curator.dates import brief_date
from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import clean
from curator.gui.post_list.row_head import question_label
from curator.gui.questions.chats import ChatLines
from curator.gui.widgets.entry import Entry
from curator.i18n import tr, trn
from curator.library import Question

_FEW = 2
"""Up to this many chats, all questions are listed; of more, those of the open chat."""


class QuestionLines(QObject):
    """Builds the lines of questions, and renames questions."""

    def __init__(self, desk: Desk, chats: ChatLines, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._chats = chats
        self._opened = 0
        self._zone_of = desk.library.zones_of_questions()
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        questions, chat = self._desk.library.questions, self._desk.chat
        self._every = questions.all()
        self._questions = [each for each in self._every if chat in {None, each.chat}]
        counts = questions.counts_in(chat) if chat else questions.counts()
        self._counts = counts if self._questions else {}
        self._answers = questions.answers(counts) if self._questions else {}

    def lines(self, terms: tuple[str, ...]) -> Iterator[Entry]:
        """Yield the heading of the group and the lines of questions; terms: the current search."""
        found = bool(self._questions)
        yield Entry(tr("Questions"), group=True, key=tr("decided") if found else "")
        if not found:
            words = tr(
                "No questions found. Mark one: choose the post, press {keys}.", keys=spoken("ask")
            )
            yield Entry(words)
            return
        sessions = dict.fromkeys(question.session for question in self._questions)
        several = len(sessions) > 1
        opened = self._opened if self._opened in sessions else max(sessions)
        self._zone_of = self._desk.library.zones_of_questions()
        days = self._chats.days() if several else {}
        for session in sorted(sessions, reverse=True):  # the newest first, as the chats
            own = [each for each in self._questions if each.session == session]
            unfolded = len(sessions) <= _FEW or session == opened
            if several:
                yield self._date(own, days, unfolded=unfolded)
            if unfolded:
                for question in own:
                    yield self._line(question, terms)
        none = self._counts[None]
        yield Entry(
            tr("No question"), "question:none", "circle-help", count=none.posts,
            current="question:none" in terms,
        )  # fmt: skip

    def _line(self, question: Question, terms: tuple[str, ...]) -> Entry:
        term = term_of(question, self._every, self._zone_of(question))
        counted = self._counts.get(question.id)
        posts, decided = counted or (0, 0)
        tip = _counted(posts, self._answers.get(question.id, 0))
        return Entry(
            clean(question.title) or tr("Untitled"), term, count=posts, question=question.id,
            number=question_label(question.number), share=decided / posts if posts else 0.0,
            current=term in terms, tip=f"{clean(question.text[:600])}\n{tip}".strip(),
        )  # fmt: skip

    def _date(self, own: list[Question], days: Mapping[int, str], *, unfolded: bool) -> Entry:
        chat = own[0].chat or 0
        day = days.get(chat) or brief_date(own[0].at.astimezone(self._zone_of(own[0])).date())
        return Entry(
            day, session=own[0].session, chat=chat, folded=not unfolded,
            tip=tr("Shows the posts of this chat."),
        )  # fmt: skip

    def open(self, session: int) -> None:
        """Show the questions of a chat."""
        self._opened = session

    def rename(self, question: int, title: str) -> None:
        """Set the title of a question; an empty one restores its topic."""
        there = next((each for each in self._questions if each.id == question), None)
        if there is None or title.strip() == (there.title if there.is_named else ""):
            return
        if not there.is_named and title.strip() == there.title:
            return
        questions = self._desk.library.questions
        self._desk.edit(tr("Rename a question"), lambda: questions.rename(question, title))


def _counted(posts: int, answers: int) -> str:
    """Return how many of the posts that a line counts answer: the page counts these only."""
    said = trn("{count} answer", "{count} answers", answers)
    return tr("{answers}, and the question itself", answers=said) if posts > answers else said


def term_of(question: Question, every: Sequence[Question], zone: tzinfo) -> str:
    """Return the search for the posts of a question, with its chat where there are several."""
    starts: dict[int, datetime] = {}
    for each in every:
        starts[each.session] = min(each.at, starts.get(each.session, each.at))
    if len(starts) < 2:  # noqa: PLR2004  several
        return f"question:{question.number}"
    begun = starts[question.session].astimezone(zone)
    return f"question:{question.number}@{begun:%Y-%m-%dT%H:%M}"
