"""Commands `consent`, `do-not-quote`, `protect`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

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
)
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.library import ConsentNote, Library, PersonId
from curator.model import WISHES, Answer, joined_wishes


@click.command()
@library_argument
@click.argument("handle", required=False)
@option("--platform", default="", help="Where a handle is on several platforms.")
@option(
    "--answer",
    type=click.Choice(get_args(Answer)),
    help="Add a line to the log. Who declines or withdraws is withheld.",
)
@option("--words", default="", help="How they were asked, by whom, for what.")
@option(
    "--wish",
    "wishes",
    multiple=True,
    type=click.Choice([*WISHES, "none"]),
    help="What they ask for, as a Social Humans label; several may be given.",
)
@json_option
def consent(  # noqa: PLR0913  each is an option
    library: Path,
    handle: str | None,
    platform: str,
    answer: Answer | None,
    words: str,
    wishes: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Print who was asked for consent and what they answered; with HANDLE of one person.

    \b
    sh-c-cg consent granted   sh-c-cm credit me         sh-c-am anonymise me (by role)
    sh-c-rm remove media      sh-c-rl remove location   sh-c-rn remove network (replies)
    sh-c-da delay access      sh-c-ea expire access     (both are on the check list)
    """  # noqa: D301  click wants the character itself
    with Library(library) as opened:
        person = _person(opened, handle, platform) if handle else None
        if (answer or wishes) and person is None:
            raise click.UsageError(tr("Give the HANDLE of whom it is about."))
        if person is not None and (answer or wishes):
            _edit(opened, person, handle or "", answer, words, wishes)
        log = opened.consents.log(person)
        wished = opened.people.person(person).standing.wishes if person is not None else ""
    if as_json:
        print_json({"log": [_values(each) for each in log], "wishes": wished.split()})
        return
    for each in log:
        about = f"@{each.handle}  {each.answer}  {each.words}".rstrip()
        click.echo(f"{iso(each.at)}  {about}")
    if wished:
        click.echo(tr("Wishes: {codes}", codes=wished.replace(" ", ", ")))


def _edit(
    library: Library,
    person: PersonId,
    handle: str,
    answer: Answer | None,
    words: str,
    wishes: tuple[str, ...],
) -> None:
    with library.edit(tr("Note the consent of @{handle}", handle=handle.removeprefix("@"))):
        if answer:
            library.consents.note(person, datetime.now(UTC), answer, words)
        if wishes:
            library.people.change([person], wishes=joined_wishes(*wishes))


def _person(library: Library, handle: str, platform: str) -> PersonId:
    called = handle.removeprefix("@")
    if platform:
        found = [library.marks.person_called(platform, called)]
    else:
        found = [*library.people.called(called)]
    people = [each for each in found if each is not None]
    if not people:
        raise CuratorError(
            tr("There is no @{handle} here. “curator people” lists who is.", handle=called[:60])
        )
    if len(people) > 1:
        raise CuratorError(
            tr("@{handle} is on several platforms. Name one with --platform.", handle=called[:60])
        )
    return people[0]


def _values(note: ConsentNote) -> dict[str, str]:
    return {
        "platform": note.platform,
        "handle": note.handle,
        "at": iso(note.at),
        "answer": note.answer,
        "words": note.words,
    }


@click.command("do-not-quote")
@click.argument(
    "library", required=False, type=click.Path(path_type=Path, dir_okay=False, exists=True)
)
@option("--add", "added", multiple=True, metavar="HANDLE", help="Put somebody on the list.")
@option("--remove", "removed", multiple=True, metavar="HANDLE", help="Take somebody off.")
@option("--platform", default="", help="Only on this platform; else on all.")
@option("--read", "other", type=click.Path(path_type=Path), help="Take over a colleague's list.")
@option(
    "-o",
    "to",
    type=click.Path(path_type=Path),
    callback=named_place,
    help="Save the list for a colleague.",
)
@option("--withhold", is_flag=True, help="Withhold everybody in LIBRARY who is on it.")
@replace_option
def do_not_quote(  # noqa: PLR0913  each is an option
    library: Path | None,
    added: tuple[str, ...],
    removed: tuple[str, ...],
    platform: str,
    other: Path | None,
    to: Path | None,
    *,
    withhold: bool,
    replace: bool,
) -> None:
    """Keep the list of people who are not to be quoted, in any library.

    It holds hashes, not handles. An import says who of them came in, and no story that shows
    them is exported. With LIBRARY, tell how many of them are shown there.
    """
    refuse_to_replace(to, replace=replace)
    before = work.read_do_not_quote()
    listed = before if other is None else before.joined(work.read_do_not_quote(other))
    for handle in added:
        listed = listed.added(handle, platform)
    for handle in removed:
        listed = listed.removed(handle, platform)
    if listed != before:
        listed.save()
    if to is not None:
        listed.save(to)
    count = len(listed)
    click.echo(trn("{count} handle is on the list.", "{count} handles are on the list.", count))
    if library is not None:
        _print_listed(library, withhold=withhold)


def _print_listed(library: Path, *, withhold: bool) -> None:
    with Library(library) as opened:
        for sentence in work.listed_words(opened):
            click.echo(sentence)
        if withhold and work.withhold_listed(opened) and (step := opened.next_undo):
            click.echo(step.label)


@click.command()
@library_argument
@option("--off", is_flag=True, help="Protect nobody who comes in from now on.")
def protect(library: Path, *, off: bool) -> None:
    """Protect minors: show everybody in LIBRARY by role at most, without pictures and places.

    It holds for whoever is imported later, too. Somebody is cleared with
    “curator consent LIBRARY HANDLE --wish sh-c-cg”; their consent is then set as they like.
    """
    with Library(library) as opened:
        click.echo(work.protect_minors(opened, on=not off))
