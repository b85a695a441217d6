"""What two editors decided otherwise, in words: of which post, person, tag or story, and how."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from curator.counted_json import load_block
from curator.dates import clock, day_words, zone_called
from curator.i18n import tr, trn
from curator.library import ORDER, Conflict, Library, Opinion
from curator.model import Cast, Chart, Facts, Image, Testimonial

_LONGEST = 120
_NAMED = 3


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """A conflict as a line of a table."""

    conflict: Conflict
    what: str
    """The subject: “Note on @lea, 3 February 2023, 19:04: We lend tools…”."""

    ours: str
    theirs: str
    settled: str


def conflict_words(library: Library, conflict: Conflict) -> ConflictWords:
    """Describe a conflict; posts are looked up in the library."""
    kind, *names = conflict.about
    if kind == "story":
        return _story_words(library, conflict, names)
    what = _subject_words(library, kind, names)
    return ConflictWords(
        conflict,
        what,
        _value(kind, names, conflict.ours),
        _value(kind, names, conflict.theirs),
        _value(kind, names, conflict.settled),
    )


def opinion_words(library: Library, opinion: Opinion) -> str:
    """Describe what an opinion is about."""
    kind, *names = opinion
    return _subject_words(library, kind, names)


def _subject_words(library: Library, kind: str, names: list[str]) -> str:
    if kind in _OF_POST:
        return _OF_POST[kind](_post(library, names[1]))
    if kind in _OF_NAME:
        return _OF_NAME[kind](_short(names[0]))
    handle = f"@{names[1]}"
    if kind == "person":
        return tr("{field} of {person}", field=_fields().get(names[2], names[2]), person=handle)
    return tr("Person to whom {account} belongs", account=handle)


_OF_POST: dict[str, Callable[[str], str]] = {
    "mark": lambda post: tr("Mark of {post}", post=post),
    "note": lambda post: tr("Note on {post}", post=post),
    "description": lambda post: tr("Description of the picture of {post}", post=post),
    "question title": lambda post: tr("Title of the question {post}", post=post),
    "question": lambda post: tr("Number of the question {post}", post=post),
    "place": lambda post: tr("Question that is answered by {post}", post=post),
    "echo": lambda post: tr("What is repeated by {post}", post=post),
    "chat title": lambda post: tr("Title of the chat of {post}", post=post),
    "chat zone": lambda post: tr("Time zone of the chat of {post}", post=post),
    "chat splits": lambda post: tr("Whether a chat begins with {post}", post=post),
    "chat joins": lambda post: tr("Whether the chat before goes on with {post}", post=post),
    "chat span": lambda post: tr("Beginning and end of the chat of {post}", post=post),
}
_OF_NAME: dict[str, Callable[[str], str]] = {
    "tag name": lambda name: tr("Tag “{name}”", name=name),
    "definition": lambda name: tr("Definition of the tag “{name}”", name=name),
    "colour": lambda name: tr("Colour of the tag “{name}”", name=name),
    "key": lambda name: tr("Number key of the tag “{name}”", name=name),
    "parent": lambda name: tr("What the tag “{name}” stands under", name=name),
    "search": lambda name: tr("Saved search “{name}”", name=name),
    "link": lambda name: tr("Title of the link {name}", name=name),
    "muted words": lambda name: tr("Muted words “{name}”", name=name),
    "protection": lambda name: tr("Protection “{name}”", name=name),
}


def _fields() -> dict[str, str]:
    return {
        "consent": tr("Consent"),
        "role": tr("Role"),
        "organisation": tr("Organisation"),
        "sector": tr("Sector"),
        "seat": tr("Host or guest"),
        "newcomer": tr("Newcomer"),
        "muted": tr("Muted"),
        "wishes": tr("Wishes"),
    }


def _post(library: Library, key: str) -> str:
    """Return who wrote a post, when, and how it begins."""
    found = library.posts.ids([key])
    if key not in found:
        return key
    post = library.posts.row(found[key]).post
    at = post.at.astimezone(zone_called(library.zone_of_posts([post])))
    when = tr("{day}, {time}", day=day_words(at.date()), time=clock(at))
    return f"@{post.author.handle}, {when}: {_short(post.shown, 60)}"


def _value(kind: str, names: list[str], value: str | None) -> str:
    if value is None:
        return tr("none")
    if kind == "place" and not value:
        return tr("no question")
    if kind == "chat span":
        return " – ".join(_moment(each) for each in value.split())
    said = {
        "star": tr("starred"),
        "reject": tr("rejected"),
        "full": tr("full name"),
        "handle": tr("handle only"),
        "role": tr("role only"),
        "withheld": tr("withheld"),
        "host": tr("host"),
        "guest": tr("guest"),
        "yes": tr("yes"),
        "no": tr("no"),
    }
    if kind == "mark" or names[-1] in {"consent", "seat", "newcomer"}:
        return said.get(value, value)
    if names[-1] == "muted" or kind in {"chat splits", "chat joins"}:
        return tr("yes") if value == "1" else tr("no")
    return _short(value)


def _moment(milliseconds: str) -> str:
    at = datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _story_words(library: Library, conflict: Conflict, names: list[str]) -> ConflictWords:
    values = (conflict.ours, conflict.theirs, conflict.settled)
    uid, *rest = names
    if not rest:
        title = json.loads(conflict.ours or conflict.theirs or "{}").get("title", "")
        what = tr("Story “{title}”", title=_short(title))
        return ConflictWords(conflict, what, *(_story(each) for each in values))
    title, part = _short(library.stories.title(uid)), rest[0]
    if part == "title":
        what = tr("Title of the story “{title}”", title=title)
        return ConflictWords(conflict, what, *(_short(each or "") for each in values))
    if part == "tidy":
        said = {"1": tr("tidy"), "0": tr("as posted")}
        what = tr("Quotes of the story “{title}”", title=title)
        return ConflictWords(conflict, what, *(said.get(each or "", "") for each in values))
    _, is_field, name = part.partition("/")
    if is_field:
        return _field_words(library, conflict, title, name)
    if part == ORDER:
        what = tr("Order of blocks in the story “{title}”", title=title)
    else:
        what = tr("A place in the story “{title}”", title=title)
    return ConflictWords(conflict, what, *(_blocks(library, each) for each in values))


def _field_words(library: Library, conflict: Conflict, title: str, name: str) -> ConflictWords:
    """Describe what both set of one block: each of the values is its row with another field."""
    values = (conflict.ours, conflict.theirs, conflict.settled)
    ours, theirs, settled = (json.loads(each or "[{}]")[0] for each in values)
    field = _block_fields().get(name, name)
    if ours.get("post"):
        quote = _block(library, {**ours, "note": ""}, _LONGEST // 2)
        what = tr("{field} of the quote {quote} in the story “{title}”",
                  field=field, quote=quote, title=title)  # fmt: skip
    else:
        what = tr("{field} of a block in the story “{title}”", field=field, title=title)
    said = (_field(library, name, each) for each in (ours, theirs, settled))
    return ConflictWords(conflict, what, *said)


def _block_fields() -> dict[str, str]:
    return {
        "note": tr("Note for print"),
        "trims": tr("What is cut"),
        "level": tr("Level"),
        "why": tr("Reason"),
        "text": tr("Words"),
        "value": tr("Content"),
        "caption": tr("Caption"),
        "alt": tr("Description"),
    }


def _field(library: Library, name: str, row: dict[str, Any]) -> str:
    """Say what a field of a block is set to."""
    if name == "trims":
        return _cut_words(library, row)
    if name == "value":
        return _short(_stored(row) or row["kind"])
    value = row.get(name)
    if value is None and row.get("value"):
        kept = json.loads(row["value"])
        value = {**kept.get("media", {}), **kept}.get(name)
    return _short(str(value)) if value not in (None, "") else tr("none")


def _cut_words(library: Library, row: dict[str, Any]) -> str:
    """Return what is cut from a quote."""
    trims = json.loads(row["trims"]) if row["trims"] else []
    found = library.posts.ids([row["post"][1]])
    if not trims:
        return tr("none")
    if not found:
        return str(trims)
    text = library.posts.row(found[row["post"][1]]).post.shown
    return " · ".join(f"“{_short(text[start:end], _LONGEST // 2)}”" for start, end in trims)


def _story(story: str | None) -> str:
    """Describe a story: its title and length."""
    if story is None:
        return tr("deleted")
    told = json.loads(story)
    blocks = [each for each in told["blocks"] if each["kind"] != "part"]
    return trn(
        "“{title}”, {count} block",
        "“{title}”, {count} blocks",
        len(blocks),
        title=_short(told["title"]),
    )


def _blocks(library: Library, rows: str | None) -> str:
    """Describe blocks by their first words."""
    if rows is None:
        return tr("deleted")
    blocks = [each for each in json.loads(rows) if each["kind"] != "part"]
    longest = _LONGEST if len(blocks) == 1 else _LONGEST // 2
    return " · ".join(_block(library, each, longest) for each in blocks[:_NAMED]) + (
        " · …" if len(blocks) > _NAMED else ""
    )


def _block(library: Library, block: dict[str, Any], longest: int) -> str:
    """Return the words of a block: of a quote who said what, of figures their kind."""
    if block["post"] is None:
        return f"“{_short(block['text'] or _stored(block) or block['kind'], longest)}”"
    found = library.posts.ids([block["post"][1]])
    if not found:
        return str(block["post"][1])
    post = library.posts.row(found[block["post"][1]]).post
    said = f"@{post.author.handle}: “{_short(block['text'] or post.shown, longest)}”"
    note = str(block.get("note", ""))
    return f"{said} ({_short(note, longest)})" if note else said


def _stored(block: dict[str, Any]) -> str:
    """Return the words of a block that keeps a value."""
    match load_block(block["kind"], block["value"], 0):
        case Testimonial(text=words) | Cast(sentence=words) | Chart(title=words):
            return words
        case Image(media=media, caption=caption):
            return caption or media.alt
        case Facts(figures=figures):
            return ", ".join(f"{each.value} {each.label}" for each in figures)
        case _:
            return ""


def _short(text: str, longest: int = _LONGEST) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest - 1] + "…"
