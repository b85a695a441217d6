"""The checklist of a story before publishing: findings, never orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from curator.i18n import tr, trn
from curator.insight.checks.contacts import contacts
from curator.insight.checks.dead_ends import dead_ends
from curator.insight.checks.descriptions import is_meaningless
from curator.insight.checks.finding import Finding, Level
from curator.insight.checks.thanks import thanks_left_out
from curator.insight.checks.wording import wording
from curator.model import (
    Block,
    Group,
    Image,
    Media,
    Post,
    PullQuote,
    Quote,
    Story,
)
from curator.quoting import joined, shown_post

_VOICE_SHARE = 5
_VOICE_LEAST = 3
_QUOTES_READ = 60
_LONGEST_ALT = 60


def findings(story: Story) -> tuple[Finding, ...]:
    """Return all findings about a story, the most serious first."""
    found = [
        *_verbatim(story),
        *wording(story),
        *_descriptions(story),
        *_twice(story),
        *_voices(story),
        *thanks_left_out(story),
        *_permalinks(story),
        *_protected(story),
        *_sensitive(story),
        *dead_ends(story),
        *contacts(story),
        *_length(story),
        Finding(
            "good",
            tr("All times name their zone."),
            story.zone.replace("_", " "),
        ),
        Finding(
            "note",
            tr("Words can be searched for even without a name."),
            tr("Ask before quoting someone who might be harmed."),
        ),
    ]
    return gravest_first(found)


def gravest_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order in which they should be handled."""
    order: tuple[Level, ...] = ("stop", "look", "good", "note")
    return tuple(sorted(found, key=lambda finding: order.index(finding.level)))


def _quotes(story: Story) -> Iterator[Quote | PullQuote]:
    return (block for block in story.blocks if isinstance(block, Quote | PullQuote))


def _verbatim(story: Story) -> Iterator[Finding]:
    pulls = [block for block in _quotes(story) if isinstance(block, PullQuote)]
    wrong = [b for b in pulls if _plain(b.text) not in _plain(b.post.shown)]
    if wrong:
        yield Finding(
            "stop",
            trn(
                "{count} quote differs from the archive.",
                "{count} quotes differ from the archive.",
                len(wrong),
            ),
            tr("A pull quote must be words of its post, in their order."),
            tuple(block.id for block in wrong),
        )
    elif count := len(story.quotes):
        yield Finding(
            "good",
            tr("Every quote says what the archive says."),
            trn("{count} compared.", "{count} compared.", count),
            is_verbatim=True,
        )


def _twice(story: Story) -> Iterator[Finding]:
    """Yield the quotes that repeat an earlier one: the same words of the same post."""
    places: dict[tuple[str, str, str], list[int]] = {}
    for block in story.blocks:
        for quote in block.quotes if isinstance(block, Group) else (block,):
            for post, words in _quoted_words(quote, story):
                if not (post.key and words):  # withheld, or a picture alone
                    continue
                places.setdefault((post.platform, post.key, words), []).append(block.id)
    found = [blocks for blocks in places.values() if len(blocks) > 1]
    if found:
        yield Finding(
            "look",
            trn(
                "{count} post is quoted twice with the same words.",
                "{count} posts are quoted twice with the same words.",
                len(found),
            ),
            tr("Readers take it for a mistake. Remove one, or trim them otherwise."),
            tuple(dict.fromkeys(block for blocks in found for block in blocks)),
        )


def _quoted_words(block: Block, story: Story) -> Iterator[tuple[Post, str]]:
    """Yield the posts that a block quotes, and their words as they read there."""
    if isinstance(block, PullQuote):
        yield block.post, _plain(block.text)
    elif isinstance(block, Quote):
        yield block.post, _plain(shown_post(replace(block, rest=()), story).shown)
        yield from ((post, _plain(post.shown)) for post in block.rest)


def _descriptions(story: Story) -> Iterator[Finding]:
    yield from _empty_descriptions(story)
    bare = [block for block in story.blocks if _undescribed(block)]
    count = sum(len(_undescribed(block)) for block in bare)
    if count:
        yield Finding(
            "look",
            trn(
                "{count} picture has no description.",
                "{count} pictures have no description.",
                count,
            ),
            tr("People who cannot see them miss what they show."),
            tuple(block.id for block in bare),
            "describe",
        )
    elif any(post.media for post in story.quoted):
        yield Finding("good", tr("Every picture has a description."))


def _empty_descriptions(story: Story) -> Iterator[Finding]:
    """Yield the pictures whose descriptions say nothing, such as the name of a file."""
    found = [
        (block, media.alt)
        for block in story.blocks
        for media in _pictures(block)
        if is_meaningless(media.alt)
    ]
    if found:
        yield Finding(
            "look",
            trn(
                "{count} description of a picture says nothing.",
                "{count} descriptions of pictures say nothing.",
                len(found),
            ),
            tr(
                "“{alt}” is not what is to be seen. Say it in a sentence.",
                alt=" ".join(found[0][1].split())[:_LONGEST_ALT],
            ),
            tuple(dict.fromkeys(block.id for block, _ in found)),
            "describe",
        )


def _undescribed(block: Block) -> list[Media]:
    """Return the pictures of a block that have no description and are not decorative."""
    return [media for media in _pictures(block) if not media.alt.strip()]


def _pictures(block: Block) -> list[Media]:
    """Return the pictures that a block shows, but for decorative ones."""
    if isinstance(block, Image):
        return [] if block.decorative else [block.media]
    quotes = block.quotes if isinstance(block, Group) else (block,)
    shown = (q for q in quotes if isinstance(q, Quote) and not q.compact)
    media = (m for quote in shown for m in joined((quote.post, *quote.rest)).media)
    return [m for m in media if m.hash and m.kind in {"image", "gif"}]


def _sensitive(story: Story) -> Iterator[Finding]:
    """Yield blocks that show pictures of posts that are marked as sensitive."""
    marked = [block.id for block in story.blocks if any(map(_is_sensitive, _with_media(block)))]
    if marked:
        yield Finding(
            "look",
            trn(
                "{count} block shows pictures that are marked as sensitive.",
                "{count} blocks show pictures that are marked as sensitive.",
                len(marked),
            ),
            tr("Their authors or platform warn of them. Look at them before others do."),
            tuple(marked),
        )


def _with_media(block: Block) -> Iterator[Post]:
    """Yield the posts whose pictures a block shows."""
    for quote in block.quotes if isinstance(block, Group) else (block,):
        if isinstance(quote, Quote) and not quote.compact:
            yield from (quote.post, *quote.rest)


def _is_sensitive(post: Post) -> bool:
    return post.sensitive and any(media.hash for media in post.media)


def _voices(story: Story) -> Iterator[Finding]:
    """Yield whom a story quotes far more than others, unless the group is too small."""
    quotes = list(_quotes(story))
    voices = Counter(_voice(block.post) for block in quotes)
    fair = len(quotes) / len(voices) if voices else 0
    for voice, count in voices.most_common(1):
        if count < _VOICE_LEAST or count * _VOICE_SHARE <= len(quotes) or count < 2 * fair:
            continue
        blocks = [block for block in quotes if _voice(block.post) == voice]
        author = blocks[0].post.author
        yield Finding(
            "look",
            tr(
                "{name} is quoted {count} times of {all}.",
                name=blocks[0].credit or author.name or f"@{author.handle}",
                count=count,
                all=len(quotes),
            ),
            tr("More than one quote in five is one voice. Swap one of them for somebody else."),
            tuple(block.id for block in blocks),
        )


def _voice(post: Post) -> tuple[str, str]:
    """Return a key for the author, also where the handle is hidden."""
    return post.platform, post.author.handle.casefold() or post.author.key


def _permalinks(story: Story) -> Iterator[Finding]:
    """Yield quotes without a link, where others of their service have one."""
    linked = {block.post.platform for block in _quotes(story) if block.post.url}
    bare = [
        block
        for block in _quotes(story)
        if not block.post.url and not block.credit and block.post.platform in linked
    ]
    if bare:
        yield Finding(
            "look",
            trn("{count} quote has no permalink.", "{count} quotes have no permalink.", len(bare)),
            tr("The archive has no undamaged id for it, so nothing is linked."),
            tuple(block.id for block in bare),
        )


def _protected(story: Story) -> Iterator[Finding]:
    shut = [block for block in _quotes(story) if block.post.author.protected]
    if shut:
        yield Finding(
            "look",
            trn(
                "{count} quote is from a protected account.",
                "{count} quotes are from protected accounts.",
                len(shut),
            ),
            tr("It was meant for approved followers only. Ask before publishing it."),
            tuple(block.id for block in shut),
        )
    elif story.quoted:
        yield Finding("good", tr("No protected account is quoted."))


def _length(story: Story) -> Iterator[Finding]:
    count = len(story.quotes)
    if count > _QUOTES_READ:
        yield Finding(
            "look",
            tr("The story has {count} quotes.", count=count),
            tr("Few people read past sixty."),
        )


def _plain(text: str) -> str:
    return " ".join(text.split())
