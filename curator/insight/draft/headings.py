"""Questions as headings of a recap: their full text, without labels, links and tags."""

from __future__ import annotations

import re
from collections.abc import Collection

from curator.insight.questions.split_texts import without_further
from curator.labels import label_of
from curator.quoting import goes_on_with_hashtag
from curator.remarks import without_remarks

_ADDRESS = r"(?:https?://|pic\.twitter\.com/|www\.)\S*|https?(?:…|\.\.\.)?"
_EDGE = rf"(?:[#＃]\w+|@[\w.-]*\w|{_ADDRESS}|[(\[]?\d\s?/\s?\d[)\]]?)"
_BEFORE = re.compile(rf"^[\s:|>–—-]*(?:{_EDGE}[\s:|,>–—-]+)+")
_BEHIND = re.compile(rf"(?:[\s|,–—-]+(?:via\s+|cc\s+)?{_EDGE})+[\s.…]*$")
_ONE = re.compile(_EDGE)
_QUOTED = re.compile(r"^[\s]*(?:[RM]T\s+@\w+\s*:?|[“\"]@\w+\s*:)\s*", re.IGNORECASE)
_LEFT = re.compile(r"^(?:\(\?\))?[\s:.)\]/|,;–—-]+")
_PROMISE = re.compile(
    r"^\W*(?:(?:is|are|now|here(?:['’]s)?)\W+)*(?:coming|soon|up\s+next|next|in\s+\w+\s+min\w*|time"
    r"|now|ready|up)\b[^?]*$",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\s*[(\[](?:please|pls|remember|don['’]?t\s+forget|be\s+sure|make\s+sure|tag|use|include|answer"
    r"|reply|start|begin)\b[^)\]]*[)\]]\s*$",
    re.IGNORECASE,
)
"""Instructions of a host on how to answer, at the end of a question."""

_FEWEST = 2

_PAIRS = {'"': '"', "“": "”", "«": "»", "„": "“"}
_LEAD_IN = re.compile(
    r"(?:is|now|here(?:['’]s|\s+comes)?|coming(?:\s+up)?|next(?:\s+up)?)(?P<colon>\s*:)?\s+",
    re.IGNORECASE,
)
"""How a host leads to the words of a question: “coming up:”, “is “…””."""


def heading_words(text: str, hashtags: Collection[str]) -> str:
    """Return the text of a question without label, links, and the chat's hashtag at its ends.

    hashtags: the chat's own, in lower case. '' if no words of a question are left.
    """
    words = " ".join(text.split())
    for _ in range(3):
        before = words
        words = _QUOTED.sub("", words)
        label = label_of(words)
        if label and label.place == "start":
            words = without_further(words, label.number)
            words = _LEFT.sub("", words[_start_of_rest(words, label.end) :])
        words = _without_edges(words, hashtags)
        if words == before:
            break
    words = _ADVICE.sub("", words).strip().rstrip("@").rstrip()
    words = _unquoted(_without_lead(words))
    return "" if _PROMISE.match(words) or _is_too_short(words) else without_remarks(words)


def _without_lead(words: str) -> str:
    """Return words without a lead to them, if it ends so or what it leads to is quoted."""
    lead = _LEAD_IN.match(words)
    rest = words[lead.end() :] if lead else words
    return rest if lead and (lead["colon"] or _unquoted(rest) != rest) else words


def _start_of_rest(words: str, end: int) -> int:
    """Return where the words behind a label begin: with a quotation mark that belongs to them."""
    closing = _PAIRS.get(words[end - 1 : end])
    return end - 1 if closing and closing in words[end:] else end


def _unquoted(words: str) -> str:
    """Return words without quotation marks round the whole, or one whose other half is cut."""
    opening, last = words[:1], words[-1:]
    inside = words[1:-1]
    if _PAIRS.get(opening) == last and last not in inside and opening not in inside:
        return inside.strip()
    if last == '"':
        return words[:-1] if words.count(last) % 2 else words
    openings = [sign for sign, closing in _PAIRS.items() if closing == last and sign != last]
    return words if any(sign in words for sign in openings) or not openings else words[:-1]


def _is_too_short(words: str) -> bool:
    """Tell whether there are too few words for a question, in scripts that separate words."""
    return words.isascii() and len(words.split()) < _FEWEST and not words.endswith("?")


def _without_edges(words: str, hashtags: Collection[str]) -> str:
    """Return words without links, handles and the chat's hashtags at their ends."""
    if (found := _BEFORE.match(words)) and _is_noise(found[0], hashtags):
        words = words[found.end() :]
    found = _BEHIND.search(words)
    if found and goes_on_with_hashtag(words[: found.start()]) and "#" in found[0]:
        return words.strip()
    if found and _is_noise(found[0], hashtags):
        words = words[: found.start()]
    elif found:
        kept = [each for each in _ONE.findall(found[0]) if not _is_noise(each, hashtags)]
        words = " ".join((words[: found.start()], *kept))
    return words.strip()


def _is_noise(edge: str, hashtags: Collection[str]) -> bool:
    """Tell whether a word at an end can be dropped: no hashtag but the chat's own."""
    tags = re.findall(r"[#＃](\w+)", edge)
    return all(tag.casefold() in hashtags for tag in tags)
