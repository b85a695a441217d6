"""The desk: every edit one step, heard by everyone, undone by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.errors import CuratorError, MovedError
from curator.gui.desk.desk import Desk
from curator.gui.desk.latest import Latest
from curator.library import BlockId, Library, PostId, Query
from curator.model import Heading, Quote
from curator.settings import Settings
from curator.work import count_search, finish, list_people, work_out
from tests.conftest import post, take_in


def starred(desk: Desk) -> int:
    return desk.library.posts.counts().starred


def quoted(desk: Desk) -> list[str]:
    return [block.post.key for block in desk.blocks() if isinstance(block, Quote)]


def test_a_star_is_heard_and_undone(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.changed, check_params_cb=lambda tables: tables == {"marks"}):
        desk.decide([1, 2], "star")
    assert starred(desk) == 2
    with qtbot.waitSignal(desk.reported, check_params_cb=lambda s: s == "Undone: Star 2 posts"):
        desk.history.undo()
    assert starred(desk) == 0
    desk.history.redo()
    assert starred(desk) == 2


def test_starring_what_is_starred_is_no_step(desk: Desk) -> None:
    desk.decide([1], "star")
    step = desk.library.next_undo
    desk.decide([1], "star")
    assert desk.library.next_undo == step


def test_undo_with_nothing_to_undo_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "new.curator", Settings(), make=True)
    with qtbot.waitSignal(desk.reported, check_params_cb=lambda s: s == "Nothing to undo."):
        desk.history.undo()
    desk.close()


def test_tags_and_notes_are_steps_of_their_own(desk: Desk) -> None:
    desk.tag([1, 2], "insight")
    desk.note(1, "Ask her first.")
    row = desk.library.posts.row(1)
    assert (row.tags, row.note) == (("insight",), "Ask her first.")
    desk.untag([1], "insight")
    desk.history.undo()
    desk.history.undo()
    row = desk.library.posts.row(1)
    assert (row.tags, row.note) == (("insight",), "")


def test_the_first_post_makes_a_story(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.story_changed), qtbot.waitSignal(desk.reported) as heard:
        assert desk.add_to_story([2, 1])
    assert quoted(desk) == ["2", "1"]
    assert heard.args == ["Added to “\u2068Untitled recap\u2069”. 2 quotes."]
    desk.history.undo()
    assert desk.story is None
    assert desk.library.stories.all() == []


def test_posts_go_to_the_mark_and_the_mark_moves_on(desk: Desk) -> None:
    desk.add_to_story([1, 2])
    desk.mark = BlockId(desk.blocks()[0].id)
    desk.add_to_story([3])
    desk.add_to_story([4])
    desk.add_to_story([5], at_end=True)
    assert quoted(desk) == ["1", "3", "4", "2", "5"]


def test_without_a_mark_answers_go_to_the_end_of_their_question(qtbot: QtBot, desk: Desk) -> None:
    with desk.library.edit("Questions"):
        desk.library.questions.mark(1, 1)
        desk.library.questions.mark(2, 2)
    desk.library.changed(finish(work_out(desk.library.path)))
    with desk.library.edit("Answers"):
        first, second = desk.library.questions.all()
        desk.library.questions.place([3], first.id)
        desk.library.questions.place([4], second.id)
        desk.library.questions.place([5], None)
    desk.add_to_story([1])

    def act() -> None:
        assert desk.story is not None
        headings = Heading("Q1. What is lent?"), Heading("Q2. To whom?"), Heading("Thanks")
        desk.library.stories.add(desk.story, headings)

    desk.edit("Begin", act)
    assert desk.mark is None
    with qtbot.waitSignal(desk.reported) as heard:
        desk.add_to_story([3, 4, 5])
    assert "Q1. What is lent?, Q2. To whom?, Thanks" in heard.args[0].replace(
        "\u2068", ""
    ).replace("\u2069", "")
    told = [b.text if isinstance(b, Heading) else b.post.key for b in desk.blocks()
            if isinstance(b, Heading | Quote)]  # fmt: skip
    assert told == ["1", "Q1. What is lent?", "3", "Q2. To whom?", "4", "Thanks", "5"]
    desk.history.undo()
    assert quoted(desk) == ["1"]


def test_a_post_is_used_twice_only_when_asked_twice(qtbot: QtBot, desk: Desk) -> None:
    desk.add_to_story([1])
    with qtbot.waitSignal(desk.reported) as heard:
        assert not desk.add_to_story([1])
    assert "Press Enter again to use it twice" in heard.args[0]
    assert desk.add_to_story([1])
    assert quoted(desk) == ["1", "1"]


def test_what_is_said_names_the_section(qtbot: QtBot, desk: Desk) -> None:
    desk.add_to_story([1])
    assert desk.story is not None
    with desk.library.edit("Heading"):
        desk.library.stories.add(desk.story, [Heading("Who walks in?")])
    with qtbot.waitSignal(desk.reported) as heard:
        desk.add_to_story([2])
    assert heard.args == ["Added to “\u2068Who walks in?\u2069”. 2 quotes."]


def test_picking_an_echo_picks_its_original(desk: Desk) -> None:
    ids = take_in(desk.library, [post(9, repost_of="1")], "echo.jsonl")
    desk.add_to_story([ids[-1]])
    assert quoted(desk) == ["1"]


def test_an_import_is_a_job_that_can_be_undone(qtbot: QtBot, desk: Desk, archive: Path) -> None:
    before = desk.library.posts.count(Query())
    (job,) = desk.tasks.import_files([archive])
    with qtbot.waitSignal(desk.reported) as heard:
        pass
    assert "added from" in heard.args[0]
    desk.jobs.finish(job)
    assert desk.library.posts.count(Query()) > before
    with qtbot.waitSignal(desk.reported, check_params_cb=lambda s: s.startswith("Undone: Import")):
        desk.history.undo()
    assert desk.library.posts.count(Query()) == before


def test_a_star_while_an_import_is_undone_is_refused_in_words(
    qtbot: QtBot, desk: Desk, archive: Path
) -> None:
    (job,) = desk.tasks.import_files([archive])
    with qtbot.waitSignal(job.done):
        pass
    heard: list[str] = []
    desk.reported.connect(heard.append)
    with qtbot.waitSignal(desk.reported, check_params_cb=lambda s: s.startswith("Undone: Import")):
        desk.history.undo()
        assert not desk.decide([1], "star")
    assert heard[0].startswith("Still busy with: Undo “Import")
    qtbot.waitUntil(lambda: desk.jobs.current is None)
    assert desk.decide([1], "star")


def test_imports_wait_for_one_another(qtbot: QtBot, desk: Desk, archive: Path) -> None:
    first, second = desk.tasks.import_files([archive, archive])
    assert desk.jobs.current is first
    assert desk.jobs.waiting == (second,)
    with qtbot.waitSignal(second.done):
        pass
    assert desk.jobs.current in {None, second}


def test_a_cancelled_import_says_that_nothing_was_added(
    qtbot: QtBot, desk: Desk, archive: Path
) -> None:
    before = desk.library.posts.count(Query())
    _, second = desk.tasks.import_files([archive, archive])
    with qtbot.waitSignal(desk.reported, check_params_cb=lambda s: "Nothing of it was added" in s):
        desk.jobs.cancel(second)
    desk.jobs.stop()
    assert desk.library.posts.count(Query()) >= before


def test_a_failing_import_is_told_in_a_sentence(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all", "utf-8")
    with qtbot.waitSignal(desk.failed) as heard:
        desk.tasks.import_files([letter])
    assert isinstance(heard.args[0], CuratorError)
    assert "letter.txt" in str(heard.args[0])


def test_the_chosen_post_is_let_go_when_it_is_gone(
    qtbot: QtBot, desk: Desk, archive: Path
) -> None:
    (job,) = desk.tasks.import_files([archive])
    desk.jobs.finish(job)
    desk.choose(PostId(max(desk.library.posts.find(Query()))))
    with qtbot.waitSignal(desk.post_changed, check_params_cb=lambda post: post is None):
        desk.history.undo()


def test_a_library_that_can_only_be_read_says_so(qtbot: QtBot, desk: Desk) -> None:
    desk.library.readonly = True
    with qtbot.waitSignal(desk.failed) as heard:
        assert not desk.decide([1], "star")
    assert "can only be read here" in str(heard.args[0])


def test_a_desk_remembers_its_story(chat: Path) -> None:
    desk = Desk(chat, Settings())
    desk.add_to_story([1])
    story = desk.story
    desk.close()
    desk = Desk(chat, Settings())
    assert desk.story == story
    desk.close()


def test_a_setting_is_chosen_and_heard(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.settings_changed, check_params_cb=lambda s: s.compact):
        desk.set(compact=True)


@pytest.mark.parametrize("mark", ["star", "reject"])
def test_undecided_again_is_as_if_never_decided(desk: Desk, mark: str) -> None:
    desk.decide([1], "star" if mark == "star" else "reject")
    desk.decide([1], None)
    assert desk.library.posts.counts().undecided == 5


def test_all_who_listen_hear_at_once_that_a_job_has_ended(
    qtbot: QtBot, desk: Desk, archive: Path
) -> None:
    (job,) = desk.tasks.import_files([archive])
    with qtbot.waitSignal(job.done):
        heard: list[object] = []
        job.done.connect(heard.append)
    assert len(heard) == 1


def test_a_job_that_has_not_begun_is_waited_for_to_its_end(desk: Desk, archive: Path) -> None:
    first, second = desk.tasks.import_files([archive, archive])
    ended: list[object] = []
    first.done.connect(ended.append)
    second.done.connect(ended.append)
    desk.jobs.finish(second)
    assert len(ended) == 2
    assert desk.jobs.current is None


def test_nothing_is_read_from_a_file_that_took_the_librarys_place(
    desk: Desk, chat: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.curator"
    Library(other, make=True).close()
    other.replace(chat)
    told: list[object] = []
    job = desk.tasks.read(lambda: list_people(chat, None))
    job.done.connect(told.append)
    with qtbot.waitSignal(desk.failed) as heard:
        desk.jobs.finish(job)
    assert isinstance(heard.args[0], MovedError)
    assert told == []


def test_only_the_newest_question_is_answered(desk: Desk, chat: Path) -> None:
    latest = Latest(desk)
    answers: list[object] = []
    latest.answered.connect(answers.append)
    latest.ask(desk, lambda: count_search(chat, Query.parse("is:starred")))
    latest.ask(desk, lambda: count_search(chat, Query.parse("")))
    latest.finish()
    assert answers == [5]
    assert not latest.is_asking
    latest.ask(desk, lambda: count_search(chat, Query.parse("")))
    latest.drop()
    desk.jobs.stop()
    assert answers == [5]
