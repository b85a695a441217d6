"""The search field: chips for conditions, and typed words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.safe_text import plain_tip
from curator.gui.look.style import set_kind
from curator.gui.search.completions import Completions
from curator.gui.search.terms import Terms, chip_words
from curator.gui.widgets import Chip, Glyph, KeyCap, Label, announce
from curator.gui.widgets.flow_layout import FlowLayout
from curator.gui.widgets.layouts import column_in, row_in
from curator.gui.widgets.pane_focus import HELP
from curator.i18n import tr
from curator.library import Library

TYPED_AFTER = 120
"""Milliseconds after the last key until the search runs."""

_RESTED_AFTER = 1_000
_KEY_FROM = 150
"""Width from which the field shows its key."""
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Reasons to lose the focus without closing the completions, which are a window themselves."""

_OURS = frozenset(
    QKeyCombination(Qt.KeyboardModifier.ControlModifier, key)
    for key in (Qt.Key.Key_D, Qt.Key.Key_K)
)


class SearchField(QWidget):
    """The field and its chips."""

    searched = Signal(str)
    """The whole search, after a pause in typing."""

    left = Signal()
    """The field was left for the list."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.terms = Terms()
        """The search, as chips and words."""
        self._asked = ""
        self._field = QLineEdit()
        self._frame = _Frame(self._field, library)
        self._hints = Label(style="small", colour="bad", wrap=True)
        self._misread: Sequence[str] = ()
        self._soon = QTimer(self, interval=TYPED_AFTER, singleShot=True)
        self._rested = QTimer(self, interval=_RESTED_AFTER, singleShot=True)
        self._completing = Completions(self._field, library, self._completed)
        self._build()

    def _build(self) -> None:
        self._field.setPlaceholderText(tr("Add words, people, tags…"))
        self._field.setAccessibleName(tr("Search"))
        self._field.setProperty(HELP, "search")
        self._field.installEventFilter(self)
        self._field.textEdited.connect(self._typed)
        self._soon.timeout.connect(self.ask)
        self._rested.timeout.connect(self._show_remarks)
        self.setFocusProxy(self._field)
        self._hints.hide()
        column = column_in(self, spacing=3)
        column.addWidget(self._frame)
        column.addWidget(self._hints)

    # Search

    @property
    def text(self) -> str:
        """Return the whole search as one would type it."""
        return self.terms.text

    @property
    def chips(self) -> list[str]:
        """Return the labels of the chips."""
        return [chip.text() for chip in self._frame.chips]

    @property
    def hint(self) -> str:
        """Return the hint under the field."""
        return "" if self._hints.isHidden() else self._hints.text()

    def put(self, terms: Terms) -> None:
        """Set another search at once."""
        self.terms = terms
        self._field.setText(terms.words)
        self._show_chips()
        self.ask()

    def take_hints(self, hints: Sequence[str]) -> None:
        """Show which terms were not understood, after a pause in typing."""
        self._misread = hints
        if not self._rested.isActive():
            self._show_remarks()
        elif not hints:
            self._show_hints(())

    def catch_up(self) -> None:
        """Do at once what waits for a pause."""
        if self._rested.isActive() and not self._soon.isActive():
            self._show_remarks()

    def _show_hints(self, hints: Sequence[str]) -> None:
        words = "\n".join(hints)
        if words and words != self.hint:
            announce(self._field, words, urgent=True)
        self._hints.setText(words)
        self._hints.setVisible(bool(hints))
        self._frame.warn(on=bool(hints))

    def focus(self) -> None:
        """Take the focus, and select the typed words."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def _typed(self, words: str) -> None:
        if words.endswith(" ") and (terms := Terms.of(words, self.terms.chips)).chips != (
            self.terms.chips
        ):
            self.terms = terms
            self._field.setText(terms.words + (" " if terms.words else ""))
            self._show_chips()
        else:
            self.terms = Terms(self.terms.chips, words)
        self._completing.offer()
        self._soon.start()
        self._rested.start()

    def _completed(self, term: str) -> None:
        if term.endswith(":"):
            self._typed(self._field.text())
        else:
            self.put(Terms.of(self._field.text(), self.terms.chips))

    def ask(self) -> None:
        """Run the search at once."""
        self._soon.stop()
        if self.text != self._asked:
            self._asked = self.text
            self.searched.emit(self.text)

    def _show_remarks(self) -> None:
        self._rested.stop()
        open_ = self._field.text().count('"') % 2
        more = [tr("A quotation mark is not closed.")] if open_ else []
        self._show_hints([*self._misread, *more])

    # Chips

    def _show_chips(self) -> None:
        self._frame.show_chips(self.terms.chips)
        for chip, part in zip(self._frame.chips, self.terms.chips, strict=True):
            chip.removed.connect(lambda part=part: self._drop(part))
            chip.installEventFilter(self)

    def _drop(self, part: str) -> None:
        self._field.setFocus()
        self.put(self.terms.minus(part))

    def _take_back(self) -> None:
        """Turn the last chip back into text, to be edited."""
        *chips, last = self.terms.chips
        self.terms = Terms(tuple(chips), f"{last} {self.terms.words}".strip())
        self._field.setText(self.terms.words)
        self._field.setCursorPosition(len(last))
        self._show_chips()
        self._soon.start()

    def _key(self, event: QKeyEvent) -> bool:
        """Handle a key in the field, or leave it to the field."""
        key, chips = Qt.Key(event.key()), self._frame.chips
        at_start = self._field.cursorPosition() == 0 and not self._field.hasSelectedText()
        if key == Qt.Key.Key_Backspace and at_start and chips:
            self._take_back()
        elif key == Qt.Key.Key_Left and at_start and chips:
            chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape}:
            self._leave(key)
        else:
            return False
        return True

    def _leave(self, key: Qt.Key) -> None:
        self._completing.close()
        self._rested.stop()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.terms = Terms.of(self._field.text(), self.terms.chips)
            self._field.setText(self.terms.words)
            self._show_chips()
        self.ask()
        self._show_remarks()
        self.left.emit()

    def _chip_key(self, chip: QObject, event: QKeyEvent) -> bool:
        chips: list[QObject] = list(self._frame.chips)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step or chip not in chips:
            return False
        at = chips.index(chip) + step
        if at >= len(chips):
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif at >= 0:
            self._frame.chips[at].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            return _is_ours(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event) if watched is self._field else self._chip_key(watched, event)
        if watched is self._field and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._frame.refresh()
            out = event.type() == QEvent.Type.FocusOut
            if out and isinstance(event, QFocusEvent) and event.reason() not in _PASSING:
                self._completing.close()
        return False


def _is_ours(event: QKeyEvent) -> bool:
    """Keep keys for the window that Qt would treat as editing: on Linux Ctrl+D deletes."""
    ours = event.keyCombination() in _OURS
    if ours:
        event.ignore()
    return ours


class _Frame(QWidget):
    """The box around chips and field."""

    def __init__(self, field: QLineEdit, library: Library) -> None:
        super().__init__()
        self._field, self._library = field, library
        self.chips: list[Chip] = []
        self._cap = KeyCap("search")
        self._warns = False
        set_kind(field, "bare")
        field.setMinimumWidth(theme.px(90))
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._flow = FlowLayout(gap=6, line=theme.px(24), stretch=True)
        row = row_in(self, (theme.px(10), 4, theme.px(8), 4), spacing=theme.px(8))
        row.addWidget(Glyph("search", 15, "text2"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._flow, 1)
        self._flow.addWidget(field)
        row.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def show_chips(self, parts: Sequence[str]) -> None:
        """Show a chip for each condition."""
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [Chip(chip_words(part, self._library), removable=True) for part in parts]
        for place, (chip, part) in enumerate(zip(self.chips, parts, strict=True)):
            chip.setToolTip(plain_tip(part))
            chip.setCursor(Qt.CursorShape.ArrowCursor)
            chip.setParent(self)
            self._flow.insert(place, chip)
            chip.show()
        self._field.setPlaceholderText(
            tr("Add words…") if self.chips else tr("Add words, people, tags…")
        )
        self.updateGeometry()

    def warn(self, *, on: bool) -> None:
        """Show whether a term was not understood."""
        self._warns = on
        self.update()

    def refresh(self) -> None:
        """Show whether the field has the focus, and its key where there is room for it."""
        roomy = self.width() >= theme.px(_KEY_FROM)
        self._cap.setVisible(roomy and not self._field.hasFocus())
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._field.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._field.hasFocus()
        wide = 2 if focused else 1
        ink = "bad" if self._warns else "accent" if focused else "edge"
        painter.setPen(QPen(theme.colour(ink), wide))
        painter.setBrush(theme.colour("base"))
        inset = wide / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 7, 7)
