"""The help: pages by task, searchable, available offline."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QStandardItem,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.overlays.help_pages import HelpPage, kinds, pages, pictures
from curator.gui.widgets import Button, Label, Rule
from curator.gui.widgets.entry import ENTRY, Entry
from curator.gui.widgets.entry_list import EntryList
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr

_WIDTH, _HEIGHT, _LIST = 920, 640, 250
_PAGE = ENTRY + 1
_LINE = 125.0
"""Line height in per cent of the font's."""

_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"


class HelpOverlay(Overlay):
    """A list of pages, a search field, and the selected page."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._pages: list[HelpPage] = []
        self.field = QLineEdit()
        """The search field."""
        self.list = EntryList(tr("Pages"))
        """The titles of the pages that match."""
        self.text = QTextBrowser()
        """The selected page."""
        self._none = Label(colour="text2", wrap=True)
        self.setAccessibleName(tr("Help"))
        self._build()
        self.field.textChanged.connect(self._list_pages)
        self.field.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._show(now))

    def _build(self) -> None:
        self.field.setPlaceholderText(tr("Find in the help"))
        self.field.setAccessibleName(tr("Find in the help"))
        self.field.setFixedWidth(min(theme.px(230), 300))
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setAccessibleName(tr("Help"))
        self.text.viewport().setAutoFillBackground(False)
        close = Button(tr("Close"), key="Esc", kind="flat")
        close.clicked.connect(self.dismiss)
        head = QHBoxLayout()
        head.setContentsMargins(18, 10, 10, 10)
        side = QVBoxLayout()
        self.list.setFixedWidth(theme.px(_LIST))
        middle = QHBoxLayout()
        middle.setContentsMargins(4, 0, 18, 12)
        middle.setSpacing(18)
        column = column_in(self.panel, (1, 1, 1, 1), spacing=0)
        column.addLayout(head)
        head.addWidget(Label(tr("Help"), "title"), 1)
        head.addWidget(self.field)
        head.addWidget(close)
        column.addWidget(Rule())
        column.addLayout(middle, 1)
        middle.addLayout(side)
        side.addWidget(self._none)
        side.addWidget(self.list, 1)
        middle.addWidget(self.text, 1)

    def open_at(self, name: str) -> None:
        """Show a page by its name, such as 'howto-sift'."""
        self._pages = pages()
        self.text.setSearchPaths([str(pictures())])
        self.field.clear()
        self._list_pages("")
        self._choose(name)
        self.open()

    @property
    def shown(self) -> list[str]:
        """Return the names of the pages that are listed."""
        return [page.name for page in map(self._page_at, range(self.list.rows.rowCount())) if page]

    def _list_pages(self, typed: str) -> None:
        found = [page for page in self._pages if page.answers(typed)]
        self.list.rows.clear()
        for kind, heading in kinds().items():
            group = [page for page in found if page.kind == kind]
            if group:
                self._add(Entry(heading, group=True), None)
            for page in group:
                self._add(Entry(page.title), page)
        self._none.setText(tr("No page has “{typed}” on it.", typed=typed))
        self._none.setVisible(not found)
        if typed and found:
            self._choose(found[0].name)
        self._mark()

    def _add(self, entry: Entry, page: HelpPage | None) -> None:
        item = QStandardItem(entry.name)
        item.setData(entry, ENTRY)
        item.setData(page, _PAGE)
        item.setEnabled(page is not None)
        self.list.rows.appendRow(item)

    def _page_at(self, row: int) -> HelpPage | None:
        page = self.list.rows.index(row, 0).data(_PAGE)
        return page if isinstance(page, HelpPage) else None

    def _choose(self, name: str) -> None:
        for row in range(self.list.rows.rowCount()):
            page = self._page_at(row)
            if page is not None and page.name == name:
                self.list.setCurrentIndex(self.list.rows.index(row, 0))

    def _show(self, index: QModelIndex) -> None:
        page = index.data(_PAGE)
        if isinstance(page, HelpPage):
            self.text.document().setDefaultFont(theme.font("base"))
            self.text.setMarkdown(page.text)
            _set_apart(self.text.document())
            self._mark()

    def _mark(self) -> None:
        """Mark the words of the search on the page, and show the first of them."""
        marks = list[QTextEdit.ExtraSelection]()
        for word in self.field.text().split():
            place = self.text.document().find(word)
            while not place.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = place
                mark.format.setBackground(theme.colour("soft"))
                marks.append(mark)
                place = self.text.document().find(word, place)
        self.text.setExtraSelections(marks)
        if marks:
            first = min(mark.cursor.selectionStart() for mark in marks)
            shown = self.text.textCursor()
            shown.setPosition(first)
            self.text.setTextCursor(shown)
            self.text.ensureCursorVisible()

    def _step(self, by: int) -> None:
        names = self.shown
        current = self._page_at(self.list.currentIndex().row())
        at = names.index(current.name) if current and current.name in names else -by
        if names:
            self._choose(names[max(0, min(at + by, len(names) - 1))])

    # Qt events

    @override
    def box(self, room: QRect) -> QRect:
        width = min(theme.px(_WIDTH), room.width() - 48)
        height = min(theme.px(_HEIGHT), room.height() - 72)
        return QRect((room.width() - width) // 2, 36, width, height)

    @override
    def _take_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}
        ):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        return super().eventFilter(watched, event)


def _set_apart(document: QTextDocument) -> None:
    """Set line and paragraph spacing, which Qt's Markdown import leaves out."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        if _PICTURE not in block.text():  # whose line would be higher by a quarter of it
            shape.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        in_table = QTextCursor(block).currentTable() is not None
        shape.setBottomMargin(
            theme.px(2 if in_table else 5 if block.textList() is not None else 11)
        )
        shape.setTopMargin(theme.px(10 if shape.headingLevel() else 2))
        cursor.setPosition(block.position())
        cursor.setBlockFormat(shape)
        if (table := QTextCursor(block).currentTable()) is not None:
            frame = table.format()
            frame.setCellPadding(theme.px(4))
            frame.setBorder(0)
            table.setFormat(frame)
        block = block.next()
