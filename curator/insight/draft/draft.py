"""The rough cut: which posts a recap might quote, under which headings, and why.

It arranges what people said and expresses no opinion. In each section it chooses the best post,
and then repeatedly the best of the rest, reduced by its similarity to the chosen ones and by
people already quoted (maximal marginal relevance, Carbonell and Goldstein 1998). Starred posts
come first, rejected ones never. The same posts always give the same draft.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from curator.i18n import tr
from curator.insight.draft.answering import asks, excluded, unlabelled
from curator.insight.draft.belonging import Belonging, words_asked
from curator.insight.draft.ranking import (
    EARNED,
    EARNED_ALONE,
    Candidate,
    Ranked,
    answers_nothing,
    is_announcement,
    is_of_host_or_to_one,
    is_reaction_to_one,
    is_scrap,
    is_unfit,
    is_weak,
    likeness,
    rank,
)
from curator.insight.draft.reasons import ChoiceContext, reason
from curator.insight.draft.themes import themes
from curator.insight.questions.words import key, subject

BUDGET = 5
"""Quotes of a section, unless the editor starred more."""

CHOICES = 5
"""Alternatives offered for a quote."""

MOST = 60
"""Most quotes of a recap; nobody reads more."""

_LOOKED_AT = 300
"""The best posts of a section among which it is chosen; the rest cannot compete."""

_FEW_LABELS = 3
"""Number of labels from which a chat counts as one whose answers are labelled."""

_FEW_LABEL = 3
"""Where fewer people than this label their answers, those of one alone do not exclude others'."""

_FEW, _BARELY = 3, 2
"""Quotes of a section up to which a person's third, and a weak answer, is taken for want of
others."""

_SURE, _SURE_OF = 0.75, 0.6
"""Certainty from which an unlabelled post that nobody liked is taken to be of its question; and
if it shares a word with it."""

_MOST_LOVED, _LIKED = 10, 2
"""The best-liked answers of a chat, which a recap should not be without; fewest likes of them."""

_BESIDES = 2
"""The best-liked labelled answers that a section may have beyond its budget: up to seven."""

_OFTEN = 2
"""Most quotes of one person in a section, if enough others answered."""

_LOUDEST, _MANY_QUOTES = 3, 8
"""Three people should have less than half of the quotes, where there are more than so many: a
story's check list says so too."""

_WORSE = 1.5
"""How much less an answer by another voice may score than the one whose place it takes."""

_CLOSING = re.compile(r"\bpitch(?:es)?\b", re.IGNORECASE)
"""A last 'question' that asks for notices; only what leads somewhere answers it."""

_SAME_WORDS = 2.0
_THE_SAME = 0.6
"""Similarity from which one post repeats the point of another."""

_AGAIN = 6.0
_SAME_PERSON = 0.9
_HEARD_BEFORE = 0.25
_NEWCOMER = 0.4


def asks_for_notices(heading: str) -> bool:
    """Tell whether a 'question' is a round of pitches."""
    return _CLOSING.search(heading) is not None and not heading.endswith("?")


def liked_heading() -> str:
    """Return the heading of the best-liked posts that are of no question or theme."""
    return tr("Liked most")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or a theme, with its posts."""

    heading: str
    posts: frozenset[int]
    """The ids of its candidates."""

    at: datetime | None = None
    """When it was asked, where that is known."""

    post: int = 0
    """The candidate that asks it, where it has no number; else 0."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A post quoted in the rough cut."""

    id: int
    why: str
    """The reason in words: '12 echoes, only newcomer here, has a link'."""

    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the rough cut."""

    heading: str
    picks: tuple[Pick, ...]
    """In reading order."""

    spare: tuple[Pick, ...]
    """The next candidates, the best first."""

    answers: int
    """The number of posts that could have been quoted."""


def arrange(
    candidates: Iterable[Candidate],
    asked: Sequence[Asked] = (),
    *,
    budget: int = BUDGET,
    spares: int = 10,
) -> list[Part]:
    """Return the sections of a rough cut, by question or, where none was asked, by theme.

    A section without anything worth quoting is left out. Of a chat whose themes, found from its
    words, would hold next to nothing there are none.
    """
    said = list(candidates)
    ranked = rank(said)
    themed = not asked
    asked = asked or by_theme(ranked)
    budget = max(2, min(budget, MOST // max(1, len(asked))))
    besides = _BESIDES if budget == BUDGET and len(asked) * (budget + _BESIDES) <= MOST else 0
    heard = Counter[int]()
    labelled = _is_labelled(ranked, asked)
    voices = 1 if len(_labelling(ranked, asked)) >= _FEW_LABEL else 2
    slips = frozenset[int]() if themed else _label_slips(ranked, asked)
    liked = _liked(ranked, () if themed else asked)
    loved = _loved(liked, ranked, asked, labelled=labelled) - slips
    hosts = frozenset(one.post.author.handle.casefold() for one in said if one.host)
    chosen: list[_Chosen] = []
    for each in asked:
        pool = _Pool(
            [one for one in ranked if one.candidate.id in each.posts],
            loved,
            hosts,
            labelled,
            themed,
            slips,
            besides,
            voices,
        )
        chosen += _chosen(each.heading, pool, heard, budget)
    if themed and _is_thin(chosen) and not any(one.candidate.tags for one in ranked):
        return []
    if themed and not any(one.candidate.tags for one in ranked):
        asked, chosen = _without_thin_themes(asked, chosen)
    if themed:
        left = _without_theme(ranked, asked, loved)
    else:
        quoted = frozenset(one.candidate.id for each in chosen for one in each.taken)
        left = _without_question(liked, quoted, slips)[: MOST - len(quoted)] if labelled else []
    if chosen and left:
        pool = _Pool(left, frozenset(one.candidate.id for one in left), hosts, labelled, themed)
        chosen += _chosen(liked_heading(), pool, heard, min(len(left), budget))
    _widen(chosen)
    heard = Counter[int]()
    return [_part(each, heard, spares) for each in chosen]


def _is_thin(chosen: Sequence[_Chosen]) -> bool:
    """Tell whether themes hold so little that the posts are better quoted as one section."""
    return sum(len(each.taken) for each in chosen) < _FEW


def _without_thin_themes(
    asked: Sequence[Asked], chosen: list[_Chosen]
) -> tuple[Sequence[Asked], list[_Chosen]]:
    """Return the themes of which enough is said, if there are any: one remark is no theme."""
    broad = [each for each in chosen if len(each.taken) >= _FEW]
    names = {each.heading for each in broad}
    return ([each for each in asked if each.heading in names], broad) if broad else (asked, chosen)


def _without_theme(
    ranked: Sequence[Ranked], asked: Sequence[Asked], loved: frozenset[int]
) -> list[Ranked]:
    """Return the best-liked posts to all that are of no theme."""
    left = loved.difference(*(each.posts for each in asked))
    return [
        one
        for one in ranked
        if one.candidate.id in left and not one.candidate.post.text.lstrip().startswith("@")
    ]


def _liked(ranked: Sequence[Ranked], asked: Sequence[Asked]) -> list[Ranked]:
    """Return the answers that people liked, the most liked first.

    Without questions, they are of all posts that ask nothing themselves.
    """
    under = frozenset[int]().union(*(each.posts for each in asked))
    liked = [
        one
        for one in ranked
        if (one.candidate.post.likes or 0) >= _LIKED
        and (one.candidate.id in under if asked else not asks(one.candidate.post.shown))
        and one.is_worth_quoting
        and not one.candidate.torn
        and not is_announcement(one.candidate)
        and not is_reaction_to_one(one.candidate)
        and not is_scrap(one.candidate)
    ]
    return sorted(liked, key=lambda one: _by_likes(one.candidate))


def _loved(
    liked: Sequence[Ranked], ranked: Sequence[Ranked], asked: Sequence[Asked], *, labelled: bool
) -> frozenset[int]:
    """Return the ids of the best-liked answers of a chat.

    labelled: the chat's answers carry labels, so that what a host says without one moderates,
    and what begins with a mention is said to one person. One without a label must be among the
    best-liked of all then, stand alone and speak of its question.
    """
    if labelled:
        liked = [one for one in liked if not is_of_host_or_to_one(one.candidate)]
        liked = _fitting(liked, ranked, asked)
    return frozenset(one.candidate.id for one in liked[:_MOST_LOVED])


def _label_slips(ranked: Sequence[Ranked], asked: Sequence[Asked]) -> frozenset[int]:
    """Return the ids of labelled posts that seem to answer the question asked just before them.

    Somebody forgets to count up, or counts too far: they have answered the question of their
    label before and the one just asked nowhere else, or theirs is not asked yet; and their words
    are of the one just asked.
    """
    under = {id_: at for at, each in enumerate(asked) for id_ in each.posts}
    labelled = [one for one in ranked if one.candidate.is_labelled and one.candidate.id in under]
    labelled.sort(key=lambda one: (one.candidate.post.at, one.candidate.id))
    answered: dict[int, list[int]] = defaultdict(list)
    for one in labelled:
        answered[one.candidate.person].append(under[one.candidate.id])
    before: set[tuple[int, int]] = set()
    doubted: list[tuple[Ranked, int, int]] = []
    for one in labelled:
        own, person = under[one.candidate.id], one.candidate.person
        newest = _newest(asked, one.candidate.post.at)
        is_late = (person, own) in before and newest not in answered[person]
        is_other = newest not in {-1, own} and (is_late or _is_early(one, asked[own]))
        if is_other and one.words & words_asked(asked[newest].heading):
            doubted.append((one, own, newest))
        before.add((person, own))
    if not doubted:
        return frozenset()
    belonging = Belonging(ranked, [(each.heading, each.posts) for each in asked])
    return frozenset(
        one.candidate.id
        for one, own, newest in doubted
        if belonging.speaks_rather_of(one, own, newest)
    )


def _is_early(one: Ranked, own: Asked) -> bool:
    """Tell whether somebody answers a question that a host has not asked yet."""
    return not one.candidate.host and own.at is not None and one.candidate.post.at < own.at


def _newest(asked: Sequence[Asked], at: datetime) -> int:
    """Return the place of the last question asked by then; -1 if none is known."""
    known = [(each.at, place) for place, each in enumerate(asked) if each.at and each.at <= at]
    return max(known, default=(at, -1))[1]


def _without_question(
    liked: Sequence[Ranked], quoted: Collection[int], slips: Collection[int]
) -> list[Ranked]:
    """Return those of the best-liked that say something to all, but not to their question.

    Beside labelled answers they would stand under a question that they do not speak of, as time
    alone has placed them, or a slip of the label.
    """
    left = [one for one in liked[:_MOST_LOVED] if one.candidate.id not in quoted]
    return [
        one
        for one in left
        if one.candidate.id in slips
        or not (one.candidate.is_labelled or is_unfit(one.candidate) or _is_to_one(one))
    ]


def _is_to_one(one: Ranked) -> bool:
    return one.candidate.post.text.lstrip(" .").startswith("@")


def _fitting(
    liked: Sequence[Ranked], ranked: Sequence[Ranked], asked: Sequence[Asked]
) -> list[Ranked]:
    """Return the labelled ones of the best-liked, and those others that fit beside them."""
    fit = [
        one
        for one in liked[:_MOST_LOVED]
        if not (one.candidate.is_labelled or is_unfit(one.candidate))
    ]
    if fit:
        belonging = Belonging(ranked, [(each.heading, each.posts) for each in asked])
        fit = [one for one in fit if belonging.is_of_its_question(one)]
    return [one for one in liked if one.candidate.is_labelled or one in fit]


def _by_likes(one: Candidate) -> tuple[int, int, int]:
    return -(one.post.likes or 0), -(one.post.reposts or 0), one.id


def next_few(
    ranked: Sequence[Ranked],
    of: Asked,
    shown: Iterable[int],
    gone: Iterable[int] = (),
    voices: Iterable[int] = (),
) -> list[Pick]:
    """Return alternatives, the best first, each by another person.

    Beside labelled answers, what has no label or answers nothing comes after them, as it is not
    quoted in a rough cut either.
    """
    there, left_out, heard_here = set(shown), set(gone) | set(shown), set(voices)
    pool = [one for one in ranked if one.candidate.id in of.posts]
    taken = [one for one in pool if one.candidate.id in there]
    heard = Counter(one.candidate.person for one in taken)
    left = [
        one
        for one in pool
        if one.is_worth_quoting
        and one.candidate.id not in left_out
        and one.candidate.person not in heard_here
    ][:_LOOKED_AT]
    doubtful = _Pool(pool, frozenset(), frozenset(), _is_labelled(ranked, [of])).doubtful()
    left.sort(key=lambda one: (one.candidate.id in doubtful, -_gain(one, taken, Counter(), heard)))
    own = {one.candidate.person: one for one in reversed(left)}
    return [_pick(one, taken, pool) for one in left if own[one.candidate.person] is one][:CHOICES]


def next_liked(
    ranked: Sequence[Ranked],
    asked: Sequence[Asked],
    shown: Iterable[int],
    gone: Iterable[int] = (),
    voices: Iterable[int] = (),
) -> list[Pick]:
    """Return alternatives to one of the best-liked posts: the next, each by another person."""
    left_out, heard = {*shown, *gone}, {*voices}
    pool = _liked(ranked, asked)
    left: dict[int, Ranked] = {}
    for one in pool:
        if one.candidate.id not in left_out and one.candidate.person not in heard:
            left.setdefault(one.candidate.person, one)
    return [_pick(one, [], pool) for one in islice(left.values(), CHOICES)]


def more_like(
    ranked: Sequence[Ranked], like: int, shown: Iterable[int], gone: Iterable[int] = ()
) -> list[Pick]:
    """Return posts on the same subject as a post, the most similar first."""
    left_out = set(shown) | set(gone)
    own = next((one for one in ranked if one.candidate.id == like), None)
    if own is None:
        return []
    left = [
        one
        for one in ranked
        if one.is_worth_quoting
        and one.candidate.id not in left_out
        and likeness(one.words, own.words)
    ]
    left.sort(key=lambda one: (-likeness(one.words, own.words), -one.score))
    return [_pick(one, [own], left) for one in left[:CHOICES]]


def by_theme(ranked: Sequence[Ranked]) -> list[Asked]:
    """Return the themes of a chat without questions."""
    return [Asked(theme.name, frozenset(theme.posts)) for theme in themes(ranked)]


@dataclass(frozen=True, slots=True)
class _Pool:
    """The candidates of a section."""

    ranked: Sequence[Ranked]
    loved: frozenset[int]
    hosts: frozenset[str]
    """The handles of its hosts, folded."""

    labelled: bool
    """Whether the answers of the chat are labelled, so that unlabelled posts must earn it."""

    themed: bool = False
    """Whether it is of a theme, not of a question."""

    slips: frozenset[int] = frozenset()
    """Those whose label seems to be a slip."""

    besides: int = 0
    """The best-liked labelled answers that may be quoted beyond the budget."""

    voices: int = 1
    """By how many people labelled answers must be to stand alone."""

    def best_liked(self) -> list[Ranked]:
        """Return those that the room liked best, the most liked first."""
        found = [one for one in self.ranked if one.candidate.id in self.loved]
        return sorted(found, key=lambda one: -(one.candidate.post.likes or 0))

    def is_weak(self, one: Ranked, without: frozenset[str]) -> bool:
        """Tell whether an answer is quoted only for want of others.

        without: words of what the question excludes.
        """
        if without and without & subject(one.candidate.post.shown):
            return True
        if one.candidate.id in self.loved:
            return False
        return one.candidate.id in self.slips or is_weak(one.candidate, self.hosts)

    def quotable(self, heading: str) -> list[Ranked]:
        """Return those that may be quoted without having been starred."""
        fit = (
            one
            for one in self.ranked
            if one.is_worth_quoting and one.candidate.mark != "star" and not one.candidate.post.cut
        )
        usual, answered = self._median_reactions(), self._has_answers()
        own = (one for one in fit if self._is_quotable(one, heading, usual, answered=answered))
        return list(islice(own, _LOOKED_AT))

    def _is_quotable(self, one: Ranked, heading: str, usual: float, *, answered: bool) -> bool:
        candidate = one.candidate
        if candidate.id in self.loved:
            return True
        if candidate.torn or (self.labelled and is_of_host_or_to_one(candidate)):
            return False
        if candidate.is_labelled:
            return not answers_nothing(candidate)
        if asks_for_notices(heading):
            return any(span.kind == "link" for span in candidate.post.spans)
        if answered or (is_scrap(candidate) and (self.themed or self.labelled)):
            return False
        return not answers_nothing(candidate) and self._is_earned(one, heading, usual)

    def doubtful(self) -> frozenset[int]:
        """Return the ids of those that a rough cut leaves out beside labelled answers."""
        if not self._has_answers():
            return frozenset()
        return frozenset(
            one.candidate.id
            for one in self.ranked
            if not one.candidate.is_labelled or answers_nothing(one.candidate)
        )

    def _has_answers(self) -> bool:
        """Tell whether labelled answers to the question are there, by enough people.

        Of unlabelled posts that stood beside them in rough cuts of ten evenings, a reader deleted
        half, however strongly people had reacted; of labelled ones, one in fifty.
        """
        people = {
            one.candidate.person
            for one in self.ranked
            if one.candidate.is_labelled and one.is_worth_quoting
        }
        return self.labelled and len(people) >= self.voices

    def _is_earned(self, one: Ranked, heading: str, usual: float) -> bool:
        """Tell whether a post without a label has earned its place by what is known of it."""
        candidate = one.candidate
        is_heard = bool(candidate.post.likes) and one.reactions >= usual
        if not (is_heard or self.themed or _is_sure(candidate, heading)):
            return False
        if not self.labelled:
            return True
        to_all = not (candidate.host or _is_to_one(one))
        return to_all and one.worth >= (EARNED if one.reactions >= usual else EARNED_ALONE)

    def _median_reactions(self) -> float:
        """Return the median of reactions to answers, at least some."""
        reactions = sorted(one.reactions for one in self.ranked)
        return max(reactions[len(reactions) // 2], 0.1) if reactions else 0.1


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A section with its quotes, and the answers that could stand in their place."""

    heading: str
    pool: _Pool
    taken: list[Ranked]
    left: list[Ranked]
    """Those that may be quoted too, without the weak ones."""

    weak: list[Ranked]


def _chosen(heading: str, pool: _Pool, heard: Counter[int], budget: int) -> list[_Chosen]:
    """Return a section with the best answers, or nothing if none is worth quoting."""
    taken = [one for one in pool.ranked if one.candidate.mark == "star"]
    here = Counter(one.candidate.person for one in taken)
    for one in pool.best_liked():
        most = budget + pool.besides * one.candidate.is_labelled
        has_room = len(taken) < most and here[one.candidate.person] < _OFTEN
        if has_room and one not in taken and _likeness(one, taken) < _THE_SAME:
            taken.append(one)
            here[one.candidate.person] += 1
    left = [one for one in _without_repeats(pool.quotable(heading), taken) if one not in taken]
    without = excluded(heading)
    weak = [one for one in left if pool.is_weak(one, without)]
    left = [one for one in left if one not in weak]
    few = min(budget, _FEW)
    voices = {one.candidate.person for one in pool.ranked}
    often = _OFTEN if len(voices) > _OFTEN else budget
    for of, most, each in ((left, budget, often), (left, few, budget), (weak, _BARELY, budget)):
        while len(taken) < most:
            rare = (one for one in of if here[one.candidate.person] < each)
            if (best := _best(rare, taken, heard, here)) is None:
                break
            of.remove(best)
            taken.append(best)
            here[best.candidate.person] += 1
    heard.update(one.candidate.person for one in taken)
    return [_Chosen(heading, pool, taken, left, weak)] if taken else []


def _widen(sections: Sequence[_Chosen]) -> None:
    """Let other voices in until three people have less than half of the quotes, if that can be.

    What is exchanged first costs least: the quote that goes against the one that comes. What
    the editor starred stays, and so do the best-liked answers.
    """
    while (most := _most_quoted_people(sections)) and (change := _cheapest(sections, most)):
        _, at, gone, come = change
        sections[at].taken.remove(gone)
        sections[at].left.remove(come)
        sections[at].taken.append(come)


def _most_quoted_people(sections: Sequence[_Chosen]) -> frozenset[int]:
    """Return the three people quoted most; nobody if they have less than half of the quotes."""
    said = Counter(one.candidate.person for each in sections for one in each.taken)
    most = said.most_common(_LOUDEST)
    if said.total() <= _MANY_QUOTES or 2 * sum(count for _, count in most) < said.total():
        return frozenset()
    return frozenset(person for person, _ in most)


def _cheapest(
    sections: Sequence[_Chosen], most: frozenset[int]
) -> tuple[float, int, Ranked, Ranked] | None:
    """Return which quote of some people goes, from where, and what comes in its place.

    First is what it costs; None is returned where nothing fits.
    """
    found: list[tuple[float, int, Ranked, Ranked]] = []
    for at, each in enumerate(sections):
        others = [one for one in each.left if one.candidate.person not in most]
        for one in each.taken:
            candidate, loved = one.candidate, one.candidate.id in each.pool.loved
            if candidate.person not in most or candidate.mark == "star" or loved:
                continue
            kept = [other for other in each.taken if other is not one]
            here = Counter(other.candidate.person for other in kept)
            if come := _best(others, kept, Counter(), here):
                cost = one.score - _gain(come, kept, Counter(), here)
                found += [(cost, at, one, come)] if cost <= _WORSE else []
    return min(found, key=lambda change: (change[0], change[2].candidate.id), default=None)


def _part(chosen: _Chosen, heard: Counter[int], spares: int) -> Part:
    pool, taken = chosen.pool, chosen.taken
    here = Counter(one.candidate.person for one in taken)
    left = chosen.left + chosen.weak
    heard.update(one.candidate.person for one in taken)
    picks = [_pick(one, taken, pool.ranked) for one in taken]
    order = {one.candidate.id: (one.candidate.post.at, one.candidate.id) for one in pool.ranked}
    spare = [_pick(one, taken, pool.ranked) for one in _in_turn(left, taken, heard, here, spares)]
    return Part(
        chosen.heading,
        tuple(sorted(picks, key=lambda p: order[p.id])),
        tuple(spare),
        len(pool.ranked),
    )


def _is_labelled(ranked: Sequence[Ranked], asked: Sequence[Asked]) -> bool:
    """Tell whether people label their answers, so that unlabelled posts need a higher worth."""
    return _labelling(ranked, asked).total() >= _FEW_LABELS


def _labelling(ranked: Sequence[Ranked], asked: Sequence[Asked]) -> Counter[int]:
    """Return who labels answers, and how many."""
    under = frozenset[int]().union(*(each.posts for each in asked))
    return Counter(
        one.candidate.person
        for one in ranked
        if one.candidate.is_labelled and one.candidate.id in under
    )


def _is_sure(one: Candidate, heading: str) -> bool:
    """Tell whether an unlabelled post is certain enough to be of its question."""
    if one.sure >= _SURE or not one.question:
        return True
    return one.sure >= _SURE_OF and bool(subject(heading) & subject(one.post.shown))


def _without_repeats(ranked: Iterable[Ranked], taken: Iterable[Ranked]) -> Iterator[Ranked]:
    """Yield posts, of those that say the same word for word the first, and none said in taken."""
    said = {key(unlabelled(one.candidate.post.shown)) for one in taken}
    worded = [(key(unlabelled(one.candidate.post.shown)), one) for one in ranked]
    first: dict[str, Ranked] = {}
    for words, one in sorted(worded, key=lambda each: _moment(each[1])):
        first.setdefault(words, one)
    for words, one in worded:
        if words not in said and first[words] is one:
            yield one


def _moment(one: Ranked) -> tuple[datetime, int]:
    return one.candidate.post.at, one.candidate.id


def _likeness(one: Ranked, taken: Sequence[Ranked]) -> float:
    return max((likeness(one.words, other.words) for other in taken), default=0.0)


def _in_turn(
    left: list[Ranked], taken: list[Ranked], heard: Counter[int], here: Counter[int], most: int
) -> list[Ranked]:
    """Return the next posts in the order in which they would be chosen."""
    left, taken, here, found = list(left), list(taken), here.copy(), list[Ranked]()
    while len(found) < most and (best := _best(left, taken, heard, here)):
        left.remove(best)
        taken.append(best)
        here[best.candidate.person] += 1
        found.append(best)
    return found


def _best(
    left: Iterable[Ranked], taken: Sequence[Ranked], heard: Counter[int], here: Counter[int]
) -> Ranked | None:
    """Return the post that adds most to the chosen ones; None if none is good enough."""
    is_worth_quoting = (one for one in left if one.is_worth_quoting)
    return max(is_worth_quoting, key=lambda one: _gain(one, taken, heard, here), default=None)


def _gain(one: Ranked, taken: Sequence[Ranked], heard: Counter[int], here: Counter[int]) -> float:
    said = _likeness(one, taken)
    person = one.candidate.person
    return (
        one.score
        + _NEWCOMER * one.candidate.newcomer
        - (_SAME_WORDS * said if said < _THE_SAME else _AGAIN)
        - _SAME_PERSON * here[person] ** 2
        - _HEARD_BEFORE * heard[person]
    )


def _pick(one: Ranked, taken: Sequence[Ranked], pool: Sequence[Ranked]) -> Pick:
    company = ChoiceContext(
        pool,
        [each.candidate for each in taken if each is not one],
        max((likeness(one.words, each.words) for each in taken if each is not one), default=0.0),
    )
    return Pick(one.candidate.id, reason(one, company), round(one.score, 3))
