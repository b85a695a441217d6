"""Citations of the quoted posts, for Zotero, EndNote, LaTeX and pandoc: RIS, CSL-JSON, BibTeX.

A post has no title: as styles want it, its first twenty words stand for one. Names are not
taken apart into first and last ones, since a guess would put somebody under a wrong letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final, Literal

import orjson

from curator.i18n import tr
from curator.model import CUT, Story
from curator.writers.kit.excerpts import quotes_alone
from curator.writers.kit.manuscript import Quoted, manuscript
from curator.writers.kit.names import slug
from curator.writers.kit.safe_words import one_line

TITLE = "Citations"
HINT = "RIS, CSL-JSON, BibTeX"
GROUP: Final = "data"
SUFFIX = ".ris"
WHOLE = False

_WORDS = 20
"""Words of a post that serve as its title."""

_TAG = re.compile(r"<(?=/?(?:i|b|su[bp]|span|sc)\b)", re.IGNORECASE)
_BROKEN = "<\u2060"
"""A word joiner, so that citation styles do not interpret a tag in a post."""

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$",
    "#": r"\#", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_PLATFORMS = {"twitter": "Twitter", "mastodon": "Mastodon", "bluesky": "Bluesky",
    "youtube": "YouTube", "whatsapp": "WhatsApp", "irc": "IRC"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """The bibliographic data of a post."""

    key: str
    author: str
    title: str
    words: str
    day: tuple[int, int, int]
    address: str
    platform: str
    genre: str


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the citations as RIS, as CSL-JSON and as BibTeX."""
    found = citations(story)
    yield PurePosixPath(name + SUFFIX), _as_ris(found)
    yield PurePosixPath(f"{name}.csl.json"), _as_csl(found)
    yield PurePosixPath(f"{name}.bib"), _as_bibtex(found)


def excerpt(story: Story) -> Story:
    """Return what is shown of a story: the words of its quotes."""
    return quotes_alone(story)


class CitationFormat:
    """One of the formats by itself: a writer, like this module."""

    HINT = ""
    GROUP: Literal["page", "blog", "mail", "documents", "data"] = GROUP
    WHOLE = False

    def __init__(self, name: str, title: str, suffix: str) -> None:
        self.__name__ = name
        self.TITLE, self.SUFFIX = title, suffix

    def write(self, story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
        """Yield the citations in this format."""
        yield PurePosixPath(name + self.SUFFIX), _FORMATTED[self.__name__](citations(story))

    def excerpt(self, story: Story) -> Story:
        """Return what is shown of a story: the words of its quotes."""
        return quotes_alone(story)


FORMATS = (
    CitationFormat("ris", "RIS", ".ris"),
    CitationFormat("csl", "CSL-JSON", ".json"),
    CitationFormat("bibtex", "BibTeX", ".bib"),
)
"""The formats, each as a target of the command line."""


def citations(story: Story) -> list[Citation]:
    """Return a citation for each quoted post, in the order in which they are quoted."""
    quotes: dict[tuple[str, str], Quoted] = {}
    for quote in manuscript(story).quotes:
        quotes.setdefault((quote.post.platform, quote.post.key), quote)
    used: Counter[str] = Counter()
    return [_citation(quote, used) for quote in quotes.values()]


def _citation(quote: Quoted, used: Counter[str]) -> Citation:
    year, month, day = (int(part) for part in quote.when.machine[:10].split("-"))
    stem = f"{slug(quote.by.handle or quote.by.name, 'post')}{year}"
    used[stem] += 1
    words = one_line(quote.post.shown)
    platform = quote.post.platform
    return Citation(
        stem if used[stem] == 1 else f"{stem}-{used[stem]}",
        quote.credit,
        _title(words),
        words + (f" {CUT}" if quote.post.cut else ""),
        (year, month, day),
        quote.permalink,
        _PLATFORMS.get(platform, platform.capitalize()),
        tr("Tweet") if platform == "twitter" else tr("Post"),
    )


def _title(words: str) -> str:
    """Return the first words of a post, with an ellipsis if there are more."""
    first = words.split(" ")
    return words if len(first) <= _WORDS else " ".join((*first[:_WORDS], "…"))


def _as_ris(found: list[Citation]) -> bytes:
    return "".join(map(_ris, found)).encode()


def _as_csl(found: list[Citation]) -> bytes:
    return orjson.dumps([_csl(each) for each in found], option=orjson.OPT_INDENT_2) + b"\n"


def _as_bibtex(found: list[Citation]) -> bytes:
    return "\n".join(map(_bibtex, found)).encode()


_FORMATTED = {"ris": _as_ris, "csl": _as_csl, "bibtex": _as_bibtex}


def _ris(each: Citation) -> str:
    year, month, day = each.day
    fields = [
        ("TY", "ELEC"),
        ("ID", each.key),
        ("AU", each.author),
        ("TI", each.title),
        ("PY", str(year)),
        ("DA", f"{year}/{month:02}/{day:02}/"),
        ("PB", each.platform),
        ("M3", each.genre),
        ("AB", each.words),
        ("UR", each.address),
        ("ER", ""),
    ]
    lines = (f"{tag}  - {one_line(value)}" for tag, value in fields if value or tag == "ER")
    return "\r\n".join(lines) + "\r\n\r\n"


def _csl(each: Citation) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": each.key,
        "type": "post",
        "author": [{"literal": each.author}],
        "title": f'<span class="nocase">{_TAG.sub(_BROKEN, each.title)}</span>',
        "abstract": each.words,
        "issued": {"date-parts": [list(each.day)]},
        "container-title": each.platform,
        "genre": each.genre,
    }
    return found | ({"URL": each.address} if each.address else {})


def _bibtex(each: Citation) -> str:
    year, month, day = each.day
    fields = {
        "author": f"{{{_tex(each.author)}}}",
        "title": f"{{{_tex(each.title)}}}",
        "date": f"{year:04}-{month:02}-{day:02}",
        "organization": _tex(each.platform),
        "type": _tex(each.genre),
        "abstract": _tex(each.words),
        "url": each.address.replace("%", r"\%"),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@online{{{each.key},\n{lines}\n}}\n"


def _tex(text: str) -> str:
    return re.sub(r"[\\{}%&$#_^~]", lambda found: _SPECIAL[found[0]], text)
