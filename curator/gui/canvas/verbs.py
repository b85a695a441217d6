"""The bar of commands for the selected blocks; it floats, so that it moves nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from curator.gui.canvas.text_block import Verb
from curator.gui.look import theme
from curator.gui.widgets import KeyCap
from curator.i18n import tr, trn
from curator.model import (
    Block,
    Cast,
    Chart,
    Counted,
    Divider,
    Facts,
    Group,
    Heading,
    Image,
    Links,
    Passage,
    Quote,
    Story,
    Testimonial,
)
from curator.model import PullQuote as Pull
from curator.quoting import is_tidied

Choice = tuple[str, str]
"""A command's name, and its label."""

_HEIGHT, _PAD, _GAP = 26, 8, 6
_OVER = 3
"""Pixels by which a bar below a block overlaps its edge."""

_MORE = "…"
_SMALLEST = 4
"""The level of the smallest heading."""


class VerbBar(QWidget):
    """A floating bar of commands at the lower edge of the selected block."""

    wished = Signal(str)
    """The name of the command that was pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._verbs: list[Verb] = []
        self._hidden: list[Choice] = []
        self._more = Verb(_MORE)
        self._more.setAccessibleName(tr("More"))
        self._more.setParent(self)
        self._more.clicked.connect(self._open_menu)
        self._cap = KeyCap("remove_block", height=16)
        self._cap.setParent(self)
        self._menu = QMenu(self)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(tr("What can be done here"))
        self.hide()

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """Return the commands in order, including those in the overflow menu."""
        return tuple(self._verbs)

    def offer(self, blocks: Sequence[Block], story: Story) -> None:
        """Offer what can be done to some blocks; without blocks, hide."""
        choices = verbs_of(blocks, story)
        if choices == self._choices:
            return
        for verb in self._verbs:
            verb.hide()
            verb.deleteLater()
        self._choices = choices
        self._verbs = [self._made(name, words) for name, words in choices]
        self._fit(self.width())

    def stand(self, box: QRect, lowest: int, *, below: bool = False) -> None:
        """Move to the lower right edge of a block, above a lowest height on the page.

        below: under the edge, so that no words of the block are covered.
        """
        width, height = self._fit(box.width() - 2 * _PAD), theme.px(_HEIGHT)
        top = box.bottom() - (_OVER if below else height // 2)
        top = max(box.top(), min(top, lowest - height - _PAD))
        self.setGeometry(box.right() - _PAD - width, top, width, height)
        self.raise_()

    def follow(self, widget: QWidget) -> None:
        """Follow a widget in the tab order."""
        before: QWidget = widget
        for verb in (*self._verbs, self._more):
            QWidget.setTabOrder(before, verb)
            before = verb

    def _made(self, name: str, words: str) -> Verb:
        verb = Verb(words)
        verb.setParent(self)
        verb.dress()
        verb.clicked.connect(lambda: self.wished.emit(name))
        return verb

    def _fit(self, room: int) -> int:
        """Show as many commands as fit, and always the last; return the width they take."""
        if not self._verbs:
            return 0
        *first, last = self._verbs
        end = last.width_wanted() + self._cap.sizeHint().width() + 2 * _PAD
        more = self._more.width_wanted() + _GAP
        whole = end + sum(verb.width_wanted() + _GAP for verb in first)
        left, self._hidden = _PAD, []
        for (name, words), verb in zip(self._choices, first, strict=False):
            wide = verb.width_wanted()
            fits = whole <= room or left + wide + _GAP + more + end <= room
            verb.setVisible(fits and not self._hidden)
            if not fits or self._hidden:
                self._hidden.append((name, words))
                continue
            self._put(verb, left, wide)
            left += wide + _GAP
        self._more.setVisible(bool(self._hidden))
        if self._hidden:
            self._put(self._more, left, self._more.width_wanted())
            left += more
        self._put(last, left, last.width_wanted())
        last.show()
        cap = self._cap.sizeHint()
        left += last.width_wanted() + 2
        top = (theme.px(_HEIGHT) - cap.height()) // 2
        self._cap.setGeometry(left, top, cap.width(), cap.height())
        return left + cap.width() + _PAD

    def _put(self, verb: Verb, left: int, width: int) -> None:
        verb.setGeometry(left, 3, width, theme.px(_HEIGHT) - 6)

    def _open_menu(self) -> None:
        self._menu.clear()
        for name, words in self._hidden:
            action = self._menu.addAction(words)
            action.triggered.connect(lambda _=False, name=name: self.wished.emit(name))
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for verb in (*self._verbs, self._more):
                verb.dress()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_float(self)


def paint_float(widget: QWidget) -> None:
    """Paint the background of a floating widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("line2"), 1))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)


def verbs_of(blocks: Sequence[Block], story: Story) -> list[Choice]:
    """Return the commands for blocks, as names and labels; removal comes last.

    story: how their story shows its quotes.
    """
    if len(blocks) > 1:
        many = trn("Remove {count}", "Remove {count}", len(blocks))
        return [*_verbs_of_several(blocks), ("remove_block", many)]
    return [*_verbs(blocks[0], story), ("remove_block", tr("Remove"))] if blocks else []


def _verbs_of_several(blocks: Sequence[Block]) -> list[Choice]:
    quotes = [block for block in blocks if isinstance(block, Quote)]
    found: list[Choice] = []
    if len(quotes) == len(blocks):
        authors = {(each.post.platform, each.post.author.handle.casefold()) for each in quotes}
        thread = ("thread", tr("Make a thread"))
        found = [thread if len(authors) == 1 else ("exchange", tr("Make an exchange"))]
        if any(each.post.media for each in quotes):
            found.append(("gallery", tr("Gallery of their pictures")))
        found.append(("voices", tr("Names only")))
    if quotes:
        found.append(("pull_quote", tr("Pull quotes")))
    if any(isinstance(block, Quote | Pull) for block in blocks):
        found.append(("tag", tr("Tag…")))
    return found


def _quote_verbs(block: Quote, story: Story) -> list[Choice]:
    pin = tr("Let go") if block.pinned else tr("Pin")
    more = ("more_like", tr("More like this"))
    found = [("swap", tr("Swap")), ("pin", pin), more] if block.why else []
    found.append(("pull_quote", tr("Pull quote")))
    if not block.rest:
        found.append(("trim", tr("Trim […]")))
    if block.trims:
        found.append(("untrim", tr("Show all words")))
    found.append(("compact", tr("Full card") if block.compact else tr("Compact")))
    if block.rest:
        found.append(("take_apart", tr("Take apart")))
    found.append(("show_in_sift", tr("Show in Sift")))
    if is_tidied(block, story):
        found.append(("as_posted", tr("As posted")))
    elif story.tidy and block.as_posted:
        found.append(("as_posted", tr("Tidy")))
    return found


def _verbs(block: Block, story: Story) -> list[Choice]:
    match block:
        case Quote():
            return _quote_verbs(block, story)
        case Pull():
            return [("whole_post", tr("Whole post")), ("show_in_sift", tr("Show in Sift"))]
        case Heading(level=level):
            smaller = ("smaller_heading", tr("Smaller"))
            larger = ("larger_heading", tr("Larger"))
            return [*([smaller] if level < _SMALLEST else []), *([larger] if level > 2 else [])]  # noqa: PLR2004  the largest
        case Passage() | Divider() | Image() | Testimonial():
            return []
        case Group():
            return [("take_apart", tr("Take apart"))]
        case _:
            return _counted_verbs(block)


def _counted_verbs(block: Counted) -> list[Choice]:
    again = ("count_again", tr("Count again"))
    match block:
        case Chart():
            return [again, ("save_chart", tr("Save as a picture"))]
        case Links(table=table):
            return [again, ("table", tr("As a list") if table else tr("As a table"))]
        case Facts() | Cast():
            return [again]
