"""Codebooks as other programs write them that are no tables: REFI-QDA and QualCoder's own text.

<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code name="roof" …><Code name="leeks" …/>

Codebook for roof.qda
Category: garden, Memo:
Code: leeks, Memo: what people say of them
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias
from xml.etree import ElementTree as ET

from curator.errors import CuratorError
from curator.i18n import tr
from curator.insight.figures.tag_colours import nearest

_BOOK = re.compile(r"\s*(?:<\?xml[^<>]*\?>\s*)?(?:<!--.*?-->\s*)?<(?:\w+:)?CodeBook\b", re.DOTALL)
_PROJECT = re.compile(r"\s*(?:<\?xml[^<>]*\?>\s*)?<(?:\w+:)?Project\b")
_LINE = re.compile(
    r"(?P<blank>\s*)(?P<kind>Category|Code):\s*(?P<name>.+?)(?:,\s*Memo:\s*(?P<memo>.*))?$"
)
_START = "codebook for "
_DEEPEST = 20
_LONGEST = 100_000

Listed: TypeAlias = tuple[str, tuple[str, ...], str, str]
"""A code: its name, the names above it, what it means, and its colour."""


def is_refi(text: str) -> bool:
    """Tell whether a file is a codebook of REFI-QDA (.qdc), or a project with one in it."""
    return bool(_BOOK.match(text) or _PROJECT.match(text))


def is_listing(text: str) -> bool:
    """Tell whether a file is what QualCoder writes as “Export codebook”."""
    return text.lstrip().casefold().startswith(_START) and "\n" in text


def refi_codes(text: str) -> Iterator[Listed]:
    """Yield the codes of a codebook of REFI-QDA."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise CuratorError(tr("This codebook declares entities of its own. It is not read."))
    try:
        root = ET.fromstring(text)  # noqa: S314  without entities it can do no harm
    except (ET.ParseError, ValueError, RecursionError) as error:
        raise CuratorError(
            tr("This codebook is damaged: its XML ends or breaks in the middle.")
        ) from error
    codes = next((each for each in root.iter() if _called(each) == "Codes"), None)
    if codes is not None:
        yield from _below(codes, ())


def listed_codes(text: str) -> Iterator[Listed]:
    """Yield the codes and categories that QualCoder lists, those inside others further right."""
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        indent = len(found["blank"].expandtabs())
        while above and above[-1][0] >= indent:
            above.pop()
        name = found["name"].strip()
        yield name, tuple(each for _, each in above), (found["memo"] or "").strip(), ""
        if found["kind"] == "Category":
            above.append((indent, name))


def _below(element: ET.Element, path: tuple[str, ...]) -> Iterator[Listed]:
    for each in element:
        name = " ".join((each.get("name") or "").split())
        if _called(each) != "Code" or not name or len(path) > _DEEPEST:
            continue
        told = (inner.text or "" for inner in each if _called(inner) == "Description")
        yield name, path, next(told, "").strip()[:_LONGEST], nearest(each.get("color") or "")
        yield from _below(each, (*path, name))


def _called(element: ET.Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]
