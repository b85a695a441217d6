"""Blocks that are more than one post, less than one, or none, as every format writes them."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import pytest
from PIL import Image as Pillow

from curator import model
from curator.insight.checks.verbatim import find_altered_quotes
from curator.insight.consent.consent import mask
from curator.model import Group, Image, Media, Post, Quote, Standing, Story
from curator.writers import WRITERS, Writer, target_name
from tests.conftest import post

ANN, BOB = model.Author("ann", "Ann Lee"), model.Author("bob", "Bob Roy")
HASH = "a" * 64


def said(number: int, text: str, author: model.Author, *media: Media) -> Post:
    url = f"https://example.org/{number}"
    return post(number, text, author=author, url=url, media=media)


def picture() -> bytes:
    file = BytesIO()
    Pillow.new("RGB", (8, 6), "teal").save(file, "PNG")
    return file.getvalue()


def story(*blocks: model.Block) -> Story:
    return Story("A recap", blocks, pictures={HASH: picture()}, tidy=False)


def written(writer: Writer, value: Story) -> str:
    return next(iter(writer.write(value, "recap")))[1].decode()


every_writer = pytest.mark.parametrize(
    "writer",
    [each for each in WRITERS if each.SUFFIX in {".html", ".md", ".txt"}],
    ids=target_name,
)
whole_writer = pytest.mark.parametrize(
    "writer", [each for each in WRITERS if each.SUFFIX in {".html", ".md"}], ids=target_name
)


@whole_writer
def test_an_exchange_is_read_as_it_was_said(writer: Writer) -> None:
    asked, answered = said(1, "What was first?", ANN), said(2, "A cake tin", BOB)
    value = mask(story(Group("exchange", (Quote(asked), Quote(answered)))), {})
    text = written(writer, value)
    assert 0 < text.index("What was first?") < text.index("A cake tin")
    assert "Ann Lee" in text
    assert "Bob Roy" in text
    assert find_altered_quotes(value, text.encode(), writer.SUFFIX) == ()


@whole_writer
def test_words_left_out_are_marked_and_nothing_else_is_missing(writer: Writer) -> None:
    quote = Quote(said(1, "A cake tin, which is old, and green", ANN), trims=((10, 25),))
    value = mask(story(quote), {})
    text = written(writer, value)
    shown = re.sub(r"<[^>]*>|\\", "", unescape(text))
    assert "A cake tin[…] and green" in shown
    assert "which is old" not in text
    assert find_altered_quotes(value, text.encode(), writer.SUFFIX) == ()


@whole_writer
def test_a_picture_has_its_description_and_its_caption(writer: Writer) -> None:
    text = written(writer, story(Image(Media("image", alt="A green tin", hash=HASH), "The tin")))
    assert "A green tin" in text
    assert "The tin" in text


def seen(text: str) -> str:
    """Return what a reader sees: the head of a page keeps its posts whole, to be opened again."""
    return text.partition("</head>")[2] or text


@whole_writer
def test_a_gallery_names_who_posted_and_repeats_no_words(writer: Writer) -> None:
    shown = said(1, "Look at this", ANN, Media("image", alt="A tin", hash=HASH))
    text = written(writer, mask(story(Group("gallery", (Quote(shown),))), {}))
    assert "A tin" in text
    assert "Ann Lee" in text
    assert "Look at this" not in seen(text)


@whole_writer
def test_more_voices_are_linked_to_what_they_said(writer: Writer) -> None:
    voices = Group("voices", (Quote(said(1, "Hello", ANN)), Quote(said(2, "Hi", BOB))))
    text = written(writer, mask(story(voices), {}))
    assert "More voices" in text
    assert "https://example.org/1" in text
    assert "Bob Roy" in text


@every_writer
def test_who_is_withheld_is_none_of_more_voices(writer: Writer) -> None:
    people = {("test", "bob"): Standing("withheld")}
    voices = Group("voices", (Quote(said(1, "Hello", ANN)), Quote(said(2, "Hi", BOB))))
    text = written(writer, mask(story(voices), people))
    assert "Bob" not in text
    assert "example.org/2" not in text


@every_writer
@pytest.mark.parametrize("consent", ["full", "role", "withheld"])
def test_a_testimonial_is_printed_as_far_as_they_agreed(
    writer: Writer, consent: model.Consent
) -> None:
    block = model.Testimonial("It *changed* us", "Cleo Fox", "librarian, Leeds", "2026", consent)
    text = written(writer, mask(story(block), {}))
    if writer.SUFFIX != ".txt" or "librarian" in text:
        assert ("librarian, Leeds" in text) == (consent != "withheld")
    assert ("Cleo Fox" in text) <= (consent == "full")


@whole_writer
def test_a_small_quote_leaves_its_pictures_out(writer: Writer) -> None:
    shown = said(1, "Look at this", ANN, Media("image", alt="A tin", hash=HASH))
    text = written(writer, mask(story(Quote(shown, compact=True)), {}))
    assert "Look at this" in text
    assert "A tin" not in seen(text)
