"""Storify's XML: written in two ways, cut, or made to do harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from curator.errors import ArchiveError
from curator.model import Passage, Post, Quote, Skipped
from curator.readers import stories_in, storify_xml
from curator.readers.kit.archive.source import Source
from tests.readers.tables import file, records

SAMPLE = Path(__file__).parents[1] / "samples" / "storify_xml" / "owlnight.xml"
QUOTE = (
    "<{tag}><type>quote</type><permalink>http://twitter.com/ann/status/511575170872246349"
    "</permalink><posted_at>2014-09-15T18:00:00Z</posted_at><attribution><username>ann</username>"
    "</attribution><data><quote><text>{words}</text></quote></data></{tag}>"
)


def story(inside: str) -> str:
    return f"<story><title>Owls</title><site>storify</site>{inside}</story>"


def test_a_story_is_finished_in_its_editors_order() -> None:
    source = Source(SAMPLE)
    (found,) = stories_in(storify_xml, source)
    quoted = [block.post.author.handle for block in found.blocks if isinstance(block, Quote)]
    assert found.title == "Owls on roofs & what they lend"
    assert quoted == ["ben_roof", "ann", "cyd"]
    assert any(isinstance(b, Passage) and "Leeks for roofs" in b.text for b in found.blocks)


@pytest.mark.parametrize(
    "listed",
    [
        QUOTE.format(tag="elements", words="One") + QUOTE.format(tag="elements", words="Two"),
        "<elements>" + QUOTE.format(tag="item", words="One") * 2 + "</elements>",
        QUOTE.format(tag="elements", words="One"),
    ],
)
def test_a_list_may_be_written_in_several_ways(tmp_path: Path, listed: str) -> None:
    found = records(file(tmp_path, story(listed), "owls.xml"))
    assert len(found) == listed.count("<type>")
    assert all(isinstance(record, Post) and record.text in {"One", "Two"} for record in found)


def test_a_story_that_was_cut_gives_what_is_there(tmp_path: Path) -> None:
    whole = story("<elements>" + QUOTE.format(tag="element", words="One") * 3)
    *posts, fault = records(file(tmp_path, whole[:-80], "owls.xml"))
    assert len(posts) == 3
    assert isinstance(fault, Skipped)


def test_a_document_that_declares_entities_is_not_believed(tmp_path: Path) -> None:
    declared = '<!DOCTYPE story [<!ENTITY owl "hoot">]>'
    text = "<?xml version='1.0'?><story>" + declared + story("<elements>&owl;</elements>")
    try:
        assert "hoot" not in str(records(file(tmp_path, text, "owls.xml")))
    except ArchiveError as error:
        assert str(error).endswith(".")  # noqa: PT017  either answer is right


def test_a_story_nested_without_end_costs_no_time(tmp_path: Path) -> None:
    began = time.perf_counter()
    records(file(tmp_path, story("<elements>" + "<a>" * 200_000), "owls.xml"))
    assert time.perf_counter() - began < 5
