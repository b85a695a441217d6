"""The page of keys, generated from the commands; keys can be changed on it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget
from typing_extensions import override

from curator.gui.commands import keymap
from curator.gui.commands.commands import commands
from curator.gui.look import theme
from curator.gui.shortcuts.bar import KeysBar
from curator.gui.shortcuts.lines import lines
from curator.gui.shortcuts.paint import INSET
from curator.gui.shortcuts.print import print_keys
from curator.gui.shortcuts.sheet import KeySheet
from curator.gui.widgets import Button, Elided, Label, announce
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr

__all__ = ["KeysOverlay", "lines"]

_EDITING = frozenset(
    {"Ctrl+A", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Left", "Ctrl+Right", "Ctrl+Backspace"}
)
"""Keys that the field needs once it contains text."""


class KeysOverlay(Overlay):
    """All keys, with a search field; Enter on a line changes its keys."""

    changed = Signal(object)
    """The user's keys, as stored in the settings."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._field = QLineEdit()
        self._sheet = KeySheet()
        self._none = Label(colour="text2")
        self._bar = KeysBar()
        self._restore = Button(tr("Restore all default keys"), kind="link", height=22)
        self._name = self._wanted = ""
        self._kept: dict[str, list[str]] = {}
        self._restyle()
        self._lay_out()
        self._connect()

    def _restyle(self) -> None:
        self.setAccessibleName(tr("All keys"))
        self._field.setPlaceholderText(tr("Find a key or a command"))
        self._field.setAccessibleName(tr("Find a key or a command"))
        self._field.setFixedWidth(min(theme.px(230), 270))
        self._field.installEventFilter(self)
        self._none.hide()

    def _lay_out(self) -> None:
        printing, close = Button(tr("Print")), Button(tr("Close"), key="Esc")
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(12)
        head.setContentsMargins(INSET, 0, INSET, 0)
        foot.setContentsMargins(INSET, 0, INSET, 0)
        about = tr("The same keys work in every view. Double-click one to change it.")
        told = tr("Enter changes the keys of a line, Del restores them.")
        column = column_in(self.panel, (30 - INSET, 22, 30 - INSET, 14), spacing=12)
        column.addLayout(head)
        head.addWidget(Label(tr("All keys"), "title"))
        head.addWidget(Elided(about, colour="text2"), 1)
        head.addWidget(self._field)
        head.addWidget(printing)
        head.addWidget(close)
        column.addWidget(self._none)
        column.addWidget(self._bar)
        column.addWidget(self._sheet, 1)
        column.addLayout(foot)
        foot.addWidget(Label(told, "small", "text3"), 1)
        foot.addWidget(self._restore)
        printing.clicked.connect(self._print)
        close.clicked.connect(self.dismiss)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._filter)
        self._sheet.chosen.connect(self._ask)
        self._sheet.pressed_keys.connect(self._take)
        self._sheet.cleared.connect(self._clear)
        self._sheet.menu_wanted.connect(self._open_menu)
        self._restore.clicked.connect(self._clear_all)
        self._bar.yes.clicked.connect(self._agree)
        self._bar.no.clicked.connect(self._leave)

    @property
    def shown(self) -> list[str]:
        """Return the texts of the lines that are shown."""
        return [line.words for group in self._sheet.found.values() for line in group]

    @property
    def bar_text(self) -> str:
        """Return the text of the bar."""
        return "" if self._bar.isHidden() else self._bar.words.text()

    def _filter(self, typed: str) -> None:
        self._sheet.show_only(typed)
        nothing = not self.shown
        self._none.setText(tr("No command or key matches “{typed}”.", typed=typed))
        self._none.setVisible(nothing)

    # Changing keys

    def _ask(self) -> None:
        """Ask for new keys of the current line; a line of several commands is split first."""
        line = self._sheet.current
        if line is None:
            return
        self._bar.hide()
        if len(line.names) > 1:
            self._sheet.open(line)
        else:
            self._name = line.names[0]
            self._sheet.setFocus()
            self._sheet.listen(on=True)
            told = tr("Press the new keys for “{command}”. Esc leaves them.", command=line.words)
            announce(self._sheet, told, urgent=True)

    def _take(self, shortcut: str) -> None:
        """Assign the pressed keys to the command, unless they have another meaning."""
        if shortcut == "Esc":
            self._leave()
        elif why := keymap.refusal(shortcut):
            self._bar.show_sentence(why)
        elif other := keymap.clash(self._name, shortcut):
            self._sheet.listen(on=False)
            self._wanted = shortcut
            self._bar.ask(
                tr(
                    "{keys} is now “{command}”. Use it here instead?",
                    keys="+".join(keymap.caps(shortcut)),
                    command=_words(other),
                ),
                tr("Use it"),
                tr("Keep"),
            )
        else:
            self._bind(shortcut)

    def _agree(self) -> None:
        if self._wanted:
            self._bind(self._wanted)
        else:
            self._change(self._kept, tr("Your keys are back."))

    def _bind(self, shortcut: str) -> None:
        made = keymap.bound(self._name, shortcut)
        keys = "+".join(keymap.caps(shortcut))
        told = tr("“{command}” is {keys} now.", command=_words(self._name), keys=keys)
        self._leave()
        self._change(made, told)

    def _leave(self) -> None:
        """Cancel the question."""
        self._wanted = ""
        self._sheet.listen(on=False)
        self._bar.hide()
        self._sheet.setFocus()

    def _clear(self) -> None:
        line = self._sheet.current
        if line is not None and line.is_changed:
            made = keymap.chosen()
            for name in line.names:
                if keymap.is_changed(name):
                    made = keymap.restored(name)
                    keymap.use(made)
            self._change(made, tr("“{command}” has its default keys.", command=line.words))

    def _clear_all(self) -> None:
        self._kept = keymap.chosen()
        self._wanted = ""
        self._change({}, "")
        self._bar.ask(tr("All keys have their defaults."), tr("Take it back"), tr("Close"))

    def _change(self, made: dict[str, list[str]], told: str) -> None:
        keymap.use(made)
        self.changed.emit(keymap.chosen())
        self._sheet.renew()
        self._restore.setVisible(bool(keymap.chosen()))
        if told:
            self._bar.show_sentence(told)

    def _open_menu(self, at: QPoint) -> None:
        line = self._sheet.current
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Change the keys…")).triggered.connect(self._ask)
        restore = menu.addAction(tr("Restore the default keys"))
        restore.setEnabled(line is not None and line.is_changed)
        restore.triggered.connect(self._clear)
        menu.popup(at)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(tr("Curator: all keys"))
        asking = QPrintDialog(printer, self)
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.accepted.connect(partial(print_keys, printer))
        asking.setWindowModality(Qt.WindowModality.WindowModal)
        asking.show()

    # Qt events

    @override
    def box(self, room: QRect) -> QRect:
        width = min(theme.px(1080), room.width() - 48)
        wanted = self._sheet.height_for(width - 60 + 2 * INSET) + theme.px(32 + 22) + 76
        height = min(wanted, room.height() - 48)
        top = max(24, min(62, (room.height() - height) // 2))
        return QRect((room.width() - width) // 2, top, width, height)

    @override
    def _take_focus(self) -> None:
        self._leave()
        self._sheet.fold()
        self._field.clear()
        self._filter("")
        self._restore.setVisible(bool(keymap.chosen()))
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if event.type() == QEvent.Type.ShortcutOverride and self._is_chord(event):
                event.accept()
                return True
            return is_press and self._key(event)
        return super().eventFilter(watched, event)

    def _is_chord(self, event: QKeyEvent) -> bool:
        """Tell whether the pressed keys are to be looked up rather than typed."""
        keys = keymap.pressed(event)
        held = any(part in keys[:-1] for part in ("Ctrl+", "Alt+", "Meta+"))
        own = keys in _EDITING and bool(self._field.text())
        return (held and not own) or (keys[:1] == "F" and keys[1:].isdecimal())

    def _key(self, event: QKeyEvent) -> bool:
        """Handle a key for the lines, or leave it to the field."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key, keys = Qt.Key(event.key()), keymap.pressed(event)
        if self._is_chord(event):
            self._field.setText("+".join(keymap.caps(keys)))
        elif key in steps:
            self._sheet.go(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask()
        elif not self._field.text() and keys in keymap.keys("keys"):
            self.dismiss()
        else:
            return False
        return True


def _words(name: str) -> str:
    return next(command.words for command in commands() if command.name == name)
