"""The labels of chats that are run by questions: Q1 and A1, however people write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from sys import intern
from typing import Literal, TypeAlias

LabelKind: TypeAlias = Literal["question", "answer"]
LabelPlace: TypeAlias = Literal["start", "inside", "end"]


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it stands in a post."""

    kind: LabelKind
    number: int
    place: LabelPlace
    """At the start, after mentions, hashtags and the like; after other words; or at the end."""

    text: str
    """The post's whole text; what is told of it is cut out of it only when it is asked for."""

    begin: int = 0
    end: int = 0
    """Where the label stands in the text."""

    sign: str = "q"
    """Its letter, or its whole word, in lower case."""

    is_firm: bool = False
    """Followed by a colon, a bracket or the like, as only a label is."""

    is_promise: bool = False
    """It only says that the question is on its way."""

    joined: str = ""
    """The words after it, with those of the post in which they go on."""

    @property
    def rest(self) -> str:
        """The words after it; of a label at the end, those before it."""
        rest = self.text[: self.begin] if self.place == "end" else self.text[self.end :]
        return self.joined or rest.strip()

    @property
    def bare(self) -> str:
        """All the words, without the label."""
        return f"{self.text[: self.begin]} {self.text[self.end :]}".strip()


_QUESTION = "questions?|pregunta|pergunta|domanda|frage|vraag|q|p"
_ANSWER = "answers?|respuesta|r[eé]ponse|risposta|resposta|antwort|a|r"
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDERED = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_SPELT = {word: number for number, word in enumerate(_NUMBERS, 1)}
_ORDINALS = {word: number for number, word in enumerate(_ORDERED, 1)}
_LABEL = re.compile(
    rf"""(?P<open>[(\[\#*“"]\s?)?
    (?:
      (?P<word>{_QUESTION}|{_ANSWER})
      (?P<gap>\s?[.\#\-:]?\s?|\s?no\.?\s?|\s?n[°º]\s?)
      (?P<number>\d{{1,2}}(?!\d)|(?:{"|".join(_SPELT)})\b)
      | (?P<ordinal>{"|".join(_ORDINALS)})\ question\b
    )
    (?P<letter>[ab](?=\s?[:.)\]\-]))?
    (?![\w%°€$£]|['’]\w|[.,]\d\d|,\d|\.\d(?!\s[A-Za-z"“(]|\)|:)|\ ?(?:to|[-–])\ ?[qa]?\d)
    (?P<part>/\d\b|\.\d\b)?
    (?P<after>\s?(?:[:)\]*”"/?]|[.!,;\-–—…>|]+)*)""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAD = re.compile(
    r"""(?:
      \W*\b(?:RT|MT|HT)\s+@[\w.@-]*\w\s*:?
    | [“"]@\w+\s*:
    | [^\w\#@(\[]*[@](?:[\w.-]*\w)
    | [^\w\#@(\[]*[\#](?!(?:q|a)\.?\d{1,2}\b)\w+
    | [^\w\#@(\[]*https?://\S+
    | [^\w\#@(\[]*[(\[]?\d\s?(?:/|of)\s?\d[)\]]?(?=\W)
    | [^\w\#@(\[]+
    )*""",
    re.IGNORECASE | re.VERBOSE,
)
_COMMENT = re.compile(r"\b[RM]T\s+@[\w.@-]*\w\s*:?\s*", re.IGNORECASE)
"""Before what is repeated, somebody may have put words of their own."""

_MAYBE = re.compile(r"\d|[０-９]|question|first|pregunta|frage|domanda|pergunta", re.IGNORECASE)
_NO_ANSWER = re.compile(
    r"\s*(?:papers?|sized?|roads?|motorway|levels?|posters?|prints?|printers?|sheets?|sauce"
    r"|steak|flyers?|pages?|landscape|portrait|format|scanner|tests?)\b",
    re.IGNORECASE,
)
_NO_QUESTION = re.compile(
    r"\s*(?:results?|earnings|sales|revenues?|reports?|profits?|growth|gdp|figures|goals"
    r"|forecasts?|guidance|planning|budget|fy\d*|of\s+(?:20)?\d\d|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\W*(?:(?:is|are|now|on)\s+)*(?:coming|comes|will\b|next\b|soon\b|up\s+next|(?:on\s+)?(?:the|its|it's)"
    r"\s+way|right\s+(?:up|around|after)|starts?\b|in\s+(?:a|\d+|one|two|five)\s+\w+|shortly|later"
    r"|anyone|please\b|has\s+been|and\s+(?:q|question))",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?:[.:!?…\n)\]–—>|]|\s-)\s*[“\"(*]*$")
_TAIL = re.compile(r"(?:\s|[@#]\w+|https?://\S+|[^\w@#])*$")
_BEFORE_TAIL = re.compile(r"(?:[@#]\w+|https?://\S+|[.!?…)\]”\"])\s*[(\[]?$")
_SHORT_LEAD = 3


class _Plain(dict[int, str]):
    """Each letter in its plain form, 'A' for 'Ａ', where that is one letter as well.

    So every place in the plain text is the same place in the text itself.
    """

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code))
        self[code] = made = plain if len(plain) == 1 else chr(code)
        return made


_PLAIN = _Plain()


def label_of(text: str) -> Label | None:
    """Return the label of a post, or None where it has none."""
    if not _MAYBE.search(text):
        return None
    plain = text if text.isascii() else text.translate(_PLAIN)
    begin = _begin(plain)
    found = _LABEL.match(plain, begin)
    if found and (label := _label(plain, found, "start")):
        return label
    return _further(plain, begin)


def words_after_lead(text: str) -> str:
    """Return a text without the mentions, hashtags and the like that it begins with."""
    return text[_begin(text) :]


def _begin(text: str) -> int:
    """Return where the words begin, behind “RT @x:”, mentions and hashtags."""
    for comment in _COMMENT.finditer(text):
        if _LABEL.match(text, comment.end()):
            return comment.end()
    lead = _LEAD.match(text)
    return lead.end() if lead else 0


def _further(text: str, begin: int) -> Label | None:
    """Return a label that stands after other words."""
    for found in _LABEL.finditer(text, begin):
        before = text[begin : found.start()]
        if found.start() and (
            text[found.start() - 1].isalnum() or text[found.start() - 1] in "@/_"
        ):
            continue
        if _TAIL.match(text, found.end()) and _BEFORE_TAIL.search(text[: found.start()]):
            place: LabelPlace = "end"
        elif (found["open"] or "").startswith("#") or _is_inside(before, found):
            place = "inside"
        else:
            continue
        if label := _label(text, found, place):
            return label
    return None


def _is_inside(before: str, found: re.Match[str]) -> bool:
    word = found["word"] or found["ordinal"]
    if len(word) == 1 and not word.isupper():
        return False
    short = len(before.split()) <= _SHORT_LEAD and bool(re.match(r"\s?[:.)\]]", found["after"]))
    return short or bool(_BREAK.search(before))


def _label(text: str, found: re.Match[str], place: LabelPlace) -> Label | None:
    kind, number, sign = _meaning(found)
    after = found["after"].strip()
    firm = bool(after or found["part"] or found["open"])
    spaced = len(sign) == 1 and found["gap"].isspace()
    rest = text[found.end() :]
    unlike = _NO_ANSWER if kind == "answer" else _NO_QUESTION
    if not number or (spaced and not after) or (not after and unlike.match(rest)):
        return None
    if place == "end":
        rest = text[: found.start()]
    promise = kind == "question" and bool(_PROMISE.match(rest))
    begin, end = found.span()
    return Label(kind, number, place, text, begin, end, intern(sign), firm, promise)


def _meaning(found: re.Match[str]) -> tuple[LabelKind, int, str]:
    if found["ordinal"]:
        return "question", _ORDINALS[found["ordinal"].casefold()], "question"
    sign, typed = found["word"].casefold(), found["number"].casefold()
    number = _SPELT.get(typed) or (int(typed) if typed.isdecimal() else 0)
    if typed in _SPELT and len(sign) == 1:
        number = 0
    is_question = re.fullmatch(_QUESTION, sign) is not None
    return ("question" if is_question else "answer"), number, sign
