"""Assignment of posts to questions, with reason and certainty.

A label decides; so does a reply to an assigned post. Other posts written while questions are
open are scored, see `scoring`. Side talk, and a host's moderation, belong to no question.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from statistics import median

from curator.insight.questions import relevance, side_talk, words
from curator.insight.questions.arrivals import is_arrival
from curator.insight.questions.habits import Answer
from curator.insight.questions.hosts import owner_of
from curator.insight.questions.scoring import Clues, Scorer
from curator.insight.questions.values import (
    MINUTE,
    Asked,
    ByHand,
    ChatPost,
    Place,
    PlacedBy,
    Session,
)
from curator.labels import Label, is_used

_EARLY = 15 * MINUTE
"""Answers may come this long before their question."""

_AFTER, _AFTER_LEAST = 30 * MINUTE, 12 * MINUTE
"""Unlabelled posts still answer the last question as long as the others stood, within these."""

_LINGER, _LINGER_WORDS = 3 * MINUTE, 12
"""Who then still writes so many words to all, and neither asks nor links, answers for so long:
of seven hidden answers six then belonged to the last question, and of the posts without label
two of three answered it, in the chats this was chosen on; in ten others, none was gained."""

_ANSWERED = 8 * MINUTE
"""After this long, most people have answered the last question."""

_SPOKEN_TO = 10 * MINUTE
"""A reply to a person within this time is about that person's post."""

_PART = re.compile(
    r"(?:^|[\s(\[])[2-9]\s?(?:/|of)\s?\d?[)\]]?(?=\W|$)|^\W*(?:\.\.+|…)\w"
    r"|\bcont(?:'d|inued|d)?\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r".*\b[RM]T\s+@[\w.@-]*\w\s*:?\s*", re.IGNORECASE | re.DOTALL)
_QUOTES = re.compile(r"[RrMm][Tt]\s+@")
_COPIED = 4
"""Words that two people hardly write by chance."""

_FIRST_NAMED = re.compile(r"\W*@(\w+)")
_SAMPLE = 5_000
"""Answers, spread over a chat, from which its vocabulary is learnt."""

_SAYS = 5
"""A host's post with fewer words after a number only introduces the question."""

_ALIKE = 0.6
_TO_QUESTION, _TO_ANSWER, _AT_BEST = 0.95, 0.85, 0.9
_SURE = {
    ("start", True): 0.99,
    ("start", False): 0.97,
    ("inside", True): 0.9,
    ("inside", False): 0.85,
    ("end", True): 0.85,
    ("end", False): 0.8,
}
"""The certainty, by the position of a label and whether it is unambiguous."""


def place(
    posts: Sequence[ChatPost],
    sessions: Sequence[Session],
    labels: Mapping[int, Label],
    by_hand: ByHand,
) -> dict[int, Place]:
    """Return the posts that belong to a question; posts are in order of time."""
    places: dict[int, Place] = {}
    owner = owner_of(posts)
    placers = [_Placer(session, labels, by_hand, places, owner) for session in sessions]
    starts = [session.start - _EARLY for session in sessions]
    inside: list[list[ChatPost]] = [[] for _ in sessions]
    for said in posts:
        number = bisect_right(starts, said.at) - 1
        if number >= 0:
            inside[number].append(said)
    for n, own in enumerate(inside):
        rest = placers[n].place_known(own)
        if n:
            placers[n - 1].place_known(rest)
    for placer, own in zip(placers, inside, strict=True):
        placer.place_rest(own)
    _place_echoes(posts, places)
    for post, question in by_hand.places.items():
        if question is None:
            places.pop(post, None)
        else:
            places[post] = Place(question, "label", 1.0)
    return places


@lru_cache(maxsize=4_096)
def _shared(question: int, why: PlacedBy, confidence: float) -> Place:
    """Return a place, the same for all the posts that have it: there may be a million."""
    return Place(question, why, confidence)


def _place_echoes(posts: Sequence[ChatPost], places: dict[int, Place]) -> None:
    """Assign echoes to the question of their originals."""
    for said in posts:
        if said.echo_of:
            if (source := places.get(said.echo_of)) is not None:
                places[said.id] = source
            else:
                places.pop(said.id, None)


class _Placer:
    """Assigns the posts of one chat."""

    def __init__(
        self,
        session: Session,
        labels: Mapping[int, Label],
        by_hand: ByHand,
        places: dict[int, Place],
        owner: str,
    ) -> None:
        self._owner = owner
        self._session, self._labels, self._by_hand = session, labels, by_hand
        self._places = places
        self._asked = session.questions
        self._order = {asked.first: n for n, asked in enumerate(self._asked)}
        self._open_until = self._asked[-1].at + _grace_time(self._asked)
        self._texts = [words.content(asked.text) for asked in self._asked]
        self._asked_words = frozenset(word for text in self._texts for word in text)
        asking = (labels.get(asked.post or 0) for asked in self._asked)
        self._letters = {label.sign[0] for label in asking if label} - {"q"}
        self._content: dict[int, frozenset[str]] = {}
        self._wordings: dict[int, str] = {}
        self._asides: dict[tuple[int, bool], bool] = {}
        self._known: dict[int, list[Answer]] = defaultdict(list)
        self._kept, self._stride = 0, max(1, len(labels) // _SAMPLE)
        self._worded: dict[str, int] = {}
        self._heard: Counter[str] = Counter()
        self._firsts: set[int] = set()

    # Posts that name their question

    def place_known(self, posts: Sequence[ChatPost]) -> list[ChatPost]:
        """Assign labelled posts; return those whose label fits no question."""
        rest = []
        for said in posts:
            if not said.echo_of:
                question = self._named_question(said)
                if question is not None:
                    self._keep(said, question)
                elif said.id in self._labels:
                    rest.append(said)
        return rest

    def _named_question(self, said: ChatPost) -> int | None:
        """Return the question that a post, or the editor, names."""
        if said.id in self._by_hand.places:
            return self._order.get(self._by_hand.places[said.id] or 0)
        if said.id in self._order:
            return self._order[said.id]
        label = self._labels.get(said.id)
        if label is None or label.is_promise or said.at > self._session.end:
            return None
        if not is_used(label, self._letters):
            return None
        for n, asked in enumerate(self._asked):
            if asked.number == label.number and asked.at <= said.at + _EARLY:
                return None if self._is_repeat(said, label, n) else n
        return None

    def _is_repeat(self, said: ChatPost, label: Label, question: int) -> bool:
        """Tell whether a post only repeats the question."""
        if label.kind == "answer":
            return False
        if self._session.hosts.get(said.handle) == "host" and said.handle != self._owner:
            brief = words.count(label.rest) < _SAYS
            if brief or label.place == "end" or "?" in label.rest:
                return True  # in other words, or in another language
        mine, theirs = words.content(label.rest), self._texts[question]
        return words.likeness(mine, theirs) >= _ALIKE and len(mine) >= len(theirs) / 2

    def _keep(self, said: ChatPost, question: int) -> None:
        asked, label = self._asked[question], self._labels.get(said.id)
        sure = 1.0
        if label is not None and said.id != asked.first:
            sure = _SURE[label.place, label.is_firm]
        self._places[said.id] = _shared(asked.first, "label", sure)
        if said.id != asked.post:
            self._kept += 1
            sampled = self._kept % self._stride == 0
            found = self._words(said) if sampled else frozenset[str]()
            self._known[said.person].append(Answer(said.at, said.person, question, found))

    def _words(self, said: ChatPost) -> frozenset[str]:
        found = self._content.get(said.id)
        if found is None:
            label = self._labels.get(said.id)
            found = words.subject(label.bare if label else said.text)
            self._content[said.id] = found
        return found

    # Replies, and posts near a question

    def place_rest(self, posts: Sequence[ChatPost]) -> None:
        """Assign the posts that do not name their question."""
        for own in self._known.values():
            own.sort()
        busiest = self._owner or owner_of(posts)
        self._firsts = _first_posts(posts)
        self._count_words(posts)
        asked = [each.at for each in self._asked]
        texts = [words.subject(each.text) for each in self._asked]
        weigher = Scorer(asked, texts, self._known, self._unlabelled(posts, busiest))
        for said in posts:
            if said.echo_of or said.id in self._by_hand.places:
                continue
            if said.id not in self._places:
                there = self._place_of_repeat(said) or self._by_reply(said, weigher, busiest)
                if there is None:
                    there = self._by_weight(said, weigher)
                if there is not None:
                    self._places[said.id] = there
            self._note(said)

    def _count_words(self, posts: Sequence[ChatPost]) -> None:
        """Count in how many posts of the chat each word is, once there are enough."""
        answers = [answer.words for own in self._known.values() for answer in own]
        others = [
            said
            for said in posts
            if not said.echo_of and said.id not in self._places and self._is_open(said)
        ]
        if relevance.has_vocabulary(len(answers) + len(others)):
            self._heard.update(chain.from_iterable(answers))
            self._heard.update(chain.from_iterable(map(self._words, others)))

    def _wording(self, said: ChatPost) -> str:
        """Return the text of a post, without label, as its copies share it."""
        found = self._wordings.get(said.id)
        if found is None:
            label = self._labels.get(said.id)
            found = words.key(label.bare if label else said.text)
            self._wordings[said.id] = found
        return found

    def _place_of_repeat(self, said: ChatPost) -> Place | None:
        """Return the question of an earlier post with the same words, or of a quoted one."""
        wordings = [self._wording(said)]
        if _QUOTES.search(said.text) and (quoted := _QUOTED.search(said.text)):
            wordings.append(words.key(said.text[quoted.end() :]))
        for wording in wordings:
            before = self._places.get(self._worded.get(wording, 0))
            if before is not None and wording.count(" ") >= _COPIED - 1:
                return before
        return None

    def _unlabelled(self, posts: Sequence[ChatPost], busiest: str) -> list[Clues]:
        """Return the clues of posts that do not name their question."""
        found = []
        spoke: dict[str, tuple[int, int]] = {}
        for said in posts:
            if said.echo_of:
                continue
            if said.id not in self._places and self._answers_perhaps(said, busiest):
                found.append(self._clues(said, spoke))
            place = self._places.get(said.id)
            question = self._order.get(place.question, -1) if place else 0
            spoke[said.handle] = said.at, max(0, question)
        return found

    def _answers_perhaps(self, said: ChatPost, busiest: str) -> bool:
        in_time = self._is_open(said) or self._is_late_answer(said)
        return in_time and not self._is_aside(said) and not self._is_moderation(said, busiest)

    def _is_aside(self, said: ChatPost) -> bool:
        """Tell whether a post is a greeting, thanks, an advert or a private exchange."""
        answers = said.reply_to in self._places
        found = self._asides.get((said.id, answers))
        if found is None:
            found = self._is_likely_aside(said, answers=answers)
            self._asides[said.id, answers] = found
        return found

    def _is_likely_aside(self, said: ChatPost, *, answers: bool) -> bool:
        text = said.text
        named = _FIRST_NAMED.match(text)
        whom = said.reply_handle or (named[1].casefold() if named else "")
        to_one = whom not in {"", said.handle} and self._session.hosts.get(whom) != "host"
        own = self._words(said)
        shared = len(own & self._asked_words)
        if to_one and self._heard and not self._is_of_chat(said, own):
            return True
        if said.id in self._firsts and is_arrival(text, shared=self._shares(said)):
            return True
        if not answers and self._only_commends(said):
            return True
        if side_talk.is_pitch(text) and self._asked_words.isdisjoint(side_talk.PITCHES):
            return True
        return (
            side_talk.is_aside(text)
            or side_talk.is_advert(text, is_late=said.at > self._asked[-1].at + _ANSWERED)
            or side_talk.is_banter(text, to_one=to_one, shared=shared, answers=answers)
        )

    def _only_commends(self, said: ChatPost) -> bool:
        """Tell whether a post commends a book or the like that nobody has asked for."""
        return (
            side_talk.has_link(said.text)
            and side_talk.is_recommendation(said.text)
            and self._asked_words.isdisjoint(side_talk.READING)
            and not self._shares(said)
        )

    def _shares(self, said: ChatPost) -> bool:
        """Tell whether words of a post, beside its hashtags, stand in the questions."""
        return not words.content(said.text).isdisjoint(self._asked_words)

    def _is_of_chat(self, said: ChatPost, own: frozenset[str]) -> bool:
        """Tell whether a post to one person is about the subject, and no side talk."""
        by_host = self._session.hosts.get(said.handle) == "host"
        return relevance.is_of_subject(
            said.text, own, self._asked_words, self._heard, by_host=by_host
        )

    def _clues(self, said: ChatPost, spoke: Mapping[str, tuple[int, int]]) -> Clues:
        part = _PART.search(said.text) is not None
        own = self._words(said)
        to = _question_of_addressee(said, spoke)
        return Clues(said.id, said.at, said.person, own, len(said.text), to, part)

    def _is_open(self, said: ChatPost) -> bool:
        """Tell whether a post was written while questions could be answered."""
        return said.is_timed and self._session.start < said.at <= self._open_until

    def _is_late_answer(self, said: ChatPost) -> bool:
        """Tell whether a post after that time is like an answer that took long to write."""
        return (
            said.is_timed
            and 0 < said.at - self._open_until <= _LINGER
            and not (said.reply_to or said.reply_handle or _FIRST_NAMED.match(said.text))
            and words.count(said.text) >= _LINGER_WORDS
            and not side_talk.asks_back(said.text)
            and not side_talk.has_link(said.text)
            and not _QUOTES.search(said.text)
        )

    def _note(self, said: ChatPost) -> None:
        """Remember the question of a text."""
        there = self._places.get(said.id)
        if there is not None and there.question in self._order and said.id not in self._order:
            self._worded.setdefault(self._wording(said), said.id)

    def _is_moderation(self, said: ChatPost, busiest: str) -> bool:
        """Tell whether a host's post moderates the chat rather than answers."""
        if self._session.hosts.get(said.handle) != "host" or said.handle == busiest:
            return False
        return side_talk.is_lead(said.text)

    def _by_reply(self, said: ChatPost, weigher: Scorer, busiest: str) -> Place | None:
        """Return the question of the post that a reply answers."""
        parent = self._places.get(said.reply_to)
        if parent is None or parent.question not in self._order or self._is_aside(said):
            return None
        question = self._order[parent.question]
        own = said.reply_handle == said.handle != busiest
        if own and weigher.habits.latest(said.at) != question:
            return None  # a person's own thread moves on from question to question
        to_question = said.reply_to == self._asked[question].post
        if (
            said.at > self._open_until
            and not to_question
            and not self._is_of_subject(said, parent)
        ):
            return None  # people stay to talk
        sure = min(_TO_QUESTION if to_question else _TO_ANSWER, parent.confidence)
        return _shared(parent.question, "reply", sure)

    def _is_of_subject(self, said: ChatPost, parent: Place) -> bool:
        """Tell whether a late reply goes on about what was asked, below a labelled answer."""
        asked = self._texts[self._order[parent.question]]
        return parent.why == "label" and not asked.isdisjoint(self._words(said))

    def _by_weight(self, said: ChatPost, weigher: Scorer) -> Place | None:
        """Return the likeliest question by time, person and words, if the post is an answer."""
        weighed = weigher.weigh(said.id)
        if weighed is None or not weigher.has_words(self._words(said)):
            return None
        best, sure = weighed
        return _shared(self._asked[best].first, "time", round(_AT_BEST * sure, 2))


def _first_posts(posts: Iterable[ChatPost]) -> set[int]:
    """Return the first post of each person, what repeats others left out."""
    firsts: dict[int, int] = {}
    for said in posts:
        if not said.echo_of:
            firsts.setdefault(said.person, said.id)
    return set(firsts.values())


def _grace_time(asked: Sequence[Asked]) -> float:
    """Return how long after the last question people usually still answer it."""
    gaps = [later.at - earlier.at for earlier, later in pairwise(asked)]
    return min(_AFTER, max(_AFTER_LEAST, median(gaps) if gaps else _AFTER))


def _question_of_addressee(said: ChatPost, spoke: Mapping[str, tuple[int, int]]) -> int:
    """Return the question of a recent post by the person addressed; -1: none."""
    named = _FIRST_NAMED.match(said.text)
    handle = said.reply_handle or (named[1].casefold() if named else "")
    if not handle or handle == said.handle:
        return -1
    at, question = spoke.get(handle, (0, -1))
    return question if said.at - at <= _SPOKEN_TO else -1
