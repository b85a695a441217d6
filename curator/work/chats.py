"""The chats of a story, and the comparison of two chats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from curator.insight.figures.comparison import compared, find_difference
from curator.insight.figures.figures import shown_figures
from curator.library import Chat, ChatId, Library, Query
from curator.model import Block, PullQuote, Quote, quoted_in
from curator.work.task import Progress, Work


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two chats compared by the same definitions."""

    rows: tuple[tuple[str, str, str], ...]
    """Each figure that both have: its name and the two values."""

    refusal: str = ""
    """Why some figures cannot be compared, as a sentence."""


def compare_chats(library: Path, one: ChatId, other: ChatId) -> Work[Comparison]:
    """Count two chats in the same way; the library is only read."""
    with Library(library) as opened:
        yield Progress(0)
        mine, theirs = (opened.facts.figures(Query.parse(f"chat:{chat}")) for chat in (one, other))
    if why := find_difference(mine, theirs):
        values = {each.figure.name: each.value for each in shown_figures(theirs)}
        rows = tuple(
            (each.title, each.value, values[each.figure.name])
            for each in shown_figures(mine)
            if each.figure.name in values and not each.figure.name.startswith("potential")
        )
        return Comparison(rows, why)
    return Comparison(compared(mine, theirs))


def chats_of(library: Library, blocks: Iterable[Block]) -> list[Chat]:
    """Return the chats whose posts are quoted, the oldest first."""
    keys = {each.post.key for each in blocks if isinstance(each, Quote | PullQuote)}
    found = set(library.chats.of(library.posts.ids(keys).values()).values())
    return [chat for chat in library.chats.all() if chat.id in found] if found else []


def scope_of_story(library: Library, blocks: Iterable[Block]) -> str:
    """Return the search for all posts of a story's chats; '' if it has none."""
    terms = [f"chat:{chat.id}" for chat in chats_of(library, blocks)]
    return f"({' OR '.join(terms)})" if len(terms) > 1 else "".join(terms)


def count_quotable(library: Library, blocks: Iterable[Block], otherwise: str = "") -> int:
    """Return how many people a story could quote: who wrote in its chats, not only echoes.

    A few quotes from elsewhere, as what announces the next chat, bring their authors only; where
    most are from elsewhere, it could quote anybody. otherwise: the search for a story of no chat.
    """
    blocks = list(blocks)
    posts = quoted_in(blocks)
    ids = library.posts.ids({post.key for post in posts})
    inside = library.chats.of(ids.values())
    outside = [post for post in posts if ids.get(post.key, 0) not in inside]
    scope = scope_of_story(library, blocks) or otherwise
    if 2 * len(outside) > len(posts):
        scope = ""
    elif inside:
        others = sorted({f"from:{post.author.handle}" for post in outside if post.author.handle})
        scope = f"({' OR '.join((scope, *others))})"
    return library.posts.authors(Query.parse(f"{scope} -is:echo"))
