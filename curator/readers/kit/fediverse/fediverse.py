"""What the servers of the fediverse agree on: names of people, words in HTML, who may see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from curator.i18n import tr, trn
from curator.model import MediaKind, Span
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.json_fields import UnreadableError, text_in, text_of
from curator.readers.kit.text.html_post import LONGEST, read_markup

KINDS: Mapping[str, MediaKind] = {"video": "video", "audio": "audio", "gifv": "gif"}
"""What an attachment is, if it is no picture."""

_PUBLIC = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")
_QUOTED = re.compile(
    r"""<(p|span|div)\s[^<>]{0,200}?class=["'][^"'<>]{0,100}\bquote-inline\b[^<>]{0,200}>.{0,4000}?</\1>""",
    re.DOTALL | re.IGNORECASE,
)
_USER_AT = 2


def key_of(record: Mapping[str, Any]) -> str:
    """Return the name that a post has on every server."""
    key = text_of(record.get("uri")) or text_of(record.get("id"))
    if not key:
        raise UnreadableError(tr("It has no id."))
    return key


def is_public(activity: Mapping[str, Any]) -> bool:
    """Tell whether anybody could see what was done, listed or not.

    Where the activity does not say, what was written does.
    """
    said = activity.get("object")
    if isinstance(said, dict) and activity.keys().isdisjoint(("to", "cc")):
        activity = said
    seen_by = (activity.get("to"), activity.get("cc"))
    names = (each if isinstance(each, list) else [each] for each in seen_by)
    return any(name in _PUBLIC for each in names for name in each)


def words_of(
    record: Mapping[str, Any],
    warning: str,
    people: Mapping[str, str],
    tags: set[str],
    poll: Iterable[str] = (),
) -> tuple[str, tuple[Span, ...], bool]:
    """Return the words of a post behind its warning, their spans, and whether they are cut.

    The answers that one can give to a poll stand below. The address of a quoted post, which
    servers put before the words for those that know no quotes, is none of them.
    """
    content = text_of(record.get("content"))
    warned = _escaped(text_of(record.get(warning)).strip())
    answers = "<br>".join(f"- {_escaped(each.strip())}" for each in poll if each.strip())
    said = _QUOTED.sub("", content)
    text, spans = read_markup(f"<p>{warned}</p>{said}<p>{answers}</p>", people, tags)
    return text, spans, len(content) > LONGEST


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def host_of(address: str) -> str:
    """Return the server in an address, empty if there is none."""
    return _parts(address)[0]


def handle_of(account: Mapping[str, Any]) -> str:
    """Return the handle of an account with its server, which names it everywhere."""
    handle = text_of(account.get("acct")).strip().lstrip("@")
    host = host_of(text_of(account.get("url")))
    return handle if not handle or not host or "@" in handle else f"{handle}@{host}"


def handle_in(address: str) -> str:
    """Return the handle that the address of an account or post tells, empty if it does not."""
    host, path = _parts(address)
    parts = path.split("/")
    user = parts[1][1:] if len(parts) > 1 and parts[1].startswith("@") else ""
    if parts[1:_USER_AT] == ["users"] and len(parts) > _USER_AT:
        user = parts[_USER_AT]
    return f"{user}@{host}" if user and host else ""


def mentioned(tags: list[Any]) -> dict[str, str]:
    """Return whom the tags of a post mention, by the addresses that may lead to them."""
    people: dict[str, str] = {}
    for tag in tags:
        if text_in(tag, "type") == "Mention":
            address, name = text_in(tag, "href"), text_in(tag, "name").lstrip("@")
            host = host_of(address)
            whole = name if "@" in name or not host else f"{name}@{host}"
            people[address] = whole
            people[f"https://{host}/@{whole.partition('@')[0]}"] = whole
    return people


def remark_private(source: Source, name: str, count: int) -> None:
    """Tell how many posts were left out because not everybody could see them."""
    if count:
        source.remark(
            name,
            trn(
                "{count} post was for followers or single people, and is left out.",
                "{count} posts were for followers or single people, and are left out.",
                count,
            ),
        )


def _parts(address: str) -> tuple[str, str]:
    """Return the host and the path of an address, both empty if it is none."""
    try:
        found = urlsplit(address)
    except ValueError:
        return "", ""
    return found.hostname or "", found.path
