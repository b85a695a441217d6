"""The private note on a post."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.widgets import Glyph
from curator.gui.widgets.layouts import row_in
from curator.i18n import tr
from curator.library import PostId

_REST = 3_000
_LINES = 6


class PrivateNote(QWidget):
    """A note of one to six lines, saved on leaving the field or after a pause."""

    written = Signal(object, str)
    """A PostId, and the note for it."""

    left = Signal()
    """Esc was pressed in the note."""

    def __init__(self) -> None:
        super().__init__()
        self._post: PostId | None = None
        self._kept = ""
        self.field = _Field(self.keep, self.left.emit)
        row = row_in(self, spacing=8)
        row.addWidget(Glyph("lock", 14, "text3"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.field, 1)
        self._rest = QTimer(self, interval=_REST, singleShot=True)
        self._rest.timeout.connect(self.keep)
        self.field.textChanged.connect(self._rest.start)

    def show_note(self, post: PostId, text: str) -> None:
        """Show the note of a post, unless the user is typing."""
        if post == self._post and text == self._kept:
            return
        self.keep()
        self._post, self._kept = post, text
        if self.field.toPlainText() != text:
            self.field.setPlainText(text)
        self._rest.stop()

    def keep(self) -> None:
        """Save what is typed."""
        self._rest.stop()
        text = self.field.toPlainText()
        if self._post is not None and text != self._kept:
            self._kept = text
            self.written.emit(self._post, text)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)


class _Field(Restyled, QPlainTextEdit):
    def __init__(self, keep: object, leave: object) -> None:
        super().__init__()
        self._keep, self._leave = keep, leave
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPlaceholderText(tr("Private note, never published"))
        self.setAccessibleName(tr("Private note, never published"))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(1)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(theme.font("small"))
        self.viewport().setFont(theme.font("small"))  # Qt writes the placeholder in it
        self._fit()

    def _fit(self) -> None:
        lines = max(1, min(_LINES, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 6)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    @override
    def follow_style(self) -> None:
        self._restyle()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if callable(self._keep):
            self._keep()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and callable(self._leave):
            self._leave()
        else:
            super().keyPressEvent(event)
