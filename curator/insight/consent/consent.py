"""Applies consent to a story: people are shown only as far as they consented."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from curator.counted import ResourceKind
from curator.i18n import tr
from curator.insight.consent.counted import CountedMask, participants
from curator.insight.consent.names import PeopleNames, Stretch
from curator.model import (
    CONSENTS,
    MADE,
    REDACTED,
    Author,
    Block,
    Cast,
    Chart,
    Consent,
    Divider,
    Facts,
    Group,
    Heading,
    Image,
    Links,
    Media,
    Origin,
    Passage,
    Post,
    PullQuote,
    Quote,
    Span,
    Standing,
    Story,
    Testimonial,
    credited,
    quoted_in,
    spans_in_order,
    trimmed,
)

People: TypeAlias = Mapping[tuple[str, str], Standing]
"""Standings by platform and lower-case handle. People without an entry are shown in full."""

Repeated: TypeAlias = Mapping[tuple[str, str], tuple[str, str]]
"""Whose words a post repeats, by platform and key."""

Origins: TypeAlias = Mapping[tuple[str, str], Origin]
"""Where posts were read, by platform and key."""

NOBODY: Repeated = {}
"""No repetitions are known."""

HIDDEN = frozenset({"role", "withheld"})
"""Levels of consent that hide the handle."""


def mask(story: Story, people: People, repeated: Repeated = NOBODY) -> Story:
    """Return the story with each person shown as far as they agreed, and no further.

    'handle' leaves out name and portrait; 'role' the handle, permalinks and mentions by
    others as well; 'withheld' also the pictures they posted, which may show them. Words
    stay the archive's but for what is marked [redacted]. The editor's own words are left
    as they are: see `leaks`. A post that repeats somebody's words, 'RT @ann: …', leads to
    them and shows their pictures no more than their own post does.
    """
    masked = _Mask(story, people, repeated)
    blocks = tuple(masked.block(block) for block in story.blocks if not _is_withheld(block))
    used = {media.hash for block in blocks for media in _media(block)}
    pictures = {name: picture for name, picture in story.pictures.items() if name in used}
    return replace(
        story,
        blocks=blocks,
        pictures=pictures,
        hashtags=masked.hashtags(story.hashtags),
        origins=masked.origins(story.origins),
    )


def counted_veil(people: People) -> CountedMask:
    """Return what applies consent to figures."""
    return _Mask(Story("", ()), people, NOBODY).counted


def without_withheld(text: str, people: People) -> str:
    """Return Curator's own text about a story without the people who must not be named.

    Such text is a question used as a heading; the editor's own words are never changed.
    """
    hidden = {key: said for key, said in people.items() if said.consent in HIDDEN}
    named = {key: said for key, said in people.items() if said.consent != "full"}
    naming = PeopleNames(
        [handle for _, handle in hidden],
        [name for (_, handle), said in named.items() for name in said.names if name != handle],
    )
    return cut_out(text, (), naming.in_words(text))[0]


class _Mask:
    """What must be hidden in one story, and how."""

    def __init__(self, story: Story, people: People, repeated: Repeated) -> None:
        self._people = people
        self._repeated = repeated
        hidden = [key for key, standing in people.items() if standing.consent in HIDDEN]
        part = [key for key, standing in people.items() if standing.consent == "handle"]
        posts = [post for post in story.quoted if self._consent(post) in HIDDEN]
        self._keys = {(p.platform, p.key): f"{MADE}{i}" for i, p in enumerate(posts, start=1)}
        self._numbers = {key: f"{MADE}{i}" for i, key in enumerate(hidden, start=1)}
        self._hidden = PeopleNames(
            [handle for _, handle in hidden],
            [name for key in hidden for name in names_of(story, key, people[key])],
            [key for _, key in self._keys],
        )
        self._named = PeopleNames(
            [], [name for key in part for name in names_of(story, key, people[key])]
        )

    def hashtags(self, own: frozenset[str]) -> frozenset[str]:
        """Return the chat's own hashtags without those that reveal a person."""
        return frozenset(tag for tag in own if not self._reveals("hashtag", tag))

    def origins(self, known: Origins) -> Origins:
        """Return where posts were read, without hidden people's; a place may be a file's name."""
        return {
            key: replace(origin, place="") if self._is_revealing_address(origin.place) else origin
            for key, origin in known.items()
            if key not in self._keys
        }

    @property
    def counted(self) -> CountedMask:
        """What applies consent to figures."""
        return CountedMask(self._people, self._redacted, self._reveals)

    def block(self, block: Block) -> Block:
        """Return a block for publication."""
        match block:
            case Quote():
                return self._quote(block)
            case Group():
                return self._group(block)
            case Testimonial():
                named = block.consent == "full"
                name = self._redacted(block.name) if named else ""
                return replace(block, text=self._redacted(block.text), name=name)
            case PullQuote():
                return replace(
                    block,
                    text=self._pulled(block),
                    post=self._post(block.post),
                    credit=self._credit(block),
                )
            case Facts() | Chart() | Cast() | Links():
                return self.counted.block(block)
            case Heading() | Passage() | Divider() | Image():
                return block

    def _quote(self, quote: Quote) -> Quote:
        post = trimmed(quote.post, quote.trims)
        return replace(
            quote,
            post=self._post(post),
            credit=self._credit(quote),
            rest=tuple(map(self._post, quote.rest)),
            trims=(),
        )

    def _group(self, group: Group) -> Group:
        """Return a group of posts; hidden people are removed from lists of voices."""
        quotes = group.quotes
        if group.kind == "voices":
            quotes = tuple(each for each in quotes if self._consent(each.post) not in HIDDEN)
        return replace(group, quotes=tuple(map(self._quote, quotes)))

    def _reveals(self, kind: ResourceKind, value: str) -> bool:
        """Tell whether a shared link or account reveals a person."""
        match kind:
            case "link":
                return self._is_revealing_address(value)
            case "mention":
                return self._hidden.is_handle(value)
            case "hashtag":
                return self._hidden.is_tag(value) or self._named.is_tag(value)

    def _credit(self, block: Quote | PullQuote) -> str:
        standing = self._people.get(author_key(block.post), Standing())
        if standing.consent not in HIDDEN:
            return block.credit
        return standing.role.strip() or tr("A participant")

    def _consent(self, post: Post) -> Consent:
        """Return the strictest consent of a post's author and of those it repeats."""
        said = [author_key(post), *echoed(post, self._repeated)]
        consents = [self._people[key].consent for key in said if key in self._people]
        return max(consents, key=CONSENTS.index, default="full")

    def _post(self, post: Post) -> Post:
        consent = self._consent(post)
        wishes = self._people.get(author_key(post), Standing()).wishes.split()
        post = _without_unwanted(post, wishes)
        text, spans = self._words(post)
        post = replace(
            post,
            author=self._author(post),
            text=text,
            spans=spans,
            media=() if consent == "withheld" else tuple(map(self._picture, post.media)),
            reply_handle="" if self._hidden.is_handle(post.reply_handle) else post.reply_handle,
            reply_to=self._reference(post, post.reply_to),
            quote_of=self._reference(post, post.quote_of),
            repost_of=self._reference(post, post.repost_of),
            conversation=self._reference(post, post.conversation),
        )
        if consent not in HIDDEN:
            return replace(post, url="" if self._hidden.in_address(post.url) else post.url)
        return replace(
            post,
            key=self._keys[post.platform, post.key],
            media=tuple(replace(media, url="", file="") for media in post.media),
            url="",
            reply_to="",
            conversation="",
            raw_id="",
            place="",
        )

    def _reference(self, post: Post, key: str) -> str:
        return self._keys.get((post.platform, key), key)

    def _author(self, post: Post) -> Author:
        key = author_key(post)
        match self._people.get(key, Standing()).consent:
            case "full":
                return replace(post.author, bio=self._redacted(post.author.bio))
            case "handle":
                return replace(post.author, name="", bio="", avatar=None)
            case _:
                return Author(handle="", key=self._numbers[key])

    def _picture(self, media: Media) -> Media:
        """Return a picture with a name and a description that reveal nobody."""
        told = any(self._is_revealing_address(name) for name in (media.url, media.file))
        return replace(
            media,
            alt=self._redacted(media.alt),
            url="" if told else media.url,
            file="" if told else media.file,
        )

    def _is_revealing_address(self, address: str) -> bool:
        return self._hidden.in_address(address) or self._named.in_address(address)

    def _found(self, text: str) -> list[Stretch]:
        return self._hidden.in_words(text) + self._named.in_words(text)

    def _redacted(self, text: str) -> str:
        return cut_out(text, (), self._found(text))[0]

    def _pulled(self, block: PullQuote) -> str:
        """Return a pull quote without the words that its post redacts."""
        telling = [span for span in block.post.spans if self._is_telling(block.post, span)]
        stretches = self._found(block.text)
        for span in telling:
            shown = span.shown or block.post.text[span.start : span.end]
            stretches.extend(m.span() for m in re.finditer(re.escape(shown), block.text))
        return cut_out(block.text, (), stretches)[0]

    def _words(self, post: Post) -> tuple[str, tuple[Span, ...]]:
        """Return a post's words and spans without hidden people."""
        stretches = self._found(post.text)
        told = [span for span in post.spans if self._is_telling(post, span)]
        stretches.extend((span.start, span.end) for span in told)
        if not stretches:
            return post.text, post.spans
        return cut_out(post.text, post.spans, stretches)

    def _is_telling(self, post: Post, span: Span) -> bool:
        match span.kind:
            case "mention":
                return self._reveals("mention", span.value)
            case "hashtag":
                return self._reveals("hashtag", span.value)
            case _:
                shown = span.shown or post.text[span.start : span.end]
                return self._is_revealing_address(span.value) or bool(self._found(shown))


def _without_unwanted(post: Post, wishes: Collection[str]) -> Post:
    """Return a post without what its author asked to be left out."""
    if "sh-c-rm" in wishes:
        post = replace(post, media=(), author=replace(post.author, avatar=None))
    if "sh-c-rl" in wishes:
        post = replace(post, place="")
    if "sh-c-rn" in wishes:
        post = replace(
            post, reply_to="", reply_handle="", quote_of="", repost_of="", conversation=""
        )
    return post


def cut_out(
    text: str, spans: tuple[Span, ...], stretches: list[Stretch]
) -> tuple[str, tuple[Span, ...]]:
    """Return text with the stretches redacted, and the spans that are left, moved along.

    A span that is touched goes whole. Addresses of pictures, which are never shown, go too.
    """
    pieces: list[str] = []
    kept: list[Span] = []
    length = at = 0
    marks = _merged(stretches, spans)
    for begin, end, shown in marks:
        pieces.extend((text[at:begin], shown))
        moved = length - at
        kept.extend(_moved(span, moved) for span in spans if at <= span.start < begin)
        length += begin - at + len(shown)
        at = end
    kept.extend(_moved(span, length - at) for span in spans if span.start >= at)
    pieces.append(text[at:])
    whole = "".join(pieces)
    return whole, spans_in_order(kept, len(whole))


def _merged(stretches: list[Stretch], spans: tuple[Span, ...]) -> list[tuple[int, int, str]]:
    """Return the ranges to replace, sorted and disjoint, with their replacements."""
    hidden = [(span.start, span.end, "") for span in spans if span.kind == "media"]
    wide = [_widened(stretch, spans) for stretch in stretches]
    shown = [(begin, end, REDACTED) for begin, end in wide]
    merged: list[tuple[int, int, str]] = []
    for begin, end, words in sorted(hidden + shown):
        if merged and begin < merged[-1][1]:
            first, last, before = merged[-1]
            merged[-1] = (first, max(last, end), before and words)
        else:
            merged.append((begin, end, words))
    return merged


def _widened(stretch: Stretch, spans: tuple[Span, ...]) -> Stretch:
    touched = [span for span in spans if span.start < stretch[1] and stretch[0] < span.end]
    begin = min([stretch[0], *(span.start for span in touched)])
    return begin, max([stretch[1], *(span.end for span in touched)])


def _moved(span: Span, by: int) -> Span:
    return span._replace(start=span.start + by, end=span.end + by)


def author_key(post: Post) -> tuple[str, str]:
    """Return the author's key in People."""
    return post.platform, post.author.handle.casefold()


def echoed(post: Post, repeated: Repeated) -> list[tuple[str, str]]:
    """Return whose words a post repeats, by the analysis or by its own text."""
    said = [(post.platform, handle.casefold()) for handle in credited(post.text)]
    known = repeated.get((post.platform, post.key))
    return [*said, known] if known else said


def names_of(story: Story, key: tuple[str, str], standing: Standing) -> set[str]:
    """Return the names of a person, other than the handle."""
    recorded = {post.author.name for post in story.quoted if author_key(post) == key}
    recorded |= {
        person.name
        for block in story.blocks
        for person in participants(block)
        if (person.platform, person.handle.casefold()) == key
    }
    return {name for name in recorded | {*standing.names} if name.casefold() != key[1]} - {""}


def _is_withheld(block: Block) -> bool:
    return isinstance(block, Testimonial) and block.consent == "withheld"


def _media(block: Block) -> Iterator[Media]:
    if isinstance(block, Image):
        yield block.media
    for post in quoted_in((block,)):
        yield from post.media
        if post.author.avatar:
            yield post.author.avatar
