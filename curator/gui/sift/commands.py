"""The commands of Sift for the selected posts: decide, tag, place, quote."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import get_args

from PySide6.QtCore import QObject

from curator.gui.commands.command_menu import Line
from curator.gui.commands.functions import Function
from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.desk.messages import added
from curator.gui.questions.placement import mark_question, place, place_by_number
from curator.gui.reading.pane import ReadingPane
from curator.gui.sift.echo_groups import EchoGroupCommands
from curator.gui.sift.posts_pane import PostsPane
from curator.i18n import tr, trn
from curator.library import GroupBy
from curator.model import Mark, PullQuote


class PostCommands(QObject):
    """Runs commands on the posts selected in the list."""

    def __init__(self, desk: Desk, posts_pane: PostsPane, reading: ReadingPane) -> None:
        super().__init__(posts_pane)
        self._desk, self._posts_pane, self._reading = desk, posts_pane, reading

    def all(self) -> dict[str, Function]:
        """Return the functions of the commands, by their names."""
        posts_pane, triage = self._posts_pane, self._posts_pane.triage
        regrouping = EchoGroupCommands(self._desk, posts_pane.view)
        functions: dict[str, Function] = {
            "star": partial(self.decide, "star"),
            "reject": partial(self.decide, "reject"),
            "star_best": triage.star_best,
            "unmark": partial(self.decide, None),
            "next": partial(triage.step, 1),
            "previous": partial(triage.step, -1),
            "first": partial(triage.go, 0),
            "last": lambda: triage.go(len(posts_pane.posts.ids) - 1),
            "next_undecided": self.next_undecided,
            "previous_undecided": triage.previous_undecided,
            "add": lambda: self._desk.add_to_story(triage.targets),
            "add_exchange": self.add_exchange,
            "add_at_end": lambda: self._desk.add_to_story(triage.targets, at_end=True),
            "unfold_echoes": triage.unfold,
            "fold_echoes": posts_pane.view.fold,
            "split_echoes": regrouping.split,
            "join_echoes": regrouping.join,
            "select_all": posts_pane.view.selectAll,
            "fold_group": posts_pane.fold_group,
            "fold_groups": posts_pane.fold_groups,
            "group_none": partial(posts_pane.group_by, None),
            **{f"group_{by}": partial(posts_pane.group_by, by) for by in get_args(GroupBy)},
            "pull_quote": self.pull,
            "ask": self.ask,
            "question_none": self.take_out,
        }
        for number in range(1, 10):
            functions[f"tag_{number}"] = partial(self.tag, number)
            functions[f"question_{number}"] = partial(self.put_under, number)
        return functions

    def decide(self, mark: Mark | None) -> None:
        """Star or reject the selected posts, or make them undecided."""
        triage, second = self._posts_pane.triage, self._posts_pane.second
        if second.is_on:
            second.decide(mark)
        elif mark is None:
            triage.unmark()
        else:
            triage.decide(mark)

    def next_undecided(self) -> None:
        """Go to the next undecided post, or in a second look to the next one not yet reviewed."""
        second = self._posts_pane.second
        if second.is_on:
            second.next()
        else:
            self._posts_pane.triage.next_undecided()

    def tag(self, number: int) -> None:
        """Add or remove the tag that has this number key."""
        name = self._desk.library.tags.keys().get(number)
        if name is None:
            self._desk.reported.emit(
                tr("No tag has this key yet. {keys} tags a post.", keys=spoken("tag"))
            )
        else:
            self._posts_pane.triage.tag(name)

    def put_under(self, number: int) -> None:
        """Place the selected posts under a question."""
        place_by_number(self._desk, self._posts_pane.triage.targets, number)

    def take_out(self) -> None:
        """Remove the selected posts from the questions."""
        place(self._desk, self._posts_pane.triage.targets, None)

    def add_exchange(self) -> None:
        """Put the post, what it answers and what answers it into the story as one exchange."""
        if self._desk.post is None:
            return
        thread = self._desk.library.posts.thread(self._desk.post)
        said = [*thread.above, *thread.own, thread.chosen, *(row for _, row in thread.below)]
        if len({row.post.author.handle.casefold() for row in said}) < 2:  # noqa: PLR2004
            self._desk.reported.emit(tr("This post answers nobody, and nobody answers it."))
            return
        rows = sorted({row.id: row for row in said}.values(), key=lambda row: row.post.at)
        held = [row.id for row in rows if not row.withheld]
        if self._desk.add_exchange(held) and len(held) < len(rows):
            count = len(rows) - len(held)
            self._desk.reported.emit(
                trn(
                    "Added without {count} post of somebody who is withheld.",
                    "Added without {count} posts of people who are withheld.",
                    count,
                )
            )

    def ask(self) -> None:
        """Mark the post as one that asks a question."""
        if self._desk.post is not None:
            mark_question(self._desk, self._desk.post)

    def pull(self) -> None:
        """Put words of the post into the story as a pull quote."""
        desk = self._desk
        story, post = desk.story, desk.post
        if post is None:
            return
        if story is None:
            desk.reported.emit(
                tr(
                    "There is no story yet. Press {keys} to begin one with this post.",
                    keys=spoken("add"),
                )
            )
            return
        row = desk.library.posts.row(post)
        words = self._reading.post.words.chosen_words or row.post.shown.strip()
        if words not in row.post.shown:
            desk.reported.emit(tr("Choose words that are next to each other in the post."))
            return
        (source,) = desk.library.marks.sources([post])
        original = desk.library.posts.row(source).post
        quote = PullQuote(words, original if words in original.shown else row.post)
        placed = desk.library.stories.add
        made: list[str] = []

        def act() -> None:
            (block,) = placed(story, [quote], desk.mark)
            made.append(added(desk.library, story, [block]))

        if desk.edit(tr("Pull a quote"), act):
            desk.reported.emit(made[0])


def post_lines() -> Iterator[Line]:
    """Yield the entries of the context menu of posts."""
    yield from ("star", "reject", "unmark", "", "tag", "note")
    yield tr("Question"), [*(f"question_{n}" for n in range(1, 10)), "question_none", "ask"]
    yield (
        tr("Echoes"),
        ["unfold_echoes", "fold_echoes", "star_best", "split_echoes", "join_echoes"],
    )
    yield from (
        "",
        "conversation",
        "compare_posts",
        "person",
        "fetch_post",
    )
    yield tr("Mute"), ["mute_person", "mute_words"]
    yield from (
        "",
        "add",
        "add_at_end",
        "add_exchange",
    )
