"""The fields of tweets, each checked before use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from curator.i18n import tr
from curator.model import Precision
from curator.readers.kit.ids import ids
from curator.readers.kit.ids import timestamps as clock

Tweet: TypeAlias = Mapping[str, Any]

_QUOTING = frozenset(("quoted_status_id_str", "quoted_status_id", "quoted_status"))
_MOST = 2**53
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 10**13
_NO_LANGUAGE = frozenset(("und", "zxx", "qme", "qam", "qct", "qht", "qst"))


class UnreadableError(Exception):
    """A record is not a tweet; the message gives the reason."""


def time_of(tweet: Tweet, key: str) -> tuple[datetime, Precision]:
    """Return when a tweet was sent, by what it says or by the clock in its id."""
    said = tweet.get("created_at")
    if isinstance(said, str) and (at := clock.api_time(said)):
        return at, "second"
    if found := clock.instant(said):
        return found
    if at := ids.time_of(key):
        return at, "second"
    raise UnreadableError(tr("It has no time."))


def handle_of(tweet: Tweet) -> str:
    """Return the author of an embedded tweet, or ''."""
    user = tweet.get("user")
    handle = user.get("screen_name") if isinstance(user, dict) else None
    said = tweet.get("full_text", tweet.get("text"))
    if not isinstance(handle, str) or not isinstance(said, str):
        return ""
    return " ".join(handle.split()).lstrip("@")


def quoted_key(tweet: Tweet) -> str:
    """Return the id of the post that a tweet quotes."""
    if tweet.keys().isdisjoint(_QUOTING):
        return ""
    key = ids.of(tweet, "quoted_status_id")
    if not key and isinstance(held := tweet.get("quoted_status"), dict):
        key = ids.of(held, "id")
    return key


def language(value: object) -> str:
    """Return the language of a tweet, empty where Twitter could not tell."""
    return value if isinstance(value, str) and value not in _NO_LANGUAGE else ""


def text_of(value: object) -> str:
    """Return a text, or '' if it is none."""
    return value if isinstance(value, str) else ""


def count_of(value: object) -> int | None:
    """Return a count, which own archives write as text; None if it was not recorded."""
    if isinstance(value, str) and value.isdecimal() and len(value) < len(str(_MOST)):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST:
        return value
    return None


def address_of(value: object) -> str:
    """Return an address on the web, empty if it is none."""
    if isinstance(value, str) and value.startswith(("https://", "http://")):
        return value
    return ""


def text_in(record: object, field: str) -> str:
    """Return a text in a record that may be none."""
    return text_of(record.get(field)) if isinstance(record, dict) else ""


def list_in(record: object, field: str) -> list[Any]:
    """Return a list in a record that may be none."""
    found = record.get(field) if isinstance(record, dict) else None
    return found if isinstance(found, list) else []


def dict_in(record: object, field: str) -> dict[str, Any]:
    """Return a record in a record that may be none."""
    found = record.get(field) if isinstance(record, dict) else None
    return found if isinstance(found, dict) else {}


def size_in(record: object, field: str) -> int:
    """Return a width or height, 0 where it is not known."""
    return count_of(record.get(field)) or 0 if isinstance(record, dict) else 0


def instant_of(value: object) -> datetime:
    """Return a time that names its zone, of a record that is no post without one."""
    found = clock.instant(value)
    if not found:
        raise UnreadableError(tr("It has no time."))
    return found[0]


def milliseconds_of(value: object) -> datetime:
    """Return a time told in thousandths of a second since 1970."""
    if not isinstance(value, int) or not 0 < value < _LATEST:
        raise UnreadableError(tr("It has no time."))
    return _EPOCH + timedelta(milliseconds=value)
