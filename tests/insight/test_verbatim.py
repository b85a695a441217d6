"""The proof that a recap quotes the archive word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.insight.checks.verbatim import find_altered_quotes
from curator.model import Passage, Quote, Span, Story
from curator.writers import WRITERS, Writer, docx, is_whole, target_name, text
from tests.corpora import hostile_texts
from tests.recap import QUOTES, STORY

WHOLE = [writer for writer in WRITERS if is_whole(writer)]
SIGNED = [writer for writer in WHOLE if writer.SUFFIX in {".html", ".md"}]
each = pytest.mark.parametrize("writer", WHOLE, ids=target_name)
signed = pytest.mark.parametrize("writer", SIGNED, ids=target_name)


def checked(writer: Writer, words: str) -> tuple[str, ...]:
    story = Story("s", (Quote(replace(QUOTES["ruta"], text=words)),))
    return find_altered_quotes(story, next(iter(writer.write(story, "r")))[1], writer.SUFFIX)


@each
def test_hostile_words_pass(writer: Writer) -> None:
    quotes = (Quote(replace(QUOTES["ruta"], text=words)) for words in hostile_texts())
    story = Story("s", tuple(quotes))
    assert find_altered_quotes(story, next(iter(writer.write(story, "r")))[1], writer.SUFFIX) == ()


@each
@settings(max_examples=100)
@given(st.text(min_size=1))
def test_any_words_pass(writer: Writer, words: str) -> None:
    assert checked(writer, words) == ()


@signed
def test_a_changed_word_is_found(writer: Writer) -> None:
    content = next(iter(writer.write(STORY, "r")))[1].replace(b"Queues talk", b"Queues sing")
    (found,) = find_altered_quotes(STORY, content, writer.SUFFIX)
    assert found.startswith("Quote 9 differs from the archive: “Everyone at stop 7")


@signed
def test_only_declared_cuts_pass(writer: Writer) -> None:
    hashtag = Span("hashtag", 27, 32, "Roof")
    post = replace(QUOTES["ruta"], text="A1: Gulls land. They sing. #Roof", spans=(hashtag,))
    story = Story("s", (Quote(post),), hashtags=frozenset({"roof"}))
    content = next(iter(writer.write(story, "r")))[1]
    read = content.partition(b"</head>")[2] or content  # a page keeps the post as it was, unseen
    assert b"A1" not in read.partition(b"Gulls land")[0].rpartition(b"s")[2]
    assert find_altered_quotes(story, content, writer.SUFFIX) == ()
    assert find_altered_quotes(replace(story, tidy=False), content, writer.SUFFIX) != ()
    assert find_altered_quotes(story, content.replace(b"Gulls land. ", b""), writer.SUFFIX) != ()
    whole = next(iter(writer.write(replace(story, tidy=False), "r")))[1]
    assert find_altered_quotes(story, whole, writer.SUFFIX) == ()


@signed
def test_a_missing_quote_is_found(writer: Writer) -> None:
    content = next(iter(writer.write(Story("s"), "r")))[1]
    assert find_altered_quotes(STORY, content, writer.SUFFIX) == (
        "The file holds 0 quotes, but the story has 11.",
    )


@signed
def test_a_changed_name_is_found(writer: Writer) -> None:
    content = next(iter(writer.write(STORY, "r")))[1].replace(
        "נועם שריד".encode(), "ליאור כהן".encode())  # fmt: skip
    assert find_altered_quotes(STORY, content, writer.SUFFIX) == (
        "Quote 7 does not name נועם שריד.",
    )


@signed
def test_a_permalink_that_leads_elsewhere_is_found(writer: Writer) -> None:
    content = next(iter(writer.write(STORY, "r")))[1].replace(
        b"status/1790000000000000003", b"status/1790000000000000099"
    )
    (found,) = find_altered_quotes(STORY, content, writer.SUFFIX)
    assert found.startswith("Quote 3 leads to https://twitter.com/hayoon_lib/status/1790")


@signed
def test_what_the_editor_quotes_is_the_editors_affair(writer: Writer) -> None:
    story = Story("s", (Passage("> As one says\n>\n> — A proverb"), Quote(QUOTES["elif"])))
    assert find_altered_quotes(story, next(iter(writer.write(story, "r")))[1], writer.SUFFIX) == ()


def test_a_word_that_is_missing_from_plain_text_is_found() -> None:
    content = next(iter(text.write(STORY, "r")))[1].replace(b"Queues talk", b"Queues sing")
    (found,) = find_altered_quotes(STORY, content, text.SUFFIX)
    assert found.startswith("Quote 9 is not in the file as the archive has it: “Everyone at")


@pytest.mark.parametrize("writer", [text, docx], ids=target_name)
@pytest.mark.parametrize("added", ["Honestly: {}", "{} Indeed."])
def test_words_added_to_a_quote_are_found(writer: Writer, added: str) -> None:
    quote = Quote(QUOTES["elif"])
    words = quote.post.text
    other = Quote(replace(quote.post, text=added.format(words)))
    content = next(iter(writer.write(Story("s", (other,)), "r")))[1]
    (found,) = find_altered_quotes(Story("s", (quote,)), content, writer.SUFFIX)
    assert found.startswith("Quote 1 stands among words that are not the archive’s: “")
    assert added.format("").strip() in found.replace(words, "")


def test_a_file_of_another_kind_is_refused_with_a_reason() -> None:
    assert find_altered_quotes(STORY, b"GIF89a", ".gif") == (
        "Curator cannot read words out of a file whose name ends in .gif.",
    )
