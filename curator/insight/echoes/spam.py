"""Link spam: posts that use a chat's hashtag to sell followers, essays, votes or an address.

A campaign is recognised by its text, or by many accounts that post nothing else and share one
unusual address. Accounts that also take part in the chat are not spam, and no post is judged by
its link alone. The posts of a campaign are folded under the first one; the editor may accept
them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from curator.insight.echoes.echoes import Echo, EchoPost, Why
from curator.labels import label_of

_HINTS = ("follow", "essay", "assignment", "homework", "dissertation", "thesis", "vote", "nominat")
_SERVICES: Mapping[str, re.Pattern[str]] = {
    "followers": re.compile(
        r"\b(?:buy|get|gain|need|want|grow|free|cheap|instant)\s+(?:\d[\d,k]*\s+|more\s+|real\s+"
        r"|active\s+|free\s+|instant\s+|new\s+|your\s+|twitter\s+|instagram\s+|ig\s+){0,4}"
        r"(?:followers|likes|retweets|subscribers|views)\b|#?team\s?follow\s?back"
        r"|\bfollow\s?(?:4|for|train|me\s+back)\s?follow\b|\bf4f\b|\bfollow\s+back\b.*\bgain\b",
        re.IGNORECASE,
    ),
    "essays": re.compile(
        r"\b(?:write|do|take|handle|ace)\s+(?:my|your|ur)\s+(?:\w+\s+){0,2}(?:essays?|papers?"
        r"|assignments?|homework|thesis|dissertations?|(?:online\s+)?class(?:es)?|exams?)\b"
        r"|\b(?:essay|assignment|homework|dissertation|thesis)\s*(?:writing\s+)?(?:service|help(?:ers?)?"
        r"|writers?|pay|due)\b.*(?:https?://|\bdm\b|\bhmu\b|whats?app|\b(?:hire|order|pay|cheap|afford\w*"
        r"|plagiari\w+|quality)\b)|#(?:essay|assignment|homework|paper)(?:help|due|pay|writer)s?\b"
        r"|\bplagiarism[\s-]free\b|\bpay\s+(?:us|me|someone)\s+to\s+(?:write|do)\b",
        re.IGNORECASE,
    ),
    "votes": re.compile(
        r"\b(?:i\s+(?:just\s+)?(?:voted|nominate[sd]?|am\s+voting)|(?:please\s+|pls\s+)?vote\s+(?:for|now|here))\b"
        r".*(?:https?://|@\w+)",
        re.IGNORECASE,
    ),
}
_CONTACT = re.compile(r"\b(?:dm|hmu|whats?app|inbox|telegram)\b|#?team\s?follow\s?back|@gmail")
"""Without a link, or a way to reach who sells, a service is only talked about."""

_LEAST: Mapping[str, int] = {"followers": 2, "essays": 2, "votes": 4, "address": 4}
"""Fewest posts, or for votes and addresses fewest accounts, of a campaign."""

_ODD = re.compile(
    r"\.(?:xyz|top|club|info|tk|ml|ga|cf|gq|biz|win|online|site|pw|icu|live|shop|store|buzz|click"
    r"|loan|men|work|party|bid|vip|fun|space|website)(?:[:/]|$)"
)
_ADDRESS = re.compile(r"https?://[^\s”»\"]+", re.IGNORECASE)
_SITE = re.compile(r"(?:https?://)?(?:www\.)?([^/:?#\s]+)")
_OFTEN = 2
"""Fewest posts of each account, on average, that make any shared address suspicious."""

_TAGS = re.compile(r"[#＃]\w+")
_STUFFED = 4
"""Hashtags of a post that is written to turn up in any search."""


def campaign_echoes(campaigns: Iterable[Campaign], found: Mapping[int, Echo]) -> dict[int, Echo]:
    """Return the posts of campaigns, and their repetitions, as echoes of the first of each.

    found: the echoes found; a post of a campaign that repeats another stays with it.
    """
    spam: dict[int, Echo] = {}
    for campaign in campaigns:
        own = set(campaign.posts)
        own = {post for post in own if post not in found or found[post].source in own}
        own |= {post for post, echo in found.items() if echo.source in own}
        source = next((post for post in campaign.posts if post in own), 0)
        if len(own) > 1:
            why: Why = "bot" if campaign.kind == "bot" else "spam"
            spam |= {post: Echo(source, why) for post in own if post != source}
    return spam


class Campaign(NamedTuple):
    """The posts of one campaign of link spam, or of one program (“bot”)."""

    kind: str
    posts: tuple[int, ...]
    """The earliest first."""


class _Suspect(NamedTuple):
    id: int
    at: int
    author: str
    kind: str
    where: str
    """The address they all lead to; '' for none, or several."""

    tags: int


def _takes_part(text: str) -> bool:
    """Tell whether a post answers a numbered question, or asks one."""
    label = label_of(text)
    return label is not None and label.place == "start"


class SpamWatch:
    """Examines posts as they are read, and then returns the campaigns."""

    def __init__(self) -> None:
        self._own: Counter[str] = Counter()
        self._suspects: list[_Suspect] = []
        self._cleared: set[str] = set()
        """Accounts with a post that is not suspicious: they are in no campaign."""

        self._shared: dict[str, set[str]] = defaultdict(set)

    def pass_through(self, posts: Iterable[EchoPost]) -> Iterator[EchoPost]:
        """Examine every original post, and pass all posts on."""
        for post in posts:
            if not (post.repost_of or post.context):
                self._examine(post.id, post.handle.casefold(), post.at, post.text, post.links)
            yield post

    def _examine(self, id_: int, author: str, at: int, text: str, links: frozenset[str]) -> None:
        self._own[author] += 1
        folded = text.casefold()
        if not links and "http" in folded:
            links = frozenset(_ADDRESS.findall(text))
        where = next(iter(links)) if len(links) == 1 else ""
        if where:
            self._shared[where].add(author)
        if author in self._cleared:
            return
        kind = ""
        if any(map(folded.__contains__, _HINTS)) and (links or _CONTACT.search(folded)):
            kind = self._service(folded)
        if (kind or where) and not _takes_part(text):
            tags = len(_TAGS.findall(text))
            self._suspects.append(_Suspect(id_, at, author, kind or "address", where, tags))
        else:
            self._cleared.add(author)

    def _service(self, folded: str) -> str:
        return next((kind for kind, said in _SERVICES.items() if said.search(folded)), "")

    def campaigns(self) -> Iterator[Campaign]:
        """Yield the campaigns found."""
        suspicious = Counter(each.author for each in self._suspects)
        groups: dict[tuple[str, str], list[_Suspect]] = defaultdict(list)
        for each in self._suspects:
            # these accounts post nothing else
            if suspicious[each.author] == self._own[each.author]:
                where = each.where if each.kind == "address" else ""
                groups[each.kind, where].append(each)
        for (kind, where), own in groups.items():
            authors = {each.author for each in own}
            many = len(authors) if kind in {"votes", "address"} else len(own)
            if many >= _LEAST[kind] and (kind != "address" or self._is_odd(where, own, authors)):
                own.sort(key=lambda each: (each.at, each.id))
                yield Campaign(kind, tuple(each.id for each in own))

    def _is_odd(self, where: str, own: Sequence[_Suspect], authors: set[str]) -> bool:
        """Tell whether an address is none that people share who take part."""
        if self._shared[where] - authors:
            return False
        site = _SITE.match(where)
        stuffed = sum(each.tags >= _STUFFED for each in own) * 2 > len(own)
        often = len(own) >= _OFTEN * len(authors)
        return stuffed or often or (site is not None and _ODD.search(site[1]) is not None)
