"""A file changed after it was saved, compared with what would be saved now."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from curator.gui.look.safe_text import isolated
from curator.gui.widgets import Button, Label, Rule
from curator.gui.widgets.compared import ComparedTable
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr, trn
from curator.insight.checks.lines import Pair, side_by_side

TEXTS = frozenset({".html", ".htm", ".md", ".txt", ".json", ".xml", ".eml", ".bib", ".ris"})
"""Suffixes of files that can be compared as text."""

_UNREAD = frozenset({"script", "style", "head"})
_BLOCKS = frozenset(
    (
        "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "figcaption", "blockquote", "pre",
        "dt", "dd", "summary", "section",
    )
)  # fmt: skip
"""Elements that begin a paragraph of their own."""

_MARGIN, _LONGEST = 64, 4_000
_INSIDE = re.compile(r"(data:[\w/+.-]+;base64,)[A-Za-z0-9+/=]{40,}")
"""A picture embedded in a page; its letters are left out of the comparison."""


class FileComparison(Overlay):
    """Shows what was changed in a file, before it is overwritten."""

    kept = Signal()
    """The file is to be kept as edited."""

    replaced = Signal()
    """The file is to be overwritten."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        heads = (tr("Your file"), tr("What would be saved"))
        self.table = ComparedTable(heads, tr("Your file beside what would be saved"))
        self.count = Label("", "small", "text2")
        self._title = Label("", weight=600)
        close = Button(tr("Close"), key="Esc", kind="flat")
        keep, replace = Button(tr("Keep mine")), Button(tr("Replace"), kind="solid")
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(14, 8, 8, 8)
        foot.setContentsMargins(14, 10, 14, 10)
        column = column_in(self.panel, (1, 1, 1, 1), spacing=0)
        column.addLayout(head)
        head.addWidget(self._title, 1)
        head.addWidget(close)
        for part in (Rule(), self.table, Rule()):
            column.addWidget(part)
        column.addLayout(foot)
        foot.addWidget(self.count, 1)
        foot.addWidget(keep)
        foot.addWidget(replace)
        close.clicked.connect(self.dismiss)
        for button, answer in ((keep, self.kept), (replace, self.replaced)):
            button.clicked.connect(self.dismiss)
            button.clicked.connect(answer)
        self.keep, self.replace = keep, replace
        self.setAccessibleName(tr("What was changed in the file"))

    def open_on(self, path: Path, content: bytes) -> None:
        """Compare a file with the content that would replace it."""
        try:
            edited = path.read_bytes()
        except OSError:
            edited = b""
        self._title.setText(tr("What you changed in {name}", name=isolated(path.name)))
        pairs = list(side_by_side(*_compared(edited, content, path.suffix.casefold())))
        count = self.table.show_pairs(_around_changes(pairs))
        self.count.setText(
            trn("{count} line differs.", "{count} lines differ.", count)
            if count
            else tr("Only spaces or signs that are not seen differ.")
        )
        self.open()

    @override
    def box(self, room: QRect) -> QRect:
        return room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    @override
    def _take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.PopupFocusReason)


def _compared(edited: bytes, content: bytes, suffix: str) -> tuple[list[str], list[str]]:
    """Return what is compared: of HTML the paragraphs, or the lines if these are the same."""
    if suffix in {".html", ".htm"}:
        blocks = paragraphs_of(edited), paragraphs_of(content)
        if blocks[0] != blocks[1]:
            return blocks
    return _lines(edited), _lines(content)


def paragraphs_of(content: bytes) -> list[str]:
    """Return what is read of a page, paragraph by paragraph, with where its links lead."""
    reading = _Paragraphs()
    reading.feed(content.decode("utf-8", "replace"))
    reading.close()
    found = (" ".join(part.split())[:_LONGEST] for part in reading.parts)
    return [part for part in found if part]


class _Paragraphs(HTMLParser):
    """Reads the words of a page, each paragraph by itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = [""]
        self._unread = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._unread += tag in _UNREAD
        if tag in _BLOCKS:
            self.parts.append("")
        if tag == "img":
            self.parts.append(tr("[Picture: {alt}]", alt=told.get("alt") or ""))
        elif tag == "a" and told.get("href"):
            self.parts[-1] += f" <{told['href']}> "

    @override
    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD
        if tag in _BLOCKS:
            self.parts.append("")

    @override
    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts[-1] += data


def _lines(content: bytes) -> list[str]:
    text = _INSIDE.sub(r"\1…", content.decode("utf-8", "replace"))
    return [line.strip()[:_LONGEST] for line in text.splitlines() if line.strip()]


def _around_changes(pairs: list[Pair]) -> list[Pair]:
    """Return the lines that differ, each with its neighbours."""
    near = {
        at + step for at, pair in enumerate(pairs) if pair.change != "same" for step in (-1, 0, 1)
    }
    return [pair for at, pair in enumerate(pairs) if at in near]
