"""A page in somebody's own colour and template."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curator import model
from curator.errors import CuratorError
from curator.insight.checks.network import requests
from curator.model import Author, Heading, Quote, Story
from curator.writers import DressedWriter, Writer, fragment, newsletter, page, styled, target_name
from curator.writers.kit.look import (
    LEAST,
    OwnLook,
    accent_styles,
    contrast,
    original_template,
)
from tests.conftest import post
from tests.recap import STORY


def dressed(
    template: str = "",
    accent: str = "",
    font: str = "",
    writer: Writer = page,
    story: Story = STORY,
) -> str:
    made = DressedWriter(writer, OwnLook(template, accent, font))
    return next(iter(made.write(story, "recap")))[1].decode()


def test_contrast_is_what_the_standard_says() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_a_colour_is_used_in_the_light_and_a_readable_one_in_the_dark() -> None:
    styles = accent_styles("#8a1c4a")
    assert ":root{--accent:#8a1c4a}" in styles
    dark = styles.split("dark){:root{--accent:")[1][:7]
    assert contrast(dark, "#171919") >= LEAST
    assert styles in dressed(accent="#8a1c4a")


def test_a_colour_nobody_could_read_is_refused_with_one_that_can_be() -> None:
    with pytest.raises(CuratorError, match="too pale") as refused:
        accent_styles("#ffcc00")
    other = str(refused.value).split("needed. ")[1][:7]
    assert contrast(other, "#ffffff") >= LEAST


@pytest.mark.parametrize("colour", ["red", "#12", "#0b6a70}body{display:none"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(CuratorError, match="is no colour"):
        accent_styles(colour)


def test_the_original_template_makes_the_original_page() -> None:
    assert dressed(original_template("page")) == page.page(STORY)


@pytest.mark.parametrize("writer", [page, fragment, newsletter], ids=target_name)
def test_the_original_template_of_a_target_writes_the_target(writer: Writer) -> None:
    plain = next(iter(writer.write(STORY, "recap")))[1].decode()
    assert dressed(original_template(target_name(writer)), writer=writer) == plain


def test_a_template_of_a_post_has_each_piece_with_its_kind() -> None:
    template = (
        "{% for piece in pieces %}{{ piece.kind }}: "
        '{% if piece.kind == "quote" %}{{ piece.words|inert }} by {{ piece.name }}{% endif %};'
        "{% endfor %}"
    )
    quoted = replace(post(1, "[gallery] & more"), author=Author("ann", "Ann <b>"))
    blocks = (
        Heading("First", 2),
        model.Testimonial("It helped us.", "Eve", consent="full"),
        Quote(quoted),
    )
    told = dressed(template, writer=fragment, story=Story("Recap", blocks))
    assert told.split(";", 2) == [
        "heading: ",
        "testimonial: ",
        "quote: <var>[</var>gallery] &amp; more by Ann &lt;b&gt;;",
    ]


@pytest.mark.parametrize("writer", [page, styled, newsletter], ids=target_name)
def test_colour_and_font_reach_the_targets_that_have_them(writer: Writer) -> None:
    told = dressed(accent="#8a1c4a", font="Gill Sans, serif", writer=writer)
    assert "#8a1c4a" in told
    assert "font-family:'Gill Sans',serif" in told
    assert not [each for each in requests(told.encode()) if not each.startswith("recap_media/")]
    with pytest.raises(CuratorError, match="too pale"):
        dressed(accent="#ffcc00", writer=writer)
    for name in ("x;}body{display:none", 'a"b', "url(http://a.example)", ""):
        if name:
            with pytest.raises(CuratorError, match="is no name of a font"):
                dressed(font=name, writer=writer)


@pytest.mark.parametrize("writer", [fragment, newsletter], ids=target_name)
def test_faults_in_any_template_are_told_with_their_line(writer: Writer) -> None:
    with pytest.raises(CuratorError, match="Line 2 of the template: 'tilte' is undefined"):
        dressed("one\n{{ tilte }}", writer=writer)


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("one\n{% for %}", "Line 2 of the template"),
        ("one\ntwo\n{{ tilte }}", "Line 3 of the template: 'tilte' is undefined"),
        ("{{ title.__class__ }}", "Line 1 of the template: access to attribute '__class__'"),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_line(template: str, told: str) -> None:
    with pytest.raises(CuratorError, match=told):
        dressed(template)


def test_words_of_others_stay_words_in_a_template_of_ones_own() -> None:
    template = (
        "{% for s in sections %}{% for b in s.blocks %}{{ b.words }}{% endfor %}{% endfor %}"
    )
    assert "<b>No</b>" not in dressed(template)
