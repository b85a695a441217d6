"""Options of commands: one that holds one value is given one value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import click
from click.core import ParameterSource
from typing_extensions import override

from curator.i18n import tr


class Single(click.Option):
    """An option that is refused if two values are given for it; click takes the last in silence.

    So are two flags that choose between values, such as --csv and --markdown.
    """

    @override
    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        if not self._is_single:
            super().add_to_parser(parser, ctx)
            return
        how: dict[str, Any] = {"action": "append", "nargs": self.nargs}
        if self.is_flag:
            how = {"action": "append_const", "const": self.flag_value}
        parser.add_option(obj=self, opts=self.opts, dest=self.name, **how)

    @override
    def consume_value(
        self, ctx: click.Context, opts: Mapping[str, Any]
    ) -> tuple[Any, ParameterSource]:
        values, source = super().consume_value(ctx, opts)
        if not self._is_single or source is not ParameterSource.COMMANDLINE:
            return values, source
        first, *others = dict.fromkeys(values)
        if others:
            raise click.UsageError(self._refusal(ctx, first, others[0]), ctx)
        return first, source

    @property
    def _is_single(self) -> bool:
        return not (self.multiple or self.count or self.is_bool_flag)

    def _refusal(self, ctx: click.Context, first: Any, other: Any) -> str:
        if not self.is_flag:
            return tr(
                "{option} is given twice, as “{first}” and as “{other}”. Give it once.",
                option=self.opts[0],
                first=_words(first),
                other=_words(other),
            )
        flags = {
            each.flag_value: each.opts[0]
            for each in ctx.command.params
            if isinstance(each, click.Option) and each.name == self.name
        }
        return tr(
            "{option} and {other} exclude each other. Give one of them.",
            option=flags[first],
            other=flags[other],
        )


def _words(value: Any) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


option = partial(click.option, cls=Single)
"""The decorator for every option of a command."""
