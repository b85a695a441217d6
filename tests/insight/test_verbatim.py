"""The proof that a recap quotes the archive word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.insight.checks.verbatim import unlike
from curator.model import Passage, Quote, Story
from curator.writers import WRITERS, Writer, target_name
from tests.corpora import hostile_texts
from tests.recap import QUOTES, STORY

each = pytest.mark.parametrize("writer", WRITERS, ids=target_name)


def checked(writer: Writer, text: str) -> tuple[str, ...]:
    story = Story("s", (Quote(replace(QUOTES["ruta"], text=text)),))
    return unlike(story, next(iter(writer.write(story, "r")))[1], writer.SUFFIX)


@each
def test_hostile_words_pass(writer: Writer) -> None:
    quotes = (Quote(replace(QUOTES["ruta"], text=text)) for text in hostile_texts())
    story = Story("s", tuple(quotes))
    assert unlike(story, next(iter(writer.write(story, "r")))[1], writer.SUFFIX) == ()


@each
@settings(max_examples=100)
@given(st.text(min_size=1))
def test_any_words_pass(writer: Writer, text: str) -> None:
    assert checked(writer, text) == ()


@each
def test_a_changed_word_is_found(writer: Writer) -> None:
    content = next(iter(writer.write(STORY, "r")))[1].replace(b"Queues talk", b"Queues sing")
    (found,) = unlike(STORY, content, writer.SUFFIX)
    assert found.startswith("Quote 9 differs from the archive: “#TomorrowsLibrary A2")


@each
def test_a_missing_quote_is_found(writer: Writer) -> None:
    content = next(iter(writer.write(Story("s"), "r")))[1]
    assert unlike(STORY, content, writer.SUFFIX) == (
        "The file holds 0 quotes, but the story has 11.",
    )


@each
def test_what_the_editor_quotes_is_the_editors_affair(writer: Writer) -> None:
    story = Story("s", (Passage("> As one says\n>\n> — A proverb"), Quote(QUOTES["elif"])))
    assert unlike(story, next(iter(writer.write(story, "r")))[1], writer.SUFFIX) == ()
