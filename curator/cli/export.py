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
from curator.library import Library, StoryId
from curator.writers import WRITERS, Writer, file_name, page, target_name

_TARGETS = {target_name(writer): writer for writer in WRITERS}
_EVERYTHING = "everything"


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
    as_json: bool,
) -> None:
    """Write STORY (its id or title) as TARGET to PATH.

    What must not be published, such as a text that names a withheld person, is not written.
    “curator template” writes the page's template, to be changed and given back with --template.
    """
    _check(library, None if target == _EVERYTHING else story_name, anyway=anyway)
    if target == _EVERYTHING:
        files = run(work.export_everything(library, path), tr("Writing"))
        _told(files, _all_warnings(library), as_json=as_json)
        return
    if not story_name:
        raise click.UsageError(tr("Give the STORY, its id or title, that is to be written."))
    writer = _dressed(target, accent, own)
    id_, warnings = _looked_at(library, story_name)
    files = run(work.export_story(library, id_, writer, _file(path, writer)), tr("Writing"))
    _told(files, warnings, as_json=as_json)


@click.command()
@library_argument
@story_argument
@click.option(
    "-o", "folder", type=click.Path(path_type=Path, file_okay=False), required=True,
    help="The folder, which is made if it is not there.",
)  # fmt: skip
@click.option("--anyway", is_flag=True, help="Write it though something forbids publishing it.")
@json_option
def kit(library: Path, story_name: str, folder: Path, *, anyway: bool, as_json: bool) -> None:
    """Write all for the day: recap, LinkedIn text, newsletter, cards, thanks, facts."""
    _check(library, story_name, anyway=anyway)
    id_, warnings = _looked_at(library, story_name)
    files = run(work.export_kit(library, id_, folder), tr("Writing"))
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


def _file(path: Path, writer: Writer) -> Path:
    return path / file_name(writer) if path.is_dir() else path


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
    differences = unlike(meant, content, file.suffix.lower())
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
