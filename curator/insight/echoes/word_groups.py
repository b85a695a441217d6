"""Groups of posts with the same words, from which echoes are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from curator.insight.echoes.attribution import attribution
from curator.insight.echoes.similarity import agree, is_slip, is_telling, says_something
from curator.insight.text.tokens import Marks, wording

TRIED = 40
"""Most groups with the same words, or beginnings, that are compared."""

_SOON = 15 * 60_000
"""Milliseconds within which a person's corrected post counts as the same."""

_OCCASION = 20 * 3_600_000
"""Milliseconds after which a person's repetition counts as new: weekly welcomes, every Q1."""

_FULL = range(138, 142)
"""Lengths of posts that filled Twitter's old limit."""

_COMMON, _COMMON_LEAST = 0.15, 5
"""Hashtags in more posts than this, as a share and in number, are ignored."""


@dataclass(slots=True)
class Wording:
    """A post, with its words and the person they are attributed to.

    A library may hold a million of these, so shared values are stored once, and words as one
    string.
    """

    id: int
    at: int
    """Time in milliseconds."""

    author: str
    owner: str
    """The person it is attributed to; '' for the author's own words."""

    certain: bool
    """Whether it is marked as a repetition: see Attribution."""

    whole: str
    """Its words, each followed by a space."""

    marks: Marks
    start: str = ""
    """For cut words: the beginning of the complete ones."""

    verbatim: int = 0
    """For few words: a hash of the exact text; 0 where anybody may write it by chance."""

    is_sure: bool = True
    """Whether the name is certainly a person's: see Attribution."""

    @property
    def words(self) -> list[str]:
        """Return its words."""
        return self.whole.split()

    @property
    def speaker(self) -> str:
        """Return the handle of whoever said the words."""
        return self.owner or self.author


def normalised(text: str, links: frozenset[str], *, cut: bool, plainly: bool = False) -> Wording:
    """Return a text's words and attribution; id, time and author are the caller's.

    plainly: take the words as the author's own, whoever is named.
    """
    named = None if plainly else attribution(text)
    told = wording(named.words if named else text, links, cut=cut)
    marks = told.marks
    if named and named.label and not marks.label:
        marks = marks._replace(label=wording(named.label).marks.label)
    words = (*told.words, told.partial) if told.partial else told.words
    if named and not told.cut and _is_full(text, named.words):
        told = told._replace(words=words[:-1], partial=words[-1], cut=True)
    start = " ".join(words) if told.partial else " ".join((*words, "")) if told.cut else ""
    owner = intern(named.handle) if named else ""
    said = Wording(0, 0, "", owner, bool(named and named.certain), _row(words), marks, start)
    said.is_sure = named is None or named.for_sure
    if not named and not told.cut and says_something(words):
        said.verbatim = hash(" ".join(text.casefold().split()))
    return said


def _is_full(text: str, words: str) -> bool:
    """Tell whether a repost fills a whole post, so that its end may be missing."""
    return len(text) in _FULL and words[-1:].isalpha()


def _row(words: Iterable[str]) -> str:
    return " ".join((*words, ""))


@dataclass(slots=True, eq=False)
class WordGroup:
    """A group of posts that have the same words and say the same."""

    first: Wording
    """The earliest post."""

    names: frozenset[str]
    """The people it is attributed to, and its authors."""

    before: WordGroup | None
    """The previous group with the same words."""

    more: list[Wording] | None = None
    """The later posts."""

    label: str = ""
    linked_to: WordGroup | None = None
    is_own: bool = False
    """Whether somebody posted it as their own."""

    own: dict[str, int] | None = None
    """When each author last posted it as their own; None: only the first did."""

    @property
    def wordings(self) -> Iterator[Wording]:
        """Return all posts, in order."""
        yield self.first
        yield from self.more or ()

    @property
    def whole(self) -> str:
        """Return the words, each followed by a space."""
        return self.first.whole

    @property
    def words(self) -> list[str]:
        """Return the words."""
        return self.first.words

    @property
    def count(self) -> int:
        """Return the number of words, without parting them."""
        return self.first.whole.count(" ")

    def last_by(self, author: str) -> int | None:
        """Return when a person last posted this as their own."""
        if self.own is not None:
            return self.own.get(author)
        first = self.first
        return first.at if not first.owner and first.author == author else None

    def add(self, said: Wording) -> None:
        """Add a post that says the same."""
        said.whole = self.first.whole if said.whole == self.first.whole else said.whole
        if not said.owner:
            if self.own is None:
                first = self.first
                self.own = {} if first.owner else {first.author: first.at}
            self.own[said.author] = said.at
        if self.more is None:
            self.more = []
        self.more.append(said)
        if said.speaker not in self.names:
            self.names |= {said.speaker}


class WordGroups:
    """All groups, by their words."""

    def __init__(self, said: Sequence[Wording]) -> None:
        self.all: list[WordGroup] = []
        tags = Counter(tag for each in said for tag in each.marks.tags)
        least = max(_COMMON_LEAST, _COMMON * len(said))
        self.common = frozenset(tag for tag, count in tags.items() if count >= least)
        self._telling: dict[str, WordGroup] = {}
        self._small: dict[tuple[str, str], WordGroup] = {}
        self._verbatim: dict[int, WordGroup] = {}
        self._last: dict[str, WordGroup] = {}
        self._names: dict[str, frozenset[str]] = {}

    def put(self, said: Wording) -> None:
        """Add a post to the group that says the same, or make a new one."""
        if not said.whole:
            return
        who = said.speaker
        if is_telling(said.words):
            held = self._telling.get(said.whole)
            fitting = [group for group in _latest(held, TRIED - 1) if self._repeats(said, group)]
            group = next((each for each in fitting if who in each.names), None)
            group = group or next(iter(fitting), None) or self._slip(said, who)
            if group is None:
                group = self._telling[said.whole] = self._made(said, held)
            else:
                group.add(said)
        else:
            held = self._small.get((who, said.whole))
            group = self._small_group(said, held) or self._copied(said)
            if group is None:
                group = self._small[who, said.whole] = self._made(said, held)
                if said.verbatim:
                    self._verbatim[said.verbatim] = group
            else:
                group.add(said)
        group.label = group.label or said.marks.label
        if not said.owner:
            group.is_own = True
            self._last[who] = group

    def _made(self, said: Wording, before: WordGroup | None) -> WordGroup:
        who = said.speaker
        names = self._names.get(who) or self._names.setdefault(who, frozenset((who,)))
        group = WordGroup(said, names, before)
        self.all.append(group)
        return group

    def _repeats(self, said: Wording, group: WordGroup) -> bool:
        """Tell whether a post belongs to a group; a repetition of one's own must be recent."""
        last = None if said.owner else group.last_by(said.author)
        return (last is None or said.at - last <= _OCCASION) and self.fits(said, group)

    def fits(self, said: Wording, group: WordGroup) -> bool:
        """Tell whether a post agrees with all posts of a group."""
        first, marks = group.first.marks, said.marks
        if first.label != group.label:
            first = first._replace(label=group.label)
        if bool(said.start) != bool(group.first.start):  # a question mark may be cut off
            first, marks = first._replace(asks=False), marks._replace(asks=False)
        return agree(first, marks, self.common, named=bool(said.owner and said.certain))

    def _small_group(self, said: Wording, held: WordGroup | None) -> WordGroup | None:
        """Return the group of a short text that an attribution links the post to."""
        latest = _latest(held, TRIED)
        if not said.owner:
            others = (group for group in reversed(latest) if not group.is_own)
            return next((group for group in others if self.fits(said, group)), None)
        own = (group for group in latest if group.is_own and self.fits(said, group))
        fitting = (group for group in latest if said.certain and self.fits(said, group))
        return next(own, None) or next(fitting, None)

    def _copied(self, said: Wording) -> WordGroup | None:
        """Return the group of a short text that another person wrote in exactly this form."""
        if not said.verbatim:
            return None
        held = self._verbatim.get(said.verbatim)
        if held and held.whole == said.whole and self._repeats(said, held):
            return held
        return None

    def _slip(self, said: Wording, who: str) -> WordGroup | None:
        """Return the group of a person's last post, if this one corrects its spelling."""
        last = self._last.get(who)
        if said.owner or last is None or said.at - last.first.at > _SOON:
            return None
        return last if is_slip(said.words, last.words) and self.fits(said, last) else None


def _latest(group: WordGroup | None, most: int) -> list[WordGroup]:
    """Return a group and earlier ones with the same words, the latest first."""
    found: list[WordGroup] = []
    while group is not None and len(found) < most:
        found.append(group)
        group = group.before
    return found
