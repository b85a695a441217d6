"""Commands `facts`, `resources`, `cast`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import (
    QUERY_TAKEN,
    chat_option,
    iso,
    json_option,
    library_argument,
    print_doubts,
    print_json,
    query_argument,
    search_within,
    up_to_date,
)
from curator.cli.stories import story_called
from curator.counted import Figures, Participant, Tally
from curator.i18n import tr, trn
from curator.insight.figures.cast import thanks
from curator.insight.figures.comparison import compared
from curator.insight.figures.figures import definitions, shown_figures
from curator.insight.figures.scope import scope_words
from curator.insight.figures.sentences import usage
from curator.insight.figures.shared_links import as_csv, as_markdown, credit, handles
from curator.library import Library, Query
from curator.work import counted_blocks as counting

_SHOWN = 10


def _zone(_context: click.Context, _option: click.Parameter, name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise click.BadParameter(
            tr("{name} is not a zone. Write it like Europe/London.", name=name)
        ) from error


@click.command(context_settings=QUERY_TAKEN)
@library_argument
@query_argument
@option("--zone", default="", callback=_zone, help="Zone of the figures.")
@chat_option
@option("--against", default=None, help="Another query, to compare with.")
@json_option
def facts(
    library: Path,
    query: tuple[str, ...],
    zone: ZoneInfo | None,
    chat: int | None,
    against: str | None,
    *,
    as_json: bool,
) -> None:
    """Count the posts in LIBRARY that answer QUERY, as it may be published.

    Echoes are reposts, native or typed as “RT @…”, and copies of what another post says.
    Everybody is counted, but people are named only as far as they agreed.
    """
    with up_to_date(library) as opened:
        asked = search_within(opened, query, chat)
        figures = _figures(opened, asked, zone)
        print_doubts(opened, asked)
        other = None if against is None else _figures(opened, against, zone)
    rows = compared(figures, other) if other else ()
    if as_json:
        values = _values(figures)
        if other:
            values["against"] = _values(other)
        print_json(values)
    elif rows:
        for name, one, two in rows:
            click.echo(f"{name:<24} {one:>24} {two:>24}")
    else:
        click.echo("\n".join(_lines(figures)))


def _figures(library: Library, typed: str, zone: ZoneInfo | None) -> Figures:
    """Return figures as they may be published, and say if somebody is left out of the lists."""
    whole = library.facts.figures(Query.parse(typed), zone)
    shown = counting.masked_figures(library, whole)
    left_out = len(whole.contributors) - len(shown.contributors)
    if left_out:
        click.echo(
            trn(
                "{count} person who posted is withheld: counted, but in no list.",
                "{count} people who posted are withheld: counted, but in no list.",
                left_out,
            ),
            err=True,
        )
    return shown


def _values(figures: Figures) -> dict[str, Any]:
    numbers: dict[str, Any] = {
        "query": figures.query,
        "scope": {
            "from": figures.start and iso(figures.start),
            "to": figures.end and iso(figures.end),
            "zone": figures.zone,
            "words": scope_words(figures),
        },
        "posts": figures.posts,
        "originals": figures.originals,
        "echoes": {"native": figures.native, "textual": figures.textual},
        "automated": {"accounts": figures.bots, "folded": figures.programs},
        "replies": figures.replies,
        "people": figures.people,
        "echo_only_people": figures.echo_only_people,
        "per_person": _rounded(figures.per_person),
        "per_minute": _rounded(figures.per_minute),
        "potential_impressions": {
            "value": figures.impressions,
            "known_posts": figures.impressions_known,
            "posts": figures.posts,
        },
        "potential_reach": {
            "low": figures.reach_low,
            "high": figures.reach_high,
            "known": figures.reach_known,
            "people": figures.people,
        },
        "with_links": {"posts": figures.linking, "links": figures.addresses},
        "with_media": {"posts": figures.showing, "media": figures.media},
        "muted": figures.muted,
        "peak": {"at": figures.peak and iso(figures.peak), "posts": figures.peak_posts},
        "sentence": usage(figures).text() if figures.posts else "",
    }
    return numbers | _lists(figures) | {"definitions": definitions()}


def _lists(figures: Figures) -> dict[str, Any]:
    return {
        "hashtags": _counted(figures.hashtags),
        "mentions": _counted(figures.mentions),
        "links": _counted(figures.links),
        "domains": _counted(figures.domains),
        "contributors": [
            {
                "handle": each.handle or None,
                "role": each.role or None,
                "posts": each.posts,
                "originals": each.originals,
            }
            for each in figures.contributors
        ],
        "sectors": _groups(figures.sectors),
        "roles": _groups(figures.roles),
        "newcomers": _groups(figures.newcomers),
        "most_shared": [{"key": t.value, "count": t.count} for t in figures.most_shared],
        "most_answered": [{"key": t.value, "count": t.count} for t in figures.most_answered],
        "figures": [
            asdict(each.figure) | {"title": each.title, "detail": each.detail}
            for each in shown_figures(figures)
        ],
    }


def _counted(found: Iterable[Tally]) -> list[dict[str, Any]]:
    return [{"value": each.value, "count": each.count, "people": each.people} for each in found]


def _groups(found: Iterable[Tally]) -> list[dict[str, Any]]:
    return [
        {"value": each.value or None, "people": each.count, "query": each.term} for each in found
    ]


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)


def _lines(figures: Figures) -> list[str]:
    if not figures.posts:
        return [tr("No posts, so there is nothing to count.")]
    lines = [scope_words(figures)]
    for each in shown_figures(figures):
        lines.append(f"{each.value}  {each.title}")
        if each.detail:
            lines.append(f"    {each.detail}")
    lines += _listed(tr("People by sector"), figures.sectors)
    lines += _listed(tr("Links"), figures.links)
    lines += _listed(tr("Hashtags"), figures.hashtags)
    lines += _listed(tr("Mentions"), figures.mentions)
    lines.append(tr("Who posted most"))
    lines += [f"  {each.posts:>7,}  {_called(each)}" for each in figures.contributors[:_SHOWN]]
    return [*lines, f"“{usage(figures).text()}”"]


def _called(person: Participant) -> str:
    return f"@{person.handle}" if person.handle else person.role or tr("A participant")


def _listed(title: str, found: tuple[Tally, ...]) -> list[str]:
    if not found:
        return []
    rows = [f"  {each.count:>7,}  {each.value or tr('Not recorded')}" for each in found[:_SHOWN]]
    return [title, *rows]


@click.command(context_settings=QUERY_TAKEN)
@library_argument
@query_argument
@chat_option
@json_option
@option("--csv", "form", flag_value="csv", help="Print a table for a spreadsheet.")
@option("--markdown", "form", flag_value="markdown", help="Print lists in Markdown.")
@option("--handles", "form", flag_value="handles", help="Print @accounts and #hashtags.")
def resources(
    library: Path, query: tuple[str, ...], chat: int | None, form: str | None, *, as_json: bool
) -> None:
    """List the links, accounts and hashtags shared in the posts that answer QUERY."""
    with up_to_date(library) as opened:
        asked = Query.parse(search_within(opened, query, chat))
        found = counting.masked(opened, counting.every_link(opened, asked))
    if as_json:
        print_json([asdict(each) | {"by": credit(each.by) or None} for each in found.resources])
        return
    write = {"csv": as_csv, "markdown": as_markdown, "handles": handles}.get(form or "", _plain)
    click.echo(write(found.resources), nl=False)


def _plain(found: Iterable[Any]) -> str:
    signs = {"mention": "@", "hashtag": "#", "link": ""}
    return "".join(
        f"{each.people:>5,}  {signs[each.kind]}{each.title or each.value}\n" for each in found
    )


@click.command(context_settings=QUERY_TAKEN)
@library_argument
@query_argument
@chat_option
@option("--thanks", "story", metavar="STORY", help="A note of thanks to all it quotes.")
@json_option
def cast(
    library: Path, query: tuple[str, ...], chat: int | None, story: str | None, *, as_json: bool
) -> None:
    """Tell who took part in the posts that answer QUERY, as it may be printed."""
    with up_to_date(library) as opened:
        if story is not None:
            click.echo(thanks(work.masked_story(opened, story_called(opened, story))))
            return
        asked = Query.parse(search_within(opened, query, chat))
        found = counting.masked(opened, counting.cast(opened, asked))
    if as_json:
        print_json(
            {"sentence": found.sentence, "people": [asdict(person) for person in found.people]}
        )
        return
    if found.sentence:
        click.echo(found.sentence)
    for person in found.people:
        about = ", ".join(filter(None, (person.role, person.organisation, person.sector)))
        click.echo(f"{person.originals:>5,}  {credit(person)}" + (f"  {about}" if about else ""))
