"""Blocks of the editor's own text on the canvas: title, headings, text, dividers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from curator.gui.canvas.passage_field import PassageField
from curator.gui.canvas.text_edit import Field
from curator.gui.commands.keymap import spoken
from curator.gui.look import theme
from curator.gui.look.safe_text import plain_tip
from curator.gui.widgets import Elided, Label, paint_ring
from curator.i18n import tr
from curator.model import Divider, Heading, Passage
from curator.stored_words import translate_sentence

GAP = 6
"""Pixels between two blocks; their own padding comes on top, and is at least 8."""

_PULL = 6
"""Pixels that the pointer must move before a press becomes a drag."""


class HeadingBody(QWidget):
    """A heading, edited in place; Enter goes on with a text block."""

    grew = Signal()
    above, pad = 9, 8

    def __init__(self) -> None:
        super().__init__()
        self.text = _HeadingField()
        self.text.setParent(self)
        self.text.setAccessibleName(tr("Heading"))
        self._about = Label(style="small", colour="text3")
        self._about.setParent(self)
        self._about.hide()
        self._why = self._folded = ""
        self.text.grew.connect(self.grew)

    def show_block(self, block: Heading) -> None:
        """Show a heading."""
        self._why = translate_sentence(block.why)
        self.text.show_words(block.text)
        self._show_about()

    def show_folded(self, about: str) -> None:
        """Show what is folded under it; '' when it is not folded."""
        self._folded = about
        self._show_about()

    def _show_about(self) -> None:
        """Show what is folded under it, or else the note of the rough cut."""
        about = self._folded or self._why
        if about != self._about.text() or self._about.isHidden() == bool(about):
            self._about.setText(about)
            self._about.setVisible(bool(about))
            self.grew.emit()

    def name(self) -> str:
        """Return the accessible name for screen readers."""
        return tr("Heading: {text}", text=self.text.words())

    def height_for(self, width: int) -> int:
        """Return the height needed at a width."""
        about = 0 if self._about.isHidden() else theme.px(18)
        return self.text.height_for(width) + about

    @override
    def resizeEvent(self, event: QEvent) -> None:
        height = self.text.height_for(self.width())
        self.text.setGeometry(0, 0, self.width(), height)
        self._about.setGeometry(0, height, self.width(), theme.px(18))


class TextBody(QWidget):
    """The editor's text in Markdown, edited in place."""

    grew = Signal()
    above, pad = 0, 8

    def __init__(self) -> None:
        super().__init__()
        self.text = PassageField()
        self.text.setParent(self)
        self.text.setAccessibleName(tr("Text"))
        self.text.grew.connect(self.grew)

    def show_block(self, block: Passage) -> None:
        """Show the text."""
        self.text.show_words(block.text)

    def name(self) -> str:
        """Return the accessible name for screen readers."""
        return tr("Text: {text}", text=self.text.words())

    def height_for(self, width: int) -> int:
        """Return the height needed at a width."""
        return self.text.height_for(width)

    @override
    def resizeEvent(self, event: QEvent) -> None:
        self.text.setGeometry(self.rect())


class DividerBody(QWidget):
    """A dividing line between two parts."""

    grew = Signal()
    above, pad = 0, 4
    text = None

    def show_block(self, block: Divider) -> None:
        """Show the line, which has no content."""

    def name(self) -> str:
        """Return the accessible name for screen readers."""
        return tr("Divider")

    def height_for(self, width: int) -> int:
        """Return the height needed at a width."""
        return theme.px(16) + 0 * width

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() // 2, self.width(), 1, theme.colour("line2"))


class TitleBody(QWidget):
    """The title of the story, edited in place, and the line under it."""

    grew = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = _TitleField()
        self.text.setParent(self)
        self.text.setAccessibleName(tr("Title"))
        self._kicker = Elided(colour="text3")
        self._kicker.setParent(self)
        self.text.grew.connect(self.grew)

    def show_title(self, title: str, kicker: str) -> None:
        """Show a title and the line under it."""
        self.text.show_words(title)
        self._kicker.setText(kicker)

    def height_for(self, width: int) -> int:
        """Return the height needed at a width."""
        return self.text.height_for(width) + theme.px(4 + 18 + 4)

    @override
    def resizeEvent(self, event: QEvent) -> None:
        height = self.text.height_for(self.width())
        self.text.setGeometry(0, 0, self.width(), height)
        self._kicker.setGeometry(0, height + theme.px(4), self.width(), theme.px(18))


class Chevron(QAbstractButton):
    """The button that folds and unfolds a section."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+. and the arrows do it too
        self.setCheckable(True)
        self._name_action()

    def show_folded(self, *, folded: bool) -> None:
        """Show whether the section is folded."""
        if folded != self.isChecked():
            self.setChecked(folded)
            self._name_action()

    def _name_action(self) -> None:
        folded = self.isChecked()
        self.setAccessibleName(tr("Unfold the section") if folded else tr("Fold the section"))
        self.setToolTip(plain_tip(f"{self.accessibleName()} ({spoken('fold')})"))

    @override
    def nextCheckState(self) -> None:
        """Do nothing on a click: the story decides what is folded, and sets the state."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(self.rect().center())
        painter.rotate(-90 if self.isChecked() else 0)
        ink = "text" if self.underMouse() else "text3"
        drawn = theme.pixmap("chevron-down", 14, ink, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(-7, -7), drawn)


class DragHandle(QWidget):
    """The handle by which a block is dragged."""

    pulled = Signal(object)
    """The pointer moved with the button held; carries the keyboard modifiers held."""

    def __init__(self) -> None:
        super().__init__()
        self._from: QPoint | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(tr("Drag to move"))
        self.setAccessibleName(tr("Drag to move"))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position().toPoint()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._from
        if start is not None and (event.position().toPoint() - start).manhattanLength() > _PULL:
            self._from = None
            self.pulled.emit(event.modifiers())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        drawn = theme.pixmap("grip-vertical", 16, "text3", self.devicePixelRatioF())
        QPainter(self).drawPixmap((self.width() - 16) // 2, (self.height() - 16) // 2, drawn)


class Verb(QAbstractButton):
    """A small text button in a block's last line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.restyle()

    def width_wanted(self) -> int:
        """Return the width it needs."""
        return self.fontMetrics().horizontalAdvance(self.text()) + 8

    def restyle(self) -> None:
        """Take the font of the present zoom."""
        self.setFont(theme.font("small"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour("accent" if self.underMouse() else "text2"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, QRect(self.rect()).toRectF(), 4)


class _HeadingField(Field):
    def __init__(self) -> None:
        super().__init__("title", 27, single=True, hint=tr("Heading"))


class _TitleField(Field):
    def __init__(self) -> None:
        super().__init__("story-title", 40, single=True, hint=tr("Title"))

    @override
    def font_used(self) -> QFont:
        made = theme.font("story-title")
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.5)
        return made
