"""Data: the story as JSON and as tables, each file described and with its checksum.

Together they are a Frictionless data package (datapackage.json). The tables are safe to open in
a spreadsheet: a cell that begins as a formula has an apostrophe before it. The JSON holds the
words as they are, and its schema lies beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final

import orjson

from curator.i18n import tr
from curator.model import Facts, Story, is_masked
from curator.resources import resource
from curator.spreadsheet_cells import table
from curator.writers.kit.manuscript import (
    Head,
    Listing,
    Manuscript,
    Pictured,
    Piece,
    Prose,
    Quoted,
    Rule,
    Shown,
    Table,
    prepared,
)
from curator.writers.kit.names import slug
from curator.writers.kit.safe_words import one_line
from curator.writers.kit.story_record import inert_json, story_record

TITLE = "Data"
HINT = "JSON, tables, checksums"
GROUP: Final = "data"
SUFFIX = ".json"
FILE = "story"
"""What its first file is called in a folder of its own."""

_QUOTES = ("number", "kind", "words", "name", "handle", "at", "permalink", "lang", "platform",
    "key", "section")  # fmt: skip
_PEOPLE = ("name", "handle", "platform", "quotes")
_CODES = ("file", "field", "type", "meaning")
_TABLES = {"quotes.csv": _QUOTES, "people.csv": _PEOPLE, "codebook.csv": _CODES}
_KINDS = {"number": "integer", "quotes": "integer"}
_MEDIA = {".json": "application/json", ".csv": "text/csv", ".png": "image/png",
    ".jpg": "image/jpeg"}  # fmt: skip


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the story as JSON, then tables, figures, schema, pictures, package and checksums."""
    found, pictures = prepared(story)
    files: dict[PurePosixPath, bytes] = {
        PurePosixPath(name + SUFFIX): _json(_story(found, story.zone)),
        PurePosixPath("quotes.csv"): b"".join(table([_QUOTES, *_quote_rows(found)])),
        PurePosixPath("people.csv"): b"".join(table([_PEOPLE, *_people_rows(found)])),
        PurePosixPath("facts.json"): _json(_facts(story)),
        PurePosixPath("codebook.csv"): b"".join(table([_CODES, *_code_rows(story)])),
        PurePosixPath("story.schema.json"): resource("schemas/story.schema.json").read_bytes(),
        PurePosixPath("record.json"): inert_json(story_record(story, pictures)).encode(),
        **dict(found.files("pictures")),
    }
    files[PurePosixPath("datapackage.json")] = _json(_package(found, files))
    sums = (f"{sha256(content).hexdigest()}  {path}\n" for path, content in files.items())
    files[PurePosixPath("SHA256SUMS")] = "".join(sums).encode()
    yield from files.items()


def _json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2) + b"\n"


def _story(found: Manuscript, zone: str) -> dict[str, Any]:
    return {
        "format": "curator-story",
        "version": 1,
        "title": found.title,
        "zone": zone,
        "topics": found.topics,
        "days": [day.isoformat() for day in found.days or ()],
        "pieces": [_piece(piece) for piece in found.pieces],
        "small_print": found.small_print,
    }


def _piece(piece: Piece) -> dict[str, Any]:
    match piece:
        case Head(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Prose(text):
            return {"kind": "prose", "markdown": text}
        case Quoted():
            return _quote(piece)
        case Listing():
            items = [
                {"value": i.strong, "words": i.words, "address": i.address, "note": i.note}
                for i in piece.items
            ]
            return {"kind": "list", "of": piece.kind, "sentences": piece.sentences,
                "items": items, "others": piece.others, "scope": piece.scope}  # fmt: skip
        case Table():
            return {"kind": "table", "title": piece.title, "description": piece.alt,
                "columns": piece.over, "rows": piece.rows, "scope": piece.scope}  # fmt: skip
        case Pictured() | Rule():
            shown = {"pictures": _pictures(piece.pictures)} if isinstance(piece, Pictured) else {}
            return {"kind": "pictures" if shown else "rule", **shown}


def _quote(quote: Quoted) -> dict[str, Any]:
    return {
        "kind": quote.kind,
        "words": quote.words,
        "name": quote.by.name,
        "handle": quote.by.handle,
        "at": quote.when.machine,
        "when": quote.when.words,
        "platform": quote.post.platform,
        "key": "" if quote.hidden or is_masked(quote.post.key) else quote.post.key,
        "permalink": quote.permalink,
        "lang": quote.lang,
        "pictures": _pictures(quote.pictures),
    }


def _pictures(shown: Iterable[Shown]) -> list[dict[str, str]]:
    return [
        {
            "file": f"pictures/{each.name}" if each.picture else "",
            "alt": each.alt,
            "note": each.note,
        }
        for each in shown
    ]


def _quote_rows(found: Manuscript) -> Iterator[Sequence[str]]:
    section, number = "", 0
    for piece in found.pieces:
        if isinstance(piece, Head):
            section = piece.text
        elif isinstance(piece, Quoted):
            number += 1
            told = _quote(piece) | {"number": number, "section": section}
            yield [str(told[column]) for column in _QUOTES]


def _people_rows(found: Manuscript) -> Iterator[Sequence[str]]:
    counts: dict[tuple[str, str, str], int] = {}
    for quote in found.quotes:
        key = (quote.by.name, quote.by.handle, quote.post.platform)
        counts[key] = counts.get(key, 0) + 1
    for key, count in counts.items():
        yield (*key, str(count))


def _facts(story: Story) -> list[dict[str, Any]]:
    """Return the figures with definitions, scopes and gaps."""
    return [
        {
            "name": figure.name,
            "value": one_line(figure.value),
            "label": one_line(figure.label),
            "definition": one_line(figure.definition),
            "missing": one_line(figure.missing),
            "low": figure.low,
            "high": figure.high,
            "scope": one_line(block.scope.words),
        }
        for block in story.blocks
        if isinstance(block, Facts)
        for figure in block.figures
    ]


def _package(found: Manuscript, files: dict[PurePosixPath, bytes]) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": slug(found.title, "recap"),
        "title": found.title,
        "resources": [
            _described(number, path, content)
            for number, (path, content) in enumerate(files.items(), start=1)
        ],
    }


def _described(number: int, path: PurePosixPath, content: bytes) -> dict[str, Any]:
    columns = _TABLES.get(path.as_posix())
    told: dict[str, Any] = {
        "name": f"{number}-{slug(path.as_posix(), 'file')}",
        "path": path.as_posix(),
        "format": path.suffix.removeprefix("."),
        "mediatype": _MEDIA[path.suffix],
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }
    if path.suffix == ".json":
        told["type"] = "json"  # else frictionless takes story.schema.json for a schema of tables
    if columns:
        told |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
        told["schema"] = {"fields": _fields(path.as_posix())}
    return told


def _fields(file: str) -> list[dict[str, str]]:
    meant = _meanings()
    return [
        {"name": column, "type": _KINDS.get(column, "string"), "description": meant[file, column]}
        for column in _TABLES[file]
    ]


def _code_rows(story: Story) -> Iterator[Sequence[str]]:
    """Yield each column of the tables, and each figure, with its type and what it means."""
    for file in ("quotes.csv", "people.csv"):
        for field in _fields(file):
            yield file, field["name"], field["type"], field["description"]
    for figure in _facts(story):
        yield "facts.json", figure["name"] or figure["label"], "string", figure["definition"]


def _meanings() -> dict[tuple[str, str], str]:
    """Return what the columns of the tables mean."""
    quotes = (
        tr("Place of the quote in the story, from 1"),
        tr("quote, or pull for a part of a post that stands out"),
        tr("The words as they are shown"),
        tr("Name, or how the person agreed to be called"),
        tr("Handle, where it is shown"),
        tr("When it was posted, in ISO 8601; a day where the time is not known"),
        tr("Address of the post, where it is shown"),
        tr("Language as the archive tells it"),
        tr("Where it was posted"),
        tr("The platform’s own name of the post, where it is shown"),
        tr("The heading above it"),
    )
    people = (
        tr("Name, or how the person agreed to be called"),
        tr("Handle, where it is shown"),
        tr("Where they posted"),
        tr("How many quotes of theirs the story has"),
    )
    codes = (
        tr("The file"),
        tr("The column, or the figure"),
        tr("Its type"),
        tr("What it means"),
    )
    return {
        (file, column): meaning
        for (file, columns), told in zip(_TABLES.items(), (quotes, people, codes), strict=True)
        for column, meaning in zip(columns, told, strict=True)
    }
