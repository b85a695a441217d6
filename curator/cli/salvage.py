"""Commands `salvage`, `backup`, `merge`, `agreement`."""

from __future__ import annotations

from pathlib import Path

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import iso, json_option, library_argument, own_clock, print_json, run
from curator.errors import CuratorError, UnrelatedError
from curator.i18n import tr
from curator.library import Backup, Choice
from curator.settings import Settings, settings_path


@click.command()
@library_argument
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def salvage(library: Path, new: Path, *, as_json: bool) -> None:
    """Save what can be read of a damaged LIBRARY into NEW; LIBRARY is only read."""
    found = run(work.salvage_library(library, new), tr("Salvaging"))
    if as_json:
        lost = {table: rows for table, rows in sorted(found.lost.items()) if rows > 0}
        kept = {table: rows for table, rows in sorted(found.kept.items()) if rows > 0}
        counts = {"mended": found.mended, "homeless": found.homeless}
        print_json({"kept": kept, "lost": lost, **counts, "altered": found.altered})
        return
    for sentence in work.salvaged_words(found):
        click.echo(sentence)


@click.command()
@library_argument
@option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Another folder.")
@option(
    "--keep-in",
    metavar="FOLDER",
    help="From now on, keep those of all libraries there; “beside” is beside each.",
)
@option("--list", "listed", is_flag=True, help="List the backups, the newest first.")
@option("--restore", "which", type=int, help="Put the backup of this number in its place.")
@json_option
def backup(
    library: Path,
    folder: Path | None,
    which: int | None,
    *,
    keep_in: str | None,
    listed: bool,
    as_json: bool,
) -> None:
    """Back LIBRARY up, list its backups, or restore one.

    Backups lie in a folder beside the library, or in one below the folder chosen with
    --keep-in or in the window; --list has those that lie elsewhere from before too. One is made
    each hour that one works in the window, before an import and before an update; fewer are kept
    the older they get.
    """
    if keep_in is not None:
        told = work.keep_backups_in(None if keep_in == "beside" else Path(keep_in))
        if told:
            click.echo(told, err=True)
    if listed:
        _list(work.backups_of(library, folder), as_json=as_json)
        places = work.backup_place(library)
        is_beside = not Settings.load(settings_path()).backups and "\n" not in places
        if not (as_json or folder or is_beside):
            click.echo(places)
        return
    if which is not None:
        chosen = _numbered(work.backups_of(library, folder), which)
        before = run(work.restore_library(library, chosen, folder), tr("Restoring"))
        made, words = chosen, tr("Restored: {name}", name=chosen.path.name)
        if before is not None:
            words += "\n" + tr("As it was before: {name}", name=before.path.name)
    else:
        made = run(work.back_up_library(library, folder), tr("Backing up"))
        words = str(made.path)
    if as_json:
        print_json(_values(made))
    else:
        click.echo(words)


def _numbered(found: list[Backup], number: int) -> Backup:
    if not 0 < number <= len(found):
        raise CuratorError(
            tr("There is no backup {number}. “curator backup --list” tells which there are.",
               number=number)
        )  # fmt: skip
    return found[number - 1]


def _list(found: list[Backup], *, as_json: bool) -> None:
    if as_json:
        print_json([_values(each) for each in found])
        return
    if found:
        click.echo(own_clock(each.at for each in found), err=True)
    for number, each in enumerate(found, 1):
        at = f"{each.at.astimezone():%Y-%m-%d %H:%M}"
        click.echo(f"{number:>3}  {at}  {work.backup_reason(each)}: {work.backup_words(each)}")
    if not found:
        click.echo(tr("There is no backup yet."))


def _values(backup: Backup) -> dict[str, object]:
    return {
        "path": str(backup.path),
        "at": iso(backup.at),
        "reason": backup.reason,
        "size": backup.size,
    }


other_argument = click.argument(
    "other", metavar="OTHER", type=click.Path(path_type=Path, dir_okay=False)
)


@click.command()
@library_argument
@other_argument
@option(
    "--prefer",
    type=click.Choice(["ours", "theirs"]),
    help="Decides what both changed.",
)
@option("--unrelated", is_flag=True, help="Merge a library that is no copy of this one.")
@json_option
def merge(
    library: Path, other: Path, prefer: Choice | None, *, unrelated: bool, as_json: bool
) -> None:
    """Take over what the copy OTHER of LIBRARY decided since both were one, as one step.

    Without --prefer, what both changed is decided by a rule that is the same from either side:
    a star before a rejection, the stricter consent, both notes, what both wrote into a story.
    """
    task = work.merge_library(library, other, prefer or "settled", unrelated=unrelated)
    try:
        merged = run(task, tr("Merging"))
    except UnrelatedError as error:
        raise CuratorError(
            tr("{why} Nothing was merged; “--unrelated” merges it all the same.", why=str(error))
        ) from error
    if as_json:
        found = [each.conflict for each in merged.conflicts]
        conflicts = [
            {"about": c.about, "ours": c.ours, "theirs": c.theirs, "kept": kept}
            for c, kept in zip(found, merged.kept, strict=True)
        ]
        print_json(
            {"changed": merged.changed, "missing": merged.missing, "left_out": merged.left_out,
             "conflicts": conflicts}
        )  # fmt: skip
        return
    for sentence in work.merged_words(merged):
        click.echo(sentence)


@click.command()
@library_argument
@other_argument
@json_option
def agreement(library: Path, other: Path, *, as_json: bool) -> None:
    """Tell how far the editors of LIBRARY and OTHER agree on stars, rejections and tags."""
    posts, found = work.agreement(library, other)
    if as_json:
        values = [
            {"name": a.name, "both": a.both, "ours": a.ours, "theirs": a.theirs,
             "neither": a.neither, "kappa": a.kappa}
            for a in found
        ]  # fmt: skip
        print_json({"posts": posts, "marks": values})
        return
    for sentence in work.agreement_words(posts, found):
        click.echo(sentence)
