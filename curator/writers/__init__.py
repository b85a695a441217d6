"""Writers turn a story into files: one module for each format.

To add a format, write a module with the names below and add it to `_writers`. The tests
write the sample story with it and compare with tests/expected/<module name>/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, cast

from curator.model import Story

if TYPE_CHECKING:
    from curator.writers.kit.look import OwnLook

Group: TypeAlias = Literal["page", "blog", "mail", "documents", "data"]
"""The purpose of a format: own page, blog, mail and social media, paper, machines."""


class Writer(Protocol):
    """The interface of a module in this package. Its name is the target's name."""

    TITLE: str
    """The format's name, as people know it."""

    HINT: str
    """How it is used, in three words."""

    GROUP: Group
    """Its group in the list of formats."""

    SUFFIX: str
    """The suffix of its first file."""

    def write(self, story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
        """Yield the files of the finished story, each with its relative path.

        The first is the story itself, called name + SUFFIX.
        """


WRITERS: tuple[Writer, ...]
"""Every format, in the order of the list."""


def __getattr__(name: str) -> Any:
    if name == "WRITERS":
        return _writers()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _writers() -> tuple[Writer, ...]:
    """Return every format: loaded when the first story is written, not before."""
    from curator.writers import (  # noqa: PLC0415  when a story is to be written
        cards,
        citations,
        clipboard,
        data,
        docx,
        eleventy,
        fragment,
        ghost,
        hugo,
        jekyll,
        linkedin,
        markdown,
        newsletter,
        obsidian,
        page,
        pdf,
        styled,
        text,
        wordpress,
    )

    return (
        page,
        clipboard,
        wordpress,
        ghost,
        fragment,
        styled,
        markdown,
        hugo,
        jekyll,
        eleventy,
        obsidian,
        newsletter,
        text,
        linkedin,
        cards,
        docx,
        pdf,
        citations,
        data,
    )


def writer_called(name: str) -> Writer | None:
    """Return the target with a name, also one of those that citations consist of; None: none."""
    from curator.writers.citations import FORMATS  # noqa: PLC0415  when a story is to be written

    return next((each for each in (*_writers(), *FORMATS) if target_name(each) == name), None)


def has_folder(writer: Writer) -> bool:
    """Tell whether it has several files that belong into a folder of their own."""
    return hasattr(writer, "FILE")


def file_name(writer: Writer) -> str:
    """Return what its first file is called in a folder of its own."""
    return str(getattr(writer, "FILE", "story")) + writer.SUFFIX


def is_whole(writer: Writer) -> bool:
    """Tell whether its first file holds every quote, in words that can be read back."""
    return bool(getattr(writer, "WHOLE", True))


def excerpt_of(writer: Writer, story: Story) -> Story:
    """Return what a target shows of a story: all, or of a short target an excerpt."""
    made: Story = getattr(writer, "excerpt", lambda whole: whole)(story)
    return made


def target_name(writer: Writer) -> str:
    """Return a target's name, which is its module's."""
    return str(getattr(writer, "__name__", "")).rpartition(".")[2]


TEMPLATES: Mapping[str, str] = {
    "page": "page",
    "fragment": "fragment",
    "styled": "fragment",
    "newsletter": "newsletter",
}
"""The targets that take a template, and the name of theirs."""

COLOURED = frozenset(("page", "styled", "newsletter"))
"""The targets that take a colour and a font: the others are dressed by the site they are on."""


class DressedWriter:
    """Writes a target as the user wants it to look."""

    GROUP: Group

    def __init__(self, writer: Writer, own: OwnLook) -> None:
        self._writer: Any = writer
        self._own = own
        self.__name__ = target_name(writer)
        self.TITLE, self.HINT, self.SUFFIX = writer.TITLE, writer.HINT, writer.SUFFIX
        self.GROUP = writer.GROUP
        self.look = own.values
        """What it was made with, to be made so again."""

    def write(self, story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
        """Yield the files of the target, the first in the user's look."""
        made = self._writer.dressed(story, name, self._own)
        yield from cast(Iterator[tuple[PurePosixPath, bytes]], made)


def look_of(writer: Writer) -> Mapping[str, str]:
    """Return what a target has otherwise than it comes with Curator."""
    found: Mapping[str, str] = getattr(writer, "look", {})
    return found


def dressed(writer: Writer, own: OwnLook) -> Writer:
    """Return a target in a look of the user's; itself where nothing is wanted otherwise."""
    return DressedWriter(writer, own) if own.values else writer
