"""The command line: the second door to everything the window does. It needs no display.

`--json` prints one JSON value (for `find`, one object a line) and nothing else; progress
goes to stderr, and only to a terminal. Exit status: 0 done, 1 could not, 2 wrong usage.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator, MutableMapping
from importlib import import_module

import click
from typing_extensions import override

from curator import __version__
from curator.errors import CuratorError

log = logging.getLogger(__name__)

_COMMANDS = {
    "demo": "archives.demo",
    "formats": "archives.formats",
    "import": "archives.import_",
    "watch": "watch.watch",
    "fetch": "fetch.fetch",
    "chats": "chats.chats",
    "find": "find.find",
    "facts": "figures.facts",
    "resources": "figures.resources",
    "cast": "figures.cast",
    "people": "people.people",
    "consent": "consent.consent",
    "do-not-quote": "consent.do_not_quote",
    "protect": "consent.protect",
    "carry": "series.carry",
    "star": "marks.star",
    "reject": "marks.reject",
    "unmark": "marks.unmark",
    "tag": "marks.tag",
    "mute": "muting.mute",
    "codebook": "codebook.codebook",
    "matrix": "matrix.matrix",
    "undo": "marks.undo",
    "redo": "marks.redo",
    "history": "history.history",
    "draft": "draft.draft",
    "stories": "stories.stories",
    "story": "stories.story",
    "swap": "swap.swap",
    "keep-up": "keep_up.keep_up",
    "tidy": "stories.tidy",
    "annotate": "stories.annotate",
    "export": "export.export",
    "template": "export.template",
    "kit": "export.kit",
    "verify": "export.verify",
    "published": "published.published",
    "takedown": "published.takedown",
    "check": "find.check",
    "backup": "salvage.backup",
    "merge": "salvage.merge",
    "agreement": "salvage.agreement",
    "salvage": "salvage.salvage",
}
"""Each command, in the order of the work, and the module that defines it."""


_OBJECTS = 2_000_000
"""Objects created between two collections of reference cycles."""


def collect_seldom() -> None:
    """Collect cycles rarely: posts have none, and collection takes a fifth of an import's time."""
    gc.freeze()
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])


class _Commands(MutableMapping[str, click.Command]):
    """The commands by name; each is loaded when used, so that starting is quick."""

    def __init__(self) -> None:
        self._places = dict(_COMMANDS)
        self._loaded: dict[str, click.Command] = {}

    @override
    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            module, _, command = self._places[name].partition(".")
            self._loaded[name] = getattr(import_module(f"curator.cli.{module}"), command)
        return self._loaded[name]

    @override
    def __setitem__(self, name: str, command: click.Command) -> None:
        self._places.setdefault(name, "")
        self._loaded[name] = command

    @override
    def __delitem__(self, name: str) -> None:
        del self._places[name]
        self._loaded.pop(name, None)

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    @override
    def __len__(self) -> int:
        return len(self._places)


class _Curator(click.Group):
    """Reports a CuratorError as one sentence; lists the commands in the order of the work."""

    @override
    def invoke(self, ctx: click.Context) -> object:
        try:
            result = super().invoke(ctx)
            if ctx.invoked_subcommand not in _ON_DAMAGE:
                _print_damage(ctx)
            return result  # noqa: TRY300  not in an else: telling may fail alike
        except CuratorError as error:
            click.echo(str(error), err=True)
            raise click.exceptions.Exit(1) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # damage that is met while a large file is read
            from curator.cli.shared import libraries_named  # noqa: PLC0415  then alone
            from curator.library import cause_in  # noqa: PLC0415  then alone

            cause = cause_in(error, libraries_named(ctx))
            if cause is None:  # a fault of the program: told whole
                raise
            log.info("a command met damage", exc_info=error)
            click.echo(str(cause), err=True)
            raise click.exceptions.Exit(1) from error

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


_ON_DAMAGE = {"check", "salvage"}
"""Commands that tell what is damaged themselves."""


def _print_damage(ctx: click.Context) -> None:
    """Say of the libraries of this command which are damaged: what was printed is incomplete."""
    from curator.cli.shared import libraries_named  # noqa: PLC0415  a start reads no library
    from curator.i18n import tr  # noqa: PLC0415  likewise
    from curator.library import found_damaged  # noqa: PLC0415  likewise

    for path in filter(found_damaged, libraries_named(ctx)):
        said = tr(
            "“{name}” is damaged. This is what can be read of it; figures may be wrong. “curator"
            " check” tells more, “curator salvage” saves it.",
            name=path.name,
        )
        click.echo(said, err=True)


def _print_version(
    context: click.Context,
    _option: click.Parameter,
    asked: bool,  # noqa: FBT001  click's order
) -> None:
    if asked and not context.resilient_parsing:
        from curator.about import commit  # noqa: PLC0415  for this option alone

        built = commit()
        click.echo(f"curator, version {__version__}" + (f" ({built})" if built else ""))
        context.exit()


@click.group(cls=_Curator, commands=_Commands())
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version,
    help="Print the version, and the commit it was built from.",
)  # fmt: skip
def main() -> None:
    """Turn the archive of a chat into a published recap, offline.

    Without a command, or with a library's name alone, the window opens.
    """
