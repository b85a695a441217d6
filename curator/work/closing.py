"""The end of a recap: more voices, thanks, what comes next, and how it was counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from curator.dates import day_words, place_words, zone_called
from curator.i18n import tr
from curator.insight.consent.consent import People
from curator.insight.draft.ranking import Candidate, rank
from curator.insight.draft.templates import escaped
from curator.library import Library, Query, Row
from curator.model import Block, Facts, Group, Passage, Quote, Standing
from curator.work.draft_material import PAGE, DraftMaterial, quote_of
from curator.work.following_thanks import thanks_words

_MOST_VOICES = 12
_AFTER = timedelta(days=7)
"""The next chat is announced at most this long after the end of one."""

_NEXT = re.compile(
    r"\b(?:next|upcoming|following)\s+(?:#\w+|\w+)?\s*(?:chats?|tweet\s?chats?|sessions?|meetup|webinar)\b"
    r"|\b(?:join|see)\s+(?:us|you)\b[^.!?]*\bnext\s+(?:week|month|\w+day)\b"
    r"|\bnext\s+(?:week|month|\w+day)[’']?s?\s+(?:#\w+\s+)?(?:chat|topic|guest|host)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|next\s+(?:week|month)"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\d{1,2}/\d{1,2})",
    re.IGNORECASE,
)


def more_voices(said: Sequence[Candidate], quoted: Sequence[Quote], most: int = 0) -> list[Block]:
    """Return who else had something to say, each by the best of their posts, in order of time."""
    keys = {post.key for quote in quoted for post in (quote.post, *quote.rest)}
    heard = {one.person for one in said if one.post.key in keys}
    best: dict[int, Candidate] = {}
    for each in rank(said):
        if each.is_worth_quoting and each.candidate.person not in heard:
            best.setdefault(each.candidate.person, each.candidate)
    chosen = sorted(list(best.values())[: most or _MOST_VOICES], key=lambda one: one.post.at)
    return [Group("voices", tuple(quote_of(one, "") for one in chosen))] if chosen else []


def thanks_to(quoted: Sequence[Quote], people: People) -> Passage:
    """Return thanks to everybody who is quoted, by name as far as they consented."""
    return Passage(thanks_words(quoted, people))


def next_chat(library: Library, gathered: DraftMaterial) -> list[Block]:
    """Return the last post in which a host says when the next chat is; none if nobody does."""
    chat = gathered.chat
    if chat is None or not chat.hosts:
        return []
    first, last = (at.astimezone(library.tz) for at in (chat.start, chat.end + _AFTER))
    by = " OR ".join(f"from:{handle}" for handle in chat.hosts)
    span = f"since:{first:%Y-%m-%dT%H:%M:%S} until:{last:%Y-%m-%dT%H:%M:%S}"
    query = Query.parse(f"({by}) {span}")
    ids = library.posts.find(query, echoes="without")
    hosts = {handle.casefold() for handle in chat.hosts}
    people = library.marks.standings()
    found: list[Block] = []
    for start in range(0, len(ids), PAGE):
        for row in library.posts.rows(ids[start : start + PAGE]):
            handle = row.post.author.handle.casefold()
            if handle in hosts and _is_quotable_notice(
                row, people.get((row.post.platform, handle))
            ):
                found = [Quote(row.post, why=tr("Says what comes next"))]
    return found


def _is_quotable_notice(row: Row, standing: Standing | None) -> bool:
    """Tell whether a post says when the next chat is, and may be quoted."""
    shut = row.post.author.protected or row.withheld or row.mark == "reject" or row.part.asks
    if shut or (standing and (standing.muted or standing.consent == "withheld")):
        return False
    return bool(_NEXT.search(row.post.shown) and _WHEN.search(row.post.shown))


def method(facts: Facts, quotes: int, said: Sequence[Candidate]) -> Iterator[Block]:
    """Yield how each figure was counted, over what and when, and how quotes were chosen.

    Of the time of counting, only the day: two drafts of a day are the same. Where nothing was
    counted nothing is yielded; where nothing is quoted, nothing of quotes. said: the posts that
    quotes were chosen from; what none of them records is no reason for a choice.
    """
    lines = [
        f"- **{escaped(figure.value)} {escaped(figure.label)}**: "
        + escaped(" ".join(filter(None, (figure.definition, figure.missing))))
        for figure in facts.figures
    ]
    if not lines:
        return
    yield Passage("\n".join(lines))
    zone = zone_called(facts.scope.zone)
    today = datetime.now(UTC).astimezone(zone).date()
    when = {"day": day_words(today), "zone": place_words(zone)}
    if quotes:
        yield Passage(f"{tr('Counted on {day} ({zone}).', **when)} {_choice_words(said)}")
    else:
        yield Passage(tr("Counted on {day} ({zone}).", **when))


def _choice_words(said: Sequence[Candidate]) -> str:
    """Return how quotes were chosen, as far as the archive records what people made of posts."""
    liked = any(one.post.likes is not None for one in said)
    answered = any(one.replies or one.post.replies is not None for one in said)
    if liked and answered:
        return tr(
            "The quotes are verbatim; they were proposed by what people answered, liked and"
            " repeated, and chosen by whoever signs this."
        )
    if liked:
        return tr(
            "The quotes are verbatim; they were proposed by what people liked and repeated, and"
            " chosen by whoever signs this. Replies are not recorded."
        )
    if answered:
        return tr(
            "The quotes are verbatim; they were proposed by what people answered and repeated,"
            " and chosen by whoever signs this. Likes are not recorded."
        )
    return tr(
        "The quotes are verbatim; they were proposed by what they say and what people repeated,"
        " and chosen by whoever signs this. Likes and replies are not recorded."
    )
