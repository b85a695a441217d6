"""The links of a recap, each with the words it was shared with; adverts are left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from curator.counted import Resource
from curator.insight.consent.consent import People, discreet
from curator.insight.draft.headings import heading_words
from curator.insight.draft.ranking import Candidate
from curator.insight.text.vocabulary import announces, said
from curator.library.values.normalise import cleaned
from curator.model import Links, Post
from curator.quoting import tidied

_FEWEST_WORDS = 3
_LONGEST, _LONGEST_WORD = 90, 20
_MANY = 3
"""Links of one person without any reaction from which on they count as adverts."""

_NO_RESOURCE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:twitter\.com/(?:#!/)?(?:search|hashtag)|4sq\.com|swarmapp\.com"
    r"|foursquare\.com|paper\.li|untp\.beer|twibbon\.com|justunfollow\.com|tweetchat\.com/room)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"[\s,(]*\b(?:via|h/?t|cc|by)\b[\s:]*(?:@[\w.-]*\w[\s,)]*)*$", re.IGNORECASE)
_EMPTY_END = re.compile(
    r"(?:[\s:,;|>+&–—-]+|(?:^|(?<=\W))(?:a|an|the|for|to|of|on|in|at|with|and|or|is|are|was|here|see"
    r"|read|check|checkout|out|from|via|by|this|that|as|it|link|links|more|info)\b[\s:.]*)+$",
    re.IGNORECASE,
)
_EMPTY_START = re.compile(
    r"^(?:[\s:,;&+.–—-]+|(?:fyi|also|and|but|so|like|see|please|pls|of|thanks|thx|here(?:['’]s|\s+is)"
    r"|check(?:\s*out)?|read(?:ing)?|great|nice|good|just|ooh|oh|yes|\.?@[\w.-]+)\b[\s:,!]*)+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"#@(])")
_SPACE = re.compile(r"\s+")
_BROKEN = re.compile(r"[(\[{“\"]\s*[)\]}”\"]|\s+(?=[,.;:!?)])")


def worded(
    links: Links, candidates: Sequence[Candidate], people: People, own: frozenset[str], most: int
) -> Links:
    """Return links with the words they were shared with, the most shared and liked first.

    own: the chat's own hashtags, folded. Titles given by the editor are kept.
    """
    sharing = _sharing(candidates)
    lone = _lone_sharers(links.resources, sharing)
    kept = [
        each
        for each in links.resources
        if each.kind == "link"
        and not _NO_RESOURCE.match(each.value)
        and not _is_advert(each, sharing.get(_key(each.value), ()), lone)
    ]
    ordered = sorted(kept, key=lambda each: _rank(each, sharing.get(_key(each.value), ())))
    return replace(
        links,
        resources=tuple(
            _titled(each, sharing.get(_key(each.value), ()), people, own)
            for each in ordered[:most]
        ),
    )


def _sharing(candidates: Iterable[Candidate]) -> Mapping[str, list[Candidate]]:
    """Return who shared each link, in order of time."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        for span in one.post.spans:
            if span.kind == "link":
                found[_key(span.value)].append(one)
    return found


def _key(value: str) -> str:
    return cleaned(value).casefold()


def _lone_sharers(
    resources: Iterable[Resource], sharing: Mapping[str, Sequence[Candidate]]
) -> frozenset[int]:
    """Return who alone shared several links, none of them in an answer."""
    counts: dict[int, int] = defaultdict(int)
    for each in resources:
        own = sharing.get(_key(each.value), ())
        if each.kind == "link" and each.people == 1 and own and not _is_taken_up(own):
            counts[own[0].person] += 1
    return frozenset(person for person, count in counts.items() if count >= _MANY)


def _is_advert(link: Resource, sharing: Sequence[Candidate], lone: frozenset[int]) -> bool:
    """Tell whether a link was shared by one person to promote something of their own."""
    if link.people > 1 or not sharing or _is_taken_up(sharing):
        return False
    return all(
        one.person in lone or announces(said(one.post), linked=True) or not one.quotable
        for one in sharing
    )


def _is_taken_up(sharing: Sequence[Candidate]) -> bool:
    """Tell whether a link is part of an answer, or was liked or repeated."""
    return any(
        one.question or one.host or one.echoes or one.mark == "star" or (one.post.likes or 0) > 1
        for one in sharing
    )


def _rank(link: Resource, sharing: Sequence[Candidate]) -> tuple[int, int, int, str]:
    likes = max(((one.post.likes or 0) + 2 * one.echoes for one in sharing), default=0)
    return -link.people, -link.posts, -likes, link.value.casefold()


def _titled(
    link: Resource, sharing: Sequence[Candidate], people: People, own: frozenset[str]
) -> Resource:
    """Return a link with a title: the editor's, the page's, or else the words it came with.

    The page's title is taken from its address, in which many sites spell it.
    """
    if link.title:
        return link
    loved = sorted(
        (one for one in sharing if one.quotable),
        key=lambda one: -(one.post.likes or 0) - 2 * one.echoes,
    )
    title = _path_words(link.value)
    if len(title.split()) <= _FEWEST_WORDS:
        words = (_words(one.post, link.value, people, own) for one in loved)
        title = next((each for each in words if len(each.split()) >= _FEWEST_WORDS), title)
    return replace(link, title=discreet(title, people)) if title else link


def _words(post: Post, link: str, people: People, own: frozenset[str]) -> str:
    """Return the words about a link in its post: the sentence before it, or else after it.

    '' if they name a person who must not be named; half of a name counts too.
    """
    if discreet(post.shown, people) != post.shown:
        return ""
    before, behind, found = "", "", False
    for piece in tidied(post, own).pieces():
        if piece.kind == "link" and _key(piece.value) == _key(link):
            found = True
        elif piece.kind not in {"link", "media"}:
            before, behind = (before, behind + piece.text) if found else (before + piece.text, "")
    last = _SENTENCE.split(before.strip())[-1]
    first = _SENTENCE.split(behind.strip())[0]
    tried = (_cleaned(each, own) for each in (last, before, first))
    return next((each for each in tried if len(each.split()) >= _FEWEST_WORDS), "")


def _cleaned(text: str, own: frozenset[str]) -> str:
    """Return a post's words on one line, without those that only introduce the link."""
    words = _BROKEN.sub("", _SPACE.sub(" ", text)).strip()
    words = _EMPTY_START.sub("", heading_words(words, own))
    words = _EMPTY_END.sub("", _CREDIT.sub("", words)).strip()
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(None, 1)[0].rstrip(" ,;:–—-(") + "…"
    return words[:1].upper() + words[1:]


def _path_words(address: str) -> str:
    """Return the words spelt in an address, as many sites do; '' if none."""
    path = address.partition("//")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    parts = [unquote(part).rpartition(".")[0] or unquote(part) for part in path.split("/")]
    words = max((re.split(r"[-_+ ]+", part) for part in parts), key=len, default=[])
    words = [word for word in words if word]
    if len(words) < _FEWEST_WORDS or any(len(word) > _LONGEST_WORD for word in words):
        return ""
    if sum(word.isalpha() for word in words) < _FEWEST_WORDS:
        return ""
    return " ".join(words).capitalize()[:_LONGEST]
