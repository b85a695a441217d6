"""The line above the list: number of posts, order, display of echoes, row height."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import plain_tip
from curator.gui.widgets import Button, Choice, Elided
from curator.gui.widgets.layouts import row_in
from curator.i18n import grouped, tr, trn
from curator.library import Echoes, GroupBy, Order

_ORDERS: tuple[Order, ...] = get_args(Order)
_GROUPS: tuple[GroupBy | None, ...] = (None, *get_args(GroupBy))
_ECHOES: tuple[Echoes, ...] = ("folded", "shown", "without")

_LEAST_REST = 50
"""Width below which the text about the posts is left to a tool tip, but for their number."""


class ListHead(Restyled, QWidget):
    """“98 posts · 25 undecided”, with three selectors."""

    arranged = Signal()
    """Another order, or another display of echoes, was selected."""

    grouped = Signal()
    """Another way of grouping was selected."""

    thinned = Signal(bool)
    """Compact rows were switched on or off."""

    wanted = Signal()
    """Posts added meanwhile are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._count = Elided(style="small", weight=600)
        self._rest = Elided(style="small", colour="text2")
        self._new = Button(tr("New posts"), kind="link", height=22)
        self._order = Choice(
            [
                tr("Oldest first"),
                tr("Newest first"),
                tr("Most echoed"),
                tr("Most liked"),
                tr("Most followers"),
                tr("Longest"),
                tr("Voices not yet quoted first"),
                tr("Best first"),
            ],
            label=tr("Order"),
        )
        self._echoes = Choice(
            [tr("Echoes folded"), tr("Echoes shown"), tr("Without echoes")], label=tr("Echoes")
        )
        self._groups = Choice(
            [
                tr("No groups"),
                tr("By question"),
                tr("By person"),
                tr("By tag"),
                tr("By day"),
            ],
            label=tr("Groups"),
        )
        self._rows = Choice([tr("Comfortable"), tr("Compact")], label=tr("Rows"))
        row = row_in(self, (14, 1, 10, 1), spacing=0)
        self._count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(self._count)
        row.addWidget(self._rest, 1)  # what the others leave
        row.addWidget(self._new)
        row.addSpacing(theme.px(10))
        for choice in (self._groups, self._order, self._echoes, self._rows):
            row.addWidget(choice)
        self._new.hide()
        self._squeezed = False
        self._groups.chosen.connect(lambda _: self.grouped.emit())
        self._order.chosen.connect(lambda _: self.arranged.emit())
        self._echoes.chosen.connect(lambda _: self.arranged.emit())
        self._rows.chosen.connect(lambda number: self.thinned.emit(number == 1))
        self._new.clicked.connect(self.wanted)
        self.setFixedHeight(theme.px(30))

    @property
    def order(self) -> Order:
        """Return the selected order."""
        return _ORDERS[self._order.number]

    @property
    def groups(self) -> GroupBy | None:
        """Return by what posts are grouped."""
        return _GROUPS[self._groups.number]

    def show_groups(self, by: GroupBy | None) -> None:
        """Show by what posts are grouped."""
        self._groups.choose(_GROUPS.index(by))

    @property
    def echoes(self) -> Echoes:
        """Return how echoes are displayed."""
        return _ECHOES[self._echoes.number]

    @property
    def words(self) -> str:
        """Return the text about the posts."""
        return self._count.text() + self._rest.text()

    @property
    def new(self) -> str:
        """Return the text about posts added meanwhile."""
        return "" if self._new.isHidden() else self._new.text()

    def arrange(self, order: str, echoes: str) -> None:
        """Set order and display of echoes without emitting a signal."""
        if order in _ORDERS:
            self._order.choose(_ORDERS.index(order))
        if echoes in _ECHOES:
            self._echoes.choose(_ECHOES.index(echoes))

    def show_compact(self, *, on: bool) -> None:
        """Show which row height is in use."""
        self._rows.choose(int(on))

    def show_counts(
        self, listed: int, folded: tuple[int, int], undecided: int, chosen: int
    ) -> None:
        """Show how many posts are listed, or how many of them are selected.

        folded: posts folded under others, and of how many echoes; they count, as in the facts.
        """
        hidden, echoes = folded
        posts = listed + hidden
        alone = echoes - hidden if hidden else 0
        self._rest.setToolTip(plain_tip(_alone(alone)) if alone and chosen <= 1 else "")
        if chosen > 1:
            self._count.setText(tr("{count} chosen", count=grouped(chosen)))
            self._rest.setText(tr(" of {count}", count=grouped(listed)))
            return
        self._count.setText(trn("{count} post", "{count} posts", posts))
        rest = tr(" · {count} folded", count=grouped(hidden)) if hidden else ""
        if alone:
            rest = tr(" · {count} of {echoes} echoes folded", count=grouped(hidden),
                echoes=grouped(echoes))  # fmt: skip
        rest += tr(" · {count} undecided", count=grouped(undecided)) if posts else ""
        self._rest.setText(rest)
        self._fit()

    def say_new(self, count: int) -> None:
        """Show how many posts were added meanwhile."""
        self._new.set_words(trn("{count} new post", "{count} new posts", count))
        self._new.setVisible(count > 0)

    def fit_small(self, *, narrow: bool) -> None:
        """Hide selectors that other places offer too."""
        self._squeezed = narrow
        self._fit()

    def _fit(self) -> None:
        """Hide row height and groups, which the View menu also has, where the text needs room.

        What is left of the text is cut before a selector is.
        """
        shown = [self._count, self._rest, self._groups, self._order, self._echoes, self._rows]
        needed = sum(widget.sizeHint().width() for widget in shown) + theme.px(40)
        self._rows.setVisible(not self._squeezed and needed <= self.width())
        needed -= self._rows.sizeHint().width()
        self._groups.setVisible(self.groups is not None or needed <= self.width())
        kept = [self._count, self._order, self._echoes]
        kept += [self._groups] if self.groups is not None else []
        least = sum(widget.sizeHint().width() for widget in kept) + theme.px(40)
        self._rest.setVisible(self.width() - least > theme.px(_LEAST_REST))
        self._count.setToolTip("" if self._rest.isVisible() else self.words)
        self._order.shorten(on=least > self.width())
        least -= self._order.sizeHint().width() - self._order.minimumSizeHint().width()
        self._echoes.shorten(on=least > self.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def follow_style(self) -> None:
        self.setFixedHeight(theme.px(30))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("base"))
        line = theme.colour("line")
        painter.fillRect(0, 0, self.width(), 1, line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)


def _alone(count: int) -> str:
    """Return why some echoes are listed by themselves."""
    return trn(
        "{count} echo stands by itself: what it repeats is not here.",
        "{count} echoes stand by themselves: what they repeat is not here.",
        count,
    )
