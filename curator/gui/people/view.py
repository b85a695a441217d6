"""The view of the table of people: selection by keys or mouse, edits for one or many."""

from __future__ import annotations

from itertools import accumulate
from typing import cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
)
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.people.columns import columns
from curator.gui.people.delegate import PeopleCells
from curator.gui.people.model import PeopleModel
from curator.i18n import tr
from curator.library import Person, PersonId

Index = QModelIndex | QPersistentModelIndex
_SELECT = QItemSelectionModel.SelectionFlag
_STEP = 24
"""Pixels by which a key changes the width of a column."""

_LEAST = 40
"""Pixels of the narrowest column."""


class PeopleView(Restyled, QTableView):
    """Rows of people; an edit in one cell applies to all selected people."""

    entered = Signal(object, object, object)
    """PersonIds, the name of a column, and the value for all of them."""

    opened = Signal(object)
    """The Person whose posts are to be shown."""

    moved = Signal(object)
    """The Person that is current now, or None."""

    fixed = Signal()
    """The current cell was to be edited, but is as the archive has it."""

    menu_wanted = Signal(QPoint)
    """The context menu is to open, at a position of the screen."""

    picked = Signal()
    """The selection has changed."""

    def __init__(self, model: PeopleModel) -> None:
        super().__init__()
        self.people = model
        self.setModel(model)
        self._cell = PeopleCells(self, model)
        self._cell.entered.connect(self._enter)
        self.setItemDelegate(self._cell)
        self._build()
        self._kept: tuple[PersonId | None, int, set[PersonId]] = (None, 0, set())
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    def _build(self) -> None:
        self.setAccessibleName(tr("People"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionClicked.connect(self.order_by)
        header.sectionResized.connect(lambda *_: self._keep_widths())
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setMinimumSectionSize(theme.px(20))
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        self.horizontalHeader().setFixedHeight(theme.px(28))
        self._is_as_usual = True
        self._share_room()

    def _share_room(self) -> None:
        """Widen the names so that the last column in sight is whole, until widths are changed."""
        if not self._is_as_usual:
            return
        widths = [theme.px(column.width) for column in columns()]
        room, seen = self.viewport().width(), list(accumulate(widths))
        whole = max((width for width in seen if width <= room), default=room)
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width + (room - whole if not number else 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _keep_widths(self) -> None:
        """Keep the widths that the mouse gave to columns."""
        if QApplication.mouseButtons():
            self._is_as_usual = False

    def widen_column(self, step: int) -> None:
        """Make the column of the current cell wider, or with step=-1 narrower."""
        column = self.currentIndex().column()
        if column >= 0:
            width = self.columnWidth(column) + step * theme.px(_STEP)
            self._is_as_usual = False
            self.setColumnWidth(column, max(width, theme.px(_LEAST)))
            self.scrollTo(self.currentIndex())

    # Selection

    def chosen(self) -> list[Person]:
        """Return the selected people in order; without a selection, the current one."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        current = self.currentIndex().row()
        if not rows and current >= 0:
            rows = [current]
        found = {person.id: person for person in (self.people.person(row) for row in rows)}
        return list(found.values())

    def current(self) -> Person | None:
        """Return the current person."""
        index = self.currentIndex()
        return self.people.person(index.row()) if index.isValid() else None

    def choose(self, row: int, column: int | None = None) -> None:
        """Make a row current and the only selected one."""
        if 0 <= row < self.people.rowCount():
            at = self.currentIndex().column() if column is None else column
            self._choose_alone(self.people.index(row, max(0, at)))

    def _choose_alone(self, index: QModelIndex) -> None:
        """Go to a cell and select only its row, whatever modifier keys are held."""
        self.selectionModel().setCurrentIndex(index, _SELECT.ClearAndSelect | _SELECT.Rows)

    def choose_people(self, people: set[PersonId]) -> None:
        """Select only these people."""
        picked = QItemSelection()
        for row in range(self.people.rowCount()):
            if self.people.person(row).id in people and not self.people.is_account(row):
                index = self.people.index(row, 0)
                picked.select(index, index)
        self.selectionModel().select(picked, _SELECT.ClearAndSelect | _SELECT.Rows)

    def order_by(self, column: int) -> None:
        """Sort by a column; the same column again reverses the order."""
        same = column == self.people.by
        descending = not self.people.descending if same else columns()[column].is_number
        self.people.order_by(column, descending=descending)

    def _keep(self) -> None:
        current = self.current()
        chosen = {self.people.person(i.row()).id for i in self.selectionModel().selectedRows()}
        self._kept = (current.id if current else None, self.currentIndex().column(), chosen)

    def _restore(self) -> None:
        """Select the same people again, wherever they are now."""
        person, column, chosen = self._kept
        row = self.people.row_of(person) if person is not None else -1
        if row < 0 and self.people.rowCount():
            row = 0
        if row >= 0:
            self._choose_alone(self.people.index(row, max(0, column)))
            if len(chosen) > 1:
                self.choose_people(chosen)
        self.moved.emit(self.current())
        self.picked.emit()

    def _go_to_column(self, step: int) -> None:
        """Go to the next column without changing the selection."""
        header, at = self.horizontalHeader(), self.currentIndex()
        place = header.visualIndex(at.column()) + step
        if at.isValid() and 0 <= place < header.count():
            self._go_to(self.people.index(at.row(), header.logicalIndex(place)))

    def _go_to(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, _SELECT.NoUpdate)
        self.scrollTo(index)
        self.viewport().update()

    # Edits

    @property
    def can_set(self) -> bool:
        """Whether the current cell can be edited."""
        index = self.currentIndex()
        return index.isValid() and columns()[index.column()].can_set

    def edit_current(self) -> bool:
        """Edit the current cell; tell whether it can be edited."""
        index = self.currentIndex()
        if not self.can_set:
            return False
        self.scrollTo(index)
        self.edit(index)
        return True

    def _enter(self, name: str, value: object) -> None:
        self.entered.emit([person.id for person in self.chosen()], name, value)

    def _open(self) -> None:
        person = self.current()
        if person is not None:
            self.opened.emit(person)

    # Qt events

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(cast(QModelIndex, current), cast(QModelIndex, previous))
        if current.row() != previous.row():
            self.moved.emit(self.current())

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.picked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            return
        if key in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.edit_current():
                return
            self.fixed.emit() if key == Qt.Key.Key_F2 else self._open()
        elif key == Qt.Key.Key_Space and not event.modifiers():
            self.people.unfold(self.currentIndex().row())
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not event.modifiers():
            self._go_to_column(1 if key == Qt.Key.Key_Right else -1)
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Backspace}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyed else self.indexAt(event.pos())
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self._go_to(index)
            place = self.visualRect(index).center() if keyed else event.pos()
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are commands here, and the filter finds names."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        sign = self._cell.sign(self.visualRect(index)) if index.isValid() else None
        if sign and index.column() == 0 and sign.contains(event.position()):
            self.people.unfold(index.row())
        elif (
            index.isValid()
            and not event.modifiers()
            and len(self.selectionModel().selectedRows()) > 1
            and self.selectionModel().isSelected(index)
        ):
            self._go_to(index)
        else:
            super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        on_row = self.indexAt(event.position().toPoint()).isValid()
        if left and on_row and not self.edit_current():
            self._open()

    @override
    def follow_style(self) -> None:
        # wait: Qt is still walking the widgets
        QTimer.singleShot(0, self, self._fit)
