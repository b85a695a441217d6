"""Attributions in posts: “RT @ann: …”, “… (via @ann)”, “@ann: …”.

A post is an echo only if it adds nothing of its own: a comment before or after the repeated words
may agree (“Yes!”, “So true”), but if it says more, asks or disagrees, the post is an original.
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
_QUOTED = re.compile(
    rf"[\"“”„«‟]\s*{_HANDLE}(?:\s*:\s*|\s+)(.*?)\s*(?:[\"“”»]([^\"“”»]*))?$", re.DOTALL
)
_VIA = re.compile(
    rf"[\s(\[/|–—-]*(?<![\w@])(?:via|h/t|hat tip(?: to)?|ht|cc/via)\s*:?\s*{_HANDLE}"
    r"[\s)\].!]*(.*)$",
    re.DOTALL,
)
_VIA_SIGNS = ("via", "h/t", "hat tip", "ht")
"""What such a text has somewhere: looked for first, because that is much quicker."""

_VIA_FIRST = re.compile(
    rf"^\W*(?:(?:via|h/t|hat tip(?: to)?|ht)\s*:?\s*{_HANDLE}[\s:)\]–—-]+"
    rf"|(?:from|by)\s+{_HANDLE}\s*:\s+)(?=\S)"
)
_ON_BEHALF = re.compile(r"^\W*(?:[#＃]\w+[\s,|:]+)+(?![aqr]\d)(\w{3,30})\s*:\s+(?=\S.{11})")
"""The form of bots that repost: hashtags, a name without “@”, words."""

_SAID_BY = re.compile(
    rf"^\W*?[\"“„«](.{{12,}})[\"”»]\s*[-–—~]*\s*{_HANDLE}\s*((?:[#＃]\w+\s*|https?://\S+\s*)*)$",
    re.DOTALL,
)
_COPIED_TO = re.compile(
    r"[\s(/|–—-]*(?<![\w@/])/?cc:?(?:\s*[,&]?\s*@[\w.-]*\w)+\W*$", re.IGNORECASE
)
"""Whom a repost is shown to, behind the repeated words."""

_AFTER = re.compile(r"\s(?://+|<-+|←+|<<+|\^\^+|>>+)\s*([^/<←^>]*)$")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_MOCKS = re.compile(
    r"\b(?:yeah\W{0,2}right|oh\W{0,2}(?:great|please|wow|perfect|lovely|nice|good|fantastic|wonderful)"
    r"|just\s+(?:great|perfect|wonderful|lovely|what)|as\s+if|nice\s+(?:try|one\s+not)"
    r"|how\s+(?:nice|lovely|clever|sweet|cute|thoughtful|convenient|funny|very)|thanks\s+a\s+(?:lot|bunch)"
    r"|(?:very|so)\s+funny|great\s+(?:job|stuff)\s+as\s+always|(?:right|sure|ok|okay|fine|well|interesting|yeah"
    r"|so|nice)\s*(?:\.\.+|…))|[\"“”„«»‟]"
)
"""Words that turn an approving comment into mockery."""

_NEWSPAPER = re.compile(r"\bis out!.*\btop stor(?:y|ies)\b", re.DOTALL)
"""What a service posts every day with other names behind it."""

_ADDRESS_OR_TAG = re.compile(r"https?://\S+|[#＃@]\w+")
_TAG_OR_ADDRESS = re.compile(r"https?://\S+|[#＃]\w+")
_DEEPEST = 8
_MOST = 4
"""Most words of a comment that still adds nothing."""

_AGREEING = frozenset(
    """
    a absolutely accurate agree agreed all also always amazing amen and another applause
    as awesome ay aye bam beautiful best big bingo boom bravo brilliant check classic
    clever congrats congratulations cool core correct couldn't better creative day
    definitely delightful ditto eloquent enjoy epic ex exactly example excellent exciting
    fab fabulous fact facts fantastic favorite favourite fascinating fave fine folks for
    food fun funny fyi gem genius glad gold good gorgeous great ha haha happy hear hee
    hell helpful here here's hooray hot how huge hurrah hurray i icymi idea important
    impressive in incredible indeed insight insightful insights inspiring interesting is
    it it's its just key kudos like liked likewise lol love loved lovely loving lots ma'am
    magic me mine more morning mt much my nailed neat nice night noted now of oh
    ok okay on one our outstanding para pearl perfect perfectly philosophy please plus
    point powerful precious precisely preach profound props quotable quote re read recommend
    recommended remember reminder resource resources retweet retweeting retweeted right rt
    same say said sayin saying says see sentiments share shared sharing sir smart so solid
    spot stated still stuff stunning such super superb superbly sweet tell terrific thank
    thanks that that's the these this thought thoughtful thoughts timely tip tips tnx ty
    to today's tonight tonight's too top totally touché tremendous true truth truly tweet
    tweeting u understand up useful valuable very via we well what whoa whoop whoohoo wise
    wisdom wonderful woo woohoo woot word words work worth wow wowza respect seconded heh lmfao
    yikes omg vvi
    beauty go way yass yay yea yeah yep yes
    you your yup put done 1 100 oui exact exactement vrai tellement bravo merci d'accord
    bien intéressant important sí si claro exacto cierto totalmente verdad gracias genial
    interesante buen bueno muy ja genau stimmt richtig sehr wahr danke spannend wichtig
    toll schön lesenswert sim exato verdade isso concordo obrigado obrigada certo muito
    bom vero esatto giusto grazie interessante bello proprio precies juist klopt mooi goed
    dank bedankt interessant exakt sant tack precis dokładnie tak prawda dzięki świetne はい
    そう 同感 本当 是 对 對 赞 同意 да верно точно именно согласен спасибо
    نعم صحيح بالضبط 네 맞아요
    """.split()  # noqa: SIM905  a list of words is read more easily so
)
"""Words of comments that only agree, in several languages."""


class Attribution(NamedTuple):
    """Repeated words, and the person they are attributed to."""

    handle: str
    """Without the '@', folded."""

    words: str
    """As they stand in the post."""

    certain: bool
    """Whether it is marked as a repetition, as by “RT”; “via” may only name a source."""

    label: str = ""
    """A label before it, such as “A2”, which tells what it answers."""

    for_sure: bool = True
    """Whether the name is certainly a person's; without “@”, only if somebody has it."""


def attribution(text: str) -> Attribution | None:
    """Return whom a post repeats, the innermost where they are nested; None: nobody."""
    if len(text) > LONGEST:
        return None
    if "@" not in text and "＠" not in text:
        return _on_behalf(text) if ":" in text else None
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
    if _ON_BEHALF.match(folded):
        return _on_behalf(text)
    if len(folded) == len(text):  # places in one are places in the other
        return _repeated(text, folded) or _quoted(text, folded) or _credited(text, folded)
    return _repeated(folded, folded) or _quoted(folded, folded) or _credited(folded, folded)


def _on_behalf(text: str) -> Attribution | None:
    found = _ON_BEHALF.match(text)
    if found is None:
        return None
    return Attribution(found[1].casefold(), text[found.end() :], certain=True, for_sure=False)


def _repeated(text: str, folded: str) -> Attribution | None:
    found = _REPEAT.search(folded)
    if not found or not (label := _adds_nothing(folded[: found.start()])):
        return None
    words, start = text[found.end() :], found.end()
    if (after := _AFTER.search(folded, start)) and _adds_nothing(after[1]):
        words = text[start : after.start()]
    words = _COPIED_TO.sub("", words)
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
    found = _VIA.search(folded) if any(map(folded.__contains__, _VIA_SIGNS)) else None
    if found and _NEWSPAPER.search(folded):
        return None
    if found and found.start() and "@" not in found[2] and _adds_nothing(found[2]):
        tail = " ".join(_TAG_OR_ADDRESS.findall(text[found.start(2) :]))
        return Attribution(found[1], f"{text[: found.start()]} {tail}", certain=False)
    if found := _VIA_FIRST.match(folded):
        return Attribution(found[1] or found[2], text[found.end() :], certain=False)
    if found := _SAID_BY.match(folded):
        words = f"{text[found.start(1) : found.end(1)]} {text[found.start(3) :]}"
        return Attribution(found[2], words, certain=False)
    return None


def _adds_nothing(comment: str) -> str:
    """Return a comment that only agrees, or ' ' for none; '' if it says something."""
    if not comment.strip():
        return " "
    if "?" in comment or "؟" in comment or not DOUBTING.isdisjoint(comment):
        return ""
    if _MOCKS.search(comment):
        return ""
    told = _LABELLED.sub(" ", _ADDRESS_OR_TAG.sub(" ", comment))
    words = _WORD.findall(told)
    if len(words) > _MOST or any(word not in _AGREEING for word in words):
        return ""
    return comment


_LABELLED = re.compile(r"^[\s(\[.]*[aqr]\s?\.?\s?\d{1,2}(?!\w)\S*")
