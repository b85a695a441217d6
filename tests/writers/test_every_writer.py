"""Every writer on one story: a new format needs no new test here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from curator.insight.checks.verbatim import unlike
from curator.insight.consent.consent import veil
from curator.model import Standing, Story
from curator.writers import WRITERS, Writer, target_name
from tests.recap import STORY

EXPECTED = Path(__file__).parents[1] / "expected"
PICTURE = re.compile(r"base64,[A-Za-z0-9+/=]+|-[0-9a-f]{8}(?=\.(?:png|jpg))|sha256-[^']+")
"""What another release of Pillow may write otherwise, and the digest of the styles."""

each = pytest.mark.parametrize("writer", WRITERS, ids=target_name)


@each
def test_the_sample_story_is_written_as_expected(writer: Writer) -> None:
    (path, content), *rest = writer.write(STORY, "recap")
    names = [name.as_posix() for name, _ in rest]
    found = PICTURE.sub("…", "\n".join((content.decode(), *names)))
    expected = EXPECTED / target_name(writer) / path
    if not expected.exists():  # a new format: look it over, then commit it
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(found, "utf-8")
        pytest.fail(f"wrote {expected}; read it, and run again")
    assert found == expected.read_text("utf-8")


@each
def test_the_first_file_has_the_name_that_was_asked_for(writer: Writer) -> None:
    first = next(iter(writer.write(STORY, "My recap")))
    assert str(first[0]) == "My recap" + writer.SUFFIX


@each
def test_the_words_in_the_file_are_the_words_of_the_archive(writer: Writer) -> None:
    people = {("twitter", "layla_hdd"): Standing("withheld")}
    for story in (STORY, veil(STORY, people)):
        content = next(iter(writer.write(story, "recap")))[1]
        assert unlike(story, content, writer.SUFFIX) == ()


@each
def test_an_empty_story_makes_a_calm_file(writer: Writer) -> None:
    ((_, content),) = writer.write(Story(""), "empty")
    assert "Untitled" in content.decode()


@each
def test_a_withheld_person_appears_nowhere_not_even_in_a_files_name(writer: Writer) -> None:
    people = {("twitter", "adaeze_reads"): Standing("withheld", "A guest")}
    files = dict(writer.write(veil(STORY, people), "recap"))
    everything = " ".join((*map(str, files), *(str(content) for content in files.values())))
    assert "A guest" in everything
    for secret in ("adaeze", "okwuosa", "1790000000000000004"):
        assert secret not in everything.casefold()


@each
def test_no_file_names_the_zone_wrongly_when_the_zone_is_unknown(writer: Writer) -> None:
    story = Story("s", STORY.blocks, zone="Middle/Earth")
    content = next(iter(writer.write(story, "recap")))[1].decode()
    assert "14 May 2026, 18:05 UTC" in content
