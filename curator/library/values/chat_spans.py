"""The time spans of chats, with the editor's corrections applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class ChatSpan:
    """The time span of a chat, both ends included, in milliseconds since 1970."""

    id: int
    begins: int
    ends: int
    title: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class ChatEdit:
    """A correction of the chat that contains a post."""

    post: int
    at: int
    """When the post was written."""

    title: str = ""
    splits: bool = False
    joins: bool = False
    begins: int | None = None
    ends: int | None = None
    zone: str = ""


def corrected(found: Iterable[ChatSpan], edits: Sequence[ChatEdit]) -> list[ChatSpan]:
    """Return the chats with the editor's corrections, in order of time, without overlaps.

    Chats are first split, then joined, then moved, then named and given a zone. So each
    correction applies to the result of the others, however often the analysis is repeated.
    """
    chats = sorted(found, key=lambda chat: chat.begins)
    for edit in edits:
        chats = _split(chats, edit) if edit.splits else chats
    for edit in sorted(edits, key=lambda edit: edit.at):
        chats = _joined(chats, edit) if edit.joins else chats
    for edit in edits:
        if edit.begins is not None and edit.ends is not None:
            chats = _moved(chats, edit, edit.begins, edit.ends)
    named = {_of(chats, edit): edit.title for edit in edits if edit.title}
    zones = {_of(chats, edit): edit.zone for edit in edits if edit.zone}
    return [
        replace(chat, title=named.get(n, ""), zone=zones.get(n, ""))
        for n, chat in enumerate(chats)
    ]


def _of(chats: Sequence[ChatSpan], edit: ChatEdit) -> int | None:
    """Return which chat an edit applies to: the one with its id, or else around its post."""
    for number, chat in enumerate(chats):
        if chat.id == edit.post:
            return number
    for number, chat in enumerate(chats):
        if chat.begins <= edit.at <= chat.ends:
            return number
    return None


def _split(chats: list[ChatSpan], edit: ChatEdit) -> list[ChatSpan]:
    for number, chat in enumerate(chats):
        if chat.begins < edit.at <= chat.ends:
            before = replace(chat, ends=edit.at - 1)
            after = ChatSpan(edit.post, edit.at, chat.ends)
            return [*chats[:number], before, after, *chats[number + 1 :]]
    return chats


def _joined(chats: list[ChatSpan], edit: ChatEdit) -> list[ChatSpan]:
    number = _of(chats, edit)
    if not number:
        return chats
    whole = replace(chats[number - 1], ends=chats[number].ends)
    return [*chats[: number - 1], whole, *chats[number + 1 :]]


def _moved(chats: list[ChatSpan], edit: ChatEdit, begins: int, ends: int) -> list[ChatSpan]:
    """Set the span of a chat; overlapping ones are shortened, covered ones absorbed."""
    number = _of(chats, edit)
    if number is None:
        return chats
    moved = replace(chats[number], begins=begins, ends=ends)
    others = [
        left
        for chat in [*chats[:number], *chats[number + 1 :]]
        if (left := _rest_of(chat, moved)) is not None
    ]
    return sorted([*others, moved], key=lambda chat: chat.begins)


def _rest_of(chat: ChatSpan, moved: ChatSpan) -> ChatSpan | None:
    """Return the rest of a chat beside another; None where that covers it."""
    if chat.ends < moved.begins or chat.begins > moved.ends:
        return chat
    if chat.begins < moved.begins:
        return replace(chat, ends=moved.begins - 1)
    return replace(chat, begins=moved.ends + 1) if chat.ends > moved.ends else None
