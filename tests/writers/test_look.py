"""A page in somebody's own colour and template."""

from __future__ import annotations

import pytest

from curator.errors import CuratorError
from curator.writers import page
from curator.writers.kit.look import LEAST, accent_styles, contrast
from tests.recap import STORY


def dressed(template: str = "", accent: str = "") -> str:
    ((_, content),) = page.StyledPage(template, accent).write(STORY, "r")
    return content.decode()


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
    assert dressed(page.original_template()) == page.page(STORY)


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
