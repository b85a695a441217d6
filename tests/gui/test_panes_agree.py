"""Every pane tells the same of a chat: posts, people, originals, echoes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.cli import main
from curator.gui.people.table_pane import PeoplePane
from curator.library import ARCHIVE, Chat, Library, Query
from curator.model import Post
from curator.work import counted_blocks as counting
from curator.work import finish, work_out
from curator.work.people import list_people
from tests.conftest import post, take_in
from tests.gui.sifting import Sifting, sifting
from tests.library.test_chats import evening
from tests.real import real

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")


def first_number(words: str) -> int:
    """Return the number that a sentence begins with."""
    found = re.match(r"[\d,]+", words)
    assert found, words
    return int(found[0].replace(",", ""))


def said_by_panes(person: Sifting, chat: Chat, qtbot: QtBot) -> dict[str, set[int]]:
    """Return what the panes say of a chat, figure by figure."""
    person.desk.look_at(chat.id)
    person.settle()
    sift, library = person.sift, person.library
    facts = sift.side_pane.facts
    if not sift.side_pane.on_facts:
        sift.perform("facts")
    facts.show_search("from:nobody")
    with qtbot.waitSignal(facts.counting.counted, timeout=20_000):
        facts.show_search(person.desk.search)
        facts.counting.finish()
    counts = {each.name: each.count for each in sift.sidebar.all_entries()}
    posts = re.match(r"[\d,]+ posts. ([\d,]+) originals and ([\d,]+) echo",
                     facts.posts.accessibleName())  # fmt: skip
    assert posts
    bins = library.posts.activity(Query.parse(f"chat:{chat.id}"), 1)
    cast = counting.cast(library, Query.parse(f"chat:{chat.id}"))
    accounts = finish(list_people(library.path, chat.id))
    table = PeoplePane(person.desk)
    table.start()
    table.finish()
    programs = library.posts.automated(Query.parse(f"chat:{chat.id}"))
    of_programs = sum(each.posts - each.echoes for each in accounts if each.id in programs)
    originals, echoes = (int(each.replace(",", "")) for each in posts.groups())
    return {
        "posts": {
            chat.posts,
            counts["All of the chat"],
            first_number(sift.posts_pane.head.words),
            first_number(facts.posts.accessibleName()),
            sum(each.posts for each in bins),
            sum(each.posts for each in accounts),
            len(library.posts.find(Query.parse(f"chat:{chat.id}"))),
        },
        "people": {
            counts["All people"],
            first_number(facts.people.accessibleName()),
            first_number(table.words),
            library.facts.figures(Query.parse(f"chat:{chat.id}")).people,
        },
        "echoes": {
            echoes,
            counts["Echoes"],
            sum(each.echoes for each in bins),
            sum(each.echoes for each in accounts),
        },
        "originals": {
            originals,
            sum(each.originals for each in cast.people) + of_programs,
            len(library.posts.find(Query.parse(f"chat:{chat.id} is:original"))),
        },
    }


def assert_questions_agree(person: Sifting, chat: Chat) -> None:
    """Compare what the sidebar says of each question with the list, and with a recount."""
    library, seen = person.library, 0
    asking = {int(each.id): each.post for each in library.questions.all()}
    for line in person.sift.sidebar.all_entries():
        if line.question:
            scope = Query.parse(f"chat:{chat.id} {line.term}")
            listed = library.posts.find(scope, "oldest", "folded")
            answers = [post for post in listed if post != asking[line.question]]
            assert line.count == len(listed), line.name
            assert first_number(line.tip_words.splitlines()[-1]) == len(answers), line.name
            assert ("itself" in line.tip_words) == (len(listed) > len(answers)), line.name
            seen += 1
    assert seen


def assert_panes_agree(path: Path, qtbot: QtBot, most: int) -> None:
    """Look at the chats of a library, one after the other, and compare the panes."""
    with sifting(path, [], zone="America/New_York") as person:
        chats = person.library.chats.all()
        assert chats
        for chat in chats[:most]:
            for figure, said in said_by_panes(person, chat, qtbot).items():
                assert len(said) == 1, (chat.title, figure, said)
            assert_questions_agree(person, chat)


def test_panes_agree_on_made_chats(path: Path, qtbot: QtBot) -> None:
    with Library(path, make=True) as library:
        take_in(library, evening(0, "leaf") + evening(100, "cup", host="oona", week=1))
    assert_panes_agree(path, qtbot, 2)


def odd_evening() -> list[Post]:
    """Return a chat with a program, a copy of what is not there, and one person's two accounts."""
    start = evening(0, "leaf")[1].at
    more = [
        *(post(50 + n, f"{n} kettles are on the boil at the depot now", "depot",
               automated=True) for n in range(3)),
        post(60, "RT @gone: nobody keeps a kettle as warm as my aunt does #kettle", "ravi"),
        post(61, "A2 in a cupboard over the stove, which is dry #kettle", "bo_too"),
    ]  # fmt: skip
    moved = [replace(each, at=start + timedelta(minutes=4 + n)) for n, each in enumerate(more)]
    return [*evening(0, "leaf"), *moved]


def test_panes_agree_where_a_program_posts_and_accounts_are_joined(
    path: Path, qtbot: QtBot
) -> None:
    with Library(path, make=True) as library:
        take_in(library, odd_evening())
        with library.edit("Decide"):
            (bo,), (too,) = library.people.called("bo"), library.people.called("bo_too")
            library.people.merge(bo, [too])
    finish(work_out(path))
    with Library(path) as library, library.edit("Decide"):
        (copy,) = library.posts.find(Query.parse("from:ravi leaf"))
        library.marks.star([copy])
    assert_panes_agree(path, qtbot, 1)


def test_the_form_of_a_person_counts_what_the_list_of_their_posts_does(
    path: Path, qapp: QApplication
) -> None:
    assert qapp is not None
    with Library(path, make=True) as library:
        take_in(library, evening(0, "leaf") + evening(100, "cup", host="oona", week=1))
    finish(work_out(path))
    with sifting(path, []) as person:
        form = person.sift.people.form
        chats = person.library.chats.all()
        person.sift.search("from:bo")
        counted = []
        for chat in (None, chats[0].id, chats[1].id):
            person.desk.look_at(chat)
            person.settle()
            scope = f"chat:{chat} from:bo" if chat else "from:bo"
            assert first_number(form.counts) == person.library.posts.count(Query.parse(scope))
            assert first_number(form.counts) == first_number(person.sift.posts_pane.head.words)
            assert ("in the chat" in form.counts) == (chat is not None)
            person.sift.posts_pane.view.selectRow(0)
            person.settle()
            strip = person.sift.reading.person.counts
            assert strip.startswith(form.counts.partition(" · ")[0])
            counted.append(first_number(form.counts))
        assert counted[0] == counted[1] + counted[2]


def test_the_foot_counts_what_the_list_shows_though_an_echo_is_marked(
    path: Path, qapp: QApplication
) -> None:
    assert qapp is not None
    with Library(path, make=True) as library:
        take_in(library, odd_evening())
    finish(work_out(path))
    with Library(path) as library:
        for scope in ("", f"chat:{library.chats.all()[0].id}"):
            query = Query.parse(scope)
            listed = len(library.posts.find(query, "oldest", "folded"))
            (copy,) = library.posts.find(Query.parse("from:ravi leaf"))
            counts = library.posts.counts_of(query)
            assert counts.to_mark == listed
            with library.edit("Reject a copy"):
                library.marks.reject([copy])
            whole = [] if scope else [library.posts.counts()]
            for each in (library.posts.counts_of(query), *whole):
                assert each.rejected == 1
                assert each.to_mark == listed
                assert each.decided == (0, 0)
            library.undo()
    with sifting(path, []) as person:
        head = person.sift.posts_pane.head.words
        assert "3 of 4 echoes folded" in head
        assert {each.name: each.count for each in person.sift.sidebar.all_entries()}["Echoes"] == 4


@pytest.mark.parametrize(
    "archives", [("twarc_v1/apr232015.csv", "twarc_v1/mar102015.json"), ("ngsschat_csv",)]
)
def test_panes_agree_on_real_chats(path: Path, qtbot: QtBot, archives: tuple[str, ...]) -> None:
    files = [str(real(name)) for name in archives]
    done = CliRunner().invoke(main, ["import", str(path), *files, "--zone", "America/New_York"])
    assert done.exit_code == 0, done.output
    assert_panes_agree(path, qtbot, 4)


def test_a_library_that_is_still_worked_out_says_so_instead_of_that_there_is_nothing(
    path: Path, qapp: QApplication
) -> None:
    assert qapp is not None

    def names(person: Sifting) -> list[str]:
        person.settle()
        return [each.name for each in person.sift.sidebar.all_entries()]

    with sifting(path, [post(1, "Good morning"), post(2, "Good evening")]) as person:
        assert "No chats found: no numbered questions, no dense talk." in names(person)
        take_in(person.library, evening(10, "leaf"), "b.jsonl")
        person.library.changed(ARCHIVE)
        assert "Looking for chats…" in names(person)
        assert not any("No chats" in name for name in names(person))
        person.library.changed(finish(work_out(path)))
        assert "Looking for chats…" not in names(person)
        assert any("#kettle" in name for name in names(person))
