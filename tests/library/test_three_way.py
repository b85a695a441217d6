"""Merging stories block by block, and what one opinion means for another."""

from __future__ import annotations

import json

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
    both, clean = merge_lists(base, one, two)
    assert merge_lists(base, two, one) == (both, clean)
    assert merge_lists(both, both, both) == (both, True)
    assert merge_lists(base, one, base) == (one, True)
    assert set(both) >= (set(one) | set(two)) - set(base)


def test_what_each_did_elsewhere_in_a_story_is_in_both() -> None:
    was, ours, theirs = list("abcde"), list("Xabce"), list("abcdEf")
    assert merge_lists(was, ours, theirs) == (list("XabcEf"), True)
    assert merge_lists(was, list("Abcde"), list("Bbcde")) == (list("ABbcde"), False)
    assert merge_lists(was, list("bcade"), list("bcdea")) == (list("bcade"), True)


def test_ranks_say_nothing_and_fields_are_merged_each() -> None:
    def story(title: str, *words: str) -> str:
        blocks = [[f"rank {title} {n}", "text", each] for n, each in enumerate(words)]
        return json.dumps([title, 0, blocks])

    whole, clean = merge_story(story("A", "x", "y"), story("B", "x", "y"), story("A", "y", "x"))
    title, _, blocks = json.loads(whole)
    assert (title, [block[2] for block in blocks], clean) == ("B", ["y", "x"], True)
    _, clean = merge_story(story("A"), story("B"), story("C"))
    assert not clean
