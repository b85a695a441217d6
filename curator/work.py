"""Long tasks, each a generator that yields its progress and returns its result.

Whoever runs a task only iterates it: the command line in a loop, the window on a thread,
a test with finish(). To cancel is to stop iterating; a task cleans up in finally.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.insight.consent import veil
from curator.library import ArchiveId, Library, StoryId
from curator.model import Author, Media, Post, Skipped
from curator.readers import Reader, reader_for
from curator.readers.kit.source import Source
from curator.readers.kit.wishes import Wishes
from curator.writers import Writer

BATCH = 500
"""Posts in one transaction: few enough that a star never waits long for the lock."""

REMEMBERED = 500
"""Unreadable records that a report tells one by one; the rest are counted."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task has come."""

    done: int
    """Posts, or files."""

    share: float | None = None
    """Of the whole, 0 to 1, where it is known."""


Work: TypeAlias = Generator[Progress, None, T]


@dataclass(slots=True)
class ImportReport:
    """What came of an import."""

    path: str
    format: str
    read: int = 0
    new: int = 0
    known: int = 0
    refreshed: int = 0
    skipped_count: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    damaged: int = 0
    """Posts whose id is damaged: they have no permalink."""

    repaired: int = 0
    """Posts whose id was damaged and was found in their permalink."""

    pictures: int = 0
    pictures_missing: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def values(self) -> dict[str, Any]:
        """Return it as values for JSON."""
        values = asdict(self)
        values["skipped"] = [each._asdict() for each in self.skipped]
        for name in ("first", "last"):
            at = values[name]
            values[name] = at.isoformat() if at else None
        return values

    def note(self, post: Post) -> None:
        """Count a post that was read."""
        if post.context:
            return
        self.read += 1
        if post.raw_id:
            self.damaged += not post.url
            self.repaired += bool(post.url)
        if self.first is None or post.at < self.first:
            self.first = post.at
        if self.last is None or post.at > self.last:
            self.last = post.at

    def skip(self, record: Skipped) -> None:
        """Count a record that could not be read."""
        self.skipped_count += 1
        if len(self.skipped) < REMEMBERED:
            self.skipped.append(record)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an archive looks like, before anything is written."""

    format: str
    title: str
    posts: tuple[Post, ...]
    """Up to ten, spread over what was looked at."""

    looked_at: int
    people: int
    first: datetime | None
    last: datetime | None
    skipped: tuple[Skipped, ...]
    damaged: int
    repaired: int
    whole: bool
    """Whether the archive was read to its end."""


def format_name(reader: Reader | Writer) -> str:
    """Return a format's name, which is its module's."""
    return str(getattr(reader, "__name__", "")).rpartition(".")[2]


def preview(
    archive: Path, reader: Reader | None, wishes: Wishes, most: int = 20_000
) -> Work[Preview]:
    """Look at the beginning of an archive, and write nothing."""
    with Source(archive) as source:
        reader = reader or reader_for(source)
        report = ImportReport(str(archive), format_name(reader))
        posts: list[Post] = []
        records = reader.read(source, wishes)
        for record in islice(records, most):
            if isinstance(record, Skipped):
                report.skip(record)
            elif not record.context:
                report.note(record)
                posts.append(record)
            if report.read % BATCH == 0:
                yield Progress(report.read, _share(source))
        whole = next(records, None) is None
    step = max(1, len(posts) // 10)
    return Preview(
        report.format,
        reader.TITLE,
        tuple(posts[::step][:10]),
        report.read,
        len({post.author.handle.casefold() for post in posts}),
        report.first,
        report.last,
        tuple(report.skipped),
        report.damaged,
        report.repaired,
        whole,
    )


def import_archive(
    library: Path, archive: Path, reader: Reader | None = None, wishes: Wishes | None = None
) -> Work[ImportReport]:
    """Read an archive into a library. Cancelled or failed, it leaves no trace."""
    made = not library.exists()
    try:
        return (yield from _import(library, archive, reader, wishes or Wishes()))
    except BaseException:
        if made:
            _drop_if_empty(library)
        raise


def _import(
    path: Path, archive: Path, reader: Reader | None, wishes: Wishes
) -> Work[ImportReport]:
    with Source(archive) as source:
        reader = reader or reader_for(source)
        report = ImportReport(str(archive), format_name(reader))
        records = _posts(reader.read(source, wishes), report)
        first = list(islice(records, BATCH))  # an unreadable archive makes no library
        with Library(path, make=True) as library:
            id_ = library.archives.new(archive, report.format)
            try:
                yield from _take_in(library, id_, source, _batches(first, records), report)
                label = trn(
                    "Import {count} post from “{name}”",
                    "Import {count} posts from “{name}”",
                    report.new,
                    name=archive.name,
                )
                library.finish_import(id_, label, report.values())
            except BaseException:
                for _ in library.archives.forget(id_):
                    pass
                raise
    return report


def _take_in(
    library: Library,
    archive: ArchiveId,
    source: Source,
    batches: Iterable[list[Post]],
    report: ImportReport,
) -> Generator[Progress, None, None]:
    intake = library.archives.intake(archive)
    faces: dict[str, str] = {}
    for posts in batches:
        with library.transaction():
            seen = intake.add([_with_pictures(p, library, source, report, faces) for p in posts])
        report.new += seen.new
        report.known += seen.known
        report.refreshed += seen.refreshed
        yield Progress(report.read, _share(source))


def _with_pictures(
    post: Post, library: Library, source: Source, report: ImportReport, faces: dict[str, str]
) -> Post:
    """Return a post whose pictures in the archive are in the library, named by their hash."""
    avatar = post.author.avatar
    if avatar and avatar.file:
        if avatar.file not in faces:
            faces[avatar.file] = _stored(avatar, library, source)
        face = replace(avatar, hash=faces[avatar.file])
        post = replace(post, author=_author_with(post.author, face))
    if not post.media:
        return post
    media = []
    for each in post.media:
        name = _stored(each, library, source) if each.kind in {"image", "gif"} else ""
        report.pictures += bool(name)
        report.pictures_missing += not name
        media.append(replace(each, hash=name) if name else each)
    return replace(post, media=tuple(media))


def _author_with(author: Author, face: Media) -> Author:
    return replace(author, avatar=face)


def _stored(media: Media, library: Library, source: Source) -> str:
    if not media.file:
        return ""
    with source.open(media.file) as file:
        return library.pictures.add(file.read(library.pictures.LARGEST + 1))


def undo(library: Path) -> Work[str]:
    """Take back the last step, an import in batches; return what was taken back."""
    with Library(library) as opened:
        step = opened.next_undo
        if step is None:
            return ""
        if step.archive is None:
            opened.undo()
            return step.label
        for done in opened.undo_import(step):
            yield Progress(done)
        return step.label


def remove_archive(library: Path, archive: ArchiveId) -> Work[None]:
    """Take an archive out of a library, in batches."""
    with Library(library) as opened:
        for done in opened.remove_archive(archive):
            yield Progress(done)


def export_story(library: Path, story: StoryId, writer: Writer, to: Path) -> Work[list[Path]]:
    """Write a story to a file; what belongs to it lies beside. Return the files."""
    with Library(library) as opened:
        told = veil(opened.stories.story(story), opened.desk.standings())
    written: list[Path] = []
    for name, content in writer.write(told, to.stem):
        target = to if not written else to.parent / name
        write_whole(target, content)
        written.append(target)
        yield Progress(len(written))
    return written


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that a crash or a full disk leaves the old one or the new one."""
    draft = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=f".{target.name}.tmp-", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(0o644)
        Path(draft).replace(target)
    except OSError as error:
        if draft:
            Path(draft).unlink(missing_ok=True)
        raise CuratorError(
            tr(
                "“{name}” could not be saved: {why}. The story is safe in the library. Choose"
                " another place.",
                name=target.name,
                why=(error.strerror or str(error)).lower(),
            )
        ) from error


def finish(work: Work[T]) -> T:
    """Run a task to its end and return its result."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


def _posts(records: Iterable[Post | Skipped], report: ImportReport) -> Iterator[Post]:
    for record in records:
        if isinstance(record, Skipped):
            report.skip(record)
        else:
            report.note(record)
            yield record


def _batches(first: list[Post], posts: Iterator[Post]) -> Iterator[list[Post]]:
    batch = first
    while batch:
        yield batch
        batch = list(islice(posts, BATCH))


def _share(source: Source) -> float | None:
    return min(1.0, source.done / source.size) if source.size else None


def _drop_if_empty(library: Path) -> None:
    """Remove a library that a failed first import made, if nothing else came into it."""
    if not library.exists():
        return
    with Library(library) as opened:
        empty = not opened.archives.all() and not opened.stories.all()
    if empty:
        library.unlink()
