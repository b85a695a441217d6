"""The chats in an archive: their hosts, and their questions with times.

A question is opened by a host's first post that has its label and asks something. Announcements
get no answers, so of several similar posts the last before the answers counts. Numbers that
restart, or a night without any, begin another chat.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from curator.insight.questions import words
from curator.insight.questions.answer_times import AnswerTimes
from curator.insight.questions.guests import guests_of
from curator.insight.questions.hosts import (
    QUIET,
    Labelled,
    could_ask,
    find_leaders,
    hosts_of,
    owner_of,
    split_at_silences,
    with_marked,
    with_used_labels,
)
from curator.insight.questions.split_texts import (
    further_question,
    is_further_part,
    whole,
    without_further,
)
from curator.insight.questions.unnumbered import unnumbered
from curator.insight.questions.values import (
    DAY,
    HOUR,
    MINUTE,
    Asked,
    ByHand,
    ChatPost,
    Seat,
    Session,
)
from curator.labels import Label, label_of

_SLOW = 40 * HOUR
"""A chat may ask one question a day."""

_AGAIN = 40 * MINUTE
"""Numbers that restart after a longer pause begin another chat."""

_LATE = 7 * DAY
"""Labelled answers belong to the last question for this long."""

_AHEAD = 10 * MINUTE
"""An unanswered question asked again after at least this long may have been an announcement."""

_EARLY = 15 * MINUTE
"""So long before a question some already answer it."""

_SLACK = 5 * MINUTE
"""Tolerance for archives with minutes only, and for overlapping hosts."""

_ALIKE = 0.6
_FEW = 3


@dataclass(slots=True)
class _Run:
    """A chat whose questions are being collected, by number."""

    opened: dict[int, Labelled]

    @property
    def last(self) -> Labelled:
        return max(self.opened.values(), key=lambda each: each.post.at)

    @property
    def first(self) -> int:
        return min(each.post.at for each in self.opened.values())


def find_questions(
    posts: Sequence[ChatPost], labels: Mapping[int, Label], by_hand: ByHand
) -> list[Session]:
    """Return the chats among posts, which are in order of time, with what is asked in them."""
    own = [
        Labelled(said, labels[said.id]) for said in posts if said.id in labels and not said.echo_of
    ]
    own = with_marked(with_used_labels(own), posts, by_hand)
    asking = could_ask(own, by_hand)
    people = {said.person: said.handle for said in posts}
    seats = {people[person]: seat for person, seat in by_hand.seats.items() if person in people}
    hosts = hosts_of(asking, own, seats)
    answered = AnswerTimes.of(own, posts)
    runs = _runs(asking, hosts, answered, by_hand)
    owner = owner_of(posts)
    runs = [run for run in _without_announced(runs) if _is_chat(run, own, posts, by_hand, owner)]
    runs += _unasked(own, runs)
    for run in runs:
        run.opened = {n: whole(each, posts, labels) for n, each in run.opened.items()}
        run.opened |= unnumbered(run.opened, _posts_near(run, posts), answered.labelled)
    return _sessions(sorted(runs, key=lambda run: run.first), own, posts, seats)


def _posts_near(run: _Run, posts: Sequence[ChatPost]) -> Sequence[ChatPost]:
    lo = bisect_left(posts, run.first - HOUR, key=lambda said: said.at)
    return posts[lo : bisect_right(posts, run.last.post.at + HOUR, key=lambda said: said.at)]


# Collecting questions


def _runs(
    asking: list[Labelled],
    hosts: Mapping[str, float],
    answered: AnswerTimes,
    by_hand: ByHand,
) -> list[_Run]:
    """Return the chats, from their hosts' questions."""
    runs: list[_Run] = []
    for burst in split_at_silences(asking):
        leaders = find_leaders(burst, hosts)
        for each in burst:
            given = each.post.id in by_hand.questions
            if each.speaker in leaders or given:
                _ask(runs, each, answered, given=given)
        start = min((run.first for run in runs), default=0)
        for each in burst:
            if each.speaker not in leaders and each.post.at >= start - HOUR:
                _ask_as_guest(runs, each, answered)
    return runs


def _ask(runs: list[_Run], each: Labelled, answered: AnswerTimes, *, given: bool) -> None:
    """Let a host's post open a question, begin a chat, or be a repeat or an answer."""
    number, at = each.label.number, each.post.at
    run = runs[-1] if runs else None
    if run is None or _is_over(run, number, at):
        runs.append(_Run({number: each}))
        return
    there = run.opened.get(number)
    if there is None:
        fits = number > max(run.opened) or not answered.between(number, run.first, at)
        if each.asks or given or fits:
            run.opened[number] = each
    elif given or _is_better(each, there, run, answered):
        run.opened[number] = each
    elif (
        each.asks
        and not _is_repeat(each, there)
        and at - there.post.at > _AGAIN
        and _is_new_chat(run, number, at - run.last.post.at)
    ):
        runs.append(_Run({number: each}))


def _is_over(run: _Run, number: int, at: int) -> bool:
    """Tell whether a chat was silent for too long to continue with a number."""
    follows = number == max(run.opened) + 1
    return at - run.last.post.at > (_SLOW if follows else QUIET)


def _is_better(each: Labelled, there: Labelled, run: _Run, answered: AnswerTimes) -> bool:
    """Tell whether a later post asks what an earlier, unanswered one only announced."""
    number, begun = each.label.number, there.post.at
    if is_further_part(each.label.rest):
        return False
    if answered.between(number, begun - _EARLY, each.post.at):
        return False
    if each.asks and not there.asks:
        return True
    later = {n for n, other in run.opened.items() if other.post.at > begun}
    if any(n > number for n in later):
        return False  # the chat has gone on
    if not _is_repeat(each, there):
        return False
    return bool(later) or (
        each.post.at - begun > _AHEAD and answered.is_livelier(each.post.at, begun)
    )


def _is_new_chat(run: _Run, number: int, silent: int) -> bool:
    return (number == 1 and len(run.opened) > 1) or silent > 3 * HOUR


def _ask_as_guest(runs: list[_Run], each: Labelled, answered: AnswerTimes) -> None:
    """Let another person's post open a number that no host asks, if others then answer it."""
    number, at = each.label.number, each.post.at
    run = next((run for run in reversed(runs) if run.first - HOUR <= at), None)
    if run is None or number in run.opened or at - run.last.post.at > QUIET:
        return
    if not each.asks or each.post.reply_to or words.count(each.label.rest) <= _FEW:
        return
    before = [e.post.at for n, e in run.opened.items() if n < number]
    after = [e.post.at for n, e in run.opened.items() if n > number]
    between = max(before, default=0) - _SLACK <= at <= min(after, default=at) + _SLACK
    fits = {number - 1, number + 1} <= run.opened.keys()
    if between and (fits or answered.between(number, at, at + HOUR) > 1):
        run.opened[number] = each


def _is_repeat(each: Labelled, there: Labelled) -> bool:
    mine, theirs = words.content(each.label.rest), words.content(there.label.rest)
    return words.likeness(mine, theirs) >= _ALIKE and len(mine & theirs) * 2 >= len(mine | theirs)


def _without_announced(runs: list[_Run]) -> list[_Run]:
    """Return the chats without those that only announce the next one."""
    kept = []
    for run, following in zip(runs, [*runs[1:], None], strict=False):
        if following is not None and following.first - run.first < 2 * DAY:
            shared = run.opened.keys() & following.opened.keys()
            alike = sum(_is_repeat(following.opened[n], run.opened[n]) for n in shared)
            if alike * 2 >= len(run.opened) and run.last.post.at - run.first < _EARLY:
                continue
        kept.append(run)
    return kept


# Deciding what is a chat


def _is_chat(
    run: _Run, own: list[Labelled], posts: Sequence[ChatPost], by_hand: ByHand, owner: str
) -> bool:
    """Tell whether people discuss the questions; a list of questions alone is no chat."""
    if any(each.post.id in by_hand.questions for each in run.opened.values()):
        return True
    end = run.last.post.at + HOUR
    openers = {each.post.id for each in run.opened.values()}
    answers = [
        each
        for each in own[_index_at(own, run.first - _EARLY) : _index_at(own, end + 1)]
        if each.post.id not in openers and each.label.number in run.opened
    ]
    if len(run.opened) == 1:
        return len(answers) >= _FEW and len({each.speaker for each in answers}) > 1
    if len(answers) >= _FEW:
        return True
    hosts = {each.speaker for each in run.opened.values()}
    lo = bisect_left(posts, run.first, key=lambda said: said.at)
    hi = bisect_right(posts, end, key=lambda said: said.at)
    others = [said for said in posts[lo:hi] if said.handle not in hosts]
    if owner and owner not in hosts:  # nobody else can have answered
        said_by_owner = sum(said.handle == owner and not said.echo_of for said in others)
        return said_by_owner >= len(run.opened) > 1 and run.last.post.at - run.first >= _EARLY
    return len(others) >= _FEW * len(run.opened) and len({said.handle for said in others}) > 1


def _index_at(own: list[Labelled], at: int) -> int:
    return bisect_left(own, at, key=lambda each: each.post.at)


def _unasked(own: list[Labelled], runs: list[_Run]) -> list[_Run]:
    """Return chats of which the archive has answers but no questions."""
    taken = [(run.first - HOUR, run.last.post.at + QUIET) for run in runs]
    loose = [
        each
        for each in own
        if each.label.kind == "answer"
        and each.label.place == "start"
        and not any(start <= each.post.at <= end for start, end in taken)
    ]
    found = []
    for burst in split_at_silences(loose):
        opened = _answered_by_several(burst)
        if len(opened) > 1:
            found.append(_Run(opened))
    return found


def _answered_by_several(burst: Sequence[Labelled]) -> dict[int, Labelled]:
    """Return by number the first answer, if at least two people answered."""
    groups: dict[int, list[Labelled]] = defaultdict(list)
    for each in burst:
        groups[each.label.number].append(each)
    return {
        number: group[0]
        for number, group in groups.items()
        if len(group) >= _FEW and len({each.speaker for each in group}) > 1
    }


# Results


def _sessions(
    runs: list[_Run], own: list[Labelled], posts: Sequence[ChatPost], seats: Mapping[str, Seat]
) -> list[Session]:
    found: list[Session] = []
    for n, run in enumerate(runs):
        following = runs[n + 1].first if n + 1 < len(runs) else None
        last = run.last.post.at
        end = min(last + _LATE, following - 5 * MINUTE) if following else last + _LATE
        begin = max(run.first - HOUR, found[-1].questions[-1].at + 1 if found else 0)
        every = (run.opened | _missing(run, own, begin, end)).values()
        asked = tuple(sorted(_divided([_asked(each) for each in every]), key=_order))
        found.append(
            Session(asked, _find_hosts_and_guests(every, asked, posts, seats), max(end, last))
        )
    return found


def _missing(run: _Run, own: list[Labelled], begin: int, end: int) -> dict[int, Labelled]:
    """Return numbers that are answered by several people but asked by nobody."""
    most = max(run.opened) + 1
    until = min(end, run.last.post.at + QUIET)
    inside = [
        each
        for each in own[_index_at(own, begin) : _index_at(own, until)]
        if each.label.kind == "answer"
        and each.label.place == "start"
        and each.label.number not in run.opened
        and each.label.number <= most
    ]
    hosts = {each.speaker for each in run.opened.values()}
    several = _answered_by_several(inside)
    return {
        number: _shown(number, first.post.at, own, hosts) or first
        for number, first in {**_first_of(inside, below=max(run.opened)), **several}.items()
    }


def _first_of(answers: Sequence[Labelled], below: int) -> dict[int, Labelled]:
    """Return by number the first answers to questions that must have been asked: others follow."""
    found: dict[int, Labelled] = {}
    for each in answers:
        if each.label.number < below:
            found.setdefault(each.label.number, each)
    return found


def _shown(number: int, at: int, own: list[Labelled], hosts: set[str]) -> Labelled | None:
    """Return a host's post that names a number before its first answer: a picture asks it."""
    near = own[_index_at(own, at - _EARLY) : _index_at(own, at + 1)]
    for each in reversed(near):
        label = each.label
        if label.number == number and label.kind == "question" and each.speaker in hosts:
            return each
    return None


def _asked(each: Labelled) -> Asked:
    said, label = each.post, each.label
    if label.kind == "answer":
        return Asked(label.number, said.at, None, "", said.id)
    tells = label.place != "end" or each.asks
    return Asked(label.number, said.at, said.id, label.rest if tells else "", said.id)


def _divided(every: list[Asked]) -> Iterator[Asked]:
    """Yield questions, of which one that nobody asked in a post of its own may stand in another's.

    “Q6 How do they differ? OR Q7: Who can use them?” asks both.
    """
    unasked = {each.number for each in every if each.post is None}
    more = {each.number + 1: further_question(each.text, each.number + 1) for each in every}
    for each in every:
        if each.post is None:
            label = label_of(more.get(each.number, ""))
            yield replace(each, text=label.rest if label else each.text)
        elif each.number + 1 in unasked:
            yield replace(each, text=without_further(each.text, each.number))
        else:
            yield each


def _order(asked: Asked) -> tuple[int, int]:
    return asked.at, asked.number


def _find_hosts_and_guests(
    opened: Iterable[Labelled],
    asked: Sequence[Asked],
    posts: Sequence[ChatPost],
    given: Mapping[str, Seat],
) -> dict[str, Seat]:
    """Return who hosts: all who ask, whoever asks most; and their guests. The editor decides."""
    hosts = {each.speaker for each in opened if each.label.kind == "question"}
    found: dict[str, Seat] = dict.fromkeys(hosts, "host")
    if hosts:
        found |= dict.fromkeys(guests_of(asked, hosts, posts), "guest")
    return found | dict(given)
