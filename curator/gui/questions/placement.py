"""Placing posts under questions by hand, and marking posts as questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.questions import chip as question_chip
from curator.i18n import tr, trn
from curator.library import PostId, Question, QuestionId, Row

_EARLY = timedelta(minutes=15)
"""A chat may begin this long before its first question."""

LAST = 99


def questions_at(desk: Desk, at: datetime) -> list[Question]:
    """Return the questions of the chat at a time, or of the first chat."""
    every = desk.library.questions.all()
    begun = [each.session for each in every if each.at - _EARLY <= at]
    session = max(begun, default=min((each.session for each in every), default=0))
    return [each for each in every if each.session == session]


def place(desk: Desk, posts: Sequence[PostId], question: QuestionId | None) -> None:
    """Place posts under a question, or under none; posts already there are unchanged."""
    questions = desk.library.questions
    count = len(posts)
    if question is None:
        label = trn(
            "Take {count} post out of the questions",
            "Take {count} posts out of the questions",
            count,
        )
    else:
        numbers = {each.id: each.number for each in questions.all()}
        label = trn(
            "Put {count} post under Q{number}",
            "Put {count} posts under Q{number}",
            count,
            number=numbers.get(question, 0),
        )
    if posts and desk.edit(label, lambda: questions.place(posts, question)):
        desk.reported.emit(tr("{done}. {keys} takes it back.", done=label, keys=spoken("undo")))


def place_by_number(desk: Desk, posts: Sequence[PostId], number: int) -> None:
    """Place posts under the question with a number, each in its own chat.

    A post that the editor marked as a question gets this number instead.
    """
    rows = desk.library.posts.rows(posts)
    if len(rows) == 1 and desk.library.questions.marked(rows[0].id):
        _mark(desk, rows[0], number)
        return
    found: dict[QuestionId, list[PostId]] = {}
    for row in rows:
        for question in questions_at(desk, row.post.at):
            if question.number == number:
                found.setdefault(question.id, []).append(row.id)
    if not found:
        desk.reported.emit(tr("This chat has no question {number}.", number=number))
    for question_id, ids in found.items():
        place(desk, ids, question_id)


def change_question(desk: Desk, post: PostId, choice: int) -> None:
    """Apply a choice made on the question chip: a question, or one of the chip's constants."""
    match choice:
        case question_chip.NONE:
            place(desk, [post], None)
        case question_chip.RELEASE:
            questions = desk.library.questions
            label = tr("Place a post as it was found")
            desk.edit(label, lambda: questions.release([post]))
        case question_chip.ASKS:
            mark_question(desk, post)
        case question_chip.ASKS_NOT:
            unmark_question(desk, post)
        case _:
            place(desk, [post], QuestionId(choice))


def mark_question(desk: Desk, post: PostId) -> None:
    """Mark a post as a question: with the number it names, or else the next one."""
    from curator.labels import label_of  # noqa: PLC0415  its patterns delay the start

    row = desk.library.posts.row(post)
    if row.part.asks or desk.library.questions.marked(post):
        desk.reported.emit(
            tr("This post asks a question already. Alt+1 to Alt+9 change its number.")
        )
        return
    label = label_of(row.post.text)
    before = [each.number for each in questions_at(desk, row.post.at) if each.at < row.post.at]
    _mark(desk, row, label.number if label else min(max(before, default=0) + 1, LAST))


def unmark_question(desk: Desk, post: PostId) -> None:
    """Unmark a post as a question, whether the editor or the program had marked it."""
    questions = desk.library.questions

    def act() -> None:
        if questions.marked(post):
            questions.unmark(post)
        else:
            questions.place([post], None)

    desk.edit(tr("Unmark a question"), act)


def _mark(desk: Desk, row: Row, number: int) -> None:
    label = tr("Mark question {number}", number=number)
    if desk.edit(label, lambda: desk.library.questions.mark(row.id, number)):
        said = tr("Question {number} is marked. Its answers are being found.", number=number)
        desk.reported.emit(said)
