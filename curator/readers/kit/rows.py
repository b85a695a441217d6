"""Rows of a table into posts, by what each column holds and the whole table proves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import orjson

from curator.i18n import tr
from curator.model import Author, Media, MediaKind, Post, Precision, Skipped, Span
from curator.readers.kit import ids
from curator.readers.kit.columns import column
from curator.readers.kit.delimited import Row
from curator.readers.kit.reposts import Reposts, Said
from curator.readers.kit.spans import read_spans, unescaped
from curator.readers.kit.survey import NOTHING, Survey, bare_handle, own_id, owner
from curator.readers.kit.words import find_spans

UNKNOWN = "?"
"""The handle where a whole table names nobody: nobody can be called so."""

_COUNT = re.compile(r"(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.0{1,6})?", re.ASCII)
_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?", re.ASCII)
_NO_LANG = frozenset({"und", "zxx"})
_ADDRESS = re.compile(r"""https?://[^\s"'<>,\[\]{}]{4,2000}""", re.ASCII)
_PAGE = re.compile(r"/(?:photo|video|status(?:es)?)/")
_FILM = re.compile(r"\.(?:mp4|m3u8|mov|webm)(?:\?|$)", re.IGNORECASE)
_SHORT = re.compile(r"https?://t\.co/[0-9A-Za-z]{1,40}", re.ASCII)
_CUT = re.compile(r"…(?:\s{0,9}https?://t\.co(?:/\w{1,40})?)?\s{0,9}\Z", re.ASCII)
_COMMA = re.compile(r",(?=https?://)", re.ASCII)
_OWN_PAGE = re.compile(r"//twitter\.com/\w{1,50}/status/\d{1,20}/(?:photo|video)/\d", re.ASCII)
_FAR = timedelta(days=2)


class UnreadableError(Exception):
    """A row is no post; the message is the sentence that says why."""


class Maker:
    """Makes posts of the rows of one table."""

    def __init__(
        self,
        header: Sequence[str],
        columns: Mapping[str, str],
        survey: Survey,
        handle: str = "",
    ) -> None:
        self._survey = survey
        self._width = len(header)
        self._at = {field: header.index(name) for field, name in columns.items()}
        self._text = self._at["text"]
        self._platform = "twitter" if survey.is_twitter else "table"
        self._has_ids = survey.has_ids
        self._owner = handle
        self._names_people = "handle" in self._at or "name" in self._at
        self._reposts = Reposts(header)
        self._authors: dict[tuple[str, ...], Author] = {}
        self._reply_handle = _index(
            header, "in_reply_to_screen_name reply_to_screen_name replyToSN in_reply_to_username"
        )
        self._urls = _index(header, "urls")
        self._expanded = _index(header, "expanded_urls")
        self._truncated = _index(header, "truncated")
        self._entities = _index(header, "entities_str")
        self._links = [
            (_index(header, "urls_t.co"), _index(header, "urls_expanded_url urls_expanded")),
            (_index(header, "media_t.co"), None),
            (_index(header, "ext_media_t.co"), None),
        ]

    def post(self, row: Row) -> Post | Skipped:
        """Return the post in a row, or what is wrong with it."""
        try:
            return self._post(row.place, self._fitted(row.cells))
        except UnreadableError as error:
            return row.skipped(str(error))

    def _post(self, place: str, cells: Sequence[str]) -> Post:
        handle = self._handle(cells)
        said = self._said(cells)
        media = self._media(cells) or self._pictured(cells)
        if not said.text and not media:
            raise UnreadableError(tr("The post has no words."))
        key, raw_id, clock = self._key(cells, handle)
        at, precision = self._when(cells, clock)
        text, spans = self._words(cells, said)
        is_repost = said.is_repost
        key = key or ids.made_key(handle, at, text)
        return Post(
            platform=self._platform,
            key=key,
            author=self._author(cells, handle),
            at=at,
            text=text,
            precision=precision,
            url=self._url(cells, handle, key),
            lang=self._lang(cells),
            reply_to="" if is_repost else self._other(self._cell(cells, "reply_to")),
            reply_handle=bare_handle(_cell(cells, self._reply_handle)),
            quote_of=self._other(said.quote_of),
            repost_of=self._other(said.repost_of),
            spans=spans,
            media=media,
            likes=None if is_repost else _number(self._cell(cells, "likes")),
            reposts=None if is_repost else _number(self._cell(cells, "reposts")),
            replies=None if is_repost else _number(self._cell(cells, "replies")),
            raw_id=raw_id,
            cut=self._is_cut(cells, said),
            place=place,
        )

    def _fitted(self, cells: list[str]) -> list[str]:
        """Return a row's cells, as many as there are columns."""
        if len(cells) == self._width or not any(cells[self._width :]):
            return cells
        if self._expanded == self._width - 1:  # old archives have a cell for each address
            return [*cells[: self._expanded], ",".join(cells[self._expanded :])]
        if self._text != self._width - 1:
            raise UnreadableError(tr("The row has more cells than the table has columns."))
        return [*cells[: self._text], ",".join(cells[self._text :])]

    def _cell(self, cells: Sequence[str], field: str) -> str:
        at = self._at.get(field)
        if at is None:
            return ""
        cell = cells[at]
        return "" if cell in NOTHING else cell

    def _handle(self, cells: Sequence[str]) -> str:
        """Return who wrote it: by handle, permalink or name, or else whose archive it is."""
        handle = (
            bare_handle(self._cell(cells, "handle"))
            or (owner(self._cell(cells, "url")) if self._has_ids else "")
            or self._cell(cells, "name").strip()
        )
        if not handle and self._names_people:
            raise UnreadableError(tr("The post has no author."))
        return handle or self._owner or UNKNOWN

    def _said(self, cells: Sequence[str]) -> Said:
        text = self._cell(cells, "text").strip()
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not self._reposts.may_be:
            return Said(text)
        said = self._reposts.read(cells, text)
        if said is None:
            raise UnreadableError(tr("The row repeats the words of somebody it does not name."))
        return said

    def _words(self, cells: Sequence[str], said: Said) -> tuple[str, tuple[Span, ...]]:
        """Return the text as it was written, and what stands in it."""
        text = said.text
        if self._entities >= 0 and (entities := _parsed(cells[self._entities])):
            return read_spans(text, entities, "")
        if self._survey.is_escaped:
            text = unescaped(text)
        return text, find_spans(text, self._addresses(cells, text) if "://t.co/" in text else None)

    def _addresses(self, cells: Sequence[str], text: str) -> dict[str, str]:
        """Return where the short addresses in a row lead, as far as its columns tell."""
        known: dict[str, str] = {}
        for short, whole in self._links:
            shorts = _cell(cells, short).split()
            wholes = [""] * len(shorts) if whole is None else _cell(cells, whole).split()
            if len(shorts) == len(wholes):
                known.update(zip(shorts, wholes, strict=True))
        return known or self._in_order(cells, text)

    def _in_order(self, cells: Sequence[str], text: str) -> dict[str, str]:
        """Pair the short addresses in a text with the whole ones beside it, if none is missing.

        So twarc 1 writes them: those of links first, then those of pictures, which stand last.
        """
        shorts = list(dict.fromkeys(_SHORT.findall(text)))
        if self._expanded >= 0:
            return _paired(shorts, _cell(cells, self._expanded))
        wholes = _cell(cells, self._urls).split()
        pictures = self._cell(cells, "media").split() if self._urls >= 0 else []
        if len(shorts) != len(wholes) + len(pictures):
            return {}
        return dict(zip(shorts, wholes + [""] * len(pictures), strict=True))

    def _key(self, cells: Sequence[str], handle: str) -> tuple[str, str, datetime | None]:
        """Return the key, the id as found if it was damaged, and the time the id tells."""
        if not self._has_ids:
            return "", "", None
        raw, url = self._cell(cells, "id"), self._cell(cells, "url")
        linked = own_id(url, handle)
        key, found = ids.repaired(raw, url if linked else "")
        clock = ids.time_of(key) if key else None
        if key and not linked and self._survey.is_rounded and ids.is_round(key):
            return "", raw.strip()[:40], clock
        return key, found, clock

    def _when(self, cells: Sequence[str], clock: datetime | None) -> tuple[datetime, Precision]:
        """Return when it was said: by the row, made exact by the id's own clock."""
        text = self._survey.time(cells)
        dates = self._survey.dates
        local = dates.local(text) if text else None
        known = dates.placed(local) if local else None
        if known is None or local is None:
            if clock:
                return clock, "second"
            if text:
                raise UnreadableError(tr("The time cannot be read: “{time}”.", time=text[:40]))
            raise UnreadableError(tr("The post has no time."))
        is_vague = local.precision != "second" or not local.at.tzinfo
        if clock and is_vague and abs(known.at - clock) < _FAR:
            return clock, "second"
        return known

    def _author(self, cells: Sequence[str], handle: str) -> Author:
        name = self._cell(cells, "name").strip()
        followers = self._cell(cells, "followers")
        portrait = self._cell(cells, "avatar").strip()
        facts = handle, name, followers, portrait
        author = self._authors.get(facts)
        if author is None:
            is_address = _ADDRESS.fullmatch(portrait) is not None
            author = Author(
                handle=handle,
                name=name,
                followers=_number(followers),
                avatar=Media("image", url=portrait) if is_address else None,
            )
            if len(self._authors) > 100_000:  # noqa: PLR2004  memory stays flat
                self._authors.clear()
            self._authors[facts] = author
        return author

    def _url(self, cells: Sequence[str], handle: str, key: str) -> str:
        if self._platform == "twitter":
            return ids.permalink(handle, key)
        url = self._cell(cells, "url").strip()
        return url if _ADDRESS.fullmatch(url) else ""

    def _other(self, raw: str) -> str:
        """Return the key of another post that a row names, if it can be trusted."""
        if not raw or not self._has_ids:
            return ""
        key = ids.clean(raw) or ids.key_in(raw)
        if key and self._survey.is_rounded and ids.is_round(key):
            return self._survey.true_ids.get(key, "")
        return key

    def _media(self, cells: Sequence[str]) -> tuple[Media, ...]:
        cell = self._cell(cells, "media")
        if "://" not in cell:
            return ()
        addresses = dict.fromkeys(_ADDRESS.findall(cell))
        return tuple(Media(_kind(a), url=a) for a in addresses if not _PAGE.search(a))

    def _pictured(self, cells: Sequence[str]) -> tuple[Media, ...]:
        """Return the pictures that the entities in a row tell of."""
        cell = _cell(cells, self._entities)
        found = (_parsed(cell) or {}).get("media") if '"media"' in cell else None
        if not isinstance(found, list):
            return ()
        addresses = (each.get("media_url_https") for each in found if isinstance(each, dict))
        return tuple(Media("image", url=a) for a in addresses if isinstance(a, str) and a)

    def _lang(self, cells: Sequence[str]) -> str:
        lang = self._cell(cells, "lang").strip()
        return lang if _LANG.fullmatch(lang) and lang not in _NO_LANG else ""

    def _is_cut(self, cells: Sequence[str], said: Said) -> bool:
        if said.is_whole or self._platform != "twitter":
            return False
        if _cell(cells, self._truncated).lower() == "true":
            return True
        found = _CUT.search(said.text, max(0, len(said.text) - 60))
        return found is not None and (said.is_repost or found[0].strip() != "…")


def _paired(shorts: list[str], cell: str) -> dict[str, str]:
    """Pair short addresses with the whole ones of an old archive, which repeats some."""
    wholes = list(dict.fromkeys(_COMMA.split(cell)))
    if len(shorts) != len(wholes):
        return {}
    pages = ("" if _OWN_PAGE.search(whole) else whole for whole in wholes)
    return dict(zip(shorts, pages, strict=True))


def _number(cell: str) -> int | None:
    """Return a count; None where there is none, which is not 0."""
    found = _COUNT.fullmatch(cell.strip())
    return int(found[1].replace(",", "")) if found else None


def _kind(address: str) -> MediaKind:
    return "video" if _FILM.search(address) else "image"


def _parsed(cell: str) -> dict[str, object] | None:
    """Return the entities in a cell, which a sheet may have cut."""
    try:
        value = orjson.loads(cell)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _index(header: Sequence[str], names: str) -> int:
    """Return where the column is that goes by one of the names, or -1."""
    name = column(header, names) if names else ""
    return header.index(name) if name else -1


def _cell(cells: Sequence[str], at: int) -> str:
    if at < 0:
        return ""
    cell = cells[at].strip()
    return "" if cell in NOTHING else cell
