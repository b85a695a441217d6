"""The words of a workbook, which lie apart from its sheets, read only as far as they are wanted.

Rows name their words by number, in the order in which these were first used. openpyxl reads them
all before the first row, so that a look into a workbook would cost as much as reading it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element

from typing_extensions import override

_SHARED = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


class SharedStrings:
    """A list of words that grows as it is asked."""

    def __init__(self, archive: zipfile.ZipFile, part: str) -> None:
        self._known: list[str] = []
        self._more = _strings(archive.open(part))

    def __getitem__(self, number: int) -> str:
        while len(self._known) <= number:
            found = next(self._more, None)
            if found is None:
                raise IndexError(number)
            self._known.append(found)
        return self._known[number]


def opened(file: IO[bytes]) -> Any:
    """Open a workbook whose words are read as they are wanted."""
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415  it takes long, as in xlsx.py

    class Reader(ExcelReader):
        @override
        def read_strings(self) -> None:
            part = self.package.find(_SHARED)  # type: ignore[no-untyped-call]
            if part is not None:
                words = SharedStrings(self.archive, part.PartName[1:])
                self.shared_strings = words  # type: ignore[assignment]  # it is only ever asked

    reader = Reader(file, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


def _strings(file: IO[bytes]) -> Iterator[str]:
    """Yield the words one after the other; what was read of them is let go."""
    from openpyxl.cell.text import Text  # noqa: PLC0415
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415

    with file:
        root: Element | None = None
        for event, node in iterparse(file, events=("start", "end")):
            if root is None:
                root = node
            elif event == "end" and node.tag.endswith("}si"):
                text = Text.from_tree(node)
                root.clear()
                yield text.content.replace("x005F_", "") if text else ""
