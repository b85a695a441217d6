"""Facets of the present search in the sidebar: people, hashtags, sites and languages.

They are counted beside the window, after a moment of rest, and only while one of their
groups is unfolded: nobody who types waits for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from curator.gui.cleaned import clean
from curator.gui.desk import Desk
from curator.gui.jobs import Job
from curator.gui.sidebar_rows import Entry
from curator.i18n import tr
from curator.library import ARCHIVE, ECHOES, Changes, Echoes, Facet, FacetKind, Query
from curator.work import FacetCounts, count_facets

_RESTED_AFTER = 200
"""Milliseconds after which the list stands still."""


class Faceting(QObject):
    """Keeps counts of what the posts of the search share."""

    counted = Signal()
    """There are new counts."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = FacetCounts(Query(), "folded")
        self._counts: FacetCounts | None = None
        self._wanted = False
        self._job: Job | None = None
        self._rest = QTimer(self, interval=_RESTED_AFTER, singleShot=True)
        self._rest.timeout.connect(self._begin)
        desk.changed.connect(self._heard)

    def want(self, *, wanted: bool) -> None:
        """Count, because somebody looks; or count no more."""
        self._wanted = wanted
        self._ask()

    def show(self, query: Query, echoes: Echoes) -> None:
        """Count what the posts of another search share; the old counts stay meanwhile."""
        if (query, echoes) != (self._asked.query, self._asked.echoes):
            self._asked = FacetCounts(query, echoes)
            self._ask()

    def groups(self, terms: tuple[str, ...]) -> Iterator[list[Entry]]:
        """Return a heading for each kind, with its lines; terms are those of the search."""
        names: dict[FacetKind, tuple[str, str]] = {
            "people": (tr("People"), tr("Nobody here.")),
            "hashtags": (tr("Hashtags"), tr("No hashtags here.")),
            "sites": (tr("Links"), tr("No links here.")),
            "languages": (tr("Languages"), tr("No language was recorded.")),
        }
        for kind, (name, none) in names.items():
            head = Entry(name, group=True, folded=True, key=tr("found"))
            if self._counts is None:
                yield [head, Entry(tr("Counting…"))]
            elif not self._counts.kinds[kind]:
                yield [head, Entry(none)]
            else:
                yield [head, *(_entry(kind, each, terms) for each in self._counts.kinds[kind])]

    def finish(self) -> None:
        """Wait until what is wanted is counted."""
        if self._rest.isActive():
            self._begin()
        if self._job is not None:
            self._job.wait()

    def _heard(self, changes: Changes) -> None:
        if changes & (ARCHIVE | ECHOES) or ":" in self._asked.query.text:
            self._asked = FacetCounts(self._asked.query, self._asked.echoes)
            self._ask()

    def _ask(self) -> None:
        """Count anew after a moment of rest, unless these are the counts."""
        if self._job is not None:
            self._desk.jobs.cancel(self._job)
            self._job = None
        if self._wanted and self._counts is not self._asked:
            self._rest.start()
        else:
            self._rest.stop()

    def _begin(self) -> None:
        self._rest.stop()
        path, asked = self._desk.library.path, self._asked
        self._job = self._desk.read(lambda: count_facets(path, asked.query, asked.echoes))
        self._job.done.connect(self._take)

    def _take(self, found: FacetCounts) -> None:
        if (found.query, found.echoes) == (self._asked.query, self._asked.echoes):
            self._job = None
            self._counts = self._asked = found
            self.counted.emit()


def _entry(kind: FacetKind, facet: Facet, terms: tuple[str, ...]) -> Entry:
    name = _language(facet.value) if kind == "languages" else clean(facet.value[:200])
    return Entry(name, facet.term, count=facet.count, adds=True, current=facet.term in terms)


def _language(code: str) -> str:
    """Return the name of a language, or its code where it is not known."""
    language = QLocale.codeToLanguage(code.partition("-")[0])
    if language == QLocale.Language.AnyLanguage:
        return clean(code[:40])
    return QLocale.languageToString(language)
