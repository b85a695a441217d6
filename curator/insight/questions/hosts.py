"""Who hosts a chat: who asks its numbered questions first, and to whom people answer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from curator.insight.questions import words
from curator.insight.questions.values import HOUR, ByHand, Said, Seat
from curator.labels import Label

QUIET = 6 * HOUR
"""A silence that ends a chat, unless the next number follows."""

_LEAST_WORDS = 3
_GIVEN = 500.0
_SURELY = 1000.0
"""So much speaks for a guest, and for a host, whom the editor names."""

_REPEATED = re.compile(r"\W*[RM]T\s+@([\w.@-]*\w)", re.IGNORECASE)
_ASKS = re.compile(
    r"[?？؟\u037e]|^\W*(?:how|what|why|which|who|where|when|whose|tell|share|describe|name|list"
    r"|give|explain|discuss|think\s+(?:of|about|back)|imagine|consider|complete|finish"
    r"|comment|qu[eé]|qué|cómo|cuál|por\s+qué|wie|was|warum|welche\w*|come|perché|quali?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A post with the label that it carries."""

    said: Said
    label: Label

    @property
    def speaker(self) -> str:
        """Whose words they are, in lower case: behind “RT @x:” those of x."""
        found = _REPEATED.match(self.said.text)
        return found[1].casefold() if found else self.said.handle

    @property
    def asks(self) -> bool:
        """Whether its words are a question, or bid people to tell."""
        return _ASKS.search(self.label.rest) is not None


def with_marked(own: list[Labelled], posts: Sequence[Said], by_hand: ByHand) -> list[Labelled]:
    """Return the labelled posts, with those that the editor marked as questions among them."""
    if not by_hand.questions:
        return own
    kept = [each for each in own if each.said.id not in by_hand.questions]
    for said in posts:
        if number := by_hand.questions.get(said.id):
            text = said.text.strip()
            kept.append(Labelled(said, Label("question", number, "start", text)))
    return sorted(kept, key=lambda each: (each.said.at, each.said.id))


def could_ask(own: list[Labelled], by_hand: ByHand) -> list[Labelled]:
    """Return the posts that may open a question, each wording once for each person."""
    letters = Counter(each.label.sign for each in own if each.label.kind == "question")
    with_p = letters["p"] > 1 and letters["p"] > letters["q"]
    found = []
    for each in own:
        label = each.label
        if each.said.id in by_hand.questions or (
            label.kind == "question"
            and not label.is_promise
            and label.place != "end"
            and words.count(label.rest) >= _LEAST_WORDS
            and (label.sign != "p" or with_p)
            and (label.place == "start" or each.asks or label.is_firm)
            and by_hand.places.get(each.said.id, 0) is not None
        ):
            found.append(each)
    return found


def hosts_of(
    asking: list[Labelled], own: list[Labelled], seats: Mapping[str, Seat]
) -> dict[str, float]:
    """Return who may be a host, and how much speaks for it.

    Who asks a number first, burst by burst, and whom those who answer speak to.
    """
    speaks: dict[str, float] = defaultdict(float)
    for burst in bursts(asking):
        for speaker, weight in _asked_first(burst):
            speaks[speaker] += weight
    called = Counter(each.said.reply_handle for each in own)
    for speaker in speaks:
        speaks[speaker] += min(called[speaker], 20) / 10
    for handle, seat in seats.items():
        speaks[handle] = _SURELY if seat == "host" else _GIVEN
    return dict(speaks)


def _asked_first(burst: list[Labelled]) -> Iterator[tuple[str, float]]:
    """Yield who asks a number, and how much that speaks for hosting: most if nobody did before."""
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


def heads(burst: list[Labelled], speaks: Mapping[str, float]) -> set[str]:
    """Return who hosts during a burst: who first asks the most, and whom the editor names."""
    asked: dict[str, set[int]] = defaultdict(set)
    taken: set[int] = set()
    given = {handle for handle, weight in speaks.items() if weight >= _GIVEN}
    for each in sorted(burst, key=lambda each: not each.asks):
        if each.label.number not in taken or each.speaker in given:
            taken.add(each.label.number)
            asked[each.speaker].add(each.label.number)
    weights = {
        speaker: len(numbers) + speaks.get(speaker, 0) / 20 for speaker, numbers in asked.items()
    }
    most = max(weights.values(), default=0)
    return {speaker for speaker, weight in weights.items() if weight == most or speaker in given}


def bursts(labelled: list[Labelled]) -> list[list[Labelled]]:
    """Return posts, which are in order of time, cut where it was quiet for long."""
    found: list[list[Labelled]] = []
    for each in labelled:
        if not found or each.said.at - found[-1][-1].said.at > QUIET:
            found.append([])
        found[-1].append(each)
    return found
