"""Short headings for a table of contents: cut at a pause."""

from __future__ import annotations

import re

_LONGEST = 64
"""Most letters of a heading that is not cut."""

_LEAST = 12
_QUESTION = re.compile(r"[^.!?？؟]*[?？؟]")
_PAUSE = re.compile(r"\s+[–—-]+\s+|[:;(]\s*|,\s+|\.\s+|\s+\((?=\w)")
_HANGING = re.compile(
    r"(?:[\s,;:–—(-]|\b(?:and|or|the|a|an|of|to|in|on|for|with|your|our|their|that|which|is|are|do|does|how"
    r"|what|as|by|at|from|you|we|it)\b\s*)+$",
    re.IGNORECASE,
)


def short_heading(heading: str) -> str:
    """Return a heading for a table of contents: whole if short, else its beginning."""
    words = " ".join(heading.split())
    if len(words) <= _LONGEST:
        return words
    asked = [found[0].strip() for found in _QUESTION.finditer(words)]
    first = next((each for each in asked if len(each) >= _LEAST), words)
    if len(first) <= _LONGEST:
        return first
    pauses = [found.start() for found in _PAUSE.finditer(first, 0, _LONGEST)]
    fit = [at for at in pauses if at >= 2 * _LEAST]
    if fit:
        return f"{first[: fit[0]].rstrip()}…"
    cut = first[:_LONGEST].rsplit(None, 1)[0]
    return f"{_HANGING.sub('', cut) or cut}…"
