"""Export of stories to files."""

from __future__ import annotations

from pathlib import Path

from curator.insight.checks.checks import findings, gravest_first
from curator.insight.checks.finding import Finding
from curator.insight.checks.wording import unasked
from curator.insight.consent.consent import veil
from curator.library import Library, StoryId
from curator.model import Story
from curator.work.answer_counts import with_answers
from curator.work.publication import asked_otherwise, named
from curator.work.task import Progress, Work
from curator.work.whole_file import write_whole
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
    return gravest_first(
        [
            *told_so,
            *named(whole, people, repeated),
            *asked_otherwise(library, whole, people),
            *unasked(whole.blocks),
        ]
    )
