"""Moments: stories that people made on Twitter until 2022, as an own archive keeps them.

    { "moment" : { "title" : "Owls on roofs", "createdBy" : "77", "tweets" : [
        { "tweet" : { "id" : "15", "coreData" : { "text" : "…", "userId" : "78", … } } } ] } }

Of whoever wrote a tweet in it only the number of the account is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from curator.i18n import tr
from curator.model import Author, Passage, Post, Quote, Story
from curator.readers.kit.ids import ids
from curator.readers.kit.ids.json_fields import dict_in, list_in, text_in
from curator.readers.kit.text.entities import unescaped
from curator.readers.kit.text.plain_text_entities import find_spans

_LATEST = 10**11


def moment_posts(moment: Mapping[str, Any], owner: Author, place: str) -> Iterator[Post]:
    """Yield the tweets of a moment, in its order."""
    for each in list_in(moment, "tweets"):
        tweet = dict_in(each, "tweet") or each
        core = dict_in(tweet, "coreData") or tweet
        text = unescaped(text_in(core, "text") or text_in(core, "fullText")).strip()
        key = ids.clean(tweet.get("id") if isinstance(tweet, dict) else None)
        at = ids.time_of(key) or _seconds(core)
        if text and key and at:
            author = _author(text_in(core, "userId"), owner)
            yield Post(
                "twitter",
                key,
                author,
                at,
                text,
                url=ids.permalink(author.handle, key),
                spans=find_spans(text),
                context=True,
                place=place,
            )


def moment_story(moment: Mapping[str, Any], owner: Author) -> Story:
    """Return a moment as a finished story."""
    said = text_in(moment, "description").strip()
    quotes = (Quote(post) for post in moment_posts(moment, owner, ""))
    blocks = (*((Passage(said),) if said else ()), *quotes)
    return Story(text_in(moment, "title").strip() or tr("Moment"), blocks)


def _author(key: str, owner: Author) -> Author:
    """Return who wrote a tweet: the owner, or an account of which only the number is told."""
    if not key or key == owner.key:
        return owner
    return Author(key, key=key)


def _seconds(core: Mapping[str, Any]) -> datetime | None:
    told = text_in(core, "createdAtSecs")
    if told.isdecimal() and int(told) < _LATEST:
        return datetime.fromtimestamp(int(told), UTC)
    return None
