"""Whether somebody's first post of a chat only says that they have come, and who they are.

Of a first post less is enough than of any other to be taken for an arrival, see `side_talk`: of
those without a label, in two series of chats, half were arrivals. It is an answer all the same
if it says something beside.
"""

from __future__ import annotations

import re

from curator.insight.questions.side_talk import AROUND, GREETING, SAYS_SO, substance
from curator.labels import words_after_lead

_MUCH, _LITTLE = 9, 6
"""Telling words beside an arrival that make an answer: of any subject; or beside a mere greeting,
or if some stand in the questions of the chat."""

_FIRST = 3
"""Sentences among which somebody says that they have come."""

_SENTENCE = re.compile(r"(?<=[.!?…:])\s+|\s+-+\s+|\n")

# Searched in lower case.
_COMES = re.compile(
    r"\b(?:late\s+to|(?:so|am|a\s+(?:bit|little)|little|super|i['’]?m|im|here|been|albeit)\s+late|late[,.]\s+but"
    r"|late\s+(?:tonight|today|joining|from)|^late\b|(?:showing|showed)\s+up\s+(?:late|to)|just\s+showing\s+up|joining"
    r"|just\s+(?:(?:got|came|getting)\s+(?:home|in|back|here|done)|joined|found|spotted|ran\s+across|discovered|saw)|stumbled"
    r"|hopp\w+\s+(?:in|on)|(?:dropp|stopp|popp|check|sneak|jump|tun|pipp|chim)\w*\s+(?:in(?:to)?|by)\b"
    r"|in\s+(?:and|&|n)\s+out\b|^\W*(?:\w+\W+){0,3}lurking\b|(?:mostly|just)\s+lurking\b|participate"
    r"|(?:can['’]?t|wo\s?n['’]t)\s+(?:stay|make|join)|couldn['’]?t\s+(?:make|join|get)|not\s+able\s+to|wish\s+i\s+(?:was|were|could)"
    r"|almost\s+forgot|what(?:['’]d|\s+did)\s+i\s+miss|catch(?:ing)?\s+up|lost\s+track|(?:first|1st)[\s-]+tim(?:e|er)\b"
    r"|new\s+to\s+(?:this|\#|the|twitter|chat)|(?:excited|stoked|psyched|ready|pumped|glad|happy|here|looking)\s+(?:\w+\s+)?"
    r"(?:for|to|about)\s+(?:tonight|the\s+chat|join|be|listen|learn|discuss|this|our|\#)|how['’]s\s+it\s+going"
    r"|(?:thanks|thx)\s+for\s+(?:the\s+)?(?:invite|hosting|having))"
)
_IS_HERE = re.compile(
    r"\b[A-Z][\w.'’-]+(?:\s+[A-Z][\w'’-]+)?\W{0,3}\s*here\b"
    r"|^\W*[A-Z][a-z]+\s+[A-Z][a-z]+,\s+[A-Z]\w+(?:\s+[A-Z]\w+)?,|\bis\s+on\s+board\b"
    r"|\b(?:[Tt]his\s+is|[Ii]['’]?m|[Ii]\s+am)\s+[A-Z][a-z]+\b"
)
_OFFICE = re.compile(
    r"\b(?:teacher|tchr|librarian|student|professor|prof|lecturer|coordinator|consultant|director"
    r"|educator|lehrer(?:in)?|enseignante?|profesora?|docente|insegnante|professora?)\b",
    re.IGNORECASE,
)


def is_arrival(text: str, *, shared: bool) -> bool:
    """Tell whether a first post says that its author has come, and little besides.

    shared: some of its words stand in the questions of its chat.
    """
    sentences = _SENTENCE.split(words_after_lead(text).replace("’", "'"))
    comes = any(map(_is_of_coming, sentences[:_FIRST]))
    if not (comes or any(map(_greets, sentences[:_FIRST]))):
        return False
    beside = sum(
        substance(each) for each in sentences if not (_is_of_coming(each) or _greets(each))
    )
    return beside < (_MUCH if comes and not shared else _LITTLE)


def _greets(sentence: str) -> bool:
    return GREETING.match(sentence.lower()) is not None


def _is_of_coming(sentence: str) -> bool:
    """Tell whether a sentence says that somebody has come, or who they are."""
    if _COMES.search(sentence.lower()):
        return True
    plain = " ".join(AROUND.sub(" ", sentence).split())
    if _IS_HERE.search(plain):
        return True
    return _OFFICE.search(plain) is not None and not SAYS_SO.search(plain)
