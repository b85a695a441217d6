"""Versions of a story: saved by name, compared with the present one, restored."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.clock import brief_moment
from curator.gui.look.safe_text import clean, isolated
from curator.gui.widgets import Button, Label, Rule
from curator.gui.widgets.compared import ComparedTable
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr, trn
from curator.insight.checks.lines import lines, side_by_side
from curator.library import StoryId, Version

_MARGIN, _LIST = 64, 280


class VersionsOverlay(Overlay):
    """Lists the versions; the selected one is compared with the present story."""

    about = "story"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._desk: Desk | None = None
        self._story: StoryId | None = None
        self._versions: list[Version] = []
        self.field = QLineEdit()
        """The name of a new version."""
        self.keep = Button(tr("Keep this version"), icon="bookmark-plus", height=30)
        self.list = QListWidget()
        """The versions, the newest first."""
        heads, name = (tr("The version"), tr("Now")), tr("The version beside the story now")
        self.compared = ComparedTable(heads, name)
        """The selected version and the present story, line by line."""
        self.restore = Button(tr("Go back to it"), kind="solid")
        self.close_ = Button(tr("Close"), key="Esc", kind="flat")
        self._changed = Label("", "small", "text2")
        self.setAccessibleName(tr("Versions of the story"))
        self._build()
        self._wire()

    def _build(self) -> None:
        head, foot, left = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        head.setContentsMargins(14, 8, 8, 8)
        self.field.setPlaceholderText(tr("Name the present version"))
        self.field.setAccessibleName(tr("Name of the version"))
        self.field.setMaxLength(200)
        self.list.setAccessibleName(tr("Versions"))
        self.list.setMaximumWidth(theme.px(_LIST))
        left.setContentsMargins(14, 12, 14, 12)
        left.setSpacing(theme.px(8))
        self.list.setStyleSheet(f"QListView::item {{ padding: {theme.px(7)}px; }}")
        foot.setContentsMargins(14, 10, 14, 10)
        middle = QHBoxLayout()
        column = column_in(self.panel, (1, 1, 1, 1), spacing=0)
        column.addLayout(head)
        head.addWidget(Label(tr("Versions of the story"), weight=600))
        head.addStretch(1)
        head.addWidget(self.close_)
        column.addWidget(Rule())
        column.addLayout(middle, 1)
        middle.addLayout(left)
        for widget in (self.field, self.keep, self.list):
            left.addWidget(widget)
        middle.addWidget(self.compared, 1)
        column.addWidget(Rule())
        column.addLayout(foot)
        foot.addWidget(self._changed)
        foot.addStretch(1)
        foot.addWidget(self.restore)

    def _wire(self) -> None:
        self.close_.clicked.connect(self.dismiss)
        self.keep.clicked.connect(self._keep)
        self.field.returnPressed.connect(self._keep)
        self.list.currentRowChanged.connect(self._compare)
        self.restore.clicked.connect(self._restore)

    def open_on(self, desk: Desk) -> None:
        """Show the versions of the current story."""
        if desk.story is None:
            desk.reported.emit(tr("There is no story yet."))
            return
        self._desk, self._story = desk, desk.story
        self._fill()
        self.open()

    def _fill(self) -> None:
        if self._desk is None or self._story is None:
            return
        self._versions = self._desk.library.versions.all(self._story)
        self.list.clear()
        for version in self._versions:
            self.list.addItem(QListWidgetItem(_version_words(version)))
        self.list.setCurrentRow(0 if self._versions else -1)
        self._compare(self.list.currentRow())

    def _compare(self, row: int) -> None:
        """Compare the selected version with the present story."""
        desk, found = self._desk, 0 <= row < len(self._versions)
        self.restore.setEnabled(found)
        self.compared.setRowCount(0)
        self._changed.setText(
            "" if found else tr("There is no version yet. Name the present one.")
        )
        if desk is None or self._story is None or not found:
            return
        version = self._versions[row]
        title = next((s.title for s in desk.library.stories.all() if s.id == self._story), "")
        before = lines(version.title, desk.library.versions.blocks(version.id))
        after = lines(title, desk.library.stories.blocks(self._story))
        count = self.compared.show_pairs(list(side_by_side(before, after)))
        self._changed.setText(
            trn("{count} line differs.", "{count} lines differ.", count)
            if count
            else tr("It is as the story is now.")
        )
        self.restore.setEnabled(count > 0)

    def _keep(self) -> None:
        desk, story = self._desk, self._story
        if desk is None or story is None:
            return
        if desk.history.keep_version(story, self.field.text()):
            self.field.clear()
            self._fill()

    def _restore(self) -> None:
        """Restore a version as one step; the present one is saved first."""
        desk, story, row = self._desk, self._story, self.list.currentRow()
        if desk is None or story is None or not 0 <= row < len(self._versions):
            return
        version = self._versions[row]
        label = tr("Go back to “{name}”", name=version.name)
        lost: list[int] = []

        def act() -> None:
            desk.library.versions.keep_present(story, label)
            lost.append(desk.library.versions.put_back(version.id))

        if desk.edit(label, act):
            self.dismiss()
            desk.reported.emit(_went_back(version.name, lost[0]))

    @override
    def box(self, room: QRect) -> QRect:
        return room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    @override
    def _take_focus(self) -> None:
        (self.list if self._versions else self.field).setFocus(Qt.FocusReason.PopupFocusReason)


def _version_words(version: Version) -> str:
    at = brief_moment(version.at.astimezone())
    name = isolated(clean(version.name))
    return tr("{at} · before: {name}", at=at, name=name) if version.automatic else f"{at} · {name}"


def _went_back(name: str, lost: int) -> str:
    if not lost:
        return tr("The story is as it was in “{name}”.", name=isolated(name))
    return trn(
        "The story is as it was in “{name}”, but for {count} quote whose post is gone.",
        "The story is as it was in “{name}”, but for {count} quotes whose posts are gone.",
        lost,
        name=isolated(name),
    )
