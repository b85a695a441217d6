"""The words of chat posts, made comparable: for finding repeats and shared subjects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet

from curator.labels import words_after_lead

_AROUND = re.compile(r"https?://\S+|[@#]\w+|\b[RM]T\b|&\w+;", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STEM = 6
_EMPTY = frozenset(
    re.findall(
        r"\S+",
        """
        a about after again all also am an and any are as at be because been but by can could did
        do does for from get got had has have he her here his how i if i'm in into is it it's its
        just let like may me more most much my no not now of on one only or our out over really
        she should so some such than that that's the their them then there these they this those
        to too u up us very was we were what when where which who why will with would you your amp
        rt via yes yeah think don't can't know see going want need make way good great lot de la
        el los las un una y en que es por para con no le les des du et est que qui pour dans
        """,
    )
)


def content(text: str) -> frozenset[str]:
    """Return the words of a text that carry a subject, each cut to its first letters."""
    plain = _AROUND.sub(" ", text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
        if _UNSPACED.search(plain):
            return frozenset(_pairs(plain)) | _words(_UNSPACED.sub(" ", plain))
    return _words(plain)


def _words(plain: str) -> frozenset[str]:
    found = _WORD.findall(plain.casefold().replace("’", "'"))
    return frozenset(word[:_STEM] for word in found if len(word) > 1 and word not in _EMPTY)


def _pairs(plain: str) -> set[str]:
    """Return the neighbouring letters of scripts that put no spaces between words."""
    return {
        plain[n : n + 2]
        for n in range(len(plain) - 1)
        if _UNSPACED.match(plain[n]) and _UNSPACED.match(plain[n + 1])
    }


def count(text: str) -> int:
    """Return how many words a text has, those without spaces counted by pairs of letters."""
    plain = _AROUND.sub(" ", text)
    unspaced = 0 if plain.isascii() else len(_UNSPACED.findall(plain))
    return len(_WORD.findall(plain)) + unspaced // 2


def key(text: str) -> str:
    """Return a text as copies of it share it: without case, links, names and signs."""
    plain = _AROUND.sub(" ", text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
    return " ".join(_WORD.findall(plain.casefold()))


def likeness(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Return how much two posts share of the words of the shorter, from 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


_GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey|hiya|hola|bonjour|hallo|good\s+(?:morning|evening|afternoon|night)"
    r"|evening|morning|welcome|thanks?|thank\s+you|thx|ty|cheers|bye|goodbye|goodnight|see\s+you"
    r"|lovely\s+to|nice\s+to|great\s+to\s+(?:see|meet)|glad\s+to|sorry|joining|just\s+joined"
    r"|late\s+to|lurking|brb|gotta|have\s+to\s+go|signing\s+off|checking\s+in|tuning\s+in"
    r"|happy\s+(?:friday|birthday)|congrat\w*|lol|haha\w*|rofl|lmao|yay|woo\w*|ha)\b)",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\b(?:thanks?\s+(?:you|everyone|all|to|for|so)|great\s+chat|good\s+chat|next\s+(?:week|month)'?s?"
    r"\s+chat|my\s+name\s+is|feed\s+(?:is\s+)?frozen|i\s+(?:teach|am\s+from)|joining\s+(?:from|late|in)"
    r"|(?:i'm|im|i\s+am)\s+[\w\s]{0,20}\bfrom\b|(?:here|hello|hi)\s+from|happy\s+to\s+be\s+here"
    r"|transcript|introduce\s+your)",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"(?:^\W*|\b(?:i['’]?m|am|just|be|been|mostly|quietly|only)\s+)lurking\b"
    r"|\b(?:just\s+joined|joining\s+(?:late|from|in|you)|(?:checking|tuning)\s+in(?!\s+(?:on|with))"
    r"|(?:hi|hello|here|greetings)\s+from)\b",
    re.IGNORECASE,
)
_SOON = 70
"""Characters within which somebody who has just come in says so."""

_LEAST, _BRIEF, _LONG = 3, 12, 16
_SENTENCE = re.compile(r"[.!?…]+(?=\s)")
_SENTENCE_WORDS = 6


def is_aside(text: str) -> bool:
    """Tell whether a post is too short to say anything, or greets, thanks and takes leave."""
    said = words_after_lead(text)
    words = count(said)
    if words < _LEAST:
        return True
    plain = said.replace("’", "'")
    if words < _LONG and _JOINING.search(plain[:_SOON]):
        return True
    if greeting := _GREETING.match(plain):
        return _says_little(plain[greeting.end() :]) or _COURTESY.search(plain) is not None
    return words < _BRIEF + 4 and _COURTESY.search(plain) is not None


def _says_little(left: str) -> bool:
    """Tell whether hardly anything follows a greeting, or the sentence that it begins."""
    first, _, rest = _SENTENCE.sub("\n", left, count=1).partition("\n")
    return count(first) < _BRIEF - 1 and count(rest) < _SENTENCE_WORDS


_LEADING = re.compile(
    r"[?？؟]|\b(?:welcome|thank\w*|thx|coming\s+up|next\s+(?:question|week|up)|question|q\d+|keep"
    r"|let['’]?s|please|remember|don['’]?t\s+forget|introduce|everyone|everybody|folks|anyone"
    r"|tonight['’]?s|great\s+(?:point|answer|idea|stuff|chat|responses)\w*|love\s+(?:this|it|that)"
    r"|moving\s+on|minutes?|join\w*|follow\w*|tweets?|hashtag)\b",
    re.IGNORECASE,
)


def is_lead(text: str) -> bool:
    """Tell whether a post of a host leads the chat: asks, welcomes, thanks, goes on."""
    return count(text) < _BRIEF - 4 or _LEADING.search(text) is not None
