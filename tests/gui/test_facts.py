"""The facts pane: figures that follow the search, and what is done with them by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from curator.counted import ranks
from curator.gui.canvas.counted_block import CountedBody
from curator.gui.canvas.counted_parts import SentenceField, TitleField
from curator.gui.desk.desk import Desk
from curator.gui.facts.lists import ListCard
from curator.gui.facts.pane import FactsPane
from curator.gui.sift.workspace import SiftWorkspace
from curator.gui.story.workspace import StoryWorkspace
from curator.library import ARCHIVE, PostId, Query
from curator.model import Author, Block, Cast, Facts, Links, Post, Span
from curator.settings import Settings
from curator.work import counted_blocks as counting
from tests.conftest import post, take_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there is no screen

Key = Qt.Key


def said(key: int, handle: str, text: str = "") -> Post:
    url = f"https://{handle}.example/page"
    text = text or f"See {url} #hook"
    spans = [Span("link", 4, 4 + len(url), url), Span("hashtag", len(text) - 5, len(text), "hook")]
    return post(
        key, text, author=Author(handle, f"{handle} Lee", followers=100), spans=tuple(spans)
    )


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = Desk(path, Settings(), make=True)
    desk.library.remember("zone", "UTC")
    take_in(desk.library, [said(n, "abcd"[n % 4]) for n in range(12)])
    yield desk
    desk.close()


@pytest.fixture
def sift(desk: Desk, qtbot: QtBot) -> SiftWorkspace:
    sift = SiftWorkspace(desk)
    qtbot.addWidget(sift)
    sift.resize(1440, 900)
    sift.show()
    sift.perform("facts")
    counted(sift.side_pane.facts, qtbot)
    return sift


def counted(pane: FactsPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.counting.counted, timeout=20_000):
        pane.counting.finish()


def press(widget: QWidget, key: Key, *, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier
    QTest.keyClick(widget, key, held.ControlModifier if ctrl else held.NoModifier)


def test_figures_of_the_search_stand_in_the_second_tab(sift: SiftWorkspace) -> None:
    facts = sift.side_pane.facts
    assert sift.side_pane.on_facts
    assert facts.posts.accessibleName().startswith("12 posts. 12 originals and 0 echoes")
    assert facts.reach.accessibleName().startswith("at least 100, at most 400 potential reach")
    assert facts.sectors.rows == ["Not recorded 4"]
    assert facts.links.rows[0] == "1= a.example 3"


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_no_figure_runs_into_the_edge_of_the_pane(
    desk: Desk, qtbot: QtBot, way: Qt.LayoutDirection
) -> None:
    QApplication.setLayoutDirection(way)
    try:
        sift = SiftWorkspace(desk)
        qtbot.addWidget(sift)
        sift.resize(1100, 700)
        sift.show()
        sift.perform("facts")
        facts = sift.side_pane.facts
        counted(facts, qtbot)
        for card in facts.rates:
            words = [each.geometry() for each in card.findChildren(QLabel) if each.isVisible()]
            edges = [card.mapTo(facts, place.topLeft()).x() for place in words]
            ends = [card.mapTo(facts, place.topRight()).x() for place in words]
            assert min(edges) >= 20
            assert max(ends) <= facts.width() - 20
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_they_follow_the_search(sift: SiftWorkspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sift.side_pane.facts.counting.counted, timeout=20_000):
        sift.search("from:a")
        sift.side_pane.facts.counting.finish()
    assert sift.side_pane.facts.posts.accessibleName().startswith("3 posts.")


def test_nothing_found_is_said_in_a_sentence(sift: SiftWorkspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sift.side_pane.facts.counting.counted, timeout=20_000):
        sift.search("nobodysaidthis")
        sift.side_pane.facts.counting.finish()
    assert not sift.side_pane.facts.posts.isVisible()


def test_enter_adds_a_figure_to_the_story_and_undo_takes_it_out(
    sift: SiftWorkspace, desk: Desk
) -> None:
    press(sift.side_pane.facts.posts, Key.Key_Return)
    (block,) = desk.blocks()
    assert isinstance(block, Facts)
    assert (block.figures[0].name, block.figures[0].value) == ("posts", "12")
    assert "3 February 2023" in block.scope.words
    desk.history.undo()
    assert desk.blocks() == ()


def test_all_figures_are_added_at_once(sift: SiftWorkspace, desk: Desk) -> None:
    sift.reading.head.added.emit()
    (block,) = desk.blocks()
    assert isinstance(block, Facts)
    assert len(block.figures) == 8


def test_a_figure_is_copied_with_its_scope(sift: SiftWorkspace) -> None:
    press(sift.side_pane.facts.people, Key.Key_C, ctrl=True)
    words = QGuiApplication.clipboard().text()
    assert words.startswith("4 people. All posts, 3 February 2023, 20:00 to 20:11, UTC.")


def test_the_copied_scope_names_no_withheld_person(
    sift: SiftWorkspace, desk: Desk, qtbot: QtBot
) -> None:
    people = desk.library.people
    desk.edit("Withhold", lambda: people.change(people.called("a"), consent="withheld"))
    with qtbot.waitSignal(sift.side_pane.facts.counting.counted, timeout=20_000):
        sift.search('-"a Lee"')
        sift.side_pane.facts.counting.finish()
    press(sift.side_pane.facts.people, Key.Key_C, ctrl=True)
    words = QGuiApplication.clipboard().text()
    assert "[redacted]" in words
    assert "a Lee" not in words


def test_a_copied_list_names_no_withheld_person(
    sift: SiftWorkspace, desk: Desk, qtbot: QtBot
) -> None:
    facts, people = sift.side_pane.facts, desk.library.people
    told = [
        said(50, "d", "@a, @c and #a at https://a.example/page #hook"),
        replace(said(51, "b", "Thanks to a Lee, said everybody #hook"), reposts=9),
        replace(said(52, "a", "Words of the first #hook"), reposts=8),
    ]
    with qtbot.waitSignal(facts.counting.counted, timeout=20_000):
        take_in(desk.library, told)
        desk.edit("Withhold", lambda: people.change(people.called("a"), consent="withheld"))
        desk.edit("Role", lambda: people.change(people.called("b"), consent="role", role="Nurse"))
        desk.notify(ARCHIVE)
        facts.counting.finish()
    copied = {}
    for card in facts.cards:
        if isinstance(card, ListCard) and card.isVisibleTo(facts):
            press(card, Key.Key_C, ctrl=True)
            copied[card.name] = QGuiApplication.clipboard().text()
    assert "@a" in " ".join(facts.contributors.rows)  # on the screen she stays
    assert "@c" in copied["contributors"]
    assert "Nurse" in copied["contributors"]
    left_out = "1 line is left out, for it names a person who is not to be named."
    assert left_out in copied["contributors"]
    for words in copied.values():
        assert not re.search(r"[@#][ab]\b|a\.example|a Lee|Words of the first", words), words


def test_f1_tells_how_it_is_counted_and_takes_it_back(sift: SiftWorkspace) -> None:
    card = sift.side_pane.facts.reach
    press(card, Key.Key_F1)
    assert card.is_explained
    press(card, Key.Key_F1)
    assert not card.is_explained


def test_the_right_arrow_shows_the_posts_behind_a_figure(sift: SiftWorkspace) -> None:
    press(sift.side_pane.facts.rates[2], Key.Key_Right)
    assert len(sift.posts_pane.posts.ids) == 1


def test_a_row_of_a_list_shows_its_posts(sift: SiftWorkspace) -> None:
    sift.side_pane.facts.links.searched.emit("link:a.example")
    assert len(sift.posts_pane.posts.ids) == 3


def test_down_goes_from_figure_to_figure(sift: SiftWorkspace) -> None:
    facts = sift.side_pane.facts
    press(facts.posts, Key.Key_Down)
    assert sift.focusWidget() is facts.people


def test_f_goes_back_to_the_post(sift: SiftWorkspace) -> None:
    sift.perform("facts")
    assert not sift.side_pane.on_facts
    sift.perform("facts")
    sift.perform("tag")
    assert not sift.side_pane.on_facts


# The story


@pytest.fixture
def story(desk: Desk, qtbot: QtBot) -> StoryWorkspace:
    library = desk.library
    with library.edit("begin"):
        made = library.stories.new("Recap")
        blocks: list[Block] = [
            counting.recap_facts(library, Query()),
            counting.links(library, Query()),
            counting.cast(library, Query()),
            counting.chart(library, Query(), "activity"),
        ]
        library.stories.add(made, blocks)
    desk.open_story(made)
    story = StoryWorkspace(desk)
    qtbot.addWidget(story)
    story.resize(1440, 3000)
    story.show()
    return story


def bodies(story: StoryWorkspace) -> list[CountedBody]:
    frames = story.canvas.column.frames
    return [frame.body for frame in frames if isinstance(frame.body, CountedBody)]


def test_counted_blocks_stand_on_the_canvas_and_are_read_aloud(story: StoryWorkspace) -> None:
    names = [body.name() for body in bodies(story)]
    assert names[0].startswith("Figures: 12 posts; 4 people; at least 100, at most 400")
    assert names[1:3] == ["Links shared", "Who took part"]
    assert names[3].startswith("Posts over time from 20:00 to 20:11: 12 in all")


def test_a_block_tells_what_came_in_since_and_is_counted_again(
    story: StoryWorkspace, desk: Desk, qtbot: QtBot
) -> None:
    take_in(desk.library, [said(50, "e"), said(51, "f")], "late.jsonl")
    desk.changed.emit(frozenset({"archives", "posts"}))
    assert bodies(story)[0].stale == "2 posts were added after this was counted."
    block = desk.blocks()[0]
    with qtbot.waitSignal(desk.changed, timeout=20_000):
        story.commands.verb("count_again", block.id)
    again = desk.blocks()[0]
    assert isinstance(again, Facts)
    assert again.figures[0].value == "14"
    assert bodies(story)[0].stale == ""


def test_a_link_gets_a_title_by_hand_and_undo_takes_it_away(
    story: StoryWorkspace, desk: Desk
) -> None:
    field = bodies(story)[1].findChildren(TitleField)[0]
    field.setText("How we do it")
    press(field, Key.Key_Return)
    block = desk.blocks()[1]
    assert isinstance(block, Links)
    assert block.resources[0].title == "How we do it"
    assert desk.library.shared.resources(Query())[0].title == "How we do it"
    desk.history.undo()
    assert desk.blocks()[1] != block


def test_the_sentence_of_the_cast_is_edited_in_place(story: StoryWorkspace, desk: Desk) -> None:
    with desk.library.edit("Describe"):
        desk.library.people.change(desk.library.people.called("a"), sector="Schools")
    block = counting.cast(desk.library, Query())
    story.adding.add([block])
    field = story.canvas.findChildren(SentenceField)[-1]
    assert field.words() == "Among those who took part: schools like a Lee (@a)."
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Teachers, above all")
    QTest.keyClick(field, Key.Key_Return)
    *_, kept = [b for b in desk.blocks() if isinstance(b, Cast)]
    assert kept.sentence == "Teachers, above all"
    again = counting.count_again(desk.library, kept)
    assert isinstance(again, Cast)
    assert again.sentence == kept.sentence
    desk.history.undo()
    assert [b.sentence for b in desk.blocks() if isinstance(b, Cast)][-1] == block.sentence


def test_blocks_move_and_go_like_any_other(story: StoryWorkspace, desk: Desk) -> None:
    first, second, *_ = desk.blocks()
    story.edits.move([first.id], second.id)
    assert [block.id for block in desk.blocks()[:2]] == [second.id, first.id]
    story.edits.remove([first.id])
    assert first.id not in [block.id for block in desk.blocks()]
    desk.history.undo()
    assert first.id in [block.id for block in desk.blocks()]


def test_the_facts_stand_beside_the_story_on_f(story: StoryWorkspace, qtbot: QtBot) -> None:
    story.perform("facts")
    counted(story.facts.pane, qtbot)
    assert story.outline.isHidden()
    assert story.facts.pane.posts.accessibleName().startswith("12 posts.")
    story.perform("facts")
    assert not story.outline.isHidden()


def test_thanks_are_copied_and_never_sent(story: StoryWorkspace, desk: Desk) -> None:
    desk.add_to_story([PostId(1), PostId(2)])
    story.perform("copy_thanks")
    words = QGuiApplication.clipboard().text()
    assert words == "Thank you to everyone who is quoted: @a and @b."


def test_accounts_and_hashtags_are_copied_one_to_a_line(
    story: StoryWorkspace, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.reported, timeout=20_000):
        story.perform("copy_resources")
    assert "https://a.example/page" in QGuiApplication.clipboard().text()


def test_those_who_posted_alike_share_a_rank(sift: SiftWorkspace) -> None:
    facts = sift.side_pane.facts
    assert facts.contributors.rows == ["1= @a 3", "1= @b 3", "1= @c 3", "1= @d 3"]
    press(facts.contributors, Key.Key_C, ctrl=True)
    assert "1=\t3\t@a" in QGuiApplication.clipboard().text()


def test_a_copied_rank_is_that_of_the_list_whoever_is_left_out(
    sift: SiftWorkspace, desk: Desk, qtbot: QtBot
) -> None:
    facts, people = sift.side_pane.facts, desk.library.people
    with qtbot.waitSignal(facts.counting.counted, timeout=20_000):
        for name in "abc":
            shut = people.called(name)
            desk.edit("Withhold", partial(people.change, shut, consent="withheld"))
        desk.notify(ARCHIVE)
        facts.counting.finish()
    press(facts.contributors, Key.Key_C, ctrl=True)
    assert "1=\t3\t@d" in QGuiApplication.clipboard().text()


def test_ranks_go_on_behind_a_tie() -> None:
    assert ranks([9, 4, 4, 1]) == ["1", "2=", "2=", "4"]
    assert ranks([]) == []


def test_the_keys_stay_where_they_are_while_figures_change(
    sift: SiftWorkspace, qtbot: QtBot
) -> None:
    facts = sift.side_pane.facts
    sift.activateWindow()
    qtbot.waitUntil(sift.isActiveWindow)

    def rows() -> list[QAbstractButton]:
        return [row for row in facts.links.findChildren(QAbstractButton) if row.isVisible()]

    def search(words: str) -> None:
        facts.show_search(words)
        counted(facts, qtbot)

    (first, *_, last) = rows()
    first.setFocus()
    search("from:a")
    assert QApplication.focusWidget() is first
    search("")
    last.setFocus()
    search("from:b")
    assert not last.isVisible()
    assert QApplication.focusWidget() is facts.links
    search("zeppelin")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    assert focus.accessibleName() == "No posts, so there is nothing to count."
