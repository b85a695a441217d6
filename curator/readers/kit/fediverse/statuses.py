"""Posts as the servers of the fediverse answer with them: statuses, each with its account."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from curator.i18n import tr
from curator.model import Author, Media, Post, Skipped
from curator.readers.kit.archive.source import Source
from curator.readers.kit.fediverse.boosts import boosted
from curator.readers.kit.fediverse.fediverse import (
    KINDS,
    handle_of,
    key_of,
    remark_private,
    words_of,
)
from curator.readers.kit.ids.json_fields import (
    UnreadableError,
    address_of,
    count_of,
    dict_in,
    instant_of,
    language,
    list_in,
    size_in,
    text_in,
    text_of,
)
from curator.readers.kit.json.message_records import listed
from curator.readers.kit.json.records import place_words, records
from curator.readers.kit.text.html_post import read_markup
from curator.readers.kit.tweets.media import portrait
from curator.readers.kit.tweets.tweets import beginning

PLATFORM = "mastodon"
_OPEN = frozenset(("public", "unlisted", None))
_FOUND = re.compile(r'"(?:statuses|ancestors|descendants)"\s*:\s*\[')
_LISTS = "statuses|ancestors|descendants"
"""What was found, or what stands around a post in its thread."""

_MOST = 500_000
"""Statuses whose names are remembered, to tell which of them another answers."""


def is_status(value: object) -> bool:
    """Tell whether a JSON value is a status together with who wrote it."""
    if not isinstance(value, dict) or not isinstance(account := value.get("account"), dict):
        return False
    return "acct" in account and "content" in value and "created_at" in value


class Statuses:
    """The posts that a server gave out, each with who wrote it."""

    def __init__(self, source: Source, name: str) -> None:
        self._source = source
        self._name = name
        self._names: dict[str, str] = {}
        self._met: set[str] = set()
        self._private = 0

    def posts(self) -> Iterator[Post | Skipped]:
        """Yield what was said in public; what was boosted once, as context."""
        done = self._source.done
        for _, value in self._records():
            if (
                isinstance(value, dict)
                and len(self._names) < _MOST
                and address_of(value.get("uri"))
            ):
                self._names[str(value.get("id"))] = value["uri"]
        self._source.done = done
        for place, value in self._records():
            if isinstance(value, Skipped):
                yield value._replace(where=place)
                continue
            try:
                yield from self._posts_of(value, place)
            except UnreadableError as error:
                yield Skipped(place, str(error), beginning(value))
        remark_private(self._source, self._name, self._private)

    def _records(self) -> Iterator[tuple[str, Any]]:
        """Yield each status and where it stands: in a list, on a line, in what was found."""
        start = self._source.start(self._name).lstrip("\ufeff \r\n\t")
        if start.startswith("{") and _FOUND.search(start):
            for place, value, _ in listed(self._source, self._name, _LISTS):
                yield place, value
            return
        where = place_words(self._source, self._name)
        for number, value in records(self._source, self._name):
            yield f"{where}{number}", value

    def _posts_of(self, status: Any, place: str) -> Iterator[Post]:
        """Yield a status, before it what it boosts."""
        if not is_status(status):
            raise UnreadableError(tr("It is not a post."))
        if status.get("visibility") not in _OPEN:
            self._private += 1
            return
        original = status.get("reblog")
        if not isinstance(original, dict):
            quoted = dict_in(dict_in(status, "quote"), "quoted_status")
            if is_status(quoted) and quoted.get("visibility") in _OPEN:
                yield from self._once(self._post(quoted, place))
            yield self._post(status, place)
            return
        if not is_status(original):
            raise UnreadableError(tr("It does not say what it repeats."))
        said = self._post(original, place)
        yield from self._once(said)
        author = self._author(status["account"])
        yield boosted(said, author, key_of(status), instant_of(status.get("created_at")))

    def _once(self, said: Post) -> Iterator[Post]:
        """Yield what another post repeats or quotes, as context, the first time."""
        if said.key not in self._met:
            self._met.add(said.key)
            yield replace(said, context=True)

    def _post(self, status: Mapping[str, Any], place: str) -> Post:
        """Return a status that is no boost."""
        mentions = [each for each in list_in(status, "mentions") if isinstance(each, dict)]
        people = {text_of(each.get("url")): handle_of(each) for each in mentions}
        tags = {text_in(tag, "name").lower() for tag in list_in(status, "tags")}
        options = list_in(dict_in(status, "poll"), "options")
        poll = [text_in(each, "title") for each in options]
        text, spans, cut = words_of(status, "spoiler_text", people, tags, poll)
        attached = list_in(status, "media_attachments")
        if not text and not attached:
            raise UnreadableError(tr("It has no words."))
        answered = status.get("in_reply_to_id")
        whom = status.get("in_reply_to_account_id")
        by_id = {str(each.get("id")): handle_of(each) for each in mentions}
        return Post(
            PLATFORM,
            key_of(status),
            self._author(status["account"]),
            instant_of(status.get("created_at")),
            text,
            url=address_of(status.get("url")) or address_of(status.get("uri")),
            lang=language(status.get("language")),
            reply_to=self._names.get(str(answered), "") if answered else "",
            reply_handle=by_id.get(str(whom), "") if whom else "",
            quote_of=text_in(dict_in(dict_in(status, "quote"), "quoted_status"), "uri"),
            spans=spans,
            media=tuple(self._media(each) for each in attached),
            likes=count_of(status.get("favourites_count")),
            reposts=count_of(status.get("reblogs_count")),
            replies=count_of(status.get("replies_count")),
            cut=cut,
            place=place,
            automated=status["account"].get("bot") is True,
            sensitive=status.get("sensitive") is True,
        )

    def _media(self, attached: Any) -> Media:
        address = address_of(text_in(attached, "url")) or address_of(
            text_in(attached, "remote_url")
        )
        original = dict_in(dict_in(attached, "meta"), "original")
        return Media(
            KINDS.get(text_in(attached, "type"), "image"),
            url=address,
            alt=text_in(attached, "description"),
            file=self._source.find_media(address) if address else "",
            width=size_in(original, "width"),
            height=size_in(original, "height"),
        )

    def _author(self, account: Mapping[str, Any]) -> Author:
        handle = handle_of(account)
        if not handle:
            raise UnreadableError(tr("It does not say who wrote it."))
        return Author(
            handle,
            name=text_of(account.get("display_name")),
            key=address_of(account.get("uri")) or address_of(account.get("url")),
            bio=read_markup(text_of(account.get("note")), {}, ())[0],
            followers=count_of(account.get("followers_count")),
            protected=account.get("locked") is True and account.get("discoverable") is False,
            avatar=portrait(self._source, account.get("avatar")),
        )
