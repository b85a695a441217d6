"""The command line: the second door to everything the window does. It needs no display.

`--json` prints one JSON value (for `find`, one object a line) and nothing else; progress
goes to stderr, and only to a terminal. Exit status: 0 done, 1 could not, 2 wrong usage.
"""

from __future__ import annotations

import click
from typing_extensions import override

from curator import __version__
from curator.cli.chats import chats
from curator.cli.coding import codebook
from curator.cli.counting import cast, facts, resources
from curator.cli.deciding import redo, reject, star, tag, undo, unmark
from curator.cli.drafting import draft
from curator.cli.fetching import fetch
from curator.cli.history import history
from curator.cli.importing import demo, formats, import_
from curator.cli.looking import check, find
from curator.cli.people import people
from curator.cli.series import carry
from curator.cli.telling import export, stories, story, tidy, verify
from curator.cli.watching import watch
from curator.errors import CuratorError


class _Curator(click.Group):
    """Shows a CuratorError as one sentence; lists the commands in the order of the work."""

    @override
    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CuratorError as error:
            click.echo(str(error), err=True)
            raise click.exceptions.Exit(1) from error

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Curator)
@click.version_option(__version__, prog_name="curator")
def main() -> None:
    """Turn the archive of a chat into a published recap, offline.

    Without a command, or with a library's name alone, the window opens.
    """


for _command in (
    demo, formats, import_, watch, fetch, chats, find, facts, resources, cast, people, carry, star,
    reject, unmark, tag, codebook, undo, redo, history, draft, stories, story, tidy, export,
    verify, check,
):  # fmt: skip
    main.add_command(_command)
