"""The posts pane of Sift: runs the search and lists the result, with activity and counts."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Literal, get_args

from PySide6.QtCore import QTimer

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.post_list.row_head import question_label
from curator.gui.post_list.view import PostsView
from curator.gui.search.no_results import NoResults, nothing
from curator.gui.search.search_thread import (
    Answer,
    SearchCounts,
    SearchRequest,
    SearchResult,
    SearchThread,
    folded,
)
from curator.gui.search.terms import Terms, span_bounds, span_typed
from curator.gui.search.time_bins import bin_minutes
from curator.gui.sift.around_chat import AroundLine
from curator.gui.sift.posts_pane_layout import PostsPaneLayout
from curator.gui.sift.second_look import STARRED
from curator.i18n import tr
from curator.insight.figures.scope import within
from curator.library import (
    ARCHIVE,
    CHATS,
    ECHOES,
    MUTING,
    QUESTIONS,
    THREADS,
    Changes,
    GroupBy,
    Order,
    PostId,
    Query,
)

_COUNTED_AFTER = 30
"""Milliseconds by which counts and activity follow the list, so that a decision shows first."""

_WATCHED_EVERY = 1_000

_GROUPED: dict[GroupBy | None, Changes] = {
    "question": QUESTIONS,
    "tag": frozenset({"tags", "post_tags"}),
}
"""The tables whose changes move posts to another group."""


class PostsPane(PostsPaneLayout):
    """The pane that finds posts and lists them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._query = Query()
        self._nothing = NoResults("")
        self._undecided, self._folded = 0, (0, 0)
        self._redraw = self._unread = True
        self._belonging = self._belongs()
        self._knew_chats = bool(desk.library.chats.all())
        self._chat = desk.chat
        self._follows = False
        self._go_to_question = False
        self._regroup = False
        self.is_whole = True
        """Whether all posts of the result are shown."""
        self._shown: SearchRequest | None = None
        self._wanted: int | None = None
        self._searching = SearchThread(desk.library.path, desk)
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
        self.chats.picked.connect(desk.look_at)
        desk.chat_changed.connect(lambda _chat: self._show_chat())
        for line in (self.before, self.after):
            line.turned.connect(lambda: self._search(self.terms.text))
        self.histogram.spanned.connect(self._span)
        self.head.arranged.connect(self._find)
        self.head.grouped.connect(lambda: self.group_by(self.head.groups))
        self.view.chosen.connect(lambda _post: self._regroup_later())
        self.head.thinned.connect(lambda on: desk.set(compact=on))
        self.head.wanted.connect(self.show_new)
        self.muted.wanted.connect(lambda: self.asked.emit("show_muted"))
        self.view.link_chosen.connect(self._follow_suggestion)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_counts())
        self._later.timeout.connect(self._catch_up)
        self._watch.timeout.connect(self._look_for_new)
        self._searching.answered.connect(self._take)
        self._searching.failed.connect(desk.fail)
        desk.closing.connect(self._searching.stop)
        desk.changed.connect(self._desk_changed)
        desk.story_changed.connect(self.posts.set_story)
        desk.settings_changed.connect(lambda _: self._follow_settings())
        desk.jobs.current_changed.connect(self._follow_job)
        self._follow_settings()

    # Searching

    @property
    def terms(self) -> Terms:
        """Return the terms of the search."""
        return self.search.terms

    @property
    def query(self) -> Query:
        """Return the parsed search."""
        return self._query

    def show_terms(self, terms: Terms) -> None:
        """Run another search."""
        self.search.put(terms)

    def order_by(self, order: Order) -> None:
        """List the result in another order, from its beginning."""
        self.head.arrange(order, self.head.echoes)
        self._find()
        self.view.choose(0)

    def group_by(self, by: GroupBy | None) -> None:
        """Group the listed posts by what they have in common, or no longer."""
        self.head.show_groups(by)
        self.posts.group_by(by)
        self.view.rows.clock = self.posts.clock
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())
        self._show_counts()

    def fold_groups(self) -> None:
        """Fold all groups of the list, or unfold them."""
        if self.posts.groups.by is None:
            self._desk.reported.emit(tr("The list has no groups. Choose some above it."))
            return
        self.posts.fold_groups()
        self.view.scrollTo(self.view.currentIndex())

    def fold_group(self) -> None:
        """Fold the group of the current post, or unfold it; without groups, its echoes."""
        if self.posts.groups.by is not None:
            self.view.fold_group()
        elif not self.view.fold():
            self.triage.unfold()

    def _regroup_later(self) -> None:
        """Once the selection has moved on, sort posts that were tagged or placed."""
        if self._regroup:
            self._regroup = False
            QTimer.singleShot(0, self.posts, self.posts.group_anew)

    def _restore(self) -> None:
        """Restore the search and place of the last session."""
        try:
            kept = json.loads(self._desk.library.recall("sift") or "{}")
        except ValueError:  # another program may have changed the file
            kept = {}
        if not isinstance(kept, dict):
            kept = {}
        self.head.arrange(str(kept.get("order", "")), str(kept.get("echoes", "")))
        if (by := kept.get("groups")) in get_args(GroupBy):
            self.head.show_groups(by)
            self.posts.groups.set_by(by)
        terms = Terms.of(str(kept.get("search", "")))
        self.search.put(terms)
        if not terms.text:
            self._search("")
        post = kept.get("post")
        if isinstance(post, int) and not self.view.choose_post(post):
            self._wanted = post if (not self.is_whole) else None
        elif not isinstance(post, int):
            self.begin_at_question()

    def remember(self) -> None:
        """Save the search and place for the next session."""
        place = {
            "search": self.terms.text,
            "order": self.head.order,
            "echoes": self.head.echoes,
            "post": self.view.current_id(),
            "groups": self.head.groups or "",
        }
        self._desk.library.remember("sift", json.dumps(place, ensure_ascii=False))

    def _search(self, text: str) -> None:
        self._query = Query.parse(within(text, self._scope()))
        if self.terms != STARRED:
            self.second.leave()
        self.search.take_hints(self._query.hints)
        self.save.setEnabled(bool(text.strip()))
        self._find()

    def _scope(self) -> str:
        """Return the search for the posts of the chat, with the unfolded ones around it."""
        chat = self._desk.chat
        sides = [name for name, line in self._around() if line.is_open]
        if chat is None or not sides:
            return self._desk.scope
        return "(" + " OR ".join(f"{name}:{chat}" for name in ("chat", *sides)) + ")"

    def _around(self) -> tuple[tuple[str, AroundLine], tuple[str, AroundLine]]:
        return ("before", self.before), ("after", self.after)

    def _show_chat(self) -> None:
        """Show another chat, from its first question on; a corrected one where one was in it."""
        was, self._chat = self._chat, self._desk.chat
        chats, post = self._desk.library.chats, self.view.current_id()
        kept = chats.called(was) if was is not None else None
        is_corrected = kept is not None and (kept.id != was or self._follows)
        for _, line in self._around():
            line.fold()
        self._read_all()
        self._search(self.terms.text)
        if not is_corrected or post is None or not self._stay_at(post):
            self.begin_at_question()

    def _stay_at(self, post: PostId) -> bool:
        """Select a post of a list that is new; tell whether it is there or may yet come."""
        if self.view.choose_post(post):
            return True
        self._wanted = post if (not self.is_whole) else None
        return not self.is_whole

    def begin_at_question(self) -> None:
        """Select the first question of the chat; with all posts shown, that of the first chat."""
        self._go_to_question = not self._choose_question()

    def _choose_question(self) -> bool:
        """Select the first question in the list, at the top; tell whether there is one."""
        chat = self._desk.chat
        for question in sorted(self._desk.library.questions.all(), key=lambda each: each.at):
            if question.post is None or (question.chat != chat if chat else not question.chat):
                continue
            if self.head.order == "oldest" and self.view.choose_post(question.post):
                self._to_top()
                QTimer.singleShot(0, self.view, self._to_top)  # a new list has no height yet
                return True
            return False
        return True

    def _find(self) -> None:
        """Run the search: at once, or in a large library in the background."""
        self._redraw, self.is_whole = True, False
        self._wanted = None
        wish = self._make_request("all")
        if self._desk.library.posts.is_large():
            self._searching.ask(wish)
            self.changed.emit()
        else:
            find = self._desk.library.posts.find
            self._take(SearchResult(wish, find(wish.query, wish.order, wish.echoes, wish.story)))
            self._later.start()

    def _to_top(self) -> None:
        self.view.scrollTo(self.view.currentIndex(), PostsView.ScrollHint.PositionAtTop)

    def _make_request(self, part: Literal["all", "counts", "chat"]) -> SearchRequest:
        order, echoes = self.head.order, self.head.echoes
        base = Query.parse(self._desk.scope)
        return SearchRequest(self.terms, self._query, order, echoes, self.posts.story, base, part)

    def _take(self, answer: Answer) -> None:
        """Show the result, or the part of it that has arrived."""
        if isinstance(answer, SearchCounts):
            self._take_counts(answer)
            return
        wish = answer.wish
        if wish is self._shown:
            self.posts.extend(answer.ids)
        else:
            self._shown = wish
            self.triage.forget()
            self.view.set_words(wish.query.words)
            self.view.set_empty("")
            self.posts.show(wish.query, wish.order, wish.echoes, answer.ids)
        self.is_whole = answer.whole
        if self._wanted is not None and self.view.choose_post(self._wanted):
            self._wanted = None
        elif self._go_to_question and self._choose_question():
            self._go_to_question = False
        elif self.posts.ids and self.view.current_number() < 0 and self._wanted is None:
            self.view.choose(0)
        self.changed.emit()
        if answer.whole:
            self._wanted = None

    def _catch_up(self) -> None:
        """Update what may follow the list a moment later: counts, activity, empty-result text."""
        library = self._desk.library
        if library.posts.is_large():
            if self.is_whole:
                part: Literal["counts", "chat"] = "chat" if self._unread else "counts"
                self._searching.ask(self._make_request(part), len(self.posts.ids))
            return
        query, echoes = self._query, self.head.echoes
        wish = self._make_request("chat" if self._unread else "counts")
        size, redraw = bin_minutes(library, wish.base), self._redraw and bool(self.terms.text)
        scope = wish.base.text
        self._take_counts(
            SearchCounts(
                wish,
                library.posts.undecided(query, echoes),
                library.posts.activity(query, size) if redraw else [],
                library.posts.activity(wish.base, size) if self._unread else None,
                NoResults("") if self.posts.ids else nothing(library, self.terms, echoes, scope),
                library.posts.hidden(query),
                folded(library, wish, self.posts.found),
            )
        )

    def _take_counts(self, counted: SearchCounts) -> None:
        self._undecided, self._folded = counted.undecided, counted.folded
        self.is_whole = True
        self._show_counts()
        self.head.say_new(self.posts.waiting())
        self.muted.show_count(counted.hidden)
        if counted.chat is not None:
            self._unread = False
            self._mark_questions()
            self.histogram.take_all(counted.chat, counted.wish.base)
            self._count_around()
        if self._redraw:
            self._redraw = False
            span = span_bounds(self.terms.chips, self._desk.tz)
            self.histogram.show_span(span)
            self.histogram.take_found(counted.bins, searched=bool(self.terms.text))
        self._nothing = counted.nothing
        ways = [words for words, _ in self._nothing.ways]
        self.view.set_empty(self._nothing.sentence, ways)
        if self._unread:
            self._later.start()

    def _count_around(self) -> None:
        """Count the posts that are folded away around the chat."""
        chat, posts = self._desk.chat, self._desk.library.posts
        for name, line in self._around():
            line.show_count(0 if chat is None else posts.count(Query.parse(f"{name}:{chat}")))

    def _mark_questions(self) -> None:
        """Mark in the histogram when each question was asked."""
        chat = self._desk.chat
        asked = [each for each in self._desk.library.questions.all() if chat in {None, each.chat}]
        marks = sorted((each.at, question_label(each.number)) for each in asked)
        self.histogram.show_questions([(label, at) for at, label in marks])

    def review_starred(self) -> None:
        """Review the starred posts once more."""
        if not self._desk.library.posts.count(Query.parse(self._desk.within_chat(STARRED.text))):
            words = tr("Nothing is starred yet. {keys} stars a post.", keys=spoken("star"))
            self._desk.reported.emit(words)
            return
        self.head.arrange("oldest", "folded")
        self.show_terms(STARRED)
        self._find()
        self._searching.finish()
        self.second.begin()
        self.view.setFocus()

    def catch_up(self) -> None:
        """Do at once what was waiting for idle time."""
        self.search.catch_up()
        if self._later.isActive():
            self._later.stop()
            self._catch_up()
        if self._searching.is_busy:
            self._searching.finish()

    def _show_counts(self) -> None:
        if not self.is_whole:  # the total is not known yet
            self.changed.emit()
            return
        chosen = self.posts.folds.without_echoes(self.view.selected_ids())
        self.head.show_counts(self.posts.found, self._folded, self._undecided, chosen)
        self.changed.emit()

    def _follow_suggestion(self, number: int) -> None:
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
            terms = terms.plus(span_typed(*span, self._desk.tz))
        self.show_terms(terms)

    # Changes

    def _desk_changed(self, changes: Changes) -> None:
        self._redraw = self._redraw or bool(changes & ARCHIVE) or self._query.follows_desk
        if changes & ARCHIVE:
            self._read_all()
            if not self.posts.ids:
                self._find()
        if changes & (QUESTIONS | CHATS):
            self._mark_questions()
        if changes & CHATS:
            self._follow_chats()
        if changes & (ECHOES | THREADS):
            self._redraw = True
            self._unread = True
            self.posts.regroup()
        if changes & MUTING:
            self._follow_muting()
        if changes & _GROUPED.get(self.posts.groups.by, frozenset()):
            self._regroup = True
        self.posts.refresh(changes)
        self.view.rows.clock = self.posts.clock
        self.triage.follow(changes)
        self._later.start()

    def _follow_chats(self) -> None:
        """Update the list to changed chats; when the first chats appear, begin at the question."""
        knew, self._knew_chats = self._knew_chats, bool(self._desk.library.chats.all())
        if self._follow_post():
            return
        if self._query.chats or self._desk.chat is not None:
            self._read_all()
            self.posts.add_new()
        elif self._knew_chats and not knew and self.view.current_number() <= 0:
            self.begin_at_question()

    def _follow_post(self) -> bool:
        """Show the chat that the selected post is of by now; tell whether that is another."""
        post = self.view.current_id()
        if self._desk.chat is None or post is None:
            return False
        chat = self._desk.library.chats.of([post]).get(post, self._desk.chat)
        if chat == self._desk.chat:
            return False
        self._follows = True
        self._desk.look_at(chat)
        self._follows = False
        return True

    def _follow_muting(self) -> None:
        """Update the list after people or words were muted, people joined, or the opposite."""
        before, self._belonging = self._belonging, self._belongs()
        if before != self._belonging:
            self._redraw = self._unread = True
            self.posts.add_new()

    def _belongs(self) -> tuple[object, ...]:
        """Return what determines the listed posts besides the search."""
        library = self._desk.library
        words = tuple(each.text for each in library.muting.all())
        return library.people.standings.belonging(), words

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

    def show_new(self) -> None:
        """Show the posts that were added meanwhile."""
        self.posts.add_new()
        self._redraw = True
        self._read_all()
        self._later.start()

    def _read_all(self) -> None:
        self._unread = True
        self._later.start()  # update the list first
        self.view.set_hashtag(self._desk.library.facts.hashtag())

    def show_post(self, post: PostId) -> bool:
        """Go to a post; if the search hides it, clear the search."""
        if self.view.choose_post(post):
            return True
        self.show_terms(Terms())
        if self.view.choose_post(post):
            return True
        self._desk.look_at(None)
        return self._stay_at(post)
