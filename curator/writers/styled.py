"""HTML with its styles written in, for Squarespace, Wix, Blogger and other sites that keep them.

It is the fragment in clothes of its own, that follow the colours of the page it stands on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from curator.model import Story
from curator.writers.kit.html_body import Look, Setting, body
from curator.writers.kit.look import OwnLook, filled, font_family, readable, restyled
from curator.writers.kit.manuscript import manuscript
from curator.writers.kit.wordpress_words import wordpress_words

TITLE = "Styled HTML"
HINT = "Squarespace, Wix, Blogger"
GROUP: Final = "blog"
SUFFIX = ".html"

_ACCENT = "#0B6A70"
_QUOTE = f"margin:1.2em 0;padding:0.2em 0 0.2em 1.1em;border-left:3px solid {_ACCENT}"
_WORDY = ("h2", "h3", "h4", "p", "li", "words", "credit", "small", "note", "th", "td")
"""Parts that a font is written into."""

_STYLES = {
    "quote": _QUOTE,
    "pull": f"{_QUOTE};font-size:1.35em;line-height:1.35",
    "words": "margin:0 0 0.6em",
    "credit": "margin:0;font-size:0.85em;color:#666B67",
    "small": "font-size:0.85em;color:#666B67",
    "note": "font-size:0.85em;color:#666B67",
    "figure": "margin:0 0 1.2em",
    "img": "max-width:100%;height:auto;border-radius:6px",
    "table": "border-collapse:collapse;margin:0 0 1em",
    "th": "text-align:left;padding:0.3em 1em 0.3em 0;border-bottom:1px solid #999999",
    "td": "text-align:left;padding:0.3em 1em 0.3em 0;border-bottom:1px solid #E1E1DB",
}


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the fragment, then its pictures."""
    yield from dressed(story, name, OwnLook())


def dressed(story: Story, name: str, own: OwnLook) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the fragment in the user's colour and font; its template is that of `fragment`."""
    found, folder = manuscript(story), f"{name}_media"
    styles = restyled(_STYLES, [(_ACCENT, readable(own.accent))]) if own.accent else {**_STYLES}
    if own.font:
        face = f"font-family:{font_family(own.font)}"
        styles |= {part: f"{styles[part]};{face}" if part in styles else face for part in _WORDY}
    look = Look(
        lambda shown: quote(f"{folder}/{shown.name}"),
        words=wordpress_words,
        styles=styles,
        languages=True,
        tables=True,
    )
    html = filled(found, Setting(look), own.template) if own.template else body(found, look)
    yield PurePosixPath(name + SUFFIX), html.encode()
    yield from found.files(folder)
