"""The facts pane: figures about the posts of the search."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.counted import Figures, Tally
from curator.gui.desk.desk import Desk
from curator.gui.facts.add_to_story import StoryAdder
from curator.gui.facts.background_count import BackgroundCount
from curator.gui.facts.cards import FactCard, NumberCard, SmallCard
from curator.gui.facts.lists import FactLine, ListCard, ReachCard
from curator.gui.facts.sentence import SentenceCard
from curator.gui.look.safe_text import clean, plain_tip
from curator.gui.search.terms import chip_words
from curator.gui.widgets import Chip, Elided, Label, Rule, announce
from curator.gui.widgets.flow_layout import FlowLayout
from curator.gui.widgets.layouts import clear, column_in, scrolled
from curator.gui.widgets.pane_focus import HELP
from curator.gui.widgets.pane_header import Unread
from curator.i18n import tr, trn
from curator.insight.consent.consent import without_withheld
from curator.insight.figures.figures import definitions, shown_figures
from curator.insight.figures.scope import (
    leaves_out_echoes,
    muted_words,
    scope_of,
    scope_words,
    when_words,
    within,
)
from curator.library import PostId
from curator.model import Facts
from curator.work.counted_blocks import masked_figures, sentence_facts

if TYPE_CHECKING:
    from curator.insight.figures.figures import ShownFigure
from curator.work.counted_blocks import What

_POST = "post:"
"""Prefix of a term that is a post's id: such a line goes to the post."""

_WORDS = 60
_MOST = 20


class FactsPane(QWidget):
    """The figures of the search, each with its actions."""

    searched = Signal(str)
    """A search whose result is to be shown."""

    gone_to = Signal(object)
    """The PostId of a post to show."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._figures: Figures | None = None
        self._told: dict[str, ShownFigure] = {}
        self._parts: tuple[str, ...] = ()
        self._expected = 0
        self.counting = BackgroundCount(desk, self)
        self.adding = StoryAdder(desk, self)
        self.scope = Elided(style="small", colour="text2")
        self._whole_scope = Label(style="small", colour="text2", wrap=True)
        self.posts, self.people = NumberCard("posts"), NumberCard("people")
        self.reach = ReachCard("potential_reach")
        self.impressions = NumberCard("potential_impressions")
        self.rates = [SmallCard(name) for name in ("per_person", "per_minute", "peak")]
        self.carried = [SmallCard(name) for name in ("linking", "showing")]
        self._carrying = QWidget()
        self.sectors = ListCard("sectors", tr("People by sector"), bars=True)
        self.roles = ListCard("roles", tr("People by role"), bars=True)
        self.newcomers = ListCard("newcomers", tr("First time and returning"), bars=True)
        self.links = ListCard("domains", tr("Links"), ranked=True)
        self.hashtags = ListCard("hashtags", tr("Hashtags"), ranked=True)
        self.mentions = ListCard("mentions", tr("Mentions"), ranked=True)
        self.contributors = ListCard("contributors", tr("Who posted most"), ranked=True)
        self.shared = ListCard("most_shared", tr("Most shared"), ranked=True)
        self.answered = ListCard("most_answered", tr("Most answered"), ranked=True)
        self.sentence = SentenceCard()
        self._nothing = _sentence(tr("No posts, so there is nothing to count."))
        self._counting = _sentence(tr("Counting…"))
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        page = QWidget()
        self._fill(page)
        self._area = scrolled(page)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._area)
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(self._counting)
        self._turn_to(2)
        whole = column_in(self)
        whole.addWidget(self._pages)
        self.setAccessibleName(tr("Facts"))
        self.setProperty(HELP, "facts")

    def _turn_to(self, page: int) -> None:
        """Show a page, and let it have the keys that are meant for the pane."""
        self._pages.setCurrentIndex(page)
        self.setFocusProxy((self.posts, self._nothing, self._counting)[page])

    def _fill(self, page: QWidget) -> None:
        column = column_in(page, (0, 0, 0, 12), spacing=0)
        head = QWidget()
        self._chips = FlowLayout(head, gap=6, line=22)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.addWidget(self.scope)
        top = QVBoxLayout()
        top.setContentsMargins(20, 12, 20, 10)
        self._head = head
        column.addLayout(top)
        top.addWidget(head)
        top.addWidget(self._whole_scope)
        for card in (self.posts, self.people, self.reach, self.impressions):
            column.addWidget(card)
        self._add_row(column, self.rates, margins=(0, 6))
        carrying = column_in(self._carrying)
        self._add_row(carrying, self.carried, margins=(0, 6))
        column.addWidget(self._carrying)
        self._add_row(column, [self.sectors, self.links])
        self._by_standing = QWidget()
        standing = column_in(self._by_standing)
        self._add_row(standing, [self.roles, self.newcomers])
        column.addWidget(self._by_standing)
        self._add_row(column, [self.hashtags, self.mentions])
        self._add_row(column, [self.contributors, self.shared])
        column.addWidget(self.answered)
        column.addWidget(self.sentence)
        column.addStretch(1)

    def _add_row(
        self, column: QVBoxLayout, cards: Sequence[FactCard], margins: tuple[int, int] = (6, 8)
    ) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(20, 0, 20, 0)
        column.addLayout(line)
        line.addWidget(Rule())
        row = QHBoxLayout()
        edge = 20 if isinstance(cards[0], SmallCard) else 0  # these have none on that side
        left, right = (edge, 0) if self.isRightToLeft() else (0, edge)
        row.setContentsMargins(left, margins[0], right, margins[1])
        row.setSpacing(0)
        column.addLayout(row)
        for card in cards:
            row.addWidget(card, 1)

    def _connect(self) -> None:
        self.counting.counted.connect(self._show)
        self.counting.waiting.connect(self._wait)
        for card in self.cards:
            card.wished.connect(partial(self._do, card))
            if isinstance(card, ListCard):
                card.searched.connect(self._search)

    @property
    def cards(self) -> list[FactCard]:
        """Return the cards in the order in which they are shown."""
        return [
            self.posts, self.people, self.reach, self.impressions, *self.rates, *self.carried,
            self.sectors, self.links, self.roles, self.newcomers, self.hashtags, self.mentions,
            self.contributors, self.shared, self.answered, self.sentence,
        ]  # fmt: skip

    # Display

    def show_search(self, query: str, parts: tuple[str, ...] = (), count: int = 0) -> None:
        """Count a search; parts: its terms as shown on chips, count: how many posts it finds."""
        self._expected = count
        if query != self.counting.query or parts != self._parts:
            self._parts = parts
            self.counting.show(query)

    def _wait(self) -> None:
        """Say that counting takes a while, and show the old figures paler."""
        count = self._expected or (self._figures.posts if self._figures else 0)
        waits = trn("Counting {count} post", "Counting {count} posts", count)
        self.scope.setText(waits)
        self._whole_scope.setText(waits)
        for card in self.cards:
            card.fade(on=True)

    def _show(self, figures: Figures) -> None:
        """Show figures; the keys stay where they are, or go to the card that they were on."""
        held = QApplication.focusWidget()
        was_here = held is not None and self.isAncestorOf(held)
        own = [card for card in self.cards if held and (held is card or card.isAncestorOf(held))]
        self._fill_in(figures)
        self._turn_to(0 if figures.posts else 1)
        if was_here and QApplication.focusWidget() is not held:
            place = next((card for card in own if card.isVisible()), self)
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_in(self, figures: Figures) -> None:
        self._figures = figures
        if not figures.posts:
            announce(self, tr("No posts, so there is nothing to count."))
            return
        self._told = {each.figure.name: each for each in shown_figures(figures)}
        self._show_scope(figures)
        for name, card in (
            ("posts", self.posts), ("people", self.people), ("potential_reach", self.reach),
            ("potential_impressions", self.impressions),
        ):  # fmt: skip
            self._show_figure(card, self._told[name])
        self.reach.show_interval(figures.reach_low, figures.reach_high, figures.reach_known)
        for rate in (*self.rates, *self.carried):
            rate.setVisible(rate.name in self._told)
            if rate.name in self._told:
                self._show_figure(rate, self._told[rate.name])
        self._carrying.setVisible(any(each.name in self._told for each in self.carried))
        self._show_lists(figures)
        self.sentence.show_figures(figures, self._desk.library.facts.hashtag())
        for each in self.cards:
            each.fade(on=False)

    def _show_figure(self, card: FactCard, each: ShownFigure) -> None:
        meaning = f"{each.figure.definition} {each.figure.missing}".rstrip()
        if isinstance(card, NumberCard | SmallCard):
            card.show_figure(each.value, each.title, each.detail, meaning)

    def _show_scope(self, figures: Figures) -> None:
        self._chips.removeWidget(self.scope)
        clear(self._chips)
        for part in self._parts:
            chip = Chip(clean(chip_words(part, self._desk.library)))
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._chips.addWidget(chip)
        self._chips.addWidget(self.scope)
        echoes = tr("Echoes counted.")
        if leaves_out_echoes(figures.query):
            echoes = tr("Echoes left out.")
        when = when_words(figures)
        words = tr("{when}. {echoes}", when=when, echoes=echoes)
        words = " ".join(filter(None, (self._doubt(), words, muted_words(figures))))
        self.scope.setText(words)
        self.scope.setToolTip(plain_tip(self._scope_words(figures)))
        self._whole_scope.setText(self.scope.text())
        self._whole_scope.setVisible(not self._parts)
        self._head.setVisible(bool(self._parts))

    def _show_lists(self, figures: Figures) -> None:
        meaning = definitions()
        rows = self._rows(figures)
        for card, none in (
            (self.sectors, ""), (self.roles, ""), (self.newcomers, ""), (self.contributors, ""),
            (self.links, tr("No links here.")), (self.hashtags, tr("No hashtags here.")),
            (self.mentions, tr("Nobody is mentioned here.")),
            (self.shared, tr("None of these posts is here.")),
            (self.answered, tr("None of these posts is here.")),
        ):  # fmt: skip
            card.show_lines(rows[card.name], meaning[card.name], none)
        for card, found in (
            (self.roles, any(each.value for each in figures.roles)),
            (self.newcomers, any(each.value for each in figures.newcomers)),
            (self.shared, bool(figures.most_shared)), (self.answered, bool(figures.most_answered)),
        ):  # fmt: skip
            card.setVisible(found)
        self._by_standing.setVisible(any(e.value for e in (*figures.roles, *figures.newcomers)))

    def _rows(self, figures: Figures) -> dict[str, list[FactLine]]:
        """Return the rows of each list by its name; a person without a handle goes by the role."""
        return {
            "sectors": _groups(figures.sectors),
            "roles": _groups(figures.roles),
            "newcomers": _groups(figures.newcomers),
            "domains": _lines(figures.domains),
            "hashtags": _lines(figures.hashtags, "#"),
            "mentions": _lines(figures.mentions, "@"),
            "contributors": [
                FactLine(f"@{p.handle}", p.posts, f"from:{p.handle}")
                if p.handle
                else FactLine(p.role or tr("A participant"), p.posts)
                for p in figures.contributors
            ],
            "most_shared": self._posts(figures.most_shared[:_MOST]),
            "most_answered": self._posts(figures.most_answered[:_MOST]),
        }

    def _posts(self, found: Sequence[Tally]) -> list[FactLine]:
        """Return lines for posts named by their keys, as far as the library has them."""
        posts = self._desk.library.posts
        ids = posts.ids(each.value for each in found)
        rows = {row.id: row.post for row in posts.rows(list(ids.values()))}
        return [
            FactLine(" ".join(rows[ids[each.value]].shown.split())[:_WORDS], each.count,
                f"{_POST}{ids[each.value]}")
            for each in found
            if each.value in ids and ids[each.value] in rows
        ]  # fmt: skip

    # Actions

    def add_all(self) -> None:
        """Put all figures of the pane into the story as one block."""
        if self._figures is not None and self._told:
            figures = tuple(each.figure for each in self._told.values())
            self.adding.add([Facts(figures, scope_of(self._figures))])

    def _do(self, card: FactCard, what: str) -> None:
        figures = self._figures
        if figures is None:
            return
        match what:
            case "add":
                self._add(card, figures)
            case "show":
                query = self._told[card.name].figure.query if card.name in self._told else ""
                self.searched.emit(query or figures.query)
            case "copy":
                QGuiApplication.clipboard().setText(self._text(card, figures))
                self._desk.reported.emit(tr("Copied, with what was counted."))

    def _add(self, card: FactCard, figures: Figures) -> None:
        blocks: dict[str, What] = {
            "sectors": "sectors", "domains": "links", "hashtags": "hashtags",
            "mentions": "allies", "contributors": "people",
        }  # fmt: skip
        if card.name in self._told:
            self.adding.add([Facts((self._told[card.name].figure,), scope_of(figures))])
        elif isinstance(card, SentenceCard):
            self.adding.add([sentence_facts(figures, card.text)])
        elif card.name in blocks:
            self.adding.count(blocks[card.name], figures.query)
        elif isinstance(card, ListCard) and (line := card.first) is not None:
            self._desk.add_to_story([PostId(int(line.term.removeprefix(_POST)))])

    def _doubt(self) -> str:
        """Return that figures of a damaged library may be wrong, or ''."""
        damaged = self._desk.library.damage
        return tr("The library is damaged: figures may be wrong.") if damaged else ""

    def _scope_words(self, figures: Figures) -> str:
        return " ".join(filter(None, (scope_words(figures), self._doubt())))

    def _text(self, card: FactCard, figures: Figures) -> str:
        """Return a figure or list as text with its scope, as it may be published."""
        library = self._desk.library
        whole, figures = figures, masked_figures(library, figures)
        scope = self._scope_words(figures)
        if isinstance(card, ListCard):
            rows = self._rows(figures)[card.name]
            told_rows = card.text(rows)
            if left_out := len(self._rows(whole)[card.name]) - len(rows):
                scope += " " + trn(
                    "{count} line is left out, for it names a person who is not to be named.",
                    "{count} lines are left out, for they name people who are not to be named.",
                    left_out,
                )
            return f"{without_withheld(told_rows, library.marks.standings())}\n{scope}"
        if isinstance(card, SentenceCard):
            return card.text
        each = self._told[card.name]
        gap = f" {each.figure.missing}" if each.figure.missing.endswith(".") else ""
        return f"{each.figure.value} {each.figure.label}. {scope}{gap}"

    def _search(self, term: str) -> None:
        if term.startswith(_POST):
            self.gone_to.emit(PostId(int(term.removeprefix(_POST))))
        elif self._figures is not None:
            self.searched.emit(within(self._figures.query, term))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.counting.want(wanted=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.counting.want(wanted=False)


def _sentence(words: str) -> Unread:
    """Return a page that says something; it has the keys that are meant for the pane."""
    page = Unread(words)
    page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # not by Tab: it does nothing
    return page


def _lines(found: Sequence[Tally], sign: str = "") -> list[FactLine]:
    return [FactLine(f"{sign}{each.value}", each.count, each.term) for each in found]


def _groups(found: Sequence[Tally]) -> list[FactLine]:
    return [_group(each) for each in found if each.count]


def _group(found: Tally) -> FactLine:
    named = (
        {"new": tr("First time"), "returning": tr("Returning")}
        if found.term.startswith("newcomer:")
        else {}
    )
    name = named.get(found.value, found.value) or tr("Not recorded")
    return FactLine(name, found.count, found.term, known=bool(found.value))
