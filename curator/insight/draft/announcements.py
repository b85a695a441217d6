"""The topic of a chat as announced in its posts: 'tonight’s topic is makerspaces'.

The words are taken from posts, never guessed. A topic is accepted if a host announces it, or if
several others do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from curator.insight.text.vocabulary import common, folded, stem

_LONGEST = 60
"""Most letters of a topic in a title."""

_BELIEVED = 3.0
_HOST, _ECHO, _MOST_ECHOES = 3.0, 0.5, 6

_BE = r"(?:\s+(?:is|was|are|will\s+be|today|tonight|this\s+(?:week|month)))*"
_BE_SAID = _BE[:-1] + "+"
_WE = (
    r"\b(?:we(?:['’]ll|['’]re|\s+will|\s+are)|tonight(?:['’]s)?|today(?:['’]s)?"
    r"|(?:chat|session)\s+will)"
)
_CALLED = re.compile(
    rf"""(?:
      \b(?:topic|theme|subject|tema|thema|sujet|thème)(?:{_BE}\s*[:=–—-]+|{_BE_SAID})\s+
    | \b(?:topic|theme|subject)\b[^.!?:\n]{{1,60}}\s(?:is|will\s+be)\s*:\s*
    | \b(?:our|the|chat['’]s|(?:tonight|today|week|month)['’]?s)\s+focus
      (?:{_BE}\s*[:=–—-]+|{_BE_SAID})\s+(?:on\s+)?
    | {_WE}[^.!?:\n]{{0,40}}\bfocus(?:s?ing)?\s+on\s+
    | \bwe(?:['’]ll|\s+will)\s+(?:be\s+)?(?:discuss|explor)(?:e|ing)?\s+(?!with\b|at\b|and\b)
    | \bdiscuss(?:ing)?\s*:\s*
    | \b(?:talk|talking|chat|chatting|discuss|discussing|tweeting)\s+(?:all\s+)?(?:about|abt|on)\s+
    | \b(?:discuss|discussing|explore|exploring)\s+(?=\#)
    | \bjoin\b[^.!?\n]{{0,60}}\s(?:(?:talk|discuss|explor)ing|to\s+(?:discuss|explore))
      \s+(?!to\b|with\b)
    | (?:\b(?:chat|tweetchat|twitterchat|discussion|conversation|session)|\#(?P<tag>\w+))
      (?:\s+(?:is|tonight|today|will\s+be|this\s+week))*\s+(?:on|about|abt|re:?)\s+
    )(?P<topic>[^\n]+)""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED = re.compile(
    r"""\b(?:join|tonight|today|tomorrow|\d\s?[ap]m|[ecmp][ds]?t)\b[^.!?\n]{0,80}
    \#(?P<tag>\w+)(?:\s+(?:tonight|today))?\s*(?:[:–—-]\s*|(?=[‘'“"]))(?P<topic>[^\n]+)""",
    re.IGNORECASE | re.VERBOSE,
)
"""An invitation with the topic behind the hashtag: “Join us tonight for #catchat - lions”."""

_TITLE = re.compile(r"[‘'“\"](?P<title>[^’”\"\n]{3,}?)[’'”\"](?!\w)")
"""A topic that stands in quotation marks as a whole."""

_END = re.compile(
    r"""[.!?;|•~(\[{“”"<>\n] | :(?=\s) | https?:// | \s[–—-]+\s | \s*,?\s@ | \s/\s
    | ,?\s+\b(?:with|w/|tonight|today|tomorrow|now|at|starts?|starting|begins?|kicks?|hosted
      |led|moderated|mod|featuring|join|please|be\s+sure|see|here|this\s+(?:week|evening|month)
      |(?:is|are|was|will)\b|in\s+(?:today|tonight|a\s+few|an?\s+hour|\d+)|on\s+(?:mon|tue|wed|thu
      |fri|sat|sun|\d)|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\d{1,2}\s?
      (?:[ap]m|:\d\d|et\b|est\b|pst\b)|\d{1,2}/\d)
    | ,?\s+\bfrom\s+(?:[\d@]|(?:noon|midnight|now|home|here|around|to(?:day|night|morrow)
      |(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)
    | ,\s*(?:and\s+)?(?:join|we|let|it) """,
    re.IGNORECASE | re.VERBOSE,
)
_FROM_A_NAME = re.compile(r"(?<!\S)[^\WA-Z][\w'’-]*(?P<end>\s+from\s+)(?=[A-Z])")
"""“slate from Wales”; in “Arguments from Evidence” the word before is written like a name too."""

_TRAILING = re.compile(r"(?:[\s,:#&/]|\b(?:and|or|the|in|on|of|for|to|a|an|our|chat|via|re)\s*)+$")
_OURS = re.compile(r"our\s+", re.IGNORECASE)
"""In a title nobody says “we”."""

_NO_TOPIC = re.compile(
    r"""(?:it|its|this|that|these|those|they|them|their|me|us|you|your|we|i|my|his|her|which|what
      |how\s+(?:it|we)|some\w*|any\w*|every\w*|one|here|there|today|tonight|twitter|q\d\w*
      |\d+(?!\d|(?:st|nd|rd|th)\s+[a-z])\w*
      |(?:the\s+)?\d+(?:st|nd|rd|th)\s+(?:of|at|and|in|on|to|for|chat|session|question|topic|day|week
        |(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:\w*ber|\w*uary|ch|il|ust)?)
      |the\s+\d+(?:st|nd|rd|th)
      |(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?
      |the\s+(?:same|following|next|last|first|rest|above|other|chat|topic|issue|question|article
      |reading|day|week|schedule|date|time)s?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What begins so points to something else. “Information” and “media” begin like “I” and “me”."""

_INVITES = re.compile(
    r"""(?:join|jump|come|drop|stop|tune|see|follow|share|use|bring|check|click|read|register|sign
      |don['’]?t|please|pls|remember|get|grab|hope|hoping|looking|can['’]?t|let['’]?s?|welcome
      |thanks?|thx|starts?|starting|begins?|is|are|was|will|hosted|led|moderated|with|w/|featuring
      |our|at|on|in|for|from|and|or|be|now|live|tonight['’]s|all|everyone|new|great)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_HASHTAG = re.compile(r"#(?=\w)")
_LAST_HASHTAG = re.compile(r"\s#(?P<tag>\w+)\W*$")


@dataclass(frozen=True, slots=True)
class Announced:
    """A post that may announce a chat."""

    text: str
    by_host: bool = False
    echoes: int = 0


def topic_of(posts: Iterable[Announced], own: Collection[str] = ()) -> str:
    """Return the announced topic of a chat, as written; '' if there is none.

    own: the chat's hashtags, folded: “#catchat on lions” is its topic, “#dogs on lions” is not.
    Without them any hashtag may be its own.
    """
    weights, phrases = Counter[str](), dict[str, Counter[str]]()
    for post in posts:
        weight = _HOST if post.by_host else 1.0
        weight += _ECHO * min(post.echoes, _MOST_ECHOES)
        for phrase in dict.fromkeys(_phrases(post.text, own)):
            for word in _telling_words(phrase):
                weights[word] += weight  # type: ignore[assignment]  # a counter of shares
                phrases.setdefault(word, Counter())[phrase] += weight  # type: ignore[assignment]
    best = max(weights, key=lambda word: (weights[word], word), default="")
    if weights[best] < _BELIEVED:
        return ""
    return max(phrases[best], key=lambda phrase: (phrases[best][phrase], -len(phrase), phrase))


def _phrases(text: str, own: Collection[str]) -> Iterator[str]:
    """Yield the topics that a post may announce; one that speaks to a person announces none."""
    if text.lstrip(" .").startswith("@"):
        return
    for found in (*_CALLED.finditer(text), *_NAMED.finditer(text)):
        rest, tag = found["topic"], found["tag"]
        if tag and own and folded(tag) not in own:
            continue
        phrase = _cut(rest, own)
        if phrase[:1] in "&/+":
            continue  # half of a list
        if found.re is _NAMED and _INVITES.match(phrase):
            continue
        if 0 < len(phrase) <= _LONGEST and not _NO_TOPIC.match(phrase) and _telling_words(phrase):
            yield phrase


def _cut(rest: str, own: Collection[str]) -> str:
    """Return the words of an announcement that are its topic."""
    if title := _TITLE.match(rest):
        cut = title["title"]
    else:
        cut = rest[: end.start()] if (end := _END.search(rest)) else rest
        cut = cut[: name.start("end")] if (name := _FROM_A_NAME.search(cut)) else cut
    while (tag := _LAST_HASHTAG.search(cut)) and folded(tag["tag"]) in own:
        cut = cut[: tag.start()]
    phrase = _TRAILING.sub("", " ".join(_HASHTAG.sub("", cut).split()))
    return phrase[ours.end() :] if (ours := _OURS.match(phrase)) else phrase


def _telling_words(phrase: str) -> set[str]:
    """Return the words of a phrase that carry its meaning."""
    words = {folded(word) for word in re.findall(r"[^\W\d_]{2,}", phrase)}
    return {stem(word) for word in words if word not in common()}
