"""PDF: tagged, so that it can be read aloud, with outline, links and described pictures.

WeasyPrint makes it, an extra that not every system has; without it, Curator says so. It is
given our own HTML alone and fetches nothing but what is inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath
from typing import Final

from curator.i18n import language
from curator.model import Story
from curator.writers.kit.html_body import Look, body
from curator.writers.kit.manuscript import Shown, from_the_right, manuscript
from curator.writers.kit.press import print_pdf

TITLE = "PDF"
HINT = "To print and to archive"
GROUP: Final = "documents"
SUFFIX = ".pdf"
WHOLE = False

_CLASSES = {"words": "words", "credit": "credit", "pull": "pull", "small": "small", "note": "note"}


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the document."""
    yield PurePosixPath(name + SUFFIX), print_pdf(print_html(story), "templates/print.css")


def print_html(story: Story) -> str:
    """Return the HTML that is printed."""
    found = manuscript(story)
    look = Look(_inside, classes=_CLASSES, languages=True, tables=True, embeds=False)
    title = escape(found.title)
    turned = ' dir="rtl"' if from_the_right(found.title) else ""
    kicker = f'<p class="kicker">{escape(found.kicker)}</p>' if found.kicker else ""
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">'
        f"<title>{title}</title>"
        '<meta name="generator" content="Curator"></head>'
        f"<body>{kicker}<h1{turned}>{title}</h1>{body(found, look)}</body></html>"
    )


def _inside(shown: Shown) -> str:
    return shown.picture.address if shown.picture else ""
