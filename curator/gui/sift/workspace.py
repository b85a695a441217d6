"""The Sift workspace: find posts, read them, decide."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.commands.command_menu import command_menu
from curator.gui.commands.functions import Function, run
from curator.gui.commands.keymap import hint, spoken
from curator.gui.desk.desk import Desk
from curator.gui.look.restyled import Restyled
from curator.gui.reading.pane import ReadingPane
from curator.gui.search.terms import Terms
from curator.gui.sidebar.pane import Sidebar
from curator.gui.sift.back_stack import BackStack, VisitedPlace
from curator.gui.sift.commands import PostCommands, post_lines
from curator.gui.sift.muting import MutingCommands
from curator.gui.sift.people_pages import PeoplePages
from curator.gui.sift.posts_pane import PostsPane
from curator.gui.sift.responsive import ResponsiveLayout
from curator.gui.sift.saved_searches import SavedSearchCommands
from curator.gui.sift.side_pane import SidePane
from curator.gui.widgets.layouts import row_in
from curator.gui.widgets.splitter import Splitter
from curator.i18n import grouped, tr
from curator.library import Person, PersonId, PostId, renamed, typed

_USUAL = (220, 690, 530)
_AT_TABLE = frozenset({"people", "second_look"})
"""Commands that do the same whether posts or people are shown."""

_REMEMBERED_AFTER = 1_500


class SiftWorkspace(Restyled, QWidget):
    """Sidebar, list and reading pane of one desk."""

    asked = Signal(str)
    """The name of a command of the window to run, such as 'import'."""

    story_wanted = Signal(object)
    """The StoryId of a story to show."""

    report_wanted = Signal(object)
    """The ArchiveId of an archive whose report is to be shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._trail = BackStack()
        self.sidebar = Sidebar(desk)
        self.posts_pane = PostsPane(desk)
        self.reading = ReadingPane(desk)
        self.side_pane = SidePane(desk, self.reading)
        self.people = PeoplePages(desk, self.posts_pane, self.reading, self.side_pane)
        self.split = Splitter(desk.library, "sift", _USUAL)
        self._room = ResponsiveLayout(self, self.sidebar, self.posts_pane, self.split)
        self._keeping = SavedSearchCommands(desk, self.posts_pane, self.sidebar)
        self.muting = MutingCommands(desk, self.posts_pane, self.reading)
        """Mutes people and words."""
        self._rest = QTimer(self, interval=_REMEMBERED_AFTER, singleShot=True)
        self.setAccessibleName(tr("Sift"))
        pages = self.people
        for pane, growth in ((self.sidebar, 0), (pages.middle, 1), (pages.side_pane, 1)):
            self.split.add_pane(pane, growth)
        self.sidebar.setMinimumWidth(168)
        row = row_in(self)
        row.addWidget(self.split)
        self.split.restore()
        self._wire()
        self._functions = self._commands()
        self._follow()

    def _wire(self) -> None:
        desk, posts_pane = self._desk, self.posts_pane
        self.sidebar.chosen.connect(self._show)
        self.sidebar.recalled.connect(self.search)
        self._keeping.named.connect(self.start)
        self.sidebar.asked.connect(self.perform)
        self.sidebar.report_wanted.connect(self.report_wanted)
        self.people.opened.connect(self._show_posts_of)
        self.people.left.connect(self.show_posts)
        self.people.story_wanted.connect(self.story_wanted)
        self.sidebar.tags.asked.connect(self.asked)
        desk.tag_renamed.connect(self._tag_renamed)
        self.sidebar.added.connect(lambda term: self._search(posts_pane.terms.plus(term)))
        posts_pane.asked.connect(self._asked)
        posts_pane.changed.connect(self._follow)
        posts_pane.view.chosen.connect(self._chosen)
        posts_pane.view.opened.connect(lambda _: self.perform("conversation"))
        posts_pane.view.starred.connect(self._star)
        posts_pane.view.named.connect(lambda _post: self._show_person())
        posts_pane.view.menu_wanted.connect(self._open_menu)
        posts_pane.more.clicked.connect(self._room.open_sidebar)
        self._wire_sidebar()
        self._wire_reading()
        self.side_pane.searched.connect(self.search)
        self.side_pane.gone_to.connect(self.show_post)
        self.side_pane.turned.connect(self._follow)
        desk.post_changed.connect(self._post_changed)
        desk.chat_changed.connect(lambda _chat: self._chat_changed())
        self._rest.timeout.connect(posts_pane.remember)
        desk.choose(posts_pane.view.current_id())

    def _wire_sidebar(self) -> None:
        self.sidebar.tag_taken.connect(self.posts_pane.triage.tag)
        self.sidebar.unmuted.connect(self.muting.unmute)
        self.sidebar.person_unmuted.connect(self._unmute_person)

    def _wire_reading(self) -> None:
        posts_pane = self.posts_pane
        self.reading.gone_to.connect(self.show_post)
        self.reading.bar.asked.connect(self.perform)
        self.reading.post.group.asked.connect(self.perform)
        self.reading.post.author.clicked.connect(self._show_person)
        self.reading.post.author.menu_wanted.connect(
            lambda place: command_menu(self, ("person", "people"), self.perform).popup(place)
        )
        self.reading.post.pictures.wanted.connect(lambda: self.asked.emit("fetch_post"))
        self.reading.tag_editor.tagged.connect(posts_pane.triage.tag)
        self.reading.tag_editor.untagged.connect(posts_pane.triage.untag)
        self.reading.tag_editor.finished.connect(posts_pane.view.setFocus)
        self.reading.note.left.connect(posts_pane.view.setFocus)

    # Interface to the window

    def perform(self, name: str) -> bool:
        """Run a command; tell whether it is one of this workspace's."""
        return run(self.command(name))

    def command(self, name: str) -> Function | None:
        """Return what a command does to posts or, at the table of people, to people."""
        if name not in _AT_TABLE and self.people.at_table:
            on_posts = self._report_posts_only if name in self._functions else None
            return self.people.table.functions.get(name, on_posts)
        return self._functions.get(name)

    def _report_posts_only(self) -> None:
        told = tr("This works on posts. {keys} goes back to them.", keys=spoken("back"))
        self._desk.reported.emit(told)

    def panes(self) -> list[QWidget]:
        """Return the panes in reading order."""
        if self.people.at_table:
            return [self.sidebar, *self.people.panes()]
        return [self.sidebar, self.posts_pane.search, self.posts_pane.view, *self.people.panes()]

    def hints(self) -> list[tuple[str, str]]:
        """Return keys and what they do here."""
        if self.people.at_table:
            return self.people.hints()
        if self.posts_pane.second.is_on:
            return [
                (hint("star"), tr("keep")),
                (hint("reject"), tr("reject")),
                (hint("unmark"), tr("undecided")),
            ]
        return [
            (hint("next", "previous"), tr("move")),
            (hint("next_undecided"), tr("next undecided")),
            (hint("add"), tr("add to story")),
        ]

    def start(self) -> None:
        """Give the focus to the list, at the last selected post."""
        if self.people.at_table:
            self.people.table.start()
        else:
            self.posts_pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def remember(self) -> None:
        """Save the place for the next session."""
        self.reading.note.keep()
        self.people.keep()
        self.posts_pane.remember()
        self.split.keep()

    def catch_up(self) -> None:
        """Do at once what was waiting for idle time."""
        self.posts_pane.catch_up()
        self.sidebar.catch_up()
        self.reading.catch_up()

    def _commands(self) -> dict[str, Function]:
        posts_pane = self.posts_pane
        return {
            **PostCommands(self._desk, posts_pane, self.reading).all(),
            "second_look": self._review_starred,
            "tag": partial(self._read, self.reading.ask_tag),
            "note": partial(self._read, self.reading.write_note),
            "conversation": partial(self._read, self.reading.enter_conversation),
            "person": self._show_person,
            "people": self.show_people,
            "back": self._go_back,
            "search": posts_pane.search.focus,
            "chats": posts_pane.chats.open,
            "clear_search": self._clear,
            "clear_all": lambda: self._search(Terms()),
            "save_search": self._save_search,
            "take_in": posts_pane.show_new,
            "facts": self._turn,
            "find_tags": self._find_tags,
            "mute_person": self.muting.mute_author,
            "mute_words": self.muting.ask,
            "add_section": self._keeping.add_section,
            "activity_table": posts_pane.histogram.open_table,
        }

    def _find_tags(self) -> None:
        if self._room.narrow:
            self._room.open_sidebar()
        self.sidebar.find_tags()

    # Mouse

    def _star(self, post: PostId) -> None:
        """Star the post whose ring was clicked; a decided post becomes undecided."""
        row = self._desk.library.posts.row(post)
        self.perform("star" if row.mark is None else "unmark")

    def _open_menu(self, place: QPoint) -> None:
        """Open the context menu of the selected posts."""
        count = len(self.posts_pane.triage.targets)
        words = {"star": tr("Star"), "reject": tr("Reject"), "tag": tr("Tag")} if count > 1 else {}
        labels = {
            name: tr("{words} {count}", words=each, count=grouped(count))
            for name, each in words.items()
        }
        command_menu(self, post_lines(), self.perform, labels).popup(place)

    # Searching

    def search(self, typed: str) -> None:
        """Run a search; Backspace goes back."""
        self._search(Terms.of(typed))

    def _show(self, term: str) -> None:
        self._search(Terms((term,)) if term else Terms())

    def _search(self, terms: Terms) -> None:
        self._trail.keep(self._place)
        self._leave_table()
        self.posts_pane.show_terms(terms)
        # running the same search again emits no signal, but must leave the table of people
        self._follow()
        if self._room.narrow:
            self.sidebar.hide()
            self.start()

    def _save_search(self) -> None:
        if self._room.narrow and self.posts_pane.terms.text:
            self._room.open_sidebar()
        self._keeping.save()

    def _clear(self) -> None:
        """Escape one level: the fields, a selection of several posts, the search."""
        view = self.posts_pane.view
        if not view.hasFocus():
            self.start()
        elif len(view.selected_ids()) > 1:
            view.choose(view.current_number())
        elif self.posts_pane.terms.text:
            self._search(Terms())

    def _show_person(self) -> None:
        if self._desk.post is not None:
            author = self._desk.library.posts.row(self._desk.post).post.author
            self._search(Terms((typed("from", author.handle),)))

    def _show_posts_of(self, person: Person) -> None:
        self._search(Terms((typed("from", person.account.handle),)))
        self.start()

    def _asked(self, name: str) -> None:
        if name == "show_muted":
            self._search(self.posts_pane.terms.plus("is:muted"))
        else:
            self.asked.emit(name)

    def _unmute_person(self, person: PersonId, handle: str) -> None:
        self.muting.set_muted(person, handle, muted=False)

    # People

    def show_people(self) -> None:
        """Show the table of people in place of the list."""
        if not self.people.at_table:
            self._trail.keep(self._place)
            self.people.show_table()
            self.sidebar.show_people(shown=True)
        if self._room.narrow:
            self.sidebar.hide()
        self.people.table.start()
        self._follow()

    def show_posts(self) -> None:
        """Show the list of posts."""
        self._leave_table()
        self.start()
        self._follow()

    def _leave_table(self) -> None:
        self.people.show_posts()
        self.sidebar.show_people(shown=False)

    # Going back

    @property
    def _place(self) -> VisitedPlace:
        return VisitedPlace(self.posts_pane.terms, self._desk.post, self.people.at_table)

    def show_post(self, post: PostId) -> None:
        """Go to a post, even if the search hides it; Backspace goes back."""
        self._trail.keep(self._place)
        self._leave_table()
        if not self.posts_pane.show_post(post):
            self._desk.choose(post)
        self.start()

    def _go_back(self) -> None:
        place = self._trail.back()
        if place is None:
            self._desk.reported.emit(tr("There is nowhere to go back to."))
            return
        terms, post, at_table = place
        if terms != self.posts_pane.terms:
            self.posts_pane.show_terms(terms)
        if post is not None and not self.posts_pane.view.choose_post(post):
            self._desk.choose(post)
        if at_table:
            self.show_people()
            self._trail.back()
        self.start()

    # Display

    def _review_starred(self) -> None:
        if self.people.at_table:
            self.show_posts()
        self.posts_pane.review_starred()

    def _tag_renamed(self, old: str, new: str) -> None:
        """Update the search to a tag's new name."""
        text = self.posts_pane.terms.text
        if (followed := renamed(text, old, new)) != text:
            self.posts_pane.show_terms(Terms.of(followed))

    # Changes

    def _chosen(self, post: PostId | None) -> None:
        self._desk.choose(post)
        self._rest.start()

    def _post_changed(self, post: PostId | None) -> None:
        if post is not None and post != self.posts_pane.view.current_id():
            self.posts_pane.view.choose_post(post)
        self._follow()

    def _read(self, act: Callable[[], None]) -> None:
        """Do something in the reading pane, and show that pane."""
        if self.side_pane.on_facts:
            self.side_pane.turn(facts=False)
        act()

    def _turn(self) -> None:
        """Switch to the facts and give them the focus; or back to the post."""
        on = not self.side_pane.on_facts
        self.side_pane.turn(facts=on)
        if on:
            self.side_pane.facts.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.start()

    def _chat_changed(self) -> None:
        """Update the panes to the current chat."""
        self._leave_table()
        self.sidebar.refresh()
        self._follow()

    def _follow(self) -> None:
        """Update the other panes to the list's selection."""
        posts_pane = self.posts_pane
        self._desk.search = self._desk.within_chat(posts_pane.terms.text)
        self.side_pane.show_search(
            self._desk.search, posts_pane.terms.parts, len(posts_pane.posts.ids)
        )
        self.sidebar.show_search(posts_pane.terms.parts)
        self.sidebar.facets.show(posts_pane.query, posts_pane.head.echoes)
        self.people.follow(posts_pane.terms)
        number = posts_pane.posts.place(posts_pane.view.current_number())
        on_show = posts_pane.view.current_id() == self._desk.post
        chosen = len(posts_pane.view.selected_ids())
        self.reading.show_place(number if on_show else -1, posts_pane.posts.rows_in_all, chosen)
        self._rest.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.fit()

    @override
    def follow_style(self) -> None:
        QTimer.singleShot(0, self._room, self._room.fit)  # wait: Qt is still walking the widgets

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if layout := self.layout():
            layout.activate()  # before that the panes have no widths to share
        self._room.fit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.remember()
        self._rest.stop()
        super().hideEvent(event)
