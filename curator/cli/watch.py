"""Command `watch`: imports what is added, until interrupted."""

from __future__ import annotations

import time
from math import isnan
from pathlib import Path

import click

from curator import work
from curator.cli.archives import settle_zone
from curator.cli.options import option
from curator.cli.shared import library_argument, run
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.library import Library
from curator.work import Watched
from curator.work.report import advice


@click.command()
@library_argument
@click.argument(
    "paths", metavar="PATH…", nargs=-1, required=True,
    type=click.Path(path_type=Path, exists=True),
)  # fmt: skip
@option(
    "--every", default=2.0, show_default=True, type=click.FloatRange(0, 86_400),
    help="Seconds between two looks.",
)  # fmt: skip
@option("--once", is_flag=True, help="Take in what is there, and end.")
def watch(library: Path, paths: tuple[Path, ...], every: float, *, once: bool) -> None:
    """Take in what comes into PATHs, files or folders, until Ctrl+C.

    A file that is being written waits until it is at rest. Each arrival is a line. If nothing is
    new, that is said at the first look, and at the end if it is so still.
    """
    if isnan(every):  # which is within any range
        raise click.BadParameter(tr("It is no number of seconds."), param_hint="--every")
    watched = Watched([path.absolute() for path in paths])
    with Library(library, make=True) as opened:
        watched.take_over(Watched.recalled(opened))
    watched.find_changed()
    printed: set[tuple[str, str]] = set()
    looks = arrivals = 0
    try:
        while True:
            time.sleep(every)  # shared folders give no notice; Ctrl+C ends it at once
            arrivals += _import_changed(library, watched, printed)
            looks += 1
            if looks == 1 and not arrivals:
                click.echo(
                    tr("Nothing is new.")
                    if once
                    else tr("Nothing is new yet. Ctrl+C ends the watching."),
                    err=True,
                )
            if once:
                break
    except KeyboardInterrupt:
        ended = tr("Watching ended.")
        click.echo(ended if arrivals else f"{ended} {tr('Nothing new came.')}", err=True)


def _import_changed(library: Path, watched: Watched, printed: set[tuple[str, str]]) -> int:
    """Import what changed; return for how many files something was said.

    printed: the remarks already made, each with its file.
    """
    said = 0
    news = watched.find_changed()
    for came in run(work.take_in_news(library, news), tr("Importing what is new")):
        said += 1
        if isinstance(came, CuratorError):
            click.echo(str(came), err=True)
        else:
            click.echo(
                trn(
                    "{count} new post from {name}",
                    "{count} new posts from {name}",
                    came.new,
                    name=Path(came.path).name,
                )
            )
            with Library(library) as opened:
                zone = settle_zone(opened, "", [came.values()])
            for remark in (*came.remarks, *advice(came), *filter(None, [zone])):
                if (came.path, remark) not in printed:  # not again as the file grows
                    printed.add((came.path, remark))
                    click.echo(f"  {remark}", err=True)
    if news:
        for file, _ in news:
            watched.done(file)
        with Library(library) as opened:
            watched.remember_read(opened)
    return said
