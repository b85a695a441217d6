"""Give the posts the shape in which twarc 1 captured a search: JSON Lines, newest first."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from sample.chat import EPOCH, HERE, Person, Post, find
from sample.scenes import SIZE
from sample.words import Words, compose, entities, short_link, user_id

Record = dict[str, Any]

_CUT = 140
"""Where the platform cuts the text of a repost."""

_SOURCES = (
    '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
    '<a href="http://twitter.com/download/android" rel="nofollow">Twitter for Android</a>',
    '<a href="http://twitter.com/download/iphone" rel="nofollow">Twitter for iPhone</a>',
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NO_PICTURE = "https://abs.twimg.com/sticky/default_profile_images/default_profile_normal.png"


class Recorder:
    """Writes each post as the platform's answer would have it."""

    def __init__(self, people: dict[str, Person], posts: list[Post]) -> None:
        self._people = people
        self._posts = posts
        self._alts: dict[str, str] = tomllib.loads(
            (HERE / "pictures.toml").read_text(encoding="utf-8")
        )
        self._reposts = Counter(post.options.get("repeats", "") for post in posts)

    def records(self) -> list[Record]:
        """Return every post's record, newest first."""
        return [self._record(post) for post in reversed(self._posts)]

    def _record(self, post: Post) -> Record:
        if "repeats" in post.options:
            return self._repost(post, find(self._posts, post.options["repeats"]))
        answered = self._other(post, "to")
        quoted = self._other(post, "quote")
        picture = post.options.get("picture", "")
        attached = [_permalink(quoted)] if quoted else []
        attached += [f"{_permalink(post)}/photo/1"] if picture else []
        handle = answered.handle if answered and answered.handle != post.handle else ""
        words = compose(post.words, handle, post.handle, attached)
        record = self._frame(post, words.text, [words.start, words.end])
        record["entities"] = entities(words.text, _shown_links(words, post), self._people)
        if answered:
            record |= self._answering(answered)
        if quoted:
            record |= _quoting(quoted, self._record(quoted), short_link(attached[0], post.handle))
        if picture:
            media = _media(post, words, picture)
            record["entities"]["media"] = [media]
            alt = {"ext_alt_text": self._alts[picture] or None}
            record["extended_entities"] = {"media": [media | alt]}
        return record

    def _other(self, post: Post, way: str) -> Post | None:
        return find(self._posts, post.options[way]) if way in post.options else None

    def _repost(self, post: Post, original: Post) -> Record:
        inner = self._record(original)
        text = _cut(f"RT @{original.handle}: {inner['full_text']}")
        record = self._frame(post, text, [0, len(text)])
        links = {url["url"]: url["expanded_url"] for url in inner["entities"]["urls"]}
        record["entities"] = entities(text, links, self._people)
        record["entities"]["hashtags"] = [
            tag for tag in record["entities"]["hashtags"] if text[tag["indices"][1] :] != "…"
        ]
        return record | {"retweeted_status": inner, "retweet_count": inner["retweet_count"]}

    def _frame(self, post: Post, text: str, shown: list[int]) -> Record:
        return {
            "created_at": _platform_time(post.at),
            "id": post.id,
            "id_str": str(post.id),
            "full_text": text,
            "truncated": False,
            "display_text_range": shown,
            "entities": {},
            "metadata": {"iso_language_code": post.language, "result_type": "recent"},
            "source": _SOURCES[self._people[post.handle].order % len(_SOURCES)],
            "in_reply_to_status_id": None,
            "in_reply_to_status_id_str": None,
            "in_reply_to_user_id": None,
            "in_reply_to_user_id_str": None,
            "in_reply_to_screen_name": None,
            "user": _user(self._people[post.handle]),
            "geo": None,
            "coordinates": None,
            "place": None,
            "contributors": None,
            "is_quote_status": "quote" in post.options,
            "retweet_count": self._reposts[post.name] if post.name else 0,
            "favorite_count": post.likes,
            "favorited": False,
            "retweeted": False,
            "lang": post.language,
        }

    def _answering(self, answered: Post) -> Record:
        number = user_id(self._people[answered.handle])
        return {
            "in_reply_to_status_id": answered.id,
            "in_reply_to_status_id_str": str(answered.id),
            "in_reply_to_user_id": number,
            "in_reply_to_user_id_str": str(number),
            "in_reply_to_screen_name": answered.handle,
        }


def as_lines(records: list[Record]) -> str:
    """Return the records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def picture_address(person: Person) -> str:
    """Return where an account's picture was, or the platform's own for those without."""
    if not person.picture:
        return _NO_PICTURE
    return f"https://pbs.twimg.com/profile_images/{user_id(person)}/{person.handle}_normal.png"


def _cut(text: str) -> str:
    """Shorten the text of a repost as the platform did, but within no escape."""
    if len(text) <= _CUT:
        return text
    return re.sub(r"&[a-z]*$", "", text[: _CUT - 1]) + "…"


def _shown_links(words: Words, post: Post) -> dict[str, str]:
    photo = f"{_permalink(post)}/photo/1"
    return {short: url for short, url in words.links.items() if url != photo}


def _quoting(quoted: Post, record: Record, short: str) -> Record:
    address = _permalink(quoted)
    return {
        "quoted_status_id": quoted.id,
        "quoted_status_id_str": str(quoted.id),
        "quoted_status_permalink": {
            "url": short,
            "expanded": address,
            "display": address.removeprefix("https://")[:26] + "…",
        },
        "quoted_status": record,
    }


def _media(post: Post, words: Words, picture: str) -> Record:
    photo = f"{_permalink(post)}/photo/1"
    short = next(short for short, url in words.links.items() if url == photo)
    start = words.text.index(short)
    address = f"pbs.twimg.com/media/{picture}.jpg"
    width, height = SIZE
    return {
        "id": post.id - 4096,
        "id_str": str(post.id - 4096),
        "indices": [start, start + len(short)],
        "media_url": f"http://{address}",
        "media_url_https": f"https://{address}",
        "url": short,
        "display_url": f"pic.twitter.com/{short.rpartition('/')[2]}",
        "expanded_url": photo,
        "type": "photo",
        "sizes": {"large": {"w": width, "h": height, "resize": "fit"}},
    }


def _permalink(post: Post) -> str:
    return f"https://twitter.com/{post.handle}/status/{post.id}"


def _user(person: Person) -> Record:
    number = user_id(person)
    address = picture_address(person)
    return {
        "id": number,
        "id_str": str(number),
        "name": person.name,
        "screen_name": person.handle,
        "location": person.location,
        "description": person.bio,
        "url": None,
        "protected": person.protected,
        "followers_count": person.followers,
        "friends_count": 40 + person.followers // 9 + person.order,
        "listed_count": person.followers // 70,
        "created_at": _platform_time(EPOCH + timedelta(milliseconds=number >> 22)),
        "favourites_count": 300 + person.order * 137,
        "statuses_count": 120 + person.order * 211,
        "lang": None,
        "verified": False,
        "profile_image_url": address.replace("https:", "http:"),
        "profile_image_url_https": address,
        "default_profile_image": not person.picture,
    }


def _platform_time(moment: datetime) -> str:
    """Write a time as the platform does, in English whatever the machine speaks."""
    moment = moment.astimezone(UTC)
    day = _DAYS[moment.weekday()]
    month = _MONTHS[moment.month - 1]
    return f"{day} {month} {moment:%d %H:%M:%S} +0000 {moment.year}"
