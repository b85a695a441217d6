"""The shelf: posts to quote, shown beside the story."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.drag.section import add_saved, add_section
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.post_list.view import PostsModel, PostsView
from curator.gui.shelf.questions import QuestionChoice
from curator.gui.shelf.searches import SavedChoice
from curator.gui.shelf.tag_field import TagField
from curator.gui.widgets import Button, Choice, Elided, Label, Rule, Segments
from curator.gui.widgets.layouts import column_in, row_in
from curator.i18n import grouped, tr, trn
from curator.library import QUESTIONS, Order, PostId, Query

STARRED, TAG, QUESTION, SEARCH = range(4)
ORDERS: tuple[Order, ...] = ("oldest", "newest", "echoed", "liked", "unquoted", "best")

_LEAST, _NARROW, _BESIDE = 280, 330, 40
_REST = 120
"""Milliseconds after the last key in the search field until the search runs."""

_FINDING = QUESTIONS | {"marks", "tags", "post_tags", "posts", "archives", "searches"}
"""Tables that determine which posts are on the shelf."""


class Shelf(Restyled, QWidget):
    """Posts to put into the story: starred ones, those of a tag or question, or of a search."""

    inserted = Signal(object)
    """Ids of posts to insert at the mark, in the order of the shelf."""

    appended = Signal(object)
    """Ids of posts to append to the story."""

    cut_asked = Signal()
    """A rough cut is to be made, because nothing is starred yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = PostsModel(desk.library, self)
        self.view = PostsView(self.model, kind="shelf")
        self.source = Segments(
            [tr("Starred"), tr("Tag"), tr("Question"), tr("Search")],
            height=26,
            label=tr("What is on the shelf"),
        )
        self.tags = Choice([tr("No tags yet")], label=tr("Tag"))
        self.questions = QuestionChoice(desk)
        self.search = QLineEdit()
        self.saved = SavedChoice(desk)
        self.order = Choice(
            [
                tr("Oldest first"),
                tr("Newest first"),
                tr("Most echoed"),
                tr("Most liked"),
                tr("Voices not yet quoted first"),
                tr("Best first"),
            ],
            label=tr("Order"),
        )
        self._count, self._unused = Label(style="small", weight=600), Elided("", "small", "text2")
        self._chosen = Label("", "small", "text2")
        self._at_end = Button(tr("At the end"), key="add_at_end")
        self._here = Button(tr("Insert here"), key="add", kind="solid")
        self._tag = TagField()
        self._names: list[str] = []
        self._rest = QTimer(self)
        self._build()
        self._connect()
        self.refresh(frozenset({"tags", "posts"}))

    def _build(self) -> None:
        head, line = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(14, 11, 14, 11)
        self._title = Label(tr("Shelf"), weight=600)
        line.setContentsMargins(14, 5, 8, 5)
        line.setSpacing(0)
        self._asking = QWidget()
        self._build_asking()
        column = column_in(self, spacing=0)
        column.addLayout(head)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self.source)
        column.addWidget(self._asking)
        column.addWidget(self.saved)
        column.addWidget(Rule())
        column.addLayout(line)
        line.addWidget(self._count)
        line.addWidget(self._unused)
        line.addStretch()
        line.addWidget(self.order)
        column.addWidget(Rule())
        column.addWidget(self.view, 1)
        column.addWidget(Rule())
        column.addWidget(self._tag)
        column.addWidget(self._acts())
        self.setMinimumWidth(_LEAST)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def _build_asking(self) -> None:
        row = row_in(self._asking, (14, 0, 14, 10))
        row.addWidget(self.tags, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.questions, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.search, 1)
        self.search.setPlaceholderText(tr("Search all posts"))
        self.search.setAccessibleName(tr("Search for the shelf"))

    def _acts(self) -> QWidget:
        bar = QWidget()
        bar.setAutoFillBackground(True)
        bar.setBackgroundRole(QPalette.ColorRole.Window)
        row = row_in(bar, (10, 8, 10, 8), spacing=5)
        row.addWidget(self._chosen)
        row.addStretch()
        row.addWidget(self._at_end)
        row.addWidget(self._here)
        return bar

    def _connect(self) -> None:
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.show_source)
        self.source.chosen.connect(self._asked)
        self.tags.chosen.connect(self.show_source)
        self.questions.chosen.connect(self.show_source)
        self.order.chosen.connect(self.show_source)
        self.saved.recalled.connect(self.recall)
        self.saved.wanted.connect(lambda search: add_saved(self._desk, search))
        self.search.textChanged.connect(self._rest.start)
        self._desk.chat_changed.connect(lambda _chat: self._follow_chat())
        self.search.returnPressed.connect(self.view.setFocus)
        self.view.chosen.connect(self._desk.choose)
        self.view.link_chosen.connect(self._go)
        self.view.opened.connect(lambda post: self.inserted.emit([post]))
        self.view.selectionModel().selectionChanged.connect(self._show_chosen)
        self._here.clicked.connect(self.insert)
        self._at_end.clicked.connect(self.append)
        self._tag.named.connect(self._desk.tag)
        self._tag.left.connect(self.view.setFocus)

    # Content

    def refresh(self, changes: frozenset[str]) -> None:
        """Update after changes."""
        if "searches" in changes:
            self.saved.offer()
        if changes & {"tags", "post_tags", "posts"}:
            self._offer_tags()
        if changes & QUESTIONS:
            self.questions.refresh()
        if "posts" in changes:
            self.view.set_hashtag(self._desk.library.facts.hashtag())
        stays = self.view.hasFocus() or not changes & _FINDING
        self.model.set_story(self._desk.story)
        if stays:  # keep the list still while the user works in it
            self._show_count()
        else:
            self.show_source()

    def _follow_chat(self) -> None:
        """Switch to the current chat."""
        self.questions.refresh()
        self.show_source()

    def _offer_tags(self) -> None:
        was = self._names[self.tags.number] if self._names else ""
        self._names = [name for name, _ in self._desk.library.marks.tags()]
        self.tags.offer(self._names or [tr("No tags yet")])
        if was in self._names:
            self.tags.choose(self._names.index(was))

    def show_source(self) -> None:
        """Show the posts of the selected source."""
        self._asking.setVisible(self.source.number != STARRED)
        self.tags.setVisible(self.source.number == TAG)
        self.questions.setVisible(self.source.number == QUESTION)
        self.search.setVisible(self.source.number == SEARCH)
        self.saved.setVisible(self.source.number == SEARCH and self.saved.is_wanted)
        query = Query.parse(self._desk.within_chat(self._query().text))
        ways = list(self._ways) if self.source.number == STARRED else []
        self.view.set_empty(self._nothing(query), ways)
        self.view.set_words(query.words if self.source.number == SEARCH else ())
        self.model.show(query, ORDERS[self.order.number], "folded")
        self._show_count()
        self._show_chosen()

    @property
    def selected(self) -> list[PostId]:
        """Return the selected posts, in the order of the shelf."""
        return self.view.selected_ids()

    @property
    def counted(self) -> str:
        """Return the text about the number of posts."""
        return self._count.text() + self._unused.text()

    @property
    def empty(self) -> str:
        """Return the text for an empty shelf."""
        return self._nothing(self._query())

    def insert(self) -> None:
        """Insert the selected posts at the mark."""
        if self.selected:
            self.inserted.emit(self.selected)

    def append(self) -> None:
        """Append the selected posts to the story."""
        if self.selected:
            self.appended.emit(self.selected)

    def choose_next_unused(self) -> None:
        """Select the next unused post; where there is none, stay."""
        if not self.view.hasFocus():
            return
        for number in range(self.view.current_number() + 1, self.model.rowCount()):
            if self.model.row(number).used is None:
                self.view.choose(number)
                return

    def recall(self, text: str) -> None:
        """Show the result of a saved search."""
        self.search.setText(text)
        self._rest.stop()
        self.show_source()

    def add_section(self) -> None:
        """Put all posts of the shelf into the story under a heading."""
        saved = {each.text: each.name for each in self._desk.library.searches.all()}
        text = self._query().text
        starred, tagged = tr("Starred"), self._names[self.tags.number] if self._names else ""
        asked = self.questions.text()
        words = {STARRED: starred, TAG: tagged, QUESTION: asked}.get(self.source.number, text)
        if text:
            add_section(self._desk, saved.get(text, words) or text, text)

    def look_for_post(self) -> None:
        """Open the search for a post by its words."""
        self._turn_to(SEARCH)

    def ask_tag(self, posts: list[PostId]) -> None:
        """Ask for a tag for posts; afterwards the focus returns to the list."""
        self._tag.ask(posts, self._names)

    def _asked(self, source: int) -> None:
        self.show_source()
        if source == SEARCH:
            self.search.setFocus()

    def _query(self) -> Query:
        match self.source.number:
            case 2:
                return self.questions.query
            case 1:
                name = self._names[self.tags.number] if self._names else tr("none")
                return Query.parse(f'tag:"{name}"')
            case 3:
                return Query.parse(self.search.text())
            case _:
                return Query.parse("is:starred")

    def _nothing(self, query: Query) -> str:
        """Return the text for an empty result, and what to do."""
        match self.source.number:
            case 1:
                return tr(
                    "No post is tagged yet. Choose a post and press {keys}.", keys=spoken("tag")
                )
            case 2:
                return self.questions.nothing
            case 3:
                return tr("No post has “{words}”. Try fewer words.", words=query.text)
            case _:
                return tr(
                    "Nothing is starred yet. Press {keys} and star what you would quote, or begin"
                    " with one of these:",
                    keys=spoken("sift"),
                )

    @property
    def _ways(self) -> dict[str, Callable[[], object]]:
        """Return what can be done while nothing is starred, by the words of its link."""
        return {
            tr("Make a rough cut"): self.cut_asked.emit,
            tr("Answers to the questions"): lambda: self._turn_to(QUESTION),
        }

    def _go(self, link: int) -> None:
        list(self._ways.values())[link]()

    def _turn_to(self, source: int) -> None:
        self.source.choose(source)
        self._asked(source)

    def _show_count(self) -> None:
        story, ids = self._desk.story, self.model.ids
        count = len(ids)
        if self.source.number == STARRED:
            words = tr("{count} starred", count=grouped(count))
        else:
            words = trn("{count} post", "{count} posts", count)
        self._count.setText(words)
        used = self._desk.library.stories.used(story) if story is not None else frozenset[PostId]()
        unused = count - sum(each in used for each in ids) if used else count
        self._unused.setText(tr(" · {count} not yet used", count=grouped(unused)))

    def _show_chosen(self) -> None:
        count = len(self.selected)
        self._chosen.setText(trn("{count} chosen", "{count} chosen", count) if count else "")
        self._here.setEnabled(count > 0)
        self._at_end.setEnabled(count > 0)
        self._name_acts()

    def _name_acts(self) -> None:
        """Name the buttons, in short where there is no room, with how many posts they insert."""
        narrow, count = self.width() < theme.px(_NARROW), len(self.selected)
        names = (
            (self._at_end, tr("At the end"), tr("End")),
            (self._here, tr("Insert here"), tr("Insert")),
        )
        for button, whole, _ in names:
            spoken_of = tr("{words} ({count})", words=whole, count=grouped(count))
            button.set_words(spoken_of if count > 1 else whole, short=whole)
        room = self.width() - theme.px(_BESIDE)
        if narrow or sum(button.sizeHint().width() for button, _, _ in names) > room:
            for button, _, short in names:
                button.set_words(button.accessibleName(), short=short)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.append()
            else:
                self.insert()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def follow_style(self) -> None:
        # wait: Qt is still walking the widgets
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Shorten or hide texts where there is no room, but never the sources."""
        sources = self.source.sizeHint().width() + 28
        self.setMinimumWidth(max(_LEAST, sources))
        self._title.setVisible(self.width() >= sources + self._title.sizeHint().width() + 8)
        self._name_acts()
