"""Export of stories to files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from curator.errors import CuratorError
from curator.i18n import tr
from curator.insight.checks.checks import findings, gravest_first
from curator.insight.checks.finding import Finding
from curator.insight.checks.wording import unasked
from curator.insight.consent.consent import veil
from curator.library import Library, StoryId
from curator.model import Story
from curator.work.answer_counts import with_answers
from curator.work.publication import named
from curator.work.task import Progress, Work
from curator.writers import Writer


def export_story(library: Path, story: StoryId, writer: Writer, to: Path) -> Work[list[Path]]:
    """Write a story to a file; what belongs to it lies beside. Return the files."""
    with Library(library) as opened:
        value = told(opened, story)
    written: list[Path] = []
    for name, content in writer.write(value, to.stem):
        target = to if not written else _beside(to) / name
        write_whole(target, content)
        written.append(target)
        yield Progress(len(written))
    return written


def _beside(to: Path) -> Path:
    """Return the folder for the files that belong to a story's file.

    For a Jekyll post that is the root of the site: Jekyll publishes no other files from among
    its posts.
    """
    return to.parent.parent if to.parent.name == "_posts" else to.parent


def told(library: Library, story: StoryId) -> Story:
    """Return a story for publication, with people shown only as far as they consented."""
    whole = with_answers(library, library.stories.story(story))
    return veil(whole, library.marks.standings(), library.people.repeated(whole.quoted))


def warnings(library: Library, story: StoryId) -> list[str]:
    """Return, as sentences, the findings to look at before a story is published."""
    return [each.sentence for each in _found(library, story) if each.level in {"stop", "look"}]


def stops(library: Library, story: StoryId) -> list[str]:
    """Return, as sentences, the findings that forbid publishing a story."""
    return [each.sentence for each in _found(library, story) if each.level == "stop"]


def still_named(library: Library, story: Story) -> list[str]:
    """Return, as sentences, where an export of a story would still name somebody."""
    repeated = library.people.repeated(story.quoted)
    found = gravest_first(list(named(story, library.marks.standings(), repeated)))
    return [each.sentence for each in found]


def _found(library: Library, story: StoryId) -> tuple[Finding, ...]:
    people = library.marks.standings()
    whole = library.stories.story(story)
    repeated = library.people.repeated(whole.quoted)
    told_so = findings(veil(whole, people, repeated), people)
    return gravest_first([*told_so, *named(whole, people, repeated), *unasked(whole.blocks)])


def write_whole(target: Path, content: bytes, *, story: bool = True) -> None:
    """Write a file so that a crash or a full disk leaves either the old or the new one.

    story: whether the file is made from a story.
    """
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
        why = (error.strerror or str(error)).lower()
        plain = tr(
            "“{name}” could not be saved: {why}. Choose another place.", name=target.name, why=why
        )
        safe = tr(
            "“{name}” could not be saved: {why}. The story is safe in the library. Choose"
            " another place.",
            name=target.name,
            why=why,
        )
        raise CuratorError(safe if story else plain) from error
