"""Commands `export`, `kit`, `template`, `verify`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace as replaced
from pathlib import Path
from typing import get_args

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import json_option, library_argument, named_place, print_json, run
from curator.cli.stories import story_argument, story_called
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.insight.checks.verbatim import find_altered_quotes
from curator.insight.checks.written import ending_of
from curator.library import Library, StoryId
from curator.model import Counted, Story
from curator.work.looks import own_look, own_looks
from curator.work.overwriting import leftover_files
from curator.writers import (
    COLOURED,
    TEMPLATES,
    WRITERS,
    Writer,
    citations,
    dressed,
    excerpt_of,
    file_name,
    has_folder,
    styled,
    target_name,
)
from curator.writers.kit.look import OwnLook, original_template

_TARGETS = {target_name(writer): writer for writer in (*WRITERS, *citations.FORMATS)}
_TARGETS["fragment-styled"] = styled
_KIT, _EVERYTHING = "kit", "everything"
_REFERENCES = (citations, *citations.FORMATS)

_LISTED = 3
"""Most files of a folder that are printed one by one."""

_SAME = {".html": {".htm", ".xhtml"}, ".md": {".markdown", ".txt"}, ".txt": {".text", ".md"}}
"""Other endings of a file's name that say no less what is in it."""

_ENDINGS = frozenset(
    {writer.SUFFIX for writer in _TARGETS.values()}.union(*_SAME.values())
    | {".bib", ".csv", ".doc", ".eml", ".jpg", ".odt", ".rtf", ".svg", ".xlsx", ".xml", ".zip"}
)
"""Endings that say what is in a file; any other may be a part of its name."""


_original_option = option(
    "--original-look", "original", is_flag=True, help="Not the look that is kept: Curator's own."
)


@click.command()
@library_argument
@click.argument("story_name", metavar="[STORY]", required=False)
@option(
    "--to", "target", type=click.Choice([*_TARGETS, _KIT, _EVERYTHING]), required=True,
    help="“kit” is all for the day; “everything” all stories with an index, without STORY.",
)  # fmt: skip
@option(
    "-o", "place", type=click.Path(), required=True, callback=named_place,
    help="A file, or a folder, which is made if its name ends in a slash.",
)  # fmt: skip
@option("--anyway", is_flag=True, help="Write it though something forbids publishing it.")
@option("--replace", is_flag=True, help="Overwrite files that Curator did not write.")
@option("--as-posted", is_flag=True, help="Leave quotes untidied.")
@option("--accent", default="", metavar="#RRGGBB", help="The colour of links and edges.")
@option("--font", default="", metavar="NAME", help="The font, such as “Georgia, serif”.")
@option("--template", "own", type=click.Path(path_type=Path), help="A template of your own.")
@_original_option
@json_option
def export(  # noqa: PLR0913  one parameter for each option
    library: Path,
    story_name: str | None,
    target: str,
    place: str,
    *,
    accent: str,
    font: str,
    own: Path | None,
    original: bool,
    anyway: bool,
    replace: bool,
    as_posted: bool,
    as_json: bool,
) -> None:
    """Write STORY (its id or title) as TARGET to PATH.

    A file in its place is overwritten if it is as this library exported it, and else kept.

    What must not be published, such as a text that names a withheld person, is not written.
    “curator template” writes a target's template, to be changed and given back with --template.
    A colour, font or template that was kept in the window is used where none is given.
    """
    wanted, path = OwnLook(_text_of(own) if own else "", accent, font), Path(place)
    if target in {_KIT, _EVERYTHING} and wanted.values:
        raise click.UsageError(
            tr("A kit and everything wear the look that is kept: give it in Publish, “Look…”.")
        )
    if target == _EVERYTHING:
        if story_name:
            click.echo(tr("“everything” is all stories, not only the one given."), err=True)
        files = _export_all(
            library, path, original=original, anyway=anyway, may=_replaceable(replace)
        )
        _print_result(
            files, [*_all_warnings(library), *_leftovers(library, path)], as_json=as_json
        )
        return
    if not story_name:
        raise click.UsageError(tr("Give the STORY, its id or title, that is to be written."))
    shown = None if target == _KIT else _TARGETS[target]
    _check(library, story_name, shown, anyway=anyway)
    id_, warnings = _story_and_findings(library, story_name, shown)
    if target == _KIT:
        files = _export_kit(library, id_, path, original=original, may=_replaceable(replace))
        _print_result(files, [*warnings, *_lacking(), *_leftovers(library, path)], as_json=as_json)
        return
    kept = OwnLook() if original else own_look(target_name(_TARGETS[target]))
    writer = _dressed(target, wanted, kept)
    to, may = _file(place, writer), _replaceable(replace)
    files = _write(
        work.export_story(library, id_, writer, to, replaceable=may, as_posted=as_posted)
    )
    _print_result(files, [*warnings, *_leftovers(library, to)], as_json=as_json)


@click.command()
@library_argument
@story_argument
@option(
    "-o", "folder", type=click.Path(path_type=Path, file_okay=False), required=True,
    callback=named_place,
    help="The folder, which is made if it is not there.",
)  # fmt: skip
@option("--anyway", is_flag=True, help="Write it though something forbids publishing it.")
@option("--replace", is_flag=True, help="Overwrite files that Curator did not write.")
@_original_option
@json_option
def kit(  # noqa: PLR0913  one parameter for each option
    library: Path,
    story_name: str,
    folder: Path,
    *,
    original: bool,
    anyway: bool,
    replace: bool,
    as_json: bool,
) -> None:
    """Write all for the day: recap, LinkedIn text, newsletter, cards, thanks, facts."""
    _check(library, story_name, anyway=anyway)
    id_, warnings = _story_and_findings(library, story_name)
    files = _export_kit(library, id_, folder, original=original, may=_replaceable(replace))
    _print_result(files, [*warnings, *_lacking(), *_leftovers(library, folder)], as_json=as_json)


def _export_kit(
    library: Path, story: StoryId, folder: Path, *, original: bool, may: work.Replaceable
) -> list[Path]:
    _check_folder(folder)
    looks = {} if original else own_looks()
    return _write(work.export_kit(library, story, folder, replaceable=may, looks=looks))


def _lacking() -> list[str]:
    """Return what a kit lacks on this computer, as sentences."""
    return [each for each in [work.left_out_of_kit()] if each]


def _export_all(
    library: Path, to: Path, *, original: bool, anyway: bool, may: work.Replaceable
) -> list[Path]:
    _check_folder(to, ".zip")
    _check(library, None, anyway=anyway)
    looks = {} if original else own_looks()
    return _write(work.export_everything(library, to, replaceable=may, looks=looks))


def _check(
    library: Path, story_name: str | None, target: Writer | None = None, *, anyway: bool
) -> None:
    """Raise an error if a story, or with None any story, must not be published as it is.

    target: the only one that it is written for.
    What decodes pictures is started: until the first is drawn it has begun.
    """
    with Library(library) as opened:
        opened.pictures.begin_drawing()
        if anyway:
            return
        every = [info.id for info in opened.stories.all()]
        ids = [story_called(opened, story_name)] if story_name else every
        try:
            work.refuse_stopped(opened, ids, target)
        except work.StoppedError as stopped:
            raise CuratorError(
                tr("{why} “--anyway” writes it all the same.", why=str(stopped))
            ) from stopped


@click.command()
@option(
    "-o", "path", type=click.Path(path_type=Path, dir_okay=False), required=True,
    callback=named_place,
    help="The file; one that is there already is not overwritten.",
)  # fmt: skip
@option(
    "--to", "target", type=click.Choice(list(TEMPLATES)), default="page", show_default=True,
    help="Of which target.",
)  # fmt: skip
def template(path: Path, target: str) -> None:
    """Write a target's own template, to be changed and given to “export --template”."""
    if path.exists():
        raise CuratorError(
            tr("“{name}” is there already. Choose another name, or delete it.", name=path.name)
        )
    work.write_whole(path, original_template(TEMPLATES[target]).encode(), story=False)
    click.echo(path)


def _dressed(target: str, own: OwnLook, kept: OwnLook) -> Writer:
    """Return a target with the chosen colour, font and template, or else those that are kept."""
    writer = _TARGETS[target]
    name = target_name(writer)
    if own.template and name not in TEMPLATES:
        raise click.UsageError(
            tr("These take a template: {targets}.", targets=", ".join(TEMPLATES))
        )
    if (own.accent or own.font) and name not in COLOURED:
        raise click.UsageError(
            tr("These take a colour and a font: {targets}.", targets=", ".join(sorted(COLOURED)))
        )
    return dressed(writer, replaced(kept, **own.values))


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CuratorError(
            tr("The template “{name}” cannot be read: {why}.", name=path.name, why=str(error))
        ) from error


def _story_and_findings(
    library: Path, story_name: str, target: Writer | None = None
) -> tuple[StoryId, list[str]]:
    """Return a story and the findings about it, or about what one target shows of it."""
    with Library(library) as opened:
        id_ = story_called(opened, story_name)
        return id_, work.warnings(opened, id_, target)


def _all_warnings(library: Path) -> list[str]:
    with Library(library) as opened:
        return [
            tr("{story}: {warning}", story=info.title, warning=warning)
            for info in opened.stories.all()
            for warning in work.warnings(opened, info.id)
        ]


def _leftovers(library: Path, place: Path) -> list[str]:
    """Return the sentence about files of earlier exports that are left, if there are any."""
    with Library(library) as opened:
        sentence = leftover_files(opened, place)
    return [sentence] if sentence else []


def _print_result(files: list[Path], warnings: list[str], *, as_json: bool) -> None:
    """Print the files written, and the findings."""
    if as_json:
        sizes = [{"path": str(file), "bytes": file.stat().st_size} for file in files]
        print_json({"files": sizes, "warnings": warnings})
        return
    folders = dict[Path, list[Path]]()
    for file in files:
        folders.setdefault(file.parent, []).append(file)
    for folder, there in folders.items():
        if folder == files[0].parent or len(there) <= _LISTED:
            for file in there:
                click.echo(file)
        else:
            count = len(there)
            told = trn("{folder}: {count} file", "{folder}: {count} files", count, folder=folder)
            click.echo(told)
    for warning in warnings:
        click.echo(warning, err=True)


def _replaceable(replace: bool) -> work.Replaceable:  # noqa: FBT001  the option itself
    return "all" if replace else ()


def _write(task: work.Work[list[Path]]) -> list[Path]:
    """Write files; say how to go on where one of the user's own is in their place."""
    try:
        return run(task, tr("Writing"))
    except work.OverwriteError as error:
        raise CuratorError(
            tr("{why} Give another place, or “--replace” to overwrite it.", why=str(error))
        ) from error


def _file(place: str, writer: Writer) -> Path:
    """Return the file to write for a PATH, which may be a folder that is to be made.

    A separator at its end says that it is one; a Path does not keep it.
    """
    path = Path(place)
    if place.endswith(tuple(filter(None, (os.sep, os.altsep)))):
        return path / file_name(writer)
    if path.is_dir() or (has_folder(writer) and not path.suffix and not path.exists()):
        return path / file_name(writer)
    ending = path.suffix.casefold()
    if ending in _ENDINGS - {writer.SUFFIX} - _SAME.get(writer.SUFFIX, set()):
        raise click.UsageError(
            tr(
                "“{name}” would not hold what its name says: {title} is written as {ending}."
                " Call it “{other}”.",
                name=path.name,
                title=writer.TITLE,
                ending=writer.SUFFIX,
                other=path.stem + writer.SUFFIX,
            )
        )
    return path


def _check_folder(path: Path, *files: str) -> None:
    """Raise an error if the name of a folder is that of a file, but for endings it may have."""
    ending = path.suffix.casefold()
    if ending in _ENDINGS.difference(files) and not path.is_dir():
        raise click.UsageError(
            tr("“{name}” is the name of a file, but a folder is written.", name=path.name)
        )


@click.command()
@library_argument
@story_argument
@click.argument("file", type=click.Path(path_type=Path))
def verify(library: Path, story_name: str, file: Path) -> None:
    """Tell whether FILE, made of STORY, has the archive's words, names and permalinks.

    Of cards, FILE is their folder: the text beside them is compared, and whether each picture is
    as it was exported. Figures, charts, lists and your own words are not compared.
    """
    with Library(library) as opened:
        story = story_called(opened, story_name)
        meant = work.masked_story(opened, story)
        made = [each for each in opened.publications.all(story) if each.holds(file.absolute())]
    if not meant.quotes:  # not a success: nothing was compared
        raise CuratorError(
            tr("“{title}” quotes nobody. There is nothing to compare.", title=meant.title)
        )
    if work.is_of_cards(file):
        with Library(library) as opened:
            _judge(meant, *work.cards_compared(opened, meant, file))
        return
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CuratorError(
            tr(
                "“{name}” cannot be read: {why}. Give the file that export wrote.",
                name=file.name,
                why=(error.strerror or str(error)).lower(),
            )
        ) from error
    writer = _writer_of(file, made[0].target if made else "")
    if writer in _REFERENCES:
        raise CuratorError(
            tr(
                "“{name}” is a list of references, in which each post stands as it was posted."
                " Compare the page or the text of the same story.",
                name=file.name,
            )
        )
    shown = meant if writer is None else excerpt_of(writer, meant)
    _judge(shown, find_altered_quotes(shown, content, ending_of(content, file.suffix.lower())))


def _writer_of(file: Path, target: str) -> Writer | None:
    """Return the target that a file is of, by its export or else by its ending."""
    if target == _KIT:  # each of its files is called as its target
        return _TARGETS.get(file.stem)
    ending = file.suffix.lower()
    references = (each for each in _REFERENCES if ending == each.SUFFIX != ".json")
    return _TARGETS.get(target) or next(references, None)


def _judge(meant: Story, differences: Sequence[str], more: str = "") -> None:
    """Print the differences and end with 1, or print that there are none, and more."""
    for difference in differences:
        click.echo(difference)
    if differences:
        raise click.exceptions.Exit(1)
    count = len(meant.quotes)
    same = trn(
        "{count} quote says what the archive says.",
        "{count} quotes say what the archive says.",
        count,
    )
    if any(isinstance(block, get_args(Counted)) for block in meant.blocks):
        more += " " + tr(
            "Its figures, charts and lists are not compared. “curator facts” counts anew."
        )
    click.echo(f"{same} {more.strip()}".rstrip())
