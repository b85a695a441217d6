"""Merging stories block by block, and what one opinion means for another."""

from __future__ import annotations

import json
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from curator.library.values.story_merge import merge_lists, merge_story
from curator.library.values.three_way import Opinions, three_way

LISTS = st.lists(st.sampled_from("abcdefgh"), max_size=7)
NAMES = st.sampled_from(["bread", "salt", "tea"])
OPINIONS = st.dictionaries(
    st.one_of(
        st.tuples(st.sampled_from(["tag name", "definition"]), NAMES),
        st.tuples(st.just("parent"), NAMES),
        st.tuples(st.just("key"), NAMES),
        st.tuples(st.just("tag"), st.just("test"), st.sampled_from("12"), NAMES),
        st.tuples(st.just("mark"), st.just("test"), st.sampled_from("12")),
        st.tuples(st.just("account"), st.just("test"), st.sampled_from(["ann", "bob", "cas"])),
    ),
    st.just(""),
    max_size=9,
).flatmap(lambda asked: st.tuples(*(_valued(each) for each in asked)).map(dict))


def _valued(opinion: tuple[str, ...]) -> st.SearchStrategy[tuple[tuple[str, ...], str]]:
    values = {
        "tag name": st.sampled_from([opinion[-1], opinion[-1].title()]),
        "tag": st.just(opinion[-1]),
        "parent": NAMES,
        "key": st.sampled_from("12"),
        "mark": st.sampled_from(["star", "reject"]),
        "account": st.sampled_from(["test ann", "test bob", "test cas"]),
    }
    return values.get(opinion[0], st.sampled_from("xy")).map(lambda value: (opinion, value))


def merged(base: Opinions, ours: Opinions, theirs: Opinions) -> Opinions:
    changes, _ = three_way(base, ours, theirs)
    result = {**ours, **{each: value for each, value in changes.items() if value is not None}}
    return {each: value for each, value in result.items() if changes.get(each, "") is not None}


@given(OPINIONS, OPINIONS, OPINIONS)
def test_opinions_merge_alike_from_either_side_and_once(
    base: Opinions, ours: Opinions, theirs: Opinions
) -> None:
    once = merged(base, ours, theirs)
    assert once == merged(base, theirs, ours)
    assert merged(once, once, once) == once
    parents = {name: value for (kind, name, *_), value in once.items() if kind == "parent"}
    for name in parents:  # no tag stands under itself
        above, steps = parents.get(name), 0
        while above is not None:
            assert (steps := steps + 1) < 9
            above = parents.get(above)
    faces = [value.split()[1] for (kind, *_), value in once.items() if kind == "account"]
    assert not {face for face in faces if ("account", "test", face) in once}


@given(LISTS, LISTS, LISTS)
def test_lists_merge_alike_from_either_side_and_lose_no_words(
    base: list[str], one: list[str], two: list[str]
) -> None:
    both = merge_lists(base, one, two)
    assert merge_lists(base, two, one) == both
    assert merge_lists(both, both, both) == both
    assert merge_lists(base, one, base) == one
    assert set(both) >= (set(one) | set(two)) - set(base)


def test_what_each_did_elsewhere_in_a_story_is_in_both() -> None:
    was, ours, theirs = list("abcde"), list("Xabce"), list("abcdEf")
    assert merge_lists(was, ours, theirs) == list("XabcEf")
    assert merge_lists(was, list("bcade"), list("bcdea")) == list("bcade")


WORDS = st.sampled_from("abc")
ROWS = st.lists(
    st.tuples(st.sampled_from("1234567"), st.sampled_from(["text", "post", "part"]), WORDS,
              st.integers(0, 1)),
    max_size=6, unique_by=lambda row: row[0],
)  # fmt: skip


def story(title: str, rows: Iterable[tuple[str, str, str, int]]) -> str:
    blocks = [
        {"uid": f"u{uid}", "kind": kind, "text": text, "pinned": pinned}
        | {"as_posted": 0, "compact": 0, "level": 2, "note": "", "post": None}
        for uid, kind, text, pinned in rows
    ]
    return json.dumps({"title": title, "tidy": 1, "blocks": blocks})


STORIES = st.builds(story, st.sampled_from(["Monday", "Tuesday"]), ROWS)


def settled(was: str, one: str, two: str) -> tuple[str, set[str]]:
    whole, conflicts = merge_story(was, one, two, lambda _: "settled")
    return whole, {each.what for each in conflicts}


@given(st.one_of(st.just(""), STORIES), STORIES, STORIES)
def test_stories_merge_alike_from_either_side_and_once(was: str, one: str, two: str) -> None:
    whole, conflicts = settled(was, one, two)
    assert settled(was, two, one) == (whole, conflicts)
    assert settled(was, whole, whole) == (whole, set())
    uids = [row["uid"] for row in json.loads(whole)["blocks"]]
    assert len(set(uids)) == len(uids)
    if was:
        assert settled(was, one, was) == (one, set())


@given(STORIES, STORIES, STORIES)
def test_a_side_that_is_chosen_always_has_its_blocks_where_both_changed_them(
    was: str, one: str, two: str
) -> None:
    ours, conflicts = merge_story(was, one, two, lambda _: "ours")
    same, _ = merge_story(was, two, one, lambda _: "theirs")
    assert ours == same
    rows = {row["uid"]: row for row in json.loads(ours)["blocks"]}
    had = {row["uid"]: row for row in json.loads(one)["blocks"]}
    for each in conflicts:
        if each.what.startswith("u") and each.ours and each.what in had:
            assert rows[each.what]["text"] == had[each.what]["text"]


def test_one_may_pin_what_the_other_writes_but_two_words_at_a_place_are_a_conflict() -> None:
    was = story("A", [("1", "text", "a", 0), ("2", "text", "b", 0)])
    pinned = story("A", [("1", "text", "a", 1), ("2", "text", "b", 0)])
    written = story("A", [("1", "text", "c", 0), ("2", "text", "b", 0)])
    both = story("A", [("1", "text", "c", 1), ("2", "text", "b", 0)])
    assert settled(was, pinned, written) == (both, set())
    other = story("A", [("2", "text", "b", 0), ("1", "text", "d", 0)])
    whole, conflicts = settled(was, written, other)
    assert [row["text"] for row in json.loads(whole)["blocks"]] == ["c", "b", "d"]
    assert conflicts == {"u1"}
    mine, _ = merge_story(was, written, other, lambda _: "ours")
    assert [row["text"] for row in json.loads(mine)["blocks"]] == ["c", "b"]
    yours, _ = merge_story(was, written, other, lambda _: "theirs")
    assert [row["text"] for row in json.loads(yours)["blocks"]] == ["b", "d"]


def test_a_place_that_each_filled_anew_and_an_order_that_each_changed_are_conflicts() -> None:
    was = story("A", [(n, "text", n, 0) for n in "123"])
    ours = story("A", [(n, "text", n, 0) for n in "143"])
    theirs = story("A", [(n, "text", n, 0) for n in "153"])
    whole, conflicts = settled(was, ours, theirs)
    assert [row["text"] for row in json.loads(whole)["blocks"]] == list("1453")
    assert conflicts == {"u2"}
    whole, _ = merge_story(was, ours, theirs, lambda _: "theirs")
    assert [row["text"] for row in json.loads(whole)["blocks"]] == list("153")
    first = story("A", [(n, "text", n, 0) for n in "312"])
    last = story("A", [(n, "text", n, 0) for n in "132"])
    assert settled(was, first, last)[1] == {"order"}
    _, (conflict,) = merge_story(was, first, last, lambda _: "settled")
    told = [json.loads(each or "") for each in (conflict.ours, conflict.theirs)]
    assert ["".join(row["text"] for row in rows) for rows in told] == ["3", "13"]
    whole, _ = merge_story(was, first, last, lambda _: "theirs")
    assert [row["text"] for row in json.loads(whole)["blocks"]] == list("132")
