"""Blocks of figures on the canvas: numbers, charts, participants, shared links."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from curator.counted import Figure, Participant, Resource
from curator.gui.canvas.counted_parts import (
    ChartBars,
    RemovableRow,
    SentenceField,
    TitleField,
)
from curator.gui.canvas.post_block import PostDisplay
from curator.gui.look import theme
from curator.gui.look.safe_text import clean, isolated, plain_tip
from curator.gui.widgets import Button, Label
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr, trn
from curator.insight.figures.cast import sentence as cast_sentence
from curator.model import Cast, Chart, Counted, Facts, Links
from curator.writers.kit.counted_text import (
    cast_note,
    person_words,
    shared,
    standing_words,
)

_TILES, _TILE = 4, 140
_LONGEST = 9
"""Most characters a number may have to be set large."""

_LISTED = 12
"""People or links that are shown at first; the others, which are on the page, on wish."""


class CountedBody(QWidget):
    """A block that keeps a count. Its rows can be left out, but not rewritten."""

    grew = Signal()
    kept = Signal(object)
    """The block as changed by hand: a link was given a title, or a row left out."""

    asked = Signal(str)
    """The name of a command of the block."""

    above, pad = 0, 10
    text = None

    def __init__(self, telling: PostDisplay) -> None:
        super().__init__()
        self._telling = telling
        self._block: Counted | None = None
        self._page: QWidget | None = None
        self._narrow = False
        self._listed: int | None = _LISTED
        """How many people or links are shown; None: all."""
        self._chosen = False

    def show_block(self, block: Counted) -> None:
        """Show the count."""
        self._block = block
        self._make()

    def choose(self, *, on: bool) -> None:
        """Offer to leave out rows while this is the selected block."""
        self._chosen = on
        for row in self.findChildren(RemovableRow):
            row.offer(on=on)

    def check_again(self) -> None:
        """Check whether the library has changed since the count."""
        self._make()

    def name(self) -> str:
        """Return the accessible name for screen readers."""
        match self._block:
            case Facts(figures):
                told = "; ".join(f"{figure.value} {figure.label}" for figure in figures)
                return tr("Figures: {told}", told=told)
            case Chart() as chart:
                return chart.alt or chart.title
            case Cast(sentence):
                return sentence or tr("Who took part")
            case _:
                return tr("Links shared")

    def height_for(self, width: int) -> int:
        """Return the height needed at a width."""
        page = self._page
        layout = page.layout() if page else None
        if layout is None:
            return theme.px(40)
        inner = width - 2 * self._inset
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(inner) + 2 * self._inset
        return layout.totalSizeHint().height() + 2 * self._inset

    @property
    def stale(self) -> str:
        """Return what has changed since the count, as a sentence; '' if nothing has."""
        if self._block is None:
            return ""
        added = self._telling.added(self._block.scope)
        if added < 0:
            return tr("Posts were taken out after this was counted.")
        if not added:
            return ""
        return trn(
            "{count} post was added after this was counted.",
            "{count} posts were added after this was counted.",
            added,
        )

    # Building

    @property
    def _inset(self) -> int:
        return theme.px(16) if isinstance(self._block, Facts) else 0

    def _make(self) -> None:
        """Build the rows anew."""
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        self._page = page = QWidget(self)
        column = column_in(page, spacing=theme.px(6))
        match self._block:
            case Facts() as facts:
                self._fill_facts(column, facts)
            case Chart() as chart:
                column.addWidget(Label(clean(chart.title), weight=600, wrap=True))
                column.addWidget(ChartBars(chart))
            case Cast() as cast:
                self._fill_cast(column, cast)
            case Links() as links:
                self._fill_links(column, links)
            case None:
                return
        self._add_foot(column)
        self.choose(on=self._chosen)
        page.show()
        self._settle()
        self.grew.emit()

    def _add_foot(self, column: QVBoxLayout) -> None:
        block = self._block
        if block is None:
            return
        if words := clean(block.scope.words):
            column.addWidget(Label(words, "micro", "text3", wrap=True))
        if stale := self.stale:
            row = QHBoxLayout()
            again = Button(tr("Count again"), kind="link", height=20)
            again.clicked.connect(lambda: self.asked.emit("count_again"))
            column.addLayout(row)
            row.addWidget(Label(stale, "small", "warn"))
            row.addWidget(again)
            row.addStretch(1)

    def _fill_facts(self, column: QVBoxLayout, facts: Facts) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(12))
        at, across = 0, max(1, min(_TILES, (self.width() or 600) // theme.px(_TILE)))
        tiles = [figure for figure in facts.figures if figure.shape != "line"]
        long = sum(len(figure.value) > _LONGEST for figure in tiles)
        roomy = len(tiles) + long <= across
        for figure in facts.figures:
            if figure.shape == "line":
                column.addWidget(Label(clean(figure.value), "canvas", wrap=True))
        column.addLayout(grid)
        for figure in tiles:
            wide = 2 if roomy and len(figure.value) > _LONGEST else 1
            tile = QVBoxLayout()
            grid.addLayout(tile, at // across, at % across, 1, wide)
            _fill_tile(tile, figure, roomy=roomy)
            at += wide
        for number in range(across):
            grid.setColumnStretch(number, 1)

    def _fill_cast(self, column: QVBoxLayout, cast: Cast) -> None:
        if cast.sentence or any(person.sector for person in cast.people):
            field = SentenceField(cast.sentence)
            field.typed.connect(self._keep_sentence)
            field.grew.connect(self.grew)
            column.addWidget(field)
        for person in cast.people[: self._listed]:
            about = standing_words(person)
            words = isolated(clean(person_words(person))) + (f" · {clean(about)}" if about else "")
            row = RemovableRow(tr("Leave out {name}", name=person.handle), Label(words, wrap=True))
            row.left_out.connect(lambda person=person: self._drop_person(person))
            column.addWidget(row)
        self._add_rest(column, len(cast.people))
        if words := cast_note(cast):
            column.addWidget(Label(words, "micro", "text3", wrap=True))

    def _fill_links(self, column: QVBoxLayout, links: Links) -> None:
        for resource in links.resources[: self._listed]:
            told = shared(resource)
            field = TitleField(clean(resource.title), clean(told.shown))
            field.setReadOnly(resource.kind != "link")
            field.titled.connect(lambda title, each=resource: self._entitle(each, title))
            note = Label(clean(told.note), "small", "text3", wrap=True)
            row = RemovableRow(tr("Leave out {name}", name=clean(told.shown)), field, note)
            row.left_out.connect(lambda each=resource: self._drop_resource(each))
            column.addWidget(row)
        self._add_rest(column, len(links.resources))

    def _add_rest(self, column: QVBoxLayout, count: int) -> None:
        """Offer to show the rest, all of which is on the page."""
        if self._listed is None or count <= self._listed:
            return
        more = Button(
            trn(
                "Show {count} more, which the page shows too",
                "Show {count} more, which the page shows too",
                count - self._listed,
            ),
            kind="link",
            height=20,
        )
        more.clicked.connect(self._show_all)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._listed = None
        self._make()

    # Editing

    def _entitle(self, resource: Resource, title: str) -> None:
        if isinstance(self._block, Links) and title != resource.title:
            named = tuple(
                replace(each, title=title) if each == resource else each
                for each in self._block.resources
            )
            self.kept.emit(replace(self._block, resources=named))

    def _keep_sentence(self, sentence: str) -> None:
        if isinstance(self._block, Cast) and sentence != self._block.sentence:
            self.kept.emit(replace(self._block, sentence=sentence))

    def _drop_resource(self, resource: Resource) -> None:
        if isinstance(self._block, Links):
            rest = tuple(each for each in self._block.resources if each != resource)
            self.kept.emit(replace(self._block, resources=rest))

    def _drop_person(self, person: Participant) -> None:
        if isinstance(self._block, Cast):
            block, rest = self._block, tuple(p for p in self._block.people if p != person)
            own = block.sentence == cast_sentence(block.people)  # otherwise it was written by hand
            told = cast_sentence(rest) if own else block.sentence
            self.kept.emit(replace(block, people=rest, sentence=told))

    # Layout

    def _settle(self) -> None:
        if self._page is not None:
            inset = self._inset
            self._page.setGeometry(self.rect().adjusted(inset, inset, -inset, -inset))

    @override
    def resizeEvent(self, event: object) -> None:
        narrow = self.width() < _TILES * theme.px(_TILE)
        if narrow != self._narrow and isinstance(self._block, Facts):
            self._narrow = narrow
            self._make()
        self._settle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not isinstance(self._block, Facts):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def _fill_tile(tile: QVBoxLayout, figure: Figure, *, roomy: bool) -> None:
    tile.setSpacing(0)
    long = len(figure.value) > _LONGEST
    style, weight = ("title" if roomy else "canvas", 600) if long else ("figure", None)
    value = Label(clean(figure.value), style, wrap=long, weight=weight)
    value.setToolTip(plain_tip(clean(figure.definition)))
    tile.addWidget(value)
    tile.addWidget(Label(clean(figure.label), "small", "text2", wrap=True))
    tile.addStretch(1)
    tile.setAlignment(Qt.AlignmentFlag.AlignTop)
