"""The history: all steps, the snapshots and backups, and the way back to any of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget
from typing_extensions import override

from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_history
from curator.gui.look import theme
from curator.gui.look.safe_text import isolated
from curator.gui.overlays.history_lines import backup_lines, history, kept
from curator.gui.widgets import Button, Label, Rule, Segments, announce
from curator.gui.widgets.layouts import column_in, row_in
from curator.gui.widgets.line_list import LineList
from curator.gui.widgets.list_line import LINE, ListLine
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr
from curator.library import Backup, Changes, Snapshot, SnapshotId
from curator.work import backup_place, backups_of, history_csv, history_size, write_whole

_BACKUPS = 2
_WIDTH, _TOP, _SHARE = 620, 96, 0.7
_HEAD, _FOOT, _LEAST = 50, 84, 204


class History(Overlay):
    """Lists the steps, the newest first, and the snapshots; selecting one goes back to it."""

    about = "history"

    restoring = Signal(object)
    """The Backup that is to replace the library."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._backups: list[Backup] = []
        self._desk: Desk | None = None
        self._doomed = self._named = 0
        self.kinds = Segments(
            [tr("Steps"), tr("Snapshots"), tr("Backups")], label=tr("What is listed")
        )
        """Selects steps, snapshots or backups."""
        self.list = LineList(tr("History"))
        """The steps, or the snapshots."""
        self.field = QLineEdit()
        """The name of a new snapshot, or a new name for one."""
        self._keep = Button(tr("Keep a snapshot"), icon="bookmark-plus", height=30)
        self._end = Label("", "small", "text2", wrap=True)
        self._save = Button(tr("Save as a table…"), icon="file-down", kind="flat")
        self._close = Button(tr("Close"), key="Esc", kind="flat")
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("History"))
        self.sheds = (self._save,)
        self._build()
        self._wire()

    def _build(self) -> None:
        self._head, self._status_bar = QWidget(), QWidget()
        row = row_in(self._head, (14, 0, 8, 0), spacing=12)
        row.addWidget(Label(tr("History"), "base", weight=600))
        row.addWidget(self.kinds)
        row.addStretch(1)
        row.addWidget(self._save)
        row.addWidget(self._close)
        self.field.setPlaceholderText(tr("Name the present state, to come back to it"))
        self.field.setAccessibleName(tr("Name of the snapshot"))
        self.field.setMaxLength(200)
        row = QHBoxLayout()
        row.setSpacing(8)
        foot = column_in(self._status_bar, (14, 10, 14, 10), spacing=7)
        foot.addLayout(row)
        row.addWidget(self.field, 1)
        row.addWidget(self._keep)
        foot.addWidget(self._end)
        column = column_in(self.panel, (1, 1, 1, 1), spacing=0)
        column.addWidget(self._head)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        column.addWidget(Rule())
        column.addWidget(self._status_bar)

    def _wire(self) -> None:
        self._close.clicked.connect(self.dismiss)
        self._save.clicked.connect(self._ask_for_table)
        self.kinds.chosen.connect(lambda _: self._show())
        self.list.taken.connect(self._take)
        self.list.activated.connect(self._activated)
        self.list.installEventFilter(self)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._cancel_deletion())
        self.field.returnPressed.connect(self._name)
        self.field.textChanged.connect(lambda text: self._keep.setEnabled(bool(text.strip())))
        self._keep.clicked.connect(self._name)
        self._keep.setEnabled(False)

    @property
    def sentence(self) -> str:
        """Return the text under the list."""
        return self._end.text()

    def open_on(self, desk: Desk) -> None:
        """Show the history of a desk."""
        if desk is not self._desk:
            desk.changed.connect(self._desk_changed)
        self._desk = desk
        self._leave_naming()
        self.kinds.choose(0)
        self._show()
        self.open()

    def open_backups(self, desk: Desk) -> None:
        """Show the backups of a library."""
        self.open_on(desk)
        self.kinds.choose(_BACKUPS)
        self._show()

    def ask_name(self, desk: Desk) -> None:
        """Open with the caret in the field for a snapshot's name."""
        self.open_on(desk)
        self.kinds.choose(1)
        self._show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Display

    def _desk_changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        if self._desk is None:
            return
        self._doomed = 0
        library = self._desk.library
        current = self.list.current
        if self.kinds.number == _BACKUPS:
            self._backups = backups_of(library.path)
            lines = backup_lines(self._backups)
            end = " ".join(
                [
                    tr(
                        "Enter restores one in place of the library; its present state is"
                        " backed up first."
                    ),
                    isolated(backup_place(library.path)),
                ]
            )
        elif self.kinds.number:
            lines = list(kept(library.snapshots.all()))
            end = tr("Enter goes back to one, F2 renames it, Del deletes it.")
        else:
            steps = library.steps()
            lines = history(steps)
            end = history_size(library.history_size)
        here = next((number for number, line in enumerate(lines) if line.here), -1)
        again = [number for number, line in enumerate(lines) if current and line.do == current.do]
        self.list.show_lines(lines, again[0] if again else here)
        self._end.setText(end)
        self.panel.setGeometry(self.box(self.rect()))

    # Actions

    def _ask_for_table(self) -> None:
        if self._desk is not None:
            ask_for_history(self, self._desk.library.path, self.save_table)

    def save_table(self, to: Path) -> None:
        """Save every step as a table for a spreadsheet."""
        if self._desk is None:
            return
        try:
            library = self._desk.library
            table = history_csv(library.steps()[::-1], library.marks.standings())
            write_whole(to, table, story=False)
        except CuratorError as error:
            self._desk.fail(error)
        else:
            self._desk.reported.emit(tr("Saved {path}.", path=str(to)))

    def _activated(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if isinstance(line, ListLine):
            self._take(line)

    def _take(self, line: ListLine) -> None:
        desk, (kind, _, number) = self._desk, line.do.partition(":")
        if desk is None or not self.isVisible() or kind == "none":
            return
        self.dismiss()
        if kind == "backup":
            self.restoring.emit(self._backups[int(number)])
        elif kind == "go":
            desk.history.go_to(int(number))
        elif snapshot := self._snapshot(line):
            desk.history.go_to_snapshot(snapshot)

    def _snapshot(self, line: ListLine | None) -> Snapshot | None:
        kind, _, number = line.do.partition(":") if line else ("", "", "")
        if self._desk is None or kind != "snapshot":
            return None
        all_kept = self._desk.library.snapshots.all()
        return next((each for each in all_kept if each.id == int(number)), None)

    def _name(self) -> None:
        """Save a snapshot under the name typed, or rename one."""
        name = self.field.text()
        if self._desk is None or not name.strip():
            return
        named = SnapshotId(self._named)
        self.kinds.choose(1)
        if (
            self._desk.history.rename_snapshot(named, name)
            if named
            else self._desk.history.keep_snapshot(name)
        ):
            self._leave_naming()
            self._show()
            if not named:
                self.list.setCurrentIndex(self.list.model().index(0, 0))
            self._take_focus()

    def menu(self, at: QPoint) -> QMenu | None:
        """Return the context menu of the snapshot at a position of the list."""
        line = self.list.indexAt(at).data(LINE)
        snapshot = self._snapshot(line) if isinstance(line, ListLine) else None
        if snapshot is None:
            return None
        self.list.setCurrentIndex(self.list.indexAt(at))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Go back to it")).triggered.connect(lambda: self._take(line))
        menu.addAction(tr("Rename…")).triggered.connect(self._ask_other_name)
        sure = self._doomed == snapshot.id
        delete = menu.addAction(tr("Delete it for good") if sure else tr("Delete it…"))
        delete.triggered.connect(self._confirm_deletion)
        return menu

    def _offer(self, at: QPoint) -> None:
        if menu := self.menu(at):
            menu.popup(self.list.viewport().mapToGlobal(at))

    def _delete(self, snapshot: Snapshot) -> None:
        if self._desk is not None:
            self._desk.history.delete_snapshot(snapshot)

    def _ask_other_name(self) -> None:
        if snapshot := self._snapshot(self.list.current):
            self._named = snapshot.id
            self.field.setText(snapshot.name)
            self.field.selectAll()
            self._keep.set_words(tr("Rename"))
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave_naming(self) -> None:
        self._named = 0
        self.field.clear()
        self._keep.set_words(tr("Keep a snapshot"))

    def _confirm_deletion(self) -> None:
        """Delete a snapshot on the second request, because this cannot be undone."""
        snapshot = self._snapshot(self.list.current)
        if snapshot is None:
            return
        if self._doomed == snapshot.id:
            self._delete(snapshot)
            return
        self._doomed = snapshot.id
        self._end.setText(
            tr(
                "“{name}” cannot be brought back. To delete it for good, press Del again, or"
                " choose it in the menu.",
                name=isolated(snapshot.name),
            )
        )
        announce(self.list, self._end.text())

    def _cancel_deletion(self) -> None:
        if self._doomed:
            self._show()

    # Qt events

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent):
            press = event.type() == QEvent.Type.KeyPress
            return press and self._pressed(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _pressed(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = 1 if key == Qt.Key.Key_Right else -1
                self.kinds.choose(min(max(self.kinds.number + step, 0), _BACKUPS))
                self._show()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._confirm_deletion()
            case Qt.Key.Key_F2:
                self._ask_other_name()
            case _:
                return False
        return True

    @override
    def box(self, room: QRect) -> QRect:
        width = min(theme.px(_WIDTH), room.width() - 48)
        self._head.setFixedHeight(theme.px(_HEAD))
        self._status_bar.setFixedHeight(theme.px(_FOOT))
        listed = max(self.list.height_of_all(), theme.px(_LEAST))
        wanted = theme.px(_HEAD) + theme.px(_FOOT) + 6 + listed
        height = min(wanted, round(room.height() * _SHARE))
        return QRect((room.width() - width) // 2, _TOP, width, height)

    @override
    def _take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
