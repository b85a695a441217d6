"""Export of stories to files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from curator.errors import CuratorError
from curator.i18n import tr
from curator.insight.checks.checks import findings, gravest_first
from curator.insight.checks.finding import Finding
from curator.insight.checks.stated_zones import stated_zone_findings
from curator.insight.checks.wording import unasked
from curator.insight.consent.consent import mask
from curator.library import Library, Publication, StoryId, VersionId
from curator.model import Block, Story
from curator.work.link_titles import without_withheld_titles
from curator.work.overwriting import Replaceable, refuse_overwriting
from curator.work.publication import (
    library_findings,
    name_findings,
    names_in,
    publishable,
    shown_of,
)
from curator.work.task import Progress, Work
from curator.work.whole_file import write_whole
from curator.writers import Writer, excerpt_of, look_of, target_name

AS_POSTED = {"as_posted": "yes"}
"""The look of a publication whose quotes are not tidied."""


def export_story(
    library: Path,
    story: StoryId,
    writer: Writer,
    to: Path,
    *,
    replaceable: Replaceable = (),
    as_posted: bool = False,
) -> Work[list[Path]]:
    """Write a story to a file; what belongs to it lies beside. Return the files.

    The library keeps a record of it, with the story as it was. Files that are not as this
    library exported them, but for the replaceable ones, raise OverwriteError before any is
    written. as_posted: quotes are not tidied, whatever the story says.
    """
    with Library(library) as opened:
        value = masked_story(opened, story)
    look = dict(look_of(writer))
    if as_posted:
        value, look = replace(value, tidy=False), look | AS_POSTED
    files = yield from gathered(files_of(value, writer, to))
    name = target_name(writer) or "page"
    with Library(library) as opened:
        refuse_overwriting(opened, files, (story, name), replaceable)
        version = VersionId(0)
        if not opened.readonly:
            opened.versions.keep_exported(story, writer.TITLE)
            version = opened.versions.all(story)[0].id
    made = Publication(story, name, to.absolute(), digests(files), version, look)
    return (yield from publish(library, files, made))


def gathered(files: Iterator[tuple[Path, bytes]]) -> Work[list[tuple[Path, bytes]]]:
    """Make files in memory, so that what stands in their way is known before any is written."""
    found = list[tuple[Path, bytes]]()
    for each in files:
        found.append(each)
        yield Progress(len(found))
    return found


def digests(files: list[tuple[Path, bytes]]) -> tuple[tuple[Path, str], ...]:
    """Return files, each with its SHA-256 instead of its content."""
    return tuple((path, sha256(content).hexdigest()) for path, content in files)


def publish(library: Path, files: list[tuple[Path, bytes]], made: Publication) -> Work[list[Path]]:
    """Record a publication, then write its files; return them.

    In this order, because a file of which the library has no record could not be taken down.
    What ends before the first file is written leaves no record. A library that may only be read
    keeps none.
    """
    number = None
    with Library(library) as opened:
        if not opened.readonly:
            number = opened.publications.record(made)
    written = list[Path]()
    try:
        for path, content in files:
            write_whole(path, content)
            written.append(path)
            yield Progress(len(files), len(written) / len(files))
    finally:
        if not written and number is not None:
            with Library(library) as opened:
                opened.publications.forget(number)
    return written


def files_of(story: Story, writer: Writer, to: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a story for publication, each with its place on disk."""
    for number, (name, content) in enumerate(writer.write(story, to.stem)):
        yield (_attachments_folder(to) / name if number else to).absolute(), content


def _attachments_folder(to: Path) -> Path:
    """Return the folder for the files that belong to a story's file.

    For a Jekyll post that is the root of the site: Jekyll publishes no other files from among
    its posts.
    """
    return to.parent.parent if to.parent.name == "_posts" else to.parent


def masked_story(library: Library, story: StoryId) -> Story:
    """Return a story for publication, with people shown only as far as they consented."""
    whole = publishable(library, library.stories.story(story))
    return mask(whole, library.marks.standings(), library.people.repeated(whole.quoted))


def words_of_blocks(library: Library, story: StoryId, blocks: Iterable[Block]) -> str:
    """Return some blocks of a story as plain text, as the story shows them and `told` its people.

    Blocks that must not be shown are left out.
    """
    from curator.writers.kit.plain_text import plain_blocks  # noqa: PLC0415  when something is copied

    stories = library.stories
    some = stories.story(story, without_withheld_titles(library, blocks))
    some = replace(some, hashtags=stories.hashtags(stories.blocks(story)))  # the whole story's
    shown = mask(some, library.marks.standings(), library.people.repeated(some.quoted))
    return plain_blocks(shown)


def warnings(library: Library, story: StoryId, writer: Writer | None = None) -> list[str]:
    """Return, as sentences, the findings to look at before a story is published.

    writer: the target; of a short one only what it shows is looked at.
    """
    found = _found(library, story, writer)
    return [each.sentence for each in found if each.level in {"stop", "look"}]


def stops(library: Library, story: StoryId, writer: Writer | None = None) -> list[str]:
    """Return, as sentences, the findings that forbid publishing a story."""
    return [each.sentence for each in _found(library, story, writer) if each.level == "stop"]


class StoppedError(CuratorError):
    """A story must not be published as it is."""


def refuse_stopped(
    library: Library, stories: Iterable[StoryId], writer: Writer | None = None
) -> None:
    """Raise StoppedError, with every reason, if one of these stories must not be published."""
    found = [sentence for story in stories for sentence in stops(library, story, writer)]
    if found:
        why = " ".join(dict.fromkeys(found))
        raise StoppedError(tr("Nothing was written: {why}", why=why))


def still_named(library: Library, story: Story) -> list[str]:
    """Return, as sentences, where an export of a story would still name somebody."""
    repeated = library.people.repeated(story.quoted)
    found = gravest_first(list(name_findings(story, library.marks.standings(), repeated)))
    return [each.sentence for each in found]


def _found(library: Library, story: StoryId, writer: Writer | None) -> tuple[Finding, ...]:
    people = library.marks.standings()
    raw = library.stories.story(story)
    whole = publishable(library, raw)
    repeated = library.people.repeated(whole.quoted)
    told = mask(whole, people, repeated)
    shown = excerpt_of(writer, told) if writer else told
    return gravest_first(
        [
            *findings(shown),
            *stated_zone_findings(shown),
            *names_in(whole, told, shown, people, repeated),
            *library_findings(library, shown_of(raw, told, shown), people),
            *unasked(shown_of(whole, told, shown).blocks),
        ]
    )
