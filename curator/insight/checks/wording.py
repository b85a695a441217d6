"""Blemishes in the wording of a story that an editor would want to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from curator.i18n import tr, trn
from curator.insight.checks.finding import Finding
from curator.insight.checks.sections import sections
from curator.model import (
    Block,
    Heading,
    Image,
    Passage,
    Post,
    PullQuote,
    Quote,
    Story,
    Testimonial,
    as_read,
)

_PLACEHOLDER = re.compile(
    r"^\s*(?:untitled\b.*|a recap|recap|story)?\s*$|,\s*(?:rough cut|copy)(?:,\s*copy)*\s*$",
    re.IGNORECASE,
)
_LOST = "\ufffd"
"""The sign for a character that a program could not decode."""

_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|[,;:–—-]|\b(?:and|or|the|a|of|to|with|for|in|at))\s*$", re.IGNORECASE
)
_PART = re.compile(
    r"[(\[]\s?[2-9]\s?/\s?[2-9]\s?[)\]]|^\W*(?:\w{1,3}[.:)]?\s)?[2-9]\s?/\s?[2-9](?!\w|\s+of\b)"
    r"|(?<!\w)[2-9]\s?/\s?[2-9]\W*$"
)
"""A part number, in brackets, at the beginning or at the end."""

_FIRST = re.compile(r"(?<![\w/.])\(?1\s?/\s?(?:[2-9]|n)\)?(?![\w/.])", re.IGNORECASE)


def wording(story: Story) -> Iterator[Finding]:
    """Yield unfinished places in the text of a story."""
    yield from _title(story)
    yield from _headings(story.blocks)
    yield from _parts(story)
    yield from _lost_signs(story)
    yield from _empty(story.blocks)


def _title(story: Story) -> Iterator[Finding]:
    if not story.title.strip():
        yield Finding("look", tr("The story has no title."))
    elif _PLACEHOLDER.search(story.title):
        yield Finding(
            "look",
            tr("The title is still a placeholder."),
            tr("“{title}” is what Curator called it.", title=" ".join(story.title.split())),
        )


def _headings(blocks: Iterable[Block]) -> Iterator[Finding]:
    parts = [part for part in sections(list(blocks)) if part.heading]
    nameless = [p.heading.id for p in parts if p.heading and not p.heading.text.strip()]
    named = [p for p in parts if p.heading and p.heading.text.strip()]
    bare = [
        part.heading.id
        for part, after in zip(named, [*(p.heading for p in named[1:]), None], strict=False)
        if part.heading and not part.blocks and not _has_subsection(part.heading, after)
    ]
    torn = [
        part.heading.id for part in named if part.heading and _CUT_OFF.search(part.heading.text)
    ]
    wordless = [p.heading.id for p in named if p.heading and _is_number(p.heading.text)]
    yield from _found(
        wordless,
        trn(
            "{count} heading has the number of a question, not its words.",
            "{count} headings have the numbers of questions, not their words.",
            len(wordless),
        ),
        tr("The archive lacks them. Write what was asked."),
    )
    yield from _found(
        nameless,
        trn(
            "{count} heading is empty.",
            "{count} headings are empty.",
            len(nameless),
        ),
        "",
    )
    yield from _found(
        bare,
        trn(
            "{count} heading has nothing under it.",
            "{count} headings have nothing under them.",
            len(bare),
        ),
        tr("Put something there, or take it out."),
    )
    yield from _found(
        torn,
        trn(
            "{count} heading breaks off in mid-sentence.",
            "{count} headings break off in mid-sentence.",
            len(torn),
        ),
        tr("Say it in a line that ends."),
    )


def _is_number(heading: str) -> bool:
    """Tell whether a heading says no more than the number of a question."""
    digits = re.search(r"\d+", heading)
    said = heading.strip().rstrip(".:")
    return digits is not None and said in {
        f"Q{digits[0]}",
        tr("Question {number}", number=digits[0]),
    }


def _has_subsection(heading: Heading, after: Heading | None) -> bool:
    """Tell whether a smaller heading follows, so that the section is not empty."""
    return after is not None and after.level > heading.level


def _parts(story: Story) -> Iterator[Finding]:
    """Yield quotes that continue something not quoted."""
    begun = {
        _author(quote.post)
        for quote in story.quotes
        if isinstance(quote, Quote) and _FIRST.search(quote.post.text)
    }
    loose = [
        quote.id
        for quote in story.quotes
        if isinstance(quote, Quote)
        and not quote.rest
        and _PART.search(quote.post.text)
        and _author(quote.post) not in begun
    ]
    yield from _found(
        loose,
        trn(
            "{count} quote goes on from a part that is not quoted.",
            "{count} quotes go on from parts that are not quoted.",
            len(loose),
        ),
        tr("It says 2/2 or the like. Quote the first part too, as a thread."),
    )


def _author(post: Post) -> tuple[str, str]:
    return post.platform, post.author.handle.casefold()


def _lost_signs(story: Story) -> Iterator[Finding]:
    lost = [block.id for block in as_read(story.blocks) if _LOST in _text(block)]
    yield from _found(
        lost,
        trn(
            "{count} block shows a sign that could not be read (�).",
            "{count} blocks show signs that could not be read (�).",
            len(lost),
        ),
        tr("The archive was saved in the wrong letters. Choose another post, or trim it."),
    )


def _text(block: Block) -> str:
    match block:
        case Heading(text) | Passage(text) | PullQuote(text) | Testimonial(text):
            return text
        case Quote(post):
            return post.text
        case Image():
            return block.caption + block.media.alt
        case _:
            return ""


def _empty(blocks: Iterable[Block]) -> Iterator[Finding]:
    empty = [
        block.id
        for block in blocks
        if isinstance(block, Passage | Testimonial) and not block.text.strip()
    ]
    yield from _found(
        empty,
        trn(
            "{count} text is empty.",
            "{count} texts are empty.",
            len(empty),
        ),
        tr("It prints nothing."),
    )


def unasked(blocks: Iterable[Block]) -> Iterator[Finding]:
    """Yield testimonials that are not exported because consent is unknown."""
    waiting = [
        block.id
        for block in blocks
        if isinstance(block, Testimonial) and block.consent == "withheld"
    ]
    yield from _found(
        waiting,
        trn(
            "{count} testimonial waits for consent and is not printed.",
            "{count} testimonials wait for consent and are not printed.",
            len(waiting),
        ),
        tr("Say at the testimonial whether its person may be named."),
    )


def _found(ids: list[int], sentence: str, detail: str) -> Iterator[Finding]:
    if ids:
        yield Finding("look", sentence, detail, tuple(ids))
