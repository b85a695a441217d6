"""What a host says around a question: remarks before it, and advice behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
_REMARK = re.compile(
    r"\W*(?:wow|whew|phew|ok(?:ay)?|alright|(?:great|good|awesome|excellent|fantastic|lovely)\s+(?:chat|stuff|answers|discussion|points|job|work)|thanks?|thank\s+you|welcome"
    r"|moving\s+on|time\s+flies|an?\s+sign\s+of|here\s+(?:we\s+go|it\s+comes)|next\s+up|last\s+one)\b[^?]*[.!]$",
    re.IGNORECASE,
)
"""A sentence with which a host goes on to a question, and which asks nothing."""

# Behind a question, such as “Feel free to add links” or “Draft is available”, its link cut off.
_INVITES = re.compile(
    r"\W*(?:feel\s+free|please\s+(?:tag|use|include|label)|don['’]?t\s+forget|remember\s+to)\b[^?]*$"
    r"|\W*(?:the\s+|our\s+|a\s+)?(?:drafts?|readings?|links?|articles?|documents?|docs?|details|info(?:rmation)?)\s+"
    r"(?:is|are|can\s+be|here|available|at\b|:)[^?]*$",
    re.IGNORECASE,
)

_SHARES = re.compile(r"\W*please\s+share\b[^?]*$", re.IGNORECASE)
"""An invitation behind a question; where nothing is asked before, it is the question."""


def without_remarks(words: str) -> str:
    """Return words without sentences about the chat before a question, and advice behind it."""
    sentences = _SENTENCE.split(words)
    while len(sentences) > 1 and _REMARK.match(sentences[0]):
        del sentences[0]
    while len(sentences) > 1 and _is_advice(sentences):
        del sentences[-1]
    return " ".join(sentences)


def _is_advice(sentences: Sequence[str]) -> bool:
    *before, last = sentences
    if _SHARES.match(last):
        return any("?" in each for each in before)
    return _INVITES.match(last) is not None
