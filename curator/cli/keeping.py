"""salvage: what can be read of a damaged library, in a new one."""

from __future__ import annotations

from pathlib import Path

import click

from curator import work
from curator.cli.shared import json_option, library_argument, run, say
from curator.i18n import tr


@click.command()
@library_argument
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def salvage(library: Path, new: Path, *, as_json: bool) -> None:
    """Save what can be read of a damaged LIBRARY into NEW; LIBRARY is only read."""
    found = run(work.salvage_library(library, new), tr("Salvaging"))
    if as_json:
        lost = {table: rows for table, rows in sorted(found.lost.items()) if rows > 0}
        kept = {table: rows for table, rows in sorted(found.kept.items()) if rows > 0}
        say({"kept": kept, "lost": lost, "mended": found.mended, "homeless": found.homeless})
        return
    for sentence in work.salvaged_words(found):
        click.echo(sentence)
