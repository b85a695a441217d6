"""Every writer on one story: a new format needs no new test here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from curator.insight.checks.verbatim import find_altered_quotes
from curator.insight.consent.consent import mask
from curator.model import Standing, Story
from curator.writers import WRITERS, Writer, is_whole, target_name
from tests.recap import STORY
from tests.writers.seen import PACKED, readable, without_pictures

EXPECTED = Path(__file__).parents[1] / "expected"
PICTURE = re.compile(
    r"base64,[A-Za-z0-9+/=]+|-[0-9a-f]{8}(?=\.(?:png|jpg))|sha256-[^']+|[0-9a-f]{64}"
)
"""What another release of Pillow may write otherwise, and the digest of the styles."""

WHOLE = [writer for writer in WRITERS if is_whole(writer)]
"""The formats that hold every quote, in words that are read back."""

READABLE = [w for w in WRITERS if target_name(w) not in {"cards", "pdf"}]
"""The formats whose files do not depend on the fonts that are there."""

each = pytest.mark.parametrize("writer", WRITERS, ids=target_name)


@pytest.mark.parametrize("writer", READABLE, ids=target_name)
def test_the_sample_story_is_written_as_expected(writer: Writer) -> None:
    (path, content), *rest = writer.write(STORY, "recap")
    names = [name.as_posix() for name, _ in rest]
    if path.suffix in PACKED:
        content = without_pictures(content)
    found = PICTURE.sub("…", "\n".join((readable(path, content), *names)))
    expected = EXPECTED / target_name(writer) / path
    if expected.suffix in PACKED:  # its words, since the archive around them has no fixed form
        expected = expected.with_suffix(".txt")
    if not expected.exists():  # a new format: look it over, then commit it
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(found, "utf-8", newline="")
        pytest.fail(f"wrote {expected}; read it, and run again")
    assert found.encode() == expected.read_bytes()


@each
def test_the_first_file_has_the_name_that_was_asked_for(writer: Writer) -> None:
    first = next(iter(writer.write(STORY, "My recap")))
    assert str(first[0]) == "My recap" + writer.SUFFIX


@pytest.mark.parametrize("writer", WHOLE, ids=target_name)
def test_the_words_in_the_file_are_the_words_of_the_archive(writer: Writer) -> None:
    people = {("twitter", "layla_hdd"): Standing("withheld")}
    for story in (STORY, mask(STORY, people)):
        content = next(iter(writer.write(story, "recap")))[1]
        assert find_altered_quotes(story, content, writer.SUFFIX) == ()


@each
def test_an_empty_story_makes_a_calm_file(writer: Writer) -> None:
    (path, content), *_ = writer.write(Story(""), "empty")
    words = readable(path, content)
    assert "None" not in words
    if "Lending more than books" in readable(path, next(iter(writer.write(STORY, "r")))[1]):
        assert "Untitled" in words


@each
def test_a_withheld_person_appears_nowhere_not_even_in_a_files_name(writer: Writer) -> None:
    people = {("twitter", "adaeze_reads"): Standing("withheld", "A guest")}
    files = dict(writer.write(mask(STORY, people), "recap"))
    everything = " ".join(
        (*map(str, files), *(readable(path, content) for path, content in files.items()))
    )
    assert "A guest" in everything
    for secret in ("adaeze", "okwuosa", "1790000000000000004"):
        assert secret not in everything.casefold()


@each
def test_no_file_names_the_zone_wrongly_when_the_zone_is_unknown(writer: Writer) -> None:
    story = Story("s", STORY.blocks, zone="Middle/Earth")
    path, content = next(iter(writer.write(story, "recap")))
    words = readable(path, content)
    assert "19:06" not in words
    assert "18:06" in words or "19:06" not in readable(path, next(writer.write(STORY, "r"))[1])
