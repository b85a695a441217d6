"""The middle pane of Sift: search, activity, and the posts that were found."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Literal

from PySide6.QtCore import QTimer

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.post_list.row_head import question_label
from curator.gui.search.no_results import Nothing, nothing
from curator.gui.search.search_thread import Answer, Counted, Found, Searching, Wish
from curator.gui.search.terms import Terms, span_bounds, span_typed
from curator.gui.search.time_bins import grain
from curator.gui.sift.pane import FindingPane
from curator.gui.sift.second_look import STARRED
from curator.i18n import tr
from curator.library import ARCHIVE, ECHOES, QUESTIONS, Changes, Order, PostId, Query

_COUNTED_AFTER = 30
"""Milliseconds after which counts and activity follow the list: what is decided shows first."""

_WATCHED_EVERY = 1_000


class Finding(FindingPane):
    """Finds posts and lists them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._query = Query()
        self._nothing = Nothing("")
        self._undecided = 0
        self._redraw = self._unread = True
        self._belonging = desk.library.people.standings.belonging()
        self.is_whole = True
        """Whether all posts that answer are on show."""
        self._shown: Wish | None = None
        self._wanted: int | None = None
        self._searching = Searching(desk.library.path, desk)
        self._later = QTimer(self, interval=_COUNTED_AFTER, singleShot=True)
        self._watch = QTimer(self, interval=_WATCHED_EVERY)
        self._begin()

    def _begin(self) -> None:
        self._wire()
        self.posts.set_story(self._desk.story)
        self._read_all()
        self._restore()

    def _wire(self) -> None:
        desk = self._desk
        self.search.searched.connect(self._search)
        self.save.clicked.connect(lambda: self.asked.emit("save_search"))
        self.search.left.connect(self.view.setFocus)
        self.histogram.spanned.connect(self._span)
        self.head.arranged.connect(self._find)
        self.head.thinned.connect(lambda on: desk.set(compact=on))
        self.head.wanted.connect(self.take_in)
        self.muted.wanted.connect(lambda: self.asked.emit("show_muted"))
        self.view.link_chosen.connect(self._way_out)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._say())
        self._later.timeout.connect(self._catch_up)
        self._watch.timeout.connect(self._look_for_new)
        self._searching.answered.connect(self._take)
        self._searching.failed.connect(desk.failed)
        desk.closing.connect(self._searching.stop)
        desk.changed.connect(self._heard)
        desk.story_changed.connect(self.posts.set_story)
        desk.settings_changed.connect(lambda _: self._follow_settings())
        desk.jobs.current_changed.connect(self._follow_job)
        self._follow_settings()

    # Searching

    @property
    def terms(self) -> Terms:
        """What is searched for."""
        return self.search.terms

    @property
    def query(self) -> Query:
        """What is searched for, understood."""
        return self._query

    def show_terms(self, terms: Terms) -> None:
        """Search for something else."""
        self.search.put(terms)

    def order_by(self, order: Order) -> None:
        """List what is found in another order, from its beginning."""
        self.head.arrange(order, self.head.echoes)
        self._find()
        self.view.choose(0)

    def _restore(self) -> None:
        """Go back to where one was."""
        try:
            kept = json.loads(self._desk.library.recall("sift") or "{}")
        except ValueError:  # a library may have been through other hands
            kept = {}
        if not isinstance(kept, dict):
            kept = {}
        self.head.arrange(str(kept.get("order", "")), str(kept.get("echoes", "")))
        terms = Terms.of(str(kept.get("search", "")))
        self.search.put(terms)
        if not terms.text:
            self._search("")
        post = kept.get("post")
        if isinstance(post, int) and not self.view.choose_post(post):
            self._wanted = post if (not self.is_whole) else None

    def remember(self) -> None:
        """Keep where one is, for the next time."""
        place = {
            "search": self.terms.text,
            "order": self.head.order,
            "echoes": self.head.echoes,
            "post": self.view.current_id(),
        }
        self._desk.library.remember("sift", json.dumps(place, ensure_ascii=False))

    def _search(self, text: str) -> None:
        self._query = Query.parse(text)
        if self.terms != STARRED:
            self.second.leave()
        self.search.take_hints(self._query.hints)
        self.save.setEnabled(bool(self._query.text))
        self._find()

    def _find(self) -> None:
        """Find the posts: at once, or in a large library beside the window."""
        self._redraw, self.is_whole = True, False
        self._wanted = None
        wish = self._wish("all")
        if self._desk.library.posts.is_large():
            self._searching.ask(wish)
            self.changed.emit()
        else:
            find = self._desk.library.posts.find
            self._take(Found(wish, find(wish.query, wish.order, wish.echoes, wish.story)))
            self._later.start()

    def _wish(self, part: Literal["all", "counts", "chat"]) -> Wish:
        order, echoes = self.head.order, self.head.echoes
        return Wish(self.terms, self._query, order, echoes, self.posts.story, part)

    def _take(self, answer: Answer) -> None:
        """Show what was found, or how much of what it is."""
        if isinstance(answer, Counted):
            self._take_counts(answer)
            return
        wish = answer.wish
        if wish is self._shown:
            self.posts.extend(answer.ids)
        else:
            self._shown = wish
            self.deciding.forget()
            self.view.set_words(wish.query.words)
            self.view.set_empty("")
            self.posts.show(wish.query, wish.order, wish.echoes, answer.ids)
        self.is_whole = answer.whole
        if self._wanted is not None and self.view.choose_post(self._wanted):
            self._wanted = None
        elif self.posts.ids and self.view.current_number() < 0 and self._wanted is None:
            self.view.choose(0)
        self.changed.emit()
        if answer.whole:
            self._wanted = None

    def _catch_up(self) -> None:
        """Do what may come a moment after the list: counts, activity, words for nothing."""
        library = self._desk.library
        if library.posts.is_large():
            if self.is_whole:
                part: Literal["counts", "chat"] = "chat" if self._unread else "counts"
                self._searching.ask(self._wish(part), len(self.posts.ids))
            return
        query, echoes = self._query, self.head.echoes
        size, redraw = grain(library), self._redraw and bool(query.text)
        self._take_counts(
            Counted(
                self._wish("chat" if self._unread else "counts"),
                library.posts.undecided(query, echoes),
                library.posts.activity(query, size) if redraw else [],
                library.posts.activity(Query(), size) if self._unread else None,
                Nothing("") if self.posts.ids else nothing(library, self.terms, echoes),
                library.posts.hidden(query, echoes),
            )
        )

    def _take_counts(self, counted: Counted) -> None:
        self._undecided = counted.undecided
        self.is_whole = True
        self._say()
        self.head.say_new(self.posts.waiting())
        self.muted.say(counted.hidden)
        if counted.chat is not None:
            self._unread = False
            self._mark_questions()
            self.histogram.take_all(counted.chat)
        if self._redraw:
            self._redraw = False
            span = span_bounds(self.terms.chips, self._desk.library.tz)
            self.histogram.show_span(span)
            self.histogram.take_found(counted.bins, searched=bool(self._query.text))
        self._nothing = counted.nothing
        ways = [words for words, _ in self._nothing.ways]
        self.view.set_empty(self._nothing.sentence, ways)
        if self._unread:
            self._later.start()

    def _mark_questions(self) -> None:
        """Show in the histogram when which question was asked."""
        asked = self._desk.library.questions.all()
        marks = sorted((each.at, question_label(each.number)) for each in asked)
        self.histogram.show_questions([(label, at) for at, label in marks])

    def look_again(self) -> None:
        """Go over the starred posts once more."""
        if not self._desk.library.posts.count(Query.parse(STARRED.text)):
            words = tr("Nothing is starred yet. {keys} stars a post.", keys=spoken("star"))
            self._desk.said.emit(words)
            return
        self.head.arrange("oldest", "folded")
        self.show_terms(STARRED)
        self._find()
        self._searching.finish()
        self.second.begin()
        self.view.setFocus()

    def catch_up(self) -> None:
        """Do at once what is waiting for a moment of rest."""
        self.search.catch_up()
        if self._later.isActive():
            self._later.stop()
            self._catch_up()
        if self._searching.is_busy:
            self._searching.finish()

    def _say(self) -> None:
        if not self.is_whole:  # how many there are is not known yet
            self.changed.emit()
            return
        chosen = self.posts.folds.without_echoes(self.view.selected_ids())
        self.head.say(self.posts.found, self._undecided, chosen)
        self.changed.emit()

    def _way_out(self, number: int) -> None:
        _, way = self._nothing.ways[number]
        if isinstance(way, str):
            self.asked.emit(way)
        else:
            self.show_terms(way)
            self.view.setFocus()

    def _span(self, span: tuple[datetime, datetime] | None) -> None:
        kept = [chip for chip in self.terms.chips if not chip.startswith(("since:", "until:"))]
        terms = Terms(tuple(kept), self.terms.words)
        if span is not None:
            terms = terms.plus(span_typed(*span, self._desk.library.tz))
        self.show_terms(terms)

    # Hearing

    def _heard(self, changes: Changes) -> None:
        self._redraw = self._redraw or bool(changes & ARCHIVE) or self._query.follows_desk
        if changes & ARCHIVE:
            self._read_all()
            if not self.posts.ids:
                self._find()
        if changes & QUESTIONS:
            self._mark_questions()
        if changes & ECHOES:
            self._redraw = True
            self._unread = True
            self.posts.regroup()
        if "standings" in changes:
            self._follow_people()
        self.posts.refresh()
        self.view.rows.clock = self.posts.clock
        self.deciding.heard(changes)
        self._later.start()

    def _follow_people(self) -> None:
        """List anew where somebody was muted, or accounts were joined, or no longer."""
        before, self._belonging = self._belonging, self._desk.library.people.standings.belonging()
        if before != self._belonging:
            self._redraw = True
            self.posts.take_in()

    def _follow_settings(self) -> None:
        compact = self._desk.settings.compact
        if self.view.rows.compact != compact:
            self.view.set_compact(compact)
        self.head.show_compact(on=compact)

    def _follow_job(self, job: object) -> None:
        if job is None:
            self._watch.stop()
        else:
            self._watch.start()

    def _look_for_new(self) -> None:
        self.head.say_new(self.posts.waiting())

    def take_in(self) -> None:
        """Show the posts that came in meanwhile."""
        self.posts.take_in()
        self._redraw = True
        self._read_all()
        self._later.start()

    def _read_all(self) -> None:
        self._unread = True
        self._later.start()  # the list comes first
        self.view.set_hashtag(self._desk.library.facts.hashtag())

    def show_post(self, post: PostId) -> bool:
        """Go to a post; where the search hides it, the search is cleared."""
        if self.view.choose_post(post):
            return True
        self.show_terms(Terms())
        if self.view.choose_post(post):
            return True
        self._wanted = post if (not self.is_whole) else None
        return not self.is_whole
