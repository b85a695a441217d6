"""What people shared, as lists to work with elsewhere: CSV, Markdown, plain handles."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import StringIO

from curator.counted import Participant, Resource
from curator.i18n import tr, trn
from curator.spreadsheet_cells import guarded

_SIGNS = {"mention": "@", "hashtag": "#", "link": ""}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#|!])")


def handles(resources: Iterable[Resource]) -> str:
    """Return the accounts and hashtags, one to a line, to be pasted."""
    lines = [
        f"{_SIGNS[each.kind]}{_line(each.value)}" for each in resources if each.kind != "link"
    ]
    return "".join(f"{line}\n" for line in lines)


def as_csv(resources: Iterable[Resource]) -> str:
    """Return a table that a spreadsheet opens without taking anything in it for a formula."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(
        [tr("Kind"), tr("Value"), tr("Title"), tr("Posts"), tr("People"), tr("First shared by")]
    )
    for each in resources:
        row = (each.kind, f"{_SIGNS[each.kind]}{each.value}", each.title, each.posts, each.people)
        writer.writerow([_cell(cell) for cell in (*row, credit(each.by))])
    return file.getvalue()


def as_markdown(resources: Iterable[Resource]) -> str:
    """Return three lists in Markdown: links, accounts, hashtags."""
    listed = list(resources)
    parts = []
    for kind, title in (
        ("link", tr("Links")),
        ("mention", tr("Accounts")),
        ("hashtag", tr("Hashtags")),
    ):
        lines = [_item(each) for each in listed if each.kind == kind]
        if lines:
            parts.append("\n".join((f"## {title}", "", *lines)))
    return "\n\n".join(parts) + "\n" if parts else ""


def credit(person: Participant | None) -> str:
    """Return who somebody is: 'Ann Lee (@ann)'."""
    if person is None:
        return ""
    name = _line(person.name)
    if person.handle:
        return f"{name} (@{_line(person.handle)})" if name else f"@{_line(person.handle)}"
    return name or _line(person.role) or tr("A participant")


def _item(resource: Resource) -> str:
    shown = f"{_SIGNS[resource.kind]}{_line(resource.value)}"
    title = _line(resource.title)
    if resource.kind == "link":
        target = re.sub(r"[\s()<>\\]", lambda found: f"%{ord(found[0]):02X}", resource.value)
        plain = re.match(r"https?://", target, re.IGNORECASE)
        shown = f"[{_safe(title or shown)}]({target})" if plain else _safe(title or shown)
    else:
        shown = _safe(shown) + (f", {_safe(title)}" if title else "")
    told = _sharing(resource)
    return f"- {shown} · {told}" if told else f"- {shown}"


def _sharing(resource: Resource) -> str:
    """Return who shared or named something; of one person only the name."""
    who = credit(resource.by)
    if resource.people == 1 and not who:
        return ""
    if resource.people == 1:
        named = tr("named by {who}", who=_safe(who))
        return tr("shared by {who}", who=_safe(who)) if resource.kind == "link" else named
    by = trn("shared by {count} person", "shared by {count} people", resource.people)
    if resource.kind != "link":
        by = trn("named by {count} person", "named by {count} people", resource.people)
    return tr("{shared}, first by {who}", shared=by, who=_safe(who)) if who else by


def _safe(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _cell(value: object) -> object:
    return guarded(value) if isinstance(value, str) else value


def _line(text: str) -> str:
    return " ".join(text.split())
