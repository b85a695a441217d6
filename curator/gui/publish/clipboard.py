"""What Copy puts on the clipboard: words that any editor takes, without the page's clothes."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData
from typing_extensions import override

from curator.i18n import tr
from curator.model import Story
from curator.work import Progress, Work
from curator.writers import markdown

_KEPT = {
    "h1", "h2", "h3", "h4", "p", "blockquote", "ul", "ol", "li", "strong", "em", "b", "br", "hr",
    "pre", "code",
}  # fmt: skip
_DROPPED = {"head", "nav", "style", "script"}
_AS_PARAGRAPH = {"figcaption", "footer"}
_VOID = {"br", "hr", "img", "meta", "link", "input", "wbr"}


@dataclass(frozen=True, slots=True)
class Clipping:
    """A story to be pasted elsewhere."""

    text: str
    html: str = ""

    def mime(self) -> QMimeData:
        """Return it as the clipboard takes it."""
        mime = QMimeData()
        mime.setText(self.text)
        if self.html:
            mime.setHtml(self.html)
        return mime


def clipping(story: Story, page: str) -> Work[Clipping]:
    """Make a clipping of a story: Markdown, and the words of its page if there is one."""
    yield Progress(0)
    _, text = next(markdown.write(story, tr("recap")))
    return Clipping(text.decode(), simple(page) if page else "")


def simple(page: str) -> str:
    """Return the words of a page: headings, quotes, links and lists, and nothing else."""
    reading = _Reading()
    reading.feed(page)
    reading.close()
    return "".join(reading.parts)


class _Reading(HTMLParser):
    """Keeps plain elements without their attributes; leaves out what is only for the eye."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._out = 0
        """How deep inside something that is left out."""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self._out or tag in _DROPPED or values.get("aria-hidden") == "true":
            self._out += tag not in _VOID
        elif tag in _KEPT:
            self.parts.append(f"<{tag}>")
        elif tag in _AS_PARAGRAPH:
            self.parts.append("<p>")
        elif tag == "a":
            self.parts.append(f'<a href="{escape(_web(values.get("href") or ""))}">')

    @override
    def handle_endtag(self, tag: str) -> None:
        if self._out:
            self._out -= tag not in _VOID
        elif tag == "a" or (tag in _KEPT and tag not in _VOID):
            self.parts.append(f"</{tag}>")
        elif tag in _AS_PARAGRAPH:
            self.parts.append("</p>")

    @override
    def handle_data(self, data: str) -> None:
        if not self._out:
            self.parts.append(escape(data))


def _web(address: str) -> str:
    """Return an address if it is one of the web, or ''."""
    return address if address.startswith(("http://", "https://", "mailto:")) else ""
