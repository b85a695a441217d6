"""The text of a question as a heading, and its topic for a line."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from curator.remarks import without_remarks
from curator.resources import resource

_LEADS_ON = re.compile(
    r"(?<=[?？؟])(?:(?![?？؟])[^\n]){0,60}?(?:@|:|→|\b(?:at|here|via|see|read|link))\s*https?://\S+"
    r"(?=(?:\s*[#@]\w+)*\s*$)",
    re.IGNORECASE,
)
"""Behind a question, a sentence of which nothing is left when its link is taken away."""

_ADDRESS = re.compile(r"https?://\S+")
_LAST_TAGS = re.compile(r"(?:\s*[#@]\w+)+(?P<end>[^\w#@]*)$")
_ENDS = re.compile(r"[.!?？؟。！…:;)\]”\"»*]\W*$")
_LEADING = re.compile(r"^(?:[^\w¿¡“\"‘'«„(\[#@]|\(\?\)|\)|\]|\ufe0f|\u20e3)+")
_DANGLING = re.compile(r"\s*(?:[@→:–—-]|\b(?:via|at|see)(?=$))+\s*$", re.IGNORECASE)
_GOES_ON = frozenset(
    """
    a an the of to in into on onto at for from with without within by about as and or but than
    like via through between among during against toward towards around is are was were be your
    our their his her its my this that these those what which how why who whose if do does did
    can could should would will you we they i it not no more most some any each every both
    de del la el los las un una y en por para con sin sobre le les des du et dans sur avec pour
    der die das den dem des ein eine einen im in zu zur zum von vom mit für auf bei und oder über
    di il lo gli i e con per su nel nella do da dos das em no na nos nas com sem
    het een van voor met op bij of en
    """.split()  # noqa: SIM905  a list of words is read more easily so
)
"""Words that a sentence cannot end with: a hashtag after them is part of the sentence."""

_ASKS = re.compile(r"[?？؟]")
_SENTENCE = re.compile(r"(?<=[?？؟.!。…])[\s”\"’]+(?=[\w“\"#@¿(])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OBJECT = re.compile(
    r"\b(?:what|which)\b(?:\W+(?:of|the|these|those|your|our))*\W*$", re.IGNORECASE
)
_INVERTED = re.compile(
    r"^(?P<object>[^?,.;:]{3,60}?)\s+(?:(?:do|did)|(?P<verb>are|were|have|can|could|should|would|will"
    r"|might))\s+(?P<subject>you|we|they)\b",
    re.IGNORECASE,
)
"""The word order of a question for its object: “(What) feedback do you have”."""

_LEAST_WORDS, _ENOUGH = 2, 3
_LONGEST = 80
"""Most characters of a topic; lines cut it further where they are shorter."""

_KEPT = 4_096
"""Questions whose words are remembered: panes read all of a library's at each key."""


@lru_cache(maxsize=_KEPT)
def heading(text: str) -> str:
    """Return a question in full, without links and the hashtags after its last sentence.

    A hashtag within the sentence stays, as in “… into #critlib?”. Words that only introduce a
    link, as “Draft is at”, are removed with it; a text too short to ask anything becomes ''.
    """
    plain = _ADDRESS.sub("", _LEADS_ON.sub("", text))
    plain = _without_tags(" ".join(plain.split()))
    plain = _LEADING.sub("", _DANGLING.sub("", plain)).strip()
    asks = len(plain.split()) >= _LEAST_WORDS or _ASKS.search(plain) is not None
    return plain if asks or not plain.isascii() else ""


def _without_tags(text: str) -> str:
    """Remove hashtags and mentions at the end that are not part of the sentence."""
    found = _LAST_TAGS.search(text)
    if found is None:
        return text
    before, tags = text[: found.start()], text[found.start() : found.end("end")]
    if _ENDS.search(before):
        return before
    first, _, more = tags.strip().partition(" ")
    asks = _ENDS.search(tags) is not None
    last = before.split()[-1:]
    belongs = asks or (bool(last) and _leads_into(last[0]))
    if not belongs:
        return before
    kept = tags if asks else f" {first}"
    return f"{before}{kept}" if asks or more or kept else before


def _leads_into(word: str) -> bool:
    plain = word.casefold().strip("“”\"'‘’(")
    return plain in _GOES_ON or plain.replace("’", "'").endswith("'s")


@lru_cache(maxsize=_KEPT)
def topic(text: str) -> str:
    """Return the topic of a question: the sentence that asks, from its first telling word."""
    sentences = _SENTENCE.split(without_remarks(heading(text)))
    asking = [
        each for each in sentences if _ASKS.search(each) and _count_telling_words(each) >= _ENOUGH
    ]
    chosen = (asking or [" ".join(sentences)])[0]
    begin = next((found.start() for found in _WORD.finditer(chosen) if _is_telling(found[0])), 0)
    told = chosen[begin:]
    if _OBJECT.search(chosen[:begin]):
        told = _INVERTED.sub(_in_plain_order, told)
    short = re.sub(r"[#\"“”]", "", told).strip(' ,.:;?!¿¡–-“”"')
    if len(short) > _LONGEST:
        short = short[:_LONGEST].rsplit(" ", 1)[0] + "…"
    return short[:1].upper() + short[1:]


def _in_plain_order(found: re.Match[str]) -> str:
    """Return “feedback you have” for “feedback do you have”, “tools you use” likewise."""
    verb = f" {found['verb']}" if found["verb"] else ""
    return f"{found['object']} {found['subject']}{verb}"


def _count_telling_words(text: str) -> int:
    return sum(map(_is_telling, _WORD.findall(text)))


def _is_telling(word: str) -> bool:
    plain = word.casefold().replace("’", "").replace("'", "")
    return not (plain in _common() or plain in _GOES_ON)


@cache
def _common() -> frozenset[str]:
    """Return words common to any text, in several languages."""
    lines = resource("words/common.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split()[1:])
