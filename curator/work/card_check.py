"""Comparison of exported cards with the archive: the words beside them, and the pictures' files.

No words can be read back out of a picture. What can be told of one is whether it is, byte by byte,
as the library exported it; what the cards say stands in the text beside them.
"""

from __future__ import annotations

import re
from pathlib import Path

from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.insight.checks.verbatim import find_altered_quotes
from curator.library import Library
from curator.model import Story
from curator.work.whole_file import digest_of

_BESIDE = "alt-texts.txt"
_PICTURE = ".png"
_NAME = re.compile(r"^\d{2,}-\S+-(\d+x\d+)\.png$", re.MULTILINE)
"""A card's file name on a line of its own, above its words: its shape is at the end."""


def is_of_cards(path: Path) -> bool:
    """Tell whether a path is one of cards, and not of one file with a story's words."""
    return path.is_dir() or path.suffix.lower() == _PICTURE or path.name == _BESIDE


def cards_compared(library: Library, story: Story, path: Path) -> tuple[tuple[str, ...], str]:
    """Return how cards differ from the archive, in sentences, and what was found right.

    path: the folder of the cards, the one above it, a card, the cover, or the text beside them.
    """
    beside = _find_card_text(path)
    pictures = _pictures(path, beside.parent)
    try:
        words = _by_shape(beside.read_text("utf-8", "replace"))
        known = _exported(library, story)
        others = [each.name for each in pictures if digest_of(each) not in known]
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise CuratorError(
            tr("“{name}” cannot be read: {why}.", name=path.name, why=why)
        ) from error
    found = dict.fromkeys(
        each for text in words for each in find_altered_quotes(story, text.encode(), ".txt")
    )
    for name in others:
        found[
            tr("“{name}” is not as this library exported it, so what it says is not known.",
               name=name)
        ] = None  # fmt: skip
    count = len(pictures)
    same = trn(
        "{count} picture is as it was exported.",
        "{count} pictures are as they were exported.",
        count,
    )
    return tuple(found), same if count else ""


def _find_card_text(path: Path) -> Path:
    """Return the text beside cards."""
    if path.name == _BESIDE:
        return path
    if path.is_dir():
        places = [path / _BESIDE, *sorted(path.glob(f"*_cards/{_BESIDE}"))]
    else:
        places = [path.with_name(_BESIDE), path.parent / f"{path.stem}_cards" / _BESIDE]
    found = [place for place in places if place.is_file()]
    if len(found) == 1 or (found and found[0].parent == path):
        return found[0]
    if path.is_dir():
        why = tr("“{name}” is a folder. Give the file that export wrote, or the folder of its"
            " cards, which has “{beside}” in it.", name=path.name, beside=_BESIDE)  # fmt: skip
    else:
        why = tr("No words can be read out of a picture such as “{name}”. Those of cards are"
            " compared by “{beside}”, which is not beside it: export the cards again, or verify"
            " the page.", name=path.name, beside=_BESIDE)  # fmt: skip
    raise CuratorError(why)


def _pictures(path: Path, folder: Path) -> list[Path]:
    """Return the pictures to be compared: the one that was given, or all with their cover."""
    if path.suffix.lower() == _PICTURE and path.is_file():
        return [path]
    cover = folder.with_name(folder.name.removesuffix("_cards") + _PICTURE)
    return [*([cover] if cover.is_file() else []), *sorted(folder.glob(f"*{_PICTURE}"))]


def _by_shape(text: str) -> list[str]:
    """Return the words of the cards of each shape: every shape has all quotes, in order."""
    parts = _NAME.split(text)
    shapes = dict[str, list[str]]()
    for shape, words in zip(parts[1::2], parts[2::2], strict=True):
        shapes.setdefault(shape, []).append(words)
    return ["\n".join(each) for each in shapes.values()] or [text]


def _exported(library: Library, story: Story) -> set[str]:
    """Return the SHA-256 of all files that were exported of a story."""
    made = library.publications.all()
    return {digest for each in made if each.story in {story.id, 0} for _, digest in each.files}
