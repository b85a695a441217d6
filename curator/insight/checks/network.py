"""The network requests that a page would make: none, if Curator wrote it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from typing_extensions import override

_LOADS = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping"}
"""Attributes whose address a browser loads by itself, or sends a form to."""

_LINKS = {"a", "area"}
"""Elements that lead somewhere only when clicked."""

_DATA = {"application/ld+json", "application/json"}
"""Scripts that are data, which no browser runs."""

_STYLE = re.compile(
    r"url\(\s*['\"]?([^)'\"]{0,200})|@import\s+['\"]?([^;'\"]{0,200})", re.IGNORECASE
)
_HELD = re.compile(r"\s*(data:|#|about:blank)", re.IGNORECASE)


def requests(page: bytes) -> tuple[str, ...]:
    """Return what an HTML page requests by itself, in order, without duplicates."""
    reading = _Reading()
    reading.feed(page.decode("utf-8", "replace"))
    reading.close()
    return tuple(reading.found)


class _Reading(HTMLParser):
    """Collects addresses that are not inside the page itself, and scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, None] = {}
        self._styling = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._styling = tag == "style"
        values = {name: value or "" for name, value in attrs}
        runs = tag == "script" and values.get("type") not in _DATA
        if runs or tag == "base":
            self.found[f"<{tag}>"] = None
        if tag == "meta" and values.get("http-equiv", "").casefold() == "refresh":
            self.found[values.get("content", "")] = None
        for name, value in values.items():
            if name in _LOADS or (name.endswith("href") and tag not in _LINKS):
                self._note(value)
            elif name == "style":
                self._note_style(value)

    @override
    def handle_endtag(self, tag: str) -> None:
        self._styling = False

    @override
    def handle_data(self, data: str) -> None:
        if self._styling:
            self._note_style(data)

    def _note(self, address: str) -> None:
        if address.strip() and not _HELD.match(address):
            self.found[address.strip()[:200]] = None

    def _note_style(self, css: str) -> None:
        for found in _STYLE.finditer(css):
            self._note(found[1] or found[2] or "")
