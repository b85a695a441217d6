"""A page of ours asks for nothing, and one that asks is found out."""

from __future__ import annotations

import pytest

from curator.insight.checks.network import requests
from curator.writers.page import page
from tests import recap


def test_the_page_of_a_rich_story_asks_for_nothing() -> None:
    assert requests(page(recap.STORY).encode()) == ()


@pytest.mark.parametrize(
    "asking",
    [
        '<img src="https://a.example/x">',
        '<img srcset="https://a.example/x 2x">',
        '<link rel="icon" href="//a.example/x">',
        '<svg><use xlink:href="https://a.example/x#y"/></svg>',
        '<p style="background:url(https://a.example/x)">',
        "<style>@import 'https://a.example/x';</style>",
        '<meta http-equiv="refresh" content="0;url=https://a.example/x">',
        '<form action="https://a.example/x">',
        "<script>1</script>",
        '<base href="https://a.example/">',
    ],
)
def test_whatever_a_browser_would_fetch_is_found(asking: str) -> None:
    assert requests(asking.encode())


@pytest.mark.parametrize(
    "quiet",
    [
        '<a href="https://a.example/">a link</a>',
        '<a href="#part-1">a place</a>',
        '<img src="data:image/png;base64,AAAA">',
        "<p>src=https://a.example/ url(https://a.example/) &lt;script&gt;</p>",
    ],
)
def test_links_words_and_pictures_inside_are_no_requests(quiet: str) -> None:
    assert requests(quiet.encode()) == ()
