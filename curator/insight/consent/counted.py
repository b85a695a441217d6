"""Applies consent to blocks of figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from curator.counted import (
    Bar,
    Figure,
    Figures,
    Participant,
    Resource,
    ResourceKind,
    Scope,
    Tally,
)
from curator.i18n import tr
from curator.insight.figures.cast import sentence
from curator.insight.figures.charts import alt
from curator.model import Block, Cast, Chart, Counted, Facts, Links, Standing

_UNSAID = Standing()

Tells: TypeAlias = Callable[[ResourceKind, str], bool]
"""Tells whether a link, handle or hashtag reveals somebody."""


@dataclass(frozen=True, slots=True)
class CountedMask:
    """Redacts blocks of figures."""

    people: Mapping[tuple[str, str], Standing]
    redacted: Callable[[str], str]
    """Redacts names in a text."""

    tells: Tells

    def block(self, block: Counted) -> Counted:
        """Return a block for publication, without withheld people."""
        scope = self._scope(block.scope)
        match block:
            case Facts(figures):
                return replace(block, figures=tuple(map(self._figure, figures)), scope=scope)
            case Chart():
                return self._chart(replace(block, scope=scope))
            case Cast():
                return self._cast(replace(block, scope=scope))
            case Links(resources):
                shown = tuple(self._resource(r) for r in resources if not self._hides(r))
                return replace(block, resources=shown, scope=scope)

    def figures(self, figures: Figures, hidden: Container[str]) -> Figures:
        """Return figures whose lists name nobody who must not be named; numbers stay.

        hidden: the keys of posts by people whose handles are not shown.
        """
        shown = (self._person(person) for person in figures.contributors)
        return replace(
            figures,
            query=self.redacted(figures.query),
            chat=self.redacted(figures.chat),
            hashtags=self._tallies("hashtag", figures.hashtags),
            mentions=self._tallies("mention", figures.mentions),
            links=self._tallies("link", figures.links),
            domains=self._tallies("link", figures.domains),
            contributors=tuple(person for person in shown if person),
            sectors=self._groups("sector", figures.sectors),
            roles=self._groups("role", figures.roles),
            most_shared=tuple(t for t in figures.most_shared if t.value not in hidden),
            most_answered=tuple(t for t in figures.most_answered if t.value not in hidden),
        )

    def _tallies(self, kind: ResourceKind, found: Iterable[Tally]) -> tuple[Tally, ...]:
        return tuple(each for each in found if not self.tells(kind, each.value))

    def _groups(self, what: str, found: Iterable[Tally]) -> tuple[Tally, ...]:
        """Return groups of people without those in which everybody is withheld."""
        withheld = Counter(
            str(getattr(said, what)).casefold()
            for said in self.people.values()
            if said.consent == "withheld"
        )
        return tuple(
            replace(each, value=self.redacted(each.value), term=self.redacted(each.term))
            for each in found
            if not each.value or each.count > withheld[each.value.casefold()]
        )

    def _scope(self, scope: Scope) -> Scope:
        return replace(scope, query=self.redacted(scope.query), words=self.redacted(scope.words))

    def _figure(self, figure: Figure) -> Figure:
        return replace(
            figure,
            value=self.redacted(figure.value),
            label=self.redacted(figure.label),
            definition=self.redacted(figure.definition),
            missing=self.redacted(figure.missing),
            query=self.redacted(figure.query),
        )

    def _chart(self, chart: Chart) -> Chart:
        bars = tuple(bar for each in chart.bars for bar in self._bar(chart, each))
        masked = replace(chart, bars=bars, title=self.redacted(chart.title))
        words = chart.alt if bars == chart.bars else alt(masked)
        return replace(masked, alt=self.redacted(words))

    def _bar(self, chart: Chart, bar: Bar) -> Iterator[Bar]:
        if bar.person is None:
            value = bar.label.lstrip("#@")
            if not (chart.kind == "hashtags" and self.tells("hashtag", value)):
                yield replace(bar, label=self.redacted(bar.label))
        elif person := self._person(bar.person):
            label = bar.label if person == bar.person else _label(person)
            yield replace(bar, label=label, person=person)

    def _cast(self, cast: Cast) -> Cast:
        shown = (self._person(person) for person in cast.people)
        people = tuple(person for person in shown if person)
        own = cast.sentence == sentence(cast.people)  # otherwise the editor has edited the words
        words = sentence(people) if own and people != cast.people else cast.sentence
        return replace(cast, people=people, sentence=self.redacted(words))

    def _hides(self, resource: Resource) -> bool:
        return self.tells(resource.kind, resource.value)

    def _resource(self, resource: Resource) -> Resource:
        by = self._person(resource.by) if resource.by else None
        return replace(resource, title=self.redacted(resource.title), by=by)

    def _person(self, person: Participant) -> Participant | None:
        """Return a person as far as they consented; None: not at all."""
        key = (person.platform, person.handle.casefold())
        match self.people.get(key, _UNSAID).consent:
            case "full":
                return self._plain(person)
            case "handle":
                return self._plain(replace(person, name=""))
            case "role":
                role = self.people[key].role.strip()
                return replace(
                    person, handle="", name="", organisation="", role=self.redacted(role)
                )
            case _:
                return None

    def _plain(self, person: Participant) -> Participant:
        """Return a person whose role and organisation name nobody who must not be named."""
        return replace(
            person,
            name=self.redacted(person.name),
            role=self.redacted(person.role),
            organisation=self.redacted(person.organisation),
            sector=self.redacted(person.sector),
        )


def participants(block: Block) -> Iterator[Participant]:
    """Yield the people named in a block of figures."""
    match block:
        case Chart(bars=bars):
            yield from (bar.person for bar in bars if bar.person)
        case Cast(people=people):
            yield from people
        case Links(resources):
            yield from (resource.by for resource in resources if resource.by)
        case _:
            pass


def _label(person: Participant) -> str:
    return (
        person.name
        or (f"@{person.handle}" if person.handle else person.role)
        or tr("A participant")
    )
