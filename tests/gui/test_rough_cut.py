"""The rough cut in the window: made in one step, changed quote by quote."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.questions.chat_list import ChatList
from curator.gui.story.workspace import StoryWorkspace
from curator.gui.window.window import Window
from curator.library import BlockId, Library, Query
from curator.model import Author, Heading, Passage, Post, Quote
from curator.resources import resource
from curator.work import draft, finish, import_archive, work_out
from curator.writers import text
from tests.conftest import post, take_in
from tests.library.test_chats import evening

CHAT = resource("samples/tomorrows-library/chat.jsonl")


@pytest.fixture
def sample(path: Path) -> Path:
    finish(import_archive(path, CHAT))
    return path


def cut(qtbot: QtBot, window: Window, path: Path) -> tuple[StoryWorkspace, Desk]:
    """Open a library and make a rough cut, as one who presses the key."""
    window.open(path)
    window.perform("rough_cut")
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    qtbot.waitUntil(lambda: desk.story is not None and not desk.awaited, timeout=30_000)
    story = window.findChild(StoryWorkspace)
    assert isinstance(story, StoryWorkspace)
    qtbot.waitUntil(lambda: bool(story.blocks), timeout=30_000)
    return story, desk


def quotes(story: StoryWorkspace) -> list[Quote]:
    return [block for block in story.blocks if isinstance(block, Quote)]


def test_it_opens_in_story_and_one_undo_takes_it_away(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    story, desk = cut(qtbot, window, sample)
    assert story.isVisible()
    assert len(quotes(story)) > 20
    (info,) = desk.library.stories.all()
    assert info.title == "TomorrowsLibrary: lending more than books, 14 May 2026"
    desk.history.undo()
    assert desk.library.stories.all() == []


def test_what_is_added_while_a_rough_cut_is_made_goes_nowhere_and_says_so(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    window.open(sample)
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    said: list[str] = []
    desk.reported.connect(said.append)
    first = desk.library.posts.find(Query())[0]
    window.perform("rough_cut")
    assert not desk.add_to_story([first])
    assert "A rough cut is being made" in said[-1]
    qtbot.waitUntil(lambda: desk.story is not None and not desk.awaited, timeout=30_000)
    (info,) = desk.library.stories.all()
    assert info.title.startswith("TomorrowsLibrary")
    before = info.quotes
    assert desk.add_to_story([desk.library.posts.find(Query.parse("is:original -is:used"))[0]])
    assert desk.library.stories.all()[0].quotes == before + 1


def test_a_draft_takes_in_what_came_meanwhile_and_undo_takes_it_out(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    story, desk = cut(qtbot, window, sample)
    said: list[str] = []
    desk.reported.connect(said.append)
    window.perform("keep_up")
    qtbot.waitUntil(lambda: "up to date" in "".join(said), timeout=30_000)
    loved = next(each for each in quotes(story) if each.post.text.startswith("A1")).post
    better = replace(loved, key="new1", author=Author("newcomer"), likes=900, reposts=90,
        text="A1 A ladder made of old oars, which a fisherman left us when he gave up the sea"
        " #TomorrowsLibrary", spans=(), media=())  # fmt: skip
    take_in(desk.library, [better], "later.jsonl")
    window.perform("keep_up")
    qtbot.waitUntil(lambda: "new quote" in said[-1], timeout=30_000)
    qtbot.waitUntil(lambda: "newcomer" in {q.post.author.handle for q in quotes(story)})
    desk.history.undo()
    assert "newcomer" not in {q.post.author.handle for q in quotes(story)}


def test_a_second_one_never_writes_over_the_first(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    _, desk = cut(qtbot, window, sample)
    first = desk.story
    window.perform("rough_cut_themes")
    qtbot.waitUntil(lambda: desk.story != first, timeout=30_000)
    assert len(desk.library.stories.all()) == 2


def test_a_quote_is_swapped_for_another_and_undo_brings_it_back(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    story, desk = cut(qtbot, window, sample)
    before = quotes(story)
    own = before[0].id

    def posts() -> dict[int, Post]:
        return {quote.id: quote.post for quote in quotes(story)}

    story.canvas.choose(own)
    window.perform("swap")
    qtbot.waitUntil(lambda: posts()[own] != before[0].post, timeout=30_000)
    after = quotes(story)
    assert posts()[own] not in [quote.post for quote in before]
    assert [quote for quote in after if quote.id != own] == before[1:]
    assert next(quote for quote in after if quote.id == own).why
    section = [quote.post.at for quote in after[:5]]
    assert section == sorted(section)
    desk.history.undo()
    assert quotes(story) == before


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_five_others_are_offered_each_with_why(qtbot: QtBot, window: Window, sample: Path) -> None:
    story, _ = cut(qtbot, window, sample)
    before = quotes(story)
    voices = {quote.post.author.handle for quote in before[:5]}
    story.canvas.choose(before[0].id)
    window.perform("offer")
    menu = story.rough_cut.choices
    qtbot.waitUntil(lambda: len(menu.actions()) == 5, timeout=30_000)
    offered = [action.text() for action in menu.actions()]
    assert all("\t" in text for text in offered)
    assert not any(f"@\u2068{voice}\u2069" in text for text in offered for voice in voices)
    menu.actions()[2].trigger()
    menu.hide()
    taken = next(quote for quote in quotes(story) if quote.id == before[0].id)
    assert f"@\u2068{taken.post.author.handle}\u2069" in offered[2]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_more_like_a_quote_comes_beside_it(qtbot: QtBot, window: Window, sample: Path) -> None:
    story, desk = cut(qtbot, window, sample)
    before = quotes(story)
    story.canvas.choose(before[0].id)
    window.perform("more_like")
    menu = story.rough_cut.choices
    qtbot.waitUntil(lambda: bool(menu.actions()), timeout=30_000)
    menu.actions()[0].trigger()
    menu.hide()
    assert len(quotes(story)) == len(before) + 1
    desk.history.undo()
    assert quotes(story) == before


def test_another_choice_leaves_pinned_quotes_and_other_sections_alone(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    story, _ = cut(qtbot, window, sample)
    first = next(n for n, block in enumerate(story.blocks) if isinstance(block, Heading))
    section = [b for b in story.blocks[first + 1 : first + 4] if isinstance(b, Quote)]
    story.canvas.choose(section[0].id)
    window.perform("pin")
    before = {quote.id: quote.post for quote in quotes(story)}
    window.perform("another")
    qtbot.waitUntil(
        lambda: {q.id: q.post for q in quotes(story)}[section[1].id] != before[section[1].id],
        timeout=30_000,
    )
    after = {quote.id: quote.post for quote in quotes(story)}
    assert after[section[0].id] == before[section[0].id]
    later = [quote.id for quote in quotes(story)][10:]
    assert [after[id_] for id_ in later] == [before[id_] for id_ in later]
    assert len(set(map(id, after.values()))) == len(after)


def test_every_block_says_why_and_offers_to_swap(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    story, _ = cut(qtbot, window, sample)
    quote = quotes(story)[0]
    story.canvas.choose(quote.id)
    number = story.canvas.column.number(quote.id)
    assert number is not None
    frame = story.canvas.column.frame(number)
    assert "Chosen because" in frame.accessibleName()
    words = [verb.text() for verb in story.canvas.verbs.verbs]
    assert words[:2] == ["Swap", "Pin"]


def test_without_a_story_the_canvas_offers_one(qtbot: QtBot, window: Window, sample: Path) -> None:
    window.open(sample)
    window.perform("story")
    story = window.findChild(StoryWorkspace)
    assert isinstance(story, StoryWorkspace)
    assert story.no_story.isVisible()
    story.no_story.button.click()
    qtbot.waitUntil(lambda: bool(story.blocks), timeout=30_000)


@pytest.fixture
def series(path: Path) -> Path:
    """Return a library of two evenings, the first looked at; more spoke at the second."""
    with Library(path, make=True) as library:
        library.remember("zone", "America/New_York")
        later = evening(100, "cup", host="oona", week=1)
        words = "A1 nothing beats a cup with a chip in it #kettle"
        late = post(150, words, "late", at=later[3].at + timedelta(minutes=2))
        take_in(library, [*evening(0, "leaf"), *later, late])
    finish(work_out(path))
    with Library(path) as library:
        library.remember("chat", str(library.chats.all()[0].id))
    return path


def under(title: QWidget) -> str:
    """Return what stands under the title of a story."""
    return " ".join(label.text() for label in title.findChildren(QLabel))


def test_every_way_to_a_rough_cut_is_of_the_chat_that_is_looked_at(
    qtbot: QtBot, window: Window, series: Path
) -> None:
    window.open(series)
    window.perform("story")
    story = window.findChild(StoryWorkspace)
    assert isinstance(story, StoryWorkspace)
    story.no_story.button.click()
    qtbot.waitUntil(lambda: bool(story.blocks), timeout=30_000)
    assert {str(quote.post.at.date()) for quote in quotes(story)} == {"2023-02-03"}
    assert story.outline.lines["voices"].spoken == "Voices: 2 of 3"


def test_a_story_without_quotes_is_told_as_one_of_the_chat_that_is_looked_at(
    window: Window, series: Path
) -> None:
    window.open(series)
    window.perform("story")
    window.perform("new_story")
    window.perform("new_heading")  # what is empty has no aim yet
    desk, story = window.findChild(Desk), window.findChild(StoryWorkspace)
    assert isinstance(desk, Desk)
    assert isinstance(story, StoryWorkspace)
    voices, title = story.outline.lines["voices"], story.canvas.column.title
    assert "2 February 2023" in under(title)
    first = voices.spoken
    desk.look_at(desk.library.chats.all()[1].id)
    assert "9 February 2023" in under(title)
    assert voices.spoken != first


def test_a_story_of_a_remembered_chat_is_counted_over_it(window: Window, series: Path) -> None:
    with Library(series) as library:
        library.remember("workspace", "story")
    window.open(series)
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    assert desk.search == desk.scope != ""


def test_the_meter_follows_from_a_story_to_one_of_another_chat(
    qtbot: QtBot, window: Window, series: Path
) -> None:
    story, desk = cut(qtbot, window, series)
    first, voices = desk.story, story.outline.lines["voices"]
    said = voices.spoken
    desk.look_at(desk.library.chats.all()[1].id)
    window.perform("rough_cut")
    qtbot.waitUntil(lambda: desk.story != first and bool(story.blocks), timeout=30_000)
    assert voices.spoken != said
    desk.open_story(first)
    assert voices.spoken == said


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_key_that_chooses_a_chat_does_so_from_the_story_too(
    window: Window, series: Path
) -> None:
    window.open(series)
    window.perform("story")
    window.perform("chats")
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, ChatList)
    opened.close()


def test_a_story_of_many_days_is_told_with_all_of_them(
    qtbot: QtBot, window: Window, path: Path
) -> None:
    said = [
        "We lend drills to the whole street, and most of them come back sharper than they went",
        "Our telescope is booked until the autumn because the school asked for a night with it",
        "Nobody wanted the sewing machines before a neighbour offered to teach how to use them",
    ]
    start = datetime(2024, 3, 4, 12, tzinfo=UTC)
    days = [post(n, text, at=start + timedelta(days=n)) for n, text in enumerate(said)]
    with Library(path, make=True) as library:
        take_in(library, days)
    story, _ = cut(qtbot, window, path)
    assert len(quotes(story)) == len(said)
    assert "4–6 March 2024" in under(story.canvas.column.title)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_where_all_posts_are_shown_it_is_asked_which_chat_is_meant(
    qtbot: QtBot, window: Window, series: Path
) -> None:
    window.open(series)
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    desk.look_at(None)
    window.perform("rough_cut")
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, ChatList)
    assert not desk.awaited  # nothing is made before it is known of what
    newest, oldest = (opened.lines.rows.item(n).text() for n in range(2))
    assert opened.lines.rows.rowCount() == 2
    assert newest != oldest
    QTest.keyClick(opened.lines, Qt.Key.Key_Down)
    QTest.keyClick(opened.lines, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.story is not None and not desk.awaited, timeout=30_000)
    first = desk.library.chats.all()[0]
    quoted = [block.post.key for block in desk.blocks() if isinstance(block, Quote)]
    posts = desk.library.posts.ids(quoted)
    assert set(desk.library.chats.of(posts.values()).values()) == {first.id}


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_chats_of_one_name_are_told_apart_by_when_they_began(window: Window, series: Path) -> None:
    with Library(series) as library, library.edit("Name"):
        for chat in library.chats.all():
            library.chats.rename(chat.id, "Owl chat")
    window.open(series)
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    desk.look_at(None)
    window.perform("rough_cut")
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, ChatList)
    lines = [opened.lines.rows.item(n).text() for n in range(2)]
    assert [line.partition(" · ")[0] for line in lines] == ["Owl chat", "Owl chat"]
    assert lines[0] != lines[1]
    opened.hide()


def test_voices_not_yet_quoted_are_those_of_the_storys_own_chat(
    qtbot: QtBot, window: Window, series: Path
) -> None:
    story, desk = cut(qtbot, window, series)
    first = desk.chat
    desk.look_at(desk.library.chats.all()[1].id)
    story.outline.unquoted.click()
    assert desk.chat == first


def thanks(story: StoryWorkspace) -> str:
    """Return the text in which a draft thanks those it quotes."""
    return next(b.text for b in story.blocks if isinstance(b, Passage) and "Thank you" in b.text)


def test_thanks_name_who_is_quoted_while_quotes_are_swapped_removed_and_added(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    story, desk = cut(qtbot, window, sample)
    often = Counter(quote.post.author.handle for quote in quotes(story))
    once = next(quote for quote in quotes(story) if often[quote.post.author.handle] == 1)
    name = f"@{once.post.author.handle}".replace("_", "\\_")
    first = thanks(story)
    assert name in first
    story.canvas.choose(once.id)
    window.perform("swap")
    qtbot.waitUntil(lambda: once.post.key not in {q.post.key for q in quotes(story)})
    assert name not in thanks(story)
    desk.history.undo()
    assert thanks(story) == first
    story.canvas.choose(once.id)
    story.perform("remove_block")
    assert name not in thanks(story)
    desk.add_to_story([*desk.library.posts.ids([once.post.key]).values()])
    mine = next(b for b in story.blocks if isinstance(b, Passage) and "Thank you" in b.text)
    words = mine.text.replace("Thank you", "Thanks, Ann, and thank you")
    desk.edit("Write", lambda: desk.library.stories.edit(BlockId(mine.id), words))
    desk.edit("Remove", lambda: desk.library.stories.remove([BlockId(quotes(story)[0].id)]))
    left = next(b.text for b in story.blocks if isinstance(b, Passage) and "Thanks, Ann" in b.text)
    assert left == words  # the editor's own


def test_a_quote_from_outside_the_chat_adds_its_author_to_the_voices_and_no_one_else(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    with Library(sample) as library:
        last = max(row.post.at for row in library.posts.rows(library.posts.find(Query())))
        later = [
            post(n, f"A word of another day, {n}", f"later{n}", at=last + timedelta(days=5 * n))
            for n in range(1, 9)
        ]
        take_in(library, later, "later.jsonl")
    finish(work_out(sample))
    window.open(sample)
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    (chat,) = desk.library.chats.all()
    desk.look_at(chat.id)
    story, _ = cut(qtbot, window, sample)
    people = desk.library.posts.authors(Query.parse(f"chat:{chat.id} -is:echo"))
    line = story.outline.lines["voices"]

    def said() -> str:
        return " ".join(label.text() for label in line.findChildren(QLabel))

    assert f"of {people}" in said()
    desk.add_to_story([*desk.library.posts.ids([later[-1].key]).values()])
    assert f"of {people + 1}" in said()
    assert desk.story is not None
    checked = finish(draft(sample, desk.story, text, "recap")).findings
    assert any(f"of {people + 1} people who took part" in each.sentence for each in checked)
