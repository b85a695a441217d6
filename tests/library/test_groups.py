"""Groups of echoes in a library: what is folded, counted and found, and what hands change."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator import work
from curator.library import Library, PostId, Query
from curator.library.values.rows import Echoes, Order
from tests.conftest import found, post, take_in

WORDS = "A2: People do not come for a drill. They come to talk to somebody. #TomorrowsLibrary"
NEAR = WORDS.removeprefix("A2: ").removesuffix(" #TomorrowsLibrary")


@pytest.fixture
def chat(path: Path, library: Library) -> Library:
    """Return a library in which 2, 3 (natively) and 4 repeat 1; 5 and 6 stand alone."""
    posts = [post(1, WORDS, "ann"), post(2, f"RT @ann: {WORDS}", "ben")]
    posts += [post(3, f"RT @ann: {WORDS}", "cleo", repost_of="1"), post(4, NEAR, "dov")]
    posts += [post(5, WORDS.replace("do not come", "come"), "eve"), post(6, "lol", "ben")]
    take_in(library, posts)
    work.finish(work.work_out(path))
    return library


def id_of(library: Library, key: str) -> PostId:
    return library.posts.ids([key])[key]


def ids_of(library: Library, keys: str) -> list[PostId]:
    return [id_of(library, key) for key in keys]


def groups(library: Library) -> dict[str, str]:
    """Return by its key of each post that repeats another the key of its source."""
    ids = library.posts.find(Query())
    rows = {row.id: row.post.key for row in library.posts.rows(ids)}
    sources = library.groups.sources(ids)
    return {rows[id_]: rows[source] for id_, source in sources.items() if id_ != source}


def listed(library: Library, echoes: Echoes, typed: str = "", order: Order = "oldest") -> str:
    ids = library.posts.find(Query.parse(typed), order, echoes)
    return "".join(row.post.key for row in library.posts.rows(ids))


def split(library: Library, keys: str) -> None:
    with library.edit("Split"):
        library.groups.split(ids_of(library, keys))


def join(library: Library, keys: str, onto: str = "") -> None:
    with library.edit("Join"):
        library.groups.join(ids_of(library, keys), id_of(library, onto) if onto else None)


def test_echoes_of_every_kind_follow_their_source(chat: Library) -> None:
    assert groups(chat) == {"2": "1", "3": "1", "4": "1"}
    echoes = chat.groups.echoes(ids_of(chat, "123456"))
    assert {echo.why for echo in echoes.values()} == {"named", "native", "copy"}


def test_a_source_tells_how_often_and_by_how_many_it_is_repeated(chat: Library) -> None:
    row = chat.posts.row(id_of(chat, "1"))
    assert (row.echoes, row.echo_people) == (3, 3)
    assert chat.posts.row(id_of(chat, "4")).echoes == 0


def test_lists_fold_show_or_leave_out_echoes(chat: Library) -> None:
    assert listed(chat, "folded") == "156"
    assert listed(chat, "shown") == "123456"
    assert listed(chat, "without") == "156"


def test_an_echo_whose_source_is_not_found_is_in_the_list(chat: Library) -> None:
    assert listed(chat, "folded", "from:dov") == "4"
    assert listed(chat, "folded", "drill") == "15"


def test_is_echo_finds_copies_too(chat: Library) -> None:
    assert found(chat, "is:echo") == ["2", "3", "4"]
    assert found(chat, "is:original") == ["1", "5", "6"]
    assert chat.posts.counts().echoes == 3


def test_echoes_wait_for_no_decision_and_can_be_decided(chat: Library) -> None:
    assert found(chat, "is:undecided") == ["1", "5", "6"]
    with chat.edit("Star"):
        chat.marks.star(ids_of(chat, "15"))
        chat.marks.reject(ids_of(chat, "4"))
    counts = chat.posts.counts()
    assert (counts.starred, counts.undecided, counts.all) == (2, 1, 6)
    assert counts.undecided == chat.posts.undecided(Query(), "folded")
    assert found(chat, "is:starred") == ["1", "5"]
    assert found(chat, "is:rejected") == ["4"]


def test_the_most_echoed_comes_first(chat: Library) -> None:
    join(chat, "6", "5")
    assert listed(chat, "folded", order="echoed") == "15"


def test_the_best_of_a_group_is_its_source_and_native_reposts_follow(chat: Library) -> None:
    group = chat.groups.group(id_of(chat, "3"))
    assert (group.best, list(group.rest)) == (id_of(chat, "1"), ids_of(chat, "24"))
    assert chat.groups.members(group.best) == ids_of(chat, "234")


def test_before_it_is_worked_out_native_reposts_are_known(library: Library) -> None:
    take_in(library, [post(1), post(2, repost_of="1"), post(3, repost_of="1")])
    assert groups(library) == {"2": "1", "3": "1"}
    assert library.posts.row(1).echoes == 2
    assert listed(library, "folded") == "1"


# By hand


def test_a_post_that_is_split_off_stands_alone(chat: Library) -> None:
    split(chat, "4")
    assert groups(chat) == {"2": "1", "3": "1"}
    assert listed(chat, "folded") == "1456"


def test_a_native_repost_cannot_be_split_off(chat: Library) -> None:
    split(chat, "3")
    assert groups(chat)["3"] == "1"
    assert chat.groups.splittable(ids_of(chat, "1356")) == ids_of(chat, "1")


def test_a_source_that_is_split_off_leaves_the_others_together(chat: Library) -> None:
    split(chat, "1")
    assert groups(chat) == {"3": "1", "4": "2"}


def test_joined_posts_follow_the_earliest_or_the_one_named(chat: Library) -> None:
    join(chat, "61")
    assert groups(chat) == {"2": "1", "3": "1", "4": "1", "6": "1"}
    join(chat, "4", "5")
    assert groups(chat) == dict.fromkeys("12346", "5")
    assert chat.posts.row(id_of(chat, "5")).echo_people == 4


def test_splits_and_joins_are_undone_and_redone(chat: Library) -> None:
    before = groups(chat)
    join(chat, "1", "5")
    split(chat, "2")
    after = groups(chat)
    assert after == {"1": "5", "3": "5", "4": "5"}
    chat.undo()
    chat.undo()
    assert groups(chat) == before
    chat.redo()
    chat.redo()
    assert groups(chat) == after
    chat.go_to(1)
    assert groups(chat) == before


def test_whoever_listens_hears_that_echoes_changed(chat: Library) -> None:
    heard: list[frozenset[str]] = []
    chat.changed = heard.append
    split(chat, "4")
    chat.undo()
    assert all("echoes" in changes for changes in heard)


def test_what_hands_decided_is_obeyed_after_another_import(chat: Library, path: Path) -> None:
    split(chat, "4")
    join(chat, "6", "5")
    take_in(chat, [post(7, f"MT @ann {WORDS}", "flo"), post(8, "RT @ben: lol", "guy")], "b.jsonl")
    work.finish(work.work_out(path))
    assert groups(chat) == {"2": "1", "3": "1", "6": "5", "7": "1", "8": "5"}


def test_joining_what_was_split_off_is_as_if_nothing_had_been(chat: Library) -> None:
    before = groups(chat)
    split(chat, "4")
    join(chat, "4", "2")
    assert groups(chat) == before

    join(chat, "5", "6")
    split(chat, "5")
    assert groups(chat) == before


def test_posts_that_hands_regrouped_stay_when_their_archive_goes(chat: Library) -> None:
    join(chat, "6", "5")
    (archive,) = chat.archives.all()
    list(chat.archives.forget(archive.id))
    assert {row.post.key for row in chat.posts.rows(chat.posts.find(Query()))} == {"5", "6"}
    assert groups(chat) == {"6": "5"}
    assert chat.check()["sound"]


def test_who_keeps_an_echo_keeps_its_original(chat: Library) -> None:
    with chat.edit("Star"):
        chat.marks.star(ids_of(chat, "2346"))
    starred = {row.post.key: row.mark for row in chat.posts.rows(ids_of(chat, "1246"))}
    assert starred == {"1": "star", "2": None, "4": None, "6": "star"}
    chat.undo()
    with chat.edit("Reject"):
        chat.marks.reject(ids_of(chat, "2"))
    rejected = {row.post.key: row.mark for row in chat.posts.rows(ids_of(chat, "12"))}
    assert rejected == {"1": None, "2": "reject"}


def test_what_hands_took_apart_is_kept_as_it_stands(chat: Library) -> None:
    split(chat, "4")
    with chat.edit("Star"):
        chat.marks.star(ids_of(chat, "4"))
    assert chat.posts.row(id_of(chat, "4")).mark == "star"
    assert chat.posts.row(id_of(chat, "1")).mark is None
