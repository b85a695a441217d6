"""The preview before an import: recognised format, open questions, ten posts."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from curator.dates import place_words, zone_called
from curator.gui.importing.columns import Columns
from curator.gui.importing.file import ImportFile
from curator.gui.importing.sample_rows import ImportRows
from curator.gui.importing.words import (
    counted,
    doubts,
    list_words,
    recognition_words,
    sample_words,
    size_words,
    star_words,
    unrecognised,
)
from curator.gui.look import theme
from curator.gui.look.safe_text import isolated
from curator.gui.widgets import ENTER, Button, Elided, Glyph, Label, Rule
from curator.gui.widgets.layouts import column_in, row_in
from curator.i18n import tr, trn
from curator.readers.kit.archive.read_options import ReadOptions

if TYPE_CHECKING:
    from curator.work import Recognised

_WORDS = 260
"""Width that the words beside the buttons need."""

LEFT = 372
"""Width of the left side in pixels."""

_LEFT_SHARE = 0.4
"""Most of the page that it takes where its words are larger."""

_MARGIN = 20


class PreviewCard(QWidget):
    """A box with a thin edge and round corners; accented while active."""

    def __init__(self) -> None:
        super().__init__()
        self.accented = False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if self.accented else "line"), 1))
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class PreviewSheet(QWidget):
    """A part of the page with one background colour."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour(self._colour))


class ImportPreview(QWidget):
    """The preview of one file."""

    options_changed = Signal(object)
    """The options that the user has given for the file."""

    new_asked = Signal()
    """The file is to go into a new library instead."""

    by_hand_asked = Signal()
    """The file is to be read as a table."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Elided(style="title")
        self.place = Label(style="base", colour="text2")
        self.kind = Label(weight=600, wrap=True)
        self.how = Label(colour="text2", wrap=True)
        self.facts = Label(wrap=True, colour="text2")
        self.columns = Columns()
        self.doubt = Label(colour="warn", wrap=True)
        self.sentence = Label(style="base", colour="text2", wrap=True)
        """Replaces the posts when there are none to show."""
        self.by_hand = Button(tr("Choose columns by hand"))
        self.star = Button(tr("Star them"), icon="star")
        self.show_them = Button(tr("Show them"))
        """Offered for a list of ids: show those of its posts that are in the library."""
        self.rows = ImportRows()
        self.taken = Label(colour="text2", wrap=True)
        self.note = Label(colour="text2", wrap=True)
        self.into = Elided(style="small", colour="text2")
        """The library that the file will be imported into."""
        self.into_new = Button(tr("Into a new one instead"), kind="link", height=20)
        self.cancel = Button(tr("Cancel"), key="Esc", height=34)
        self.skip = Button(tr("Skip this file"), height=34)
        self.go = Button(tr("Import"), key=ENTER, kind="solid", height=34)
        self.go.setEnabled(False)
        self._lay_out()
        self.columns.changed.connect(self.options_changed)
        self.by_hand.clicked.connect(self.by_hand_asked)
        self.into_new.clicked.connect(self.new_asked)
        self.show_library("")

    def _lay_out(self) -> None:
        row = row_in(self, spacing=0)
        row.addWidget(self._left())
        row.addWidget(Rule(upright=True))
        row.addWidget(self._right(), 1)

    def _left(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(10)
        self._card = PreviewCard()
        inside = column_in(self._card, (14, 12, 14, 12), spacing=4)
        for label in (self.kind, self.how, self.facts):
            inside.addWidget(label)
        self._warn()
        sheet = PreviewSheet("window")
        column = column_in(sheet, (20, 18, 20, 18), spacing=16)
        column.addLayout(head)
        head.addWidget(Glyph("file-text", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        words.addWidget(self.name)
        words.addWidget(self.place)
        for widget in (self._card, self._warning, self.columns):
            column.addWidget(widget)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(sheet)
        area.setFixedWidth(LEFT)
        self._beside = area
        return area

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._beside.setFixedWidth(max(LEFT, min(theme.px(LEFT), int(_LEFT_SHARE * self.width()))))

    def _warn(self) -> None:
        self._warning = QWidget()
        row = row_in(self._warning, spacing=8)
        row.addWidget(Glyph("triangle-alert", 16, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.doubt, 1)

    def _right(self) -> QWidget:
        sheet = PreviewSheet("base")
        self._head = PreviewSheet("base")
        head = column_in(self._head, (20, 18, 20, 14), spacing=3)
        head.addWidget(Label(tr("Ten posts as they will look"), "title", wrap=True))
        head.addWidget(self.taken)
        self._instead = QWidget()
        instead = column_in(self._instead, (20, 20, 20, 20), spacing=12)
        instead.addWidget(self.sentence)
        offered = QHBoxLayout()
        offered.setSpacing(8)
        instead.addLayout(offered)
        for button in (self.star, self.show_them, self.by_hand):
            offered.addWidget(button)
        offered.addStretch()
        instead.addStretch()
        column = column_in(sheet, spacing=0)
        column.addWidget(self._head)
        column.addWidget(Rule())
        column.addWidget(self._instead, 1)
        column.addWidget(self.rows, 1)
        column.addWidget(Rule())
        column.addWidget(self._status_bar())
        return sheet

    def _status_bar(self) -> QWidget:
        foot = PreviewFoot(self)
        row = foot.row
        row.setContentsMargins(_MARGIN, 11, _MARGIN, 11)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        where = QHBoxLayout()
        row.addLayout(words, 1)
        words.addWidget(self.note)
        words.addLayout(where)
        where.addWidget(self.into)
        where.addWidget(self.into_new)
        where.addStretch(1)
        buttons = foot.buttons
        buttons.setSpacing(10)
        row.addLayout(buttons)
        buttons.addStretch(1)
        for button in (self.cancel, self.skip, self.go):
            buttons.addWidget(button)
        return foot

    def show_file(self, file: ImportFile, number: int, count: int, zone: tzinfo) -> None:
        """Show what is known of a file so far."""
        found = file.found
        self.name.setText(file.archive.name)
        place = tr("{number} of {count} files", number=number, count=count) if count > 1 else ""
        size = size_words(found.size) if found and found.size else ""
        self.place.setText(" · ".join(part for part in (place, size) if part))
        self.skip.setVisible(count > 1)
        if found is None:
            self._wait(file)
        else:
            self._show_kind(file, found, zone)
            header = found.columns if found.is_table else ()
            asked = found.preview.asked if found.preview else frozenset[str]()
            if found.start_asked:
                asked |= {"start"}
            self.columns.ask(
                header,
                found.chosen,
                file.options,
                owner=found.owner_asked,
                asked=asked,
                hint=file.hint,
            )
            answered = (
                bool(file.options.start or file.options.zone or file.hint)
                or file.options.day_first is not None
            )
            self.columns.setVisible(found.is_table or found.owner_asked or bool(asked) or answered)
            self.columns.show_recalled(recalled=bool(file.recalled))
            self._show_posts(found, zone)
            self._offer_list(file, found)

    def show_library(self, name: str) -> None:
        """Show the library that the file will be imported into; '' for a new one."""
        self.into.setText(tr("Into {library}.", library=isolated(name)))
        for widget in (self.into, self.into_new):
            widget.setVisible(bool(name))

    def wait_for(self, name: str, count: int) -> None:
        """Show that a file is being inspected, and how many posts were found so far."""
        words = tr("Looking at {name}…", name=isolated(name))
        if self.rows.isHidden():
            found = trn("{count} post", "{count} posts", count)
            self._show_instead(f"{words} {found}" if count else words)
        else:
            self.note.setText(words)

    def _wait(self, file: ImportFile) -> None:
        self.go.setEnabled(False)
        self.go.set_words(tr("Import"))
        self.note.setText("")
        if file.options != ReadOptions():
            return  # the old preview stays until the file is inspected again
        offered = (self.by_hand, self.star, self.show_them)
        for widget in (self._card, self._warning, self.columns, *offered, self.rows):
            widget.hide()
        self.wait_for(file.archive.name, 0)

    def _show_kind(self, file: ImportFile, found: Recognised, zone: tzinfo) -> None:
        seen = found.preview
        self._card.setVisible(found.reader is not None)
        if found.reader is not None:
            self.kind.setText(tr(found.reader.TITLE))
            self.how.setText(recognition_words(found))
        self.facts.setText("\n".join(counted(seen, zone)) if seen else "")
        self.facts.setVisible(seen is not None)
        told = "\n".join(doubts(seen)) if seen else ""
        if seen and file.is_local and file.hint and file.options.zone == file.hint.zone:
            place = place_words(zone_called(file.options.zone))
            named = tr("Its times name no zone. They are read as {place}.", place=place)
            told = f"{named}\n{told}".rstrip()
        self.doubt.setText(told)
        self._warning.setVisible(bool(told))

    def _show_posts(self, found: Recognised, zone: tzinfo) -> None:
        seen = found.preview
        self.by_hand.setVisible(found.is_unknown and bool(found.columns))
        self.go.setEnabled(seen is not None and seen.looked_at > 0)
        if seen is None:
            self.go.set_words(tr("Import"))
            self.note.setText("")
            self._show_instead(_question(found))
            return
        self.rows.show_posts(seen.posts, zone)
        self.taken.setText(sample_words(seen))
        self._instead.hide()
        self._head.show()
        self.rows.show()
        count = seen.looked_at
        if seen.whole:
            self.go.set_words(trn("Import {count} post", "Import {count} posts", count))
        else:
            self.go.set_words(tr("Import all posts"))
        self.note.setText(self._promise(count))

    def _offer_list(self, file: ImportFile, found: Recognised) -> None:
        """Offer what can be done with a list of ids."""
        for button in (self.star, self.show_them):
            button.setVisible(bool(file.here))
        if found.ids:
            self.by_hand.hide()
            self._show_instead(list_words(found, len(file.here)))
            self.star.set_words(star_words(len(found.ids), len(file.here)))

    def _promise(self, count: int) -> str:
        if not count:
            return tr("There is no post in it.")
        if self.skip.isHidden():
            return tr("One undo removes the import.")
        return tr("One undo removes an import. Shift+Enter imports all that need no question.")

    def _show_instead(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.rows.hide()
        self._head.hide()
        self._instead.show()


class PreviewFoot(PreviewSheet):
    """What an import does, and the buttons beside it; below it where there is little room."""

    def __init__(self, page: ImportPreview) -> None:
        super().__init__("window")
        self._page = page
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._page
        shown = [each for each in (page.cancel, page.skip, page.go) if not each.isHidden()]
        needed = sum(each.sizeHint().width() + 10 for each in shown)
        way, below = QBoxLayout.Direction, needed + theme.px(_WORDS) > self.width()
        self.row.setDirection(way.TopToBottom if below else way.LeftToRight)
        is_tall = needed + 2 * _MARGIN > self.width()
        self.buttons.setDirection(way.TopToBottom if is_tall else way.LeftToRight)


def _question(found: Recognised) -> str:
    """Return what prevents the import of a file, and what to do about it."""
    if found.missing == "text":
        return tr("Choose which column holds the words.")
    if found.missing == "time":
        return tr("Choose which column holds the time.")
    if found.owner_asked:
        return tr(
            "{name} does not say whose posts it holds. Write their handle at the left.",
            name=isolated(found.archive.name),
        )
    return unrecognised(found) if found.is_unknown else found.error
