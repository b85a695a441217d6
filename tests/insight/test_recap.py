"""Recap templates: what a host types, and what becomes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.insight.draft.templates import (
    Slot,
    compose,
    escaped,
    fill,
    problems,
    renamed,
    template,
    title,
)
from curator.model import Block, Divider, Heading, Passage
from curator.resources import resource

FIELDS = {"hashtag": "#lib", "date": "3 March 2026", "people": "61", "hosts": "", "voice": ""}
BUILT_IN = sorted(resource("recaps").glob("*.md"))


def made(text: str, **slots: list[Block]) -> list[Block]:
    """Compose a recap whose slots give these blocks."""
    makes = {name: lambda _size, name=name: slots[name] for name in slots}
    return compose(template(text), FIELDS, fill(template(text), makes))


def test_names_in_braces_are_filled_in() -> None:
    assert made("On {date}, {people} people met.") == [Passage("On 3 March 2026, 61 people met.")]


def test_a_line_with_a_name_that_is_not_known_is_left_out() -> None:
    assert made("We met.\nHosted by {hosts}.\nIt was good.") == [Passage("We met.\nIt was good.")]


def test_braces_that_are_no_name_stay_as_typed() -> None:
    assert made("Use {this} or {}.") == [Passage("Use {this} or {}.")]


def test_headings_stay_where_something_stands_under_them() -> None:
    text = "## Links\n\n[links]\n\n## Who\n\n[cast]\n\n## Next\n\nSee you."
    assert made(text, links=[Divider()], cast=[]) == [
        Heading("Links"),
        Divider(),
        Heading("Next"),
        Passage("See you."),
    ]


def test_a_slot_may_say_how_much_it_holds() -> None:
    assert template("name: A\n\n[best: 15]\n\n[links]").parts == (Slot("best", 15), Slot("links"))
    assert template("name: A\n\n[nonsense: 3]").parts == ("[nonsense: 3]",)


def test_a_template_without_a_head_is_all_body() -> None:
    assert template("Hello\n\nyou").parts == ("Hello", "you")


def test_a_title_closes_up_where_a_name_is_not_known() -> None:
    assert title(template("title: {voice} in {hashtag}, {date}\n\n"), FIELDS) == (
        "in #lib, 3 March 2026"
    )
    assert title(template("title: {hashtag} recap, {voice}\n\n"), FIELDS) == "#lib recap"


@pytest.mark.parametrize("file", BUILT_IN, ids=lambda file: file.stem)
def test_every_template_that_comes_along_is_whole(file: object) -> None:
    assert BUILT_IN
    text = resource("recaps").joinpath(f"{file.stem}.md").read_text("utf-8")  # type: ignore[attr-defined]  # a path, as pytest gives it
    read = template(text)
    assert read.name
    assert read.title
    assert any(isinstance(part, Slot) for part in read.parts)
    assert not any("[" in part for part in read.parts if isinstance(part, str))


def test_a_name_cannot_bring_markup_into_the_recap() -> None:
    fields = FIELDS | {"hosts": "# *Ann* [x](javascript:1) <b>"}
    found = compose(template("{hosts} hosted."), fields, {})
    assert found[0] == Passage(r"\# \*Ann\* \[x\](javascript:1) \<b\> hosted.")


def test_every_line_of_the_head_is_a_field_that_goes_before_what_is_found() -> None:
    text = "name: A\nseries: *Our* chat\nhosts: Ann\nnext:\n\n{series}, {hosts}.\nNext: {next}"
    assert made(text) == [Passage(r"\*Our\* chat, Ann.")]


def test_what_a_template_cannot_do_is_told_in_sentences() -> None:
    assert problems("name: A\nseries: B\n\n{series}, {date}\n\n[links]") == []
    field, slot = problems("name: A\n\n{nonsense}\n\n[sectoins: 3]")
    assert "{nonsense} is not known" in field
    assert "[sectoins] is nothing Curator makes" in slot


@pytest.mark.parametrize("text", ["name: A\ntitle: T\n\nx", "title: T\n\nx", "x\n\ny", ""])
def test_a_template_is_the_same_under_another_name(text: str) -> None:
    before, after = template(text), template(renamed(text, "New"))
    assert (after.name, after.title, after.parts) == ("New", before.title, before.parts)


@given(st.text())
def test_any_text_is_a_template(text: str) -> None:
    compose(template(text), FIELDS, {})
    escaped(text)
