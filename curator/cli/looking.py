"""find, facts, check."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from curator.cli.shared import (
    QUERY_TAKEN,
    iso,
    json_option,
    library_argument,
    post_values,
    query_argument,
    say,
    up_to_date,
)
from curator.i18n import tr, trn
from curator.library import Figures, Library, Placement, Query, Row, definitions

_PAGE = 200
_SHOWN = 10


@click.command(context_settings=QUERY_TAKEN)
@library_argument
@query_argument
@click.option("--limit", type=click.IntRange(min=1), help="Print at most so many.")
@click.option("--newest", is_flag=True, help="Newest first; else oldest first.")
@json_option
def find(
    library: Path, query: tuple[str, ...], limit: int | None, *, newest: bool, as_json: bool
) -> None:
    """Print the posts in LIBRARY that answer QUERY.

    \b
    words "a phrase" -not from:handle to:handle mentions:handle #hashtag
    tag:name (and the tags under it) has:media|image|gif|video|audio|link|note
    is:original|echo|reply|quote|starred|rejected|undecided|used|muted
    likes:>10 reposts:>=5 followers:>1000 since:2014-09-15 until:2014-09-15T20:00
    in:archive lang:es platform:mastodon question:3 question:3@2014-09-15 question:none
    OR between, ( )
    """  # noqa: D301  click wants the character itself
    up_to_date(library)
    with Library(library) as opened:
        asked = Query.parse(" ".join(query))
        for hint in asked.hints:
            click.echo(hint, err=True)
        ids = opened.posts.find(asked, "newest" if newest else "oldest")
        ids = ids[:limit] if limit else ids
        for start in range(0, len(ids), _PAGE):
            rows = opened.posts.rows(ids[start : start + _PAGE])
            groups = opened.groups.keys(row.id for row in rows)
            places = opened.questions.placed(row.id for row in rows)
            for row in rows:
                if as_json:
                    say(_row_values(opened, row, groups[row.id], places.get(row.id)))
                else:
                    click.echo(_line(opened, row))


def row_values(library: Library, row: Row) -> dict[str, Any]:
    """Return a row as JSON shows it."""
    group = library.groups.keys([row.id])[row.id]
    return _row_values(library, row, group, library.questions.placed([row.id]).get(row.id))


def _row_values(library: Library, row: Row, group: str, place: Placement | None) -> dict[str, Any]:
    held = [name for name, _ in library.archives.holding(row.id)]
    return post_values(row, held, group, place)


def _line(library: Library, row: Row) -> str:
    sign = {"star": "★", "reject": "✕", None: " "}[row.mark]
    words = " ".join(row.post.shown.split())
    at = row.post.at.astimezone(library.tz)
    return f"{sign} {at:%Y-%m-%d %H:%M}  @{row.post.author.handle}  {words}"


@click.command(context_settings=QUERY_TAKEN)
@library_argument
@query_argument
@click.option("--zone", default="", help="Zone of the figures; else the library's.")
@json_option
def facts(library: Path, query: tuple[str, ...], zone: str, *, as_json: bool) -> None:
    """Count the posts in LIBRARY that answer QUERY.

    Echoes are reposts, native or typed as “RT @…”; copies and near-copies are not counted
    with them, though is:echo finds them.
    """
    try:
        chosen = ZoneInfo(zone) if zone else None
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise click.BadParameter(
            tr("{name} is not a zone. Write it like Europe/London.", name=zone),
            param_hint="--zone",
        ) from error
    up_to_date(library)
    with Library(library) as opened:
        figures = opened.facts.figures(Query.parse(" ".join(query)), chosen)
    if as_json:
        say(_values(figures))
        return
    for line in _lines(figures):
        click.echo(line)


def _values(figures: Figures) -> dict[str, Any]:
    return {
        "query": figures.query,
        "scope": {
            "from": figures.start and iso(figures.start),
            "to": figures.end and iso(figures.end),
            "zone": figures.zone,
        },
        "posts": figures.posts,
        "originals": figures.originals,
        "echoes": {"native": figures.native, "textual": figures.textual},
        "replies": figures.replies,
        "people": figures.people,
        "echo_only_people": figures.echo_only_people,
        "per_person": round(figures.posts / figures.people, 2) if figures.people else None,
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
        "peak": {"at": figures.peak and iso(figures.peak), "posts": figures.peak_posts},
        "hashtags": [{"value": c.value, "count": c.count} for c in figures.hashtags],
        "mentions": [{"value": c.value, "count": c.count} for c in figures.mentions],
        "links": [{"value": c.value, "count": c.count, "people": c.people} for c in figures.links],
        "contributors": [{"handle": c.value, "posts": c.count} for c in figures.contributors],
        "definitions": definitions(),
    }


def _lines(figures: Figures) -> list[str]:
    if not figures.posts or not figures.start or not figures.end:
        return [tr("No posts, so there is nothing to count.")]
    lines = [
        tr(
            "{posts:,} posts, {originals:,} of them originals, by {people:,} people",
            posts=figures.posts,
            originals=figures.originals,
            people=figures.people,
        ),
        tr("from {start} to {end}, UTC", start=iso(figures.start), end=iso(figures.end)),
        _reach(figures),
        tr("potential impressions {value:,}", value=figures.impressions)
        + ("" if figures.impressions_known == figures.posts else _gap(figures)),
    ]
    for title, counted in (
        (tr("Hashtags"), figures.hashtags),
        (tr("Mentions"), figures.mentions),
        (tr("Links"), figures.links),
        (tr("People"), figures.contributors),
    ):
        if counted:
            lines.append(title)
            lines += [f"  {each.count:>7,}  {each.value}" for each in counted[:_SHOWN]]
    return lines


def _reach(figures: Figures) -> str:
    if not figures.reach_known:
        return tr("No follower counts were recorded, so reach cannot be given.")
    if figures.reach_known == figures.people:
        return tr(
            "potential reach at least {low:,}, at most {high:,}",
            low=figures.reach_low,
            high=figures.reach_high,
        )
    return tr(
        "potential reach {low:,} to {high:,}, from the {known:,} of {people:,} accounts whose"
        " followers are recorded",
        low=figures.reach_low,
        high=figures.reach_high,
        known=figures.reach_known,
        people=figures.people,
    )


def _gap(figures: Figures) -> str:
    return tr(
        ", from the {known:,} of {posts:,} posts with a recorded count",
        known=figures.impressions_known,
        posts=figures.posts,
    )


@click.command()
@library_argument
@json_option
def check(library: Path, *, as_json: bool) -> None:
    """Tell whether the file of LIBRARY is sound."""
    with Library(library) as opened:
        found = opened.check()
    if as_json:
        say(found)
    else:
        click.echo(
            trn("Sound: {count} post.", "Sound: {count} posts.", found["posts"])
            if found["sound"]
            else "\n".join(found["problems"])
        )
    if not found["sound"]:
        raise click.exceptions.Exit(1)
