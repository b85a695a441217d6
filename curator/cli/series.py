"""Command `carry`: start the next chat of a series with the knowledge of the last."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from curator import work
from curator.cli.shared import json_option, library_argument, print_json, run
from curator.i18n import tr


@click.command()
@library_argument
@click.argument(
    "earlier", metavar="EARLIER…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@json_option
def carry(library: Path, earlier: tuple[Path, ...], *, as_json: bool) -> None:
    """Carry people, sectors, consent, tags and link titles from EARLIER libraries to LIBRARY.

    Name the latest first. What LIBRARY says already stays; EARLIER are only read. Everybody
    who said something in one of them is returning here, everybody else is new.
    """
    came = run(work.carry_over(library, earlier), tr("Carrying over"))
    if as_json:
        print_json(asdict(came))
        return
    click.echo(work.carried_words(came))
