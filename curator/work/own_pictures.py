"""The editor's own pictures: stored without the metadata of place and time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from curator.errors import CuratorError
from curator.i18n import tr
from curator.library import Library
from curator.model import Image, Media

_LONGEST = 2_560
_HEAVIEST = 60 * 1024 * 1024
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp"})
"""Suffixes of files that may be pictures; their content decides."""


def picture_from(content: bytes, name: str = "") -> Callable[[Library], Image]:
    """Return the function that stores a picture in a library and makes a block of it.

    The picture is redrawn from its pixels: a photograph's place and camera are removed before it
    is stored.
    """
    from curator.writers.kit.pictures import Size, redraw  # noqa: PLC0415  most stories have none

    made = redraw(content, Size(_LONGEST)) if len(content) <= _HEAVIEST else None
    if made is None:
        raise CuratorError(
            tr(
                "“{name}” is no picture that can be shown: JPEG, PNG, GIF and WebP can.",
                name=name or tr("What was copied"),
            )
        )

    def take_in(library: Library) -> Image:
        return Image(
            Media(
                "image",
                hash=library.pictures.add(made.content),
                width=made.width,
                height=made.height,
            )
        )

    return take_in


def picture_file(path: Path) -> Callable[[Library], Image]:
    """Return what `picture_from` returns, for a file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise CuratorError(
            tr("“{name}” could not be read: {why}.", name=path.name, why=why)
        ) from error
    return picture_from(content, path.name)
