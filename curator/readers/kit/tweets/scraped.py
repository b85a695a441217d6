"""Tweets as scrapers wrote them, put into the form of Twitter's first interface.

Each scraper has its own names for the same things, and changed them over the years; whoever asks
for one of them here asks for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from curator.readers.kit.ids import ids
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.tweets.api_v2 import objects

Object: TypeAlias = Mapping[str, Any]

_PEOPLE = ("user", "author")
_HANDLES = ("username", "userName", "screen_name", "screenName")
_TEXTS = ("rawContent", "fullText", "full_text", "content", "text")
_QUOTED = ("quotedTweet", "quoted_tweet", "quote")
_REPEATED = ("retweetedTweet", "retweeted_tweet", "retweet")
_ANSWERED = ("inReplyToTweetIdStr", "inReplyToTweetId", "inReplyToId", "in_reply_to")
_PICTURES = ("fullUrl", "original", "media_url_https", "thumbnailUrl", "previewUrl", "url")
_DEEPEST = 2


def is_scraped(value: object) -> bool:
    """Tell whether a JSON value is a tweet that a scraper wrote."""
    if not isinstance(value, dict) or not isinstance(first(value, _TEXTS), str):
        return False
    if isinstance(person := first(value, _PEOPLE), dict):
        return "retweetCount" in value and first(person, _HANDLES) is not None
    return {"screen_name", "full_text", "favorite_count", "retweeted_status"} <= value.keys()


def is_header(names: set[str]) -> bool:
    """Tell whether the names of a table of JSON objects, 'outer.inner', are a scraper's."""
    people = {f"{person}.{handle}" for person in _PEOPLE for handle in _HANDLES}
    if "retweetCount" in names and names & people:
        return not names.isdisjoint(_TEXTS)
    return {"screen_name", "full_text", "favorite_count", "retweeted_status"} <= names


def first(record: Object, names: tuple[str, ...]) -> Any:
    """Return the first of some fields that says something, or None."""
    return next((v for name in names if (v := record.get(name)) not in (None, "", [], {})), None)


def repeated_key(record: Object) -> str:
    """Return the id of a post that is repeated, where it is not itself there."""
    return ids.clean(first(record, ("retweeted_status", "retweetedTweetId", "retweetId")))


def as_first(record: Object, depth: int = 0) -> dict[str, Any]:
    """Return a tweet in the form of the first interface, with those it holds inside."""
    media = _media(record)
    raw = first(record, _TEXTS)
    quoted, repeated = first(record, _QUOTED), first(record, _REPEATED)
    entities = record.get("entities")
    if not isinstance(entities, dict) or not any(entities.values()):
        entities = _entities(raw, record, media) if isinstance(raw, str) else {}
    made = {
        "id_str": first(record, ("id_str", "id", "tweetId")),
        "full_text": raw,
        "created_at": first(record, ("date", "createdAt", "created_at")),
        "lang": record.get("lang"),
        "source": first(record, ("sourceLabel", "source")),
        "user": _user(record),
        "conversation_id": first(record, ("conversationIdStr", "conversationId")),
        "entities": entities,
        "extended_entities": {"media": media},
        "favorite_count": first(record, ("likeCount", "favorite_count")),
        "retweet_count": first(record, ("retweetCount", "retweet_count")),
        "reply_count": first(record, ("replyCount", "reply_count")),
        "in_reply_to_status_id_str": first(record, _ANSWERED),
        "in_reply_to_screen_name": _replied_handle(record),
        "quoted_status_id_str": first(record, ("quoteId", "quoted_status")),
    }
    for field, held in (("quoted_status", quoted), ("retweeted_status", repeated)):
        if is_scraped(held) and depth < _DEEPEST:
            made[field] = as_first(held, depth + 1)
    return made


def _user(record: Object) -> dict[str, Any]:
    """Return who wrote a tweet; some scrapers write it into the tweet itself."""
    person = first(record, _PEOPLE)
    own = isinstance(person, dict)
    user = person if isinstance(person, dict) else record
    return {
        "screen_name": first(user, _HANDLES),
        "name": first(user, ("displayname", "displayName", "name")),
        "id_str": first(user, ("id_str", "id") if own else ("user_id",)),
        "description": first(user, ("rawDescription", "description")) if own else None,
        "followers_count": first(user, ("followersCount", "followers", "followers_count")),
        "profile_image_url_https": first(
            user, ("profileImageUrl", "profilePicture", "profile_image_url")
        ),
    }


def _replied_handle(record: Object) -> object:
    """Return the handle of whom a tweet answers."""
    person = record.get("inReplyToUser")
    if isinstance(person, dict):
        return first(person, _HANDLES)
    return first(record, ("inReplyToUsername", "in_reply_to_screen_name"))


def _media(record: Object) -> list[dict[str, Any]]:
    """Return what is attached to a tweet."""
    whole = first(record, ("extendedEntities", "extended_entities"))
    if isinstance(whole, dict):
        return objects(whole.get("media"))
    media = record.get("media")
    if isinstance(media, dict):
        kinds = {"photos": "photo", "videos": "video", "animated": "animated_gif"}
        return [_medium(e, name) for kind, name in kinds.items() for e in objects(media.get(kind))]
    listed = media if isinstance(media, list) else []
    found = [{"url": each} if isinstance(each, str) else each for each in listed]
    return [_medium(each, _kind(each)) for each in found if isinstance(each, dict)]


def _kind(media: Object) -> str:
    """Return what an attachment is, in the words of the first interface."""
    called = str(media.get("_type") or media.get("type") or "").rpartition(".")[2].lower()
    return {"gif": "animated_gif", "animated_gif": "animated_gif", "video": "video"}.get(
        called, "photo"
    )


def _medium(media: Object, kind: str) -> dict[str, Any]:
    """Return one attachment."""
    films = [
        {
            "content_type": first(film, ("contentType", "content_type")),
            "bitrate": film.get("bitrate"),
            "url": film.get("url"),
        }
        for film in objects(media.get("variants"))
    ]
    if isinstance(film := first(media, ("videoUrl", "original")), str) and kind != "photo":
        films.append({"content_type": "video/mp4", "bitrate": 1, "url": film})
    return {
        "type": kind,
        "media_url_https": first(media, _PICTURES),
        "ext_alt_text": first(media, ("altText", "ext_alt_text", "alt_text")),
        "video_info": {"variants": films},
    }


def _entities(raw: str, record: Object, media: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what stands in the words, and where its short addresses lead."""
    goals: dict[str, Any] = {
        str(each.get("tcourl")): each.get("url") for each in objects(record.get("links"))
    }
    shorts, wholes = record.get("tcooutlinks"), record.get("outlinks")
    if isinstance(shorts, list) and isinstance(wholes, list):
        goals.update(zip(map(str, shorts), wholes, strict=False))
    found: dict[str, Any] = {"hashtags": [], "user_mentions": [], "urls": [], "media": []}
    for span in find_spans(raw):
        said = raw[span.start : span.end]
        entity: dict[str, Any] = {"indices": [span.start, span.end], "url": said}
        if span.kind == "hashtag":
            found["hashtags"].append({**entity, "text": span.value})
        elif span.kind == "mention":
            found["user_mentions"].append({**entity, "screen_name": span.value})
        elif media and span.end == len(raw.rstrip()) and said not in goals:
            address = media[0].get("media_url_https")
            found["media"].append({**entity, "media_url_https": address})
        else:
            goal = goals.get(said) or said
            found["urls"].append({**entity, "expanded_url": goal})
    return found
