"""Commands `stories`, `story`, `tidy`."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, get_args

import click

from curator import work
from curator.cli.find import row_values
from curator.cli.options import option
from curator.cli.shared import (
    json_option,
    library_argument,
    print_json,
    up_to_date,
)
from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.insight.consent.consent import mask
from curator.library import BlockId, Library, StoryId
from curator.model import (
    Block,
    Cast,
    Chart,
    Composed,
    Counted,
    Divider,
    Facts,
    Group,
    Heading,
    Image,
    Links,
    Passage,
    PullQuote,
    Quote,
    Story,
    Testimonial,
    as_read,
    trimmed,
)
from curator.quoting import passage_markdown, shown_post
from curator.stored_words import translate_list, translate_sentence

story_argument = click.argument("story_name", metavar="STORY")


@click.command()
@library_argument
@json_option
def stories(library: Path, *, as_json: bool) -> None:
    """List the stories in LIBRARY."""
    with Library(library) as opened:
        infos = opened.stories.all()
    if as_json:
        print_json(
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
    """Print STORY (its id or title), block by block, for your own eyes.

    Behind a quote stands the key of its post in brackets, by which “curator swap” and “tidy” know
    it.

    This is no export: posts are shown whole, withheld people too. What would still name
    somebody in an export is listed at the end.
    """
    with up_to_date(library) as opened:
        whole = opened.stories.story(story_called(opened, story_name))
        told = _mask_counted(opened, whole)
        remaining = work.still_named(opened, whole)
        if as_json:
            blocks = [_block_values(opened, told, block) for block in told.blocks]
            print_json({"id": told.id, "title": told.title, "blocks": blocks})
            return
    click.echo(told.title)
    for block in told.blocks:
        click.echo(f"\n{_line(block, told, keys=True)}")
        for note in as_read([block]):
            if isinstance(note, Passage) and note.is_note:
                click.echo(passage_markdown(note))
    for sentence in remaining:
        click.echo(sentence, err=True)


def _mask_counted(library: Library, story: Story) -> Story:
    """Return a story whose counted things show each person as far as they agreed.

    Posts are shown whole, as `find` does.
    """
    titled = replace(story, blocks=work.without_withheld_titles(library, story.blocks))
    masked = mask(titled, library.marks.standings()).blocks
    pairs = zip(story.blocks, masked, strict=True)
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
    return values | _shown_values(library, story, block)


def _shown_values(library: Library, story: Story, block: Block) -> dict[str, Any]:
    """Return the values specific to a block's kind."""
    match block:
        case Heading(text, level):
            heading = {"kind": "heading", "text": text, "level": level}
            return heading | {"why": translate_sentence(block.why) or None}
        case Passage(text):
            return {"kind": "text", "text": text}
        case Quote():
            return _quote_values(library, story, block)
        case PullQuote(text, post):
            shown = {"kind": "pull", "text": text, "post": _post(library, post.key)}
            return shown | {"note": block.note or None, "why": translate_list(block.why) or None}
        case Divider():
            return {"kind": "divider"}
        case _:
            return _composed_values(library, story, block)


def _quote_values(library: Library, story: Story, block: Quote) -> dict[str, Any]:
    return {
        "kind": "post",
        "text": block.post.text,
        "post": _post(library, block.post.key),
        "shown": _shown(block, story),
        "rest": [_post(library, part.key) for part in block.rest],
        "as_posted": block.as_posted,
        "trims": [list(trim) for trim in block.trims],
        "compact": block.compact,
        "note": block.note or None,
        "why": translate_list(block.why) or None,
    }


def _composed_values(library: Library, story: Story, block: Composed | Counted) -> dict[str, Any]:
    if isinstance(block, Group):
        posts = [_post(library, each.post.key) for each in block.quotes]
        return {"kind": block.kind, "text": _line(block, story), "posts": posts}
    kind = type(block).__name__.casefold()
    return {"kind": kind, "text": _line(block, story), "value": asdict(block)}


def _shown(block: Quote, story: Story) -> str:
    """Return the words of a quote as its story shows them."""
    return shown_post(replace(block, post=trimmed(block.post, block.trims)), story).shown


def _post(library: Library, key: str) -> dict[str, Any]:
    (id_,) = library.posts.ids([key]).values()
    return row_values(library, library.posts.row(id_))


def _line(block: Block, story: Story, *, keys: bool = False) -> str:
    """Return a block as a line of text; keys: with the keys of the posts it quotes."""
    match block:
        case Heading(text, level):
            return f"{'#' * level} {text}"
        case Passage(text):
            return text
        case Quote(post):
            key = f"  [{post.key}]" if keys else ""
            return f"@{post.author.handle}: {_shown(block, story)}{key}"
        case PullQuote(text, post):
            key = f"  [{post.key}]" if keys else ""
            return f"“{text}” @{post.author.handle}{key}"
        case Divider():
            return "—"
        case _:
            return _composed_line(block, story, keys=keys)


def _composed_line(block: Composed | Counted, story: Story, *, keys: bool = False) -> str:
    match block:
        case Group(_, quotes):
            return "\n".join(_line(each, story, keys=keys) for each in quotes)
        case Image(media, caption):
            return caption or media.alt
        case Testimonial(text, name):
            return f"“{text}” {name}".rstrip()
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
@option("--as-posted", is_flag=True, help="Show every word that was posted instead.")
@option("--post", "keys", multiple=True, metavar="KEY", help="Only the quote of this post.")
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
                    "The story does not quote {key}. “curator story” lists what it quotes, each"
                    " with its key in brackets.",
                    key=min(missing),
                )
            )
        label = tr("Show a quote as posted") if as_posted else tr("Tidy a quote")
        with opened.edit(label):
            for each in chosen:
                opened.stories.keep_as_posted(BlockId(each.id), on=as_posted)
    click.echo(label)


def block_quoting(library: Library, story: StoryId, key: str) -> BlockId:
    """Return the block of a story that quotes a post."""
    for each in library.stories.story(story).quotes:
        if each.post.key == key:
            return BlockId(each.id)
    raise CuratorError(
        tr(
            "The story does not quote {key}. “curator story” lists what it quotes, each"
            " with its key in brackets.",
            key=key,
        )
    )


@click.command()
@library_argument
@story_argument
@click.argument("key", metavar="KEY")
@click.argument("note")
def annotate(library: Path, story_name: str, key: str, note: str) -> None:
    """Print NOTE, in Markdown, below the quote of post KEY in STORY; '' takes it away."""
    note = note.strip()
    with Library(library) as opened:
        block = block_quoting(opened, story_called(opened, story_name), key)
        label = tr("Write a note for print") if note else tr("Take a note for print away")
        with opened.edit(label):
            opened.stories.annotate(block, note)
    click.echo(label)
