"""The guests of a chat: named by a host, or asked by name and answering."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from curator.insight.questions.values import HOUR, Asked, ChatPost, Seat, Session

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
_CALLED = re.compile(rf"(?<!\w){_GUEST}(?!\w)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]{2,}")
_SHORT = 4
"""Letters of a first name that may stand for the whole: “Chris” and “Christopher”."""

_HANDLE = re.compile(r"@(\w+)")
_BEFORE, _AFTER = 36 * HOUR, 2 * HOUR
_OFTEN = 2
"""Questions in which somebody is asked by name and answers, to count as a guest."""


def guests_of(asked: Sequence[Asked], hosts: Iterable[str], posts: Sequence[ChatPost]) -> set[str]:
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


def with_guests_by_name(
    sessions: Iterable[Session], posts: Sequence[ChatPost], names: Callable[[], Mapping[str, str]]
) -> list[Session]:
    """Return chats with guests whom a host introduces by their name alone.

    names: returns the names of people by lower-case handle; called only if needed.
    """
    found: list[Session] = []
    for session in sessions:
        start, end = session.start - _BEFORE, session.questions[-1].at + _AFTER
        lo = bisect_left(posts, start, key=lambda said: said.at)
        near = posts[lo : bisect_right(posts, end, key=lambda said: said.at)]
        told = [
            said.text.casefold()
            for said in near
            if session.hosts.get(said.handle) == "host"
            and _CALLED.search(said.text)
            and not _NO_GUEST.search(said.text)
        ]
        called: dict[str, Seat] = {}
        if told:
            known = names()
            here = {said.handle for said in near} - session.hosts.keys()
            called = {
                handle: "guest"
                for handle in here
                if any(_says_name(text, known.get(handle, "")) for text in told)
            }
        found.append(replace(session, hosts={**session.hosts, **called}) if called else session)
    return found


def _says_name(text: str, name: str) -> bool:
    """Tell whether a text contains a full name, the first name possibly shortened."""
    parts = _NAME.findall(name.casefold())
    if len(parts) < 2:  # noqa: PLR2004  one name alone may be anybody's
        return False
    words = _NAME.findall(text)
    if parts[-1] not in words:
        return False
    before = words[: words.index(parts[-1])][-3:]
    return any(word.startswith(parts[0][:_SHORT]) for word in before)


def _named(text: str) -> set[str]:
    """Return the people whom a text calls guests."""
    found: set[str] = set()
    if "@" in text and not _NO_GUEST.search(text):
        for match in _NAMED.finditer(text):
            found |= {h.casefold() for h in _HANDLE.findall(match["behind"] or match["before"])}
    return found


def _asked_by_name(asked: Sequence[Asked], near: Sequence[ChatPost]) -> set[str]:
    """Return who is named in several questions, and answers before the next one."""
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
