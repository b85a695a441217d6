"""Contact details that a recap is about to publish: telephone numbers and mail addresses.

Archives of messengers call people who are in nobody's address book by their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.i18n import tr, trn
from curator.insight.checks.finding import Finding
from curator.insight.consent.counted import participants
from curator.model import Block, Group, Passage, PullQuote, Quote, Story, as_read, trimmed

_LEAST_DIGITS = 7
"""Digits of the shortest number that can be dialled from elsewhere."""

_NUMBER = re.compile(r"[+~\u200e\u202a]*\+?[\d\s\u00a0().\u2010\u2011/-]+[\u202c\u2069]*")
"""A name that consists of a telephone number, with marks of text direction around it."""

_NUMBER_IN_WORDS = re.compile(
    r"(?<![\w/#.+])\+[1-9](?:[\s\u00a0().\u2010\u2011-]{0,2}\d){6,14}(?!\w)"
)
"""A number with its country code: others look like dates, prices or scores."""

_MAIL = re.compile(r"(?<![\w@/.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?!/)", re.IGNORECASE)
"""A mail address; '@ann@social.example' is a handle."""


def contacts(story: Story) -> Iterator[Finding]:
    """Yield where a story publishes contact details."""
    called = tuple(block.id for block in story.blocks if _calls_by_number(block))
    if called:
        yield Finding(
            "look",
            trn(
                "{count} block calls somebody by a telephone number.",
                "{count} blocks call somebody by a telephone number.",
                len(called),
            ),
            tr("Show these people by role, or withhold them, before it is published."),
            called,
        )
    said = tuple(dict.fromkeys(b.id for b in as_read(story.blocks) if _names_contact(b)))
    if said:
        yield Finding(
            "look",
            trn(
                "{count} block has a telephone number or a mail address in its words.",
                "{count} blocks have telephone numbers or mail addresses in their words.",
                len(said),
            ),
            tr("Leave it out, or ask whose it is."),
            said,
        )


def is_number(name: str) -> bool:
    """Tell whether a name consists of a telephone number."""
    return bool(_NUMBER.fullmatch(name.strip())) and sum(map(str.isdigit, name)) >= _LEAST_DIGITS


def _calls_by_number(block: Block) -> bool:
    if isinstance(block, Group):
        return any(map(_calls_by_number, block.quotes))
    if isinstance(block, Quote | PullQuote):
        author = block.post.author
        return not block.credit and (is_number(author.name) or is_number(author.handle))
    return any(is_number(each.name) or is_number(each.handle) for each in participants(block))


def _names_contact(block: Block) -> bool:
    return any(_NUMBER_IN_WORDS.search(each) or _MAIL.search(each) for each in _words(block))


def _words(block: Block) -> Iterator[str]:
    """Yield the published words of a block, without those trimmed off."""
    match block:
        case Passage(text=text) | PullQuote(text=text):
            yield text
        case Quote(post=post, rest=rest, trims=trims):
            yield trimmed(post, trims).shown
            yield from (each.shown for each in rest)
        case Group(quotes=quotes):
            for quote in quotes:
                yield from _words(quote)
        case _:
            pass
