"""The right pane of Sift: the selected post in its conversation, its tags, note and author."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.clock import Clock
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import clean
from curator.gui.post_list.thumbnails import RowPictures
from curator.gui.questions.placement import change_question, questions_at
from curator.gui.reading.author import AuthorStrip
from curator.gui.reading.buttons import ReadingButtons
from curator.gui.reading.conversation import ContextPost, replies
from curator.gui.reading.layout import box, empty
from curator.gui.reading.note import PrivateNote
from curator.gui.reading.picture_viewer import PictureView
from curator.gui.reading.post import ReadingPost
from curator.gui.reading.tags import TagEditor
from curator.gui.widgets import Button, Elided, Rule
from curator.gui.widgets.layouts import column_in, scrolled
from curator.gui.widgets.pane_header import PaneHeader, Unread
from curator.i18n import grouped, tr, trn
from curator.library import PostId, Row, Thread
from curator.stored_words import translate_place

_SHOWN_AFTER = 10
"""Milliseconds until a selected post is shown: the list moves first, and J may be held down."""

_ASIDE = 18
_FEW = 2
_CAPTURED = 60
"""Width below which where a post comes from stands above the link that copies its address."""

_MOST_ABOVE, _MOST_BELOW = 20, 40


class ReadingPane(Restyled, QWidget):
    """Shows one post in full."""

    gone_to = Signal(object)
    """The PostId of a post of the conversation that was selected."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row: Row | None = None
        self._all_replies = False
        self._above: list[ContextPost] = []
        self._onward: list[ContextPost] = []
        self._below: list[ContextPost] = []
        self._view: PictureView | None = None
        self._quoted: list[ContextPost] = []
        self._pictures = RowPictures(desk.library.pictures.thumbnail, self)
        self.head = PaneHeader()
        self.post = ReadingPost(desk.library)
        self.more = Button(tr("Show more replies"), kind="link", height=22)
        self.tag_editor = TagEditor(desk)
        self.note = PrivateNote()
        self.person = AuthorStrip(desk)
        self.bar = ReadingButtons()
        self._captured = Elided(style="small", colour="text3")
        self._copy = Button(tr("Copy permalink"), kind="link", height=20)
        self._capture = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._later = QTimer(self, interval=_SHOWN_AFTER, singleShot=True)
        self._lay_out()
        self._wire()
        self._show()

    # Building

    def _lay_out(self) -> None:
        page = QWidget()
        column = column_in(page, spacing=0)
        self._above_box = box(column, (18, 12, 18, 0))
        self._line = Rule()
        column.addWidget(self._line)
        column.addWidget(self.post)
        self._onward_box = box(column, (18, 2, 18, 0))
        column.addWidget(Rule())
        self._below_box = box(column, (18, 12, 18, 0))
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._lay_out_desk(column)
        column.addStretch(1)
        self._scroll = scrolled(page)
        self._nothing = Unread(tr("Choose a post to read it."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._scroll)
        whole = column_in(self, spacing=0)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.bar)
        self.setMinimumWidth(360)
        self._scroll.viewport().installEventFilter(self)

    def _lay_out_desk(self, column: QVBoxLayout) -> None:
        marks = box(column, (_ASIDE, 10, _ASIDE, 12))
        marks.setSpacing(8)
        marks.addWidget(self.tag_editor)
        marks.addWidget(self.note)
        column.addWidget(Rule())
        about = box(column, (_ASIDE, 10, _ASIDE, 14))
        about.setSpacing(8)
        about.addWidget(self.person)
        about.addLayout(self._capture)
        self._capture.addWidget(self._captured, 1)
        self._capture.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)

    def _wire(self) -> None:
        desk = self._desk
        self._later.timeout.connect(self._show)
        desk.post_changed.connect(self._post_changed)
        desk.changed.connect(lambda _: self._later.start())
        desk.story_changed.connect(lambda _: self._later.start())
        desk.chat_changed.connect(lambda _: self._later.start())
        self.more.clicked.connect(self.show_replies)
        self._copy.clicked.connect(self._copy_permalink)
        self.note.written.connect(desk.note)
        self.post.question.chosen.connect(self._change_question)
        self.post.pictures.described.connect(self._describe)
        self.post.pictures.enlarged.connect(self._enlarge)

    # Display

    def _fit(self) -> None:
        room = self._scroll.viewport().width() - 2 * _ASIDE
        self.person.fit(room)
        way = QBoxLayout.Direction
        side_by_side = room >= self._copy.sizeHint().width() + theme.px(_CAPTURED)
        self._capture.setDirection(way.LeftToRight if side_by_side else way.TopToBottom)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit into the room of the page, which only follows once the pane itself has its size."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    @override
    def follow_style(self) -> None:
        QTimer.singleShot(0, self, self._fit)  # once its own widgets have the new size

    def show_place(self, number: int, count: int, chosen: int) -> None:
        """Show the post's number in the list, and how many posts the buttons apply to."""
        words = ""
        if number >= 0:
            words = tr(
                "Post {number} of {count}", number=grouped(number + 1), count=grouped(count)
            )
        self.head.set_words(words)
        self.bar.show_mark(self._row.mark if self._row else None, chosen)

    def catch_up(self) -> None:
        """Show at once what waits for a pause."""
        if self._later.isActive():
            self._later.stop()
            self._show()

    def _post_changed(self, _post: PostId | None) -> None:
        self.note.keep()
        self._all_replies = False
        self._later.start()

    def _show(self) -> None:
        self.note.keep()
        with self._desk.library.consistent_reads():  # a worker may be taking an import back
            self._show_current()

    def _show_current(self) -> None:
        library, post = self._desk.library, self._desk.post
        if post is None or not library.posts.rows([post]):
            self._row = None
            self._stack.setCurrentIndex(0)
            self.bar.setEnabled(False)
            return
        self.bar.setEnabled(True)
        thread = library.posts.thread(post, self._desk.story)
        new = self._row is None or self._row.id != post
        self._row = thread.chosen
        self._show_thread(thread)
        self.post.question.show_row(thread.chosen, questions_at(self._desk, thread.chosen.post.at))
        self.post.show_thread(thread, self._desk.tz)
        self.tag_editor.show_tags(thread.chosen.tags)
        self.note.show_note(post, thread.chosen.note)
        self.person.show_post(post)
        self._show_source(thread.chosen)
        self.bar.show_mark(thread.chosen.mark, self.bar.chosen)
        self._stack.setCurrentIndex(1)
        if new:
            # the words may have another height now: what is below them moves before it is painted
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            QTimer.singleShot(0, self, self._scroll_to_post)

    def _show_thread(self, thread: Thread) -> None:
        quoted = self._quoted_rows(thread)
        ids = {row.id for row in quoted}
        above = [row for row in thread.above[-_MOST_ABOVE:] if row.id not in ids]
        onward = thread.own[thread.own.index(thread.chosen) + 1 :][:_MOST_BELOW]
        below = [pair for pair in replies(thread) if pair[1].id not in ids]
        shown = below[: _MOST_BELOW if self._all_replies else _FEW]
        self._fill(self._above_box, self._above, [(0, row) for row in above], tied=True)
        self._fill(self._onward_box, self._onward, [(0, row) for row in onward], tied=True)
        if self._onward:
            self._onward[-1].untie()
        self._fill(self._below_box, self._below, shown)
        self._fill(self.post.quoted, self._quoted, [(0, row) for row in quoted], framed=True)
        self._line.setVisible(bool(above))
        left = len(below) - len(shown)
        self.more.set_words(trn("Show {count} more reply", "Show {count} more replies", left))
        self.more.setVisible(left > 0 and not self._all_replies)

    def _quoted_rows(self, thread: Thread) -> list[Row]:
        post = thread.chosen.post
        posts = self._desk.library.posts
        keys = [key for key in (post.quote_of, post.repost_of) if key]
        ids = [id_ for id_ in posts.ids(keys).values() if id_ != thread.chosen.id]
        return posts.rows(ids, self._desk.story)

    def _fill(
        self,
        column: QVBoxLayout,
        widgets: list[ContextPost],
        rows: Sequence[tuple[int, Row]],
        *,
        tied: bool = False,
        framed: bool = False,
    ) -> None:
        library = self._desk.library
        zone = self._desk.tz
        clock = Clock(zone, library.posts.own_day(zone))
        if [(each.row, each.clock) for each in widgets] != [(row, clock) for _, row in rows]:
            empty(column, widgets)
            for depth, row in rows:
                deep = max(0, depth - 1)
                widget = ContextPost(
                    row, clock, self._pictures, tied=tied, framed=framed, depth=deep
                )
                widget.chosen.connect(self.gone_to)
                column.addWidget(widget)
                widgets.append(widget)
        if owner := column.parentWidget():
            owner.setVisible(bool(widgets) or framed)

    def _show_source(self, row: Row) -> None:
        held = self._desk.library.archives.containing(row.id)
        places = [
            tr("{archive}, {place}", archive=clean(name), place=clean(translate_place(place)))
            if place
            else name
            for name, place in held[:3]
        ]
        said = tr("Captured in {places}", places="; ".join(places)) if places else ""
        self._captured.setText(said)
        self._copy.setVisible(bool(row.post.url))

    def _scroll_to_post(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(0)
        whole = self.post.y() + self.post.height()
        if whole > self._scroll.viewport().height():
            bar.setValue(max(0, self.post.y() - theme.px(60)))

    @property
    def conversation(self) -> list[str]:
        """Return the texts of the posts above the selected one, and of the visible ones below."""
        around = (*self._above, *self._onward, *self._below)
        return [each.row.post.shown for each in around]

    @property
    def captured(self) -> str:
        """Return where the post was captured."""
        return self._captured.text()

    # Actions

    def show_replies(self) -> None:
        """Show every reply."""
        self._all_replies = True
        self._show()

    def enter_conversation(self) -> None:
        """Show the whole conversation, and give it the focus."""
        self.catch_up()
        self.show_replies()
        around = [*self._above, *self._quoted, *self._onward, *self._below]
        if around:
            around[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(around[0])
        else:
            self._desk.reported.emit(tr("Nothing here answers this post, and it answers none."))

    def write_note(self) -> None:
        """Put the caret into the private note."""
        self.catch_up()
        if self._row is not None:
            self.note.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self.note)

    def ask_tag(self) -> None:
        """Open the field for a tag."""
        self.catch_up()
        if self._row is not None:
            self.tag_editor.ask()
            self._scroll.ensureWidgetVisible(self.tag_editor)

    def _enlarge(self, place: int) -> None:
        if self._row is not None:
            self._view = self._view or PictureView(self.window(), self._desk)
            self._view.show_media(self._row.post.media, place)

    def _describe(self, place: int, words: str) -> None:
        row = self._row
        if row is not None:
            library = self._desk.library
            self._desk.edit(
                tr("Describe a picture"), lambda: library.marks.describe(row.id, place, words)
            )

    def _change_question(self, choice: int) -> None:
        """Apply the selection made on the chip of the question."""
        if self._row is not None:
            change_question(self._desk, self._row.id, choice)

    def _copy_permalink(self) -> None:
        if self._row is not None:
            QGuiApplication.clipboard().setText(self._row.post.url)
            self._desk.reported.emit(tr("Copied the permalink."))
