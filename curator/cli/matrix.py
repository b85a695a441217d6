"""Command `matrix`: tags by questions, chats or sectors."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from curator.cli.options import option
from curator.cli.shared import (
    chat_called,
    chat_option,
    json_option,
    library_argument,
    print_json,
    run,
    up_to_date,
)
from curator.i18n import tr
from curator.work import tag_matrix


@click.command()
@library_argument
@option(
    "--by",
    "against",
    type=click.Choice(get_args(tag_matrix.Against)),
    default="questions",
    help="What stands across.",
)
@chat_option
@json_option
def matrix(library: Path, against: tag_matrix.Against, chat: int | None, *, as_json: bool) -> None:
    """Count how many posts have a tag and are of a question, a chat or a sector, as a table."""
    with up_to_date(library) as opened:
        id_ = None if chat is None else chat_called(opened, chat).id
    made = run(tag_matrix.count_matrix(library, against, id_), tr("Counting"))
    if as_json:
        print_json(
            [
                {"tag": row.name, "posts": total, "counts": {
                    column.name: count for column, count in zip(made.columns, counts, strict=True)
                }}
                for row, counts, total in zip(made.rows, made.counts, made.totals, strict=True)
            ]
        )  # fmt: skip
    else:
        click.echo(tag_matrix.as_table(made).decode("utf-8-sig"), nl=False)
