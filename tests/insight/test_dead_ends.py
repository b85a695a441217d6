"""What the check list finds of links that lead nowhere, and of sensitive pictures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curator.counted import Resource
from curator.insight.checks.checks import findings
from curator.insight.checks.finding import Finding
from curator.model import Block, Links, Media, Passage, Quote, Span, Story
from tests.conftest import post


def looked_at(*blocks: Block) -> list[Finding]:
    found = findings(Story("Lending more than books", blocks))
    return [each for each in found if each.level == "look"]


def linked(address: str) -> list[Finding]:
    return looked_at(Links((Resource("link", address),), id=7), Passage("Thank you all.", id=8))


@pytest.mark.parametrize(
    "address",
    ["http://storify.com/ann/chat", "https://www.vine.co/v/1", "https://old.posterous.com"],
)
def test_a_link_to_a_service_that_closed_deserves_a_look(address: str) -> None:
    (found,) = linked(address)
    assert found.sentence == "1 link leads to a service that is closed."
    assert "web archive" in found.detail
    assert found.blocks == (7,)


@pytest.mark.parametrize("address", ["http://t.co/ab…", "https://a.example/so-mu..."])
def test_a_link_that_was_cut_off_deserves_a_look(address: str) -> None:
    (found,) = linked(address)
    assert found.sentence == "1 link is cut off in the archive and leads nowhere."


@pytest.mark.parametrize(
    "address", ["http://localhost:8000/x", "http://192.168.1.4/", "http://nas.local/p", "http://[::1]/"]
)  # fmt: skip
def test_a_link_to_somebodys_own_machine_deserves_a_look(address: str) -> None:
    (found,) = linked(address)
    assert found.sentence == "1 link leads to somebody’s own computer or network."


@pytest.mark.parametrize(
    "address",
    ["https://web.archive.org/web/2014/http://storify.com/ann", "https://notstorify.com/x",
     "https://a.example/…/b", "http://[broken", "mailto:ann@a.example", ""],
)  # fmt: skip
def test_other_links_are_left_alone(address: str) -> None:
    assert linked(address) == []


def test_links_of_quotes_and_of_ones_own_words_are_looked_at() -> None:
    text = "See http://t.co/x for more"
    said = replace(
        post(1, text, url="https://a.example/1"),
        spans=(Span("link", 4, 17, "http://storify.com/a"),),
    )
    own = Passage("More [here](https://vine.co/v/1).", id=2)
    (found,) = looked_at(Quote(said, id=1), own)
    assert found.sentence == "2 links lead to services that are closed."
    assert found.blocks == (1, 2)


def test_pictures_that_are_marked_as_sensitive_deserve_a_look() -> None:
    picture = Media("image", alt="A door", hash="0" * 64)
    said = replace(post(1, "Look", url="https://a.example/1"), media=(picture,), sensitive=True)
    (found,) = looked_at(Quote(said, id=3), Passage("Thank you all.", id=4))
    assert found.sentence == "1 block shows pictures that are marked as sensitive."
    assert found.blocks == (3,)
    assert looked_at(Quote(said, id=3, compact=True)) == []
    assert looked_at(Quote(replace(said, media=()), id=3)) == []
