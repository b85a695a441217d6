"""Conversion of table rows into posts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from curator.i18n import tr
from curator.model import Post, Precision, Skipped, Span
from curator.readers.kit.archive.clock_times import Times
from curator.readers.kit.ids import ids
from curator.readers.kit.tables.cells import Attached, filled, index
from curator.readers.kit.tables.columns import is_grailbird
from curator.readers.kit.tables.dates import Moment
from curator.readers.kit.tables.delimited import Row
from curator.readers.kit.tables.id_clocks import IdClocks
from curator.readers.kit.tables.people import RowPeople, number_in
from curator.readers.kit.tables.reposts import Reposts, RowContent
from curator.readers.kit.tables.survey import NOTHING, Survey, is_all_escaped, own_id, owner
from curator.readers.kit.text.clients import is_automatic
from curator.readers.kit.text.entities import read_spans, unescaped
from curator.readers.kit.text.plain_text_entities import find_spans

UNKNOWN = "?"
"""The handle where a whole table names nobody: nobody can be called so."""

_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?", re.ASCII)
_NO_LANG = frozenset({"und", "zxx"})
_ADDRESS = re.compile(r"""https?://[^\s"'<>,\[\]{}]{4,2000}""", re.ASCII)
_EATEN = frozenset({"#NAME?", "#REF!", "#VALUE!", "#ERROR!", "#DIV/0!", "#NULL!", "#NUM!"})
_CUT = re.compile(r"…(?:\s{0,9}https?://t\.co(?:/\w{1,40})?)?\s{0,9}\Z", re.ASCII)
_BOTH = re.compile(r"@?(\w{1,15}) \(.{1,200}\)", re.ASCII)
"""A handle with the name behind it."""

_FAR = timedelta(days=2)


class UnreadableError(Exception):
    """A row is not a post; the message gives the reason."""


class RowConverter:
    """Converts the rows of one table into posts."""

    def __init__(
        self,
        header: Sequence[str],
        columns: Mapping[str, str],
        survey: Survey,
        handle: str = "",
        times: Times | None = None,
    ) -> None:
        """Handle: whose the rows are that name nobody. times: those of rows without a day."""
        self._survey, self._times = survey, times
        self.clocks = IdClocks()
        """How many times of rows and ids disagree."""

        self._is_mixed = is_grailbird(header)
        """Twitter wrote some words of its old tables as HTML does, and others as they are."""

        self._width = len(header)
        self._at = {field: header.index(name) for field, name in columns.items()}
        self._text = self._at["text"]
        self._platform = "twitter" if survey.is_twitter else "table"
        self._has_ids = survey.has_ids
        self._owner = handle
        self._names_people = "handle" in self._at or "name" in self._at
        self._reposts = Reposts(header)
        self._people = RowPeople(header, columns)
        self._conversation = index(header, "conversation_id")
        self._truncated = index(header, "truncated")
        self._client = index(header, "source app client tweet_source")
        self._attached = Attached(header, columns.get("media", ""))

    def post(self, row: Row) -> Post | Skipped:
        """Return the post of a row, or the reason why there is none."""
        try:
            return self._post(row.place, self._fitted(row.cells))
        except UnreadableError as error:
            return row.skipped(str(error))

    def _post(self, place: str, cells: Sequence[str]) -> Post:
        handle = self._handle(cells)
        said = self._content_of(cells)
        media = self._attached.pictures(cells)
        if not said.text and not media:
            raise UnreadableError(tr("The post has no words."))
        key, raw_id, clock = self._key(cells, handle)
        at, precision = self._when(cells, clock)
        text, spans = self._words(cells, said)
        spans = (*spans, *self._attached.extra_spans(cells, text, spans, said.quote_of))
        is_repost = said.is_repost
        key = key or ids.made_key(handle, at, text)
        return Post(
            platform=self._platform,
            key=key,
            author=self._people.author(cells, handle),
            at=at,
            text=text,
            precision=precision,
            url=self._url(cells, handle, key),
            lang=self._lang(cells),
            reply_to="" if is_repost else self._other(self._cell(cells, "reply_to")),
            reply_handle=self._people.answered(cells),
            quote_of=self._other(said.quote_of),
            conversation=self._thread(cells, key),
            repost_of=self._other(said.repost_of),
            spans=spans,
            media=media,
            likes=None if is_repost else number_in(self._cell(cells, "likes")),
            reposts=None if is_repost else number_in(self._cell(cells, "reposts")),
            replies=None if is_repost else number_in(self._cell(cells, "replies")),
            raw_id=raw_id,
            cut=self._is_cut(cells, said),
            place=place,
            automated=is_automatic(filled(cells, self._client)),
        )

    def _fitted(self, cells: list[str]) -> list[str]:
        """Return a row's cells, as many as there are columns."""
        if len(cells) == self._width or not any(cells[self._width :]):
            return cells
        if (last := self._attached.overflow_column) == self._width - 1:
            return [*cells[:last], ",".join(cells[last:])]
        more = len(cells) - self._width
        if (links := self._attached.find_overflow(cells, more)) >= 0:
            joined = " ".join(cells[links : links + 1 + more])
            return [*cells[:links], joined, *cells[links + 1 + more :]]
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
        handle = self._people.handle(cells)
        if self._has_ids and handle and not ids.is_handle(handle):  # a name, or both
            both = _BOTH.fullmatch(handle)
            handle = owner(self._cell(cells, "url")) or (both[1] if both else handle)
        handle = (
            handle
            or (owner(self._cell(cells, "url")) if self._has_ids else "")
            or self._cell(cells, "name").strip()
        )
        if not handle and self._names_people:
            raise UnreadableError(tr("The post has no author."))
        return handle or self._owner or UNKNOWN

    def _content_of(self, cells: Sequence[str]) -> RowContent:
        text = self._cell(cells, "text").strip()
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if text in _EATEN:
            raise UnreadableError(
                tr(
                    "A spreadsheet took the words for a formula: only “{error}” is left.",
                    error=text,
                )
            )
        if not self._reposts.may_be:
            return RowContent(text)
        said = self._reposts.read(cells, text)
        if said is None:
            raise UnreadableError(tr("The row repeats the words of somebody it does not name."))
        return said

    def _words(self, cells: Sequence[str], said: RowContent) -> tuple[str, tuple[Span, ...]]:
        """Return the text as it was written, and what stands in it."""
        text = said.text
        if entities := self._attached.entities(cells):
            return read_spans(text, entities, "")
        if self._survey.is_escaped or (self._is_mixed and is_all_escaped(text)):
            text = unescaped(text)
        known = self._attached.addresses(cells, text) if "://t.co/" in text else {}
        if said.quote_of:  # which is shown itself
            known = {a: "" if ids.key_in(b) == said.quote_of else b for a, b in known.items()}
        return text, find_spans(text, known)

    def _key(self, cells: Sequence[str], handle: str) -> tuple[str, str, datetime | None]:
        """Return the key, the id as found if it was damaged, and the time the id tells."""
        if not self._has_ids:
            return "", "", None
        raw, url = self._cell(cells, "id"), self._cell(cells, "url")
        linked = own_id(url, handle)
        key, found = ids.repaired(raw, url if linked else "")
        clock = ids.time_of(key) if key else ids.time_about(raw)
        if key and not linked and self._survey.is_rounded and ids.is_round(key):
            return "", raw.strip()[:40], clock
        return key, found if ids.is_damage(found, key) else "", clock

    def _when(self, cells: Sequence[str], clock: datetime | None) -> tuple[datetime, Precision]:
        """Return when it was said: by the row, made exact by the id's own clock."""
        text = self._survey.time(cells)
        if self._times and not clock:
            return self._times.at(text)
        dates = self._survey.dates
        local = dates.local(text) if text else None
        if clock and local and is_vague(local) and dates.is_near(local, clock, _FAR):
            self.clocks.taken += not dates.is_same_time(local, clock)
            return clock, "second"
        known = dates.placed(local) if local else None
        if known is None or local is None:
            if clock:
                self.clocks.unread += bool(text)
                return clock, "second"
            if text:
                raise UnreadableError(tr("The time cannot be read: “{time}”.", time=text[:40]))
            raise UnreadableError(tr("The post has no time."))
        self.clocks.kept += bool(clock and not dates.is_same_time(local, clock))
        return known

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

    def _thread(self, cells: Sequence[str], key: str) -> str:
        """Return the post its thread began with, if that is another."""
        first = self._other(filled(cells, self._conversation))
        return first if first != key else ""

    def _lang(self, cells: Sequence[str]) -> str:
        lang = self._cell(cells, "lang").strip()
        return lang if _LANG.fullmatch(lang) and lang not in _NO_LANG else ""

    def _is_cut(self, cells: Sequence[str], said: RowContent) -> bool:
        if said.is_whole or self._platform != "twitter":
            return False
        if filled(cells, self._truncated).lower() == "true":
            return True
        found = _CUT.search(said.text, max(0, len(said.text) - 60))
        return found is not None and (said.is_repost or found[0].strip() != "…")


def is_vague(moment: Moment) -> bool:
    """Tell whether the clock of an id may know a time better than its row."""
    return moment.precision != "second" or not moment.at.tzinfo
