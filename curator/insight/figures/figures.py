"""Figures with everything needed to understand them: value, definition, scope, gaps, posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from curator.counted import Figure, Figures, Scope
from curator.dates import abbreviation, brief_date, clock, day_words, zone_called
from curator.i18n import decimal, grouped, tr, trn
from curator.insight.figures.scope import scope_of, within
from curator.model import Facts

_LEAST_RATE = 0.05
"""A lower rate would be printed as zero."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure for display."""

    figure: Figure
    value: str
    title: str
    detail: str
    """Its meaning here, in a sentence or two."""


def shown_figures(figures: Figures) -> tuple[ShownFigure, ...]:
    """Return the figures for display, always in the same order."""
    if not figures.posts:
        return ()
    return tuple(_shown_figures(figures))


def facts(figures: Figures, names: Iterable[str]) -> Facts:
    """Return a block with some of the figures, by name."""
    by_name = {each.figure.name: each.figure for each in shown_figures(figures)}
    return Facts(tuple(by_name[name] for name in names if name in by_name), scope_of(figures))


def recap_facts(figures: Figures) -> Facts:
    """Return the figures that open a recap."""
    return facts(figures, ("posts", "people", "potential_reach", "peak"))


def scope(figures: Figures) -> Scope:
    """Return which posts were counted."""
    return scope_of(figures)


def definitions() -> dict[str, str]:
    """Return the definition of each figure, as a sentence."""
    return {
        "posts": tr("All posts in scope: originals and echoes."),
        "originals": tr("Posts that repeat no other."),
        "echoes": tr("Posts that repeat another: with the platform's button (native), or typed, as"
            " “RT @…” or as a copy of its words; and what an automated account posted after its"
            " first post."),
        "replies": tr("Posts that answer a post or a person."),
        "people": tr(
            "Distinct people with at least one post in scope; joined accounts are one person."
        ),
        "echo_only_people": tr("People all of whose posts in scope are echoes."),
        "per_person": tr("Posts divided by people."),
        "per_minute": tr("Posts whose minute is known, divided by the minutes from the first"
            " of them to the last."),
        "potential_impressions": tr(
            "The sum over posts of the author's followers as recorded with that post."
        ),
        "potential_reach": tr(
            "Between the largest account and the sum over distinct people of followers, the"
            " latest recorded in scope. Followers whom accounts share are not known, so it is"
            " never one number."
        ),
        "linking": tr("Posts with at least one link; links by where they lead."),
        "showing": tr("Posts with at least one picture, film or sound."),
        "peak": tr("The minute with the most posts, the first of several."),
        "hashtags": tr("Posts with each hashtag, upper and lower case alike."),
        "mentions": tr("Posts that mention each account."),
        "links": tr("Posts with each link, by where it leads, without what only tracks."),
        "domains": tr("Posts with any link to each site."),
        "contributors": tr("Posts of each person in scope."),
        "sectors": tr("People by the sector that you wrote down; never guessed."),
        "roles": tr("People by the role that you wrote down; never guessed."),
        "newcomers": tr("People you marked as new or returning; of the others it is not known."),
        "most_shared": tr("Posts by how often they were repeated in scope, copies included."),
        "most_answered": tr("Posts by how many posts in scope answer them."),
    }  # fmt: skip


def _shown_figures(figures: Figures) -> Iterator[ShownFigure]:
    yield _posts(figures)
    yield _people(figures)
    yield _reach(figures)
    yield _impressions(figures)
    yield from _rates(figures)
    yield from _attachments(figures)


def _attachments(figures: Figures) -> Iterator[ShownFigure]:
    """Return how many posts have links and media, if any has."""
    if figures.linking:
        posts, title = grouped(figures.linking), trn("post with a link", "posts with links",
            figures.linking)  # fmt: skip
        detail = trn("{count} address", "{count} addresses", figures.addresses)
        figure = _figure(figures, "linking", posts, title, term="has:link", low=figures.linking)
        yield ShownFigure(figure, posts, title, detail)
    if figures.showing:
        posts, title = grouped(figures.showing), trn("post with media", "posts with media",
            figures.showing)  # fmt: skip
        detail = trn(
            "{count} picture, film or sound", "{count} pictures, films and sounds", figures.media
        )
        figure = _figure(figures, "showing", posts, title, term="has:media", low=figures.showing)
        yield ShownFigure(figure, posts, title, detail)


def _figure(  # noqa: PLR0913  all that one must know of a figure
    figures: Figures, name: str, value: str, label: str, *,
    missing: str = "", term: str = "", low: float | None = None, high: float | None = None,
) -> Figure:  # fmt: skip
    meaning = definitions()[name]
    query = within(figures.query, term)
    return Figure(name, value, label, meaning, missing, query, low, high)


def _posts(figures: Figures) -> ShownFigure:
    posts, originals = grouped(figures.posts), grouped(figures.originals)
    title = trn("post", "posts", figures.posts)
    label = tr("{posts}, {originals} of them originals", posts=title, originals=originals)
    detail = tr(
        "{originals} and {echoes}: {kinds}. {replies}.",
        originals=trn("{count} original", "{count} originals", figures.originals),
        echoes=trn("{count} echo", "{count} echoes", figures.native + figures.textual),
        kinds=_kinds(figures),
        replies=tr("Replies are not recorded")
        if figures.replies is None
        else trn("{count} is a reply", "{count} are replies", figures.replies),
    )
    whole = figures.originals == figures.posts
    figure = _figure(figures, "posts", posts, title if whole else label, low=figures.posts)
    return ShownFigure(figure, posts, title, detail)


def _kinds(figures: Figures) -> str:
    """Return of what kinds the echoes are."""
    native = trn("{count} repost", "{count} reposts", figures.native)
    typed = figures.textual - figures.programs
    if not figures.native and not figures.programs:  # many an archive cannot tell of reposts
        return tr("{count} typed or copied", count=grouped(typed))
    if not figures.programs:
        return tr("{native}, {textual} typed or copied", native=native, textual=grouped(typed))
    return tr(
        "{native}, {textual} typed or copied, {programs} only further posts of automated accounts",
        native=native,
        textual=grouped(typed),
        programs=grouped(figures.programs),
    )


def _people(figures: Figures) -> ShownFigure:
    people = grouped(figures.people)
    own = figures.people - figures.echo_only_people
    title = trn("person", "people", figures.people)
    label = tr("{people}, {own} in their own words", people=title, own=grouped(own))
    detail = tr("Distinct authors with at least one post here.")
    if figures.echo_only_people:
        detail = tr("{detail} {only} of them only echoed.", detail=detail,
            only=grouped(figures.echo_only_people))  # fmt: skip
    bots = ""
    if figures.bots:
        bots = trn(
            "{count} automated account is not counted.",
            "{count} automated accounts are not counted.",
            figures.bots,
        )
        detail = f"{detail} {bots}"
    whole = not figures.echo_only_people
    label = title if whole else label
    figure = _figure(figures, "people", people, label, missing=bots, low=figures.people)
    return ShownFigure(figure, people, title, detail)


def _reach(figures: Figures) -> ShownFigure:
    title = tr("potential reach")
    if not figures.reach_known:
        why = tr("No follower counts were recorded, so reach cannot be given.")
        figure = _figure(figures, "potential_reach", tr("not known"), title, missing=why)
        return ShownFigure(figure, tr("not known"), title, why)
    low, high = grouped(figures.reach_low), grouped(figures.reach_high)
    known = tr(
        "from the {known} of {people} accounts whose followers are recorded",
        known=grouped(figures.reach_known),
        people=grouped(figures.people),
    )
    every = figures.reach_known == figures.people
    value = (
        tr("at least {low}, at most {high}", low=low, high=high)
        if every
        else tr("{low} to {high}", low=low, high=high)
    )
    label = title if every else tr("potential reach, {known}", known=known)
    means = tr("Accounts that could have had one of these posts in their timeline")
    seen = tr("Only the platform knows how many saw one.")
    detail = f"{means}. {seen}" if every else f"{means}, {known}. {seen}"
    figure = _figure(
        figures, "potential_reach", value, label, missing="" if every else known,
        term="followers:>=0", low=figures.reach_low, high=figures.reach_high,
    )  # fmt: skip
    return ShownFigure(figure, value, title, detail)


def _impressions(figures: Figures) -> ShownFigure:
    title = tr("potential impressions")
    unknown = figures.posts - figures.impressions_known
    if not figures.impressions_known:
        why = tr("No follower counts were recorded, so impressions cannot be given.")
        figure = _figure(figures, "potential_impressions", tr("not known"), title, missing=why)
        return ShownFigure(figure, tr("not known"), title, why)
    missing = ""
    if unknown:
        missing = trn("{count} post has no record.", "{count} posts have no record.", unknown)
    value = grouped(figures.impressions)
    means = tr("Followers of the author, added up over posts, as recorded at each post.")
    label = title
    if unknown:
        label = tr("potential impressions of the {known} posts whose author’s followers are"
            " recorded", known=grouped(figures.impressions_known))  # fmt: skip
    figure = _figure(
        figures, "potential_impressions", value, label, missing=missing,
        term="followers:>=0", low=figures.impressions,
    )  # fmt: skip
    return ShownFigure(figure, value, title, f"{means} {missing}".rstrip())


def _rates(figures: Figures) -> Iterator[ShownFigure]:
    if figures.per_person is not None:
        value, title = decimal(figures.per_person), tr("posts per person")
        figure = _figure(figures, "per_person", value, title, low=round(figures.per_person, 2))
        yield ShownFigure(figure, value, title, "")
    if figures.per_minute is None or figures.peak is None:
        return
    yield from _per_minute(figures, figures.per_minute)
    yield _peak(figures, figures.peak.astimezone(zone_called(figures.zone)))


def _per_minute(figures: Figures, rate: float) -> Iterator[ShownFigure]:
    """Return the number of posts a minute; '' if it rounds to zero."""
    if rate < _LEAST_RATE:
        return
    value, title = decimal(rate), tr("posts per minute")
    over = trn("over {count} minute", "over {count} minutes", figures.minutes)
    label = tr("posts per minute {over}", over=over)
    untimed = figures.posts - figures.timed
    missing = trn("{count} post has no time.", "{count} posts have no time.", untimed)
    figure = _figure(figures, "per_minute", value, label, missing=missing if untimed else "",
        low=round(rate, 2))  # fmt: skip
    yield ShownFigure(figure, value, title, over)


def _is_of_one_day(figures: Figures) -> bool:
    """Tell whether the scope, which names its day, has only one."""
    zone = zone_called(figures.zone)
    ends = (at.astimezone(zone).date() for at in (figures.start, figures.end) if at)
    return len({*ends}) == 1


def _peak(figures: Figures, at: datetime) -> ShownFigure:
    count = trn("{count} post", "{count} posts", figures.peak_posts)
    day = day_words(at.date())
    label = trn("post in the busiest minute, {time} {zone} on {day}",
        "posts in the busiest minute, {time} {zone} on {day}", figures.peak_posts,
        time=clock(at), zone=abbreviation(at), day=day)  # fmt: skip
    if _is_of_one_day(figures):
        label = trn("post in the busiest minute, {time} {zone}",
            "posts in the busiest minute, {time} {zone}", figures.peak_posts,
            time=clock(at), zone=abbreviation(at))  # fmt: skip
    term = f"since:{at:%Y-%m-%dT%H:%M} until:{at + timedelta(minutes=1):%Y-%m-%dT%H:%M}"
    untimed = figures.posts - figures.timed
    missing = trn("{count} post has no time.", "{count} posts have no time.", untimed)
    figure = _figure(figures, "peak", grouped(figures.peak_posts), label,
        missing=missing if untimed else "", term=term, low=figures.peak_posts)  # fmt: skip
    short = brief_date(at.date())
    return ShownFigure(
        figure, clock(at), tr("peak minute"), tr("{count}, {day}", count=count, day=short)
    )
