"""The cards of the facts pane: focusable figures with actions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStyle, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.widgets import Button, Elided, Label, announce, paint_ring
from curator.gui.widgets.layouts import column_in, row_in
from curator.i18n import tr

_VALUE = 112
"""Width of the number, left of its label."""

_MARGIN = 20
_LONGEST = 9
"""Most characters of a number that fit there."""


class FactCard(QWidget):
    """A figure with four actions, which show on hover and on focus."""

    wished = Signal(str)
    """'add', 'show', 'copy'; the fourth action, 'explain', is handled here."""

    def __init__(self, name: str, *, line: bool = True) -> None:
        super().__init__()
        self.name = name
        self._line = line
        self._explained = Label(style="small", colour="text2", wrap=True)
        self._explained.hide()
        self._meaning = ""
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(1)
        whole = column_in(self, (_MARGIN, 11 if line else 4, _MARGIN, 9 if line else 4), spacing=4)
        whole.addLayout(self.body)
        whole.addWidget(self._explained)
        self._acts = _Acts(self)
        self._acts.wished.connect(self.do)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def explain(self, meaning: str) -> None:
        """Set the definition of the figure, shown on request."""
        self._meaning = meaning
        self._explained.setText(meaning)
        self.setAccessibleDescription(meaning)

    @property
    def is_explained(self) -> bool:
        """Whether the definition is shown."""
        return self._explained.isVisibleTo(self)

    def do(self, what: str) -> None:
        """Run one of the actions."""
        if what != "explain":
            self.wished.emit(what)
            return
        self._explained.setVisible(not self.is_explained)
        if self.is_explained:
            announce(self, self._meaning)

    def fade(self, *, on: bool) -> None:
        """Show the old figure paler while it is counted again."""
        for label in self.findChildren(Label):
            usual = label.property("ink") or "text"
            label.recolour("text3" if on else str(usual))
        self.update()

    def _reveal(self) -> None:
        focus = QApplication.focusWidget()
        inside = focus is self or (focus is not None and self.isAncestorOf(focus))
        self._acts.setVisible(self.underMouse() or inside)
        self._place()

    def _place(self) -> None:
        self._acts.fit(self.width() - theme.px(190))
        size = self._acts.sizeHint()
        top = 6 if self._line else 2
        place = QRect(QPoint(self.width() - size.width() - 14, top), size)
        self._acts.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
        self._acts.raise_()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        does = {
            Qt.Key.Key_Return: "add",
            Qt.Key.Key_Enter: "add",
            Qt.Key.Key_Right: "show",
            Qt.Key.Key_F1: "explain",
        }
        steps = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}
        focus = QApplication.focusWidget()
        # a row inside the card handles keys itself
        own = focus is None or not self.isAncestorOf(focus)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.do("copy")
        elif own and event.key() in does and not held:
            self.do(does[Qt.Key(event.key())])
        elif own and event.key() in steps:
            self._step(forward=steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _step(self, *, forward: bool) -> None:
        """Move the focus to the next card, past the widgets inside this one."""
        owner = self.window()
        cards = [card for card in owner.findChildren(FactCard) if card.isVisible()]
        at = cards.index(self) + (1 if forward else -1)
        if 0 <= at < len(cards):
            cards[at].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        for name, words, keys, _icon in _actions():
            action = menu.addAction(f"{words}\t{keys}")
            action.triggered.connect(lambda _=False, name=name: self.do(name))
        menu.popup(event.globalPos())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._reveal()
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._reveal()
        self.update()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._reveal()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._reveal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._line:
            painter.fillRect(20, 0, self.width() - 40, 1, theme.colour("line"))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, QRectF(self.rect()).adjusted(8, 2, -8, -1), 6)


class NumberCard(FactCard):
    """A number with its label and its meaning."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._value = _inked(Label(style="figure"), "text")
        self._title = _inked(Label(weight=500), "text")
        self._detail = _inked(Label(style="small", colour="text2", wrap=True), "text2")
        self._beside = QVBoxLayout()
        self._beside.setSpacing(1)
        self._top = QHBoxLayout()
        self._top.setSpacing(10)
        self._mode = ""
        self.body.addLayout(self._top)

    def show_figure(self, value: str, title: str, detail: str, meaning: str) -> None:
        """Show a figure."""
        self._value.setText(value)
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{value} {title}. {detail}")
        self.explain(meaning)
        self._arrange()

    def _arrange(self) -> None:
        """Put the number left of its label; a long one on the label's line, or above it."""
        value, title = self._value.text(), self._title.text()
        room = self.width() - 2 * _MARGIN
        wide = QFontMetrics(self._value.font()).horizontalAdvance(value)
        whole = wide + QFontMetrics(self._title.font()).horizontalAdvance(title) + 12
        mode = "beside" if len(value) <= _LONGEST else "line" if whole <= room else "stack"
        if mode == self._mode:
            return
        self._mode = mode
        self._top.removeItem(self._beside)
        for layout in (self._top, self._beside, self.body):
            for part in (self._value, self._title, self._detail):
                layout.removeWidget(part)
        self._value.setMinimumWidth(theme.px(_VALUE) if mode == "beside" else 0)
        self._value.setWordWrap(mode == "stack")
        if mode == "beside":
            self._top.addWidget(self._value, 0, Qt.AlignmentFlag.AlignTop)
            self._top.addLayout(self._beside, 1)
            self._beside.addWidget(self._title)
            self._beside.addWidget(self._detail)
            return
        if mode == "line":
            self._top.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBaseline)
            self._top.addWidget(self._title, 1, Qt.AlignmentFlag.AlignBaseline)
        else:
            self._top.addLayout(self._beside, 1)
            self._beside.addWidget(self._value)
            self._beside.addWidget(self._title)
        self.body.insertWidget(1, self._detail)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


class SmallCard(FactCard):
    """A number above its label, one of several side by side."""

    def __init__(self, name: str) -> None:
        super().__init__(name, line=False)
        self._value = _inked(Elided(style="figure"), "text")
        self._title = _inked(Label(weight=500, wrap=True), "text")
        self._detail = _inked(Label(style="small", colour="text2", wrap=True), "text2")
        for label in (self._value, self._title, self._detail):
            self.body.addWidget(label)
        self.body.addStretch(1)
        sides = (0, _MARGIN) if self.isRightToLeft() else (_MARGIN, 0)
        self.layout().setContentsMargins(sides[0], 4, sides[1], 4)  # type: ignore[union-attr]  # it has one
        self._acts.only_icons()

    def show_figure(self, value: str, title: str, detail: str, meaning: str) -> None:
        """Show a figure."""
        self._value.setText(value)
        self._title.setText(title)
        self._detail.setText(detail)
        self.setAccessibleName(f"{value} {title} {detail}".rstrip())
        self.explain(meaning)


class _Acts(QWidget):
    """The action buttons over the upper right corner of a card."""

    wished = Signal(str)

    def __init__(self, parent: FactCard) -> None:
        super().__init__(parent)
        self._only_icons = False
        self._buttons: dict[str, Button] = {}
        row = row_in(self, (6, 0, 0, 0), spacing=2)
        for name, words, keys, icon in _actions():
            button = Button(words, icon=icon, kind="link", height=24)
            button.setAccessibleDescription(keys)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # no focus: keys on the card do the same
            if name != "add":
                button.bare(on=True)
            button.clicked.connect(lambda _=False, name=name: self.wished.emit(name))
            row.addWidget(button)
            self._buttons[name] = button
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.hide()

    def only_icons(self) -> None:
        """Show icons without labels, and only as many as fit, for a small card."""
        self._only_icons = True
        for name in ("copy", "explain"):
            self._buttons[name].hide()
        self._buttons["add"].bare(on=True)

    def fit(self, room: int) -> None:
        """Show the label of the first action where there is room."""
        self._buttons["add"].bare(on=self._only_icons or room < theme.px(190))
        self.adjustSize()


def _actions() -> list[tuple[str, str, str, str]]:
    """Return names, labels, keys and icons."""
    return [
        ("add", tr("Add to story"), tr("Enter"), "plus"),
        ("show", tr("Show these posts"), "→", "arrow-right"),
        ("copy", tr("Copy"), "Ctrl+C", "copy"),
        ("explain", tr("How is this counted?"), "F1", "circle-help"),
    ]


def _inked(label: Label, ink: str) -> Label:
    """Remember the usual colour of a label."""
    label.setProperty("ink", ink)
    return label
