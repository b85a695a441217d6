"""Publishing several files at once: the kit of a story, and all stories of a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from curator.i18n import tr
from curator.library import ALL_STORIES, Library, Publication, StoryId, VersionId
from curator.model import Facts, Story
from curator.work.export import digests, gathered, masked_story, publish
from curator.work.overwriting import Replaceable, refuse_overwriting
from curator.work.task import Work
from curator.writers import (
    TEMPLATES,
    Writer,
    cards,
    dressed,
    linkedin,
    newsletter,
    page,
    target_name,
)
from curator.writers.kit.index_page import Entry, entry, index_page
from curator.writers.kit.look import OwnLook
from curator.writers.kit.manuscript import manuscript
from curator.writers.kit.names import slug
from curator.writers.kit.press import why_unavailable
from curator.writers.kit.safe_words import one_line
from curator.writers.kit.thanks import thanks
from curator.writers.kit.zip_archive import packed

File = tuple[PurePosixPath, bytes]

KIT, EVERYTHING = "kit", "everything"
"""What these are called among the targets."""

Looks: TypeAlias = Mapping[str, OwnLook]
"""Looks of the user's, by target."""

_AS_IT_COMES: Looks = {}
_LOOK = frozenset(each.name for each in fields(OwnLook))


def export_kit(
    library: Path,
    story: StoryId,
    folder: Path,
    *,
    replaceable: Replaceable = (),
    looks: Looks = _AS_IT_COMES,
) -> Work[list[Path]]:
    """Write everything for the day of publication into a folder. Return the files.

    Without what draws cards they are left out, see `left_out_of_kit`.
    Files that are not as this library exported them raise OverwriteError before any is written.
    """
    with Library(library) as opened:
        value = masked_story(opened, story)
    files = yield from gathered(kit_files(value, folder, looks, with_cards=not why_unavailable()))
    with Library(library) as opened:
        refuse_overwriting(opened, files, (story, KIT), replaceable)
        version = VersionId(0)
        if not opened.readonly:
            opened.versions.keep_exported(story, tr("Kit"))
            version = opened.versions.all(story)[0].id
    made = Publication(story, KIT, folder.absolute(), digests(files), version)
    return (yield from publish(library, files, made))


def left_out_of_kit() -> str:
    """Return what a kit lacks on this computer, in a sentence; '' if it is whole."""
    why = why_unavailable()
    return tr("The quote cards are left out. {why}", why=why) if why else ""


def export_everything(
    library: Path, to: Path, *, replaceable: Replaceable = (), looks: Looks = _AS_IT_COMES
) -> Work[list[Path]]:
    """Write all stories of a library, with an index page, to a folder or a zip.

    Files that are not as this library exported them raise OverwriteError before any is written.
    """
    with Library(library) as opened:
        stories = [masked_story(opened, info.id) for info in opened.stories.all()]
    files = yield from gathered(everything_files(stories, library.stem, to, looks))
    with Library(library) as opened:
        refuse_overwriting(opened, files, (ALL_STORIES, EVERYTHING), replaceable)
    made = Publication(ALL_STORIES, EVERYTHING, to.absolute(), digests(files))
    return (yield from publish(library, files, made))


def look_values(looks: Looks, worn: Iterable[Writer]) -> dict[str, str]:
    """Return the looks of some targets as they are recorded: 'page.accent' and its like."""
    names = set(map(target_name, worn))
    return {
        f"{target}.{name}": value
        for target, look in looks.items()
        if target in names
        for name, value in look.values.items()
    }


def looks_of(values: Mapping[str, str]) -> Looks:
    """Return looks as they were recorded by `look_values`."""
    found: dict[str, OwnLook] = {}
    for key, value in values.items():
        target, _, name = key.partition(".")
        if target in TEMPLATES and name in _LOOK:
            found[target] = replace(found.get(target, OwnLook()), **{name: value})
    return found


def kit_files(
    story: Story, folder: Path, looks: Looks = _AS_IT_COMES, *, with_cards: bool = True
) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of the kit, each with its place on disk."""
    for name, content in _kit(story, looks, with_cards=with_cards):
        yield (folder / name).absolute(), content


def everything_files(
    stories: list[Story], name: str, to: Path, looks: Looks = _AS_IT_COMES
) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of all stories with their places on disk, or one zip of them."""
    files = _everything(stories, name, looks)
    if to.suffix.lower() == ".zip":
        yield to.absolute(), packed(list(files))
        return
    for path, content in files:
        yield (to / path).absolute(), content


def _with_own_look(writer: Writer, looks: Looks) -> Writer:
    return dressed(writer, looks.get(target_name(writer), OwnLook()))


def _kit(story: Story, looks: Looks, *, with_cards: bool) -> Iterator[File]:
    yield from _with_own_look(page, looks).write(story, "recap")
    yield from linkedin.write(story, "linkedin")
    yield from _with_own_look(newsletter, looks).write(story, "newsletter")
    yield PurePosixPath("thanks.txt"), "\n\n".join(thanks(manuscript(story))).encode()
    yield PurePosixPath("facts.txt"), _facts(story).encode()
    if with_cards:
        yield from cards.write(story, "cover")


def _facts(story: Story) -> str:
    """Return the figures with their definitions, and what they leave out."""
    lines = list[str]()
    for block in story.blocks:
        if isinstance(block, Facts):
            for figure in block.figures:
                lines.append(one_line(f"{figure.value} {figure.label}"))
                more = (one_line(figure.definition), one_line(figure.missing))
                lines.extend(f"  {each}" for each in more if each)
            lines.extend([one_line(block.scope.words), ""])
    return "\n".join(lines) or tr("The story has no figures.")


def _everything(stories: list[Story], name: str, looks: Looks) -> Iterator[File]:
    worn, entries = _with_own_look(page, looks), list[Entry]()
    for number, story in enumerate(stories, start=1):
        found = manuscript(story)
        stem = f"{number:02}-{slug(found.title, 'story')}"
        yield from worn.write(story, stem)
        yield from found.files(f"pictures/{stem}")
        entries.append(entry(found, f"{stem}{page.SUFFIX}"))
    title = one_line(name.replace("-", " ").replace("_", " ").capitalize())
    yield (
        PurePosixPath("index.html"),
        index_page(title, entries, looks.get("page", OwnLook())).encode(),
    )
