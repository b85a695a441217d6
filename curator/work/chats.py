"""Of which chats a story is made, for whatever is told of it."""

from __future__ import annotations

from collections.abc import Iterable

from curator.library import Chat, Library
from curator.model import Block, PullQuote, Quote


def chats_of(library: Library, blocks: Iterable[Block]) -> list[Chat]:
    """Return the chats whose posts are quoted, the oldest first."""
    keys = {each.post.key for each in blocks if isinstance(each, Quote | PullQuote)}
    found = set(library.chats.of(library.posts.ids(keys).values()).values())
    return [chat for chat in library.chats.all() if chat.id in found] if found else []


def scope_of_story(library: Library, blocks: Iterable[Block]) -> str:
    """Return the search for all posts of the chats that a story is made of; '' if of none."""
    terms = [f"chat:{chat.id}" for chat in chats_of(library, blocks)]
    return f"({' OR '.join(terms)})" if len(terms) > 1 else "".join(terms)
