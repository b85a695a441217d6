"""Commands `star`, `reject`, `unmark`, `tag`, `undo`, `redo`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import chosen_posts, library_argument, run, up_to_date
from curator.i18n import tr, trn
from curator.library import Library, PostId

keys_argument = click.argument("keys", metavar="[KEY]…", nargs=-1)
query_option = option("--query", help="The posts that answer it.")
ids_option = option(
    "--ids",
    type=click.Path(path_type=Path, exists=True),
    help="The posts on this list of ids that are here.",
)


def _decide(
    library: Path,
    which: tuple[str | None, tuple[str, ...], Path | None],
    label: Callable[[int], str],
    one: str,
    act: Callable[[Library, list[PostId]], None],
) -> None:
    query, keys, ids = which
    with up_to_date(library) if query else Library(library) as opened:
        posts = chosen_posts(opened, query, keys, ids)
        said = work.step_name(opened, posts, one, label(len(posts)))
        with opened.edit(said):
            act(opened, posts)
    click.echo(said)


@click.command()
@library_argument
@keys_argument
@query_option
@ids_option
def star(library: Path, keys: tuple[str, ...], query: str | None, ids: Path | None) -> None:
    """Star posts: keep them for a story."""
    _decide(
        library,
        (query, keys, ids),
        lambda n: trn("Star {count} post", "Star {count} posts", n),
        tr("Star"),
        lambda opened, posts: opened.marks.star(posts),
    )


@click.command()
@library_argument
@keys_argument
@query_option
@ids_option
def reject(library: Path, keys: tuple[str, ...], query: str | None, ids: Path | None) -> None:
    """Reject posts: put them aside."""
    _decide(
        library,
        (query, keys, ids),
        lambda n: trn("Reject {count} post", "Reject {count} posts", n),
        tr("Reject"),
        lambda opened, posts: opened.marks.reject(posts),
    )


@click.command()
@library_argument
@keys_argument
@query_option
@ids_option
def unmark(library: Path, keys: tuple[str, ...], query: str | None, ids: Path | None) -> None:
    """Make posts undecided again."""
    _decide(
        library,
        (query, keys, ids),
        lambda n: trn("Make {count} post undecided", "Make {count} posts undecided", n),
        tr("Make undecided"),
        lambda opened, posts: opened.marks.unmark(posts),
    )


@click.command()
@library_argument
@click.argument("name")
@keys_argument
@query_option
@ids_option
@option("--remove", is_flag=True, help="Take the tag off instead.")
def tag(
    library: Path,
    name: str,
    keys: tuple[str, ...],
    query: str | None,
    ids: Path | None,
    *,
    remove: bool,
) -> None:
    """Tag posts with NAME."""
    if remove:
        _decide(
            library,
            (query, keys, ids),
            lambda n: trn(
                "Take “{name}” off {count} post", "Take “{name}” off {count} posts", n, name=name
            ),
            tr("Take off “{name}”", name=name),
            lambda opened, posts: opened.marks.untag(posts, name),
        )
    else:
        _decide(
            library,
            (query, keys, ids),
            lambda n: trn("Tag {count} post “{name}”", "Tag {count} posts “{name}”", n, name=name),
            tr("Tag “{name}”", name=name),
            lambda opened, posts: opened.marks.tag(posts, name),
        )


@click.command()
@library_argument
def undo(library: Path) -> None:
    """Take back the last step in LIBRARY, and say what it was."""
    label = run(work.undo(library), tr("Undoing"))
    click.echo(tr("Undone: {label}", label=label) if label else tr("There is nothing to undo."))


@click.command()
@library_argument
def redo(library: Path) -> None:
    """Do the last undone step again, and say what it was."""
    label = run(work.redo(library), tr("Redoing"))
    click.echo(tr("Redone: {label}", label=label) if label else tr("There is nothing to redo."))
