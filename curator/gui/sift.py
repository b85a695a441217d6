"""The workspace Sift: find posts, read them, decide."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from curator.gui import theme
from curator.gui.beside import Beside
from curator.gui.desk import Desk
from curator.gui.finding import Finding
from curator.gui.keymap import hint, spoken
from curator.gui.people_pages import PeoplePages
from curator.gui.placing import mark_question, place, place_by_number
from curator.gui.reading import Reading
from curator.gui.regrouping import Regrouping
from curator.gui.sectioning import add_section
from curator.gui.sentences import added
from curator.gui.sidebar import Sidebar
from curator.gui.sidebar_searches import named
from curator.gui.split import Split
from curator.gui.terms import Terms
from curator.i18n import tr
from curator.library import Person, PostId, renamed, typed
from curator.model import Mark, PullQuote

_USUAL = (220, 690, 530)
_READING = 0.4
"""The share of a small window that the words of the buttons under a post need."""
_SNUG, _NARROW, _LOW = 1279, 999, 760
_LARGE_TEXT = 150
_MOST_BACK = 50
_REMEMBERED_AFTER = 1_500


class Sift(QWidget):
    """Sidebar, list and reading pane over one desk."""

    asked = Signal(str)
    """A command of the window is wanted, such as 'import'."""

    story_wanted = Signal(object)
    """The StoryId of a story that is to be shown."""

    report_wanted = Signal(object)
    """The ArchiveId of an archive whose report is to be shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._back: list[tuple[Terms, PostId | None, bool]] = []
        self._narrow = self._naming = False
        self.sidebar = Sidebar(desk)
        self.finding = Finding(desk)
        self.reading = Reading(desk)
        self.beside = Beside(desk, self.reading)
        self.people = PeoplePages(desk, self.finding, self.reading, self.beside)
        self.split = Split(desk.library, "sift", _USUAL)
        self._rest = QTimer(self, interval=_REMEMBERED_AFTER, singleShot=True)
        self.setAccessibleName(tr("Sift"))
        pages = self.people
        for pane, growth in ((self.sidebar, 0), (pages.middle, 1), (pages.beside, 1)):
            self.split.add_pane(pane, growth)
        self.sidebar.setMinimumWidth(168)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self.split.restore()
        self._wire()
        self._does = self._commands()
        self._follow()

    def _wire(self) -> None:
        desk, finding = self._desk, self.finding
        self.sidebar.chosen.connect(self._show)
        self.sidebar.recalled.connect(self.search)
        self.sidebar.named.connect(self._search_named)
        self.sidebar.asked.connect(self.perform)
        self.sidebar.report_wanted.connect(self.report_wanted)
        self.people.opened.connect(self._show_posts_of)
        self.people.left.connect(self.show_posts)
        self.people.story_wanted.connect(self.story_wanted)
        self.sidebar.tags.asked.connect(self.asked)
        desk.tag_renamed.connect(self._tag_renamed)
        self.sidebar.added.connect(lambda term: self._search(finding.terms.plus(term)))
        self.sidebar.installEventFilter(self)
        finding.asked.connect(self._asked)
        finding.changed.connect(self._follow)
        finding.view.chosen.connect(self._chosen)
        finding.view.opened.connect(lambda _: self.perform("add"))
        finding.more.clicked.connect(self._open_sidebar)
        self._wire_reading()
        self.beside.facts.searched.connect(self.search)
        self.beside.facts.gone_to.connect(self.show_post)
        self.beside.turned.connect(self._follow)
        desk.post_changed.connect(self._post_changed)
        self._rest.timeout.connect(finding.remember)
        desk.choose(finding.view.current_id())

    def _wire_reading(self) -> None:
        finding = self.finding
        self.reading.gone_to.connect(self.show_post)
        self.reading.bar.asked.connect(self.perform)
        self.reading.post.group.asked.connect(self.perform)
        self.reading.post.pictures.wanted.connect(lambda: self.asked.emit("fetch_post"))
        self.reading.tagging.tagged.connect(finding.deciding.tag)
        self.reading.tagging.untagged.connect(finding.deciding.untag)
        self.reading.tagging.finished.connect(finding.view.setFocus)
        self.reading.note.left.connect(finding.view.setFocus)

    # What the window asks

    def perform(self, name: str) -> bool:
        """Do a command; tell whether it is one of this workspace's."""
        if self.people.at_table and name != "people":
            return self.people.table.perform(name) or name in self._does
        if name not in self._does:
            return False
        self._does[name]()
        return True

    def panes(self) -> list[QWidget]:
        """Return the panes in reading order."""
        if self.people.at_table:
            return [self.sidebar, *self.people.panes()]
        return [self.sidebar, self.finding.search, self.finding.view, *self.people.panes()]

    def hints(self) -> list[tuple[str, str]]:
        """Return keys and what they do here."""
        if self.people.at_table:
            return self.people.hints()
        if self.finding.second.is_on:
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
        """Take the focus in the list, at the post where one was."""
        if self.people.at_table:
            self.people.table.start()
        else:
            self.finding.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def remember(self) -> None:
        """Keep where one is."""
        self.reading.note.keep()
        self.people.form.keep()
        self.finding.remember()
        self.split.keep()

    def catch_up(self) -> None:
        """Do at once what waits for a moment of rest."""
        self.finding.catch_up()
        self.sidebar.catch_up()
        self.reading.catch_up()

    def _commands(self) -> dict[str, Callable[[], object]]:
        finding, deciding = self.finding, self.finding.deciding
        regrouping = Regrouping(self._desk, finding.view)
        does: dict[str, Callable[[], object]] = {
            "star": partial(self._decide, "star"),
            "reject": partial(self._decide, "reject"),
            "star_best": deciding.star_best,
            "unmark": partial(self._decide, None),
            "next": partial(deciding.step, 1),
            "previous": partial(deciding.step, -1),
            "first": partial(deciding.go, 0),
            "last": lambda: deciding.go(len(finding.posts.ids) - 1),
            "next_undecided": self._next_undecided,
            "second_look": finding.look_again,
            "previous_undecided": deciding.previous_undecided,
            "tag": partial(self._read, self.reading.ask_tag),
            "note": partial(self._read, self.reading.write_note),
            "add": lambda: self._desk.add_to_story(deciding.targets),
            "add_at_end": lambda: self._desk.add_to_story(deciding.targets, at_end=True),
            "unfold_echoes": deciding.unfold,
            "fold_echoes": finding.view.fold,
            "split_echoes": regrouping.split,
            "join_echoes": regrouping.join,
            "select_all": finding.view.selectAll,
            "conversation": partial(self._read, self.reading.enter_conversation),
            "person": self._show_person,
            "people": self.show_people,
            "back": self._go_back,
            "search": finding.search.focus,
            "clear_search": self._clear,
            "save_search": self._save_search,
            "pull_quote": self._pull,
            "take_in": finding.take_in,
            "facts": self._turn,
            "add_section": self._add_section,
            "activity_table": finding.histogram.open_table,
        }
        does |= {"ask": self._ask, "question_none": self._take_out}
        for number in range(1, 10):
            does[f"tag_{number}"] = partial(self._tag, number)
            does[f"question_{number}"] = partial(self._put_under, number)
        return does

    # Searching

    def search(self, typed: str) -> None:
        """Show what answers a search; Backspace goes back."""
        self._search(Terms.of(typed))

    def _show(self, term: str) -> None:
        self._search(Terms((term,)) if term else Terms())

    def _search(self, terms: Terms) -> None:
        self._keep_place()
        self._leave_table()
        self.finding.show_terms(terms)
        self._follow()  # the same search again shows no longer the table, but tells nobody
        if self._narrow:
            self.sidebar.hide()
            self.start()

    def _save_search(self) -> None:
        """Keep what is searched for; its name is typed in the sidebar."""
        if self._narrow and self.finding.terms.text:
            self._open_sidebar()
        self._naming = self.sidebar.save_search(self.finding.terms)

    def _search_named(self) -> None:
        if self._naming:
            self._naming = False
            self.start()

    def _clear(self) -> None:
        """Climb back: the fields, several chosen posts, the search."""
        view = self.finding.view
        if not view.hasFocus():
            self.start()
        elif len(view.selected_ids()) > 1:
            view.choose(view.current_number())
        elif self.finding.terms.text:
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
            self._search(self.finding.terms.plus("is:muted"))
        else:
            self.asked.emit(name)

    # People

    def show_people(self) -> None:
        """Show the table of people in place of the list."""
        if not self.people.at_table:
            self._keep_place()
            self.people.show_table()
            self.sidebar.show_people(shown=True)
        if self._narrow:
            self.sidebar.hide()
        self.people.table.start()
        self._follow()

    def show_posts(self) -> None:
        """Show the list again."""
        self._leave_table()
        self.start()
        self._follow()

    def _leave_table(self) -> None:
        self.people.show_posts()
        self.sidebar.show_people(shown=False)

    def _add_section(self) -> None:
        """Put what is found into the story under a heading."""
        terms = self.finding.terms
        saved = self._desk.library.searches.all()
        name = next((each.name for each in saved if each.text == terms.text), named(terms))
        if terms.text:
            add_section(self._desk, name, terms.text)
        else:
            self._desk.said.emit(tr("Search for something first: it becomes the section."))

    # Going back

    def _keep_place(self) -> None:
        place = (self.finding.terms, self._desk.post, self.people.at_table)
        if not self._back or self._back[-1] != place:
            self._back.append(place)
            del self._back[:-_MOST_BACK]

    def show_post(self, post: PostId) -> None:
        """Go to a post, even where the search hides it; Backspace goes back."""
        self._keep_place()
        self._leave_table()
        if not self.finding.show_post(post):
            self._desk.choose(post)
        self.start()

    def _go_back(self) -> None:
        if not self._back:
            self._desk.said.emit(tr("There is nowhere to go back to."))
            return
        terms, post, at_table = self._back.pop()
        if terms != self.finding.terms:
            self.finding.show_terms(terms)
        if post is not None and not self.finding.view.choose_post(post):
            self._desk.choose(post)
        if at_table:
            self.show_people()
            self._back.pop()
        self.start()

    # Deciding

    def _decide(self, mark: Mark | None) -> None:
        deciding, second = self.finding.deciding, self.finding.second
        if second.is_on:
            second.decide(mark)
        elif mark is None:
            deciding.unmark()
        else:
            deciding.decide(mark)

    def _next_undecided(self) -> None:
        second = self.finding.second
        if second.is_on:
            second.next()
        else:
            self.finding.deciding.next_undecided()

    def _tag(self, number: int) -> None:
        name = self._desk.library.tags.keys().get(number)
        if name is None:
            self._desk.said.emit(
                tr("No tag has this key yet. {keys} tags a post.", keys=spoken("tag"))
            )
        else:
            self.finding.deciding.tag(name)

    def _put_under(self, number: int) -> None:
        place_by_number(self._desk, self.finding.deciding.targets, number)

    def _take_out(self) -> None:
        place(self._desk, self.finding.deciding.targets, None)

    def _ask(self) -> None:
        if self._desk.post is not None:
            mark_question(self._desk, self._desk.post)

    def _pull(self) -> None:
        """Put words of the post into the story, set large."""
        desk = self._desk
        story, post = desk.story, desk.post
        if post is None:
            return
        if story is None:
            desk.said.emit(
                tr(
                    "There is no story yet. Press {keys} to begin one with this post.",
                    keys=spoken("add"),
                )
            )
            return
        row = desk.library.posts.row(post)
        words = self.reading.post.words.chosen_words or row.post.shown.strip()
        if words not in row.post.shown:
            desk.said.emit(tr("Choose words that stand together in the post."))
            return
        quote = PullQuote(words, row.post)
        placed = desk.library.stories.add
        made: list[str] = []

        def act() -> None:
            (block,) = placed(story, [quote], desk.mark)
            made.append(added(desk.library, story, block))

        if desk.edit(tr("Pull a quote"), act):
            desk.said.emit(made[0])

    def _tag_renamed(self, old: str, new: str) -> None:
        """Let the search ask for a tag by its new name."""
        text = self.finding.terms.text
        if (followed := renamed(text, old, new)) != text:
            self.finding.show_terms(Terms.of(followed))

    # Following

    def _chosen(self, post: PostId | None) -> None:
        self._desk.choose(post)
        self._rest.start()

    def _post_changed(self, post: PostId | None) -> None:
        if post is not None and post != self.finding.view.current_id():
            self.finding.view.choose_post(post)
        self._follow()

    def _read(self, act: Callable[[], None]) -> None:
        """Do something in the reading pane, which is shown for it."""
        if self.beside.on_facts:
            self.beside.turn(facts=False)
        act()

    def _turn(self) -> None:
        """Turn to the facts, and into them; or back to the post."""
        on = not self.beside.on_facts
        self.beside.turn(facts=on)
        if on:
            self.beside.facts.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.start()

    def _follow(self) -> None:
        """Show in the other panes what the list shows."""
        finding = self.finding
        self._desk.search = finding.terms.text
        self.beside.facts.show_search(
            finding.terms.text, finding.terms.parts, len(finding.posts.ids)
        )
        self.sidebar.show_search(finding.terms.parts)
        self.sidebar.facets.show(finding.query, finding.head.echoes)
        self.people.follow(finding.terms)
        number = finding.posts.place(finding.view.current_number())
        on_show = finding.view.current_id() == self._desk.post
        chosen = len(finding.view.selected_ids())
        self.reading.show_place(number if on_show else -1, finding.posts.found, chosen)
        self._rest.start()

    # Room

    def _fit(self) -> None:
        """Take what room there is; large text needs more of it."""
        large = theme.zoom() >= _LARGE_TEXT
        narrow = self.width() <= _NARROW or large
        low = self.window().height() <= _LOW
        self.finding.squeeze(narrow=narrow, low=low)
        self.finding.save.bare(on=self.width() <= _SNUG or large)
        if narrow != self._narrow:
            self._narrow = narrow
            self.finding.more.setVisible(narrow)
            if narrow:
                self.sidebar.setParent(self)
                self.sidebar.setProperty("over", True)  # noqa: FBT003  Qt's own
                self.sidebar.hide()
            else:
                self.sidebar.setProperty("over", False)  # noqa: FBT003  Qt's own
                self.split.insertWidget(0, self.sidebar)
                self.split.setStretchFactor(0, 0)
                self.sidebar.show()
                self.split.restore()
        elif not narrow and self.width() <= _SNUG and self.split.sizes()[0] > 188:  # noqa: PLR2004
            reading = max(self.split.sizes()[2], round(self.width() * _READING))
            self.split.setSizes([188, self.width() - 188 - reading, reading])

    def _open_sidebar(self) -> None:
        self.sidebar.setGeometry(0, 0, theme.px(260), self.height())
        self.sidebar.show()
        self.sidebar.raise_()
        self.sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        left = watched is self.sidebar and event.type() == QEvent.Type.FocusOut
        now = QApplication.focusWidget()
        if left and self._narrow and not (now and self.sidebar.isAncestorOf(now)):
            self.sidebar.hide()
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # Qt is still going through the widgets
            QTimer.singleShot(0, self, self._fit)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.remember()
        self._rest.stop()
        super().hideEvent(event)
