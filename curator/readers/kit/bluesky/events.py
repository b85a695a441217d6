"""What Jetstream tells of all that happens on Bluesky: of it, the posts.

Each record of the stream says who did what, not how they are called. Handles are known where the
stream tells of them, and else are what the platform calls the account.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from curator.i18n import trn
from curator.model import Post, Skipped
from curator.readers.kit.archive.source import Source
from curator.readers.kit.bluesky.posts import Views
from curator.readers.kit.ids.json_fields import dict_in, text_in
from curator.readers.kit.json.records import place_words, records

_POSTS = "app.bsky.feed.post"
_MOST = 500_000
"""Accounts and posts taken back that are remembered."""


def is_event(value: object) -> bool:
    """Tell whether a JSON value is a record of the stream."""
    if not text_in(value, "did").startswith("did:"):
        return False
    kind = text_in(value, "kind") or text_in(value, "type")
    return bool(kind) and isinstance(value, dict) and ("time_us" in value or "commit" in value)


class Events:
    """The posts in one file of the stream."""

    def __init__(self, source: Source, name: str) -> None:
        self._source = source
        self._name = name
        self._handles: dict[str, str] = {}
        self._gone: set[str] = set()
        self._last: dict[str, int] = {}
        done = source.done
        for number, value in records(source, name):
            self._learn(number, value)
        source.done = done

    def posts(self, views: Views) -> Iterator[Post | Skipped]:
        """Yield every post that stands, as it was last written."""
        where = place_words(self._source, self._name)
        others = gone = 0
        for number, value in records(self._source, self._name):
            place = f"{where}{number}"
            if isinstance(value, Skipped):
                yield value._replace(where=place)
                continue
            uri = _uri(value)
            if not uri or "record" not in dict_in(value, "commit"):
                others += 1
            elif uri in self._gone:
                gone += 1
            elif self._last.get(uri, number) == number:
                yield from views.posts(self._view(value, uri), place)
        for remark in _remarks(others, gone):
            self._source.remark(self._name, remark)

    def _learn(self, number: int, value: Any) -> None:
        """Take note of names, of what was taken back and of what was written again."""
        identity = dict_in(value, "identity") or dict_in(value, "account")
        if len(self._handles) < _MOST and text_in(identity, "handle"):
            self._handles[text_in(value, "did")] = text_in(identity, "handle")
        uri = _uri(value)
        operation = text_in(dict_in(value, "commit"), "operation")
        if uri and operation in ("delete", "d") and len(self._gone) < _MOST:
            self._gone.add(uri)
        elif uri and operation in ("update", "u") and len(self._last) < _MOST:
            self._last[uri] = number

    def _view(self, event: Mapping[str, Any], uri: str) -> dict[str, Any]:
        """Return a post as the platform's interface shows it."""
        commit, did = dict_in(event, "commit"), text_in(event, "did")
        return {
            "uri": uri,
            "author": {"did": did, "handle": self._handles.get(did, "")},
            "record": commit["record"],
        }


def _uri(value: object) -> str:
    """Return the key of the post that a record is of, '' if it is of none."""
    commit = dict_in(value, "commit")
    if text_in(commit, "collection") != _POSTS or not text_in(commit, "rkey"):
        return ""
    return f"at://{text_in(value, 'did')}/{_POSTS}/{text_in(commit, 'rkey')}"


def _remarks(others: int, gone: int) -> Iterator[str]:
    if gone:
        yield trn(
            "{count} post was taken back, and is left out.",
            "{count} posts were taken back, and are left out.",
            gone,
        )
    if others:
        yield trn(
            "{count} record is no post, such as a like. It is left out.",
            "{count} records are no posts, such as likes. They are left out.",
            others,
        )
