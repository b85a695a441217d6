"""Words: hashtags, mentions and addresses as Twitter finds them."""

from __future__ import annotations

import time

import pytest

from curator.readers.kit.text.plain_text_entities import find_spans


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "#roofchat, #屋根 ＃全角 #il·lusió #1st",
            ["roofchat", "屋根", "全角", "il·lusió", "1st"],
        ),
        ("#1 a#b &#39; #_ http://example.org/#no #cut…", ["http://example.org/#no"]),
        ("@ann .@ben (@chen) RT@dora: hi", ["ann", "ben", "chen", "dora"]),
        ("mail ann@example.org a@b @@c #@d @e…", []),
        ("(see http://example.org/a_(b)).", ["http://example.org/a_(b)"]),
        ("http://example.org, https://t.co/abc’s", ["http://example.org", "https://t.co/abc"]),
        ("http://example.orgは http://nowhere ftp://a.b http://exam…", ["http://example.org"]),
    ],
)
def test_what_is_more_than_words_is_found(text: str, values: list[str]) -> None:
    spans = find_spans(text)
    assert [span.value for span in spans] == values
    assert all(text[s.start : s.end].endswith(s.value) for s in spans)


def test_a_short_address_leads_where_the_table_says() -> None:
    where = {"https://t.co/a": "https://www.example.org/leeks/", "https://t.co/b": ""}
    link, picture = find_spans("https://t.co/a https://t.co/b", where)
    assert (link.value, link.shown) == ("https://www.example.org/leeks/", "example.org/leeks")
    assert picture.kind == "media"


@pytest.mark.parametrize("piece", ["#", "@", "http://", "http://a.", "(", "http://a.b/(", "RT @"])
def test_long_nonsense_takes_no_longer_than_its_length(piece: str) -> None:
    begun = time.perf_counter()
    find_spans(piece * 50_000)
    assert time.perf_counter() - begun < 5


def test_a_keycap_is_no_hashtag() -> None:
    text = "#️⃣ first, #1️⃣ then #2️⃣5️⃣ and #⃣ #q1 #кухня"
    assert [span.value for span in find_spans(text)] == ["q1", "кухня"]
