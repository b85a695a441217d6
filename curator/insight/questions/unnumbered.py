"""Questions that a host asks without a number, where a number is missing in the sequence.

“Final question: …” is one; so is what a host asks everybody between Q2 and Q4, or before Q2, as
a host who sometimes forgets the label does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from curator.insight.questions import words
from curator.insight.questions.hosts import Labelled
from curator.insight.questions.values import MINUTE, ChatPost
from curator.labels import Label, words_after_lead

_APART = 2 * MINUTE
"""So long before and after it nothing else is asked."""

_BEFORE_FIRST = 25 * MINUTE
_AFTER_LAST = 40 * MINUTE
_LEAST_WORDS = 6
_CALLED = re.compile(
    r"^\W*(?:(?:and|now|so|ok|okay|our|my|the|tonight['’]?s|one|here\s+(?:is|comes))\W+){0,3}"
    r"(?:final|last|next|bonus|closing|última?|dernière|letzte|ultima|laatste|prochaine|nächste"
    r"|próxima|siguiente)\s+(?:q|question|pregunta|frage|domanda|pergunta|vraag)\s*[:.!–—-]+\s*",
    re.IGNORECASE,
)
_QUESTION_LAST = re.compile(
    r"^\W*(?:pregunta|question|domanda|pergunta)\s+(?:final|finale|última?|dernière)\s*[:.!–—-]+\s*",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"\b(?:who(?:['’]s|\s+is|\s+all)?\s+(?:here|with\s+us|joining|ready|in)|anyone\s+else|introduce"
    r"|your\s*sel(?:f|ves)|ready|format|welcome|hello|good\s+(?:morning|evening|afternoon)|thank\w*"
    r"|join\s+us|how\s+(?:is|are)\s+(?:every|you|all)\w*|follow(?:ing)?\s+along|first\s+time"
    r"|time\s+for|next\s+(?:question|week)|moving\s+on|bienvenid\w*|bienvenue|willkommen)\b",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"\b[RM]T\s+@|[“\"]@\w+:", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"\W*@\w")


def unnumbered(
    opened: Mapping[int, Labelled], posts: Sequence[ChatPost], answers: Mapping[int, Sequence[int]]
) -> dict[int, Labelled]:
    """Return by number what the hosts of a chat ask without one.

    opened: the questions found so far; answers: when posts labelled as answers were said.
    """
    found: dict[int, Labelled] = {}
    hosts = {each.speaker for each in opened.values()}
    openers = {each.post.id for each in opened.values()}
    own = [said for said in posts if said.handle in hosts and said.id not in openers]
    for number in range(1, max(opened)):
        if number not in opened and (
            asked := _in_gap(number, opened, own, answers.get(number, ()))
        ):
            found[number] = asked
    if last := _called_last(opened, own):
        found[max(opened) + 1] = last
    return found


def _in_gap(
    number: int, opened: Mapping[int, Labelled], own: Sequence[ChatPost], answers: Sequence[int]
) -> Labelled | None:
    """Return what is asked between the numbers before and after the missing one."""
    before = [each.post.at for n, each in opened.items() if n < number]
    after = [each.post.at for n, each in opened.items() if n > number]
    end = min(after) - _APART
    start = max(before) + _APART if before else end - _BEFORE_FIRST
    able = [said for said in _between(own, start, end) if _asks_all(said)]
    first = bisect_left(answers, start)
    if first < len(answers) and answers[first] <= end:
        able = [said for said in able if said.at <= answers[first]][-1:]
    if not able:
        return None
    middle = (start + end) // 2 if before else end
    said = min(able, key=lambda each: abs(each.at - middle))
    text = said.text.strip()
    return Labelled(said, Label("question", number, "start", text))


def _called_last(opened: Mapping[int, Labelled], own: Sequence[ChatPost]) -> Labelled | None:
    """Return what a host calls the final question, or the next, behind the last number."""
    last = max(each.post.at for each in opened.values())
    for said in _between(own, last + _APART, last + _AFTER_LAST):
        begin = len(said.text) - len(words_after_lead(said.text))
        called = _CALLED.match(said.text, 0) or _QUESTION_LAST.match(said.text, 0)
        if called is None and begin:
            rest = said.text[begin:]
            called = _CALLED.match(rest) or _QUESTION_LAST.match(rest)
        if called and words.count(said.text) >= _LEAST_WORDS and _is_open(said):
            end = called.end() + (begin if called.string != said.text else 0)
            label = Label("question", max(opened) + 1, "start", said.text, 0, end)
            if words.count(label.rest) >= _LEAST_WORDS - 2:
                return Labelled(said, label)
    return None


def _between(own: Sequence[ChatPost], start: int, end: int) -> Iterator[ChatPost]:
    lo = bisect_left(own, start, key=lambda said: said.at)
    hi = bisect_right(own, end, key=lambda said: said.at)
    yield from own[lo:hi]


def _is_open(said: ChatPost) -> bool:
    """Tell whether a post speaks to all, in its author's own words."""
    return (
        not said.echo_of
        and said.reply_handle in {"", said.handle}
        and not _TO_SOMEBODY.match(said.text)
        and not _REPEATED.search(said.text)
    )


def _asks_all(said: ChatPost) -> bool:
    """Tell whether a post asks everybody something, and not only who is there."""
    plain = said.text
    asks = any(sign in plain for sign in "?？؟")
    return (
        asks
        and _is_open(said)
        and words.count(plain) >= _LEAST_WORDS
        and not _SMALL_TALK.search(plain)
    )
