"""The form of a tag in the codebook; fields are saved when they lose the focus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from curator.gui.codebook.edits import TagEdits, counted
from curator.gui.codebook.fields import beside, offer_tags, swatch
from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.style import set_kind
from curator.gui.widgets import Button, Label, Rule
from curator.gui.widgets.choice_box import ChoiceBox
from curator.gui.widgets.layouts import column_in
from curator.i18n import grouped, tr, trn
from curator.library import KEYS, LONGEST_TAG, PostId, Query, Tag, TagId

_FIELD = 30
_LONGEST = 100_000


def _form() -> QFormLayout:
    """Return a form whose fields go below their labels where there is no room beside them."""
    form = QFormLayout()
    form.setHorizontalSpacing(14)
    form.setVerticalSpacing(9)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


class CodebookForm(QWidget):
    """Everything that can be edited of a tag."""

    left = Signal()
    """Esc was pressed in a field."""

    def __init__(self) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self._coding: TagEdits | None = None
        self._tag: Tag | None = None
        self._at_hand: Mapping[str, Sequence[PostId]] = {}
        self.name = QLineEdit()
        self.definition = QPlainTextEdit()
        self.colour, self.under, self.key = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.into, self.posts = ChoiceBox(), ChoiceBox()
        self.split_name = QLineEdit()
        self.merge = Button(tr("Merge"))
        self.split = Button(tr("Split"))
        self.delete = Button(tr("Delete everywhere"), key="Del", kind="flat")
        self.counts = Label("", "small", "text2")
        self._build()
        set_kind(self.definition, "box")
        self._wire()

    def _build(self) -> None:
        self.name.setMaxLength(LONGEST_TAG)
        self.definition.setTabChangesFocus(True)
        self.definition.setPlaceholderText(tr("When is this tag given, and when not?"))
        self.split_name.setPlaceholderText(tr("Name of the new tag"))
        self.split_name.setMaxLength(LONGEST_TAG)
        grow = QSizePolicy.Policy.Expanding
        column = column_in(self, (18, 14, 18, 12), spacing=10)
        self._form = _form()
        column.addLayout(self._form, 1)
        rows: tuple[tuple[str, QWidget, Button | None], ...] = (
            (tr("Name"), self.name, None),
            (tr("Definition"), self.definition, None),
            (tr("Colour"), self.colour, None),
            (tr("Under"), self.under, None),
            (tr("Number key"), self.key, None),
            (tr("Merge into"), self.into, self.merge),
            (tr("Split off"), self.posts, None),
            (tr("Into"), self.split_name, self.split),
        )
        for words, field, button in rows:
            field.setAccessibleName(words)
            if isinstance(field, QComboBox):
                field.view().setAccessibleName(words)
            field.installEventFilter(self)
            field.setSizePolicy(grow, field.sizePolicy().verticalPolicy())
            if field is self.into:
                self._form.addRow(Rule())
            label = Label(words, "small", "text2")
            label.setFixedHeight(theme.px(_FIELD))
            self._form.addRow(label, beside(field, button))
        foot = QHBoxLayout()
        column.addLayout(foot)
        foot.addWidget(self.counts, 1)
        foot.addWidget(self.delete)

    def _wire(self) -> None:
        self.name.editingFinished.connect(self._keep_name)
        self.colour.activated.connect(lambda _: self._paint())
        self.under.activated.connect(lambda _: self._put_under())
        self.key.activated.connect(self._number)
        self.into.currentIndexChanged.connect(lambda _: self._label_buttons())
        self.posts.currentIndexChanged.connect(lambda _: self._label_buttons())
        self.split_name.textChanged.connect(lambda _: self._label_buttons())
        self.split_name.returnPressed.connect(self._split)
        self.merge.clicked.connect(self._merge)
        self.split.clicked.connect(self._split)
        self.delete.clicked.connect(self._delete)

    def use(self, desk: Desk, coding: TagEdits) -> None:
        """Edit the tags of a desk."""
        self._desk, self._coding, self._tag = desk, coding, None

    # Display

    def show_posts_at_hand(self, at_hand: Mapping[str, Sequence[PostId]]) -> None:
        """Offer posts by which a tag can be split."""
        self._at_hand = dict(at_hand)

    def show_tag(self, tag: Tag | None, tags: Sequence[Tag]) -> None:
        """Show a tag; text typed for another is saved first."""
        if self._tag is not None and (tag is None or tag.id != self._tag.id):
            self.keep(known={each.id for each in tags})
        same = tag is not None and self._tag is not None and tag.id == self._tag.id
        before, self._tag = self._tag, tag
        self.setEnabled(tag is not None)
        if not (same and before and self.name.text() != before.name):
            self.name.setText(tag.name if tag else "")
        typed = self.definition.toPlainText()
        if not (same and before and typed.strip() != before.definition):
            words = tag.definition if tag else ""
            if typed != words:
                self.definition.setPlainText(words)
        if not same:
            self.split_name.clear()
        self._offer(tag, tags)
        self.counts.setText(counted(tag) if tag else "")
        self._label_buttons()

    def _offer(self, tag: Tag | None, tags: Sequence[Tag]) -> None:
        """Fill the selectors with the possible values for this tag."""
        below = {tag.id, *self._library_below(tag)} if tag else set()
        offer_tags(self.under, [(tr("Nothing: at the top"), 0)], tag.parent or 0 if tag else 0,
              [each for each in tags if each.id not in below])  # fmt: skip
        chosen = self.into.currentData()
        offer_tags(self.into, [], chosen, [each for each in tags if not tag or each.id != tag.id])
        self.key.clear()
        self.key.addItems([tr("None"), *(str(key) for key in range(1, KEYS + 1))])
        self.key.setCurrentIndex(tag.key if tag else 0)
        self.colour.clear()
        for name, words in TagEdits.colours().items():
            self.colour.addItem(swatch(name), words, name)
        self.colour.setCurrentIndex(max(0, self.colour.findData(tag.colour if tag else "")))
        at = max(0, self.posts.currentIndex())
        self.posts.blockSignals(True)  # noqa: FBT003  Qt's own
        self.posts.clear()
        for words, ids in self._ways(tag):
            self.posts.addItem(f"{words} · {grouped(len(ids))}", ids)
        self.posts.setCurrentIndex(at)
        self.posts.blockSignals(False)  # noqa: FBT003  Qt's own

    def _library_below(self, tag: Tag) -> set[int]:
        return self._desk.library.tags.descendants(tag.id) if self._desk else set()

    def _ways(self, tag: Tag | None) -> list[tuple[str, list[int]]]:
        """Return the posts that can be split off: a label and the ids."""
        if tag is None or self._desk is None:
            return []
        library = self._desk.library
        starred = library.posts.find(Query.parse("is:starred"))
        given: list[tuple[str, Sequence[int]]] = [
            (tr("Those chosen in the list"), self._at_hand.get("chosen", ())),
            (tr("Those that the search finds"), self._at_hand.get("found", ())),
            (tr("Those that are starred"), starred),
        ]
        return [(words, library.tags.posts(tag.id, ids)) for words, ids in given]

    def _label_buttons(self) -> None:
        """Update the labels of the buttons with their numbers."""
        tag, ids = self._tag, self.posts.currentData() or []
        into = self.into.currentText().strip()
        count = grouped(tag.posts) if tag else ""
        words = tr("Merge {count}", count=count) if tag and into else tr("Merge")
        self.merge.set_words(words)
        self.merge.setEnabled(bool(tag and into))
        self.split.set_words(trn("Split {count}", "Split {count}", len(ids)))
        self.split.setEnabled(bool(tag and ids and self.split_name.text().strip()))

    def go_to(self, field: str) -> None:
        """Put the caret into a field: 'name', 'definition', 'merge' or 'split'."""
        fields: dict[str, QWidget] = {
            "name": self.name, "definition": self.definition, "merge": self.into,
            "split": self.posts if self.posts.count() > 1 else self.split_name,
        }  # fmt: skip
        fields[field].setFocus(Qt.FocusReason.ShortcutFocusReason)
        if field == "name":
            self.name.selectAll()

    # Edits

    def keep(self, known: set[TagId] | None = None) -> None:
        """Save what is typed; known: the tags that still exist."""
        if self._tag is not None and (known is None or self._tag.id in known):
            self._keep_definition()
            self._keep_name()

    def _keep_name(self) -> None:
        tag, coding = self._tag, self._coding
        if tag is None or coding is None or self.name.text() == tag.name:
            return
        if not coding.rename(tag.id, self.name.text()):
            self.name.setText(tag.name)

    def _keep_definition(self) -> None:
        tag, coding = self._tag, self._coding
        words = self.definition.document().toRawText().replace("\u2029", "\n").strip()[:_LONGEST]
        if tag is not None and coding is not None and words != tag.definition:
            coding.define(tag.id, words)

    def _paint(self) -> None:
        if self._tag is not None and self._coding is not None:
            self._coding.paint(self._tag.id, self.colour.currentData())

    def _put_under(self) -> None:
        parent = self.under.currentData()
        if self._tag is not None and self._coding is not None and parent != self._tag.parent:
            self._coding.put_under(self._tag.id, TagId(parent) if parent else None)

    def _number(self, key: int) -> None:
        if self._tag is not None and self._coding is not None and key != self._tag.key:
            self._coding.number(self._tag.id, key)

    def _merge(self) -> None:
        into = self.into.currentData()
        if self._tag is not None and self._coding is not None and into:
            self.keep()
            self._desk_at(into)
            self._coding.merge(self._tag.id, TagId(into))

    def _split(self) -> None:
        ids, name = self.posts.currentData() or [], self.split_name.text()
        if self._tag is not None and self._coding is not None and ids and name.strip():
            self.keep()
            self._coding.split(self._tag.id, ids, name)

    def _delete(self) -> None:
        if self._tag is not None and self._coding is not None:
            self._coding.delete(self._tag.id)

    def _desk_at(self, tag: int) -> None:
        if self._desk is not None:
            self._desk.tag_at_hand = TagId(tag)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            set_kind(self.definition, "box")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.definition and event.type() == QEvent.Type.FocusOut:
            self._keep_definition()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._field_key(watched, event)
        return False

    def _field_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Leave a field with Esc; save a one-line field with Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.keep()
            self.left.emit()
            return True
        if watched is self.name and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._keep_name()
            self.definition.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False
