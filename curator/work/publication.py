"""The draft of a publication: the files a target would write, and the findings about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from curator.i18n import tr, trn
from curator.insight.checks.checks import findings, gravest_first
from curator.insight.checks.finding import Finding
from curator.insight.checks.network import requests
from curator.insight.checks.stated_zones import stated_zone_findings
from curator.insight.checks.verbatim import find_altered_quotes
from curator.insight.checks.voices import voice_findings
from curator.insight.checks.wording import unasked
from curator.insight.consent.consent import HIDDEN, People, Repeated, author_key, mask, names_of
from curator.insight.consent.leaks import leaks_of
from curator.library import Library, Query, StoryId
from curator.model import (
    Group,
    Links,
    Passage,
    Post,
    PullQuote,
    Quote,
    Standing,
    Story,
    as_read,
)
from curator.work.answer_counts import with_answers
from curator.work.assumed_zones import assumed_zone_findings
from curator.work.chats import count_quotable, scope_of_story
from curator.work.do_not_quote import listed_people
from curator.work.link_titles import without_withheld_titles
from curator.work.task import Progress, Work
from curator.writers import Writer, excerpt_of, is_whole, target_name

_READABLE = frozenset({"", ".html", ".md", ".txt", ".json", ".csv", ".eml", ".ris", ".bib"})
_DRAWN = frozenset({".png", ".jpg", ".svg"})
"""Pictures that are shown, which have no words of their own in them."""

_HEAVY = 1_500_000
"""Bytes of a page beyond which it is slow on a phone."""

_PAGES = 24
"""Most pages or cards that a preview shows."""


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

    pages: tuple[bytes, ...] = ()
    """The first pages of a PDF, or the cards, as PNG: what is seen of it."""

    page_count: int = 0

    @property
    def content(self) -> bytes:
        """Return the story's own file."""
        return self.files[0][1]

    @property
    def name(self) -> str:
        """Return the name under which it was written, after which files beside it are called."""
        return self.files[0][0].stem

    @property
    def size(self) -> int:
        """Return the size of all files in bytes."""
        return sum(len(content) for _, content in self.files)

    @property
    def stops(self) -> tuple[Finding, ...]:
        """Return the findings that forbid publishing."""
        return tuple(found for found in self.findings if found.level == "stop")


def publishable(library: Library, story: Story) -> Story:
    """Return a story with what only its library knows, before consent is applied to it."""
    blocks = without_withheld_titles(library, story.blocks)
    return with_answers(library, replace(story, blocks=blocks))


def draft(library: Path, story: StoryId, writer: Writer, name: str) -> Work[Draft]:
    """Write a story into memory and check it; the library is only read."""
    with Library(library) as opened:
        opened.pictures.begin_drawing()
        people = opened.marks.standings()
        raw = opened.stories.story(story)
        whole = publishable(opened, raw)
        repeated = opened.people.repeated(whole.quoted)
        scope = scope_of_story(opened, whole.blocks)
        told = mask(whole, people, repeated)
        shown = excerpt_of(writer, told)
        otherwise = [*library_findings(opened, shown_of(raw, told, shown), people)]
        took_part = count_quotable(opened, whole.blocks)
        known = opened.facts.sectors_known(Query.parse(scope))
    yield Progress(0)
    files: list[tuple[PurePosixPath, bytes]] = []
    for file in writer.write(told, name):
        files.append(file)
        yield Progress(len(files))
    whole_file = is_whole(writer)
    differing = find_altered_quotes(told, files[0][1], writer.SUFFIX) if whole_file else ()
    proved = whole_file and not differing
    asks = requests(files[0][1]) if writer.SUFFIX == ".html" else ()
    part = shown_of(whole, told, shown)
    found = [
        *_differing(differing),
        *(each for each in findings(shown) if proved or not each.is_verbatim),
        *names_in(whole, told, shown, people, repeated),
        *_withheld(whole, people, files),
        *otherwise,
        *stated_zone_findings(shown),
        *voice_findings(part.blocks, took_part, known),
        *unasked(part.blocks),
    ]
    if writer.SUFFIX == ".html":
        found.append(_asking(asks))
    if target_name(writer) == "page":
        found.extend(_weight(told, files[0][1]))
    pages, count = _pages(writer, files)
    return Draft(writer, told, tuple(files), gravest_first(found), asks, pages, count)


def shown_of(story: Story, told: Story, shown: Story) -> Story:
    """Return what is shown of a story, before consent is applied to it.

    told: the story after that. shown: what a target shows of it, all or an excerpt.
    """
    if shown is told:
        return story
    ids = {block.id for block in shown.blocks}
    blocks = (b for b in as_read(story.blocks) if not (isinstance(b, Passage) and b.is_note))
    return replace(story, blocks=tuple(block for block in blocks if block.id in ids))


def names_in(
    whole: Story, told: Story, shown: Story, people: People, repeated: Repeated
) -> Iterator[Finding]:
    """Yield where what is shown of a story names somebody who must not be named.

    Who is called how is known from all of the story.
    """
    ids = {block.id for block in shown.blocks}
    for found in name_findings(whole, people, repeated):
        if shown is told or not found.blocks or ids.intersection(found.blocks):
            yield found


def _weight(told: Story, content: bytes) -> Iterator[Finding]:
    """Yield that a page is heavy, or what its pictures lost so that it is not."""
    from curator.writers.kit.pictures import SHARP  # noqa: PLC0415  when a page is written
    from curator.writers.page import picture_side  # noqa: PLC0415  as above

    if len(content) > _HEAVY:
        size = tr("{count} MB", count=f"{len(content) / 1e6:.1f}")
        heavy = tr("The page has {size}: on a phone it takes long to open.", size=size)
        yield Finding("look", heavy, tr("Take quotes or pictures out, or make two stories."))
    elif (side := picture_side(told)) < SHARP:
        small = tr("The pictures are small, {count} pixels at most.", count=side)
        yield Finding("look", small, tr("There are many: so the page stays below 1.5 MB."))


def _pages(
    writer: Writer, files: list[tuple[PurePosixPath, bytes]]
) -> tuple[tuple[bytes, ...], int]:
    """Return pictures of the pages of what no browser shows as text, and how many there are."""
    if writer.SUFFIX == ".png":
        cards = [content for path, content in files if path.suffix == ".png"]
        return tuple(cards[:_PAGES]), len(cards)
    if writer.SUFFIX == ".pdf":
        from curator.writers.kit.press import pages_of  # noqa: PLC0415  an extra, and slow

        pages, count = pages_of(files[0][1], _PAGES)
        return tuple(pages), count
    return (), 0


def _withheld(
    whole: Story, people: People, files: list[tuple[PurePosixPath, bytes]]
) -> Iterator[Finding]:
    """Yield that withheld people are named nowhere, if the files say so when they are searched."""
    hidden = [key for key, standing in people.items() if standing.consent == "withheld"]
    texts = [content for path, content in files if path.suffix in _READABLE]
    if not hidden or len(texts) < sum(path.suffix not in _DRAWN for path, _ in files):
        return
    read = b"\n".join(texts).decode("utf-8", "replace").casefold()
    signs = {f"@{handle}" for _, handle in hidden}
    signs |= {post.key for post in whole.quoted if author_key(post) in hidden}
    signs |= {name for key in hidden for name in names_of(whole, key, people[key]) if " " in name}
    if not any(re.search(rf"{re.escape(sign.casefold())}\b", read) for sign in signs):
        yield Finding(
            "good",
            trn(
                "{count} withheld person is named nowhere in it.",
                "{count} withheld people are named nowhere in it.",
                len(hidden),
            ),
            tr("It was searched for handles, names and permalinks."),
        )


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


def name_findings(whole: Story, people: People, repeated: Repeated) -> Iterator[Finding]:
    """Yield where somebody is named who must not be; a hidden person's name is a stop."""
    for leak in leaks_of(whole, people, repeated):
        if leak.certain and leak.consent in HIDDEN:
            why = tr("This person is withheld. Change your words, then publish.")
            if leak.consent == "role":
                why = tr("This person is shown by role only. Change your words, then publish.")
            yield Finding("stop", leak.sentence, why, leak.blocks)
        else:
            why = tr("They agreed to be shown in part only, or not at all.")
            yield Finding("look", leak.sentence, why, leak.blocks)


def library_findings(library: Library, whole: Story, people: People) -> Iterator[Finding]:
    """Yield the findings about a story that only its library can tell."""
    yield from _damaged(library)
    yield from _withheld_quoted(whole, people)
    yield from _untitled(library, whole)
    yield from _beyond_consent(library, whole, people)
    yield from _spam_quoted(library, whole)
    yield from _rejected_quoted(library, whole)
    yield from assumed_zone_findings(library, whole)


def _damaged(library: Library) -> Iterator[Finding]:
    """Yield that the library is damaged: nobody can tell whether its quotes are the archive's."""
    if library.damage:
        yield Finding(
            "stop",
            tr("The library is damaged: what is missing or changed here is not known."),
            tr("Save what can be read into a new library, and publish from there."),
        )


def _withheld_quoted(whole: Story, people: People) -> Iterator[Finding]:
    """Yield the quotes of withheld people: their words stay, without a name."""
    blocks = [
        block
        for block, post in _quotes_of(whole)
        if (said := people.get(author_key(post))) and said.consent == "withheld"
    ]
    if blocks:
        yield Finding(
            "look",
            trn(
                "{count} quote is of a person who is withheld.",
                "{count} quotes are of people who are withheld.",
                len(blocks),
            ),
            tr("Their words are shown without name and link. Take them out if they asked for it."),
            tuple(dict.fromkeys(blocks)),
        )


def _untitled(library: Library, whole: Story) -> Iterator[Finding]:
    """Yield the links that are published without their titles: a withheld person said these."""
    shown = without_withheld_titles(library, whole.blocks)
    changed = [
        block.id
        for block, new in zip(whole.blocks, shown, strict=True)
        if isinstance(block, Links) and isinstance(new, Links)
        for link, new_link in zip(block.resources, new.resources, strict=True)
        if link != new_link
    ]
    if changed:
        yield Finding(
            "look",
            trn(
                "{count} link is published without its title: a withheld person said it so.",
                "{count} links are published without their titles: withheld people said them so.",
                len(changed),
            ),
            tr("Give it a title in your own words, or leave it so."),
            tuple(dict.fromkeys(changed)),
        )


def _spam_quoted(library: Library, whole: Story) -> Iterator[Finding]:
    """Yield quotes from accounts of link spam, and from programs."""
    kinds = library.groups.excluded_accounts() if whole.quoted else {}
    by_kind: dict[str, list[int]] = {"spam": [], "bot": []}
    for block, post in _quotes_of(whole):
        by_kind.get(kinds.get(author_key(post), ""), []).append(block)
    if spam := by_kind["spam"]:
        yield Finding(
            "look",
            trn(
                "{count} quote is from an account that posts link spam.",
                "{count} quotes are from accounts that post link spam.",
                len(spam),
            ),
            tr("It sells something to whoever reads the hashtag. Take it out, or let it in."),
            tuple(dict.fromkeys(spam)),
        )
    if bots := by_kind["bot"]:
        yield Finding(
            "look",
            trn(
                "{count} quote was posted by a program.",
                "{count} quotes were posted by programs.",
                len(bots),
            ),
            tr("No person said it. Take it out, or let it in."),
            tuple(dict.fromkeys(bots)),
        )


def _rejected_quoted(library: Library, whole: Story) -> Iterator[Finding]:
    """Yield quotes of posts that the editor rejected since."""
    ids = library.posts.ids([post.key for post in whole.quoted])
    rejected = set(library.posts.find(Query.parse("is:rejected"))) if ids else set()
    found = [block for block, post in _quotes_of(whole) if ids.get(post.key) in rejected]
    if found:
        yield Finding(
            "look",
            trn(
                "{count} quote is of a post you rejected.",
                "{count} quotes are of posts you rejected.",
                len(found),
            ),
            tr("Take it out, or take the rejection back."),
            tuple(dict.fromkeys(found)),
        )


def _quotes_of(whole: Story) -> Iterator[tuple[int, Post]]:
    """Yield the post of each quote, with the block it stands in."""
    for block in whole.blocks:
        for quote in block.quotes if isinstance(block, Group) else (block,):
            if isinstance(quote, Quote | PullQuote):
                yield block.id, quote.post


def _beyond_consent(library: Library, whole: Story, people: People) -> Iterator[Finding]:
    """Yield where a story shows somebody further than they, or who keeps them, allow."""
    authors = {(post.platform, post.author.handle.casefold()) for post in whole.quoted}
    for id_ in listed_people(library, authors):
        handle = library.people.person(id_).account.handle
        yield Finding(
            "stop",
            tr("@{handle} is on your do-not-quote list.", handle=handle[:60]),
            tr("Withhold them, take their quotes out, or take them off the list."),
        )
    if library.consents.protects_minors:
        known = {(p, h.casefold()): id_ for (p, h), id_ in library.people.known().items()}
        quoted = [known[each] for each in sorted(authors) if each in known]
        if open_ := library.consents.unprotected(quoted):
            yield Finding(
                "stop",
                trn(
                    "{count} person quoted is not protected as minors are here.",
                    "{count} people quoted are not protected as minors are here.",
                    len(open_),
                ),
                tr("Clear them, or protect minors once more."),
            )
    for platform, handle in sorted(authors):
        wishes = people.get((platform, handle), Standing()).wishes.split()
        if {"sh-c-da", "sh-c-ea"} & set(wishes):
            yield Finding(
                "look",
                tr("@{handle} asked that their words be shown later, or for a time.",
                    handle=handle),
                tr("See what was agreed, then publish."),
            )  # fmt: skip


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
