"""The rough cut: a first draft of a story in one step, arranged from what people said.

It is always a new story, and one undo takes it away. See `insight.draft` for how posts are
chosen, and `insight.recap` for the template that says what stands where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from curator.dates import day_words, short_day, span_words
from curator.i18n import tr
from curator.insight.consent.consent import People, discreet
from curator.insight.draft.draft import BUDGET, Asked, Part, arrange
from curator.insight.draft.templates import Makes, compose, template
from curator.insight.draft.templates import title as title_of
from curator.insight.figures.cast import listed
from curator.insight.figures.scope import within
from curator.library import Library, Person, PersonId, Query, StoryId
from curator.model import Block, Heading, Links, Quote
from curator.work.counting import cast, chart, links, recap_facts
from curator.work.gathering import Gathered, gather, quote_of
from curator.work.recaps import built_in
from curator.work.task import Work
from curator.work.working_out import work_out

_MOST_LINKS = 12


@dataclass(frozen=True, slots=True)
class RoughCut:
    """What a rough cut came to."""

    story: StoryId
    title: str
    blocks: int
    quotes: int
    chats: int
    """How many chats there were; it is of the last that is not much smaller than others."""

    query: str
    """The search that finds the posts it was made of."""


def rough_cut(
    library: Path, query: str = "", *, title: str = "", made_of: str = ""
) -> Work[RoughCut]:
    """Make a first draft of a recap of the posts that answer a query; '' is all posts.

    title: else it is the template's. made_of: a template's text, else question by question,
    or by theme where no questions were asked.
    """
    yield from work_out(library)
    with Library(library) as opened:
        gathered = yield from gather(opened, Query.parse(query))
        query = _narrowed(opened, query, gathered)
        if made_of in {"", built_in()["questions"]}:
            made_of = built_in()[_fitting(gathered)]
        parsed = template(made_of)
        fields = _fields(opened, query, gathered)
        title = title or title_of(parsed, fields) or tr("Rough cut")
        blocks = compose(parsed, fields, _makes(opened, query, gathered))
        with opened.edit(tr("Make the rough cut “{title}”", title=title)):
            story = opened.stories.new(title)
            opened.stories.add(story, blocks)
    quotes = sum(isinstance(block, Quote) for block in blocks)
    return RoughCut(story, title, len(blocks), quotes, gathered.chats, query)


def _fitting(gathered: Gathered) -> str:
    """Return the template for what was gathered."""
    if gathered.asked:
        return "questions"
    return "one-voice" if len({one.person for one in gathered.candidates}) == 1 else "themes"


def snippet_blocks(library: Path, text: str, query: str = "") -> Work[list[Block]]:
    """Return what a snippet comes to in the chat at hand; the library is only read."""
    yield from work_out(library)
    with Library(library) as opened:
        gathered = yield from gather(opened, Query.parse(query))
        query = _narrowed(opened, query, gathered)
        fields, makes = _fields(opened, query, gathered), _makes(opened, query, gathered)
        return compose(template(text), fields, makes)


def _narrowed(library: Library, query: str, gathered: Gathered) -> str:
    """Return a search for the posts of the one chat that is told, so that it says which."""
    chat = gathered.chat
    asked = {each.id for each in library.chats.asked_for(Query.parse(query).chats)}
    return within(query, f"chat:{chat.id}") if chat and chat.id not in asked else query


def _makes(library: Library, query: str, gathered: Gathered) -> Mapping[str, Makes]:
    """Return what makes the blocks that stand in a template's slots."""
    asked, said = Query.parse(query), gathered.candidates
    people = library.marks.standings()

    def sections(size: int) -> Iterator[Block]:
        parts = arrange(said, gathered.asked, budget=size or BUDGET)
        return _sections(gathered, parts or _undivided(gathered, size), people)

    def themes(size: int) -> Iterator[Block]:
        parts = arrange(said, budget=size or BUDGET)
        return _sections(gathered, parts or _undivided(gathered, size), people)

    return {
        "facts": lambda _: [recap_facts(library, asked)],
        "activity": lambda _: [chart(library, asked, "activity")],
        "sections": sections,
        "themes": themes,
        "best": partial(_best, gathered),
        "links": lambda size: _links(library, asked, size or _MOST_LINKS),
        "cast": lambda _: [block for block in [cast(library, asked)] if block.people],
    }


def _sections(gathered: Gathered, parts: Iterable[Part], people: People) -> Iterator[Block]:
    for part in parts:
        yield Heading(discreet(part.heading, people))
        yield from _quotes(gathered, part)


def _best(gathered: Gathered, size: int) -> Iterator[Block]:
    """Yield the best posts of all, whatever they are about, in the order they were said."""
    for part in _undivided(gathered, size):
        yield from _quotes(gathered, part)


def _undivided(gathered: Gathered, size: int) -> list[Part]:
    """Return all posts as one section, as where people spoke of nothing together."""
    whole = Asked(tr("In their own words"), frozenset(one.id for one in gathered.candidates))
    return arrange(gathered.candidates, [whole], budget=size or 2 * BUDGET)


def _quotes(gathered: Gathered, part: Part) -> Iterator[Block]:
    said = {one.id: one for one in gathered.candidates}
    for pick in part.picks:
        yield quote_of(said[pick.id], pick.why)


def _links(library: Library, query: Query, most: int) -> list[Links]:
    found = links(library, query, 4 * most)
    kept = tuple(each for each in found.resources if each.kind == "link")[:most]
    return [replace(found, resources=kept)] if kept else []


def _fields(library: Library, query: str, gathered: Gathered) -> Mapping[str, str]:
    """Return what a template's names stand for; '' is not known."""
    figures = library.facts.figures(Query.parse(query), most=0)
    chat = gathered.chat
    ends = (chat.start, chat.end) if chat else (figures.start, figures.end)
    days = [at.astimezone(library.tz).date() for at in ends if at]
    hashtag = (chat and chat.hashtag) or library.facts.hashtag()
    said = [one for one in gathered.candidates if not one.is_echo]
    voices = {one.person for one in said}
    return {
        "hashtag": f"#{hashtag}" if hashtag else tr("the chat"),
        "date": span_words(days[0], days[-1]) if days else "",
        "when": _when(days),
        "people": f"{figures.people:,}" if figures.people else "",
        "posts": f"{figures.posts:,}" if figures.posts else "",
        "questions": f"{len(gathered.asked):,}" if len(gathered.asked) > 1 else "",
        "hosts": _named(gathered.hosts),
        "guests": _named(gathered.guests),
        "voice": _voice(library, voices) if len(voices) == 1 else "",
        "zone": library.zone,
    }


def _voice(library: Library, voices: Iterable[int]) -> str:
    """Return the one who speaks, as far as they may be named."""
    return _named(library.people.person(PersonId(each)) for each in voices if each)


def _when(days: Sequence[date]) -> str:
    """Return the days as a sentence begins with them: 'On 3 March 2026'."""
    if not days:
        return ""
    first, last = days[0], days[-1]
    if first == last:
        return tr("On {day}", day=span_words(first, last))
    begun = short_day(first) if first.year == last.year else day_words(first)
    return tr("From {first} to {last}", first=begun, last=day_words(last))


def _named(people: Iterable[Person]) -> str:
    """Return people as a sentence lists them, each as far as they may be named."""
    return listed([name for person in people if (name := _name(person))])


def _name(person: Person) -> str:
    match person.standing.consent:
        case "full":
            return person.account.name or f"@{person.account.handle}"
        case "handle":
            return f"@{person.account.handle}"
        case "role":
            return person.standing.role
        case _:
            return ""
