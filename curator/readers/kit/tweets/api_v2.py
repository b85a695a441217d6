"""Tweets of Twitter's second interface (API v2), put into the form of the first.

What the first holds inside a tweet, the second gives beside it, or leaves to be joined: who wrote
it, what it answers, quotes or repeats, and its pictures. In the form of the first, everything
that is known of tweets applies to them too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from curator.readers.kit.ids import ids

Object: TypeAlias = Mapping[str, Any]

_PICTURE = re.compile(r"/status/[0-9]{1,20}/(?:photo|video)/[0-9]", re.ASCII)
_DEEPEST = 2
"""A repost of a post that quotes another."""


class Includes(NamedTuple):
    """What comes with the tweets of one answer, by its id."""

    users: Mapping[str, Object] = {}
    media: Mapping[str, Object] = {}
    tweets: Mapping[str, Object] = {}


NOTHING = Includes()


def is_second(value: object) -> bool:
    """Tell whether a JSON value is a tweet as the second interface gives it."""
    if not isinstance(value, dict) or "user" in value or not {"id", "text"} <= value.keys():
        return False
    author = value.get("author")
    return "author_id" in value or (isinstance(author, dict) and "username" in author)


def objects(value: object) -> list[dict[str, Any]]:
    """Return the objects in a list; a lone one as if it were in a list."""
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]


def read_includes(answer: Object) -> Includes:
    """Return what an answer includes beside its tweets."""
    included = answer.get("includes")
    if not isinstance(included, dict):
        return NOTHING
    return Includes(
        {ids.clean(user.get("id")): user for user in objects(included.get("users"))},
        {str(media.get("media_key")): media for media in objects(included.get("media"))},
        {ids.clean(tweet.get("id")): tweet for tweet in objects(included.get("tweets"))},
    )


def reference(tweet: Object, kind: str) -> tuple[str, Object]:
    """Return the id of the post that a tweet answers, quotes or repeats, and what came of it."""
    for each in objects(tweet.get("referenced_tweets")):
        if each.get("type") == kind:
            return ids.clean(each.get("id")), each
    return "", {}


def as_first(tweet: Object, known: Includes = NOTHING, depth: int = 0) -> dict[str, Any]:
    """Return a tweet in the form of the first interface, with those it refers to inside."""
    note = tweet.get("note_tweet")
    note = note if isinstance(note, dict) and isinstance(note.get("text"), str) else {}
    media = _media(tweet, known)
    counts = tweet.get("public_metrics")
    counts = counts if isinstance(counts, dict) else {}
    answered = reference(tweet, "replied_to")[0]
    made = {
        "id_str": tweet.get("id"),
        "full_text": note.get("text", tweet.get("text")),
        "created_at": tweet.get("created_at"),
        "lang": tweet.get("lang"),
        "source": tweet.get("source"),
        "possibly_sensitive": tweet.get("possibly_sensitive"),
        "user": _user(tweet, known),
        "conversation_id": tweet.get("conversation_id"),
        "entities": _entities(note.get("entities") or tweet.get("entities"), media),
        "extended_entities": {"media": media},
        "favorite_count": counts.get("like_count"),
        "retweet_count": counts.get("retweet_count"),
        "reply_count": counts.get("reply_count"),
        "in_reply_to_status_id_str": answered or None,
        "in_reply_to_screen_name": _replied_handle(tweet, known) if answered else None,
        "quoted_status_id_str": reference(tweet, "quoted")[0] or None,
    }
    return made | _referenced_posts(tweet, known, depth)


def _referenced_posts(tweet: Object, known: Includes, depth: int) -> dict[str, Any]:
    """Return the posts that a tweet refers to, as far as they are there."""
    found: dict[str, Any] = {}
    kinds = {"retweeted": "retweeted_status", "quoted": "quoted_status"}
    for kind, field in (*kinds.items(), ("replied_to", "answered_status")):
        key, inside = reference(tweet, kind)
        held = known.tweets.get(key, inside)
        if key and depth < _DEEPEST and is_second(held):
            found[field] = as_first(held, known, depth + 1)
    return found


def _user(tweet: Object, known: Includes) -> dict[str, Any]:
    """Return who wrote a tweet; of whom nothing more is known, the number of their account."""
    key = ids.clean(tweet.get("author_id"))
    author = tweet.get("author")
    user = author if isinstance(author, dict) else known.users.get(key, {})
    counts = user.get("public_metrics")
    return {
        "screen_name": user.get("username") or key,
        "name": user.get("name"),
        "id_str": user.get("id") or key,
        "description": user.get("description"),
        "protected": user.get("protected"),
        "profile_image_url_https": user.get("profile_image_url"),
        "followers_count": counts.get("followers_count") if isinstance(counts, dict) else None,
    }


def _replied_handle(tweet: Object, known: Includes) -> object:
    """Return the handle of whom a tweet answers, of whom it gives only the number."""
    key = ids.clean(tweet.get("in_reply_to_user_id"))
    told = tweet.get("in_reply_to_user")
    people: list[Object] = [told] if isinstance(told, dict) else []
    if key:
        entities = tweet.get("entities")
        mentions = objects(entities.get("mentions")) if isinstance(entities, dict) else []
        people += [
            known.users.get(key, {}),
            *(m for m in mentions if ids.clean(m.get("id")) == key),
        ]
        if key == ids.clean(tweet.get("author_id")):
            return _user(tweet, known)["screen_name"]
    return next((user["username"] for user in people if user.get("username")), None)


def _media(tweet: Object, known: Includes) -> list[dict[str, Any]]:
    """Return what is attached to a tweet."""
    attached = tweet.get("attachments")
    if not isinstance(attached, dict):
        return []
    found: list[Object] = [*objects(attached.get("media"))]
    keys = attached.get("media_keys")
    if "media" not in attached and isinstance(keys, list):
        found = [known.media[key] for key in map(str, keys) if key in known.media]
    return [_medium(media) for media in found if "type" in media]


def _medium(media: Object) -> dict[str, Any]:
    """Return one attachment."""
    films = objects(media.get("variants"))
    return {
        "media_key": media.get("media_key"),
        "type": media.get("type"),
        "media_url_https": media.get("url") or media.get("preview_image_url"),
        "ext_alt_text": media.get("alt_text"),
        "sizes": {"large": {"w": media.get("width"), "h": media.get("height")}},
        "video_info": {"variants": [{**film, "bitrate": film.get("bit_rate")} for film in films]},
    }


def _entities(entities: object, media: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what stands in the words: addresses of pictures apart from links."""
    found = entities if isinstance(entities, dict) else {}
    addresses = {str(each["media_key"]): each["media_url_https"] for each in media}
    made: dict[str, Any] = {
        "hashtags": [{"text": e.get("tag"), **_where(e)} for e in objects(found.get("hashtags"))],
        "user_mentions": [
            {"screen_name": e.get("username"), **_where(e)} for e in objects(found.get("mentions"))
        ],
        "urls": [],
        "media": [],
    }
    for url in objects(found.get("urls")):
        whole = {**url, **_where(url)}
        if isinstance(url.get("expanded_url"), str) and _PICTURE.search(url["expanded_url"]):
            whole["media_url_https"] = (
                addresses.get(str(url.get("media_key"))) or url["expanded_url"]
            )
            made["media"].append(whole)
        else:
            made["urls"].append(whole)
    return made


def _where(entity: Object) -> dict[str, Any]:
    return {"indices": [entity.get("start"), entity.get("end")]}
