"""Texts about a story: the line under its title, the summary of folded sections."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from curator.dates import span_words
from curator.i18n import tr, trn
from curator.insight.checks.length import length
from curator.insight.checks.sections import sections
from curator.library import ChatId, Library
from curator.model import Block, PullQuote, Quote
from curator.work.chats import chats_of


def kicker(library: Library, blocks: Sequence[Block], looked_at: ChatId | None = None) -> str:
    """Return the line under the title: '#TomorrowsLibrary recap · Thursday 14 May 2026'.

    looked_at: the current chat, for a story that quotes nothing yet.
    """
    chats = chats_of(library, blocks)
    if not chats and looked_at is not None:
        chats = [chat for chat in library.chats.all() if chat.id == looked_at]
    if len(chats) > 1:
        return trn("Recap of {count} chat", "Recap of {count} chats", len(chats))
    posts = [block.post for block in blocks if isinstance(block, Quote | PullQuote)]
    times = [chats[0].start] if chats else [post.at for post in posts] or library.posts.span()
    hashtag = chats[0].hashtag if chats else library.facts.hashtag()
    what = tr("#{hashtag} recap", hashtag=hashtag) if hashtag else tr("Recap")
    if not times:
        return what
    zone = chats[0].tz if chats else library.tz
    first, last = (at.astimezone(zone).date() for at in (min(times), max(times)))
    return tr("{what} · {day}", what=what, day=span_words(first, last))


def folded_words(blocks: Sequence[Block], folded: Collection[int]) -> dict[int, str]:
    """Return what to show beside each folded heading: '5 quotes, 310 words'."""
    found: dict[int, str] = {}
    for part in sections(blocks) if folded else ():
        if part.heading and part.heading.id in folded:
            inside = length(part.blocks)
            quotes = trn("{count} quote", "{count} quotes", inside.quotes)
            words = trn("{count} word", "{count} words", inside.words)
            found[part.heading.id] = tr("{quotes}, {words}", quotes=quotes, words=words)
    return found
