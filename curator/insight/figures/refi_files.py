"""The codebook and the coded posts as REFI-QDA (.qdc, .qdpx), which programs for coding exchange.

A project is a zip: `project.qde` names the codes, and for every source which stretch of its text
has which code; `Sources/` holds the texts. Positions count Unicode code points from 0; the end is
the first position after the stretch. See the standard's Project.xsd of March 2019, version 1.0.
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree import ElementTree as ET

from curator.errors import CuratorError
from curator.i18n import tr
from curator.insight.figures.codebook_tables import Code
from curator.insight.figures.tag_colours import COLOURS

_BOOK, _PROJECT = "urn:QDA-XML:codebook:1.0", "urn:QDA-XML:project:1.0"
_ORIGIN = "Curator"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of files in the zip, so that the same project is the same file."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A post in the text of a source, with its codes."""

    key: str
    """What names the post the same in every export, or, of who is not named, its place."""

    start: int
    end: int
    codes: tuple[str, ...]
    """The names of the codes."""


@dataclass(slots=True)
class Source:
    """The text of one chat, written post by post, and which posts in it have codes."""

    key: str
    title: str
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    selections: list[Selection] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the whole text."""
        return "".join(self._parts)

    def add(self, key: str, head: str, words: str, codes: Sequence[str]) -> None:
        """Append a post: a line that says whose it is, and its words, which have the codes.

        key: what names the post, or '' if that is not to be known.
        """
        head, words = (_LINE_ENDS.sub("\n", part) for part in (head, words))
        self._write(f"{head}\n")
        start = self._length
        self._write(words)
        if codes and words:
            self.selections.append(Selection(key or str(start), start, self._length, tuple(codes)))
        self._write("\n\n")

    def _write(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)


def codebook_file(codes: Iterable[Code]) -> bytes:
    """Return a codebook as a .qdc file."""
    root = ET.Element("CodeBook", {"xmlns": _BOOK, "origin": _ORIGIN})
    _add_codes(root, list(codes))
    return _written(root)


def project_file(
    name: str,
    codes: Iterable[Code],
    sources: Iterable[Source],
    made: datetime,
) -> bytes:
    """Return coded posts as a .qdpx file; made: when it is exported."""
    user, time = _guid("user"), made.isoformat(timespec="seconds").replace("+00:00", "Z")
    root = ET.Element(
        "Project",
        {
            "xmlns": _PROJECT, "name": _clean(name), "origin": _ORIGIN,
            "creatingUserGUID": user, "creationDateTime": time,
        },
    )  # fmt: skip
    users = ET.SubElement(root, "Users")
    ET.SubElement(users, "User", {"guid": user, "name": _ORIGIN})
    _add_codes(ET.SubElement(root, "CodeBook"), list(codes))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        texts = ET.Element("Sources")
        for source in sources:
            guid = _guid("source", source.key)
            _add_source(texts, source, guid, {"creatingUser": user, "creationDateTime": time})
            _pack(packed, f"Sources/{guid}.txt", source.text.encode("utf-8", "replace"))
        if len(texts):
            root.append(texts)
        _pack(packed, "project.qde", _written(root))
    return content.getvalue()


def _add_source(texts: ET.Element, source: Source, guid: str, by: dict[str, str]) -> None:
    made = ET.SubElement(
        texts,
        "TextSource",
        {
            "guid": guid, "name": _clean(source.title),
            "plainTextPath": f"internal://{guid}.txt", **by,
        },
    )  # fmt: skip
    text = source.text
    for each in source.selections:
        key = (source.key, each.key)
        selection = ET.SubElement(
            made,
            "PlainTextSelection",
            {
                "guid": _guid("selection", *key),
                "name": _clean(" ".join(text[each.start : each.end].split())[:60]),
                "startPosition": str(each.start), "endPosition": str(each.end), **by,
            },
        )  # fmt: skip
        for code in each.codes:
            coding = ET.SubElement(
                selection, "Coding", {"guid": _guid("coding", *key, code), **by}
            )
            ET.SubElement(coding, "CodeRef", {"targetGUID": _guid("code", code.casefold())})


def _add_codes(above: ET.Element, codes: list[Code]) -> None:
    """Add the tree of codes; the standard allows no empty one."""
    if not codes:
        raise CuratorError(tr("There are no tags to write. Tag a post first."))
    _add_below(ET.SubElement(above, "Codes"), codes, ())


def _add_below(above: ET.Element, codes: list[Code], path: tuple[str, ...]) -> None:
    for code in codes:
        if code.path != path:
            continue
        about = {
            "guid": _guid("code", code.name.casefold()),
            "name": _clean(code.name),
            "isCodable": "true",
        }
        if code.colour in COLOURS:
            about["color"] = COLOURS[code.colour]
        made = ET.SubElement(above, "Code", about)
        if code.definition:
            ET.SubElement(made, "Description").text = _clean(code.definition)
        _add_below(made, codes, (*path, code.name))


def _guid(*parts: str) -> str:
    """Return the id of a thing: the same in every export, so that imports can be compared."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "\0".join(("curator", *parts))))


def _clean(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    written: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return written


def _pack(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    file = zipfile.ZipInfo(name, _EARLIEST)
    file.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(file, content)
