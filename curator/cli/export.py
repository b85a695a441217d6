"""Commands `export`, `kit`, `template`, `verify`."""

from __future__ import annotations

from pathlib import Path

import click

from curator import work
from curator.cli.shared import json_option, library_argument, run, say
from curator.cli.stories import story_argument, story_called
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.insight.checks.verbatim import unlike
from curator.insight.checks.written import ending_of
from curator.library import Library, StoryId
from curator.writers import (
    WRITERS,
    Writer,
    citations,
    file_name,
    has_folder,
    page,
    styled,
    target_name,
)

_TARGETS = {target_name(writer): writer for writer in (*WRITERS, *citations.FORMATS)}
_TARGETS["fragment-styled"] = styled
_EVERYTHING = "everything"

_SAME = {".html": {".htm", ".xhtml"}, ".md": {".markdown", ".txt"}, ".txt": {".text", ".md"}}
"""Other endings of a file's name that say no less what is in it."""

_ENDINGS = frozenset(
    {writer.SUFFIX for writer in _TARGETS.values()}.union(*_SAME.values())
    | {".bib", ".csv", ".doc", ".eml", ".jpg", ".odt", ".rtf", ".svg", ".xlsx", ".xml", ".zip"}
)
"""Endings that say what is in a file; any other may be a part of its name."""


@click.command()
@library_argument
@click.argument("story_name", metavar="[STORY]", required=False)
@click.option(
    "--to", "target", type=click.Choice([*_TARGETS, _EVERYTHING]), required=True,
    help="“everything” is all stories with an index, and needs no STORY.",
)  # fmt: skip
@click.option(
    "-o", "path", type=click.Path(path_type=Path), required=True, help="A file, or a folder."
)
@click.option("--anyway", is_flag=True, help="Write it though something forbids publishing it.")
@click.option("--replace", is_flag=True, help="Overwrite files that Curator did not write.")
@click.option("--as-posted", is_flag=True, help="Leave quotes untidied.")
@click.option("--accent", default="", metavar="#RRGGBB", help="The page's colour.")
@click.option("--template", "own", type=click.Path(path_type=Path), help="The page's template.")
@json_option
def export(  # noqa: PLR0913  one parameter for each option
    library: Path,
    story_name: str | None,
    target: str,
    path: Path,
    accent: str,
    own: Path | None,
    *,
    anyway: bool,
    replace: bool,
    as_posted: bool,
    as_json: bool,
) -> None:
    """Write STORY (its id or title) as TARGET to PATH.

    A file in its place is overwritten if it is as this library exported it, and else kept.

    What must not be published, such as a text that names a withheld person, is not written.
    “curator template” writes the page's template, to be changed and given back with --template.
    """
    _check(library, None if target == _EVERYTHING else story_name, anyway=anyway)
    if target == _EVERYTHING:
        _check_folder(path, ".zip")
        files = _write(work.export_everything(library, path, replaceable=_may(replace)))
        _told(files, _all_warnings(library), as_json=as_json)
        return
    if not story_name:
        raise click.UsageError(tr("Give the STORY, its id or title, that is to be written."))
    writer = _dressed(target, accent, own)
    id_, warnings = _looked_at(library, story_name)
    to, may = _file(path, writer), _may(replace)
    files = _write(
        work.export_story(library, id_, writer, to, replaceable=may, as_posted=as_posted)
    )
    _told(files, warnings, as_json=as_json)


@click.command()
@library_argument
@story_argument
@click.option(
    "-o", "folder", type=click.Path(path_type=Path, file_okay=False), required=True,
    help="The folder, which is made if it is not there.",
)  # fmt: skip
@click.option("--anyway", is_flag=True, help="Write it though something forbids publishing it.")
@click.option("--replace", is_flag=True, help="Overwrite files that Curator did not write.")
@json_option
def kit(
    library: Path, story_name: str, folder: Path, *, anyway: bool, replace: bool, as_json: bool
) -> None:
    """Write all for the day: recap, LinkedIn text, newsletter, cards, thanks, facts."""
    _check_folder(folder)
    _check(library, story_name, anyway=anyway)
    id_, warnings = _looked_at(library, story_name)
    files = _write(work.export_kit(library, id_, folder, replaceable=_may(replace)))
    _told(files, warnings, as_json=as_json)


def _check(library: Path, story_name: str | None, *, anyway: bool) -> None:
    """Raise an error if a story, or with None any story, must not be published as it is."""
    if anyway:
        return
    with Library(library) as opened:
        every = [info.id for info in opened.stories.all()]
        ids = [story_called(opened, story_name)] if story_name else every
        stopped = [sentence for id_ in ids for sentence in work.stops(opened, id_)]
    if stopped:
        raise CuratorError(
            tr("Nothing was written: {why} “--anyway” writes it all the same.", why=stopped[0])
        )


@click.command()
@click.option(
    "-o", "path", type=click.Path(path_type=Path, dir_okay=False), required=True,
    help="The file; one that is there already is not overwritten.",
)  # fmt: skip
def template(path: Path) -> None:
    """Write the page's own template, to be changed and given to “export --template”."""
    if path.exists():
        raise CuratorError(
            tr("“{name}” is there already. Choose another name, or delete it.", name=path.name)
        )
    work.write_whole(path, page.original_template().encode(), story=False)
    click.echo(path)


def _dressed(target: str, accent: str, own: Path | None) -> Writer:
    """Return a target; for a page, with the chosen colour and template."""
    if not (accent or own):
        return _TARGETS[target]
    if target != target_name(page):
        raise click.UsageError(tr("A colour and a template are for the page alone."))
    return page.StyledPage(_text_of(own) if own else "", accent)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CuratorError(
            tr("The template “{name}” cannot be read: {why}.", name=path.name, why=str(error))
        ) from error


def _looked_at(library: Path, story_name: str) -> tuple[StoryId, list[str]]:
    """Return a story and the findings about it."""
    with Library(library) as opened:
        id_ = story_called(opened, story_name)
        return id_, work.warnings(opened, id_)


def _all_warnings(library: Path) -> list[str]:
    with Library(library) as opened:
        return [
            tr("{story}: {warning}", story=info.title, warning=warning)
            for info in opened.stories.all()
            for warning in work.warnings(opened, info.id)
        ]


def _told(files: list[Path], warnings: list[str], *, as_json: bool) -> None:
    """Print the files written, and the findings."""
    if as_json:
        sizes = [{"path": str(file), "bytes": file.stat().st_size} for file in files]
        say({"files": sizes, "warnings": warnings})
        return
    for file in files:
        click.echo(file)
    for warning in warnings:
        click.echo(warning, err=True)


def _may(replace: bool) -> work.Replaceable:  # noqa: FBT001  the option itself
    return "all" if replace else ()


def _write(task: work.Work[list[Path]]) -> list[Path]:
    """Write files; say how to go on where one of the user's own is in their place."""
    try:
        return run(task, tr("Writing"))
    except work.OverwriteError as error:
        raise CuratorError(
            tr("{why} Give another place, or “--replace” to overwrite it.", why=str(error))
        ) from error


def _file(path: Path, writer: Writer) -> Path:
    """Return the file to write for a PATH, which may be a folder that is to be made."""
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
    """Tell whether FILE, made of STORY, has the archive's words, names and permalinks."""
    with Library(library) as opened:
        meant = work.told(opened, story_called(opened, story_name))
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
    differences = unlike(meant, content, ending_of(content, file.suffix.lower()))
    if not differences:
        count = len(meant.quotes)
        click.echo(
            trn(
                "{count} quote says what the archive says.",
                "{count} quotes say what the archive says.",
                count,
            )
        )
        return
    for difference in differences:
        click.echo(difference)
    raise click.exceptions.Exit(1)
