"""The score of posts for quoting, from countable properties, with reasons in words.

It uses what an editor sees at a glance: how much a post says, what it contains, how people
reacted. It never judges by author or opinion. The weights are few and round, so that they can
be discussed; none was fitted to a particular chat. The same posts always give the same order.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from curator.insight.draft import answering
from curator.insight.questions.side_talk import is_aside, is_recommendation
from curator.insight.text.vocabulary import (
    announces,
    begins_with_greeting,
    folded,
    has_greeting,
    substance,
    words_as_written,
    words_of,
)
from curator.labels import words_after_lead
from curator.model import Mark, Post

ENOUGH = 18
"""Meaningful words beyond which length adds nothing."""

COMMON = 0.25
"""Words used by more than this share of people say nothing about the topic."""

HELD = 0.2
"""Share of posts from which a hashtag counts as the chat's own."""

_OWN = 0.5
"""Share of posts from which leaving out a hashtag is meaningful."""

WORTHY = 0.9
"""Posts below this worth are quoted only if starred."""

EARNED, EARNED_ALONE = 1.7, 2.8
"""Worth from which an unlabelled post is quoted in a chat of labelled answers: if people reacted
to it as they did to others, or if there are no reactions to go by."""

_UNHEARD = 1.0
"""The penalty for a reply to one person that nobody reacted to."""

_NEARLY_ALL = 0.75
"""Share of posts from which a hashtag is what the posts were collected by."""

_FULL, _FULLER = 0.75, 1.25
"""The weight of fullness in the order, and additionally for being quoted at all."""

_BELONGS = 3.0
"""The weight of the chat's hashtag: without it, a post may address a single person."""

_LABELLED = 0.5
"""The weight of a label such as “A3”, which marks an answer."""

_LOVED, _ABOVE = 3.2, 1.0
"""The weight of the most reactions of all, and of more reactions than the others."""

_MANY, _EACH, _READ = 4_000, 600, 120
"""Posts beyond which a chat is very large; those of one question that are looked at closely
then; and letters beyond which a longer post promises no more."""

_BEGIN = 12
"""Characters at the beginning of a post."""

_REPORTS, _MOSTLY = 5, 0.7

_AFTERTHOUGHT, _AT_ONCE = 0.6, timedelta(minutes=2)
"""The penalty for an answer by somebody who has answered the question before, and the time within
which the two are still one: of such answers a reader deletes one in nine, of others one in 70."""

_SAME_WORDS, _NOTICED = 3, timedelta(minutes=10)
"""Meaningful words that nobody writes twice by chance; within this time a slip is noticed."""

_ADDRESSED = re.compile(r"\s*[.…]?@\w")
_MENTION = re.compile(r"\s*[.…]?@([\w.-]*\w)")
_POST_OF = re.compile(r"https?://(?:\w+\.)?(?:twitter|x)\.com/(\w+)/status/", re.IGNORECASE)
_REPEATED = re.compile(r"[RM](?<!\w[RM])T\b[\s:]*@\w")  # a set of letters is found quickly
_ASKING = re.compile(r"[?？؟]\s*(?:[#@]\S+\s*)*$")
_NUMBER = re.compile(
    r"(?<![\w/:.])\d[\d,.]*\s?(?:%|percent\b|million\b|m\b|k\b)|[$€£]\s?\d", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post that might be quoted, with its details."""

    id: int
    post: Post
    person: int
    """The author; accounts of one person share a number."""

    mark: Mark | None = None
    tags: tuple[str, ...] = ()
    question: int = 0
    """The id of the question it answers; 0 for none."""

    sure: float = 1.0
    """The certainty of the question, from 0 to 1: 1 for a label."""

    parts: tuple[tuple[int, Post], ...] = ()
    """The id and the post of each part of a thread; empty: it is a post of its own.
    `post` then has the words of all of them."""

    torn: bool = False
    """Whether it announces a continuation that is missing."""

    echoes: int = 0
    echo_people: int = 0
    replies: int = 0
    """Its replies in the library."""

    host: bool = False
    newcomer: bool = False
    quotable: bool = True
    """Whether its author is neither protected, withheld nor muted."""

    is_echo: bool = False
    """It repeats another post."""

    @property
    def is_labelled(self) -> bool:
        """Whether it names the question it answers."""
        return bool(self.question) and self.sure == 1


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score."""

    candidate: Candidate
    score: float
    """The score, comparable within one ranking only."""

    worth: float
    """The worth of the post by itself; see WORTHY."""

    words: frozenset[str] = field(default_factory=frozenset)
    """Its meaningful words, for comparison with others."""

    reactions: float = 0.0
    """Likes, echoes and replies combined; 0 for none."""

    @property
    def is_worth_quoting(self) -> bool:
        """Return whether it is worth quoting without having been starred."""
        return self.worth >= WORTHY


def rank(candidates: Iterable[Candidate]) -> list[Ranked]:
    """Return the quotable candidates, the best first."""
    pool = _shortlist([each for each in candidates if may_be_quoted(each)])
    words = {each.id: words_of(each.post) for each in pool}
    topic, belonging = _topic(pool, words), chat_tags(each.post for each in pool)
    own = chat_tags((each.post for each in pool), _OWN)
    collected = chat_tags((each.post for each in pool), _NEARLY_ALL)
    resonance, machines = _Reactions(pool), _bots(pool)
    corrected, later = _corrected(pool, words), _afterthoughts(pool)
    ranked: list[Ranked] = []
    for each in pool:
        plain = words_as_written(each.post)
        full = min(substance(plain), ENOUGH) / ENOUGH
        score = _FULL * full + _score(each, plain, words[each.id], topic, resonance)
        score -= 1.5 * (each.person in machines) + 1.5 * ("```" in each.post.text)
        belongs = _belongs(each, belonging)
        worth = score + _FULLER * full - (1 - _belongs(each, own))
        worth -= _UNHEARD * (_is_addressed(each) and resonance.is_unheard(each))
        is_none = _is_of_the_chat(each) or _is_of_another_chat(each, collected)
        worth = min(worth, 0.0) if is_none else worth
        score += _BELONGS * belongs - _AFTERTHOUGHT * (each.id in later)
        heard = resonance.raw(each)
        if each.id not in corrected:
            ranked.append(Ranked(each, score, worth, frozenset(words[each.id]), heard))
    return sorted(ranked, key=lambda one: (-one.score, one.candidate.post.at, one.candidate.id))


def _shortlist(pool: list[Candidate]) -> list[Candidate]:
    """Return the candidates that are examined closely: in a very large chat not all.

    For each question, a few hundred that are labelled and had most reactions: many times more
    than can be quoted.
    """
    if len(pool) <= _MANY:
        return pool
    under: dict[int, list[Candidate]] = {}
    for one in pool:
        under.setdefault(one.question, []).append(one)
    most = max(_EACH, _MANY // len(under))
    found: list[Candidate] = []
    for own in under.values():
        own.sort(key=lambda one: (one.mark != "star", -_estimate(one), one.id))
        found += own[:most]
    return sorted(found, key=lambda one: (one.post.at, one.id))


def _estimate(one: Candidate) -> float:
    """Return a rough estimate of a post's worth, without reading its text."""
    length = min(len(one.post.text), _READ) / _READ
    return _Reactions.raw(one) + one.is_labelled + bool(one.post.media) + length


def may_be_quoted(one: Candidate) -> bool:
    """Tell whether a post may be proposed: original, not rejected, and its author quotable."""
    return (
        one.quotable
        and one.mark != "reject"
        and not one.is_echo
        and not one.post.repost_of
        and not one.post.context
        and not _REPEATED.search(one.post.text)
    )


def chat_tags(posts: Iterable[Post], share: float = HELD) -> frozenset[str]:
    """Return the chat's own hashtags: those on at least a share of its posts."""
    count, tags = 0, Counter[str]()
    for post in posts:
        count += 1
        tags.update(tags_of(post))
    most = max(tags.values(), default=0)
    return frozenset(
        tag for tag, times in tags.items() if times >= max(most / 2, share * count, 2)
    )


def tags_of(post: Post) -> frozenset[str]:
    """Return the hashtags of a post, folded."""
    return frozenset(folded(span.value) for span in post.spans if span.kind == "hashtag")


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the similarity of two posts, from 0 to 1 (Dice's coefficient)."""
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def _score(
    one: Candidate,
    plain: Sequence[str],
    words: Sequence[str],
    topic: dict[str, float],
    resonance: _Reactions,
) -> float:
    post = one.post
    score = 0.5 * _about(words, topic)
    score += resonance.of(one)
    score += 1.0 * bool(post.media) + 0.5 * _has_link(post)
    score += 0.2 * names_figure(post)
    score += _LABELLED * one.is_labelled + 0.4 * one.sure**2 * bool(one.question)
    score -= 1.0 * _is_addressed(one)
    if not one.is_labelled:
        score -= announces(plain, linked=_has_link(post)) + 0.5 * is_aside(post.shown)
        score -= 0.5 * has_greeting(plain) + 0.5 * _is_of_the_chat(one)
    score -= 0.4 * begins_with_greeting(plain)
    score -= 0.4 * (not one.is_labelled and bool(_ASKING.search(post.text)))
    score -= 0.5 * post.cut + 0.5 * one.torn
    score -= (0.1 if one.is_labelled else 0.6) * one.host
    return score


def _belongs(one: Candidate, hashtags: frozenset[str]) -> float:
    """Return how clearly a post belongs to the chat: fully with its hashtag or a label."""
    if not hashtags or one.is_labelled or not tags_of(one.post).isdisjoint(hashtags):
        return 1.0
    return 0.5 * bool(one.question)


def _is_addressed(one: Candidate) -> bool:
    """Tell whether a post talks to one person rather than to all.

    A labelled answer talks to all, even if it begins with a mention.
    """
    return bool(_ADDRESSED.match(one.post.text)) and not one.is_labelled


def _is_of_the_chat(one: Candidate) -> bool:
    """Tell whether an unlabelled post is about the chat itself."""
    return not one.is_labelled and answering.is_of_the_chat(one.post.shown)


def _is_of_another_chat(one: Candidate, hashtags: frozenset[str]) -> bool:
    """Tell whether a post has hashtags, but none of those that nearly all posts have.

    One that is short for the chat's, or made of it, is as good: “#bread”, “#breadchat16”.
    """
    tags = tags_of(one.post)
    return (
        bool(hashtags and tags)
        and one.mark != "star"
        and not any(tag.startswith(own) or own.startswith(tag) for tag in tags for own in hashtags)
    )


def answers_nothing(one: Candidate) -> bool:
    """Tell whether a post asks, thanks, gives notice or reacts instead of answering.

    Of a labelled one only if hardly anything else is said.
    """
    text = one.post.shown
    if one.is_labelled:
        return answering.is_empty_answer(text, is_loved=_Reactions.raw(one) > 0)
    return is_reaction_to_one(one) or answering.is_aside(text) or is_announcement(one)


def is_reaction_to_one(one: Candidate) -> bool:
    """Tell whether a post to one person reacts to them, so that it is little without theirs."""
    return _is_addressed(one) and (one.host or answering.is_reaction(one.post.shown))


def is_of_host_or_to_one(one: Candidate) -> bool:
    """Tell whether an unlabelled post is the host's, or begins with a mention."""
    return not one.is_labelled and (one.host or one.post.text.lstrip().startswith("@"))


def is_unfit(one: Candidate) -> bool:
    """Tell whether an unlabelled post is no answer beside labelled ones, however loved it is.

    It goes on from another post, asks, speaks to one person or commends something to read.
    """
    text = one.post.shown
    return not one.is_labelled and (
        answering.is_aside(text)
        or answering.names_at_end(text)
        or (_has_link(one.post) and is_recommendation(text))
    )


def is_scrap(one: Candidate) -> bool:
    """Tell whether an unlabelled post is a cry, a mere pointer, or talk among several people."""
    if one.is_labelled or one.parts:
        return False
    text = one.post.shown
    return answering.is_bare(text, linked=_has_link(one.post)) or answering.is_to_several(text)


def is_announcement(one: Candidate) -> bool:
    """Tell whether an unlabelled post greets or tells what is on, instead of answering."""
    return not one.is_labelled and (
        answering.is_announcement(one.post.shown)
        or begins_with_greeting(words_as_written(one.post))
    )


def is_weak(one: Candidate, hosts: frozenset[str]) -> bool:
    """Tell whether an answer asks, gives notice, goes on, or talks to or of one other person.

    hosts: the handles of those whom labelled answers may be addressed to, folded.
    """
    text = one.post.shown
    if not one.is_labelled:
        return _is_addressed(one)
    to = _MENTION.match(text) or _MENTION.match(answering.unlabelled(text))
    to_another = to is not None and to[1].casefold() not in hosts
    if one.torn or to_another or answering.is_doubtful(text):
        return True
    return answering.is_reaction(text) and _quotes_another(one.post, hosts)


def _quotes_another(post: Post, hosts: frozenset[str]) -> bool:
    """Tell whether a post shows one by somebody who is neither its author nor a host."""
    links = (_POST_OF.match(span.value) for span in post.spans if span.kind == "link")
    shown = {found[1].casefold() for found in links if found}
    return bool(shown - hosts - {post.author.handle.casefold()})


def names_figure(post: Post) -> bool:
    """Tell whether a post mentions a percentage, an amount or a large number."""
    return _NUMBER.search(post.text) is not None


def _bots(pool: Sequence[Candidate]) -> set[int]:
    """Return accounts whose posts always begin alike, as those of bots do."""
    begins: dict[int, Counter[str]] = {}
    for one in pool:
        begin = words_after_lead(one.post.shown)[:_BEGIN]
        begins.setdefault(one.person, Counter())[begin] += 1
    return {
        person
        for person, counts in begins.items()
        if counts.total() >= _REPORTS and max(counts.values()) >= _MOSTLY * counts.total()
    }


def _corrected(pool: Sequence[Candidate], words: Mapping[int, Sequence[str]]) -> set[int]:
    """Return labelled posts whose author soon wrote their words again under another label.

    The later label corrects the earlier one.
    """
    said: dict[tuple[int, tuple[str, ...]], Candidate] = {}
    found: set[int] = set()
    for one in sorted(pool, key=lambda one: (one.post.at, one.id)):
        if one.is_labelled and one.mark != "star" and len(words[one.id]) >= _SAME_WORDS:
            own = one.person, tuple(words[one.id])
            before = said.get(own)
            if before and before.question != one.question and _is_soon(before, one):
                found.add(before.id)
            said[own] = one
    return found


def _is_soon(before: Candidate, one: Candidate) -> bool:
    return one.post.at - before.post.at <= _NOTICED


def _afterthoughts(pool: Sequence[Candidate]) -> set[int]:
    """Return labelled posts that come some time after their author has answered the question."""
    before: dict[tuple[int, int], datetime] = {}
    found: set[int] = set()
    for one in sorted(pool, key=lambda one: (one.post.at, one.id)):
        if one.is_labelled:
            last = before.get(own := (one.person, one.question))
            if last and one.post.at - last >= _AT_ONCE:
                found.add(one.id)
            before[own] = one.post.at
    return found


def _has_link(post: Post) -> bool:
    return any(span.kind == "link" for span in post.spans)


def _about(words: Sequence[str], topic: dict[str, float]) -> float:
    """Return how much a post is about the topic of the chat, from 0 to 1."""
    weights = sorted((topic.get(word, 0.0) for word in set(words)), reverse=True)[:5]
    return sum(weights) / 5


def _topic(pool: Sequence[Candidate], words: dict[int, list[str]]) -> dict[str, float]:
    """Return the words that several people use, but not most, weighted up to 1."""
    people: dict[str, set[int]] = {}
    for one in pool:
        for word in set(words[one.id]):
            people.setdefault(word, set()).add(one.person)
    everybody = len({one.person for one in pool}) or 1
    counts = {word: len(who) for word, who in people.items() if len(who) > 1}
    most = max(counts.values(), default=1)
    return {
        word: math.log(count + 1) / math.log(most + 1)
        for word, count in counts.items()
        if everybody <= 1 / COMMON or count / everybody <= COMMON
    }


class _Reactions:
    """The reactions to posts, compared with those around them."""

    def __init__(self, pool: Sequence[Candidate]) -> None:
        ordered = Counter(self.raw(one) for one in pool)
        below, self._worth = 0, dict[float, float]()
        self._heard = 2 * ordered[0.0] < len(pool)
        most = max(ordered, default=0.0) or 1.0
        for value in sorted(ordered):
            self._worth[value] = _ABOVE * below / len(pool) + _LOVED * value / most
            below += ordered[value]

    def of(self, one: Candidate) -> float:
        """Return how strong the reactions to a post were, compared with the others."""
        return self._worth[self.raw(one)]

    def is_unheard(self, one: Candidate) -> bool:
        """Tell whether a post had no reactions, although most had some."""
        return self.raw(one) == 0 and self._heard

    @staticmethod
    def raw(one: Candidate) -> float:
        """Return likes, echoes and replies combined, with large numbers damped."""
        post = one.post
        repeated = max(one.echo_people, post.reposts or 0)
        answered = max(one.replies, post.replies or 0)
        return math.log1p((post.likes or 0) + 2 * repeated + answered)
