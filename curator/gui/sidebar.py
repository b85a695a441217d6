"""The left pane of Sift: what there is to look at, with counts of the whole library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QFrame,
    QLineEdit,
    QMenu,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from curator.gui.cleaned import clean
from curator.gui.desk import Desk
from curator.gui.faceting import Faceting
from curator.gui.parts_text import plain_tip
from curator.gui.removing import ask_to_remove
from curator.gui.sectioning import add_saved, drag_search
from curator.gui.sidebar_drops import Drops
from curator.gui.sidebar_menu import Own, entry_menu
from curator.gui.sidebar_people import kept_back_lines, table_line
from curator.gui.sidebar_questions import QuestionLines
from curator.gui.sidebar_rows import ENTRY, Entry, EntryDelegate
from curator.gui.sidebar_searches import SavedSearches
from curator.gui.sidebar_tags import TagLines
from curator.gui.terms import Terms
from curator.i18n import tr
from curator.library import (
    ARCHIVE,
    Archive,
    ArchiveId,
    Changes,
    Counts,
    Person,
    TagId,
    typed,
)
from curator.work import Watched

_LOOK = """
#sidebar { background: palette(window); padding-top: 4px; }
#sidebar[over="true"] { border-right: 1px solid palette(dark); }
"""
_MODIFIER = Qt.KeyboardModifier
_RESTED_AFTER = 100
"""Milliseconds of rest after which counts follow: whoever decides quickly waits for none."""


class Sidebar(QTreeView):
    """Choosing shows these posts; with Ctrl it adds a condition, with Alt it excludes."""

    chosen = Signal(str)
    """A term, '' for all posts, to be searched alone."""

    recalled = Signal(str)
    """A saved search, to be searched alone."""

    named = Signal()
    """A saved search has its name, or keeps the one it had."""

    asked = Signal(str)
    """A command, such as 'people'."""

    report_wanted = Signal(object)
    """The ArchiveId of an archive whose report is to be shown."""

    added = Signal(str)
    """A term to be added to the search; with a minus, to be excluded."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._terms: tuple[str, ...] = ()
        self._at_people = False
        self._people = 0
        self._kept_back: Sequence[Person] | None = None
        self._held: tuple[QPointF, int] | None = None
        self._archives: list[Archive] = []
        self._rows = QStandardItemModel(self)
        self.facets = Faceting(desk, self)
        """What the posts of the search share."""
        self.saved = SavedSearches(desk, self)
        """The saved searches."""
        self.questions = QuestionLines(desk, self)
        """The questions of the chats."""
        self.tags = TagLines(desk, self)
        """The tags."""
        self._drops = Drops(self, desk, self.tags.coding)
        self._due = QTimer(self, interval=_RESTED_AFTER, singleShot=True)
        self._due.timeout.connect(self.refresh)
        self._build()
        desk.changed.connect(self._heard)
        self.facets.counted.connect(self._fill_in)
        self.expanded.connect(self._unfolded)
        self.collapsed.connect(self._unfolded)
        self._archives = desk.library.archives.all()
        self._watched = Watched.recalled(desk.library).paths
        self.refresh()

    def _build(self) -> None:
        self.setModel(self._rows)
        delegate = EntryDelegate(self)
        delegate.named.connect(self._named)
        self.saved.counted.connect(self._fill_in)
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
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Library"))
        self.setObjectName("sidebar")
        self.setStyleSheet(_LOOK)
        self.setTabKeyNavigation(False)

    # What is shown

    def show_search(self, terms: tuple[str, ...]) -> None:
        """Set apart what is part of the search."""
        if terms != self._terms:
            self._terms = terms
            self._fill_in()

    def show_people(self, *, shown: bool) -> None:
        """Set apart that the table of people is shown, or no longer."""
        if shown != self._at_people:
            self._at_people = shown
            self._fill_in()

    def entries(self) -> dict[str, int]:
        """Return what can be chosen, with its count."""
        return {e.name: e.count for e in self.all_entries() if e.term is not None}

    def refresh(self) -> None:
        """Count again."""
        self._due.stop()
        self._counts = self._desk.library.posts.counts()
        self.questions.refresh()
        if self._kept_back is None:
            self._people = self._desk.library.people.count()
            self._kept_back = self._desk.library.people.kept_back()
        self._fill_in()

    def catch_up(self) -> None:
        """Count at once what waits for a moment of rest."""
        self.refresh()
        self.saved.count_all()

    def _heard(self, changes: Changes) -> None:
        self.saved.heard(changes)
        self.tags.heard(changes)
        if changes & ARCHIVE:
            self._archives = self._desk.library.archives.all()
        if "watched" in changes:
            self._watched = Watched.recalled(self._desk.library).paths
        if changes & (ARCHIVE | {"standings"}):
            self._kept_back = None
        self._due.start()

    def _fill_in(self) -> None:
        """Bring the lines up to date; what is folded stays folded, the current line current."""
        before = self._entry(self.currentIndex())
        for place, (head, *entries) in enumerate(self._groups()):
            item = self._line(self._rows.invisibleRootItem(), place, head)
            for number, entry in enumerate(entries):
                self._line(item, number, entry)
            item.removeRows(len(entries), item.rowCount() - len(entries))
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.item(0).child(0).index())
        elif before and before.tag:
            self._go_to_tag(before.tag)
        self.viewport().update()

    def _go_to_tag(self, tag: int) -> None:
        """Let a tag be the current line, wherever it stands now."""
        found = [index for index in self.lines() if index.data(ENTRY).tag == tag]
        if found and found[0] != self.currentIndex():
            self.setCurrentIndex(found[0])

    def _line(self, parent: QStandardItem, place: int, entry: Entry) -> QStandardItem:
        item = parent.child(place)
        unfold = item is None and entry.group and not entry.folded
        if item is None:
            item = QStandardItem()
            parent.appendRow(item)
        if item.data(ENTRY) != entry:
            item.setData(entry, ENTRY)
            item.setText(_said(entry))
            large = f"{entry.count:,}" if entry.count > 999_999 else ""  # noqa: PLR2004
            item.setToolTip(plain_tip(entry.tip or large))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if entry.search or entry.tag or entry.question:
                flags |= Qt.ItemFlag.ItemIsEditable
            item.setFlags(flags)
        if unfold:
            self.setExpanded(item.index(), True)  # noqa: FBT003  Qt's own
        return item

    def _groups(self) -> Iterator[Iterator[Entry]]:
        yield self._library(self._counts)
        yield self.saved.lines(self._terms)
        yield self.questions.lines(self._terms)
        yield self.tags.lines(self._terms)
        yield kept_back_lines(self._kept_back or (), self._terms)
        yield self._archive_lines()
        yield iter(
            (
                Entry(tr("In what is found"), group=True),
                Entry(tr("Click narrows, Alt excludes.")),
            )
        )
        yield from map(iter, self.facets.groups(self._terms))

    def _library(self, counts: Counts) -> Iterator[Entry]:
        yield Entry(tr("Library"), group=True)
        for name, term, icon, count in (
            (tr("All posts"), "", "inbox", counts.all),
            (tr("Undecided"), "is:undecided", "circle", counts.undecided),
            (tr("Starred"), "is:starred", "star", counts.starred),
            (tr("Rejected"), "is:rejected", "x", counts.rejected),
            (tr("Echoes"), "is:echo", "layers-2", counts.echoes),
            (tr("In a story"), "is:used", "book-marked", counts.used),
        ):
            current = term in self._terms if term else not (self._terms or self._at_people)
            yield Entry(name, term, icon, count=count, current=current)
        yield table_line(self._people, current=self._at_people)

    def _archive_lines(self) -> Iterator[Entry]:
        yield Entry(tr("Archives"), group=True)
        if not self._archives:
            yield Entry(tr("Nothing is imported yet."))
        for archive in self._archives:
            term = typed("in", archive.name)
            yield Entry(
                clean(archive.name), term, "file-text", count=archive.posts,
                archive=archive.id, current=term in self._terms,
            )  # fmt: skip
        for path in self._watched:
            yield Entry(tr("Watching {name}", name=clean(path.name)))

    @property
    def names(self) -> list[str]:
        """What the lines are called."""
        return [entry.name for entry in self.all_entries()]

    def lines(self) -> Iterator[QModelIndex]:
        """Yield every line that is not the name of a group."""
        for place in range(self._rows.rowCount()):
            group = self._rows.item(place)
            for number in range(group.rowCount()):
                yield group.child(number).index()

    def all_entries(self) -> Iterator[Entry]:
        """Yield what every line says."""
        for index in self.lines():
            yield index.data(ENTRY)

    def _unfolded(self) -> None:
        """Count facets whose group is unfolded."""
        rows = [self._rows.item(place) for place in range(self._rows.rowCount())]
        open_ = [row.data(ENTRY).facet for row in rows if self.isExpanded(row.index())]
        self.facets.want(tuple(kind for kind in open_ if kind))

    # Choosing

    def show_entry(self, name: str, how: Qt.KeyboardModifier = _MODIFIER.NoModifier) -> None:
        """Choose a line by its name."""
        entry = next(each for each in self.all_entries() if each.name == name)
        self._choose(entry, how)

    def _choose(self, entry: Entry, how: Qt.KeyboardModifier) -> None:
        if entry.more:
            self.facets.want_more(entry.more)
        if entry.command:
            self.asked.emit(entry.command)
        if entry.session:
            self.questions.open(entry.session)
            self._fill_in()
        if entry.command:
            self.asked.emit(entry.command)
        if entry.term is None:
            return
        term = f"({entry.term})" if entry.search and " " in entry.term else entry.term
        if how & _MODIFIER.AltModifier and term:
            self.added.emit(f"-{term}")
        elif (how & _MODIFIER.ControlModifier or entry.adds) and term:
            self.added.emit(term)
        else:
            self._show_alone(entry)

    def _show_alone(self, entry: Entry) -> None:
        if entry.search:
            self.recalled.emit(entry.term)
        else:
            self.chosen.emit(entry.term)

    def _entry(self, index: QModelIndex) -> Entry | None:
        entry = index.data(ENTRY) if index.isValid() else None
        return entry if isinstance(entry, Entry) else None

    # Saved searches

    def save_search(self, terms: Terms) -> bool:
        """Keep a search, and let its name be typed in place; tell whether it is."""
        search = self.saved.save(terms)
        if search is not None:
            self.refresh()
            self.name_search(search)
        return search is not None

    def name_search(self, search: int) -> None:
        """Let the name of a saved search be typed."""
        self._name(lambda entry: entry.search == search)

    def name_tag(self, tag: int) -> None:
        """Let the name of a tag be typed."""
        self._name(lambda entry: entry.tag == tag)

    def name_question(self, question: int) -> None:
        """Let the title of a question be typed."""
        self._name(lambda entry: entry.question == question)

    def _name(self, which: Callable[[Entry], bool]) -> None:
        index = next((each for each in self.lines() if which(each.data(ENTRY))), None)
        if index is not None:
            self.setExpanded(index.parent(), True)  # noqa: FBT003  Qt's own
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self.edit(index)

    def _named(self, entry: Entry, name: str) -> None:
        if entry.tag:
            if name != entry.name:
                self.tags.coding.rename(TagId(entry.tag), name)
        elif entry.question:
            self.questions.rename(entry.question, name)
        else:
            self.saved.rename(entry.search, name)

    # Archives

    def ask_to_remove(self, entry: Entry) -> None:
        """Ask before an import is removed, because undo cannot bring it back."""
        ask_to_remove(self, entry.name, entry.count, lambda: self.remove(entry))

    def remove(self, entry: Entry) -> None:
        """Remove an import, beside the window."""
        self._desk.remove_archive(ArchiveId(entry.archive), entry.name)

    # Qt's

    @override
    def sizeHint(self) -> QSize:
        return QSize(220, 400)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(168, 100)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        entry = self._entry(self.indexAt(event.position().toPoint()))
        self._held = (event.position(), entry.search) if entry and entry.search else None
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held and event.buttons() & Qt.MouseButton.LeftButton:
            at, search = self._held
            if (event.position() - at).manhattanLength() >= QApplication.startDragDistance():
                self._held = None
                drag_search(self, search)
            return
        super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        entry = self._entry(index)
        if entry is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if entry.group:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self._choose(entry, event.modifiers())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing: a second click says nothing new."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QTreeView.State.EditingState:
            return  # Enter ends the typing of a name, and says no more
        entry = self._entry(self.currentIndex())
        if entry is None or not self._key(entry, event):
            super().keyPressEvent(event)

    def _key(self, entry: Entry, event: QKeyEvent) -> bool:
        """Do what a key does to a line; tell whether it does anything."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if entry.group:
                self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))
            self._choose(entry, event.modifiers())
        elif key == Qt.Key.Key_F2 and (entry.tag or entry.question or entry.search):
            self._name(lambda each: each == entry)
        elif entry.tag:
            return self.tags.key(entry.tag, event)
        elif entry.search and key == Qt.Key.Key_Delete:
            self.saved.remove(entry.search)
        elif entry.archive and key == Qt.Key.Key_Delete:
            self.ask_to_remove(entry)
        else:
            return False
        return True

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters decide; they do not search."""

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyed else self.indexAt(event.pos())
        entry = self._entry(index)
        if entry is None or entry.term is None:
            return
        place = self.visualRect(index).bottomLeft() if keyed else event.pos()
        self._menu(entry).popup(self.viewport().mapToGlobal(QPoint(place)))

    def _menu(self, entry: Entry) -> QMenu:
        own: Own = {}
        if entry.tag:
            rename: Own = {tr("Rename\tF2"): lambda: self.name_tag(entry.tag)}
            own = {**rename, **self.tags.menu(entry.tag)}
        elif entry.archive:
            own = {
                tr("Show the report"): lambda: self.report_wanted.emit(ArchiveId(entry.archive)),
                tr("Remove this import…\tDel"): lambda: self.ask_to_remove(entry),
            }
        elif entry.search:
            own = {
                tr("Rename\tF2"): lambda: self.name_search(entry.search),
                tr("Put into the story as a section"): lambda: add_saved(self._desk, entry.search),
                tr("Remove\tDel"): lambda: self.saved.remove(entry.search),
            }
        elif entry.question:
            own = {tr("Rename\tF2"): lambda: self.name_question(entry.question)}
        return entry_menu(self, entry, self._show_alone, self._choose, own)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._drops.paint()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the name that is being typed: afterwards the library may be closed."""
        typed = self.state() == QTreeView.State.EditingState
        for field in self.findChildren(QLineEdit) if typed else ():
            self.commitData(field)
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint)
        super().hideEvent(event)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.named.emit()


def _said(entry: Entry) -> str:
    name = f"{entry.number} {entry.name}" if entry.number else entry.name
    if entry.count < 0:
        return name
    return tr("{name}, {count}", name=name, count=f"{entry.count:,}")
