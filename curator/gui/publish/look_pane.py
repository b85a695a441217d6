"""The look of a target: its colour, font and template, changed beside the preview of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from curator.gui.look.style import set_kind
from curator.gui.widgets import Button, Label
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.writers import COLOURED, TEMPLATES, Writer, target_name
from curator.writers.kit.look import OwnLook, original_template

_REST = 400
"""Milliseconds after a key until the preview follows."""


class LookPane(QWidget):
    """Fields for colour, font and template; what is typed is shown in the preview at once."""

    changed = Signal(object)
    """The OwnLook that is typed."""

    ended = Signal()
    """Done."""

    def __init__(self) -> None:
        super().__init__()
        self._original = ""
        self._title = Label(weight=600, wrap=True)
        self.colour, self.font_name = QLineEdit(), QLineEdit()
        self.template = QPlainTextEdit()
        self.remark = Label("", "small", "text2", wrap=True)
        """What is wrong with the look, with its line, or that it is kept."""
        self.original = Button(tr("Original"), kind="flat")
        self.done = Button(tr("Done"), key="Esc")
        self._dress = QWidget()
        self._rest = QTimer(self, interval=_REST, singleShot=True)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.colour.setPlaceholderText("#0B6A70")
        self.font_name.setPlaceholderText("Georgia, serif")
        self.template.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.template.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.template.setTabChangesFocus(True)
        dress = column_in(self._dress, spacing=6)
        for words, field in ((tr("Colour"), self.colour), (tr("Font"), self.font_name)):
            label = Label(words, "small", "text2")
            label.setBuddy(field)
            field.setAccessibleName(words)
            dress.addWidget(label)
            dress.addWidget(field)
        head = Label(tr("Template"), "small", "text2")
        head.setBuddy(self.template)
        self.template.setAccessibleName(tr("Template"))
        acts = QHBoxLayout()
        column = column_in(self, (8, 0, 8, 12), spacing=8)
        column.addWidget(self._title)
        column.addWidget(self._dress)
        column.addWidget(head)
        column.addWidget(self.template, 1)
        column.addWidget(self.remark)
        column.addLayout(acts)
        acts.addWidget(self.original)
        acts.addStretch()
        acts.addWidget(self.done)

    def _wire(self) -> None:
        for field in (self.colour, self.font_name):  # the words are not the timer's milliseconds
            field.textEdited.connect(lambda _words: self._rest.start())
        self.template.textChanged.connect(self._rest.start)
        self._rest.timeout.connect(lambda: self.changed.emit(self.look))
        self.original.clicked.connect(self.restore)
        self.done.clicked.connect(self._end)

    @property
    def look(self) -> OwnLook:
        """Return what is typed; a template as it comes with Curator is none."""
        text = self.template.toPlainText()
        template = "" if text == self._original else text
        if self._dress.isHidden():
            return OwnLook(template)
        return OwnLook(template, self.colour.text().strip(), self.font_name.text().strip())

    def open_on(self, writer: Writer, look: OwnLook) -> None:
        """Show the look of a target."""
        name = target_name(writer)
        self._original = original_template(TEMPLATES[name])
        self._title.setText(tr("Look: {target}", target=tr(writer.TITLE)))
        self._dress.setVisible(name in COLOURED)
        self.setFocusProxy(self.colour if name in COLOURED else self.template)
        self.colour.setText(look.accent)
        self.font_name.setText(look.font)
        self.template.setPlainText(look.template or self._original)
        self._rest.stop()
        set_kind(self.template, "box")
        self.show_remark(
            tr("What you change is shown beside, and kept for every library once it works.")
        )

    def restore(self) -> None:
        """Take the look that comes with Curator; the template's own undo brings the other back."""
        self.colour.clear()
        self.font_name.clear()
        whole = self.template.textCursor()
        whole.select(QTextCursor.SelectionType.Document)
        whole.insertText(self._original)
        self._rest.stop()
        self.changed.emit(self.look)

    def show_remark(self, sentence: str, *, wrong: bool = False) -> None:
        """Say what became of the look."""
        self.remark.recolour("bad" if wrong else "text2")
        self.remark.setText(sentence)

    def _end(self) -> None:
        if self._rest.isActive():
            self._rest.stop()
            self.changed.emit(self.look)
        self.ended.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return bool(super().event(event))
