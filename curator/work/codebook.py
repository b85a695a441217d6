"""Export of the codebook and the coded posts as tables, and import of a codebook."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, pairwise
from pathlib import Path

from curator.errors import CuratorError, LibraryError
from curator.i18n import tr
from curator.insight.consent.consent import mask, without_withheld
from curator.insight.figures.codebook_tables import (
    Code,
    Coded,
    Shape,
    codebook_rows,
    coded_rows,
    read_codes,
)
from curator.insight.figures.refi_files import Source, codebook_file, project_file
from curator.library import Library, PostId, Query, Tag, TagId
from curator.model import Quote, Story
from curator.readers.kit.text.encoding import find_encoding
from curator.spreadsheet_cells import table
from curator.work.task import Progress, Work
from curator.work.whole_file import write_whole

_LARGEST = 5_000_000
_BATCH = 200


@dataclass(frozen=True, slots=True)
class CodebookRead:
    """The result of importing a codebook."""

    new: int = 0
    changed: int = 0
    problems: tuple[str, ...] = ()
    """Sentences about what could not be imported."""


def export_codebook(library: Path, to: Path, shape: Shape = "taguette") -> Work[list[Path]]:
    """Write the codebook as a table, or as a .qdc. Private notes are not part of it."""
    with Library(library) as opened:
        codes = codes_of(opened.tags.all())
    yield Progress(0)
    if shape == "refi":
        write_whole(to, codebook_file(codes.values()))
    else:
        write_whole(to, b"".join(table(codebook_rows(codes.values(), shape))))
    return [to]


def export_coded(library: Path, to: Path, shape: Shape = "taguette") -> Work[list[Path]]:
    """Write every tagged post as a row for each of its tags, or a .qdpx of the tagged chats.

    People are shown as far as they consented, and private notes are left out.
    """
    if shape == "refi":
        return (yield from _export_project(library, to))
    content = io.BytesIO()
    with Library(library) as opened:
        codes = codes_of(opened.tags.all())
        deepest = max((len(code.path) for code in codes.values()), default=0)
        coded = _coded(opened, codes)
        rows = coded_rows(coded, shape, deepest)
        lines = table(rows, quoted=shape == "qualcoder")
        for number, line in enumerate(lines):
            content.write(line)
            if number % _BATCH == 0:
                yield Progress(number)
    write_whole(to, content.getvalue())
    return [to]


def _export_project(library: Path, to: Path) -> Work[list[Path]]:
    """Write the chats with tagged posts as a .qdpx: each a text, the tagged posts selected in it.

    Of what is in no chat, only the tagged posts are written.
    """
    sources: list[Source] = []
    with Library(library) as opened:
        codes = codes_of(opened.tags.all())
        tagged: dict[PostId, list[str]] = {}
        for post, tag in opened.tags.coded():
            tagged.setdefault(post, []).append(codes[tag].name)
        chats, people = opened.chats.of(tagged), opened.marks.standings()
        for chat in opened.chats.all():
            if coded := {post for post in tagged if chats.get(post) == chat.id}:
                found = opened.posts.find(Query.parse(f"chat:{chat.id}"), "oldest")
                source = Source(
                    f"chat {chat.start.isoformat()}", without_withheld(chat.title, people)
                )
                yield from _fill(opened, source, coded | {*map(PostId, found)}, tagged)
                sources.append(source)
        if outside := {post for post in tagged if post not in chats}:
            source = Source("outside", tr("Tagged posts outside the chats"))
            yield from _fill(opened, source, outside, tagged)
            sources.append(source)
    write_whole(to, project_file(library.stem, codes.values(), sources, datetime.now(UTC)))
    return [to]


def _fill(
    library: Library, source: Source, posts: set[PostId], tagged: Mapping[PostId, Sequence[str]]
) -> Work[None]:
    """Write posts into a source by time; people are shown as far as they consented."""
    people = library.marks.standings()
    rows = iter(sorted(library.posts.rows(sorted(posts)), key=lambda row: (row.post.at, row.id)))
    while batch := list(islice(rows, _BATCH)):
        quotes = tuple(Quote(row.post) for row in batch)
        repeated = library.people.repeated([row.post for row in batch])
        masked = mask(Story("", quotes), people, repeated)
        for row, quote in zip(batch, masked.blocks, strict=True):
            if isinstance(quote, Quote):
                post, at = quote.post, quote.post.at.isoformat(timespec="seconds")
                handle = f"@{post.author.handle}" if post.author.handle else ""
                who = " ".join(filter(None, (post.author.name or quote.credit, handle)))
                key = f"{post.platform} {post.key}" if post.key == row.post.key else ""
                head = " ".join(f"{who} · {at}".split())
                source.add(key, head, post.shown, tagged.get(row.id, ()))
        yield Progress(len(batch))


def codes_of(tags: Iterable[Tag]) -> dict[TagId, Code]:
    """Return tags in the form of a codebook."""
    codes: dict[TagId, Code] = {}
    for tag in tags:
        above = codes.get(tag.parent) if tag.parent is not None else None
        path = (*above.path, above.name) if above else ()
        codes[tag.id] = Code(tag.name, path, tag.definition, tag.colour, tag.key, tag.posts)
    return codes


def _coded(library: Library, codes: dict[TagId, Code]) -> Iterator[Coded]:
    """Yield tagged posts, the oldest first; people are shown as far as they consented."""
    pairs = iter(library.tags.coded())
    people = library.marks.standings()
    while batch := list(islice(pairs, _BATCH)):
        rows = {row.id: row for row in library.posts.rows(list({post for post, _ in batch}))}
        quotes = tuple(Quote(rows[post].post) for post, _ in batch)
        masked = mask(Story("", quotes), people)
        for (post, tag), quote in zip(batch, masked.blocks, strict=True):
            if isinstance(quote, Quote):
                names = [name for name, _ in library.archives.containing(post)]
                yield Coded(quote.post, quote.credit, "; ".join(names), codes[tag])


def codebook_in(path: Path) -> list[Code]:
    """Read the tags that a file lists."""
    try:
        if path.stat().st_size > _LARGEST:
            raise CuratorError(
                tr("“{name}” is too large for a codebook: over 5 MB.", name=path.name)
            )
        content = path.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise CuratorError(
            tr("“{name}” cannot be read: {why}.", name=path.name, why=why)
        ) from error
    encoding = find_encoding(io.BytesIO(content))
    return read_codes(encoding.repair(encoding.open(io.BytesIO(content)).read()))


def take_in_codes(library: Library, codes: Iterable[Code]) -> CodebookRead:
    """Create the tags of a codebook, and update existing ones; no post changes.

    Call it inside `library.edit`. Fields that are empty in the file are left unchanged.
    """
    tags, codes = library.tags, list(codes)
    before = {tag.name.casefold(): tag for tag in tags.all()}
    ids: dict[str, TagId] = {}
    problems: list[str] = []
    for name in dict.fromkeys(part for code in codes for part in (*code.path, code.name)):
        ids[name] = tags.make(name)
    for code in codes:
        if code.definition:
            tags.define(ids[code.name], code.definition)
        if code.colour:
            tags.paint(ids[code.name], code.colour)
        line = (*code.path, code.name)
        for above, below in pairwise(line):
            try:
                tags.put_under(ids[below], ids[above])
            except LibraryError as error:
                problems.append(str(error))
    after = {tag.name.casefold(): tag for tag in tags.all()}
    changed = sum(
        _properties_of(tag) != _properties_of(before[name])
        for name, tag in after.items()
        if name in before
    )
    return CodebookRead(len(after) - len(before), changed, tuple(dict.fromkeys(problems)))


def _properties_of(tag: Tag) -> tuple[object, ...]:
    return tag.definition, tag.colour, tag.parent
