"""The preview where the browser engine is not installed: the words of a page, and their order.

Qt's text browser knows little of style sheets, so it is given none of the page's look: only
headings, paragraphs, quotes, lists, tables, links and the pictures inside the page. It is
locked: it opens nothing, and loads only pictures that are inside the page.
"""

from __future__ import annotations

from base64 import b64decode
from html import escape
from html.parser import HTMLParser
from typing import Final

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.i18n import tr

_KEPT: Final = {
    "h1", "h2", "h3", "h4", "p", "div", "blockquote", "ul", "ol", "li", "table", "tr", "th", "td",
    "br", "hr", "b", "strong", "i", "em", "cite", "a", "pre", "code", "sup", "sub",
}  # fmt: skip
_BLOCKS: Final = {"figcaption": "p", "footer": "p", "summary": "p"}
_VOID: Final = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
_UNSHOWN: Final = {"head", "script", "style", "svg", "template", "title", "nav"}
"""Elements without words of the story; the table of contents only leads to them."""

_INSIDE: Final = {"data:image/png;base64", "data:image/jpeg;base64"}

_QUOTE: Final = "h-cite"
_ANCHOR: Final = "quote-"


class WordsView(Restyled, QTextBrowser):
    """Shows the words and the pictures of a page in order, in the look of the window."""

    link_pressed = Signal(str)
    """The address of a clicked link; nothing is opened here."""

    quote_pressed = Signal(int)
    """The index of the clicked quote in the page, from 0."""

    left = Signal()
    """Esc was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setAccessibleName(tr("Preview"))
        self.anchorClicked.connect(self._follow)
        self._pressed = QPoint()
        self._restyle()

    def show_bytes(self, page: bytes, *, keep_place: bool) -> None:
        """Show a page; keep_place keeps the scroll position."""
        bar = self.verticalScrollBar()
        place = bar.value() if keep_place else 0
        reading = _Words()
        reading.feed(page.decode("utf-8", "replace"))
        reading.close()
        self.setHtml("".join(reading.written))
        bar.setValue(place)

    def _follow(self, address: QUrl) -> None:
        if not address.isRelative():
            self.link_pressed.emit(
                address.toDisplayString(QUrl.ComponentFormattingOption.EncodeSpaces)
            )

    def _restyle(self) -> None:
        self.setFont(theme.font("base"))
        self.document().setDocumentMargin(theme.px(18))

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Return a picture that is inside the page, no wider than the pane; nothing else."""
        head, comma, data = QUrl(name).toString().partition(",")
        is_picture = type == QTextDocument.ResourceType.ImageResource.value
        if not (
            is_picture and comma and head in {"data:image/png;base64", "data:image/jpeg;base64"}
        ):
            return QImage()
        picture = QImage.fromData(b64decode(data))
        room = max(200, self.viewport().width() - 3 * theme.px(18))
        if picture.width() <= room:
            return picture
        return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if at == self._pressed and not self.anchorAt(at):
            quote = self._quote_at(at)
            if quote >= 0:
                self.quote_pressed.emit(quote)

    def _quote_at(self, at: QPoint) -> int:
        """Return the index of the quote at a point, or -1."""
        parts = self.cursorForPosition(at).block().begin()
        while not parts.atEnd():
            for name in parts.fragment().charFormat().anchorNames():
                if name.startswith(_ANCHOR):
                    return int(name.removeprefix(_ANCHOR))
            parts += 1
        return -1

    @override
    def follow_style(self) -> None:
        self._restyle()


class _Words(HTMLParser):
    """Rewrites a page with the elements that Qt's text browser shows well."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self._open: list[tuple[str, str, bool]] = []
        """The open elements: name, name as written, and whether it is a quote."""
        self._unshown = 0
        """How many of the open elements, counted from the first not shown, are not shown."""
        self._quotes = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._unshown or tag in _UNSHOWN or given.get("aria-hidden") == "true":
            self._unshown += tag not in _VOID
            return
        if tag == "img":
            self._picture(given)
            return
        name = _BLOCKS.get(tag, tag if tag in _KEPT else "")
        is_quote = _QUOTE in given.get("class", "").split()
        self._quotes += is_quote
        if tag not in _VOID:
            self._open.append((tag, name, is_quote))
        if name:
            address = given.get("href", "") if name == "a" else ""
            self.written.append(f'<a href="{escape(address)}">' if address else f"<{name}>")
        if name == "p" and any(quote for _, _, quote in self._open):
            self.written.append(f'<a name="{_ANCHOR}{self._quotes - 1}"></a>')

    @override
    def handle_endtag(self, tag: str) -> None:
        if self._unshown:
            self._unshown -= tag not in _VOID
            return
        while any(name == tag for name, _, _ in self._open):
            name, written, _ = self._open.pop()
            if written:
                self.written.append(f"</{written}>")
            if name == tag:
                return

    @override
    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self.written.append(escape(data, quote=False))

    def _picture(self, given: dict[str, str]) -> None:
        """Write a picture with its description; a portrait has none and is left out."""
        if not (alt := given.get("alt", "")):
            return
        if given.get("src", "").startswith("data:image/"):
            self.written.append(f'<p><img src="{escape(given["src"])}"></p>')
        words = escape(tr("[Picture: {alt}]", alt=alt), quote=False)
        self.written.append(f"<p><i>{words}</i></p>")
