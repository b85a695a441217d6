"""The left pane of Sift: everything that can be browsed, with counts of the whole library."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QTreeView,
)
from typing_extensions import override

from curator.gui.codebook.tag_tree import FIND
from curator.gui.desk.desk import Desk
from curator.gui.drag.section import add_saved, drag_search
from curator.gui.questions.chat_edits import ChatEdits
from curator.gui.search.terms import Terms
from curator.gui.sidebar.drops import SidebarDrops
from curator.gui.sidebar.groups import SidebarLines
from curator.gui.sidebar.tree import SidebarTree, has_own_name
from curator.gui.widgets.entry import ENTRY, Entry
from curator.gui.widgets.entry_menu import Own, entry_menu, own_menu
from curator.gui.widgets.entry_paint import entry_width
from curator.i18n import tr
from curator.library import (
    ArchiveId,
    Changes,
    ChatId,
    PersonId,
    TagId,
    typed,
)

_MODIFIER = Qt.KeyboardModifier
_RESTED_AFTER = 100
"""Milliseconds until counts follow a decision, so that fast decisions never wait for them."""


class Sidebar(SidebarTree):
    """The sidebar. Selecting shows posts; with Ctrl it adds a condition, with Alt it excludes."""

    chosen = Signal(str)
    """A term to search for on its own; '' for all posts."""

    looked_at = Signal(object)
    """The ChatId to show, or None for all posts."""

    recalled = Signal(str)
    """A saved search to run on its own."""

    asked = Signal(str)
    """The name of a command, such as 'people'."""

    report_wanted = Signal(object)
    """The ArchiveId of an archive whose report is to be shown."""

    tag_taken = Signal(str)
    """The name of a tag whose number was pressed: the chosen posts are to have it."""

    unmuted = Signal(str)
    """Muted words whose posts are to be shown again."""

    person_unmuted = Signal(object, str)
    """The PersonId and the handle of a muted person whose posts are to be shown again."""

    added = Signal(str)
    """A term to add to the search; with a minus, to exclude."""

    def __init__(self, desk: Desk) -> None:
        self._ready = False
        super().__init__()
        self._desk = desk
        self._terms: tuple[str, ...] = ()
        self._at_people = False
        self.looked_at.connect(desk.look_at)
        self.chat_edits = ChatEdits(desk)
        """The corrections of chats."""
        self._held: tuple[QPointF, int] | None = None
        self._lines = SidebarLines(desk, self)
        self.facets, self.saved = self._lines.facets, self._lines.saved
        self.questions, self.tags = self._lines.questions, self._lines.tags
        self._wire_finder()
        self._drops = SidebarDrops(self, desk, self.tags.coding)
        self._due = QTimer(self, interval=_RESTED_AFTER, singleShot=True)
        self._due.timeout.connect(self.refresh)
        self._lines.changed.connect(self._fill_in)
        self.typed.connect(self._named)
        desk.changed.connect(self._desk_changed)
        self.expanded.connect(self._unfolded)
        self.collapsed.connect(self._unfolded)
        self._ready = True
        self._fill_in()

    def _wire_finder(self) -> None:
        finder, tags = self.tags.finder, self.tags
        finder.hide()
        finder.sought.connect(lambda _: self._fill_in())
        finder.turned.connect(lambda: QTimer.singleShot(0, self, self._fill_in))
        finder.ordered.connect(tags.arrange)
        finder.ordered.connect(lambda _: self._fill_in())
        finder.taken.connect(self._take_tag)
        finder.entered.connect(self._show_first_tag)
        finder.left.connect(self._leave_finder)

    @property
    def least_width(self) -> int:
        """The width at which no word of its own is cut, scroll bar included."""
        own = (each for each in self.all_entries() if each.icon and each.term and not each.archive)
        bar = self.verticalScrollBar().sizeHint().width()
        return max(map(entry_width, own), default=0) + bar

    def find_tags(self) -> None:
        """Put the focus into the field that finds tags."""
        index = next((i for i in self.lines() if i.data(ENTRY).command == FIND), None)
        if index is not None:
            self.setExpanded(index.parent(), True)  # noqa: FBT003  Qt's own
            self.scrollTo(index)
            self.tags.finder.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place_finder(self) -> None:
        """Lay the field over its line, which other lines may have moved."""
        index = next((i for i in self.lines() if i.data(ENTRY).command == FIND), None)
        finder = self.tags.finder
        finder.setParent(self.viewport())
        area = QRect() if index is None else self.visualRect(index)
        finder.setVisible(not area.isEmpty())
        if not area.isEmpty() and finder.geometry() != area:
            finder.setGeometry(area)

    def _take_tag(self, place: int) -> None:
        shown = self.tags.shown
        if place < len(shown):
            self.tag_taken.emit(shown[place].name)

    def _show_first_tag(self) -> None:
        if shown := self.tags.shown:
            self.chosen.emit(typed("tag", shown[0].name))

    def _leave_finder(self) -> None:
        index = next((i for i in self.lines() if i.data(ENTRY).tag), None)
        if index is not None:
            self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.TabFocusReason)

    # Display

    def show_search(self, terms: tuple[str, ...]) -> None:
        """Highlight the lines that are part of the search."""
        if terms != self._terms:
            self._terms = terms
            self._fill_in()

    def show_people(self, *, shown: bool) -> None:
        """Highlight the People line while the table of people is shown."""
        if shown != self._at_people:
            self._at_people = shown
            self._fill_in()

    def entries(self) -> dict[str, int]:
        """Return the selectable lines with their counts."""
        return {e.name: e.count for e in self.all_entries() if e.term is not None}

    def refresh(self) -> None:
        """Count again."""
        self._due.stop()
        self._lines.count()
        self._fill_in()

    def _desk_changed(self, changes: Changes) -> None:
        self._lines.follow(changes)
        self._due.start()

    def _fill_in(self) -> None:
        self.fill_in(self._lines.groups(self._terms, at_people=self._at_people))
        self._place_finder()

    def catch_up(self) -> None:
        """Do at once the counting that waits for a pause."""
        self.refresh()
        self.saved.count_all()

    def _unfolded(self) -> None:
        """Count the facets whose groups are unfolded."""
        rows = [self._rows.item(place) for place in range(self._rows.rowCount())]
        open_ = [row.data(ENTRY).facet for row in rows if self.isExpanded(row.index())]
        self.facets.want(tuple(kind for kind in open_ if kind))

    # Selection

    def show_entry(self, name: str, how: Qt.KeyboardModifier = _MODIFIER.NoModifier) -> None:
        """Select a line by its name."""
        entry = next(each for each in self.all_entries() if each.name == name)
        self._choose(entry, how)

    def _choose(self, entry: Entry, how: Qt.KeyboardModifier) -> None:
        if entry.more:
            self.facets.want_more(entry.more)
        if entry.session:
            self.questions.open(entry.session)
            self._fill_in()
        if entry.chat:
            self.looked_at.emit(ChatId(entry.chat) if entry.chat > 0 else None)
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
        if entry.search or entry.muted:
            self.recalled.emit(entry.term)
        else:
            self.chosen.emit(entry.term)

    # Saved searches

    def save_search(self, terms: Terms) -> bool:
        """Save a search and let its name be typed in place; tell whether it was saved."""
        search = self.saved.save(terms)
        if search is not None:
            self.refresh()
            self.name_search(search)
        return search is not None

    def name_search(self, search: int) -> None:
        """Edit the name of a saved search in place."""
        self._name(lambda entry: entry.search == search)

    def name_tag(self, tag: int) -> None:
        """Edit the name of a tag in place."""
        self._name(lambda entry: entry.tag == tag)

    def name_question(self, question: int) -> None:
        """Edit the title of a question in place."""
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
        elif entry.chat:
            if name != entry.name:
                self.chat_edits.rename(ChatId(entry.chat), name)
        else:
            self.saved.rename(entry.search, name)

    def _unmute(self, entry: Entry) -> None:
        if entry.muted:
            self.unmuted.emit(entry.muted)
        else:
            self.person_unmuted.emit(PersonId(entry.person), entry.name.removeprefix("@"))

    # Archives

    def remove(self, entry: Entry) -> None:
        """Remove an import in the background."""
        self._desk.tasks.remove_archive(ArchiveId(entry.archive), entry.name)

    # Qt events

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        entry = self.entry(self.indexAt(event.position().toPoint()))
        self._held = (event.position(), entry.search) if entry and entry.search else None
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held and event.buttons() & Qt.MouseButton.LeftButton:
            at, search = self._held
            if (event.position() - at).manhattanLength() >= QApplication.startDragDistance():
                self._held = None
                drag_search(self, self._desk, search)
            return
        super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        entry = self.entry(index)
        if entry is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self.state() == QTreeView.State.EditingState:
            return  # the second click began to rename it
        if entry.group:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self._choose(entry, event.modifiers())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the name of a line in place; the first click has selected it already."""
        entry = self.entry(self.indexAt(event.position().toPoint()))
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if entry is not None and plain and has_own_name(entry):
            self._name(lambda each: each == entry)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QTreeView.State.EditingState:
            return  # Enter only ends the editing of a name
        entry = self.entry(self.currentIndex())
        if entry is None or not self._key(entry, event):
            super().keyPressEvent(event)

    def _key(self, entry: Entry, event: QKeyEvent) -> bool:
        """Handle a key on a line; tell whether it was used."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if entry.group:
                self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))
            self._choose(entry, event.modifiers())
        elif key == Qt.Key.Key_F2 and has_own_name(entry):
            self._name(lambda each: each == entry)
        elif key == Qt.Key.Key_Space:
            self._fold(entry, whole=bool(event.modifiers() & _MODIFIER.ShiftModifier))
        elif entry.tag:
            return self.tags.key(entry.tag, event)
        elif key == Qt.Key.Key_Delete:
            return self._delete(entry)
        else:
            return False
        return True

    def _delete(self, entry: Entry) -> bool:
        """Remove what a line stands for; tell whether it can be removed."""
        if entry.search:
            self.saved.remove(entry.search)
        elif entry.archive:
            self.remove(entry)
        elif entry.muted or entry.person:
            self._unmute(entry)
        else:
            return False
        return True

    def _fold(self, entry: Entry, *, whole: bool) -> None:
        """Fold the group of a line, or unfold it; whole: all groups, as in the list of posts."""
        at = self.currentIndex()
        head = at if entry.group else at.parent()
        open_ = self.isExpanded(head)
        self.setCurrentIndex(head)
        heads = [self._rows.item(place).index() for place in range(self._rows.rowCount())]
        for each in heads if whole else [head]:
            self.setExpanded(each, not open_)
        self.scrollTo(head)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyed else self.indexAt(event.pos())
        entry = self.entry(index)
        if entry is None or (entry.term is None and entry.chat <= 0):
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
                tr("Remove this import\tDel"): lambda: self.remove(entry),
            }
        elif entry.search:
            own = {
                tr("Rename\tF2"): lambda: self.name_search(entry.search),
                tr("Put into the story as a section"): lambda: add_saved(self._desk, entry.search),
                tr("Remove\tDel"): lambda: self.saved.remove(entry.search),
            }
        elif entry.chat:
            return self._chat_menu(entry)
        elif entry.question:
            own = {tr("Rename\tF2"): lambda: self.name_question(entry.question)}
        elif entry.muted or entry.person:
            own = {tr("No longer mute\tDel"): lambda: self._unmute(entry)}
        return entry_menu(self, entry, self._show_alone, self._choose, own)

    def _chat_menu(self, entry: Entry) -> QMenu:
        """Open the context menu of a chat."""
        chat = ChatId(entry.chat)
        own: Own = {
            tr("Show this chat"): lambda: self.looked_at.emit(chat),
            tr("Rename\tF2"): lambda: self._name(lambda each: each.chat == entry.chat),
            **self.chat_edits.menu(chat),
        }
        return own_menu(self, own)

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self._ready:
            self._place_finder()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_finder()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._drops.paint()
