"""The words that a span marks are the words that are meant."""

from __future__ import annotations

import pytest

from curator.model import Span
from curator.readers.kit.text.entities import read_spans, tidy
from curator.readers.kit.text.plain_text_entities import find_spans


def tag(text: str, start: int, end: int) -> dict[str, object]:
    return {"text": text, "indices": [start, end]}


def words(text: str, spans: tuple[Span, ...]) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in spans]


def test_counts_over_the_escaped_text_are_moved() -> None:
    raw = "a &amp; b &lt;3 #maps &gt; @ann"
    entities = {
        "hashtags": [tag("maps", 16, 21)],
        "user_mentions": [{"screen_name": "Ann", "indices": ["27", "31"]}],
    }
    text, spans = read_spans(raw, entities)
    assert text == "a & b <3 #maps > @ann"
    assert words(text, spans) == [("hashtag", "#maps"), ("mention", "@ann")]


def test_what_was_escaped_twice_is_unescaped_once() -> None:
    assert read_spans("&amp;lt;b&amp;gt;", {})[0] == "&lt;b&gt;"


def test_entities_that_miss_their_words_are_found_by_reading() -> None:
    raw = "RT @ann: so much #critlib and #infol…"
    entities = {"hashtags": [tag("critlib", 3, 11), tag("infolit", 139, 140)]}
    text, spans = read_spans(raw, entities)
    assert words(text, spans) == [("mention", "@ann"), ("hashtag", "#critlib")]


@pytest.mark.parametrize(
    "indices", [None, [], [1], ["x", "y"], [-5, 3], [0, 10**30], [3, 1], {"a": 1}, [None, None]]
)
def test_senseless_counts_do_no_harm(indices: object) -> None:
    entities = {"hashtags": [{"text": "maps", "indices": indices}], "urls": 7, "media": ["x", {}]}
    assert words("so #maps", read_spans("so #maps", entities)[1]) == [("hashtag", "#maps")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("#one #2 #3d ＃四 #été!", ["#one", "#3d", "＃四", "#été"]),
        ("mail ann@example.org or .@ann, (@bob)", ["@ann", "@bob"]),
        ("see https://example.org/a#b@c, and #x", ["https://example.org/a#b@c", "#x"]),
        ("(https://example.org/a_(b)).", ["https://example.org/a_(b)"]),
        ("a#b &#39; x/#y @@ann", []),
        ("#cut… @cut… https://t.co/cu…", []),
        ("http:// https://.", []),
    ],
)
def test_tags_mentions_and_links_are_found_in_words(text: str, meant: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_spans(text)] == meant


def url(expanded: object, shown: object = None) -> dict[str, object]:
    one = {"url": "https://t.co/abc", "indices": [4, 20]}
    return {"urls": [one | {"expanded_url": expanded, "display_url": shown}]}


def test_a_link_shows_where_it_leads() -> None:
    entities = url("https://www.example.org/long/way?x=1", "example.org/long/w…")
    (span,) = read_spans("see https://t.co/abc", entities)[1]
    assert span.value == "https://www.example.org/long/way?x=1"
    assert span.shown == "example.org/long/w…"


def test_a_link_that_pretends_to_lead_elsewhere_shows_the_truth() -> None:
    (span,) = read_spans("see https://t.co/abc", url("https://evil.example/", "bank.example"))[1]
    assert span.shown == "evil.example"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "", None, 7, "data:text/html,x"])
def test_a_link_that_is_no_address_stays_as_it_stands(address: object) -> None:
    (span,) = read_spans("see https://t.co/abc", url(address, "bank.example"))[1]
    assert (span.value, span.shown) == ("https://t.co/abc", "")


def test_only_the_last_link_to_the_quoted_post_is_hidden() -> None:
    address = url("https://twitter.com/ann/status/12?s=20")
    assert read_spans("see https://t.co/abc", address, "12")[1][0].kind == "media"
    assert read_spans("see https://t.co/abc there", address, "12")[1][0].kind == "link"
    assert read_spans("see https://t.co/abc", address, "13")[1][0].kind == "link"


def test_much_of_everything_takes_no_time() -> None:
    text = "&amp;#a@b https://x.y" + ")" * 50_000 + "&lt;#a" * 50_000
    entities = {"hashtags": [tag("a", 5 + n, 7 + n) for n in range(20_000)]}
    assert read_spans(text, entities)[0].startswith("&#a@b https")


def test_a_long_address_is_shown_short() -> None:
    assert tidy("https://example.org/" + "x" * 90).endswith("…")
    assert len(tidy("https://example.org/" + "x" * 90)) == 40
