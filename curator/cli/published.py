"""Commands `published`, `takedown`."""

from __future__ import annotations

from pathlib import Path

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import iso, json_option, library_argument, print_json, run
from curator.cli.stories import story_called
from curator.errors import CuratorError
from curator.i18n import tr
from curator.library import Library, PersonId, Publication


@click.command()
@library_argument
@click.argument("story_name", metavar="[STORY]", required=False)
@json_option
def published(library: Path, story_name: str | None, *, as_json: bool) -> None:
    """Tell where STORY, or every story of LIBRARY, was published, and whether it is there still.

    Each export is listed, the newest first, with its files: as written, changed since, or gone.
    """
    with Library(library) as opened:
        story = story_called(opened, story_name) if story_name else None
        found = opened.publications.all(story)
        titles = {info.id: info.title for info in opened.stories.all()}
    newest = _newest(found)
    if as_json:
        print_json([_values(each, titles.get(each.story, "")) for each in found])
        return
    for each in found:
        title = titles.get(each.story, tr("all stories") if not each.story else tr("deleted"))
        click.echo(f"{iso(each.at)}  {each.target:<12}  {title}  {each.place}")
        for path, digest in each.files:
            if (path, digest) in newest and (state := _state(path, digest)) != "written":
                click.echo(f"  {path}: {_words(state)}")
    if not newest:
        click.echo(tr("Nothing was published yet."))


@click.command()
@library_argument
@click.argument("handle", required=False)
@option("--platform", default="", help="Where the HANDLE is, if several have it.")
@option(
    "--forget", is_flag=True, help="Delete the saved versions and snapshots that show them, too."
)
@json_option
def takedown(
    library: Path, handle: str | None, platform: str, *, forget: bool, as_json: bool
) -> None:
    """Withhold HANDLE, take their quotes out of every story, and rewrite what was published.

    In LIBRARY it is one step, which undo takes back; your own words lose the handle and the full
    name. Files that were changed by hand, moved or deleted are named and left. What may name the
    person still is listed: names of one word, notes, backups. --forget deletes the versions and
    snapshots that show them, which no undo brings back. Without HANDLE: what was taken down so
    far, and whether it was taken back.
    """
    if not handle:
        _log(library, as_json=as_json)
        return
    person = _person(library, handle.removeprefix("@"), platform)
    report = run(work.take_down(library, person, forget=forget), tr("Taking down"))
    with Library(library) as opened:
        left = work.kept_states(opened, person)
    if as_json:
        print_json({"handle": handle.removeprefix("@"), "report": report})
        return
    click.echo(tr("@{handle} is withheld.", handle=handle.removeprefix("@")))
    for sentence in report:
        click.echo(sentence)
    if left:
        click.echo(tr("“--forget” deletes these versions and snapshots."))


def _log(library: Path, *, as_json: bool) -> None:
    with Library(library) as opened:
        found = opened.publications.take_downs()
        standing = [work.applies(opened, each) for each in found]
    if as_json:
        print_json(
            [
                {
                    "at": iso(each.at),
                    "accounts": [{"platform": p, "handle": handle} for p, handle in each.who],
                    "report": each.report,
                    "stands": stands,
                }
                for each, stands in zip(found, standing, strict=True)
            ]
        )
        return
    for each, stands in zip(found, standing, strict=True):
        undone = "" if stands else "  " + tr("(taken back: not withheld any more)")
        names = ", ".join(f"@{handle}" for _, handle in each.who)
        click.echo(f"{iso(each.at)}  {names}{undone}")
        for sentence in each.report:
            click.echo(f"  {sentence}")
    if not found:
        click.echo(tr("Nobody was taken down yet."))


def _person(library: Path, handle: str, platform: str) -> PersonId:
    """Return the one person with a handle."""
    with Library(library) as opened:
        people = [
            person.account
            for person in opened.people.all()
            if any(
                part.account.handle.casefold() == handle.casefold()
                and platform in {"", part.account.platform}
                for part in person.accounts or (person,)
            )
        ]
    if not people:
        raise CuratorError(
            tr("Nobody here is called @{handle}. See: curator people.", handle=handle)
        )
    if len(people) > 1:
        raise CuratorError(
            tr(
                "Several people are called @{handle}. Say which with --platform: {platforms}.",
                handle=handle,
                platforms=", ".join(sorted(each.platform for each in people)),
            )
        )
    return people[0].id


def _newest(found: list[Publication]) -> set[tuple[Path, str]]:
    """Return the files as they were written last."""
    files: dict[Path, str] = {}
    for each in reversed(found):
        files.update(each.files)
    return set(files.items())


def _words(state: str) -> str:
    return tr("gone") if state == "gone" else tr("changed since")


def _state(path: Path, digest: str) -> str:
    now = work.digest_of(path)
    return "written" if now == digest else "changed" if now else "gone"


def _values(made: Publication, title: str) -> dict[str, object]:
    return {
        "story": int(made.story) or None,
        "title": title,
        "target": made.target,
        "place": str(made.place),
        "at": iso(made.at),
        "files": [
            {"path": str(path), "sha256": digest, "state": _state(path, digest)}
            for path, digest in made.files
        ],
    }
