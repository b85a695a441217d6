"""Whom a post names as having said its words: “RT @ann: …”, “… (via @ann)”, “@ann: …”.

Only what adds nothing of its own is an echo: a comment before or behind the words may
agree (“Yes!”, “So true”), but one that says more, asks or disagrees makes a post that
stands for itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from curator.insight.echoes.similarity import DOUBTING
from curator.insight.text.tokens import LONGEST, plain

_HANDLE = r"@([\w.-]*\w(?:@[\w.-]*\w)?)"
_REPEAT = re.compile(
    rf"(?<![\w@])(?:p?rt|mt|♻️?|♺|🔁|retweet(?:ing)?|repost(?:ing)?)\s*:?\s*{_HANDLE}\s*:?\s*"
)
_QUOTED = re.compile(rf"[\"“”„«‟]\s*{_HANDLE}\s*:\s*(.*?)\s*(?:[\"“”»]([^\"“”»]*))?$", re.DOTALL)
_VIA = re.compile(
    rf"[\s(\[/|–—-]*(?<![\w@])(?:via|h/t|hat tip(?: to)?|ht|cc/via)\s*:?\s*{_HANDLE}"
    r"[\s)\].!]*((?:[#＃]\w+\s*|https?://\S+\s*)*)$"
)
_SAID_BY = re.compile(
    rf"^\W*?[\"“„«](.{{12,}})[\"”»]\s*[-–—~]*\s*{_HANDLE}\s*((?:[#＃]\w+\s*|https?://\S+\s*)*)$",
    re.DOTALL,
)
_AFTER = re.compile(r"\s(?://+|<-+|←+|<<+|\^\^+|>>+)\s*([^/<←^>]*)$")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ADDRESS_OR_TAG = re.compile(r"https?://\S+|[#＃@]\w+")
_DEEPEST = 8
_MOST = 4
"""Words of a comment; who says more says something of their own."""

_AGREEING = frozenset(
    """
    a absolutely agree agreed all also always amen and another as awesome ay aye bam beautiful
    best bingo boom bravo brilliant couldn't better cool correct definitely exactly excellent
    fab fabulous fact facts fantastic favorite favourite fun good gold great ha haha hear hell
    here here's i idea important in indeed inspiring interesting is it it's just like liked lol
    love loved loving lovely me more much my neat nice oh ok okay on one point perfect please
    preach quote read reminder right rt same see share sharing shared so spot still such super
    sweet tell terrific thank thanks that that's the this thought thoughts to too totally true
    truth tweet tweeting understand up very via we well what wise wonderful words wow yay yeah
    yep yes you said say says stated put done 1 100 oui exact exactement vrai tellement bravo
    merci d'accord sí si claro exacto cierto totalmente verdad gracias ja genau stimmt richtig
    sehr wahr danke sim exato verdade isso concordo obrigado certo vero esatto giusto grazie
    はい そう 同感 本当 是 对 對 赞 同意 да верно точно именно نعم صحيح بالضبط 네 맞아요
    """.split()  # noqa: SIM905  a list of words is read more easily so
)
"""The words of comments that only agree, in some of the languages that chats are held in."""


class Attribution(NamedTuple):
    """Words that a post repeats, and whom it names as having said them."""

    handle: str
    """Without the '@', folded."""

    words: str
    """As they stand in the post."""

    certain: bool
    """Said to be a repetition, as by “RT”; “via” may name only where somebody found it."""

    label: str = ""
    """Words before it, such as “A2”, that tell what it is given as an answer to."""


def attribution(text: str) -> Attribution | None:
    """Return whom a post repeats, the innermost where they are nested; None: nobody."""
    if len(text) > LONGEST or ("@" not in text and "＠" not in text):
        return None
    found: Attribution | None = None
    for _ in range(_DEEPEST):
        inner = _innermost(text if found is None else found.words)
        if inner is None:
            break
        label = (found.label if found else "") or inner.label
        found = inner._replace(label=label)
    return found


def _innermost(text: str) -> Attribution | None:
    folded = plain(text)
    if "@" not in folded:
        return None
    if len(folded) == len(text):  # places in one are places in the other
        return _repeated(text, folded) or _quoted(text, folded) or _credited(text, folded)
    return _repeated(folded, folded) or _quoted(folded, folded) or _credited(folded, folded)


def _repeated(text: str, folded: str) -> Attribution | None:
    found = _REPEAT.search(folded)
    if not found or not (label := _adds_nothing(folded[: found.start()])):
        return None
    words, start = text[found.end() :], found.end()
    if (after := _AFTER.search(folded, start)) and _adds_nothing(after[1]):
        words = text[start : after.start()]
    return Attribution(found[1], words, certain=True, label=label.strip())


def _quoted(text: str, folded: str) -> Attribution | None:
    found = _QUOTED.search(folded)
    if not found or not (label := _adds_nothing(folded[: found.start()])):
        return None
    if not _adds_nothing(found[3] or ""):
        return None
    words = text[found.start(2) : found.end(2)]
    return Attribution(found[1], words, certain=True, label=label.strip())


def _credited(text: str, folded: str) -> Attribution | None:
    if found := _VIA.search(folded):
        words = f"{text[: found.start()]} {text[found.start(2) :]}"
        return Attribution(found[1], words, certain=False) if found.start() else None
    if found := _SAID_BY.match(folded):
        words = f"{text[found.start(1) : found.end(1)]} {text[found.start(3) :]}"
        return Attribution(found[2], words, certain=False)
    return None


def _adds_nothing(comment: str) -> str:
    """Return a comment that only agrees, or ' ' for none at all; '' when it says something."""
    if not comment.strip():
        return " "
    if "?" in comment or "؟" in comment or not DOUBTING.isdisjoint(comment):
        return ""
    told = _LABELLED.sub(" ", _ADDRESS_OR_TAG.sub(" ", comment))
    words = _WORD.findall(told)
    if len(words) > _MOST or any(word not in _AGREEING for word in words):
        return ""
    return comment


_LABELLED = re.compile(r"^[\s(\[.]*[aqr]\s?\.?\s?\d{1,2}(?!\w)\S*")
