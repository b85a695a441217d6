"""Forcing a page light or dark, in the preview only: the saved file has both."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_ASKED = re.compile(rb"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)")
_BOTH = re.compile(rb"(color-scheme\s*:\s*)light dark")
_META = b'<meta name="color-scheme" content="light dark">'


def forced(page: bytes, *, dark: bool) -> bytes:
    """Return a page whose style sheet is told that the reader prefers dark, or light.

    Qt's engine takes the preference from the whole program. So the media queries in the page's
    own style sheet are resolved here, and the digest that allows the sheet is renewed. The
    colours are those of the page, and no word of it changes.
    """
    found = _STYLE.search(page)
    if found is None:
        return page
    asked = b"dark" if dark else b"light"
    before, css, after = page[: found.start(1)], found[1], page[found.end(1) :]
    told = _ASKED.sub(lambda m: b"(min-width:0)" if m[1] == asked else b"(max-width:0)", css)
    told = _BOTH.sub(lambda m: m[1] + asked, told)
    before = before.replace(_digest(css), _digest(told))
    meta = b'<meta name="color-scheme" content="' + asked + b'">'
    return before.replace(_META, meta, 1) + told + after


def has_dark(page: bytes) -> bool:
    """Tell whether a page has colours for readers who prefer dark."""
    return bool(_META in page or _ASKED.search(page) or _BOTH.search(page))


def _digest(css: bytes) -> bytes:
    return b"'sha256-" + b64encode(sha256(css).digest()) + b"'"
