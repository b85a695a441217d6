"""Tables that twitteR wrote without quotation marks: commas and line ends stand in the words.

    text,favorited,replyToSN,created,truncated,replyToSID,id,replyToUID,statusSource,screenName
    Leeks, two kinds:
    the tall and the short,FALSE,NA,2014-09-15 18:01:00,FALSE,NA,511575422530486349,NA,web,ben

Where a row ends is known by what must stand behind the words: two truths, a time and an id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curator.i18n import tr
from curator.model import Skipped
from curator.readers.kit.archive.source import Source
from curator.readers.kit.tables.columns import plain
from curator.readers.kit.tables.delimited import WHAT, Row
from curator.readers.kit.text.transcripts import lines_of, place_of

_FIRST = ["text", "favorited"]
_MIDDLE = ["replytosn", "created", "truncated", "replytosid", "id", "replytouid", "statussource"]
_MOST_LINES = 60
_MOST_CHARACTERS = 20_000
_TRUTH = r"(?:TRUE|FALSE|NA)"
_CELL = r'"?([^,"]{0,60})"?'
_NUMBERED = re.compile(r'^"?\d{1,9}"?,')
_TAIL = (
    rf',("?{_TRUTH}"?),(?:"?(\d{{1,9}}|NA)"?,)?{_CELL},'
    r'"?(\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?)"?,'
    rf'("?{_TRUTH}"?),{_CELL},{_CELL},{_CELL},'
    r'(.{0,400}?),"?(\w{1,50})"?'
)


class Ragged:
    """Such a table, its rows put together again."""

    def __init__(self, source: Source, name: str, header: Sequence[str]) -> None:
        self._source = source
        self._name = name
        self.header = tuple(header)
        self._counts = "favoritecount" in map(plain, header)
        self._numbered = plain(header[0]) != "text"
        more = len(header) - len(_FIRST) - len(_MIDDLE) - 1 - self._counts - self._numbered
        self._tail = re.compile(_TAIL + r',"?([^,"]{0,40})"?' * max(0, more) + r"$", re.ASCII)

    def rows(self) -> Iterator[Row | Skipped]:
        """Yield every row, put together of the lines up to one that can end it."""
        waiting: list[str] = []
        first = 0
        for number, line in lines_of(self._source, self._name):
            if number == 1 or (not waiting and not line.strip()):
                continue
            first = first if waiting else number
            waiting.append(line)
            found = self._tail.search(line, max(0, len(line) - 1000))
            if found:
                yield self._row(first, waiting, found)
                waiting = []
            elif len(waiting) > _MOST_LINES or sum(map(len, waiting)) > _MOST_CHARACTERS:
                yield self._skipped(first, waiting)
                waiting = []
        if waiting:
            yield self._skipped(first, waiting)

    def _row(self, first: int, lines: list[str], found: re.Match[str]) -> Row:
        """Return the row that ends with a certain line."""
        *above, last = lines
        text = "\n".join((*above, last[: found.start()]))
        number = _NUMBERED.match(text) if self._numbered else None
        before = [number[0][:-1].strip('"')] if number else [""] * self._numbered
        text = text[number.end() if number else 0 :].strip()
        if text[:1] == text[-1:] == '"' and len(text) > 1:
            text = text[1:-1].replace('""', '"')
        truth, count, *rest = (cell or "" for cell in found.groups())
        cells = [*before, text, truth, *([count] if self._counts else []), *rest]
        cells = [each.strip('"') if at != len(before) else each for at, each in enumerate(cells)]
        cells += [""] * (len(self.header) - len(cells))
        return Row(place_of(self._source, self._name, first), cells, lines[0])

    def _skipped(self, first: int, lines: list[str]) -> Skipped:
        why = tr("No end of a row comes after this line.")
        return Skipped(place_of(self._source, self._name, first), why, lines[0].strip()[:WHAT])


def is_ragged(header: Sequence[str], lines: Sequence[str]) -> bool:
    """Tell whether a table is twitteR's, and its words stand there without quotation marks."""
    names = [plain(name) for name in header]
    names = names[1:] if names and names[0] != "text" else names
    middle = [name for name in names[2:] if name != "favoritecount"][: len(_MIDDLE) + 1]
    if names[:2] != _FIRST or middle != [*_MIDDLE, "screenname"]:
        return False
    quoted = sum(line.lstrip('0123456789,"').startswith('"') or '","' in line for line in lines)
    return quoted * 2 < len(lines)
