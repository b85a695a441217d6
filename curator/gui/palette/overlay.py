"""The command palette: everything that can be done or opened, by a few letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.style import set_kind
from curator.gui.palette.commands import closes_palette
from curator.gui.palette.finder import ALL, Finder, Group, PaletteContext, counts_all
from curator.gui.widgets import Glyph, KeyCap, Label, Rule, announce
from curator.gui.widgets.layouts import column_in, row_in
from curator.gui.widgets.line_list import LineList
from curator.gui.widgets.list_line import ListLine
from curator.gui.widgets.overlay import Overlay
from curator.i18n import grouped, tr, trn

_WIDTH, _TOP, _SHARE = 640, 96, 0.7
_FIELD, _FOOT = 50, 34
_PAGE = 8
_WHOLE_AFTER = 90
"""Milliseconds of pause in typing until posts and counts are added."""

_TOLD_AFTER = 500
"""Milliseconds of pause until a screen reader announces the matches."""


class Palette(Overlay):
    """The palette: type a few letters, press Enter."""

    asked = Signal(str)
    """What to do, as 'command:star', 'search:is:reply', 'story:3' or 'post:17'."""

    def __init__(self, window: QWidget, finder: Finder) -> None:
        super().__init__(window)
        self._finder = finder
        self._used: Sequence[str] = ()
        self._opened: frozenset[str] = frozenset()
        self.field = QLineEdit()
        """The field for typing."""
        self.list = LineList(tr("Commands"))
        """The matches."""
        self._none = Label(colour="text2", wrap=True)
        self._count = Label("", "small", "text3")
        self._soon = QTimer(self, interval=_WHOLE_AFTER, singleShot=True)
        self._rest = QTimer(self, interval=_TOLD_AFTER, singleShot=True)
        self.setAccessibleName(tr("Commands"))
        self._build()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        self.list.taken.connect(lambda line: self._take(line, stay=False))
        self._soon.timeout.connect(self.catch_up)
        self._rest.timeout.connect(self._announce_matches)

    def _build(self) -> None:
        set_kind(self.field, "bare")
        self.field.setAccessibleName(tr("Find a command, a person, a tag, a story or a post"))
        self.field.setPlaceholderText(tr("Find a command, a person, a tag, a story or a post"))
        self._none.setContentsMargins(14, 12, 14, 12)
        self._head = QWidget()
        head = row_in(self._head, (17, 0, 17, 0), spacing=11)
        head.addWidget(Glyph("search", 16, "text3"))
        head.addWidget(self.field, 1)
        head.addWidget(KeyCap(tr("Esc"), height=16))
        column = column_in(self.panel, (1, 1, 1, 1), spacing=0)
        column.addWidget(self._head)
        column.addWidget(Rule())
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addSpacing(6)
        self._status_bar = _Foot(self._count)
        column.addWidget(self._status_bar)

    # Matches

    def open_at(self, place: PaletteContext, used: Sequence[str]) -> None:
        """Open in a context; used: recent commands."""
        self._finder.load(place)
        self._used = used
        self.field.clear()
        self._typed("")
        self.open()

    def reload(self, place: PaletteContext, used: Sequence[str]) -> None:
        """Update the palette, which stays open after a command."""
        self._finder.load(place)
        self._used = used
        self._fill()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, _words: str) -> None:
        self._opened = frozenset()
        self._fill(whole=False)
        self._soon.start()
        self._rest.start()

    def catch_up(self) -> None:
        """Add at once what waits for a pause: posts and counts."""
        self._soon.stop()
        if self.isVisible():
            self._fill(self.list.currentIndex().row())

    def _fill(self, current: int = -1, *, whole: bool = True) -> None:
        words = self.field.text()
        if words.strip():
            groups = self._finder.find(words, self._opened, whole=whole)
        else:
            groups = self._finder.before(self._used)
        lines = [line for group in groups for line in _with_head(group)]
        self.list.show_lines(lines, current)
        self.list.setVisible(bool(lines))
        self._none.setVisible(whole and not lines)
        self._none.setText(
            tr(
                "No command or person matches “{x}”. Press Enter to search the posts for it.",
                x=self._wanted(),
            )
        )
        self._announce_count(groups if words.strip() else [])
        if self.isVisible():
            self.panel.setGeometry(self.box(self.rect()))

    def _wanted(self) -> str:
        """Return what is typed, without the prefix that selects a kind."""
        words = self.field.text().strip()
        return words[1:].strip() if words[:1] in {"#", "@", "/", ">"} else words

    def _announce_count(self, groups: Sequence[Group]) -> None:
        shown = sum(len(group.lines) for group in groups)
        count = sum(group.count for group in groups)
        words = tr("{shown} of {count}", shown=shown, count=grouped(count))
        if not all(counts_all(group.count) for group in groups):
            words = tr("{shown} of more than {count}", shown=shown, count=grouped(count))
        self._count.setText(words if groups else "")

    def _announce_matches(self) -> None:
        """Let screen readers announce the matches."""
        if not self.isVisible():
            return
        line = self.list.current
        told = self._none.text() if line is None else f"{self._count.text()}. {line.spoken}"
        announce(self.field, told)

    # Actions

    def _take(self, line: ListLine | None, *, stay: bool) -> None:
        if line is None:
            if wanted := self._wanted():
                self._do(f"search:{wanted}", stay=stay)
        elif line.off:
            announce(self.field, line.spoken, urgent=True)
        elif line.do.startswith("more:"):
            at = self.list.currentIndex().row()
            self._opened |= {line.do.removeprefix("more:")}
            self._fill(at)
        else:
            self._do(line.do, stay=stay and not closes_palette(line))

    def _do(self, what: str, *, stay: bool) -> None:
        if not stay:
            self.dismiss()
        self.asked.emit(what)

    # Qt events

    @override
    def box(self, room: QRect) -> QRect:
        width = min(theme.px(_WIDTH), room.width() - 48)
        most = round(room.height() * _SHARE)
        self._head.setFixedHeight(theme.px(_FIELD) - 1)
        self._status_bar.setFixedHeight(theme.px(_FOOT))
        self.field.setFont(theme.font("reading"))
        frame = theme.px(_FIELD) + theme.px(_FOOT) + 8
        inner = self.list.height_of_all()
        if self.list.isHidden():
            inner = self._none.heightForWidth(width - 2) if not self._none.isHidden() else 0
        height = min(frame + inner, most)
        return QRect((room.width() - width) // 2, _TOP, width, height)

    @override
    def _take_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
            return is_key and isinstance(event, QKeyEvent) and self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Handle a key for the list, or leave it to the field."""
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            self.list.step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.list.current is None:
                self.catch_up()
            stay = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._take(self.list.current, stay=stay)
        else:
            return False
        return True


def _with_head(group: Group) -> list[ListLine]:
    lines = [ListLine(group.name), *group.lines]
    left = group.count - len(group.lines)
    if group.more and left > 0 and len(group.lines) < ALL:
        many = tr("more than {count} more", count=grouped(left))
        words = trn("{count} more", "{count} more", left) if counts_all(group.count) else many
        lines.append(ListLine(words, group.more, icon="plus"))
    return lines


class _Foot(QWidget):
    """The keys that help, and the number of matches."""

    def __init__(self, count: Label) -> None:
        super().__init__()
        self._hints: list[QWidget] = []
        self._count = count
        row = row_in(self, (14, 0, 14, 0), spacing=11)
        for caps, words in (
            (("↑", "↓"), tr("choose")),
            ((tr("Enter"),), tr("do it")),
            (("#",), tr("tags")),
            (("@",), tr("people")),
            (("/",), tr("search all posts")),
            ((">",), tr("commands")),
        ):
            hint = QWidget()
            inside = row_in(hint, spacing=5)
            for cap in caps:
                inside.addWidget(KeyCap(cap, height=16))
            inside.addWidget(Label(words, "small", "text3"))
            row.addWidget(hint)
            self._hints.append(hint)
        row.addStretch()
        row.addWidget(count)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the last hints that do not fit."""
        super().resizeEvent(event)
        used = self._count.sizeHint().width() + 28
        for hint in self._hints:
            used += hint.sizeHint().width() + 11
            hint.setVisible(used <= self.width())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low = QPainterPath()
        low.addRoundedRect(0, -20, self.width(), self.height() + 20, 9, 9)
        painter.fillPath(low, theme.colour("window"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
