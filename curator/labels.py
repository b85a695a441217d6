"""Question and answer labels in posts: Q1 and A1 in all their spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
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
    """The whole text of the post; its parts are cut out only when asked for."""

    begin: int = 0
    end: int = 0
    """Where the label stands in the text."""

    sign: str = "q"
    """Its letter or word, in lower case."""

    is_firm: bool = False
    """Whether it is followed by a colon or bracket, so that it is certainly a label."""

    is_promise: bool = False
    """Whether it only announces that the question will come."""

    joined: str = ""
    """The words after it, including those of a continuation post."""

    @property
    def rest(self) -> str:
        """Return the words after it; for a label at the end, those before it."""
        rest = self.text[: self.begin] if self.place == "end" else self.text[self.end :]
        return self.joined or rest.strip()

    @property
    def bare(self) -> str:
        """Return all words without the label."""
        return f"{self.text[: self.begin]} {self.text[self.end :]}".strip()


_QUESTION_WORDS = (
    "questions?|pregunta|pergunta|domanda|frage|vraag|fr[åa]ga|pytanie|sp[øo]rgsmål|spørsmål"
    "|kysymys|soru|вопрос|питання|سؤال|שאלה|質問|问题|問題|提問|质问|질문"
)
_QUESTION = f"{_QUESTION_WORDS}|q|p|f|d|v"
_ANSWER_WORDS = (
    "answers?|respuesta|r[eé]ponse|risposta|resposta|antwort|antwoord|svar|odpowied[źz]"
    "|vastaus|cevap|ответ|відповідь|جواب|إجابة|תשובה|回答|答え|答案|답변"
)
_ANSWER = f"{_ANSWER_WORDS}|a|r|o|s"
ANSWERED_BY = {
    "q": frozenset("ar"),
    "p": frozenset("aro"),
    "f": frozenset("as"),
    "d": frozenset("ar"),
    "v": frozenset("a"),
}
"""The letters with which chats label questions, by the first letter of the word for one in
their language, and those with which their answers are labelled. All but Q stand for much
else too: “F1” is a race and “P1” a seat, wherever no host asks with them."""

_NUMBERS = """
    one two three four five six seven eight nine ten
    uno dos tres cuatro cinco seis siete ocho nueve diez
    un deux trois quatre cinq six sept huit neuf dix
    eins zwei drei vier fünf sechs sieben acht neun zehn
    um dois três quatro cinco seis sete oito nove dez
    uno due tre quattro cinque sei sette otto nove dieci
    een twee drie vier vijf zes zeven acht negen tien
    一 二 三 四 五 六 七 八 九 十
"""
_ORDERED = """
    first second third fourth fifth sixth seventh eighth ninth tenth
    1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th
    primera segunda tercera cuarta quinta sexta séptima octava novena décima
    première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième
    erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte
    primeira segunda terceira quarta quinta sexta sétima oitava nona décima
    prima seconda terza quarta quinta sesta settima ottava nona decima
    eerste tweede derde vierde vijfde zesde zevende achtste negende tiende
"""


def _numbered(lines: str) -> dict[str, int]:
    return {
        word: number
        for line in lines.strip().splitlines()
        for number, word in enumerate(line.split(), 1)
    }


_SPELT, _ORDINALS = _numbered(_NUMBERS), _numbered(_ORDERED)
_LABEL = re.compile(
    rf"""(?P<open>[(\[\#*“"]\s?)?
    (?:
      (?P<word>{_QUESTION}|{_ANSWER})
      (?P<gap>\s?[.\#\-:]?\s?|\s?(?:no|nr)\.?\s?|\s?n[°º]\s?)
      (?P<number>\d{{1,2}}(?!\d)|(?:{"|".join(sorted(_SPELT, key=len, reverse=True))})(?!\w))
      | (?P<ordinal>{"|".join(_ORDINALS)})\ (?:{_QUESTION_WORDS})\b
    )
    (?:\ufe0f?\u20e3)?
    (?P<letter>[ab](?=\s?[:.)\]\-]))?
    (?![^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[%°€$£]|['’]\w|[.,]\d\d|,\d
       |\.\d(?!(?:\.\d)?\s+[A-Za-z"“(]|\s[-–—]\s|\)|:|\.\s)|\ ?(?:to|[-–])\ ?[qa]?\d)
    (?P<part>/\d\b|\.\d\b(?:\.\d\b)?|\ ?(?:of|de|von|di|sur|van|av|z)\ ?\d\b)?
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
"""A comment may precede the repeated words."""

_REPEATS = re.compile(r"[RrMm][Tt]\s+@")
_DIGIT = re.compile(r"\d")
_STEMS = (
    "question", "answer", "pregunta", "pergunta", "domanda", "frage", "vraag", "fraga", "pytanie",
    "kysymys", "soru", "respuesta", "reponse", "risposta", "resposta", "antwo", "svar", "odpowied",
    "vastaus", "cevap",
)  # fmt: skip
_FURTHER_STEMS = (
    "fråga", "spørsmål", "spørgsmål", "вопрос", "питання", "سؤال", "שאלה", "質問", "问题",
    "問題", "提問", "质问", "질문", "réponse", "ответ", "відповідь", "جواب", "إجابة", "תשובה",
    "回答", "答え", "答案", "답변",
)  # fmt: skip
_LETTER = re.compile(
    r"(?:[(\[\#*“\"]\s?)?(?<![^\W_])[qpfdvaros](?=[\s.\#:nor°º-]{0,5}\d)", re.IGNORECASE
)
"""The places where a label may begin whose letter stands for a word."""

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
_BEFORE_TAIL = re.compile(r"(?:[@#]\w+|https?://\S+|[.!?？؟。…)\]”\"])\s*[–—|/-]?\s*[(\[]?$")
_SHORT_LEAD = 3
_ASKING = re.compile(
    r"\s*[“\"'‘*]?(?:¿|(?!I\b|I['’])[^\W\d_a-z]|(?:how|what|why|which|who|whose|where|when|do|does"
    r"|did|is|are|was|were|can|could|should|would|will|have|has|if|in\s+what|to\s+what)\b)"
    r".*[?？؟]",
    re.DOTALL,
)
"""What follows a label within a sentence, as in “let's segue into Q5 What helps you?”."""


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
    if not _DIGIT.search(text) and not has_word(text):
        return None
    is_plain = text.isascii() or unicodedata.is_normalized("NFKC", text)
    plain = text if is_plain else text.translate(_PLAIN)
    begin = _begin(plain)
    found = _LABEL.match(plain, begin)
    label = (_label(plain, found, "start") if found else None) or _further(
        plain, begin, spelt=has_word(text)
    )
    return label if label is None or plain == text else replace(label, text=text)


def has_word(text: str) -> bool:
    """Tell whether a text has a word for a question or an answer, in some language."""
    folded = text.casefold()
    if any(map(folded.__contains__, _STEMS)):
        return True
    return not text.isascii() and any(map(folded.__contains__, _FURTHER_STEMS))


def is_used(label: Label, letters: AbstractSet[str]) -> bool:
    """Tell whether a chat with these question letters uses this kind of label."""
    sign = label.sign
    if len(sign) > 1 or sign in "qar":
        return True
    if label.kind == "question":
        return sign in letters
    return any(sign in ANSWERED_BY.get(letter, "") for letter in letters)


def words_after_lead(text: str) -> str:
    """Return a text without the mentions, hashtags and the like that it begins with."""
    return text[_begin(text) :]


def _begin(text: str) -> int:
    """Return where the text begins after “RT @x:”, mentions and hashtags."""
    if _REPEATS.search(text):
        for comment in _COMMENT.finditer(text):
            if _LABEL.match(text, comment.end()):
                return comment.end()
    if text[:1].isalpha() and text[1:2] not in "tT":
        return 0  # it begins with a word, as most do
    lead = _LEAD.match(text)
    return lead.end() if lead else 0


def _labels(text: str, begin: int, *, spelt: bool) -> Iterator[re.Match[str]]:
    """Yield whatever looks like a label; spelt: words for one are looked for too, not letters."""
    if spelt:
        yield from _LABEL.finditer(text, begin)
        return
    for start in _LETTER.finditer(text, begin):
        if found := _LABEL.match(text, start.start()):
            yield found


def _further(text: str, begin: int, *, spelt: bool) -> Label | None:
    """Return a label in the middle of the text."""
    for found in _labels(text, begin, spelt=spelt):
        if found.start() and (
            text[found.start() - 1].isalnum() or text[found.start() - 1] in "@/_"
        ):
            continue
        if _TAIL.match(text, found.end()) and _BEFORE_TAIL.search(text[: found.start()]):
            place: LabelPlace = "end"
        elif (found["open"] or "").startswith("#") or _is_inside(text, begin, found):
            place = "inside"
        else:
            continue
        if label := _label(text, found, place):
            return label
    return None


def _is_inside(text: str, begin: int, found: re.Match[str]) -> bool:
    before = text[begin : found.start()]
    word = found["word"] or found["ordinal"]
    if len(word) == 1 and not word.isupper():
        return False
    firm = re.match(r"\s?[:.)\]]", found["after"]) is not None
    short = len(before.split()) <= _SHORT_LEAD and firm
    return short or bool(_BREAK.search(before)) or _opens(word, text[found.end() :], firm=firm)


def _opens(word: str, rest: str, *, firm: bool) -> bool:
    """Tell whether the words after a label within a sentence are a complete question."""
    if re.fullmatch(_QUESTION_WORDS + "|q", word, re.IGNORECASE) is None:
        return False
    return _ASKING.match(rest) is not None or (firm and "?" in rest)


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
    return ("question" if _is_question(sign) else "answer"), number, sign


@lru_cache(maxsize=256)
def _is_question(sign: str) -> bool:
    return re.fullmatch(_QUESTION, sign) is not None
