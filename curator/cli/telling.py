"""stories, story, export, verify."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, get_args

import click

from curator import work
from curator.cli.looking import row_values
from curator.cli.shared import (
    json_option,
    library_argument,
    run,
    say,
    up_to_date,
)
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.insight.checks.verbatim import unlike
from curator.insight.consent.consent import veil
from curator.library import BlockId, Library, StoryId
from curator.model import (
    Block,
    Cast,
    Chart,
    Counted,
    Divider,
    Facts,
    Heading,
    Links,
    Passage,
    PullQuote,
    Quote,
    Story,
)
from curator.quoting import shown_post
from curator.writers import WRITERS, Writer, file_name, target_name

_TARGETS = {target_name(writer): writer for writer in WRITERS}
story_argument = click.argument("story_name", metavar="STORY")


@click.command()
@library_argument
@json_option
def stories(library: Path, *, as_json: bool) -> None:
    """List the stories in LIBRARY."""
    with Library(library) as opened:
        infos = opened.stories.all()
    if as_json:
        say(
            [{"id": i.id, "title": i.title, "blocks": i.blocks, "quotes": i.quotes} for i in infos]
        )
        return
    for info in infos:
        quotes = trn("{count} quote", "{count} quotes", info.quotes)
        click.echo(f"{info.id:>4}  {info.title}  ({quotes})")


@click.command()
@library_argument
@story_argument
@json_option
def story(library: Path, story_name: str, *, as_json: bool) -> None:
    """Print STORY (its id or title), block by block."""
    up_to_date(library)
    with Library(library) as opened:
        told = _agreed(opened, opened.stories.story(story_called(opened, story_name)))
        if as_json:
            blocks = [_block_values(opened, told, block) for block in told.blocks]
            say({"id": told.id, "title": told.title, "blocks": blocks})
            return
    click.echo(told.title)
    for block in told.blocks:
        click.echo(f"\n{_line(block, told)}")


def _agreed(library: Library, story: Story) -> Story:
    """Return a story whose counted things show each person as far as they agreed.

    Posts are shown whole, as `find` does.
    """
    veiled = veil(story, library.marks.standings()).blocks
    pairs = zip(story.blocks, veiled, strict=True)
    shown = (new if isinstance(old, get_args(Counted)) else old for old, new in pairs)
    return replace(story, blocks=tuple(shown))


def story_called(library: Library, name: str) -> StoryId:
    """Return the story with an id or title."""
    for info in library.stories.all():
        if name in {str(info.id), info.title}:
            return info.id
    raise CuratorError(
        tr("There is no story “{name}” in this library. “curator stories” lists them.", name=name)
    )


def _block_values(library: Library, story: Story, block: Block) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": block.id, "kind": "", "text": "", "level": None, "post": None, "why": None,
    }  # fmt: skip
    match block:
        case Heading(text, level):
            return values | {"kind": "heading", "text": text, "level": level}
        case Passage(text):
            return values | {"kind": "text", "text": text}
        case Quote(post):
            shown = {
                "kind": "post",
                "text": post.text,
                "post": _post(library, post.key),
                "shown": shown_post(block, story).shown,
                "rest": [_post(library, part.key) for part in block.rest],
                "as_posted": block.as_posted,
            }
            return values | shown | {"why": block.why or None}
        case PullQuote(text, post):
            shown = {"kind": "pull", "text": text, "post": _post(library, post.key)}
            return values | shown | {"why": block.why or None}
        case Divider():
            return values | {"kind": "divider"}
        case _:
            kind = type(block).__name__.casefold()
            return values | {"kind": kind, "text": _line(block, story), "value": asdict(block)}


def _post(library: Library, key: str) -> dict[str, Any]:
    (id_,) = library.posts.ids([key]).values()
    return row_values(library, library.posts.row(id_))


def _line(block: Block, story: Story) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {text}"
        case Passage(text):
            return text
        case Quote(post):
            return f"@{post.author.handle}: {shown_post(block, story).shown}"
        case PullQuote(text, post):
            return f"“{text}” @{post.author.handle}"
        case Divider():
            return "—"
        case _:
            return _counted_line(block)


def _counted_line(block: Counted) -> str:
    match block:
        case Facts(figures):
            return "\n".join(f"{figure.value} {figure.label}".strip() for figure in figures)
        case Chart(_, title):
            return title
        case Cast(sentence, people):
            return sentence or ", ".join(f"@{person.handle}" for person in people)
        case Links(resources):
            return "\n".join(resource.title or resource.value for resource in resources)


@click.command()
@library_argument
@story_argument
@click.option("--as-posted", is_flag=True, help="Show every word that was posted instead.")
@click.option("--post", "keys", multiple=True, metavar="KEY", help="Only the quote of this post.")
def tidy(library: Path, story_name: str, keys: tuple[str, ...], *, as_posted: bool) -> None:
    """Show the quotes of STORY tidied: without labels and the chat's hashtag.

    The archive is not touched; --as-posted takes it back.
    """
    with Library(library) as opened:
        id_ = story_called(opened, story_name)
        if not keys:
            label = tr("Show the quotes as posted") if as_posted else tr("Tidy the quotes")
            with opened.edit(label):
                opened.stories.tidy(id_, on=not as_posted)
            click.echo(label)
            return
        chosen = [each for each in opened.stories.story(id_).quotes if each.post.key in keys]
        if missing := set(keys) - {each.post.key for each in chosen}:
            raise CuratorError(
                tr(
                    "The story does not quote {key}. “curator story” lists what it quotes.",
                    key=min(missing),
                )
            )
        label = tr("Show a quote as posted") if as_posted else tr("Tidy a quote")
        with opened.edit(label):
            for each in chosen:
                opened.stories.keep_as_posted(BlockId(each.id), on=as_posted)
    click.echo(label)


@click.command()
@library_argument
@story_argument
@click.option("--to", "target", type=click.Choice(list(_TARGETS)), required=True)
@click.option(
    "-o", "path", type=click.Path(path_type=Path), required=True, help="A file, or a folder."
)
@json_option
def export(library: Path, story_name: str, target: str, path: Path, *, as_json: bool) -> None:
    """Write STORY (its id or title) as TARGET to PATH."""
    writer = _TARGETS[target]
    with Library(library) as opened:
        id_ = story_called(opened, story_name)
        warnings = work.warnings(opened, id_)
    files = run(work.export_story(library, id_, writer, _file(path, writer)), tr("Writing"))
    if as_json:
        sizes = [{"path": str(file), "bytes": file.stat().st_size} for file in files]
        say({"files": sizes, "warnings": warnings})
        return
    for file in files:
        click.echo(file)
    for warning in warnings:
        click.echo(warning, err=True)


def _file(path: Path, writer: Writer) -> Path:
    return path / file_name(writer) if path.is_dir() else path


@click.command()
@library_argument
@story_argument
@click.argument("file", type=click.Path(path_type=Path))
def verify(library: Path, story_name: str, file: Path) -> None:
    """Tell whether FILE, a page or Markdown made of STORY, says what the archive says."""
    with Library(library) as opened:
        meant = work.told(opened, story_called(opened, story_name))
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CuratorError(
            tr(
                "“{name}” cannot be read: {why}. Give the file that export wrote.",
                name=file.name,
                why=(error.strerror or str(error)).lower(),
            )
        ) from error
    differences = unlike(meant, content, file.suffix.lower())
    if not differences:
        count = len(meant.quotes)
        click.echo(
            trn(
                "{count} quote says what the archive says.",
                "{count} quotes say what the archive says.",
                count,
            )
        )
        return
    for difference in differences:
        click.echo(difference)
    raise click.exceptions.Exit(1)
