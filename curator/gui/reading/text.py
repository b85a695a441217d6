"""The text of the selected post: complete, selectable, never interpreted as markup."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import clean, plain_tip
from curator.gui.post_list.row_text import reads_from_right
from curator.i18n import tr
from curator.model import Piece, Post

_LINES = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
_LONGEST_ADDRESS = 300
_OPENED = ("http", "https")


class PostWords(Restyled, QTextEdit):
    """A post's text at reading size. Only Ctrl+click opens links, in the browser."""

    def __init__(self) -> None:
        super().__init__()
        self._post: Post | None = None
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.setAccessibleName(tr("Words of the post"))
        self.viewport().setMouseTracking(True)

    def show_post(self, post: Post) -> None:
        """Show the text of a post."""
        self._post = post
        self._write()

    @property
    def words(self) -> str:
        """Return the text that is shown."""
        return self.toPlainText().translate(_ISOLATES)

    @property
    def chosen_words(self) -> str:
        """Return the selected words as they stand in the post, or ''."""
        chosen = self.textCursor().selectedText().translate(_ISOLATES)
        return chosen.replace("\u2029", "\n").strip()

    def _write(self) -> None:
        if self._post is None:
            return
        self.document().setUndoRedoEnabled(False)
        self.document().clear()
        pieces = list(self._post.pieces())
        rtl = reads_from_right(pieces)
        cursor = QTextCursor(self.document())
        block = QTextBlockFormat()
        direction = Qt.LayoutDirection
        block.setLayoutDirection(direction.RightToLeft if rtl else direction.LeftToRight)
        block.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        height = QTextBlockFormat.LineHeightTypes.MinimumHeight.value
        block.setLineHeight(theme.line("reading"), height)
        cursor.setBlockFormat(block)
        for piece in pieces:
            made = _format(piece)
            for number, line in enumerate(_LINES.split(piece.text)):
                if number:
                    cursor.insertBlock(block)
                words = clean_line(line)
                isolate = piece.kind and rtl
                cursor.insertText(f"\u2068{words}\u2069" if isolate else words, made)
        self._fit()

    def _fit(self) -> None:
        tall = max(theme.line("reading"), round(self.document().size().height())) + 2
        if tall != self.height():
            self.setFixedHeight(tall)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    @override
    def follow_style(self) -> None:
        self._write()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        address = self.anchorAt(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if address else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        if address:
            words = tr("{address}\nCtrl+click opens it.", address=clean(address))
            QToolTip.showText(event.globalPosition().toPoint(), plain_tip(words), self)
        else:
            QToolTip.hideText()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            open_address(self.anchorAt(event.position().toPoint()))


def clean_line(line: str) -> str:
    """Return a line with its spaces made visible."""
    return clean(line.replace("\t", " "))


def open_address(address: str) -> bool:
    """Ask the system to open a web page; addresses of other kinds are ignored."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme().lower() not in _OPENED or not url.host():
        return False
    return QDesktopServices.openUrl(url)


def _format(piece: Piece) -> QTextCharFormat:
    made = QTextCharFormat()
    font = QFont(theme.font("reading"))
    made.setFont(font)
    made.setForeground(theme.colour("accent" if piece.kind else "text"))
    if piece.kind == "link" and piece.value:
        made.setAnchor(True)
        made.setAnchorHref(piece.value[: 8 * _LONGEST_ADDRESS])
        made.setFontUnderline(True)
        made.setUnderlineColor(theme.colour("soft-line"))
    return made
