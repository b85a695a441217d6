"""CSV cells that spreadsheets read as text, never as a formula.

A cell that begins as formulas do gets an apostrophe before it, and one that would then be
mistaken for such a cell gets another, so that every text comes back as it was.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

_FORMULA = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|'*[\t\r\n]")
"""Signs that begin a formula, in their full-width forms too, behind spaces or apostrophes."""


def guarded(cell: str) -> str:
    """Return a cell in the form that is safe in a spreadsheet."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return the original text of a guarded cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def table(rows: Iterable[Sequence[str]], *, quoted: bool = False) -> Iterator[bytes]:
    """Yield rows as lines of CSV in UTF-8, with the byte order mark that spreadsheets need."""
    mark = b"\xef\xbb\xbf"
    for row in rows:
        line = io.StringIO()
        csv.writer(line, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerow(
            [guarded(cell.replace("\0", "")) for cell in row]
        )
        yield mark + line.getvalue().encode("utf-8", "replace")
        mark = b""
