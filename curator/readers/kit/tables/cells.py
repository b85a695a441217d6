"""Links and pictures in the cells of table rows.

Programs write them in columns of many shapes: side by side, separated by blanks or commas, or as
JSON, of which a sheet may have cut the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from curator.model import Media, MediaKind, Span
from curator.readers.kit.ids.ids import key_in
from curator.readers.kit.tables.columns import column
from curator.readers.kit.tables.survey import NOTHING

_ADDRESS = re.compile(r"""https?://[^\s"'<>,\[\]{}]{4,2000}""", re.ASCII)
_PAGE = re.compile(r"/(?:photo|video|status(?:es)?)/")
_FILM = re.compile(r"\.(?:mp4|m3u8|mov|webm)(?:\?|$)", re.IGNORECASE)
_SHORT = re.compile(r"https?://t\.co/[0-9A-Za-z]{1,40}", re.ASCII)
_COMMA = re.compile(r",(?=https?://)", re.ASCII)
_OWN_PAGE = re.compile(r"/status/\d{1,20}/(?:photo|video)/\d", re.ASCII)
_WHERE = ("media_url_https", "original", "fullUrl", "url", "preview_image_url", "thumbnail")
_ALT = ("alt_text", "ext_alt_text", "altText")
_KINDS: Mapping[object, MediaKind] = {"video": "video", "animated_gif": "gif"}


_LINKS = ("urls_expanded_url urls_expanded expanded_urls urls entities.urls", "links outlinks")
"""The columns of links, of which a table may have two kinds."""

_TAG = re.compile(r"[#＃]?([^\W\d_]\w{0,138}|\d{1,20}[^\W\d_]\w{0,118})")
_BETWEEN = re.compile(r"[\s,;|]+")


class Attached:
    """Finds links and pictures in the rows of one table."""

    def __init__(self, header: Sequence[str], media: str = "") -> None:
        def at(names: str) -> int:
            return index(header, names)

        self._media = header.index(media) if media else -1
        self._urls = at("urls")
        self._expanded = at("expanded_urls")
        self._listed = at("entities.urls")
        self._entities = at("entities_str")
        self._tags = at("hashtags entities.hashtags hashtags_text")
        self._links = [place for names in _LINKS if (place := at(names)) not in (-1, self._media)]
        self._pairs = [
            (at("urls_t.co"), at("urls_expanded_url urls_expanded")),
            (at("media_t.co"), -1),
            (at("ext_media_t.co"), -1),
            (at("tcooutlinks"), at("outlinks")),
        ]

    @property
    def overflow_column(self) -> int:
        """The column to which cells too many belong, or -1: old archives have one per address."""
        return self._expanded

    def find_overflow(self, cells: Sequence[str], more: int) -> int:
        """Return the column of links that has run over into the cells behind it, or -1."""
        for at in self._links:
            if all(each.strip().startswith("http") for each in cells[at : at + 1 + more]):
                return at
        return -1

    def entities(self, cells: Sequence[str]) -> dict[str, Any] | None:
        """Return what stands in the words, where a row tells it in Twitter's own way."""
        found = parsed(filled(cells, self._entities))
        return found if isinstance(found, dict) and found else None

    def addresses(self, cells: Sequence[str], text: str) -> dict[str, str]:
        """Return where the short addresses in a row lead; those of pictures to ''."""
        if self._listed >= 0:
            return _targets_listed(filled(cells, self._listed))
        known: dict[str, str] = {}
        for short, whole in self._pairs:
            shorts = _addresses(filled(cells, short))
            wholes = [""] * len(shorts) if whole < 0 else _addresses(filled(cells, whole))
            if len(shorts) == len(wholes):
                known.update(zip(shorts, wholes, strict=True))
        return known or self._in_order(cells, text)

    def extra_spans(
        self, cells: Sequence[str], text: str, spans: Sequence[Span], quoted: str
    ) -> tuple[Span, ...]:
        """Return the hashtags and links that a row tells, and that its words do not hold.

        Some programs take addresses out of the words, and old ones cut these.
        """
        found: list[Span] = []
        end = len(text)
        if tags := filled(cells, self._tags):
            known = {span.value.casefold() for span in spans if span.kind == "hashtag"}
            fresh = (tag for tag in _tags_in(tags) if tag.casefold() not in known)
            found += [Span("hashtag", end, end, tag) for tag in dict.fromkeys(fresh)]
        if self._links:
            links = [span.value for span in spans if span.kind == "link"]
            if not any(_SHORT.fullmatch(link) for link in links) or text.endswith("…"):
                fresh = (link for link in self._listed_links(cells, quoted) if link not in links)
                found += [Span("link", end, end, link) for link in dict.fromkeys(fresh)]
        return tuple(found)

    def _listed_links(self, cells: Sequence[str], quoted: str) -> Iterator[str]:
        """Yield the addresses that the columns of links hold, whole ones only."""
        for at in self._links:
            cell = filled(cells, at)
            for link in (
                _targets_listed(cell).values() if cell.startswith("[{") else _ADDRESS.findall(cell)
            ):
                link = link.rstrip("|;")  # noqa: PLW2901  which some programs put between them
                is_own = _OWN_PAGE.search(link) or _SHORT.fullmatch(link)
                if link and not is_own and not (quoted and key_in(link) == quoted):
                    yield link

    def pictures(self, cells: Sequence[str]) -> tuple[Media, ...]:
        """Return the pictures and films of a row."""
        cell = filled(cells, self._media)
        if cell.startswith("[{") and isinstance(listed := parsed(cell), list):
            return tuple(filter(None, map(_medium, listed)))
        if "://" in cell:
            found = dict.fromkeys(_ADDRESS.findall(cell))
            if media := tuple(Media(_kind(a), url=a) for a in found if not _PAGE.search(a)):
                return media
        if '"media"' not in filled(cells, self._entities):
            return ()
        within = (self.entities(cells) or {}).get("media")
        return tuple(filter(None, map(_medium, within if isinstance(within, list) else ())))

    def _in_order(self, cells: Sequence[str], text: str) -> dict[str, str]:
        """Pair the short addresses in a text with the whole ones beside it, if none is missing.

        So twarc 1 writes them: those of links first, then those of pictures, which stand last.
        """
        shorts = list(dict.fromkeys(_SHORT.findall(text)))
        if self._expanded >= 0:
            wholes = list(dict.fromkeys(_COMMA.split(filled(cells, self._expanded))))
            goals = ["" if _OWN_PAGE.search(whole) else whole for whole in wholes]
        else:
            pictures = filled(cells, self._media).split() if self._urls >= 0 else []
            goals = filled(cells, self._urls).split() + [""] * len(pictures)
        return dict(zip(shorts, goals, strict=True)) if len(shorts) == len(goals) else {}


def index(header: Sequence[str], names: str) -> int:
    """Return the index of the column with one of these names, or -1."""
    name = column(header, names) if names else ""
    return header.index(name) if name else -1


def filled(cells: Sequence[str], at: int) -> str:
    """Return the content of a cell; '' if it is empty or the column is missing."""
    if at < 0:
        return ""
    cell = cells[at].strip()
    return "" if cell in NOTHING else cell


def parsed(cell: str) -> Any:
    """Return the JSON in a cell, None if it is none or was cut."""
    try:
        return orjson.loads(cell)
    except ValueError:
        return None


def _tags_in(cell: str) -> Iterator[str]:
    """Yield the hashtags in a cell: side by side, or as JSON or Python writes a list."""
    listed = parsed(cell) if cell.startswith("[") else None
    if isinstance(listed, list):
        names = [
            (each.get("tag") or each.get("text")) if isinstance(each, dict) else each
            for each in listed
        ]
        words = [name for name in names if isinstance(name, str)]
    else:
        words = [word.strip("[]'\"") for word in _BETWEEN.split(cell)]
    for word in words:
        if found := _TAG.fullmatch(word):
            yield found[1]


def _addresses(cell: str) -> list[str]:
    """Return the addresses in a cell, side by side or as Python writes a list."""
    return _ADDRESS.findall(cell) if cell.startswith("[") else cell.split()


def _targets_listed(cell: str) -> dict[str, str]:
    """Return where addresses lead that a cell lists as JSON."""
    listed = parsed(cell)
    found: dict[str, str] = {}
    for each in listed if isinstance(listed, list) else ():
        short, whole = (
            (each.get("url"), each.get("expanded_url")) if isinstance(each, dict) else (0, 0)
        )
        if isinstance(short, str) and isinstance(whole, str):
            found[short] = "" if _OWN_PAGE.search(whole) else whole
    return found


def _medium(media: object) -> Media | None:
    """Return one picture or film that is told as JSON."""
    if not isinstance(media, dict):
        return None
    where = next((v for n in _WHERE if isinstance(v := media.get(n), str) and "://" in v), "")
    alt = next((v for n in _ALT if isinstance(v := media.get(n), str)), "")
    kind = _KINDS.get(media.get("type")) if isinstance(media.get("type"), str) else None
    return Media(kind or _kind(where), url=where, alt=alt) if where else None


def _kind(address: str) -> MediaKind:
    return "video" if _FILM.search(address) else "image"
