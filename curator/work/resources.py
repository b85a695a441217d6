"""The links of a recap, each with the words it was shared with; adverts are left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from curator.counted import Resource
from curator.insight.consent.consent import People, without_withheld
from curator.insight.draft.headings import heading_words
from curator.insight.draft.ranking import Candidate
from curator.insight.text.vocabulary import announces, folded, is_telling, words_as_written
from curator.library.values.normalise import cleaned
from curator.model import Links, Post
from curator.quoting import tidied
from curator.work.link_titles import path_words

_FEWEST_WORDS = 3
_LONGEST = 90
_MANY = 3
"""Links of one person without any reaction from which on they count as adverts."""

_NO_RESOURCE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:twitter\.com/(?:#!/)?(?:search|hashtag)|4sq\.com|swarmapp\.com"
    r"|(?:\w+\.)?chatzy\.com/|tchat\.io(?:/(?:rooms.*)?)?$|tchat\.io/rooms|nurph\.com|twubs\.com"
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
    r"|check(?:\s*(?:it\s+)?out)?|read(?:ing)?|great|nice|good|just|ooh|oh|yes|\.?@[\w.-]+)\b[\s:,!]*)+",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(
    r"(?:^|[\s,])(?:with|for|to|of|on|at|from|like|than|as|about|but|and|or|because|that|which|where|when|if"
    r"|using|called|named|a|an|the|my|our|their|its|his|her|is|are|was|i|you|we|they)[\s.,;(]*$",
    re.IGNORECASE,
)
"""Words that a sentence does not end with: the link itself was to follow, or it goes on."""

_REPEATED = re.compile(r"^.*?\b(?:RT|MT)\s*@\w+[\s:@\w]*?(?::\s*|$)", re.IGNORECASE)
"""Whom a post repeats, with what stands before: “for you MT @ann @ben:”."""

_CHATTER = re.compile(
    r"""^(?:would|could|should|might|may|must|had|has|got|hop(?:e|ing)|or|because|since|not\s+to|course
      |make\s+it|leave\s+you|much|h(?:i|ello|ey)|tell|let|maybe|well|though|although|then|still|too
      |yeah|yep|nope|no|lol|haha|wow|sorry|ok(?:ay)?|be\s+sure|same|agreed?|exactly|totally|have\s+been
      |i\s+(?:appreciate|think|agree|wish|hope|may|don['’]t|can['’]t|am|was|will|would)
      |i['’](?:m|d|ll)|you(?:['’](?:ll|re|d))?)\b(?!-)
    |^(?:\*\w+\*|@\s|i\s+(?:guarantee|promise|forgot)\b|re-?working\b|hopefully\b|reminder\b|congrat\w*
      |further\s+(?:evidence|proof)\b|that['’]?s\s+(?:my|what|how|why)\b|for\s+a\s+\w+\s+project\b
      |(?:who|what|have|has|did|do|does|are|is)\s+(?:has|have|do|did|you|any(?:one|body))\b|thank(?:s|\s+you)\b
      |if\s+(?:you|folks|any(?:one|body))\b)
    |\bthanks?,?\s+(?:every(?:one|body)|all)\b
    |\b(?:tell\s+us|cya|see\s+y(?:ou|a)|for\s+u)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words of a conversation, which do not say what a page is about."""

_IN_PASSING = re.compile(
    r"^h(?:i|ello|ey)\b|\b(?:tell\s+us|cya|hope\s+to\s+\w+|see\s+y(?:ou|a)|(?:follow|find)\s+me)\b",
    re.IGNORECASE,
)
_OPAQUE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:[\w-]{1,6}\.(?:ly|gl|me|cc|gd|co|is|pr|be|bz|mp|im)/"
    r"|tinyurl\.com|on\.fb\.me|docs\.google\.com|google\.com/url|youtube\.com/watch)",
    re.IGNORECASE,
)
"""An address that tells nothing about its page."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"#@(])")
_SIGNS = "\"'“”‘’.,;:!?()[]…-–—"
_SPACE = re.compile(r"\s+")
_BROKEN = re.compile(r"[(\[{“\"]\s*[)\]}”\"]|\s+(?=[,.;:!?)])")


def worded(
    links: Links,
    candidates: Sequence[Candidate],
    people: People,
    own: frozenset[str],
    most: int,
    quoted: Iterable[Post] = (),
) -> Links:
    """Return links with the words they were shared with, the most shared and liked first.

    own: the chat's own hashtags, folded. Titles given by the editor are kept. A link that one
    person shared, and of which nothing is said, is left out, unless it stands in one of the
    quoted posts.
    """
    sharing = _sharing(candidates)
    shown = {_key(span.value) for post in quoted for span in post.spans if span.kind == "link"}
    lone = _lone_sharers(links.resources, sharing)
    kept = [
        each
        for each in links.resources
        if each.kind == "link"
        and not _NO_RESOURCE.match(each.value)
        and (
            _key(each.value) in shown
            or not _is_advert(each, sharing.get(_key(each.value), ()), lone)
        )
    ]
    ordered = sorted(kept, key=lambda each: _rank(each, sharing.get(_key(each.value), ())))
    titled = (_titled(each, sharing.get(_key(each.value), ()), people, own) for each in ordered)
    worthwhile = [
        each
        for each in titled
        if each.title
        or each.people > 1
        or _key(each.value) in shown
        or _has_description(each, sharing.get(_key(each.value), ()), people, own)
    ]
    others = most - sum(_key(each.value) in shown for each in worthwhile)
    rest = [each for each in worthwhile if _key(each.value) not in shown][: max(others, 0)]
    kept = [each for each in worthwhile if _key(each.value) in shown or each in rest]
    return replace(links, resources=tuple(kept))


def _has_description(
    link: Resource, sharing: Sequence[Candidate], people: People, own: frozenset[str]
) -> bool:
    """Tell whether an address says what somebody spoke of, if in words that are no title."""
    if _OPAQUE.match(link.value):
        return False
    said = _words_with(link, sharing, people, own)
    return any(not _IN_PASSING.search(each) for each in said)


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
        one.person in lone
        or announces(words_as_written(one.post), linked=True)
        or not one.quotable
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
    title = path_words(link.value)
    if len(title.split()) <= _FEWEST_WORDS:
        said = _words_with(link, sharing, people, own)
        title = next((each for each in said if not _CHATTER.search(each)), title)
    return replace(link, title=without_withheld(title, people)) if title else link


def _words_with(
    link: Resource, sharing: Iterable[Candidate], people: People, own: frozenset[str]
) -> Iterator[str]:
    """Yield the words that a link was shared with, the most liked first."""
    loved = sorted(
        (one for one in sharing if one.quotable),
        key=lambda one: -(one.post.likes or 0) - 2 * one.echoes,
    )
    words = (_words(one.post, link.value, people, own) for one in loved)
    return filter(None, words)  # one by one: thousands may have shared it


def _words(post: Post, link: str, people: People, own: frozenset[str]) -> str:
    """Return the words about a link in its post: the sentence before it, or else after it.

    '' if they name a person who must not be named; half of a name counts too.
    """
    if without_withheld(post.shown, people) != post.shown:
        return ""
    before, behind, found = "", "", False
    for piece in tidied(post, own).pieces():
        if piece.kind == "link" and _key(piece.value) == _key(link):
            found = True
        elif piece.kind not in {"link", "media"}:
            before, behind = (before, behind + piece.text) if found else (before + piece.text, "")
    sentences = [each for each in _SENTENCE.split(before.strip()) if each]
    tried = [*reversed(sentences), before, _SENTENCE.split(behind.strip())[0]]
    if sentences and _goes_on(sentences[-1], behind):
        tried = sentences[-2::-1]  # the sentence with the link in it makes none without it
    titles = [title for each in tried if (title := _cleaned(each, own))]
    told = [each for each in titles if _is_telling_title(each, _FEWEST_WORDS)]
    return next(iter((*told, *(each for each in titles if _is_telling_title(each, 2)))), "")


def _goes_on(before: str, behind: str) -> bool:
    """Tell whether a link stands in the middle of a sentence."""
    if before.rstrip()[-1:] in {":", "-", "–", "—", "|", ">"}:
        return False
    return bool(_LEADS_IN.search(before)) or behind.lstrip()[:1].islower()


def _is_telling_title(title: str, fewest: int) -> bool:
    """Tell whether a title says something besides hashtags and names."""
    words = [each for each in title.split() if each[:1] not in {"#", "@"}]
    plain = [word for each in words if (word := folded(each.strip(_SIGNS)))]
    return len(plain) >= _FEWEST_WORDS and sum(map(is_telling, plain)) >= fewest


def _cleaned(text: str, own: frozenset[str]) -> str:
    """Return a post's words on one line, without those that only introduce the link."""
    words = _REPEATED.sub("", _BROKEN.sub("", _SPACE.sub(" ", text))).strip()
    words = _EMPTY_START.sub("", heading_words(words, own))
    words = _EMPTY_END.sub("", _CREDIT.sub("", words)).strip()
    if words.count("(") != words.count(")"):
        words = words.strip("( )")
    if _LEADS_IN.search(words) or words.count("(") != words.count(")"):
        return ""
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(None, 1)[0].rstrip(" ,;:–—-(") + "…"
    return words[:1].upper() + words[1:]
