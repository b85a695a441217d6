"""The draft of a publication: the files a target would write, and the findings about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from curator.i18n import tr, trn
from curator.insight.checks.checks import findings, gravest_first
from curator.insight.checks.finding import Finding
from curator.insight.checks.network import requests
from curator.insight.checks.stated_zones import stated_zone_findings
from curator.insight.checks.verbatim import unlike
from curator.insight.checks.voices import voice_findings
from curator.insight.checks.wording import unasked
from curator.insight.consent.consent import People, Repeated, veil
from curator.insight.consent.leaks import leaks_of
from curator.library import Library, Query, StoryId
from curator.model import Story
from curator.work.answer_counts import with_answers
from curator.work.chats import scope_of_story
from curator.work.task import Progress, Work
from curator.writers import Writer, is_whole


@dataclass(frozen=True, slots=True)
class Draft:
    """The files that saving a story would write, and what was found in them."""

    writer: Writer
    story: Story
    """The story for publication, after consent is applied."""

    files: tuple[tuple[PurePosixPath, bytes], ...]
    """The story's own file first, then the files beside it."""

    findings: tuple[Finding, ...]
    asks: tuple[str, ...]
    """What the file would request over the network: nothing."""

    @property
    def content(self) -> bytes:
        """Return the story's own file."""
        return self.files[0][1]

    @property
    def size(self) -> int:
        """Return the size of all files in bytes."""
        return sum(len(content) for _, content in self.files)

    @property
    def stops(self) -> tuple[Finding, ...]:
        """Return the findings that forbid publishing."""
        return tuple(found for found in self.findings if found.level == "stop")


def draft(library: Path, story: StoryId, writer: Writer, name: str) -> Work[Draft]:
    """Write a story into memory and check it; the library is only read."""
    with Library(library) as opened:
        people = opened.marks.standings()
        whole = with_answers(opened, opened.stories.story(story))
        repeated = opened.people.repeated(whole.quoted)
        scope = scope_of_story(opened, whole.blocks)
        took_part = opened.posts.authors(Query.parse(f"{scope} -is:echo"))
        known = opened.facts.sectors_known(Query.parse(scope))
    yield Progress(0)
    told = veil(whole, people, repeated)
    files: list[tuple[PurePosixPath, bytes]] = []
    for file in writer.write(told, name):
        files.append(file)
        yield Progress(len(files))
    whole_file = is_whole(writer)
    differing = unlike(told, files[0][1], writer.SUFFIX) if whole_file else ()
    proved = whole_file and not differing
    asks = requests(files[0][1]) if writer.SUFFIX == ".html" else ()
    found = [
        *_differing(differing),
        *(each for each in findings(told, people) if proved or not each.is_verbatim),
        *named(whole, people, repeated),
        *stated_zone_findings(told),
        *voice_findings(whole.blocks, took_part, known),
        *unasked(whole.blocks),
    ]
    if writer.SUFFIX == ".html":
        found.append(_asking(asks))
    return Draft(writer, told, tuple(files), gravest_first(found), asks)


def _differing(sentences: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding if written words differ from the archive's, which must never happen."""
    if sentences:
        yield Finding(
            "stop",
            trn(
                "{count} quote differs from the archive.",
                "{count} quotes differ from the archive.",
                len(sentences),
            ),
            sentences[0],
        )


def named(whole: Story, people: People, repeated: Repeated) -> Iterator[Finding]:
    """Yield where somebody is named who must not be; a withheld person's name is a stop."""
    for leak in leaks_of(whole, people, repeated):
        if leak.certain and leak.consent == "withheld":
            why = tr("This person is withheld. Change your words, then publish.")
            yield Finding("stop", leak.sentence, why, leak.blocks)
        else:
            why = tr("They agreed to be shown in part only, or not at all.")
            yield Finding("look", leak.sentence, why, leak.blocks)


def _asking(asks: tuple[str, ...]) -> Finding:
    if not asks:
        return Finding(
            "good",
            tr("The file asks nothing of the network."),
            tr("No script, no font, no picture from elsewhere."),
        )
    return Finding(
        "look",
        trn(
            "The file asks the network for {count} thing.",
            "The file asks the network for {count} things.",
            len(asks),
        ),
        asks[0][:80],
    )
