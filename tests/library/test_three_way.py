"""Merging stories block by block, and what one opinion means for another."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from curator.library.values.story_merge import Choice, merge_lists, merge_story
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


POST = ["test", "1"]
KINDS: dict[str, dict[str, list[Any]]] = {
    "post": {"note": ["", "a", "b"], "trims": ["", "[[0, 2]]", "[[1, 4]]"],
             "why": ["", "a", "b"], "compact": [0, 1], "pinned": [0, 1], "as_posted": [0, 1]},
    "pull": {"text": ["a", "b", "c"], "note": ["", "a", "b"]},
    "heading": {"text": ["a", "b", "c"], "level": [2, 3, 4], "why": ["", "a", "b"]},
    "facts": {"value": ['{"a": 1}', '{"a": 2}', '{"a": 3}']},
}  # fmt: skip


def block(kind: str, **fields: object) -> dict[str, object]:
    plain = {"uid": "u1", "kind": kind, "text": "", "level": 2, "value": "", "why": "", "note": ""}
    looks = {"pinned": 0, "as_posted": 0, "compact": 0, "trims": ""}
    return {**plain, **looks, "post": POST if kind in {"post", "pull"} else None, **fields}


def one_block(*rows: dict[str, object]) -> str:
    return json.dumps({"title": "A", "tidy": 1, "blocks": rows})


@st.composite
def three_states(draw: st.DrawFn) -> tuple[dict[str, object], ...]:
    """Draw a block as it was, and as each of two editors left it."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    fields = {name: st.sampled_from(values) for name, values in KINDS[kind].items()}
    return tuple(block(kind, **draw(st.fixed_dictionaries(fields))) for _ in range(3))


@given(three_states())
def test_a_block_changed_by_both_stays_one_and_each_field_is_decided_alone(
    states: tuple[dict[str, object], ...],
) -> None:
    was, mine, yours = states
    before, one, two = (one_block(each) for each in states)
    clashing = {n for n in was if mine[n] != yours[n] and was[n] not in (mine[n], yours[n])}
    choices: tuple[Choice, ...] = ("ours", "theirs", "settled")
    for choice in choices:
        chosen = dict.fromkeys((f"u1/{name}" for name in clashing), choice)
        whole, conflicts = merge_story(before, one, two, chosen.__getitem__)
        (row,) = json.loads(whole)["blocks"]
        assert {each.what for each in conflicts} == {f"u1/{name}" for name in clashing}
        for name in was:
            if name not in clashing:
                assert row[name] == (yours[name] if mine[name] == was[name] else mine[name])
            elif choice != "settled":
                assert row[name] == (mine if choice == "ours" else yours)[name]
    assert settled(before, one, two) == settled(before, two, one)


def test_both_notes_stand_below_the_one_quote() -> None:
    told = [one_block(block("post", note=note)) for note in ("", "Their note", "Our note")]
    (row,) = json.loads(settled(*told)[0])["blocks"]
    assert row["note"] == "Our note\n\nTheir note"


def test_of_two_cuts_the_one_that_leaves_more_is_settled() -> None:
    told = [one_block(block("post", trims=each)) for each in ("", "[[0, 2]]", "[[5, 6]]")]
    (row,) = json.loads(settled(*told)[0])["blocks"]
    assert row["trims"] == "[[5, 6]]"


def image(**fields: str) -> dict[str, object]:
    media = {"kind": "image", "hash": fields.get("hash", "x"), "alt": fields.get("alt", "")}
    value = {"media": media, "caption": fields.get("caption", ""), "decorative": False}
    return block("image", value=json.dumps(value))


def test_caption_and_description_of_a_picture_are_fields_of_their_own() -> None:
    was, mine = one_block(image()), one_block(image(caption="Ours"))
    assert settled(was, mine, one_block(image(alt="A hall"))) == (
        one_block(image(caption="Ours", alt="A hall")),
        set(),
    )
    whole, conflicts = settled(was, mine, one_block(image(caption="Theirs", alt="A hall")))
    assert whole == one_block(image(caption="Theirs", alt="A hall"))
    assert conflicts == {"u1/caption"}


def test_a_description_is_never_carried_over_to_another_picture() -> None:
    was, mine, yours = image(), image(hash="y"), image(alt="A hall")
    whole, conflicts = settled(*(one_block(each) for each in (was, mine, yours)))
    assert sorted(row["value"] for row in json.loads(whole)["blocks"]) == sorted(
        str(each["value"]) for each in (mine, yours)
    )
    assert conflicts == {"u1"}


def test_a_note_stays_with_its_post_when_the_other_editor_swapped_it() -> None:
    was, noted = block("post"), block("post", note="Of this post")
    swapped = block("post", post=["test", "2"], why="better")
    whole, conflicts = settled(*(one_block(each) for each in (was, swapped, noted)))
    rows = json.loads(whole)["blocks"]
    assert sorted((row["post"][1], row["note"]) for row in rows) == [
        ("1", "Of this post"), ("2", ""),
    ]  # fmt: skip
    assert conflicts == {"u1"}
    pinned = block("post", pinned=1)
    whole, conflicts = settled(*(one_block(each) for each in (was, swapped, pinned)))
    assert json.loads(whole)["blocks"] == [{**swapped, "pinned": 1}]
    assert conflicts == set()


def test_parts_of_a_thread_are_merged_part_by_part() -> None:
    def thread(first: str, second: str, *more: str) -> str:
        parts = [{**block("part", note=note), "uid": f"p{n}"} for n, note in
                 enumerate((second, *more))]  # fmt: skip
        return one_block(block("post", note=first), *parts)

    whole, conflicts = settled(thread("", ""), thread("a", ""), thread("", "b"))
    assert (whole, conflicts) == (thread("a", "b"), set())
    whole, conflicts = settled(thread("", ""), thread("a", ""), thread("", "", ""))
    assert (whole, conflicts) == (thread("a", "", ""), set())
    assert settled(thread("", ""), thread("", "a"), thread("", "b"))[1] == {"p0/note"}
