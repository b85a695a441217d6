"""Parts that commands share: arguments, JSON, progress."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import click
import orjson

from curator import work
from curator.cli.options import option
from curator.dates import abbreviation
from curator.errors import CuratorError
from curator.i18n import grouped, tr, trn
from curator.insight.figures.scope import within
from curator.library import Chat, Library, Placement, PostId, Query, Row
from curator.model import Post
from curator.work import Progress

T = TypeVar("T")

_NAMED = "curator.libraries"


def libraries_named(context: click.Context) -> list[Path]:
    """Return the libraries given to the command of a context, each once."""
    return [*dict.fromkeys(context.meta.get(_NAMED, ()))]


def _note(context: click.Context, _parameter: click.Parameter, path: Path) -> Path:
    context.meta.setdefault(_NAMED, []).append(path)  # contexts of one call share it
    return path


library_argument = click.argument(
    "library",
    metavar="LIBRARY",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_note,
)
QUERY_TAKEN: dict[str, bool] = {"ignore_unknown_options": True}
"""Settings of a command with a query: '-is:echo' is a term, not an option."""

query_argument = click.argument("query", metavar="[QUERY]", nargs=-1)
chat_option = option("--chat", type=int, metavar="ID", help="Of this chat only.")
json_option = option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
replace_option = option("--replace", is_flag=True, help="Overwrite a file that is there.")


P = TypeVar("P", str, Path, None)


def named_place(_context: click.Context, _parameter: click.Parameter, place: P) -> P:
    """Refuse “-” as a place to write to: elsewhere it is the standard output."""
    if str(place) == "-":
        raise click.BadParameter(
            tr("Curator writes files and folders, not to the standard output. Give one a name.")
        )
    return place


def refuse_to_replace(*files: Path | None, replace: bool) -> None:
    """Raise an error if one of the files that a command would write is there already."""
    there = next((each for each in files if each is not None and each.exists()), None)
    if there is not None and not replace:
        raise CuratorError(
            tr(
                "“{name}” is there already. Nothing was written. Give another place, or"
                " “--replace” to overwrite it.",
                name=there.name,
            )
        )


def print_json(value: object) -> None:
    """Print a value as one line of JSON."""
    click.echo(orjson.dumps(value).decode())


def run(task: Generator[Progress, None, T], doing: str) -> T:
    """Run a task to its end; show its progress if stderr is a terminal."""
    shown, terminal = monotonic(), sys.stderr.isatty()
    try:
        while True:
            progress = next(task)
            if terminal and monotonic() - shown > 0.2:  # noqa: PLR2004  seconds
                shown = monotonic()
                share = "" if progress.share is None else f" · {progress.share:.0%}"
                click.echo(f"\r{doing} · {grouped(progress.done)}{share}   ", nl=False, err=True)
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        if terminal:
            click.echo("\r" + " " * 60 + "\r", nl=False, err=True)


@contextmanager
def up_to_date(library: Path, *, threads: bool = False) -> Iterator[Library]:
    """Open a library, and bring its analysis up to date, such as the echoes of its posts.

    threads: also the threads; of all commands only one about a thread needs them.
    """
    with Library(library) as opened:
        run(work.catch_up(opened, listed=threads), tr("Working out"))
        yield opened


def own_clock(times: Iterable[datetime]) -> str:
    """Return that times are those of this computer, whose zone is named."""
    called = dict.fromkeys(abbreviation(at.astimezone()) for at in times)
    return tr("Times are this computer’s ({zone}).", zone=", ".join(called))


def print_doubts(library: Library, query: str = "") -> None:
    """Print on stderr which times of a query may be of another zone."""
    for doubt in work.doubts_about_zones(library, query):
        click.echo(f"{doubt.sentence} {doubt.remedy(library.path)}", err=True)


def chat_called(library: Library, chat: int) -> Chat:
    """Return the chat with an ID, or raise an error if there is none."""
    found = library.chats.called(chat)
    if found is None:
        raise CuratorError(
            tr("There is no chat {id} here. “curator chats” lists those there are.", id=chat)
        )
    return found


def search_within(library: Library, query: tuple[str, ...], chat: int | None) -> str:
    """Return the search of a command, limited to one chat if one is given."""
    typed = " ".join(query)
    return typed if chat is None else within(typed, f"chat:{chat_called(library, chat).id}")


def chosen_posts(
    library: Library, query: str | None, keys: tuple[str, ...], ids: Path | None = None
) -> list[PostId]:
    """Return the posts a command applies to: by query, by key, or from a list of ids."""
    if bool(query) + bool(keys) + bool(ids) != 1:
        raise click.UsageError(tr("Give either --query, --ids or the keys of posts."))
    if ids:
        return _listed(library, ids)
    if query:
        return [PostId(id_) for id_ in library.posts.find(Query.parse(query))]
    found = library.posts.ids(keys)
    missing = [key for key in keys if key not in found]
    if missing:
        raise CuratorError(
            trn(
                "The library has no post {names}. Nothing was changed.",
                "The library has no posts {names}. Nothing was changed.",
                len(missing),
                names=", ".join(missing[:5]),
            )
        )
    return list(found.values())


def _listed(library: Library, path: Path) -> list[PostId]:
    """Return the posts of a list that the library has, and print how many it lacks."""
    ids = work.ids_of(path)
    found = library.posts.listed(ids)
    if missing := len(ids) - len(found):
        click.echo(
            trn(
                "{missing} of {count} id is not here.",
                "{missing} of {count} ids are not here.",
                len(ids),
                missing=grouped(missing),
            ),
            err=True,
        )
    return found


def post_values(
    row: Row, archives: Iterable[str], group: str, place: Placement | None = None
) -> dict[str, Any]:
    """Return a post as the values that `find --json` and `story --json` print."""
    post = row.post
    return {
        "platform": post.platform,
        "key": post.key,
        "url": post.url or None,
        "at": iso(post.at),
        "precision": post.precision,
        "author": {
            "handle": post.author.handle,
            "name": post.author.name,
            "followers": post.author.followers,
        },
        "text": post.text,
        "shown": post.shown,
        "lang": post.lang or None,
        "reply_to": post.reply_to or None,
        "quote_of": post.quote_of or None,
        "repost_of": post.repost_of or None,
        "hashtags": _spans(post, "hashtag"),
        "mentions": _spans(post, "mention"),
        "links": _spans(post, "link"),
        "media": [{"kind": m.kind, "url": m.url, "alt": m.alt} for m in post.media],
        "likes": post.likes,
        "reposts": post.reposts,
        "replies": post.replies,
        "group": group,
        "chat": row.part.chat,
        "question": place and place.number,
        "why": place.why if place and not place.by_hand else None,
        "mark": row.mark,
        "tags": list(row.tags),
        "archives": list(archives),
        "raw_id": post.raw_id or None,
    }


def iso(at: datetime) -> str:
    """Return a time as ISO 8601 in UTC, with milliseconds only where it has them."""
    text = at.isoformat(timespec="milliseconds" if at.microsecond else "seconds")
    return text.replace("+00:00", "Z")


def _spans(post: Post, kind: str) -> list[str]:
    return list(dict.fromkeys(span.value for span in post.spans if span.kind == kind))
