"""Who is a guest of a chat: named as one by a host, or asked by name and answering."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from curator.insight.questions.values import HOUR, Asked, Said

_GUEST = (
    r"(?:guests?|guest\s+(?:speakers?|experts?|stars?)|expert\s+guests?|featuring|panell?ists?"
    r"|invit[eé]e?s?|invitad[oa]s?|convidad[oa]s?|ospit[ei]|gast|gäste|gäst|gasten|gość|gościem"
    r"|ゲスト|嘉宾|嘉賓|게스트)"
)
_HANDLES = r"@\w+(?:(?:\s*[,&+]\s*|\s+(?:and|und|et|y|e|en|och|i)\s+|\s*,\s*(?:and|&)\s+)@\w+)*"
_NAMED = re.compile(
    rf"(?<!\w){_GUEST}(?!\w)[^@.!?\n]{{0,40}}(?P<behind>{_HANDLES})"
    rf"|(?P<before>{_HANDLES})[^@.!?\n]{{0,30}}?\b(?:(?:is|are|as|be)\s+(?:our|my|a|the|tonight['’]?s"
    rf"|today['’]?s)?\s*(?:\w+\s+)?{_GUEST}(?!\w)|(?:who\s+)?joins?\s+us\s+as)",
    re.IGNORECASE,
)
_NO_GUEST = re.compile(r"\bguest\s+(?:post|blog|column|list|book|host)", re.IGNORECASE)
_HANDLE = re.compile(r"@(\w+)")
_BEFORE, _AFTER = 36 * HOUR, 2 * HOUR
_OFTEN = 2
"""Questions in which somebody is asked by name, and answers."""


def guests_of(asked: Sequence[Asked], hosts: Iterable[str], posts: Sequence[Said]) -> set[str]:
    """Return the handles of a chat's guests; posts: those around the chat, in order of time."""
    leading = set(hosts)
    start, end = asked[0].at - _BEFORE, asked[-1].at + _AFTER
    near = [said for said in posts if start <= said.at <= end]
    found: set[str] = set()
    for said in near:
        if said.handle in leading:
            found |= _named(said.text)
    here = {said.handle for said in near}
    return (found & here | _asked_by_name(asked, near)) - leading


def _named(text: str) -> set[str]:
    """Return whom a text calls a guest."""
    found: set[str] = set()
    if "@" in text and not _NO_GUEST.search(text):
        for match in _NAMED.finditer(text):
            found |= {h.casefold() for h in _HANDLE.findall(match["behind"] or match["before"])}
    return found


def _asked_by_name(asked: Sequence[Asked], near: Sequence[Said]) -> set[str]:
    """Return who is named in several questions, and speaks before the next one is asked."""
    spoke: dict[str, list[int]] = defaultdict(list)
    for said in near:
        spoke[said.handle].append(said.at)
    answering: Counter[str] = Counter()
    for question, following in zip(asked, [*asked[1:], None], strict=True):
        until = following.at if following else question.at + _AFTER
        for handle in {found.casefold() for found in _HANDLE.findall(question.text)}:
            answering[handle] += any(question.at < at <= until for at in spoke.get(handle, ()))
    least = min(_OFTEN, max(1, len(asked) // 2))
    return {handle for handle, count in answering.items() if count >= least}
