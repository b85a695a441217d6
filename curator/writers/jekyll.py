"""Jekyll: a post with front matter for _posts, its pictures in the site's assets.

kramdown makes a table of every line with a bar, and other signs of quotes and dashes, so in
posts these are written as numbers. No Liquid in them is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

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
from curator.writers.kit.names import slug

TITLE = "Jekyll"
HINT = "A post with assets"
GROUP: Final = "blog"
SUFFIX = ".md"

_LIVE = re.compile(
    rf"{LIVE}|{TYPOGRAPHY}|\$|:(?=\s|$)|\*+|(?<![^\W_])_+|_+(?![^\W_])", re.MULTILINE
)


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the post, then its pictures under assets."""
    found = manuscript(story)
    folder = f"assets/{slug(found.title, 'recap')}"
    flavour = Flavour(folder, _LIVE, titled=False, address=lambda way: "/" + quote(way))
    text = front_matter_of(found, layout="post") + markdown_body(found, flavour)
    yield PurePosixPath(name + SUFFIX), text.encode()
    yield from accompanying_files(found, folder)
