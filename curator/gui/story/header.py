"""The line above the canvas: the selector of stories, and buttons that insert blocks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from curator.gui.commands.commands import commands
from curator.gui.commands.keymap import shown_keys
from curator.gui.commands.template_commands import fill
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import plain_tip
from curator.gui.story.outline import OutlineStrip
from curator.gui.widgets import Button, Rule, paint_ring
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.library import StoryId, StoryInfo

_NARROW, _ROOMY = 740, 900
_WIDEST_TITLE = 280


class StoryHead(Restyled, QWidget):
    """The current story's title, and buttons that insert blocks at the mark."""

    requested = Signal(str)
    """A command: new_heading, new_text, new_divider, new_story, tidy, duplicate, delete."""

    opened = Signal(object)
    """The StoryId of a story to open."""

    def __init__(self) -> None:
        super().__init__()
        self.title = StoryButton()
        self.strip = OutlineStrip()
        self._buttons = {
            "new_heading": Button(tr("Heading"), icon="heading-2", kind="flat"),
            "new_text": Button(tr("Text"), icon="pilcrow", kind="flat"),
            "facts_menu": Button(tr("Facts"), icon="chart-column", kind="flat"),
            "new_picture": Button(tr("Picture"), icon="image", kind="flat"),
            "new_divider": Button(tr("Divider"), icon="minus", kind="flat"),
        }
        self._views = {
            "story_cards": Button(tr("Cards"), icon="blocks", kind="flat", checkable=True),
            "story_preview": Button(
                tr("Preview"), icon="panels-top-left", kind="flat", checkable=True
            ),
        }
        self._menu = QMenu(self)
        self.templates = QMenu(tr("By a template"), self)
        """The templates for rough cuts."""
        self._stories: list[StoryInfo] = []
        self._story: StoryId | None = None
        row = QHBoxLayout()
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(0)
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _=False, name=name: self._clicked(name))
        for name, button in self._views.items():
            tip = plain_tip(f"{button.text()} ({shown_keys(name)})")
            button.setToolTip(tip)
            button.clicked.connect(lambda _=False, name=name: self.requested.emit(name))
        column = column_in(self, spacing=0)
        column.addLayout(row)
        row.addWidget(self.title)
        row.addStretch()
        for button in (*self._buttons.values(), *self._views.values()):
            row.addWidget(button)
        row.addWidget(self.strip)
        column.addWidget(Rule())
        self.title.clicked.connect(self._open)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)

    def show_stories(self, stories: list[StoryInfo], story: StoryId | None) -> None:
        """Show the current story; the others are in its menu."""
        self._stories, self._story = stories, story
        title = next((_title(each) for each in stories if each.id == story), "")
        self.title.set_words(title or tr("No story yet"))

    def show_views(self, *, cards: bool, preview: bool) -> None:
        """Show whether the story is shown as cards, and whether the preview is open."""
        self._views["story_cards"].setChecked(cards)
        self._views["story_preview"].setChecked(preview)

    def menu(self) -> QMenu:
        """Return the menu of stories as it is now."""
        self._menu.clear()
        for each in self._stories:
            action = self._menu.addAction(_title(each).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(each.id == self._story)
            action.triggered.connect(lambda _=False, id_=each.id: self.opened.emit(id_))
        if self._stories:
            self._menu.addSeparator()
        self._add_request(tr("New story"), "new_story")
        self._add_request(tr("Make a rough cut"), "rough_cut")
        fill(self.templates, self.requested.emit, every=True)
        self._menu.addMenu(self.templates)
        if self._story is not None:
            tidy = self._menu.addAction(tr("Tidy quotes"))
            tidy.setCheckable(True)
            tidy.setChecked(any(each.tidy for each in self._stories if each.id == self._story))
            tidy.triggered.connect(lambda: self.requested.emit("tidy"))
            self._add_request(tr("Duplicate"), "duplicate")
            self._add_request(tr("Delete"), "delete")
        return self._menu

    def _clicked(self, name: str) -> None:
        if name != "facts_menu":
            self.requested.emit(name)
            return
        menu = self.facts_menu()
        button = self._buttons[name]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def facts_menu(self) -> QMenu:
        """Return the menu of figures that can be inserted at the mark."""
        self._menu.clear()
        for command in commands():
            if command.name.startswith("add_") and command.where == "story":
                self._add_request(command.words, command.name)
        self._menu.addSeparator()
        self._add_request(tr("Choose from all facts"), "facts")
        return self._menu

    def _add_request(self, words: str, name: str) -> None:
        self._menu.addAction(words).triggered.connect(lambda: self.requested.emit(name))

    def _open(self) -> None:
        self.menu().popup(self.title.mapToGlobal(self.title.rect().bottomLeft()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # such as a longer count of quotes
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Leave labels to the tool tips where there is no room, then the last buttons out."""
        for button in self._buttons.values():
            button.bare(on=self.width() < theme.px(_NARROW))
        for button in self._views.values():
            button.bare(on=self.width() < theme.px(_ROOMY))
        buttons = [*self._buttons.values(), *self._views.values()]
        wide = [button.sizeHint().width() for button in buttons]
        room = self.width() - 32 - self.title.minimumSizeHint().width()
        room -= 0 if self.strip.isHidden() else self.strip.minimumSizeHint().width()
        for number, button in enumerate(buttons):  # the menu Story has them all
            button.setVisible(sum(wide[: number + 1]) <= room)

    @override
    def follow_style(self) -> None:
        self._fit()


class StoryButton(Button):
    """The title of the story; it opens the menu of stories."""

    def __init__(self) -> None:
        super().__init__("", kind="flat")
        self.set_words(tr("No story yet"))

    @override
    def set_words(self, text: str, *, short: str = "") -> None:
        super().set_words(text, short=short)
        self.setAccessibleName(tr("Story: {title}", title=text))
        self.setToolTip(plain_tip(text))

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font("base", weight=600)).horizontalAdvance(self.text())
        width = min(theme.px(_WIDEST_TITLE), words + theme.px(9 + 13 + 6 + 9) + 2)
        return QSize(width, theme.px(28))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(56), theme.px(28))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("press" if self.isDown() else "hover"))
            painter.drawRoundedRect(box, 6, 6)
        painter.setFont(theme.font("base", weight=600))
        painter.setPen(theme.colour("text"))
        arrow = theme.px(13)
        room = self.width() - arrow - theme.px(9 + 6 + 9)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.adjusted(theme.px(9), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        drawn = theme.pixmap("chevron-down", arrow, "text2", self.devicePixelRatioF())
        left = theme.px(9 + 6) + painter.fontMetrics().horizontalAdvance(words)
        painter.drawPixmap(left, (self.height() - arrow) // 2 + 1, drawn)
        if self.hasFocus():
            paint_ring(painter, box, 6)


def _title(story: StoryInfo) -> str:
    return " ".join(story.title.split()) or tr("Untitled recap")
