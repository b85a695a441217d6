"""The scope of figures, in words and as a search."""

from __future__ import annotations

import re

from curator.counted import Figures, Scope
from curator.dates import (
    abbreviation,
    clock,
    clockless_span,
    day_words,
    place_words,
    short_day,
    zone_called,
)
from curator.i18n import tr, trn

_TIMES = re.compile(r"(?<!\S)(?:since|until):\S+\s*", re.IGNORECASE)
_CHAT = re.compile(r"(?<!\S)chat:\d+(?!\S)", re.IGNORECASE)
_NO_ECHOES = re.compile(r"(?<!\S)(?:is:original|-is:echo)(?!\S)", re.IGNORECASE)


def scope_of(figures: Figures) -> Scope:
    """Return the scope of figures, by which they can be counted again."""
    return Scope(
        figures.query,
        figures.start,
        figures.end,
        figures.zone,
        figures.posts,
        figures.newest,
        scope_words(figures),
    )


def scope_words(figures: Figures) -> str:
    """Return the scope as a sentence: 'Posts with #hook from 14 May 2026, 18:45 to …'."""
    asked = " ".join(_TIMES.sub("", figures.query).split())
    if figures.chat:
        asked = " ".join(_CHAT.sub("", asked).split())
    what = _describe_posts(asked, figures.chat)
    when = _span(figures)
    whole = tr("{what}, {when}.", what=what, when=when) if when else f"{what}."
    if figures.native + figures.textual:
        whole += " " + tr("Reposts are counted as posts, not as originals.")
    elif leaves_out_echoes(figures.query):
        whole += " " + tr("Reposts are not counted.")
    return f"{whole} {muted_words(figures)}".rstrip()


def muted_words(figures: Figures) -> str:
    """Return how many posts are left out because they are muted, as a sentence; '' if none."""
    count = figures.muted
    if not count:
        return ""
    return trn("{count} muted post is left out.", "{count} muted posts are left out.", count)


def _describe_posts(asked: str, chat: str) -> str:
    """Describe which posts were counted; chat: the title of their chat."""
    if re.fullmatch(r"#\w+", asked):
        what = tr("Posts with {hashtag}", hashtag=asked)
    elif asked:
        what = tr("Posts that answer “{query}”", query=asked)
    else:
        return tr("The chat {chat}", chat=chat) if chat else tr("All posts")
    return tr("{what} in the chat {chat}", what=what, chat=chat) if chat else what


def when_words(figures: Figures) -> str:
    """Return the time span of the posts in one line, with the zone's name."""
    return _span(figures)


def leaves_out_echoes(query: str) -> bool:
    """Tell whether a search excludes echoes."""
    return bool(_NO_ECHOES.search(query))


def within(query: str, term: str) -> str:
    """Return a search narrowed by another term."""
    if not query or not term:
        return query or term
    return f"({query}) {term}" if re.search(r"(?<!\S)OR(?!\S)", query) else f"{query} {term}"


def _span(figures: Figures) -> str:
    if figures.start is None or figures.end is None:
        return ""
    zone = zone_called(figures.zone)
    start, end = figures.start.astimezone(zone), figures.end.astimezone(zone)
    place = place_words(zone)
    called = dict.fromkeys((abbreviation(start), abbreviation(end)))
    if place != tr("UTC"):
        place = tr("{place} ({abbreviation})", place=place, abbreviation=", ".join(called))
    if not figures.timed:
        return clockless_span(figures.start, figures.end, elapsed=figures.elapsed > 0)
    if start.date() == end.date():
        day = day_words(start.date())
        return tr("{day}, {start} to {end}, {place}", day=day, start=clock(start),
            end=clock(end), place=place)  # fmt: skip
    last = short_day if start.year == end.year else day_words
    return tr(
        "{first}, {start} to {last}, {end}, {place}",
        first=day_words(start.date()), start=clock(start), last=last(end.date()),
        end=clock(end), place=place,
    )  # fmt: skip
