"""The blocks of Slack’s newer messages, written in its older way, which is read elsewhere.

Some programs send blocks and no text. A poll or a form made of blocks is read as its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from curator.readers.kit.ids.json_fields import list_in, text_in

_DEEPEST = 12


def mrkdwn_of(blocks: list[Any]) -> str:
    """Return the words of blocks, a line for each."""
    return "\n".join(words for block in blocks if (words := _block(block))).strip()


def _block(block: Any) -> str:
    """Return the words of one block; '' of a picture or a divider."""
    kind = text_in(block, "type")
    if kind == "rich_text":
        return _parts(block, "\n")
    if kind == "context":
        return " ".join(filter(None, map(_text, list_in(block, "elements"))))
    if kind in ("section", "header"):
        fields = [_text(each) for each in list_in(block, "fields")]
        return "\n".join(filter(None, (_text(block.get("text")), *fields)))
    return ""


def _text(value: object) -> str:
    """Return a text object: plain ones are not yet escaped."""
    words = text_in(value, "text")
    return words if text_in(value, "type") == "mrkdwn" else _escaped(words)


def _parts(element: Mapping[str, Any], between: str, depth: int = 0) -> str:
    """Return the words of what is in an element, put together."""
    if depth > _DEEPEST:
        return ""
    return between.join(filter(None, _texts_of_parts(element, depth)))


def _texts_of_parts(element: Mapping[str, Any], depth: int) -> Iterator[str]:
    for part in list_in(element, "elements"):
        kind = text_in(part, "type")
        if kind == "rich_text_list":
            yield "\n".join(
                f"- {_parts(each, '', depth + 1)}" for each in list_in(part, "elements")
            )
        elif kind == "rich_text_quote":
            lines = _parts(part, "", depth + 1).split("\n")
            yield "\n".join(f"> {line}" for line in lines)
        elif kind.startswith("rich_text"):
            yield _parts(part, "", depth + 1).removesuffix("\n")
        else:
            yield _leaf(kind, part)


def _leaf(kind: str, part: object) -> str:
    """Return a run of words, or the token that stands for something else."""
    words = text_in(part, "text")
    tokens = {
        "emoji": f":{text_in(part, 'name')}:",
        "user": f"<@{text_in(part, 'user_id')}>",
        "channel": f"<#{text_in(part, 'channel_id')}>",
        "usergroup": f"<!subteam^{text_in(part, 'usergroup_id')}>",
        "broadcast": f"<!{text_in(part, 'range')}>",
        "date": text_in(part, "fallback"),
    }
    if kind == "link" and (address := text_in(part, "url")):
        return f"<{address}|{_escaped(words)}>" if words else f"<{address}>"
    return tokens.get(kind) or _escaped(words)


def _escaped(words: str) -> str:
    """Return words as Slack sends them, in which three signs mean something else."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
