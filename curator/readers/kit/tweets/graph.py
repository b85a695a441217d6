"""Tweets as X's own pages get them, which Zeeschuimer and 4CAT keep, with the names of scrapers.

    {"rest_id": "179…", "core": {"user_results": {…}}, "legacy": {"full_text": "…", …}, …}

Zeeschuimer puts each into a wrapping that says where and when it was met.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curator.readers.kit.ids.json_fields import dict_in, text_in

_SITES = frozenset(("twitter.com", "x.com"))
_DEEPEST = 3


def site_of(value: object) -> str:
    """Return the site on which Zeeschuimer met a record, '' if it is none of Zeeschuimer's."""
    return text_in(value, "source_platform") if dict_in(value, "data") else ""


def is_elsewhere(value: object) -> bool:
    """Tell whether a record was met on another site than X."""
    return site_of(value) not in ("", *_SITES)


def flat(value: Any, depth: int = 0) -> Any:
    """Return a tweet of X's pages with the names that scrapers use; anything else as it stands."""
    tweet = dict_in(value, "data") if site_of(value) in _SITES else value
    tweet = dict_in(tweet, "tweet") or tweet
    legacy = dict_in(tweet, "legacy")
    if "full_text" not in legacy or depth > _DEEPEST:
        return value
    note = _result(dict_in(dict_in(tweet, "note_tweet"), "note_tweet_results"))
    entities = dict_in(note, "entity_set") if note else dict_in(legacy, "entities")
    return {
        "id_str": text_in(tweet, "rest_id") or legacy.get("id_str"),
        "full_text": text_in(note, "text") or legacy["full_text"],
        "createdAt": legacy.get("created_at"),
        "lang": legacy.get("lang"),
        "source": legacy.get("source") or tweet.get("source"),
        "user": _person(_result(dict_in(dict_in(tweet, "core"), "user_results"))),
        "entities": entities,
        "extended_entities": legacy.get("extended_entities"),
        "likeCount": legacy.get("favorite_count"),
        "retweetCount": legacy.get("retweet_count"),
        "replyCount": legacy.get("reply_count"),
        "conversationId": legacy.get("conversation_id_str"),
        "inReplyToTweetId": legacy.get("in_reply_to_status_id_str"),
        "in_reply_to_screen_name": legacy.get("in_reply_to_screen_name"),
        "quoteId": legacy.get("quoted_status_id_str"),
        "quotedTweet": flat(_result(dict_in(tweet, "quoted_status_result")), depth + 1),
        "retweetedTweet": flat(_result(dict_in(legacy, "retweeted_status_result")), depth + 1),
    }


def _result(held: Mapping[str, Any]) -> dict[str, Any]:
    return dict_in(held, "result")


def _person(user: Mapping[str, Any]) -> dict[str, Any]:
    """Return who wrote a tweet: X moved what it tells of people about."""
    old, new = dict_in(user, "legacy"), dict_in(user, "core")
    return {
        "screen_name": text_in(new, "screen_name") or old.get("screen_name"),
        "name": text_in(new, "name") or old.get("name"),
        "id_str": user.get("rest_id"),
        "description": old.get("description"),
        "followersCount": old.get("followers_count"),
        "profileImageUrl": old.get("profile_image_url_https")
        or dict_in(user, "avatar").get("image_url"),
    }
