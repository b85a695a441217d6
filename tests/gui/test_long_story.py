"""A long story: blocks out of sight lend their widgets to others, and nothing is mixed up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.canvas.block_frame import BlockFrame
from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.story.workspace import StoryWorkspace
from curator.library import StoryId
from curator.model import Block, Heading, Passage, PullQuote, Quote
from curator.settings import Settings
from tests.conftest import post, take_in

Key = Qt.Key
COUNT = 150


@pytest.fixture
def story(path: Path, qtbot: QtBot) -> Iterator[StoryWorkspace]:
    """Return the workspace with a story of many quotes and pull quotes, in the middle of it."""
    desk = Desk(path, Settings(), make=True)
    desk.library.remember("zone", "Europe/London")
    posts = [post(n, f"Post number {n}. " + "Words. " * (n % 40)) for n in range(COUNT)]
    take_in(desk.library, posts)
    made: list[StoryId] = []

    def act() -> None:
        made.append(desk.library.stories.new("A long recap"))
        desk.library.stories.add(made[0], [_block(posts[n], n) for n in range(COUNT)])

    desk.edit("Begin", act)
    desk.open_story(made[0])
    window = QWidget()
    qtbot.addWidget(window)
    story = StoryWorkspace(desk)
    story.setParent(window)
    window.resize(1440, 826)
    story.resize(1440, 826)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    story.canvas.choose(desk.blocks()[COUNT // 2].id)
    yield story
    desk.close()


def _block(quoted: object, n: int) -> Block:
    match n % 10:
        case 0:
            return Heading(f"Section {n}")
        case 1:
            return Passage(f"Passage {n}")
        case 2:
            return PullQuote("Post number", quoted)  # type: ignore[arg-type]
        case _:
            return Quote(quoted)  # type: ignore[arg-type]


def frames(story: StoryWorkspace) -> list[BlockFrame]:
    return [frame for frame in story.canvas.column.frames if frame.isVisible()]


def look(story: StoryWorkspace) -> None:
    """See that each block in sight stands once, in its place, with its own words and ring."""
    shown = frames(story)
    standing = [each for each in story.findChildren(BlockFrame) if each.isVisible()]
    assert {id(each) for each in standing} == {id(each) for each in shown}
    ids = [frame.id for frame in shown]
    order = [block.id for block in story.blocks]
    assert ids == order[order.index(ids[0]) : order.index(ids[0]) + len(ids)]
    for above, below in pairwise(shown):
        assert above.geometry().bottom() < below.geometry().top()
    blocks = {block.id: block for block in story.blocks}
    for frame in shown:
        block = blocks[frame.id]
        if isinstance(block, Quote):
            assert block.post.text.rstrip() in frame.accessibleName()
            assert frame.body.height_for(frame.body.width()) <= frame.body.height()
        ringed = frame.focusPolicy() == Qt.FocusPolicy.TabFocus
        assert ringed == (frame.id in story.canvas.selected)


def test_each_block_shows_its_own_words_after_scrolling(story: StoryWorkspace) -> None:
    look(story)
    for _ in range(30):
        QTest.keyClick(QApplication.focusWidget() or story, Key.Key_Down)
        look(story)
    story.canvas.to_end(last=False)
    look(story)
    story.canvas.to_end()
    look(story)
    assert len(story.canvas.column.findChildren(BlockFrame)) < COUNT


def test_a_block_moved_far_and_back_stands_in_its_place(story: StoryWorkspace) -> None:
    order = [block.id for block in story.blocks]
    for _ in range(25):
        story.perform("move_up")
        look(story)
    assert story.canvas.current == order[COUNT // 2]
    for _ in range(25):
        story._desk.history.undo()  # noqa: SLF001
        look(story)
    assert [block.id for block in story.blocks] == order


def test_pull_quotes_and_posts_change_places(story: StoryWorkspace) -> None:
    for name in ("pull_quote", "whole_post", "pull_quote"):
        story.canvas.choose(next(b.id for b in story.blocks[80:] if isinstance(b, Quote)))
        story.perform(name)
        look(story)
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget() or story, Key.Key_Up)
        look(story)


def test_larger_type_leaves_no_block_over_another(story: StoryWorkspace, qtbot: QtBot) -> None:
    (app,) = [QApplication.instance()]
    assert isinstance(app, QApplication)
    before = frames(story)[1].height()
    theme.apply(app, "light", 150)
    qtbot.waitUntil(lambda: frames(story)[1].height() > before)
    QApplication.processEvents()
    look(story)


def test_times_follow_the_zone(story: StoryWorkspace) -> None:
    desk = story._desk  # noqa: SLF001
    quote = next(f for f in frames(story) if isinstance(f.block, Quote))
    assert "BST" in quote.accessibleName() or "GMT" in quote.accessibleName()
    desk.set_zone("America/New_York")
    names = [f.accessibleName() for f in frames(story) if isinstance(f.block, Quote)]
    assert names
    assert all("EDT" in name or "EST" in name for name in names)


def test_what_has_not_changed_is_not_made_again(story: StoryWorkspace) -> None:
    desk = story._desk  # noqa: SLF001
    before = {block.id: block for block in desk.blocks()}
    quote = next(block for block in desk.blocks() if isinstance(block, Quote))
    story.edits.shrink([quote.id])
    after = {block.id: block for block in desk.blocks()}
    assert [id_ for id_ in after if after[id_] is not before[id_]] == [quote.id]
    assert desk.length().quotes == sum(isinstance(b, Quote | PullQuote) for b in desk.blocks())
