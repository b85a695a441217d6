"""Import of archives, and their removal."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from curator.errors import ArchiveError
from curator.i18n import tr, trn
from curator.library import ArchiveId, Library, Step
from curator.model import Image, Media, Post, Skipped, Story
from curator.picture_decoder import DECODER
from curator.readers import Reader, describe_unread, format_name, reader_for, stories_in
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.work.archive_files import Found, as_found
from curator.work.backup import back_up_before
from curator.work.disk_reserve import reserve_disk_space
from curator.work.do_not_quote import listed_words
from curator.work.minors import protect_newcomers
from curator.work.report import REMEMBERED, ImportReport, Preview, Tally, nothing_read
from curator.work.taken_down import left_outside, outside
from curator.work.task import Progress, Work
from curator.work.zone_clues import ZoneClues, some_of, zone_of_local_times

T = TypeVar("T")

_NAMED = 3
"""Most files that a remark names."""

BATCH = 1_000
"""Posts in one transaction: few enough that a star never waits long for the lock."""


def preview(
    archive: Path | Found, reader: Reader | None, options: ReadOptions, most: int = 20_000
) -> Work[Preview]:
    """Read the beginning of an archive for a preview, and write nothing."""
    clues, found = ZoneClues(), as_found(archive)
    with found.opened() as source:
        reader = reader or reader_for(source)
        report = ImportReport(str(source.path), format_name(reader))
        posts: list[Post] = []
        records = reader.read(source, options)
        for record in islice(records, most):
            if isinstance(record, Skipped):
                report.skip(record)
            elif not record.context:
                report.note(record)
                clues.note(record.at, record.text)
                posts.append(record)
            if report.read % BATCH == 0:
                yield Progress(report.read, _share(source))
        whole = next(records, None) is None
        remarks = (*_remarks(source, found), *clues.doubts)
        asked = frozenset(source.asked)
        hint = clues.hint(
            source.zones,
            source.zone_proved,
            source.places,
            source.offsets,
            is_local="zone" in asked,
        )
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
        remarks,
        report.damaged,
        report.repaired,
        whole,
        asked,
        hint,
        report.knows_clock,
        report.elapsed,
        some_of(posts) if "zone" in asked else (),
    )


def import_archive(
    library: Path,
    archive: Path | Found,
    reader: Reader | None = None,
    options: ReadOptions | None = None,
) -> Work[ImportReport]:
    """Import an archive into a library. If cancelled or failed, it leaves no trace."""
    made, found, lost = not library.exists(), as_found(archive), DECODER.lost
    if not (made or found.growing):
        _back_up(library)
    try:
        report = yield from _import(library, found, reader, options or ReadOptions())
    except BaseException:
        if made:
            _drop_unfinished(library)
        raise
    with Library(library) as opened:
        report.remarks += [*protect_newcomers(opened), *listed_words(opened)]
    report.remarks += _lost_pictures(DECODER.lost - lost)
    return report


def _lost_pictures(count: int) -> Iterator[str]:
    if count:
        yield trn(
            "{count} picture is left out: decoding it crashed, or took too long.",
            "{count} pictures are left out: decoding them crashed, or took too long.",
            count,
        )


def _import(
    path: Path, archive: Found, reader: Reader | None, options: ReadOptions
) -> Work[ImportReport]:
    with archive.opened() as source:
        reader = reader or reader_for(source)
        report = ImportReport(str(archive.path), format_name(reader), part=archive.part)
        tally = Tally()
        records = _posts(reader.read(source, options), report, archive, tally)
        first = list(islice(records, BATCH))  # an unreadable archive must not create a library
        if not (report.read or archive.growing or any(stories_in(reader, source))):
            raise ArchiveError(nothing_read(source.name, report, _remarks(source, archive)))
        with Library(path, make=True) as library, reserve_disk_space(path) as give_up_room:
            held = library.archives.latest_of(archive.place) if archive.growing else None
            id_ = held or library.archives.new(archive.place, report.format, archive.name)
            try:
                album = _Album(library, source, report)
                yield from _take_in(library, id_, album, _batches(first, records), report)
                _record(source, archive, report)
                _suggest_zone(library, archive, report, options)
                tally.fill_in(report)
                stories = [album.with_own_pictures(each) for each in stories_in(reader, source)]
                if not held:
                    _conclude(library, id_, archive, report, stories)
                elif report.new or report.refreshed or report.joined:
                    library.extend_import(id_, _label(archive), report.values())
            except BaseException:
                if held:  # what came of it so far is as true as what was there
                    if report.new or report.refreshed:
                        library.extend_import(id_, _label(archive), report.values())
                    raise
                give_up_room()
                for _ in library.archives.forget(id_):
                    pass
                raise
    return report


def _back_up(path: Path) -> None:
    """Make a backup before an import, if the library has any content."""
    with Library(path) as library:
        worked_on = not library.readonly and bool(library.steps())
    if worked_on:
        back_up_before(path, "import")


def _record(source: Source, archive: Found, report: ImportReport) -> None:
    """Record what is known of an archive that was read to its end."""
    report.remarks = _remarks(source, archive)
    report.missing = [*islice(source.missing, REMEMBERED)]
    report.asked = sorted(source.asked)
    report.digest = source.digest()
    if hint := ZoneClues().hint(source.zones, "", source.places, source.offsets):
        report.accounts_zone, report.accounts_reason = hint.zone, hint.reason


def _suggest_zone(
    library: Library, archive: Found, report: ImportReport, options: ReadOptions
) -> None:
    """Record in which zone times were read that name none, and which they are likely of."""
    report.named_zone = "" if options.zone_reason else options.zone
    if options.zone_reason:
        report.assumed_zone = report.likely_zone = options.zone
        report.zone_reason = options.zone_reason
    elif "zone" in report.asked:
        report.assumed_zone = "UTC"
        if hint := zone_of_local_times(library, archive.name):
            report.likely_zone, report.zone_reason = hint.zone, hint.reason


def _conclude(
    library: Library, id_: ArchiveId, archive: Found, report: ImportReport, stories: list[Story]
) -> None:
    """Record an import as a step; importing the same archive again without news is none."""
    again = archive.growing or any(
        held.path == archive.place and held.id != id_ for held in library.archives.all()
    )
    if again and not (report.new or report.refreshed or report.joined):
        for _ in library.archives.forget(id_):
            pass
        return
    if library.archives.is_alone(id_):
        for story in stories:
            if story.fixed:
                library.remember("zone", story.zone)
    label = _label(archive)(report.new) if report.new else _refresh_label(archive, report)
    report.stories = [*library.finish_import(id_, label, report.values(), stories)]


def _label(archive: Found) -> Callable[[int], str]:
    """Return the label of an import's step, with its number of posts."""
    return lambda new: trn(
        "Import {count} post from “{name}”",
        "Import {count} posts from “{name}”",
        new,
        name=archive.name,
    )


def _refresh_label(archive: Found, report: ImportReport) -> str:
    """Return what an import changed although it brought no new post."""
    if changed := report.refreshed + report.joined:
        return trn(
            "Refresh {count} post from “{name}”",
            "Refresh {count} posts from “{name}”",
            changed,
            name=archive.name,
        )
    return tr("Import “{name}”, which holds nothing new", name=archive.name)


def _take_in(
    library: Library,
    archive: ArchiveId,
    album: _Album,
    batches: Iterable[list[Post]],
    report: ImportReport,
) -> Generator[Progress, None, None]:
    intake = library.archives.intake(archive)
    with library.archives.fast_inserts():
        for posts in batches:
            with library.transaction():
                seen = intake.add([album.with_pictures(post) for post in posts])
            report.new += seen.new
            report.known += seen.known
            report.refreshed += seen.refreshed
            report.joined += seen.joined
            yield Progress(report.read, _share(album.source))


class _Album:
    """Stores the pictures of an archive in the library, each once."""

    def __init__(self, library: Library, source: Source, report: ImportReport) -> None:
        self._library = library
        self.source = source
        self._report = report
        self._stored: dict[str, str] = {}
        self._missing: set[str] = set()

    def with_pictures(self, post: Post) -> Post:
        """Return a post whose pictures refer to the library's copies by hash."""
        face = post.author.avatar
        if face and face.file and (name := self._store(face)):
            post = replace(post, author=replace(post.author, avatar=replace(face, hash=name)))
        if post.media:
            post = replace(post, media=tuple(self._keep_picture(media) for media in post.media))
        return post

    def with_own_pictures(self, story: Story) -> Story:
        """Return a story whose editor's pictures are in the library."""
        if not any(isinstance(block, Image) for block in story.blocks):
            return story
        with self._library.transaction():
            blocks = tuple(
                replace(block, media=replace(block.media, hash=self._store(block.media)))
                if isinstance(block, Image)
                else block
                for block in story.blocks
            )
        return replace(story, blocks=blocks)

    def _keep_picture(self, media: Media) -> Media:
        if media.kind not in {"image", "gif"}:
            return media
        fresh = media.file not in self._stored
        name = self._store(media)
        if name:
            self._report.pictures += fresh
            return replace(media, hash=name)
        self._missing.add(media.url or media.file)
        self._report.pictures_missing = len(self._missing)
        return media

    def _store(self, media: Media) -> str:
        if not media.file:
            return ""
        if media.file not in self._stored:
            self._stored[media.file] = self._library.pictures.add(self._content(media.file))
        return self._stored[media.file]

    def _content(self, name: str) -> bytes:
        """Return the bytes of a picture; b'' for a damaged one, so that its post is kept."""
        try:
            with self.source.open(name) as file:
                return file.read(self._library.pictures.LARGEST + 1)
        except ArchiveError:
            return b""


def undo(library: Path) -> Work[str]:
    """Undo the last step, and return its label, with what it leaves; '' if there is none."""
    with Library(library) as opened:
        before = outside(opened)
    label = yield from _run_steps(library, Library.undoing)
    with Library(library) as opened:
        return ". ".join(filter(None, (label, left_outside(opened, before))))


def redo(library: Path) -> Work[str]:
    """Redo the last undone step, and return its label; '' if there is none."""
    return (yield from _run_steps(library, Library.redoing))


def go_to(library: Path, step: int) -> Work[int]:
    """Undo or redo until a step is the last one; return the number of steps passed."""
    with Library(library) as opened:
        gone = yield from _with_progress(opened.going_to(step))
    return gone


def _run_steps(
    library: Path, go: Callable[[Library], Generator[int, None, Step | None]]
) -> Work[str]:
    with Library(library) as opened:
        step = yield from _with_progress(go(opened))
    return step.label if step else ""


def _with_progress(going: Generator[int, None, T]) -> Work[T]:
    """Report the progress of undo or redo; on cancellation, nothing has changed."""
    try:
        while True:
            yield Progress(next(going))
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        going.close()


def remove_archive(library: Path, archive: ArchiveId) -> Work[None]:
    """Remove an archive from a library, in batches."""
    with Library(library) as opened:
        for done in opened.remove_archive(archive):
            yield Progress(done)


def _posts(
    records: Iterable[Post | Skipped], report: ImportReport, archive: Found, tally: Tally
) -> Iterator[Post]:
    """Yield the posts and record the rest; a growing file's last record may be incomplete."""
    begun: Skipped | None = None
    for record in records:
        if begun is not None:
            report.skip(begun)
            begun = None
        if not isinstance(record, Skipped):
            report.note(record)
            tally.note(record)
            yield record
        elif archive.growing:
            begun = record
        else:
            report.skip(record)


def _batches(first: list[Post], posts: Iterator[Post]) -> Iterator[list[Post]]:
    batch = first
    while batch:
        yield batch
        batch = list(islice(posts, BATCH))


def _share(source: Source) -> float | None:
    return min(1.0, source.done / source.size) if source.size else None


def _drop_unfinished(library: Path) -> None:
    """Delete a library that a failed first import made, if it is otherwise empty."""
    if not library.exists():
        return
    with Library(library) as opened:
        held = any(archive.finished for archive in opened.archives.all())
        kept = held or bool(opened.stories.all())
    if not kept:
        for suffix in ("", "-wal", "-shm"):
            library.with_name(library.name + suffix).unlink(missing_ok=True)


def _notes(source: Source) -> Iterator[str]:
    """Yield what is said of files, each thing once: of many files with the first few names."""
    places: dict[str, list[str]] = {}
    for note in source.remarks:
        places.setdefault(note.why, []).append(note.where)
    for why, names in places.items():
        named = list(dict.fromkeys(names))
        if len(source.names) == 1:
            yield why
        elif len(named) <= _NAMED:
            yield f"{', '.join(named)}: {why}"
        else:
            more = trn("{count} more file", "{count} more files", len(named) - _NAMED)
            shown = ", ".join(named[:_NAMED])
            yield tr("{names} and {more}: {why}", names=shown, more=more, why=why)


def _unread(source: Source, archive: Found) -> Iterator[str]:
    """Yield what is known of files of which nothing was read, and what to do about them."""
    if unread := source.unread:
        yield from describe_unread(source.part(unread))
    if archive.beside:
        others = replace(archive, names=archive.beside, beside=())
        with suppress(ArchiveError), others.opened() as opened:  # packages passed over are none
            yield from describe_unread(opened)


def _remarks(source: Source, archive: Found) -> list[str]:
    """Return remarks about the archive's files, and others beside them, as sentences."""
    said = [*_notes(source), *_unread(source, archive)]
    if unread := [*source.unread, *archive.beside]:
        said.append(
            trn(
                "{count} other file holds no posts, or none that Curator knows: {names}.",
                "{count} other files hold no posts, or none that Curator knows: {names}.",
                len(unread),
                names=", ".join(unread[:_NAMED]) + ("…" if len(unread) > _NAMED else ""),
            )
        )
    if missing := [*source.missing]:
        said.append(
            trn(
                "{count} picture or film that it names is not in it: {names}.",
                "{count} pictures and films that it names are not in it: {names}.",
                len(missing),
                names=", ".join(missing[:_NAMED]) + ("…" if len(missing) > _NAMED else ""),
            )
        )
    return list(dict.fromkeys(said))
