"""The preview: the exact file that will be saved, as its readers will see it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.preview.colour_scheme import forced, has_dark
from curator.gui.preview.words_view import WordsView
from curator.gui.widgets import Button, Label, Rule, paint_ring
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.model import Block, Group, PullQuote, Quote

if TYPE_CHECKING:
    from curator.gui.preview.web_engine import WebEngine

WIDE, PHONE = 1040, 390
"""Pixels of the page: wide is scaled to fit, a phone has its true size."""

_PAPER = ("#FFFFFF", "#171919")
_CORNER = 8
_BAR = 15
"""Width of the engine's scroll bar."""


def hindrance() -> str:
    """Return why the engine cannot start, as a sentence, or ''."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and not os.environ.get("QTWEBENGINE_DISABLE_SANDBOX"):
        return tr("Qt WebEngine, which shows the look, does not run as the administrator.")
    try:
        import PySide6.QtWebEngineWidgets  # noqa: F401, PLC0415  200 MB that only Publish needs
    except ImportError:
        return tr("Qt WebEngine, which shows the look, is not installed (curator[preview]).")
    return ""


def blocks_quoting(blocks: Iterable[Block]) -> list[int]:
    """Return the id of the block of each quote in a page, in order; an exchange has several."""
    quotes: list[int] = []
    for block in blocks:
        if isinstance(block, Quote | PullQuote):
            quotes.append(block.id)
        elif isinstance(block, Group) and block.kind == "exchange":
            quotes += [block.id] * len(block.quotes)
    return quotes


class Preview(Restyled, QWidget):
    """A page, a text, or a message in place of both."""

    link_pressed = Signal(str)
    """The address of a clicked link; the preview opens nothing itself."""

    quote_pressed = Signal(int)
    """The index of the clicked quote in the page, from 0."""

    left = Signal()
    """Esc was pressed in the preview."""

    browser_asked = Signal()
    """The page is to be shown in the browser."""

    def __init__(self, hindered: Callable[[], str] = hindrance) -> None:
        super().__init__()
        self._hindered = hindered
        self.engine: WebEngine | None = None
        """The browser engine, made for the first page."""
        self.words = WordsView()
        """The page's words and order, where the engine cannot start."""
        self._wide, self._dark = True, theme.is_dark()
        self._page = b""
        self._shown = b""
        self.text = QPlainTextEdit()
        """The output of a text target."""
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setAccessibleName(tr("Preview"))
        self.text.installEventFilter(self)
        self._sentence = Label(style="base", colour="text2", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._browser = Button(tr("Open in the browser"))
        self._browser.clicked.connect(self.browser_asked)
        self.lack = Label(style="small", colour="warn", wrap=True)
        """What the preview does not show, and why, where the engine cannot start."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._instead = QWidget()
        column = QVBoxLayout(self._instead)
        column.addStretch()
        column.addWidget(self._sentence)
        column.addSpacing(12)
        column.addWidget(self._browser, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._instead)
        self._stack.addWidget(self.text)
        self._stack.addWidget(self._without_look())
        outer = column_in(self, (1, _CORNER, 1, _CORNER))
        outer.addWidget(self._stack)
        self.setAccessibleName(tr("Preview"))
        self._restyle()

    def _without_look(self) -> QWidget:
        """Lay out the words of a page below what they do not show."""
        self._without = QWidget()
        look = Button(tr("Open in the browser"), kind="link")
        look.clicked.connect(self.browser_asked)
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(18), 6, 12, 6)
        row.setSpacing(10)
        column = column_in(self._without, spacing=0)
        column.addLayout(row)
        row.addWidget(self.lack, 1)
        row.addWidget(look)
        column.addWidget(Rule())
        column.addWidget(self.words, 1)
        self._without.setFocusProxy(self.words)
        self.words.link_pressed.connect(self.link_pressed)
        self.words.quote_pressed.connect(self.quote_pressed)
        self.words.left.connect(self.left)
        self.words.installEventFilter(self)
        return self._without

    @property
    def sentence(self) -> str:
        """Return the message in place of a preview, or ''."""
        return self._sentence.text() if self._stack.currentWidget() is self._instead else ""

    @property
    def is_blank(self) -> bool:
        """Whether neither a page nor a text is shown."""
        return self._stack.currentWidget() is self._instead

    @property
    def is_page(self) -> bool:
        """Whether a page is shown, so that width and colours can be chosen."""
        return self.engine is not None and self._stack.currentWidget() is self.engine

    @property
    def has_dark(self) -> bool:
        """Whether a page is shown that has dark colours too; others stay on light paper."""
        return self.is_page and has_dark(self._page)

    @property
    def shown(self) -> bytes:
        """Return the page or the text as it was given."""
        page = self.is_page or self._stack.currentWidget() is self._without
        return self._page if page else self.text.toPlainText().encode()

    def show_page(self, page: bytes) -> None:
        """Show a page, at the last scroll position."""
        self._page = page
        if self.engine is None and (why := self._hindered()):
            self._show_words(why)
            return
        engine = self._started()
        shown = forced(page, dark=self._dark)
        if shown != self._shown or not self.is_page:
            engine.show_bytes(shown, keep_place=bool(self._shown))
            self._shown = shown
        self._stack.setCurrentWidget(engine)
        self._fit()
        self.update()

    def _show_words(self, why: str) -> None:
        """Show the words of the page, and say that they are not its look."""
        says = tr("These are the words in their order, not the look of the page.")
        self.lack.setText(f"{says} {why}")
        if self._shown != self._page:
            self.words.show_bytes(self._page, keep_place=bool(self._shown))
            self._shown = self._page
        self._stack.setCurrentWidget(self._without)
        self.update()

    def show_text(self, text: str) -> None:
        """Show the output of a text target, at the last scroll position."""
        if self.text.toPlainText() != text:
            bar = self.text.verticalScrollBar()
            place = bar.value()
            self.text.setPlainText(text)
            bar.setValue(place)
        self._stack.setCurrentWidget(self.text)
        self.update()

    def show_sentence(self, sentence: str, *, browser: bool = False, verb: str = "") -> None:
        """Show a message in place of a preview, and offer the browser, or what verb says."""
        self._sentence.setText(sentence)
        self._browser.set_words(verb or tr("Open in the browser"))
        self._browser.setVisible(browser or bool(verb))
        self._stack.setCurrentWidget(self._instead)
        self.update()

    def show_as(self, *, wide: bool, dark: bool) -> None:
        """Set the width and the colours of the display; the page itself is unchanged."""
        self._wide, self._dark = wide, dark
        self.update()
        if self.is_page:
            self.show_page(self._page)

    def end(self) -> None:
        """Delete the engine now: a page that outlives the program makes it crash at exit."""
        engine, self.engine = self.engine, None
        if engine is not None:
            self._stack.removeWidget(engine)
            engine.end()
            self._shown = b""

    def enter(self) -> None:
        """Take the focus."""
        shown = self._stack.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _started(self) -> WebEngine:
        if self.engine is None:
            from curator.gui.preview.web_engine import WebEngine  # noqa: PLC0415  see hindrance

            self.engine = WebEngine()
            self.engine.link_pressed.connect(self.link_pressed)
            self.engine.quote_pressed.connect(self.quote_pressed)
            self.engine.left.connect(self.left)
            self.engine.died.connect(self._died)
            self._stack.addWidget(self.engine)
        return self.engine

    def _died(self) -> None:
        self.show_sentence(
            tr("The preview has stopped working. Copy and Save still work."), browser=True
        )
        self._shown = b""

    def _paper(self) -> QColor:
        return QColor(_PAPER[self._dark and has_dark(self._page)])

    def _fit(self) -> None:
        if self.engine is None:
            return
        room = self._stack.width()
        self.engine.paper(self._paper())
        if self._wide:
            self.engine.setContentsMargins(0, 0, 0, 0)
            self.engine.zoom(max(0.25, room / WIDE))
        else:
            aside = max(0, (room - PHONE - _BAR) // 2)
            self.engine.setContentsMargins(aside, 0, max(0, room - PHONE - _BAR - aside), 0)
            self.engine.zoom(1)

    def _restyle(self) -> None:
        self.text.setFont(theme.font("base"))
        self.text.document().setDocumentMargin(theme.px(18))

    @override
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        elif event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def follow_style(self) -> None:
        self._restyle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(QPen(theme.colour("line2"), 1))
        paper = self._paper()
        phone = self.is_page and not self._wide
        painter.setBrush(paper if self.is_page and not phone else theme.colour("base"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        if phone:
            left = (self.width() - PHONE - _BAR) // 2
            painter.setBrush(paper)
            painter.drawRect(QRectF(left - 0.5, 0.5, PHONE + _BAR + 1, self.height() - 1))
        if self.isAncestorOf(QApplication.focusWidget() or self):
            paint_ring(painter, box, _CORNER)
