"""Command `keep-up`: let a rough cut take in what came since."""

from __future__ import annotations

from pathlib import Path

import click

from curator import work
from curator.cli.shared import json_option, library_argument, print_json, run, up_to_date
from curator.cli.stories import story_argument, story_called
from curator.i18n import tr


@click.command("keep-up")
@library_argument
@story_argument
@json_option
def keep_up(library: Path, story_name: str, *, as_json: bool) -> None:
    """Let STORY, a rough cut, take in the posts that came since it was made.

    Sections that nobody has touched become as a new cut would have them; a touched one stays, and
    is listed with the number of its new answers. One “curator undo” takes it all out again.
    """
    with up_to_date(library) as opened:
        story = story_called(opened, story_name)
    done = run(work.keep_up(library, story), tr("Taking in new posts"))
    if as_json:
        print_json(
            {"sections": done.renewed, "quotes": done.quotes, "touched": list(done.touched)}
        )
        return
    click.echo(done.words)
    for sentence in done.touched:
        click.echo(sentence)
