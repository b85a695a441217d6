"""HTML for the body of a post: no page around it, no style, no script; pictures beside it.

The site's own styles dress it. WordPress' filter for authors (wp_kses_post) lets it through
as it is, so a date is an <abbr> and nothing is a <time>; quotes carry their microformats,
language and direction, for sites that keep them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from curator.model import Story
from curator.writers.kit.html_body import Look, Setting, body
from curator.writers.kit.look import OwnLook, filled
from curator.writers.kit.manuscript import manuscript
from curator.writers.kit.wordpress_words import wordpress_words

TITLE = "HTML for a post"
HINT = "Paste into HTML fields"
GROUP: Final = "blog"
SUFFIX = ".html"

_CLASSES = {
    "quote": "curator-quote h-cite",
    "pull": "curator-pull h-cite",
    "words": "e-content",
    "author": "u-url p-author",
    "time": "dt-published",
}


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the fragment, then its pictures, to be uploaded to where its addresses say."""
    yield from dressed(story, name, OwnLook())


def dressed(story: Story, name: str, own: OwnLook) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the fragment by a template of the user's; it has no colours and fonts of its own."""
    found, folder = manuscript(story), f"{name}_media"
    look = Look(
        lambda shown: quote(f"{folder}/{shown.name}"),
        words=wordpress_words,
        classes=_CLASSES,
        languages=True,
        tables=True,
    )
    html = filled(found, Setting(look), own.template) if own.template else body(found, look)
    yield PurePosixPath(name + SUFFIX), html.encode()
    yield from found.files(folder)
