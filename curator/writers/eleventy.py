"""Eleventy: Markdown with front matter, its pictures beside it; no Liquid in it is run.

Eleventy copies pictures when its configuration says so: addPassthroughCopy("**/*.{png,jpg,svg}").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from curator.model import Story
from curator.writers.kit.manuscript import manuscript
from curator.writers.kit.markdown_body import (
    LIVE,
    TYPOGRAPHY,
    Flavour,
    accompanying_files,
    front_matter_of,
    markdown_body,
)

TITLE = "Eleventy"
HINT = "index.md of a folder"
GROUP: Final = "blog"
SUFFIX = ".md"
FILE = "index"

_FLAVOUR = Flavour(live=re.compile(f"{LIVE}|{TYPOGRAPHY}"), titled=False)


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the page, then its pictures, right beside it."""
    found = manuscript(story)
    text = front_matter_of(found) + markdown_body(found, _FLAVOUR)
    yield PurePosixPath(name + SUFFIX), text.encode()
    yield from accompanying_files(found, "")
