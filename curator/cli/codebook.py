"""Command `codebook`."""

from __future__ import annotations

from pathlib import Path

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import (
    json_option,
    library_argument,
    named_place,
    print_json,
    refuse_to_replace,
    replace_option,
    run,
)
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.insight.figures.codebook_tables import SHAPES, Shape
from curator.library import Library, Tag

_file = click.Path(path_type=Path, dir_okay=False)


@click.command()
@library_argument
@option(
    "-o",
    "--output",
    type=_file,
    callback=named_place,
    help="Write the tags there, as CSV, or as .qdc with --for refi.",
)
@option(
    "--posts",
    type=_file,
    callback=named_place,
    help="Write the tagged posts there, as CSV, or as .qdpx with --for refi.",
)
@option("--for", "shape", type=click.Choice(SHAPES), default="taguette", show_default=True,
              help="Whose columns; refi is for MAXQDA, ATLAS.ti, NVivo.")  # fmt: skip
@option("--read", "source", type=_file, help="Read tags from a codebook first.")
@json_option
@replace_option
def codebook(  # noqa: PLR0913  each is an option
    library: Path, output: Path | None, posts: Path | None, source: Path | None, shape: Shape,
    *, as_json: bool, replace: bool,
) -> None:  # fmt: skip
    """List the tags of LIBRARY with their definitions, write them out, or read them in.

    People are shown in the tagged posts as they agreed to be. Private notes are never written.
    """
    refuse_to_replace(output, posts, replace=replace)
    with Library(library) as opened:
        came = _read(opened, source) if source else work.CodebookRead()
        tags = opened.tags.all()
    files: list[Path] = []
    if output:
        making = work.export_codebook(library, output, shape)
        files += run(making, tr("Writing"))
    if posts:
        files += run(work.export_coded(library, posts, shape), tr("Writing"))
    if as_json:
        wrote = [{"path": str(path), "bytes": path.stat().st_size} for path in files]
        counts = {"new": came.new, "changed": came.changed, "problems": list(came.problems)}
        print_json({"tags": _values(tags), "files": wrote, **counts})
        return
    for problem in came.problems:
        click.echo(problem, err=True)
    if source:
        click.echo(_changes_in_words(came))
    for path in files:
        click.echo(tr("Wrote {path}.", path=path))
    if not (files or source):
        _list(tags)


def _read(library: Library, source: Path) -> work.CodebookRead:
    codes = work.codebook_in(source)
    found: list[work.CodebookRead] = []
    label = trn("Read a codebook of {count} tag", "Read a codebook of {count} tags", len(codes))
    if not codes:
        raise CuratorError(tr("“{name}” lists no tags. Nothing was changed.", name=source.name))
    with library.edit(label):
        found.append(work.take_in_codes(library, codes))
    return found[0]


def _changes_in_words(came: work.CodebookRead) -> str:
    new = trn("{count} tag is new", "{count} tags are new", came.new)
    changed = trn("{count} was changed", "{count} were changed", came.changed)
    return tr("{new}, {changed}.", new=new, changed=changed)


def _values(tags: list[Tag]) -> list[dict[str, object]]:
    names = {tag.id: tag.name for tag in tags}
    return [
        {
            "name": tag.name,
            "parent": names[tag.parent] if tag.parent is not None else None,
            "definition": tag.definition,
            "colour": tag.colour or None,
            "key": tag.key or None,
            "posts": tag.posts,
            "whole": tag.whole,
        }
        for tag in tags
    ]


def _list(tags: list[Tag]) -> None:
    for tag in tags:
        name = "  " * tag.depth + tag.name
        told = " ".join(tag.definition.split())
        click.echo(f"{tag.whole:>6}  {name}" + (f": {told}" if told else ""))
    if not tags:
        click.echo(tr("There are no tags yet."))
