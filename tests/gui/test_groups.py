"""Posts of the list in groups: by question, person, tag or day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from curator.gui.post_list.day_lines import band_height
from tests.conftest import post
from tests.gui.sifting import Sifting, sifting
from tests.library.test_questions import kettle_chat

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def tea(path: Path) -> Iterator[Sifting]:
    """Return a person who sifts a chat of two questions."""
    with sifting(path, kettle_chat()) as person:
        yield person


def heads(person: Sifting) -> list[tuple[str, int]]:
    """Return the names of the groups with their numbers of posts, from the top."""
    found = sorted(person.sift.posts_pane.posts.heads.items())
    return [(head.name, len(head.posts)) for _, head in found]


def test_posts_stand_under_their_questions_with_a_count(tea: Sifting) -> None:
    everything = set(tea.shown)
    tea.does("group_question")
    assert heads(tea) == [
        ("Q1 · Leaf you begin with", 4),
        ("Q2 · Drink it from", 4),
        ("Not placed", 1),
    ]
    assert set(tea.shown) == everything
    assert len(tea.shown) == 9
    tea.does("group_none")
    assert heads(tea) == []


def test_space_folds_a_group_and_what_is_pressed_is_done_to_all_of_it(tea: Sifting) -> None:
    tea.does("group_question")
    tea.sift.posts_pane.view.choose(0)
    group = list(tea.sift.posts_pane.posts.heads[0].posts)
    tea.does("fold_group")
    posts_pane = tea.sift.posts_pane
    assert posts_pane.view.verticalHeader().sectionSize(0) == band_height()
    assert posts_pane.head.words.startswith(f"{len(group)} chosen")
    tea.does("star")
    marks = [row.mark for row in tea.library.posts.rows(group)]
    assert marks == ["star"] * len(group)
    assert posts_pane.view.current_number() == 1
    tea.desk.history.undo()
    assert not any(row.mark for row in tea.library.posts.rows(group))
    posts_pane.view.choose(0)
    tea.does("reject", "fold_groups")
    assert [head.folded for head in posts_pane.posts.heads.values()] == [True, True, True]
    assert {row.mark for row in tea.library.posts.rows(group)} == {"reject"}
    tea.does("fold_groups")
    assert len(tea.shown) == 9


def test_a_click_on_a_head_chooses_its_group_and_on_its_arrow_folds_it(tea: Sifting) -> None:
    tea.does("group_question")
    view = tea.sift.posts_pane.view
    top = view.visualRect(view.posts.index(0, 0)).topLeft()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(view.viewport(), left, pos=top + QPoint(120, 8))
    assert view.selected_ids() == list(view.posts.heads[0].posts)
    QTest.mouseClick(view.viewport(), left, pos=top + QPoint(10, 8))
    assert view.posts.heads[0].folded
    assert view.selected_ids() == list(view.posts.heads[0].posts)


def test_rows_get_their_height_back_wherever_heads_stood(tea: Sifting) -> None:
    view = tea.sift.posts_pane.view
    usual = view.verticalHeader().defaultSectionSize()
    tea.does("group_question", "fold_groups", "fold_groups", "group_none")
    sizes = {view.verticalHeader().sectionSize(row) for row in range(1, len(view.posts.ids))}
    assert sizes == {usual}


def test_a_post_with_two_tags_stands_under_each_and_counts_once(tea: Sifting) -> None:
    tea.sift.posts_pane.view.choose(0)
    tea.sift.posts_pane.triage.tag("leaf")
    tea.sift.posts_pane.triage.tag("cup")
    tea.sift.posts_pane.view.choose(1)
    tea.sift.posts_pane.triage.tag("leaf")
    tea.settle()
    before = tea.sift.posts_pane.head.words
    tea.does("group_tag")
    assert heads(tea)[:2] == [("leaf", 2), ("cup", 1)]
    assert tea.sift.posts_pane.head.words == before


def test_a_post_that_is_tagged_changes_its_group_once_one_moves_on(tea: Sifting) -> None:
    tea.does("group_tag")
    tea.sift.posts_pane.view.choose(2)
    tagged = tea.at
    tea.sift.posts_pane.triage.tag("leaf")
    tea.settle()
    assert heads(tea) == [("No tag", 9)]
    tea.does("next")
    assert heads(tea) == [("leaf", 1), ("No tag", 8)]
    assert tea.shown[0] == tagged
    assert tea.at != tagged


def test_people_stand_with_the_busiest_first_and_days_in_their_order(path: Path) -> None:
    posts = [post(n, handle="bo" if n % 3 else "ann") for n in range(7)]
    with sifting(path, posts) as person:
        person.does("group_person")
        assert [count for _, count in heads(person)] == [4, 3]
        assert heads(person)[0][0].endswith("@bo")
        person.does("group_day")
        assert [count for _, count in heads(person)] == [7]
        person.does("fold_group", "select_all")
        assert len(person.sift.posts_pane.view.selected_ids()) == 7


def test_the_groups_are_remembered_and_read_aloud(tea: Sifting) -> None:
    tea.does("group_question")
    view = tea.sift.posts_pane.view
    said = view.posts.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Group Q1 · Leaf you begin with, 4 posts. ")
    tea.sift.remember()
    assert '"groups": "question"' in tea.library.recall("sift")


def test_the_next_undecided_is_found_in_a_folded_group(tea: Sifting) -> None:
    tea.does("group_question", "fold_groups")
    tea.sift.posts_pane.view.choose(0)
    tea.does("star", "next_undecided")
    assert tea.sift.posts_pane.view.current_number() == 2
