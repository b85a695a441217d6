"""Commands `find`, `check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any

import click

from curator.cli.options import option
from curator.cli.shared import (
    QUERY_TAKEN,
    json_option,
    library_argument,
    post_values,
    print_json,
    query_argument,
    up_to_date,
)
from curator.dates import elapsed_words, place_words
from curator.i18n import tr, trn
from curator.insight.consent.consent import mask
from curator.insight.consent.leaks import leaks
from curator.library import Library, Placement, Query, Row
from curator.model import Post, Quote, Story

_PAGE = 200
_LISTED = 20
"""Most sentences about who may be named still."""


@click.command(context_settings=QUERY_TAKEN)
@library_argument
@query_argument
@option("--limit", type=click.IntRange(min=1), help="Print at most so many.")
@option("--newest", is_flag=True, help="Newest first; else oldest first.")
@option(
    "--plain", is_flag=True, help="Print handles and words alone, as they may be shown to others."
)
@option("--keys", is_flag=True, help="Begin each line with the post’s key.")
@json_option
def find(  # noqa: PLR0913  each is an option
    library: Path,
    query: tuple[str, ...],
    limit: int | None,
    *,
    newest: bool,
    plain: bool,
    keys: bool,
    as_json: bool,
) -> None:
    """Print the posts in LIBRARY that answer QUERY, for your own eyes.

    This is no export: withheld people are shown, and how many is said at the end. With --plain
    people are shown only as far as they agreed. “curator star”, “tag” and others take the keys
    that --keys prints.

    \b
    words "a phrase" -not from:handle to:handle mentions:handle #hashtag
    tag:name (and the tags under it) has:media|image|gif|video|audio|link|note
    is:original|echo|reply|quote|starred|rejected|undecided|used|muted
    is:substantive (of some length and in their own words)
    likes:>10 reposts:>=5 followers:>1000 since:2014-09-15 until:2014-09-15T20:00
    sector:schools role:"school librarian" newcomer:new|returning (as the table of people says)
    chat:ID chat:2014-09-15 chat:none (“curator chats” lists them)
    in:archive lang:es platform:mastodon question:3 question:3@2014-09-15 question:none
    OR between, ( )
    """  # noqa: D301  click wants the character itself
    if plain and as_json:
        raise click.UsageError(tr("--plain prints lines, --json does not. Give one of them."))
    noted, named = Counter[str](), dict[str, None]()
    with up_to_date(library) as opened:
        asked = Query.parse(" ".join(query))
        for hint in asked.hints:
            click.echo(hint, err=True)
        zone = opened.tz_of(asked)
        ids = opened.posts.find(asked, "newest" if newest else "oldest")
        ids = ids[:limit] if limit else ids
        for start in range(0, len(ids), _PAGE):
            rows = opened.posts.rows(ids[start : start + _PAGE])
            noted["withheld"] += sum(row.withheld for row in rows)
            noted["clockless"] += sum(not row.post.is_timed for row in rows)
            noted["timed"] += sum(row.post.is_timed for row in rows)
            if plain:
                named |= dict.fromkeys(_print_plain(opened, rows, zone))
                continue
            groups = opened.groups.keys(row.id for row in rows)
            places = opened.questions.placed(row.id for row in rows)
            for row in rows:
                if as_json:
                    print_json(_row_values(opened, row, groups[row.id], places.get(row.id)))
                else:
                    click.echo(_line(row, zone, key=keys))
    told = None if as_json else zone
    for sentence in [*_notes(noted, told, plain=plain), *_listed(list(named))]:
        click.echo(sentence, err=True)


def _print_plain(library: Library, rows: list[Row], zone: tzinfo) -> tuple[str, ...]:
    """Print posts as they may be published; those of withheld people are left out.

    Return where what was printed may name somebody still.
    """
    quotes = tuple(Quote(row.post) for row in rows if not row.withheld)
    people, whole = library.marks.standings(), Story("", quotes)
    repeated = library.people.repeated(row.post for row in rows)
    story = mask(whole, people, repeated)
    for quote in story.quotes:
        handle, words = quote.post.author.handle, " ".join(quote.post.shown.split())
        called = f"@{handle}" if handle else quote.credit or tr("A participant")
        click.echo(f"{_time(quote.post, zone)}  {called}  {words}")
    return leaks(whole, people, repeated)


def _listed(named: list[str]) -> list[str]:
    """Return the first sentences of a list, and how many there are more."""
    more = len(named) - _LISTED
    rest = trn("{count} more like these.", "{count} more like these.", more) if more > 0 else ""
    return [*named[:_LISTED], *([rest] if rest else [])]


def _notes(noted: Counter[str], zone: tzinfo | None, *, plain: bool) -> Iterator[str]:
    """Yield what to know of the posts that were printed, as sentences.

    zone: that of the times of day; None if they are in UTC and say so.
    """
    if zone is not None and noted["timed"]:
        yield tr("Times are {zone}.", zone=place_words(zone))
    if noted["withheld"]:
        yield _withheld_words(noted["withheld"], plain=plain)
    if noted["clockless"]:
        yield trn(
            "The clock of {count} post is not known; +0:05:00 is the time from the start.",
            "The clock of {count} posts is not known; +0:05:00 is the time from the start.",
            noted["clockless"],
        )


def _withheld_words(count: int, *, plain: bool) -> str:
    if plain:
        return trn(
            "{count} post of a withheld person is left out.",
            "{count} posts of withheld people are left out.",
            count,
        )
    return trn(
        "{count} post is by a withheld person: for your own eyes, not for others.",
        "{count} posts are by withheld people: for your own eyes, not for others.",
        count,
    )


def row_values(library: Library, row: Row) -> dict[str, Any]:
    """Return a row as values for JSON."""
    group = library.groups.keys([row.id])[row.id]
    return _row_values(library, row, group, library.questions.placed([row.id]).get(row.id))


def _row_values(library: Library, row: Row, group: str, place: Placement | None) -> dict[str, Any]:
    held = [name for name, _ in library.archives.containing(row.id)]
    return post_values(row, held, group, place)


def _line(row: Row, zone: tzinfo, *, key: bool) -> str:
    sign = {"star": "★", "reject": "✕", None: " "}[row.mark]
    words = " ".join(row.post.shown.split())
    line = f"{sign} {_time(row.post, zone)}  @{row.post.author.handle}  {words}"
    return f"{row.post.key}  {line}" if key else line


def _time(post: Post, zone: tzinfo) -> str:
    """Return when a post was written: '2024-05-14 20:05', or as much of it as is known."""
    if post.precision == "elapsed":
        return f"{post.at:%Y-%m-%d} +{elapsed_words(post.at)}".replace("+-", "-")
    at = post.at.astimezone(zone)
    return f"{at:%Y-%m-%d %H:%M}" if post.is_timed else f"{at:%Y-%m-%d}      "


@click.command()
@library_argument
@json_option
def check(library: Path, *, as_json: bool) -> None:
    """Tell whether the file of LIBRARY is sound."""
    with Library(library) as opened:
        found, damaged = opened.check(), bool(opened.damage)
    if as_json:
        print_json(found)
    elif found["sound"]:
        click.echo(trn("Sound: {count} post.", "Sound: {count} posts.", found["posts"]))
    else:
        if damaged:
            click.echo(tr("“{name}” is damaged. What was found:", name=library.name))
        click.echo("\n".join(found["problems"]))
        if damaged:
            click.echo(
                tr(
                    "Nothing is written to it. Save what can be read into a new library with"
                    " “curator salvage”, or open a backup."
                )
            )
    if not found["sound"]:
        raise click.exceptions.Exit(1)
