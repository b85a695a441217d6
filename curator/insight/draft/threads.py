"""Threads: consecutive posts of one person, combined so that they become one quote.

People number their parts ('1/2', '(2/3)'), end with '…cont', or reply to themselves. A
continuation is never quoted without the part that it continues.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from curator.insight.draft.answering import is_announcement
from curator.insight.draft.ranking import Candidate
from curator.model import Post
from curator.quoting import joined

_SOON = timedelta(minutes=20)
"""A numbered part follows the previous one within this time."""

_AT_ONCE = timedelta(minutes=6)
"""An unnumbered part, or a reply to oneself, follows within this time."""

_MOST = 6
"""Most parts of one quote; the rest of a longer thread is left out."""

_HALF = 5
"""The number behind a point that is no part’s: “A1.5” answers what was asked between Q1 and Q2."""

_LONGEST = 1_500
"""Most characters of one quote."""

_NUMBER = re.compile(
    r"(?<![\w/.:])[(\[]?(?P<at>\d)\s?(?:/|of)\s?(?P<of>\d|n|x|\?)?[)\]]?(?![\w/%]|\s+of\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:\s|\.?@[\w.-]*\w[:,]?|#\w+)*")
"""Mentions and hashtags before the text."""

_EDGE_SIGNS = re.compile(r"(?:\s|[@#]\w+|https?://\S+|[.…,;:!-])*$")
_LABEL = re.compile(
    r"[\s(\[]*[aqr]\W?\d{1,2}(?P<letter>[a-e])?(?:(?P<mark>[/.])(?P<at>\d)(?:\.(?P<below>\d))?(?!\d))?",
    re.IGNORECASE,
)
"""“A1.2.1” is below “A1.2”, and goes on from it."""

_SPELT = re.compile(
    r"[\s,.:;(\[-]*(?P<word>p|pt|part)[\s.]?(?P<at>[1-9])(?=\s*[-–—:.,)\]])", re.IGNORECASE
)
"""A part told in a word at the beginning, behind a label or not: “A1, p2 - …”, “Pt 2: …”."""

_LABEL_ALONE = re.compile(r"[\s(\[]*(?:[aqr]\W?\d{1,2}\W*)?", re.IGNORECASE)
_GOES_ON = re.compile(
    r"^\W*(?:\(?cont(?:inued|'?d|’d|\.)?\b|\.\.\.|…|\+\s|and\s|also\b|but\s|because\b|so\s|which\b)",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"(?:\(?\bcont(?:inued|'?d|’d|\.)?\)?|\.\.\.|…|>>|-->|→|\+)[\s)]*$", re.IGNORECASE
)
_GIVES_NOTICE = re.compile(
    r"(?:(?:[.…(\[]\s*continue[sd]|\bcont(?:['’]?d|\.)?)|\bmore\s+(?:to\s+come|below)|>>|-->|→)[\s.…)\]]*$",
    re.IGNORECASE,
)
"""An end that, unlike a mere “…”, certainly leaves off before the end."""

_SAYS_SO = re.compile(r"\W*(?:\(\s?cont\.?\s?\)|cont(?:inued|'d|’d|d\b|\.))", re.IGNORECASE)
_MIDWAY = re.compile(r"\s*(?:\.\.\.|…)\s?[a-z]")


# Without any of these signs a post claims to be no part; most have none.
_PART_SIGNS = ("cont", "...", "…", ">>", "-->", "→", "+")
_OF_PARTS = re.compile(r"\d\s?(?:/|[Oo][Ff])")
_SPELT_ANYWHERE = re.compile(r"p(?:ar)?t?[\s.]?[1-9]")
_LETTERED = re.compile(r"[AaQqRr]\W?\d{1,2}(?:[A-Ea-e]\b|[/.]\d)")


@dataclass(frozen=True, slots=True)
class _Part:
    """The part number of a post."""

    at: int = 0
    """From 1; 0 is unknown."""

    of: int = 0
    says_so: bool = False
    """Whether its beginning says that it does: “(cont.) …”."""

    is_midway: bool = False
    """Whether it begins in the middle of a sentence, or says that it goes on."""

    continued: bool = False
    """Whether its end announces a continuation."""

    is_dotted: bool = False
    """Whether its number stands behind a point in its label: “A1.2”."""

    is_listed: bool = False
    """Whether it may be no part but one of several answers: “A1.1” or “A1a”."""

    gives_notice: bool = False
    """Whether its end says that it goes on elsewhere: “(cont.)”."""

    @property
    def is_open(self) -> bool:
        """Whether another part must follow it: “1/2”, “2 of 3”, “A1 … (cont.)”."""
        if self.at == 0 or self.is_listed:
            return self.gives_notice
        return self.gives_notice or (self.at < self.of if self.of else self.at == 1)


_NO_PART = _Part()


def threaded(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates with each thread combined into one, in the place of its first part.

    Parts that continue a missing post cannot be quoted.
    """
    ordered = sorted(candidates, key=lambda one: (one.post.at, one.id))
    parts = {one.id: _part(one.post) for one in ordered}
    said: dict[int, list[Candidate]] = defaultdict(list)
    for one in ordered:
        said[one.person].append(one)
    found = {one.id: one for own in said.values() for one in _own_threads(own, parts)}
    return [found[one.id] for one in ordered if one.id in found]


def chains(own: Sequence[Candidate], asking: Collection[int] = ()) -> list[list[int]]:
    """Return the threads among a person's posts in order of time, as the ids of their parts.

    asking: posts that ask a question, which continue nothing. A reply to oneself continues
    however late it comes.
    """
    parts = {one.id: _part(one.post) for one in own}
    found: list[list[Candidate]] = []
    ends: dict[str, list[Candidate]] = {}
    for one in own:
        chain = ends.get(one.post.reply_to) if one.post.reply_to else None
        if chain and (one.question not in {0, chain[-1].question} or _addressed(one.post)):
            chain = None
        if chain is None:
            near = reversed(found[-4:])
            chain = next((each for each in near if _follows(one, each, parts)), None)
        if chain is None or one.id in asking:
            chain = []
            found.append(chain)
        else:
            ends.pop(chain[-1].post.key, None)
        chain.append(one)
        ends[one.post.key] = chain
    return [[one.id for one in chain] for chain in found if len(chain) > 1]


def _own_threads(own: Sequence[Candidate], parts: dict[int, _Part]) -> list[Candidate]:
    """Return a person's posts, with threads combined."""
    chains: list[list[Candidate]] = []
    dotted = {parts[one.id].at for one in own if parts[one.id].is_dotted}
    any_continued = any(parts[one.id].continued for one in own)
    for one in own:
        part = parts[one.id]
        if part is _NO_PART and not one.post.reply_to and not any_continued:
            chains.append([one])  # as most: see what `_follows` asks first
            continue
        if part.is_dotted and part.at == _HALF and _HALF - 1 not in dotted:
            parts[one.id] = replace(part, at=0)
        chain = next((each for each in reversed(chains[-4:]) if _follows(one, each, parts)), None)
        if chain is None:
            chains.append([one])
        else:
            chain.append(one)
    return [_combine(chain, parts) for chain in chains]


def _follows(one: Candidate, chain: Sequence[Candidate], parts: dict[int, _Part]) -> bool:
    """Tell whether a post continues a chain of its author's posts."""
    last = chain[-1]
    mine, before = parts[one.id], parts[last.id]
    to_self = bool(one.post.reply_to) and one.post.reply_to == last.post.key
    if not (mine.at > 1 or mine.says_so or before.continued or to_self):
        return False
    gap = one.post.at - last.post.at
    if one.mark == "reject" or one.is_echo or last.is_echo or gap > _SOON:
        return False
    if mine.at > 1:
        due = before.at or (1 if len(chain) == 1 else len(chain))
        same = not mine.of or not before.of or mine.of == before.of
        return mine.at == due + 1 and same
    if mine.at == 1 or one.question not in {0, last.question} or gap > _AT_ONCE:
        return False
    if _addressed(one.post) or (one.is_labelled and not (last.is_labelled or to_self)):
        return False
    leaves = not one.is_labelled and is_announcement(one.post.shown)
    goes_on = before.at == 0 and not leaves and (mine.says_so or _is_continuation(one.post))
    return to_self or goes_on


def _addressed(post: Post) -> bool:
    """Tell whether a post begins with a mention of somebody other than its author."""
    own = post.author.handle.casefold()
    return any(
        span.kind == "mention" and span.start <= 1 and span.value.casefold() != own
        for span in post.spans
    )


def _combine(chain: Sequence[Candidate], parts: dict[int, _Part]) -> Candidate:
    """Return a chain as one candidate."""
    if len(chain) == 1 and parts[chain[0].id] is _NO_PART:
        return chain[0]
    first, *rest = _shorten(chain)
    begun = parts[first.id]
    orphan = begun.at > 1 or (begun.at == 0 and begun.is_midway)
    torn = parts[chain[-1].id].is_open
    if not rest and not orphan and not torn:
        return first
    if not rest:
        return replace(first, quotable=first.quotable and not orphan, torn=torn)
    posts = [one.post for one in (first, *rest)]
    likes = [post.likes for post in posts if post.likes is not None]
    marks = {one.mark for one in (first, *rest)}
    whole = replace(
        joined(posts),
        likes=max(likes, default=None),
        replies=max((post.replies or 0 for post in posts), default=0) or first.post.replies,
    )
    return replace(
        first,
        post=whole,
        parts=tuple((one.id, one.post) for one in (first, *rest)),
        mark="star" if "star" in marks else first.mark,
        echoes=max(one.echoes for one in (first, *rest)),
        echo_people=max(one.echo_people for one in (first, *rest)),
        replies=max(one.replies for one in (first, *rest)),
        quotable=first.quotable and not orphan,
        torn=torn,
        question=first.question or next((one.question for one in rest if one.question), 0),
    )


def _shorten(chain: Sequence[Candidate]) -> list[Candidate]:
    """Return as much of a chain as one quote can hold."""
    kept, length = [chain[0]], len(chain[0].post.text)
    for one in chain[1:_MOST]:
        length += len(one.post.text)
        if length > _LONGEST:
            break
        kept.append(one)
    return kept


def _words(post: Post) -> str:
    """Return the text of a post without links and leading mentions and hashtags."""
    plain = "".join(p.text for p in post.pieces() if p.kind not in {"link", "media"})
    return _LEAD.sub("", plain, count=1).strip()


def _is_continuation(post: Post) -> bool:
    """Tell whether the beginning of a post shows that it continues something."""
    words = _words(post)
    label = _LABEL.match(words)
    bare = words[label.end() :].lstrip(" :.)-") if label else words
    return bool(_GOES_ON.match(bare)) or bare[:1].islower()


def _may_be_part(text: str) -> bool:
    lower = text.lower()
    if any(map(lower.__contains__, _PART_SIGNS)):
        return True
    return bool(_OF_PARTS.search(text) or _LETTERED.search(text) or _SPELT_ANYWHERE.search(lower))


def _part(post: Post) -> _Part:
    if not _may_be_part(post.text):
        return _NO_PART
    words = _words(post)
    at, of = _numbered(words)
    label = _LABEL.match(words)
    if label and label["at"]:
        at = int(label["at"]) + int(label["below"] or 0)
    elif label and label["letter"] and not at:
        at = ord(label["letter"].casefold()) - ord("a") + 1
    elif not at and (spelt := _SPELT.match(words, label.end() if label else 0)):
        at = int(spelt["at"]) if label or len(spelt["word"]) > 1 else 0  # “P2” may be a question
    bare = words[label.end() :].lstrip(" :.)-") if label else words
    ending = _EDGE_SIGNS.sub("", bare)
    continued = bool(_CONTINUED.search(bare[: len(ending) + 4])) and not post.cut
    after = words[label.end() :].lstrip(" :-") if label else words
    says_so = _SAYS_SO.match(after) is not None
    is_midway = says_so or _MIDWAY.match(after) is not None
    is_dotted = bool(label and label["mark"] == ".")
    is_listed = bool(label and (label["letter"] or label["mark"] == "."))
    gives_notice = _GIVES_NOTICE.search(ending) is not None
    return _Part(
        at, of, says_so, is_midway, continued, is_dotted, is_listed, gives_notice and not post.cut
    )


def _numbered(words: str) -> tuple[int, int]:
    """Return which part of how many a post claims to be, at either end."""
    end = len(_EDGE_SIGNS.sub("", words))
    for found in _NUMBER.finditer(words):
        if found.end() < end and not _LABEL_ALONE.fullmatch(words[: found.start()]):
            continue
        at, of = int(found["at"]), int(found["of"]) if (found["of"] or "").isdecimal() else 0
        if at >= 1 and (not of or at <= of) and (of != 1):
            return at, of
    return 0, 0
