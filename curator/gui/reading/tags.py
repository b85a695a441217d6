"""The tags of the selected post: removed by a click, added by key or by name."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.codebook.tag_entry import TagEntry
from curator.gui.codebook.tag_order import in_order, tag_order
from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.safe_text import clean, isolated, plain_tip
from curator.gui.widgets import Button, Chip, Label, announce
from curator.gui.widgets.flow_layout import FlowLayout
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr

_ALIKE = 0.8


class TagEditor(QWidget):
    """Chips of tags, and a field for another."""

    tagged = Signal(str)
    """A tag to add."""

    untagged = Signal(str)
    """A tag to remove."""

    finished = Signal()
    """The field was left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[object, ...] = ()
        self._tags: tuple[str, ...] = ()
        self._looks: dict[str, tuple[str, str]] = {}
        self._warned = ""
        self.chips: list[Chip] = []
        self.add = Button(tr("Add a tag"), icon="plus", kind="flat", height=24)
        self.field = TagEntry()
        self._hint = Label(style="small", colour="warn", wrap=True)
        self._build()

    def _build(self) -> None:
        self.field.setPlaceholderText(tr("Name of the tag"))
        self.field.setAccessibleName(tr("Tag"))
        self.field.setFixedWidth(theme.px(200))
        self.field.installEventFilter(self)
        self.field.taken.connect(self._give)
        self.field.left.connect(self._leave)
        self.field.textEdited.connect(lambda _: self._warn(""))
        self.add.clicked.connect(self.ask)
        row = QWidget()
        self._flow = FlowLayout(row, gap=6, line=theme.px(24))
        self._flow.addWidget(self.add)
        self._flow.addWidget(self.field)
        column = column_in(self, spacing=4)
        column.addWidget(row)
        column.addWidget(self._hint)
        self.field.hide()
        self._hint.hide()

    # Chips

    def show_tags(self, tags: Sequence[str]) -> None:
        """Show the tags of a post, and the frequent ones it does not have."""
        keys = self._desk.library.tags.keys()
        self._looks = self._desk.library.tags.colours_and_definitions()
        shown = (tuple(tags), tuple(keys.items()), tuple(self._looks.items()))
        if shown == self._shown:
            return
        self._shown = shown
        self._tags = tuple(tags)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._given(name) for name in tags]
        self.chips += [
            self._offered(name, number) for number, name in keys.items() if name not in tags
        ]
        for place, chip in enumerate(self.chips):
            chip.setParent(self.add.parentWidget())
            self._flow.insert(place, chip)
            chip.show()
        self.updateGeometry()

    @property
    def given(self) -> list[str]:
        """Return the tags that are shown as set."""
        return list(self._tags)

    def _given(self, name: str) -> Chip:
        chip = Chip(clean(name), removable=True, tint=self._colour(name))
        self._describe_chip(chip, name)
        chip.removed.connect(lambda: self.untagged.emit(name))
        return chip

    def _offered(self, name: str, number: int) -> Chip:
        chip = Chip(clean(name), key=str(number), tint=self._colour(name))
        self._describe_chip(chip, name)
        chip.setAccessibleName(tr("Tag “{name}”, key {number}", name=name, number=number))
        chip.clicked.connect(lambda: self.tagged.emit(name))
        return chip

    def _colour(self, name: str) -> str:
        return self._looks.get(name, ("", ""))[0]

    def _describe_chip(self, chip: Chip, name: str) -> None:
        """Add the definition of its tag to a chip."""
        definition = self._looks.get(name, ("", ""))[1]
        chip.setToolTip(plain_tip(clean(definition[:600])))
        chip.setAccessibleDescription(clean(definition[:600]))

    # The field

    def ask(self) -> None:
        """Open the field; the last used tag is offered first."""
        self.add.hide()
        self._warn("")
        self.field.ask(self._ordered())

    def _ordered(self) -> list[str]:
        """Return the names of the tags, the last used first unless another order was chosen."""
        library = self._desk.library
        recent, order = library.marks.recent_tags(), tag_order(library)
        if order in {None, "key", "used"}:
            return recent
        return [tag.name for tag in in_order(library.tags.all(), order or "used", recent)]

    @property
    def hint(self) -> str:
        """Return the hint below the field."""
        return "" if self._hint.isHidden() else self._hint.text()

    def _give(self) -> None:
        name = " ".join(self.field.text().split())
        known = self._desk.library.marks.recent_tags()
        same = {each.casefold(): each for each in known}
        name = same.get(name.casefold(), name)
        near = get_close_matches(name.casefold(), list(same), 1, _ALIKE)
        if name and name not in known and near and self._warned != name:
            self._warned = name
            self._warn(
                tr(
                    "There is a tag “{near}”. Press Enter again to make “{name}”.",
                    near=isolated(same[near[0]]),
                    name=isolated(name),
                )
            )
            return
        self._close()
        if name:
            self.tagged.emit(name)
        self.finished.emit()

    def _warn(self, words: str) -> None:
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        if words:
            announce(self, words)
        else:
            self._warned = ""

    def _close(self) -> None:
        self.field.hide()
        self._hint.hide()
        self.add.show()

    def _leave(self) -> None:
        self._close()
        self.finished.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and not self.field.popup.isVisible():
            self._close()
        return False
