"""Command `people`: print, save and fill in the table of people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import (
    iso,
    json_option,
    library_argument,
    named_place,
    print_json,
    refuse_to_replace,
    replace_option,
    up_to_date,
)
from curator.errors import CuratorError
from curator.i18n import tr
from curator.library import FIELDS, Library, Person, Query

_SHOWN_NAME = 40


@click.command()
@library_argument
@json_option
@replace_option
@option(
    "--csv",
    "to",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=named_place,
    help="Save the table here.",
)
@option(
    "--read",
    "filled_in",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take over what a saved table says, as one step.",
)
def people(
    library: Path, to: Path | None, filled_in: Path | None, *, as_json: bool, replace: bool
) -> None:
    """List the people in LIBRARY, the busiest first.

    --csv saves them as a table for a spreadsheet. --read takes over what was filled in
    there: role, organisation, sector, seat (host, guest), newcomer (new, returning), consent
    (full, handle, role, withheld), muted (yes, no), and same_as, the account of the same
    person. Both together: what was filled in is read first.
    """
    refuse_to_replace(to, replace=replace)
    with Library(library) as opened:
        if filled_in is not None:
            _read(opened, filled_in, as_json=as_json)
        listed = sorted(opened.people.all(), key=_busiest)
    with up_to_date(library) as opened:
        programs = opened.posts.automated(Query())
    if to is not None:
        work.write_whole(to, work.people_csv(listed))
        if not as_json:
            click.echo(to)
    elif filled_in is None and as_json:
        print_json([{**_values(p), "automated": p.id in programs} for p in listed])
    elif filled_in is None:
        for person in listed:
            click.echo(_line(person, is_program=person.id in programs))
    shown = to is not None or filled_in is None
    if shown and (words := work.withheld_words(listed)):
        click.echo(words, err=True)


def _read(library: Library, path: Path, *, as_json: bool) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CuratorError(
            tr(
                "“{name}” cannot be read: {why}. Give a table that --csv saved.",
                name=path.name,
                why=(error.strerror or str(error)).lower(),
            )
        ) from error
    table = work.read_people_csv(library, content, path.name)
    if table.changing:
        work.take_people(library, table, path.name)
    if as_json:
        skipped = [{"where": each.where, "why": each.why} for each in table.skipped]
        print_json({"changed": table.changing, "unknown": list(table.unknown), "skipped": skipped})
        return
    step = library.next_undo
    click.echo(step.label if table.changing and step else tr("Nobody was changed."))
    for sentence in table.doubts:
        click.echo(sentence, err=True)


def _busiest(person: Person) -> tuple[int, str, str]:
    return -person.account.posts, person.account.handle.casefold(), person.account.platform


def _values(person: Person) -> dict[str, Any]:
    account = person.account
    return {
        "platform": account.platform,
        "handle": account.handle,
        "name": account.name,
        "posts": account.posts,
        "originals": person.originals,
        "echoes": account.echoes,
        "followers": account.followers,
        "first": person.first and iso(person.first),
        "last": person.last and iso(person.last),
        "starred": person.starred,
        "quoted": person.quoted,
        **{name: getattr(person.standing, name) for name in FIELDS},
        "accounts": [
            {"platform": part.account.platform, "handle": part.account.handle}
            for part in person.accounts or (person,)
        ],
    }


def _line(person: Person, *, is_program: bool) -> str:
    standing = person.standing
    told = [tr("automated") if is_program else "", standing.seat, standing.newcomer]
    told += [standing.role, standing.organisation]
    told += [standing.consent if standing.consent != "full" else ""]
    told += [tr("muted") if standing.muted else ""]
    name = " ".join(person.account.name.split())[:_SHOWN_NAME]
    known = ", ".join(part for part in told if part)
    handle = f"@{person.account.handle}"
    return f"{person.account.posts:>7,}  {handle:<20}  {name}" + (f"  ({known})" if known else "")
