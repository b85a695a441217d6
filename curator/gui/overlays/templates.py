"""The overlay of recap templates and snippets: read, copy, edit and use them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from curator.errors import CuratorError
from curator.gui.look import theme
from curator.gui.look.style import set_kind
from curator.gui.overlays.template_list import TemplateList
from curator.gui.widgets import Button, Label, Rule
from curator.gui.widgets.layouts import column_in, row_in
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr
from curator.insight.draft.templates import FIELDS, SLOTS, problems, template
from curator.work import Recipe, RecipeKind, copy_of, discard, keep, recipes

_WIDTH, _HEIGHT, _TOP, _SHARE, _LIST, _HEAD = 1000, 680, 48, 0.9, 260, 50
_SNIPPET = "name: {name}\nnext:\n\n{words}\n"


class TemplatesOverlay(Overlay):
    """A list of templates and snippets beside the text of the selected one."""

    about = "story"

    used = Signal(str)
    """The key of a template for a rough cut, or of a snippet to insert."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._shown: Recipe | None = None
        self._asked = ""
        self.list = TemplateList()
        """The templates and snippets."""
        self.text = QPlainTextEdit()
        """The text of the selected one."""
        self.copy = Button(tr("New from this one"), icon="copy", kind="flat")
        self.snippet = Button(tr("New snippet"), icon="plus", kind="flat")
        self.close_page = Button(tr("Close"), key="Esc", kind="flat")
        self.use = Button(tr("Make a rough cut"), kind="solid")
        self.save = Button(tr("Save"), key="Ctrl+S")
        self.delete = Button(tr("Delete"), kind="flat")
        self.remark = Label("", "small", "text2", wrap=True)
        """Remarks on the text: where its file is, or what in it will not work."""
        self.help = Label(_help(), "small", "text2", wrap=True)
        self.sheds = (self.snippet, self.copy)
        self.setAccessibleName(tr("Recap templates"))
        self._build()
        self._wire()

    def _build(self) -> None:
        self._head = QWidget()
        row = row_in(self._head, (14, 0, 8, 0), spacing=8)
        row.addWidget(Label(tr("Recap templates"), "base", weight=600))
        row.addStretch()
        for button in (self.copy, self.snippet, self.close_page):
            row.addWidget(button)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        column = column_in(self.panel, (1, 1, 1, 1), spacing=0)
        column.addWidget(self._head)
        column.addWidget(Rule())
        column.addLayout(middle, 1)
        middle.addWidget(self.list)
        middle.addWidget(Rule(upright=True))
        form = QVBoxLayout()
        middle.addLayout(form, 1)
        self._fill_form(form)

    def _fill_form(self, form: QVBoxLayout) -> None:
        """Put the text field into it, with the remarks and buttons around."""
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Text of the template"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        form.setContentsMargins(18, 14, 18, 12)
        form.setSpacing(10)
        form.addWidget(self.text, 1)
        form.addWidget(self.remark)
        form.addWidget(self.help)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        form.addLayout(foot)
        foot.addWidget(self.delete)
        foot.addStretch()
        foot.addWidget(self.save)
        foot.addWidget(self.use)

    def _wire(self) -> None:
        self.close_page.clicked.connect(self.dismiss)
        self.copy.clicked.connect(self.begin_copy)
        self.snippet.clicked.connect(self.begin_snippet)
        self.save.clicked.connect(self.keep)
        self.delete.clicked.connect(self.discard)
        self.use.clicked.connect(self._use)
        self.list.chosen.connect(self._choose)
        self.text.textChanged.connect(self._changed)
        self.text.installEventFilter(self)
        self.list.installEventFilter(self)

    def open_on(self, key: str = "", *, desk: bool = True) -> None:
        """Open the templates; key: the one to select, desk: needed to use one."""
        self.use.setEnabled(desk)
        self._list(key or (self._shown.key if self._shown else ""))
        set_kind(self.text, "box")
        self.open()

    # Actions

    def begin_copy(self) -> None:
        """Begin a template of the user's own with the text that is shown."""
        if self._shown is not None and self._is_kept():
            kind: RecipeKind = "snippet" if self._shown.kind == "snippet" else "recap"
            self._begin(copy_of(replace(self._shown, text=self.text.toPlainText()), kind))

    def begin_snippet(self) -> None:
        """Begin a snippet."""
        name = tr("Next time")
        words = tr("The next chat is {next}. Come along under {hashtag}.", next="{next}",
            hashtag="{hashtag}")  # fmt: skip
        if self._is_kept():
            self._begin(Recipe("", name, _SNIPPET.format(name=name, words=words), "snippet"))

    def keep(self) -> bool:
        """Save what is typed; tell whether that succeeded."""
        if self._shown is None or self._shown.kind == "built-in":
            return False
        try:
            kept = keep(replace(self._shown, text=self.text.toPlainText()))
        except CuratorError as error:
            self._show_remark(str(error), wrong=True)
            return False
        self._shown = kept
        self._list(kept.key)
        self._show_remark(tr("Saved as “{name}”.", name=kept.name))
        return True

    def discard(self) -> None:
        """Delete one's own on the second request, because undo does not restore files."""
        if self._shown is None or self._shown.kind == "built-in":
            return
        if self._shown.key and self._asked != self._shown.key:
            self._asked = self._shown.key
            self._show_remark(
                tr("Undo does not bring a file back. Delete “{name}”? Press Delete once more.",
                    name=self._shown.name), wrong=True)  # fmt: skip
            return
        try:
            if self._shown.key:
                discard(self._shown)
        except CuratorError as error:
            self._show_remark(str(error), wrong=True)
            return
        self._shown = None
        self._list("")
        self.list.setFocus()

    def _use(self) -> None:
        if self._shown is not None and (self._is_unchanged() or self.keep()):
            key = self._shown.key
            self.dismiss()
            self.used.emit(key)

    def _begin(self, new: Recipe) -> None:
        self._show(new)
        self.list.choose("")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.selectAll()

    # Display

    def _list(self, key: str) -> None:
        found = recipes()
        self.list.show_recipes(found)
        chosen = next((each for each in found if each.key == key), found[0])
        self.list.choose(chosen.key)
        self._show(chosen)

    def _choose(self, key: str) -> None:
        """Select another; unsaved text of the last one is saved first."""
        if self._shown is not None and key == self._shown.key:
            return
        if not self._is_kept():
            self.list.choose(self._shown.key if self._shown else "")
            return
        found = recipes()
        self.list.show_recipes(found)
        self.list.choose(key)
        self._show(next(each for each in found if each.key == key))

    def _show(self, shown: Recipe) -> None:
        self._shown, self._asked = shown, ""
        own = shown.kind != "built-in"
        self.text.setPlainText(shown.text)
        self.text.setReadOnly(not own)
        self.save.setVisible(own)
        self.delete.setVisible(own)
        is_snippet = shown.kind == "snippet"
        self.use.setText(tr("Put into the story") if is_snippet else tr("Make a rough cut"))
        self._changed()

    def _changed(self) -> None:
        """Show what in the text will not work as it seems to."""
        wrong = problems(self.text.toPlainText())[:2]
        if wrong:
            self._show_remark(" ".join(wrong), wrong=True)
        elif self._shown is not None and self._shown.kind == "built-in":
            self._show_remark(tr("This comes with Curator. Make a new one from it to change it."))
        elif self._is_unchanged():
            self._show_remark(tr("Saved beside your settings, for every library."))
        else:
            self._show_remark(tr("Not saved yet."))

    def _is_unchanged(self) -> bool:
        shown = self._shown
        return shown is None or bool(shown.key and self.text.toPlainText() == shown.text)

    def _is_kept(self) -> bool:
        """Tell whether nothing typed would be lost; save what can be saved."""
        return self._is_unchanged() or not template(self.text.toPlainText()).parts or self.keep()

    def _show_remark(self, sentence: str, *, wrong: bool = False) -> None:
        self.remark.recolour("bad" if wrong else "text2")
        self.remark.setText(sentence)

    @override
    def box(self, room: QRect) -> QRect:
        width = min(theme.px(_WIDTH), room.width() - 48)
        height = min(theme.px(_HEIGHT), round(room.height() * _SHARE))
        self._head.setFixedHeight(theme.px(_HEAD))
        self.list.setFixedWidth(min(theme.px(_LIST), round(width * 0.32)))
        return QRect((room.width() - width) // 2, min(_TOP, room.height() // 16), width, height)

    @override
    def _take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def dismiss(self) -> None:
        if self._is_kept():
            super().dismiss()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isVisible() or watched is self.parent():
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_save = event.key() == Qt.Key.Key_S and _with_control(event)
            if is_save:
                event.accept()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_S and _with_control(event):
            self.keep()
        elif watched is self.list and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.discard()
        elif watched is self.list and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif watched is self.text and event.key() == Qt.Key.Key_Escape:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            return False
        return True


def _with_control(event: QKeyEvent) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _help() -> str:
    fields = " ".join(f"{{{name}}}" for name in FIELDS)
    slots = " ".join(f"[{name}]" for name in SLOTS)
    return tr(
        "The lines at the top are the name, the title and fields of your own: “contact: …” fills"
        " in {contact}. Known besides: {fields}. A line whose field is empty is left out."
        " In a line of its own, {slots} stands for what Curator makes; [sections: 4] for four"
        " quotes each.",
        contact="{contact}",
        fields=fields,
        slots=slots,
    )
