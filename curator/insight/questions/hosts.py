"""The hosts of a chat: who asks its numbered questions first, and whom people answer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from curator.insight.questions import words
from curator.insight.questions.values import HOUR, MINUTE, ByHand, ChatPost, Seat
from curator.labels import Label, is_used

QUIET = 6 * HOUR
"""A silence that ends a chat, unless the next number follows."""

_AGAIN = 40 * MINUTE
"""Numbers that restart after a longer pause begin another chat."""

_ALIKE = 0.6
_MOSTLY = 0.5
_SKIPPED = 2
"""A gap allowed between numbers, as when the host forgot to write one."""

_LEAST_WORDS = 3
_GIVEN = 500.0
_SURELY = 1000.0
"""The score of a guest or host named by the editor."""

_REPEATED = re.compile(r"\W*[RM]T\s+@([\w.@-]*\w)", re.IGNORECASE)
_ASKS = re.compile(
    r"[?？؟\u037e]|^\W*(?:how|what|why|which|who|where|when|whose|tell|share|describe|name|list"
    r"|give|explain|discuss|think\s+(?:of|about|back)|imagine|consider|complete|finish"
    r"|comment|qu[eé]|qué|cómo|cuál|por\s+qué|wie|was|warum|welche\w*|come|perché|quali?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A post with its label."""

    post: ChatPost
    label: Label

    @property
    def speaker(self) -> str:
        """Return whose words they are, in lower case: for “RT @x:”, x."""
        found = _REPEATED.match(self.post.text)
        return found[1].casefold() if found else self.post.handle

    @property
    def asks(self) -> bool:
        """Return whether it asks a question, or invites people to tell something."""
        return _ASKS.search(self.label.rest) is not None


def with_marked(own: list[Labelled], posts: Sequence[ChatPost], by_hand: ByHand) -> list[Labelled]:
    """Return the labelled posts, with those that the editor marked as questions among them."""
    if not by_hand.questions:
        return own
    kept = [each for each in own if each.post.id not in by_hand.questions]
    for said in posts:
        if number := by_hand.questions.get(said.id):
            text = said.text.strip()
            kept.append(Labelled(said, Label("question", number, "start", text)))
    return sorted(kept, key=lambda each: (each.post.at, each.post.id))


def with_used_labels(own: list[Labelled]) -> list[Labelled]:
    """Return the posts whose label is of a kind used in their chat."""
    found = []
    for burst in split_at_silences(own):
        letters = _letters(burst)
        found += [each for each in burst if is_used(each.label, letters)]
    return found


def _letters(burst: list[Labelled]) -> set[str]:
    """Return the letters other than Q that label several questions."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for each in burst:
        label = each.label
        if label.kind == "question" and label.place == "start" and each.asks:
            numbers[label.sign[0]].add(label.number)
    asked = len(numbers.pop("q", ()))
    return {sign for sign, own in numbers.items() if len(own) > max(1, asked)}


def could_ask(own: list[Labelled], by_hand: ByHand) -> list[Labelled]:
    """Return the posts that may open a question, each wording once for each person."""
    found = []
    for each in own:
        label = each.label
        if each.post.id in by_hand.questions or (
            label.kind == "question"
            and not label.is_promise
            and words.count(label.rest) >= _LEAST_WORDS
            and (label.place != "end" or each.asks)
            and (label.place == "start" or each.asks or label.is_firm)
            and by_hand.places.get(each.post.id, 0) is not None
        ):
            found.append(each)
    return found


def hosts_of(
    asking: list[Labelled], own: list[Labelled], seats: Mapping[str, Seat]
) -> dict[str, float]:
    """Return the possible hosts, each with a score.

    Hosts ask numbers first, burst by burst, and are addressed by those who answer.
    """
    speaks: dict[str, float] = defaultdict(float)
    for burst in split_at_silences(asking):
        for speaker, weight in _asked_first(burst):
            speaks[speaker] += weight
    called = Counter(each.post.reply_handle for each in own)
    for speaker in speaks:
        speaks[speaker] += min(called[speaker], 20) / 10
    for handle, seat in seats.items():
        speaks[handle] = _SURELY if seat == "host" else _GIVEN
    return dict(speaks)


def _asked_first(burst: list[Labelled]) -> Iterator[tuple[str, float]]:
    """Yield who asks a number, with a score: the highest for the first."""
    firsts: dict[int, Labelled] = {}
    for each in burst:
        if each.asks:
            firsts.setdefault(each.label.number, each)
    seen: set[tuple[int, str]] = set()
    for each in burst:
        number = each.label.number
        if (number, each.speaker) not in seen:
            seen.add((number, each.speaker))
            if number not in firsts:
                yield each.speaker, 0.5
            elif firsts[number] is each:
                yield each.speaker, 2.0


def find_leaders(burst: list[Labelled], speaks: Mapping[str, float]) -> set[str]:
    """Return the hosts of a burst: all who ask its numbers, and those named by the editor.

    Somebody who asks only one number must fit the sequence: between other numbers, or as the next
    one, at a similar interval.
    """
    given = {handle for handle, weight in speaks.items() if weight >= _GIVEN}
    found = set(given)
    for part in _rounds(burst):
        asked: dict[str, set[int]] = defaultdict(set)
        taken: set[int] = set()
        for each in sorted(part, key=lambda each: not each.asks):
            if each.label.number not in taken or each.speaker in given:
                taken.add(each.label.number)
                asked[each.speaker].add(each.label.number)
        weights = {
            speaker: len(numbers) + speaks.get(speaker, 0) / 20
            for speaker, numbers in asked.items()
        }
        most = max(weights.values(), default=0)
        found |= {speaker for speaker, weight in weights.items() if weight == most}
        found |= _co_hosts(part, found, given)
    return found


def _rounds(burst: list[Labelled]) -> list[list[Labelled]]:
    """Return a burst divided where its numbers restart."""
    found: list[list[Labelled]] = []
    first: Labelled | None = None
    last_second = max(
        (each.post.at for each in burst if each.label.number == 2 and each.asks),  # noqa: PLR2004
        default=0,
    )
    for each in burst:
        opens = each.asks and each.label.number == 1 and _can_lead(each)
        again = (
            opens
            and first is not None
            and first.post.at + _AGAIN < each.post.at < last_second
            and not _has_same_words(each, first)
        )
        if not found or again:
            found.append([])
        if opens and (again or first is None):
            first = each
        found[-1].append(each)
    return found


def _co_hosts(burst: list[Labelled], leaders: set[str], given: set[str]) -> set[str]:
    """Return who asks numbers in addition to the main hosts."""
    row = _row(burst, leaders, given)
    numbers: dict[str, set[int]] = defaultdict(set)
    for number, each in row.items():
        numbers[each.speaker].add(number)
    several = {speaker for speaker, own in numbers.items() if len(own) > 1}
    if several - leaders:
        row = _row(burst, leaders | several, given)
    found = set(several)
    for number, each in row.items():
        if each.speaker not in leaders and _fits_into(row, number, each):
            found.add(each.speaker)
    return found


def _row(burst: list[Labelled], leaders: set[str], given: set[str]) -> dict[int, Labelled]:
    """Return by number who asks it first: those named by the editor, leaders, others."""
    row: dict[int, Labelled] = {}
    able = [e for e in burst if (e.asks and _can_lead(e)) or e.speaker in given]
    for each in sorted(able, key=lambda e: (e.speaker not in given, e.speaker not in leaders)):
        if each.speaker in leaders or each.label.number <= max(row, default=0) + _SKIPPED:
            row.setdefault(each.label.number, each)
    return row


def _can_lead(each: Labelled) -> bool:
    """Tell whether a post looks like a host's question: to all, with its number first."""
    to_all = each.post.reply_handle in {"", each.post.handle}
    return to_all and each.label.place != "end" and words.count(each.label.rest) > _LEAST_WORDS


def _fits_into(row: Mapping[int, Labelled], number: int, each: Labelled) -> bool:
    at = each.post.at
    others = [other for n, other in row.items() if n != number]
    if not others or any(_has_same_words(each, other) for other in others):
        return False
    before = [other.post.at for n, other in row.items() if n < number]
    after = [other.post.at for n, other in row.items() if n > number]
    if at < max(before, default=at) or at > min(after, default=at):
        return False
    if after:
        return number == 1 or bool(before)
    times = sorted(before)
    gaps = sorted(later - earlier for earlier, later in pairwise(times))
    usual = gaps[len(gaps) // 2] if gaps else 0
    return number - _SKIPPED <= max(n for n in row if n < number) and at - times[-1] >= usual / 3


def _has_same_words(one: Labelled, other: Labelled) -> bool:
    mine, theirs = words.content(one.label.rest), words.content(other.label.rest)
    return words.likeness(mine, theirs) >= _ALIKE


def split_at_silences(labelled: list[Labelled]) -> list[list[Labelled]]:
    """Return posts, in order of time, divided at long silences."""
    found: list[list[Labelled]] = []
    for each in labelled:
        if not found or each.post.at - found[-1][-1].post.at > QUIET:
            found.append([])
        found[-1].append(each)
    return found


def owner_of(posts: Sequence[ChatPost]) -> str:
    """Return who wrote most of the posts, as in a personal archive; '' if nobody did."""
    counted = Counter(said.handle for said in posts)
    handle, most = max(counted.items(), key=lambda item: item[1], default=("", 0))
    return handle if most > _MOSTLY * counted.total() else ""
