"""HTML with its styles written in, for Squarespace, Wix, Blogger and other sites that keep them.

It is the fragment in clothes of its own, that follow the colours of the page it stands on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from curator.model import Story
from curator.writers.kit.html_body import Look, body
from curator.writers.kit.manuscript import manuscript
from curator.writers.kit.wordpress_words import wordpress_words

TITLE = "Styled HTML"
HINT = "Squarespace, Wix, Blogger"
GROUP: Final = "blog"
SUFFIX = ".html"

_QUOTE = "margin:1.2em 0;padding:0.2em 0 0.2em 1.1em;border-left:3px solid #0B6A70"
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
    found, folder = manuscript(story), f"{name}_media"
    look = Look(
        lambda shown: quote(f"{folder}/{shown.name}"),
        words=wordpress_words,
        styles=_STYLES,
        languages=True,
        tables=True,
    )
    yield PurePosixPath(name + SUFFIX), body(found, look).encode()
    yield from found.files(folder)
