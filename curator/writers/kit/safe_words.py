"""Text and addresses from an archive, made safe for published files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from curator.model import CUT, Piece, Post

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_ADDRESS_FIRST = re.compile(r"\s*https?:", re.IGNORECASE)
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NO_LANGUAGE = {"und", "art", "zxx", "mul", "mis"}
_OLD_LANGUAGES = {"in": "id", "iw": "he", "ji": "yi", "no": "nb"}
_SCHEMES = {"http", "https"}
_NOT_IN_ADDRESS = re.compile('[\x00-\x20\x7f-\xa0\u2028\u2029<>"\\\\^`{|}]')


UNSEEN = "\u2060"
"""A word joiner: keeps editors from embedding an address at the start of a quote."""


class Run(NamedTuple):
    """A run of a post: plain (''), 'hashtag', 'mention' or 'link'."""

    text: str
    kind: str
    address: str
    """The target of a link; empty for anything else, and for addresses outside the web."""


def clean(text: str) -> str:
    """Return text without control characters, with uniform line breaks."""
    text = _SURROGATE.sub("\ufffd", _BREAKS.sub("\n", text))
    return _UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """Return text on one line, its spaces single."""
    return " ".join(clean(text).split())


def name_of(text: str) -> str:
    """Return a name on one line, without marks that affect the direction of text."""
    return one_line(_BIDI.sub("", text))


def web_address(value: str) -> str:
    """Return an address if it is clearly a web address, otherwise ''."""
    value = value.strip()
    if _NOT_IN_ADDRESS.search(value) or _SURROGATE.search(value):
        return ""
    try:
        parts = urlsplit(value)
        known = parts.scheme.lower() in _SCHEMES and parts.hostname
    except ValueError:
        return ""
    if not known:
        return ""
    scheme, site, rest = value.partition(parts.netloc)
    return scheme + site + rest.replace("[", "%5B")  # WordPress runs the shortcodes in links too


def language(code: str) -> str:
    """Return a language code valid in HTML, or ''."""
    code = _OLD_LANGUAGES.get(code.casefold(), code).replace("_", "-")
    known = _LANGUAGE.fullmatch(code) and code.casefold() not in _NO_LANGUAGE
    return code if known and code[:1] not in "qQ" else ""


def runs(post: Post) -> list[Run]:
    """Return a post's words as they are shown, run by run, links with their addresses."""
    found = [_run(piece) for piece in post.pieces()]
    if post.cut:
        found.append(Run(" " + CUT, "cut", ""))
    return [run for run in found if run.text]


def paragraphs(words: Iterable[Run]) -> list[list[list[Run]]]:
    """Return runs as paragraphs of lines of runs, without blank lines."""
    lines: list[list[Run]] = [[]]
    for run in words:
        first, *rest = run.text.split("\n")
        lines[-1].append(run._replace(text=first))
        lines.extend([run._replace(text=line)] for line in rest)
    found: list[list[list[Run]]] = [[]]
    for line in lines:
        if "".join(run.text for run in line).strip():
            found[-1].append([run for run in line if run.text])
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def begins_with_address(lines: list[list[Run]]) -> bool:
    """Tell whether a paragraph begins with an address, which editors embed when it is pasted."""
    return begins_as_address("".join(run.text for line in lines for run in line))


def begins_as_address(text: str) -> bool:
    """Tell whether a text begins with an address."""
    return bool(_ADDRESS_FIRST.match(text))


def unembedded(found: list[list[list[Run]]]) -> list[list[list[Run]]]:
    """Return paragraphs of which none but the first begins with an address.

    Behind an empty line of the paragraph before it, an address stays words.
    """
    kept: list[list[list[Run]]] = []
    for lines in found:
        if kept and begins_with_address(lines):
            kept[-1] = [*kept[-1], [], *lines]
        else:
            kept.append(lines)
    return kept


def _run(piece: Piece) -> Run:
    if piece.kind == "link":
        return Run(clean(piece.text).replace("\n", " "), "link", web_address(piece.value))
    return Run(clean(piece.text), piece.kind, "")
