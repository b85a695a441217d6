"""Story blocks made of figures: counted for the first time, or counted again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from curator.counted import Bar, ChartKind, Figure, Figures, Participant, Resource, Scope
from curator.dates import clock, short_day, zone_called
from curator.i18n import tr
from curator.insight.consent.consent import HIDDEN, author_key, counted_veil, mask
from curator.insight.figures import cast as casting
from curator.insight.figures.charts import alt
from curator.insight.figures.figures import facts, shown_figures
from curator.insight.figures.scope import scope_of
from curator.insight.figures.sentences import usage
from curator.library import Bin, BlockId, Library, Query, StoryId
from curator.model import Cast, Chart, Counted, Facts, Links, Standing, Story
from curator.work.link_titles import without_withheld_titles
from curator.work.task import Progress, Work

What: TypeAlias = Literal[
    "recap", "activity", "people", "hashtags", "voices", "sectors", "cast", "resources",
    "links", "allies",
]  # fmt: skip
"""What can be counted for a block."""

T = TypeVar("T")
AnyCounted = TypeVar("AnyCounted", Facts, Chart, Cast, Links)

_BARS, _LISTED, _MOST_TIED = 36, 10, 20
_MOST_PEOPLE, _MOST_LINKS, _EVERYBODY = 300, 30, 1_000_000
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1_440, 10_080, 43_200, 525_600, 5_256_000)
"""The possible lengths of one bar, in minutes."""

_DAY = 1_440
_NOBODY = Bin(datetime(1970, 1, 1, tzinfo=UTC), 0, 0)
_UNSAID = Standing()

RECAP = ("posts", "people", "potential_reach", "peak")
"""The figures that open a recap."""


def recap_facts(library: Library, query: Query) -> Facts:
    """Return the figures that open a recap, without those that are unknown or tell nothing.

    A busiest minute of one post is every minute in which somebody wrote.
    """
    return recap_facts_of(library.facts.figures(query))


def recap_facts_of(figures: Figures) -> Facts:
    """Return the same from figures that are already counted."""
    told = {"potential_reach": figures.reach_known > 0, "peak": figures.peak_posts > 1}
    return facts(figures, [name for name in RECAP if told.get(name, True)])


def chart(library: Library, query: Query, kind: ChartKind, story: StoryId | None = None) -> Chart:
    """Return a chart of the posts of a search; for voices, of who is quoted in a story."""
    return chart_of(library, library.facts.figures(query), kind, story)


def chart_of(
    library: Library, figures: Figures, kind: ChartKind, story: StoryId | None = None
) -> Chart:
    """Return a chart from figures that are already counted."""
    bars = _BARS_OF[kind](library, figures, story)
    made = Chart(kind, titles()[kind], bars, scope=scope_of(figures))
    return replace(made, alt=alt(made))


def titles() -> dict[ChartKind, str]:
    """Return the title of each kind of chart."""
    return {
        "activity": tr("Posts over time"),
        "people": tr("Who posted most"),
        "hashtags": tr("Hashtags"),
        "voices": tr("Who is quoted"),
        "sectors": tr("People by sector"),
    }


def cast(
    library: Library, query: Query, most: int = 300, *, counted: Figures | None = None
) -> Cast:
    """Return who wrote original posts among those of a search; counted: its figures, if known."""
    figures = counted or library.facts.figures(query, most=0)
    shown = library.marks.standings()
    seats = _hosts_and_guests(library, query)
    people, earlier = casting.with_newcomers(
        (
            replace(person, seat=person.seat or seats.get(person.handle.casefold(), ""))
            for person in library.facts.participants(query, most)
            if shown.get((person.platform, person.handle.casefold()), _UNSAID).consent
            != "withheld"
        ),
        *_earlier_participants(library, query, figures),
    )
    return Cast(
        casting.sentence(people),
        tuple(casting.in_order(people)),
        scope_of(figures),
        took_part=figures.people,
        earlier=earlier,
    )


def _earlier_participants(
    library: Library, query: Query, figures: Figures
) -> tuple[frozenset[tuple[str, str]], int]:
    """Return who wrote before the search begins, and how many chats of its series were held."""
    start, end = figures.start, figures.end
    if start is None or end is None:
        return frozenset(), 0
    chats = library.chats.all()
    own = library.chats.find_named(query.chats) or [
        each for each in chats if each.start <= end and each.end >= start
    ]
    series = {each.hashtag.casefold() for each in own}
    earlier = [each for each in chats if each.end < start and each.hashtag.casefold() in series]
    if not earlier:
        return frozenset(), 0
    before = Query.parse(f"until:{start.astimezone(library.tz):%Y-%m-%dT%H:%M:%S}")
    found = library.facts.participants(before, _EVERYBODY)
    return frozenset((each.platform, each.handle.casefold()) for each in found), len(earlier)


def _hosts_and_guests(library: Library, query: Query) -> dict[str, str]:
    """Return the hosts of the chats in the search, or else of all chats, folded."""
    chats = {chat.id for chat in library.chats.find_named(query.chats)}
    if not chats:
        return library.questions.hosts()
    seats: dict[str, str] = {}
    for chat, own in library.chats.hosts_and_guests().items():
        for handle, seat in own.items() if chat in chats else ():
            if seats.get(handle.casefold()) != "host":
                seats[handle.casefold()] = seat
    return seats


def links(
    library: Library, query: Query, most: int = 30, *, counted: Figures | None = None
) -> Links:
    """Return the links that were shared, and the accounts and hashtags pointed to.

    Participants are named in the cast, not here. counted: the search's figures, if known.
    """
    figures = counted or library.facts.figures(query, most=0)
    found = library.shared.resources(query, most)
    return Links(tuple(each for each in found if not each.took_part), scope_of(figures))


def every_link(library: Library, query: Query, most: int = 10_000) -> Links:
    """Return everything that was shared, including the accounts of participants."""
    figures = library.facts.figures(query, most=0)
    return Links(library.shared.resources(query, most), scope_of(figures))


def sentence_facts(figures: Figures, words: str) -> Facts:
    """Return a block of one sentence about posts that keeps the exact number."""
    figure = Figure(
        "sentence", words, "", tr("Rounded so that it never says more than is true."),
        query=figures.query, low=figures.posts, shape="line",
    )  # fmt: skip
    return Facts((figure,), scope_of(figures))


def count_again(library: Library, block: Counted) -> Counted:
    """Return a block counted again, in the same scope and with the same titles."""
    query, zone = Query.parse(block.scope.query), zone_called(block.scope.zone)
    match block:
        case Facts():
            again: Counted = _facts_again(block, library.facts.figures(query, zone))
        case Chart():
            figures = library.facts.figures(query, zone)
            story = library.stories.of(BlockId(block.id))
            again = replace(chart_of(library, figures, block.kind, story), title=block.title)
        case Cast(sentence, people):
            made = cast(library, query, max(len(people), _MOST_PEOPLE))
            by_hand = sentence != casting.sentence(people)
            again = replace(made, sentence=sentence) if by_hand else made
        case Links(resources):
            again = _titled(links(library, query, max(len(resources), _MOST_LINKS)), resources)
    return replace(again, id=block.id)


def masked(library: Library, block: AnyCounted) -> AnyCounted:
    """Return a block for publication: people are shown as far as they consented."""
    story = mask(Story("", without_withheld_titles(library, (block,))), library.marks.standings())
    (shown,) = story.blocks
    if not isinstance(shown, type(block)):
        raise TypeError(shown)
    return shown


def masked_figures(library: Library, figures: Figures) -> Figures:
    """Return figures for publication: numbers as they are, lists without hidden people."""
    people = library.marks.standings()
    keys = [each.value for each in (*figures.most_shared, *figures.most_answered)]
    ids = library.posts.ids(keys)
    hidden = {
        row.post.key
        for row in library.posts.rows(list(ids.values()))
        if row.withheld or people.get(author_key(row.post), _UNSAID).consent in HIDDEN
    }
    return counted_veil(people).figures(figures, hidden)


def added_since(library: Library, scope: Scope) -> int:
    """Return how many posts entered the scope since it was counted; -1: some were removed."""
    return library.facts.added_since(Query.parse(scope.query), scope.newest)


def _facts_again(block: Facts, figures: Figures) -> Facts:
    now = {each.figure.name: each.figure for each in shown_figures(figures)}
    sentence = sentence_facts(figures, usage(figures).text()).figures[0]
    again = (
        sentence if figure.name == "sentence" else now.get(figure.name, figure)
        for figure in block.figures
    )
    return Facts(tuple(again), scope_of(figures))


def _titled(found: Links, before: Iterable[Resource]) -> Links:
    """Return links with the titles they have in the story."""
    named = {(each.kind, each.value): each.title for each in before if each.title}
    resources = (replace(r, title=named.get((r.kind, r.value), r.title)) for r in found.resources)
    return replace(found, resources=tuple(resources))


def _activity(library: Library, figures: Figures, _story: StoryId | None) -> tuple[Bar, ...]:
    """Return bars of equal length of time, as many as can be told apart, including empty ones."""
    if figures.start is None or figures.end is None:
        return ()
    minutes = (figures.end - figures.start) / timedelta(minutes=1)
    step = next((step for step in _STEPS if minutes / step < _BARS), _STEPS[-1])
    zone = zone_called(figures.zone)
    found = {each.at: each for each in library.posts.activity(Query.parse(figures.query), step)}
    at = min(found, default=figures.start)
    length = timedelta(minutes=step)
    asked = _asked(library, figures)
    bars: list[Bar] = []
    while at <= figures.end:
        local = at.astimezone(zone)
        label = short_day(local.date()) if step >= _DAY else clock(local)
        if minutes > _DAY > step:
            label = f"{short_day(local.date())} {label}"
        here = found.get(at, _NOBODY)
        now = " ".join(label for when, label in asked if at <= when < at + length)
        bars.append(Bar(label, here.posts, here.echoes, asked=now))
        at += length
    return tuple(bars)


def _asked(library: Library, figures: Figures) -> list[tuple[datetime, str]]:
    """Return when the questions of a chat were asked; those of several chats are left out."""
    chats = {each.id for each in library.chats.find_named(Query.parse(figures.query).chats)}
    asked = [each for each in library.questions.all() if not chats or each.chat in chats]
    if len({each.session for each in asked}) != 1:
        return []
    return [(each.at, tr("Q{number}", number=each.number)) for each in asked]


def _ranked(found: Sequence[T], count: Callable[[T], int]) -> Sequence[T]:
    """Return the first of a ranking, with those who tie with the last as far as there is room."""
    least = count(found[_LISTED - 1]) if len(found) >= _LISTED else 0
    return [each for each in found if count(each) >= least][:_MOST_TIED]


def _people(_library: Library, figures: Figures, _story: StoryId | None) -> tuple[Bar, ...]:
    return tuple(
        Bar(_called(person), person.posts, person.posts - person.originals, person)
        for person in _ranked(figures.contributors, lambda person: person.posts)
    )


def _hashtags(_library: Library, figures: Figures, _story: StoryId | None) -> tuple[Bar, ...]:
    ranked = _ranked(figures.hashtags, lambda each: each.count)
    return tuple(Bar(f"#{each.value}", each.count) for each in ranked)


def _sectors(_library: Library, figures: Figures, _story: StoryId | None) -> tuple[Bar, ...]:
    return tuple(
        Bar(each.value or tr("Not recorded"), each.count, known=bool(each.value))
        for each in figures.sectors
        if each.count
    )


def _voices(library: Library, _figures: Figures, story: StoryId | None) -> tuple[Bar, ...]:
    """Return who is quoted in a story, the most quoted first."""
    quotes = library.stories.story(story).quotes if story else ()
    quoted = [quote.post for quote in quotes]
    counts = Counter((post.platform, post.author.handle.casefold()) for post in quoted)
    authors = {(post.platform, post.author.handle.casefold()): post.author for post in quoted}
    everybody = sorted(counts, key=lambda key: (-counts[key], key))
    ranked = _ranked(everybody, lambda key: counts[key])
    people = [Participant(key[0], authors[key].handle, authors[key].name) for key in ranked]
    return tuple(
        Bar(_called(person), counts[key], 0, person)
        for key, person in zip(ranked, people, strict=True)
    )


_BARS_OF: dict[ChartKind, Callable[[Library, Figures, StoryId | None], tuple[Bar, ...]]] = {
    "activity": _activity,
    "people": _people,
    "hashtags": _hashtags,
    "sectors": _sectors,
    "voices": _voices,
}


def _called(person: Participant) -> str:
    return person.name or f"@{person.handle}"


def count_figures(library: Path, query: str, zone: str = "") -> Work[Figures]:
    """Count the posts of a search; the library is only read."""
    with Library(library) as opened:
        yield Progress(0)
        return opened.facts.figures(Query.parse(query), zone_called(zone) if zone else None)


def count_block(
    library: Path, what: What, query: str, story: StoryId | None = None
) -> Work[Counted]:
    """Return a block about the posts of a search; the library is only read."""
    asked = Query.parse(query)
    with Library(library) as opened:
        yield Progress(0)
        match what:
            case "recap":
                return recap_facts(opened, asked)
            case "cast":
                return cast(opened, asked)
            case "resources" | "links" | "allies":
                found = links(opened, asked)
                kinds = {"links": ("link",), "allies": ("mention", "hashtag")}.get(what)
                kept = (r for r in found.resources if kinds is None or r.kind in kinds)
                return replace(found, resources=tuple(kept))
            case _:
                return chart(opened, asked, what, story)


def count_shared(library: Path, query: str, most: int) -> Work[Links]:
    """Count what was shared, for publication; the library is only read."""
    with Library(library) as opened:
        yield Progress(0)
        return masked(opened, links(opened, Query.parse(query), most))


def count_anew(library: Path, blocks: Sequence[Counted]) -> Work[list[Counted]]:
    """Return blocks counted again; the library is only read."""
    found: list[Counted] = []
    with Library(library) as opened:
        for block in blocks:
            yield Progress(len(found))
            found.append(count_again(opened, block))
    return found
