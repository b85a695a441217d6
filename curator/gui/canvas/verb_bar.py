"""The bar of commands for the selected blocks; it floats, so that it moves nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.canvas.text_block import GAP, Verb
from curator.gui.canvas.verbs import Choice, verbs_of
from curator.gui.commands.command_menu import command_menu
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.widgets import KeyCap
from curator.i18n import tr
from curator.model import Block, Story

_HEIGHT, _PAD, _GAP = 22, 8, 6
"""The bar is as high as the free space between the last words of a block and the next."""

_MOST = 6
"""Most commands beside the last; further ones are in a menu, so that the bar stays calm."""

_MORE = "…"


class VerbBar(Restyled, QWidget):
    """A floating bar of commands at the lower edge of the selected block."""

    wished = Signal(str)
    """The name of the command that was pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._verbs: list[Verb] = []
        self._hidden: list[Choice] = []
        self._fitted: tuple[tuple[int, int], int] | None = None
        """For what room and key the commands were placed, and the width they take."""
        self._more = Verb(_MORE)
        self._more.setAccessibleName(tr("More"))
        self._more.setParent(self)
        self._more.clicked.connect(self._open_menu)
        self._cap = KeyCap("remove_block", height=16)
        self._cap.setParent(self)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(tr("Actions"))
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
        self._fitted = None

    def place(self, box: QRect, seen: tuple[int, int]) -> None:
        """Move over the gap at the lower right edge of a block, where it hides no words.

        seen: the part of the page in view. Where the lower edge is out of view, the bar goes to
        the upper edge; where both are, to the lower edge of the view.
        """
        width, height = self._fit(box.width() - 2 * _PAD), theme.px(_HEIGHT)
        top = box.bottom() + 1 + (GAP - height) // 2
        if top + height > seen[1]:
            above = box.top() - (GAP + height) // 2
            top = above if above >= seen[0] else seen[1] - height
        self.setGeometry(box.right() - _PAD - width, top, width, height)
        self.raise_()

    @property
    def hang(self) -> int:
        """Return how far the bar hangs down from a block, and a little more."""
        return (GAP + theme.px(_HEIGHT)) // 2 + 4

    def follow(self, widget: QWidget) -> None:
        """Follow a widget in the tab order."""
        before: QWidget = widget
        for verb in (*self._verbs, self._more):
            QWidget.setTabOrder(before, verb)
            before = verb

    def _made(self, name: str, words: str) -> Verb:
        verb = Verb(words)
        verb.setParent(self)
        verb.restyle()
        verb.clicked.connect(lambda: self.wished.emit(name))
        return verb

    def _fit(self, room: int) -> int:
        """Show as many commands as fit, and always the last; return the width they take."""
        if not self._verbs:
            return 0
        asked = room, self._cap.sizeHint().width()  # the key may be changed
        if self._fitted is None or self._fitted[0] != asked:
            self._fitted = asked, self._placed(room)
        return self._fitted[1]

    def _placed(self, room: int) -> int:
        *first, last = self._verbs
        end = last.width_wanted() + self._cap.sizeHint().width() + 2 * _PAD
        more = self._more.width_wanted() + _GAP
        all_wide = end + sum(verb.width_wanted() + _GAP for verb in first)
        whole = len(first) <= _MOST and all_wide <= room
        left, self._hidden = _PAD, []
        for number, ((name, words), verb) in enumerate(zip(self._choices, first, strict=False)):
            wide = verb.width_wanted()
            fits = whole or (number < _MOST and left + wide + _GAP + more + end <= room)
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
        verb.setGeometry(left, 2, width, theme.px(_HEIGHT) - 4)

    def _open_menu(self) -> None:
        """Open the menu of the commands for which there is no room."""
        names = [name for name, _ in self._hidden]
        menu = command_menu(self, names, self.wished.emit, dict(self._hidden))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @override
    def follow_style(self) -> None:
        for verb in (*self._verbs, self._more):
            verb.restyle()
        self._fitted = None

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
