"""The sidebar as a tree view: lines under groups that fold, names edited in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QHideEvent,
    QPalette,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QFrame,
    QLineEdit,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from curator.gui.look.safe_text import plain_tip
from curator.gui.look.style import set_kind
from curator.gui.widgets.entry import ENTRY, Entry
from curator.gui.widgets.entry_delegate import EntryDelegate
from curator.i18n import grouped, tr


class SidebarTree(QTreeView):
    """Shows entries under their groups."""

    typed = Signal(object, str)
    """An Entry, and the name typed for it."""

    named = Signal()
    """The editing of a saved search's name has ended."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QStandardItemModel(self)
        self._build()

    def _build(self) -> None:
        self.setModel(self._rows)
        delegate = EntryDelegate(self)
        delegate.named.connect(self.typed)
        self.setItemDelegate(delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(True)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("Library"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        set_kind(self, "sidebar")
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setTabKeyNavigation(False)

    def fill_in(self, groups: Iterable[Iterable[Entry]]) -> None:
        """Update the lines; folded groups stay folded and the current line stays current."""
        before = self.entry(self.currentIndex())
        for place, (head, *entries) in enumerate(groups):
            item = self._line(self._rows.invisibleRootItem(), place, head)
            for number, entry in enumerate(entries):
                self._line(item, number, entry)
            item.removeRows(len(entries), item.rowCount() - len(entries))
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.item(0).child(0).index())
        elif before and (before.tag or before.chat):
            self._go_to(before)

    def _go_to(self, before: Entry) -> None:
        """Make a tag or a chat the current line, wherever it is now."""
        what = before.tag, before.chat
        found = [at for at in self.lines() if (at.data(ENTRY).tag, at.data(ENTRY).chat) == what]
        same = [at for at in found if at.data(ENTRY).session == before.session] or found
        if same and same[0] != self.currentIndex():
            self.setCurrentIndex(same[0])

    def _line(self, parent: QStandardItem, place: int, entry: Entry) -> QStandardItem:
        item = parent.child(place)
        is_new = item is None
        if is_new:
            item = QStandardItem()
        if item.data(ENTRY) != entry:
            item.setData(entry, ENTRY)
            item.setText(_spoken_entry(entry))
            large = grouped(entry.count) if entry.count > 999_999 else ""  # noqa: PLR2004
            item.setToolTip(plain_tip(entry.tip or large) if isinstance(entry.tip, str) else "")
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if has_own_name(entry):
                flags |= Qt.ItemFlag.ItemIsEditable
            item.setFlags(flags)
        if is_new:  # only now, for whatever reads the lines meanwhile finds an entry in each
            parent.appendRow(item)
        if is_new and entry.group and not entry.folded:
            self.setExpanded(item.index(), True)  # noqa: FBT003  Qt's own
        return item

    def lines(self) -> Iterator[QModelIndex]:
        """Yield every line that is not a group heading."""
        for place in range(self._rows.rowCount()):
            group = self._rows.item(place)
            for number in range(group.rowCount()):
                yield group.child(number).index()

    def all_entries(self) -> Iterator[Entry]:
        """Yield the entry of every line."""
        for index in self.lines():
            yield index.data(ENTRY)

    @property
    def names(self) -> list[str]:
        """Return the names of the lines."""
        return [entry.name for entry in self.all_entries()]

    def entry(self, index: QModelIndex) -> Entry | None:
        """Return the entry of a line."""
        entry = index.data(ENTRY) if index.isValid() else None
        return entry if isinstance(entry, Entry) else None

    # Qt events

    @override
    def sizeHint(self) -> QSize:
        return QSize(220, 400)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        """Work out a tool tip when it is asked for, if that was left until now."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            at = self.indexAt(event.pos())
            entry = self.entry(at)
            if entry is not None and not isinstance(entry.tip, str):
                self._rows.itemFromIndex(at).setToolTip(plain_tip(entry.tip_words))
        return super().viewportEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap sentences to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(168, 100)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are keys for decisions here."""

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Save the name being edited: once hidden, the library may be closed."""
        typed = self.state() == QTreeView.State.EditingState
        only = Qt.FindChildOption.FindDirectChildrenOnly  # not the field that seeks tags
        for field in self.viewport().findChildren(QLineEdit, options=only) if typed else ():
            self.commitData(field)
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint)
        super().hideEvent(event)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.named.emit()


def has_own_name(entry: Entry) -> bool:
    """Tell whether the name of a line is the editor's, and can be edited in place."""
    return bool(entry.search or entry.tag or entry.question) or entry.chat > 0


def _spoken_entry(entry: Entry) -> str:
    name = f"{entry.number} {entry.name}" if entry.number else entry.name
    if entry.count < 0:
        return name
    return tr("{name}, {count}", name=name, count=grouped(entry.count))
