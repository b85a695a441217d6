"""Command `swap`: other posts for the place of a quote."""

from __future__ import annotations

from pathlib import Path

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import json_option, library_argument, print_json, run, up_to_date
from curator.cli.stories import block_quoting, story_argument, story_called
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.library import Library, Row, StoryId


@click.command()
@library_argument
@story_argument
@click.argument("key", metavar="KEY")
@option("--by", default="", metavar="KEY", help="Quote this post of the list instead.")
@json_option
def swap(library: Path, story_name: str, key: str, *, by: str, as_json: bool) -> None:
    """List the next best posts for the place of the quote of post KEY in STORY, with reasons.

    Nobody who is quoted in its section is among them, nor what was swapped away before.
    """
    with up_to_date(library) as opened:
        story = story_called(opened, story_name)
        block = block_quoting(opened, story, key)
    found = run(work.choices(library, story, block), tr("Looking for others"))
    with Library(library) as opened:
        rows = {row.id: row for row in opened.posts.rows([each.post for each in found])}
        if by:
            wanted = (each for each in found if rows[each.post].post.key == by)
            _swap(opened, story, key, next(wanted, None))
        elif as_json:
            print_json([_values(rows[each.post], each.why) for each in found])
        else:
            for each in found:
                click.echo(_line(rows[each.post], each.why))
    if not (found or as_json):
        click.echo(tr("Nothing else here says enough to be quoted."), err=True)


def _swap(library: Library, story: StoryId, key: str, chosen: work.Swap | None) -> None:
    """Quote the chosen post instead, as one step."""
    if chosen is None:
        raise CuratorError(
            tr("That post is not among the next best. “curator swap” without --by lists them.")
        )
    label = trn("Swap {count} quote", "Swap {count} quotes", 1)
    with work.story_edit(library, label, story, library.stories.blocks(story)):
        work.take(library, chosen)
    work.note_swapped(library, story, list(library.posts.ids([key]).values()))
    click.echo(label)


def _values(row: Row, why: str) -> dict[str, str]:
    author = row.post.author.handle
    return {"key": row.post.key, "handle": author, "text": row.post.shown, "why": why}


def _line(row: Row, why: str) -> str:
    words = " ".join(row.post.shown.split())
    return f"{row.post.key}  @{row.post.author.handle}: {words}  ({why})"
