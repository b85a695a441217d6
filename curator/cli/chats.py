"""Command `chats`: list them and correct them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import click

from curator.cli.options import option
from curator.cli.shared import (
    chat_called,
    json_option,
    library_argument,
    print_doubts,
    print_json,
    up_to_date,
)
from curator.dates import clock, clockless_span, place_words
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.library import Chat, ChatId, Library, moment
from curator.stored_words import translate_sentence

_Edit = tuple[str, Callable[[Library], object]]


@click.command()
@library_argument
@option("--rename", nargs=2, metavar="ID TITLE", help="Give a chat a title; '' takes it.")
@option("--join", nargs=2, type=int, metavar="ID ID", help="Make one chat of two.")
@option("--split", metavar="KEY", help="Let a chat begin with the post with this key.")
@option("--span", nargs=3, metavar="ID FROM TO", help="Say when a chat was.")
@option("--zone", nargs=2, metavar="ID ZONE", help="Say in which zone a chat was held.")
@json_option
def chats(  # noqa: PLR0913  one parameter for each option
    library: Path,
    rename: tuple[str, str] | None,
    join: tuple[int, int] | None,
    split: str | None,
    span: tuple[str, str, str] | None,
    zone: tuple[str, str] | None,
    *,
    as_json: bool,
) -> None:
    """List the chats that LIBRARY holds, or correct one; undo takes a correction back.

    The list is for your eyes: titles are as you wrote them, whomever they name.
    A chat is one evening of talk, found where questions are asked, or else where several people
    talk densely. FROM and TO are like
    2014-09-15T20:00, in the chat's zone. A ZONE is like Europe/London, and is that of all chats
    with the same hashtag; '' takes it.
    """
    with up_to_date(library) as opened:
        edits = [
            *([_rename_edit(opened, *rename)] if rename else []),
            *([_join_edit(opened, *join)] if join else []),
            *([_split_edit(opened, split)] if split else []),
            *([_move_edit(opened, *span)] if span else []),
            *([_zone_edit(opened, *zone)] if zone else []),
        ]
        if len(edits) > 1:
            raise click.UsageError(tr("Give one correction at a time."))
        for label, act in edits:
            with opened.edit(label):
                act(opened)
        found = opened.chats.all()
        if as_json:
            print_json([_values(chat) for chat in found])
        else:
            click.echo("\n".join(_lines(found)))
            _print_zones(found)
        print_doubts(opened)


def _print_zones(found: list[Chat]) -> None:
    """Print on stderr why chats are shown in another zone than the library, once each series."""
    why = {(chat.hashtag.casefold(), chat.zone_reason): chat for chat in found if chat.zone_reason}
    for chat in why.values():
        told = tr("{name} is shown in {place}: {reason} --zone names another.", name=chat.name,
            place=place_words(chat.tz), reason=translate_sentence(chat.zone_reason))  # fmt: skip
        click.echo(told, err=True)


def _rename_edit(library: Library, name: str, title: str) -> _Edit:
    chat = _named(library, name)
    label = tr("Rename a chat “{title}”", title=title)
    return label, lambda opened: opened.chats.rename(chat.id, title)


def _join_edit(library: Library, one: int, other: int) -> _Edit:
    both = [chat_called(library, one).id, chat_called(library, other).id]
    return tr("Join two chats"), lambda opened: opened.chats.join(both)


def _split_edit(library: Library, key: str) -> _Edit:
    post = library.posts.ids([key]).get(key)
    if post is None:
        raise CuratorError(tr("The library has no post {names}.", names=key))
    return tr("Split a chat"), lambda opened: opened.chats.split(post)


def _move_edit(library: Library, name: str, start: str, end: str) -> _Edit:
    chat = _named(library, name)
    times = [_moment(chat, value) for value in (start, end)]
    return tr("Change when a chat was"), lambda opened: opened.chats.move(chat.id, *times)


def _named(library: Library, name: str) -> Chat:
    if not name.isdecimal():
        raise click.UsageError(tr("{name} is not the ID of a chat.", name=name))
    return chat_called(library, ChatId(int(name)))


def _zone_edit(library: Library, name: str, zone: str) -> _Edit:
    chat = _named(library, name)
    if zone and zone not in available_timezones():
        raise click.UsageError(tr("{name} is not a zone. Write it like Europe/London.", name=zone))
    return tr("Set a time zone"), lambda opened: opened.chats.set_zone(chat.id, zone)


def _moment(chat: Chat, value: str) -> datetime:
    found = moment(value, chat.tz)
    if found is None:
        raise click.UsageError(
            tr("{value} is not a time. Write it like 2014-09-15T20:00.", value=value)
        )
    return found[0]


def _values(chat: Chat) -> dict[str, Any]:
    return {
        "chat": chat.id,
        "title": chat.title,
        "from": chat.local_ends[0].isoformat(),
        "to": chat.local_ends[1].isoformat(),
        "clock": chat.clock,
        "zone": chat.zone,
        "zone_reason": translate_sentence(chat.zone_reason),
        "hosts": list(chat.hosts),
        "guests": list(chat.guests),
        "questions": chat.questions,
        "posts": chat.posts,
    }


def _lines(found: list[Chat]) -> list[str]:
    if not found:
        return [
            tr(
                "No chats here: nobody asks numbered questions that others answer, and most of it"
                " is no dense talk of several people."
            )
        ]
    return [_line(chat) for chat in found]


def _line(chat: Chat) -> str:
    start, end = chat.local_ends
    hosts, guests = (
        ", ".join(f"@{handle}" for handle in each) for each in (chat.hosts, chat.guests)
    )
    parts = (
        tr("{day}, {start} to {end}, {place}", day=f"{start:%Y-%m-%d}", start=clock(start),
            end=clock(end), place=place_words(chat.tz))
        if chat.clock == "known"
        else clockless_span(start, end, elapsed=chat.clock == "elapsed"),
        chat.title,
        trn("{count} post", "{count} posts", chat.posts),
        trn("{count} question", "{count} questions", chat.questions),
        tr("hosted by {names}", names=hosts) if hosts else "",
        tr("with {names}", names=guests) if guests else "",
    )  # fmt: skip
    return f"{chat.id:>8}  " + " · ".join(part for part in parts if part)
