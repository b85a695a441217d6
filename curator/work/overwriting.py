"""Files that an export would overwrite although they are not as Curator exported them.

What was exported from a library is recorded with its checksum, so an untouched export may be
written anew at any time. Anything else in its place is somebody's own and is asked about first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias

from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.library import Library, Publication, StoryId
from curator.work.whole_file import digest_of, refuse_library
from curator.writers import writer_called

Replaceable: TypeAlias = Collection[Path] | Literal["all"]
"""The files that may be overwritten whatever is in them."""

_NAMED = 3
"""Most files that are named in a sentence."""


class OverwriteError(CuratorError):
    """An export would overwrite files that are not as Curator exported them."""

    def __init__(self, message: str, files: tuple[Path, ...]) -> None:
        super().__init__(message)
        self.files = files
        """The files, in the order in which they would be written."""


def refuse_overwriting(
    library: Library,
    files: Iterable[tuple[Path, bytes]],
    made: tuple[StoryId, str],
    replaceable: Replaceable = (),
) -> None:
    """Raise OverwriteError if files are there that are not as this library exported them.

    So does what it exported of another story or target than `made`, which is to be written.
    """
    files = list(files)
    for path, _ in files:
        refuse_library(path)
    if replaceable == "all":
        return
    spared = {path.absolute() for path in replaceable}
    published = library.publications.all()  # the newest first
    written = [each for before in published for each in before.files]
    digests = {digest for _, digest in written}
    in_the_way = [
        path
        for path, content in files
        if path.is_file()
        and path.absolute() not in spared
        and digest_of(path) != sha256(content).hexdigest()
    ]
    others = tuple(path for path in in_the_way if digest_of(path) not in digests)
    if others:
        places = {path for path, _ in written}
        edited = all(path.absolute() in places for path in others)
        raise OverwriteError(_sentence(others, edited=edited), others)
    for path in in_the_way:
        if (before := another_export(library, path, made)) is not None:
            raise OverwriteError(_sentence_of_another(library, path, before), (path,))


def another_export(library: Library, path: Path, made: tuple[StoryId, str]) -> Publication | None:
    """Return the export that a file holds by now, of another story or target than this one."""
    published = library.publications.all()  # the newest first
    last = next((each for each in published if path.absolute() in dict(each.files)), None)
    return last if last is not None and (last.story, last.target) != made else None


def target_words(name: str) -> str:
    """Return what a target is called in a sentence: “LinkedIn”, “kit”."""
    writer = writer_called(name)
    if writer is not None:
        return tr(writer.TITLE)
    return {"kit": tr("kit"), "everything": tr("all stories")}.get(name, name)


def _sentence_of_another(library: Library, path: Path, before: Publication) -> str:
    """Return of what a file is that an earlier export wrote."""
    title = title_of(library, before)
    target = target_words(before.target)
    if not title:
        return tr(
            "“{name}” is another export, as {target}. Nothing was written.",
            name=path.name,
            target=target,
        )
    return tr(
        "“{name}” is the export of “{story}” as {target}. Nothing was written.",
        name=path.name,
        story=title,
        target=target,
    )


def title_of(library: Library, made: Publication) -> str:
    """Return the title of the story that was exported; '' if it is gone, or was all of them."""
    return next((each.title for each in library.stories.all() if each.id == made.story), "")


def leftover_files(library: Library, place: Path) -> str:
    """Return, in a sentence, which files of earlier exports to a place the last one lacks; ''.

    They are the user's to delete: pictures and cards may be linked from elsewhere.
    """
    made = [each for each in library.publications.all() if each.place == place.absolute()]
    now = {path for each in made[:1] for path, _ in each.files}
    before = {path for each in made[1:] for path, _ in each.files}
    files = sorted(path for path in before - now if path.is_file())
    if not files:
        return ""
    names = ", ".join(path.name for path in files[:_NAMED]) + "…" * (len(files) > _NAMED)
    return trn(
        "{count} file of an earlier export is still there and no part of it any more: {names}.",
        "{count} files of an earlier export are still there and no part of it any more: {names}.",
        len(files),
        names=names,
    )


def _sentence(files: tuple[Path, ...], *, edited: bool) -> str:
    """Return what stands in the way; edited: all were exported once, and changed since."""
    if len(files) == 1 and edited:
        return tr(
            "“{name}” was changed since it was exported here, by hand or by another copy of the"
            " library. Nothing was written.",
            name=files[0].name,
        )
    if len(files) == 1:
        return tr(
            "“{name}” is there already and was not exported from this library. Nothing was"
            " written.",
            name=files[0].name,
        )
    names = ", ".join(path.name for path in files[:_NAMED])
    if len(files) > _NAMED:
        names += "…"
    if edited:
        return trn(
            "{count} file was changed since it was exported here, by hand or by another copy of"
            " the library: {names}. Nothing was written.",
            "{count} files were changed since they were exported here, by hand or by another copy"
            " of the library: {names}. Nothing was written.",
            len(files),
            names=names,
        )
    return trn(
        "{count} file is there already that was not exported from this library: {names}."
        " Nothing was written.",
        "{count} files are there already that were not exported from this library: {names}."
        " Nothing was written.",
        len(files),
        names=names,
    )
