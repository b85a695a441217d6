"""Rich text for the clipboard, for any editor that accepts pasted text.

It carries no title, since editors have a field for that, and no class or style, since they
drop both. Its pictures are inside; Medium, Substack and Ghost want them uploaded by hand, for
which `to_upload` is the same without them, with a line where each belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from curator.model import Story
from curator.writers.kit.html_body import Look, body
from curator.writers.kit.manuscript import Shown, manuscript

TITLE = "Rich text"
HINT = "Paste into any editor"
GROUP: Final = "blog"
SUFFIX = ".html"

_FIRST = re.compile(r"^<([a-z0-9]+)")


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the rich text with its pictures inside."""
    yield PurePosixPath(name + SUFFIX), rich_text(story).encode()


def rich_text(story: Story) -> str:
    """Return the story as rich text with its pictures inside."""
    return _as_whole_blocks(body(manuscript(story), Look(_inside, lines=False)))


def to_upload(story: Story) -> tuple[str, dict[str, bytes]]:
    """Return rich text without pictures, and these by file name, in the order they belong in."""
    found = manuscript(story)
    numbered = enumerate(found.pictures, start=1)
    files = {f"{n:02}-{each.name}": each.picture.content for n, each in numbered if each.picture}
    return _as_whole_blocks(body(found, Look(lambda _shown: "", lines=False))), files


def _as_whole_blocks(html: str) -> str:
    """Mark HTML as whole blocks, as Substack's and other ProseMirror editors do themselves.

    They then take words as words, and leave stars around one of them alone.
    """
    return _FIRST.sub(r'<\1 data-pm-slice="0 0 []"', html)


def _inside(shown: Shown) -> str:
    return shown.picture.address if shown.picture else ""
