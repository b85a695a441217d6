"""Slack’s way of writing, into words: “<@U01> see <https://a.example|this> &amp; that”."""

from __future__ import annotations

import re
from collections.abc import Mapping

from curator.model import Author, Span
from curator.readers.kit.text.entities import unescaped
from curator.readers.kit.text.text_runs import Runs

_TOKEN = re.compile(r"<([^<>\n]{1,4000})>")
_CALLS = frozenset(("here", "channel", "everyone"))


def read_mrkdwn(
    raw: str, people: Mapping[str, Author], names: Mapping[str, str]
) -> tuple[str, tuple[Span, ...]]:
    """Return the words of a message and their spans.

    `people` are the members by their ids, `names` how they are called. Stars and underscores
    stay as they were typed: nobody can tell them from those that are meant.
    """
    runs = Runs()
    at = 0
    for token in _TOKEN.finditer(raw):
        runs.add_plain(unescaped(raw[at : token.start()]))
        what, _, label = token[1].partition("|")
        label = unescaped(label)
        if what[0] == "@":
            whom = people.get(what[1:])
            name = names.get(what[1:]) or label or what[1:]
            runs.mark("mention", f"@{name.lstrip('@')}", whom.handle if whom else name)
        elif what[0] == "#":
            runs.keep(f"#{label or what[1:]}")
        elif what[0] == "!":
            runs.keep(_call(what[1:], label))
        else:
            address = unescaped(what)
            runs.link(label or address.removeprefix("mailto:"), address)
        at = token.end()
    runs.add_plain(unescaped(raw[at:]))
    return runs.finished()


def _call(what: str, label: str) -> str:
    """Return how a call to many, or a date, is shown."""
    name = what.partition("^")[0]
    return f"@{name}" if name in _CALLS else label or f"<!{what}>"
