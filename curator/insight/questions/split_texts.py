"""The words of a question that a host asks in several posts, or of several in one post.

As “Q2 1/2 …”, “2/2 …”; and “Q6: … OR Q7: …”.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from curator.insight.questions.hosts import Labelled
from curator.insight.questions.values import MINUTE, ChatPost
from curator.labels import Label, words_after_lead

_PART = re.compile(
    r"(?:^|(?<=\s))[(\[]?([1-9])\s?(?:/|of)\s?([2-9])[)\]]?:?(?=\s|$)", re.IGNORECASE
)
_FURTHER = re.compile(
    r"(?:\s+#\w+)*\s+(?:(?:or|and|&|\+)\s+)?(?=Q\s?(?P<number>\d{1,2})\s?[:.)]\s*\w)",
    re.IGNORECASE,
)
"""Where another question begins behind the first in one post: “Q6: … OR Q7: …”."""

_JOINS = re.compile(r"\s+(?:or|and|&|\+)\s*$", re.IGNORECASE)

_TAGS = re.compile(r"(?:\s*#\w+)+\s*$")
_SOON = 5 * MINUTE
"""Within which the further posts follow."""


def is_further_part(text: str) -> bool:
    """Tell whether a text goes on with what another began, as “2/2” does."""
    part = _PART.search(text)
    return part is not None and part[1] != "1"


def further_question(text: str, number: int) -> str:
    """Return a post from where it asks another question, with its label; '' if it does not."""
    places = (found for found in _FURTHER.finditer(text) if int(found["number"]) == number)
    found = next(places, None)
    return text[found.end() :] if found else ""


def without_further(text: str, number: int) -> str:
    """Return a question without the one that follows it in the same post."""
    more = further_question(text, number + 1)
    return _JOINS.sub("", text.removesuffix(more)) if more else text


def whole(each: Labelled, posts: Sequence[ChatPost], labels: Mapping[int, Label]) -> Labelled:
    """Return a question with the words of its further posts, where it calls itself a part.

    Where one of them is missing, the words end with “…”.
    """
    first = _PART.search(each.label.rest)
    if first is None or first[1] != "1" or each.label.kind == "answer":
        return each
    texts, following = [_PART.sub(" ", each.label.rest)], 2
    begin = bisect_left(posts, each.post.at, key=lambda said: said.at)
    for said in posts[begin:]:
        if said.at > each.post.at + _SOON or following > int(first[2]):
            break
        label = labels.get(said.id)
        part = _PART.search(said.text)
        if said.person == each.post.person and part and int(part[1]) == following:
            texts.append(_PART.sub(" ", label.rest if label else words_after_lead(said.text)))
            following += 1
    joined = " ".join(" ".join(_TAGS.sub("", text).split()) for text in texts)
    if following <= int(first[2]):
        joined = f"{joined.rstrip('.…')} …"  # so that the check list names the heading as cut
    return replace(each, label=replace(each.label, joined=joined))
