"""Command `draft`: a rough cut, or the posts in order."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from curator import work
from curator.cli.options import option
from curator.cli.shared import (
    QUERY_TAKEN,
    chat_option,
    json_option,
    library_argument,
    print_json,
    query_argument,
    run,
    search_within,
    up_to_date,
)
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.library import Library, Query, StoryId
from curator.model import Quote


@click.command(context_settings=QUERY_TAKEN)
@library_argument
@query_argument
@chat_option
@option("--title", default="", help="The story's title; else the template's.")
@option(
    "--thread", default="", metavar="KEY", help="Of one person's thread, which this post is of."
)
@option("--plain", is_flag=True, help="The posts, in order, nothing else.")
@option(
    "--template",
    "made_of",
    default="questions",
    metavar="NAME|FILE",
    help="questions, themes, cast-first, one-voice, resources, a template of your own by name,"
    " or a file.",
)
@json_option
def draft(  # noqa: PLR0913  each is an option
    library: Path,
    query: tuple[str, ...],
    chat: int | None,
    title: str,
    thread: str,
    made_of: str,
    *,
    plain: bool,
    as_json: bool,
) -> None:
    """Make a rough cut of the posts that answer QUERY, and print its story's id.

    A rough cut is a first draft: set-up, figures, the best and most varied answers to each
    question, links, who took part. With several chats it is of --chat, or else of the last.
    Posts of withheld people are left out. A story is no export: only “curator export” shows
    people as far as they agreed.
    """
    if thread:
        story, posts = run(work.thread_post(library, thread, title), tr("Reading the thread"))
        print_json({"story": story, "blocks": posts + 1}) if as_json else click.echo(story)
        return
    typed = _asked_for(library, query, chat)
    if plain:
        story, blocks = _plain(library, typed, title)
    else:
        cut = run(
            work.rough_cut(library, typed, title=title, made_of=_template(made_of)),
            tr("Making a rough cut"),
        )
        story, blocks = cut.story, cut.blocks
        _print_notes(cut)
        _print_remedies(library, cut)
        if cut.quotes:
            _print_next_steps(library, cut)
    if as_json:
        print_json({"story": story, "blocks": blocks})
    else:
        click.echo(story)


def _asked_for(library: Path, query: tuple[str, ...], chat: int | None) -> str:
    with up_to_date(library) as opened:
        return search_within(opened, query, chat)


def _print_notes(cut: work.RoughCut) -> None:
    """Print the notes about a rough cut to stderr."""
    if cut.chats > 1:
        click.echo(
            trn(
                "There is {count} chat here; this is of the last: {query}",
                "There are {count} chats here; this is of the last: {query}",
                cut.chats,
                query=cut.query,
            ),
            err=True,
        )
    for note in cut.notes:
        click.echo(note, err=True)
    if not cut.quotes:
        click.echo(
            tr(
                "No post that answers says enough to be quoted. Star the posts you want to quote"
                " (“curator star”) and draft again, or take every post in order with --plain."
            ),
            err=True,
        )


def _print_remedies(library: Path, cut: work.RoughCut) -> None:
    """Print on stderr how an archive is read again whose zone the notes doubt."""
    with Library(library) as opened:
        for doubt in work.doubts_about_zones(opened, cut.query):
            click.echo(doubt.remedy(library), err=True)


def _print_next_steps(library: Path, cut: work.RoughCut) -> None:
    """Print on stderr what was made, and how it becomes a page; only the id goes to stdout."""
    quotes = trn("{count} quote", "{count} quotes", cut.quotes)
    click.echo(
        tr(
            "“{title}”: {quotes}. Next: curator export {library} {story} --to page -o recap.html",
            title=cut.title,
            quotes=quotes,
            library=quote(str(library)),
            story=cut.story,
        ),
        err=True,
    )


def _template(name: str) -> str:
    """Return the text of a built-in template, of one of the user's own, or of a file."""
    found = work.recipe(name)
    if found and found.kind != "snippet":
        return found.text
    try:
        return Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        known = [each for each in work.recipes() if each.kind != "snippet"]
        raise CuratorError(
            tr(
                "There is no template “{name}”. Name a file, or one of: {known}.",
                name=name,
                known=", ".join(r.name if r.kind == "recap" else r.key for r in known),
            )
        ) from error


def _plain(library: Path, typed: str, title: str) -> tuple[StoryId, int]:
    with up_to_date(library) as opened:
        rows = opened.posts.rows(opened.posts.find(Query.parse(typed)))
        blocks = [Quote(row.post) for row in rows if not row.withheld]
        if not blocks:
            raise CuratorError(
                tr("All posts here are of people who are withheld. No story was made.")
                if rows
                else tr("The search finds no post. No story was made.")
            )
        title = title or opened.facts.hashtag() or tr("Posts")
        with opened.edit(tr("Draft “{title}”", title=title)):
            story = opened.stories.new(title)
            opened.stories.add(story, blocks)
    if left_out := len(rows) - len(blocks):
        click.echo(
            trn(
                "{count} post of a withheld person is left out.",
                "{count} posts of withheld people are left out.",
                left_out,
            ),
            err=True,
        )
    return story, len(blocks)
