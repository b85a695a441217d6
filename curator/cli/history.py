"""Command `history`: the steps of a library."""

from __future__ import annotations

from pathlib import Path

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import (
    iso,
    json_option,
    library_argument,
    named_place,
    own_clock,
    print_json,
    refuse_to_replace,
    replace_option,
)
from curator.i18n import tr
from curator.library import Library


@click.command()
@library_argument
@json_option
@replace_option
@option(
    "--csv",
    "to",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=named_place,
    help="Save the table here.",
)
def history(library: Path, to: Path | None, *, as_json: bool, replace: bool) -> None:
    """List the steps that LIBRARY has gone through, the oldest first.

    Every one can be undone; those that are undone can be done again.
    """
    refuse_to_replace(to, replace=replace)
    with Library(library) as opened:
        steps, size = opened.steps()[::-1], opened.history_size
        people = opened.marks.standings()
    if to is not None:
        work.write_whole(to, work.history_csv(steps, people))
        click.echo(to)
    elif as_json:
        print_json(
            [
                {
                    "step": step.id,
                    "at": iso(step.at),
                    "what": step.label,
                    "kind": work.step_kind(step),
                    "undone": step.undone,
                }
                for step in steps
            ]
        )
    else:
        if steps:
            click.echo(own_clock(step.at for step in steps), err=True)
        for step in steps:
            undone = "  " + tr("(undone)") if step.undone else ""
            click.echo(
                f"{step.id:>6}  {step.at.astimezone():%Y-%m-%d %H:%M}  {step.label}{undone}"
            )
        click.echo(work.history_size(size))
