"""Command `mute`: words whose posts are left out of lists and figures."""

from __future__ import annotations

from pathlib import Path

import click

from curator.cli.options import option
from curator.cli.shared import json_option, library_argument, print_json
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.library import Library


@click.command()
@library_argument
@click.argument("words", nargs=-1)
@option("--remove", is_flag=True, help="Show the posts with these words again.")
@json_option
def mute(library: Path, words: tuple[str, ...], *, remove: bool, as_json: bool) -> None:
    """Leave posts with WORDS out of lists and figures; each may be a phrase.

    Without WORDS, list what is muted and how many posts each leaves out.
    """
    with Library(library) as opened:
        for each in words:
            label = _unmuted(opened, each) if remove else _muted(opened, each)
            if not as_json:
                click.echo(label)
        muted = opened.muting.all()
    if as_json:
        print_json([{"words": one.text, "posts": one.posts} for one in muted])
    elif not words:
        for one in muted:
            posts = trn("{count} post", "{count} posts", one.posts)
            click.echo(f"{one.text}  ({posts})")


def _muted(library: Library, words: str) -> str:
    """Mute some words, and return what was done."""
    count = library.muting.count(words)
    label = tr("Mute “{words}”", words=words)
    with library.edit(label):
        library.muting.mute(words)
    posts = trn("{count} post", "{count} posts", count)
    return tr("{done}: {posts}", done=label, posts=posts)


def _unmuted(library: Library, words: str) -> str:
    """Show the posts with some words again, and return what was done."""
    known = {each.text.casefold() for each in library.muting.all()}
    if " ".join(words.split()).casefold() not in known:
        raise CuratorError(
            tr("“{words}” is not muted. “curator mute” lists what is.", words=words)
        )
    label = tr("Unmute “{words}”", words=words)
    with library.edit(label):
        library.muting.unmute(words)
    return label
