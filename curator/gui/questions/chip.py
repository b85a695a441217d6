"""The chip that shows a post's question and the reason; a click changes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy
from typing_extensions import override

from curator.gui.commands.keymap import spoken
from curator.gui.look import theme
from curator.gui.look.mirror import mirrored
from curator.gui.look.safe_text import clean, plain_tip
from curator.gui.post_list.row_head import question_label
from curator.gui.widgets import paint_ring
from curator.i18n import tr
from curator.library import Placement, Question, Row

NONE, RELEASE, ASKS, ASKS_NOT = -1, -2, -3, -4
_BY_KEYS = 9


class QuestionChip(QAbstractButton):
    """“Q2 because it is a reply”."""

    chosen = Signal(int)
    """A QuestionId, or NONE, RELEASE, ASKS, ASKS_NOT."""

    def __init__(self) -> None:
        super().__init__()
        self._row: Row | None = None
        self._questions: Sequence[Question] = ()
        self._number = self._reason = ""
        self._brief = False
        self._menu = QMenu(self)
        self._menu.triggered.connect(lambda action: self.chosen.emit(int(action.data())))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Question"))
        self.clicked.connect(self.open)

    def show_row(self, row: Row, questions: Sequence[Question]) -> None:
        """Show the question of a post; questions: those of its chat."""
        self._row, self._questions = row, questions
        place = row.part.question
        self._number = question_label(place.number) if place else tr("No question")
        self._reason = reason(place, asks=row.part.asks)
        self.setText("" if self._brief else self._reason)
        name = self.words
        self.setAccessibleName(tr("{question}, change", question=name))
        self.setToolTip(plain_tip(tr("{question}. Click to change.", question=name)))
        self.setVisible(bool(questions))
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """Return the text of the chip."""
        return f"{self._number} {self._reason}".strip()

    def shorten(self, *, on: bool) -> None:
        """Leave the reason to the tool tip, where there is little room."""
        if on != self._brief:
            self._brief = on
            self.setText("" if on else self._reason)
            self.updateGeometry()

    @property
    def offered(self) -> list[str]:
        """Return the labels in the menu."""
        self._fill()
        return [action.text() for action in self._menu.actions() if action.text()]

    def choose(self, words: str) -> None:
        """Choose the menu entry with this label."""
        self._fill()
        next(each for each in self._menu.actions() if each.text().startswith(words)).trigger()

    def open(self) -> None:
        """Open the menu."""
        self._fill()
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _fill(self) -> None:
        self._menu.clear()
        row = self._row
        if row is None:
            return
        for question in self._questions:
            label = question_label(question.number)
            words = tr("{label}  {title}", label=label, title=clean(question.title))
            keys = tr("\tAlt+{number}", number=question.number)
            text = words.replace("&", "&&") + (keys if question.number <= _BY_KEYS else "")
            own = row.part.question is not None and row.part.question.question == question.id
            self._offer(text, question.id, checked=own)
        self._menu.addSeparator()
        self._offer(
            tr("Not part of a question") + f"\t{spoken('question_none')}",
            NONE,
            checked=row.part.question is None,
        )
        if row.part.question and row.part.question.by_hand:
            self._offer(tr("As it was found"), RELEASE)
        self._menu.addSeparator()
        if row.part.asks:
            self._offer(tr("This post asks no question"), ASKS_NOT)
        else:
            self._offer(tr("This post asks a question") + f"\t{spoken('ask')}", ASKS)

    def _offer(self, words: str, value: int, *, checked: bool = False) -> None:
        action = self._menu.addAction(words)
        action.setData(value)
        action.setCheckable(checked)
        action.setChecked(checked)

    def _font(self) -> QFont:
        return theme.font("small", weight=600 if self._reason else 400)

    @override
    def sizeHint(self) -> QSize:
        bold = QFontMetrics(self._font())
        width = bold.horizontalAdvance(self._number) + 2 * theme.px(9)
        if self.text():
            plain = QFontMetrics(theme.font("small"))
            width += plain.horizontalAdvance(self.text()) + theme.px(6)
        return QSize(width, theme.px(22))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = mirrored(QPainter(self), self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        over = self.underMouse() or self.isDown()
        painter.setBrush(theme.colour("press" if over else "idle"))
        painter.drawRoundedRect(self.rect(), 5, 5)
        left = theme.px(9)
        painter.setFont(self._font())
        painter.setPen(theme.colour("text" if self._reason else "text3"))
        room = self.rect().adjusted(left, 0, -left, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._number)
        if self.text():
            wide = painter.fontMetrics().horizontalAdvance(self._number) + theme.px(6)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("text2"))
            painter.drawText(
                room.adjusted(wide, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text()
            )
        if self.hasFocus():
            paint_ring(painter, self.rect().toRectF().adjusted(0, 0, 0, 0), 5)


def reason(place: Placement | None, *, asks: bool) -> str:
    """Return why a post belongs to its question, as the chip shows it."""
    if place is None:
        return ""
    if asks:
        return tr("is asked here")
    if place.by_hand:
        return tr("because you say so")
    match place.why:
        case "label":
            return tr("because of its label")
        case "reply":
            return tr("because it is a reply")
        case "time":
            return tr("because of its time")
