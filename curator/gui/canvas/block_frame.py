"""One block on the canvas: its body, and what a chosen block wears around it."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.canvas.counted_block import CountedBody
from curator.gui.canvas.post_block import PostBody, PullBody, Telling
from curator.gui.canvas.text_block import Chevron, DividerBody, Grip, HeadingBody, TextBody, Verb
from curator.gui.canvas.text_edit import Field
from curator.gui.look import theme
from curator.gui.widgets import KeyCap
from curator.i18n import tr
from curator.library import BlockId
from curator.model import (
    Block,
    Cast,
    Chart,
    Counted,
    Divider,
    Facts,
    Heading,
    Links,
    Passage,
    PullQuote,
    Quote,
    Story,
)
from curator.quoting import is_tidied

Body: TypeAlias = HeadingBody | TextBody | PostBody | PullBody | DividerBody | CountedBody

GUTTER = 40
"""Room at the left of the column for the grip and the chevron."""

OUT = 16
"""How far the ring stands outside of the column."""

_VERBS = 26
"""Height of a block's last line."""


class BlockFrame(QWidget):
    """A block of the story where it stands."""

    picked = Signal(int)
    """It was clicked beside its words."""

    pulled = Signal(int, object)
    """It is being dragged by its grip; with the keyboard modifiers."""

    wished = Signal(str, int)
    """One of its verbs: pull_quote, whole_post, show_in_sift, remove_block, fold."""

    kept = Signal(object)
    """Its counted block, changed by hand."""

    grew = Signal(int)

    def __init__(self, block: Block, telling: Telling) -> None:
        super().__init__()
        self.block = block
        self._telling = telling
        self.body = _body(block, telling)
        self.body.setParent(self)
        self._ringed = False
        self._grip = Grip()
        self._grip.setParent(self)
        self._grip.hide()
        self._chevron = Chevron()
        self._chevron.setParent(self)
        self._chevron.setVisible(isinstance(block, Heading))
        self._verbs: list[Verb] = []
        self._cap: KeyCap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.body.grew.connect(lambda: self.grew.emit(self.id))
        if isinstance(self.body, CountedBody):
            self.body.kept.connect(self.kept)
            self.body.asked.connect(lambda name: self.wished.emit(name, self.id))
        self._grip.pulled.connect(lambda held: self.pulled.emit(self.id, held))
        self._chevron.clicked.connect(lambda: self.wished.emit("fold", self.id))
        self.show_block(block)

    @property
    def id(self) -> BlockId:
        """The id of the block."""
        return BlockId(self.block.id)

    @property
    def field(self) -> Field | None:
        """The field in which its words are edited, if they can be."""
        text = self.body.text
        return text if isinstance(text, Field) else None

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done to it, as words to click; none until it was chosen once."""
        return tuple(self._verbs)

    @property
    def selected_words(self) -> str:
        """The words of a post that are selected in it."""
        return self.body.text.selected() if isinstance(self.body, PostBody) else ""

    def show_block(self, block: Block) -> None:
        """Show the block as it is now; it must be of the same kind."""
        if self._verbs and self._words(block) != self._words(self.block):
            self._forget_verbs(block)
        self.block = block
        self.body.show_block(block)  # type: ignore[arg-type]  # the body was made for this kind
        self.setAccessibleName(self.body.name())

    def ring(self, *, on: bool) -> None:
        """Show whether it is the chosen block."""
        if on == self._ringed:
            return
        self._ringed = on
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        self._grip.setVisible(on)
        if isinstance(self.body, CountedBody):
            self.body.choose(on=on)
        if on and not self._verbs:
            self._make_verbs()
        for verb in self._verbs:
            verb.setVisible(on)
        if self._cap is not None:
            self._cap.setVisible(on)
        self.grew.emit(self.id)
        self.update()

    def tell_folded(self, about: str) -> None:
        """Say what is folded under a heading; '' when it is not folded."""
        self._chevron.tell(folded=bool(about))
        if isinstance(self.body, HeadingBody):
            self.body.tell_folded(about)

    def height_for(self, column: int) -> int:
        """Return how high it is over a column of a width."""
        verbs = theme.px(_VERBS) if self._ringed else 0
        return self.body.above + 2 * self.body.pad + self.body.height_for(column) + verbs

    def _words(self, block: Block) -> list[tuple[str, str]]:
        return _verbs(block, self._telling.story)

    def _make_verbs(self) -> None:
        for name, words in self._words(self.block):
            verb = Verb(words)
            verb.setParent(self)
            verb.dress()
            verb.clicked.connect(lambda _=False, name=name: self.wished.emit(name, self.id))
            self._verbs.append(verb)
        self._cap = KeyCap("remove_block", height=16)
        self._cap.setParent(self)

    def _forget_verbs(self, block: Block) -> None:
        """Make other verbs, because the block is another."""
        for each in (*self._verbs, self._cap):
            if each is not None:
                each.hide()
                each.deleteLater()
        self._verbs, self._cap, self.block = [], None, block
        if self._ringed:
            self._make_verbs()
            for verb in self._verbs:
                verb.show()
            if self._cap is not None:
                self._cap.show()

    def _place_verbs(self, top: int) -> None:
        if self._cap is None:
            return
        height, left = theme.px(20), GUTTER - 4
        left += self.body.indent if isinstance(self.body, PostBody | PullBody) else 0
        for verb in self._verbs[:-1]:
            verb.setGeometry(left, top, verb.width_wanted(), height)
            left += verb.width_wanted() + theme.px(8)
        cap = self._cap.sizeHint()
        right = self.width() - OUT - cap.width()
        self._cap.setGeometry(right, top + (height - cap.height()) // 2, cap.width(), cap.height())
        last = self._verbs[-1]
        last.setGeometry(right - last.width_wanted() - 2, top, last.width_wanted(), height)

    @override
    def resizeEvent(self, event: QEvent) -> None:
        column = self.width() - GUTTER - OUT
        top = self.body.above + self.body.pad
        height = self.body.height_for(column)
        self.body.setGeometry(GUTTER, top, column, height)
        self._grip.setGeometry(0, top - 2, GUTTER - OUT - 2, 24)
        self._chevron.setGeometry(GUTTER - 17, top + theme.px(27) // 2 - 8, 18, 18)
        self._place_verbs(top + height + theme.px(5))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.picked.emit(self.id)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._ringed:
            self.picked.emit(self.id)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for verb in self._verbs:
                verb.dress()
            self.grew.emit(self.id)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._ringed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        left = GUTTER - OUT
        box = QRectF(left, self.body.above, self.width() - left, self.height() - self.body.above)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)


def estimate(block: Block) -> int:
    """Return about how high a block will be, until it is seen."""
    match block:
        case Heading():
            return theme.px(50)
        case Passage(text):
            return theme.px(8 + 24 * (1 + len(text) // 85 + text.count("\n")))
        case Quote(post):
            lines = 1 + len(post.text) // 80 + post.text.count("\n")
            return theme.px(40 + 23 * lines) + (theme.px(220) if post.media else 0)
        case PullQuote(text):
            return theme.px(40 + 28 * (1 + len(text) // 60))
        case Divider():
            return theme.px(24)
        case _:
            return _estimate_counted(block)


def _estimate_counted(block: Counted) -> int:
    match block:
        case Facts(figures):
            return theme.px(40 + 90 * (1 + len(figures) // 4))
        case Chart(bars=bars):
            return theme.px(240 if block.kind == "activity" else 60 + 24 * len(bars))
        case Cast(people=people):
            return theme.px(40 + 22 * len(people))
        case Links(resources):
            return theme.px(20 + 44 * len(resources))


def _body(block: Block, telling: Telling) -> Body:
    match block:
        case Heading():
            return HeadingBody()
        case Passage():
            return TextBody()
        case Quote():
            return PostBody(telling)
        case PullQuote():
            return PullBody(telling)
        case Divider():
            return DividerBody()
        case Facts() | Chart() | Cast() | Links():
            return CountedBody(telling)


def _quote_verbs(block: Quote, story: Story) -> list[tuple[str, str]]:
    verbs = [("pull_quote", tr("Pull quote")), ("show_in_sift", tr("Show in Sift"))]
    if block.why:
        verbs[:0] = [("swap", tr("Swap")), ("pin", tr("Let go") if block.pinned else tr("Pin"))]
    if is_tidied(block, story):
        verbs.append(("as_posted", tr("As posted")))
    elif story.tidy and block.as_posted:
        verbs.append(("as_posted", tr("Tidy")))
    return verbs


def _verbs(block: Block, story: Story) -> list[tuple[str, str]]:
    """Return what can be done to a block: names and words, what takes it away last."""
    verbs = [("remove_block", tr("Remove"))]
    match block:
        case Quote():
            verbs[:0] = _quote_verbs(block, story)
        case PullQuote():
            verbs[:0] = [("whole_post", tr("Whole post")), ("show_in_sift", tr("Show in Sift"))]
        case Facts() | Chart() | Cast() | Links():
            verbs[:0] = [("count_again", tr("Count again"))]
            if isinstance(block, Chart):
                verbs[1:1] = [("save_chart", tr("Save as a picture"))]
        case Heading() | Passage() | Divider():
            pass
    return verbs
