"""Remaining risks after redaction: the editor's own words, names, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from curator.i18n import tr
from curator.insight.consent.consent import (
    HIDDEN,
    NOBODY,
    People,
    Repeated,
    author_key,
    echoed,
    mask,
    names_of,
)
from curator.insight.consent.names import PeopleNames, Stretch, name_parts
from curator.model import (
    Cast,
    Consent,
    Heading,
    Image,
    Passage,
    PullQuote,
    Quote,
    Story,
    as_read,
    quoted_in,
)
from curator.quoting import joined


@dataclass(frozen=True, slots=True)
class Leak:
    """A place where a redacted story may still reveal somebody."""

    sentence: str
    consent: Consent
    """The person's consent."""

    certain: bool = False
    """Whether the editor's own words name them; in a quote it is only likely."""

    blocks: tuple[int, ...] = ()
    """The blocks concerned, by id."""


def leaks(story: Story, people: People, repeated: Repeated = NOBODY) -> tuple[str, ...]:
    """Return, in sentences, where a redacted story may still reveal somebody."""
    return tuple(leak.sentence for leak in leaks_of(story, people, repeated))


def leaks_of(story: Story, people: People, repeated: Repeated = NOBODY) -> tuple[Leak, ...]:
    """Return where a redacted story may still reveal somebody, without duplicate sentences."""
    masked = mask(story, people, repeated)
    found: dict[str, Leak] = {}
    for key, standing in people.items():
        if standing.consent == "full":
            continue
        names = names_of(story, key, standing)
        handles = [key[1]] if standing.consent in HIDDEN else []
        naming, who = PeopleNames(handles, names), f"@{key[1]}"
        told = list(_in_own_words(masked, naming, names, who))
        told += [(False, *each) for each in _in_quotes(masked, names, who)]
        if standing.consent in HIDDEN:
            told += [(False, *each) for each in _in_echoes(story, key, who, repeated)]
        if standing.consent == "role" and (shown := _shown_pictures(story, key)):
            sentence = tr(
                "A picture posted by {who} is shown: see that it does not show who.", who=who
            )
            told += [(False, sentence, block) for block in shown]
        for certain, sentence, block in told:
            before = found.get(sentence, Leak(sentence, standing.consent, certain))
            blocks = dict.fromkeys((*before.blocks, block) if block else before.blocks)
            found[sentence] = replace(before, blocks=tuple(blocks))
    return tuple(found.values())


def _shown_pictures(story: Story, key: tuple[str, str]) -> list[int]:
    """Return the quotes with pictures by a person."""
    quotes = (block for block in story.blocks if isinstance(block, Quote))
    shown = ((block, joined((block.post, *block.rest))) for block in quotes)
    return [block.id for block, post in shown if author_key(post) == key and post.media]


def _in_own_words(
    story: Story, naming: PeopleNames, names: set[str], who: str
) -> Iterator[tuple[bool, str, int]]:
    """Yield where the editor's own words name somebody: if certain, a sentence, the block.

    A surname alone may mean somebody else.
    """
    parts = PeopleNames([], {part for name in names for part in name_parts(name)})
    for kind, words, block in _own_words(story):
        if found := naming.in_words(words):
            yield True, _named_in(kind, words, found[0], who), block
        elif found := parts.in_words(words):
            begin, end = found[0]
            word, around = words[begin:end], _excerpt(words, found[0])
            sentence = tr(
                "Your words say “{word}”, which may mean {who}: “{words}”.",
                word=word, who=who, words=around,
            )  # fmt: skip
            yield False, sentence, block


def _own_words(story: Story) -> Iterator[tuple[str, str, int]]:
    """Yield the editor's own words, which are never redacted: their kind, and the block."""
    yield "title", story.title, 0
    for block in as_read(story.blocks):
        match block:
            case Heading():
                yield "heading", block.text, block.id
            case Passage():
                yield "text", block.text, block.id
            case Quote() | PullQuote():
                yield "credit", block.credit, block.id
            case Image():
                yield "caption", block.caption, block.id
                yield "description", block.media.alt, block.id
            case Cast():
                yield "text", block.sentence, block.id
            case _:
                pass


def _named_in(kind: str, words: str, found: Stretch, who: str) -> str:
    match kind:
        case "title":
            return tr("The title names {who}.", who=who)
        case "heading":
            return tr("The heading “{heading}” names {who}.", heading=words, who=who)
        case "credit":
            return tr("The credit “{credit}” names {who}.", credit=words, who=who)
        case "caption":
            return tr("The caption “{caption}” names {who}.", caption=words, who=who)
        case "description":
            return tr("The description “{words}” names {who}.", words=words, who=who)
        case _:
            around = _excerpt(words, found)
            return tr("A text of yours names {who}: “{words}”.", who=who, words=around)


def _in_quotes(story: Story, names: set[str], who: str) -> Iterator[tuple[str, int]]:
    """Yield where a quote contains a part of a person's name, possibly by chance."""
    parts = {part for name in names for part in name_parts(name)}
    if not parts:
        return
    naming = PeopleNames([], parts)
    for block in story.blocks:
        if not isinstance(block, Quote | PullQuote):
            continue
        words = "\n".join(post.shown for post in quoted_in((block,)))
        for begin, end in naming.in_words(words):
            word = words[begin:end]
            yield tr("A quote says “{word}”, which may mean {who}.", word=word, who=who), block.id


def _in_echoes(
    story: Story, key: tuple[str, str], who: str, repeated: Repeated
) -> Iterator[tuple[str, int]]:
    """Yield where a quote of somebody else repeats a person's words."""
    for block in story.blocks:
        if not isinstance(block, Quote | PullQuote):
            continue
        if any(key in echoed(post, repeated) for post in quoted_in((block,))):
            other = f"@{block.post.author.handle}"
            yield tr("A quote of {other} repeats words of {who}.", other=other, who=who), block.id


def _excerpt(text: str, stretch: Stretch) -> str:
    begin, end = max(0, stretch[0] - 20), min(len(text), stretch[1] + 20)
    return " ".join(text[begin:end].split())
