"""Command `fetch`, the only one that uses the network."""

from __future__ import annotations

from pathlib import Path

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import (
    QUERY_TAKEN,
    json_option,
    library_argument,
    print_json,
    query_argument,
    run,
)
from curator.i18n import tr, trn
from curator.library import Library

_TOLD = 20
"""Most failures that are listed one by one."""


@click.command(context_settings=QUERY_TAKEN)
@library_argument
@query_argument
@option("--yes", is_flag=True, help="Ask the servers; without it they are only named.")
@option("--local", is_flag=True, help="Also ask machines on your own network.")
@json_option
def fetch(library: Path, query: tuple[str, ...], *, yes: bool, local: bool, as_json: bool) -> None:
    """Fetch pictures and portraits of the posts that answer QUERY over the network.

    Archives often hold only the addresses of pictures. Without --yes nothing is sent: the
    servers that would be asked are listed. They will see your address and what you ask for.
    """
    typed = " ".join(query)
    with Library(library) as opened:
        asked = work.servers(opened, typed)
    if not yes:
        _name(asked, as_json=as_json)
        return
    doing = tr("Fetching pictures")
    came = run(work.fetch_pictures(library, typed, local=local), doing)
    if as_json:
        print_json(came.values())
        return
    click.echo(
        trn(
            "{fetched} of {count} picture fetched.",
            "{fetched} of {count} pictures fetched.",
            came.wanted,
            fetched=came.fetched,
        )
    )
    for failure in came.failures[:_TOLD]:
        click.echo(f"  {failure.url}: {failure.why}", err=True)
    if (more := len(came.failures) - _TOLD) > 0:
        click.echo(trn("  and {count} more", "  and {count} more", more), err=True)


def _name(asked: list[tuple[str, int]], *, as_json: bool) -> None:
    """Print which servers would be asked."""
    if as_json:
        print_json({"servers": [{"server": server, "pictures": count} for server, count in asked]})
    elif not asked:
        click.echo(tr("No picture is missing. There is nothing to fetch."))
    else:
        click.echo(tr("These servers would be asked. Add --yes to fetch:"))
        for server, count in asked:
            pictures = trn("{count} picture", "{count} pictures", count)
            click.echo(f"  {server:<40}{pictures}")
