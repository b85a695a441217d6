"""The rough cut: a first draft of a story in one step, arranged from what people said.

It is always a new story, and one undo takes it away. See `insight.draft` for how posts are
chosen, and `insight.draft.templates` for the template that says what stands where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

from curator.counted import Figures
from curator.dates import day_words, short_day, span_words, zone_called
from curator.errors import CuratorError
from curator.i18n import grouped, tr, trn
from curator.insight.consent.consent import People, without_withheld
from curator.insight.draft.draft import (
    BUDGET,
    Asked,
    Part,
    arrange,
    liked_heading,
)
from curator.insight.draft.opening import ChatFacts, headline, hosted, opening
from curator.insight.draft.templates import Makes, Slot, Template, compose, fill, template
from curator.insight.draft.templates import title as title_of
from curator.insight.figures.cast import listed
from curator.insight.figures.scope import within
from curator.library import Chat, Library, Person, PersonId, Query, StoryId
from curator.model import REDACTED, Block, Facts, Heading, Links, Quote
from curator.work.assumed_zones import doubts_about_zones
from curator.work.closing import method, more_voices, next_chat, thanks_to
from curator.work.counted_blocks import cast, chart_of, links, recap_facts_of
from curator.work.cut_record import CutRecord, signatures
from curator.work.derived import catch_up, work_out
from curator.work.draft_material import DraftMaterial, announced_topic, gather, quote_of
from curator.work.recap_templates import built_in
from curator.work.resources import worded
from curator.work.task import Work

_GAP = re.compile(rf"(?:[\s,(]*[#@]?{re.escape(REDACTED)})+[\s),.]*$")
_DATED_FIELDS = ("headline", "date", "when")
"""The fields of a title that name the day."""

_MOST_LINKS = 12
_FEW = 3
"""Fewer quotes than this make a section short of answers."""


@dataclass(frozen=True, slots=True)
class RoughCut:
    """The result of a rough cut."""

    story: StoryId
    title: str
    blocks: int
    quotes: int
    chats: int
    """How many chats there were; it is of the last that is not much smaller than others."""

    query: str
    """The search that finds the posts it was made of."""

    notes: tuple[str, ...] = ()
    """Notes for the editor, as sentences."""


class NothingToQuoteError(CuratorError):
    """Nothing of what was asked for can be quoted."""

    def __init__(self, found: int) -> None:
        super().__init__(
            tr(
                "No post here can be quoted: all are questions, or of people who are withheld,"
                " protected or muted. No story was made."
            )
            if found
            else tr(
                "No post here can be quoted: the search finds none, or only muted ones and echoes"
                " of others. No story was made."
            )
        )


def rough_cut(
    library: Path, query: str = "", *, title: str = "", made_of: str = ""
) -> Work[RoughCut]:
    """Make a first draft of a recap from the posts of a query; '' is all posts.

    Raises NothingToQuoteError, and makes no story, where there is none that can be quoted.
    title: by default the template's. made_of: the text of a template; by default it goes question
    by question, or by theme where no questions were asked.
    """
    with Library(library) as opened:
        yield from catch_up(opened, listed=False)
        gathered = yield from gather(opened, Query.parse(query))
        if not any(each.quotable for each in gathered.candidates):
            raise NothingToQuoteError(len(gathered.candidates))
        query = _narrowed(opened, query, gathered)
        if made_of in {"", built_in()["questions"]}:
            made_of = built_in()[_fitting(gathered)]
        parsed = template(made_of)
        blocks, fields = composed(opened, query, gathered, parsed)
        title = title or title_of(parsed, fields) or tr("Rough cut")
        left_out = list(_left_out(gathered, blocks, opened.marks.standings()))
        with opened.edit(tr("Make the rough cut “{title}”", title=title)):
            story = opened.stories.new(title)
            opened.stories.add(story, blocks)
        newest = opened.posts.newest()
        CutRecord(query, made_of, newest, signatures(blocks)).keep(opened, story)
        doubts = [each.sentence for each in doubts_about_zones(opened, query)]
    quotes = sum(isinstance(block, Quote) for block in blocks)
    notes = (*gathered.notes, *_clock_note(gathered.chat), *doubts)
    if made_of == built_in()["questions"]:
        notes = (*notes, *left_out)
    return RoughCut(story, title, len(blocks), quotes, gathered.chats, query, notes)


def _clock_note(chat: Chat | None) -> Iterator[str]:
    """Yield that the day of a chat may be wrong, where its archive tells no clock."""
    if chat is not None and chat.clock == "elapsed":
        yield tr(
            "When this chat began is not known; check its day, {day}. Imported with its start, it"
            " has times too.",
            day=day_words(chat.start.date()),
        )


def _fitting(gathered: DraftMaterial) -> str:
    """Return the default template for the material."""
    if gathered.asked and not gathered.amid:
        return "questions"
    return "one-voice" if len({one.person for one in gathered.candidates}) == 1 else "themes"


def snippet_blocks(library: Path, text: str, query: str = "") -> Work[list[Block]]:
    """Return the blocks of a snippet for the current chat; the library is only read."""
    yield from work_out(library)
    with Library(library) as opened:
        gathered = yield from gather(opened, Query.parse(query))
        query = _narrowed(opened, query, gathered)
        return composed(opened, query, gathered, template(text))[0]


def composed(
    library: Library, query: str, gathered: DraftMaterial, made_of: Template
) -> tuple[list[Block], Mapping[str, str]]:
    """Return the blocks of a template, and its fields.

    Its slots are filled first, so that its sentences promise nothing that is not there.
    """
    figures = cache(partial(library.facts.figures, Query.parse(query)))
    slots = fill(made_of, _makes(library, query, gathered, figures))
    in_title = any(f"{{{name}}}" in made_of.title for name in _DATED_FIELDS)
    known = _fields(library, figures(), gathered, dated=not in_title)
    fields = {**known, **_preview_sentences(gathered, slots)}
    return compose(made_of, fields, slots), fields


def _narrowed(library: Library, query: str, gathered: DraftMaterial) -> str:
    """Return a search limited to the posts of the chosen chat, so that it names the chat."""
    chat = gathered.chat
    asked = {each.id for each in library.chats.find_named(Query.parse(query).chats)}
    return within(query, f"chat:{chat.id}") if chat and chat.id not in asked else query


def _makes(
    library: Library, query: str, gathered: DraftMaterial, counted: Callable[[], Figures]
) -> Mapping[str, Makes]:
    """Return the functions that make the blocks for a template's slots.

    counted: returns the figures of the search, which are counted once for all of them.
    """
    asked, said = Query.parse(query), gathered.candidates
    people = library.marks.standings()
    quoted: list[Quote] = []

    def figures() -> Facts:
        return recap_facts_of(counted())

    def shared(size: int) -> list[Block]:
        most = size or _MOST_LINKS
        posts = [post for each in quoted for post in (each.post, *each.rest)]
        found = links(library, asked, 8 * most, counted=counted())
        told = worded(found, said, people, gathered.own, most, posts)
        return [told] if told.resources else []

    def noted(blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            quoted.extend([block] if isinstance(block, Quote) else [])
            yield block

    def sections(size: int) -> Iterator[Block]:
        parts = arrange(said, gathered.asked, budget=size or BUDGET, spares=0)
        return noted(_sections(gathered, parts or _as_one_section(gathered, size), people))

    def themes(size: int) -> Iterator[Block]:
        parts = _by_theme(gathered, size)
        return noted(_sections(gathered, parts or _as_one_section(gathered, size), people))

    return {
        "facts": lambda _: [block for block in [figures()] if block.figures],
        "activity": lambda _: [chart_of(library, counted(), "activity")],
        "sections": sections,
        "themes": themes,
        "best": lambda size: noted(_best(gathered, size)),
        "links": shared,
        "cast": lambda _: [
            block for block in [cast(library, asked, counted=counted())] if block.people
        ],
        "voices": lambda size: more_voices(said, quoted, size),
        "thanks": lambda _: [thanks_to(quoted, people)] if said else [],
        "next": lambda _: next_chat(library, gathered),
        "method": lambda _: method(figures(), len(quoted), said),
    }


def _by_theme(gathered: DraftMaterial, size: int) -> list[Part]:
    """Return the sections of a chat by theme, those of questions amid other talk first."""
    said, budget = gathered.candidates, size or BUDGET
    if not gathered.amid:
        return arrange(said, budget=budget, spares=0)
    of_questions = frozenset[int]().union(*(each.posts for each in gathered.asked))
    rest = [one for one in said if one.id not in of_questions]
    asked = arrange(said, gathered.asked, budget=budget, spares=0)
    return [*asked, *arrange(rest, budget=budget, spares=0)]


def _sections(gathered: DraftMaterial, parts: Iterable[Part], people: People) -> Iterator[Block]:
    for part in parts:
        yield Heading(
            _without_names(part.heading, people),
            why=_shortage_note(part, asked=bool(gathered.asked)),
        )
        yield from _quotes(gathered, part)


def _without_names(heading: str, people: People) -> str:
    """Return a heading without people who must not be named, nor a gap for them at its ends."""
    return _GAP.sub("", without_withheld(heading, people)).strip()


def _shortage_note(part: Part, *, asked: bool) -> str:
    """Return a note about a section short of answers; '' if it has enough.

    asked: whether it is of a question, which could have been answered.
    """
    if len(part.picks) >= _FEW or part.heading == liked_heading():
        return ""
    if not asked:
        return trn(
            "Few posts here say enough: {count} quote.",
            "Few posts here say enough: {count} quotes.",
            len(part.picks),
        )
    return trn(
        "Few answered this one: {count} quote.",
        "Few answered this one: {count} quotes.",
        len(part.picks),
    )


def _left_out(gathered: DraftMaterial, blocks: Iterable[Block], people: People) -> Iterator[str]:
    """Yield the questions without a section, because no answer is substantial enough."""
    shown = {block.text for block in blocks if isinstance(block, Heading)}
    for asked in gathered.asked:
        heading = _without_names(asked.heading, people)
        if heading not in shown:
            yield tr("Few answered “{question}”: nothing is quoted.", question=heading)


def _best(gathered: DraftMaterial, size: int) -> Iterator[Block]:
    """Yield the best posts of all, whatever their subject, in order of time."""
    for part in _as_one_section(gathered, size):
        yield from _quotes(gathered, part)


def _as_one_section(gathered: DraftMaterial, size: int) -> list[Part]:
    """Return all posts as one section, where there are no themes."""
    whole = Asked(tr("In their own words"), frozenset(one.id for one in gathered.candidates))
    return arrange(gathered.candidates, [whole], budget=size or 2 * BUDGET, spares=0)


def _quotes(gathered: DraftMaterial, part: Part) -> Iterator[Block]:
    said = {one.id: one for one in gathered.candidates}
    for pick in part.picks:
        yield quote_of(said[pick.id], pick.why)


def _counted(gathered: DraftMaterial) -> int:
    """Return the number of questions, as the list of chats and the window tell it."""
    return (gathered.chat.questions if gathered.chat else 0) or len(gathered.asked)


def _fields(
    library: Library, figures: Figures, gathered: DraftMaterial, *, dated: bool
) -> Mapping[str, str]:
    """Return the values of a template's fields; '' is unknown.

    dated: whether the opening names the day; once is enough, and most titles do.
    """
    chat = gathered.chat
    zone = zone_called(figures.zone)
    ends = (
        chat.local_ends
        if chat
        else [at.astimezone(zone) for at in (figures.start, figures.end) if at]
    )
    days = [at.date() for at in ends]
    hashtag = gathered.hashtag
    said = [one for one in gathered.candidates if not one.is_echo]
    voices = {one.person for one in said}
    voice = _voice(library, voices) if len(voices) == 1 else ""
    told = ChatFacts(
        hashtag,
        announced_topic(library, gathered),
        _day(days),
        span_words(days[0], days[-1]) if days else "",
        _when(days) if dated else "",
        figures.people,
        figures.posts,
        _named(gathered.hosts),
        _named(gathered.guests),
        len(gathered.guests),
        voice if figures.people == 1 else "",
        figures.bots,
    )
    return {
        "headline": headline(told),
        "opening": opening(told),
        "hosted": hosted(told),
        "topic": told.topic,
        "chat": f"#{hashtag}" if hashtag else tr("the chat"),
        "hashtag": f"#{hashtag}" if hashtag else "",
        "date": span_words(days[0], days[-1]) if days else "",
        "when": _when(days),
        "people": grouped(figures.people) if figures.people else "",
        "posts": grouped(figures.posts) if figures.posts else "",
        "questions": grouped(_counted(gathered)) if _counted(gathered) > 1 else "",
        "hosts": _named(gathered.hosts),
        "guests": _named(gathered.guests),
        "voice": voice,
        "zone": figures.zone,
        "follow": listed(
            [
                *(
                    f"@{handle}"
                    for each in (*gathered.hosts, *gathered.guests)
                    if (handle := _handle(each))
                ),
                *([f"#{hashtag}"] if hashtag else []),
            ]
        ),
    }


def _preview_sentences(
    gathered: DraftMaterial, slots: Mapping[Slot, Sequence[Block]]
) -> Mapping[str, str]:
    """Return the sentences that say what the reader will find, each only where it is true."""
    made = [block for slot, blocks in slots.items() if slot.name != "next" for block in blocks]
    quotes = [block for block in made if isinstance(block, Quote)]
    shared = any(isinstance(block, Links) for block in made)
    people = len({one.person for one in gathered.candidates})
    return {
        "asked": _asked(gathered, made) if quotes else "",
        "themed": _themed(made) if len(quotes) > 1 else "",
        "some": _share_quoted(sum(1 + len(each.rest) for each in quotes), gathered),
        "shared": tr("Here is what they shared.") if shared and people > 1 else "",
    }


def _asked(gathered: DraftMaterial, made: Iterable[Block]) -> str:
    """Return to how many questions answers are quoted, as a sentence; '' without questions."""
    questions = _counted(gathered)
    headings = (block.text for block in made if isinstance(block, Heading))
    answered = sum(each != liked_heading() for each in headings)
    if not questions:
        return ""
    if answered < questions:
        return trn(
            "Here is what they said to {answered} of its {count} questions, in their own words.",
            "Here is what they said to {answered} of its {count} questions, in their own words.",
            questions,
            answered=grouped(answered),
        )
    return trn(
        "Here is what they said to its question, in their own words.",
        "Here is what they said to its {count} questions, in their own words.",
        questions,
    )


def _themed(made: Iterable[Block]) -> str:
    """Return that the posts stand by theme, as a sentence, if there is more than one."""
    if sum(isinstance(block, Heading) for block in made) > 1:
        return tr("Here is what they spoke of, theme by theme, in their own words.")
    return tr("Here is what they said, in their own words.")


def _share_quoted(quoted: int, gathered: DraftMaterial) -> str:
    """Return how many of the posts are quoted, as a sentence; '' if that needs no saying."""
    posts = sum(len(one.parts) or 1 for one in gathered.candidates)
    if quoted < 2:  # noqa: PLR2004  a post alone is in no order
        return tr("Here is one of them.") if quoted and posts > 1 else ""
    if quoted < posts:
        return tr("Here are some of them, in order.")
    return tr("Here they are, in order.")


def _day(days: Sequence[date]) -> str:
    """Return the days of a chat without the weekday: '11 March 2015'."""
    if not days:
        return ""
    return day_words(days[0]) if days[0] == days[-1] else span_words(days[0], days[-1])


def _voice(library: Library, voices: Iterable[int]) -> str:
    """Return the only voice, named as far as they consented."""
    return _named(library.people.person(PersonId(each)) for each in voices if each)


def _when(days: Sequence[date]) -> str:
    """Return the days as the beginning of a sentence: 'On 3 March 2026'."""
    if not days:
        return ""
    first, last = days[0], days[-1]
    if first == last:
        return tr("On {day}", day=span_words(first, last))
    begun = short_day(first) if first.year == last.year else day_words(first)
    return tr("From {first} to {last}", first=begun, last=day_words(last))


def _named(people: Iterable[Person]) -> str:
    """Return a list of names for a sentence, each as far as they consented."""
    return listed([name for person in people if (name := _name(person))])


def _handle(person: Person) -> str:
    """Return the handle of a person, as far as they consented."""
    shown = person.standing.consent in {"full", "handle"}
    return person.account.handle if shown else ""


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
